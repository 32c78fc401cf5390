//! `wirecopy show`: a finished run at a terminal and in a pipe.

use crate::harness::{Desk, Said, data, is_one_complaint, line, same, tells};
#[cfg(target_os = "linux")]
use crate::terminal::{is_coloured, on_a_terminal};
use std::fs;
use std::process::Stdio;
use unicode_width::UnicodeWidthStr;

const WIRE: &str =
    "The bridge over the river Orle was closed on Monday after engineers found cracks in two of its piers.";

/// A sample, compared into `out` with these options.
fn compared(sample: &str, options: &str) -> Desk {
    let desk = Desk::new();
    let said = Said::of(desk.command(&format!("compare -o out --quiet {options}")).arg(data(sample)));
    same(&format!("the exit code of compare, which said\n{}", said.err), &Some(0), &said.code);
    desk
}

/// What a page says.
#[track_caller]
fn page(desk: &Desk, words: &str) -> String {
    desk.expect(0, &format!("show {words}")).out
}

/// The one line that says what is wrong.
#[track_caller]
fn complaint(desk: &Desk, words: &str) -> String {
    let said = desk.expect(1, &format!("show {words}"));
    is_one_complaint(&said.err);
    assert_eq!(said.out, "", "nothing is shown that may be false");
    said.err
}

/// Two articles that share a sentence, compared into `out`.
fn two(first: &str, second: &str) -> Desk {
    let desk = Desk::new();
    desk.put("press.jsonl", &[line("one", "Wire", first), line("two", "Paper", second)].concat());
    desk.expect(0, "compare press.jsonl -o out --quiet");
    desk
}

