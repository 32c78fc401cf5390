//! What the page says of the run as a whole.

use super::super::Run;
use super::super::record::{self, WarningGroup};
use super::choice::{Choice, MOST_ARTICLES, MOST_PAIRS, MOST_TEXT};
use super::map::MOST_MAPPED;
use crate::article::{ArticleId, Published};
use crate::findings::{self, CONTAINED, Findings, LikelyAgency, OutletAudit, Relation};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Serialize)]
pub(super) struct Head<'a> {
    wirecopy: &'static str,
    examined: usize,
    references: usize,
    /// Whether articles are compared with the references only.
    against: bool,
    words: u64,
    /// First and last second, if anything is dated.
    dates: Option<[i64; 2]>,
    passages: usize,
    matched_words: u64,
    relations: BTreeMap<&'static str, usize>,
    /// Pairs, formulas aside, that a person has dismissed.
    dismissed: usize,
    open: Open,
    settings: Settings,
    agencies: &'a [String],
    likely_agencies: &'a [LikelyAgency],
    outlets: Vec<Outlet<'a>>,
    flows: Vec<Flow<'a>>,
    clusters: Clusters,
    rejected: usize,
    outside_window: u64,
    warnings: Vec<WarningGroup>,
    limits: Limits,
}

/// What cannot be decided.
#[derive(Serialize)]
struct Open {
    /// Articles whose class is left open, because texts of unknown order would change it.
    articles: usize,
    /// Articles that share a passage with an agency's item of which it is not known whether it is earlier.
    of_agencies: usize,
    /// Of these items, those without a date.
    undated_items: usize,
}

#[derive(Serialize)]
struct Settings {
    threshold: f64,
    shingle: usize,
    /// Containment from which one article is said to be in the other.
    contained: f64,
    /// Seconds between publications up to which articles are compared; none if any are.
    window: Option<u64>,
    /// Fewest words of a passage; none if passages were not asked for.
    min_words: Option<u32>,
    /// Fewest words of an exact run that is listed although it is no evidence; none if such runs were not asked for.
    strict_verbatim: Option<u32>,
    partly_derived: f64,
    wholly_derived: f64,
    credit_owed: f64,
}

#[derive(Serialize)]
struct Outlet<'a> {
    name: Option<&'a str>,
    is_agency: bool,
    articles: u64,
    updates: u64,
    wholly: u64,
    partly: u64,
    own_words: u64,
    wire_words: u64,
    credited: u64,
    uncredited: u64,
    miscredited: u64,
    shared_quote: u64,
}

#[derive(Serialize)]
struct Flow<'a> {
    source: Option<&'a str>,
    reuser: Option<&'a str>,
    articles: u64,
    words: u64,
    quoted: u64,
    lag: Option<i64>,
}

/// Clusters by places on the page, representative first; those of which only one article is on it are left out.
#[derive(Serialize)]
struct Clusters {
    all: usize,
    articles: usize,
    shown: Vec<Vec<u32>>,
}

/// What the page holds at most, and what it holds.
#[derive(Serialize)]
struct Limits {
    pairs: usize,
    all_pairs: usize,
    articles: usize,
    all_articles: usize,
    text_mib: usize,
    unreadable: usize,
    mapped: usize,
}

impl<'a> Head<'a> {
    pub(super) fn of(run: &Run<'a>, choice: &Choice) -> Self {
        let findings = run.findings;
        let mut relations = BTreeMap::new();
        for found in &findings.pairs {
            *relations.entry(Relation::word(found.relation)).or_default() += 1;
        }
        Self {
            wirecopy: env!("CARGO_PKG_VERSION"),
            examined: run.batch.examined().len(),
            references: run.batch.references().len(),
            against: run.batch.pairing().first_reference().is_some(),
            words: findings.accounts.iter().map(|account| u64::from(account.words)).sum(),
            dates: dates(run),
            passages: findings.passages.len(),
            matched_words: findings.passages.iter().map(|passage| u64::from(passage.matched_words)).sum(),
            relations,
            dismissed: dismissed(findings),
            open: open(run),
            settings: settings(run),
            agencies: &findings.agencies,
            likely_agencies: &findings.likely_agencies,
            outlets: outlets(run),
            flows: flows(run),
            clusters: clusters(run, choice),
            rejected: run.rejected.len(),
            outside_window: findings.outside_window,
            warnings: record::grouped(run.warnings()),
            limits: limits(run, choice),
        }
    }
}

