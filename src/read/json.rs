//! JSON: where the records of an array begin and end, and the wanted fields of one record.
//!
//! No document is built. The splitter follows strings and brackets only; a record's fields are found in one pass that
//! skips what is not wanted, and only the wanted ones are decoded. What is wrong inside a record is found then, and
//! costs that record alone.

use super::fields::listed;
use super::fields::{Field, FieldNames};
use super::record::{Value, Values};
use super::split::Splitter;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Map;
use serde_json::value::RawValue;
use std::fmt;

/// Records that are the elements of an array, or values one after another; commas may be missing or too many.
#[derive(Debug, Default)]
pub(super) struct Elements {
    array: bool,
    depth: usize,
    string: bool,
    escaped: bool,
}

impl Elements {
    /// Passes over the inside of a string, as far as it goes.
    fn rest_of_string(&mut self, bytes: &[u8]) -> usize {
        if self.escaped {
            self.escaped = false;
            return 1;
        }
        let Some(at) = memchr::memchr2(b'"', b'\\', bytes) else {
            return bytes.len();
        };
        self.escaped = bytes[at] == b'\\';
        self.string = self.escaped;
        at + 1
    }
}

impl Splitter for Elements {
    fn gap(&mut self, bytes: &[u8]) -> usize {
        for (at, byte) in bytes.iter().enumerate() {
            match byte {
                b' ' | b'\t' | b'\r' | b'\n' => {}
                b',' if self.array => {}
                b'[' if !self.array => self.array = true,
                b']' if self.array => self.array = false,
                _ => return at,
            }
        }
        bytes.len()
    }

    fn end(&mut self, bytes: &[u8]) -> Option<usize> {
        let mut at = 0;
        while at < bytes.len() {
            if self.string {
                at += self.rest_of_string(&bytes[at..]);
                continue;
            }
            match bytes[at] {
                b'"' => self.string = true,
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' if self.depth > 0 => {
                    self.depth -= 1;
                    if self.depth == 0 {
                        return Some(at + 1);
                    }
                }
                b',' | b']' if self.depth == 0 && self.array => return Some(at),
                b'\n' if self.depth == 0 && !self.array => return Some(at),
                _ => {}
            }
            at += 1;
        }
        None
    }

    fn unfinished(&self, inside: bool) -> Option<&'static str> {
        if inside && (self.depth > 0 || self.string) {
            return Some("not valid JSON: the record that begins here is never closed; is the file cut off?");
        }
        self.array.then_some("not valid JSON: the array is never closed; is the file cut off?")
    }
}

/// The wanted fields of one record.
///
/// # Errors
/// Why this is not a JSON object, with the column.
pub(super) fn values(record: &str, names: &FieldNames) -> Result<Values, String> {
    // Files that were joined leave a byte order mark in the middle.
    let record = record.trim_start_matches('\u{FEFF}');
    if !record.trim_start().starts_with('{') {
        return Err(not_an_object(record));
    }
    let mut json = serde_json::Deserializer::from_str(record);
    let picked = Pick(names).deserialize(&mut json).and_then(|picked| json.end().map(|()| picked));
    let picked = picked.map_err(|fault| invalid(&fault))?;
    Ok(std::array::from_fn(|field| picked.value(field, names)))
}

/// What a record has where a field of this name is not found: `this record has: id, body, articles (a list)`, or for a
/// dotted name, at the last object on its way: `"body" has: html, width`.
pub(super) fn names_near(record: &str, name: &str) -> String {
    let record = record.trim_start_matches('\u{FEFF}');
    let Ok(mut fields) = serde_json::from_str::<Map<String, serde_json::Value>>(record) else {
        return String::from("this record has nothing that can be read");
    };
    let mut passed = 0;
    while let Some((length, inner)) = entered(&mut fields, &name[passed..]) {
        passed += length + 1;
        match inner {
            serde_json::Value::Object(inner) => fields = inner,
            other => {
                return format!("{:?} is {}, not an object", &name[..passed - 1], kind(&other.to_string()));
            }
        }
    }
    let whose = if passed == 0 { "this record".to_owned() } else { format!("{:?}", &name[..passed - 1]) };
    if fields.is_empty() {
        return format!("{whose} has no field at all");
    }
    format!("{whose} has: {}", listed(fields.iter().map(|(name, value)| (name.as_str(), remark(value)))))
}

/// The value that a dotted name passes through first, with the length of what it is called.
fn entered(fields: &mut Map<String, serde_json::Value>, name: &str) -> Option<(usize, serde_json::Value)> {
    let mut dots = memchr::memchr_iter(b'.', name.as_bytes());
    dots.find_map(|dot| Some((dot, fields.remove(&name[..dot])?)))
}

fn remark(value: &serde_json::Value) -> &'static str {
    match value {
        serde_json::Value::Array(_) => " (a list)",
        serde_json::Value::Object(_) => " (an object)",
        _ => "",
    }
}

