//! What is in the folder.

use crate::harness::{Desk, TABLES, crowd, data, line, same, tells};

#[test]
fn a_run_writes_its_tables_and_nothing_else() {
    let desk = Desk::with_press();
    desk.expect(0, "compare press.jsonl -o deep/out --matrix-limit 0");
    assert_eq!(desk.names("deep/out"), TABLES);
    assert_eq!(desk.text("deep/out/rejected.csv"), "path,line,id,reason\n");
    assert!(desk.text("deep/out/articles.csv").starts_with("id,outlet,published,title,words,"));
}

#[test]
fn the_record_says_what_was_asked_and_what_was_read() {
    let desk = Desk::with_press();
    desk.expect(0, "compare press.jsonl -o out --threshold 0.7 --window 2d --field text=text");
    let record = desk.record("out");
    assert_eq!(record["settings"]["threshold"], 0.7);
    assert_eq!(record["settings"]["window_seconds"], 172_800);
    assert_eq!(record["reading"]["fields"][0], "text=text");
    assert_eq!(record["inputs"][0]["path"], "press.jsonl");
    assert_eq!(record["inputs"][0]["articles"], 3);
    assert_eq!(record["counts"]["articles"], 3);
    tells(&desk.text("out/run.json"), "\"peak_memory_bytes\"");
}

#[test]
fn what_each_stage_took_is_said_on_request() {
    let desk = Desk::with_press();
    let said = desk.expect(0, "compare press.jsonl -o out --timings").err;
    for stage in ["reading", "verifying pairs", "aligning passages", "auditing", "writing"] {
        assert!(said.lines().any(|line| line.starts_with(stage)), "{stage}: {said}");
    }
}

#[test]
fn pairs_that_the_window_leaves_out_are_counted() {
    let desk = Desk::new();
    let text = "The bridge over the river Orle was closed on Monday after engineers found cracks in two of its piers.";
    let article =
        |id: &str, day: &str| format!("{{\"id\":\"{id}\",\"published\":\"{day}\",\"text\":\"{text}\"}}\n");
    let all = article("a", "2026-03-01") + &article("b", "2026-03-02") + &article("c", "2026-06-01");
    desk.put("press.jsonl", &all);
    for options in ["", "--no-passages"] {
        let said = desk.expect(0, &format!("compare press.jsonl -o out --window 7d {options}"));
        assert_eq!(desk.record("out")["pairs_outside_window"], 2, "{options}");
        tells(
            &said.err,
            "2 pairs of articles that are near-duplicates, further apart than --window, left out",
        );
        same("pairs", &2, &desk.text("out/pairs.csv").lines().count());
    }
}

#[test]
fn exact_runs_are_reported_where_they_are_asked_for() {
    let desk = Desk::new();
    let one = "What was said of it in the end is not known, and Lena Brandt will not tell.";
    let other = "Nobody saw what was said of IT, in the end. Seven papers asked twice.";
    desk.put("press.jsonl", &(line("a", "Ledger", one) + &line("b", "Vigil", other)));
    let rows = |options: &str| -> Vec<String> {
        desk.expect(0, &format!("compare press.jsonl -o out {options}"));
        desk.text("out/passages.csv").lines().skip(1).map(str::to_owned).collect()
    };
    same("no passage", &0, &rows("").len());
    assert!(desk.record("out")["settings"]["passages"]["strict_verbatim"].is_null());
    same("no run of nine words", &0, &rows("--strict-verbatim 9").len());
    let found = rows("--strict-verbatim 8");
    same("a run of eight", &1, &found.len());
    tells(&found[0], "1,a,b,0,30,11,42,8,8,8,verbatim,0-30:11-42,,0.0000,,What was said of it in the end,");
    tells(&desk.text("out/pairs.csv"), "\na,b,passages,");
    let record = desk.record("out");
    assert_eq!(record["settings"]["passages"]["strict_verbatim"], 8);
    tells(&record["stages"].to_string(), "\"exact_runs\",\"items_in\":2,\"items_out\":1");
}

#[test]
fn threads_change_nothing_but_the_time() {
    let desk = Desk::new();
    // More articles than one chunk of columns holds, in many files, with something to find, to reject and to warn of.
    desk.put("press/crowd.jsonl", &crowd(600, 60));
    for (number, file) in ["2026-03-10.jsonl", "2026-03-11.jsonl"].into_iter().cycle().take(6).enumerate() {
        std::fs::copy(data("newsroom").join(file), desk.path(&format!("press/{number}-{file}"))).unwrap();
        desk.put(&format!("press/{number}-odd.jsonl"), "{}\n{\"id\": \"odd\", \"text\": \" \"}\n");
    }
    for threads in [1, 2, 8] {
        desk.expect(0, &format!("compare press -o out{threads} --strict-verbatim 4 --threads {threads}"));
    }
    assert_eq!(desk.record("out1")["counts"]["articles"], 600 + 3 * 50 + 6);
    assert!(desk.text("out1/passages.csv").lines().count() > 3 * 30, "something to find");
    for other in ["out2", "out8"] {
        same("the files", &desk.names("out1"), &desk.names(other));
        same("the record", &desk.record("out1"), &desk.record(other));
        for file in desk.names("out1").iter().filter(|name| *name != "run.json") {
            let (one, two) = (desk.text(&format!("out1/{file}")), desk.text(&format!("{other}/{file}")));
            assert!(one == two, "{file} differs between 1 thread and {other}");
        }
    }
}

