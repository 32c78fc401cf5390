//! Claims about what was told in other words.

use super::super::seed::tests::{Article, both};
use super::super::{AlignSettings, Aligned, AlignedSegment, Millinats, PassageKind, Run, align};
use super::*;
use crate::columns::Particular;

/// A statement of so many words, told twice: each time in sentences of 15 words, the second time with the halves of
/// each sentence changed about and every third word replaced.
fn told_again(words: u32) -> (Vec<u32>, Vec<u32>) {
    let again = (0..words).map(|at| {
        let (sentence, word) = (at / 15 * 15, at % 15);
        let moved = sentence + (word + 7) % 15;
        if moved % 3 == 0 { 5_000 + moved } else { moved }
    });
    ((0..words).collect(), again.collect())
}

fn among(own: u32, before: u32, words: &[u32], behind: u32) -> Article {
    let start = own..own + before;
    Article::new(start.chain(words.iter().copied()).chain(own + before..own + before + behind))
}

fn found(first: &Article, second: &Article) -> Vec<Aligned> {
    align(&both(first, second), AlignSettings::default())
}

#[test]
fn sentences_told_again_in_another_order_are_one_rewritten_passage() {
    let (told, again) = told_again(75);
    let passages = found(&among(10_000, 60, &told, 90), &among(20_000, 30, &again, 120));
    assert_eq!(passages.len(), 1, "{passages:?}");
    assert_eq!((passages[0].first.clone(), passages[0].second.clone()), (60..135, 30..105));
    assert_eq!(passages[0].kind, PassageKind::Rewritten);
    assert!(passages[0].segments.iter().all(|segment| segment.rewritten));
}

#[test]
fn a_rewritten_sentence_beside_a_copied_one_belongs_to_its_passage() {
    let (told, again) = told_again(15);
    let copied: Vec<u32> = (700..730).collect();
    let passages = found(
        &among(10_000, 60, &[&copied[..], &told].concat(), 60),
        &among(20_000, 60, &[&copied[..], &again].concat(), 60),
    );
    assert_eq!(passages.len(), 1, "{passages:?}");
    assert_eq!((passages[0].first.clone(), passages[0].kind), (60..105, PassageKind::Edited));
}

#[test]
fn words_of_the_subject_strewn_over_both_articles_are_no_rewriting() {
    let strewn = |own: u32, step: u32| {
        let subject = move |at: u32| (at * step) % 30;
        Article::new((0..150).map(move |at| if at % 5 == 0 { subject(at / 5) } else { own + at }))
    };
    assert_eq!(found(&strewn(10_000, 7), &strewn(20_000, 11)), []);
}

/// An article that tells in four places, far apart, what the other tells in one.
fn told_at_length_and_condensed() -> (Article, Article) {
    let parts: Vec<Vec<u32>> = (0..4).map(|part| (part * 100..part * 100 + 15).collect()).collect();
    let long = parts.iter().enumerate().flat_map(|(at, part)| {
        let own = 10_000 + 100 * at as u32;
        part.iter().copied().chain(own..own + 90).collect::<Vec<u32>>()
    });
    (Article::new(long), among(20_000, 60, &parts.concat(), 240))
}

#[test]
fn a_condensed_passage_too_has_the_fewest_words_that_were_asked_for() {
    let (long, short) = told_at_length_and_condensed();
    let least =
        |min_words| align(&both(&long, &short), AlignSettings { min_words, ..Default::default() }).len();
    assert_eq!((least(60), least(61)), (1, 0));
}

#[test]
fn an_article_that_condenses_another_is_one_passage() {
    let (long, short) = told_at_length_and_condensed();
    let passages = found(&long, &short);
    assert_eq!(passages.len(), 1, "{passages:?}");
    assert_eq!((passages[0].first.clone(), passages[0].second.clone()), (0..330, 60..120));
    assert_eq!(passages[0].segments.len(), 4);
}

/// A stretch of either article with words that both have, in order, and words of its own, in articles of a length.
#[derive(Clone, Copy)]
struct Told {
    shared: u32,
    /// Of these, names.
    names: u32,
    /// Own words of the stretch that tell something.
    own: u32,
    /// Own words of the stretch that tell nothing.
    light: u32,
    /// Words of each article.
    length: u32,
    weight: Millinats,
}

