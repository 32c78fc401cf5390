//! `wirecopy score`: read a finished run and a truth, hold the one to the other, print the figures.

use super::args::ScoreArgs;
use super::exit::Exit;
use super::{scoreboard, shell};
use crate::score::{
    self, Case, ClusterFigures, JudgedPair, PairFigures, PairKind, PassageFigures, PassageTruth, Roles,
};
use crate::tables::{self, FinishedRun, LabelledArticle, LabelledPair, LabelledPassage, Truth};
use anyhow::bail;
use serde::Serialize;
use serde_json::ser::Formatter;
use std::collections::BTreeMap;
use std::io;

/// What a truth labels, and the figures of the run against it.
#[derive(Debug, Serialize)]
#[serde(tag = "truth", rename_all = "snake_case")]
pub(super) enum Figures {
    Passages(PassageFigures),
    Pairs {
        #[serde(flatten)]
        figures: PairFigures,
        unlabelled: u64,
    },
    Clusters(ClusterFigures),
}

/// Runs it.
pub(super) fn run(args: &ScoreArgs) -> anyhow::Result<Exit> {
    let run = FinishedRun::open(&args.run)?;
    let truth = Truth::read(&args.truth, &run)?;
    fits(args, &truth, &run)?;
    let figures = match truth {
        Truth::Passages(cases) => Figures::Passages(of_passages(args, &cases, &run)?),
        Truth::Pairs { pairs, unlabelled } => Figures::Pairs { figures: of_pairs(&pairs, &run)?, unlabelled },
        Truth::Clusters(articles) => Figures::Clusters(of_clusters(&articles, &run)?),
    };
    shell::print(if args.json { json(&figures)? } else { scoreboard::text(&figures) }.as_bytes())
}

/// Refuses a truth that says nothing of this run, and options that say nothing of this truth.
fn fits(args: &ScoreArgs, truth: &Truth, run: &FinishedRun) -> anyhow::Result<()> {
    let (dir, file) = (args.run.display(), args.truth.display());
    let is_of_passages = matches!(truth, Truth::Passages(_));
    if is_of_passages && !run.has_passages() {
        bail!("{dir}: was made with --no-passages, so there are none to measure (compare again without it)");
    }
    if matches!(truth, Truth::Clusters(_)) && run.has_references() {
        bail!(
            "{dir}: was made with --against, where an id can be that of two articles, so clusters cannot be told \
             apart (compare without it, or label pairs)"
        );
    }
    for (option, given) in [("--pairs", args.pairs.is_some()), ("--siblings", args.siblings.is_some())] {
        if given && !is_of_passages {
            bail!("{file}: labels no passages, and {option} is about passages (leave {option} out)");
        }
    }
    Ok(())
}

fn of_passages(
    args: &ScoreArgs,
    cases: &[LabelledPassage],
    run: &FinishedRun,
) -> anyhow::Result<PassageFigures> {
    let kinds = args.pairs.as_ref().map(|path| tables::read_kinds(path, run)).transpose()?;
    let listed = kinds.as_ref().map(|pairs| {
        let listed =
            pairs.iter().map(|pair| PairKind { pair: (&pair.pair.0, &pair.pair.1), kind: &pair.kind });
        listed.collect()
    });
    let cases = cases.iter().map(|case| Case { passage: case.passage.passage(), kind: &case.kind }).collect();
    let truth = PassageTruth { cases, pairs: listed };
    let rows = run.passages()?;
    let found = rows.iter().map(tables::PassageRow::passage).collect();
    let roles = if run.has_references() { Roles::Fixed } else { Roles::InputOrder };
    Ok(score::measure_passages(&truth, found, roles, args.siblings.unwrap_or_default()))
}

fn of_pairs(labelled: &[LabelledPair], run: &FinishedRun) -> anyhow::Result<PairFigures> {
    let found = run.pairs()?;
    let is_flagged = |(a, b): &(String, String)| {
        let turned = || found.contains(&(b.clone(), a.clone()));
        found.contains(&(a.clone(), b.clone())) || (!run.has_references() && turned())
    };
    let judged: Vec<JudgedPair<'_>> = labelled
        .iter()
        .map(|LabelledPair { pair, is_reuse, kind }| JudgedPair {
            is_reuse: *is_reuse,
            is_flagged: is_flagged(pair),
            kind,
        })
        .collect();
    Ok(score::measure_pairs(&judged))
}

fn of_clusters(labelled: &[LabelledArticle], run: &FinishedRun) -> anyhow::Result<ClusterFigures> {
    let number: BTreeMap<&str, usize> = labelled.iter().map(|article| &*article.id).zip(0..).collect();
    let truth = numbered(labelled.iter().map(|article| &*article.cluster));
    // An article that is in no cluster of the run has one to itself, under a number that no cluster has.
    let mut clusters: Vec<usize> = (0..labelled.len()).collect();
    for (cluster, id) in run.clusters()? {
        if let Some(&article) = number.get(&*id) {
            clusters[article] = labelled.len() + cluster as usize;
        }
    }
    let pairs: Vec<(usize, usize)> =
        run.pairs()?.iter().filter_map(|(a, b)| Some((*number.get(&**a)?, *number.get(&**b)?))).collect();
    Ok(score::measure_clusters(&truth, &clusters, &pairs))
}

/// A number for each name, the same for the same name.
fn numbered<'a>(names: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let mut numbers = BTreeMap::new();
    let number = |name| {
        let next = numbers.len();
        *numbers.entry(name).or_insert(next)
    };
    names.map(number).collect()
}

/// One line of JSON, with five decimals where a figure is not a count.
fn json(figures: &Figures) -> anyhow::Result<String> {
    let mut out = Vec::new();
    figures.serialize(&mut serde_json::Serializer::with_formatter(&mut out, FiveDecimals))?;
    out.push(b'\n');
    Ok(String::from_utf8(out)?)
}

struct FiveDecimals;

impl Formatter for FiveDecimals {
    fn write_f64<W: ?Sized + io::Write>(&mut self, out: &mut W, value: f64) -> io::Result<()> {
        write!(out, "{value:.5}")
    }
}
