//! Wording: whether two stretches share words that somebody chose, or the facts that two reporters found.
//!
//! Two reports of one event name the same people, figures and places, and call things what they are called. What two writers do
//! not have by chance is words in a row: a string of six that are neither names nor figures is hardly ever written twice
//! (Coulthard, *Author Identification, Idiolect, and Linguistic Uniqueness*, Applied Linguistics 2004), and newspaper copy is
//! told from independent reports by how long its strings are, not by the words that it shares (Clough, Gaizauskas, Piao, Wilks,
//! *METER: measuring text reuse*, ACL 2002). So a passage is of wording if it has, besides all that makes it one, long strings, or
//! so many of its words in step that they are the same text, or so many that stand in both articles just here and nowhere else.
//! One that is not is a passage only where an article itself names the outlet of the other as the origin of its text.
//!
//! Reports of 24 events by writers who had the same notes and not one another's text shared at most 11 such words in a row,
//! 13 beyond the third of each string, and 42 percent of their words in step. Longer ones (300 words each, of 14 events) by writers
//! who had sixty facts in common shared up to 15 in a row where neither quoted a law, a list of titles or a speaker, and 39 beyond
//! the third, one word in eight of their text. In 26 others (`data/conferences`), what is quoted left aside, all but three pairs shared up to
//! 12 in a row and 23 beyond the third, and 35 to 56 percent of their words in step; articles made of one of the two shared 16 to 35,
//! 68 to 113, and 65 to 78 percent (14 of them measured).

use super::block::Block;
use super::common::CommonWords;
use super::{Both, Run, Words};
use crate::columns::Particular;
use std::ops::Range;

/// Words in a row, at most one between any two of them, that are copied.
const LONG: u32 = 16;
/// The same of words of which any number are figures and names: longer than the names of two teams, and so a table or a list
/// of one origin.
const LONG_LIST: u32 = 80;
/// Two writers on one subject have as many words in a row, time and again …
const BY_CHANCE: u32 = 3;
/// … and of all their strings together, what is longer comes to less …
const BEYOND_CHANCE: u32 = 16;
/// … or to less than one word in so many of the longer stretch.
const ONE_IN: u32 = 8;
/// Percent of the words of the longer stretch that are in step in an edited text …
const CLOSE: u32 = 50;
/// … and how many they are.
const OF_CLOSE: u32 = 15;
/// Percent of the words that are in step where a sentence was taken as it is …
const SAME: u32 = 90;
/// … and how many of them in a row.
const OF_SAME: u32 = 9;
/// The concentration, in nats, of shared words that stand nowhere else, from which on no order is asked for …
const CONCENTRATION: f64 = 12.0;
/// … the one from which on every third word must be in step …
const CONCENTRATION_IN_STEP: f64 = 8.0;
const IN_STEP: u32 = 3;
/// … and how many telling words it must be of.
const OF_CONCENTRATED: u32 = 10;

/// Whether what a block shares is wording. A word counts as so many tokens as it has (`word_length`); figures and names do not
/// count.
pub(super) fn is_wording(block: &Block, both: &Both<'_>, common: &CommonWords, word_length: u32) -> bool {
    let strings = Strings::of(block, both);
    let longer = own_words(&both.first, &block.first).max(own_words(&both.second, &block.second));
    let share = |percent: u32| block.matched * 100 >= longer * percent;
    strings.longest >= LONG * word_length
        || strings.longest_of_any >= LONG_LIST * word_length
        || strings.are_beyond_chance(longer, word_length)
        || (share(CLOSE) && strings.all() >= OF_CLOSE * word_length)
        || (share(SAME) && strings.longest >= OF_SAME * word_length)
        || is_concentrated(block, common)
}

/// Words of a stretch that are the article's own.
fn own_words(words: &Words<'_>, stretch: &Range<u32>) -> u32 {
    let masked = &words.masked[stretch.start as usize..stretch.end as usize];
    masked.iter().filter(|&&masked| !masked).count() as u32
}

/// Whether telling words that the two articles share stand just here.
fn is_concentrated(block: &Block, common: &CommonWords) -> bool {
    let (first, second) = (&block.first, &block.second);
    let is_in_step = block.matched * IN_STEP >= block.longer();
    let least = if is_in_step { CONCENTRATION_IN_STEP } else { CONCENTRATION };
    common.shared(first, second).wording >= OF_CONCENTRATED
        && common.concentration_of_wording(first, second) >= least
}

