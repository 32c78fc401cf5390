use super::*;
use crate::observe::tests::busy;
use std::fmt::Write;

const FIRST: &str =
    "The bridge over the river Orle was closed on Monday after engineers found cracks in two of its piers.";
const SECOND: &str = "Buses will take another way until the summer, the council said, and the ferry will run every ten minutes.";

/// Text, title, outlet, date, address and language of a page.
fn read(page: &str) -> [String; 6] {
    let values = values(page).unwrap_or_else(|reason| panic!("{reason}"));
    let value = |field: Field| match &values[field.index()] {
        Value::Text(text) => text.clone(),
        _ => String::new(),
    };
    [Field::Text, Field::Title, Field::Outlet, Field::Published, Field::Url, Field::Language].map(value)
}

fn text(page: &str) -> String {
    read(page)[0].clone()
}

/// A page as a newspaper makes it, with these elements around the article.
fn page(around: [&str; 2]) -> String {
    let [begin, end] = around;
    format!(
        r#"<!DOCTYPE html><html lang="en-GB"><head><title>Bridge closed | The Ledger</title><style>p {{ color: red }}</style>
<script>var text = "<p>{FIRST}</p> is no text, said the script to the page, at some length and with care.";</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News from the whole of the region and of the world</a></li></ul></nav>
<div class="cookie-banner"><p>We and our partners store and access information on a device, such as cookies, and process personal data.</p></div>
{begin}<h1>Bridge closed</h1><p class="byline">By Ann Other</p>
<p>The bridge over the <b>river</b> <a href="/orle">Orle</a> was closed on Monday after
 engineers found cracks in <em>two</em> of its piers.</p><figure><img src="x.jpg"><figcaption>The bridge, seen from the old mill on the other side of the river. Photo: A. Other</figcaption></figure>
<div class="related"><p>Read also: the long story of how the bridge was built, and of those who paid for it at that time.</p></div>
<p>&ldquo;Yes&rdquo;&nbsp;&mdash; she said.</p><script>document.write("no text of the page, however long it may be, and it is long")</script>
<h2>What now</h2><p>{SECOND}</p>{end}
<section id="comments"><p>What a shame, I have crossed it every morning for the last twenty years of my life, and so has my mother.</p></section>
<footer><p>© The Ledger. All rights reserved. No part of this page may be copied without the consent of its owners and authors.</p></footer>
</body></html>"#
    )
}

#[test]
fn the_article_is_found_whatever_stands_around_it() {
    let expected = format!("By Ann Other\n\n{FIRST}\n\n“Yes”\u{a0}— she said.\n\nWhat now\n\n{SECOND}");
    for around in [
        ["<article>", "</article>"],
        ["<main>", "</main>"],
        ["<div itemprop='articleBody'>", "</div>"],
        ["<div id=story><div class=text>", "</div></div>"],
        ["<div role=main>", "</div>"],
        ["", ""],
    ] {
        assert_eq!(text(&page(around)), expected, "{around:?}");
    }
}

#[test]
fn whoever_is_credited_on_a_page_is_credited_in_its_text() {
    let page = |head: &str, byline: &str, end: &str| {
        format!(
            "<head>{head}</head><article><h1>T</h1>{byline}<p>{FIRST}</p>{end}</article><footer>Legal</footer>"
        )
    };
    assert_eq!(text(&page("", "", "<p>(AFP)</p>")), format!("{FIRST}\n\n(AFP)"));
    assert_eq!(
        text(&page("", "<div class=article__author><a href=x>Le Monde avec AFP</a></div>", "")),
        format!("Le Monde avec AFP\n\n{FIRST}")
    );
    let json = r#"<script type=application/ld+json>{"@type": "NewsArticle", "author": [{"name": "A. Other"}, {"name": "AFP"}]}</script>"#;
    assert_eq!(text(&page(json, "", "")), format!("A. Other, AFP\n\n{FIRST}"));
    assert_eq!(
        text(&page("<meta name=author content=AFP>", "<p class=byline>Par AFP</p>", "")),
        format!("Par AFP\n\n{FIRST}")
    );
}

