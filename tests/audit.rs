//! The audit held to its truth, through the real binary.
//!
//! `data/audit` has one case for each rule and one for each trap; `data/audit-truth` has what the tables must say of it,
//! reviewed line by line (its README says which case is which). `data/newsroom-truth/articles.csv` says the same of the
//! newsroom. Only columns that carry a verdict are compared: places of credits may move when a text does.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

type Row = BTreeMap<String, String>;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The folder of a finished run with these arguments.
fn run(arguments: &[&str]) -> tempfile::TempDir {
    let out = tempfile::tempdir().expect("a folder");
    let ran = Command::new(env!("CARGO_BIN_EXE_wirecopy"))
        .current_dir(root())
        .args(["compare", "--quiet", "-o"])
        .arg(out.path())
        .args(arguments)
        .output()
        .expect("wirecopy runs");
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    out
}

fn rows(path: &Path) -> Vec<Row> {
    let mut table =
        csv::Reader::from_path(path).unwrap_or_else(|fault| panic!("{}: {fault}", path.display()));
    table.deserialize().map(|row| row.expect("a row")).collect()
}

/// What a table says in the columns that the truth has, row by row.
fn differences(found: &[Row], truth: &[Row]) -> Vec<String> {
    let mut differences = Vec::new();
    if found.len() != truth.len() {
        differences.push(format!("{} rows, not {}", found.len(), truth.len()));
    }
    for (number, (found, truth)) in found.iter().zip(truth).enumerate() {
        for (column, expected) in truth {
            if found.get(column) != Some(expected) {
                differences.push(format!(
                    "row {}, {column}: {:?}, not {expected:?} ({found:?})",
                    number + 1,
                    found.get(column)
                ));
            }
        }
    }
    differences
}

#[test]
fn every_rule_and_every_trap_of_the_audit_has_its_verdict() {
    let out = run(&["data/audit"]);
    for table in ["articles.csv", "reuse.csv", "outlets.csv", "flows.csv"] {
        let truth = rows(&root().join("data/audit-truth").join(table));
        let differences = differences(&rows(&out.path().join(table)), &truth);
        assert!(differences.is_empty(), "{table}:\n{}", differences.join("\n"));
    }
}

#[test]
fn two_copies_of_one_dispatch_name_the_dispatch() {
    let out = run(&["data/audit"]);
    let passages = rows(&out.path().join("passages.csv"));
    let via = |a: &str, b: &str| {
        let row = passages.iter().find(|row| row["a"] == a && row["b"] == b);
        row.map(|row| row["via"].clone())
    };
    assert_eq!(via("gazette-barrage", "matin-barrage").as_deref(), Some("afp-barrage"));
    assert_eq!(via("gazette-laiterie", "matin-laiterie").as_deref(), Some("laiterie-communique"));
    assert_eq!(
        via("afp-barrage", "matin-barrage").as_deref(),
        Some(""),
        "nothing is earlier than the dispatch"
    );
}

#[test]
fn who_repeats_what_a_paper_changed_has_it_from_the_paper() {
    let out = run(&["data/newsroom"]);
    let passages = rows(&out.path().join("passages.csv"));
    let of_two = |a: &str, b: &str| {
        let found = passages.iter().find(|row| row["a"] == a && row["b"] == b);
        found.unwrap_or_else(|| panic!("no passage of {a} and {b}"))
    };
    assert_eq!(of_two("echo-005", "vigie-005")["via"], "", "the dispatch has other words in 13 places");
    assert_eq!(of_two("courrier-001", "echo-001")["via"], "boreale-002", "which has all that they share");
    let reuse = rows(&out.path().join("reuse.csv"));
    let words = |source: &str| {
        let found = reuse.iter().find(|row| row["source"] == source && row["reuser"] == "vigie-005");
        found.map(|row| row["words"].clone())
    };
    assert_eq!([words("boreale-007"), words("echo-005")], [Some("49".to_owned()), Some("13".to_owned())]);
}

#[test]
fn quoted_speech_is_counted_apart() {
    let out = run(&["data/audit"]);
    let passages = rows(&out.path().join("passages.csv"));
    let quoted = |a: &str| passages.iter().find(|row| row["a"] == a).map(|row| row["quoted_share"].clone());
    assert_eq!(quoted("afp-partition").as_deref(), Some("1.0000"));
    assert_eq!(quoted("afp-barrage").as_deref(), Some("0.0000"));
}

