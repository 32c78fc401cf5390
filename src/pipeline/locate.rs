//! Where passages stand: from word numbers to the code points and bytes of the untouched texts.

use super::Job;
use super::wording::PairWording;
use crate::align::operations::Operations;
use crate::align::{Aligned, AlignedSegment, Passage, Segment};
use crate::text::Places;

/// The passages of a pair in code points and bytes; what the audit says of them is not known yet.
pub(super) fn located(job: &Job<'_>, found: &PairWording) -> Vec<Passage> {
    if found.passages.is_empty() {
        return Vec::new();
    }
    let (batch, folding) = (job.batch, job.plan.folding);
    let first = Places::of(&batch.text(found.pair.first()), folding);
    let second = Places::of(&batch.text(found.pair.second()), folding);
    let (words, others) = (job.columns.words(found.pair.first()), job.columns.words(found.pair.second()));
    let segment = |segment: &AlignedSegment| Segment {
        first: first.span(&segment.first),
        second: second.span(&segment.second),
        operations: Operations::of(segment, &words, &others),
    };
    let passage = |passage: &Aligned| Passage {
        pair: found.pair,
        first: first.span(&passage.first),
        second: second.span(&passage.second),
        first_words: passage.first.len() as u32,
        second_words: passage.second.len() as u32,
        matched_words: passage.matched,
        kind: passage.kind,
        segments: passage.segments.iter().map(segment).collect(),
        earlier: None,
        quoted_words: 0,
        via: None,
    };
    found.passages.iter().map(passage).collect()
}
