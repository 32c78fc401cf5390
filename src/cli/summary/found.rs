//! What was found, in a few counts.

use super::super::figures::{counted, thousands};
use super::Summary;
use crate::findings::{Relation, Verdict};
use crate::lsh::{Method, Search};
use std::fmt::Write;

impl Summary<'_> {
    pub(super) fn found(&self) -> Vec<String> {
        let batch = self.run.batch;
        if batch.examined().len() == 1 && batch.references().is_empty() {
            return vec![
                "nothing: one article alone has nothing to be compared with (name more INPUTs, or --against)"
                    .to_owned(),
            ];
        }
        let findings = self.run.findings;
        let of = |relation| findings.pairs.iter().filter(|found| found.relation == relation).count();
        let (identical, near) = (of(Relation::Identical), of(Relation::NearDuplicate));
        let contained = of(Relation::FirstInSecond) + of(Relation::SecondInFirst);
        let clustered: usize = findings.clusters.iter().map(|cluster| cluster.members.len() + 1).sum();
        let mut duplicates = counted(identical + near, "near-duplicate pair", "near-duplicate pairs");
        if identical > 0 {
            let _ = write!(duplicates, ", {} of them identical", thousands(identical as u64));
        }
        if clustered > 0 {
            let clusters = counted(findings.clusters.len(), "cluster", "clusters");
            let _ = write!(duplicates, ", in {clusters} of {} articles", thousands(clustered as u64));
        }
        let mut lines = vec![duplicates];
        let others = [
            (
                contained,
                "pair in which one article holds the other",
                "pairs in which one article holds the other",
            ),
            (of(Relation::Passages), "pair that shares passages only", "pairs that share passages only"),
            (of(Relation::Formula), "pair that shares a formula only", "pairs that share a formula only"),
        ];
        lines.extend(
            others.iter().filter(|other| other.0 > 0).map(|&(count, one, many)| counted(count, one, many)),
        );
        if self.run.plan.passages.is_some() {
            lines.push(self.passages());
        }
        lines.extend(self.reviewed());
        lines.extend(self.unasked_exactness());
        lines
    }

    /// What of all this a person has looked at before.
    fn reviewed(&self) -> Option<String> {
        self.run.plan.reviewed.as_ref()?;
        let of = |verdict: Verdict| {
            let (pairs, passages) = self.run.findings.reviews.count(verdict);
            let (pairs, passages) =
                (counted(pairs, "pair", "pairs"), counted(passages, "passage", "passages"));
            format!("{pairs} and {passages} {}", verdict.word())
        };
        Some(format!("{}, {} by a person", of(Verdict::Dismissed), of(Verdict::Confirmed)))
    }

    /// That the search was not the one that was asked for.
    fn unasked_exactness(&self) -> Option<String> {
        let plan = self.run.plan;
        let joined = self.run.findings.search.is_some_and(|search| search.method == Method::Exact);
        (joined && plan.search == Search::Bands).then(|| {
            format!(
                "near-duplicates by an exact join: the threshold is too low for {} slots",
                plan.sketch.slots()
            )
        })
    }

    fn passages(&self) -> String {
        let passages = &self.run.findings.passages;
        let words: u64 = passages.iter().map(|passage| u64::from(passage.matched_words)).sum();
        let words = counted(words as usize, "word", "words");
        format!("{}, {words} matched", counted(passages.len(), "passage", "passages"))
    }
}
