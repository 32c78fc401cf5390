//! Passages under the field names of passim (Smith, Cordell, Mullen 2015), for scripts that read its output.
//!
//! `passim-align.jsonl` has one line for each passage, both places in it. `passim-out.jsonl` has one line for each place:
//! places of one article of which half of the shorter one is common are one place, and places that passages join, directly
//! or over others, are a cluster. That closure is passim's, not ours: two places of a cluster need have no word in common.

use super::folder::OutputFolder;
use super::{ReportError, Run, Written};
use crate::article::{Article, ArticleId};
use crate::findings::{Passage, Span};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};
use xxhash_rust::xxh64::xxh64;

pub(super) const ALIGNED: &str = "passim-align.jsonl";
pub(super) const CLUSTERED: &str = "passim-out.jsonl";

/// The seed of Spark's `xxhash64`, by which passim makes its numbers of names.
const SPARK_SEED: u64 = 42;

/// Writes both files.
pub(super) fn write(folder: &OutputFolder, run: Run<'_>) -> Result<[Written; 2], ReportError> {
    let passages = &run.findings.passages;
    folder.write(ALIGNED, |out| {
        passages.iter().try_for_each(|passage| line(out, &Aligned::of(run, passage)))
    })?;
    let places = places(passages);
    folder.write(CLUSTERED, |out| places.iter().try_for_each(|place| line(out, &Placed::of(run, place))))?;
    let of = |file, about, rows| {
        let mut written = Written::of(file, about);
        written.unit = ("line", "lines");
        written.tally.rows = rows as u64;
        written
    };
    Ok([
        of(ALIGNED, "the passages in passim's words, both places in a line", passages.len()),
        of(CLUSTERED, "the same as clusters of places, one place in a line", places.len()),
    ])
}

fn line(out: &mut dyn Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}

/// A passage with its place in the article that stands first, and in the second one.
#[derive(Serialize)]
struct Aligned<'a> {
    uid: i64,
    id: &'a str,
    gid: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    series: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    begin: u32,
    end: u32,
    text: Cow<'a, str>,
    uid2: i64,
    id2: &'a str,
    gid2: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    series2: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date2: Option<&'a str>,
    begin2: u32,
    end2: u32,
    text2: Cow<'a, str>,
    matches: u32,
}

/// One place of a cluster.
#[derive(Serialize)]
struct Placed<'a> {
    cluster: usize,
    size: usize,
    uid: i64,
    id: &'a str,
    gid: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    series: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    begin: u32,
    end: u32,
    text: Cow<'a, str>,
}

impl<'a> Aligned<'a> {
    fn of(run: Run<'a>, passage: &Passage) -> Self {
        let (one, two) = (run.batch.article(passage.pair.first()), run.batch.article(passage.pair.second()));
        Self {
            uid: number(&one.id),
            id: &one.id,
            gid: group(one),
            series: one.outlet.as_deref(),
            date: date(one),
            begin: passage.first.chars.start,
            end: passage.first.chars.end,
            text: text(run, passage.pair.first(), &passage.first),
            uid2: number(&two.id),
            id2: &two.id,
            gid2: group(two),
            series2: two.outlet.as_deref(),
            date2: date(two),
            begin2: passage.second.chars.start,
            end2: passage.second.chars.end,
            text2: text(run, passage.pair.second(), &passage.second),
            matches: passage.matched_words,
        }
    }
}

impl<'a> Placed<'a> {
    fn of(run: Run<'a>, place: &Place) -> Self {
        let article = run.batch.article(place.article);
        Self {
            cluster: place.cluster,
            size: place.size,
            uid: number(&article.id),
            id: &article.id,
            gid: group(article),
            series: article.outlet.as_deref(),
            date: date(article),
            title: article.title.as_deref(),
            begin: place.span.chars.start,
            end: place.span.chars.end,
            text: text(run, place.article, &place.span),
        }
    }
}

fn number(name: &str) -> i64 {
    xxh64(name.as_bytes(), SPARK_SEED).cast_signed()
}

/// An article without an outlet is a series of its own.
fn group(article: &Article) -> i64 {
    number(article.outlet.as_deref().unwrap_or(&article.id))
}

fn date(article: &Article) -> Option<&str> {
    article.published.as_ref().map(|published| published.given.as_str())
}

/// A stretch of a text, wherever the text is.
fn text<'a>(run: Run<'a>, article: ArticleId, span: &Span) -> Cow<'a, str> {
    let bytes = span.bytes.start as usize..span.bytes.end as usize;
    match run.batch.text(article) {
        Cow::Borrowed(text) => Cow::Borrowed(&text[bytes]),
        Cow::Owned(text) => Cow::Owned(text[bytes].to_owned()),
    }
}

/// A stretch of an article that stands in others.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    article: ArticleId,
    span: Span,
    /// Number of its cluster, from 1, in the order of their first places.
    cluster: usize,
    /// Places of its cluster.
    size: usize,
}

