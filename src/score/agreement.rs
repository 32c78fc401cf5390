//! Yes or no, found or not: precision, recall and their harmonic mean.

use serde::Serialize;

/// How many pairs were found and should be, were found and should not, and should be and were not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Agreement {
    /// Found, and labelled.
    pub hits: u64,
    /// Found, and not labelled.
    pub false_alarms: u64,
    /// Labelled, and not found.
    pub misses: u64,
}

/// Precision, recall and F1, each in `[0, 1]`.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Rates {
    /// Share of what was found that is right.
    pub precision: f64,
    /// Share of what is right that was found.
    pub recall: f64,
    /// Harmonic mean of the two.
    pub f1: f64,
}

impl Rates {
    /// These two, and their harmonic mean `2pr / (p + r)`; 0 where both are 0.
    #[must_use]
    pub fn new(precision: f64, recall: f64) -> Self {
        let sum = precision + recall;
        let f1 = if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 };
        Self { precision, recall, f1 }
    }
}

impl Agreement {
    /// Precision `hits / found` and recall `hits / labelled` with their F1.
    ///
    /// Who finds nothing says nothing wrong: the precision of nothing is 1. Where there is nothing to find, recall is 1.
    #[must_use]
    pub fn rates(self) -> Rates {
        let share = |whole: u64| if whole == 0 { 1.0 } else { self.hits as f64 / whole as f64 };
        Rates::new(share(self.hits + self.false_alarms), share(self.hits + self.misses))
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the same counts give the same quotient")]
mod tests {
    use super::*;

    fn rates(hits: u64, false_alarms: u64, misses: u64) -> [f64; 3] {
        let Rates { precision, recall, f1 } = Agreement { hits, false_alarms, misses }.rates();
        [precision, recall, f1]
    }

    #[test]
    fn three_of_four_found_are_right_and_two_of_five_were_missed() {
        let [precision, recall, f1] = rates(3, 1, 2);
        assert_eq!([precision, recall], [0.75, 0.6]);
        assert!((f1 - 2.0 / 3.0).abs() < 1e-15);
    }

    #[test]
    fn who_finds_nothing_says_nothing_wrong() {
        assert_eq!(rates(0, 0, 2), [1.0, 0.0, 0.0]);
    }

    #[test]
    fn where_there_is_nothing_to_find_nothing_is_missed() {
        assert_eq!(rates(0, 2, 0), [0.0, 1.0, 0.0]);
        assert_eq!(rates(0, 0, 0), [1.0, 1.0, 1.0]);
    }

    #[test]
    fn all_wrong_is_zero() {
        assert_eq!(rates(0, 1, 1), [0.0, 0.0, 0.0]);
    }
}
