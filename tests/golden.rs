//! Everything that the command writes about `data/newsroom`, byte for byte as in `tests/golden/newsroom`, and pages that it
//! shows of finished runs, as in `tests/golden/show`.
//!
//! A change of the results is looked at, then stored, and shows in the diff of the commit:
//!
//! ```text
//! WIRECOPY_UPDATE_GOLDEN=1 cargo test --test golden && git diff tests/golden
//! ```
//!
//! Of `report.html`, what it embeds is stored, unpacked, one column a line: the rest of it is the shell, which is source.
//! Of `run.json`, what differs from one execution or place to the next is left out: `execution`, and the paths of inputs.

mod page;

use assert_cmd::Command;
use page::{Page, unpacked};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// Lines of a difference that are shown for one file.
const SHOWN: usize = 40;
/// Characters of such a line; `git diff` has the rest.
const WIDTH: usize = 150;

#[test]
fn the_newsroom_gives_what_is_stored() {
    is_stored(&written(), &home().join("tests/golden/newsroom"));
}

#[test]
fn pages_are_what_is_stored() {
    is_stored(&shown(), &home().join("tests/golden/show"));
}

/// Pages of finished runs: a name for each, the sample, and the command line behind the folder of the run.
const PAGES: [(&str, &str, &str); 11] = [
    ("audit-80.txt", "audit", "--width 80"),
    ("audit-160.txt", "audit", "--width 160"),
    ("newsroom-piped.txt", "newsroom", "--limit 0"),
    ("edited-100.txt", "newsroom", "meridian-002 ledger-001 --width 100"),
    ("edited-100-colour.txt", "newsroom", "meridian-002 ledger-001 --width 100 --color always"),
    ("edited-160.txt", "newsroom", "boreale-003 courrier-003 --width 160"),
    ("rewritten-80.txt", "newsroom", "meridian-003 tarnwick-003 --width 80"),
    ("formula-100.txt", "newsroom", "boreale-001 boreale-005 --width 100"),
    ("tie-100.txt", "audit", "reuters-tide ledger-tide --width 100"),
    ("article-80.txt", "newsroom", "--article courrier-005 --width 80"),
    ("via-100.txt", "audit", "--article matin-bisons --width 100"),
];

/// Pages by their names.
fn shown() -> BTreeMap<String, String> {
    let desk = tempfile::tempdir().expect("a folder for the test");
    let command = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wirecopy"));
        command.current_dir(desk.path());
        command
    };
    for sample in ["audit", "newsroom"] {
        let data = home().join("data").join(sample);
        command().arg("compare").arg(data).args(["--quiet", "-o", sample]).assert().success();
    }
    let page = |&(name, sample, words): &(&str, &str, &str)| {
        let output =
            command().args(["show", sample]).args(words.split(' ')).output().expect("the command starts");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "show {sample} {words}: {said}");
        (name.to_owned(), String::from_utf8(output.stdout).expect("a page is UTF-8"))
    };
    PAGES.iter().map(page).collect()
}

/// Files are as they are stored; or are stored, where that is asked for.
fn is_stored(got: &BTreeMap<String, String>, stored: &Path) {
    if std::env::var_os("WIRECOPY_UPDATE_GOLDEN").is_some_and(|value| value == "1") {
        store(stored, got);
    }
    let expected = files(stored);
    let names = |files: &BTreeMap<String, String>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&expected), names(got), "the files of the folder (left: stored)");
    let differing: String = got.iter().map(|(name, text)| difference(name, &expected[name], text)).collect();
    assert!(
        differing.is_empty(),
        "other results than stored (-), now (+)\n{differing}\n\
         If they are right: WIRECOPY_UPDATE_GOLDEN=1 cargo test --test golden"
    );
}

fn home() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The folder that the command writes, by file name.
fn written() -> BTreeMap<String, String> {
    let desk = tempfile::tempdir().expect("a folder for the test");
    let out = desk.path().join("out");
    Command::new(env!("CARGO_BIN_EXE_wirecopy"))
        .current_dir(home())
        .args(["compare", "data/newsroom", "--quiet", "--output"])
        .arg(&out)
        .assert()
        .success();
    let mut files = files(&out);
    let record = files.get_mut("run.json").expect("a record of the run");
    *record = lasting(record);
    let report = files.remove("report.html").expect("a page");
    files.insert("report.html.txt".to_owned(), embedded(&report));
    files
}

