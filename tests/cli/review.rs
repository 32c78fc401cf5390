//! What a person says of pairs and passages: written down by `wirecopy show`, heeded by `wirecopy compare`.

use crate::harness::{Desk, Said, data, is_one_complaint, line, same, tells};
use std::fs;
use std::process::{Command, Stdio};

const HEADER: &str = "a,b,a_start,a_end,b_start,b_end,verdict,note,reviewer,date";
const WIRE: &str =
    "The bridge over the river Orle was closed on Monday after engineers found cracks in two of its piers.";
const MARKET: &str = "A market for cheese will open on Thursday in the old customs house of Callow Bay, with nineteen dairies from four valleys.";

/// The labelled sample of the audit, compared into `out`.
fn audit() -> Desk {
    let desk = Desk::new();
    let said = Said::of(desk.command("compare -o out --quiet").arg(data("audit")));
    same(&format!("the exit code of compare, which said\n{}", said.err), &Some(0), &said.code);
    desk
}

/// Compares the sample again, with what was said.
fn again(desk: &Desk, options: &str) -> Said {
    Said::of(desk.command(&format!("compare -o out --reviewed reviewed.csv {options}")).arg(data("audit")))
}

/// The cells of these columns, of the rows whose first cells are these ids.
fn cells(desk: &Desk, table: &str, ids: &[&str], columns: &[&str]) -> Vec<String> {
    let text = desk.text(&format!("out/{table}"));
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    let header = rows.headers().unwrap().clone();
    let at =
        |name: &str| header.iter().position(|known| known == name).unwrap_or_else(|| panic!("no {name}"));
    let of = ids.len();
    let names: Vec<usize> = if of == 1 { vec![at("id")] } else { vec![at("a"), at("b")] };
    rows.records()
        .map(Result::unwrap)
        .filter(|row| names.iter().zip(ids).all(|(&column, id)| row[column] == **id))
        .flat_map(|row| columns.iter().map(|name| row[at(name)].to_owned()).collect::<Vec<_>>())
        .collect()
}

/// Two articles that share two passages, each among words of its own.
fn two_passages(before: &str) -> String {
    let own = "Nobody had expected so quick an answer from the county, which had been silent on that matter since the winter.";
    let other = "Tickets for the fair were sold out by noon; trains will leave every half hour and stop at Dunmarrow and Pennifold.";
    [
        line("wire-1", "Meridian", &format!("{before}{WIRE} {own} {own} {own} {MARKET}")),
        line("paper-1", "Ledger", &format!("{WIRE} {other} {} {other} {MARKET}", other.to_uppercase())),
    ]
    .concat()
}

#[test]
fn a_dismissed_pair_stays_in_the_tables_and_counts_in_no_flag() {
    let desk = audit();
    let flag = |desk: &Desk| cells(desk, "articles.csv", &["gazette-barrage"], &["flag", "reused_words"]);
    assert_eq!(flag(&desk), ["uncredited", "81"]);
    let said =
        desk.expect(0, "show out gazette-barrage afp-barrage --dismiss --reviewed reviewed.csv --note why");
    tells(&said.err, "reviewed.csv: afp-barrage and gazette-barrage: dismissed");
    assert_eq!(flag(&desk), ["uncredited", "81"], "a run is what it is");
    tells(
        &desk.expect(0, "show out --reviewed reviewed.csv").out,
        "1 pair dismissed by a person: not listed here",
    );
    tells(
        &again(&desk, "").err,
        "1 pair and 1 passage dismissed, 0 pairs and 0 passages confirmed by a person",
    );
    assert_eq!(flag(&desk), ["", "0"]);
    let pair = ["afp-barrage", "gazette-barrage"];
    assert_eq!(cells(&desk, "pairs.csv", &pair, &["matched_words", "review"]), ["81", "dismissed"]);
    assert_eq!(cells(&desk, "passages.csv", &pair, &["review"]), ["dismissed"]);
    assert_eq!(cells(&desk, "pairs.csv", &["afp-barrage", "matin-barrage"], &["review"]), [""]);
    assert_eq!(desk.record("out")["counts"]["reviewed"]["dismissed_pairs"], 1);
    tells(
        &desk.expect(0, "show out afp-barrage gazette-barrage").out,
        "a person has dismissed what they share",
    );
}

