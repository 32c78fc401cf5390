//! How a run ends: exit codes, complaints, the summary.

use crate::harness::{Desk, Said, is_bare, is_one_complaint, tells};
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

#[cfg(unix)]
#[test]
fn a_disk_that_is_full_is_named_and_leaves_nothing() {
    let desk = Desk::with_press();
    // A file may not grow past 0 blocks, and the signal that says so is ignored: every write fails.
    let script = format!(
        "trap '' XFSZ; ulimit -f 0; exec {} compare press.jsonl -o out",
        env!("CARGO_BIN_EXE_wirecopy")
    );
    let output = Command::new("sh").args(["-c", &script]).current_dir(desk.path("")).output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{err}");
    tells(&err, "wirecopy: out/");
    tells(&err, "make room");
    assert!(is_bare(&desk.path("out")));
}

#[test]
fn with_fail_on_match_a_script_learns_that_something_was_found() {
    let desk = Desk::with_press();
    let code = desk.run("compare press.jsonl -o out --fail-on-match").code;
    let found = desk.text("out/pairs.csv").lines().count() > 1;
    assert_eq!(code, Some(if found { 3 } else { 0 }));
}
