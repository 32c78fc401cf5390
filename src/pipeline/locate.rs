//! Where passages stand: from word numbers to the code points and bytes of the untouched texts.

use super::Job;
use super::wording::PairWording;
use crate::align::operations::Operations;
use crate::align::{Aligned, AlignedSegment, Passage, Segment};
use crate::article::{ArticleId, Batch, Pair, Texts};
use crate::measure::Side;
use crate::text::Places;

/// The passages of a pair in code points and bytes.
pub(super) fn located(job: &Job<'_>, found: &PairWording) -> Vec<Passage> {
    if found.passages.is_empty() {
        return Vec::new();
    }
    let (batch, folding) = (job.batch, job.plan.folding);
    let first = Places::of(&batch.text(found.pair.first()), folding);
    let second = Places::of(&batch.text(found.pair.second()), folding);
    let words = |id| job.columns.words(id);
    let earlier = earlier(batch, found.pair);
    let segment = |segment: &AlignedSegment| Segment {
        first: first.span(&segment.first),
        second: second.span(&segment.second),
        operations: Operations::of(segment, words(found.pair.first()), words(found.pair.second())),
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
        earlier,
        via: None,
    };
    found.passages.iter().map(passage).collect()
}

/// Which article of a pair was published first, if their dates tell.
fn earlier(batch: &Batch, pair: Pair) -> Option<Side> {
    let published = |id: ArticleId| batch.article(id).published.as_ref();
    let (first, second) = (published(pair.first())?, published(pair.second())?);
    match (first.is_before(second), second.is_before(first)) {
        (true, _) => Some(Side::First),
        (_, true) => Some(Side::Second),
        _ => None,
    }
}
