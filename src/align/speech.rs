//! Speech: what two articles share besides what was said to both.
//!
//! Whoever reports from a press conference has the speaker's words, and so has everybody else who was there: they are nobody's wording
//! but the speaker's. So a passage is judged again without the words that are quoted in either article. If what is left of it is
//! no wording, it is what two reporters with the same facts have in common, and what stays of the passage are the quotations, each
//! by itself.

use super::block::Block;
use super::common::CommonWords;
use super::extend::push;
use super::passage::{aligned, least_words, word_length};
use super::turned::turned;
use super::wording::is_wording;
use super::{AlignSettings, Aligned, Both, Run, Words};
use std::ops::Range;

/// Which words of an article are quoted speech.
#[derive(Debug)]
pub struct Speech {
    /// For each word, the number of the quotation that it is in, from 1; 0 if it is in none.
    quotations: Vec<u32>,
    /// For each word, whether it is in one, or not the article's own.
    masked: Vec<bool>,
}

impl Speech {
    /// That of an article whose quotations are these stretches of its words, in order.
    #[must_use]
    pub fn of(words: &Words<'_>, quotations: &[Range<u32>]) -> Self {
        let mut speech = Self { quotations: vec![0; words.len()], masked: words.masked.to_vec() };
        for (quotation, number) in quotations.iter().zip(1..) {
            let words = quotation.start as usize..quotation.end as usize;
            speech.quotations[words.clone()].fill(number);
            speech.masked[words].fill(true);
        }
        speech
    }

    fn is_silent(&self) -> bool {
        self.quotations.iter().all(|&number| number == 0)
    }
}

/// These passages of two articles, but in the place of one that shares wording in quoted speech only its quotations: each of which
/// both articles have as many words as a passage needs.
#[must_use]
pub fn beyond_speech(
    passages: Vec<Aligned>,
    both: &Both<'_>,
    [first, second]: [&Speech; 2],
    settings: AlignSettings,
) -> Vec<Aligned> {
    if passages.is_empty() || (first.is_silent() && second.is_silent()) {
        passages
    } else if both.is_led_by_second() {
        turned(beyond_speech_led(turned(passages), &both.turned(), [second, first], settings))
    } else {
        beyond_speech_led(passages, both, [first, second], settings)
    }
}

/// The same of two articles, the first of which leads.
fn beyond_speech_led(
    passages: Vec<Aligned>,
    both: &Both<'_>,
    speech: [&Speech; 2],
    settings: AlignSettings,
) -> Vec<Aligned> {
    let told = Both {
        first: Words { masked: &speech[0].masked, ..both.first },
        second: Words { masked: &speech[1].masked, ..both.second },
    };
    let (common, length, least) = (CommonWords::of(&told), word_length(both), least_words(both, settings));
    let mut left = Vec::new();
    for passage in passages {
        let parts = Parts::of(&passage, speech);
        if !passage.is_wording || parts.said.is_empty() || parts.is_wording(&told, &common, length) {
            left.push(passage);
            continue;
        }
        let quotations = parts.said.into_iter().map(|runs| Block::new(runs, both));
        left.extend(
            quotations.filter(|block| block.matched >= least).map(|block| aligned(true, block, both)),
        );
    }
    left.sort_by_key(|passage| (passage.first.start, passage.second.start));
    left
}

/// What a passage shares, in words that agree one by one.
#[derive(Default)]
struct Parts {
    /// What is quoted in neither article, segment by segment.
    told: Vec<Vec<Run>>,
    /// What is quoted in either, quotation by quotation.
    said: Vec<Vec<Run>>,
}

impl Parts {
    fn of(passage: &Aligned, speech: [&Speech; 2]) -> Self {
        let mut parts = Self::default();
        for segment in &passage.segments {
            let (mut told, mut last) = (Vec::new(), (0, 0));
            for word in segment.runs.iter().flat_map(|run| run.words()) {
                let [first, second] =
                    [speech[0].quotations[word.first as usize], speech[1].quotations[word.second as usize]];
                let quotation = if first > 0 { (first, 0) } else { (0, second) };
                if quotation == (0, 0) {
                    push(&mut told, word);
                    continue;
                }
                match parts.said.last_mut() {
                    Some(runs) if quotation == last => push(runs, word),
                    _ => parts.said.push(vec![word]),
                }
                last = quotation;
            }
            if !told.is_empty() {
                parts.told.push(told);
            }
        }
        parts
    }

