//! Inputs of any format, and any bytes that are said to be of one.

use crate::desk;
use arbitrary::Arbitrary;
use std::collections::BTreeSet;
use std::fs;
use std::io::Read;
use std::path::Path;
use std::sync::Mutex;
use wirecopy::article::{Article, Batch};
use wirecopy::observe::{Observer, Warning};
use wirecopy::read::{Format, Intake, ReadError, ReadPlan, again, read, reopen};

/// Remembers how often it was warned.
#[derive(Default)]
struct Told(Mutex<usize>);

impl Observer for Told {
    fn warn(&self, _what: &Warning) {
        *self.0.lock().expect("nobody panics here") += 1;
    }
}

/// Whether texts have nothing in them that cannot be printed, because a parser made them of a document.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Texts {
    AsGiven,
    Printable,
}

/// Reads bytes as a file of this name, twice, and holds what comes of it to what every reading promises.
fn sound(name: &str, bytes: &[u8], format: Option<Format>, texts: Texts) -> Option<Intake> {
    desk(|home| {
        let path = home.join(name);
        fs::write(&path, bytes).expect("a file can be written");
        let plan = ReadPlan { format, ..ReadPlan::default() };
        let told = Told::default();
        let once = || read(&[path.clone().into()], None, &plan, &told);
        let (first, second) = (once(), once());
        let Ok(intake) = first else {
            let fault = first.unwrap_err();
            assert_eq!(fault.to_string(), second.unwrap_err().to_string(), "read twice");
            assert!(matches!(fault, ReadError::NoArticle { .. }), "{fault}");
            assert!(
                *told.0.lock().expect("nobody panics here") > 0,
                "nothing was read and nothing said: {fault}"
            );
            return None;
        };
        let second = second.expect("read twice");
        assert_eq!(intake.batch.articles(), second.batch.articles());
        assert_eq!((&intake.rejected, &intake.warnings), (&second.rejected, &second.warnings));
        assert_eq!(intake.report.items_in as usize, intake.batch.articles().len() + intake.rejected.len());
        assert!(intake.rejected.iter().all(|rejected| !rejected.reason.trim().is_empty()));
        articles_are_found_again(&intake.batch, &path, &plan);
        for article in intake.batch.articles() {
            assert!(texts == Texts::AsGiven || is_printable(article), "{article:?}");
        }
        Some(intake)
    })
}

/// Each has an id of its own and stands in the file, and a second reading of the inputs finds all of them.
fn articles_are_found_again(batch: &Batch, path: &Path, plan: &ReadPlan) {
    let ids: BTreeSet<&str> = batch.articles().iter().map(|article| article.id.as_str()).collect();
    assert_eq!(ids.len(), batch.articles().len(), "an id occurs twice");
    let mut content = Vec::new();
    // A file that breaks off has been read up to there.
    let _ = reopen(path).and_then(|mut content_of| content_of.read_to_end(&mut content));
    let content = content.len() as u64;
    for article in batch.articles() {
        let place = article.locator;
        assert!(place.line > 0 && place.offset + place.length <= content, "{place:?} in {content} bytes");
    }
    assert!(batch.articles().is_sorted_by_key(|article| article.locator.offset));
    assert_eq!(again(&[(&batch.inputs()[0], path)], plan).expect("what was read is there"), batch.articles());
}

fn is_printable(article: &Article) -> bool {
    let one_line = [&article.outlet, &article.title, &article.url, &article.language];
    let one_line = one_line.into_iter().flatten().chain([&article.id]);
    let in_text = |c: char| !c.is_control() || matches!(c, '\n' | '\t');
    article.text.chars().all(in_text) && one_line.into_iter().all(|line| !line.chars().any(char::is_control))
}

/// The first byte chooses among several, the others are given.
fn chosen<'g, T: Copy>(given: &'g [u8], among: &[T]) -> Option<(T, usize, &'g [u8])> {
    let (&choice, rest) = given.split_first()?;
    Some((among[usize::from(choice) % among.len()], usize::from(choice) / among.len(), rest))
}

