//! Killed outright, and gone on with.

use crate::harness::{Desk, Said, crowd, is_one_complaint, line, same, tells};
use std::fs;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

const COMPARE: &str = "compare press.jsonl -o out --work-dir work";
const DEDUP: &str = "dedup press.jsonl -o kept.jsonl --work-dir work";

/// Articles that keep a run busy for a while: half of them are copies of the other half, with a word changed.
fn busy() -> Desk {
    let desk = Desk::new();
    let articles = crowd(1_500, 150);
    let copies = articles.replace("\"a", "\"b").replace(" w1 ", " w2 ");
    desk.put("press.jsonl", &(articles + &copies));
    desk
}

fn start(desk: &Desk, words: &str) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wirecopy"));
    command.current_dir(desk.path("")).args(words.split_whitespace());
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// Kills a run as soon as this file is there; whether it still ran.
fn kill_at(desk: &Desk, words: &str, file: &str) -> bool {
    let (mut child, begun) = (start(desk, words), Instant::now());
    while !desk.has(file) && child.try_wait().unwrap().is_none() {
        assert!(begun.elapsed() < Duration::from_mins(1), "{file} never came");
        sleep(Duration::from_millis(1));
    }
    child.kill().unwrap();
    !child.wait().unwrap().success()
}

/// What a run leaves, `execution` left out.
fn results(desk: &Desk, names: &[&str]) -> Vec<String> {
    let of_folder = |folder: &str| {
        let tables = desk.names(folder).into_iter().filter(|name| name != "run.json");
        let tables = tables.map(|name| format!("{name}: {}", desk.text(&format!("{folder}/{name}"))));
        tables.chain([desk.record(folder).to_string()]).collect::<Vec<String>>()
    };
    let of = |name: &&str| if desk.path(name).is_dir() { of_folder(name) } else { vec![desk.text(name)] };
    names.iter().flat_map(of).collect()
}

#[test]
fn a_run_that_was_killed_goes_on_and_ends_with_the_same_bytes() {
    for (words, names, last) in [
        (COMPARE, &["out"][..], "wording"),
        (
            "compare press.jsonl -o out --work-dir work --no-passages --exact --memory 1M",
            &["out"],
            "near-duplicates",
        ),
        (DEDUP, &["kept.jsonl", "kept.jsonl.run"], "near-duplicates"),
    ] {
        let desk = busy();
        desk.expect(0, words);
        let expected = results(&desk, names);
        assert!(!desk.has("work"), "what was kept is gone when the run is over");
        let mut went_on = 0;
        for step in
            ["work/wirecopy-columns", "work/wirecopy-step-read", &format!("work/wirecopy-step-{last}")]
        {
            let again = format!("{words} --force");
            if !kill_at(&desk, &again, step) {
                continue;
            }
            went_on += u32::from(desk.has("work/wirecopy-step-read"));
            desk.expect(0, &format!("{again} --resume"));
            let got = results(&desk, names);
            assert!(got == expected, "{words}: killed at {step}, the results differ");
            assert!(!desk.has("work"));
        }
        assert!(went_on > 0, "{words}: no run was killed behind a finished step");
    }
}

/// A run of these words that was killed when this step was finished.
fn interrupted_behind(words: &str, step: &str) -> Desk {
    let step = format!("work/wirecopy-step-{step}");
    loop {
        let desk = busy();
        if kill_at(&desk, words, &step) && desk.has(&step) {
            return desk;
        }
    }
}

/// A run of these words that was killed when its articles were read.
fn interrupted(words: &str) -> Desk {
    interrupted_behind(words, "read")
}

#[track_caller]
fn is_refused(desk: &Desk, words: &str, why: &str) -> Said {
    let said = desk.expect(1, words);
    is_one_complaint(&said.err);
    tells(&said.err, why);
    assert!(desk.has("work/wirecopy-step-read"), "what was done is still there");
    said
}

#[test]
fn an_interrupted_run_is_gone_on_with_only_if_that_is_asked_and_everything_is_the_same() {
    let desk = interrupted(COMPARE);
    is_refused(&desk, COMPARE, "--resume goes on with it");
    is_refused(
        &desk,
        &format!("{COMPARE} --resume --threshold 0.7"),
        "settings.threshold was 0.5 and is 0.7",
    );
    is_refused(&desk, &format!("{COMPARE} --resume --field text=body"), "reading.fields");
    is_refused(&desk, &format!("{DEDUP} --resume"), "command was \"compare\" and is \"dedup\"");
    let press = desk.text("press.jsonl");
    desk.put("press.jsonl", &(press.clone() + &line("new", "Ledger", "One article more.")));
    is_refused(&desk, &format!("{COMPARE} --resume"), "press.jsonl: has changed since it was read");
    desk.put("press.jsonl", &press);
    let said = desk.expect(0, &format!("{COMPARE} --resume --threads 1 --csv excel"));
    tells(&said.err, "going on with the run that was interrupted");
    assert!(desk.has("out/pairs.csv") && !desk.has("work"));
}

#[test]
fn what_was_found_among_articles_that_are_read_anew_is_found_anew() {
    let desk = interrupted_behind(COMPARE, "near-duplicates");
    // The record of what was read is lost, and the inputs are others: nothing that was found holds of them.
    fs::write(desk.path("work/wirecopy-step-read"), "damaged").unwrap();
    let press: Vec<String> = desk.text("press.jsonl").lines().rev().map(|line| format!("{line}\n")).collect();
    desk.put("press.jsonl", &press[100..].concat());
    desk.expect(0, &format!("{COMPARE} --resume"));
    let resumed = results(&desk, &["out"]);
    desk.expect(0, COMPARE);
    assert!(results(&desk, &["out"]) == resumed);
}

#[test]
fn columns_that_were_damaged_are_made_again() {
    let desk = interrupted(COMPARE);
    let mut columns = fs::read(desk.path("work/wirecopy-columns")).unwrap();
    let middle = columns.len() / 2;
    columns[middle] ^= 1;
    fs::write(desk.path("work/wirecopy-columns"), columns).unwrap();
    let said = desk.expect(0, &format!("{COMPARE} --resume"));
    tells(&said.err, "damaged");
    let resumed = results(&desk, &["out"]);
    desk.expect(0, COMPARE);
    assert!(results(&desk, &["out"]) == resumed);
}

#[test]
fn there_need_not_be_a_run_to_go_on_with() {
    let desk = Desk::with_press();
    desk.expect(0, &format!("{COMPARE} --resume"));
    same("the folder", &desk.names("."), &["out", "press.jsonl"].map(str::to_owned).to_vec());
}

#[test]
fn a_run_that_fails_before_its_first_step_leaves_nothing_to_go_on_with() {
    let desk = Desk::with_press();
    desk.expect(1, "compare missing.jsonl -o out --work-dir work");
    assert!(!desk.has("work"));
    desk.expect(0, COMPARE);
}

#[test]
fn what_can_be_read_once_only_cannot_be_resumed() {
    let desk = Desk::with_press();
    let said = desk.expect(1, "compare - --format jsonl -o out --work-dir work");
    is_one_complaint(&said.err);
    tells(&said.err, "-: can be read once only");
    tells(&desk.expect(2, "compare press.jsonl -o out --resume").err, "--work-dir");
}

#[test]
fn a_folder_for_work_is_outside_of_the_inputs() {
    let desk = Desk::new();
    desk.put("press/one.txt", "An article.");
    let said = desk.expect(1, "compare press -o out --work-dir press/work");
    tells(&said.err, "is inside the input press");
    assert!(!desk.has("press/work"));
}