/// All places, cluster by cluster, in the order of the articles.
fn places(passages: &[Passage]) -> Vec<Place> {
    let ends = |passage: &Passage| {
        [(passage.pair.first(), passage.first.clone()), (passage.pair.second(), passage.second.clone())]
    };
    let (merged, of_end) = merged(&passages.iter().flat_map(ends).collect::<Vec<_>>());
    let mut parents: Vec<usize> = (0..merged.len()).collect();
    for pair in of_end.chunks(2) {
        let (one, other) = (root(&mut parents, pair[0]), root(&mut parents, pair[1]));
        // The smaller number stands for both, so that clusters are numbered in the order of their first places.
        parents[one.max(other)] = one.min(other);
    }
    let mut clusters: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for place in 0..merged.len() {
        clusters.entry(root(&mut parents, place)).or_default().push(place);
    }
    let numbered = (1..).zip(clusters.into_values());
    let place = |cluster, size, at: usize| {
        let (article, span) = merged[at].clone();
        Place { article, span, cluster, size }
    };
    numbered
        .flat_map(|(cluster, members)| {
            let size = members.len();
            members.into_iter().map(move |at| (cluster, size, at))
        })
        .map(|(cluster, size, at)| place(cluster, size, at))
        .collect()
}

/// Stretches of one article of which at least half of the shorter one is common are one; in order, and for each stretch
/// given the one that it is part of.
fn merged(ends: &[(ArticleId, Span)]) -> (Vec<(ArticleId, Span)>, Vec<usize>) {
    let mut order: Vec<usize> = (0..ends.len()).collect();
    order.sort_by_key(|&at| (ends[at].0, ends[at].1.chars.start, ends[at].1.chars.end, at));
    let (mut merged, mut of_end) = (Vec::<(ArticleId, Span)>::new(), vec![0; ends.len()]);
    for at in order {
        let (article, span) = &ends[at];
        match merged.last_mut().filter(|(last, kept)| last == article && is_half_common(kept, span)) {
            Some((_, kept)) => {
                kept.chars.end = kept.chars.end.max(span.chars.end);
                kept.bytes.end = kept.bytes.end.max(span.bytes.end);
            }
            None => merged.push((*article, span.clone())),
        }
        of_end[at] = merged.len() - 1;
    }
    (merged, of_end)
}

/// Of two stretches in the order of their beginnings.
fn is_half_common(one: &Span, other: &Span) -> bool {
    let common = one.chars.end.min(other.chars.end).saturating_sub(other.chars.start);
    let shorter = one.chars.len().min(other.chars.len());
    2 * common as usize >= shorter
}

/// The place that stands for the cluster of this one.
fn root(parents: &mut [usize], mut place: usize) -> usize {
    while parents[place] != place {
        parents[place] = parents[parents[place]];
        place = parents[place];
    }
    place
}

#[cfg(test)]
mod tests {
    use super::super::sample::Sample;
    use super::*;
    use crate::article::Pair;
    use serde_json::{Value, json};

    fn span(start: u32, end: u32) -> Span {
        Span { chars: start..end, bytes: start..end }
    }

    fn passage(pair: (u32, u32), first: Span, second: Span) -> Passage {
        let pair = Pair::new(ArticleId(pair.0), ArticleId(pair.1)).unwrap();
        Passage { pair, first, second, ..Sample::new().findings.passages.remove(0) }
    }

    #[test]
    fn places_that_passages_join_are_a_cluster() {
        let passages = [
            passage((0, 1), span(0, 100), span(50, 150)),
            passage((0, 1), span(400, 500), span(600, 700)),
            passage((0, 2), span(10, 90), span(0, 80)),
            passage((1, 2), span(60, 150), span(0, 85)),
        ];
        let places = places(&passages);
        let told: Vec<_> = places
            .iter()
            .map(|place| (place.cluster, place.size, place.article.0, place.span.chars.clone()))
            .collect();
        assert_eq!(
            told,
            [
                (1, 3, 0, 0..100),
                (1, 3, 1, 50..150),
                (1, 3, 2, 0..85),
                (2, 2, 0, 400..500),
                (2, 2, 1, 600..700)
            ]
        );
    }

    #[test]
    fn stretches_that_only_touch_stay_apart() {
        let (merged, of_end) = merged(&[
            (ArticleId(0), span(90, 190)),
            (ArticleId(0), span(0, 100)),
            (ArticleId(1), span(0, 100)),
        ]);
        assert_eq!((merged.len(), of_end), (3, vec![1, 0, 2]));
    }

    #[test]
    fn a_passage_has_both_places_in_a_line() {
        let sample = Sample::new();
        let aligned = Aligned::of(sample.run(), &sample.findings.passages[0]);
        let aligned: Value = serde_json::to_value(aligned).unwrap();
        for (name, value) in [
            ("id", json!("wire")),
            ("series", json!("Agence Boréale")),
            ("begin", json!(0)),
            ("end", json!(12)),
            ("id2", json!("paper")),
            ("begin2", json!(6)),
            ("text2", json!("=lan rompu :")),
            ("matches", json!(2)),
        ] {
            assert_eq!(aligned[name], value, "{name}");
        }
    }

    #[test]
    fn a_name_has_the_number_that_spark_gives_it() {
        // The example of Spark's documentation: xxhash64('Spark', array(123), 2), each hash the seed of the next.
        let spark = number("Spark").cast_unsigned();
        let chained = xxh64(&2_i32.to_le_bytes(), xxh64(&123_i32.to_le_bytes(), spark));
        assert_eq!(chained.cast_signed(), 5_602_566_077_635_097_486);
    }
}