#[test]
fn paragraphs_in_a_box_each_are_one_article() {
    let boxes =
        format!("<div><div><div><p>{FIRST}</p></div></div><div><div><p>{SECOND}</p></div></div></div>");
    assert_eq!(text(&format!("<body><div><p>{FIRST} Aside.</p></div>{boxes}")).matches(SECOND).count(), 1);
    assert_eq!(text(&format!("<body>{boxes}")), format!("{FIRST}\n\n{SECOND}"));
}

#[test]
fn a_page_says_most_about_its_article_in_json() {
    let described = r#"{"@context": "https://schema.org", "@graph": [{"@type": "Organization", "name": "Group"},
        {"@type": ["ReportageNewsArticle"], "headline": "Bridge &amp; piers", "datePublished": "2026-03-10T05:30:00Z",
         "dateModified": "2026-03-11", "publisher": {"name": "The Ledger"}, "inLanguage": "en", "articleBody": "Cut short."}]}"#;
    let head = format!(
        r#"<html><head><script type="application/ld+json">{described}</script><meta property="og:title" content="Other">
        <meta property="article:published_time" content="2020-01-01"><link rel="canonical" href="https://ledger.example/a">"#
    );
    let expected =
        ["Bridge &amp; piers", "The Ledger", "2026-03-10T05:30:00Z", "https://ledger.example/a", "en"];
    let read = read(&format!("{head}</head><body><p>{FIRST}</p>"));
    assert_eq!((&*read[0], &read[1..]), (FIRST, &expected.map(str::to_owned)[..]));
    // A page without text of its own has that which it gives to search engines.
    assert_eq!(text(&format!("{head}</head><body><div id=app></div>")), "Cut short.");
}

#[test]
fn of_several_articles_that_a_page_describes_it_is_the_one_of_its_address() {
    let articles = r#"[{"@type": "NewsArticle", "headline": "Teaser", "url": "https://l.example/b"},
        {"@type": "NewsArticle", "headline": "Own", "mainEntityOfPage": {"@id": "https://l.example/a"}}]"#;
    let page = |address: &str| {
        format!(
            "<link rel=canonical href='{address}'><script type='application/ld+json'>{articles}</script><p>{FIRST}</p>"
        )
    };
    assert_eq!(read(&page("https://l.example/a"))[1], "Own");
    assert_eq!(read(&page("https://l.example/c"))[1], "Teaser");
}

#[test]
fn without_json_other_metadata_tell_and_what_was_changed_is_no_publication() {
    let page =
        |head: &str| read(&format!("<html><head>{head}</head><body><article><p>{FIRST}</p></article>"));
    let read = page(
        r#"<meta property="og:title" content="Bridge closed - The Ledger"><meta property="og:site_name" content="The Ledger">
        <meta property="article:modified_time" content="2026-04-01"><meta name="DC.date.issued" content="2026-03-10">
        <meta property="og:url" content="https://ledger.example/a"><meta property="og:locale" content="fr_FR">"#,
    );
    assert_eq!(read[1..], ["Bridge closed", "The Ledger", "2026-03-10", "https://ledger.example/a", "fr-FR"]);
    assert_eq!(page("<meta property='article:modified_time' content='2026-04-01'>")[3], "");
    assert_eq!(
        page("<link rel=canonical href=https://www.ledger.example/a><title>T</title>")[2],
        "ledger.example"
    );
}

#[test]
fn a_time_is_the_date_of_the_article_if_it_is_the_only_one_or_is_called_so() {
    let time = |times: &str| read(&format!("<article><p>{times}</p><p>{FIRST}</p></article>"))[3].clone();
    assert_eq!(time("<time datetime='2026-03-10T05:30Z'>today</time>"), "2026-03-10T05:30Z");
    assert_eq!(time("<time datetime='2026-03-10'>a</time><time datetime='2026-03-11'>b</time>"), "");
    assert_eq!(
        time(
            "<time datetime='2026-03-11'>b</time><time itemprop=datePublished datetime='2026-03-10'>a</time>"
        ),
        "2026-03-10"
    );
}

