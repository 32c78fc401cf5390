//! Where the texts come from, and whose they are.

use super::{WIRE, compared, complaint, page, two};
use crate::harness::{Desk, Said, is_one_complaint, line, same, tells};
use std::fs;

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
    tells(&shown, "y     y7          180     19   1.00  1");
    let shown = page(&desk, "out x y");
    tells(&shown, "The bridge over the river Orle");
    tells(&shown, "19 words of a to b, 100 % of its own");
    assert!(!page(&desk, "out y x").contains("attributed"), "a reference is not audited");
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
