//! Runs that have little memory.

use crate::harness::{Desk, crowd, data, is_one_complaint, same, tells};
use std::fs;

/// What `run.json` says of an execution's memory.
fn spilled(desk: &Desk, folder: &str) -> u64 {
    let record: serde_json::Value = serde_json::from_str(&desk.text(&format!("{folder}/run.json"))).unwrap();
    let execution = &record["execution"];
    assert!(execution["memory_bound_bytes"].as_u64().unwrap() >= 1 << 20);
    execution["spilled_bytes"].as_u64().unwrap()
}

/// Articles that fill more than a mebibyte, among them all of the newsroom's.
fn with_much(desk: &Desk) {
    desk.put("press/crowd.jsonl", &crowd(300, 200));
    for file in ["2026-03-10.jsonl", "2026-03-11.jsonl"] {
        fs::copy(data("newsroom").join(file), desk.path(&format!("press/{file}"))).unwrap();
    }
}

#[test]
fn little_memory_changes_nothing_but_where_columns_are() {
    let desk = Desk::new();
    with_much(&desk);
    for options in [
        "--measure coverage --annotations --passim --excerpt full",
        "--no-passages --threshold 0.3",
        "--exact --strict-verbatim 5",
    ] {
        desk.expect(0, &format!("compare press -o all {options}"));
        desk.expect(0, &format!("compare press -o little --memory 1M --work-dir . {options}"));
        assert_eq!(spilled(&desk, "all"), 0);
        assert!(spilled(&desk, "little") > 100_000);
        same("the record", &desk.record("all"), &desk.record("little"));
        for file in desk.names("all").iter().filter(|name| *name != "run.json") {
            let (all, little) = (desk.text(&format!("all/{file}")), desk.text(&format!("little/{file}")));
            assert!(all == little, "{file} differs with little memory and {options}");
        }
    }
    same("the folder", &desk.names("."), &["all", "little", "press"].map(str::to_owned).to_vec());
}

#[test]
fn a_bound_that_cannot_be_kept_is_told() {
    let desk = Desk::new();
    desk.put("press.jsonl", &crowd(3_000, 10));
    let said = desk.expect(0, "compare press.jsonl -o out --memory 1M --no-passages").err;
    tells(&said, "ids, titles and dates of the articles take");
    let said = desk.expect(0, "compare press.jsonl -o out --memory 100M --no-passages").err;
    assert!(!said.contains("--memory"), "{said}");
}

#[test]
fn a_deduplication_with_little_memory_keeps_the_same() {
    let desk = Desk::new();
    with_much(&desk);
    desk.expect(0, "dedup press -o all.jsonl");
    desk.expect(0, "dedup press -o little.jsonl --memory 1M");
    assert!(spilled(&desk, "little.jsonl.run") > 100_000);
    assert!(desk.text("all.jsonl") == desk.text("little.jsonl"));
    assert!(desk.text("all.jsonl").lines().count() > 300);
}

#[test]
fn an_index_that_is_made_with_little_memory_is_the_same() {
    let desk = Desk::new();
    // Each article is a part of its own until parts are merged, more of them than are open at once.
    desk.put("press.jsonl", &crowd(150, 2_600));
    let made = |folder: &str, options: &str| {
        desk.expect(0, &format!("index create {folder} -q --whole-below 0"));
        let said = desk.expect(0, &format!("index add {folder} press.jsonl {options}")).err;
        let parts = desk.names(folder).into_iter().filter(|name| name.starts_with("part-"));
        let parts: Vec<Vec<u8>> =
            parts.map(|name| fs::read(desk.path(&format!("{folder}/{name}"))).unwrap()).collect();
        (parts, said)
    };
    let ((all, said), (little, said_of_little)) = (made("all", ""), made("little", "--memory 1M"));
    assert!(all.len() == 1 && all == little, "{} and {} parts", all.len(), little.len());
    assert!(!said.contains("--memory"), "{said}");
    assert!(!said_of_little.contains("--memory"), "{said_of_little}");
    desk.put("short.jsonl", &crowd(3_000, 3));
    desk.expect(0, "index create short -q");
    let said = desk.expect(0, "index add short short.jsonl --memory 1M").err;
    tells(&said, "ids, titles and dates of the articles take");
}

#[test]
fn a_place_for_work_that_cannot_be_used_is_named() {
    let desk = Desk::with_press();
    let said = desk.expect(1, "compare press.jsonl -o out --work-dir press.jsonl");
    is_one_complaint(&said.err);
    tells(&said.err, "press.jsonl: ");
    tells(&said.err, "--work-dir");
    assert!(!desk.has("out"));
}

#[test]
fn sizes_of_memory_are_numbers_with_a_unit() {
    let desk = Desk::with_press();
    for size in ["2G", "512m", "3GiB", "4096K"] {
        desk.expect(0, &format!("compare press.jsonl -o out --memory {size}"));
    }
    for size in ["2", "G", "0G", "1K", "1.5G", "2X", "99999999T", "-1G", "é"] {
        tells(&desk.expect(2, &format!("compare press.jsonl -o out --memory={size}")).err, "a size is");
    }
}