#[test]
fn whoever_is_credited_beside_the_body_of_an_article_is_credited_in_its_text() {
    let byline = "By Jo Lee, Associated Press";
    let expected = format!("{byline}\n\n{FIRST}");
    for page in [
        format!(
            "<article><h1>H</h1><p class=byline>{byline}</p><div itemprop=articleBody><p>{FIRST}</div></article>"
        ),
        format!("<main><h1>H</h1><p class=byline>{byline}</p><article><p>{FIRST}</article></main>"),
        format!(
            "<article><h1>H</h1><span itemprop=author>{byline}</span><div itemprop=articleBody><p>{FIRST}</div></article>"
        ),
        format!(
            "<article><h1>H</h1><div class=entry-meta>1 May 2026 <div class=author>{byline}</div></div><div class=c><p>{FIRST}</div></article>"
        ),
        format!(
            "<article><header><h1>H</h1><div class=meta><p class=byline>{byline}</div></header><p>{FIRST}</article>"
        ),
    ] {
        let others = "<article><h2>Another</h2><p class=byline>By Ann Other</p></article><aside><p class=byline>By Nobody</p></aside>";
        assert_eq!(text(&format!("<body>{page}{others}")), expected, "{page}");
        assert_eq!(text(&format!("<body>{others}{page}")), expected, "{page}");
    }
    for credit in [
        "<p class=source>Source: AP</p>",
        "<footer>Source: AP, ©</footer>",
        "<footer><p>Tags: Ferries<p class=credit>Source: AP</footer>",
    ] {
        let page = format!(
            "<article><h1>H</h1><div itemprop=articleBody><p>{FIRST}</div>{credit}</article><footer>© Ledger</footer>"
        );
        assert!(
            text(&page).starts_with(&format!("{FIRST}\n\nSource: AP")) && !text(&page).contains("Ledger"),
            "{page}"
        );
        let whole = format!("<article><h1>H</h1><p>{FIRST}</p>{credit}</article>");
        assert!(
            text(&whole).starts_with(&format!("{FIRST}\n\nSource: AP")) && !text(&whole).contains("Tags"),
            "{whole}"
        );
    }
}

#[test]
fn who_is_named_beside_an_article_for_something_else_is_not_credited_in_it() {
    let cards = "<div class=cards><h3>More</h3><p class=author>Ann Other, AFP</p><time class=published datetime=2020-01-01>Then</time></div>";
    let page =
        read(&format!("<article><h1>H</h1><div itemprop=articleBody><p>{FIRST}</div>{cards}</article>"));
    assert_eq!((&*page[0], &*page[3]), (FIRST, ""), "what follows a heading is of something else");
    let whole = format!(
        "<article><h1>H</h1><p>{FIRST}{cards}</article><div class=card><p class=author>Ann Other, AFP</div>"
    );
    assert_eq!(text(&whole), FIRST);
    let hidden = "<meta itemprop=author content='Jo Lee'>";
    assert_eq!(
        text(&format!(
            "<link rel=author href=/jo><p>Monday edition</p><article>{hidden}<h1>Storm</h1><div itemprop=articleBody><p>{FIRST}</div></article>"
        )),
        format!("Jo Lee\n\n{FIRST}")
    );
    let named = format!(
        "<article><h1>H</h1><section><h4 class=author-name>Jo Lee, AFP</h4></section><section class=content><p>{FIRST}</section></article>"
    );
    assert_eq!(text(&named), format!("Jo Lee, AFP\n\n{FIRST}"), "as Ghost has it");
    let footer = "<footer class=entry-footer><p class=byline>Source: AP</p><time class='entry-date published' datetime=2026-05-01>1 May</time></footer>";
    let page = read(&format!("<article><h1>H</h1><p>{FIRST}{footer}</article>"));
    assert_eq!(
        (&*page[0], &*page[3]),
        (&*format!("{FIRST}\n\nSource: AP"), "2026-05-01"),
        "as WordPress has it"
    );
    let picture = format!("<article><h1>H</h1><div class=photo-credit>AFP</div><p>{FIRST}</article>");
    assert_eq!(text(&picture), FIRST);
}

