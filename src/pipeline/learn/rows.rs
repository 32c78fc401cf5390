//! Rows of recurring grams, each as small as can be: there are as many as a good part of all words.

use crate::article::ArticleId;
use crate::columns::Columns;
use crate::hashes::{Dealt, Part};
use crate::pipeline::COUNTED_AT_ONCE;
use crate::scratch::Scratch;
use crate::statistics::{Around, GramRow, PackedSurroundings, Standing};
use rayon::prelude::*;

/// A stretch of wording that recurs in the batch, in one article.
pub(super) struct Recurring {
    pub(super) around: Around,
    /// Its grams that recur, each with where the stretch stands that recurs in the outlet and has it, if there is one.
    pub(super) grams: Vec<(u64, Option<Standing>)>,
}

/// What is known of an article besides its words.
#[derive(Clone, Copy)]
pub(super) struct About {
    pub(super) outlet: Option<u64>,
    pub(super) day: Option<i64>,
}

/// Recurring grams of many articles, dealt out by gram.
pub(super) struct Rows<'s> {
    parts: Vec<Part<'s, Row>>,
    articles: Vec<About>,
}

/// A gram, and below it the article that has it and what stands around it there.
type Row = [u64; 2];

fn row(gram: u64, article: ArticleId, around: PackedSurroundings) -> Row {
    [gram, u64::from(article.0) << 32 | u64::from(around.code())]
}

fn article(row: &Row) -> u32 {
    (row[1] >> 32) as u32
}

impl<'s> Rows<'s> {
    /// Those of all articles, whose recurring stretches `recurring` tells from their stems.
    pub(super) fn of(
        columns: &dyn Columns,
        articles: Vec<About>,
        scratch: &'s Scratch,
        recurring: impl Fn(ArticleId, &[u32]) -> Vec<Recurring> + Sync,
    ) -> Self {
        let ids = || (0..columns.len() as u32).into_par_iter().map(ArticleId);
        let dealt = Dealt::for_rows(ids().map(|id| columns.word_count(id)).sum(), scratch);
        ids().chunks(COUNTED_AT_ONCE).for_each(|ids| {
            let mut dealer = dealt.dealer();
            for article in ids {
                for stretch in recurring(article, &columns.stems(article)) {
                    for (gram, standing) in stretch.grams {
                        let around = PackedSurroundings::of(stretch.around, standing);
                        dealer.deal(gram, row(gram, article, around));
                    }
                }
            }
        });
        Self { parts: dealt.into_parts(), articles }
    }

    /// What `count` makes of the rows of each part, in their order.
    pub(super) fn counted<T: Send>(
        self,
        count: impl Fn(&mut dyn Iterator<Item = GramRow>) -> T + Sync,
    ) -> Vec<T> {
        let articles = &self.articles;
        let parts = self.parts.into_par_iter().map(|part| {
            let mut rows = part.rows();
            let outlet = |row: &Row| articles[article(row) as usize].outlet;
            rows.sort_unstable_by(|x, y| {
                x[0].cmp(&y[0]).then_with(|| outlet(x).cmp(&outlet(y))).then_with(|| x[1].cmp(&y[1]))
            });
            count(&mut rows.iter().map(|row| whole(row, articles)))
        });
        parts.collect()
    }
}

fn whole(row: &Row, articles: &[About]) -> GramRow {
    let (article, gram) = (article(row), row[0]);
    let (around, at_home) = PackedSurroundings::from_code(row[1] as u32).unpacked();
    let About { outlet, day } = articles[article as usize];
    GramRow { gram, outlet, article, day, around, at_home }
}
