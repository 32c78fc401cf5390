//! `wirecopy score`: a finished run against a labelled truth.

use crate::harness::{Desk, Said, data, is_one_complaint, line, same, tells};
use serde_json::{Value, json};
use std::process::{Command, Stdio};

/// The sample, compared into `out` with these options.
fn newsroom(options: &str) -> Desk {
    let desk = Desk::new();
    let said = Said::of(desk.command(&format!("compare -o out --quiet {options}")).arg(data("newsroom")));
    same(&format!("the exit code of compare, which said\n{}", said.err), &Some(0), &said.code);
    desk
}

/// A run over `press.jsonl`: two articles that share a passage, one that shares nothing.
fn press(options: &str) -> Desk {
    let desk = Desk::with_press();
    desk.expect(0, &format!("compare press.jsonl -o out --quiet {options}"));
    desk
}

fn of_sample(desk: &Desk, truth: &str, options: &str) -> Value {
    let mut command = desk.command(&format!("score out --json {options}"));
    let said = Said::of(command.arg("--truth").arg(data("newsroom-truth").join(truth)));
    same(&format!("the exit code of score, which said\n{}", said.err), &Some(0), &said.code);
    serde_json::from_str(&said.out).expect("JSON")
}

/// The figures of a run against this truth.
#[track_caller]
fn against(desk: &Desk, truth: &str) -> Value {
    desk.put("truth.csv", truth);
    serde_json::from_str(&desk.expect(0, "score out --truth truth.csv --json").out).expect("JSON")
}

/// The complaint about this truth.
#[track_caller]
fn complaint(desk: &Desk, truth: &str) -> String {
    desk.put("truth.csv", truth);
    let said = desk.expect(1, "score out --truth truth.csv");
    is_one_complaint(&said.err);
    assert_eq!(said.out, "");
    said.err
}

#[test]
fn every_planted_passage_of_the_sample_is_detected_once() {
    let figures = of_sample(&newsroom(""), "passages.csv", "");
    assert_eq!((&figures["cases"], &figures["detected"]), (&json!(30), &json!(30)));
    assert_eq!(figures["granularity"], json!(1.0));
    assert!(figures["plagdet"].as_f64().unwrap() > 0.95, "{figures}");
    let kinds: Vec<&Value> = figures["kinds"].as_array().unwrap().iter().map(|kind| &kind["kind"]).collect();
    assert_eq!(kinds, ["edited", "rewritten", "verbatim"]);
}

#[test]
fn a_list_of_pairs_gives_the_kinds_and_those_without_a_case() {
    let desk = newsroom("");
    let pairs = data("newsroom-truth").join("pairs.csv");
    let figures = of_sample(&desk, "passages.csv", &format!("--pairs {}", pairs.display()));
    assert_eq!(figures["kinds"].as_array().unwrap().len(), 11);
    let unrelated: Vec<(&Value, &Value)> =
        figures["unrelated"].as_array().unwrap().iter().map(|kind| (&kind["kind"], &kind["pairs"])).collect();
    assert_eq!(unrelated, [(&json!("formula"), &json!(2)), (&json!("same_event"), &json!(2))]);
}

#[test]
fn every_reuse_of_the_sample_is_flagged() {
    let figures = of_sample(&newsroom(""), "pairs.csv", "");
    assert_eq!(
        (&figures["pairs"], &figures["reuse"], &figures["recall"]),
        (&json!(34), &json!(30), &json!(1.0))
    );
}

#[test]
fn a_dress_changes_no_figure() {
    let plain = newsroom("");
    for dress in ["excel", "excel-fr"] {
        let dressed = newsroom(&format!("--csv {dress}"));
        for truth in ["passages.csv", "pairs.csv"] {
            same(dress, &of_sample(&plain, truth, ""), &of_sample(&dressed, truth, ""));
        }
    }
}

#[test]
fn a_table_that_goes_on_in_another_file_is_read_whole() {
    let desk = newsroom("--csv excel");
    let whole = of_sample(&desk, "passages.csv", "");
    desk.go_on_in_second_files("out", &["pairs", "passages", "clusters", "articles"]);
    same("the figures", &whole, &of_sample(&desk, "passages.csv", ""));
}

#[test]
fn an_id_that_a_spreadsheet_would_run_is_known_in_every_dress() {
    let text = "The bridge over the river Orle was closed on Monday after engineers found cracks in two of its piers.";
    for options in ["", "--csv excel", "--csv excel-fr", "--csv excel --no-csv-hardening"] {
        let desk = Desk::new();
        desk.put("press.jsonl", &[line("=1+1", "Wire", text), line("'b", "Paper", text)].concat());
        desk.expect(0, &format!("compare press.jsonl -o out --quiet {options}"));
        let figures = against(&desk, "a,b,label\n=1+1,'b,1\n");
        assert_eq!(figures["recall"], json!(1.0), "{options}");
    }
}

