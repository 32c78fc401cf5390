//! Candidate pairs of near-duplicates: which two articles are worth comparing exactly.
//!
//! [`bands`] cuts each sketch into bands and puts articles that agree on a whole band into one bucket (Broder 1997;
//! Gionis, Indyk, Motwani, VLDB 1999). The bands are chosen for recall, never for precision, because exact
//! verification is cheap. [`buckets`] turns sorted (band key, article) rows into pairs. [`join`] finds all pairs at
//! the threshold without sketches, by prefix filtering (Bayardo, Ma, Srikant, WWW 2007; Xiao et al., WWW 2008).
//! [`glance`] tells pairs apart where they meet, for a cluster, on which verification is not cheap.

pub mod bands;
pub mod buckets;
pub mod glance;
pub mod join;

use serde::{Deserialize, Serialize};

/// How candidate pairs of near-duplicates are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Search {
    /// By bands of their sketches: fast, with an expected recall that is stated.
    #[default]
    Bands,
    /// By a prefix-filter join over their shingles: no pair at the threshold is missed.
    Exact,
}

/// How candidate pairs of near-duplicates were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// By bands.
    Lsh,
    /// By the exact join.
    Exact,
}

/// How candidate pairs of near-duplicates were found, and how many of those at the threshold that finds.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct SearchRecord {
    /// How.
    pub method: Method,
    /// Slots of a sketch that the bands use; 0 for the exact join.
    pub slots: usize,
    /// Bands; 0 for the exact join.
    pub bands: usize,
    /// Rows of a band; 0 for the exact join.
    pub rows: usize,
    /// Expected share of the pairs exactly at the threshold that become candidates, in `[0, 1]`.
    pub expected_recall: f64,
    /// Buckets with more members than are paired one by one.
    pub crowded_buckets: u64,
    /// Pairs of such buckets, and of crowds of equal articles, that were not compared for that reason alone: at most so
    /// many, for bands count them apart.
    pub pairs_left_out: u64,
}
