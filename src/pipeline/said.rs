//! What an article's text says by itself: whose it says it is, what is speech, what is nobody's.

use super::Job;
use super::learn::Learnt;
use crate::article::ArticleId;
use crate::credit::{Agencies, Credit, credits};
use crate::text::{Folding, Places, quotations};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What an article's text says by itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Said {
    /// The words that are boilerplate, which is nobody's, as stretches in order.
    pub(super) boilerplate: Vec<Range<u32>>,
    pub(super) credits: Vec<Credit>,
    /// The words that are quoted speech, as stretches in order.
    pub(super) quoted: Vec<Range<u32>>,
}

impl Said {
    pub(super) fn of(job: &Job<'_>, learnt: &Learnt<'_>, (id, agencies): (ArticleId, &Agencies)) -> Self {
        let text = job.batch.text(id);
        let quoted = quoted(job, &text);
        let boilerplate = learnt.boilerplate(id);
        Self { boilerplate, credits: credits_of(job, (id, &text), agencies), quoted }
    }

    pub(super) fn is_quoted(&self, word: u32) -> bool {
        is_in(&self.quoted, word)
    }

    pub(super) fn is_boilerplate(&self, word: u32) -> bool {
        is_in(&self.boilerplate, word)
    }

    pub(super) fn quoted_words(&self) -> u32 {
        self.quoted.iter().map(|stretch| stretch.end - stretch.start).sum()
    }
}

/// The words of a text that are quoted speech, as stretches in order.
pub(super) fn quoted(job: &Job<'_>, text: &str) -> Vec<Range<u32>> {
    let speech = quotations(text);
    if speech.is_empty() {
        return Vec::new();
    }
    let places = Places::of(text, job.plan.folding);
    let words = |bytes: &Range<u32>| places.words_before(bytes.start)..places.words_before(bytes.end);
    speech.iter().map(words).filter(|words| !words.is_empty()).collect()
}

/// Whether a word stands in one of these stretches, which are in order.
fn is_in(stretches: &[Range<u32>], word: u32) -> bool {
    let at = stretches.partition_point(|stretch| stretch.end <= word);
    stretches.get(at).is_some_and(|stretch| stretch.start <= word)
}

/// The credits of a text. Most texts lack the longest word of every agency's name, and need not be looked through.
pub(super) fn credits_of(job: &Job<'_>, (id, text): (ArticleId, &str), agencies: &Agencies) -> Vec<Credit> {
    let is_told = job.plan.folding == Folding::Diacritics;
    if is_told && !agencies.may_be_named(&job.columns.words(id)) {
        Vec::new()
    } else {
        credits(text, agencies)
    }
}