#[test]
fn what_was_said_stays_said_in_every_later_run() {
    let desk = audit();
    desk.expect(0, "show out afp-barrage gazette-barrage --dismiss --reviewed reviewed.csv");
    again(&desk, "--quiet");
    let first = desk.text("out/pairs.csv");
    again(&desk, "--quiet --threads 1");
    same("the table", &first, &desk.text("out/pairs.csv"));
    assert!(desk.text("reviewed.csv").starts_with(HEADER), "compare writes nothing into it");
}

#[test]
fn a_dismissed_pair_is_no_match_and_one_that_was_reopened_is() {
    let desk = Desk::with_press();
    desk.expect(3, "compare press.jsonl -o out --quiet --fail-on-match");
    desk.expect(0, "show out wire-1 paper-1 --dismiss --reviewed reviewed.csv");
    desk.expect(0, "compare press.jsonl -o out --quiet --fail-on-match --reviewed reviewed.csv");
    desk.expect(0, "show out wire-1 paper-1 --reopen --reviewed reviewed.csv");
    desk.expect(3, "compare press.jsonl -o out --quiet --fail-on-match --reviewed reviewed.csv");
    desk.expect(0, "show out wire-1 paper-1 --confirm --reviewed reviewed.csv");
    desk.expect(3, "compare press.jsonl -o out --quiet --fail-on-match --reviewed reviewed.csv");
    assert_eq!(cells(&desk, "pairs.csv", &["wire-1", "paper-1"], &["review"]), ["confirmed"]);
    assert_eq!(desk.text("reviewed.csv").lines().count(), 4, "nothing that was said is gone");
}

#[test]
fn pairs_are_told_without_passages_too() {
    let desk = Desk::with_press();
    desk.put(
        "reviewed.csv",
        "a,b,verdict,a_start,a_end\npaper-1,wire-1,dismissed,,\npaper-1,wire-1,confirmed,0,90\n",
    );
    let said =
        desk.expect(0, "compare press.jsonl -o out --no-passages --fail-on-match --reviewed reviewed.csv");
    tells(&said.err, "reviewed.csv:3: a passage of \"paper-1\" and \"wire-1\", and this run looks for none");
    assert_eq!(cells(&desk, "pairs.csv", &["wire-1", "paper-1"], &["review"]), ["dismissed"]);
}

#[test]
fn one_passage_is_dismissed_and_the_other_counts() {
    let desk = Desk::new();
    desk.put("press.jsonl", &two_passages(""));
    desk.expect(0, "compare press.jsonl -o out --quiet");
    let passages = |desk: &Desk| cells(desk, "passages.csv", &["wire-1", "paper-1"], &["review"]);
    assert_eq!(passages(&desk), ["", ""]);
    desk.expect(0, "show out wire-1 paper-1 --dismiss --passage 2 --reviewed reviewed.csv");
    desk.expect(3, "compare press.jsonl -o out --quiet --fail-on-match --reviewed reviewed.csv");
    assert_eq!(passages(&desk), ["", "dismissed"]);
    desk.expect(0, "show out wire-1 paper-1 --dismiss --passage 1 --reviewed reviewed.csv");
    desk.expect(0, "compare press.jsonl -o out --quiet --fail-on-match --reviewed reviewed.csv");
    assert_eq!(passages(&desk), ["dismissed", "dismissed"], "and nothing is left of the pair");
}

