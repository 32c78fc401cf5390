//! Inputs that were made to hurt: each costs what its size says, and is told. docs/hostile-input.md lists them.

use crate::harness::{Desk, Said, line, same, tells};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs::File;
use std::io::Write;

const MEBIBYTE: usize = 1 << 20;

/// A gzip file of one piece so many times over, between a head and a tail.
fn put_bomb(desk: &Desk, name: &str, (head, piece, times, tail): (&str, &[u8], usize, &str)) {
    let mut packed = GzEncoder::new(File::create(desk.path(name)).unwrap(), Compression::fast());
    packed.write_all(head.as_bytes()).unwrap();
    (0..times).for_each(|_| packed.write_all(piece).unwrap());
    packed.write_all(tail.as_bytes()).unwrap();
    packed.finish().unwrap();
}

/// Most memory that the run of a folder took, in mebibytes; none where the system does not tell.
fn peak(desk: &Desk, out: &str) -> Option<u64> {
    let record: serde_json::Value = serde_json::from_str(&desk.text(&format!("{out}/run.json"))).unwrap();
    record["execution"]["peak_memory_bytes"].as_u64().map(|bytes| bytes / MEBIBYTE as u64)
}

/// Articles that a run of these words compares, and what it said.
#[track_caller]
fn compared(desk: &Desk, words: &str) -> (u64, Said) {
    let said = desk.expect(0, &format!("compare {words} -o out"));
    (desk.record("out")["counts"]["articles"].as_u64().unwrap(), said)
}

#[test]
fn a_file_that_unpacks_to_one_endless_text_costs_that_text() {
    let desk = Desk::with_press();
    let words = "word ".repeat(MEBIBYTE / 5);
    put_bomb(&desk, "bomb.txt.gz", ("", words.as_bytes(), 258, ""));
    let record = ("{\"id\": \"bomb\", \"text\": \"", words.as_bytes(), 33, "\"}\n");
    put_bomb(&desk, "bomb.jsonl.gz", record);
    let (articles, said) = compared(&desk, "press.jsonl bomb.txt.gz bomb.jsonl.gz");
    same("articles", &3, &articles);
    tells(&said.err, "bomb.txt.gz:1: longer than 256 MiB, which no record may be");
    tells(&said.err, "bomb.jsonl.gz:1: its text is longer than 32 MiB, which no article is");
    assert!(peak(&desk, "out").is_none_or(|peak| peak < 700), "{:?} MiB", peak(&desk, "out"));
}

#[test]
fn json_of_any_depth_is_read_without_a_stack() {
    let desk = Desk::new();
    let deep = |open: &str, close: &str| {
        let (open, close) = (open.repeat(200_000), close.repeat(200_000));
        format!("{{\"id\": \"deep\", \"x\": {open}1{close}, \"text\": \"Some words.\"}}\n")
    };
    desk.put("arrays.jsonl", &deep("[", "]"));
    desk.put("objects.jsonl", &deep("{\"a\": ", "}"));
    same("articles", &2, &compared(&desk, "arrays.jsonl objects.jsonl").0);
    desk.put("open.json", &"[".repeat(1_000_000));
    let said = desk.expect(1, "compare open.json -o out2");
    tells(&said.err, "never closed");
}

#[test]
fn a_novel_is_an_article_like_any_other() {
    let desk = Desk::new();
    let words: Vec<String> =
        (0..150_000_u32).map(|at| format!("w{}", at.wrapping_mul(2_654_435_761) >> 8)).collect();
    let text = words.join(" ");
    desk.put("press.jsonl", &(line("a", "A", &text) + &line("b", "B", &format!("{text} And more."))));
    compared(&desk, "press.jsonl");
    tells(&desk.text("out/pairs.csv"), "\na,b,near_duplicate,");
    let passages = desk.text("out/passages.csv");
    assert!(
        passages.lines().nth(1).is_some_and(|row| row.contains(",150000,")),
        "the whole text is one passage"
    );
}

#[test]
fn articles_of_one_word_are_alike_only_if_it_is_the_same() {
    let desk = Desk::new();
    let articles: String =
        (0..6_000).map(|at| line(&format!("a{at}"), "A", &format!("w{}", at % 2_000))).collect();
    desk.put("press.jsonl", &articles);
    same("articles", &6_000, &compared(&desk, "press.jsonl").0);
    same("rows of pairs", &6_000, &(desk.text("out/pairs.csv").lines().count() - 1));
    same("rows of passages", &0, &(desk.text("out/passages.csv").lines().count() - 1));
}

/// Pairs that a run lists, pairs that it says it left out, and its warnings.
fn crowd(texts: impl Iterator<Item = String>) -> (u64, u64, String) {
    let desk = Desk::new();
    let articles: String = texts.enumerate().map(|(at, text)| line(&format!("a{at}"), "A", &text)).collect();
    desk.put("press.jsonl", &articles);
    let said = desk.expect(0, "compare press.jsonl -o out --no-passages --no-report");
    let record = desk.record("out");
    let pairs = desk.text("out/pairs.csv").lines().count() as u64 - 1;
    (pairs, record["search"]["pairs_left_out"].as_u64().unwrap(), said.err)
}

const STORY: &str = "The bridge over the river Orle was closed on Monday after engineers found cracks in two of its \
                     piers, and buses take another way until the end of the month";

#[test]
fn a_crowd_of_equal_articles_is_a_star() {
    let (pairs, left_out, said) = crowd((0..3_000).map(|_| STORY.to_owned()));
    same("pairs", &2_999, &pairs);
    same("all pairs", &(3_000 * 2_999 / 2), &(pairs + left_out));
    tells(&said, "alike in part were not compared: they stand in crowds of equal articles (");
}

#[test]
fn of_a_crowd_no_more_pairs_are_left_out_than_there_are() {
    // So long that one word of their own sets them apart in few bands only.
    let common = (0..200).map(|word| format!("word{word}")).collect::<Vec<_>>().join(" ");
    let (pairs, left_out, said) = crowd((0..1_500).map(|at| format!("{common} own{at}")));
    let all = 1_500 * 1_499 / 2;
    assert!(pairs < all / 2, "{pairs} pairs");
    assert!(pairs + left_out <= all, "{pairs} pairs and {left_out} left out of {all}");
    tells(&said, &format!("warning: up to {left_out} pairs"));
}

/// Texts of one repeated word have one shingle, so those of all lengths meet in one bucket, a group of equal ones each.
#[test]
fn articles_of_one_repeated_word_are_no_more_pairs_than_a_crowd_has() {
    let of = |articles: usize| crowd((0..articles).map(|at| "word ".repeat(300 + at % 120))).0;
    let (half, whole) = (of(1_200), of(2_400));
    assert!(whole < 2_400 * 1_000, "{whole} pairs");
    assert!(whole <= 5 * half / 2, "{half} pairs of 1,200 articles, {whole} of 2,400");
}
