//! One article of each group of near-duplicates, byte for byte.

use crate::harness::{Desk, Said, crowd, data, is_one_complaint, line, same, tells};
use proptest::prelude::*;
use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

const WIRE: &str =
    "The bridge over the river Orle was closed on Monday after engineers found cracks in two of its piers.";
const MORE: &str = "Buses will take another way.";
const OTHER: &str =
    "Quite another story, of a market and its cheese, which nobody had sold there for seven years.";

fn put(desk: &Desk, name: &str, bytes: &[u8]) {
    fs::write(desk.path(name), bytes).unwrap();
}

fn bytes(desk: &Desk, name: &str) -> Vec<u8> {
    fs::read(desk.path(name)).unwrap()
}

/// Fails unless a file has this text, with both shown.
#[track_caller]
fn holds(desk: &Desk, name: &str, expected: &str) {
    same(name, &expected.to_owned(), &String::from_utf8(bytes(desk, name)).unwrap());
}

fn gzip(text: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(text).unwrap();
    packer.finish().unwrap()
}

fn gunzip(packed: &[u8]) -> String {
    std::io::read_to_string(flate2::read::MultiGzDecoder::new(packed)).unwrap()
}

/// A notice of a series, filled in.
fn notice(loading: u32, waiting: u32) -> String {
    format!(
        "The harbour office of Corvane said on its usual weekly list that {loading} grain ships were loading at the northern \
         quay and that {waiting} more were waiting in the outer roads for a berth, while the pilots reported calm water and \
         good sight along the whole of the coast and the tugs went out as they always do."
    )
}

/// An archive and a batch of which one article is in the archive, one twice in the batch, and one new.
fn archive_and_batch() -> Desk {
    let desk = Desk::new();
    desk.put("archive.jsonl", &(line("old", "Wire", WIRE) + &line("old-2", "Wire", WIRE)));
    let batch = [
        line("a", "Paper", &format!("{WIRE} {MORE}")),
        line("b", "Paper", OTHER),
        line("c", "Paper", &format!("{OTHER} {MORE}")),
        line("d", "Paper", &crowd(1, 30)),
    ];
    desk.put("batch.jsonl", &batch.concat());
    desk
}

