//! `wirecopy dedup`: claim the outputs, read, find near-duplicates, copy what is kept, show, say how many there are.

mod copy;
mod lines;
mod outputs;
mod summary;
#[cfg_attr(not(feature = "parquet"), path = "no_tables.rs")]
mod tables;

use super::args::DedupArgs;
use super::compare::{Found, Hold, found, show, tell_timings, use_threads};
use super::exit::Exit;
use super::interrupt::Interrupt;
use super::keeping::{Asked, Keeping};
use super::progress::Progress;
use super::terminal::{self, Paint};
use super::{index, places, settings};
use crate::findings::removals;
use crate::read::{self, ReadPlan};
use crate::report::{Excerpt, Execution, Exports, Run};
use crate::store::Index;
use outputs::Outputs;
use std::ffi::{OsStr, OsString};
use summary::Summary;

/// Runs it.
///
/// 1. what the arguments mean; 2. the outputs, so that a bad one fails now; 3. what can be read once only is put aside;
///    4. read; 5. whether one output can hold it; 6. compare; 7. copy and write, out of sight; 8. show; 9. say what there is.
pub(super) fn run(args: &DedupArgs, command: Vec<OsString>) -> anyhow::Result<Exit> {
    let interrupt = Interrupt::listen()?;
    let plan = settings::dedup_plan(args)?;
    let mut execution = Execution::begin(command, use_threads(args.running.threads)?);
    let index = args.against_index.as_deref().map(index::open).transpose()?;
    keep_index_apart(args)?;
    let outputs = Outputs::claim(args, &interrupt)?;
    let progress = Progress::new(show(&args.running));

    let read_plan = settings::read_plan(&args.reading)?;
    let against = args.against.as_deref();
    let asked = Asked { inputs: &args.inputs, against, read_plan: &read_plan, plan: &plan };
    let mut keeping = Keeping::begin(&args.keeping, &outputs.folder(), ("dedup", &interrupt), asked)?;
    let spooled = outputs.spooled(&args.inputs, &progress)?;
    let read_plan = ReadPlan { spooled, ..read_plan.clone() };
    let (intake, columns) = keeping.read(Asked { read_plan: &read_plan, ..asked }, &progress)?;
    let form = read::common_form(intake.batch.inputs(), &intake.forms)?;
    outputs.refuse_other_forms(form.as_ref(), (intake.batch.inputs(), &intake.forms), &read_plan)?;
    if let Some(index) = index.as_ref().filter(|_| args.add) {
        index::refuse_to_add(index, &intake)?;
    }
    let batch = intake.batch.joining().with_texts(columns.clone());
    let mut reading = settings::reading(&args.reading);
    let hold: Hold = Index::deduplicate;
    let found =
        found(index.as_ref().map(|index| (index, hold)), (batch, columns), &plan, &keeping, &progress)?;
    found.describe(&mut reading);
    let (batch, findings) = found.parts();
    keeping.check()?;
    keeping.note(&mut execution);

    let removals = removals(&findings.clusters, |id| findings.accounts[id.index()].words);
    let run = Run {
        batch,
        rejected: &intake.rejected,
        read_warnings: &intake.warnings,
        read_stage: &intake.report,
        reading: &reading,
        plan: &plan,
        findings,
        removals: Some(&removals),
        profile: settings::profile(&args.dress, Excerpt::default()),
        exports: &Exports::default(),
        execution: &execution,
    };
    let written = outputs.write(&run, (form.clone(), &read_plan), &progress)?;
    if let (Found::InIndex(found, _), Some(dir), true) = (&found, &args.against_index, args.add) {
        let kept = index::Kept::of(found, &removals);
        let how = (&keeping, &settings::reading(&args.reading));
        index::add_compared(dir, &kept, how, (&progress, args.running.quiet))?;
    }
    keeping.finish();
    if args.output.record().is_some() {
        progress.finish();
    }
    if !args.running.quiet {
        let rejected = intake.rejected_examined;
        let form = form.as_ref().map(|(_, form)| form);
        let summary = Summary { run: &run, rejected, removals: &removals, written: &written, args, form };
        terminal::say_painted(summary.text(Paint::of_stderr()).trim_end());
    }
    tell_timings(&args.running, &progress, batch.inputs().iter().map(|input| input.bytes).sum());
    Ok(Exit::Finished)
}

/// Refuses inputs and outputs inside the index.
fn keep_index_apart(args: &DedupArgs) -> anyhow::Result<()> {
    let Some(dir) = &args.against_index else { return Ok(()) };
    let outputs = [&args.output.out, &args.output.removed].into_iter().flatten();
    let inputs = args.inputs.iter().map(OsString::as_os_str);
    let named: Vec<&OsStr> = inputs.chain(outputs.map(|output| output.as_os_str())).collect();
    places::keep_index_apart(dir, &named)
}