#[test]
fn whoever_is_referred_to_in_json_is_credited_by_name() {
    let credited = |article: &str| {
        let graph = format!(
            r##"{{"@graph": [{{"@type": "NewsArticle", "publisher": {{"@id": "#l"}}, {article}}}, {{"@id": "#jo", "name": "Jo Lee"}},
            {{"@type": "Organization", "@id": "#l", "name": "The Ledger"}}]}}"##
        );
        let read =
            read(&format!("<script type=application/ld+json>{graph}</script><article><p>{FIRST}</article>"));
        (read[2].clone(), read[0].replace(FIRST, ""))
    };
    let ledger = |credit: &str| ("The Ledger".to_owned(), format!("{credit}\n\n"));
    assert_eq!(credited(r##""author": {"@id": "#jo"}"##), ledger("Jo Lee"));
    assert_eq!(credited(r##""creator": {"@id": "#jo"}, "creditText": "AP""##), ledger("Jo Lee, AP"));
    assert_eq!(credited(r#""author": "Jo Lee", "sourceOrganization": {"name": "AP"}"#), ledger("Jo Lee, AP"));
    assert_eq!(credited(r##""author": {"@id": "#x"}, "copyrightHolder": {"@id": "#l"}"##).1, "");
    assert_eq!(credited(r#""author": "https://l.example/jo", "creditText": "AP""#), ledger("AP"));
    let other = r#"<meta name=author content=AP><script type=application/ld+json>{"@type": "NewsArticle", "copyrightHolder": "The Ledger"}</script>
        <meta property=og:site_name content="The Ledger">"#;
    assert_eq!(text(&format!("{other}<article><p>{FIRST}</article>")), format!("AP\n\n{FIRST}"));
}

#[test]
fn a_date_of_something_else_is_not_that_of_the_article() {
    let around = |before: &str, inside: &str, behind: &str| {
        read(&format!("<body>{before}<article><h1>H</h1>{inside}<p>{FIRST}</p></article>{behind}"))[3].clone()
    };
    let time = |names: &str| format!("<time {names} datetime=2020-01-01>1 May</time>");
    let plain = &time("");
    assert_eq!(around("", &format!("<p>{plain}</p>"), ""), "2020-01-01");
    assert_eq!(around("", &format!("<div class=entry-meta>{plain}</div>"), ""), "2020-01-01");
    assert_eq!(
        around("", "<p><time>2020-01-01</time>", ""),
        "2020-01-01",
        "it has no other form for machines"
    );
    assert_eq!(around("", "<p><time>1 May 2020</time>", ""), "");
    for elsewhere in [
        format!("<aside>{plain}</aside>"),
        format!("<section id=comments><p>{plain}</p></section>"),
        format!("<footer><ul class=related><li>{plain}</ul></footer>"),
        format!("<div><article><h2>Another</h2>{plain}</article></div>"),
    ] {
        assert_eq!(around(&elsewhere, "", ""), "", "{elsewhere}");
        assert_eq!(around("", "", &elsewhere), "", "{elsewhere}");
    }
    for spoken in [
        format!("<p>The first bridge here was opened on {plain}.</p>"),
        format!("<p>Last updated {plain}</p>"),
        format!("<p>Mis à jour le {plain}</p>"),
        "<p><time datetime=2020-01-01>Aktualisiert am 1. Mai</time></p>".to_owned(),
        format!("<p>{}</p>", time("itemprop=dateModified")),
        format!("<p>{}</p>", time("class='entry-date updated'")),
    ] {
        assert_eq!(around("", &spoken, ""), "", "{spoken}");
        let published = "<p><time class='entry-date published' datetime=2019-12-31>31 December</time>";
        assert_eq!(around("", &format!("{spoken}{published}"), ""), "2019-12-31", "{spoken}");
    }
    assert_eq!(
        around("", &format!("<p>{plain}<br>The bridge over the river Orle was closed on Monday.</p>"), ""),
        "2020-01-01"
    );
    let agency = format!(
        "<p>The bridge over the river Orle was opened on {plain}, when nobody here thought of lorries or ships of such a size (AFP)</p>"
    );
    assert_eq!(around("", &agency, ""), "", "a paragraph is no line with a date");
    let called = |date: &str| format!("<p><time class=published datetime={date}>a day</time></p>");
    assert_eq!(around(&called("2026-05-09"), &called("2026-05-01"), ""), "2026-05-01");
    let written = format!("<p>Unmodified since {plain}</p>");
    assert_eq!(around("", &written, ""), "2020-01-01");
    let metadata = "<meta name=date content=2026-05-09>";
    assert_eq!(
        around(metadata, &called("2026-05-01"), ""),
        "2026-05-01",
        "a date that is called so is surer"
    );
    assert_eq!(around(metadata, plain, ""), "2026-05-09");
    let two = format!("<p>Published {plain} Updated <time datetime=2020-01-02>2 May</time></p>");
    assert_eq!(around("", &two, ""), "2020-01-01");
}

#[test]
fn the_name_of_a_site_is_no_headline() {
    // What is left of a title is a headline only if it is a heading too, and longer than the name of a site.
    let titled = |title: &str, h1: &str| {
        read(&format!("<title>{title}</title><header><h1>{h1}</h1></header><article><h2>Storm shuts Orle</h2><p>{FIRST}</article>"))[1].clone()
    };
    assert_eq!(titled("Storm shuts Orle | The Ledger", "The Ledger"), "Storm shuts Orle");
    for title in ["The Ledger | Storm has shut Orle", "News | Storm has shut Orle"] {
        assert_eq!(titled(title, "Storm has shut Orle"), "Storm has shut Orle");
    }
}

#[test]
fn a_line_break_parts_the_words_of_a_headline() {
    assert_eq!(read(&format!("<h1>Storm shuts<br>Orle</h1><p>{FIRST}"))[1], "Storm shuts Orle");
}

#[test]
fn a_quotation_keeps_its_marks() {
    assert_eq!(
        text(&format!("<p>{FIRST}<p>It is <q>all right</q>, she said.")),
        format!("{FIRST}\n\nIt is “all right”, she said.")
    );
}

#[test]
fn a_page_that_is_a_form_is_read() {
    let page = format!("<body><form id=aspnetForm><div><p>{FIRST}</p></div></form>");
    assert_eq!(text(&page), FIRST);
    let page = format!("<body><div><p>{FIRST}</p><form><p>{SECOND}</p></form></div>");
    assert_eq!(text(&page), FIRST);
}

#[test]
fn an_overview_and_an_empty_page_are_no_article() {
    let link = "<li><a href='/'>The headline of a story and some more of it</a></li>";
    let links = link.repeat(30);
    for page in [
        format!("<body><ul>{links}</ul>"),
        "<html><body></body></html>".into(),
        String::new(),
        "<script>1".into(),
    ] {
        assert!(values(&page).unwrap_err().starts_with("no text of an article"), "{page}");
    }
}

#[test]
fn blocks_end_lines_and_what_stands_in_lines_breaks_no_word() {
    let page = format!(
        "<p>{FIRST}<p>un<b>believ</b>able&shy;s<wbr>tory, he said<br>to them all on the day of the bridge &#150; &#0;&#7;yes.<pre>{SECOND}</pre>"
    );
    let expected = format!(
        "{FIRST}\n\nunbelievable\u{ad}story, he said\nto them all on the day of the bridge – \u{fffd}yes.\n\n{SECOND}"
    );
    assert_eq!(text(&page), expected);
}

#[test]
fn a_page_in_xml_closes_its_scripts_at_once() {
    let page = format!(
        "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml' xml:lang='de'><head><title>A</title><script src='x'/></head><body><p>{FIRST}</p></body></html>"
    );
    assert_eq!((&*text(&page), &*read(&page)[5]), (FIRST, "de"));
}

#[test]
fn the_encoding_is_what_the_page_declares() {
    let greek = "Η γέφυρα έκλεισε.";
    for label in ["iso-8859-7", "ISO-8859-7\""] {
        let head = format!("<meta http-equiv=content-type content=\"text/html; charset={label}\">");
        let page = [head.as_bytes(), &encoding_rs::ISO_8859_7.encode(greek).0].concat();
        assert!(decoded(&page, None).0.ends_with(greek), "{label}");
    }
    assert_eq!(decoded("<meta charset=iso-8859-1>é".as_bytes(), None).0, "<meta charset=iso-8859-1>é");
    let marked: Vec<u8> = "\u{FEFF}<p>é".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(decoded(&marked, None).0, "<p>é");
}

#[test]
fn what_a_page_nests_repeats_or_leaves_open_costs_no_more_than_its_bytes() {
    let many = 100_000;
    let deep = |open: &str, close: &str| format!("{}<p>{FIRST}</p>{}", open.repeat(many), close.repeat(many));
    let mut attributes = String::from("<p");
    (0..many).for_each(|n| write!(attributes, " a{n}").unwrap());
    let pages = [
        deep("<div>", "</div>"),
        deep("<div>", "</section>"),
        deep("<section><div>", "</section>"),
        format!("<p>{FIRST}</p>{}", "<a>x</a>".repeat(many)),
        format!("<p>{FIRST}</p>{}", "<a>".repeat(many)),
        deep("<article>", ""),
        format!("<p>{FIRST}</p>{}{}", "<svg>".repeat(many), "</svg>".repeat(many)),
        deep("<table><tr><td>", ""),
        format!("<p>{FIRST}</p>{}", "<script>".repeat(many)),
        format!("<p>{FIRST}</p><!--{}", "--".repeat(many)),
        format!("<p>{FIRST}</p>{}", "<!-- ".repeat(many)),
        format!("<p title='{}'>{FIRST}</p>", "&amp;x".repeat(many)),
        format!("{attributes}>{FIRST}</p>"),
        format!("<p>{FIRST}</p><script type=application/ld+json>{}</script>", "[".repeat(many)),
        format!("<p>{FIRST}</p>{}", "&".repeat(many)),
        format!("<p>{FIRST}</p>{}", "<".repeat(many)),
        format!("<article><div itemprop=articleBody><p>{FIRST}</div>{}", "<p class=byline>x".repeat(many)),
        format!("<article><p>{FIRST}{}", "<article><p><time datetime=2026>x".repeat(many)),
        format!("<p>{FIRST}<p>{}", "<time datetime=2026>x".repeat(many)),
        format!("{}{}<p>{FIRST}", "<body>".repeat(many), "<form></form>".repeat(many)),
        format!(
            "<title>{}</title>{}<article><p>{FIRST}</article>",
            "x".repeat(4 * many),
            "<h2>x</h2>".repeat(many)
        ),
        format!(
            "<p>{FIRST}</p><script type=application/ld+json>[{{\"@id\": \"#a\", \"name\": \"{}\"}}, {{\"@type\": \"Article\", \"author\": [{}0]}}]</script>",
            "x".repeat(4 * many),
            "{\"@id\": \"#a\"}, ".repeat(many)
        ),
    ];
    let names = |from: usize| {
        let names: Vec<String> = (from..from + many).map(|name| format!("\"{name}\"")).collect();
        names.join(", ")
    };
    let credited = format!(
        "<p>{FIRST}</p><script type=application/ld+json>{{\"@type\": \"Article\", \"author\": [{}], \"creditText\": [{}]}}</script>",
        names(0),
        names(many)
    );
    let start = busy();
    assert!(text(&credited).ends_with(FIRST), "who wrote it comes first");
    assert!(busy().checked_sub(start).unwrap().as_secs() < 20);
    for page in pages {
        let start = busy();
        assert!(text(&page).starts_with(FIRST), "{}", &page[..60]);
        let spent = busy().checked_sub(start).unwrap();
        assert!(spent.as_secs() < 20, "{} takes {spent:?}", &page[..60]);
    }
}

#[test]
fn nothing_that_a_page_says_of_itself_has_a_control_character() {
    let head = "<html lang='f\u{8}r'><!-- saved from url=(0015)https://x.org/\u{1}a --><meta property='og:title' content='T\u{7}'>\
                <link rel=canonical href='https://x.org/\u{1b}a'><time datetime='2026-01-\u{b}02'></time>";
    for [from, to] in [["", ""], ["<link", "<x"]] {
        let told = read(&format!("{}<p>{FIRST}</p>", head.replacen(from, to, usize::from(!from.is_empty()))));
        assert_eq!(told[1..], ["T", "x.org", "2026-01-02", "https://x.org/a", "fr"]);
    }
}

proptest::proptest! {
    #[test]
    fn no_markup_makes_it_panic(page in "(<|>|/|a|p|div|article|script|!--|--|=|'|\"|&|#|;|x|1| |\n|é|title|meta|time|h1|br|ul){0,80}") {
        drop(values(&page));
    }
}
