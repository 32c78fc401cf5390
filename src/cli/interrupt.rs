//! Ctrl-C, termination, hang-up: whatever is half-written goes, then the program.

use super::exit::Exit;
use super::terminal;
use crate::report::{OutputFolder, ReportError, Unfinished};
use crate::work::{WorkError, WorkFiles, WorkFolder};
use anyhow::anyhow;
use std::process;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Knows what must not stay behind.
#[derive(Debug, Clone, Default)]
pub(super) struct Interrupt {
    unfinished: Arc<Mutex<Option<Unfinished>>>,
    /// What a run that can be resumed keeps elsewhere.
    working: Arc<Mutex<Option<WorkFiles>>>,
}

impl Interrupt {
    /// Listens from now on.
    pub(super) fn listen() -> anyhow::Result<Self> {
        let interrupt = Self::default();
        let listener = interrupt.clone();
        ctrlc::set_handler(move || listener.leave())
            .map_err(|fault| anyhow!("Ctrl-C: cannot be heard: {fault}"))?;
        Ok(interrupt)
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
        terminal::say(&format!("wirecopy: interrupted, nothing half-written stays behind{further}"));
        process::exit(Exit::Interrupted.code().into());
    }
}

fn held<T>(slot: &Mutex<T>) -> MutexGuard<'_, T> {
    slot.lock().unwrap_or_else(PoisonError::into_inner)
}
