//! A folder of its own for each test, the real binary in it, and frames around what was expected and what came.

use assert_cmd::Command;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A folder to run the command in; gone when the test is over.
pub(crate) struct Desk {
    home: TempDir,
}

/// What the command said, and how it ended.
pub(crate) struct Said {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self { home: tempfile::tempdir().expect("a folder for the test") }
    }

    /// With a wire's dispatch, a paper's copy of it and a story of its own in `press.jsonl`.
    pub(crate) fn with_press() -> Self {
        let desk = Self::new();
        desk.put("press.jsonl", &press());
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    pub(crate) fn put(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn text(&self, name: &str) -> String {
        let path = self.path(name);
        fs::read_to_string(&path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()))
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.path(name).exists()
    }

    /// Names in a folder, hidden ones included, in order.
    pub(crate) fn names(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(folder)).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// The command with these blank-separated words, at this desk.
    pub(crate) fn command(&self, words: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wirecopy"));
        command.current_dir(self.home.path()).args(words.split_whitespace());
        command
    }

    pub(crate) fn run(&self, words: &str) -> Said {
        Said::of(&mut self.command(words))
    }

    /// Runs it, and expects this exit code.
    #[track_caller]
    pub(crate) fn expect(&self, code: i32, words: &str) -> Said {
        let said = self.run(words);
        same(
            &format!("the exit code of `wirecopy {words}`, which said\n{}", said.err),
            &Some(code),
            &said.code,
        );
        said
    }

    /// Moves half of the rows of these tables of a run into second files, as the excel profiles do where they are long.
    pub(crate) fn go_on_in_second_files(&self, folder: &str, tables: &[&str]) {
        let record = format!("{folder}/run.json");
        let mut told: serde_json::Value =
            serde_json::from_str(&self.text(&record)).expect("run.json is JSON");
        for table in tables {
            let rows = self.text(&format!("{folder}/{table}.csv"));
            let (header, middle) = (rows.find('\n').unwrap() + 1, rows.len() / 2);
            let cut = middle + rows[middle..].find('\n').unwrap() + 1;
            self.put(&format!("{folder}/{table}-2.csv"), &format!("{}{}", &rows[..header], &rows[cut..]));
            self.put(&format!("{folder}/{table}.csv"), &rows[..cut]);
            told["files"].as_array_mut().unwrap().push(format!("{table}-2.csv").into());
        }
        self.put(&record, &told.to_string());
    }

    /// `run.json` of a folder, without what differs from one execution to the next.
    pub(crate) fn record(&self, folder: &str) -> serde_json::Value {
        let mut record: serde_json::Value =
            serde_json::from_str(&self.text(&format!("{folder}/run.json"))).expect("run.json is JSON");
        let execution = record.as_object_mut().expect("an object").shift_remove("execution");
        assert!(execution.is_some(), "run.json has no execution");
        record
    }
}

impl Said {
    pub(crate) fn of(command: &mut Command) -> Self {
        let output = command.output().expect("the command starts");
        Self {
            code: output.status.code(),
            out: String::from_utf8(output.stdout).expect("UTF-8 on standard output"),
            err: String::from_utf8(output.stderr).expect("UTF-8 on standard error"),
        }
    }
}

/// Fails with both values in frames.
#[track_caller]
pub(crate) fn same<T: PartialEq + std::fmt::Debug>(what: &str, expected: &T, got: &T) {
    assert!(expected == got, "{what}\n┌── expected ──\n{expected:#?}\n├── got ──\n{got:#?}\n└──");
}

/// Fails with the whole text in a frame.
#[track_caller]
pub(crate) fn tells(text: &str, expected: &str) {
    assert!(text.contains(expected), "\n┌── expected somewhere ──\n{expected}\n├── in ──\n{text}\n└──");
}

/// One line that begins with our name: place, fault, remedy.
#[track_caller]
pub(crate) fn is_one_complaint(text: &str) {
    let lines: Vec<&str> = text.lines().collect();
    assert!(
        lines.len() == 1 && lines[0].starts_with("wirecopy: ") && lines[0].ends_with(')'),
        "\n┌── expected `wirecopy: place: fault (remedy)` ──\n├── got ──\n{text}\n└──"
    );
}

/// Files of a finished run without a matrix.
pub(crate) const TABLES: [&str; 11] = [
    "articles.csv",
    "clusters.csv",
    "datapackage.json",
    "flows.csv",
    "outlets.csv",
    "pairs.csv",
    "passages.csv",
    "rejected.csv",
    "report.html",
    "reuse.csv",
    "run.json",
];

pub(crate) fn press() -> String {
    let wire = "The bridge over the river Orle was closed on Monday after engineers found cracks in two of its piers.";
    [
        ("wire-1", "Meridian", wire),
        ("paper-1", "Ledger", &format!("{wire} Buses will take another way.")),
        ("paper-2", "Ledger", "Quite another story, of a market and its cheese."),
    ]
    .map(|(id, outlet, text)| line(id, outlet, text))
    .concat()
}

/// Many articles, no two alike for long.
pub(crate) fn crowd(articles: usize, words: usize) -> String {
    let mut state = 1_u64;
    let mut word = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        format!("w{}", (state >> 33) % 50_000)
    };
    let mut text = || (0..words).map(|_| word()).collect::<Vec<_>>().join(" ");
    (0..articles).map(|number| line(&format!("a{number}"), "Crowd", &text())).collect()
}

/// A record of one article in JSON lines.
pub(crate) fn line(id: &str, outlet: &str, text: &str) -> String {
    let record =
        serde_json::json!({ "id": id, "outlet": outlet, "published": "2026-03-10T05:30:00Z", "text": text });
    format!("{record}\n")
}

/// A file or folder of the data that comes with the project.
pub(crate) fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name)
}

/// Whether a path is a folder with nothing in it, or nothing at all.
pub(crate) fn is_bare(path: &Path) -> bool {
    fs::read_dir(path).map_or(true, |mut entries| entries.next().is_none())
}