/// What a page embeds, a line for each column and each entry of a block.
fn embedded(html: &str) -> String {
    let page = Page::read(html);
    let mut lines = String::new();
    for element in ["run", "map", "articles", "pairs"] {
        for (column, values) in page.json(element).as_object().expect("columns") {
            let values = match (column.as_str(), values) {
                ("cells", Value::String(packed)) => format!("{:?}", unpacked(packed)),
                _ => values.to_string(),
            };
            writeln!(lines, "{element}.{column} {values}").expect("a string takes all");
        }
    }
    for (key, entry) in page.blocks() {
        writeln!(lines, "block {key} {entry}").expect("a string takes all");
    }
    lines
}

/// The record of a run without what differs from one execution or place to the next.
fn lasting(record: &str) -> String {
    let mut record: Value = serde_json::from_str(record).expect("run.json is JSON");
    let fields = record.as_object_mut().expect("an object");
    fields.shift_remove("execution").expect("run.json has an execution");
    for input in fields["inputs"].as_array_mut().expect("a list of inputs") {
        input.as_object_mut().and_then(|input| input.shift_remove("path")).expect("an input has a path");
    }
    format!("{record:#}\n")
}

fn files(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder).unwrap_or_else(|fault| panic!("{}: {fault}", folder.display()));
    let file = |entry: fs::DirEntry| {
        let name = entry.file_name().into_string().expect("our names are UTF-8");
        (name, fs::read_to_string(entry.path()).expect("our files are UTF-8"))
    };
    entries.map(|entry| file(entry.expect("an entry"))).collect()
}

fn store(folder: &Path, files: &BTreeMap<String, String>) {
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder).expect("a folder for the results");
    for (name, text) in files {
        fs::write(folder.join(name), text).expect("results can be stored");
    }
}

/// The lines that one of two texts has and the other has not, in order; nothing for equal texts.
fn difference(name: &str, expected: &str, got: &str) -> String {
    if expected == got {
        return String::new();
    }
    let (old, new) = (lines(expected), lines(got));
    let common = common_behind(&old, &new);
    let (mut i, mut j, mut changed) = (0, 0, Vec::new());
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            (i, j) = (i + 1, j + 1);
        } else if j == new.len() || (i < old.len() && common[i + 1][j] >= common[i][j + 1]) {
            changed.push(format!("  {name}:{} - {}", i + 1, old[i]));
            i += 1;
        } else {
            changed.push(format!("  {name}:{} + {}", j + 1, new[j]));
            j += 1;
        }
    }
    let excerpt = |line: &String| match line.char_indices().nth(WIDTH) {
        Some((end, _)) => format!("{}…\n", &line[..end]),
        None => format!("{line}\n"),
    };
    let mut shown: String = changed.iter().take(SHOWN).map(excerpt).collect();
    if changed.len() > SHOWN {
        writeln!(shown, "  {name}: and {} lines more", changed.len() - SHOWN).expect("a string takes all");
    }
    shown
}

/// The lines of a text, with carriage returns that can be seen. A text that ends in the middle of a line says so.
fn lines(text: &str) -> Vec<String> {
    let shown = |line: &str| match line.strip_suffix('\n') {
        Some(line) => line.replace('\r', "\\r"),
        None => format!("{line} (and no line end)"),
    };
    text.split_inclusive('\n').map(shown).collect()
}

/// How many lines, in order, two texts have in common from line `i` of the one and line `j` of the other on.
fn common_behind(old: &[String], new: &[String]) -> Vec<Vec<u32>> {
    let mut common = vec![vec![0; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i][j] = if old[i] == new[j] {
                common[i + 1][j + 1] + 1
            } else {
                common[i + 1][j].max(common[i][j + 1])
            };
        }
    }
    common
}

#[test]
fn a_difference_is_told_line_by_line() {
    assert_eq!(difference("x.csv", "a\nb\nc\n", "a\nb\nc\n"), "");
    assert_eq!(
        difference("x.csv", "a\nb\nc\n", "a\nB\nc\nd\n"),
        "  x.csv:2 - b\n  x.csv:2 + B\n  x.csv:4 + d\n"
    );
    assert_eq!(difference("x.csv", "a\n", "a\r\n"), "  x.csv:1 - a\n  x.csv:1 + a\\r\n");
    assert_eq!(difference("x.csv", "a\n", "a"), "  x.csv:1 - a\n  x.csv:1 + a (and no line end)\n");
}
