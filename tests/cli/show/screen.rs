//! What a screen, a pipe and a pager get.

use super::{WIRE, compared, page, two};
use crate::harness::{Desk, Said, tells};
#[cfg(target_os = "linux")]
use crate::terminal::{is_coloured, on_a_terminal};
use std::fs;
use std::process::Stdio;
use unicode_width::UnicodeWidthStr;

#[test]
fn texts_are_stacked_where_two_columns_have_no_room() {
    let desk = compared("newsroom", "");
    let wide = page(&desk, "out meridian-002 ledger-001 --width 100");
    assert!(wide.contains(" │ ") && !page(&desk, "out meridian-002 ledger-001 --width 99").contains(" │ "));
    assert!(!page(&desk, "out meridian-002 ledger-001 --width 160 --stacked").contains(" │ "));
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
