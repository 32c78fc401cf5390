//! What is written of hostile articles, and read back.

use crate::desk;
use crate::press::{Made, Press};
use html5gum::{Token, Tokenizer, naive_next_state};
use std::fs;
use std::path::{Path, PathBuf};
use std::str;
use wirecopy::article::Article;
use wirecopy::observe::Unwatched;
use wirecopy::plan::Plan;
use wirecopy::report::{
    Exports, GraphFormat, Hardening, NewRemark, OutputFolder, Profile, Strangers, append_remark, write_all,
};
use wirecopy::review::{Remark, Verdict};
use wirecopy::tables::{FinishedRun, read_remarks};

/// Writes a run into a folder of its own and looks at it there.
fn published(made: &Made, profile: Profile, exports: &Exports, look: impl FnOnce(&Path)) {
    desk(|home| {
        let dir = home.join("out");
        let _ = fs::remove_dir_all(&dir);
        let folder = OutputFolder::create(&dir, Strangers::Refuse).expect("a folder can be made");
        write_all(&folder, &made.run(profile, exports), &Unwatched).expect("it can be written to");
        folder.publish().expect("it can be shown");
        look(&dir);
        fs::remove_dir_all(&dir).expect("it can be removed");
    });
}

fn with_ending(dir: &Path, ending: &str) -> Vec<PathBuf> {
    let files = fs::read_dir(dir).expect("it is a folder").map(|entry| entry.expect("a file").path());
    let mut files: Vec<PathBuf> =
        files.filter(|path| path.extension().is_some_and(|found| found == ending)).collect();
    files.sort();
    files
}

/// Tables have as many cells in each row as columns, hold nothing that a spreadsheet would run, and say of every article what
/// the article says; the run can be opened again.
pub fn tables(given: &[u8]) {
    let Some(press) = crate::arbitrary::<Press>(given) else { return };
    let Some(batch) = press.batch() else { return };
    let made = Made::of(batch, Plan::default());
    let profile = press.profile();
    published(&made, profile, &Exports::default(), |dir| {
        let files = with_ending(dir, "csv");
        assert!(files.len() >= 8, "{files:?}");
        for path in files {
            table_is_sound(&path, profile);
        }
        for json in ["run.json", "datapackage.json"] {
            let bytes = fs::read(dir.join(json)).expect("it was written");
            serde_json::from_slice::<serde_json::Value>(&bytes).expect("it is JSON");
        }
        is_read_back(&made, dir, profile);
    });
}

fn table_is_sound(path: &Path, profile: Profile) {
    let bytes = fs::read(path).expect("it was written");
    let text = str::from_utf8(&bytes).expect("a table is UTF-8");
    let rows = text.strip_prefix('\u{feff}').unwrap_or(text);
    assert_eq!(rows.len() < text.len(), profile.byte_order_mark);
    let reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(profile.delimiter)
        .from_reader(rows.as_bytes());
    let rows: Vec<csv::StringRecord> = reader
        .into_records()
        .map(|row| row.unwrap_or_else(|fault| panic!("{}: {fault}", path.display())))
        .collect();
    for (number, row) in rows.iter().enumerate() {
        for (column, cell) in rows[0].iter().zip(row) {
            let is_free_text =
                matches!(column, "title" | "a_title" | "b_title" | "text" | "a_text" | "b_text" | "reason");
            let hardened = match profile.hardening {
                Hardening::AllText => true,
                Hardening::FreeText => is_free_text && number > 0,
                Hardening::Off => false,
            };
            let is_number = cell.replacen(profile.decimal, ".", 1).parse::<f64>().is_ok_and(f64::is_finite);
            assert!(
                !hardened || is_number || !runs_as_formula(cell),
                "{}: {column} has {cell:?}",
                path.display()
            );
        }
    }
}

/// OWASP ASVS 1.2.10, with the full-width forms and the NUL that spreadsheets pass over.
fn runs_as_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n', '\0'])
}

