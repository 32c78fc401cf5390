//! `run.json`: what was asked, what came in, how much of everything there is, and what it cost.
//!
//! All but `execution` is the same on any machine and any number of threads.

use super::execution::Cost;
use super::{Excerpt, Hardening, Profile, Run, Tally, Written};
use crate::article::Input;
use crate::findings::{LikelyAgency, Relation, Removal, Reviews, SearchRecord, Verdict, WordingRecord};
use crate::observe::{Stage, StageReport, Warning, WarningKind};
use crate::plan::Plan;
use serde::{Deserialize, Serialize, Serializer};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, Write};
use std::path::Path;

/// The file; that it is there says that the run was finished.
pub(super) const FILE: &str = "run.json";

/// Of each kind of warning, so many are written out; all are counted.
const EXAMPLES: usize = 20;

/// What makes a folder known as that of a run.
#[derive(Debug, Deserialize)]
pub(super) struct Signature {
    /// The version that wrote it.
    #[expect(dead_code, reason = "that it is there is what counts")]
    wirecopy: String,
    /// What it wrote.
    pub(super) files: Vec<String>,
}

impl Signature {
    /// The signature in this file; none if it is not there, or not one of ours.
    pub(super) fn read(path: &Path) -> Option<Self> {
        serde_json::from_reader(BufReader::new(File::open(path).ok()?)).ok()
    }
}

#[derive(Serialize)]
struct Record<'a> {
    wirecopy: &'static str,
    settings: &'a Plan,
    reading: &'a serde_json::Value,
    tables: Tables,
    inputs: Vec<InputRecord<'a>>,
    counts: Counts,
    search: Option<&'a SearchRecord>,
    learnt: Option<&'a WordingRecord>,
    agencies: &'a [String],
    likely_agencies: &'a [LikelyAgency],
    pairs_outside_window: u64,
    stages: Vec<Funnel>,
    warnings: Vec<WarningGroup>,
    files: &'a [String],
    execution: Cost<'a>,
}

#[derive(Serialize)]
struct Tables {
    profile: &'static str,
    hardening: Hardening,
    hardened_cells: u64,
    excerpt: Excerpt,
    cut_cells: u64,
    overlong_cells: u64,
}

#[derive(Serialize)]
struct InputRecord<'a> {
    path: &'a str,
    name: &'a str,
    bytes: u64,
    digest: String,
    articles: u64,
    reference: bool,
}

#[derive(Serialize)]
struct Counts {
    articles: usize,
    references: usize,
    rejected: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    kept: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    removed: Option<usize>,
    words: u64,
    #[serde(serialize_with = "by_word")]
    pairs: BTreeMap<Relation, u64>,
    passages: usize,
    clusters: usize,
    articles_in_clusters: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    reviewed: Option<Reviewed>,
}

/// What a person has said, where it was asked for.
#[derive(Serialize)]
struct Reviewed {
    dismissed_pairs: usize,
    dismissed_passages: usize,
    confirmed_pairs: usize,
    confirmed_passages: usize,
    unused_rows: u64,
}

/// Relations under the words that `pairs.csv` has for them.
fn by_word<S: Serializer>(pairs: &BTreeMap<Relation, u64>, out: S) -> Result<S::Ok, S::Error> {
    out.collect_map(pairs.iter().map(|(relation, count)| (relation.word(), count)))
}

#[derive(Serialize)]
struct Funnel {
    stage: Stage,
    items_in: u64,
    items_out: u64,
}

/// Warnings of one kind: how many, and some of them.
#[derive(Serialize)]
pub(super) struct WarningGroup {
    kind: WarningKind,
    count: usize,
    examples: Vec<String>,
}

