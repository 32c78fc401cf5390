//! Bad input: what can be used is used, what cannot is named, and nothing gets lost without a word.

use crate::harness::{Desk, data, is_one_complaint, line, press, same, tells};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

/// The rows of `rejected.csv`.
fn rejected(desk: &Desk) -> Vec<String> {
    desk.text("out/rejected.csv").lines().skip(1).map(str::to_owned).collect()
}

/// Ids of the articles that were compared.
fn articles(desk: &Desk) -> Vec<String> {
    let rows = desk.text("out/articles.csv");
    rows.lines().skip(1).map(|row| row.split(',').next().unwrap_or_default().to_owned()).collect()
}

/// The relations in `pairs.csv`, with their articles.
fn pairs(desk: &Desk) -> Vec<String> {
    let rows = desk.text("out/pairs.csv");
    rows.lines().skip(1).map(|row| row.splitn(4, ',').take(3).collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn a_folder_without_articles_is_a_failure_that_says_what_would_be_read() {
    let desk = Desk::new();
    fs::create_dir(desk.path("press")).unwrap();
    let said = desk.expect(1, "compare press -o out");
    is_one_complaint(&said.err);
    tells(&said.err, "no article found in press");
    tells(&said.err, ".jsonl");
    assert!(!desk.has("out"));
}

#[test]
fn one_missing_file_among_others_is_a_failure_before_anything_is_written() {
    let desk = Desk::with_press();
    let said = desk.expect(1, "compare press.jsonl nowhere.jsonl -o out");
    is_one_complaint(&said.err);
    tells(&said.err, "nowhere.jsonl");
    assert!(!desk.has("out"));
    tells(&desk.expect(1, "compare press.jsonl --against nowhere.jsonl -o out").err, "nowhere.jsonl");
    assert!(!desk.has("out"));
}

#[test]
fn a_binary_file_in_a_folder_is_rejected_and_its_neighbours_are_read() {
    let desk = Desk::new();
    desk.put("press/a.jsonl", &press());
    let noise: Vec<u8> = (0..4_096_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    fs::write(desk.path("press/b.txt"), &noise).unwrap();
    fs::write(desk.path("press/c.jsonl"), &noise).unwrap();
    let said = desk.expect(0, "compare press -o out");
    tells(&said.err, "warning: press/b.txt:1: looks like a binary file");
    assert_eq!(articles(&desk), ["wire-1", "paper-1", "paper-2"]);
    let rejected = rejected(&desk);
    assert!(
        rejected.iter().any(|row| row.starts_with("press/b.txt,1,,\"looks like a binary file")),
        "{rejected:#?}"
    );
    assert!(rejected.iter().any(|row| row.starts_with("press/c.jsonl,")), "{rejected:#?}");
}

#[test]
fn a_binary_file_alone_is_a_failure_that_says_so() {
    let desk = Desk::new();
    fs::write(desk.path("photo.txt"), [0_u8, 1, 2, 3, 254, 255, 0, 7].repeat(64)).unwrap();
    let said = desk.expect(1, "compare photo.txt -o out");
    tells(&said.err, "wirecopy: no article found in photo.txt (");
    tells(&said.err, "looks like a binary file");
    assert!(!desk.has("out"));
}

#[test]
fn a_record_without_text_is_named_with_what_it_has_instead() {
    let desk = Desk::with_press();
    desk.put("odd.jsonl", "{\"id\": \"x\", \"body\": \"Some words.\"}\n{\"text\": null}\n{\"text\": 7}\n");
    let said = desk.expect(0, "compare press.jsonl odd.jsonl -o out");
    tells(&said.err, "warning: odd.jsonl:1: no field \"text\" (use --field text=FIELD; this record has: ");
    tells(&said.err, "body");
    let rejected = rejected(&desk);
    assert_eq!(rejected.len(), 3);
    tells(&rejected[0], "odd.jsonl,1,x,");
    tells(&rejected[1], "odd.jsonl,2,,");
    tells(&rejected[2], "odd.jsonl,3,,");
    assert_eq!(articles(&desk).len(), 3);
    desk.expect(0, "compare odd.jsonl -o out --field text=body");
    assert_eq!(articles(&desk), ["x"]);
}

#[test]
fn a_text_inside_an_object_and_one_in_paragraphs_are_read_by_their_path() {
    let desk = Desk::new();
    let wire = "The bridge over the river Orle was closed on Monday after engineers found cracks in two of its piers.";
    let paragraphs = serde_json::json!({ "paragraphs": ["Good morning.", wire] });
    let deep = serde_json::json!({ "id": "deep", "outlet": ["Gazette"], "doc": { "body": paragraphs } });
    let whole = serde_json::json!({ "id": "whole", "doc.body.paragraphs": wire });
    desk.put("deep.json", &format!("[{deep}, {whole}, {{\"id\": \"flat\", \"doc\": {{\"body\": \"x\"}}}}]"));
    let said = desk.expect(0, "compare deep.json --field text=doc.body.paragraphs -o out");
    assert_eq!(pairs(&desk), ["deep whole near_duplicate"]);
    tells(
        &said.err,
        "no field \"doc.body.paragraphs\" (use --field text=FIELD; \"doc.body\" is a string, not an object)",
    );
    tells(&desk.text("out/articles.csv"), "\ndeep,Gazette,");
}

/// Rows as a French or German Excel writes them: `;`, CR LF, line breaks and quotation marks in cells, empty cells at the end.
const OF_EXCEL: &str = "id;Texte intégral;Paru\r\n\
    a;\"L’été dernier, dit-il, «\u{a0}non\u{a0}»;\nl’œuvre coûtait 3 € et \"\"rien\"\" de plus.\";2016-07-13 18:36\r\n\
    b;\"L’été dernier, dit-il, «\u{a0}non\u{a0}»;\nl’œuvre coûtait 3 € et \"\"rien\"\" de plus.\";2016-07-14;;\r\n";

#[test]
fn a_table_is_read_as_excel_writes_it_in_each_of_its_encodings() {
    let ansi = encoding_rs::WINDOWS_1252.encode(OF_EXCEL).0.into_owned();
    let utf16: Vec<u8> = format!("\u{feff}{}", OF_EXCEL.replace(';', "\t").replace("»\t", "»;"))
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let mut desks = Vec::new();
    for (name, bytes) in
        [("utf8", format!("\u{feff}{OF_EXCEL}").into_bytes()), ("ansi", ansi), ("unicode", utf16)]
    {
        let desk = Desk::new();
        fs::write(desk.path("press.csv"), bytes).unwrap();
        let mut command = desk.command("compare press.csv -o out --field published=Paru --field");
        command.arg("text=Texte intégral").assert().code(0);
        assert_eq!(pairs(&desk), ["a b identical"], "{name}");
        assert_eq!(rejected(&desk), [""; 0], "{name}");
        desks.push(desk.text("out/passages.csv"));
    }
    tells(&desks[0], "l’œuvre coûtait 3 € et \"\"rien\"\" de plus");
    assert!(desks.iter().all(|passages| *passages == desks[0]), "{desks:#?}");
}

#[test]
fn an_empty_table_is_empty_and_bytes_of_no_text_are_no_records() {
    let desk = Desk::with_press();
    for (name, content) in
        [("empty.csv", &b""[..]), ("blank.csv", b"\r\n\r\n"), ("mark.csv", b"\xEF\xBB\xBF")]
    {
        fs::write(desk.path(name), content).unwrap();
        let said = desk.expect(1, &format!("compare {name} -o out"));
        let told = if content.is_empty() { "is empty" } else { "holds no record" };
        tells(&said.err, &format!("no article found in {name} ({name} {told})"));
    }
    let noise: Vec<u8> = (0..5_000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    for name in ["noise.jsonl", "noise.json", "noise.csv"] {
        fs::write(desk.path(name), &noise).unwrap();
        let said = desk.expect(0, &format!("compare press.jsonl {name} -o out"));
        tells(&said.err, &format!("warning: {name}: looks like a binary file"));
        assert_eq!(rejected(&desk).len(), 1);
    }
}

#[test]
fn broken_json_in_the_third_line_of_five_costs_the_third_line() {
    let desk = Desk::new();
    let lines: Vec<String> =
        (1..=5).map(|number| line(&format!("a{number}"), "Ledger", "Some words.")).collect();
    for broken in ["{\"id\": \"a3\", \"text\": \"Some wor", "a3", "[]", "{\"text\": \"x\"} {\"text\": \"y\"}"]
    {
        let mut lines = lines.clone();
        lines[2] = format!("{broken}\n");
        desk.put("press.jsonl", &lines.concat());
        let said = desk.expect(0, "compare press.jsonl -o out");
        tells(&said.err, "warning: press.jsonl:3: ");
        assert_eq!(articles(&desk), ["a1", "a2", "a4", "a5"], "{broken}");
        let rejected = rejected(&desk);
        assert!(rejected.len() == 1 && rejected[0].starts_with("press.jsonl,3,"), "{broken}: {rejected:?}");
        assert_eq!(desk.record("out")["counts"]["rejected"], 1);
    }
}

#[test]
fn windows_1252_is_read_for_what_it_says() {
    let desk = Desk::new();
    let text =
        "L’été dernier, la préfète d’Orvelane a déclaré que le pont de la Vescle coûterait 3 € par habitant.";
    desk.put("utf8.jsonl", &line("utf8", "Boréale", text));
    let (bytes, _, lost) = encoding_rs::WINDOWS_1252.encode(text);
    assert!(!lost);
    let record = [b"{\"id\": \"old\", \"text\": \"", bytes.as_ref(), b"\"}\n"].concat();
    fs::write(desk.path("old.jsonl"), record).unwrap();
    let said = desk.expect(0, "compare utf8.jsonl old.jsonl -o out");
    tells(&said.err, "warning: old.jsonl:1: not UTF-8: ");
    tells(&said.err, "windows-1252");
    assert_eq!(pairs(&desk), ["utf8 old identical"]);
    tells(&desk.text("out/passages.csv"), "déclaré que le pont de la Vescle coûterait 3 € par");
}

#[test]
fn of_two_equal_ids_the_second_gets_a_number() {
    let desk = Desk::new();
    desk.put("press.jsonl", &press().replace("paper-1", "wire-1"));
    let said = desk.expect(0, "compare press.jsonl -o out");
    tells(
        &said.err,
        "warning: press.jsonl:2: id \"wire-1\" occurred before; this article is now \"wire-1#2\"",
    );
    assert_eq!(articles(&desk), ["wire-1", "wire-1#2", "paper-2"]);
    assert_eq!(pairs(&desk), ["wire-1 wire-1#2 near_duplicate"]);
}

#[test]
fn a_nul_byte_is_a_character_like_any_other() {
    let desk = Desk::with_press();
    let text = "The bridge over the river Orle was closed on Monday after\0engineers found cracks in two of its piers.";
    desk.put("nul.txt", text);
    desk.put(
        "escaped.jsonl",
        "{\"id\": \"esc\\u0000aped\", \"title\": \"\\u0000=1\", \"text\": \"A\\u0000b.\"}\n",
    );
    desk.expect(0, "compare press.jsonl nul.txt escaped.jsonl -o out");
    assert_eq!(articles(&desk).len(), 5);
    let found = pairs(&desk);
    assert!(found.iter().any(|row| row == "wire-1 nul.txt identical"), "{found:?}");
    tells(&desk.text("out/articles.csv"), ",'\0=1,");
}

#[test]
fn a_raw_nul_in_json_costs_its_record_at_most() {
    let desk = Desk::with_press();
    desk.put(
        "nul.jsonl",
        &format!("{{\"id\": \"nul\", \"text\": \"A\0b.\"}}\n{}", line("next", "Ledger", "Words.")),
    );
    desk.expect(0, "compare press.jsonl nul.jsonl -o out");
    let (articles, rejected) = (articles(&desk), rejected(&desk));
    assert!(articles.iter().any(|id| id == "next"), "{articles:?}");
    assert_eq!(articles.iter().filter(|id| *id == "nul").count() + rejected.len(), 1, "{rejected:?}");
}

const MEBIBYTE: usize = 1 << 20;

/// Writes a file of a head, a hundred million bytes of filling, and a tail.
fn put_huge(path: &Path, head: &str, tail: &str) {
    let mut file = BufWriter::new(File::create(path).unwrap());
    let filling = vec![b'x'; MEBIBYTE];
    file.write_all(head.as_bytes()).unwrap();
    (0..96).for_each(|_| file.write_all(&filling).unwrap());
    file.write_all(tail.as_bytes()).unwrap();
    file.flush().unwrap();
}

#[test]
fn a_line_of_a_hundred_megabytes_is_read_in_bounded_memory() {
    let desk = Desk::new();
    let before = press();
    for (tail, compared) in [("\", \"text\": \"Some words.\"}\n", 5), ("\n", 4)] {
        let head = format!("{before}{{\"id\": \"huge\", \"html\": \"");
        put_huge(&desk.path("press.jsonl"), &head, &format!("{tail}{}", line("last", "Ledger", "Words.")));
        desk.expect(0, "compare press.jsonl -o out");
        assert_eq!(articles(&desk).len(), compared, "{tail:?}");
        assert_eq!(articles(&desk).last().map(String::as_str), Some("last"));
        assert_eq!(rejected(&desk).len(), 5 - compared);
        assert!(rejected(&desk).iter().all(|row| row.starts_with("press.jsonl,4,")));
        if cfg!(target_os = "linux") {
            let record: serde_json::Value = serde_json::from_str(&desk.text("out/run.json")).unwrap();
            let peak = record["execution"]["peak_memory_bytes"].as_u64().unwrap();
            assert!(peak < 500 * MEBIBYTE as u64, "{peak} bytes for a line of {}", 96 * MEBIBYTE);
        }
    }
}

#[test]
fn a_search_without_sketches_finds_the_same_in_the_newsroom() {
    let desk = Desk::new();
    for (out, option) in [("out", ""), ("exact", "--exact")] {
        let mut command = desk.command(&format!("compare -o {out} {option}"));
        command.arg(data("newsroom")).assert().code(0);
    }
    for file in desk.names("out").iter().filter(|name| *name != "run.json") {
        let (banded, joined) = (desk.text(&format!("out/{file}")), desk.text(&format!("exact/{file}")));
        assert!(banded == joined, "{file} differs between bands and the exact join");
    }
    let (banded, joined) = (desk.record("out"), desk.record("exact"));
    same("the counts", &banded["counts"], &joined["counts"]);
    assert_eq!((&banded["search"]["method"], &joined["search"]["method"]), (&"lsh".into(), &"exact".into()));
}

#[test]
fn dates_in_figures_are_read_in_the_order_that_is_said_and_counted_before() {
    let desk = Desk::new();
    let told =
        "Words that one desk wrote and the other took over whole on the day after, or on the day before it.";
    let article = |id: &str, date: &str| {
        format!("{{\"id\": \"{id}\", \"published\": \"{date}\", \"text\": \"{told}\"}}\n")
    };
    let articles = [("x", "04/03/2026"), ("y", "05.02.2026 18:36"), ("z", "13/02/2026")];
    desk.put("a.jsonl", &articles.map(|(id, date)| article(id, date)).concat());
    let seen = |words: &str| -> serde_json::Value {
        let said = desk.expect(0, &format!("inspect a.jsonl --json {words}"));
        serde_json::from_str(&said.out).expect("JSON")
    };
    let dates = |seen: &serde_json::Value| {
        let dates = &seen["dates"];
        format!("{} {} {} {}", dates["first"], dates["last"], dates["unreadable"], dates["ambiguous"])
    };
    same("nothing said", &"null null 3 2".to_owned(), &dates(&seen("")));
    same("the day first", &r#""2026-02-05" "2026-03-04" 0 2"#.to_owned(), &dates(&seen("--dates day-first")));
    same(
        "the month first",
        &r#""2026-04-03" "2026-05-02" 1 2"#.to_owned(),
        &dates(&seen("--dates month-first")),
    );
    let page = desk.expect(0, "inspect a.jsonl").out;
    tells(&page, "unreadable: 3; by --dates one day or another (such as 03/04/2026): 2");
    let source = |words: &str| {
        desk.expect(0, &format!("compare a.jsonl -o out --force {words}"));
        let row = |row: &str| row.split(',').take(2).collect::<Vec<_>>().join(" ");
        let mut rows: Vec<String> = desk.text("out/reuse.csv").lines().skip(1).map(row).collect();
        rows.sort_unstable();
        rows
    };
    same("who was first", &vec!["y x".to_owned(), "y z".to_owned()], &source("--dates day-first"));
    same("on record", &"day-first".into(), &desk.record("out")["reading"]["dates"]);
    desk.expect(0, "show out x y");
    same("who was first", &vec!["x y".to_owned()], &source("--dates month-first"));
    desk.put("wirecopy.toml", "dates = \"day-first\"\n");
    same("a setting", &vec!["y x".to_owned(), "y z".to_owned()], &source(""));
    same("nothing is on record that nobody said", &None, &{
        desk.expect(0, "compare a.jsonl -o out --no-config");
        desk.record("out")["reading"].get("dates").cloned()
    });
    tells(
        &desk.expect(2, "inspect a.jsonl --dates dmy").err,
        "unknown order of dates \"dmy\" (give day-first or month-first)",
    );
}
