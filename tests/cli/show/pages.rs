//! What the pages of a run, a pair and an article say.

use super::{WIRE, compared, page, two};
use crate::harness::{Desk, same, tells};
use unicode_width::UnicodeWidthStr;

#[test]
fn who_names_no_agency_stands_first() {
    let list = page(&compared("audit", ""), "out --limit 0");
    let flags: Vec<usize> = ["uncredited", "miscredited", " credits AFP"]
        .map(|flag| list.find(flag).unwrap_or_else(|| panic!("no {flag} in\n{list}")))
        .to_vec();
    assert!(flags.is_sorted(), "{list}");
    let (articles, pairs) = list.split_once("\n\nPairs").unwrap();
    assert!(articles.rfind("uncredited") < articles.rfind(" credits AFP (last line)"), "{articles}");
    assert!(pairs.find("uncredited") < pairs.find(" credits AFP (last line)"), "{pairs}");
}

#[test]
fn what_a_limit_leaves_out_is_counted() {
    let desk = compared("audit", "");
    let list = page(&desk, "out --limit 3");
    tells(&list, "and 11 more articles of 14 (--limit 0 lists all)");
    tells(&list, "and 26 more pairs of 29 (--limit 0 lists all)");
    assert!(!page(&desk, "out --limit 0").contains(" more "));
}

#[test]
fn a_list_in_a_pipe_is_whole_and_plain_and_one_for_eyes_fits() {
    let desk = compared("newsroom", "");
    let piped = page(&desk, "out --limit 0");
    tells(&piped, "L'Écho des Trois-Rives");
    assert!(!piped.contains('\u{1b}') && !piped.contains('…'), "{piped}");
    for width in [70, 80, 100, 160] {
        let fitted = page(&desk, &format!("out --width {width}"));
        let widest = fitted.lines().map(UnicodeWidthStr::width).max().unwrap();
        assert!(widest <= width, "{widest} columns on {width}:\n{fitted}");
    }
}

#[test]
fn a_table_that_goes_on_in_another_file_is_shown_whole() {
    let desk = compared("audit", "--csv excel");
    let pages = ["out --limit 0", "out ledger-tide reuters-tide", "out --article ledger-tide"];
    let whole = pages.map(|words| page(&desk, words));
    desk.go_on_in_second_files("out", &["pairs", "passages", "articles", "reuse"]);
    same("the pages", &whole, &pages.map(|words| page(&desk, words)));
}

#[test]
fn a_pair_is_the_same_whichever_article_is_named_first() {
    let desk = compared("newsroom", "");
    assert_eq!(page(&desk, "out meridian-002 ledger-001"), page(&desk, "out ledger-001 meridian-002"));
}

#[test]
fn a_dress_of_the_tables_changes_no_page() {
    let plain = compared("newsroom", "");
    for dress in ["excel", "excel-fr", "rfc4180 --no-csv-hardening"] {
        let dressed = compared("newsroom", &format!("--csv {dress}"));
        for words in ["out", "out meridian-002 ledger-001", "out --article courrier-001"] {
            same(&format!("{dress}: {words}"), &page(&plain, words), &page(&dressed, words));
        }
    }
}

#[test]
fn changed_words_are_marked_and_nothing_else() {
    let desk = two(
        &format!("{WIRE} Buses will take the ferry road until April, the county said."),
        "The bridge over the river Orle was shut on Monday after county engineers found cracks in two of its piers. Buses will \
         take the ferry road until April, the county said.",
    );
    let shown = page(&desk, "out one two --width 200 --stacked");
    tells(&shown, "[1> The bridge over the river Orle was [/closed/] on Monday");
    tells(
        &shown,
        "[1> The bridge over the river Orle was [/shut/] on Monday after {+county+} engineers found",
    );
    tells(&shown, "until April, the county said <1].");
}

#[test]
fn an_article_shows_whose_its_words_are_and_whom_it_credits() {
    let shown = page(&compared("newsroom", ""), "out --article courrier-001 --width 100");
    tells(&shown, "boreale-002  Agence Boréale       53    182   1.00      16  1");
    tells(&shown, "credits     Agence Boréale (dateline 0-18)");
    tells(&shown, "[1> {{ORVELANE (Boréale)}} – Le pont de la Vescle");
    tells(&shown, "  4  verbatim    126  21-772   echo-001   the other is later");
}

#[test]
fn an_agency_that_names_itself_credits_nobody() {
    let shown = page(&compared("newsroom", ""), "out --article boreale-002");
    tells(&shown, "own name    Agence Boréale (dateline 0-18)");
    assert!(!shown.contains("credits"), "{shown}");
}

#[test]
fn speech_that_two_articles_quote_is_attributed_to_neither() {
    let desk = compared("newsroom", "");
    let shown = page(&desk, "out --article ledger-005");
    tells(&shown, "18 quoted speech that other texts have too (8 % of its own)");
    tells(&shown, "quoted speech, also in sentinel-006");
    assert!(!shown.contains("attributed to"), "{shown}");
    tells(
        &page(&desk, "out sentinel-006 ledger-005"),
        "18 words of b (8 % of its own) are quoted speech that a has too",
    );
}

#[test]
fn each_article_is_asked_about_once_before_what_is_credited() {
    let list = page(&compared("newsroom", ""), "out --limit 0");
    let (_, pairs) = list.split_once("\n\nPairs").unwrap();
    let place = |a: &str, b: &str| {
        let is_it = |line: &str| line.starts_with(a) && line.contains(b);
        pairs.lines().position(is_it).unwrap_or_else(|| panic!("no {a} {b} in\n{pairs}"))
    };
    let credited = place("boreale-002", "courrier-001");
    for (source, article) in [("meridian-005", "ledger-003"), ("meridian-006", "tarnwick-006")] {
        assert!(place("boreale-006", "courrier-005") < place(source, article), "{pairs}");
        assert!(place(source, article) < credited, "{pairs}");
    }
    assert!(
        credited < place("sentinel-005", "tarnwick-006"),
        "a copy of the same text comes later:\n{pairs}"
    );
}

#[test]
fn the_earlier_text_is_never_called_the_source() {
    let desk = compared("newsroom", "");
    for words in
        ["out", "out courrier-006 vigie-006", "out --article vigie-006", "out meridian-002 ledger-001"]
    {
        let shown = page(&desk, words).to_lowercase();
        for claim in ["copied", "stolen", "plagia", "taken from"] {
            assert!(!shown.contains(claim), "{claim} in {words}:\n{shown}");
        }
    }
}

#[test]
fn a_run_without_passages_says_so_and_shows_both_texts() {
    let desk = Desk::with_press();
    desk.expect(0, "compare press.jsonl -o out --quiet --no-passages");
    let shown = page(&desk, "out wire-1 paper-1");
    tells(&shown, "the run did not look for any (--no-passages)");
    tells(&shown, "Buses will take another way.");
    assert!(!shown.contains("[1>"));
    tells(&page(&desk, "out"), "near_duplicate");
}
