//! What a run has put down to go on with, and finished runs, after any bytes of them were changed.

use crate::desk;
use crate::press::{Made, Press};
use arbitrary::Arbitrary;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::OnceLock;
use wirecopy::columns::{Keeper, Kept, KeptColumns, Room, Spill};
use wirecopy::findings::Findings;
use wirecopy::journal::{Journal, recall, record};
use wirecopy::observe::Unwatched;
use wirecopy::pipeline::compare_columns;
use wirecopy::plan::Plan;
use wirecopy::read::{Intake, ReadPlan, read_through};
use wirecopy::report::{Exports, OutputFolder, Profile, Strangers, write_all};
use wirecopy::scratch::Scratch;
use wirecopy::tables::{FinishedRun, Truth, read_kinds, read_remarks};
use wirecopy::work::{SpillFile, WorkError, WorkFolder};

/// Articles that share something.
const ARTICLES: &str = r#"{"id":"wire","outlet":"AFP","date":"2026-01-02T03:04:05Z","text":"The bridge over the river Orle was closed on Monday after engineers found cracks in two of its seven piers. Mayor Ilsa Brandt told reporters that repairs would take eleven months and cost forty million crowns."}
{"id":"paper","outlet":"Orle Post","date":"2026-01-02T09:00:00Z","text":"Good morning. The bridge over the river Orle was closed on Monday after engineers found cracks in two of its seven piers. Ferries will carry commuters."}
{"id":"copy","outlet":"Nordhavn Courier","text":"The bridge over the river Orle was closed on Monday after engineers found cracks in two of its seven piers. Mayor Ilsa Brandt told reporters that repairs would take eleven months and cost forty million crowns."}
"#;

/// Something that happens to a file.
#[derive(Debug, Arbitrary)]
enum Change {
    Byte { at: u16, to: u8 },
    Flipped { at: u16, bit: u8 },
    Cut(u16),
    Inserted { at: u16, bytes: Vec<u8> },
    Removed { at: u16, length: u8 },
    Replaced(Vec<u8>),
    Swapped(u8),
    Gone,
}

impl Change {
    /// What a file holds then; none if it is gone. `others` are what the files beside it hold.
    fn of(&self, mut bytes: Vec<u8>, others: &[Vec<u8>]) -> Option<Vec<u8>> {
        let place = |at: u16| usize::from(at) % bytes.len().max(1);
        match *self {
            Self::Byte { at, to } => {
                let at = place(at);
                bytes.get_mut(at).into_iter().for_each(|byte| *byte = to);
            }
            Self::Flipped { at, bit } => {
                let at = place(at);
                bytes.get_mut(at).into_iter().for_each(|byte| *byte ^= 1 << (bit % 8));
            }
            Self::Cut(at) => bytes.truncate(place(at)),
            Self::Inserted { at, bytes: ref more } => {
                let at = place(at).min(bytes.len());
                bytes.splice(at..at, more.iter().copied());
            }
            Self::Removed { at, length } => {
                let at = place(at);
                let end = bytes.len().min(at + usize::from(length));
                bytes.drain(at.min(end)..end);
            }
            Self::Replaced(ref with) => bytes.clone_from(with),
            Self::Swapped(which) => bytes.clone_from(others.get(usize::from(which) % others.len().max(1))?),
            Self::Gone => return None,
        }
        Some(bytes)
    }
}

/// Files of a folder in the order of their names.
fn files(dir: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(dir).expect("it is a folder").map(|entry| entry.expect("a file").path());
    let mut files: Vec<PathBuf> = files.filter(|path| path.is_file()).collect();
    files.sort();
    files
}

fn change(dir: &Path, changes: &[(u8, Change)]) {
    let paths = files(dir);
    let mut contents: Vec<Vec<u8>> =
        paths.iter().map(|path| fs::read(path).expect("it can be read")).collect();
    for (which, change) in changes {
        let which = usize::from(*which) % paths.len();
        match change.of(contents[which].clone(), &contents) {
            Some(bytes) => {
                fs::write(&paths[which], &bytes).expect("it can be written");
                contents[which] = bytes;
            }
            None => {
                let _ = fs::remove_file(&paths[which]);
            }
        }
    }
}

/// What a run found, without the time that it took.
fn told(findings: &Findings) -> String {
    let Findings { pairs, passages, clusters, audits, outlets, flows, matrix, learnt, accounts, .. } =
        findings;
    let rest = (outlets, flows, matrix, learnt, accounts);
    format!("{:?}", (pairs, passages, clusters, audits, rest))
}

/// Nothing in memory: all that is laid aside goes into a file without a name.
fn no_room(dir: &Path) -> Scratch {
    Scratch::within(0, Arc::new(SpillFile::unnamed(dir).expect("a file can be made")))
}

