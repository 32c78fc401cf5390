//! Rows of recurring grams, each as small as can be: there are as many as a good part of all words.

use crate::article::ArticleId;
use crate::columns::Columns;
use crate::hashes::Dealt;
use crate::pipeline::COUNTED_AT_ONCE;
use crate::statistics::{Around, GramRow, RecurringGrams, Standing};
use rayon::prelude::*;
use std::cmp::Ordering;

/// A stretch of wording that recurs in the batch, in one article.
pub(super) struct Recurring {
    pub(super) around: Around,
    /// Its grams that recur, each with where the stretch stands that recurs in the outlet and has it, if there is one.
    pub(super) grams: Vec<(u64, Option<Standing>)>,
}

/// What is known of an article besides its words.
pub(super) struct About {
    pub(super) outlet: Option<u64>,
    pub(super) day: Option<i64>,
}

/// Recurring grams of many articles, dealt out by gram.
pub(super) struct Rows {
    parts: Vec<Vec<Row>>,
    places: Places,
}

/// A gram in an article. What stands around it is a place among those of its block of articles.
#[derive(Clone, Copy)]
struct Row {
    gram: u64,
    article: ArticleId,
    around: u32,
    at_home: Option<std::num::NonZeroU32>,
}

/// What rows leave out.
struct Places {
    articles: Vec<About>,
    /// For each block of [`COUNTED_AT_ONCE`] articles, what stands around the stretches in them.
    blocks: Vec<Block>,
}

#[derive(Default)]
struct Block {
    around: Vec<Around>,
    /// Numbered from 1.
    at_home: Vec<Standing>,
}

impl Rows {
    /// Those of all articles, whose recurring stretches `recurring` tells from their stems.
    pub(super) fn of(
        columns: &dyn Columns,
        articles: Vec<About>,
        recurring: impl Fn(ArticleId, &[u32]) -> Vec<Recurring> + Sync,
    ) -> Self {
        let dealt = Dealt::default();
        let ids = (0..columns.len() as u32).into_par_iter().map(ArticleId).chunks(COUNTED_AT_ONCE);
        let blocks = ids.map(|ids| {
            let (mut block, mut dealer) = (Block::default(), dealt.dealer());
            for article in ids {
                for stretch in recurring(article, &columns.stems(article)) {
                    let around = block.around.len() as u32;
                    block.around.push(stretch.around);
                    for (gram, standing) in stretch.grams {
                        let at_home = standing.and_then(|standing| block.at_home(standing));
                        dealer.deal(gram, Row { gram, article, around, at_home });
                    }
                }
            }
            block
        });
        let blocks = blocks.collect();
        Self { parts: dealt.into_parts(), places: Places { articles, blocks } }
    }

    /// What `count` makes of the rows of each part, in their order, put together.
    pub(super) fn counted(
        self,
        count: impl Fn(&mut dyn Iterator<Item = GramRow>) -> RecurringGrams + Sync,
    ) -> RecurringGrams {
        let places = &self.places;
        let parts = self.parts.into_par_iter().map(|mut part| {
            part.sort_unstable_by(|x, y| places.order(x, y));
            count(&mut part.iter().map(|row| places.whole(row)))
        });
        let mut all = RecurringGrams::default();
        parts.collect::<Vec<_>>().into_iter().for_each(|part| all.append(part));
        all
    }
}

impl Block {
    /// The number of a standing, which neighbouring grams share.
    fn at_home(&mut self, standing: Standing) -> Option<std::num::NonZeroU32> {
        if self.at_home.last() != Some(&standing) {
            self.at_home.push(standing);
        }
        std::num::NonZeroU32::new(self.at_home.len() as u32)
    }
}

impl Places {
    fn whole(&self, row: &Row) -> GramRow {
        let (about, block) =
            (&self.articles[row.article.index()], &self.blocks[row.article.index() / COUNTED_AT_ONCE]);
        GramRow {
            gram: row.gram,
            outlet: about.outlet,
            article: row.article.0,
            day: about.day,
            around: block.around[row.around as usize],
            at_home: row.at_home.map(|number| block.at_home[number.get() as usize - 1]),
        }
    }

    /// The order of whole rows; most differ in their gram or in their article.
    fn order(&self, x: &Row, y: &Row) -> Ordering {
        let outlet = |row: &Row| self.articles[row.article.index()].outlet;
        x.gram
            .cmp(&y.gram)
            .then_with(|| outlet(x).cmp(&outlet(y)))
            .then_with(|| x.article.cmp(&y.article))
            .then_with(|| self.whole(x).cmp(&self.whole(y)))
    }
}
