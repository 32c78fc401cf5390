//! Ctrl-C in the middle.
#![cfg(unix)]

use crate::harness::{Desk, crowd, line, tells};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// A run that waits for more input, so that there is a middle; its input is held open by the child's `stdin`.
fn waiting(desk: &Desk, out: &str) -> Child {
    let child = Command::new(env!("CARGO_BIN_EXE_wirecopy"))
        .args(["compare", "-", "--format", "jsonl", "-o", out])
        .current_dir(desk.path(""))
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    while !is_claimed(desk, out) {
        assert!(begun.elapsed() < Duration::from_secs(30), "no output folder was claimed");
        sleep(Duration::from_millis(5));
    }
    child
}

/// Whether results are in the making there: they grow in a hidden folder.
fn is_claimed(desk: &Desk, out: &str) -> bool {
    desk.has(out) && desk.names(out).iter().any(|name| name.starts_with('.'))
}

fn send(signal: &str, child: &Child) {
    let id = child.id().to_string();
    assert!(Command::new("kill").args([signal, &id]).status().unwrap().success());
}

#[test]
fn an_interrupted_run_leaves_no_trace() {
    for signal in ["-INT", "-TERM"] {
        let desk = Desk::new();
        let mut child = waiting(&desk, "deep/out");
        send(signal, &child);
        let _open = child.stdin.take();
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(130), "{signal}");
        tells(&String::from_utf8_lossy(&output.stderr), "interrupted");
        assert!(!desk.has("deep"), "{signal}");
    }
}

#[test]
fn an_interrupted_run_leaves_the_results_of_the_one_before() {
    let desk = Desk::with_press();
    desk.expect(0, "compare press.jsonl -o out");
    let before = (desk.names("out"), desk.text("out/run.json"));
    let mut child = waiting(&desk, "out");
    send("-INT", &child);
    let _open = child.stdin.take();
    assert_eq!(child.wait_with_output().unwrap().status.code(), Some(130));
    assert_eq!((desk.names("out"), desk.text("out/run.json")), before);
}

/// So many articles that are all but equal that their wording is crowded, which is said before they are aligned.
fn alike(articles: usize) -> String {
    let words: Vec<String> = (0..60).map(|word| format!("word{word}")).collect();
    (0..articles)
        .map(|number| line(&format!("a{number}"), "Crowd", &format!("{} own{number}", words.join(" "))))
        .collect()
}

#[test]
fn an_interruption_while_pairs_are_compared_leaves_no_trace() {
    let desk = Desk::new();
    desk.put("alike.jsonl", &alike(1_050));
    let mut child = Command::new(env!("CARGO_BIN_EXE_wirecopy"))
        .args(["compare", "alike.jsonl", "-o", "deep/out", "--threads", "1"])
        .current_dir(desk.path(""))
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(child.stderr.take().unwrap()).lines().map(Result::unwrap);
    // The reading is over, near-duplicates are found, and tens of thousands of pairs are still to be aligned.
    let crowded = said.by_ref().find(|line| line.contains("stand in more than 200 articles"));
    assert!(crowded.is_some(), "no wording is crowded");
    assert!(is_claimed(&desk, "deep/out"));
    send("-INT", &child);
    assert_eq!(said.last().as_deref(), Some("wirecopy: interrupted, nothing half-written stays behind"));
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert!(!desk.has("deep"));
}

#[test]
fn an_interruption_at_any_moment_leaves_all_or_nothing() {
    let desk = Desk::new();
    desk.put("crowd.jsonl", &crowd(2_000, 80));
    for moment in [0, 5, 10, 20, 40, 80, 160, 320] {
        let child = Command::new(env!("CARGO_BIN_EXE_wirecopy"))
            .args(["compare", "crowd.jsonl", "-o", "out", "--quiet"])
            .current_dir(desk.path(""))
            .spawn()
            .unwrap();
        sleep(Duration::from_millis(moment));
        // It may be over already.
        let _ = Command::new("kill").args(["-INT", &child.id().to_string()]).stderr(Stdio::null()).status();
        let output = child.wait_with_output().unwrap();
        let names = if desk.has("out") { desk.names("out") } else { Vec::new() };
        let whole = names.iter().any(|name| name == "run.json");
        assert!(names.is_empty() || whole, "after {moment} ms: {names:?}");
        assert!(!names.iter().any(|name| name.starts_with('.')), "after {moment} ms: {names:?}");
        assert!(output.status.code() != Some(0) || whole, "after {moment} ms");
        if whole {
            std::fs::remove_dir_all(desk.path("out")).unwrap();
        }
    }
}