/// Twenty words of their own among a hundred, in a stretch of fifty.
const TOLD: Told = Told { shared: 20, names: 0, own: 30, light: 0, length: 100, weight: 2_000 };

impl Told {
    fn stretch(self) -> u32 {
        self.shared + self.own + self.light
    }

    fn article(self, own: u32) -> Article {
        let mut article = Article::new((0..self.shared).chain(own..own + self.length - self.shared));
        article.weights.fill(self.weight);
        article.weights[(self.shared + self.own) as usize..self.stretch() as usize].fill(100);
        article.particulars[..self.names as usize].fill(Particular::Name);
        article
    }

    fn is_rewriting_with(self, rewritten: bool, is_stock: bool) -> bool {
        let (mut first, second) = (self.article(1_000), self.article(2_000));
        first.common.fill(is_stock);
        let both = both(&first, &second);
        let runs = vec![Run { first: 0, second: 0, length: self.shared }];
        let stretch = 0..self.stretch();
        let segment = AlignedSegment { first: stretch.clone(), second: stretch, rewritten, runs };
        is_rewriting(&Block::of(segment, &both), &both, &CommonWords::of(&both))
    }

    fn is_rewriting(self) -> bool {
        self.is_rewriting_with(true, false)
    }
}

#[test]
fn a_rewriting_shares_twenty_words_in_order_one_in_five_of_the_longer_stretch_and_sixteen_nats() {
    let told = Told { own: 0, ..TOLD };
    assert!(told.is_rewriting());
    assert!(!Told { shared: 19, ..told }.is_rewriting());
    assert!(Told { weight: 800, ..told }.is_rewriting() && !Told { weight: 799, ..told }.is_rewriting());
    let light = |light| Told { light, length: 400, ..told };
    assert!(light(80).is_rewriting() && !light(81).is_rewriting());
}

#[test]
fn a_rewriting_is_alike_and_its_words_stand_out() {
    assert!(TOLD.is_rewriting() && !Told { own: 31, ..TOLD }.is_rewriting(), "alike to forty percent");
    // 20 ln((n / 50)²) − 20 + 20 (50 / n)² nats, and a quarter of one for each percent above thirty, are fourteen near n = 96.
    assert!(Told { length: 96, ..TOLD }.is_rewriting() && !Told { length: 95, ..TOLD }.is_rewriting());
}

#[test]
fn names_and_figures_alone_are_no_rewriting() {
    // Of those that are neither, thirteen are eight nats.
    let names = |names| Told { names, ..TOLD }.is_rewriting();
    assert!(names(7) && !names(8));
}

#[test]
fn one_rewriting_from_end_to_end_shares_fifteen_words_of_wording_and_is_alike_by_half() {
    let whole = |own: u32, names| Told { own, names, length: 20 + own, ..TOLD }.is_rewriting();
    assert!(whole(20, 0) && !whole(21, 0));
    assert!(whole(20, 5) && !whole(20, 6));
}

#[test]
fn what_nobody_told_again_and_what_is_a_stock_phrase_is_no_rewriting() {
    assert!(!TOLD.is_rewriting_with(false, false) && !TOLD.is_rewriting_with(true, true));
}

/// A block of one run of so many words in stretches of such lengths.
fn block(matched: u32, first: Range<u32>, second: Range<u32>) -> Block {
    let article = Article::new(0..500);
    let runs = vec![Run { first: first.start, second: second.start, length: matched }];
    Block::of(AlignedSegment { first, second, rewritten: true, runs }, &both(&article, &article))
}

#[test]
fn a_copy_is_the_same_to_four_words_in_five_and_much_is_changed_below_two_in_three() {
    let of_ten = |matched| block(matched, 0..10, 0..30);
    assert!(is_copy(&of_ten(8)) && !is_copy(&of_ten(7)));
    let of_nine = |matched| block(matched, 0..9, 0..30);
    assert!(is_much_changed(&of_nine(5)) && !is_much_changed(&of_nine(6)));
}

/// A block of twenty words that stand at the same place in both articles, so many of which agree in step.
fn twenty(matched: u32, place: u32) -> Block {
    block(matched, place..place + 20, place..place + 20)
}

/// Whether two blocks of two articles grow together.
fn grow_together(blocks: Vec<Block>, first: &Article, second: &Article) -> bool {
    let both = both(first, second);
    Growth::new(&both, &CommonWords::of(&both)).of(blocks).len() == 1
}

