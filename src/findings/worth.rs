//! Worth: the order in which pairs deserve a look, the same wherever they are listed.
//!
//! First come pairs that ask something of a person: an article has an agency's words and does not credit it; or it is derived,
//! and for most of its words nobody has looked for a credit, because the earlier text is of an outlet that was not taken for
//! an agency. Each such article is asked about once, in the pair with the text that most of these words are attributed to:
//! else the copies of one dispatch, which are pairs of one another too, would fill the list. Then come all other pairs: words
//! that are credited, updates of an outlet's own article, copies of a third text. Within each, those with most shared words
//! ([`shared_words`]) come first. Notices of a series, and what a person has dismissed, deserve no look.

use super::{Audit, Class, Findings, Flag, Overlap, Relation};
use crate::article::{ArticleId, Batch, Pair};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What a pair asks of a person, the most pressing first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Question {
    /// The later article has the words of an agency's item, and no credit to it was recognised.
    Uncredited,
    /// The later article has the words of an agency's item, and credits another agency only.
    Miscredited,
    /// The later article is derived, for the most part from a text of an outlet to which credits were not looked for.
    Unasked,
}

impl Question {
    /// The word by which the page knows it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Uncredited => Flag::Uncredited.word(),
            Self::Miscredited => Flag::Miscredited.word(),
            Self::Unasked => "unasked",
        }
    }

    /// What an article is asked: by its flag, and by its class, where it is no update of its outlet's own.
    #[must_use]
    pub fn of(flag: Option<Flag>, class: Option<Class>, is_update: bool) -> Option<Self> {
        match flag {
            Some(Flag::Uncredited) => Some(Self::Uncredited),
            Some(Flag::Miscredited) => Some(Self::Miscredited),
            Some(_) => None,
            None => {
                (!is_update && class.is_some_and(|class| class != Class::NonDerived)).then_some(Self::Unasked)
            }
        }
    }

    /// Whether it is asked about texts of agencies, and not of other outlets.
    #[must_use]
    pub fn is_of_agencies(self) -> bool {
        self != Self::Unasked
    }
}

/// The words that a pair has in common, as a reader counts them: those matched; or those of the later article that are
/// attributed to the earlier text, if these are more, because words put in the place of others are attributed too.
#[must_use]
pub fn shared_words(matched: u32, attributed: u32) -> u32 {
    matched.max(attributed)
}

/// How much a pair deserves a look: who deserves it more comes first. What is equal stays in the order of `pairs.csv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Worth {
    is_set_aside: bool,
    /// Pairs that ask nothing come behind those that do.
    asks_nothing: bool,
    question: Option<Question>,
    shared_words: Reverse<u32>,
    /// Resemblance in ten-thousandths, as the tables have it.
    resemblance: Reverse<u32>,
}

impl Worth {
    /// Of a pair with these figures, and what it asks.
    #[must_use]
    pub fn new(question: Option<Question>, shared_words: u32, resemblance: u32) -> Self {
        Self {
            is_set_aside: false,
            asks_nothing: question.is_none(),
            question,
            shared_words: Reverse(shared_words),
            resemblance: Reverse(resemblance),
        }
    }

    /// The same of a pair that deserves no look.
    #[must_use]
    pub fn set_aside(self) -> Self {
        Self { is_set_aside: true, ..self }
    }

    /// Whether it deserves none.
    #[must_use]
    pub fn is_set_aside(self) -> bool {
        self.is_set_aside
    }
}

/// A pair in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ranked {
    /// Its place among the pairs of the findings.
    pub number: usize,
    /// How much it deserves a look.
    pub worth: Worth,
    /// What it asks.
    pub question: Option<Question>,
}