#[test]
fn lines_are_kept_to_the_byte_and_in_order() {
    let desk = Desk::new();
    let odd = format!(
        r#"{{"id" :  "wire", "text":"{WIRE}", "extra": {{"deep": [1, 2.50, "caf\u00e9"]}} , "n":1e3}}"#
    );
    let copy = format!(r#"{{"id":"copy","text":"{WIRE} {MORE}"}}"#);
    let other = format!(r#"{{"text":"{OTHER}","id":7}}"#);
    let empty = r#"{"id":"empty","text":""}"#;
    put(&desk, "in.jsonl", format!("\u{feff}{odd}\r\n{copy}\r\n\r\n{empty}\n{other}").as_bytes());
    desk.expect(0, "dedup in.jsonl -o kept.jsonl --keep first");
    holds(&desk, "kept.jsonl", &format!("\u{feff}{odd}\r\n{empty}\n{other}"));
    assert_eq!(desk.names("kept.jsonl.run"), ["rejected.csv", "run.json"]);
    assert_eq!(desk.names(""), ["in.jsonl", "kept.jsonl", "kept.jsonl.run"]);
}

#[test]
fn a_last_line_without_an_end_gets_one_when_another_follows() {
    let desk = Desk::new();
    put(&desk, "a.jsonl", line("a", "Wire", WIRE).trim_end().as_bytes());
    put(&desk, "b.jsonl", line("b", "Paper", OTHER).as_bytes());
    desk.expect(0, "dedup a.jsonl b.jsonl -o kept.jsonl --quiet");
    holds(&desk, "kept.jsonl", &(line("a", "Wire", WIRE) + &line("b", "Paper", OTHER)));
}

#[test]
fn rows_are_kept_with_their_header_quotes_and_line_breaks() {
    let desk = Desk::new();
    let head = "\u{feff}sep=;\r\nid;text;note\r\n";
    let (wire, copy) =
        (format!("1;\"{WIRE}\r\nSecond \"\"line\"\".\";  x\r\n"), format!("2;{WIRE} {MORE};\r\n"));
    let other = format!("3;{OTHER};\"a;b\"");
    put(&desk, "in.csv", format!("{head}{wire}{copy}{other}").as_bytes());
    put(
        &desk,
        "more.csv",
        format!("id;text;note\n4;{};\n", crowd(1, 30).trim().replace(['"', ';'], "")).as_bytes(),
    );
    desk.expect(0, "dedup in.csv -o kept.csv --keep first");
    holds(&desk, "kept.csv", &format!("{head}{wire}{other}"));
    desk.expect(0, "dedup in.csv more.csv -o both.csv --keep first");
    let more = desk.text("more.csv");
    holds(&desk, "both.csv", &format!("{head}{wire}{other}\n{}\n", more.lines().nth(1).unwrap()));
}

#[test]
fn rows_under_different_headers_are_refused_by_both_names() {
    let desk = Desk::new();
    desk.put("a.csv", &format!("id,text\n1,\"{WIRE}\"\n"));
    for (name, text) in
        [("b.csv", format!("text,id\n\"{OTHER}\",2\n")), ("c.csv", format!("id;text\n2;{OTHER}\n"))]
    {
        desk.put(name, &text);
        let said = desk.expect(1, &format!("dedup a.csv {name} -o kept.csv"));
        is_one_complaint(&said.err);
        tells(&said.err, &format!("a.csv, {name}: their header rows differ"));
        assert!(!desk.has("kept.csv") && !desk.has("kept.csv.run"));
    }
    desk.put("d.jsonl", &line("d", "Wire", WIRE));
    tells(&desk.expect(1, "dedup a.csv d.jsonl -o kept.csv").err, "two formats, csv and jsonl");
    tells(&desk.expect(1, "dedup a.csv -o kept.jsonl").err, "kept.jsonl: is named as jsonl");
}

#[test]
fn elements_stay_elements_of_an_array() {
    let desk = Desk::new();
    let wire = format!("{{\n    \"id\": \"w\",\n    \"text\": \"{WIRE}\"\n  }}");
    let (copy, other) = (format!("{{\"text\": \"{WIRE} {MORE}\"}}"), format!("{{ \"text\":\"{OTHER}\" }}"));
    desk.put("in.json", &format!("[\n  {wire},\n  {copy}, {other}\n]\n"));
    desk.expect(0, "dedup in.json -o kept.json --keep first");
    holds(&desk, "kept.json", &format!("[\n{wire},\n{other}\n]\n"));
    assert_eq!(serde_json::from_str::<Vec<serde_json::Value>>(&desk.text("kept.json")).unwrap().len(), 2);
    desk.put("loose.json", &format!("{wire}{copy}\n{other}"));
    desk.expect(0, "dedup loose.json -o kept-loose.json --keep first");
    holds(&desk, "kept-loose.json", &format!("{wire}\n{other}"));
}

#[test]
fn what_is_packed_is_unpacked_and_packed_as_the_output_is_named() {
    let desk = Desk::new();
    let (wire, copy, other) = (line("w", "A", WIRE), line("c", "B", WIRE), line("o", "C", OTHER));
    let all = format!("{wire}{copy}{other}");
    put(&desk, "in.jsonl.gz", &gzip(all.as_bytes()));
    put(&desk, "in.jsonl.zst", &zstd::encode_all(all.as_bytes(), 1).unwrap());
    let expected = format!("{wire}{other}");
    for input in ["in.jsonl.gz", "in.jsonl.zst"] {
        desk.expect(0, &format!("dedup {input} -o kept.jsonl --force"));
        holds(&desk, "kept.jsonl", &expected);
        desk.expect(0, &format!("dedup {input} -o kept.jsonl.gz --force"));
        same("gz", &expected, &gunzip(&bytes(&desk, "kept.jsonl.gz")));
        desk.expect(0, &format!("dedup {input} -o kept.jsonl.zst --force"));
        assert_eq!(zstd::decode_all(&bytes(&desk, "kept.jsonl.zst")[..]).unwrap(), expected.as_bytes());
    }
}

#[test]
fn standard_input_and_output_are_a_pipe_that_leaves_nothing() {
    let desk = Desk::new();
    desk.put("tmp/.keep", "");
    let (wire, copy, other) = (line("w", "A", WIRE), line("c", "B", WIRE), line("o", "C", OTHER));
    let mut command = desk.command("dedup - -o - --removed removed.csv --threads 2");
    let said =
        Said::of(command.write_stdin(format!("{wire}{copy}{{}}\n{other}")).env("TMPDIR", desk.path("tmp")));
    assert_eq!(said.code, Some(0), "{}", said.err);
    same("standard output", &format!("{wire}{other}"), &said.out);
    tells(&said.err, "4 records in: 2 kept, 1 removed, 1 rejected");
    tells(&said.err, "warning: -:3: no field");
    assert!(!said.err.contains("rejected.csv"), "{}", said.err);
    assert_eq!(desk.names(""), ["removed.csv", "tmp"]);
    assert_eq!(desk.names("tmp"), [".keep"]);
    let packed = gzip(format!("{wire}{copy}").as_bytes());
    let said = Said::of(desk.command("dedup - -o kept.jsonl").write_stdin(packed));
    assert_eq!(said.code, Some(0), "{}", said.err);
    holds(&desk, "kept.jsonl", &wire);
}

#[test]
fn a_reader_who_leaves_early_is_no_failure() {
    let desk = Desk::new();
    desk.put("crowd.jsonl", &crowd(3_000, 80));
    let mut child = Command::new(env!("CARGO_BIN_EXE_wirecopy"))
        .args(["dedup", "crowd.jsonl", "-o", "-", "--quiet"])
        .current_dir(desk.path(""))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0));
}

