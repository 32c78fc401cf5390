//! From the bytes of a document to text: by its byte order mark, by what it declares, or as it seems to be.

use super::super::documents::Document;
use crate::observe::Warning;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// How far into a document its declaration may reach.
const DECLARATION: usize = 1024;

/// A document as text, and what should be known about that.
///
/// What is UTF-8 by its mark is UTF-8, whatever it declares; what declares an encoding that is known is in that; what declares
/// none, or UTF-8 and is not, is guessed as any other record. Characters that cannot be read are U+FFFD, and told.
pub(in crate::read) fn decoded<'a>(document: &Document<'a>) -> (Cow<'a, str>, Option<Warning>) {
    let named = declared(document.bytes).and_then(|name| Encoding::for_label(name.as_bytes()));
    let named = named.filter(|named| !document.is_marked && named.is_ascii_compatible() && *named != UTF_8);
    match unmarked_utf16(document.bytes).or(named) {
        Some(encoding) => document.text_in(encoding),
        None => document.text(),
    }
}

/// UTF-16 that has no mark: the first two characters of XML have a zero byte each.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [b'<', 0, _, 0, ..] => Some(UTF_16LE),
        [0, b'<', 0, _, ..] => Some(UTF_16BE),
        _ => None,
    }
}

/// The encoding that an XML declaration names.
fn declared(bytes: &[u8]) -> Option<String> {
    let head = bytes.trim_ascii_start();
    let head = &head[..head.len().min(DECLARATION)];
    let head = head.strip_prefix(b"<?xml")?;
    let head = String::from_utf8_lossy(&head[..memchr::memchr(b'>', head)?]).into_owned();
    let value = head.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    value[1..].split_once(quote).map(|(name, _)| name.to_owned())
}