/// All pairs, those that deserve a look most first. `n log n` of their number.
#[must_use]
pub fn ranked(batch: &Batch, findings: &Findings) -> Vec<Ranked> {
    let (questions, attributed) = (questions(batch, findings), attributed(batch, findings));
    let rank = |(number, found): (usize, &super::PairFinding)| {
        let question = questions.get(&found.pair).copied();
        let matched = found.passages.map_or(0, |totals| totals.matched_words);
        let shared = shared_words(matched, attributed.get(&found.pair).copied().unwrap_or(0));
        let worth = Worth::new(question, shared, ten_thousandths(found.overlap));
        let is_set_aside = found.relation == Relation::Formula || findings.reviews.dismisses_pair(number);
        Ranked { number, question, worth: if is_set_aside { worth.set_aside() } else { worth } }
    };
    let mut all: Vec<Ranked> = findings.pairs.iter().enumerate().map(rank).collect();
    all.sort_by_key(|ranked| (ranked.worth, ranked.number));
    all
}

/// How many words of one article of a pair are attributed to the other.
fn attributed(batch: &Batch, findings: &Findings) -> BTreeMap<Pair, u32> {
    let sources = batch.ids().zip(&findings.audits).flat_map(|(id, audit)| {
        audit.sources.iter().filter_map(move |found| Some((Pair::new(found.source, id)?, found.words)))
    });
    sources.collect()
}

/// The pairs that ask something: of each article that is asked about, the one with the text that most words are attributed to.
fn questions(batch: &Batch, findings: &Findings) -> BTreeMap<Pair, Question> {
    let is_agency = |id: ArticleId| {
        let outlet = batch.article(id).outlet.as_ref();
        outlet.is_some_and(|outlet| findings.agencies.contains(outlet))
    };
    let asked = |(id, audit): (ArticleId, &Audit)| {
        let question = Question::of(audit.flag, audit.class, audit.update_of.is_some())?;
        let is_meant = |source: &ArticleId| is_agency(*source) == question.is_of_agencies();
        let source = audit.sources.iter().map(|found| found.source).find(is_meant)?;
        Some((Pair::new(source, id)?, question))
    };
    batch.ids().zip(&findings.audits).filter_map(asked).collect()
}

/// Resemblance as a table prints it, to the last figure, so that whoever reads the table comes to the same order.
fn ten_thousandths(overlap: Overlap) -> u32 {
    let printed = format!("{:.4}", overlap.resemblance().value());
    printed
        .bytes()
        .filter(u8::is_ascii_digit)
        .fold(0, |figures, digit| 10 * figures + u32::from(digit - b'0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_asks_something_comes_first_then_most_words_then_what_is_most_alike() {
        let asks = |question, words| Worth::new(Some(question), words, 0);
        let mut all = [
            Worth::new(None, 900, 10_000),
            asks(Question::Uncredited, 1_000).set_aside(),
            Worth::new(None, 900, 9_999),
            asks(Question::Miscredited, 20),
            asks(Question::Unasked, 30),
            asks(Question::Uncredited, 10),
        ];
        let [most_words, dismissed, less_alike, miscredited, unasked, uncredited] = all;
        all.sort();
        assert_eq!(all, [uncredited, miscredited, unasked, most_words, less_alike, dismissed]);
    }

    #[test]
    fn what_is_credited_quoted_or_an_outlets_own_asks_nothing() {
        let partly = Some(Class::PartiallyDerived);
        assert_eq!(Question::of(None, partly, false), Some(Question::Unasked));
        assert_eq!(Question::of(Some(Flag::Uncredited), None, true), Some(Question::Uncredited));
        for (flag, class, is_update) in [
            (Some(Flag::Credited), partly, false),
            (Some(Flag::SharedQuote), partly, false),
            (None, partly, true),
            (None, Some(Class::NonDerived), false),
            (None, None, false),
        ] {
            assert_eq!(Question::of(flag, class, is_update), None, "{flag:?} {class:?}");
        }
    }

    #[test]
    fn figures_are_those_of_the_table() {
        let of = |shared, first, second| ten_thousandths(Overlap { shared, first, second });
        assert_eq!([of(10, 10, 15), of(1, 1, 1), of(0, 1, 1), of(1, 1, 32)], [6_667, 10_000, 0, 312]);
    }
}
