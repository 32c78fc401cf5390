//! `inspect`: what is in the inputs, before a run, as a run would read it.

use super::harness::{Desk, line, same, tells};
use std::fs;
use std::io::Write;

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

fn seen(desk: &Desk, words: &str) -> serde_json::Value {
    serde_json::from_str(&desk.expect(0, &format!("inspect --json {words}")).out).expect("one line of JSON")
}

/// A folder of three formats, two encodings, one packing, a repeated id, a bad date and four records that are none.
fn mixed() -> Desk {
    let desk = Desk::with_press();
    let more =
        [line("wire-1", "Meridian", "Two words."), "{\"id\": 1}\n{\"id\": 2}\n{\n".to_owned()].concat();
    fs::write(desk.path("more.jsonl.gz"), gzip(more.as_bytes())).unwrap();
    let table = "id;text;published;language\r\n7;Un été;03/04/2016;fr\r\n8;Un hiver;2027-01-31;fr\r\n";
    fs::write(desk.path("table.csv"), encoding_rs::WINDOWS_1252.encode(table).0).unwrap();
    desk.put("note.txt", "");
    desk
}

#[test]
fn every_figure_is_what_the_files_hold() {
    let desk = mixed();
    let seen = seen(&desk, "press.jsonl more.jsonl.gz table.csv note.txt");
    let total = serde_json::json!({ "files": 4, "records": 10, "articles": 6, "rejected": 4 });
    for (name, count) in total.as_object().unwrap() {
        same(name, count, &seen["total"][name]);
    }
    let file = |at: usize| {
        let file = &seen["files"][at];
        format!(
            "{} {} {} {}/{}",
            file["format"], file["packing"], file["encodings"], file["articles"], file["records"]
        )
    };
    assert_eq!(file(0), r#""jsonl" null ["UTF-8"] 3/3"#);
    assert_eq!(file(1), r#""jsonl" "gzip" ["UTF-8"] 1/4"#);
    assert_eq!(file(2), r#""csv" null ["UTF-8","windows-1252"] 2/2"#);
    assert_eq!(file(3), r#""text" null [] 0/1"#);
    let filled: Vec<u64> =
        seen["fields"].as_array().unwrap().iter().map(|field| field["filled"].as_u64().unwrap()).collect();
    assert_eq!(filled, [6, 6, 0, 4, 5, 0, 2]);
    let dates = serde_json::json!({ "first": "2026-03-10", "last": "2027-01-31", "dated": 5, "undated": 0, "unreadable": 1, "ambiguous": 1 });
    same("the dates", &dates, &seen["dates"]);
    assert_eq!((seen["words"]["min"].as_u64(), seen["words"]["max"].as_u64()), (Some(2), Some(24)));
    assert_eq!(seen["repeated_ids"], 1);
    let outlets =
        serde_json::json!([{ "name": "Ledger", "articles": 2 }, { "name": "Meridian", "articles": 2 }]);
    same("the outlets", &outlets, &seen["outlets"]);
    assert_eq!(seen["rejected"][0]["count"], 2);
    tells(seen["rejected"][0]["first"].as_str().unwrap(), "more.jsonl.gz:2: no field \"text\"");
    same("where", &serde_json::json!(["more.jsonl.gz:2", "more.jsonl.gz:3"]), &seen["rejected"][0]["places"]);
    assert_eq!(seen["warnings"].as_array().unwrap().len(), 3);
}

#[test]
fn notes_that_say_different_things_are_told_each_with_its_places() {
    let desk = Desk::new();
    desk.put("a.jsonl", "{\"text\": \"x\", \"url\": [1, 2]}\n{\"text\": \"y\", \"outlet\": {}}\n{\"text\": \"z\", \"outlet\": {}}\n");
    desk.put("b.jsonl", "");
    let seen = seen(&desk, "a.jsonl b.jsonl");
    let told: Vec<String> = seen["warnings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|told| format!("{} {} {}", told["count"], told["what"], told["places"]))
        .collect();
    assert_eq!(
        told,
        [
            r#"2 "field \"outlet\" is an object; it was left out" ["a.jsonl:2","a.jsonl:3"]"#,
            r#"1 "field \"url\" is a list of more than strings; it was left out" ["a.jsonl:1"]"#,
            r#"1 "the file is empty" ["b.jsonl"]"#,
        ]
    );
    let page = desk.expect(0, "inspect a.jsonl b.jsonl").out;
    tells(&page, "      2  a.jsonl:2: field \"outlet\" is an object; it was left out");
    tells(&page, "      1  b.jsonl: the file is empty");
}

#[test]
fn the_encoding_of_a_document_is_told_as_that_of_a_table() {
    let desk = Desk::new();
    let page = "<html><body><article><p>Le pont sur la Vire a \u{e9}t\u{e9} ferm\u{e9} mercredi apr\u{e8}s la crue, dit la mairie.</p></article></body></html>";
    let declared = page.replace("<html>", "<html><head><meta charset=iso-8859-15></head>");
    let item = |encoding: &str| {
        format!(
            "<?xml version='1.0' encoding='{encoding}'?><nitf><body><body.content><p>\u{c9}t\u{e9}.</p></body.content></body></nitf>"
        )
    };
    let latin = |text: &str| encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    desk.put("a.html", page);
    fs::write(desk.path("b.html"), encoding_rs::ISO_8859_15.encode(&declared).0).unwrap();
    fs::write(desk.path("c.xml"), latin(&item("windows-1252"))).unwrap();
    let wide = item("UTF-16").encode_utf16().flat_map(u16::to_le_bytes).collect();
    fs::write(desk.path("d.xml"), [vec![0xFF, 0xFE], wide].concat()).unwrap();
    let archive = |page: &[u8]| {
        let http = [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", page].concat();
        let head = format!(
            "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n",
            http.len()
        );
        [head.as_bytes(), &http, b"\r\n\r\n"].concat()
    };
    let pages = [archive(&latin(page)), archive(page.as_bytes())].concat();
    fs::write(desk.path("e.warc"), pages).unwrap();
    let seen = seen(&desk, ".");
    let told: Vec<String> = seen["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| format!("{} {}", file["path"], file["encodings"]))
        .collect();
    assert_eq!(
        told,
        [
            r#""./a.html" ["UTF-8"]"#,
            r#""./b.html" ["ISO-8859-15"]"#,
            r#""./c.xml" ["windows-1252"]"#,
            r#""./d.xml" ["UTF-16LE"]"#,
            r#""./e.warc" ["UTF-8","windows-1252"]"#,
        ]
    );
}

#[test]
fn what_is_seen_is_what_a_run_makes_of_it_and_nothing_is_written() {
    let desk = mixed();
    let inputs = "press.jsonl more.jsonl.gz table.csv note.txt --field title=id --timezone Europe/Paris";
    let before = desk.names(".");
    let seen = seen(&desk, inputs);
    assert_eq!(desk.names("."), before);
    desk.expect(0, &format!("compare {inputs} -o out"));
    let record = desk.record("out");
    assert_eq!(seen["total"]["articles"], record["counts"]["articles"]);
    assert_eq!(seen["total"]["rejected"], record["counts"]["rejected"]);
    assert_eq!(seen["fields"][2]["name"], "id");
}

#[test]
fn the_page_is_the_same_for_any_number_of_threads_and_says_what_is_left_out() {
    let desk = mixed();
    let page =
        |threads: u32| desk.expect(0, &format!("inspect . --width 100 --limit 2 --threads {threads}")).out;
    assert_eq!(page(1), page(3));
    tells(&page(1), "6 articles in 10 records: 4 files in ");
    tells(&page(1), "(4 would be rejected)");
    tells(&page(1), "and 2 other files (--limit 0 lists all)");
    tells(&page(1), "dates  2026-03-10 to 2027-01-31; undated: 0; unreadable: 1");
    tells(&page(1), "      2  ./more.jsonl.gz:2: no field \"text\"");
}

#[test]
fn a_control_character_of_an_input_is_shown_and_not_obeyed() {
    let desk = Desk::new();
    desk.put("a.jsonl", "{\"text\": \"x\", \"outlet\": \"\\u001b[2J\", \"language\": \"\\u0007\"}\n");
    let page = desk.expect(0, "inspect a.jsonl").out;
    assert!(!page.contains(['\u{1b}', '\u{7}']), "{page:?}");
}

#[test]
fn inputs_without_an_article_fail_as_they_would_in_a_run() {
    let desk = Desk::new();
    desk.put("odd.jsonl", "{\"id\": 1}\n");
    tells(
        &desk.expect(1, "inspect odd.jsonl").err,
        "wirecopy: no article found in odd.jsonl (1 rejected; the first, odd.jsonl:1: no field",
    );
    desk.expect(1, "inspect missing.jsonl");
    desk.put("press.jsonl", "{\"text\": \"x\"}\n{}\n");
    tells(&desk.expect(1, "inspect press.jsonl --strict").err, "press.jsonl:2: no field \"text\"");
    desk.expect(2, "inspect");
}
