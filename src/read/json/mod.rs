//! JSON: where the records of an array begin and end, and the wanted fields of one record.
//!
//! No document is built. The splitter follows strings and brackets only; a record's fields are found in one pass that
//! skips what is not wanted, and only the wanted ones are decoded. What is wrong inside a record is found then, and
//! costs that record alone.

mod decode;
mod elements;
mod pick;
#[cfg(test)]
mod tests;

pub(super) use elements::Elements;

use super::fields::FieldNames;
use super::fields::listed;
use super::record::Values;
use pick::Pick;
use serde::de::DeserializeSeed;
use serde_json::Map;
use serde_json::value::RawValue;

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