#[test]
fn a_passage_that_moved_a_little_is_the_same_and_one_that_moved_far_is_warned_of() {
    let desk = Desk::new();
    desk.put("press.jsonl", &two_passages(""));
    desk.expect(0, "compare press.jsonl -o out --quiet");
    desk.expect(0, "show out wire-1 paper-1 --dismiss --passage 1 --reviewed reviewed.csv");
    desk.put("press.jsonl", &two_passages("Update, 3 p.m. – "));
    let said = desk.expect(0, "compare press.jsonl -o out --reviewed reviewed.csv");
    assert!(!said.err.contains("passed over"), "{}", said.err);
    assert_eq!(cells(&desk, "passages.csv", &["wire-1", "paper-1"], &["review"]), ["dismissed", ""]);
    desk.put("press.jsonl", &two_passages(&"Update at three in the afternoon. ".repeat(4)));
    let said = desk.expect(0, "compare press.jsonl -o out --reviewed reviewed.csv");
    tells(
        &said.err,
        "reviewed.csv:2: \"wire-1\" and \"paper-1\" share no such passage in this run; the row is passed over",
    );
    tells(&said.err, "1 reviewed row about nothing in this run, passed over");
    assert_eq!(cells(&desk, "passages.csv", &["wire-1", "paper-1"], &["review"]), ["", ""]);
    assert_eq!(desk.record("out")["counts"]["reviewed"]["unused_rows"], 1);
    tells(
        &desk.expect(0, "show out --reviewed reviewed.csv").out,
        "1 reviewed row about nothing in this run (reviewed.csv:2)",
    );
}

#[test]
fn the_order_of_the_input_does_not_matter_but_roles_do() {
    let desk = Desk::with_press();
    desk.put("reviewed.csv", "a,b,b_start,b_end,verdict\npaper-1,wire-1,0,100,dismissed\n");
    desk.expect(0, "compare press.jsonl -o out --quiet --fail-on-match --reviewed reviewed.csv");
    let text = desk.text("press.jsonl");
    let (wire, papers) = text.split_once('\n').unwrap();
    desk.put("wires.jsonl", wire);
    desk.put("papers.jsonl", papers);
    desk.expect(0, "compare papers.jsonl --against wires.jsonl -o out --quiet --reviewed reviewed.csv");
    assert_eq!(
        cells(&desk, "pairs.csv", &["paper-1", "wire-1"], &["passages", "review"]),
        ["1", "dismissed"]
    );
    assert_eq!(cells(&desk, "passages.csv", &["paper-1", "wire-1"], &["review"]), ["dismissed"]);
    let said = desk.expect(0, "compare wires.jsonl --against papers.jsonl -o out --reviewed reviewed.csv");
    tells(&said.err, "no article of this run has the id \"paper-1\"");
}

#[test]
fn a_row_that_cannot_be_used_stops_the_run_with_its_line() {
    let desk = Desk::with_press();
    for (text, told) in [
        (
            "a,b,verdict\nx,y,dismissed\nx,y,maybe\n",
            "reviewed.csv:3: verdict is \"maybe\" (it is dismissed, confirmed, or open",
        ),
        ("a,b\nx,y\n", "no column \"verdict\""),
        ("", "is empty"),
    ] {
        desk.put("reviewed.csv", text);
        let said = desk.expect(1, "compare press.jsonl -o out --quiet --reviewed reviewed.csv");
        is_one_complaint(&said.err);
        tells(&said.err, told);
        assert!(!desk.has("out"), "nothing was begun");
    }
    fs::remove_file(desk.path("reviewed.csv")).unwrap();
    tells(&desk.expect(1, "compare press.jsonl -o out --quiet --reviewed reviewed.csv").err, "no such file");
}

#[test]
fn a_file_that_is_something_else_is_left_alone() {
    let desk = Desk::with_press();
    desk.expect(0, "compare press.jsonl -o out --quiet");
    for text in ["id,text\n1,x\n", "Dear diary\n"] {
        desk.put("reviewed.csv", text);
        let said = desk.expect(1, "show out wire-1 paper-1 --dismiss --reviewed reviewed.csv");
        is_one_complaint(&said.err);
        assert_eq!(desk.text("reviewed.csv"), text);
    }
    let articles = desk.text("press.jsonl");
    desk.expect(1, "show out wire-1 paper-1 --dismiss --reviewed press.jsonl");
    assert_eq!(desk.text("press.jsonl"), articles);
}

