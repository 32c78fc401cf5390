//! Pairing: which two articles share enough rare wording to be aligned.
//!
//! Of any two neighbouring grams of an article the one with the smaller hash is its *fingerprint* (a minimizer, Roberts
//! et al., Bioinformatics 2004; winnowing with a window of two, Schleimer, Wilkerson, Aiken, SIGMOD 2003), so that four
//! shared words in a row give a common fingerprint. Fingerprints are sorted as (hash, article) rows; one that more than
//! [`MOST_ARTICLES`] have tells nothing about any two of them and forms no pair.

use super::GRAM;
use super::seed::grams;
use crate::article::{ArticleId, Pair, Pairing};

/// Articles with one fingerprint in common from which on it pairs nobody.
pub const MOST_ARTICLES: usize = 200;

/// Fingerprints that two articles must share.
pub const LEAST_SHARED: u32 = 2;

/// A fingerprint and an article that has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fingerprint {
    /// The hash of the gram.
    pub gram: u64,
    /// The article.
    pub article: ArticleId,
}

/// Appends the fingerprints of an article, each once. Grams that hold a masked word are passed over.
pub fn append_fingerprints(article: ArticleId, stems: &[u32], masked: &[bool], rows: &mut Vec<Fingerprint>) {
    let start = rows.len();
    let own = |at: usize| !masked[at..at + GRAM].contains(&true);
    let hashes: Vec<Option<u64>> =
        grams(stems).enumerate().map(|(at, gram)| own(at).then_some(gram)).collect();
    let minimum = |window: &[Option<u64>]| window.iter().flatten().min().copied();
    let windows = hashes.windows(2.min(hashes.len()).max(1));
    rows.extend(windows.filter_map(minimum).map(|gram| Fingerprint { gram, article }));
    rows[start..].sort_unstable();
    let mut last = None;
    let mut kept = start;
    for at in start..rows.len() {
        if last != Some(rows[at]) {
            last = Some(rows[at]);
            rows[kept] = rows[at];
            kept += 1;
        }
    }
    rows.truncate(kept);
}

/// Fingerprints of the whole batch, arranged for looking up who shares them.
#[derive(Debug)]
pub struct Postings {
    rows: Vec<Fingerprint>,
    /// For each article in turn, where its shared fingerprints begin in `rows`.
    shared: Vec<(ArticleId, u32, u32)>,
    starts: Vec<u32>,
    /// Fingerprints that too many articles have.
    pub too_common: u64,
}

impl Postings {
    /// Arranges sorted fingerprints of so many articles.
    #[must_use]
    pub fn new(rows: Vec<Fingerprint>, articles: usize) -> Self {
        let (mut shared, mut too_common, mut start) = (Vec::new(), 0, 0);
        for run in rows.chunk_by(|x, y| x.gram == y.gram) {
            let end = start + run.len();
            match run.len() {
                1 => {}
                2..=MOST_ARTICLES => {
                    shared.extend(run.iter().map(|row| (row.article, start as u32, end as u32)));
                }
                _ => too_common += 1,
            }
            start = end;
        }
        shared.sort_unstable();
        let starts =
            (0..=articles as u32).map(|id| shared.partition_point(|row| row.0.0 < id) as u32).collect();
        Self { rows, shared, starts, too_common }
    }

    /// The later articles that share at least [`LEAST_SHARED`] fingerprints with this one, in order.
    ///
    /// `counters` holds one zero for each article, and holds zeros again afterwards.
    #[must_use]
    pub fn partners(&self, article: ArticleId, pairing: Pairing, counters: &mut [u32]) -> Vec<Pair> {
        let own = self.starts[article.index()] as usize..self.starts[article.index() + 1] as usize;
        let mut met = Vec::new();
        for &(_, start, end) in &self.shared[own] {
            let run = &self.rows[start as usize..end as usize];
            let later = &run[run.partition_point(|row| row.article <= article)..];
            for row in later {
                let counter = &mut counters[row.article.index()];
                if *counter == 0 {
                    met.push(row.article);
                }
                *counter += 1;
            }
        }
        met.sort_unstable();
        let mut pairs = Vec::new();
        for other in met {
            let shared = std::mem::take(&mut counters[other.index()]);
            pairs.extend(
                Pair::new(article, other).filter(|&pair| shared >= LEAST_SHARED && pairing.asks(pair)),
            );
        }
        pairs
    }
}
