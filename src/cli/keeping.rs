//! Where a run keeps what it works on: as much as it may in memory, the rest on disk; and how it goes on after an
//! interruption.

use super::args::KeepingArgs;
use super::figures::mebibytes;
use super::interrupt::Interrupt;
use super::{places, settings};
use crate::columns::{Keeper, Kept, KeptColumns, Room, Spill};
use crate::journal::{self, Journal, Unrecorded};
use crate::observe::{Observer, Warning, WarningKind};
use crate::plan::Plan;
use crate::read::{self, Intake, ReadPlan};
use crate::report::Execution;
use crate::scratch::Scratch;
use crate::statistics::STATISTICS_VERSION;
use crate::store::Workplace;
use crate::work::{Budget, SpillFile, WorkFolder};
use anyhow::{anyhow, bail};
use rayon::prelude::*;
use serde_json::{Value, json};
use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::sync::Arc;
use sysinfo::{MemoryRefreshKind, RefreshKind, System};

/// Of the memory that is free, a run without `--memory` takes so many hundredths at most.
const SHARE_OF_FREE: u64 = 80;

/// The step of reading, in the journal.
const READ: &str = "read";

/// The articles that a run is about.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) inputs: &'a [OsString],
    pub(super) against: Option<&'a [OsString]>,
    pub(super) read_plan: &'a ReadPlan,
    pub(super) plan: &'a Plan,
}

/// What a run keeps, and where.
pub(super) struct Keeping {
    /// The memory that the run may take.
    budget: Budget,
    /// Bytes of it that are left for searching.
    free: u64,
    spill: Arc<SpillFile>,
    /// Where searching puts what has no room: not among the columns that outlive the process.
    aside: Arc<SpillFile>,
    /// The folder that outlives the process; none if the run cannot be resumed.
    folder: Option<WorkFolder>,
    /// Whether the run goes on with one that was interrupted.
    resumed: bool,
}

impl Keeping {
    /// As the arguments say, or else in what is free of the machine's memory; the rest in the folder of the results.
    ///
    /// # Errors
    /// When nothing can be put there, or the folder for work is another run's.
    pub(super) fn begin(
        args: &KeepingArgs,
        results: &Path,
        (command, interrupt): (&str, &Interrupt),
        asked: Asked<'_>,
    ) -> anyhow::Result<Self> {
        let budget = Budget::of(args.memory.unwrap_or_else(free_memory));
        let free = budget.bound();
        let Some(dir) = &args.work_dir else {
            let spill = Arc::new(unnamed(results)?);
            return Ok(Self { budget, free, aside: spill.clone(), spill, folder: None, resumed: false });
        };
        refuse_unrepeatable(asked)?;
        places::keep_work_apart(dir, asked.named())?;
        let described = asked.described(command);
        let folder = interrupt.shield_work(|| WorkFolder::claim(dir, &described, args.resume))?;
        let spill = Arc::new(folder.columns(folder.has(READ))?);
        let aside = Arc::new(unnamed(dir)?);
        Ok(Self { budget, free, spill, aside, folder: Some(folder), resumed: false })
    }

    /// Reads the articles and makes their columns, or recalls them where that was done before.
    ///
    /// # Errors
    /// Those of reading; and when what was read before has changed.
    pub(super) fn read(
        &mut self,
        asked: Asked<'_>,
        observer: &dyn Observer,
    ) -> anyhow::Result<(Intake, Arc<KeptColumns>)> {
        if let Some(recalled) = self.recalled(asked, observer)? {
            self.resumed = true;
            self.free = self.budget.for_search(0);
            return Ok(recalled);
        }
        if let Some(folder) = &self.folder {
            folder.forget_steps()?;
        }
        let spill: Arc<dyn Spill> = self.spill.clone();
        let room = Room::new(self.budget.for_columns(), spill, self.folder.is_some());
        let keeper = Keeper::within(asked.plan, room);
        let (intake, columns) =
            read::read_through(asked.inputs, asked.against, asked.read_plan, &keeper, observer)?;
        self.free = self.budget.for_search(keeper.left());
        warn_of_shortness(&keeper, 0, observer);
        if let Err(fault) = journal::record(self.journal(), READ, &(&intake, columns.chunks())) {
            let what =
                format!("what was read cannot be recorded: {fault} (the run goes on, and cannot be resumed)");
            observer.warn(&Warning::general(WarningKind::Unrecorded, what));
        }
        Ok((intake, Arc::new(columns)))
    }

