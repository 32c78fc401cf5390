//! From the bytes of a document to text: by its byte order mark, by what it declares, or as it seems to be.

use super::super::documents::Document;
use super::super::encoding;
use crate::observe::{Warning, WarningKind};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// How far into a document its declaration may reach.
const DECLARATION: usize = 1024;

/// A document as text.
#[derive(Debug)]
pub(in crate::read) struct Decoded<'a> {
    /// The text.
    pub(in crate::read) text: Cow<'a, str>,
    /// What should be known about it.
    pub(in crate::read) warning: Option<Warning>,
}

/// A document as text. `declared` is the name of its encoding, where it has one.
///
/// What is UTF-8 by its mark is UTF-8, whatever it declares; what declares an encoding that is known is in that; what declares
/// none, or UTF-8 and is not, is guessed as any other record. Characters that cannot be read are U+FFFD, and told.
pub(in crate::read) fn decoded<'a>(document: &Document<'a>, declared: Option<&str>) -> Decoded<'a> {
    let bytes = document.bytes;
    let named = declared.and_then(|name| Encoding::for_label(name.as_bytes()));
    let named = named.filter(|named| !document.is_marked && named.is_ascii_compatible() && *named != UTF_8);
    if let Some(utf16) = unmarked_utf16(bytes) {
        return told(utf16.decode_without_bom_handling(bytes).0, utf16, document, false);
    }
    if let Some(named) = named {
        return told(named.decode_without_bom_handling(bytes).0, named, document, false);
    }
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        return Decoded { text: text.into(), warning: None };
    }
    let (text, encoding, _) = encoding::decode(bytes, encoding::guess([bytes].into_iter()));
    told(text, encoding, document, true)
}

/// UTF-16 that has no mark: the first two characters of XML have a zero byte each.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [b'<', 0, _, 0, ..] => Some(UTF_16LE),
        [0, b'<', 0, _, ..] => Some(UTF_16BE),
        _ => None,
    }
}

/// A text with a warning, if its encoding was guessed or characters were lost.
fn told<'a>(
    text: Cow<'a, str>,
    encoding: &'static Encoding,
    document: &Document<'_>,
    is_guessed: bool,
) -> Decoded<'a> {
    let lost = text.matches('\u{FFFD}').count();
    let what = match (is_guessed, encoding == UTF_8) {
        (true, true) => "damaged UTF-8".to_owned(),
        (true, false) => format!("not UTF-8: read as {}", encoding.name()),
        (false, _) => format!("read as {}, as it says", encoding.name()),
    };
    let what = if lost > 0 { format!("{what} (unreadable characters, now U+FFFD: {lost})") } else { what };
    let warning =
        (is_guessed || lost > 0).then(|| Warning::at(WarningKind::Decoded, document.site.place(), what));
    Decoded { text, warning }
}

/// The encoding that an XML declaration names.
pub(in crate::read) fn declared(bytes: &[u8]) -> Option<String> {
    let head = bytes.trim_ascii_start();
    let head = &head[..head.len().min(DECLARATION)];
    let head = head.strip_prefix(b"<?xml")?;
    let head = String::from_utf8_lossy(&head[..memchr::memchr(b'>', head)?]).into_owned();
    let value = head.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    value[1..].split_once(quote).map(|(name, _)| name.to_owned())
}
