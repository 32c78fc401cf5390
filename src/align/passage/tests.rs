//! Claims about what belongs together and what is evidence.

use super::super::seed::tests::{Article, both};
use super::super::{PassageKind, align};
use super::*;
use crate::statistics::FUNCTION_WORD;

fn found(first: &Article, second: &Article) -> Vec<Aligned> {
    align(&both(first, second), AlignSettings::default())
}

fn spans(passages: &[Aligned]) -> Vec<(Range<u32>, Range<u32>)> {
    passages.iter().map(|passage| (passage.first.clone(), passage.second.clone())).collect()
}

/// Words that occur in one article only.
fn own(article: u32, words: u32) -> impl Iterator<Item = u32> {
    (0..words).map(move |word| 1_000 * article + word)
}

#[test]
fn very_words_are_verbatim_and_their_stems_alone_are_edited() {
    let (first, mut second) = (Article::new(0..20), Article::new(0..20));
    assert_eq!(found(&first, &second)[0].kind, PassageKind::Verbatim);
    second.words[7] = 99;
    assert_eq!(
        (found(&first, &second)[0].kind, found(&first, &second)[0].matched),
        (PassageKind::Edited, 20)
    );
}

#[test]
fn fewer_words_than_asked_for_are_no_passage() {
    let both = both;
    let (first, second) = (Article::new((0..12).chain(own(1, 40))), Article::new((0..12).chain(own(2, 40))));
    let least =
        |min_words| align(&both(&first, &second), AlignSettings { min_words, ..Default::default() }).len();
    assert_eq!((least(12), least(13)), (1, 0));
}

#[test]
fn a_whole_sentence_needs_less_information_than_a_part_of_one() {
    let shares = |from: u32| {
        let article = |own_words: u32| {
            let mut article = Article::new(own(own_words, from).chain(0..10).chain(own(own_words + 5, 50)));
            article.weights.fill(800);
            article.sentences = vec![0, 30, 40, 60];
            article
        };
        found(&article(1), &article(2)).len()
    };
    assert_eq!((shares(30), shares(29), shares(31)), (1, 0, 0));
}

#[test]
fn where_words_are_characters_three_count_as_one() {
    let shares = |words: u32| {
        let article = |number: u32| {
            let mut article = Article::new((0..words).chain(own(number, 60)));
            article.sentences.clear();
            article
        };
        found(&article(1), &article(2)).len()
    };
    assert_eq!((shares(26), shares(27)), (0, 1));
}

#[test]
fn a_long_run_is_three_times_as_many_characters_and_an_article_without_words_has_none() {
    let is_evidence = |length: u32| {
        let mut article = Article::new(0..200);
        article.sentences.clear();
        article.weights.fill(10_000 / length as Millinats);
        let both = both(&article, &article);
        let settings = AlignSettings { min_words: 1, ..Default::default() };
        is_evidence(&Block::new(vec![Run { first: 0, second: 0, length }], &both), &both, settings)
    };
    assert!(is_evidence(LONG_RUN * CHARACTERS) && !is_evidence(LONG_RUN * CHARACTERS - 1));
    let (empty, other) = (Article::new([]), Article::new(0..9));
    assert_eq!(word_length(&both(&empty, &other)), 1);
}

#[test]
fn a_list_tells_twice_as_much_as_a_sentence() {
    // Half of the other words tell nothing, so that the first twenty are known to be a list.
    let is_evidence = |weight: Millinats| {
        let mut article = Article::new(0..60);
        article.weights[..20].fill(weight);
        article.weights[20..].fill(FUNCTION_WORD);
        let both = both(&article, &article);
        let block = Block::new(vec![Run { first: 0, second: 0, length: 20 }], &both);
        is_evidence(&block, &both, AlignSettings::default())
    };
    assert!(is_evidence(1_600) && !is_evidence(1_599));
}

#[test]
fn words_that_tell_nothing_are_no_passage_however_many() {
    let mut first = Article::new((0..40).chain(own(1, 40)));
    let second = Article::new((0..40).chain(own(2, 40)));
    assert_eq!(found(&first, &second).len(), 1);
    first.weights[..40].fill(50);
    assert_eq!(found(&first, &second), []);
}