/// The strings of words that both stretches have in a row, by how many of their words are not a figure or a name.
struct Strings {
    /// Of each run.
    runs: Vec<u32>,
    /// Of the longest string of runs that are at most one word apart.
    longest: u32,
    /// The same with figures and names.
    longest_of_any: u32,
}

impl Strings {
    fn of(block: &Block, both: &Both<'_>) -> Self {
        let mut in_order: Vec<Run> = block.runs().copied().collect();
        in_order.sort_unstable();
        let runs: Vec<u32> = in_order.iter().map(|run| wording_of(*run, both)).collect();
        let longest = longest_string(&in_order, |at| runs[at]);
        let longest_of_any = longest_string(&in_order, |at| in_order[at].length);
        Self { runs, longest, longest_of_any }
    }

    fn all(&self) -> u32 {
        self.runs.iter().sum()
    }

    /// Whether the runs of a stretch of so many words are longer than those of two writers on one subject.
    fn are_beyond_chance(&self, stretch: u32, word_length: u32) -> bool {
        let beyond: u32 = self.runs.iter().map(|words| words.saturating_sub(BY_CHANCE * word_length)).sum();
        beyond >= BEYOND_CHANCE * word_length && beyond * ONE_IN >= stretch
    }
}

/// The most words of a string of runs, which stand in their order.
fn longest_string(runs: &[Run], words: impl Fn(usize) -> u32) -> u32 {
    let (mut longest, mut string) = (0, 0);
    for at in 0..runs.len() {
        let goes_on = at > 0 && goes_on(runs[at - 1], runs[at]);
        string = words(at) + if goes_on { string } else { 0 };
        longest = longest.max(string);
    }
    longest
}

/// Whether a run follows another with at most one word between them in either article.
fn goes_on(one: Run, other: Run) -> bool {
    let follows = |end: u32, start: u32| (end..=end + 1).contains(&start);
    follows(one.first_end(), other.first) && follows(one.second_end(), other.second)
}

/// Words of a run that are not a figure or a name in both articles.
fn wording_of(run: Run, both: &Both<'_>) -> u32 {
    let is_wording = |step: &u32| {
        let (first, second) = ((run.first + step) as usize, (run.second + step) as usize);
        both.first.particulars[first] == Particular::Wording
            || both.second.particulars[second] == Particular::Wording
    };
    (0..run.length).filter(is_wording).count() as u32
}

#[cfg(test)]
mod tests {
    use super::super::seed::tests::{Article, both};
    use super::super::{AlignSettings, AlignedSegment, align};
    use super::*;

    /// Whether two articles of 150 words of their own share a passage in these words, of which the second has others where the
    /// first is asked to change them.
    fn shares(words: u32, changes: impl Fn(u32) -> bool, is_name: impl Fn(u32) -> bool) -> bool {
        let article = |own: u32, changed: &dyn Fn(u32) -> bool| {
            let middle = (0..words).map(|at| if changed(at) { own + 900 + at } else { at });
            let mut article = Article::new((own..own + 150).chain(middle).chain(own + 200..own + 350));
            for at in (0..words).filter(|&at| is_name(at)) {
                article.particulars[150 + at as usize] = Particular::Name;
            }
            article
        };
        let (first, second) = (article(1_000, &|_| false), article(5_000, &changes));
        align(&both(&first, &second), AlignSettings::default()).iter().any(|passage| passage.is_wording)
    }

    #[test]
    fn a_sentence_as_it_is_needs_nine_words_that_are_neither_name_nor_figure() {
        let names = |from: u32| move |at: u32| at >= from;
        assert!(shares(9, |_| false, |_| false));
        assert!(shares(15, |_| false, names(9)));
        assert!(!shares(15, |_| false, names(8)), "seven names are facts");
    }

    #[test]
    fn a_list_of_names_is_nobodys_wording_unless_it_is_as_long_as_a_table() {
        assert!(!shares(79, |_| false, |_| true));
        assert!(shares(80, |_| false, |_| true));
    }

    #[test]
    fn a_table_is_as_many_words_long_where_a_word_is_two_tokens() {
        let is_table = |names: u32| {
            let mut article = Article::new(0..400);
            article.particulars.fill(Particular::Name);
            let both = both(&article, &article);
            let block = Block::new(vec![Run { first: 0, second: 0, length: names }], &both);
            is_wording(&block, &both, &CommonWords::of(&both), 2)
        };
        assert!(is_table(160) && !is_table(159));
    }