/// Reads and compares in a folder to work in, from wherever a run before has come.
fn worked(dir: &Path, input: &Path, resume: bool) -> Result<String, WorkError> {
    let (plan, reading) = (Plan::default(), ReadPlan::default());
    let asked = serde_json::json!({ "settings": 1, "inputs": ["press.jsonl"] });
    let folder = WorkFolder::claim(dir, &asked, resume)?;
    let mut spill = Arc::new(folder.columns(folder.has("read"))?);
    let recalled = recall::<(Intake, Vec<Kept>)>(&folder, "read");
    let whole = recalled.filter(|(_, chunks)| chunks.iter().all(|kept| kept.is_whole(&*spill)));
    let lasting: Arc<dyn Spill> = spill.clone();
    let (intake, columns) = if let Some((intake, chunks)) = whole {
        (intake, KeptColumns::recalled(chunks, lasting))
    } else {
        spill = Arc::new(folder.columns(false)?);
        folder.forget_steps()?;
        let keeper = Keeper::within(&plan, Room::new(0, spill.clone(), true));
        let (intake, columns) =
            read_through(&[input.into()], None, &reading, &keeper, &Unwatched).expect("the input is sound");
        record(&folder, "read", &(&intake, columns.chunks())).expect("it can be recorded");
        (intake, columns)
    };
    let columns = Arc::new(columns);
    let batch = intake.batch.with_texts(columns.clone());
    let findings = compare_columns(&batch, &*columns, &plan, &no_room(dir), (&Unwatched, &folder));
    spill.check().expect("the disk is sound");
    let told = told(&findings);
    // As a kill would leave it.
    std::mem::forget(folder);
    Ok(told)
}

/// A run that is gone on with after anything has happened to its files ends as it would have, or says why it does not.
pub fn resumed(given: &[u8]) {
    let Some(changes) = crate::arbitrary::<Vec<(u8, Change)>>(given) else { return };
    static BEFORE: OnceLock<(Vec<(PathBuf, Vec<u8>)>, String)> = OnceLock::new();
    desk(|home| {
        let (dir, input) = (home.join("work"), home.join("press.jsonl"));
        fs::write(&input, ARTICLES).expect("it can be written");
        let (before, expected) = BEFORE.get_or_init(|| {
            let _ = fs::remove_dir_all(&dir);
            let told = worked(&dir, &input, false).expect("a folder can be worked in");
            let held = files(&dir).into_iter().map(|path| {
                let bytes = fs::read(&path).expect("it can be read");
                (path.file_name().expect("a file has a name").into(), bytes)
            });
            (held.collect(), told)
        });
        assert!(before.len() >= 4, "{before:?}");
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir(&dir).expect("a folder can be made");
        for (name, bytes) in before {
            fs::write(dir.join(name), bytes).expect("it can be written");
        }
        change(&dir, &changes);
        if let Ok(told) = worked(&dir, &input, true) {
            assert_eq!(&told, expected, "gone on with after {changes:?}");
        }
        fs::remove_dir_all(&dir).expect("it can be removed");
    });
}

/// A step that was recorded is recalled as it was, or not at all.
pub fn recorded(given: &[u8]) {
    let Some((payload, changes)) = crate::arbitrary::<(Vec<(u32, String)>, Vec<(u8, Change)>)>(given) else {
        return;
    };
    desk(|home| {
        let dir = home.join("steps");
        let _ = fs::remove_dir_all(&dir);
        let asked = serde_json::json!({ "settings": 1 });
        let folder = WorkFolder::claim(&dir, &asked, false).expect("a folder can be worked in");
        record(&folder, "near", &payload).expect("it can be recorded");
        change(&dir, &changes);
        let found = recall::<Vec<(u32, String)>>(&folder, "near");
        assert!(found.is_none_or(|found| found == payload));
        assert_eq!(folder.recall("wording"), None);
        folder.finish();
        let _ = fs::remove_dir_all(&dir);
    });
}

/// The folder of a finished run, file by file.
fn finished_run() -> &'static [(String, Vec<u8>)] {
    static RUN: OnceLock<Vec<(String, Vec<u8>)>> = OnceLock::new();
    RUN.get_or_init(|| {
        let home = tempfile::tempdir().expect("there is a folder for temporary files");
        let input = home.path().join("press.jsonl");
        fs::write(&input, ARTICLES).expect("it can be written");
        let intake =
            wirecopy::read::read(&[input.into()], None, &ReadPlan::default(), &Unwatched).expect("articles");
        let made = Made::of(intake.batch, Plan::default());
        let dir = home.path().join("out");
        let folder = OutputFolder::create(&dir, Strangers::Refuse).expect("a folder can be made");
        write_all(&folder, &made.run(Profile::RFC4180, &Exports::default()), &Unwatched)
            .expect("it can be written to");
        folder.publish().expect("it can be shown");
        let held = files(&dir).into_iter().map(|path| {
            let bytes = fs::read(&path).expect("it can be read");
            (path.file_name().expect("a file has a name").to_string_lossy().into_owned(), bytes)
        });
        held.collect()
    })
}

