//! What a run has found, kept as long as Python wants to look at it.

use crate::articles::Articles;
use crate::fault::Fault;
use crate::table::Table;
use std::path::PathBuf;
use std::sync::Arc;
use wirecopy::article::{Batch, Rejected};
use wirecopy::columns::{Keeper, KeptColumns, MakeColumns, Room, Spill};
use wirecopy::findings::{Findings, Removal, removals};
use wirecopy::journal::Unrecorded;
use wirecopy::observe::{Observer, StageReport, Warning, WarningKind};
use wirecopy::pipeline;
use wirecopy::plan::Plan;
use wirecopy::read::{self, Intake, ReadPlan};
use wirecopy::report::{self, Execution, Exports, OutputFolder, Profile, Run, Strangers, columnar};
use wirecopy::scratch::Scratch;
use wirecopy::store::{Unbounded, Workplace};
use wirecopy::work::{Budget, SpillFile};

/// What articles are read with.
pub(crate) struct Reading {
    pub(crate) plan: ReadPlan,
    /// The same in the words of the command line.
    pub(crate) told: serde_json::Value,
}

/// A finished run.
pub(crate) struct Found {
    batch: Batch,
    rejected: Vec<Rejected>,
    read_warnings: Vec<Warning>,
    read_stage: StageReport,
    reading: serde_json::Value,
    plan: Plan,
    findings: Findings,
    removals: Option<Vec<Removal>>,
    execution: Execution,
    /// What should be known of this execution and is not for the record, since what was found is the same.
    notes: Vec<Warning>,
}

/// What was read.
pub(crate) struct Read {
    pub(crate) intake: Intake,
    pub(crate) columns: Arc<KeptColumns>,
    /// Bytes of the memory for columns that are left; none where there is no bound.
    left: Option<u64>,
    pub(crate) notes: Vec<Warning>,
    pub(crate) execution: Execution,
}

impl Found {
    /// Compares articles.
    ///
    /// # Errors
    /// When they cannot be read, or a disk fails.
    pub(crate) fn compare(
        (articles, against): (&Articles, Option<&Articles>),
        (reading, plan): (Reading, Plan),
        place: &Place,
        observer: &dyn Observer,
    ) -> Result<Self, Fault> {
        let read = place.read(articles, against, (&reading.plan, &plan), observer)?;
        Self::of_batch((read, false), (reading.told, plan), place, observer)
    }

    /// Finds what a de-duplication removes.
    ///
    /// # Errors
    /// Those of [`compare`](Self::compare).
    pub(crate) fn dedup(
        (articles, against): (&Articles, Option<&Articles>),
        (reading, plan): (Reading, Plan),
        place: &Place,
        observer: &dyn Observer,
    ) -> Result<Self, Fault> {
        let read = place.read(articles, against, (&reading.plan, &plan), observer)?;
        let found = Self::of_batch((read, true), (reading.told, plan), place, observer)?;
        let words = |id: wirecopy::article::ArticleId| found.findings.accounts[id.index()].words;
        let removals = removals(&found.findings.clusters, words);
        Ok(Self { removals: Some(removals), ..found })
    }

    fn of_batch(
        (read, joining): (Read, bool),
        (reading, plan): (serde_json::Value, Plan),
        place: &Place,
        observer: &dyn Observer,
    ) -> Result<Self, Fault> {
        let Read { intake, columns, left, mut notes, execution } = read;
        let batch = if joining { intake.batch.joining() } else { intake.batch };
        let batch = batch.with_texts(columns.clone());
        let watched = (observer, &Unrecorded as &dyn wirecopy::journal::Journal);
        let scratch = place.scratch_beside(left);
        let findings = pipeline::compare_columns(&batch, &*columns, &plan, &scratch, watched);
        notes.extend(scratch.fault().map(|fault| {
            let what = format!(
                "what has no room in memory cannot be put on disk: {fault} (the run went on above its bound; set TMPDIR)"
            );
            Warning::general(WarningKind::Memory, what)
        }));
        place.check().map_err(|fault| Fault::spill(&fault))?;
        Ok(Self {
            batch,
            rejected: intake.rejected,
            read_warnings: intake.warnings,
            read_stage: intake.report,
            reading,
            plan,
            findings,
            removals: None,
            execution,
            notes,
        })
    }

    /// What was found of articles that were held to an index; what is said of their reading comes beside it.
    pub(crate) fn in_index(
        (batch, findings): (Batch, Findings),
        (rejected, read_warnings, read_stage): (Vec<Rejected>, Vec<Warning>, StageReport),
        (reading, plan): (serde_json::Value, Plan),
        (execution, notes): (Execution, Vec<Warning>),
    ) -> Self {
        let removals = None;
        Self {
            batch,
            rejected,
            read_warnings,
            read_stage,
            reading,
            plan,
            findings,
            removals,
            execution,
            notes,
        }
    }

    pub(crate) fn batch(&self) -> &Batch {
        &self.batch
    }

    pub(crate) fn removals(&self) -> &[Removal] {
        self.removals.as_deref().unwrap_or_default()
    }