fn dismissed(findings: &Findings) -> usize {
    let numbered = findings.pairs.iter().enumerate();
    let related = numbered.filter(|(_, found)| found.relation != Relation::Formula);
    related.filter(|&(number, _)| findings.reviews.dismisses_pair(number)).count()
}

fn open(run: &Run<'_>) -> Open {
    let findings = run.findings;
    let examined = run.batch.examined().len();
    let audited = findings.audits.iter().take(examined);
    let is_agency = |id: ArticleId| {
        let outlet = run.batch.article(id).outlet.as_ref();
        outlet.is_some_and(|outlet| findings.agencies.contains(outlet))
    };
    let (mut articles, mut undated) = (BTreeSet::new(), BTreeSet::new());
    for (number, passage) in findings.passages.iter().enumerate() {
        let [first, second] = [passage.pair.first(), passage.pair.second()];
        let (item, other) = if is_agency(first) { (first, second) } else { (second, first) };
        let is_open = passage.earlier.is_none() && !findings.reviews.dismisses_passage(number);
        if !is_open || !is_agency(item) || is_agency(other) || other.index() >= examined {
            continue;
        }
        articles.insert(other);
        if run.batch.article(item).published.is_none() {
            undated.insert(item);
        }
    }
    Open {
        articles: audited.filter(|audit| audit.class.is_none() && audit.own_words > 0).count(),
        of_agencies: articles.len(),
        undated_items: undated.len(),
    }
}

fn dates(run: &Run<'_>) -> Option<[i64; 2]> {
    let dated = || run.batch.articles().iter().filter_map(|article| article.published.as_ref());
    let middle = |published: &Published| published.earliest.midpoint(published.latest);
    Some([dated().map(middle).min()?, dated().map(middle).max()?])
}

fn settings(run: &Run<'_>) -> Settings {
    let plan = run.plan;
    Settings {
        threshold: plan.threshold.value(),
        shingle: plan.shingle.words(),
        contained: CONTAINED,
        window: plan.window_seconds,
        min_words: plan.passages.map(|passages| passages.min_words),
        strict_verbatim: plan.passages.and_then(|passages| Some(passages.strict_verbatim?.words())),
        partly_derived: plan.audit.partly_derived.value(),
        wholly_derived: plan.audit.wholly_derived.value(),
        credit_owed: plan.audit.credit_owed.value(),
    }
}

fn outlets<'a>(run: &Run<'a>) -> Vec<Outlet<'a>> {
    let outlet = |audit: &'a OutletAudit| {
        let [wholly, partly, _] = audit.classes;
        let [credited, uncredited, miscredited, shared_quote] = audit.flags;
        Outlet {
            name: audit.outlet.as_deref(),
            is_agency: audit.is_agency,
            articles: audit.articles,
            updates: audit.updates,
            wholly,
            partly,
            own_words: audit.own_words,
            wire_words: audit.wire_words,
            credited,
            uncredited,
            miscredited,
            shared_quote,
        }
    };
    run.findings.outlets.iter().map(outlet).collect()
}

fn flows<'a>(run: &Run<'a>) -> Vec<Flow<'a>> {
    let flow = |flow: &'a findings::Flow| Flow {
        source: flow.source.as_deref(),
        reuser: flow.reuser.as_deref(),
        articles: flow.articles,
        words: flow.words,
        quoted: flow.quoted_words,
        lag: flow.median_lag,
    };
    run.findings.flows.iter().map(flow).collect()
}

fn clusters(run: &Run<'_>, choice: &Choice) -> Clusters {
    let clusters = &run.findings.clusters;
    let places = clusters.iter().map(|cluster| {
        let articles = std::iter::once(cluster.representative).chain(cluster.members.iter().map(|m| m.0));
        articles.filter_map(|article| choice.place(article)).collect::<Vec<_>>()
    });
    Clusters {
        all: clusters.len(),
        articles: clusters.iter().map(|cluster| cluster.members.len() + 1).sum(),
        shown: places.filter(|places| places.len() > 1).collect(),
    }
}

fn limits(run: &Run<'_>, choice: &Choice) -> Limits {
    Limits {
        pairs: MOST_PAIRS,
        all_pairs: run.findings.pairs.len(),
        articles: MOST_ARTICLES,
        all_articles: run.batch.articles().len(),
        text_mib: MOST_TEXT >> 20,
        unreadable: choice.unreadable(run.findings),
        mapped: MOST_MAPPED,
    }
}
