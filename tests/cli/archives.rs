//! Web archives: pages as they were sent, texts of them, archives that break off, and what is no page.

use super::harness::{Desk, press, tells};
use std::fs;
use std::io::Write;

const WIRE: &str =
    "The bridge over the river Orle was closed on Monday after engineers found cracks in two of its piers.";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

/// A record of this kind, with these lines in its header.
fn record(kind: &str, id: &str, lines: &str, body: &[u8]) -> Vec<u8> {
    let header = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{id}>\r\nWARC-Date: 2026-05-01T00:00:00Z\r\n{lines}Content-Length: {}\r\n\r\n",
        body.len()
    );
    [header.as_bytes(), body, b"\r\n\r\n"].concat()
}

/// The record of a page that was fetched from a paper's site.
fn response(id: &str, http: &str, body: &[u8]) -> Vec<u8> {
    let lines = "WARC-Target-URI: https://www.ledger.example/a\r\nContent-Type: application/http; msgtype=response\r\n";
    let head = format!("HTTP/1.1 {http}\r\n\r\n");
    record("response", id, lines, &[head.as_bytes(), body].concat())
}

fn page(text: &str) -> String {
    format!("<html lang=en><title>Bridge closed</title><article><p>{text}</p></article>")
}

fn archive() -> Vec<Vec<u8>> {
    let chunked =
        format!("5\r\n<html\r\n{:x};x=y\r\n{}\r\n0\r\n\r\n", page(WIRE).len() - 5, &page(WIRE)[5..]);
    let html = "200 OK\r\nContent-Type: text/html; charset=utf-8";
    let greek = encoding_rs::ISO_8859_7
        .encode("<p>Η γέφυρα έκλεισε τη Δευτέρα, αφού οι μηχανικοί βρήκαν ρωγμές σε δύο από τις κολόνες της.")
        .0
        .into_owned();
    vec![
        record("warcinfo", "0", "Content-Type: application/warc-fields\r\n", b"software: x\r\n"),
        record(
            "request",
            "1",
            "Content-Type: application/http; msgtype=request\r\n",
            b"GET / HTTP/1.1\r\n\r\n",
        ),
        response("plain", html, page(WIRE).as_bytes()),
        response("chunked", &format!("{html}\r\nTransfer-Encoding: chunked"), chunked.as_bytes()),
        response("packed", &format!("{html}\r\nContent-Encoding: gzip"), &gzip(page(WIRE).as_bytes())),
        response("greek", "200 OK\r\nContent-Type: text/html; charset=iso-8859-7", &greek),
        response("image", "200 OK\r\nContent-Type: image/png", b"\x89PNG\r\n\r\nWARC/1.0\r\n"),
        response("moved", "301 Moved\r\nLocation: x\r\nContent-Type: text/html", page(WIRE).as_bytes()),
        record(
            "conversion",
            "text",
            "WARC-Target-URI: http://gazette.example/b\r\nContent-Type: text/plain\r\nWARC-Identified-Content-Language: eng,fra\r\n",
            format!("Gazette\n{WIRE}\n\nHome\n").as_bytes(),
        ),
    ]
}

#[test]
fn pages_and_texts_of_an_archive_are_articles_without_the_date_of_the_crawl() {
    let packed: Vec<u8> = archive().iter().flat_map(|record| gzip(record)).collect();
    for (name, bytes) in
        [("crawl.warc", archive().concat()), ("crawl.warc.gz", packed), ("crawl", archive().concat())]
    {
        let desk = Desk::with_press();
        fs::write(desk.path(name), bytes).unwrap();
        let said = desk.expect(0, &format!("compare {name} --against press.jsonl -o out"));
        tells(&said.err, &format!("{name}: records that are no pages, passed over: 4 (requests"));
        let articles = desk.text("out/articles.csv");
        let rows: Vec<&str> = articles
            .lines()
            .skip(1)
            .map(|row| row.split_inclusive(',').take(4).map(str::len).sum::<usize>())
            .zip(articles.lines().skip(1))
            .map(|(end, row)| &row[..end])
            .collect();
        let own = |id: &str| format!("{id},ledger.example,,Bridge closed,");
        assert_eq!(
            rows,
            [
                &*own("plain"),
                &*own("chunked"),
                &*own("packed"),
                "greek,ledger.example,,,",
                "text,gazette.example,,,"
            ],
            "{name}"
        );
        tells(&desk.text("out/pairs.csv"), "text,wire-1,");
        assert!(!desk.text("out/articles.csv").contains("2026-05"), "a crawl's date");
        assert_eq!(desk.text("out/rejected.csv").lines().count(), 1);
    }
}

