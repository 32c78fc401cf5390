//! Where passages stand: from word numbers to the code points and bytes of the untouched texts.

use super::Job;
use super::wording::PairWording;
use crate::align::{Aligned, AlignedSegment, Passage, Segment};
use crate::article::{ArticleId, Batch, Pair, Texts};
use crate::measure::{Side, Span};
use crate::text::{Folding, Tokenizer};
use std::ops::Range;

/// The passages of a pair in code points and bytes.
pub(super) fn located(job: &Job<'_>, found: &PairWording) -> Vec<Passage> {
    let (batch, folding) = (job.batch, job.plan.folding);
    let first = Places::of(&batch.text(found.pair.first()), folding);
    let second = Places::of(&batch.text(found.pair.second()), folding);
    let earlier = earlier(batch, found.pair);
    let segment = |segment: &AlignedSegment| Segment {
        first: first.span(&segment.first),
        second: second.span(&segment.second),
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

/// Where the words of one text stand: start and end of each, in bytes and in code points.
struct Places(Vec<(Range<u32>, Range<u32>)>);

impl Places {
    fn of(text: &str, folding: Folding) -> Self {
        let mut places = Vec::new();
        let (mut byte, mut chars) = (0, 0);
        let mut count_to = |to: usize| {
            chars += text[byte..to].chars().count() as u32;
            byte = to;
            chars
        };
        Tokenizer::new(folding).for_each(text, |token| {
            let chars = count_to(token.start)..count_to(token.end);
            places.push((chars, token.start as u32..token.end as u32));
        });
        Self(places)
    }

    /// The span from the first to the last of these words.
    fn span(&self, words: &Range<u32>) -> Span {
        let (start, end) = (&self.0[words.start as usize], &self.0[words.end as usize - 1]);
        Span { chars: start.0.start..end.0.end, bytes: start.1.start..end.1.end }
    }
}
