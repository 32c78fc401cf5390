//! `annotations.jsonld`: every passage as a W3C Web Annotation (Sanderson, Ciccarese, Young 2017) of both articles.
//!
//! A collection with one page. Each annotation has two targets, a stretch of either text, by position (code points, as the
//! recommendation counts) and by quotation, and says what they share; it never says that one was taken from the other.

use super::folder::OutputFolder;
use super::passages::order;
use super::{ReportError, Run, Written};
use crate::article::{Article, ArticleId};
use crate::findings::{Order, Passage, Side, Span};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::io::{self, Write};
use xxhash_rust::xxh3::xxh3_128;

pub(super) const FILE: &str = "annotations.jsonld";

const CONTEXT: &str = "http://www.w3.org/ns/anno.jsonld";

/// Code points around a quotation by which it is told from another of the same words.
const AROUND: usize = 32;

/// Writes them.
pub(super) fn write(folder: &OutputFolder, run: Run<'_>) -> Result<Written, ReportError> {
    folder.write(FILE, |out| fill(out, run))?;
    let mut written = Written::of(FILE, "the passages as Web Annotations of both texts");
    written.unit = ("annotation", "annotations");
    written.tally.rows = run.findings.passages.len() as u64;
    Ok(written)
}

/// The page is written item by item: there may be more of them than memory for all at once.
fn fill(out: &mut dyn Write, run: Run<'_>) -> io::Result<()> {
    let passages = &run.findings.passages;
    let names: String = passages.iter().map(|passage| name(run, passage)).collect();
    let generator = json!({ "type": "Software", "name": concat!("wirecopy ", env!("CARGO_PKG_VERSION")) });
    writeln!(out, "{{\"@context\": {},", json!(CONTEXT))?;
    writeln!(out, "\"id\": {},", json!(uuid(&format!("collection\n{names}"))))?;
    writeln!(out, "\"type\": \"AnnotationCollection\",")?;
    writeln!(out, "\"label\": \"Wording that news articles share\",")?;
    writeln!(out, "\"generator\": {generator},")?;
    writeln!(out, "\"total\": {},", passages.len())?;
    let page = json!(uuid(&format!("page\n{names}")));
    writeln!(
        out,
        "\"first\": {{\"id\": {page}, \"type\": \"AnnotationPage\", \"startIndex\": 0, \"items\": ["
    )?;
    for (number, passage) in (1_usize..).zip(passages) {
        serde_json::to_writer(&mut *out, &annotation(run, number, passage))?;
        out.write_all(if number < passages.len() { b",\n" } else { b"\n" })?;
    }
    out.write_all(b"]}}\n")
}

fn annotation(run: Run<'_>, number: usize, passage: &Passage) -> Value {
    let (first, second) = (passage.pair.first(), passage.pair.second());
    let tag = |word| json!({ "type": "TextualBody", "purpose": "tagging", "value": word });
    let described = json!({
        "type": "TextualBody",
        "purpose": "describing",
        "format": "text/plain",
        "language": "en",
        "value": told(run, number, passage),
    });
    let mut body = vec![tag(passage.kind.word()), described];
    body.extend(run.findings.reviews.of_passage(number - 1).map(|held| tag(held.verdict.word())));
    json!({
        "id": uuid(&name(run, passage)),
        "type": "Annotation",
        "motivation": "linking",
        "body": body,
        "target": [target(run, first, &passage.first), target(run, second, &passage.second)],
    })
}

/// What a person reads beside the mark.
fn told(run: Run<'_>, number: usize, passage: &Passage) -> String {
    let id = |article| &run.batch.article(article).id;
    let (first, second) = (id(passage.pair.first()), id(passage.pair.second()));
    let order = match passage.earlier {
        Some(side) => {
            let earlier = if side == Side::First { first } else { second };
            match order(run, passage.pair, side) {
                Order::Dates => format!("by its date, {earlier} is the earlier text"),
                Order::Tie => {
                    format!("the dates tie, and {earlier}, an agency's item, is taken for the earlier text")
                }
            }
        }
        None => "which text is earlier is not known".to_owned(),
    };
    let words = passage.matched_words;
    format!(
        "Shared by {first} and {second}: {words} words in step, {}; {order}. Row {number} of passages.csv",
        passage.kind.word()
    )
}

fn target(run: Run<'_>, id: ArticleId, span: &Span) -> Value {
    let (article, text) = (run.batch.article(id), run.batch.text(id));
    let bytes = span.bytes.start as usize..span.bytes.end as usize;
    let mut target = json!({
        "type": "SpecificResource",
        "source": source(article, run.side(id)),
        "selector": [
            { "type": "TextPositionSelector", "start": span.chars.start, "end": span.chars.end },
            {
                "type": "TextQuoteSelector",
                "exact": &text[bytes.clone()],
                "prefix": before(&text[..bytes.start]),
                "suffix": behind(&text[bytes.end..]),
            },
        ],
    });
    // The page shows the text among other things, so positions count in the text and not in the page.
    if let Some(url) = article.url.as_deref().filter(|url| is_address(url)) {
        target["scope"] = json!(url);
    }
    target
}