#[test]
fn the_order_of_the_input_does_not_matter() {
    let desk = press("");
    for truth in ["wire-1,0,100,paper-1,0,100", "paper-1,0,100,wire-1,0,100"] {
        let figures = against(&desk, &format!("a,a_start,a_end,b,b_start,b_end\n{truth}\n"));
        assert_eq!((&figures["detected"], &figures["elsewhere"]), (&json!(1), &json!(0)), "{truth}");
    }
    for truth in ["wire-1,paper-1,1", "paper-1,wire-1,1"] {
        assert_eq!(against(&desk, &format!("a,b,label\n{truth}\n"))["flagged"], json!(1), "{truth}");
    }
}

#[test]
fn roles_matter_where_there_are_references() {
    let desk = Desk::with_press();
    desk.expect(0, "compare press.jsonl --against press.jsonl -o out --quiet");
    let figures = against(&desk, "a;a_start;a_end;b;b_start;b_end\nwire-1;0;100;paper-1;0;100\n");
    assert_eq!((&figures["detected"], &figures["recall"]), (&json!(1), &json!(1.0)));
    assert!(figures["elsewhere"].as_u64().unwrap() > 1, "the pair the other way round is another: {figures}");
    tells(&complaint(&desk, "id,cluster\nwire-1,1\n"), "--against");
    tells(&complaint(&desk, "a,b,label\nnobody,wire-1,1\n"), "a is the examined article and b the reference");
}

#[test]
fn pairs_and_clusters_of_the_run_are_held_to_labelled_clusters() {
    let figures = against(&press(""), "cluster,id\nbridge,wire-1\nbridge,paper-1\ncheese,paper-2\n");
    assert_eq!((&figures["articles"], &figures["true_pairs"]), (&json!(3), &json!(1)));
    for view in ["closed", "clusters"] {
        let partition = &figures[view];
        assert_eq!((&partition["ari"], &partition["b_cubed"]["f1"]), (&json!(1.0), &json!(1.0)), "{view}");
    }
}

#[test]
fn rows_with_another_label_are_left_out_and_told() {
    let desk = press("");
    let truth = "a,b,label,kind\nwire-1,paper-1,1,copy\nwire-1,paper-2,,doubtful\nnobody,paper-2,?,\n";
    assert_eq!(against(&desk, truth)["unlabelled"], json!(2));
    let text = desk.expect(0, "score out --truth truth.csv").out;
    same(
        "the text",
        &"kind  label  pairs  flagged  precision   recall       f1  accuracy\n\
          all              1        1    1.00000  1.00000  1.00000   1.00000\n\
          copy      1      1        1\n\n2 rows with another label, left out\n"
            .to_owned(),
        &text,
    );
}

#[test]
fn json_has_five_decimals() {
    let desk = press("");
    desk.put("truth.csv", "a,b,label\nwire-1,paper-1,1\nwire-1,paper-2,1\npaper-1,paper-2,1\n");
    let said = desk.expect(0, "score out --truth truth.csv --json");
    let start =
        r#"{"truth":"pairs","precision":1.00000,"recall":0.33333,"f1":0.50000,"accuracy":0.33333,"pairs":3,"#;
    assert!(said.out.starts_with(start) && said.out.ends_with("}\n"), "{}", said.out);
}

#[test]
fn siblings_are_left_out_when_asked() {
    let text = "The bridge over the river Orle was closed on Monday after engineers found cracks in two of its piers.";
    let desk = Desk::new();
    desk.put("press.jsonl", &["wire", "paper", "daily"].map(|id| line(id, id, text)).concat());
    desk.expect(0, "compare press.jsonl -o out --quiet");
    desk.put(
        "truth.csv",
        "a,a_start,a_end,b,b_start,b_end\nwire,0,101,paper,0,101\nwire,0,101,daily,0,101\n",
    );
    tells(&desk.expect(0, "score out --truth truth.csv").out, "1 detection of pairs that have no case\n");
    let ignoring = desk.expect(0, "score out --truth truth.csv --siblings ignore").out;
    tells(&ignoring, "0 detections of pairs that have no case; 1 left out\n");
}

