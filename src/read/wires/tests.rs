//! Claims about single formats, on documents that differ from those under `tests/formats`.

use super::super::{Format, Intake, ReadPlan, read};
use crate::observe::Unwatched;
use proptest::prelude::*;
use std::fs;

/// What a file of this name and content gives; none if that is no article.
fn try_one(name: &str, content: &[u8]) -> Option<Intake> {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join(name);
    fs::write(&path, content).unwrap();
    read(&[path.into()], None, &ReadPlan::default(), &Unwatched).ok()
}

fn one(name: &str, content: impl AsRef<[u8]>) -> Intake {
    try_one(name, content.as_ref()).expect("an article")
}

/// Id, outlet, date, title and text of the only article.
fn only(intake: &Intake) -> [&str; 5] {
    let [article] = intake.batch.articles() else { panic!("{intake:?}") };
    let published = article.published.as_ref().map_or("", |published| &published.given);
    let [outlet, title] = [&article.outlet, &article.title].map(|field| field.as_deref().unwrap_or_default());
    [&article.id, outlet, published, title, &article.text]
}

fn nitf(declaration: &str) -> String {
    format!(
        "{declaration}<nitf><body><body.content><p>L\u{2019}\u{e9}t\u{e9} \u{e0} Orle.</p></body.content></body></nitf>"
    )
}

#[test]
fn a_document_is_decoded_by_its_mark_then_by_what_it_declares_then_as_it_seems() {
    let windows = |text: &str| encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
    let utf16 =
        |text: &str| [vec![0xFF, 0xFE], text.encode_utf16().flat_map(u16::to_le_bytes).collect()].concat();
    let declared = nitf("<?xml version='1.0' encoding='windows-1252'?>");
    let wide = nitf("<?xml version=\"1.0\" encoding=\"UTF-16\"?>");
    let marked = [b"\xEF\xBB\xBF", declared.as_bytes()].concat();
    for content in
        [windows(&declared), utf16(&wide), utf16(&wide)[2..].to_vec(), marked, nitf("").into_bytes()]
    {
        assert_eq!(only(&one("a.xml", content))[4], "L\u{2019}\u{e9}t\u{e9} \u{e0} Orle.");
    }
    let undeclared = one("a.xml", windows(&nitf("<?xml version='1.0'?>")));
    assert_eq!(only(&undeclared)[4], "L\u{2019}\u{e9}t\u{e9} \u{e0} Orle.");
    assert_eq!(undeclared.warnings[0].what, "not UTF-8: read as windows-1252");
}

#[test]
fn a_text_of_nothing_but_entities_is_one_text() {
    let letters = "&#1055;".repeat(300_000);
    let content = format!("<nitf><body><body.content><p>{letters} a & b</p>c</body.content></body></nitf>");
    let expected = format!("{} a & b\n\nc", "\u{41f}".repeat(300_000));
    assert!(only(&one("a.xml", content))[4] == expected);
}

#[test]
fn a_credit_is_left_out_only_where_the_text_has_it_as_a_word() {
    let item = |text: &str| {
        let meta = "<contentMeta><by>Ann Or</by><creditline>AP</creditline></contentMeta>";
        let body =
            format!("<contentSet><inlineData contenttype=\"text/plain\">{text}</inlineData></contentSet>");
        format!("<newsItem guid=\"g\">{meta}{body}</newsItem>")
    };
    assert_eq!(
        only(&one("a.xml", item("Joann orders what happened.")))[4],
        "Ann Or\n\nJoann orders what happened.\n\nAP"
    );
    assert_eq!(only(&one("a.xml", item("By Ann Or. It happened (AP).")))[4], "By Ann Or. It happened (AP).");
}

#[test]
fn whose_text_a_paper_prints_is_credited_though_no_byline_says_so() {
    let paper = |head: &str, name: &str| {
        format!(
            "<nitf><head><pubdata name='{name}'/></head><body><body.head>{head}</body.head><body.content><p>It happened.</p></body.content></body></nitf>"
        )
    };
    let byline = "<byline>By Jane Roe</byline>";
    let distributor = "<distributor>The Associated Press</distributor>";
    let rights = "<rights><rights.owner>The Associated Press</rights.owner></rights>";
    let credited = "By Jane Roe\n\nThe Associated Press\n\nIt happened.";
    for head in
        [[byline, distributor].concat(), [rights, byline].concat(), [byline, distributor, rights].concat()]
    {
        assert_eq!(only(&one("a.xml", paper(&head, "The Herald")))[1..], ["The Herald", "", "", credited]);
        assert_eq!(
            only(&one("a.xml", paper(&head, "The Associated Press")))[4],
            "By Jane Roe\n\nIt happened."
        );
    }
    let own = paper(distributor, "");
    assert_eq!(only(&one("a.xml", own))[1..], ["The Associated Press", "", "", "It happened."]);
}