#[test]
fn who_names_no_agency_stands_first() {
    let list = page(&compared("audit", ""), "out --limit 0");
    let flags: Vec<usize> = ["uncredited", "miscredited", " credited"]
        .map(|flag| list.find(flag).unwrap_or_else(|| panic!("no {flag} in\n{list}")))
        .to_vec();
    assert!(flags.is_sorted(), "{list}");
    let (articles, pairs) = list.split_once("\n\nPairs").unwrap();
    assert!(articles.rfind("uncredited") < articles.rfind(" credited"), "{articles}");
    assert!(pairs.find("uncredited") < pairs.find(" credited"), "{pairs}");
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
fn texts_are_stacked_where_two_columns_have_no_room() {
    let desk = compared("newsroom", "");
    let wide = page(&desk, "out meridian-002 ledger-001 --width 100");
    assert!(wide.contains(" │ ") && !page(&desk, "out meridian-002 ledger-001 --width 99").contains(" │ "));
    assert!(!page(&desk, "out meridian-002 ledger-001 --width 160 --stacked").contains(" │ "));
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
    tells(&shown, "boreale-002   Agence Boréale       53    182   1.00  1");
    tells(&shown, "[1> {{ORVELANE (Boréale)}} – Le pont de la Vescle");
    tells(&shown, "  4  verbatim    126  21-772   echo-001   the other is later");
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
fn an_unknown_id_is_told_with_those_that_are_near() {
    let desk = compared("newsroom", "");
    tells(
        &complaint(&desk, "out courier-001 boreale-002"),
        "no article of this run has the id \"courier-001\" (near: \"courrier-001\"",
    );
    tells(&complaint(&desk, "out --article zzz"), "\"zzz\" (wirecopy show out lists");
    tells(&complaint(&desk, "out courrier-001 meridian-002"), "are no pair of this run");
    tells(&complaint(&desk, "out courrier-001 courrier-001"), "is one article");
    desk.expect(2, "show out courrier-001");
    tells(&complaint(&desk, "nothing-here"), "no such folder");
}

#[test]
fn inputs_are_found_from_anywhere_and_where_they_have_moved() {
    let desk = Desk::with_press();
    desk.expect(0, "compare press.jsonl -o out --quiet");
    let here = page(&desk, "out wire-1 paper-1");
    tells(&here, "The bridge over the river Orle");
    fs::create_dir(desk.path("elsewhere")).unwrap();
    let from_elsewhere = |desk: &Desk| {
        let mut command = desk.command("show ../out wire-1 paper-1");
        Said::of(command.current_dir(desk.path("elsewhere")))
    };
    same("the page", &here, &from_elsewhere(&desk).out);
    fs::rename(desk.path("press.jsonl"), desk.path("elsewhere/press.jsonl")).unwrap();
    tells(
        &complaint(&desk, "out wire-1 paper-1"),
        "press.jsonl: is not there any more, and wire-1 was in it (name the place",
    );
    tells(&page(&desk, "out"), "wire-1");
    for place in ["elsewhere", "elsewhere/press.jsonl"] {
        same(place, &here, &page(&desk, &format!("out wire-1 paper-1 --inputs {place}")));
    }
    desk.put("press.jsonl", &line("wire-1", "Meridian", "Something else altogether."));
    tells(&complaint(&desk, "out wire-1 paper-1"), "press.jsonl: has changed since the run");
    same("of two files the right one", &here, &page(&desk, "out wire-1 paper-1 --inputs elsewhere"));
}

#[test]
fn standard_input_is_shown_once_it_is_a_file() {
    let desk = Desk::with_press();
    let text = desk.text("press.jsonl");
    desk.command("compare - -o out --quiet").write_stdin(text).assert().success();
    tells(&complaint(&desk, "out wire-1 paper-1"), "came from standard input, which cannot be read again");
    tells(&page(&desk, "out wire-1 paper-1 --inputs press.jsonl"), "The bridge over the river Orle");
}

#[test]
fn inputs_are_read_as_they_were_read_then() {
    let desk = Desk::new();
    let rows = format!("key;corps\nun;Été à Orvelane. {WIRE}\ndeux;Déjà : {WIRE}\n");
    let latin: Vec<u8> = rows.chars().map(|c| c as u8).collect();
    fs::create_dir(desk.path("in")).unwrap();
    fs::write(desk.path("in/press.data"), latin).unwrap();
    desk.put("in/deep/trois.data", &format!("key;corps\n;Trois. {WIRE}\n"));
    desk.expect(
        0,
        "compare in -o out --quiet --format csv --field text=corps --field id=key --timezone Europe/Paris",
    );
    tells(&page(&desk, "out un deux"), "Été à Orvelane. [");
    tells(&page(&desk, "out un deep/trois.data:2"), "Trois. [");
}

#[test]
fn an_article_and_a_reference_of_one_id_are_kept_apart() {
    let desk = Desk::new();
    desk.put("paper.jsonl", &line("same", "Paper", &format!("Paper. {WIRE}")));
    desk.put(
        "wires.jsonl",
        &[line("same", "Wire", &format!("Wire. {WIRE}")), line("same", "Wire", "Other.")].concat(),
    );
    desk.expect(0, "compare paper.jsonl --against wires.jsonl -o out --quiet");
    let shown = page(&desk, "out same same --stacked");
    let (a, b) = (shown.find("Paper. [1>").unwrap(), shown.find("Wire. [1>").unwrap());
    assert!(a < b, "{shown}");
    tells(&complaint(&desk, "out same#2 same"), "of an INPUT, or of a reference in any pair");
}

#[test]
fn what_a_reference_has_of_an_input_is_not_said_of_the_input_of_its_name() {
    let desk = Desk::new();
    let market = "A market for cheese will open on Thursday in the old customs house of Callow Bay, with nineteen dairies from \
                  four valleys and a hall for the bakers.";
    let record = |id: &str, hour: u32, text: &str| {
        let published = format!("2026-03-10T{hour:02}:00:00Z");
        serde_json::json!({ "id": id, "outlet": format!("{id}{hour}"), "published": published, "text": text })
            .to_string()
    };
    desk.put("in.jsonl", &[record("x", 10, WIRE), record("y", 8, market)].join("\n"));
    desk.put("ref.jsonl", &[record("y", 7, WIRE), record("x", 11, market)].join("\n"));
    desk.expect(0, "compare in.jsonl --against ref.jsonl -o out --quiet");
    assert_eq!(
        desk.text("out/reuse.csv").matches("\ny,x,").count(),
        2,
        "one of an INPUT, one of a reference"
    );
    let shown = page(&desk, "out --article x");
    assert_eq!(shown.matches("\ny ").count(), 1, "{shown}");
    tells(&shown, "y             y7          180     19   1.00  1");
    let shown = page(&desk, "out x y");
    tells(&shown, "The bridge over the river Orle");
    tells(&shown, "19 words of a to b, 100 % of its own");
    assert!(!page(&desk, "out y x").contains("attributed"), "a reference is not audited");
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

#[test]
fn a_table_that_does_not_fit_its_texts_is_an_error() {
    let desk = two(WIRE, &format!("Good morning. {WIRE}"));
    let table = desk.text("out/passages.csv");
    for (old, new) in [
        (",0,100,", ",0,4000,"),
        (",0,100,", ",1,100,"),
        ("0-100:", "3-100:"),
        (",19=,", ",18=,"),
        (",19=,", ",19?,"),
    ] {
        assert!(table.contains(old), "{old} in {table}");
        desk.put("out/passages.csv", &table.replace(old, new));
        let said = desk.run("show out one two");
        assert_eq!((said.code, said.out.as_str()), (Some(1), ""), "{new}: {}", said.err);
        is_one_complaint(&said.err);
    }
}

#[test]
fn a_hostile_text_is_seen_and_not_obeyed() {
    let hostile =
        "\u{1b}[2J\u{1b}]0;owned\u{7}\u{9b}31m over\rwritten \u{202e}drawkcab\u{2066} [1> <1] {+no+}\u{0}";
    let text = |start: &str| format!("{start} {hostile} {WIRE}");
    let desk = Desk::new();
    let record = |id: &str, outlet: &str, start: &str| {
        serde_json::json!({ "id": id, "outlet": outlet, "title": hostile, "published": "2026-03-10", "text": text(start) })
            .to_string()
    };
    let ids = ["\u{1b}[31mone", "two\u{202e}\n"];
    desk.put(
        "press.jsonl",
        &format!("{}\n{}\n", record(ids[0], hostile, "One."), record(ids[1], "Paper", "Two.")),
    );
    desk.expect(0, "compare press.jsonl -o out --quiet");
    let obeyed = |c: char| {
        c.is_control() && c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    for words in
        [&["show", "out"][..], &["show", "out", ids[0], ids[1]], &["show", "out", "--article", ids[0]]]
    {
        let said = Said::of(desk.command("").args(words));
        assert_eq!(said.code, Some(0), "{}", said.err);
        assert!(!said.out.contains(obeyed), "{:?}", said.out);
        tells(&said.out, "\\u{1b}");
        let painted = Said::of(desk.command("").args(words).args(["--color", "always"])).out;
        let ours = painted.split('\u{1b}').skip(1).all(|rest| {
            rest.strip_prefix('[')
                .and_then(|rest| rest.split_once('m'))
                .is_some_and(|(style, _)| style.chars().all(|c| c.is_ascii_digit() || c == ';'))
        });
        assert!(ours && !painted.replace('\u{1b}', "").contains(obeyed), "{painted:?}");
    }
    let said = Said::of(desk.command("").args(["show", "out", ids[0], "\u{1b}[31mthree"]));
    assert!(!said.err.contains('\u{1b}'), "{:?}", said.err);
}

#[test]
fn every_line_has_the_columns_that_were_asked_for_in_any_script() {
    let sentence =
        "東京都の知事は月曜日、荒川に架かる橋の二本の橋脚にひびが見つかったため橋を閉鎖したと発表した。";
    let marks = "L’e\u{301}te\u{301} a\u{300} Orvelane 👩‍👩‍👧 नमस्ते สวัสดี ｶﾞｷﾞ ";
    let desk = two(&format!("{marks}{sentence}{sentence}"), &format!("速報。{sentence}{marks}{sentence}"));
    for width in [40, 100, 101, 120] {
        let shown = page(&desk, &format!("out one two --width {width}"));
        tells(&shown, "[1> ");
        for row in shown.lines() {
            assert!(row.width() <= width, "{} columns of {width}: {row}", row.width());
            assert!(!row.starts_with(['。', '、', '\u{301}']), "{row}");
        }
        let borders: Vec<usize> =
            shown.lines().filter_map(|row| row.find(" │").map(|border| row[..border].width())).collect();
        assert!(borders.windows(2).all(|two| two[0] == two[1]), "{width}: {borders:?}\n{shown}");
    }
}

#[test]
fn a_reader_who_leaves_early_has_seen_enough() {
    let desk = compared("newsroom", "");
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_wirecopy"))
        .args(["show", "out"])
        .current_dir(desk.path(""))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn colours_are_where_they_are_asked_for_and_replace_the_signs() {
    let desk = compared("newsroom", "");
    let painted = page(&desk, "out meridian-002 ledger-001 --color always");
    tells(&painted, "\u{1b}[1;4;34m");
    assert!(!painted.contains("[/"));
    let plain = page(&desk, "out meridian-002 ledger-001 --color never");
    assert!(!plain.contains('\u{1b}') && plain.contains("[/"));
}

#[cfg(target_os = "linux")]
#[test]
fn colours_and_the_pager_are_for_a_terminal() {
    let desk = compared("newsroom", "");
    let pager = "PAGER='cat > paged.txt'";
    let direct = on_a_terminal(&desk, pager, "show out --no-pager");
    assert!(is_coloured(&direct) && !desk.has("paged.txt"), "{direct}");
    let widest = direct.lines().map(|row| without_colours(row).width()).max().unwrap();
    assert!((100..=120).contains(&widest), "{widest} columns on a terminal of 120");
    let screen = on_a_terminal(&desk, pager, "show out");
    assert_eq!(screen, "", "the pager has it");
    assert!(is_coloured(&desk.text("paged.txt")) && desk.text("paged.txt").contains("courrier-005"));
    fs::remove_file(desk.path("paged.txt")).unwrap();
    let piped = Said::of(desk.command("show out").env("PAGER", "cat > paged.txt"));
    assert!(!is_coloured(&piped.out) && !desk.has("paged.txt"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_terminal_without_colours_gets_none() {
    let desk = compared("newsroom", "");
    assert!(!is_coloured(&on_a_terminal(&desk, "NO_COLOR=1", "show out --no-pager")));
    assert!(!is_coloured(&on_a_terminal(&desk, "TERM=dumb", "show out --no-pager")));
    assert!(is_coloured(&on_a_terminal(&desk, "NO_COLOR=", "show out --no-pager")));
    assert!(is_coloured(&on_a_terminal(&desk, "NO_COLOR=1", "show out --no-pager --color always")));
}

#[cfg(target_os = "linux")]
#[test]
fn a_pager_that_cannot_be_run_hides_nothing() {
    let desk = compared("newsroom", "");
    let screen = on_a_terminal(&desk, "PAGER=no-such-pager", "show out");
    tells(&screen, "no-such-pager: is no pager that can be run");
    tells(&screen, "courrier-005");
    let early = on_a_terminal(&desk, "PAGER=true", "show out");
    assert_eq!(early, "", "who leaves the pager at once has seen enough");
}

/// A row of a terminal without what only colours it.
#[cfg(target_os = "linux")]
fn without_colours(row: &str) -> String {
    let mut parts = row.split("\u{1b}[");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |shown, part| shown + part.split_once('m').map_or(part, |(_, rest)| rest))
}
