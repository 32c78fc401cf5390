//! Formulas: notices of a series, which share their wording and differ in what they state.
//!
//! Weather, dividends, fixing prices, bond issues: a desk writes them by filling in a form. Two of them resemble one
//! another as much as a dispatch and its copy do, and neither was taken from the other. What tells them is not what
//! agrees but what differs: a copy, and a corrected second version, keeps the figures and the names of its source; two
//! notices of a series keep the words around them. The evidence inside the pair must do, since a small batch has little
//! to learn from.

use crate::align::{Aligned, Both, Words};
use crate::columns::Particular;
use std::ops::Range;

/// Percent of the figures of the shorter notice that a second version of it keeps; roundings and corrections are few.
const KEPT_BY_A_VERSION: u32 = 80;
/// In a form filled in anew at least one figure in so many words is another; a long dispatch of which one figure was
/// brought up to date is none.
const WORDS_PER_FIGURE: u32 = 40;
/// A form has at least so many figures that are others …
const FIGURES: u32 = 2;
/// … unless it has fewer words than this.
const SHORT: u32 = 25;
/// Words before and behind the shared wording that may belong to the form.
const EDGE: u32 = 6;
/// Percent of the figures and names of a passage that one which was taken keeps.
const KEPT_BY_A_COPY: u32 = 60;
/// Of what was replaced, for each place of figures there may be so many of other words: a form is filled in, not edited,
/// and not misread.
const OTHERS_PER_FIGURE: u32 = 2;

/// Whether two articles are notices of a series: most of the shorter one is the same words, what was replaced are
/// figures, and few of the figures are the same. `matched` words agree in order, at the least.
#[must_use]
pub fn are_of_a_series(both: &Both<'_>, passages: &[Aligned], matched: u32) -> bool {
    let (one, other) = (&both.first, &both.second);
    let first = around(one, passages.iter().map(|passage| &passage.first), matched);
    let second = around(other, passages.iter().map(|passage| &passage.second), matched);
    let figures = kept(both, &first, &second, Particular::Figure);
    let replaced = Replaced::of(both, passages);
    (is_most_of(one, matched) || is_most_of(other, matched))
        && are_others(figures, matched)
        && replaced.are_figures()
        && (replaced.figures > 0 || matched < SHORT)
}

/// The figures of one article all of whose words are its own, for a first look at many pairs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Figures {
    /// Hashes of words, sorted.
    stated: Vec<u32>,
    /// All words of the article.
    words: usize,
}

impl Figures {
    /// Those of an article of so many words, as hashes of words.
    #[must_use]
    pub fn new(mut stated: Vec<u32>, words: usize) -> Self {
        stated.sort_unstable();
        Self { stated, words }
    }
}

/// Whether two articles of which so many words agree can be of a series, as far as figures tell without an alignment:
/// what is refused here, [`are_of_a_series`] would refuse with any passages.
#[must_use]
pub fn may_be_of_a_series(first: &Figures, second: &Figures, matched: u32) -> bool {
    let whole = [first, second].iter().all(|article| matched as usize * 2 >= article.words);
    !whole || are_others(Kept::of(&first.stated, &second.stated), matched)
}

/// Whether figures differ as those of two notices do of which so many words agree.
fn are_others(figures: Kept, matched: u32) -> bool {
    (figures.differing() >= FIGURES || matched < SHORT)
        && figures.differing() * WORDS_PER_FIGURE >= matched.max(1)
        && figures.is_at_most(KEPT_BY_A_VERSION)
}

/// Whether a passage is a form filled in twice: other figures stand in it, and most of what it states is other.
#[must_use]
pub fn is_filled_in_twice(both: &Both<'_>, passage: &Aligned) -> bool {
    let of = |what| kept(both, &passage.first, &passage.second, what);
    let (figures, names) = (of(Particular::Figure), of(Particular::Name));
    figures.differing() > 0
        && figures.differing() * WORDS_PER_FIGURE >= passage.matched
        && figures.and(names).is_at_most(KEPT_BY_A_COPY)
        && (passage.is_stock(both) || Replaced::of(both, std::slice::from_ref(passage)).are_figures())
}

/// Whether so many words are at least half of an article's own.
fn is_most_of(words: &Words<'_>, matched: u32) -> bool {
    matched as usize * 2 >= words.masked.iter().filter(|&&masked| !masked).count()
}

/// From the first to the last of some stretches of an article, and a few words more: a form may begin or end with what
/// is filled in. The whole article if there is none, or if it is the form for the most part.
fn around<'a>(
    words: &Words<'_>,
    stretches: impl Iterator<Item = &'a Range<u32>>,
    matched: u32,
) -> Range<u32> {
    let all = 0..words.len() as u32;
    let hull =
        stretches.map(|stretch| (stretch.start, stretch.end)).reduce(|x, y| (x.0.min(y.0), x.1.max(y.1)));
    let part = hull.filter(|_| !is_most_of(words, matched));
    part.map_or(all.clone(), |(start, end)| start.saturating_sub(EDGE)..(end + EDGE).min(all.end))
}

