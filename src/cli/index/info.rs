//! What there is in an index, for a person.

use super::super::figures::{mebibytes, thousands};
use crate::store::Info;
use std::fmt::Write;
use std::path::Path;

/// The figures of an index, one a line.
pub(super) fn text(dir: &Path, info: &Info) -> String {
    let learnt = match info.epoch {
        Some((number, articles)) => format!("{number} times, last from {} articles", thousands(articles)),
        None => "never".to_owned(),
    };
    let compared = if info.is_read_whole {
        "all of it is read, and learnt from anew"
    } else {
        "only what can stand in a pair is read"
    };
    let lines = [
        ("articles", thousands(info.articles)),
        ("removed, place not free yet", thousands(info.removed)),
        ("outlets", thousands(info.outlets as u64)),
        ("parts", info.parts.to_string()),
        ("has learnt", learnt),
        ("in a comparison", compared.to_owned()),
        ("size", mebibytes(info.bytes)),
        ("  texts", mebibytes(info.text_bytes)),
        ("  rows of wording", mebibytes(info.fingerprint_bytes)),
        ("  rows of sketches", mebibytes(info.band_bytes)),
        ("  shingles in short", mebibytes(info.outline_bytes)),
    ];
    let mut text = format!("{}\n", dir.display());
    for (name, value) in lines {
        let _ = writeln!(text, "  {name:<28} {value}");
    }
    text
}