#[test]
fn the_newsroom_has_the_class_credit_and_flag_of_its_truth() {
    let out = run(&["data/newsroom", "--wire", "Meridian News=Meridian"]);
    let truth = rows(&root().join("data/newsroom-truth/articles.csv"));
    let found = rows(&out.path().join("articles.csv"));
    let short =
        |credit: &str| credit.replace("Agence Boréale", "Boréale").replace("Meridian News", "Meridian");
    let found: Vec<Row> = found
        .into_iter()
        .map(|mut row| {
            let credit = short(&row["credit"]);
            row.insert("credit".into(), credit);
            row
        })
        .collect();
    let differences = differences(&found, &truth);
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn thresholds_move_the_verdicts() {
    let verdict = |options: &[&str]| {
        let out = run(&[&["data/audit"], options].concat());
        let articles = rows(&out.path().join("articles.csv"));
        let of = |id: &str| articles.iter().find(|row| row["id"] == id).cloned().expect("the article");
        let (bisons, partition) = (of("courrier-bisons"), of("phare-partition"));
        (bisons["class"].clone(), bisons["flag"].clone(), partition["class"].clone())
    };
    let default = verdict(&[]);
    assert_eq!(default, ("partially_derived".into(), "credited".into(), "partially_derived".into()));
    let moved = verdict(&["--partly-derived", "0.5", "--wholly-derived", "0.55", "--credit-owed", "0.9"]);
    assert_eq!(moved, ("wholly_derived".into(), String::new(), "non_derived".into()));
}

#[test]
fn without_passages_there_is_no_verdict() {
    let out = run(&["data/audit", "--no-passages"]);
    for row in rows(&out.path().join("articles.csv")) {
        for column in ["reused_words", "originality", "class", "credit", "flag", "update_of", "evidence"] {
            assert_eq!(row[column], "", "{column}");
        }
    }
    let header = |table: &str| fs::read_to_string(out.path().join(table)).expect("a table").lines().count();
    assert_eq!([header("reuse.csv"), header("outlets.csv"), header("flows.csv")], [1, 1, 1]);
}

#[test]
fn an_agency_that_is_named_and_has_published_nothing_is_warned_of() {
    let out = run(&["data/audit", "--wire", "Agence Borealle"]);
    let record = fs::read_to_string(out.path().join("run.json")).expect("a record");
    assert!(record.contains("no article has the outlet Agence Borealle that --wire names"), "{record}");
    let out = run(&["data/audit", "--wire", "Le Phare=Phare"]);
    let record = fs::read_to_string(out.path().join("run.json")).expect("a record");
    assert!(!record.contains("that --wire names") && record.contains("\"Le Phare\""), "{record}");
}

#[test]
fn a_copy_dated_to_the_day_does_not_stand_before_the_dispatch_of_that_day() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = "Le dernier bac du Trégoual cessera de traverser l'aber le 30 septembre, après cent douze ans de service, a \
                décidé le syndicat du port. Ses deux passeurs conduiront la navette électrique qui le remplacera.";
    let article = |id: &str, outlet: &str, published: &str| {
        format!(
            "{{\"id\":\"{id}\",\"outlet\":\"{outlet}\",\"published\":\"{published}\",\"text\":\"{text}\"}}\n"
        )
    };
    let all = article("day", "Le Phare", "2026-05-04")
        + &article("wire", "AFP", "2026-05-04T10:30:00Z")
        + &article("next", "Le Matin", "2026-05-05T12:00:00Z");
    let input = folder.path().join("press.jsonl");
    fs::write(&input, all).expect("a file");
    let out = run(&[input.to_str().expect("a path")]);
    let articles = rows(&out.path().join("articles.csv"));
    let next = articles.iter().find(|row| row["id"] == "next").expect("the article");
    assert_eq!([&*next["top_source"], &*next["flag"]], ["wire", "uncredited"]);
}

#[test]
fn boilerplate_inside_a_passage_is_nobodys_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::write(&path, text).expect("a file");
        path.to_str().expect("a path").to_owned()
    };
    let (start, end) = (
        "Le phare de Kerlouan sera repeint en rouge et blanc avant l'été, a annoncé mercredi le service des balises",
        "Les travaux dureront neuf semaines et la lanterne de 1874 descendra par la falaise au bout d'un treuil",
    );
    let wire = format!("{start} du Trégoual nord, à Lanvel. {end}.");
    let copy = format!("{start}. Lire aussi notre dossier. {end}.");
    let article = |id: &str, outlet: &str, hour: u32, text: &str| {
        format!(
            "{{\"id\":\"{id}\",\"outlet\":\"{outlet}\",\"published\":\"2026-05-04T{hour:02}:00:00Z\",\"text\":\"{text}\"}}\n"
        )
    };
    let input =
        put("press.jsonl", &(article("wire", "AFP", 8, &wire) + &article("copy", "Le Phare", 9, &copy)));
    let lines = put("lines.txt", "Lire aussi notre dossier\n");
    let out = run(&[&input, "--boilerplate", &lines]);
    let copy = rows(&out.path().join("articles.csv")).remove(1);
    assert_eq!([&*copy["words"], &*copy["boilerplate_words"], &*copy["reused_words"]], ["43", "4", "39"]);
    assert_eq!(copy["originality"], "0.0000");
}