#[test]
fn a_second_run_replaces_the_first_and_removes_its_stale_tables_only() {
    let desk = Desk::with_press();
    desk.expect(0, "compare press.jsonl -o out");
    let mut listed: serde_json::Value = serde_json::from_str(&desk.text("out/run.json")).unwrap();
    listed["files"].as_array_mut().unwrap().push("matrix.csv".into());
    desk.put("out/run.json", &listed.to_string());
    desk.put("out/matrix.csv", "id\n");
    desk.put("out/notes.txt", "mine");
    desk.expect(0, "compare press.jsonl -o out --matrix-limit 0");
    let mut expected: Vec<String> =
        TABLES.iter().chain(&["notes.txt"]).map(|&name| name.to_owned()).collect();
    expected.sort();
    same("the files", &expected, &desk.names("out"));
}

#[test]
fn with_force_strangers_stay() {
    let desk = Desk::with_press();
    desk.put("out/thesis.txt", "mine");
    desk.put("out/matrix.csv", "mine too");
    desk.put("out/pairs.csv", "in the way");
    desk.expect(0, "compare press.jsonl -o out --matrix-limit 0 --force");
    assert_eq!(desk.text("out/thesis.txt"), "mine");
    assert_eq!(desk.text("out/matrix.csv"), "mine too");
    assert!(desk.text("out/pairs.csv").starts_with("a,b,relation,"));
}

#[test]
fn a_failed_run_leaves_the_results_of_the_one_before() {
    let desk = Desk::with_press();
    desk.expect(0, "compare press.jsonl -o out");
    let before = desk.text("out/run.json");
    desk.expect(1, "compare nowhere.jsonl -o out");
    assert_eq!(desk.text("out/run.json"), before);
}

#[test]
fn against_lists_the_examined_articles_only() {
    let desk = Desk::with_press();
    desk.put("wire.jsonl", &crowd(4, 10));
    let said = desk.expect(0, "compare press.jsonl --against wire.jsonl -o out");
    tells(&said.err, "3 articles with 4 references");
    assert_eq!(desk.text("out/articles.csv").lines().count(), 4);
    let record = desk.record("out");
    assert_eq!(record["counts"]["references"], 4);
    assert_eq!(record["inputs"][1]["reference"], true);
}

#[test]
fn standard_input_is_an_input() {
    let desk = Desk::new();
    let mut command = desk.command("compare - --format jsonl -o out");
    let said = crate::harness::Said::of(command.write_stdin(crate::harness::press()));
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert_eq!(desk.record("out")["counts"]["articles"], 3);
}

#[test]
fn a_table_in_a_pipe_that_is_taken_for_a_text_is_told() {
    let desk = Desk::new();
    let fed =
        |words: &str| crate::harness::Said::of(desk.command(words).write_stdin("id,body\n1,Some words\n"));
    let said = fed("compare - --field text=body -o out");
    tells(
        &said.err,
        "warning: -: read as plain text, one article (it begins like a header row: use --format csv)",
    );
    let plain = |fed: &'static str| {
        let mut command = desk.command("compare - -o out");
        crate::harness::Said::of(command.write_stdin(fed)).err
    };
    tells(&plain("id,text,outlet\n1,Some words,Ledger\n"), "it begins like a header row");
    assert!(!plain("A text, and words.").contains("plain text"), "a text in a pipe is what it is");
    let said = fed("compare - --field text=body --format csv -o out");
    assert!(!said.err.contains("plain text"), "{}", said.err);
}

#[test]
fn a_title_that_looks_like_a_formula_is_hardened_unless_bytes_are_asked_for() {
    let desk = Desk::new();
    desk.put("press.jsonl", "{\"id\": \"-a\", \"title\": \"=HYPERLINK(1)\", \"text\": \"Some words.\"}\n");
    desk.expect(0, "compare press.jsonl -o out");
    tells(&desk.text("out/articles.csv"), "\n-a,,,'=HYPERLINK(1),");
    assert_eq!(desk.record("out")["tables"]["hardened_cells"], 1);
    desk.expect(0, "compare press.jsonl -o out --no-csv-hardening");
    tells(&desk.text("out/articles.csv"), "\n-a,,,=HYPERLINK(1),");
    desk.expect(0, "compare press.jsonl -o out --csv excel-de");
    tells(&desk.text("out/articles.csv"), "\r\n'-a;;;'=HYPERLINK(1);");
}
