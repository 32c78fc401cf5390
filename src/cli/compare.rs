//! `wirecopy compare`: claim the output, read, compare, write, show, say what there is.

use super::args::{CompareArgs, RunningArgs};
use super::exit::Exit;
use super::interrupt::Interrupt;
use super::progress::{Progress, Show};
use super::summary::Summary;
use super::terminal::{self, Paint};
use super::{places, settings};
use crate::findings::{Findings, PairFinding, Relation};
use crate::observe::Observer;
use crate::plan::Plan;
use crate::read::{Intake, ReadPlan};
use crate::report::{self, Execution, OutputFolder, Run};
use crate::{pipeline, read};
use anyhow::anyhow;
use std::ffi::OsString;

/// Runs it.
///
/// 1. what the arguments mean; 2. the output folder, so that a bad one fails now; 3. read; 4. compare; 5. write out of
///    sight; 6. show; 7. say what there is.
pub(super) fn run(args: &CompareArgs, command: Vec<OsString>) -> anyhow::Result<Exit> {
    let interrupt = Interrupt::listen()?;
    let (plan, read_plan) = (settings::plan(args)?, settings::read_plan(&args.reading)?);
    let execution = Execution::begin(command, use_threads(args.running.threads)?);
    let folder = claim(args, &interrupt)?;
    let progress = Progress::new(show(&args.running));

    let (intake, mut findings) = read_and_compare(args, &read_plan, &plan, &progress)?;
    if !args.output.no_report {
        warn_of_the_page(&intake, &mut findings, &progress);
    }

    let run = Run {
        batch: &intake.batch,
        rejected: &intake.rejected,
        read_warnings: &intake.warnings,
        read_stage: &intake.report,
        reading: &settings::reading(&args.reading),
        plan: &plan,
        findings: &findings,
        removals: None,
        profile: settings::profile(&args.dress),
        page: !args.output.no_report,
        execution: &execution,
    };
    let written = report::write_all(&folder, &run, &progress)?;
    folder.publish()?;
    progress.finish();
    if !args.running.quiet {
        let summary = Summary { run: &run, written: &written, dir: &args.output.dir };
        terminal::say_painted(summary.text(Paint::of_stderr()).trim_end());
    }
    if args.running.timings {
        let bytes = run.batch.inputs().iter().map(|input| input.bytes).sum();
        terminal::say_painted(&format!("\n{}", progress.timings(bytes).trim_end()));
    }
    Ok(exit(args, &findings.pairs))
}

/// Only passages need the texts once their columns are made; without them no text is kept.
fn read_and_compare(
    args: &CompareArgs,
    read_plan: &ReadPlan,
    plan: &Plan,
    progress: &Progress,
) -> anyhow::Result<(Intake, Findings)> {
    let references = args.against.as_deref();
    if plan.passages.is_some() {
        let intake = read::read(&args.inputs, references, read_plan, progress)?;
        let findings = pipeline::compare(&intake.batch, plan, progress);
        return Ok((intake, findings));
    }
    let (intake, columns) = read::read_through(&args.inputs, references, read_plan, plan, progress)?;
    let findings = pipeline::compare_columns(&intake.batch, &columns, plan, progress);
    Ok((intake, findings))
}

/// What the page will leave out is known before it is written, so that it stands in the record of the run.
fn warn_of_the_page(intake: &Intake, findings: &mut Findings, progress: &Progress) {
    let warnings = report::left_out_of_page(&intake.batch, findings);
    for warning in &warnings {
        progress.warn(warning);
    }
    findings.warnings.extend(warnings);
}

fn claim(args: &CompareArgs, interrupt: &Interrupt) -> anyhow::Result<OutputFolder> {
    let dir = &args.output.dir;
    places::keep_apart(dir, args.inputs.iter().chain(args.against.iter().flatten()))?;
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

/// A formula is no match: nothing was taken.
fn exit(args: &CompareArgs, pairs: &[PairFinding]) -> Exit {
    let matched = pairs.iter().any(|found| found.relation != Relation::Formula);
    if args.fail_on_match && matched { Exit::Found } else { Exit::Finished }
}
