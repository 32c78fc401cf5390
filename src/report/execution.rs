//! What one execution of a run cost: everything in `run.json` that may differ when the same run is done again.

use crate::observe::StageReport;
use jiff::Timestamp;
use serde::Serialize;
use std::env;
use std::ffi::OsString;
use std::time::{Duration, Instant};

/// When and how a run was executed.
#[derive(Debug, Clone)]
pub struct Execution {
    command: Vec<String>,
    directory: Option<String>,
    started: Timestamp,
    clock: Instant,
    threads: usize,
    memory: Option<Memory>,
}

/// What a run may take of memory, and what it has put on disk instead.
#[derive(Debug, Clone, Copy)]
struct Memory {
    bound: u64,
    spilled: u64,
    resumed: bool,
}

impl Execution {
    /// An execution that begins now, with this command line, on so many threads.
    #[must_use]
    pub fn begin(command: impl IntoIterator<Item = OsString>, threads: usize) -> Self {
        Self {
            command: command.into_iter().map(|word| word.to_string_lossy().into_owned()).collect(),
            directory: env::current_dir().ok().map(|dir| dir.display().to_string()),
            started: Timestamp::now(),
            clock: Instant::now(),
            threads,
            memory: None,
        }
    }

    /// Notes how many bytes of memory the run might take, how many it has put on disk for that, and whether it went on with
    /// one that was interrupted.
    pub fn note_memory(&mut self, bound: u64, spilled: u64, resumed: bool) {
        self.memory = Some(Memory { bound, spilled, resumed });
    }

    /// Whether it went on with a run that was interrupted.
    #[must_use]
    pub fn is_resumed(&self) -> bool {
        self.memory.is_some_and(|memory| memory.resumed)
    }

    /// Time since it began.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.clock.elapsed()
    }

    /// Number of threads.
    #[must_use]
    pub fn threads(&self) -> usize {
        self.threads
    }

    /// What it has cost so far, with these stages behind it.
    pub(super) fn cost<'a>(&'a self, stages: impl Iterator<Item = &'a StageReport>) -> Cost<'a> {
        Cost {
            command: &self.command,
            directory: self.directory.as_deref(),
            started: format!("{:.0}", self.started),
            seconds: thousandths(self.elapsed().as_secs_f64()),
            threads: self.threads,
            peak_memory_bytes: peak_memory(),
            memory_bound_bytes: self.memory.map(|memory| memory.bound),
            spilled_bytes: self.memory.map(|memory| memory.spilled),
            resumed: self.is_resumed(),
            stage_seconds: stages.map(|report| thousandths(report.seconds)).collect(),
        }
    }
}

/// The part of `run.json` that differs from one execution to the next.
#[derive(Debug, Serialize)]
pub(super) struct Cost<'a> {
    command: &'a [String],
    /// Where it was executed: what relative paths begin at.
    directory: Option<&'a str>,
    started: String,
    seconds: f64,
    threads: usize,
    peak_memory_bytes: Option<u64>,
    memory_bound_bytes: Option<u64>,
    spilled_bytes: Option<u64>,
    resumed: bool,
    stage_seconds: Vec<f64>,
}

/// The most memory that this process has held so far, in bytes; none where the system does not tell.
#[must_use]
pub fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}

fn thousandths(seconds: f64) -> f64 {
    (seconds * 1e3).round() / 1e3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn a_process_has_held_some_memory() {
        assert!(peak_memory().unwrap() > 1 << 16);
    }

    #[test]
    fn the_start_is_a_moment_in_rfc_3339() {
        let cost = Execution::begin([], 1).cost([].iter()).started;
        assert_eq!((cost.len(), cost.ends_with('Z')), ("2026-03-10T05:30:00Z".len(), true), "{cost}");
    }
}
