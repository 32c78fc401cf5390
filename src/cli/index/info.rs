//! What there is in an index, for a person and for a program.

use super::super::figures::{mebibytes, thousands};
use crate::store::{Dates, Index, Info, Sizes};
use jiff::Timestamp;
use serde_json::{Value, json};
use std::fmt::Write;

/// The figures of an index and the settings that it was made with, one a line.
pub(super) fn text(index: &Index, info: &Info, dates: Dates) -> String {
    let learnt = match info.epoch {
        Some((number, articles)) => format!("{number} times, last from {} articles", thousands(articles)),
        None => "never".to_owned(),
    };
    let compared = if info.is_read_whole {
        format!("all of it is read, and learnt from anew (below {} articles)", thousands(info.whole_below))
    } else {
        "only what can stand in a pair is read".to_owned()
    };
    let span = dates.span.map_or_else(
        || "none is dated".to_owned(),
        |(earliest, latest)| format!("{} to {}", day(earliest), day(latest - 1)),
    );
    let mut lines = vec![
        ("articles", thousands(info.articles)),
        ("published", span),
        ("undated", thousands(dates.undated)),
        ("removed, place not free yet", thousands(info.removed)),
        ("outlets", thousands(info.outlets as u64)),
        ("parts", info.parts.to_string()),
        ("has learnt", learnt),
        ("in a comparison", compared),
        ("texts", if info.keeps_texts { "kept" } else { "read again from the inputs" }.to_owned()),
        ("size", mebibytes(info.bytes)),
    ];
    lines.extend(sizes(&info.sizes).map(|(name, bytes)| (name, mebibytes(bytes))));
    let mut text = format!("{}\n", index.dir().display());
    for (name, value) in lines {
        let _ = writeln!(text, "  {name:<28} {value}");
    }
    text + &settings(index)
}

/// The settings, in the words of the command line.
fn settings(index: &Index) -> String {
    let made = index.settings();
    let mut text = "  made with\n".to_owned();
    let mut line = |option: &str, value: String| {
        let _ = writeln!(text, "    --{option:<24} {value}");
    };
    line("threshold", made.threshold.to_string());
    line("shingle", made.shingle.to_string());
    line("permutations", made.permutations.to_string());
    line("seed", made.seed.to_string());
    line("keep-diacritics", made.keep_diacritics.to_string());
    line("no-passages", (!made.passages).to_string());
    line("boilerplate", format!("{} lines", made.boilerplate.len()));
    text
}

fn sizes(sizes: &Sizes) -> [(&'static str, u64); 8] {
    [
        ("  texts", sizes.texts),
        ("  rows of wording", sizes.wording),
        ("  shingles in short", sizes.outlines),
        ("  rows of sketches", sizes.sketches),
        ("  rows of few shingles", sizes.few_shingles),
        ("  records", sizes.records),
        ("  facts", sizes.facts),
        ("  rows of ids", sizes.ids),
    ]
}

/// The same as one object, for a program.
pub(super) fn json(index: &Index, info: &Info, dates: Dates) -> Value {
    let moment = |second: i64| Timestamp::from_second(second).map(|moment| moment.to_string()).ok();
    json!({
        "path": index.dir().to_string_lossy(),
        "layout": info.layout,
        "wirecopy": info.wirecopy,
        "articles": info.articles,
        "published": {
            "earliest": dates.span.and_then(|span| moment(span.0)),
            "before": dates.span.and_then(|span| moment(span.1)),
            "undated": dates.undated,
        },
        "removed": info.removed,
        "outlets": info.outlets,
        "parts": info.parts,
        "learnt": info.epoch.map(|(number, articles)| json!({ "times": number, "last_from": articles })),
        "read_whole": info.is_read_whole,
        "whole_below": info.whole_below,
        "keeps_texts": info.keeps_texts,
        "settings": index.settings(),
        "bytes": info.bytes,
        "bytes_of": info.sizes,
    })
}

/// The day of a moment, UTC.
fn day(second: i64) -> String {
    Timestamp::from_second(second)
        .map_or_else(|_| second.to_string(), |moment| moment.strftime("%Y-%m-%d").to_string())
}