#[test]
fn a_word_that_is_repeated_tells_no_more_than_once() {
    let (first, second) = (Article::new([7; 40]), Article::new([7; 40]));
    assert_eq!(found(&first, &second), []);
}

#[test]
fn sentences_that_changed_places_are_one_passage_of_two_segments() {
    let passages = found(&Article::new(0..30), &Article::new((15..30).chain(0..15)));
    assert_eq!(spans(&passages), [(0..30, 0..30)]);
    assert_eq!((passages[0].segments.len(), passages[0].kind), (2, PassageKind::Edited));
    assert_eq!(passages[0].segments[0].second, 15..30, "in the order of the first article");
}

#[test]
fn stretches_far_apart_are_two_passages() {
    let far = |article| (0..15).chain(own(article, 200)).chain(15..30);
    let passages = found(&Article::new(far(1)), &Article::new(far(2)));
    assert_eq!(spans(&passages), [(0..15, 0..15), (215..230, 215..230)]);
}

#[test]
fn a_stretch_that_is_repeated_is_one_passage_with_one_of_its_repetitions() {
    let first = Article::new((0..20).chain(own(1, 100)));
    let second = Article::new((0..20).chain(own(2, 100)).chain(0..20).chain(own(3, 100)));
    let (there, back) = (found(&first, &second), found(&second, &first));
    assert_eq!((there.len(), back.len()), (1, 1));
    assert_eq!((there[0].matched, back[0].matched), (20, 20));
}

#[test]
fn common_words_between_two_articles_are_no_passage() {
    let mut first = Article::new((0..12).chain(own(1, 40)));
    let second = Article::new((0..12).chain(own(2, 40)));
    first.common[..10].fill(true);
    assert_eq!(found(&first, &second), []);
}

/// Two articles of four hundred words, all of them telling, of which blocks say what is the same.
fn long() -> Article {
    let mut article = Article::new(0..400);
    article.weights.fill(1_000);
    article
}

/// A block of runs (first, second, length).
fn block(article: &Article, runs: &[(u32, u32, u32)]) -> Block {
    let run = |&(first, second, length): &(u32, u32, u32)| Run { first, second, length };
    Block::new(runs.iter().map(run).collect(), &both(article, article))
}

#[test]
fn evidence_is_sixteen_nats_or_nine_with_a_long_run_in_what_matches_for_the_most_part() {
    let judged = |runs: &[(u32, u32, u32)], weight: Millinats| {
        let mut article = long();
        article.weights.fill(weight);
        is_evidence(&block(&article, runs), &both(&article, &article), AlignSettings::default())
    };
    // Two runs of eight words and one apart: no run is long.
    assert!(judged(&[(1, 1, 8), (10, 10, 8)], 1_000) && !judged(&[(1, 1, 8), (10, 10, 8)], 999));
    // Eleven words and one, in stretches of sixteen and of seventeen.
    let in_stretch = |words: u32| [(1, 1, 11), (words, words, 1)];
    assert!(judged(&in_stretch(16), 750) && !judged(&in_stretch(16), 749));
    assert!(!judged(&in_stretch(17), 750));
    assert!(!judged(&[(1, 1, 10), (13, 13, 2)], 750), "no run of eleven words");
}

#[test]
fn evidence_matches_two_words_in_five_of_the_longer_stretch() {
    let article = long();
    let judged = |end: u32| {
        let runs = [(1, 1, 10), (12, end - 10, 10)];
        is_evidence(&block(&article, &runs), &both(&article, &article), AlignSettings::default())
    };
    assert!(judged(51) && !judged(52));
}

#[test]
fn a_stock_phrase_is_evidence_where_it_is_half_of_an_article() {
    let judged = |own: usize, masked: usize| {
        let mut article = long();
        article.common.fill(true);
        let mut short = Article::new(0..own as u32);
        short.masked[own - masked..].fill(true);
        let both = both(&article, &short);
        let block = Block::new(vec![Run { first: 1, second: 1, length: 20 }], &both);
        is_evidence(&block, &both, AlignSettings::default())
    };
    assert!(judged(40, 0) && !judged(41, 0));
    assert!(judged(60, 20), "masked words are nobody's");
}

