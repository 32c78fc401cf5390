//! Pairs against a truth that says of each whether it is re-use.

use super::agreement::{Agreement, Rates};
use serde::Serialize;
use std::collections::BTreeMap;

/// A labelled pair, and whether the run calls it re-use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JudgedPair<'a> {
    /// Whether the truth calls it re-use.
    pub is_reuse: bool,
    /// Whether the run does.
    pub is_flagged: bool,
    /// What kind of pair it is; empty if the truth does not say.
    pub kind: &'a str,
}

/// Figures of labelled pairs.
#[derive(Debug, PartialEq, Serialize)]
pub struct PairFigures {
    /// Precision, recall, F1 of the flagged pairs.
    #[serde(flatten)]
    pub rates: Rates,
    /// Share of pairs that the run calls what the truth calls them; in `[0, 1]`, 0 without any pair.
    pub accuracy: f64,
    /// Labelled pairs.
    pub pairs: u64,
    /// Of these, pairs that are re-use.
    pub reuse: u64,
    /// Labelled pairs that the run calls re-use.
    pub flagged: u64,
    /// Each kind, in alphabetical order, apart for the two labels.
    pub kinds: Vec<PairKindFigures>,
}

/// Pairs of one kind and label.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct PairKindFigures {
    /// The kind.
    pub kind: String,
    /// 1 if they are re-use, else 0.
    pub label: u8,
    /// How many there are.
    pub pairs: u64,
    /// How many of them the run calls re-use.
    pub flagged: u64,
}

/// Holds judged pairs to their labels.
#[must_use]
pub fn measure_pairs(judged: &[JudgedPair<'_>]) -> PairFigures {
    let count = |is: &dyn Fn(&&JudgedPair<'_>) -> bool| judged.iter().filter(is).count() as u64;
    let agreement = Agreement {
        hits: count(&|pair| pair.is_flagged && pair.is_reuse),
        false_alarms: count(&|pair| pair.is_flagged && !pair.is_reuse),
        misses: count(&|pair| !pair.is_flagged && pair.is_reuse),
    };
    let right = count(&|pair| pair.is_flagged == pair.is_reuse);
    PairFigures {
        rates: agreement.rates(),
        accuracy: right as f64 / judged.len().max(1) as f64,
        pairs: judged.len() as u64,
        reuse: agreement.hits + agreement.misses,
        flagged: agreement.hits + agreement.false_alarms,
        kinds: kinds(judged),
    }
}

fn kinds(judged: &[JudgedPair<'_>]) -> Vec<PairKindFigures> {
    let mut counts: BTreeMap<(&str, bool), (u64, u64)> = BTreeMap::new();
    for pair in judged.iter().filter(|pair| !pair.kind.is_empty()) {
        let (pairs, flagged) = counts.entry((pair.kind, pair.is_reuse)).or_default();
        *pairs += 1;
        *flagged += u64::from(pair.is_flagged);
    }
    let figures = counts.into_iter().map(|((kind, reuse), (pairs, flagged))| PairKindFigures {
        kind: kind.to_owned(),
        label: reuse.into(),
        pairs,
        flagged,
    });
    figures.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_is_right_where_run_and_truth_agree() {
        let pair = |is_reuse, is_flagged, kind| JudgedPair { is_reuse, is_flagged, kind };
        let figures = measure_pairs(&[
            pair(true, true, "copy"),
            pair(true, false, "copy"),
            pair(false, true, "formula"),
            pair(false, false, "formula"),
            pair(false, false, ""),
        ]);
        let Rates { precision, recall, f1 } = figures.rates;
        assert_eq!((precision, recall, f1, figures.accuracy), (0.5, 0.5, 0.5, 0.6));
        assert_eq!((figures.pairs, figures.reuse, figures.flagged), (5, 2, 2));
        let kind = |kind: &str, label| PairKindFigures { kind: kind.into(), label, pairs: 2, flagged: 1 };
        assert_eq!(figures.kinds, [kind("copy", 1), kind("formula", 0)]);
    }
}