    /// Whether what is told in both articles' own words is wording.
    fn is_wording(&self, told: &Both<'_>, common: &CommonWords, word_length: u32) -> bool {
        let blocks = self.told.iter().map(|runs| Block::new(runs.clone(), told));
        let whole = blocks.reduce(|mut whole, block| {
            whole.join(block);
            whole
        });
        whole.is_some_and(|block| is_wording(&block, told, common, word_length))
    }
}

#[cfg(test)]
mod tests {
    use super::super::seed::tests::{Article, both};
    use super::super::{PassageKind, align};
    use super::*;

    /// What is left of the passages of two articles of 150 words of their own around these.
    fn left(
        middles: &[Vec<u32>; 2],
        quotations: [&[Range<u32>]; 2],
    ) -> Vec<(Range<u32>, Range<u32>, PassageKind)> {
        let [first, second] = [0, 1].map(|side| {
            let own = 10_000 * (side as u32 + 1);
            Article::new((own..own + 150).chain(middles[side].clone()).chain(own + 200..own + 350))
        });
        let of = |first: &Article, second: &Article, quotations: [&[Range<u32>]; 2]| {
            let both = both(first, second);
            let speech = [Speech::of(&both.first, quotations[0]), Speech::of(&both.second, quotations[1])];
            let settings = AlignSettings::default();
            let passages = align(&both, settings);
            beyond_speech(passages, &both, [&speech[0], &speech[1]], settings)
        };
        let found = of(&first, &second, quotations);
        let other_way = of(&second, &first, [quotations[1], quotations[0]]);
        assert_eq!(found, turned(other_way), "whichever comes first");
        found.into_iter().map(|passage| (passage.first, passage.second, passage.kind)).collect()
    }

    /// Words of which every fourth is another in the second article: facts, told by two writers.
    fn facts(words: Range<u32>) -> [Vec<u32>; 2] {
        let own = |at: u32| if at.is_multiple_of(4) { at + 50_000 } else { at };
        [words.clone().collect(), words.map(own).collect()]
    }

    fn with(middle: [Vec<u32>; 2], more: Range<u32>) -> [Vec<u32>; 2] {
        middle.map(|words| words.into_iter().chain(more.clone()).collect())
    }

    #[test]
    fn of_facts_around_a_quotation_the_quotation_stays() {
        let middles = || with(facts(0..9), 9..39);
        let all = left(&middles(), [&[], &[]]);
        assert_eq!(all.len(), 1);
        assert!(all[0].0.len() > 35, "{all:?}");
        let said = [(159..189, 159..189, PassageKind::Verbatim)];
        let speech = std::slice::from_ref(&said[0].0);
        for quoted in [[speech, speech], [speech, &[]], [&[], speech]] {
            assert_eq!(left(&middles(), quoted), said, "quoted in either");
        }
    }

    #[test]
    fn wording_beside_a_quotation_is_a_passage_with_it() {
        let middles = || [0, 1].map(|_| (0..46).collect::<Vec<u32>>());
        let said = 166..196;
        let quoted = std::slice::from_ref(&said);
        assert_eq!(left(&middles(), [quoted, quoted]), [(150..196, 150..196, PassageKind::Verbatim)]);
    }

    #[test]
    fn two_quotations_are_two_passages_unless_they_are_too_short_for_one() {
        let middles = [0, 1].map(|_| (0..40).collect::<Vec<u32>>());
        let quoted = [150..167, 170..190];
        let found = left(&middles, [&quoted, &quoted]);
        let stretches: Vec<Range<u32>> = found.into_iter().map(|(first, ..)| first).collect();
        assert_eq!(stretches, quoted);
        let quoted = [150..182, 182..190];
        let found = left(&middles, [&quoted, &quoted]);
        assert_eq!(found, [(150..182, 150..182, PassageKind::Verbatim)], "eight words are no passage");
    }

    #[test]
    fn two_quotations_are_two_passages_also_where_an_article_has_no_words_of_its_own() {
        let middles = [0, 1].map(|_| (0..40).collect::<Vec<u32>>());
        let whole = [0..170, 170..340];
        let found = left(&middles, [&whole, &whole]);
        let stretches: Vec<Range<u32>> = found.into_iter().map(|(first, ..)| first).collect();
        assert_eq!(stretches, [150..170, 170..190]);
    }
}
