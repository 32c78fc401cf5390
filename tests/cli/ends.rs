//! How a run ends: exit codes, complaints, the summary.

use crate::harness::{Desk, Said, crowd, data, is_bare, is_one_complaint, tells};
use std::process::{Command, Stdio};

#[test]
fn a_missing_input_fails_and_leaves_nothing() {
    let desk = Desk::new();
    let said = desk.expect(1, "compare nowhere.jsonl -o deep/out");
    is_one_complaint(&said.err);
    tells(&said.err, "nowhere.jsonl");
    assert!(!desk.has("deep"));
}

#[test]
fn an_empty_name_is_shown_as_one() {
    let said = Said::of(Desk::new().command("compare").args(["", "-o", "out"]));
    is_one_complaint(&said.err);
    tells(&said.err, "wirecopy: \"\": an empty name");
}

#[test]
fn a_folder_of_strangers_is_refused_and_untouched() {
    let desk = Desk::with_press();
    desk.put("out/thesis.txt", "mine");
    let said = desk.expect(1, "compare press.jsonl -o out");
    is_one_complaint(&said.err);
    tells(&said.err, "--force");
    assert_eq!(desk.names("out"), ["thesis.txt"]);
}

#[test]
fn a_file_is_no_output_folder() {
    let desk = Desk::with_press();
    desk.put("out", "");
    is_one_complaint(&desk.expect(1, "compare press.jsonl -o out").err);
    is_one_complaint(&desk.expect(1, "compare press.jsonl -o out/deeper").err);
}

#[cfg(target_os = "linux")]
#[test]
fn a_place_that_cannot_be_written_fails_before_the_work() {
    let said = Desk::new().expect(1, "compare nowhere.jsonl -o /proc/wirecopy-out");
    is_one_complaint(&said.err);
    tells(&said.err, "/proc/wirecopy-out: ");
}

#[test]
fn results_inside_an_input_folder_are_refused() {
    let desk = Desk::new();
    desk.put("data/press.jsonl", "");
    for out in ["data", "data/out", "data/new/out", "./data/../data"] {
        let said = desk.expect(1, &format!("compare data -o {out}"));
        is_one_complaint(&said.err);
        tells(&said.err, "is inside the input data");
    }
    assert_eq!(desk.names("data"), ["press.jsonl"]);
}

#[test]
fn an_input_is_never_overwritten() {
    let desk = Desk::with_press();
    desk.expect(0, "compare press.jsonl -o out");
    let said = desk.expect(1, "compare out/articles.csv -o out");
    tells(&said.err, "is an input and would be overwritten");
}

#[test]
fn strict_fails_at_the_first_bad_record() {
    let desk = Desk::with_press();
    desk.put("bad.jsonl", "{\"id\": \"a\"}\n");
    let said = desk.expect(1, "compare press.jsonl bad.jsonl -o out --strict");
    is_one_complaint(&said.err);
    tells(&said.err, "wirecopy: bad.jsonl:1: ");
    assert!(!desk.has("out"));
}

#[test]
fn boilerplate_that_is_not_there_is_a_failure() {
    let said = Desk::with_press().expect(1, "compare press.jsonl -o out --boilerplate lines.txt");
    tells(&said.err, "wirecopy: lines.txt: cannot be read");
}

#[test]
fn the_summary_says_what_came_in_and_where_the_results_are() {
    let said = Desk::with_press().expect(0, "compare press.jsonl -o out");
    assert_eq!(said.out, "");
    for part in
        ["Compared", "3 articles", "2 outlets", "2026-03-10", "Found", "Results", "out after", "pairs.csv"]
    {
        tells(&said.err, part);
    }
}

#[test]
fn one_article_alone_has_nothing_to_be_compared_with() {
    let desk = Desk::with_press();
    desk.put("one.txt", "Word.");
    let said = desk.expect(0, "compare one.txt -o out");
    tells(&said.err, "1 article, 1 word\n");
    tells(&said.err, "nothing: one article alone");
    let said = desk.expect(0, "compare one.txt --against press.jsonl -o out");
    tells(&said.err, "every article against every reference");
}