fn not_an_object(record: &str) -> String {
    match serde_json::from_str::<&RawValue>(record) {
        Ok(raw) if raw.get().starts_with('[') => {
            "not a JSON object but a list (for a JSON array of articles use --format json)".to_owned()
        }
        Ok(raw) => format!("not a JSON object but {}", kind(raw.get())),
        Err(fault) => invalid(&fault),
    }
}

fn invalid(fault: &serde_json::Error) -> String {
    let message = fault.to_string();
    let what = message.rsplit_once(" at line ").map_or(message.as_str(), |(what, _)| what);
    match fault.line() {
        0 | 1 => format!("not valid JSON: {what} at column {}", fault.column()),
        line => format!("not valid JSON: {what} at column {} of the record's line {line}", fault.column()),
    }
}

fn kind(raw: &str) -> &'static str {
    match raw.as_bytes().first() {
        Some(b'"') => "a string",
        Some(b'[') => "a list",
        Some(b'{') => "an object",
        Some(b't' | b'f') => "true or false",
        Some(b'n') => "null",
        _ => "a number",
    }
}

fn decoded(raw: &str) -> Value {
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

/// What was found for each field: under its whole name, or (for dotted names) under the beginning of it.
#[derive(Default)]
struct Picked<'a> {
    whole: [Option<&'a RawValue>; Field::COUNT],
    nested: [Option<(&'a RawValue, usize)>; Field::COUNT],
}

impl Picked<'_> {
    fn value(&self, field: usize, names: &FieldNames) -> Value {
        let nested = || {
            let (inner, passed) = self.nested[field]?;
            Some(lookup(inner.get(), &names.all()[field][passed..]))
        };
        self.whole[field].map_or_else(|| nested().unwrap_or(Value::Absent), |raw| decoded(raw.get()))
    }
}

/// The value under a dotted name inside an object.
fn lookup(object: &str, name: &str) -> Value {
    let mut names = FieldNames::default();
    if !object.starts_with('{') || names.rename(&format!("text={name}")).is_err() {
        return Value::Absent;
    }
    let mut json = serde_json::Deserializer::from_str(object);
    Pick(&names)
        .deserialize(&mut json)
        .map_or(Value::Absent, |picked| picked.value(Field::Text.index(), &names))
}

/// Picks the wanted fields out of an object.
struct Pick<'n>(&'n FieldNames);

impl<'a> DeserializeSeed<'a> for Pick<'_> {
    type Value = Picked<'a>;

    fn deserialize<D: Deserializer<'a>>(self, json: D) -> Result<Picked<'a>, D::Error> {
        json.deserialize_map(self)
    }
}

impl<'a> Visitor<'a> for Pick<'_> {
    type Value = Picked<'a>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a JSON object")
    }

    fn visit_map<M: MapAccess<'a>>(self, mut object: M) -> Result<Picked<'a>, M::Error> {
        let mut picked = Picked::default();
        while let Some(wanted) = object.next_key_seed(Key(self.0))? {
            if wanted.iter().all(|wanted| *wanted == Wanted::No) {
                object.next_value::<IgnoredAny>()?;
                continue;
            }
            let raw = object.next_value()?;
            for (field, wanted) in wanted.into_iter().enumerate() {
                match wanted {
                    Wanted::No => {}
                    Wanted::Whole => picked.whole[field] = Some(raw),
                    Wanted::Inside(passed) => picked.nested[field] = Some((raw, passed)),
                }
            }
        }
        Ok(picked)
    }
}

/// Whether a key is a field's whole name, or the beginning of its dotted name, so many bytes long.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    No,
    Whole,
    Inside(usize),
}

/// Compares a key with the names that are wanted.
struct Key<'n>(&'n FieldNames);