    #[test]
    fn sixteen_words_in_a_row_are_copied_and_count_by_their_tokens() {
        let is_long = |tokens: u32| {
            let article = Article::new(0..400);
            let both = both(&article, &article);
            let runs = vec![Run { first: 0, second: 0, length: tokens }];
            let segment = AlignedSegment { first: 0..400, second: 0..400, rewritten: false, runs };
            is_wording(&Block::of(segment, &both), &both, &CommonWords::of(&both), 2)
        };
        assert!(is_long(32) && !is_long(31));
    }

    #[test]
    fn fifteen_words_are_an_edited_text_where_half_of_its_own_words_are_in_step() {
        // Three words in a row, and three others; none of them tells anything.
        let is_edited = |strings: u32, length: u32, masked: usize, word_length: u32| {
            let mut article = Article::new(0..400);
            article.masked[100 - masked..100].fill(true);
            article.weights.fill(100);
            let both = both(&article, &article);
            let runs = (0..strings).map(|at| Run { first: 6 * at, second: 6 * at, length: 3 }).collect();
            let segment = AlignedSegment { first: 0..length, second: 0..length, rewritten: false, runs };
            is_wording(&Block::of(segment, &both), &both, &CommonWords::of(&both), word_length)
        };
        assert!(is_edited(5, 30, 0, 1) && !is_edited(5, 31, 0, 1) && !is_edited(4, 24, 0, 1));
        assert!(is_edited(10, 60, 0, 2) && !is_edited(9, 54, 0, 2), "a word may be two tokens");
        assert!(
            is_edited(5, 100, 70, 1) && !is_edited(5, 100, 69, 1),
            "masked words are not the article's own"
        );
    }

    #[test]
    fn a_sentence_that_was_taken_has_nine_words_in_a_row_and_counts_by_its_tokens() {
        let is_taken = |tokens: u32| {
            let mut article = Article::new(0..400);
            article.weights.fill(100);
            let both = both(&article, &article);
            let block = Block::new(vec![Run { first: 0, second: 0, length: tokens }], &both);
            is_wording(&block, &both, &CommonWords::of(&both), 2)
        };
        assert!(is_taken(18) && !is_taken(17));
    }

    #[test]
    fn strings_are_beyond_chance_from_sixteen_words_behind_the_third_of_each_and_one_in_eight_of_the_stretch()
    {
        let are_beyond = |runs: &[u32], stretch, word_length| {
            Strings { runs: runs.to_vec(), longest: 0, longest_of_any: 0 }
                .are_beyond_chance(stretch, word_length)
        };
        assert!(are_beyond(&[7, 7, 7, 7, 3, 2], 128, 1));
        assert!(!are_beyond(&[7, 7, 7, 6, 3, 2], 100, 1) && !are_beyond(&[7, 7, 7, 7], 129, 1));
        assert!(are_beyond(&[14, 14, 14, 14], 256, 2));
        assert!(!are_beyond(&[14, 14, 14, 13], 200, 2) && !are_beyond(&[14, 14, 14, 14], 257, 2));
    }

    /// Whether so many words in stretches of thirty, of which so many are in step, are concentrated in articles of a length.
    fn are_concentrated(shared: u32, in_step: u32, length: u32) -> bool {
        let article = |own: u32| Article::new((0..shared).chain(own..own + length - shared));
        let (first, second) = (article(1_000), article(2_000));
        let both = both(&first, &second);
        let runs = vec![Run { first: 0, second: 0, length: in_step }];
        let block = Block::of(AlignedSegment { first: 0..30, second: 0..30, rewritten: true, runs }, &both);
        is_concentrated(&block, &CommonWords::of(&both))
    }

    #[test]
    fn ten_words_that_stand_nowhere_else_are_wording_sooner_if_every_third_is_in_step() {
        // 10 ln((n / 30)²) − 10 + 10 (30 / n)² nats are eight near n = 67, and twelve near n = 85.
        assert!(are_concentrated(10, 10, 67) && !are_concentrated(10, 10, 66));
        assert!(are_concentrated(10, 9, 85) && !are_concentrated(10, 9, 84));
        assert!(!are_concentrated(9, 9, 500), "they are nine");
    }

    #[test]
    fn what_two_reports_of_one_event_have_in_common_is_no_wording() {
        let strings_of = |length: u32| move |at: u32| at % (length + 3) >= length;
        assert!(!shares(60, strings_of(4), |at| at % 7 > 0), "names, and a word before them");
        assert!(shares(60, strings_of(7), |_| false), "strings of seven words");
    }
}
