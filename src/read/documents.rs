//! Documents: records that give any number of articles, as a feed or a message of several items does.
//!
//! A document is read whole. Every article has the document's place, so that its text can be found again, but for the line,
//! which is that of its item.

use super::ReadPlan;
use super::encoding;
use super::record::{Outcome, Site};
use crate::article::Locator;
use crate::observe::{Warning, WarningKind};
use encoding_rs::{Encoding, UTF_8};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

/// A document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Document<'a> {
    /// Its bytes.
    pub(super) bytes: &'a [u8],
    /// Whether they are UTF-8 by a byte order mark, whatever the document says of itself.
    pub(super) is_marked: bool,
    /// Where it stands.
    pub(super) site: Site<'a>,
    /// How it is to be read.
    pub(super) plan: &'a ReadPlan,
    /// Where it is noted in which encoding it is.
    pub(super) encodings: &'a Encodings,
}

/// The encodings that the documents of a file are in.
#[derive(Debug, Default)]
pub(super) struct Encodings(Mutex<BTreeSet<&'static str>>);

impl Encodings {
    /// Notes that a document is in this one.
    pub(super) fn note(&self, encoding: &'static Encoding) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(encoding.name());
    }

    /// Their names, UTF-8 first.
    pub(super) fn names(&self) -> Vec<&'static str> {
        let names = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut names: Vec<&'static str> = names.iter().copied().collect();
        names.sort_by_key(|&name| name != UTF_8.name());
        names
    }
}

/// Everything that a document gives, in its order: articles, and why there is none of some.
pub(super) type Parser = fn(&Document<'_>) -> Vec<Outcome>;

/// Bytes beyond ASCII from which on an encoding is guessed. A name with one accent is not enough; without a guess it is
/// windows-1252, as agencies send it.
const TELLING: usize = 20;

impl<'a> Document<'a> {
    /// Its text, for one that does not say in which encoding it is, and what should be known about it.
    pub(super) fn text(&self) -> (Cow<'a, str>, Option<Warning>) {
        if let Ok(text) = simdutf8::basic::from_utf8(self.bytes) {
            self.encodings.note(UTF_8);
            return (text.into(), None);
        }
        let is_telling = self.bytes.iter().filter(|byte| !byte.is_ascii()).count() >= TELLING;
        let guessed = if is_telling { encoding::guess([self.bytes].into_iter()) } else { None };
        let (text, encoding, _) = encoding::decode(self.bytes, guessed);
        self.encodings.note(encoding);
        let what = if encoding == UTF_8 {
            "damaged UTF-8".to_owned()
        } else {
            format!("not UTF-8: read as {}", encoding.name())
        };
        let warning = self.decoded(&text, what);
        (text, Some(warning))
    }

    /// Its text in the encoding that it says, and a warning if characters of it cannot be read.
    pub(super) fn text_in(&self, encoding: &'static Encoding) -> (Cow<'a, str>, Option<Warning>) {
        let (text, _) = encoding.decode_without_bom_handling(self.bytes);
        self.encodings.note(encoding);
        let is_damaged = text.contains('\u{FFFD}');
        let warning =
            is_damaged.then(|| self.decoded(&text, format!("read as {}, as it says", encoding.name())));
        (text, warning)
    }

    fn decoded(&self, text: &str, what: String) -> Warning {
        let what = match text.matches('\u{FFFD}').count() {
            0 => what,
            lost => format!("{what} (unreadable characters, now U+FFFD: {lost})"),
        };
        Warning::at(WarningKind::Decoded, self.site.place(), what)
    }

    /// The place of an item whose first byte stands behind so many line ends of the document.
    pub(super) fn site_at(&self, lines: u64) -> Site<'a> {
        let locator = Locator { line: self.site.locator.line + lines, ..self.site.locator };
        Site { locator, ..self.site }
    }
}