impl<'a> DeserializeSeed<'a> for Key<'_> {
    type Value = [Wanted; Field::COUNT];

    fn deserialize<D: Deserializer<'a>>(self, json: D) -> Result<Self::Value, D::Error> {
        json.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = [Wanted; Field::COUNT];

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a name")
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok(std::array::from_fn(|field| match self.0.all()[field].strip_prefix(key) {
            Some("") => Wanted::Whole,
            Some(rest) if rest.starts_with('.') => Wanted::Inside(key.len() + 1),
            _ => Wanted::No,
        }))
    }
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
    use super::super::split::{Limits, Records};
    use super::*;
    use proptest::prelude::*;

    fn elements(json: &str, block: usize) -> (Vec<(u64, String)>, Option<u64>) {
        let mut records =
            Records::new(json.as_bytes(), 0, Elements::default(), Limits { block, record: 1 << 20 });
        let mut found = Vec::new();
        while let Some(batch) = records.next_batch() {
            let text = |span| String::from_utf8(batch.record(span).to_vec()).unwrap();
            found.extend(batch.spans.iter().map(|span| (span.line, text(span).trim().to_owned())));
        }
        (found, records.into_fault().map(|fault| fault.line))
    }

    fn text(record: &str, name: &str) -> Value {
        let mut names = FieldNames::default();
        names.rename(&format!("text={name}")).unwrap();
        let [_, text, ..] = values(record, &names).unwrap();
        text
    }

    #[test]
    fn elements_are_found_with_their_lines_in_any_blocks() {
        let json = "[\n {\"a\": \"]},{\\\"\"},\n {\"b\":\n [1, {\"c\": 2}]} ,3\n,\"x,y\"]\n";
        let expected =
            [(2, r#"{"a": "]},{\""}"#), (3, "{\"b\":\n [1, {\"c\": 2}]}"), (4, "3"), (5, r#""x,y""#)];
        for block in [1, 2, 3, 7, 1_000] {
            let (found, fault) = elements(json, block);
            assert_eq!(found, expected.map(|(line, text)| (line, text.to_owned())), "{block}");
            assert_eq!(fault, None);
        }
    }

    #[test]
    fn values_one_after_another_are_elements_too() {
        let (found, fault) = elements("{\"a\":\n1}\n{}{}\n[{}]\n", 3);
        assert_eq!(found.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 3, 3, 4]);
        assert_eq!(fault, None);
    }

    #[test]
    fn an_array_that_breaks_off_is_a_fault_where_the_loss_begins() {
        let (found, fault) = elements("[{},\n{},\n{\"a\": \"b", 4);
        assert_eq!((found.len(), fault), (2, Some(3)));
        assert_eq!(elements("[{}\n", 4).1, Some(2));
    }

    #[test]
    fn a_dotted_name_reaches_inside_and_a_literal_one_wins() {
        assert_eq!(text(r#"{"body": {"content": "in"}}"#, "body.content"), Value::Text("in".into()));
        assert_eq!(
            text(r#"{"body.content": "whole", "body": {"content": "in"}}"#, "body.content"),
            Value::Text("whole".into())
        );
        assert_eq!(text(r#"{"a": {"b.c": {"d": "deep"}}}"#, "a.b.c.d"), Value::Text("deep".into()));
        assert_eq!(text(r#"{"body": "x"}"#, "body.content"), Value::Absent);
        assert_eq!(text(r#"{"bodycontent": "x"}"#, "body.content"), Value::Absent);
    }

    #[test]
    fn a_name_that_leads_nowhere_is_told_how_far_it_leads() {
        let record = r#"{"id": 1, "body": {"html": "", "parts": [], "raw": {}}}"#;
        let told = |name| names_near(record, name);
        assert_eq!(told("text"), "this record has: id, body (an object)");
        assert_eq!(told("body.content"), r#""body" has: html, parts (a list), raw (an object)"#);
        assert_eq!(told("body.raw.content"), r#""body.raw" has no field at all"#);
        assert_eq!(told("body.html.content"), r#""body.html" is a string, not an object"#);
    }

    #[test]
    fn values_keep_what_they_are() {
        assert_eq!(
            text(r#"{"text": 12345678901234567890123.10}"#, "text"),
            Value::Number("12345678901234567890123.10".into())
        );
        assert_eq!(text(r#"{"text": null}"#, "text"), Value::Null);
        assert_eq!(text(r#"{"text": [1]}"#, "text"), Value::Unusable("a list of more than strings"));
        assert_eq!(text(r#"{"text": ["a\n", "b"]}"#, "text"), Value::List(vec!["a\n".into(), "b".into()]));
        assert_eq!(text("{\"text\": \"a\\u0000\\n\\u00e9é\"}", "text"), Value::Text("a\0\néé".into()));
        assert_eq!(text("{\"te\\u0078t\": \"x\", \"y\": {\"text\": 1}}", "text"), Value::Text("x".into()));
        assert!(
            matches!(text(r#"{"text": "a\ud83d b"}"#, "text"), Value::Mended(text) if text.starts_with("a\u{FFFD}"))
        );
    }

    #[test]
    fn escapes_are_decoded_as_serde_decodes_them() {
        let raw = "\"a\\n\\r\\t\\b\\f\\\"\\\\\\/\\\\n é\"";
        assert_eq!(string(raw), Value::Text(serde_json::from_str(raw).unwrap()));
    }

    #[test]
    fn a_mark_that_joined_files_left_is_passed_over() {
        assert_eq!(text("\u{FEFF}{\"text\": \"a\"}", "text"), Value::Text("a".into()));
    }

    #[test]
    fn a_fault_names_its_column() {
        let fault = values(r#"{"id": x}"#, &FieldNames::default()).unwrap_err();
        assert_eq!(fault, "not valid JSON: expected value at column 8");
        let fault = values("[1]", &FieldNames::default()).unwrap_err();
        assert!(fault.contains("--format json"), "{fault}");
        assert!(values(r#"{"a": 1} {"b": 2}"#, &FieldNames::default()).unwrap_err().contains("trailing"));
    }

    proptest! {
        #[test]
        fn blocks_do_not_change_the_elements(json in "[\\[\\]{}\",\\\\a \n]{0,40}", block in 1_usize..9) {
            prop_assert_eq!(elements(&json, block), elements(&json, 1_000));
        }
    }
}
