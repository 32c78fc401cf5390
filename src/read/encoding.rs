//! Bytes that should be UTF-8 and are not: which encoding they seem to be in, and what they say in it.
//!
//! A record that is valid UTF-8 is never touched. A record that is not is either damaged UTF-8 (most of its other
//! characters are well-formed: the broken ones become U+FFFD) or in the encoding that its file seems to be in, which
//! is guessed once, from the first such records.

use crate::article::Place;
use crate::observe::{Warning, WarningKind};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use std::borrow::Cow;

/// The most bytes that a guess looks at.
const SAMPLE: usize = 1 << 20;

/// The encoding that these records, none of them valid UTF-8, seem to be in; none if all are damaged UTF-8.
pub(super) fn guess<'a>(records: impl Iterator<Item = &'a [u8]>) -> Option<&'static Encoding> {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let mut left = SAMPLE;
    for record in records.filter(|record| !is_damaged_utf8(record)) {
        let sample = excerpt(record, left);
        detector.feed(sample, false);
        left -= sample.len();
        if left == 0 {
            break;
        }
    }
    detector.feed(&[], true);
    (left < SAMPLE).then(|| detector.guess(None, Utf8Detection::Deny))
}

/// As much of a record as fits, from a little before its first invalid byte if all of it does not.
fn excerpt(record: &[u8], length: usize) -> &[u8] {
    if record.len() <= length {
        return record;
    }
    let start = first_fault(record).saturating_sub(length / 2).min(record.len() - length);
    &record[start..start + length]
}

/// The index of the first byte that is not UTF-8; the length if there is none.
pub(super) fn first_fault(record: &[u8]) -> usize {
    simdutf8::compat::from_utf8(record).err().map_or(record.len(), |fault| fault.valid_up_to())
}

/// A record as text, the encoding that it was taken to be in, and how many characters could not be read.
///
/// Without a guess, what is not damaged UTF-8 is windows-1252, which gives every byte a meaning.
pub(super) fn decode<'a>(
    record: &'a [u8],
    guessed: Option<&'static Encoding>,
) -> (Cow<'a, str>, &'static Encoding, u64) {
    let encoding = if is_damaged_utf8(record) { UTF_8 } else { guessed.unwrap_or(WINDOWS_1252) };
    let (text, _) = encoding.decode_without_bom_handling(record);
    let lost = text.matches('\u{FFFD}').count() as u64;
    (text, encoding, lost)
}

/// Whether more characters beyond ASCII are well-formed UTF-8 than are not. Text in a legacy encoding has next to none.
fn is_damaged_utf8(record: &[u8]) -> bool {
    let (mut whole, mut broken) = (0_usize, 0_usize);
    for chunk in record.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > broken
}

/// Whether this is no text at all: one byte in twenty, and not just a few, is a control character that text has no use for.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(super::stream::HEAD)];
    let controls = head.iter().filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31)).count();
    controls >= 8 && controls * 20 > head.len()
}

/// Records that were not UTF-8 and were read as one encoding.
#[derive(Debug, Default)]
pub(super) struct Mended {
    /// The line of the first broken character.
    pub(super) line: u64,
    /// How many records there are.
    pub(super) records: u64,
    /// How many of their characters could not be read.
    pub(super) lost: u64,
}

impl Mended {
    /// What is to be said of the records in a file that were read as this encoding.
    pub(super) fn warning(&self, path: &str, encoding: &str) -> Warning {
        let Self { line, records, lost } = self;
        let what = if encoding == UTF_8.name() {
            "damaged UTF-8".to_owned()
        } else {
            format!("not UTF-8: read as {encoding}")
        };
        let what = match lost {
            0 => format!("{what} (records: {records})"),
            _ => format!("{what} (records: {records}; unreadable characters, now U+FFFD: {lost})"),
        };
        Warning::at(WarningKind::Decoded, Place::line(path, *line), what)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_in_windows_1252_is_recognised() {
        let record =
            b"L'\xE9t\xE9 dernier, le pr\xE9sident a d\xE9clar\xE9 que l'\x9Cuvre co\xFBtait 3 \x80.";
        let guessed = guess([&record[..]].into_iter());
        let (text, encoding, lost) = decode(record, guessed);
        assert_eq!((encoding.name(), lost), ("windows-1252", 0));
        assert_eq!(text, "L'été dernier, le président a déclaré que l'œuvre coûtait 3 €.");
    }

    #[test]
    fn one_broken_character_does_not_turn_utf8_into_mojibake() {
        let record = [&b"\xC3"[..], " déjà vu, là-bas".as_bytes()].concat();
        let (text, encoding, lost) = decode(&record, Some(WINDOWS_1252));
        assert_eq!((encoding.name(), lost), ("UTF-8", 1));
        assert_eq!(guess([&record[..]].into_iter()), None);
        assert_eq!(text, "\u{FFFD} déjà vu, là-bas");
    }

    #[test]
    fn a_sample_is_bounded_and_contains_the_fault() {
        let record = [vec![b'a'; 3 << 20], b"\xE9t\xE9 \xE0 l'\xE9cole".to_vec()].concat();
        assert_eq!(excerpt(&record, SAMPLE).len(), SAMPLE);
        assert!(excerpt(&record, SAMPLE).contains(&0xE9));
        assert_eq!(guess([&record[..]].into_iter()), Some(WINDOWS_1252));
    }

    #[test]
    fn a_nul_in_a_text_does_not_make_it_binary() {
        assert!(!is_binary(b"a short\0 text"));
        assert!(is_binary(&[0, 1, 2, 3, 200, 0, 0, 0, 9, 0, 0, 7]));
        assert!(!is_binary("\u{1b}[1mtext\u{1b}[0m\r\n\t".repeat(9).as_bytes()));
    }
}