/// Any bytes below a header row. Rows are those that the `csv` crate finds, and none is lost; texts are what it finds in them, but
/// for quotation marks between tabs.
pub fn rows(given: &[u8]) {
    let Some((delimiter, choice, rest)) = chosen(given, b",;\t|") else { return };
    let header = ["id", "text", "title", "date"].join(&char::from(delimiter).to_string());
    let bytes = if choice % 4 == 0 { rest.to_vec() } else { [header.as_bytes(), b"\n", rest].concat() };
    let name = if delimiter == b'\t' { "rows.tsv" } else { "rows.csv" };
    let intake = sound(name, &bytes, None, Texts::AsGiven);
    if choice % 4 == 0 || std::str::from_utf8(rest).is_err() || looks_binary(&bytes) {
        return;
    }
    let mut expected = csv::ReaderBuilder::new();
    let expected = expected.flexible(true).has_headers(true).delimiter(delimiter).from_reader(&bytes[..]);
    let expected: Vec<csv::StringRecord> =
        expected.into_records().map(|row| row.expect("a row of text")).collect();
    let is_open = rest.iter().filter(|byte| **byte == b'"').count() % 2 == 1;
    let Some(intake) = intake else { return };
    let found = intake.batch.articles().len() + intake.rejected.len();
    assert!(found == expected.len() || is_open, "{found} rows of {expected:?}");
    // Between tabs, marks of speech stay that the crate takes for those of a field.
    let shown = |text: &str| if delimiter == b'\t' { text.replace('"', "") } else { text.to_owned() };
    let texts: BTreeSet<String> = expected.iter().filter_map(|row| row.get(1)).map(shown).collect();
    assert!(intake.batch.articles().iter().all(|article| texts.contains(&shown(&article.text))));
}

/// As a reading judges it: so many control characters that it is no text.
fn looks_binary(bytes: &[u8]) -> bool {
    bytes.iter().filter(|byte| matches!(byte, 0..=8 | 14..=31)).count() >= 8
}

/// Any bytes as JSON, in lines or not. A line that is not blank is an article or a rejection.
pub fn json(given: &[u8]) {
    let Some(((name, format), _, rest)) = chosen(
        given,
        &[
            ("a.jsonl", Format::Jsonl),
            ("a.json", Format::Json),
            ("a.jsonl", Format::Ninjs),
            ("a.json", Format::Ninjs),
        ],
    ) else {
        return;
    };
    let texts = if format == Format::Ninjs { Texts::Printable } else { Texts::AsGiven };
    let intake = sound(name, rest, Some(format), texts);
    let is_plain = !rest.starts_with(b"\xEF\xBB\xBF")
        && !rest.starts_with(b"\xFF\xFE")
        && !rest.starts_with(b"\xFE\xFF");
    let is_packed =
        rest.starts_with(b"\x1F\x8B") || rest.starts_with(b"\x28\xB5\x2F\xFD") || rest.starts_with(b"PAR1");
    let (Some(intake), true, false, Format::Jsonl) = (intake, is_plain, is_packed, format) else { return };
    let lines = rest.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).count();
    assert_eq!(intake.batch.articles().len() + intake.rejected.len(), lines);
}

/// Any bytes as news in XML: NewsML-G2, NewsML 1, NITF, RSS, Atom.
pub fn xml(given: &[u8]) {
    sound("a.xml", given, Some(Format::Xml), Texts::Printable);
}

/// Any bytes as messages of an agency, or as a text that may be one.
pub fn messages(given: &[u8]) {
    let among = [
        (Some(Format::Iptc7901), Texts::Printable),
        (Some(Format::Anpa1312), Texts::Printable),
        (None, Texts::AsGiven),
    ];
    let Some(((format, texts), _, rest)) = chosen(given, &among) else { return };
    sound("a.txt", rest, format, texts);
}

/// Any bytes as a page of the web.
pub fn page(given: &[u8]) {
    sound("a.html", given, Some(Format::Html), Texts::Printable);
}