/// What a finished run says after anything has happened to its files: all of it, or an error that names a file.
pub fn finished(given: &[u8]) {
    let Some(changes) = crate::arbitrary::<Vec<(u8, Change)>>(given) else { return };
    desk(|home| {
        let dir = home.join("finished");
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir(&dir).expect("a folder can be made");
        for (name, bytes) in finished_run() {
            fs::write(dir.join(name), bytes).expect("it can be written");
        }
        change(&dir, &changes);
        let named = |fault: String| assert!(fault.contains("finished"), "{fault} names no file");
        match FinishedRun::open(&dir) {
            Err(fault) => named(fault.to_string()),
            Ok(run) => {
                let faults = [
                    run.inputs().err(),
                    run.pairs().err(),
                    run.passages().err(),
                    run.clusters().err(),
                    run.listed_articles().err(),
                    run.listed_pairs().err(),
                    run.listed_passages().err(),
                    run.listed_reuse().err(),
                ];
                faults.into_iter().flatten().for_each(|fault| named(fault.to_string()));
                let _ = (run.reading(), run.directory(), run.folding(), run.agencies(), run.has_references());
            }
        }
        fs::remove_dir_all(&dir).expect("it can be removed");
    });
}

/// Any bytes as a table that a person has written: remarks, or a labelled truth. No row is passed over.
pub fn labelled(given: &[u8]) {
    const HEADERS: [&str; 6] = [
        "",
        "a,b,verdict,a_start,a_end,b_start,b_end,note\n",
        "a;b;verdict\n",
        "a,a_start,a_end,b,b_start,b_end,kind\n",
        "a,b,label,kind\n",
        "id\tcluster\n",
    ];
    let Some((&choice, rest)) = given.split_first() else { return };
    let header = HEADERS[usize::from(choice) % HEADERS.len()];
    let bytes = [header.as_bytes(), rest].concat();
    desk(|home| {
        let (dir, path) = (home.join("labelled"), home.join("said.csv"));
        if !dir.exists() {
            fs::create_dir(&dir).expect("a folder can be made");
            for (name, bytes) in finished_run() {
                fs::write(dir.join(name), bytes).expect("it can be written");
            }
        }
        fs::write(&path, &bytes).expect("it can be written");
        let named = |fault: String| assert!(fault.contains("said.csv"), "{fault} names no file");
        let rows = |delimiter: u8| {
            let reader =
                csv::ReaderBuilder::new().flexible(true).delimiter(delimiter).from_reader(&bytes[..]);
            reader.into_records().count()
        };
        match read_remarks(&path) {
            Err(fault) => named(fault.to_string()),
            Ok(remarks) => {
                let said = remarks.remarks.len();
                assert!(b",;\t|".iter().any(|delimiter| rows(*delimiter) == said), "{said} of the rows");
                for remark in &remarks.remarks {
                    assert!(remark.line > 1 && remark.ids.iter().all(|id| !id.is_empty()));
                    assert!(remark.chars.iter().flatten().all(|span| span.start < span.end));
                }
            }
        }
        let run = FinishedRun::open(&dir).expect("a finished run");
        let faults = [Truth::read(&path, &run).err(), read_kinds(&path, &run).err()];
        faults.into_iter().flatten().for_each(|fault| named(fault.to_string()));
    });
}

/// A press whose run is put down and taken up again tells the same.
pub fn reopened(given: &[u8]) {
    let Some(press) = crate::arbitrary::<Press>(given) else { return };
    let Some(batch) = press.batch() else { return };
    let plan = Plan::default();
    let made = Made::of(batch, plan);
    desk(|home| {
        let dir = home.join("reopened");
        let _ = fs::remove_dir_all(&dir);
        let folder =
            WorkFolder::claim(&dir, &serde_json::json!({}), false).expect("a folder can be worked in");
        let spill = Arc::new(folder.columns(false).expect("a file can be made"));
        let keeper = Keeper::within(&made.plan, Room::new(0, spill.clone(), true));
        let articles: Vec<_> = made.batch.articles().iter().collect();
        let kept = vec![keeper.keep(&articles).expect("it can be put away")];
        let columns = keeper.columns(kept);
        record(&folder, "read", &columns.chunks()).expect("it can be recorded");
        for _ in 0..2 {
            let chunks = recall::<Vec<Kept>>(&folder, "read").expect("it was recorded");
            assert!(chunks.iter().all(|kept| kept.is_whole(&*spill)));
            let columns = KeptColumns::recalled(chunks, spill.clone());
            let to_lay_aside = no_room(&dir);
            let findings =
                compare_columns(&made.batch, &columns, &made.plan, &to_lay_aside, (&Unwatched, &folder));
            assert_eq!(told(&findings), told(&made.findings));
        }
        folder.finish();
    });
}