#[test]
fn verdicts_of_many_at_once_are_all_kept() {
    let desk = Desk::with_press();
    desk.expect(0, "compare press.jsonl -o out --quiet");
    let say = |reviewer: usize| {
        Command::new(env!("CARGO_BIN_EXE_wirecopy"))
            .args([
                "show",
                "out",
                "wire-1",
                "paper-1",
                "--confirm",
                "--reviewed",
                "reviewed.csv",
                "--reviewer",
            ])
            .args([format!("person {reviewer}"), "--note".to_owned(), "-".repeat(300)])
            .current_dir(desk.path(""))
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    };
    let people: Vec<_> = (0..12).map(say).collect();
    for mut person in people {
        assert!(person.wait().unwrap().success());
    }
    let text = desk.text("reviewed.csv");
    assert_eq!(text.matches(HEADER).count(), 1, "{text}");
    let rows: Vec<csv::StringRecord> =
        csv::Reader::from_reader(text.as_bytes()).records().collect::<Result<_, _>>().expect("whole rows");
    let mut people: Vec<&str> = rows.iter().map(|row| &row[8]).collect();
    people.sort_unstable();
    people.dedup();
    assert_eq!((rows.len(), people.len()), (12, 12));
    assert!(rows.iter().all(|row| row[7].trim_start_matches('\'') == "-".repeat(300)));
}

#[test]
fn a_verdict_needs_a_pair_of_the_run_and_a_passage_of_the_pair() {
    let desk = Desk::with_press();
    desk.expect(0, "compare press.jsonl -o out --quiet");
    tells(
        &desk.expect(1, "show out wire-1 paper-2 --dismiss --reviewed r.csv").err,
        "are no pair of this run",
    );
    tells(
        &desk.expect(1, "show out wire-1 paper-1 --dismiss --passage 9 --reviewed r.csv").err,
        "row 9 of passages.csv is not of \"wire-1\" and \"paper-1\" (its rows: 1)",
    );
    assert!(!desk.has("r.csv"));
    let said = desk.expect(1, "show out wire-1 paper-1 --dismiss --reviewed no-folder/r.csv");
    is_one_complaint(&said.err);
    tells(
        &said.err,
        "no-folder/r.csv: cannot be written: No such file or directory (check the path that --reviewed",
    );
    desk.expect(1, "show out wire-1 paper-1 --dismiss --reviewed out");
    for words in [
        "show out wire-1 paper-1 --dismiss",
        "show out --dismiss --reviewed r.csv",
        "show out wire-1 paper-1 --dismiss --confirm --reviewed r.csv",
        "show out wire-1 paper-1 --passage 1 --reviewed r.csv",
        "show out wire-1 paper-1 --note why",
    ] {
        desk.expect(2, words);
    }
}

#[test]
fn of_two_files_the_later_holds_and_a_contradiction_is_told() {
    let desk = audit();
    let pair = "afp-barrage,gazette-barrage";
    desk.put("one.csv", &format!("a,b,verdict,note,reviewer\n{pair},dismissed,press release,ch\n"));
    desk.put("two.csv", &format!("a,b,verdict,note,reviewer\n{pair},confirmed,=asked,bo\n"));
    let with = |files: &str| {
        Said::of(desk.command(&format!("compare -o out --fail-on-match {files}")).arg(data("audit")))
    };
    let columns = ["review", "review_note", "reviewer"];
    let said = with("--reviewed one.csv --reviewed two.csv");
    tells(
        &said.err,
        "two.csv:2: \"afp-barrage\" and \"gazette-barrage\": confirmed here, dismissed in one.csv:2; the file named later holds",
    );
    let held = || cells(&desk, "pairs.csv", &["afp-barrage", "gazette-barrage"], &columns);
    assert_eq!(held(), ["confirmed", "'=asked", "bo"]);
    assert_eq!(cells(&desk, "articles.csv", &["gazette-barrage"], &["flag"]), ["uncredited"]);
    let shown = desk.expect(0, "show out afp-barrage gazette-barrage").out;
    tells(&shown, "confirmed: =asked (bo)");

    with("--reviewed two.csv --reviewed one.csv");
    assert_eq!(held(), ["dismissed", "press release", "ch"]);
    let shown = desk.expect(0, "show out --reviewed one.csv --reviewed two.csv").out;
    tells(&shown, "two.csv:2 over one.csv:2");
    let refused = desk
        .expect(1, "show out afp-barrage gazette-barrage --confirm --reviewed one.csv --reviewed two.csv");
    tells(&refused.err, "into one file");
}