#[test]
fn texts_are_copied_into_a_new_folder() {
    let desk = Desk::new();
    put(&desk, "late.md", OTHER.as_bytes());
    fs::create_dir_all(desk.path("press/deep")).unwrap();
    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(OTHER.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    put(&desk, "press/a.txt", WIRE.as_bytes());
    put(&desk, "press/b.txt", format!("{WIRE} {MORE}").as_bytes());
    put(&desk, "press/deep/c.txt", &utf16);
    desk.expect(0, "dedup press late.md -o kept --keep first");
    assert_eq!(
        (desk.names("kept"), desk.names("kept/deep")),
        (vec!["a.txt".into(), "deep".into()], vec!["c.txt".into()])
    );
    assert!(bytes(&desk, "kept/deep/c.txt") == utf16);
    for (words, said) in [
        ("dedup press -o kept", "kept: is a folder that holds files"),
        ("dedup press -o kept --force", "kept: is a folder that holds files"),
        ("dedup press -o kept.jsonl", "kept.jsonl: the inputs are texts"),
        ("dedup press -o -", "copied into a folder"),
    ] {
        let complaint = desk.expect(1, words).err;
        is_one_complaint(complaint.lines().last().unwrap());
        tells(&complaint, said);
    }
    let said = Said::of(desk.command("dedup - -o new").write_stdin("Just words."));
    tells(&said.err, "wirecopy: -: was read as one text");
    assert!(!desk.has("new") && !desk.has("new.run"));
}

#[test]
fn each_rule_keeps_another_article() {
    let desk = Desk::new();
    let dated = |id: &str, date: &str, text: &str| {
        format!("{}\n", serde_json::json!({ "id": id, "published": date, "text": text }))
    };
    let records = [
        format!("{}\n", serde_json::json!({ "id": "undated", "text": WIRE })),
        dated("late", "2026-03-12", &format!("{WIRE} {MORE}")),
        dated("early", "2026-03-10", WIRE),
    ];
    desk.put("in.jsonl", &records.concat());
    for (rule, kept) in [("", 2), ("--keep earliest", 2), ("--keep longest", 1), ("--keep first", 0)] {
        desk.expect(0, &format!("dedup in.jsonl -o kept.jsonl --force {rule}"));
        holds(&desk, "kept.jsonl", &records[kept]);
    }
    assert_eq!(desk.record("kept.jsonl.run")["settings"]["representative"], "first");
    tells(&desk.expect(2, "dedup in.jsonl -o x.jsonl --keep best").err, "earliest, longest, first");
}

#[test]
fn the_table_of_the_removed_says_for_whom_and_where_they_stood() {
    let desk = Desk::new();
    let records =
        [line("=w", "A", WIRE), line("same", "B", WIRE), line("near", "C", &format!("{WIRE} {MORE}"))];
    desk.put("in.jsonl", &format!("{}\n{}{}", records[0], records[1], records[2]));
    desk.expect(0, "dedup in.jsonl -o kept.jsonl --removed removed.csv --keep first");
    holds(
        &desk,
        "removed.csv",
        "id,kept,resemblance,relation,path,line\n\
         same,=w,1.0000,identical,in.jsonl,3\n\
         near,=w,0.7727,near_duplicate,in.jsonl,4\n",
    );
    desk.expect(0, "dedup in.jsonl -o kept.jsonl --removed removed.csv --keep first --csv excel-fr --force");
    tells(&desk.text("removed.csv"), "near;'=w;0,7727;near_duplicate;in.jsonl;4\r\n");
}

#[test]
fn a_removed_article_resembles_the_one_that_is_kept_instead() {
    // Each resembles its neighbours in the line, the ends do not resemble one another.
    let words: Vec<String> = (0..90).map(|word| format!("word{word}")).collect();
    let desk = Desk::new();
    let article = |at: usize| line(&format!("a{at}"), "Chain", &words[at * 10..at * 10 + 50].join(" "));
    desk.put("in.jsonl", &(0..5).map(article).collect::<String>());
    desk.expect(0, "dedup in.jsonl -o kept.jsonl --removed removed.csv --keep first");
    let rows = desk.text("removed.csv");
    assert_eq!(rows.lines().count(), 3, "{rows}");
    tells(&rows, "a1,a0,0.6552,");
    tells(&rows, "a3,a2,0.6552,");
}

#[test]
fn two_notices_that_share_only_a_formula_are_both_kept() {
    let desk = Desk::new();
    let records = [
        line("march", "Office", &notice(7, 6)),
        line("april", "Office", &notice(3, 12)),
        line("copy", "Paper", &format!("{} That is all.", notice(7, 6))),
    ];
    desk.put("in.jsonl", &records.concat());
    let said = desk.expect(0, "dedup in.jsonl -o kept.jsonl --removed removed.csv --keep first");
    holds(&desk, "kept.jsonl", &records[..2].concat());
    tells(&desk.text("removed.csv"), "\ncopy,march,");
    tells(&said.err, "2 pairs that share a formula only");
    desk.expect(0, "compare in.jsonl -o out");
    tells(&desk.text("out/pairs.csv"), "march,april,formula,");
}

#[test]
fn what_an_archive_has_goes_and_so_does_what_the_batch_has_twice() {
    let desk = archive_and_batch();
    let batch = desk.text("batch.jsonl");
    let lines: Vec<&str> = batch.split_inclusive('\n').collect();
    let said = desk.expect(
        0,
        "dedup batch.jsonl --against archive.jsonl -o new.jsonl --removed removed.csv --keep first",
    );
    holds(&desk, "new.jsonl", &[lines[1], lines[3]].concat());
    let rows = desk.text("removed.csv");
    tells(&rows, "\na,old,0.7727,near_duplicate,batch.jsonl,1\n");
    tells(&said.err, "4 records in: 2 kept, 2 removed, 0 rejected");
    tells(&said.err, "1 of the removed resemble a reference");
    let record = desk.record("new.jsonl.run");
    assert_eq!((&record["counts"]["kept"], &record["counts"]["removed"]), (&2.into(), &2.into()));
}

#[test]
fn a_batch_of_which_nothing_is_new_is_an_empty_output() {
    let desk = Desk::new();
    desk.put("old.csv", &format!("id,text\n1,\"{WIRE}\"\n"));
    desk.put("new.csv", &format!("id,text\n9,\"{WIRE}\"\n"));
    desk.put("new.json", &format!("[{{\"text\": \"{WIRE}\"}}]"));
    desk.expect(0, "dedup new.csv --against old.csv -o kept.csv");
    holds(&desk, "kept.csv", "id,text\n");
    desk.expect(0, "dedup new.json --against old.csv -o kept.json");
    holds(&desk, "kept.json", "[\n]\n");
}

#[test]
fn a_dry_run_writes_nothing_and_says_how_many_there_are() {
    let desk = archive_and_batch();
    let before = desk.names("");
    let said = desk.expect(0, "dedup batch.jsonl --dry-run");
    tells(&said.err, "4 records in: 3 kept, 1 removed, 0 rejected");
    tells(&said.err, "a dry run writes nothing");
    assert_eq!((desk.names(""), said.out), (before, String::new()));
    desk.expect(2, "dedup batch.jsonl --dry-run -o kept.jsonl");
    tells(&desk.expect(2, "dedup batch.jsonl").err, "--output <OUT>");
}

#[test]
fn what_is_there_is_overwritten_only_when_asked() {
    let desk = archive_and_batch();
    desk.put("kept.jsonl", "mine");
    desk.put("removed.csv", "mine");
    for (words, name) in [
        ("dedup batch.jsonl -o kept.jsonl", "kept.jsonl"),
        ("dedup batch.jsonl -o other.jsonl --removed removed.csv", "removed.csv"),
    ] {
        let said = desk.expect(1, words);
        is_one_complaint(&said.err);
        tells(&said.err, &format!("{name}: exists already (--force"));
        assert_eq!(desk.names(""), ["archive.jsonl", "batch.jsonl", "kept.jsonl", "removed.csv"]);
    }
    desk.expect(0, "dedup batch.jsonl -o kept.jsonl --removed removed.csv --force");
    assert!(desk.text("kept.jsonl").contains("\"d\"") && desk.text("removed.csv").starts_with("id,kept,"));
    assert_eq!(desk.names("").len(), 5, "{:?}", desk.names(""));
}

#[test]
fn an_output_is_never_an_input() {
    let desk = archive_and_batch();
    desk.put("press/a.jsonl", &line("a", "A", WIRE));
    for words in [
        "dedup batch.jsonl -o batch.jsonl --force",
        "dedup batch.jsonl -o kept.jsonl --removed ./batch.jsonl --force",
        "dedup batch.jsonl --against archive.jsonl -o archive.jsonl --force",
        "dedup press -o press/kept.jsonl",
        "dedup batch.jsonl -o kept.jsonl --removed ./kept.jsonl",
    ] {
        is_one_complaint(&desk.expect(1, words).err);
    }
    assert_eq!(desk.names("press"), ["a.jsonl"]);
    let said = desk.expect(2, "dedup batch.jsonl -o kept.jsonl --removed -").err;
    tells(&said, "a table needs a file of its own");
    tells(&desk.expect(1, "dedup batch.jsonl -o /dev/null --force").err, "is not a file");
}

#[test]
fn rejected_records_are_listed_beside_the_output() {
    let desk = Desk::new();
    desk.put("in.jsonl", &format!("{}{{}}\nnonsense\n{}", line("a", "A", WIRE), line("b", "B", OTHER)));
    let said = desk.expect(0, "dedup in.jsonl -o kept.jsonl");
    tells(&said.err, "4 records in: 2 kept, 0 removed, 2 rejected");
    tells(&desk.text("kept.jsonl.run/rejected.csv"), "in.jsonl,3,,");
    assert_eq!(desk.record("kept.jsonl.run")["counts"]["rejected"], 2);
    desk.expect(1, "dedup in.jsonl -o strict.jsonl --strict");
    assert!(!desk.has("strict.jsonl") && !desk.has("strict.jsonl.run"));
}

#[test]
fn threads_change_no_byte() {
    let desk = Desk::new();
    desk.put("press/crowd.jsonl", &crowd(600, 60));
    for (number, file) in ["2026-03-10.jsonl", "2026-03-11.jsonl", "2026-03-10.jsonl"].into_iter().enumerate()
    {
        fs::copy(data("newsroom").join(file), desk.path(&format!("press/{number}.jsonl"))).unwrap();
    }
    for threads in [1, 2, 8] {
        desk.expect(
            0,
            &format!("dedup press -o {threads}.jsonl --removed {threads}.csv --threads {threads}"),
        );
    }
    for ending in ["jsonl", "csv"] {
        for threads in [2, 8] {
            same(ending, &desk.text(&format!("1.{ending}")), &desk.text(&format!("{threads}.{ending}")));
        }
    }
    same("the record", &desk.record("1.jsonl.run"), &desk.record("8.jsonl.run"));
    assert_eq!(desk.record("1.jsonl.run")["counts"]["kept"], 643);
}

#[cfg(unix)]
mod on_unix {
    use super::*;
    use std::thread::sleep;
    use std::time::{Duration, Instant};

    fn start(desk: &Desk, words: &str) -> std::process::Child {
        Command::new(env!("CARGO_BIN_EXE_wirecopy"))
            .args(words.split(' '))
            .current_dir(desk.path(""))
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }

    #[test]
    fn a_file_that_changes_before_it_is_copied_is_an_error_with_its_name() {
        let desk = archive_and_batch();
        assert!(Command::new("mkfifo").arg(desk.path("fifo")).status().unwrap().success());
        let child = start(&desk, "dedup batch.jsonl --against fifo --format jsonl -o kept.jsonl --quiet");
        // It opens once somebody reads it, which is when the batch has been read.
        let mut fifo = fs::OpenOptions::new().write(true).open(desk.path("fifo")).unwrap();
        let changed = desk.text("batch.jsonl").replace("Orle", "Isar");
        desk.put("batch.jsonl", &changed);
        fifo.write_all(line("r", "R", "Nothing of the kind.").as_bytes()).unwrap();
        drop(fifo);
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{said}");
        is_one_complaint(&said);
        tells(&said, "batch.jsonl: has changed");
        assert_eq!(desk.names(""), ["archive.jsonl", "batch.jsonl", "fifo"]);
    }

    #[test]
    fn an_interrupted_run_leaves_nothing() {
        let desk = Desk::new();
        desk.put("removed.csv", "mine");
        let mut child = start(&desk, "dedup - -o deep/kept.jsonl --removed removed.csv --force");
        child.stdin.as_mut().unwrap().write_all(line("a", "A", WIRE).as_bytes()).unwrap();
        let begun = Instant::now();
        while desk.names("").len() < 3 {
            assert!(begun.elapsed() < Duration::from_secs(30), "nothing was claimed: {:?}", desk.names(""));
            sleep(Duration::from_millis(5));
        }
        assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
        let _open = child.stdin.take();
        assert_eq!(child.wait_with_output().unwrap().status.code(), Some(130));
        assert_eq!((desk.names(""), desk.text("removed.csv")), (vec!["removed.csv".into()], "mine".into()));
    }

    #[test]
    fn an_interruption_at_any_moment_leaves_all_or_nothing() {
        let desk = Desk::new();
        desk.put("crowd.jsonl", &crowd(2_000, 80));
        for moment in [0, 5, 10, 20, 40, 80, 160] {
            let child = start(&desk, "dedup crowd.jsonl -o kept.jsonl --removed removed.csv --quiet");
            sleep(Duration::from_millis(moment));
            // It may be over already.
            let _ =
                Command::new("kill").args(["-INT", &child.id().to_string()]).stderr(Stdio::null()).status();
            child.wait_with_output().unwrap();
            let names = desk.names("");
            let all = ["crowd.jsonl", "kept.jsonl", "kept.jsonl.run", "removed.csv"];
            assert!(names == all || names == all[..1], "after {moment} ms: {names:?}");
            if names == all {
                assert_eq!(desk.text("kept.jsonl").lines().count(), 2_000);
                fs::remove_file(desk.path("kept.jsonl")).unwrap();
                fs::remove_file(desk.path("removed.csv")).unwrap();
                fs::remove_dir_all(desk.path("kept.jsonl.run")).unwrap();
            }
        }
    }

    #[test]
    fn a_disk_that_is_full_is_named_and_leaves_nothing() {
        for blocks in [0, 1, 16] {
            let desk = Desk::new();
            let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" dedup \"$1\" -o kept.jsonl");
            let output = Command::new("sh")
                .args(["-c", &script, env!("CARGO_BIN_EXE_wirecopy")])
                .arg(data("newsroom"))
                .current_dir(desk.path(""))
                .output()
                .unwrap();
            let said = String::from_utf8(output.stderr).unwrap();
            assert_eq!(output.status.code(), Some(1), "{said}");
            is_one_complaint(&said);
            tells(&said, "wirecopy: kept.jsonl: ");
            tells(&said, "make room");
            assert!(desk.names("").is_empty(), "{blocks} blocks: {:?}", desk.names(""));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn kept_and_removed_and_rejected_are_all_that_came_in(
        records in prop::collection::vec((0_usize..5, 0_usize..4, any::<bool>()), 1..30),
        rule in prop::sample::select(vec!["earliest", "longest", "first"]),
    ) {
        let stories = [WIRE.to_owned(), OTHER.to_owned(), notice(7, 6), notice(3, 12), String::new()];
        let text = |story: usize, more: usize| format!("{} {}", stories[story], [MORE].repeat(more).join(" "));
        let record = |(at, &(story, more, readable)): (usize, &(usize, usize, bool))| {
            let bad = || "{\"id\": \"bad\"}\n".to_owned();
            if readable { line(&format!("a{at}"), "Mix", text(story, more).trim()) } else { bad() }
        };
        let desk = Desk::new();
        let lines: Vec<String> = records.iter().enumerate().map(record).chain([line("last", "Mix", "Words.")]).collect();
        desk.put("in.jsonl", &lines.concat());
        desk.expect(0, &format!("dedup in.jsonl -o kept.jsonl --removed removed.csv --keep {rule} --quiet"));
        let kept = desk.text("kept.jsonl");
        let kept: Vec<&str> = kept.split_inclusive('\n').collect();
        let rows = |name: &str| desk.text(name).lines().count() - 1;
        prop_assert_eq!(kept.len() + rows("removed.csv") + rows("kept.jsonl.run/rejected.csv"), lines.len());
        // What is kept stands in the order of the input, each line as it was.
        let mut rest = lines.iter();
        prop_assert!(kept.iter().all(|kept| rest.any(|line| line == kept)));
    }
}

#[test]
fn articles_without_a_word_stay_whatever_their_headlines() {
    let desk = Desk::new();
    let bulletin = |id: &str, text: &str| {
        format!("{{\"id\":\"{id}\",\"title\":\"Le journal de 13 heures\",\"text\":\"{text}\"}}\n")
    };
    let all = bulletin("a", "") + &bulletin("b", "") + &bulletin("c", "…");
    desk.put("in.jsonl", &all);
    desk.expect(0, "dedup in.jsonl -o kept.jsonl");
    holds(&desk, "kept.jsonl", &all);
    desk.expect(0, "dedup in.jsonl --against in.jsonl -o again.jsonl");
    holds(&desk, "again.jsonl", &all);
}
