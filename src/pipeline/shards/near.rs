//! What is known of one article from itself alone, as far as near-duplicates are concerned.

use super::super::columns::append_figures;
use super::super::near::few_shingles;
use super::{Number, columns_of};
use crate::archive::band_key;
use crate::article::{Article, ArticleId, Published};
use crate::columns::Columns;
use crate::lsh::bands::BandShape;
use crate::lsh::glance::{Glance, Imprint};
use crate::plan::{Plan, Representative};
use crate::text::Tokenizer;

/// An article as near-duplicates are found and judged by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sketched {
    /// XXH3-128 of all tokens of title and text: equal for identical articles only, on machines of one byte order.
    pub identity: u128,
    /// Words of its text.
    pub words: u32,
    /// Its shingle set, sorted.
    pub shingles: Vec<u64>,
    /// The keys of its sketch's bands, as [`band_key`] has them; none of an article without a word, which resembles nothing.
    pub bands: Vec<u64>,
    /// By which most of those that share a band with it are told apart from it.
    pub imprint: Imprint,
    /// The figures in its text, as hashes of words, in their order: by them most pairs are told from notices of a series.
    pub figures: Vec<u32>,
}

/// These articles, each from itself alone.
#[must_use]
pub fn sketched(articles: &[Article], plan: &Plan) -> Vec<Sketched> {
    let columns = columns_of(articles.iter(), plan);
    let bands = plan.bands().map_or(0, BandShape::bands);
    let keys: Vec<Vec<u32>> = (0..bands).map(|band| columns.band_keys(band)).collect();
    let mut tokenizer = Tokenizer::new(plan.folding);
    let mut one = |(at, article): (usize, &Article)| {
        let id = ArticleId(at as u32);
        let shingles = columns.shingles(id).into_owned();
        let keys = keys.iter().enumerate().filter(|_| !shingles.is_empty());
        let bands = keys.map(|(band, keys)| band_key(band, keys[at])).collect();
        let mut figures = Vec::new();
        append_figures(&article.text, &mut tokenizer, &mut figures);
        let words = columns.word_count(id) as u32;
        let imprint = Imprint::of(&shingles, plan.sketch);
        Sketched { identity: columns.identity(id), words, shingles, bands, imprint, figures }
    };
    articles.iter().enumerate().map(&mut one).collect()
}

/// Whether an article of so many shingles is joined exactly as well: it may resemble one of the few whose bands are not as
/// independent as their expected recall supposes. One without a shingle resembles nothing.
#[must_use]
pub fn standing_few(shingles: usize, plan: &Plan) -> bool {
    plan.bands().is_some() && shingles > 0 && shingles <= few_shingles(plan)
}

/// What is asked of two articles that share a band before their shingle sets are brought together.
#[must_use]
pub fn glance(plan: &Plan) -> Glance {
    Glance::new(plan.threshold, few_shingles(plan))
}

/// Bytes of a [`rank`].
pub const RANK_BYTES: usize = 29;

/// The place of an article in the order in which articles are asked to stand for others, as bytes that are ordered as they
/// stand: no two articles have the same, and the last eight are its number.
///
/// It is the order of [`cluster::ranks`](crate::cluster::ranks) where there are no references.
#[must_use]
pub fn rank(
    published: Option<&Published>,
    words: u32,
    number: Number,
    asked: Representative,
) -> [u8; RANK_BYTES] {
    let in_order = |number: i64| (number as u64 ^ 1 << 63).to_be_bytes();
    let most_wanted = match asked {
        Representative::Earliest => [0; 8],
        Representative::Longest => u64::from(!words).to_be_bytes(),
        Representative::First => in_order(number),
    };
    let latest = published.map(|published| published.latest);
    let mut bytes = [0; RANK_BYTES];
    bytes[..8].copy_from_slice(&most_wanted);
    bytes[8] = u8::from(latest.is_none());
    bytes[9..17].copy_from_slice(&in_order(latest.unwrap_or_default()));
    bytes[17..21].copy_from_slice(&(!words).to_be_bytes());
    bytes[21..].copy_from_slice(&in_order(number));
    bytes
}