#[test]
fn a_text_inside_an_encoding_is_read_if_that_is_none_and_told_if_it_is_one() {
    let item = |notation: &str| {
        let data = format!(
            "<Encoding Notation='{notation}'><DataContent><p>It happened.</p></DataContent></Encoding>"
        );
        format!("<NewsItem><NewsComponent><ContentItem>{data}</ContentItem></NewsComponent></NewsItem>")
    };
    let intake = one("a.xml", format!("<NewsML>{}{}</NewsML>", item("plain"), item("Base64")));
    assert_eq!(only(&intake)[4], "It happened.");
    assert_eq!(
        intake.rejected[0].reason,
        "set aside: its content is in the encoding Base64, which is not read"
    );
}

#[test]
fn a_date_behind_a_message_that_cannot_be_read_is_told() {
    let message = |trailer: &str| {
        let intake = one(
            "a.iptc",
            format!(
                "\u{1}AFP0129 4 I 0040\r\n\u{2}Titre\r\n\r\n  PARIS (AFP) - Texte.\r\n\u{3}{trailer}\r\n"
            ),
        );
        (
            only(&intake)[2].to_owned(),
            intake.warnings.iter().map(|warning| warning.what.clone()).collect::<String>(),
        )
    };
    assert_eq!(message("101215 GMT AUG 26"), ("2026-08-10T12:15Z".to_owned(), String::new()));
    assert_eq!(message("101215Z AUG 26"), message("101215 GMT AUG 26"));
    let (date, told) = message("320900 FOO 26");
    assert!(date.is_empty() && told.starts_with("cannot read the date \"320900 FOO 26\""), "{told}");
    assert_eq!(message("NNNN"), (String::new(), String::new()), "there is none");
}

#[test]
fn an_item_that_breaks_a_feed_says_that_nothing_behind_it_is_read() {
    let item = |body: &str| format!("<item><title>T</title><description>{body}</description></item>");
    let feed = format!("<rss><channel>{}{}{}</channel></rss>", item("One."), item("<b>Two."), item("Three."));
    let intake = one("a.rss", feed);
    assert_eq!(intake.batch.articles().len(), 1);
    assert!(
        intake.rejected[0].reason.ends_with("; nothing behind this place is read"),
        "{:?}",
        intake.rejected
    );
    assert_eq!(intake.warnings[0].what, "only a summary is given, which is taken for the text (items: 1)");
}

#[test]
fn a_dateline_is_what_is_printed_and_not_a_machines_time() {
    let head = "<body.head><dateline>PARIS, Jan 5 (AGC)<story.date norm=\"20260105\">20260105</story.date></dateline></body.head>";
    let content = format!("<nitf><body>{head}<body.content><p>A text.</p></body.content></body></nitf>");
    assert_eq!(only(&one("a.xml", content))[4], "PARIS, Jan 5 (AGC)\n\nA text.");
}

#[test]
fn what_an_archive_repeats_is_read_once() {
    let head = "<body.head><byline class=\"print_byline\">By A. WRITER</byline><byline class=\"normalized_byline\">Writer, A</byline></body.head>";
    let blocks = "<block class=\"lead_paragraph\"><p>Lead.</p></block><block class=\"full_text\"><p>Lead.</p><p>More.</p></block>";
    let content = format!("<nitf><body>{head}<body.content>{blocks}</body.content></body></nitf>");
    assert_eq!(only(&one("a.xml", content))[4], "By A. WRITER\n\nLead.\n\nMore.");
}

#[test]
fn a_summary_is_read_where_there_is_nothing_else_and_told() {
    let content = "<nitf><body><body.head><abstract><p>In short.</p></abstract></body.head></body></nitf>";
    let intake = one("a.xml", content);
    assert_eq!(only(&intake)[4], "In short.");
    assert!(intake.warnings[0].what.starts_with("only a summary is given"), "{intake:?}");
}

#[test]
fn one_of_several_forms_of_the_same_content_counts() {
    let component = |role: &str, text: &str| {
        format!(
            "<NewsComponent>{role}<ContentItem><DataContent>{text}</DataContent></ContentItem></NewsComponent>"
        )
    };
    let both = component("", "<html><body><p>Said once.</p></body></html>") + &component("", "Said once.");
    let list = format!("<NewsComponent EquivalentsList=\"yes\">{both}</NewsComponent>");
    let more = component("<Role FormalName=\"Supporting\"/>", "And more.");
    let item = format!("<NewsML><NewsItem><NewsComponent>{list}{more}</NewsComponent></NewsItem></NewsML>");
    assert_eq!(only(&one("a.xml", item))[4], "Said once.\n\nAnd more.");
}

