//! Prose: whether a stretch is told in sentences, or lists things.
//!
//! Ingredients, line-ups, member states, models of a car: two lists of one subject name the same things, often in the
//! same order, and nobody took them from anybody. Sentences need function words (about half of the words in the
//! languages of [`crate::text`]'s lists); lists do without.

use super::{Both, Words};
use crate::statistics::FUNCTION_WORD;
use std::ops::Range;

/// A list has fewer than one word in so many that tells nothing …
const IN_A_LIST: usize = 9;
/// … where one word in so many of either article does: in a language whose function words are not known, and in a
/// small batch, no word is known to tell nothing, and lists cannot be told from sentences.
const IN_AN_ARTICLE: usize = 10;

/// Whether two stretches list things in articles that are not known to do without function words.
pub(super) fn is_list(first: &Range<u32>, second: &Range<u32>, both: &Both<'_>) -> bool {
    let sides = [(&both.first, first), (&both.second, second)];
    let lists = |&(words, stretch): &(&Words<'_>, &Range<u32>)| {
        light(words, stretch) * IN_A_LIST < stretch.len()
            && light(words, &(0..words.len() as u32)) * IN_AN_ARTICLE >= words.len()
    };
    sides.iter().all(lists)
}

/// Words of a stretch that tell nothing.
fn light(words: &Words<'_>, stretch: &Range<u32>) -> usize {
    let weights = &words.weights[stretch.start as usize..stretch.end as usize];
    weights.iter().filter(|&&weight| weight <= FUNCTION_WORD).count()
}

#[cfg(test)]
mod tests {
    use super::super::seed::tests::{Article, both};
    use super::super::{AlignSettings, align};
    use super::*;

    /// Two articles of sentences, half of whose words are function words, that share a list of so many words.
    fn sharing(list: u32, function_words_in_it: u32) -> usize {
        let article = |own: u32| {
            let mut article = Article::new((own..own + 40).chain(0..list).chain(own + 50..own + 90));
            let light = |at: usize, word: u32| {
                if word < list { at % 40 < function_words_in_it as usize } else { word.is_multiple_of(2) }
            };
            for (at, weight) in article.weights.iter_mut().enumerate() {
                if light(at, article.stems[at]) {
                    *weight = FUNCTION_WORD;
                }
            }
            article
        };
        align(&both(&article(1_000), &article(2_000)), AlignSettings::default()).len()
    }

    #[test]
    fn a_list_must_be_twice_as_long_as_a_sentence() {
        assert_eq!((sharing(17, 0), sharing(18, 0)), (0, 1));
        assert_eq!(sharing(17, 2), 1, "two words in seventeen that tell nothing make a sentence of it");
    }

    #[test]
    fn where_no_word_is_known_to_tell_nothing_there_is_no_list() {
        let (first, second) = (Article::new(0..40), Article::new(0..40));
        assert!(!is_list(&(0..12), &(0..12), &both(&first, &second)));
    }
}
