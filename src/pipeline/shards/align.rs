//! What a pair shows, from its two articles and what all teach.

use super::super::audit;
use super::super::gather::{Found, relate};
use super::super::learn::Learnt;
use super::super::locate::located;
use super::super::matched::{self, Numbered};
use super::super::said::Said;
use super::super::wording::{PairWording, pair_wording};
use super::super::{Given, Job};
use super::{Taught, columns_of};
use crate::align::{Aligned, Passage};
use crate::article::{Article, Batch, Pair, TooManyArticles};
use crate::measure::Side;
use crate::observe::Unwatched;
use crate::plan::Plan;
use crate::relate::PairFinding;
use crate::scratch::Scratch;
use rayon::prelude::*;
use std::sync::Arc;

/// A pair that may share something. It is of places among the articles, which stand in the order of their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// The two.
    pub pair: Pair,
    /// Whether they are near-duplicates.
    pub is_near: bool,
}

/// What a pair shows.
#[derive(Debug)]
pub struct Shown {
    /// Its row.
    pub found: PairFinding,
    /// Which of the two is the earlier text.
    pub earlier: Option<Side>,
    /// Its passages in words, by which they are attributed; in their order.
    pub wording: Vec<Aligned>,
    /// The same in the units of the texts, with what is quoted of them; where both have them from is not told.
    pub passages: Vec<Passage>,
}

/// What each of these pairs shows, if anything; `said` is what each of the articles says.
///
/// # Errors
/// When there are more articles than a batch can number.
pub fn aligned(
    articles: Vec<Article>,
    said: &[Said],
    candidates: &[Candidate],
    (plan, taught): (&Plan, &Taught),
) -> Result<Vec<Option<Shown>>, TooManyArticles> {
    let batch = Batch::new(articles, Vec::new())?;
    let columns = columns_of(batch.articles().iter(), plan);
    let (scratch, given) = (&Scratch::unbounded(), Given::default());
    let job = Job { batch: &batch, plan, columns: &columns, scratch, given };
    let learnt = Learnt::by(&job, Arc::clone(&taught.statistics), &Unwatched);
    let shown = candidates.par_iter().map(|candidate| shown((&job, &learnt), said, *candidate, taught));
    Ok(shown.collect())
}

fn shown(
    (job, learnt): (&Job<'_>, &Learnt<'_>),
    said: &[Said],
    Candidate { pair, is_near }: Candidate,
    taught: &Taught,
) -> Option<Shown> {
    let agencies = &taught.agencies;
    let wording = pair_wording(job, learnt, agencies, pair);
    if wording.is_none() && !is_near {
        return None;
    }
    let found = relate(job, &Found { pair, near: None, wording: wording.as_ref() })?;
    let party = |id| audit::party(job.batch.article(id), agencies);
    let earlier = crate::attribute::direction::earlier(&party(pair.first()), &party(pair.second()));
    let none = PairWording { pair, passages: Vec::new(), contained: None, is_formula: false };
    let wording = wording.unwrap_or(none);
    let mut passages = located(job, &wording);
    let numbered: Vec<Numbered<'_>> = matched::numbered(std::slice::from_ref(&wording)).collect();
    for (passage, found) in passages.iter_mut().zip(&numbered) {
        passage.earlier = earlier;
        passage.quoted_words = matched::quoted_words(found, said);
    }
    Some(Shown { found, earlier, wording: wording.passages, passages })
}