    /// What was read before the interruption, if that is still whole and the inputs are the same.
    fn recalled(
        &mut self,
        asked: Asked<'_>,
        observer: &dyn Observer,
    ) -> anyhow::Result<Option<(Intake, Arc<KeptColumns>)>> {
        let Some(folder) = &self.folder else { return Ok(None) };
        let Some((intake, chunks)) = journal::recall::<(Intake, Vec<Kept>)>(folder, READ) else {
            return Ok(None);
        };
        let named = (asked.inputs, asked.against);
        read::unchanged(intake.batch.inputs(), named, asked.read_plan, observer).map_err(|fault| {
            anyhow!("{fault}; the interrupted run cannot be gone on with (begin anew in another --work-dir)")
        })?;
        if !chunks.par_iter().all(|kept| kept.is_whole(&*self.spill)) {
            let what = "the columns of the interrupted run are damaged, and are made again";
            observer.warn(&Warning::general(WarningKind::Unrecorded, what));
            self.spill = Arc::new(folder.columns(false)?);
            return Ok(None);
        }
        intake.warnings.iter().for_each(|warning| observer.warn(warning));
        observer.end(&intake.report);
        let spill: Arc<dyn Spill> = self.spill.clone();
        Ok(Some((intake, Arc::new(KeptColumns::recalled(chunks, spill)))))
    }

    /// Where steps are recorded.
    pub(super) fn journal(&self) -> &dyn Journal {
        self.folder.as_ref().map_or(&Unrecorded, |folder| folder)
    }

    /// Room for searching: what is left of the memory that the run may take.
    pub(super) fn scratch(&self) -> Scratch {
        Scratch::within(self.free, self.aside.clone())
    }

    /// Tells if searching could not put everything aside that had no room.
    pub(super) fn tell(scratch: &Scratch, observer: &dyn Observer) {
        let Some(fault) = scratch.fault() else { return };
        let what = format!(
            "what has no room under --memory cannot be put on disk: {fault} (the run went on above its bound; name another \
             place with --work-dir)"
        );
        // Not for the record of the run: what it finds is the same.
        observer.warn(&Warning::general(WarningKind::Memory, what));
    }

    /// Notes what memory the run might take, and what it has put on disk.
    pub(super) fn note(&self, execution: &mut Execution) {
        let aside = if Arc::ptr_eq(&self.spill, &self.aside) { 0 } else { self.aside.bytes() };
        execution.note_memory(self.budget.bound(), self.spill.bytes() + aside, self.resumed);
    }

    /// Whether all that was put on disk could be read again; asked before a result is shown.
    ///
    /// # Errors
    /// When the disk has failed.
    pub(super) fn check(&self) -> anyhow::Result<()> {
        self.spill.check().and_then(|()| self.aside.check()).map_err(|fault| {
            anyhow!(
                "what was put on disk for want of memory cannot be read again: {fault} (check the disk, or name another one \
                 with --work-dir)"
            )
        })
    }

    /// Removes what was kept: the results are there.
    pub(super) fn finish(self) {
        if let Some(folder) = self.folder {
            folder.finish();
        }
    }
}

impl<'a> Asked<'a> {
    fn named(self) -> impl Iterator<Item = &'a OsString> {
        self.inputs.iter().chain(self.against.unwrap_or_default())
    }

    /// Everything that decides the result, apart from what the inputs hold.
    fn described(self, command: &str) -> Value {
        let names = |names: &[OsString]| {
            names.iter().map(|name| name.to_string_lossy().into_owned()).collect::<Vec<_>>()
        };
        json!({
            "wirecopy": env!("CARGO_PKG_VERSION"),
            "statistics": STATISTICS_VERSION,
            "command": command,
            "inputs": names(self.inputs),
            "against": self.against.map(names),
            "reading": settings::described(self.read_plan),
            "settings": self.plan,
        })
    }
}