/// Any bytes as records of a crawl.
pub fn archive(given: &[u8]) {
    sound("a.warc", given, Some(Format::Warc), Texts::Printable);
}

/// Any bytes of which nothing is said, packed or not.
pub fn unnamed(given: &[u8]) {
    let Some((name, _, rest)) =
        chosen(given, &["a", "a.txt", "a.json", "a.csv", "a.xml", "a.html", "a.jsonl.gz"])
    else {
        return;
    };
    sound(name, rest, None, Texts::AsGiven);
}

/// An article as somebody else wrote it down.
#[derive(Debug, Arbitrary)]
struct Record {
    id: String,
    text: String,
    title: Option<String>,
    outlet: Option<String>,
    url: Option<String>,
}

const FIELDS: [&str; 5] = ["id", "text", "title", "outlet", "url"];

impl Record {
    /// What stands in the fields, without characters that would make a table a binary file.
    fn values(&self) -> [Option<String>; 5] {
        let visible = |text: &String| {
            let keep = |c: char| if c.is_control() && !matches!(c, '\n' | '\r' | '\t') { ' ' } else { c };
            text.chars().map(keep).collect()
        };
        let [id, text] = [&self.id, &self.text].map(Some);
        [id, text, self.title.as_ref(), self.outlet.as_ref(), self.url.as_ref()]
            .map(|value| value.map(visible))
    }

    fn json(&self) -> String {
        let values = FIELDS.iter().zip(self.values());
        let object: serde_json::Map<_, _> =
            values.filter_map(|(name, value)| Some(((*name).to_owned(), value?.into()))).collect();
        serde_json::Value::Object(object).to_string()
    }
}

/// Records that were written by others in any format are read as they were meant.
pub fn records(given: &[u8]) {
    let Some((choice, records)) = crate::arbitrary::<(u8, Vec<Record>)>(given) else { return };
    let records: Vec<Record> = records.into_iter().take(40).collect();
    if records.is_empty() {
        return;
    }
    let lines = || records.iter().map(Record::json).collect::<Vec<_>>();
    let (name, bytes) = match choice % 8 {
        0 => ("a.jsonl", lines().join("\n").into_bytes()),
        1 => ("a.jsonl", (lines().join("\r\n\r\n") + "\r\n").into_bytes()),
        2 => ("a.json", format!("[{}]", lines().join(",\n")).into_bytes()),
        3 => ("a.json", lines().join(" ").into_bytes()),
        4 => ("a.csv", table(&records, b',', csv::Terminator::Any(b'\n'))),
        5 => ("a.csv", [b"\xEF\xBB\xBF".to_vec(), table(&records, b';', csv::Terminator::CRLF)].concat()),
        6 => ("a.tsv", table(&records, b'\t', csv::Terminator::CRLF)),
        _ => ("a.csv", table(&records, b'|', csv::Terminator::Any(b'\n'))),
    };
    let intake = sound(name, &bytes, None, Texts::AsGiven).expect("there is an article");
    assert_eq!(intake.rejected, []);
    assert_eq!(intake.batch.articles().len(), records.len());
    for (article, record) in intake.batch.articles().iter().zip(&records) {
        let filled = |value: Option<String>| value.filter(|value| !value.trim().is_empty());
        let [id, text, title, outlet, url] = record.values();
        assert_eq!(Some(&article.text), text.as_ref());
        assert_eq!(article.title, filled(title));
        assert_eq!(article.outlet, filled(outlet));
        assert_eq!(article.url, filled(url));
        assert!(filled(id).is_none_or(|id| article.id.starts_with(&id)), "{}", article.id);
    }
}

fn table(records: &[Record], delimiter: u8, terminator: csv::Terminator) -> Vec<u8> {
    let mut rows =
        csv::WriterBuilder::new().delimiter(delimiter).terminator(terminator).from_writer(Vec::new());
    rows.write_record(FIELDS).expect("memory takes it");
    for record in records {
        rows.write_record(record.values().map(Option::unwrap_or_default)).expect("memory takes it");
    }
    rows.into_inner().expect("memory takes it")
}
