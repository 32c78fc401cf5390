//! `report.html`: complete, the same on any number of threads, and inert whatever the articles say.

use crate::harness::{Desk, data, same, tells};
use crate::page::Page;
use serde_json::{Value, json};

/// Articles that would run, load or break something if the page took them for anything but text.
fn hostile() -> String {
    let shared = "The bridge over the river Orle was closed on Monday after engineers found cracks in two of its piers";
    let attack = "<script>alert(1)</script></script><!-- <script> --!> <img src=x onerror=alert(2)> \
                  {{findings}} {{script}} ]]> &lt;b&gt; \u{2028}\u{2029}\u{0}\r\n </style></title></textarea>";
    let line = |id: &str, title: &str, text: &str| {
        json!({
            "id": id, "title": title, "text": text, "outlet": format!("</script>{attack}"),
            "published": "2026-03-10", "url": "javascript:alert(3)",
        })
        .to_string()
            + "\n"
    };
    line("</script><script>alert(4)</script>", attack, &format!("{attack} {shared} {attack}"))
        + &line("~&#pair=a~b?%", "<!--<script>", &format!("<!--<script> {shared}. 🗞 {shared}"))
        + &line("long", "A line of a megabyte", &format!("{} {shared}", "x<y ".repeat(250_000)))
}

#[test]
fn nothing_in_an_article_ends_an_element_and_every_text_arrives_whole() {
    let desk = Desk::new();
    desk.put("press.jsonl", &hostile());
    desk.expect(0, "compare press.jsonl -o out");
    let html = desk.text("out/report.html");
    let page = Page::read(&html);
    let articles = page.json("articles");
    assert_eq!(articles["id"][0], "</script><script>alert(4)</script>");
    assert_eq!(articles["url"], json!([null, null, null]));
    let texts: Vec<Value> = page.blocks().into_iter().map(|(_, entry)| entry["text"].clone()).collect();
    let records = hostile();
    let given = records.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["text"].clone());
    same("the texts", &given.collect::<Vec<_>>(), &texts.into_iter().filter(Value::is_string).collect());
    let count = |opening| html.matches(opening).count();
    same("elements and their ends", &count("<script"), &count("</script"));
    for from_an_article in ["<!--", "<img", "</textarea"] {
        same(from_an_article, &0, &count(from_an_article));
    }
}

#[test]
fn a_page_is_the_same_on_any_number_of_threads() {
    let desk = Desk::new();
    let newsroom = data("newsroom");
    let newsroom = newsroom.display();
    for threads in ["1", "2", "8"] {
        desk.expect(0, &format!("compare {newsroom} -o out{threads} --threads {threads}"));
    }
    assert!(desk.text("out1/report.html") == desk.text("out2/report.html"));
    assert!(desk.text("out1/report.html") == desk.text("out8/report.html"));
}

#[test]
fn the_page_of_the_newsroom_is_light() {
    let desk = Desk::new();
    desk.expect(0, &format!("compare {} -o out", data("newsroom").display()));
    let bytes = desk.text("out/report.html").len();
    assert!((100_000..500_000).contains(&bytes), "{bytes} bytes");
}

#[test]
fn offsets_are_those_of_the_tables_in_the_unit_of_browsers() {
    let desk = Desk::new();
    let shared = "The bridge over the river Orle was closed on Monday after engineers found cracks in two of its piers.";
    let article =
        |id: &str, before: &str| json!({ "id": id, "text": format!("{before}{shared}") }).to_string() + "\n";
    desk.put("press.jsonl", &(article("a", "🗞🗞 ") + &article("b", "É. ")));
    desk.expect(0, "compare press.jsonl -o out");
    tells(&desk.text("out/passages.csv"), "1,a,b,3,103,3,103,");
    let page = Page::read(&desk.text("out/report.html"));
    let blocks = page.blocks();
    let passage = &blocks.last().unwrap().1[0];
    assert_eq!((&passage["a"], &passage["b"]), (&json!([5, 105]), &json!([3, 103])));
    assert_eq!(passage["segments"], json!([[5, 105, 3, 103]]));
    assert_eq!(passage["a_marks"], json!([5, 105, 0]));
}

#[test]
fn without_passages_there_are_no_texts_and_the_page_says_so() {
    let desk = Desk::with_press();
    desk.expect(0, "compare press.jsonl -o out --no-passages");
    let page = Page::read(&desk.text("out/report.html"));
    assert_eq!(page.json("articles")["audit"], Value::Null);
    assert_eq!(page.json("pairs")["matched"], json!([]));
    assert!(page.blocks().is_empty());
}

#[test]
fn no_page_is_made_where_none_is_wanted() {
    let desk = Desk::with_press();
    let said = desk.expect(0, "compare press.jsonl -o out --no-report");
    assert!(!desk.has("out/report.html") && !said.err.contains("report.html"), "{}", said.err);
    tells(&desk.expect(0, "compare press.jsonl -o out").err, "report.html       open this first");
    assert!(desk.has("out/report.html"));
    desk.expect(0, "compare press.jsonl -o out --no-report");
    assert!(!desk.has("out/report.html"), "the page of an earlier run goes with it");
}

#[test]
fn more_pairs_than_a_browser_carries_are_left_out_and_told() {
    let desk = Desk::new();
    let text = "The bridge over the river Orle was closed on Monday after engineers found cracks in two of its piers";
    let crowd: String = (0..330)
        .map(|number| {
            json!({ "id": format!("{number}"), "text": format!("{text} number {number}.") }).to_string()
                + "\n"
        })
        .collect();
    desk.put("press.jsonl", &crowd);
    let said = desk.expect(0, "compare press.jsonl -o out --matrix-limit 0 --no-passages").err;
    let listed = "report.html lists 50000 of 54285 pairs (pairs.csv has all of them)";
    tells(&said, listed);
    tells(&desk.text("out/run.json"), listed);
    let page = Page::read(&desk.text("out/report.html"));
    same("pairs of the page", &50_000, &page.json("pairs")["a"].as_array().unwrap().len());
    same("pairs of the run", &json!(54_285), &page.json("run")["limits"]["all_pairs"]);
}