#[test]
fn a_page_that_was_sent_without_a_kind_is_read_and_one_that_was_cut_is_told() {
    let desk = Desk::new();
    let wide: Vec<u8> = format!("\u{feff}{}", page(WIRE)).encode_utf16().flat_map(u16::to_le_bytes).collect();
    let cut = "WARC-Truncated: length\r\nContent-Type: text/html\r\n";
    let archive = [
        response("unsaid", "200 OK", page(WIRE).as_bytes()),
        response("picture", "200 OK", b"GIF89a"),
        response("wide", "200 OK\r\nContent-Type: text/html", &wide),
        record("resource", "cut", cut, page(WIRE).as_bytes()),
    ];
    fs::write(desk.path("crawl.warc"), archive.concat()).unwrap();
    let said = desk.expect(0, "compare crawl.warc -o out");
    tells(&said.err, "passed over: 1 (");
    tells(&said.err, "the crawler cut this page off (\"length\")");
    for id in ["unsaid", "wide", "cut"] {
        tells(&desk.text("out/articles.csv"), &format!("\n{id},"));
    }
    assert_eq!(desk.text("out/pairs.csv").lines().count(), 1 + 3, "they are the same page");
}

#[test]
fn an_archive_that_breaks_off_gives_what_came_before() {
    let plain = archive().concat();
    let packed: Vec<u8> = archive().iter().flat_map(|record| gzip(record)).collect();
    for (name, bytes) in
        [("cut.warc", &plain[..plain.len() - 60]), ("cut.warc.gz", &packed[..packed.len() - 30])]
    {
        let desk = Desk::with_press();
        fs::write(desk.path(name), bytes).unwrap();
        let said = desk.expect(0, &format!("compare {name} press.jsonl -o out"));
        tells(&said.err, "what came before is kept");
        assert_eq!(desk.text("out/articles.csv").lines().count(), 1 + 4 + 3, "{name}");
        assert_eq!(desk.text("out/rejected.csv").lines().count(), 2, "{name}");
    }
}

#[test]
fn a_bomb_in_a_record_costs_that_record() {
    let desk = Desk::new();
    desk.put("press.jsonl", &press());
    let bomb = gzip(&vec![b' '; 300 << 20]);
    let html = "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip";
    let archive = [
        response("bomb", html, &bomb),
        response("next", "200 OK\r\nContent-Type: text/html", page(WIRE).as_bytes()),
    ];
    fs::write(desk.path("crawl.warc"), archive.concat()).unwrap();
    desk.expect(0, "compare crawl.warc press.jsonl -o out");
    tells(&desk.text("out/rejected.csv"), "crawl.warc,1,bomb,\"the page unpacks to more than 64 MiB");
    tells(&desk.text("out/articles.csv"), "\nnext,");
    if cfg!(target_os = "linux") {
        let record: serde_json::Value = serde_json::from_str(&desk.text("out/run.json")).unwrap();
        assert!(record["execution"]["peak_memory_bytes"].as_u64().unwrap() < 1 << 30);
    }
}

#[test]
fn what_is_no_archive_is_rejected_once() {
    let desk = Desk::with_press();
    fs::write(desk.path("a.warc"), "no archive at all\n".repeat(200_000)).unwrap();
    fs::write(desk.path("b.warc"), b"WARC/1.0\r\nContent-Length: 18446744073709551615\r\n\r\nx").unwrap();
    let said = desk.expect(0, "compare a.warc b.warc press.jsonl -o out");
    assert!(said.err.lines().filter(|line| line.contains("warning: ")).count() <= 6, "{}", said.err);
    assert_eq!(desk.text("out/articles.csv").lines().count(), 4);
}

#[test]
fn what_is_kept_of_an_archive_is_written_as_lines_of_json() {
    let desk = Desk::new();
    fs::write(desk.path("crawl.warc"), archive().concat()).unwrap();
    desk.expect(0, "dedup crawl.warc -o kept.jsonl");
    let kept: Vec<serde_json::Value> =
        desk.text("kept.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let ids: Vec<&str> = kept.iter().filter_map(|article| article["id"].as_str()).collect();
    assert_eq!(ids, ["greek", "text"]);
    assert_eq!(kept[0]["url"], "https://www.ledger.example/a");
}
