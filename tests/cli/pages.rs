//! Pages of the web: in folders, from a pipe, hostile ones, and as they are de-duplicated.

use super::harness::{Desk, press, tells};
use std::fs;

const WIRE: &str =
    "The bridge over the river Orle was closed on Monday after engineers found cracks in two of its piers.";

/// A page with this article, as a paper's system makes it.
fn page(text: &str) -> String {
    format!(
        r#"<!DOCTYPE html><html lang="en"><head><title>Bridge closed | The Ledger</title>
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Bridge closed",
"datePublished": "2026-03-10T09:00:00Z", "publisher": {{"name": "The Ledger"}}}}</script></head><body>
<nav><a href="/">Home</a></nav><article><h1>Bridge closed</h1><p>{text}</p>
<p>Buses will take another way.</p></article><footer>All rights reserved.</footer></body></html>"#
    )
}

#[test]
fn pages_of_a_folder_are_articles_with_what_they_say_of_themselves() {
    let desk = Desk::with_press();
    for name in ["pages/a.html", "pages/deep/b.HTM", "pages/c.xhtml"] {
        desk.put(name, &page(WIRE));
    }
    desk.put("pages/index.html", "<nav><a href=x>Nothing but a link</a></nav>");
    let said = desk.expect(0, "compare pages --against press.jsonl -o out");
    tells(&said.err, "pages/index.html:1: no text of an article on this page");
    let articles = desk.text("out/articles.csv");
    tells(&articles, "\na.html,The Ledger,2026-03-10T09:00:00Z,Bridge closed,24,");
    assert_eq!(articles.lines().count(), 4, "{articles}");
    tells(&desk.text("out/passages.csv"), "a.html,wire-1,");
}

#[test]
fn a_page_is_known_by_its_content_where_its_name_says_nothing() {
    let desk = Desk::with_press();
    for (name, before) in [("one", ""), ("two.php", "\n<!-- a -->\n"), ("three", "<?xml version=\"1.0\"?>")] {
        desk.put(name, &format!("{before}{}", page(WIRE)));
        desk.expect(0, &format!("compare {name} --against press.jsonl -o out"));
        tells(&desk.text("out/articles.csv"), &format!("\n{name},The Ledger,"));
    }
    let mut command = desk.command("compare - --against press.jsonl -o out");
    command.write_stdin(page(WIRE)).assert().code(0);
    tells(&desk.text("out/articles.csv"), "\n-,The Ledger,");
}

#[test]
fn a_page_in_the_encoding_that_it_declares_is_read_right() {
    let desk = Desk::new();
    let text = "Η γέφυρα έκλεισε τη Δευτέρα, αφού οι μηχανικοί βρήκαν ρωγμές σε δύο από τις κολόνες της, είπε ο δήμος.";
    desk.put("a.html", &page(text));
    let old = page(text).replace("<head>", "<head><meta charset='iso-8859-7'>");
    fs::write(desk.path("b.html"), encoding_rs::ISO_8859_7.encode(&old).0).unwrap();
    desk.expect(0, "compare a.html b.html -o out");
    tells(&desk.text("out/pairs.csv"), "identical");
}

#[test]
fn pages_are_copied_as_files_when_duplicates_are_taken_out() {
    let desk = Desk::new();
    desk.put("pages/a.html", &page(WIRE));
    desk.put("pages/b.html", &page(WIRE));
    desk.put(
        "pages/sub/c.html",
        &page("Quite another story, of a market and of its cheese, and of those who made it for years."),
    );
    desk.expect(0, "dedup pages -o kept");
    assert_eq!(desk.names("kept"), ["a.html", "sub"]);
    assert_eq!(desk.text("kept/a.html"), page(WIRE));
}

#[test]
fn hostile_pages_are_read_in_bounded_time_and_run_nothing() {
    let desk = Desk::new();
    desk.put("press.jsonl", &press());
    desk.put("deep.html", &format!("<p>{WIRE}</p>{}", "<div>".repeat(1_000_000)));
    desk.put("attribute.html", &format!("<p title='{}'>{WIRE}</p>", "x".repeat(50_000_000)));
    desk.put(
        "script.html",
        &format!("<p>{WIRE}</p><script>{}", "document.write('words of a script ');".repeat(1_000)),
    );
    desk.put(
        "active.html",
        &format!("<title>=1+1</title><p>{WIRE} &lt;script&gt;alert(1)&lt;/script&gt;</p>"),
    );
    desk.expect(0, "compare press.jsonl deep.html attribute.html script.html active.html -o out");
    let articles = desk.text("out/articles.csv");
    for name in ["deep.html", "attribute.html", "script.html"] {
        assert!(articles.lines().any(|row| row.starts_with(name) && row.contains(",19,")), "{articles}");
    }
    assert!(!desk.text("out/report.html").contains("<script>alert"), "active content");
}
