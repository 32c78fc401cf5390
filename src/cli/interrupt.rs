//! Ctrl-C, termination, hang-up: whatever is half-written goes, then the program.

use super::exit::Exit;
use super::terminal;
use crate::report::{OutputFolder, ReportError, Unfinished};
use anyhow::anyhow;
use std::process;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Knows what must not stay behind.
#[derive(Debug, Clone, Default)]
pub(super) struct Interrupt {
    unfinished: Arc<Mutex<Option<Unfinished>>>,
    /// Whether the run can be gone on with.
    resumable: Arc<AtomicBool>,
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
        let mut slot = self.slot();
        let folder = create()?;
        *slot = Some(folder.unfinished());
        Ok(folder)
    }

    /// Says whether finished steps of the run stay where `--resume` finds them.
    pub(super) fn steps_stay(&self, stay: bool) {
        self.resumable.store(stay, Relaxed);
    }

    /// Both locks are held until the process has ended, so that no other thread can write, publish or exit meanwhile.
    fn leave(&self) {
        let slot = self.slot();
        let _abandoned = slot.as_ref().map(Unfinished::abandon);
        terminal::clear_bar();
        let further = if self.resumable.load(Relaxed) {
            " (--resume goes on after the last finished step)"
        } else {
            ""
        };
        terminal::say(&format!("wirecopy: interrupted, nothing half-written stays behind{further}"));
        process::exit(Exit::Interrupted.code().into());
    }

    fn slot(&self) -> MutexGuard<'_, Option<Unfinished>> {
        self.unfinished.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