#[test]
fn a_message_of_another_house_is_read_too() {
    let french = "\u{1}fra0123 4 0250 FRA /AGC-AB12\r\nPolitique\r\n\u{2}Un pont ferme\r\n   PARIS, 12 mars 2013 (AGC) - Un texte\r\n\
                  en deux lignes.\r\n\r\nNNNN\r\n\u{3}121030 GMT MAR 13\r\n\u{4}";
    assert_eq!(
        only(&one("a.txt", french)),
        [
            "fra0123:2013-03-12",
            "AGC",
            "2013-03-12T10:30Z",
            "Un pont ferme",
            "PARIS, 12 mars 2013 (AGC) - Un texte en deux lignes."
        ]
    );
    let bare = "\u{16}\u{1}A0007\u{1f}ab\r\nr i\u{13}\u{11}  BRIDGE SHUT 1-5 0120\r\n\u{2}\r\n  ORLE (AGC) _ A text.\r\n\u{3}\r\n\u{4}";
    assert_eq!(only(&one("a.txt", bare)), ["A0007", "AGC", "", "BRIDGE SHUT", "ORLE (AGC) \u{2014} A text."]);
}

#[test]
fn a_message_that_breaks_off_is_read_and_told() {
    let cut = one("a.txt", "\u{1}orl0001 4 i 9 x agc 001\r\n\u{2}Title =\r\n\r\nSome wor");
    assert_eq!(only(&cut)[4], "Some wor");
    assert!(cut.warnings[0].what.contains("is the file cut off?"), "{cut:?}");
}

#[test]
fn json_with_a_text_of_its_own_is_no_ninjs() {
    let other = r#"{"uri": "x", "versioncreated": "2026-01-01", "text": "A text.", "id": "own"}"#;
    assert_eq!(only(&one("a.json", other))[0], "own");
    let long = format!(r#"{{"uri": "x", "body_html": "<p>{}</p>", "version": 3}}"#, "long ".repeat(100_000));
    assert_eq!(only(&one("a.json", &long))[0], "x:3");
}

#[test]
fn the_plain_body_counts_where_it_has_paragraphs_and_otherwise_the_marked_up_one() {
    let body =
        |text: &str| format!(r#"{{"uri": "x", "body_text": "{text}", "body_html": "<p>a</p><p>b</p>"}}"#);
    assert_eq!(only(&one("a.json", body("a b")))[4], "a\n\nb");
    assert_eq!(only(&one("a.json", body("a\\nc")))[4], "a\nc");
}

#[test]
fn ninjs_that_is_not_utf8_is_decoded_and_told() {
    let intake = one("a.json", b"{\"uri\": \"x\", \"body_text\": \"L'\xE9t\xE9.\"}");
    assert_eq!(only(&intake)[4], "L'\u{e9}t\u{e9}.");
    assert_eq!(intake.warnings[0].what, "not UTF-8: read as windows-1252");
}

/// Fixtures with the endings that they have.
const FIXTURES: [(&str, &[u8]); 9] = [
    ("a.xml", include_bytes!("../../../tests/formats/g2-message.xml")),
    ("a.xml", include_bytes!("../../../tests/formats/newsml-1.xml")),
    ("a.nitf", include_bytes!("../../../tests/formats/paper.nitf")),
    ("a.rss", include_bytes!("../../../tests/formats/feed.rss")),
    ("a.rdf", include_bytes!("../../../tests/formats/feed.rdf")),
    ("a.atom", include_bytes!("../../../tests/formats/feed.atom")),
    ("a.json", include_bytes!("../../../tests/formats/ninjs-1.json")),
    ("a.txt", include_bytes!("../../../tests/formats/iptc7901.txt")),
    ("a.txt", include_bytes!("../../../tests/formats/anpa1312.txt")),
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn damage_never_makes_it_panic_and_leaves_no_control_character(
        fixture in 0..FIXTURES.len(),
        damage in proptest::collection::vec((any::<proptest::sample::Index>(), 0..40_usize, "[<>/&;=\\PC\\x00-\\x1f]{0,6}"), 1..5),
    ) {
        let (name, content) = FIXTURES[fixture];
        let mut content = content.to_vec();
        for (at, length, with) in damage {
            let start = at.index(content.len() + 1);
            let end = (start + length).min(content.len());
            content.splice(start..end, with.bytes());
        }
        if let Some(intake) = try_one(name, &content) {
            // What is not told to be one of these formats any more is a text, which stays as it is.
            let is_text = intake.forms[0].as_ref().is_none_or(|form| form.format == Format::Text);
            for article in intake.batch.articles().iter().filter(|_| !is_text) {
                prop_assert!(article.text.chars().all(|c| c == '\n' || !c.is_control()), "{:?}", article.text);
            }
        }
    }
}
