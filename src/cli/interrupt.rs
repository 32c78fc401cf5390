//! Ctrl-C, termination, hang-up: whatever is half-written goes, then the program.

use super::exit::Exit;
use super::terminal;
use crate::report::{OutputFolder, ReportError, Unfinished};
use crate::work::{WorkError, WorkFiles, WorkFolder};
use anyhow::anyhow;
use std::io;
use std::process;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

/// What is said of it where results are written.
const OF_RESULTS: &str = "nothing half-written stays behind";
/// What is said of it where an index is written.
const OF_AN_INDEX: &str = "the index is whole, as before the change or as behind it";

/// Knows what must not stay behind.
#[derive(Debug, Clone)]
pub(super) struct Interrupt {
    told: &'static str,
    unfinished: Arc<Mutex<Option<Unfinished>>>,
    /// What a run that can be resumed keeps elsewhere.
    working: Arc<Mutex<Option<WorkFiles>>>,
}

impl Interrupt {
    /// Listens from now on.
    pub(super) fn listen() -> anyhow::Result<Self> {
        Self::listen_and_tell(OF_RESULTS)
    }

    /// Listens while an index is changed: what is half-written there counts for nobody, and the next writer removes it.
    pub(super) fn listen_for_index() -> anyhow::Result<()> {
        Self::listen_and_tell(OF_AN_INDEX).map(|_| ())
    }

    fn listen_and_tell(told: &'static str) -> anyhow::Result<Self> {
        let interrupt = Self { told, unfinished: Arc::default(), working: Arc::default() };
        let listener = interrupt.clone();
        ctrlc::set_handler(move || listener.leave())
            .map_err(|fault| anyhow!("Ctrl-C: cannot be heard: {fault}"))?;
        Ok(interrupt)
    }

    /// Takes the end of standard input for an interruption.
    pub(super) fn end_with_input(&self) {
        let interrupt = self.clone();
        thread::spawn(move || {
            // Whatever comes, or goes wrong, is an end as well.
            let _ = io::copy(&mut io::stdin().lock(), &mut io::sink());
            interrupt.leave();
        });
    }

    /// Creates an output folder; an interruption comes before it or after it, never in between.
    pub(super) fn shield(
        &self,
        create: impl FnOnce() -> Result<OutputFolder, ReportError>,
    ) -> Result<OutputFolder, ReportError> {
        let mut slot = held(&self.unfinished);
        let folder = create()?;
        *slot = Some(folder.unfinished());
        Ok(folder)
    }

    /// Claims a folder to work in; an interruption comes before that or after it, never in between.
    pub(super) fn shield_work(
        &self,
        claim: impl FnOnce() -> Result<WorkFolder, WorkError>,
    ) -> Result<WorkFolder, WorkError> {
        let mut slot = held(&self.working);
        let folder = claim()?;
        *slot = Some(folder.files());
        Ok(folder)
    }

    /// All locks are held until the process has ended, so that no other thread can write, publish or exit meanwhile.
    fn leave(&self) {
        let (slot, working) = (held(&self.unfinished), held(&self.working));
        let _abandoned = slot.as_ref().map(Unfinished::abandon);
        let is_resumable = working.as_ref().is_some_and(WorkFiles::abandon);
        terminal::clear_bar();
        let further = if is_resumable { " (--resume goes on after the last finished step)" } else { "" };
        terminal::say(&format!("wirecopy: interrupted, {}{further}", self.told));
        process::exit(Exit::Interrupted.code().into());
    }
}

fn held<T>(slot: &Mutex<T>) -> MutexGuard<'_, T> {
    slot.lock().unwrap_or_else(PoisonError::into_inner)
}
