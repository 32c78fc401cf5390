//! Claims about the fields of one record.

use super::super::record::Value;
use super::*;

fn text(record: &str, name: &str) -> Value {
    let mut names = FieldNames::default();
    names.rename(&format!("text={name}")).unwrap();
    let [_, text, ..] = values(record, &names).unwrap();
    text
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