fn is_read_back(made: &Made, dir: &Path, profile: Profile) {
    let run = FinishedRun::open(dir).expect("a finished run");
    let examined = made.batch.examined();
    let listed = run.listed_articles().expect("a table of articles");
    assert_eq!(listed.len(), examined.len());
    for (row, article) in listed.iter().zip(examined) {
        assert!(run.examined(&article.id), "{:?} is not known", article.id);
        let given = |text: &Option<String>| text.clone().unwrap_or_default();
        assert_eq!(
            (&row.id, &row.outlet, &row.title),
            (&article.id, &given(&article.outlet), &given(&article.title))
        );
    }
    let pairs = run.listed_pairs().expect("a table of pairs");
    assert_eq!(pairs.len(), made.findings.pairs.len());
    let id = |article| &made.batch.article(article).id;
    for (row, found) in pairs.iter().zip(&made.findings.pairs) {
        assert_eq!([&row.ids[0], &row.ids[1]], [id(found.pair.first()), id(found.pair.second())]);
    }
    let passages = run.listed_passages().expect("a table of passages");
    assert_eq!(passages.len(), made.findings.passages.len());
    run.listed_reuse().expect("a table of sources");
    run.pairs().expect("a table of pairs");
    run.passages().expect("a table of passages");
    run.clusters().expect("a table of clusters");
    run.inputs().expect("inputs in the record");
    let _ = profile;
}

/// Exports: the page has the same elements whatever the articles say, and no script of theirs; graphs are well-formed XML;
/// annotations are JSON.
pub fn exported(given: &[u8]) {
    let Some(press) = crate::arbitrary::<Press>(given) else { return };
    let Some(batch) = press.batch() else { return };
    let made = Made::of(batch, Plan::default());
    let graphs = GraphFormat::ALL.to_vec();
    let exports = Exports { page: true, graphs, annotations: true, passim: true, ..Exports::default() };
    published(&made, press.profile(), &exports, |dir| {
        page_is_inert(&fs::read_to_string(dir.join("report.html")).expect("a page is UTF-8"));
        for ending in ["gexf", "graphml"] {
            for path in with_ending(dir, ending) {
                is_well_formed(&fs::read_to_string(path).expect("a graph is UTF-8"));
            }
        }
        for path in with_ending(dir, "dot") {
            quotes_are_closed(&fs::read_to_string(path).expect("a graph is UTF-8"));
        }
        for path in with_ending(dir, "jsonld") {
            let bytes = fs::read(path).expect("it was written");
            serde_json::from_slice::<serde_json::Value>(&bytes).expect("it is JSON");
        }
        for path in with_ending(dir, "json").into_iter().chain(with_ending(dir, "jsonl")) {
            let bytes = fs::read(&path).expect("it was written");
            let values = serde_json::Deserializer::from_slice(&bytes).into_iter::<serde_json::Value>();
            assert!(values.fold(true, |sound, value| sound && value.is_ok()), "{}", path.display());
        }
    });
}

/// Elements of the shell that a page has once.
const ONCE: [&str; 8] = ["html", "head", "title", "style", "body", "main", "footer", "noscript"];

/// All scripts but the last are JSON, which parses and never has a `<`; no element asks for anything, and none is new.
fn page_is_inert(page: &str) {
    let (mut scripts, mut in_script, mut data) = (Vec::new(), None, Vec::new());
    let mut counts = std::collections::BTreeMap::<String, usize>::new();
    let mut content = String::new();
    let mut tokens = Tokenizer::new(page);
    while let Some(Ok(token)) = tokens.next() {
        match token {
            Token::StartTag(tag) => {
                if let Some(state) = naive_next_state(&tag.name) {
                    tokens.set_state(state);
                }
                let name = String::from_utf8(tag.name.0.clone()).expect("a name");
                *counts.entry(name.clone()).or_default() += 1;
                for (attribute, value) in &tag.attributes {
                    let attribute = str::from_utf8(&attribute.0).expect("a name");
                    let value = String::from_utf8_lossy(&value.value.0).to_ascii_lowercase();
                    assert!(
                        !attribute.starts_with("on") && !matches!(attribute, "src" | "srcdoc" | "action"),
                        "{attribute}"
                    );
                    assert!(attribute != "href" || value.starts_with('#'), "{value}");
                }
                if name == "script" {
                    let of_type = tag.attributes.iter().find(|(key, _)| key.0 == b"type");
                    in_script =
                        Some(of_type.map(|(_, value)| String::from_utf8_lossy(&value.value.0).into_owned()));
                    content.clear();
                }
            }
            Token::EndTag(tag) if tag.name.0 == b"script" => match in_script.take().expect("it was begun") {
                None => scripts.push(content.clone()),
                Some(of_type) => {
                    assert!(
                        of_type.contains("json") || of_type.contains("octet") || of_type.contains("plain"),
                        "{of_type}"
                    );
                    data.push((of_type, content.clone()));
                }
            },
            Token::String(text) if in_script.is_some() => {
                content.push_str(&String::from_utf8_lossy(&text.value.0))
            }
            _ => {}
        }
    }
    assert_eq!(scripts.len(), 1, "scripts that run");
    assert!(!data.is_empty());
    for (of_type, text) in &data {
        assert!(!text.contains('<'), "{of_type} has an element in it");
        if of_type.contains("json") {
            serde_json::from_str::<serde_json::Value>(text).expect("it is JSON");
        }
    }
    for name in ONCE {
        assert_eq!(counts.get(name), Some(&1), "{name}: {counts:?}");
    }
    for forbidden in ["iframe", "object", "embed", "img", "link", "base", "form", "svg", "audio", "video"] {
        assert!(!counts.contains_key(forbidden), "{forbidden}");
    }
}

