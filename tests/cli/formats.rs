//! The agencies' own formats and feeds, from files as they are sent to the tables.

use crate::harness::{Desk, tells};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The fixtures, under `press` on a desk.
fn desk() -> Desk {
    let desk = Desk::new();
    let home = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats");
    fs::create_dir(desk.path("press")).unwrap();
    for entry in fs::read_dir(home).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), desk.path("press").join(entry.file_name())).unwrap();
    }
    desk
}

/// A table, each row by its first column: the other columns by their names.
fn table(desk: &Desk, name: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut rows = csv::Reader::from_path(desk.path(name)).unwrap();
    let header = rows.headers().unwrap().clone();
    let row = |row: csv::StringRecord| {
        let cells = header.iter().zip(row.iter()).map(|(name, cell)| (name.to_owned(), cell.to_owned()));
        (row[0].to_owned(), cells.collect())
    };
    rows.records().map(|record| row(record.unwrap())).collect()
}

/// The rows of `rejected.csv`, their cells parted by `|`.
fn rejected(desk: &Desk) -> Vec<String> {
    let mut rows = csv::Reader::from_path(desk.path("out/rejected.csv")).unwrap();
    rows.records().map(|row| row.unwrap().iter().collect::<Vec<_>>().join("|")).collect()
}

/// Articles as de-duplication writes them, by their ids. Its threshold is so high that only equal ones are removed.
fn kept(desk: &Desk, inputs: &str) -> BTreeMap<String, serde_json::Value> {
    desk.expect(0, &format!("dedup {inputs} --threshold 1 -o kept.jsonl --force"));
    let lines = desk.text("kept.jsonl");
    let articles = lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    articles.map(|article| (article["id"].as_str().unwrap().to_owned(), article)).collect()
}