#[test]
fn blocks_grow_together_up_to_forty_words_apart_in_both_articles() {
    let article = Article::new(0..500);
    let grow = |first, second| {
        let blocks = vec![block(10, 0..20, 0..20), block(10, first..first + 20, second..second + 20)];
        grow_together(blocks, &article, &article)
    };
    assert!(grow(60, 60) && !grow(61, 60) && !grow(60, 61));
}

#[test]
fn blocks_that_are_no_copy_may_lose_a_little_by_growing_together() {
    // Stretches of twenty words with four in common, which gain nothing, and between them own words that lose 8,000 each.
    let article = |own: u32, between: u32| {
        let stretch = |first: u32, own: u32| (first..first + 4).chain(own..own + 16);
        Article::new(stretch(0, own).chain(own + 50..own + 50 + between).chain(stretch(4, own + 20)))
    };
    let grow = |between: u32| {
        let (first, second) = (article(1_000, between), article(2_000, between));
        let place = 20 + between;
        let blocks = vec![block(4, 0..20, 0..20), block(4, place..place + 20, place..place + 20)];
        grow_together(blocks, &first, &second)
    };
    assert!(grow(12) && !grow(13));
}

#[test]
fn what_grows_from_evidence_has_one_word_in_five_in_step() {
    let article = Article::new(0..500);
    let grow = |length: u32| {
        let mut evidence = block(4, 0..20, 0..20);
        evidence.accept();
        grow_together(vec![evidence, block(4, 20..length, 20..length)], &article, &article)
    };
    assert!(grow(40) && !grow(41));
}

#[test]
fn a_copy_grows_only_with_what_has_half_of_its_words_in_common() {
    let article = |own: u32| Article::new((0..20).chain(own..own + 20).chain(20..40));
    let grow = |matched, is_accepted| {
        let mut block = twenty(matched, 0);
        if is_accepted {
            block.accept();
        }
        grow_together(vec![block, twenty(10, 40)], &article(1_000), &article(2_000))
    };
    assert!(!grow(16, true), "of the whole, a third of the words are in neither");
    assert!(grow(15, true), "it is no copy");
    assert!(grow(16, false), "it is no evidence");
}

#[test]
fn stretches_thirty_words_apart_follow_one_another_in_an_article() {
    let blocks = [
        block(5, 100..110, 0..10),
        block(5, 0..60, 300..310),
        block(5, 20..30, 350..360),
        block(5, 141..150, 90..99),
    ];
    assert_eq!(one_after_another(&blocks, |block| &block.first), [vec![1, 2], vec![0], vec![3]]);
    let nearer = [block(5, 30..40, 0..5), block(5, 70..80, 0..5), block(5, 110..120, 0..5)];
    assert_eq!(one_after_another(&nearer, |block| &block.first), [vec![0, 1, 2]]);
}

/// Passages and matched words where one article tells in one place what the other tells in several, far apart.
fn condensed_from(parts: &[u32], between: u32) -> (usize, u32) {
    let parts: Vec<Vec<u32>> =
        parts.iter().zip(1..).map(|(&words, part)| (part * 100..part * 100 + words).collect()).collect();
    let long = parts.iter().zip(10..).flat_map(|(part, at)| {
        part.iter().copied().chain(1_000 * at..1_000 * at + between).collect::<Vec<u32>>()
    });
    let (first, second) = (Article::new(long), among(30_000, 60, &parts.concat(), 240));
    let settings = AlignSettings { min_words: 5, ..Default::default() };
    let found = align(&both(&first, &second), settings);
    (found.len(), found.iter().map(|passage| passage.matched).sum())
}

#[test]
fn what_is_condensed_is_three_times_as_long() {
    assert_eq!((condensed_from(&[30, 30], 120), condensed_from(&[30, 30], 119)), ((1, 60), (2, 60)));
}

#[test]
fn what_is_condensed_has_eight_words_of_its_own_three_of_them_in_other_places_than_the_best() {
    assert_eq!((condensed_from(&[5, 3], 60), condensed_from(&[4, 3], 60)), ((1, 8), (0, 0)));
    assert_eq!((condensed_from(&[10, 3], 60), condensed_from(&[10, 2], 60)), ((1, 13), (1, 10)));
}