/// Places between words that agree, at which both articles have something, and not the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Replaced {
    /// Places with a figure in both.
    figures: u32,
    /// Places without any figure.
    others: u32,
}

impl Replaced {
    fn of(both: &Both<'_>, passages: &[Aligned]) -> Self {
        let runs = passages.iter().flat_map(|passage| &passage.segments).map(|segment| &segment.runs);
        let places = runs.flat_map(|runs| runs.windows(2)).map(|two| {
            (two[0].first + two[0].length..two[1].first, two[0].second + two[0].length..two[1].second)
        });
        let mut replaced = Self::default();
        for (first, second) in places.filter(|(first, second)| !first.is_empty() && !second.is_empty()) {
            let has_figure = (has_figure(&both.first, &first), has_figure(&both.second, &second));
            replaced.figures += u32::from(has_figure == (true, true));
            replaced.others += u32::from(has_figure == (false, false));
        }
        replaced
    }

    fn are_figures(self) -> bool {
        self.others <= self.figures * OTHERS_PER_FIGURE
    }
}

fn has_figure(words: &Words<'_>, stretch: &Range<u32>) -> bool {
    words.particulars[stretch.start as usize..stretch.end as usize].contains(&Particular::Figure)
}

/// How many particulars two stretches have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Kept {
    /// Those that both have, each as often as both have it.
    both: u32,
    /// Those of the stretch that has fewer.
    fewer: u32,
}

impl Kept {
    /// Of two sorted lists.
    fn of(one: &[u32], other: &[u32]) -> Self {
        let (mut at, mut both) = (0, 0);
        for word in one {
            at += other[at..].partition_point(|found| found < word);
            if other.get(at) == Some(word) {
                (at, both) = (at + 1, both + 1);
            }
        }
        Self { both, fewer: one.len().min(other.len()) as u32 }
    }

    /// Those of the stretch with fewer that the other does not have.
    fn differing(self) -> u32 {
        self.fewer - self.both
    }

    fn and(self, other: Self) -> Self {
        Self { both: self.both + other.both, fewer: self.fewer + other.fewer }
    }

    /// Whether at most this many in a hundred are kept.
    fn is_at_most(self, percent: u32) -> bool {
        self.both * 100 <= self.fewer * percent
    }
}

/// The particulars of one kind that two stretches have, as hashes of words.
fn kept(both: &Both<'_>, first: &Range<u32>, second: &Range<u32>, what: Particular) -> Kept {
    Kept::of(&stated(&both.first, first, what), &stated(&both.second, second, what))
}

