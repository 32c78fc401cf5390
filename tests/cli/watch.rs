//! `watch`: files that arrive are compared, added and moved.

use crate::harness::{Desk, is_one_complaint, same, tells};
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

const STORY: &str = "The bridge over the river Orle was closed on Monday after engineers found cracks in two of its piers, and \
                     the ferry at Harrowmouth will carry cars from Thursday until the piers are mended in the autumn";

fn article(id: &str, text: &str) -> String {
    format!("{{\"id\": \"{id}\", \"published\": \"2026-03-10\", \"text\": \"{text}\"}}\n")
}

fn desk() -> Desk {
    let desk = Desk::new();
    desk.put("old.jsonl", &article("wire", &format!("{STORY}.")));
    desk.expect(0, "index create archive");
    desk.expect(0, "index add archive old.jsonl -q");
    fs::create_dir(desk.path("inbox")).unwrap();
    desk
}

/// The one folder of a day.
fn day(desk: &Desk) -> String {
    let days = desk.names("results");
    same("days", &1, &days.len());
    format!("results/{}", days[0])
}

#[test]
fn what_is_there_is_compared_added_and_moved() {
    let desk = desk();
    desk.put("inbox/one.jsonl", &article("paper", &format!("Good morning. {STORY}.")));
    desk.put(
        "inbox/two.jsonl",
        &(article("late", &format!("{STORY}, says the mayor.")) + "{\"id\": \"cut\"}\n"),
    );
    desk.put("inbox/worse.jsonl", "{\"id\": \"none\"}\n");
    desk.put("inbox/.hidden.jsonl", "half of a fi");
    let said = desk.expect(0, "watch archive --inbox inbox -o results --settled 1 --once").err;
    tells(&said, "inbox/worse.jsonl: set aside in inbox/bad/worse.jsonl");
    tells(&said, "(1 article; 1 record REJECTED, see rejected.csv)");
    let day = day(&desk);
    tells(&desk.text(&format!("{day}/one.jsonl/pairs.csv")), "paper,wire,");
    let second = desk.text(&format!("{day}/two.jsonl/pairs.csv"));
    tells(&second, "late,wire,");
    tells(&second, "late,paper,");
    same("what is done", &vec!["one.jsonl".to_owned(), "two.jsonl".into()], &desk.names("inbox/done"));
    tells(&desk.text("inbox/bad/worse.jsonl.reason.txt"), "no field \"text\"");
    same("what stays", &vec![".hidden.jsonl".to_owned(), "bad".into(), "done".into()], &desk.names("inbox"));
    tells(&desk.expect(0, "index info archive").out, "articles                     3");
    // The same name once more.
    desk.put("inbox/one.jsonl", &article("third", &format!("{STORY}, again.")));
    desk.expect(0, "watch archive --inbox inbox -o results --settled 1 --once -q -- --csv excel");
    tells(&desk.text(&format!("{day}/one-2.jsonl/pairs.csv")), "third,");
    assert!(desk.has("inbox/done/one-2.jsonl"));
    for (run, id) in [("one.jsonl", "paper"), ("one-2.jsonl", "third")] {
        tells(&desk.expect(0, &format!("show {day}/{run} {id} wire")).out, "The bridge over the river Orle");
    }
}

#[test]
fn what_is_not_about_a_file_ends_the_watch_and_leaves_the_file() {
    let desk = desk();
    desk.put("inbox/one.jsonl", &article("paper", STORY));
    let stopped = |words: &str| {
        let said =
            desk.expect(1, &format!("watch archive --inbox inbox -o results --settled 1 --once {words}"));
        assert!(desk.has("inbox/one.jsonl"), "the file stays");
        said.err
    };
    tells(&stopped("-- --threshold 0.7"), "--threshold is 0.5 there, and 0.7 was asked");
    tells(&stopped("-- --no-such-option"), "refuses the options behind --");
    fs::write(desk.path("archive/manifest.json"), "{}").unwrap();
    is_one_complaint(&stopped(""));
    desk.expect(2, "watch archive --inbox inbox -o results -- -o elsewhere");
    desk.expect(1, "watch nowhere --inbox inbox -o results");
}

#[test]
fn neither_the_inbox_nor_the_results_stand_in_the_index() {
    let desk = desk();
    let before = desk.names("archive");
    for places in ["--inbox archive -o results", "--inbox inbox -o archive", "--inbox inbox -o inbox/results"]
    {
        let said = desk.expect(1, &format!("watch archive {places} --settled 1 --once"));
        is_one_complaint(&said.err);
    }
    same("the index", &before, &desk.names("archive"));
    desk.expect(0, "index verify archive");
}

/// A watch that goes on until it is stopped.
fn watching(desk: &Desk) -> Child {
    Command::new(env!("CARGO_BIN_EXE_wirecopy"))
        .current_dir(desk.path("."))
        .args(["watch", "archive", "--inbox", "inbox", "-o", "results", "--settled", "1", "-q"])
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

#[track_caller]
fn until(what: &str, is_so: impl Fn() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < Duration::from_mins(1), "{what} has not come");
        thread::sleep(Duration::from_millis(20));
    }
}