/// Writes the record of a run that has written these outputs, in these `files`, this one among them.
pub(super) fn write(
    out: &mut dyn Write,
    run: &Run<'_>,
    files: &[String],
    written: &[Written],
) -> io::Result<()> {
    let tally = written.iter().fold(Tally::default(), |all, output| all.and(output.tally));
    let record = Record {
        wirecopy: env!("CARGO_PKG_VERSION"),
        settings: run.plan,
        reading: run.reading,
        tables: tables(run, tally),
        inputs: run.batch.inputs().iter().map(input).collect(),
        counts: counts(run),
        search: run.findings.search.as_ref(),
        learnt: run.findings.learnt.as_ref(),
        agencies: &run.findings.agencies,
        likely_agencies: &run.findings.likely_agencies,
        pairs_outside_window: run.findings.outside_window,
        stages: run.stages().map(funnel).collect(),
        warnings: grouped(run.warnings().chain(written.iter().flat_map(|output| &output.warnings))),
        files,
        execution: run.execution.cost(run.stages()),
    };
    serde_json::to_writer_pretty(&mut *out, &record)?;
    out.write_all(b"\n")
}

fn tables(run: &Run<'_>, tally: Tally) -> Tables {
    let Profile { name: profile, hardening, excerpt, .. } = run.profile;
    let Tally { hardened, cut, overlong, .. } = tally;
    Tables { profile, hardening, hardened_cells: hardened, excerpt, cut_cells: cut, overlong_cells: overlong }
}

fn input(input: &Input) -> InputRecord<'_> {
    InputRecord {
        path: &input.path,
        name: &input.name,
        bytes: input.bytes,
        digest: format!("{:032x}", input.digest),
        articles: input.articles,
        reference: input.reference,
    }
}

fn counts(run: &Run<'_>) -> Counts {
    let mut pairs = BTreeMap::new();
    for found in &run.findings.pairs {
        *pairs.entry(found.relation).or_default() += 1;
    }
    Counts {
        articles: run.batch.examined().len(),
        references: run.batch.references().len(),
        rejected: run.rejected.len(),
        kept: run.removals.map(|removals| run.batch.examined().len() - removals.len()),
        removed: run.removals.map(<[Removal]>::len),
        words: run.findings.accounts.iter().map(|account| u64::from(account.words)).sum(),
        pairs,
        passages: run.findings.passages.len(),
        clusters: run.findings.clusters.len(),
        articles_in_clusters: run.findings.clusters.iter().map(|cluster| cluster.members.len() + 1).sum(),
        reviewed: run.plan.reviewed.as_ref().map(|_| reviewed(&run.findings.reviews)),
    }
}

fn reviewed(reviews: &Reviews) -> Reviewed {
    let (dismissed, confirmed) = (reviews.count(Verdict::Dismissed), reviews.count(Verdict::Confirmed));
    Reviewed {
        dismissed_pairs: dismissed.0,
        dismissed_passages: dismissed.1,
        confirmed_pairs: confirmed.0,
        confirmed_passages: confirmed.1,
        unused_rows: reviews.unused,
    }
}

fn funnel(report: &StageReport) -> Funnel {
    Funnel { stage: report.stage, items_in: report.items_in, items_out: report.items_out }
}