/// The `text` of an article, which is no resource of the web: its name is made of its id.
fn source(article: &Article, side: &str) -> Value {
    let mut source = json!({
        "id": format!("urn:wirecopy:{side}:{}", percent_encoded(&article.id)),
        "type": "Text",
        "format": "text/plain",
        "dc:identifier": article.id,
    });
    let published = article.published.as_ref().map(|published| published.given.as_str());
    let known = [
        ("dc:title", article.title.as_deref()),
        ("dc:publisher", article.outlet.as_deref()),
        ("dc:date", published),
    ];
    for (name, value) in known {
        if let Some(value) = value {
            source[name] = json!(value);
        }
    }
    source
}

fn before(text: &str) -> &str {
    let start = text.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    &text[start..]
}

fn behind(text: &str) -> &str {
    let end = text.char_indices().nth(AROUND).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

fn is_address(url: &str) -> bool {
    let known = url.starts_with("https://") || url.starts_with("http://");
    known && url.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(&byte))
}

/// Unreserved characters of RFC 3986 as they are, all other bytes as `%XX`.
fn percent_encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// What a passage is known by, in any run that finds it.
fn name(run: Run<'_>, passage: &Passage) -> String {
    let end = |article: ArticleId, span: &Span| {
        let id = &run.batch.article(article).id;
        format!("{}\n{}:{id}\n{}-{}\n", run.side(article), id.len(), span.chars.start, span.chars.end)
    };
    end(passage.pair.first(), &passage.first) + &end(passage.pair.second(), &passage.second)
}

/// A UUID of version 8 (RFC 9562), made of a hash of the name: the same name is the same identifier in any run.
fn uuid(name: &str) -> String {
    let hash = xxh3_128(name.as_bytes());
    let versioned = hash & !(0xf << 76) & !(0x3 << 62) | (0x8 << 76) | (0x2 << 62);
    let hex = format!("{versioned:032x}");
    format!("urn:uuid:{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}

#[cfg(test)]
mod tests {
    use super::super::sample::Sample;
    use super::*;

    fn written(sample: &Sample) -> Value {
        let mut out = Vec::new();
        fill(&mut out, sample.run()).unwrap();
        serde_json::from_slice(&out).unwrap()
    }

    #[test]
    fn an_annotation_marks_the_passage_in_both_texts() {
        let collection = written(&Sample::new());
        assert_eq!((&collection["total"], &collection["@context"]), (&json!(1), &json!(CONTEXT)));
        let annotation = &collection["first"]["items"][0];
        assert_eq!(annotation["body"][0]["value"], "edited");
        let [one, other] = annotation["target"].as_array().unwrap().as_slice() else { panic!("two targets") };
        assert_eq!(one["source"]["id"], "urn:wirecopy:examined:wire");
        assert_eq!(one["selector"][0], json!({ "type": "TextPositionSelector", "start": 0, "end": 12 }));
        assert_eq!(
            other["selector"][1],
            json!({ "type": "TextQuoteSelector", "exact": "=lan rompu :", "prefix": "Salut ", "suffix": " le pont" })
        );
    }

    #[test]
    fn what_a_person_said_is_a_tag() {
        let body = |sample: &Sample| written(sample)["first"]["items"][0]["body"].clone();
        assert_eq!(body(&Sample::reviewed())[2]["value"], "confirmed");
        assert_eq!(body(&Sample::new()).as_array().unwrap().len(), 2);
    }

    #[test]
    fn it_claims_no_more_than_the_dates() {
        let mut sample = Sample::new();
        let told = |sample: &Sample| {
            written(sample)["first"]["items"][0]["body"][1]["value"].as_str().unwrap().to_owned()
        };
        assert!(
            told(&sample)
                .contains("the dates tie, and wire, an agency's item, is taken for the earlier text")
        );
        sample.findings.passages[0].earlier = None;
        assert!(told(&sample).contains("which text is earlier is not known"));
    }

    #[test]
    fn a_reference_is_told_from_an_examined_article_of_the_same_id() {
        let collection = written(&Sample::against_the_last_two());
        let source = &collection["first"]["items"][0]["target"][1]["source"];
        assert_eq!(source["id"], "urn:wirecopy:reference:paper");
    }

    #[test]
    fn an_empty_run_is_an_empty_page() {
        let mut sample = Sample::new();
        sample.findings.passages.clear();
        assert_eq!(written(&sample)["first"]["items"], json!([]));
    }

    #[test]
    fn names_are_valid_whatever_an_id_holds() {
        assert_eq!(percent_encoded("a b/é\"#2"), "a%20b%2F%C3%A9%22%232");
        let id = uuid("x");
        assert_eq!((id.len(), &id[23..24]), (45, "8"));
        assert!("89ab".contains(&id[28..29]), "{id}");
        assert!(
            is_address("https://a.example/b?c=d") && !is_address("javascript:1") && !is_address("http://a b")
        );
    }
}