#[test]
fn quiet_is_quiet() {
    let desk = Desk::with_press();
    desk.put("bad.jsonl", "{}\n");
    let said = desk.expect(0, "compare press.jsonl bad.jsonl -o out --quiet");
    assert_eq!((said.out.as_str(), said.err.as_str()), ("", ""));
}

#[test]
fn five_warnings_of_a_kind_are_shown_and_the_rest_are_counted() {
    let desk = Desk::with_press();
    desk.put("bad.jsonl", &"{}\n".repeat(12));
    let said = desk.expect(0, "compare press.jsonl bad.jsonl -o out");
    tells(&said.err, "warning: and 7 more rejected records");
    tells(&said.err, "MOST RECORDS WERE REJECTED: 12 of 15, listed in rejected.csv");
    assert_eq!(said.err.matches("warning: bad.jsonl:").count(), 5, "{}", said.err);
    assert_eq!(desk.text("out/rejected.csv").lines().count(), 13);
    assert_eq!(desk.record("out")["counts"]["rejected"], 12);
}

#[test]
fn nothing_is_painted_where_nobody_sees_colours() {
    let desk = Desk::with_press();
    for said in [
        desk.expect(0, "compare press.jsonl -o out"),
        Said::of(desk.command("compare press.jsonl -o out").env("NO_COLOR", "1")),
        Said::of(desk.command("compare --help").env("NO_COLOR", "1")),
    ] {
        assert!(!said.err.contains('\u{1b}') && !said.out.contains('\u{1b}'), "{}", said.err);
    }
}

#[cfg(unix)]
#[test]
fn a_reader_who_leaves_early_is_no_failure() {
    let desk = Desk::new();
    for words in ["completions zsh", "man compare"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_wirecopy"))
            .args(words.split(' '))
            .current_dir(desk.path(""))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0), "{words}");
    }
}

/// The exit code and the complaint of a run in which no file may grow past so many blocks of 512 bytes.
#[cfg(unix)]
fn on_a_full_disk(desk: &Desk, blocks: u32) -> (Option<i32>, String) {
    // The signal that says so is ignored, so that the write fails.
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" compare \"$1\" -o out");
    let output = Command::new("sh")
        .args(["-c", &script, env!("CARGO_BIN_EXE_wirecopy")])
        .arg(data("newsroom"))
        .current_dir(desk.path(""))
        .output()
        .unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[cfg(unix)]
#[test]
fn a_disk_that_is_full_is_named_and_leaves_nothing() {
    // Nothing can be written; the first table can, and a later one cannot to its end.
    for blocks in [0, 1, 16] {
        let desk = Desk::new();
        let (code, err) = on_a_full_disk(&desk, blocks);
        assert_eq!(code, Some(1), "{err}");
        is_one_complaint(&err);
        tells(&err, "wirecopy: out/");
        tells(&err, "make room");
        assert!(is_bare(&desk.path("out")), "{blocks} blocks: {:?}", desk.names("out"));
    }
}

#[cfg(unix)]
#[test]
fn a_disk_that_is_full_leaves_the_results_of_the_run_before() {
    let desk = Desk::with_press();
    desk.expect(0, "compare press.jsonl -o out");
    let before = (desk.names("out"), desk.text("out/run.json"), desk.text("out/pairs.csv"));
    assert_eq!(on_a_full_disk(&desk, 16).0, Some(1));
    assert_eq!((desk.names("out"), desk.text("out/run.json"), desk.text("out/pairs.csv")), before);
}

#[test]
fn with_fail_on_match_a_script_learns_that_something_was_found() {
    let desk = Desk::new();
    let mut command = desk.command("compare -o out --fail-on-match");
    command.arg(data("newsroom")).assert().code(3);
    assert!(desk.text("out/pairs.csv").lines().count() > 1, "the results are there nevertheless");
}

#[test]
fn with_fail_on_match_articles_that_share_nothing_are_a_success() {
    let desk = Desk::new();
    desk.put("press.jsonl", &crowd(20, 60));
    desk.expect(0, "compare press.jsonl -o out --fail-on-match");
    assert_eq!(desk.text("out/pairs.csv").lines().count(), 1);
}
