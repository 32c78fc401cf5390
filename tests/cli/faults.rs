//! What goes wrong around a run: files, folders, signals. docs/hostile-input.md lists it.
#![cfg(unix)]

use crate::harness::{Desk, Said, TABLES, is_one_complaint, line, press, same, tells};
use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// A run of `compare` that waits for the rest of a pipe, its other inputs named.
fn waiting(desk: &Desk, words: &str) -> Child {
    let mut child = Command::new(env!("CARGO_BIN_EXE_wirecopy"))
        .args(words.split_whitespace())
        .current_dir(desk.path(""))
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // One that reads files only may be over before it is fed.
    let _ = child.stdin.as_mut().unwrap().write_all(press().as_bytes());
    child
}

fn wait_for(what: &str, is_there: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_there() {
        assert!(begun.elapsed() < Duration::from_secs(30), "{what} never came");
        sleep(Duration::from_millis(2));
    }
}

/// A run that waits for its input, a named pipe; the pipe is for the test to write to.
fn reading_a_pipe(desk: &Desk, words: &str) -> Child {
    let made = Command::new("mkfifo").arg(desk.path("pipe.jsonl")).status().unwrap();
    assert!(made.success());
    Command::new(env!("CARGO_BIN_EXE_wirecopy"))
        .args(words.split_whitespace())
        .current_dir(desk.path(""))
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn ended(child: Child) -> (Option<i32>, String) {
    let output = child.wait_with_output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn names_that_are_no_text_are_read_and_shown_harmless() {
    let desk = Desk::new();
    desk.put("in/.keep", "");
    let odd = OsStr::from_bytes(b"odd\xff\nname.jsonl");
    if fs::write(desk.path("in").join(odd), press()).is_err() {
        return; // A file system of text only.
    }
    let (out, said) = (
        OsStr::from_bytes(b"out\xfe\n"),
        desk.command("compare in --strict -o").arg(OsStr::from_bytes(b"out\xfe\n")).output().unwrap(),
    );
    assert_eq!(said.status.code(), Some(0), "{}", String::from_utf8_lossy(&said.stderr));
    let record = fs::read_to_string(desk.path("").join(out).join("run.json")).unwrap();
    tells(&record, "\"path\": \"in/odd\u{fffd}\\nname.jsonl\"");
    let err = String::from_utf8_lossy(&said.stderr).into_owned();
    assert!(err.lines().all(|line| !line.starts_with("name.jsonl")), "{err}");
}

#[test]
fn one_file_by_two_names_is_read_once() {
    let desk = Desk::with_press();
    fs::create_dir(desk.path("deep")).unwrap();
    symlink(desk.path("press.jsonl"), desk.path("link.jsonl")).unwrap();
    let said = desk.expect(0, "compare press.jsonl ./deep/../press.jsonl link.jsonl -o out");
    tells(&said.err, "warning: link.jsonl: named more than once; it is read once");
    same("articles", &3.into(), &desk.record("out")["counts"]["articles"]);
}

#[test]
fn a_link_in_a_folder_is_not_followed_and_told() {
    let desk = Desk::new();
    desk.put("in/press.jsonl", &press());
    desk.put("secret/other.jsonl", &line("secret", "Other", "Words of a folder that nobody named."));
    symlink(desk.path("secret"), desk.path("in/folder")).unwrap();
    symlink(desk.path("secret/other.jsonl"), desk.path("in/file.jsonl")).unwrap();
    symlink(desk.path("in"), desk.path("in/loop")).unwrap();
    let said = desk.expect(0, "compare in -o out");
    tells(&said.err, "in/file.jsonl: a symbolic link in a folder is not followed");
    assert!(!desk.text("out/articles.csv").contains("secret"));
    same("articles", &3.into(), &desk.record("out")["counts"]["articles"]);
}

#[test]
fn a_file_that_may_not_be_read_is_told() {
    let desk = Desk::new();
    desk.put("in/press.jsonl", &press());
    desk.put("in/locked.jsonl", &press());
    let locked = desk.path("in/locked.jsonl");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o000)).unwrap();
    let expect = |code: i32, words: &str| {
        let mut command = desk.command(words);
        if fs::File::open(&locked).is_ok() {
            command = without_privileges(&desk, words);
        }
        let said = Said::of(&mut command);
        assert_eq!(said.code, Some(code), "{}", said.err);
        said
    };
    expect(0, "compare in -o out");
    tells(&desk.text("out/rejected.csv"), "in/locked.jsonl,");
    is_one_complaint(&expect(1, "compare in/locked.jsonl -o out2").err);
}

/// The command as somebody for whom files are locked: the superuser without the right to pass over permissions.
fn without_privileges(desk: &Desk, words: &str) -> assert_cmd::Command {
    let mut command = Command::new("setpriv");
    command.args(["--bounding-set=-all", "--inh-caps=-all", "--", env!("CARGO_BIN_EXE_wirecopy")]);
    command.args(words.split_whitespace()).current_dir(desk.path(""));
    assert_cmd::Command::from_std(command)
}