#[test]
fn blocks_forty_words_apart_in_both_articles_are_near_if_both_are_worth_it_and_the_whole_is_dense() {
    let article = long();
    let near = |one: &[(u32, u32, u32)], other: &[(u32, u32, u32)]| {
        are_near(&block(&article, one), &block(&article, other))
    };
    let one = [(0, 0, 40)];
    assert!(near(&one, &[(80, 80, 9)]));
    assert!(!near(&one, &[(81, 60, 40)]) && !near(&one, &[(60, 81, 40)]), "too far apart");
    assert!(near(&one, &[(42, 42, 4)]) && !near(&one, &[(42, 42, 3)]), "worth four nats");
    // Ten words and ten of fifty, and of fifty-one.
    assert!(near(&[(0, 0, 10)], &[(40, 40, 10)]) && !near(&[(0, 0, 10)], &[(41, 40, 10)]));
    assert!(near(&[(50, 50, 20)], &[(20, 75, 20)]), "moved, and more than a name");
    assert!(!near(&[(50, 50, 20)], &[(45, 75, 4)]), "a name that stands elsewhere");
}

#[test]
fn blocks_touch_that_are_near_in_either_article_and_more_than_a_name() {
    let article = long();
    let groups = |blocks: &[(u32, u32, u32)]| {
        let blocks = blocks.iter().map(|&run| block(&article, &[run])).collect();
        let mut sizes: Vec<usize> = touching(blocks).iter().map(Vec::len).collect();
        sizes.sort_unstable();
        sizes
    };
    assert_eq!(groups(&[(0, 0, 10), (50, 300, 10)]), [2], "near in the first article");
    assert_eq!(groups(&[(0, 0, 10), (300, 50, 10)]), [2], "near in the second article");
    assert_eq!(groups(&[(0, 0, 10), (51, 51, 10)]), [1, 1], "near in neither");
    assert_eq!(groups(&[(0, 0, 10), (20, 20, 4)]), [1, 1], "a name");
    assert_eq!(groups(&[(0, 0, 10), (100, 100, 10), (50, 50, 10)]), [3], "the third joins two");
    let mut light = long();
    light.weights[20..25].fill(700);
    let blocks = vec![block(&light, &[(0, 0, 10)]), block(&light, &[(20, 20, 5)])];
    assert_eq!(touching(blocks).len(), 2, "worth less than four nats");
}

#[test]
fn paragraphs_that_changed_places_are_one_block_where_they_stand_in_one_piece_in_both_and_are_dense() {
    let article = long();
    let joined = |blocks: &[(u32, u32, u32)]| {
        join_reordered(blocks.iter().map(|&run| block(&article, &[run])).collect()).len()
    };
    assert_eq!(joined(&[(0, 100, 30), (40, 60, 30), (80, 140, 30)]), 1);
    assert_eq!(joined(&[(0, 100, 30), (40, 29, 30)]), 2, "forty-one words between them in the second");
    assert_eq!(joined(&[(0, 52, 12), (52, 0, 12)]), 2, "twenty-four words of sixty-four");
    assert_eq!(joined(&[(0, 54, 14), (54, 0, 14)]), 1, "twenty-eight words of sixty-eight");
}

#[test]
fn whole_sentences_begin_and_end_where_sentences_do_in_both_articles() {
    let article = long();
    let whole =
        |runs: &[(u32, u32, u32)]| is_whole_sentences(&block(&article, runs), &both(&article, &article));
    assert!(whole(&[(15, 30, 15)]) && whole(&[(15, 30, 30)]) && whole(&[(390, 390, 10)]));
    assert!(!whole(&[(14, 29, 16)]) && !whole(&[(15, 30, 14)]) && !whole(&[(15, 31, 15)]));
    assert!(!whole(&[(15, 15, 7), (23, 23, 7)]), "a word was replaced");
}