fn is_well_formed(xml: &str) {
    let allowed = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
    assert!(xml.chars().all(allowed), "a character that XML 1.0 cannot have");
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut depth = 0;
    loop {
        match reader.read_event().expect("well-formed XML") {
            quick_xml::events::Event::Start(tag) => {
                depth += 1;
                tag.attributes().for_each(|attribute| {
                    attribute.expect("a well-formed attribute");
                });
            }
            quick_xml::events::Event::Empty(tag) => tag.attributes().for_each(|attribute| {
                attribute.expect("a well-formed attribute");
            }),
            quick_xml::events::Event::End(_) => depth -= 1,
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
}

/// A statement a line, and each with its quotes closed: no text has left them.
fn quotes_are_closed(dot: &str) {
    for line in dot.lines() {
        let (mut quotes, mut escaped) = (0, false);
        for letter in line.chars() {
            match letter {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => quotes += 1,
                _ => {}
            }
        }
        assert!(quotes % 2 == 0 && !escaped, "{line}");
        assert!(line.ends_with([';', '{', '}']), "{line}");
    }
}

/// Two articles, what is said of them, and what stands in the file before.
type Said = (Press, String, String, Option<(u32, u32, u32, u32)>, u8, bool);

/// What a person says of a pair is read back as it was said, in a new file and behind what another has written.
pub fn reviewed(given: &[u8]) {
    let Some((press, note, reviewer, ends, verdict, behind)) = crate::arbitrary::<Said>(given) else {
        return;
    };
    let Some(batch) = press.batch() else { return };
    let [first, .., last] = batch.articles() else { return };
    let ids = [first, last].map(|article: &Article| article.id.clone());
    let spans = ends.map(|(a, b, c, d)| [a.min(b)..a.max(b), c.min(d)..c.max(d)]);
    let spans = spans.filter(|[a, b]| !a.is_empty() && !b.is_empty());
    let remark = Remark {
        file: 0,
        line: 0,
        ids,
        chars: spans.map_or([None, None], |spans| spans.map(Some)),
        verdict: [Verdict::Dismissed, Verdict::Confirmed, Verdict::Open][usize::from(verdict) % 3],
        note: note.trim().to_owned(),
        reviewer: reviewer.trim().to_owned(),
    };
    desk(|home| {
        let path = home.join("reviewed.csv");
        let _ = fs::remove_file(&path);
        let before = if behind {
            "verdict;b;a;b_end;b_start;a_end;a_start;reviewer;note\r\nopen;x;y;;;;;;"
        } else {
            ""
        };
        fs::write(&path, before).expect("a file can be written");
        for _ in 0..2 {
            append_remark(&path, &NewRemark { remark: &remark, date: "2026-01-02T03:04:05Z" })
                .expect("it is a review");
        }
        let read = read_remarks(&path).expect("what was written can be read").remarks;
        assert_eq!(read.len(), 2 + usize::from(behind));
        for found in &read[usize::from(behind)..] {
            assert_eq!(Remark { line: 0, ..found.clone() }, remark);
        }
    });
}
