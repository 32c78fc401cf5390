//! One value of a record, decoded.

use super::super::record::Value;
use super::kind;
use serde::de::{Deserializer, Visitor};
use serde_json::value::RawValue;
use std::fmt;

/// What a value is.
pub(super) fn decoded(raw: &str) -> Value {
    match raw.as_bytes().first() {
        None | Some(b'n') => Value::Null,
        Some(b'"') => string(raw),
        Some(b'-' | b'0'..=b'9') => Value::Number(raw.to_owned()),
        Some(b'[') => list(raw),
        _ => Value::Unusable(kind(raw)),
    }
}

/// A list, if it is one of strings.
fn list(raw: &str) -> Value {
    let Ok(parts) = serde_json::from_str::<Vec<&RawValue>>(raw) else { return Value::Unusable("a list") };
    let mut texts = Vec::with_capacity(parts.len());
    for part in parts {
        match decoded_string(part.get()) {
            Some(text) => texts.push(text),
            None => return Value::Unusable("a list of more than strings"),
        }
    }
    Value::List(texts)
}

fn decoded_string(raw: &str) -> Option<String> {
    match raw.starts_with('"').then(|| string(raw))? {
        Value::Text(text) | Value::Mended(text) => Some(text),
        _ => None,
    }
}

/// A string that is known to be well-formed but for surrogates without their other half.
fn string(raw: &str) -> Value {
    if let Some(text) = plainly(&raw[1..raw.len() - 1]) {
        return Value::Text(text);
    }
    match serde_json::from_str(raw) {
        Ok(text) => Value::Text(text),
        Err(_) => serde_json::Deserializer::from_str(raw)
            .deserialize_bytes(Lossy)
            .map_or(Value::Unusable("a string that cannot be decoded"), Value::Mended),
    }
}

/// A well-formed string without its quotation marks, decoded; none if a character in it is written as a number.
fn plainly(mut escaped: &str) -> Option<String> {
    let mut text = String::with_capacity(escaped.len());
    while let Some(at) = memchr::memchr(b'\\', escaped.as_bytes()) {
        text.push_str(&escaped[..at]);
        text.push(match escaped.as_bytes()[at + 1] {
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            sign @ (b'"' | b'\\' | b'/') => char::from(sign),
            _ => return None,
        });
        escaped = &escaped[at + 2..];
    }
    text.push_str(escaped);
    Some(text)
}

/// A string's bytes, with U+FFFD for what is no text.
struct Lossy;

impl Visitor<'_> for Lossy {
    type Value = String;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a string")
    }

    fn visit_bytes<E>(self, bytes: &[u8]) -> Result<String, E> {
        Ok(String::from_utf8_lossy(bytes).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_decoded_as_serde_decodes_them() {
        let raw = "\"a\\n\\r\\t\\b\\f\\\"\\\\\\/\\\\n é\"";
        assert_eq!(string(raw), Value::Text(serde_json::from_str(raw).unwrap()));
    }
}
