//! Credits: what an article says itself of the agencies whose copy it used.
//!
//! Agencies' names are found in one pass over the words; then each place is asked what it is, the most specific first: a
//! picture's credit, a copyright, a source line, a dateline, a byline, a phrase of the sentence, a last line, a short
//! line at either end. A name that is none of these is news about the agency, and no credit. *told Reuters* is no credit either: it stands in the copy
//! that was taken, and says to whom somebody spoke ([`CreditKind::credits_text`]).
//!
//! A credit to agencies in general (*avec agences*) credits whichever agency the words are from ([`Agency::IN_GENERAL`]).
//!
//! The rules are tables: names in `data/agencies.csv`, phrases for each language in
//! `data/credit_phrases.csv`.

mod agencies;
mod general;
mod mention;
mod outlet;
mod phrases;
mod picture;
mod position;
mod short_line;
mod telling;
#[cfg(test)]
mod tests;
mod words;

pub use agencies::{Agencies, Agency};

use mention::{Group, Mention};
use position::Position;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use words::Words;

/// How an article names an agency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum CreditKind {
    /// `PARIS (AFP) –`, at the start.
    Dateline,
    /// `Par Jeanne Orle avec AFP`, in the first or last lines.
    Byline,
    /// `(Reuters)`, `afp/rl`, at the end.
    Tail,
    /// `© 2026 dpa`.
    Copyright,
    /// `Source : Belga`.
    SourceLine,
    /// `rapporte l’AFP`, in a sentence.
    Report,
    /// `told Reuters`: to whom somebody spoke.
    Attribution,
    /// `Photo: Reuters/Jane Orle`: whose picture it is.
    Photo,
}

impl CreditKind {
    /// Its name in tables.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Dateline => "dateline",
            Self::Byline => "byline",
            Self::Tail => "tail",
            Self::Copyright => "copyright",
            Self::SourceLine => "source_line",
            Self::Report => "report",
            Self::Attribution => "attribution",
            Self::Photo => "photo",
        }
    }

    /// Whether it says that the text is, or goes back to, the agency's.
    #[must_use]
    pub fn credits_text(self) -> bool {
        !matches!(self, Self::Attribution | Self::Photo)
    }
}

/// An agency named by an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credit {
    /// Who.
    pub agency: Agency,
    /// In which way.
    pub kind: CreditKind,
    /// The whole expression, in bytes of the text.
    pub span: Range<u32>,
}

/// The credits of a text in order of their places, one for each place and agency. Several agencies of one list
/// (`(AFP, dpa)`) have the same place.
#[must_use]
pub fn credits(text: &str, agencies: &Agencies) -> Vec<Credit> {
    let words = Words::of(text);
    let groups = mention::groups(&words, agencies);
    let mut credits: Vec<Credit> = groups.iter().flat_map(|group| credits_of(&words, group)).collect();
    let in_general = general::credits(&words).into_iter();
    credits.extend(in_general.map(|(kind, span)| Credit {
        agency: Agency::IN_GENERAL,
        kind,
        span: span.start as u32..span.end as u32,
    }));
    credits.sort_by_key(|credit| (credit.span.start, credit.span.end, credit.agency));
    credits.dedup_by(|next, kept| is_of_one_place(next, kept));
    credits
}

/// Whether two credits of an agency are one, because their places overlap: *der Presse-Agentur und der dpa*. Then the
/// first is made to hold both.
fn is_of_one_place(next: &Credit, kept: &mut Credit) -> bool {
    let one = next.agency == kept.agency && next.span.start < kept.span.end;
    if one {
        kept.span.end = kept.span.end.max(next.span.end);
    }
    one
}

fn credits_of(words: &Words<'_>, group: &Group) -> Vec<Credit> {
    let position = Position::of(words, group);
    let credit = |mention: &Mention, kind, span: Range<usize>| Credit {
        agency: mention.agency,
        kind,
        span: span.start as u32..span.end as u32,
    };
    let all = |(kind, span): (CreditKind, Range<usize>)| {
        group.mentions.iter().map(|mention| credit(mention, kind, span.clone())).collect()
    };
    let told = || {
        let found = group.mentions.iter().filter_map(|mention| {
            let (kind, span) = telling::in_sentence(words, group, mention)?;
            Some(credit(mention, kind, words.bytes(&span)))
        });
        Some(found.collect::<Vec<_>>()).filter(|found| !found.is_empty())
    };
    let before = before_sentence(&position).map(all);
    let byline = || Some(all((CreditKind::Byline, position.byline()?)));
    let tail = || Some(all((CreditKind::Tail, position.tail()?)));
    let short_line = || position.short_line().map(all);
    before.or_else(told).or_else(byline).or_else(tail).or_else(short_line).unwrap_or_default()
}

/// What a place is by where it stands, before the sentence is asked.
fn before_sentence(position: &Position<'_>) -> Option<(CreditKind, Range<usize>)> {
    type Rule = for<'a, 'b> fn(&'a Position<'b>) -> Option<Range<usize>>;
    const RULES: [(CreditKind, Rule); 5] = [
        (CreditKind::Photo, |position| position.photo()),
        (CreditKind::Copyright, |position| position.copyright()),
        (CreditKind::Copyright, |position| position.copyright_behind()),
        (CreditKind::SourceLine, |position| position.source_line()),
        (CreditKind::Dateline, |position| position.dateline()),
    ];
    RULES.iter().find_map(|(kind, rule)| Some((*kind, rule(position)?)))
}