#[test]
fn a_mixed_folder_gives_the_id_outlet_date_and_title_of_each_article() {
    let desk = desk();
    desk.expect(0, "compare press -o out");
    let articles = table(&desk, "out/articles.csv");
    let expected = [
        ("W0031:2026-03-10", "Boreale", "2026-03-10T05:30Z", "Orle bridge closed until spring"),
        ("https://boreale.example/n5", "Agence Boréale", "2026-03-10T05:44:00Z", "Free boats"),
        ("https://gazette.example/7", "Orle Gazette", "2026-03-08T09:00:00Z", "Herring"),
        ("https://post.example/2", "Orle Post", "", "In short"),
        ("od-20260310-1", "Orle Daily", "20260310T120000Z", "Bridge shut until spring"),
        ("orl0031:2026-03-10", "Boreale", "2026-03-10T05:30Z", "Swing bridge at Orle closed until spring"),
        ("orl0032:2026-03-10", "Boreale", "2026-03-10T05:40+01:00", "Snow in Orle"),
        ("post-1", "Orle Post", "Tue, 10 Mar 2026 13:00:00 +0100", "Bridge & boats"),
        (
            "tag:boreale.example,2026:ete:1",
            "Agence Boréale",
            "2026-03-09T10:00:00+01:00",
            "L'été arrive à Orle",
        ),
        ("urn:boreale:n1:4", "Agence Boréale", "2026-03-10T05:40:00Z", "Orle bridge closed"),
        ("urn:boreale:n2:1", "Agence Boréale", "2026-03-10T05:41:00Z", "Ferries in Orle"),
        ("urn:boreale:n6", "", "2026-03-10T05:45:00Z", "Old embargo"),
        ("urn:herald:1", "Orle Herald", "2026-03-09T08:00:00Z", "Three forms"),
        ("urn:herald:2", "Orle Herald", "2026-03-09T09:00:00Z", "HTML"),
        ("urn:herald:3", "Orle Herald", "2026-03-09T09:30:00Z", "Elsewhere"),
        (
            "urn:newsml:boreale.example:20260310:QUAY:2",
            "Agence Boréale",
            "20260310T053000+0000",
            "Quay of Orle closed",
        ),
        (
            "urn:newsml:boreale.example:20260310:QUAY:2#part2",
            "Agence Boréale",
            "20260310T053000+0000",
            "The bridge in figures",
        ),
        (
            "urn:newsml:boreale.example:bridge:1",
            "Agence Boréale",
            "2026-03-10T05:30:00Z",
            "Orle bridge & ferries: closed until spring",
        ),
        (
            "urn:newsml:boreale.example:bridge:2",
            "Agence Boréale",
            "2026-03-10T07:45:00Z",
            "Orle bridge closed until spring, ferries free",
        ),
        ("urn:newsml:boreale.example:plain:1", "Boreale", "2026-03-10", "Snow in Orle"),
    ];
    let found: Vec<_> = articles
        .iter()
        .map(|(id, row)| {
            (id.as_str(), row["outlet"].as_str(), row["published"].as_str(), row["title"].as_str())
        })
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn a_text_has_its_paragraphs_and_no_markup_entity_or_control_character() {
    let desk = desk();
    let inputs = "press/g2-message.xml press/g2-latin1.xml press/newsml-1.xml press/paper.nitf press/feed.rss \
                  press/feed.rdf press/feed.atom press/iptc7901.txt press/anpa1312.txt";
    let articles = kept(&desk, inputs);
    let text = |id: &str| articles[id]["text"].as_str().unwrap();
    for (id, article) in &articles {
        let text = article["text"].as_str().unwrap();
        assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{id}: {text:?}");
        for trace in ["<", ">", "&amp;", "&#", "]]", "``", "''", "picture of", "Not text", "Editing by", "  "]
        {
            assert!(!text.contains(trace), "{id}: {trace:?} in {text:?}");
        }
        assert_eq!(text, text.trim(), "{id}");
    }
    let story = "The harbour board of Orle said on Tuesday that the old swing bridge would stay closed until the spring, \
                 because two of its bearings had cracked in the frost.\n\nFerries will carry workers across the water from \
                 six in the morning, and the board will pay for every crossing until the new bearings arrive from the foundry.";
    assert_eq!(
        text("urn:newsml:boreale.example:bridge:1"),
        format!("By Ane Holm\n\nORLE, March 10 (Boréale)\n\n{story}\n\nAgence Boréale")
    );
    assert!(
        text("urn:newsml:boreale.example:bridge:2")
            .starts_with(&format!("By Ane Holm\n\nBoréale staff\n\n{story}\n\n“We"))
    );
    assert_eq!(
        text("urn:newsml:boreale.example:20260310:QUAY:2"),
        format!("Ane Holm\n\nORLE, March 10, 2026 (Boréale) -\n\n{story}")
    );
    assert_eq!(
        text("od-20260310-1"),
        format!("By Tor Lund, with Agence Boréale\n\n{story}\n\nFerry 6.00\n\ntor.lund@orle.example")
    );
    assert_eq!(text("post-1"), format!("Siv Aas\n\n{story}"));
    assert_eq!(text("https://post.example/2"), "Only a summary était.");
    assert_eq!(text("urn:herald:1"), "Siv Aas\n\nAn XHTML paragraph.\n\nAnother\nline.");
    assert_eq!(text("urn:herald:2"), "Café open.");
    assert_eq!(
        text("urn:newsml:boreale.example:plain:1"),
        "The snow that fell on Orle in the night is gone.\n\nSchools are open & buses run."
    );
    assert_eq!(
        text("W0031:2026-03-10"),
        "By ANE HOLM\n\nAgence Boreale\n\nORLE (Boreale) — The harbour board of Orle said on Tuesday that the old swing \
         bridge would stay closed until the spring — and perhaps longer.\n\n“We would rather pay for boats than for a \
         funeral,” the engineer said."
    );
    assert_eq!(
        text("orl0031:2026-03-10"),
        "By Ane Holm\n\nOrle (Boreale) - The harbour board of Orle said on Tuesday that the old swing bridge would stay \
         closed until the spring, because two of its bearings had cracked in the frost at Bodø.\n\nFerries will carry \
         workers across the water from six in the morning."
    );
    assert_eq!(articles["od-20260310-1"]["url"], "https://orle.example/bridge");
    assert_eq!(articles["urn:herald:1"]["language"], "nn");
    assert_eq!(articles["post-1"]["language"], "en");
}

#[test]
fn a_later_version_of_an_item_is_an_update_and_a_paper_with_the_agency_in_its_byline_is_credited() {
    let desk = desk();
    desk.expect(0, "compare press/g2-message.xml press/paper.nitf -o out");
    let articles = table(&desk, "out/articles.csv");
    let version = &articles["urn:newsml:boreale.example:bridge:2"];
    assert_eq!(version["update_of"], "urn:newsml:boreale.example:bridge:1");
    let paper = &articles["od-20260310-1"];
    assert_eq!(
        (paper["flag"].as_str(), paper["top_source"].contains(":bridge:")),
        ("credited", true),
        "{paper:#?}"
    );
}

#[test]
fn what_may_not_be_used_is_set_aside_with_its_place_id_and_reason() {
    let desk = desk();
    let said = desk.expect(0, "compare press -o out");
    let rows = rejected(&desk);
    for expected in [
        "press/g2-message.xml|5|urn:newsml:boreale.example:top:1|set aside: it is a packageItem, which has no text of its own",
        "press/g2-message.xml|31|urn:newsml:boreale.example:held:1|set aside: its provider says that it is withheld",
        "press/g2-message.xml|35|urn:newsml:boreale.example:killed:3|set aside: its provider says that it is canceled",
        "press/g2-message.xml|39|urn:newsml:boreale.example:forever:1|set aside: it is under an embargo without an end",
        "press/g2-message.xml|43|urn:newsml:boreale.example:photo:1|set aside: it is a picture without text",
        "press/newsml-1.xml|16|urn:newsml:boreale.example:20260310:GONE:3|set aside: its provider says that it is canceled",
        "press/ninjs-2.json|31|urn:boreale:n3|set aside: its provider says that it is withheld",
        "press/ninjs-2.json|48|urn:boreale:n4|set aside: it is a picture without text",
    ] {
        assert!(rows.iter().any(|row| row == expected), "{expected}\nis not in {rows:#?}");
    }
    assert!(rows.iter().any(|row| row.starts_with("press/ninjs-3.jsonl|3||not valid JSON: ")), "{rows:#?}");
    assert_eq!(rows.len(), 9);
    tells(&said.err, "press/g2-message.xml:19: it was sent under an embargo until 2026-03-11T00:00:00Z");
    tells(&said.err, "press/feed.rss:1: only a summary is given, which is taken for the text (items: 1)");
}

#[test]
fn damaged_and_unknown_xml_is_rejected_with_its_place_and_the_rest_is_read() {
    let desk = desk();
    let message = desk.text("press/g2-message.xml");
    desk.put("press/cut.xml", &message[..message.find("urn:newsml:boreale.example:held").unwrap()]);
    desk.put("press/crossed.rss", "<rss><channel><item><title>a</title>\n<description>One whole item.</description></item>\n<item><b></item></channel></rss>");
    desk.put("press/map.xml", "<?xml version=\"1.0\"?>\n<urlset xmlns=\"urn:x\"><url/></urlset>");
    desk.put("press/none.xml", "no XML at all");
    desk.expect(0, "compare press -o out");
    let rows = rejected(&desk);
    for expected in [
        "press/cut.xml|31||not well-formed XML: ",
        "press/crossed.rss|3||not well-formed XML: ",
        "press/map.xml|2||XML of an unknown kind: its root element is \"urlset\" (read are",
        "press/none.xml|1||there is no element in it",
    ] {
        assert!(rows.iter().any(|row| row.starts_with(expected)), "{expected}\nis not in {rows:#?}");
    }
    let articles = table(&desk, "out/articles.csv");
    assert!(articles.contains_key("urn:newsml:boreale.example:bridge:1#2"), "{:?}", articles.keys());
    assert!(articles.contains_key("crossed.rss:1"), "{:?}", articles.keys());
    let strict = desk.expect(1, "compare press/cut.xml --strict -o strict");
    tells(&strict.err, "(stopped by --strict)");
}

#[test]
fn nothing_that_a_document_declares_is_evaluated() {
    let desk = Desk::new();
    desk.put("secret.txt", "SECRET");
    let path = desk.path("secret.txt").display().to_string();
    let level = |n: usize| format!("<!ENTITY l{n} '{}'>", format!("&l{};", n - 1).repeat(10));
    let lol = format!("<!ENTITY l0 'lol'>\n{}\n", (1..30).map(level).collect::<Vec<_>>().join("\n"));
    desk.put(
        "press/hostile.xml",
        &format!(
            "<?xml version=\"1.0\"?>\n<!DOCTYPE nitf [\n<!ENTITY x SYSTEM \"file://{path}\">\n{lol}]>\n<nitf><body><body.content>\
             <p>Before &x; and &l29; after &eacute;.</p></body.content></body></nitf>"
        ),
    );
    let said = desk.expect(0, "dedup press -o kept.jsonl");
    tells(
        &said.err,
        "press/hostile.xml:1: unknown entity &x; left out (occurrences of such: 2; DTDs are not read)",
    );
    let kept = desk.text("kept.jsonl");
    assert!(kept.contains("Before and after é."), "{kept}");
}

#[test]
fn depth_and_size_cost_neither_memory_nor_time_beyond_the_file() {
    let desk = Desk::new();
    desk.put("press/good.rss", "<rss><channel><title>T</title><item><description>Some good words.</description></item></channel></rss>");
    desk.put("press/deep.xml", &format!("<nitf>{}", "<p>".repeat(1_000_000)));
    desk.put(
        "press/wide.xml",
        &format!("<nitf><body><body.content>{}</body.content></body></nitf>", "<p/>".repeat(1_000_000)),
    );
    let long = "many words in one text node ".repeat(1_100_000);
    desk.put(
        "press/long.xml",
        &format!("<nitf><body><body.content><p>{long}</p></body.content></body></nitf>"),
    );
    let said = desk.expect(0, "compare press -o out --no-passages --memory 1G");
    tells(&said.err, "press/deep.xml:1: more than 500 elements are nested in one another");
    tells(&said.err, "press/wide.xml:1: one item has more than 250000 elements and stretches of text");
    let articles = table(&desk, "out/articles.csv");
    assert_eq!(articles.keys().collect::<Vec<_>>(), ["good.rss:1", "long.xml"]);
    let peak = desk.record("out")["execution"]["peak_memory_bytes"].as_u64();
    assert!(peak.is_none_or(|peak| peak < 700 << 20), "{peak:?}");
}

#[test]
fn the_format_is_told_by_content_whatever_the_name_and_can_be_said() {
    let desk = desk();
    let xml = desk.text("press/paper.nitf");
    desk.put("odd/paper.txt.unknown", &xml);
    fs::copy(desk.path("press/iptc7901.txt"), desk.path("odd/message")).unwrap();
    let said = desk.expect(0, "compare odd/paper.txt.unknown odd/message -o out");
    assert!(!said.err.contains("read as plain text"), "{}", said.err);
    assert!(table(&desk, "out/articles.csv").contains_key("od-20260310-1"));
    assert!(table(&desk, "out/articles.csv").contains_key("orl0031:2026-03-10"));
    let as_text = desk.expect(0, "compare press/iptc7901.txt press/paper.nitf --format text -o text");
    assert_eq!(as_text.code, Some(0));
    assert!(table(&desk, "text/articles.csv").contains_key("iptc7901.txt"));
    desk.expect(0, "compare press/ninjs-1.json --format json --field text=body_html --field id=uri -o json");
    assert!(table(&desk, "json/articles.csv").contains_key("urn:boreale:n1"));
    desk.expect(0, "compare press/ninjs-1.json --format ninjs -o ninjs");
    assert!(table(&desk, "ninjs/articles.csv").contains_key("urn:boreale:n1:4"));
}

#[test]
fn what_is_kept_of_documents_is_json_lines_and_ninjs_is_copied() {
    let desk = desk();
    let said =
        desk.expect(0, "dedup press/g2-message.xml press/feed.rss -o kept.jsonl --removed removed.csv");
    tells(&said.err, "the inputs are documents: each article is a line of JSON, not a copy of a record");
    assert_eq!(desk.text("kept.jsonl").lines().count() + table(&desk, "removed.csv").len(), 5);
    desk.expect(0, "compare kept.jsonl -o again");
    let refused = desk.expect(1, "dedup press/feed.rss -o kept.csv");
    tells(&refused.err, "are written as JSON Lines (choose an -o NAME.jsonl)");
    let mixed = desk.expect(1, "dedup press/feed.rss press/ninjs-1.json -o mixed.jsonl");
    tells(&mixed.err, "two formats, xml and ninjs");
    desk.expect(0, "dedup press/ninjs-2.json -o kept.json");
    tells(&desk.text("kept.json"), "\"uri\": \"urn:boreale:n2\"");
    desk.expect(0, "compare kept.json -o copied");
}