    pub(crate) fn plan(&self) -> &Plan {
        &self.plan
    }

    /// All warnings, in their order.
    pub(crate) fn warnings(&self) -> impl Iterator<Item = &Warning> {
        self.read_warnings.iter().chain(&self.findings.warnings).chain(&self.notes)
    }

    /// The names of the tables that there are.
    pub(crate) fn names(&self) -> Vec<&'static str> {
        columnar::names(self.run(Profile::RFC4180, &Exports::default()))
    }

    /// The table of this name; none if there is none.
    ///
    /// # Errors
    /// When it cannot be made, which is a fault of this program.
    pub(crate) fn table(&self, name: &str) -> Result<Option<Table>, Fault> {
        let exports = Exports::default();
        columnar::table(self.run(Profile::RFC4180, &exports), name).map(Table::of).transpose()
    }

    /// Writes what the command writes into a folder.
    ///
    /// # Errors
    /// When it cannot be written; nothing is there then that was not there before.
    pub(crate) fn write(
        &self,
        dir: &std::path::Path,
        (profile, exports, strangers): (Profile, &Exports, Strangers),
        observer: &dyn Observer,
    ) -> Result<(), Fault> {
        let folder = OutputFolder::create(dir, strangers)?;
        report::write_all(&folder, &self.run(profile, exports), observer)?;
        Ok(folder.publish()?)
    }

    fn run<'a>(&'a self, profile: Profile, exports: &'a Exports) -> Run<'a> {
        Run {
            batch: &self.batch,
            rejected: &self.rejected,
            read_warnings: &self.read_warnings,
            read_stage: &self.read_stage,
            reading: &self.reading,
            plan: &self.plan,
            findings: &self.findings,
            removals: self.removals.as_deref(),
            profile,
            exports,
            execution: &self.execution,
        }
    }
}

/// Where a run works: memory, and a file for what has no room there.
pub(crate) struct Place {
    bounded: Option<(Budget, Arc<SpillFile>)>,
    threads: Option<usize>,
}

impl Place {
    /// So many bytes of memory; none for as many as there are.
    ///
    /// # Errors
    /// When there is no place for the file.
    pub(crate) fn new(memory: Option<u64>, threads: Option<usize>) -> Result<Self, Fault> {
        let spill = |bytes| -> Result<_, Fault> {
            let folder: PathBuf = std::env::temp_dir();
            let file = SpillFile::unnamed(&folder).map_err(|fault| {
                Fault::settings(format!("{}: cannot be written to: {fault} (set TMPDIR)", folder.display()))
            })?;
            Ok((Budget::of(bytes), Arc::new(file)))
        };
        Ok(Self { bounded: memory.map(spill).transpose()?, threads })
    }

    /// Reads articles of both sides, and makes their columns.
    ///
    /// # Errors
    /// When they cannot be read, or find no room.
    pub(crate) fn read(
        &self,
        articles: &Articles,
        against: Option<&Articles>,
        (reading, maker): (&ReadPlan, &dyn MakeColumns),
        observer: &dyn Observer,
    ) -> Result<Read, Fault> {
        let execution = self.execution();
        let keeper = match &self.bounded {
            None => Keeper::in_memory(maker),
            Some((budget, spill)) => {
                let spill: Arc<dyn Spill> = spill.clone();
                Keeper::within(maker, Room::new(budget.for_columns(), spill, false))
            }
        };
        let given = (articles.given(), against.map(Articles::given));
        let (intake, columns) = read::read_from(given.0, given.1, reading, &keeper, observer)?;
        let mut notes = Vec::new();
        if keeper.short() > 0 {
            let what = format!(
                "ids, titles and dates of the articles take {} bytes more than there is room for: the run goes on above memory=",
                keeper.short()
            );
            notes.push(Warning::general(WarningKind::Memory, what));
        }
        let left = self.bounded.is_some().then(|| keeper.left());
        Ok(Read { intake, columns: Arc::new(columns), left, notes, execution })
    }

    /// An execution that begins now.
    pub(crate) fn execution(&self) -> Execution {
        let threads = self.threads.unwrap_or_else(rayon::current_num_threads);
        Execution::begin(["wirecopy".into(), "(Python)".into()], threads)
    }

    /// Room for searching, where columns have left so many bytes.
    fn scratch_beside(&self, left: Option<u64>) -> Scratch {
        match &self.bounded {
            None => Unbounded.scratch(),
            Some((budget, spill)) => Scratch::within(budget.for_search(left.unwrap_or(0)), spill.clone()),
        }
    }
}

impl Workplace for Place {
    fn room(&self) -> Option<Room> {
        let (budget, spill) = self.bounded.as_ref()?;
        Some(Room::new(budget.bound() / 3, spill.clone(), false))
    }

    fn scratch(&self) -> Scratch {
        self.scratch_beside(None)
    }

    fn check(&self) -> std::io::Result<()> {
        self.bounded.as_ref().map_or(Ok(()), |(_, spill)| spill.check())
    }
}
