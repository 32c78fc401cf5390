//! What is written besides the tables, and how tables are dressed. That other programs read it: `tests/spreadsheet`.

use std::fmt::Write;

use crate::harness::{Desk, is_one_complaint, line, same, tells};

const HOSTILE: [&str; 8] = ["0012", "1-2", "=1+1", "-7", "@x", "a,b;c\"d", "<&>'\u{b}", "\\"];

/// Two copies of a text under each hostile id, each with a hostile title.
fn hostile(desk: &Desk) {
    let mut all = String::new();
    for (number, id) in HOSTILE.iter().enumerate() {
        let text = format!(
            "Le préfet de l’Orne a dit « non » au maire numéro {number}, qui demandait un pont de plus sur la rivière."
        );
        for outlet in ["Agence", "Journal"] {
            let name = if outlet == "Agence" { (*id).to_owned() } else { format!("{id} (copie)") };
            let record = serde_json::json!({ "id": name, "title": format!("{id}\t«é»"), "outlet": outlet, "text": text });
            writeln!(all, "{record}").unwrap();
        }
    }
    desk.put("press.jsonl", &all);
}

/// `Word0`, `Word1` … with this behind each.
fn words(count: usize, behind: &str) -> String {
    let mut text = String::new();
    for number in 0..count {
        write!(text, "Word{number}{behind}").unwrap();
    }
    text
}

const ALL: &str = "--graph graphml,gexf,dot --annotations --passim";

#[test]
fn every_export_is_written_where_it_is_asked_for_and_is_the_same_each_time() {
    let desk = Desk::new();
    hostile(&desk);
    let workbook = if cfg!(feature = "xlsx") { "--xlsx" } else { "" };
    desk.expect(0, "compare press.jsonl -o plain");
    let plain = desk.names("plain");
    for (out, threads) in [("out", 1), ("other", 4)] {
        let said =
            desk.expect(0, &format!("compare press.jsonl -o {out} {ALL} {workbook} --threads {threads}"));
        tells(&said.err, "annotations.jsonld  the passages as Web Annotations of both texts (8 annotations)");
    }
    let added: Vec<String> =
        desk.names("out").into_iter().filter(|name| !plain.contains(name) && name != "report.xlsx").collect();
    let expected = [
        "annotations.jsonld",
        "graph.dot",
        "graph.gexf",
        "graph.graphml",
        "passim-align.jsonl",
        "passim-out.jsonl",
    ];
    same("the exports", &expected.map(str::to_owned).to_vec(), &added);
    for name in desk.names("out").iter().filter(|name| *name != "run.json") {
        let read = |out: &str| std::fs::read(desk.path(&format!("{out}/{name}"))).unwrap();
        assert!(read("out") == read("other"), "{name} differs between two runs");
    }
    same(
        "what run.json lists",
        &desk.names("out").len(),
        &desk.record("out")["files"].as_array().unwrap().len(),
    );
}

#[test]
fn exports_of_an_earlier_run_go_when_they_are_not_asked_for_again() {
    let desk = Desk::with_press();
    desk.expect(0, &format!("compare press.jsonl -o out {ALL}"));
    desk.expect(0, "compare press.jsonl -o out");
    assert!(!desk.has("out/graph.dot") && !desk.has("out/annotations.jsonld"));
}

#[test]
fn what_shows_texts_needs_passages_and_a_graph_needs_a_format() {
    let desk = Desk::with_press();
    for words in ["--annotations --no-passages", "--passim --no-passages", "--graph gml"] {
        desk.expect(2, &format!("compare press.jsonl -o out {words}"));
    }
    desk.expect(0, "compare press.jsonl -o out --graph dot --no-passages");
    tells(&desk.text("out/graph.dot"), "direction=\"unknown\", resemblance=");
}

#[test]
fn an_input_of_the_name_of_an_output_is_not_overwritten() {
    let desk = Desk::with_press();
    for name in ["passages.csv", "pairs-2.csv", "graph.gexf", "passim-out.jsonl", "report.xlsx"] {
        desk.put(name, "id,text\n1,Some words\n");
        is_one_complaint(&desk.expect(1, &format!("compare {name} --format csv -o . --force")).err);
    }
    desk.put("pairs-old.csv", "id,text\n1,Some words\n");
    desk.expect(0, "compare pairs-old.csv -o . --force");
}

#[test]
fn full_excerpts_are_whole_on_one_line() {
    let desk = Desk::new();
    let text = words(200, " of the report\n");
    desk.put("press.jsonl", &(line("a", "Wire", &text) + &line("b", "Paper", &text)));
    desk.expect(0, "compare press.jsonl -o out");
    tells(desk.text("out/passages.csv").lines().nth(1).unwrap(), "…,");
    desk.expect(0, "compare press.jsonl -o out --excerpt full");
    let row = desk.text("out/passages.csv");
    tells(&row, "Word198 of the report Word199 of the report");
    assert!(!row.contains('…'), "{row}");
    same("lines", &2, &row.lines().count());
    assert_eq!(desk.record("out")["tables"]["excerpt"], "full");
}

#[test]
fn a_text_that_no_cell_holds_is_cut_and_it_is_told() {
    let desk = Desk::new();
    let text = words(7_000, " ");
    desk.put("press.jsonl", &(line("a", "Wire", &text) + &line("b", "Paper", &text)));
    let said = desk.expect(0, "compare press.jsonl -o out --excerpt full").err;
    tells(&said, "2 texts longer than a cell of a spreadsheet holds, cut short with …");
    assert_eq!(desk.record("out")["tables"]["cut_cells"], 2);
}

#[test]
fn the_readme_explains_every_column_in_the_words_of_the_data_package() {
    let desk = Desk::with_press();
    desk.expect(0, "compare press.jsonl -o out --matrix-limit 0");
    let package: serde_json::Value = serde_json::from_str(&desk.text("out/datapackage.json")).unwrap();
    let readme = include_str!("../../README.md");
    for resource in package["resources"].as_array().unwrap() {
        for field in resource["schema"]["fields"].as_array().unwrap() {
            let (name, about) = (field["name"].as_str().unwrap(), field["description"].as_str().unwrap());
            let row = readme.lines().find(|line| line.contains(&format!("`{name}`")) && line.contains(about));
            assert!(
                row.is_some(),
                "README.md lacks {name} of {} as it is explained there: {about}",
                resource["path"]
            );
        }
    }
}