/// The words of a stretch that are particulars of one kind, sorted.
fn stated(words: &Words<'_>, stretch: &Range<u32>, what: Particular) -> Vec<u32> {
    let at = stretch.start as usize..stretch.end as usize;
    let mut stated: Vec<u32> = at
        .filter(|&at| words.particulars[at] == what && !words.masked[at])
        .map(|at| words.words[at])
        .collect();
    stated.sort_unstable();
    stated
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::align::{AlignSettings, Millinats, align};
    use crate::text::{Tokenizer, word_hash};
    use proptest::prelude::*;

    /// The columns of one text whose every word is telling; words with a capital are names, those with a digit figures.
    struct Article {
        words: Vec<u32>,
        particulars: Vec<Particular>,
        weights: Vec<Millinats>,
        flags: Vec<bool>,
    }

    impl Article {
        fn new(text: &str) -> Self {
            let (mut words, mut particulars) = (Vec::new(), Vec::new());
            Tokenizer::new(crate::text::Folding::default()).for_each(text, |token| {
                words.push(word_hash(token.folded) as u32);
                particulars.push(match text[token.start..].chars().next() {
                    Some(first) if first.is_numeric() => Particular::Figure,
                    Some(first) if first.is_uppercase() => Particular::Name,
                    _ => Particular::Wording,
                });
            });
            let length = words.len();
            Self { words, particulars, weights: vec![2_000; length], flags: vec![false; length] }
        }

        fn view(&self) -> Words<'_> {
            Words {
                words: &self.words,
                stems: &self.words,
                weights: &self.weights,
                masked: &self.flags,
                common: &self.flags,
                particulars: &self.particulars,
                sentences: &[0],
            }
        }
    }

    /// Whether two texts are of a series, and whether each of their passages is a form.
    fn judged(first: &str, second: &str) -> (bool, Vec<bool>) {
        let (first, second) = (Article::new(first), Article::new(second));
        let both = Both { first: first.view(), second: second.view() };
        let passages: Vec<Aligned> = align(&both, AlignSettings::default());
        let matched = passages.iter().map(|passage| passage.matched).sum();
        (
            are_of_a_series(&both, &passages, matched),
            passages.iter().map(|passage| is_filled_in_twice(&both, passage)).collect(),
        )
    }

    const NOTICE: &str =
        "the harbour office said that 7 grain ships were loading and 6 ships were waiting to load at Corvane";

    #[test]
    fn notices_with_other_figures_are_of_a_series() {
        let other = NOTICE.replace('7', "3").replace('6', "2");
        assert!(judged(NOTICE, &other).0);
    }

    proptest! {
        #[test]
        fn what_the_first_look_refuses_is_of_no_series(
            words in prop::collection::vec(0_u32..40, 1..80),
            changed in prop::collection::vec((0_usize..80, 0_u32..60), 0..20),
            matched in 0_u32..90,
        ) {
            let told = |words: &[u32]| -> String {
                let word = |word: &u32| if *word < 12 { format!("{word} ") } else { format!("word{} ", (b'a' + *word as u8) as char) };
                words.iter().map(word).collect()
            };
            let mut other = words.clone();
            for (at, word) in changed {
                let at = at % other.len();
                other[at] = word;
            }
            let (first, second) = (Article::new(&told(&words)), Article::new(&told(&other)));
            let figures = |article: &Article| {
                let all = Words { weights: &[], ..article.view() };
                Figures::new(stated(&all, &(0..all.len() as u32), Particular::Figure), all.len())
            };
            let both = Both { first: first.view(), second: second.view() };
            let passages = align(&both, AlignSettings::default());
            let in_passages = passages.iter().map(|passage| passage.matched).sum::<u32>();
            let may_be = may_be_of_a_series(&figures(&first), &figures(&second), matched);
            prop_assert!(may_be || !are_of_a_series(&both, &passages, matched.max(in_passages)));
        }
    }

    #[test]
    fn a_version_that_keeps_its_figures_is_not() {
        assert_eq!(judged(NOTICE, &NOTICE.replace("office", "master")), (false, vec![false]));
        let table = "sales 412 against 398 costs 301 against 288 tax 31 against 29 net 80 against 81 shares 900 against 900";
        assert!(!judged(table, &table.replace("288", "289")).0, "one figure in ten was corrected");
    }

    #[test]
    fn a_dispatch_with_one_figure_brought_up_to_date_is_not() {
        let words: Vec<String> = (0..60).map(|word| format!("word{word}")).collect();
        let dispatch = |dead: u32| format!("at least {dead} people died {}", words.join(" "));
        assert_eq!(judged(&dispatch(12), &dispatch(15)), (false, vec![false]));
    }

    #[test]
    fn a_form_inside_longer_articles_is_no_passage_and_a_statement_about_the_same_people_is() {
        let around = |own: &str, inside: &str| {
            let words = |from: usize| {
                (from..from + 60).map(|word| format!("{own}{word}")).collect::<Vec<_>>().join(" ")
            };
            format!("{} {inside} {}", words(0), words(60))
        };
        let form = |sum: u32| {
            format!(
                "filed for a shelf offering of up to {sum} millions of debt on terms to be set at the time of sale"
            )
        };
        assert_eq!(judged(&around("x", &form(250)), &around("y", &form(500))), (false, vec![true]));
        let stated = |day: u32| {
            format!(
                "the Coffee Council of Ferrow meets in March on day {day} but the full council does not meet before autumn"
            )
        };
        assert_eq!(judged(&around("x", &stated(30)), &around("y", &stated(31))), (false, vec![false]));
    }

    #[test]
    fn a_copy_that_was_misread_is_not_of_a_series() {
        let notice = "auction on 14 march at 3 of a house with a garden and two meadows near the old mill road behind the church of saint orme";
        let misread = "auctiun on 1 march at 8 of a honse with a gardeu and two meadovvs near tbe old mill rood behiud the church of saint orme";
        assert!(!judged(notice, misread).0);
        let anew = notice.replace("14", "21").replace(" 3 ", " 5 ");
        assert!(judged(notice, &anew).0);
    }

    #[test]
    fn a_part_copied_word_for_word_is_not_whatever_figures_stand_in_the_rest() {
        let words = |own: &str| (0..30).map(|word| format!("{own}{word}")).collect::<Vec<_>>().join(" ");
        let source = format!("{} in 1914 and 1918 and 1939", words("word"));
        let copy = format!("{} {} {} of 12 or 14 or 18", words("before"), words("word"), words("behind"));
        assert_eq!(judged(&source, &copy), (false, vec![false]));
    }

    #[test]
    fn without_figures_nothing_is_a_form() {
        let text = "the mayor opened the new bridge over the river after three years of works and much debate in council";
        assert_eq!(judged(text, text), (false, vec![false]));
    }
}