#[cfg(unix)]
#[test]
fn a_file_is_taken_when_it_is_complete_and_sigterm_ends_the_watch() {
    let desk = desk();
    let mut watch = watching(&desk);
    let mut file = OpenOptions::new().create(true).append(true).open(desk.path("inbox/slow.jsonl")).unwrap();
    let slow = ["first", "second", "third", "fourth"].map(|id| article(id, &format!("{STORY}, says {id}.")));
    for line in &slow {
        file.write_all(line.as_bytes()).unwrap();
        thread::sleep(Duration::from_millis(400));
    }
    drop(file);
    until("the file", || desk.has("inbox/done/slow.jsonl"));
    let pairs = desk.text(&format!("{}/slow.jsonl/pairs.csv", day(&desk)));
    same("rows of four articles and a header", &5, &pairs.lines().count());
    assert!(watch.try_wait().unwrap().is_none(), "it goes on");
    Command::new("kill").args(["-TERM", &watch.id().to_string()]).status().unwrap();
    same("the exit code", &Some(0), &watch.wait().unwrap().code());
    desk.expect(0, "index verify archive");
}

#[test]
fn a_file_that_is_cut_off_is_waited_for_and_set_aside_if_it_stays_so() {
    let desk = desk();
    let whole = article("paper", &format!("Good morning. {STORY}."));
    desk.put("inbox/half.jsonl", &whole[..whole.len() - 20]);
    desk.put("inbox/later.jsonl.part", &whole);
    let once = || desk.expect(0, "watch archive --inbox inbox -o results --settled 1 --once").err;
    tells(&once(), "inbox/half.jsonl: its last record is cut off, so it is left where it is");
    same("what is done", &Vec::<String>::new(), &desk.names("inbox/done"));
    let rest = &whole[whole.len() - 20..];
    OpenOptions::new()
        .append(true)
        .open(desk.path("inbox/half.jsonl"))
        .unwrap()
        .write_all(rest.as_bytes())
        .unwrap();
    tells(&once(), "(1 article)");
    same("what is done", &vec!["half.jsonl".to_owned()], &desk.names("inbox/done"));
    assert!(desk.has("inbox/later.jsonl.part"), "its name says that it is not complete");
    desk.put("inbox/dead.jsonl", &whole[..whole.len() - 20]);
    let long_ago = std::time::SystemTime::now() - Duration::from_mins(5);
    fs::File::options()
        .append(true)
        .open(desk.path("inbox/dead.jsonl"))
        .unwrap()
        .set_modified(long_ago)
        .unwrap();
    tells(&once(), "nobody has written to it for 60 seconds");
    assert!(desk.has("inbox/bad/dead.jsonl.reason.txt"));
    tells(&desk.expect(0, "index info archive").out, "articles                     2");
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_somebody_still_writes_to_is_not_taken_however_long_they_pause() {
    let desk = desk();
    let path = desk.path("inbox/slow.jsonl");
    let mut file = OpenOptions::new().create(true).append(true).open(&path).unwrap();
    file.write_all(article("first", STORY).as_bytes()).unwrap();
    let mut watch = watching(&desk);
    thread::sleep(Duration::from_millis(3_500));
    assert!(path.exists() && !desk.has("results"), "it is open for writing");
    file.write_all(article("second", STORY).as_bytes()).unwrap();
    drop(file);
    until("the file", || desk.has("inbox/done/slow.jsonl"));
    let pairs = desk.text(&format!("{}/slow.jsonl/pairs.csv", day(&desk)));
    same("rows of two articles and a header", &3, &pairs.lines().count());
    watch.kill().unwrap();
    watch.wait().unwrap();
}

/// Processes whose command line has this word.
#[cfg(target_os = "linux")]
fn at_work(word: &str) -> usize {
    let processes = fs::read_dir("/proc").unwrap().flatten();
    let lines = processes.filter_map(|process| fs::read(process.path().join("cmdline")).ok());
    lines.filter(|line| String::from_utf8_lossy(line).contains(word)).count()
}

#[cfg(target_os = "linux")]
#[test]
fn a_watch_that_is_killed_outright_leaves_nobody_at_work() {
    let desk = desk();
    // A name of its own, so that its process is known among all others; a pipe, so that the comparison does not end.
    let name = format!("endless-{}", std::process::id());
    desk.put(&format!("inbox/{name}.jsonl"), &article("paper", STORY));
    let pipe = desk.path("pipe");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let mut watch = Command::new(env!("CARGO_BIN_EXE_wirecopy"))
        .current_dir(desk.path("."))
        .args(["watch", "archive", "--inbox", "inbox", "-o", "results", "--settled", "1", "-q", "--"])
        .arg(format!("--reviewed={}", pipe.display()))
        .spawn()
        .unwrap();
    until("the comparison", || at_work(&name) == 1);
    watch.kill().unwrap();
    watch.wait().unwrap();
    until("the end of the comparison", || at_work(&name) == 0);
    assert!(desk.has(&format!("inbox/{name}.jsonl")), "the file is taken another time");
    desk.expect(0, "index verify archive");
}

#[test]
fn settings_of_a_file_hold_for_the_watch_and_for_what_it_starts() {
    let desk = desk();
    desk.put("inbox/one.jsonl", &article("paper", &format!("Good morning. {STORY}.")));
    desk.put(
        "house.toml",
        "[watch]\ninbox = \"inbox\"\noutput = \"results\"\nsettled = 1\n[compare]\ncsv = \"excel\"\n",
    );
    desk.expect(0, "--config house.toml watch archive --once -q");
    let pairs = fs::read(desk.path(&format!("{}/one.jsonl/pairs.csv", day(&desk)))).unwrap();
    assert!(pairs.starts_with("\u{feff}".as_bytes()), "the dress of excel");
}
