//! A small run, made by hand, that every table is tested on.

use super::table::Table;
use super::{Execution, Exports, Profile, Run, delimited};
use crate::article::{Article, ArticleId, Batch, Input, Locator, Pair, Place, Published, Rejected};
use crate::findings::{
    Account, Audit, Class, Cluster, CreditKind, Credited, Findings, Flag, Flow, Held, Matrix, Measure,
    Operations, OutletAudit, Overlap, PairFinding, Passage, PassageKind, PassageTotals, Relation, Remark,
    Remarks, Reuse, Reviews, Segment, Share, Side, Span, Verdict,
};
use crate::observe::{Stage, StageReport, Warning, WarningKind};
use crate::plan::Plan;
use std::ffi::OsString;
use std::ops::Range;

const SHARED: Overlap = Overlap { shared: 10, first: 10, second: 15 };

/// Everything that a [`Run`] borrows.
pub(crate) struct Sample {
    pub(crate) batch: Batch,
    pub(crate) rejected: Vec<Rejected>,
    pub(crate) read_warnings: Vec<Warning>,
    pub(crate) read_stage: StageReport,
    pub(crate) plan: Plan,
    pub(crate) findings: Findings,
    pub(crate) execution: Execution,
    pub(crate) exports: Exports,
}

impl Sample {
    /// Three articles: a dispatch, what a paper made of it, and an article that has little of either.
    pub(crate) fn new() -> Self {
        let inputs = vec![Input {
            path: "press.jsonl".into(),
            bytes: 99,
            digest: 255,
            articles: 3,
            reference: false,
            name: "press.jsonl".into(),
        }];
        let place = Place::line("press.jsonl", 4);
        let reason = "no field \"text\"".to_owned();
        Self {
            batch: Batch::new(articles().into(), inputs).unwrap(),
            read_warnings: vec![Warning::at(WarningKind::Rejected, place.clone(), reason.clone())],
            rejected: vec![Rejected { place, id: None, reason }],
            read_stage: StageReport { stage: Stage::Read, items_in: 1, items_out: 3, seconds: 0.25 },
            plan: Plan::default(),
            findings: findings(),
            execution: Execution::begin(["wirecopy", "compare", "press.jsonl"].map(OsString::from), 1),
            exports: Exports::default(),
        }
    }

    /// Looked at by a person, who dismissed the second pair and confirmed the passage of the first.
    pub(crate) fn reviewed() -> Self {
        let mut sample = Self::new();
        sample.findings.reviews = Reviews {
            pairs: vec![None, Some(Held { verdict: Verdict::Dismissed, remark: Some(0) })],
            passages: vec![Some(Held { verdict: Verdict::Confirmed, remark: None })],
            unused: 1,
        };
        let remark = Remark {
            file: 0,
            line: 2,
            ids: ["paper", "-own"].map(str::to_owned),
            chars: [None, None],
            verdict: Verdict::Dismissed,
            note: "press release".into(),
            reviewer: "ch".into(),
        };
        let paths = vec!["reviewed.csv".into()];
        sample.plan.reviewed = Some(Remarks { paths, digest: 255, remarks: vec![remark] });
        sample
    }

    /// The same articles, the first one examined against the others.
    pub(crate) fn against_the_last_two() -> Self {
        let [wire, paper, own] = articles();
        Self { batch: Batch::against(vec![wire], vec![paper, own], Vec::new()).unwrap(), ..Self::new() }
    }

    pub(crate) fn run(&self) -> Run<'_> {
        Run {
            batch: &self.batch,
            rejected: &self.rejected,
            read_warnings: &self.read_warnings,
            read_stage: &self.read_stage,
            reading: &serde_json::Value::Null,
            plan: &self.plan,
            findings: &self.findings,
            removals: None,
            profile: Profile::RFC4180,
            exports: &self.exports,
            execution: &self.execution,
        }
    }
}

/// What a table says of a sample.
pub(in crate::report) fn text_of(table: &Table, sample: &Sample) -> String {
    let (run, mut out) = (sample.run(), Vec::new());
    delimited::write(&mut out, run.profile, &(table.columns)(run), (table.rows)(run)).unwrap();
    String::from_utf8(out).unwrap()
}

/// The header row of a table, without the line break.
pub(in crate::report) fn header(table: &Table) -> String {
    let sample = Sample::new();
    let names: Vec<&str> = (table.columns)(sample.run()).iter().map(|column| column.name).collect();
    names.join(",")
}

fn articles() -> [Article; 3] {
    [
        Article {
            title: Some("Bridge closed".into()),
            outlet: Some("Agence Boréale".into()),
            published: Some(published(1_773_117_000..1_773_117_001, "2026-03-10T05:30:00+01:00")),
            ..article("wire", "Élan\nrompu : le pont")
        },
        Article {
            title: Some("=Bridge".into()),
            outlet: Some("Courrier".into()),
            published: Some(published(1_773_100_800..1_773_187_200, "2026-03-10")),
            ..article("paper", "Salut =lan rompu : le pont")
        },
        article("-own", "Something else"),
    ]
}

fn published(seconds: Range<i64>, given: &str) -> Published {
    Published { earliest: seconds.start, latest: seconds.end, given: given.into() }
}

