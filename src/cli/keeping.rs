//! Where a run keeps what it works on: as much as it may in memory, the rest on disk.

use super::args::RunningArgs;
use crate::columns::{Keeper, Room, Spill};
use crate::plan::Plan;
use crate::work::SpillFile;
use anyhow::anyhow;
use std::path::Path;
use std::sync::Arc;
use sysinfo::{MemoryRefreshKind, RefreshKind, System};

/// Of the memory that is free, a run without `--memory` takes so many hundredths at most.
const SHARE_OF_FREE: u64 = 80;
/// Of the memory that a run may take, columns, texts and descriptions of articles take so many hundredths; the others are
/// for what searching and writing need.
const SHARE_OF_BOUND: u64 = 60;

/// What a run keeps, and where.
pub(super) struct Keeping {
    /// Bytes of memory that the run may take.
    bound: u64,
    spill: Arc<SpillFile>,
}

impl Keeping {
    /// As the arguments say, or else in what is free of the machine's memory; the rest in their folder for work, or else in
    /// the one of the results.
    ///
    /// # Errors
    /// When nothing can be put there.
    pub(super) fn begin(running: &RunningArgs, results: &Path) -> anyhow::Result<Self> {
        let folder = running.work_dir.as_deref().unwrap_or(results);
        let spill = SpillFile::unnamed(folder).map_err(|fault| {
            anyhow!(
                "{}: cannot be written to: {fault} (name another place with --work-dir)",
                folder.display()
            )
        })?;
        Ok(Self { bound: running.memory.unwrap_or_else(free_memory), spill: Arc::new(spill) })
    }

    /// Who keeps the columns that a plan asks for.
    pub(super) fn keeper<'a>(&self, plan: &'a Plan) -> Keeper<'a> {
        let spill: Arc<dyn Spill> = self.spill.clone();
        Keeper::within(plan, Room::new(self.bound / 100 * SHARE_OF_BOUND, spill, false))
    }

    /// Bytes of memory that the run may take.
    pub(super) fn bound(&self) -> u64 {
        self.bound
    }

    /// Bytes that were put on disk for want of memory.
    pub(super) fn spilled(&self) -> u64 {
        self.spill.bytes()
    }

    /// Whether all that was put on disk could be read again; asked before a result is shown.
    ///
    /// # Errors
    /// When the disk has failed.
    pub(super) fn check(&self) -> anyhow::Result<()> {
        self.spill.check().map_err(|fault| {
            anyhow!("what was put on disk for want of memory cannot be read again: {fault} (check the disk, or name another one with --work-dir)")
        })
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