#[test]
fn a_file_that_disappears_before_its_turn_is_a_failure_with_its_name() {
    let desk = Desk::new();
    desk.put("gone.jsonl", &press());
    let child = reading_a_pipe(&desk, "compare pipe.jsonl gone.jsonl -o out --threads 1");
    // Opened for writing only once the run reads it, and so has listed its inputs.
    let mut pipe = fs::OpenOptions::new().write(true).open(desk.path("pipe.jsonl")).unwrap();
    fs::remove_file(desk.path("gone.jsonl")).unwrap();
    pipe.write_all(press().as_bytes()).unwrap();
    drop(pipe);
    let (code, err) = ended(child);
    // Files are opened side by side: it may have been open already, and then is read to its end.
    assert!(code == Some(0) || (code == Some(1) && err.contains("gone.jsonl: ")), "{code:?}: {err}");
    assert_eq!(code == Some(0), desk.has("out"), "{err}");
}

#[test]
fn a_file_that_grows_is_recorded_as_it_was_read() {
    let desk = Desk::new();
    let child = reading_a_pipe(&desk, "compare pipe.jsonl -o out");
    let mut pipe = fs::OpenOptions::new().write(true).open(desk.path("pipe.jsonl")).unwrap();
    for record in press().split_inclusive('\n') {
        pipe.write_all(record.as_bytes()).unwrap();
        sleep(Duration::from_millis(20));
    }
    drop(pipe);
    let (code, err) = ended(child);
    assert_eq!(code, Some(0), "{err}");
    let record = desk.record("out");
    same("bytes", &press().len().into(), &record["inputs"][0]["bytes"]);
    same("articles", &3.into(), &record["inputs"][0]["articles"]);
}

#[test]
fn an_output_folder_that_is_removed_in_the_middle_is_a_failure_with_its_name() {
    let desk = Desk::new();
    let mut child = waiting(&desk, "compare - --format jsonl -o out");
    wait_for("the output folder", || desk.has("out") && !desk.names("out").is_empty());
    fs::remove_dir_all(desk.path("out")).unwrap();
    drop(child.stdin.take());
    let (code, err) = ended(child);
    assert_eq!(code, Some(1), "{err}");
    tells(&err, "wirecopy: out");
    assert!(!desk.has("out"));
}

#[test]
fn a_run_that_was_killed_leaves_no_tables_and_the_next_one_cleans_up() {
    let desk = Desk::new();
    let mut child = waiting(&desk, "compare - --format jsonl -o out");
    wait_for("the output folder", || desk.has("out") && !desk.names("out").is_empty());
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(desk.names("out").iter().all(|name| name.starts_with('.')), "{:?}", desk.names("out"));
    desk.put("press.jsonl", &press());
    desk.expect(0, "compare press.jsonl -o out --matrix-limit 0");
    assert_eq!(desk.names("out"), TABLES);
}

#[test]
fn an_interruption_before_the_first_step_leaves_no_file_to_work_on() {
    let desk = Desk::new();
    // Read for longer than it takes to say stop.
    desk.put("crowd.jsonl", &crate::harness::crowd(6_000, 200));
    for signal in ["-INT", "-TERM"] {
        let mut child = waiting(&desk, "compare crowd.jsonl -o out --work-dir work --threads 1");
        wait_for("the folder to work in", || desk.has("work/wirecopy-run.json"));
        let id = child.id().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().unwrap().success());
        drop(child.stdin.take());
        let (code, err) = ended(child);
        same(&err, &Some(130), &code);
        assert!(!desk.has("work"), "{signal}: {:?}", desk.names("work"));
        assert!(!err.contains("--resume"), "{err}");
    }
}

#[test]
fn without_a_home_and_a_folder_for_temporary_files_a_run_needs_neither() {
    let desk = Desk::with_press();
    let bare = |words: &str| {
        let mut command = desk.command(words);
        command.env_clear().env("HOME", "/nowhere").env("TMPDIR", "/nowhere");
        Said::of(&mut command)
    };
    assert_eq!(bare("compare press.jsonl -o out").code, Some(0));
    assert_eq!(bare("show out").code, Some(0));
    assert_eq!(bare("dedup press.jsonl -o kept.jsonl").code, Some(0));
    let said = bare("dedup press.jsonl -o -");
    assert_eq!((said.code, said.out.as_str()), (Some(1), ""), "{}", said.err);
    is_one_complaint(&said.err);
    tells(&said.err, "wirecopy: /nowhere: no temporary file can be put there (set TMPDIR");
}

/// The clock is asked how long a run takes, and nothing else; so the time zone of the machine changes nothing.
#[test]
fn the_clock_of_the_machine_is_in_no_result() {
    let desk = Desk::new();
    desk.put("press.jsonl", &press().replace("2026-03-10T05:30:00Z", "2026-03-10 05:30"));
    for (zone, out) in [("Pacific/Auckland", "one"), ("America/Lima", "other")] {
        let mut command = desk.command(&format!("compare press.jsonl -o {out}"));
        assert_eq!(Said::of(command.env("TZ", zone)).code, Some(0));
    }
    for file in desk.names("one").iter().filter(|name| *name != "run.json") {
        same(file, &desk.text(&format!("one/{file}")), &desk.text(&format!("other/{file}")));
    }
    same("the record", &desk.record("one"), &desk.record("other"));
}
