//! Two reports of one event are held apart from a report and what was made of it (`data/events-truth/README.md`).

use std::collections::BTreeSet;
use wirecopy::article::{Article, Batch, Pair};
use wirecopy::attribute::Flag;
use wirecopy::findings::Findings;
use wirecopy::observe::Unwatched;
use wirecopy::plan::Plan;
use wirecopy::read::{ReadPlan, read};

const EVENTS: usize = 27;

/// What is found in these files of the sample.
fn compared(files: &[&str]) -> (Batch, Findings) {
    let path = |file: &&str| format!("{}/data/events/{file}.jsonl", env!("CARGO_MANIFEST_DIR")).into();
    let inputs: Vec<std::ffi::OsString> = files.iter().map(path).collect();
    let batch = read(&inputs, None, &ReadPlan::default(), &Unwatched).expect("the sample can be read").batch;
    let mut plan = Plan::default();
    plan.audit.wires = vec!["NordPress".to_owned(), "Holland Pers".to_owned()];
    let findings = wirecopy::pipeline::compare(&batch, &plan, &Unwatched);
    (batch, findings)
}

/// The pairs that have a row, as ids.
fn pairs(batch: &Batch, findings: &Findings) -> BTreeSet<(String, String)> {
    let id = |article| batch.article(article).id.clone();
    let ids = |pair: Pair| (id(pair.first()), id(pair.second()));
    findings.pairs.iter().map(|related| ids(related.pair)).collect()
}

fn flagged(batch: &Batch, findings: &Findings, kind: &str, flag: Flag) -> usize {
    let is_it = |article: &&Article| article.id.ends_with(kind);
    let all = batch.articles().iter().zip(&findings.audits);
    all.filter(|(article, audit)| is_it(article) && audit.flag == Some(flag)).count()
}

#[test]
fn nobody_who_wrote_a_report_from_the_facts_is_said_to_have_taken_it() {
    let (batch, findings) = compared(&["wire", "own"]);
    assert_eq!(pairs(&batch, &findings), BTreeSet::new());
    assert_eq!(findings.passages.len(), 0);
}

#[test]
fn whatever_was_made_of_an_agencys_report_is_found() {
    let (batch, findings) = compared(&["wire", "rewritten"]);
    let expected = (1..=EVENTS).map(|event| (format!("{event:02}-wire"), format!("{event:02}-rewritten")));
    assert_eq!(pairs(&batch, &findings), expected.collect());
}

#[test]
fn sentences_that_were_kept_are_uncredited_and_quotations_alone_are_not() {
    let (batch, findings) = compared(&["wire", "own", "rewritten"]);
    let kept = flagged(&batch, &findings, "rewritten", Flag::Uncredited);
    let quoted = flagged(&batch, &findings, "rewritten", Flag::SharedQuote);
    assert!(kept >= 2 * EVENTS / 3, "two in three articles kept half of the sentences or more: {kept}");
    assert_eq!(kept + quoted, EVENTS);
    assert_eq!(flagged(&batch, &findings, "own", Flag::Uncredited), 0);
}
