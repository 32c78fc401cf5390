//! Candidates.

use serde::Serialize;

/// How candidate pairs of near-duplicates are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Search {
    /// By bands of their sketches: fast, with an expected recall that is stated.
    #[default]
    Bands,
    /// By a prefix-filter join over their shingles: no pair at the threshold is missed.
    Exact,
}

/// How candidate pairs of near-duplicates were found, and how many of those at the threshold that finds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct SearchRecord {
    /// `lsh` or `exact`.
    pub method: &'static str,
    /// Slots of a sketch that the bands use; 0 for the exact join.
    pub slots: usize,
    /// Bands; 0 for the exact join.
    pub bands: usize,
    /// Rows of a band; 0 for the exact join.
    pub rows: usize,
    /// Articles with fewer distinct shingles are joined exactly, whatever the method.
    pub exact_below: usize,
    /// Expected share of the pairs exactly at the threshold that become candidates, in `[0, 1]`.
    pub expected_recall: f64,
    /// Buckets with more members than are paired one by one.
    pub crowded_buckets: u64,
    /// Pairs of such buckets that were not compared for that reason alone.
    pub pairs_left_out: u64,
}
