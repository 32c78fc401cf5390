//! `wirecopy compare`: claim the output, read, compare, write, show, say what there is.

use super::args::{CompareArgs, RunningArgs};
use super::exit::Exit;
use super::interrupt::Interrupt;
use super::keeping::{Asked, Keeping};
use super::progress::{Progress, Show};
use super::summary::Summary;
use super::terminal::{self, Paint};
use super::{index, places, settings};
use crate::article::Batch;
use crate::columns::KeptColumns;
use crate::findings::{Findings, PairFinding, Relation};
use crate::observe::Observer;
use crate::pipeline;
use crate::plan::Plan;
use crate::report::{self, Execution, OutputFolder, Run};
use crate::store::{Compared, Index, StoreError, Workplace};
use anyhow::anyhow;
use serde_json::Value;
use std::ffi::OsString;
use std::sync::Arc;

/// Runs it.
///
/// 1. what the arguments mean; 2. the output folder, so that a bad one fails now; 3. read; 4. compare; 5. write out of
///    sight; 6. show; 7. say what there is.
pub(super) fn run(args: &CompareArgs, command: Vec<OsString>) -> anyhow::Result<Exit> {
    let interrupt = Interrupt::listen()?;
    if args.end_with_input {
        interrupt.end_with_input();
    }
    let (plan, read_plan) = (settings::plan(args)?, settings::read_plan(&args.reading)?);
    let mut execution = Execution::begin(command, use_threads(args.running.threads)?);
    let index = args.against_index.as_deref().map(index::open).transpose()?;
    let folder = claim(args, &interrupt)?;
    let progress = Progress::new(show(&args.running));

    let against = args.against.as_deref();
    let asked = Asked { inputs: &args.inputs, against, read_plan: &read_plan, plan: &plan };
    let mut keeping = Keeping::begin(&args.keeping, folder.path(), ("compare", &interrupt), asked)?;
    let (intake, columns) = keeping.read(asked, &progress)?;
    if let Some(index) = index.as_ref().filter(|_| args.add) {
        index::refuse_to_add(index, &intake)?;
    }
    let batch = intake.batch.with_texts(columns.clone());
    let mut reading = settings::reading(&args.reading);
    let hold: Hold = Index::compare;
    let found =
        found(index.as_ref().map(|index| (index, hold)), (batch, columns), &plan, &keeping, &progress)?;
    found.describe(&mut reading);
    let (batch, findings) = found.parts();
    keeping.note(&mut execution);

    let run = Run {
        batch,
        rejected: &intake.rejected,
        read_warnings: &intake.warnings,
        read_stage: &intake.report,
        reading: &reading,
        plan: &plan,
        findings,
        removals: None,
        profile: settings::profile(&args.dress, args.output.excerpt),
        exports: &settings::exports(args),
        execution: &execution,
    };
    let written = report::write_all(&folder, &run, &progress)?;
    keeping.check()?;
    folder.publish()?;
    if let (Found::InIndex(found, _), Some(dir), true) = (&found, &args.against_index, args.add) {
        let how = (&keeping, &settings::reading(&args.reading));
        index::add_compared(dir, &index::Kept::all(found), how, (&progress, args.running.quiet))?;
    }
    keeping.finish();
    progress.finish();
    if !args.running.quiet {
        let summary = Summary { run: &run, written: &written, dir: &args.output.dir };
        terminal::say_painted(summary.text(Paint::of_stderr()).trim_end());
    }
    tell_timings(&args.running, &progress, batch.inputs().iter().map(|input| input.bytes).sum());
    Ok(exit(args, findings))
}

/// What each stage took, if that was asked for, of a run that read so many bytes.
pub(super) fn tell_timings(running: &RunningArgs, progress: &Progress, bytes: u64) {
    if running.timings {
        terminal::say_painted(&format!("\n{}", progress.timings(bytes).trim_end()));
    }
}

/// What was compared, and what was found; of an index, what the record says of it.
pub(super) enum Found {
    InBatch(Batch, Findings),
    InIndex(Compared, Value),
}

impl Found {
    pub(super) fn parts(&self) -> (&Batch, &Findings) {
        match self {
            Self::InBatch(batch, findings) => (batch, findings),
            Self::InIndex(found, _) => (&found.batch, &found.findings),
        }
    }

    /// Puts into the record of the reading which index there was.
    pub(super) fn describe(&self, reading: &mut Value) {
        if let Self::InIndex(_, index) = self {
            reading["index"] = index.clone();
        }
    }
}

/// How articles are held to an index.
pub(super) type Hold = fn(
    &Index,
    (Batch, Arc<KeptColumns>),
    &Plan,
    &dyn Workplace,
    &dyn Observer,
) -> Result<Compared, StoreError>;

/// Compares what was read with an index, or if there is none, within itself and with its references.
pub(super) fn found(
    index: Option<(&Index, Hold)>,
    (batch, columns): (Batch, Arc<KeptColumns>),
    plan: &Plan,
    keeping: &Keeping,
    progress: &Progress,
) -> anyhow::Result<Found> {
    if let Some((index, hold)) = index {
        let found = hold(index, (batch, columns), plan, keeping, progress)?;
        let described = index::described(index, &found);
        return Ok(Found::InIndex(found, described));
    }
    let scratch = keeping.scratch();
    let watched = (progress as &dyn Observer, keeping.journal());
    let findings = pipeline::compare_columns(&batch, &*columns, plan, &scratch, watched);
    Keeping::tell(&scratch, progress);
    Ok(Found::InBatch(batch, findings))
}

fn claim(args: &CompareArgs, interrupt: &Interrupt) -> anyhow::Result<OutputFolder> {
    let dir = &args.output.dir;
    places::keep_apart(dir, args.inputs.iter().chain(args.against.iter().flatten()))?;
    if let Some(index) = &args.against_index {
        places::keep_index_apart(index, &args.inputs)?;
        places::keep_index_apart(index, std::slice::from_ref(dir))?;
    }
    Ok(interrupt.shield(|| OutputFolder::create(dir, settings::strangers(args.output.force)))?)
}

/// How many threads there are from now on.
pub(super) fn use_threads(asked: Option<u16>) -> anyhow::Result<usize> {
    if let Some(threads) = asked {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.into());
        pool.build_global().map_err(|fault| anyhow!("{threads} threads: {fault} (lower --threads)"))?;
    }
    Ok(rayon::current_num_threads())
}

pub(super) fn show(running: &RunningArgs) -> Show {
    match (running.quiet, running.no_progress) {
        (true, _) => Show::Nothing,
        (false, true) => Show::Warnings,
        (false, false) => Show::Bars,
    }
}

/// A formula is no match, for nothing was taken; neither is what a person has dismissed.
fn exit(args: &CompareArgs, findings: &Findings) -> Exit {
    let is_match = |(number, found): (usize, &PairFinding)| {
        found.relation != Relation::Formula && !findings.reviews.dismisses_pair(number)
    };
    let matched = findings.pairs.iter().enumerate().any(is_match);
    if args.fail_on_match && matched { Exit::Found } else { Exit::Finished }
}
