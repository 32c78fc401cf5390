//! What was told of several places, each thing once: the notes of an input, and why records would be rejected.

use super::super::figures;
use crate::article::{Place, Rejected};
use crate::observe::{Warning, WarningKind};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The most places of one thing that are listed for a program; the rest are counted.
const MOST_PLACES: usize = 10_000;

/// Something that was told of several places.
#[derive(Debug, Serialize)]
pub(super) struct Told {
    /// The first reason of rejected records; of warnings their kind, and of notes the first one.
    pub(super) what: String,
    pub(super) count: u64,
    /// The first of it, with its place.
    pub(super) first: String,
    /// Where it was told, in the order of the input: file and line, or the file alone. What is told of no place has none.
    pub(super) places: Vec<String>,
    /// Places that are not listed, because there are too many.
    pub(super) places_left_out: u64,
}

/// Why records would be rejected, the most frequent reason first.
pub(super) fn rejected(rejected: &[Rejected]) -> Vec<Told> {
    told(rejected.iter().map(|rejected| {
        let Rejected { place, reason, .. } = rejected;
        One { key: form(reason), what: reason, said: format!("{place}: {reason}"), place: Some(place) }
    }))
}

/// What else would be warned of, the most frequent first; rejected records have a list of their own. Notes are told apart by
/// what they say, all else by its kind.
pub(super) fn warnings(warnings: &[Warning]) -> Vec<Told> {
    let others = warnings.iter().filter(|warning| warning.kind != WarningKind::Rejected);
    let kinds: BTreeMap<WarningKind, String> =
        others.clone().map(|warning| (warning.kind, many(warning.kind))).collect();
    told(others.map(|warning| {
        let (key, what) = match warning.kind {
            WarningKind::Input => (form(&warning.what), &warning.what),
            kind => (kinds[&kind].clone(), &kinds[&kind]),
        };
        One { key, what, said: warning.to_string(), place: warning.place.as_ref() }
    }))
}

/// What several warnings of a kind are called.
fn many(kind: WarningKind) -> String {
    figures::warnings(kind, 2).trim_start_matches("2 ").to_owned()
}

/// A sentence without what differs from place to place: figures, what is quoted, the names of entities. Two sentences of
/// one form say the same.
fn form(sentence: &str) -> String {
    let (mut form, mut letters) = (String::with_capacity(sentence.len()), sentence.chars());
    while let Some(letter) = letters.next() {
        match letter {
            '"' => {
                let mut is_escaped = false;
                let ends = |inside: char| {
                    let ends = inside == '"' && !is_escaped;
                    is_escaped = inside == '\\' && !is_escaped;
                    ends
                };
                let _ = letters.by_ref().position(ends);
                form.push_str("\"\"");
            }
            '&' => {
                letters = letters.as_str().trim_start_matches(|name: char| name.is_alphanumeric()).chars();
                form.push('&');
            }
            digit if digit.is_ascii_digit() => {
                if !form.ends_with('0') {
                    form.push('0');
                }
            }
            letter => form.push(letter),
        }
    }
    form
}

/// One thing at one place.
struct One<'a> {
    /// What things are told apart by.
    key: String,
    what: &'a str,
    /// The whole of it, with its place.
    said: String,
    place: Option<&'a Place>,
}

/// Each thing once with its places, the most frequent first; of equals the one that came first.
fn told<'a>(all: impl Iterator<Item = One<'a>>) -> Vec<Told> {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut told: Vec<Told> = Vec::new();
    for One { key, what, said, place } in all {
        let at = *known.entry(key).or_insert(told.len());
        if at == told.len() {
            let what = what.to_owned();
            told.push(Told { what, count: 0, first: said, places: Vec::new(), places_left_out: 0 });
        }
        let told = &mut told[at];
        told.count += 1;
        match place {
            Some(place) if told.places.len() < MOST_PLACES => told.places.push(place.to_string()),
            Some(_) => told.places_left_out += 1,
            None => {}
        }
    }
    told.sort_by_key(|told| Reverse(told.count));
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(line: u64, what: &str) -> Warning {
        Warning::at(WarningKind::Input, Place::line("a.csv", line), what)
    }

    #[test]
    fn notes_that_say_the_same_of_other_things_are_one_and_others_are_others() {
        let all = [
            note(1, "field \"url\" is a list; it was left out"),
            note(2, "unknown entity &acirc; left out (occurrences of such: 12; DTDs are not read)"),
            note(3, "field \"a \\\" quote\" is a list; it was left out"),
            note(4, "unknown entity &eacute2; left out (occurrences of such: 7; DTDs are not read)"),
            note(5, "field \"url\" is a list; it was left out"),
            note(6, "field \"url\" is an object; it was left out"),
        ];
        let told = warnings(&all);
        let found: Vec<_> = told.iter().map(|told| (told.count, told.places.join(" "))).collect();
        let expected = [(3, "a.csv:1 a.csv:3 a.csv:5"), (2, "a.csv:2 a.csv:4"), (1, "a.csv:6")];
        assert_eq!(found, expected.map(|(count, places)| (count, places.to_owned())));
        assert_eq!(told[0].first, "a.csv:1: field \"url\" is a list; it was left out");
    }

    #[test]
    fn places_past_those_that_are_listed_are_counted() {
        let all: Vec<Warning> = (1..=MOST_PLACES as u64 + 3).map(|line| note(line, "odd")).collect();
        let told = &warnings(&all)[0];
        assert_eq!((told.count, told.places.len(), told.places_left_out), (10_003, MOST_PLACES, 3));
    }
}
