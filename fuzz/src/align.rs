//! The passages of two articles.

use crate::case::{Case, Planted};
use crate::two::{self, aligned};
use wirecopy::align::seed::anchors;
use wirecopy::align::{AlignSettings, Both};

/// Any two articles: spans lie in them and in one another, words that are said to agree do and are told once, what is called
/// verbatim is, and operations hold every word of a stretch.
pub fn passages(given: &[u8]) {
    let Some(case) = crate::arbitrary::<Case>(given) else { return };
    let (first, second) = case.articles();
    let settings =
        AlignSettings { min_words: u32::from(case.min_words), strict_verbatim: case.exact_words() };
    let both = Both { first: first.view(), second: second.view() };
    anchors_are_few(&both);
    let found = aligned(&first, &second, settings);
    assert_eq!(aligned(&first, &second, settings), found, "asked twice");
    two::everything_stands_in_order(&found);
    two::words_are_counted_once(&found, settings.min_words);
    for passage in &found {
        two::spans_hold_one_another(passage, &first, &second);
        two::words_that_agree_do(passage, &first, &second);
        two::verbatim_is_verbatim(passage, &first, &second);
        for segment in &passage.segments {
            two::operations_hold_every_word(segment, &first, &second);
        }
    }
    let back = aligned(&second, &first, settings);
    assert_eq!(found.is_empty(), back.is_empty(), "{found:?}\nthe other way round: {back:?}");
}

/// Of one gram there are fewer than 64 pairs of places, so there are no more anchors than a multiple of the words.
fn anchors_are_few(both: &Both<'_>) {
    let words = both.first.len().min(both.second.len());
    let found = anchors(both).len();
    assert!(found <= 64 * words, "{found} anchors of {words} words");
}

/// Stretches of one article that stand in the other, in any order, among words that stand nowhere else: each word is matched
/// to its own and no other, and the passages are the same from both sides.
pub fn plants(given: &[u8]) {
    let Some(planted) = crate::arbitrary::<Planted>(given) else { return };
    let plant = planted.plant();
    plant.every_word_is_matched_to_its_own();
    plant.looks_the_same_from_both_sides();
}
