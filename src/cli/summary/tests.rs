use super::*;
use crate::article::Place;
use crate::findings::SearchRecord;
use crate::findings::WordingRecord;
use crate::lsh::{Method, Search};
use crate::observe::{Warning, WarningKind};
use crate::report::Tally;
use crate::report::sample::Sample;

fn told(sample: &Sample) -> String {
    let table = |file, about, rows, hardened| Written {
        tally: Tally { rows, hardened, ..Tally::default() },
        ..Written::of(file, about)
    };
    let written = [
        table("pairs.csv", "which articles are related", 2, 1),
        table("passages.csv", "the shared wording", 1, 1),
    ];
    let text = Summary { run: &sample.run(), written: &written, dir: Path::new("out") }.text(Paint::Plain);
    text.split_inclusive('\n').filter(|line| !line.contains(" thread")).collect()
}

#[test]
fn wording_that_was_kept_back_is_told_once_and_in_one_line() {
    let mut sample = Sample::new();
    let what = "3 stretches of wording that keeps recurring".to_owned();
    sample.findings.warnings = vec![Warning::general(WarningKind::RecurringWording, what)];
    sample.findings.learnt = Some(WordingRecord {
        recurring_stretches: 3,
        articles_with_recurring_stretches: 300,
        ..WordingRecord::default()
    });
    let line = "  3 stretches of wording in 300 articles, taken for stock phrases (run.json quotes some)\n";
    let text = told(&sample);
    assert!(text.contains(line) && text.matches("stock phrase").count() == 1, "{text}");
}

#[test]
fn what_a_person_has_dismissed_is_counted_and_not_worth_another_look() {
    let text = told(&Sample::reviewed());
    assert!(
        text.contains("1 pair and 0 passages dismissed, 0 pairs and 1 passage confirmed by a person"),
        "{text}"
    );
    assert!(!text.contains("paper  -own"), "{text}");
}

#[test]
fn a_person_is_told_what_came_in_what_was_found_and_where_it_is() {
    assert_eq!(
        told(&Sample::new()),
        "
Compared
  3 articles, 37 words, 2 outlets, 2026-03-10

Found
  1 near-duplicate pair, in 1 cluster of 2 articles
  1 pair that shares passages only
  1 passage, 2 words matched

Worth a look
  wire   paper  near duplicate, resemblance 0.67, coverage 1.00 / 0.80
  paper  -own   passages, resemblance 0.12, coverage 0.00 / 0.00

Provenance
  agencies: Agence Boréale (--wire NAME adds one)
  outlet    articles  wholly derived  partially    wire  credited  uncredited
  Courrier         2             0 %       50 %    23 %         0           1
  Agence Boréale → Courrier: 69 words in 1 article, median lag -3 min

Set aside
  1 rejected record, listed in rejected.csv
  2 cells that look like formulas, written with a leading '

Results
  pairs.csv      which articles are related (2 rows)
  passages.csv   the shared wording (1 row)
  run.json       settings, inputs, counts, warnings
"
    );
}

#[test]
fn references_are_told_apart() {
    let text = told(&Sample::against_the_last_two());
    assert!(text.contains("1 article with 2 references, 37 words"), "{text}");
}

#[test]
fn a_matrix_that_is_left_out_is_told_with_what_to_use_instead() {
    let mut sample = Sample::new();
    sample.findings.matrix = None;
    assert!(!told(&sample).contains("no matrix.csv"));
    sample.plan.matrix.as_mut().unwrap().limit = 2;
    let text = told(&sample);
    assert!(
        text.contains("no matrix.csv: 3 articles are more than --matrix-limit 2; pairs.csv has"),
        "{text}"
    );

    let warning = |what| Warning::general(WarningKind::LeftOut, what);
    sample.findings.warnings =
        vec![warning("matrix.csv was left out: 3000"), warning("a report was not made")];
    let text = told(&sample);
    assert!(text.contains("no matrix.csv: 3") && text.contains("  a report was not made\n"), "{text}");
    assert!(!text.contains("3000"), "{text}");
}

#[test]
fn files_are_counted_once_however_many_encodings_they_have() {
    let mut sample = Sample::new();
    let decoded = |line| Warning::at(WarningKind::Decoded, Place::line("old.csv", line), "not UTF-8");
    sample.read_warnings.extend([decoded(1), decoded(7)]);
    let text = told(&sample);
    assert!(text.contains("  1 file with text that was not UTF-8, decoded\n"), "{text}");
}

#[test]
fn that_most_was_rejected_is_said_first_and_loud() {
    let mut sample = Sample::new();
    sample.rejected = vec![sample.rejected[0].clone(); 4];
    let text = told(&sample);
    assert!(text.contains("Set aside\n  MOST RECORDS WERE REJECTED: 4 of 7, listed in rejected.csv; the first, press.jsonl:4: no"), "{text}");
}

#[test]
fn an_exact_join_that_nobody_asked_for_is_told() {
    let mut sample = Sample::new();
    let search = SearchRecord {
        method: Method::Exact,
        slots: 0,
        bands: 0,
        rows: 0,
        expected_recall: 1.0,
        crowded_buckets: 0,
        pairs_left_out: 0,
    };
    sample.findings.search = Some(search);
    assert!(told(&sample).contains("exact join: the threshold is too low for 128 slots"));
    sample.plan.search = Search::Exact;
    assert!(!told(&sample).contains("exact join"));
}

#[test]
fn what_a_spreadsheet_would_not_show_is_told() {
    let mut sample = Sample::new();
    let long = |rows, parts, cut, overlong| Written {
        tally: Tally { rows, cut, overlong, ..Tally::default() },
        parts,
        ..Written::of("pairs.csv", "")
    };
    let mut told = |output: Written, profile| {
        sample.execution = crate::report::Execution::begin(Vec::new(), 1);
        let run = Run { profile, ..sample.run() };
        Summary { run: &run, written: &[output], dir: Path::new("out") }.set_aside().join("\n")
    };
    let (plain, excel) = (crate::report::Profile::RFC4180, crate::report::Profile::EXCEL);
    assert!(
        told(long(1_048_576, 1, 0, 0), plain)
            .contains("pairs.csv: 1,048,576 rows; a spreadsheet shows the first 1,048,575 (--csv excel")
    );
    let goes_on = Warning::general(WarningKind::GoesOn, "pairs.csv goes on in pairs-2.csv");
    let text = told(Written { warnings: vec![goes_on], ..long(2_097_151, 2, 0, 0) }, excel);
    assert!(text.ends_with("\npairs.csv goes on in pairs-2.csv"), "{text}");
    let text = told(long(1, 1, 1, 2), excel);
    assert!(text.contains("1 text longer than a cell of a spreadsheet holds, cut short with …"), "{text}");
    assert!(text.contains("2 cells longer than 32,767 characters"), "{text}");
    assert!(!told(long(1, 1, 0, 2), plain).contains("32,767"));
}

#[test]
fn a_long_id_keeps_its_end() {
    assert_eq!(short("2026/03/10.txt"), "2026/03/10.txt");
    assert_eq!(short(&"é".repeat(32)), "é".repeat(32));
    assert_eq!(short(&format!("é{}", "x".repeat(32))), format!("…{}", "x".repeat(31)));
}