#[test]
fn a_truth_that_cannot_be_used_says_where_and_why() {
    let desk = press("");
    let passages = "a,a_start,a_end,b,b_start,b_end\n";
    for (truth, said) in [
        (String::new(), "truth.csv: is empty"),
        ("a,b\nwire-1,paper-1\n".to_owned(), "truth.csv:1: no columns that say what is labelled"),
        ("a,a_start,b\n".to_owned(), "a,a_start,a_end,b,b_start,b_end"),
        (passages.to_owned(), "truth.csv: has no labelled row"),
        ("a,b,label\nwire-1,paper-1,?\n".to_owned(), "truth.csv: has no labelled row"),
        (format!("{passages}wire-1,0,9,paper-9,0,9\n"), "truth.csv:2: the run has no article \"paper-9\""),
        (format!("{passages}wire-1,0,9,wire-1,0,9\n"), "truth.csv:2: \"wire-1\" stands on both sides"),
        (
            format!("{passages}wire-1,0,9,paper-1,0,9\nwire-1,0,x,paper-1,0,9\n"),
            "truth.csv:3: a_end is \"x\"",
        ),
        (format!("{passages}wire-1,9,9,paper-1,0,9\n"), "truth.csv:2: a span from 9 to 9 is empty"),
        (
            "a,b,label\nwire-1,paper-1,1\n\npaper-1,wire-1,0\n".to_owned(),
            "truth.csv:4: is labelled on line 2",
        ),
        ("id,cluster\nwire-1,1\nwire-1,2\n".to_owned(), "truth.csv:3: is labelled on line 2"),
        ("id,cluster\nwire-1\n".to_owned(), "truth.csv:2: fields: 1, where the header has 2"),
    ] {
        tells(&complaint(&desk, &truth), said);
    }
    desk.put("pairs.csv", "a,b\n");
    tells(&complaint_of(&desk, "score out --truth missing.csv"), "missing.csv: no such file");
    desk.put("truth.csv", &format!("{passages}wire-1,0,9,paper-1,0,9\n"));
    tells(
        &complaint_of(&desk, "score out --truth truth.csv --pairs pairs.csv"),
        "pairs.csv:1: no column \"kind\"",
    );
}

#[track_caller]
fn complaint_of(desk: &Desk, words: &str) -> String {
    let said = desk.expect(1, words);
    is_one_complaint(&said.err);
    said.err
}

#[test]
fn options_about_passages_need_a_truth_of_passages() {
    let desk = press("");
    desk.put("truth.csv", "a,b,label,kind\nwire-1,paper-1,1,copy\n");
    for option in ["--pairs truth.csv", "--siblings ignore"] {
        tells(&complaint_of(&desk, &format!("score out --truth truth.csv {option}")), "labels no passages");
    }
    tells(&desk.expect(2, "score out --truth truth.csv --siblings hate").err, "count, ignore");
}

#[test]
fn a_run_without_passages_has_none_to_measure() {
    let desk = press("--no-passages");
    let said = complaint(&desk, "a,a_start,a_end,b,b_start,b_end\nwire-1,0,9,paper-1,0,9\n");
    tells(&said, "out: was made with --no-passages");
    assert_eq!(against(&desk, "a,b,label\nwire-1,paper-1,1\n")["recall"], json!(1.0));
}

#[test]
fn only_the_folder_of_a_finished_run_can_be_measured() {
    let desk = Desk::with_press();
    desk.put("truth.csv", "id,cluster\nwire-1,1\n");
    desk.put("other/notes.txt", "");
    desk.put("fake/run.json", "{}");
    for (folder, said) in [
        ("nowhere", "nowhere: no such folder"),
        ("press.jsonl", "press.jsonl: is a file"),
        ("other", "other: has no run.json"),
        ("fake", "fake: its run.json is not of a wirecopy run"),
    ] {
        tells(&complaint_of(&desk, &format!("score {folder} --truth truth.csv")), said);
    }
}

#[test]
fn a_truth_must_be_named() {
    tells(&Desk::new().expect(2, "score out").err, "--truth <FILE>");
    tells(&Desk::new().expect(2, "score").err, "Usage:");
}

#[test]
fn help_has_the_formulas_and_their_sources() {
    let help = Desk::new().expect(0, "score --help").out;
    for part in ["Examples:", "F1 of recall and precision / log2(1 + granularity)", "Hubert, Arabie 1985"] {
        tells(&help.split_whitespace().collect::<Vec<_>>().join(" "), part);
    }
    tells(&Desk::new().expect(0, "man score").out, "plagdet");
}

#[cfg(unix)]
#[test]
fn a_reader_who_leaves_early_is_no_failure() {
    let desk = press("");
    desk.put("truth.csv", "id,cluster\nwire-1,1\n");
    let mut child = Command::new(env!("CARGO_BIN_EXE_wirecopy"))
        .args(["score", "out", "--truth", "truth.csv"])
        .current_dir(desk.path(""))
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}