/// Warns if ids, titles and dates alone take more than there is room for, and than is nobody's share.
pub(super) fn warn_of_shortness(keeper: &Keeper<'_>, spare: u64, observer: &dyn Observer) {
    if keeper.short() > spare {
        let what = format!(
            "ids, titles and dates of the articles take {} more than there is room for under --memory: the run goes on \
             above its bound (give it more memory, or fewer articles)",
            mebibytes(keeper.short())
        );
        // Not for the record of the run: what it finds is the same.
        observer.warn(&Warning::general(WarningKind::Memory, what));
    }
}

/// A file for what has no room, which nobody else sees.
fn unnamed(folder: &Path) -> anyhow::Result<SpillFile> {
    SpillFile::unnamed(folder).map_err(|fault| {
        anyhow!("{}: cannot be written to: {fault} (name another place with --work-dir)", folder.display())
    })
}

/// Refuses inputs that can be read once only: after an interruption they are gone.
fn refuse_unrepeatable(asked: Asked<'_>) -> anyhow::Result<()> {
    let mut named = asked.named();
    match named.find(|input| places::is_read_once(input)) {
        Some(input) => bail!(
            "{}: can be read once only, so the run could not be resumed (put it into a file, or leave out --work-dir)",
            input.display()
        ),
        None => Ok(()),
    }
}

/// What a change of an index works with: a bound on memory, and a file in the folder of the index.
pub(super) struct Bench {
    bound: u64,
    spill: Arc<SpillFile>,
}

impl Bench {
    /// As much memory as is given, or most of what is free.
    ///
    /// # Errors
    /// When nothing can be put into the folder.
    pub(super) fn at(folder: &Path, bound: Option<u64>) -> anyhow::Result<Self> {
        Ok(Self { bound: bound.unwrap_or_else(free_memory), spill: Arc::new(unnamed(folder)?) })
    }

    /// What is read and what is gathered may each take so many bytes above its room: of the two fifths that are nobody's share, half
    /// of what the program leaves.
    pub(super) fn spare(&self) -> u64 {
        (self.bound / 5 * 2).saturating_sub(Budget::of(self.bound).taken()) / 2
    }
}

impl Workplace for Bench {
    /// A fifth of the memory: what is read and what is gathered are there at once, and what is learnt or written besides.
    fn room(&self) -> Option<Room> {
        Some(Room::new(self.bound / 5, self.spill.clone(), false))
    }

    fn scratch(&self) -> Scratch {
        Scratch::within(Budget::of(self.bound).for_search_alone(), self.spill.clone())
    }

    fn check(&self) -> io::Result<()> {
        self.spill.check()
    }
}

impl Workplace for Keeping {
    /// What is left of the memory, for further columns and for searching.
    fn room(&self) -> Option<Room> {
        Some(Room::new(self.free / 2, self.aside.clone(), false))
    }

    fn scratch(&self) -> Scratch {
        Scratch::within(self.free / 2, self.aside.clone())
    }

    fn check(&self) -> io::Result<()> {
        self.spill.check().and_then(|()| self.aside.check())
    }
}

/// Most of the memory that nobody uses, whoever sets the limit; no limit where the system does not tell.
fn free_memory() -> u64 {
    let memory = RefreshKind::nothing().with_memory(MemoryRefreshKind::nothing().with_ram());
    let Ok(system) = System::new_with_specifics(memory) else { return u64::MAX };
    let granted = system.cgroup_limits().map_or(u64::MAX, |limits| limits.free_memory);
    system.available_memory().min(granted) / 100 * SHARE_OF_FREE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_that_runs_tests_has_some_memory_free() {
        assert!(free_memory() > 1 << 26, "{}", free_memory());
    }
}
