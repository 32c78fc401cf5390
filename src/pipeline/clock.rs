//! Bookkeeping around stages: tells the observer, keeps times and warnings.

use crate::observe::{Observer, Stage, StageReport, Warning, WarningKind};
use std::time::Instant;

/// Runs stages one after the other and remembers how each went.
pub(super) struct Clock<'a> {
    observer: &'a dyn Observer,
    stages: Vec<StageReport>,
    warnings: Vec<Warning>,
}

impl<'a> Clock<'a> {
    pub(super) fn new(observer: &'a dyn Observer) -> Self {
        Self { observer, stages: Vec::new(), warnings: Vec::new() }
    }

    /// Runs a stage on so many items. The work gets the observer to advance, and gives how many items went out.
    pub(super) fn run<T>(
        &mut self,
        stage: Stage,
        items: usize,
        work: impl FnOnce(&dyn Observer) -> (usize, T),
    ) -> T {
        self.observer.begin(stage, Some(items as u64));
        let start = Instant::now();
        let (out, result) = work(self.observer);
        let seconds = start.elapsed().as_secs_f64();
        let report = StageReport { stage, items_in: items as u64, items_out: out as u64, seconds };
        self.observer.end(&report);
        self.stages.push(report);
        result
    }

    /// Tells about something that concerns the run as a whole.
    pub(super) fn warn(&mut self, kind: WarningKind, what: impl Into<String>) {
        self.pass_on(Warning::general(kind, what));
    }

    /// Tells about something that has a place.
    pub(super) fn pass_on(&mut self, warning: Warning) {
        self.observer.warn(&warning);
        self.warnings.push(warning);
    }

    /// What happened, for the record.
    pub(super) fn into_records(self) -> (Vec<StageReport>, Vec<Warning>) {
        (self.stages, self.warnings)
    }
}
