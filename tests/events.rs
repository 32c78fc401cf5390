//! Two reports of one event are held apart from a report and what was made of it (`data/events-truth/README.md`,
//! `data/conferences-truth/README.md`).

use std::collections::BTreeSet;
use wirecopy::article::{Article, Batch, Pair};
use wirecopy::attribute::Flag;
use wirecopy::findings::Findings;
use wirecopy::observe::Unwatched;
use wirecopy::plan::Plan;
use wirecopy::read::{ReadPlan, read};

const EVENTS: usize = 27;
const CONFERENCES: usize = 26;

/// What is found in these files of a sample.
fn compared(sample: &str, files: &[&str]) -> (Batch, Findings) {
    let path = |file: &&str| format!("{}/data/{sample}/{file}.jsonl", env!("CARGO_MANIFEST_DIR")).into();
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
    let (batch, findings) = compared("events", &["wire", "own"]);
    assert_eq!(pairs(&batch, &findings), BTreeSet::new());
    assert_eq!(findings.passages.len(), 0);
}

#[test]
fn whatever_was_made_of_an_agencys_report_is_found() {
    let (batch, findings) = compared("events", &["wire", "rewritten"]);
    let expected = (1..=EVENTS).map(|event| (format!("{event:02}-wire"), format!("{event:02}-rewritten")));
    assert_eq!(pairs(&batch, &findings), expected.collect());
}

#[test]
fn sentences_that_were_kept_are_uncredited_and_quotations_alone_are_not() {
    let (batch, findings) = compared("events", &["wire", "own", "rewritten"]);
    let kept = flagged(&batch, &findings, "rewritten", Flag::Uncredited);
    let quoted = flagged(&batch, &findings, "rewritten", Flag::SharedQuote);
    assert!(kept >= 2 * EVENTS / 3, "two in three articles kept half of the sentences or more: {kept}");
    assert_eq!(kept + quoted, EVENTS);
    assert_eq!(flagged(&batch, &findings, "own", Flag::Uncredited), 0);
}

#[test]
fn two_who_were_at_one_press_conference_share_what_was_said_there() {
    let (batch, findings) = compared("conferences", &["wire", "own"]);
    let uncredited = batch.articles().iter().zip(&findings.audits);
    let uncredited = uncredited.filter(|(_, audit)| audit.flag == Some(Flag::Uncredited));
    let uncredited: Vec<&str> = uncredited.map(|(article, _)| article.id.as_str()).collect();
    assert_eq!(
        uncredited,
        ["07-own", "13-own", "19-own", "21-own", "24-own"],
        "too much of the notes in both"
    );
    assert!(flagged(&batch, &findings, "own", Flag::SharedQuote) >= 2 * CONFERENCES / 3);
    let speech = findings.passages.iter().filter(|passage| passage.quoted_words == passage.matched_words);
    assert!(speech.count() > 2 * CONFERENCES, "each quotation is a passage by itself");
}

#[test]
fn whoever_took_sentences_with_the_quotations_is_uncredited() {
    let (batch, findings) = compared("conferences", &["wire", "own", "rewritten"]);
    assert_eq!(flagged(&batch, &findings, "rewritten", Flag::Uncredited), CONFERENCES);
    assert_eq!(flagged(&batch, &findings, "wire", Flag::Uncredited), 0);
}