fn article(id: &str, text: &str) -> Article {
    Article {
        id: id.into(),
        text: text.into(),
        outlet: None,
        published: None,
        title: None,
        url: None,
        language: None,
        locator: Locator { input: 0, offset: 0, length: 0, line: 1 },
    }
}

fn findings() -> Findings {
    let account = |words, boilerplate_words, stock_words| Account { words, boilerplate_words, stock_words };
    Findings {
        pairs: pairs(),
        passages: vec![passage()],
        clusters: vec![Cluster { representative: ArticleId(0), members: vec![(ArticleId(1), SHARED)] }],
        accounts: vec![account(12, 0, 0), account(15, 3, 2), account(10, 0, 0)],
        audits: audits(),
        agencies: vec!["Agence Boréale".into()],
        likely_agencies: Vec::new(),
        outlets: outlets(),
        flows: vec![Flow {
            source: Some("Agence Boréale".into()),
            reuser: Some("Courrier".into()),
            articles: 1,
            words: 69,
            quoted_words: 7,
            median_lag: Some(-3),
        }],
        reviews: Reviews::default(),
        matrix: Some(matrix()),
        search: None,
        outside_window: 0,
        learnt: None,
        stages: vec![StageReport { stage: Stage::Sketch, items_in: 3, items_out: 3, seconds: 0.125 }],
        warnings: Vec::new(),
    }
}

fn pairs() -> Vec<PairFinding> {
    let totals = |count, matched_words, coverage_of_first, coverage_of_second| {
        Some(PassageTotals { count, matched_words, coverage_of_first, coverage_of_second })
    };
    vec![
        PairFinding {
            pair: pair(0, 1),
            relation: Relation::NearDuplicate,
            overlap: SHARED,
            passages: totals(1, 12, Share::ALL, Share { part: 12, whole: 15 }),
        },
        PairFinding {
            pair: pair(1, 2),
            relation: Relation::Passages,
            overlap: Overlap { shared: 1, first: 5, second: 4 },
            passages: totals(0, 0, Share::NONE, Share::NONE),
        },
    ]
}

fn passage() -> Passage {
    Passage {
        pair: pair(0, 1),
        first: span(0..12, 0..13),
        second: span(6..18, 6..18),
        first_words: 2,
        second_words: 2,
        matched_words: 2,
        kind: PassageKind::Edited,
        segments: vec![
            Segment { first: span(0..2, 0..3), second: span(6..8, 6..8), operations: operations("1X") },
            Segment { first: span(3..12, 4..13), second: span(9..18, 9..18), operations: operations("1=") },
        ],
        earlier: Some(Side::First),
        quoted_words: 1,
        via: None,
    }
}

fn operations(line: &str) -> Operations {
    line.parse().unwrap()
}

/// The paper has two words of the dispatch, one of them quoted, and names the agency for a picture and for text.
fn audits() -> Vec<Audit> {
    let credited = |kind, chars: Range<u32>| Credited {
        agency: "Agence Boréale".into(),
        kind,
        is_own: false,
        span: span(chars.clone(), chars),
    };
    let paper = Audit {
        own_words: 12,
        reused_words: 2,
        verbatim_words: 1,
        quoted_words: 4,
        wire_words: 2,
        undirected_words: 3,
        sources: vec![Reuse {
            source: ArticleId(0),
            words: 2,
            quoted_words: 1,
            lag_minutes: None,
            passages: vec![0],
        }],
        update_of: Some(ArticleId(2)),
        credits: vec![credited(CreditKind::Photo, 0..3), credited(CreditKind::Tail, 20..26)],
        class: Some(Class::PartiallyDerived),
        flag: Some(Flag::Credited),
        ..Audit::default()
    };
    let alone = |own_words| Audit { own_words, class: Some(Class::NonDerived), ..Audit::default() };
    vec![alone(12), paper, Audit { own_words: 10, ..Audit::default() }]
}

fn outlets() -> Vec<OutletAudit> {
    let courrier = OutletAudit {
        outlet: Some("Courrier".into()),
        articles: 2,
        updates: 1,
        classes: [0, 1, 1],
        median_originality: Some(Share { part: 1, whole: 4 }),
        own_words: 300,
        wire_words: 69,
        wires: vec![("Agence Boréale".into(), 69)],
        flags: [0, 1, 0, 0],
        median_lag: Some(-3),
        ..OutletAudit::default()
    };
    vec![OutletAudit { articles: 1, ..OutletAudit::default() }, courrier]
}

fn matrix() -> Matrix {
    let (little, much) = (Share { part: 1, whole: 8 }, Share { part: 2, whole: 3 });
    let all = vec![ArticleId(0), ArticleId(1), ArticleId(2)];
    Matrix {
        measure: Measure::Resemblance,
        rows: all.clone(),
        columns: all,
        cells: vec![Share::ALL, much, Share::NONE, much, Share::ALL, little, Share::NONE, little, Share::ALL],
    }
}

fn pair(one: u32, other: u32) -> Pair {
    Pair::new(ArticleId(one), ArticleId(other)).unwrap()
}

fn span(chars: Range<u32>, bytes: Range<u32>) -> Span {
    Span { chars, bytes }
}
