//! Words on the command line.

use crate::harness::{Desk, tells};

#[test]
fn help_is_an_answer_with_examples_units_and_defaults() {
    let help = Desk::new().expect(0, "compare --help");
    assert_eq!(help.err, "");
    for part in ["Examples:", "--threshold <SHARE>", "[default: 0.5]", "90m, 36h, 7d, 2w", "What comes out"] {
        tells(&help.out, part);
    }
    let flowing = help.out.split_whitespace().collect::<Vec<_>>().join(" ");
    tells(&flowing, "rfc4180, excel or excel-fr (also fr, de, es, it, pt");
    tells(&flowing, "too low for the sketches (below about 0.05 with 128 slots)");
    tells(&Desk::new().expect(0, "--help").out, "Finds what news articles took from one another");
}

#[test]
fn the_version_is_an_answer() {
    let version = Desk::new().expect(0, "-V");
    assert_eq!(version.out, format!("wirecopy {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn no_words_at_all_are_a_wrong_command_line_that_gets_help() {
    for words in ["", "compare", "dedup"] {
        let said = Desk::new().expect(2, words);
        assert_eq!(said.out, "");
        tells(&said.err, "Usage:");
    }
}

#[test]
fn a_wrong_value_is_refused_with_its_name_and_its_range() {
    for (option, range) in [
        ("--threshold 0", "above 0 and at most 1"),
        ("--threshold 1.5", "above 0 and at most 1"),
        ("--shingle 0", "1 to 64 words, not 0"),
        ("--shingle 65", "1 to 64 words, not 65"),
        ("--shingle wide", "1 to 64"),
        ("--permutations 100", "16 to 4096"),
        ("--window 7", "90m, 36h, 7d or 2w"),
        ("--min-words 0", "1.."),
        ("--strict-verbatim 2", "at least 3, not 2"),
        ("--wire =", "an agency is a name"),
        ("--wire Boréale=", "an agency is a name"),
        ("--wholly-derived 1.5", "at most 1, not 1.5"),
        ("--strict-verbatim few", "at least 3"),
        ("--threads 0", "1..=1024"),
        ("--measure beauty", "resemblance, containment, coverage"),
        ("--matrix-order chaos", "input, cluster"),
        ("--csv word", "rfc4180, excel or excel-fr (also fr, de, es, it, pt"),
        ("--field text", "NAME=FIELD, for example text=body"),
        ("--field texte=body", "NAME=FIELD"),
        ("--format wax", "jsonl"),
        ("--seed -1", "'-1'"),
    ] {
        let desk = Desk::with_press();
        let said = desk.expect(2, &format!("compare press.jsonl -o out {option}"));
        tells(&said.err, option.rsplit(' ').next().unwrap());
        tells(&said.err, range);
        assert!(!desk.has("out"), "{option} left an output folder");
    }
}

#[test]
fn options_that_contradict_one_another_are_refused() {
    let desk = Desk::with_press();
    for options in [
        "--no-passages --min-words 12",
        "--no-passages --strict-verbatim 8",
        "--no-passages --measure coverage",
    ] {
        tells(&desk.expect(2, &format!("compare press.jsonl -o out {options}")).err, "--no-passages");
    }
    assert!(!desk.has("out"));
}

#[test]
fn an_output_folder_must_be_named() {
    tells(&Desk::with_press().expect(2, "compare press.jsonl").err, "--output <DIR>");
}

#[test]
fn every_shell_has_completions() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let said = Desk::new().expect(0, &format!("completions {shell}"));
        tells(&said.out, "compare");
        tells(&said.out, "dry-run");
        assert_eq!(said.err, "");
    }
}

#[test]
fn every_command_has_a_manual_page() {
    tells(&Desk::new().expect(0, "man").out, ".TH wirecopy 1");
    tells(&Desk::new().expect(0, "man compare").out, "threshold");
    tells(&Desk::new().expect(0, "man dedup").out, "removed.csv");
    Desk::new().expect(2, "man nonsense");
}