/// Warnings by kind.
pub(super) fn grouped<'a>(warnings: impl Iterator<Item = &'a Warning>) -> Vec<WarningGroup> {
    let mut groups: BTreeMap<WarningKind, WarningGroup> = BTreeMap::new();
    for warning in warnings {
        let kind = warning.kind;
        let group = groups.entry(kind).or_insert(WarningGroup { kind, count: 0, examples: Vec::new() });
        group.count += 1;
        if group.count <= EXAMPLES {
            group.examples.push(warning.to_string());
        }
    }
    groups.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::super::sample::Sample;
    use super::*;
    use crate::findings::{OutletTemplate, RecurringWording};
    use serde_json::{Value, json};

    fn written(sample: &Sample) -> Value {
        let mut out = Vec::new();
        let files = ["pairs.csv".to_owned(), FILE.to_owned()];
        let tally = Tally { rows: 3, hardened: 2, ..Tally::default() };
        let pairs = Written { tally, ..Written::of("pairs.csv", "") };
        write(&mut out, &sample.run(), &files, &[pairs]).unwrap();
        serde_json::from_slice(&out).unwrap()
    }

    #[test]
    fn the_record_counts_what_came_in_and_what_was_found() {
        let record = written(&Sample::new());
        assert_eq!(
            record["counts"],
            json!({
                "articles": 3, "references": 0, "rejected": 1, "words": 37,
                "pairs": { "near_duplicate": 1, "passages": 1 },
                "passages": 1, "clusters": 1, "articles_in_clusters": 2,
            })
        );
        assert_eq!(
            record["tables"],
            json!({
                "profile": "rfc4180", "hardening": "free_text", "hardened_cells": 2,
                "excerpt": "short", "cut_cells": 0, "overlong_cells": 0,
            })
        );
        assert_eq!(record["inputs"][0]["digest"], "000000000000000000000000000000ff");
        assert_eq!(record["files"], json!(["pairs.csv", "run.json"]));
    }

    #[test]
    fn what_was_learnt_has_its_outlets_and_quotations() {
        let mut sample = Sample::new();
        assert_eq!(written(&sample)["learnt"], json!(null));
        sample.findings.learnt = Some(WordingRecord {
            boilerplate_words: 3,
            outlets: vec![OutletTemplate {
                outlet: Some("Courrier".into()),
                articles: 1,
                template_grams: 1,
                boilerplate_words: 3,
            }],
            recurring: vec![RecurringWording {
                articles: 2,
                id: "wire".into(),
                words: 9,
                text: "Élan".into(),
            }],
            ..WordingRecord::default()
        });
        let learnt = &written(&sample)["learnt"];
        assert_eq!(
            learnt["outlets"],
            json!([{ "outlet": "Courrier", "articles": 1, "template_grams": 1, "boilerplate_words": 3 }])
        );
        assert_eq!(learnt["recurring"], json!([{ "articles": 2, "id": "wire", "words": 9, "text": "Élan" }]));
        assert_eq!((&learnt["boilerplate_words"], &learnt["stock_words"]), (&json!(3), &json!(0)));
    }

    #[test]
    fn what_a_person_has_said_is_counted_where_it_was_asked_for() {
        assert_eq!(written(&Sample::new())["counts"]["reviewed"], json!(null));
        let record = written(&Sample::reviewed());
        assert_eq!(
            record["counts"]["reviewed"],
            json!({ "dismissed_pairs": 1, "dismissed_passages": 0, "confirmed_pairs": 0, "confirmed_passages": 1,
                    "unused_rows": 1 })
        );
        let settings = &record["settings"]["reviewed"];
        assert_eq!(*settings, json!({ "remarks": 1, "digest": "000000000000000000000000000000ff" }));
    }

    #[test]
    fn relations_have_the_words_of_the_table() {
        let mut sample = Sample::new();
        sample.findings.pairs[0].relation = Relation::FirstInSecond;
        sample.findings.pairs[1].relation = Relation::SecondInFirst;
        assert_eq!(written(&sample)["counts"]["pairs"], json!({ "a_in_b": 1, "b_in_a": 1 }));
    }

    #[test]
    fn what_differs_between_executions_is_in_one_place() {
        let mut record = written(&Sample::new());
        let execution = record.as_object_mut().unwrap().shift_remove("execution").unwrap();
        assert_eq!(execution["command"], json!(["wirecopy", "compare", "press.jsonl"]));
        assert_eq!(execution["stage_seconds"], json!([0.25, 0.125]));
        assert_eq!(record["stages"][0], json!({ "stage": "read", "items_in": 1, "items_out": 3 }));
        assert!(!record.to_string().contains("seconds\":0"), "{record}");
    }

    #[test]
    fn warnings_are_all_counted_and_a_few_written_out() {
        let mut sample = Sample::new();
        let dated = |line| Warning::general(WarningKind::UnreadableDate, format!("date {line}"));
        sample.findings.warnings = (0..50).map(dated).collect();
        let record = written(&sample);
        assert_eq!(record["warnings"][0]["kind"], "unreadable_date");
        assert_eq!(record["warnings"][0]["count"], 50);
        assert_eq!(record["warnings"][0]["examples"].as_array().unwrap().len(), EXAMPLES);
    }

    #[test]
    fn only_our_own_record_is_a_signature() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join(FILE);
        for (text, ours) in [
            ("{}", false),
            ("not json", false),
            (r#"{"files": []}"#, false),
            (r#"{"wirecopy": "0.1.0", "files": ["pairs.csv"], "counts": {}}"#, true),
        ] {
            std::fs::write(&path, text).unwrap();
            assert_eq!(Signature::read(&path).is_some(), ours, "{text}");
        }
    }
}
