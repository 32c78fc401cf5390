//! Records that are taken in together: a worker parses them in one go, and their columns are kept as one chunk.

use super::record::Outcome;
use crate::article::Article;
use crate::columns::{Keeper, Kept};
use std::io;

/// Records that are parsed by one worker in one go.
pub(super) const GROUP: usize = 64;

/// What became of [`GROUP`] records that stand together.
pub(super) struct Group {
    /// None for a record that has to be decoded first.
    pub(super) outcomes: Vec<Option<Outcome>>,
    /// The columns of its articles, once they are made.
    pub(super) kept: Option<Kept>,
}

impl Group {
    /// What became of the records that are told of.
    pub(super) fn of(outcomes: impl Iterator<Item = Option<Outcome>>) -> Self {
        Self { outcomes: outcomes.collect(), kept: None }
    }

    /// The records that have to be decoded first.
    pub(super) fn broken(&self) -> impl Iterator<Item = usize> {
        self.outcomes.iter().enumerate().filter(|(_, outcome)| outcome.is_none()).map(|(at, _)| at)
    }

    /// Has the columns of the articles kept, if they are wanted and not kept yet, and lets the texts go.
    pub(super) fn keep(&mut self, keeper: Option<&Keeper<'_>>) -> io::Result<()> {
        let Some(keeper) = keeper.filter(|_| self.kept.is_none()) else { return Ok(()) };
        let outcomes = self.outcomes.iter().flatten();
        let articles: Vec<&Article> = outcomes.filter_map(|outcome| outcome.kept.as_ref().ok()).collect();
        self.kept = Some(keeper.keep(&articles)?);
        for article in self.outcomes.iter_mut().flatten().filter_map(|outcome| outcome.kept.as_mut().ok()) {
            article.text = String::new();
        }
        Ok(())
    }
}
