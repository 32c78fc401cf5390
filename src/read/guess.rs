//! What a file seems to be, from its name, its first bytes and what the user says.

use super::ReadPlan;
use super::csv::Layout;
use super::encoding;
use super::fields::{Field, FieldNames};
use super::format::{self, Format};
use super::walk::Source;
use crate::article::Place;
use crate::observe::{Warning, WarningKind};
use std::borrow::Cow;

/// The format: as the user says, as the name says and the content confirms, or as the content seems; and what is to be told
/// if that may be wrong.
pub(super) fn format(source: &Source, plan: &ReadPlan, head: &[u8]) -> (Format, Option<Warning>) {
    let is_plain = plan.fields == FieldNames::default();
    let refined = |format: Format| format.refined(head, plan.fields.name(Field::Text));
    match (plan.format, source.format) {
        (Some(told), _) => (told, None),
        // Who says where the fields of JSON stand has other JSON.
        (None, Some(named)) if is_plain || named == Format::Text => (refined(named), None),
        (None, Some(named)) => (named, None),
        (None, None) => {
            let format = Format::sniff(head);
            (if is_plain { refined(format) } else { format }, doubt(source, plan, (format, head)))
        }
    }
}

/// To take records for one text loses them, so that guess is told wherever there is a sign that it may be wrong: a name with
/// another ending, or fields that a text cannot have.
fn doubt(source: &Source, plan: &ReadPlan, (format, head): (Format, &[u8])) -> Option<Warning> {
    let renamed = plan.fields != FieldNames::default();
    let named = source.path.is_some();
    let is_table = Layout::of(&header(head), Format::Csv, &plan.fields)
        .is_ok_and(|layout| layout.is_some_and(|layout| layout.names.len() > 1));
    if format != Format::Text || head.is_empty() || !(named || renamed || is_table) {
        return None;
    }
    let ending = format::ending(&source.name).map(|ending| format!("; ending .{ending} is not known"));
    let ending = ending.filter(|_| named).unwrap_or_default();
    let remedy = if is_table {
        " (it begins like a header row: use --format csv)"
    } else if renamed {
        " (--field has no effect on a text; use --format csv if these are rows)"
    } else {
        " (use --format if it holds records)"
    };
    let what = format!("read as plain text, one article{ending}{remedy}");
    Some(Warning::at(WarningKind::Input, Place::file(&*source.shown), what))
}

/// The start of a file that holds its header row, as text: whole lines, so that no character is cut in two.
pub(super) fn header(head: &[u8]) -> Cow<'_, str> {
    let head = memchr::memrchr(b'\n', head).map_or(head, |line_end| &head[..=line_end]);
    match simdutf8::basic::from_utf8(head) {
        Ok(head) => head.into(),
        Err(_) => encoding::decode(head, encoding::guess([head].into_iter())).0,
    }
}

/// Whether a file of records that begins like this holds none. One that begins with a record is read, whatever came over it.
pub(super) fn is_no_text(head: &[u8], format: Format) -> bool {
    let begins_well = match format {
        Format::Jsonl | Format::Json => matches!(head.trim_ascii_start().first(), Some(b'{' | b'[')),
        Format::Csv | Format::Tsv => false,
        // These are judged as records.
        _ => true,
    };
    !begins_well && encoding::is_binary(head)
}
