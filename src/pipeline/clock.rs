//! Bookkeeping around stages: tells the observer, keeps times and warnings.

use crate::journal::{self, Journal};
use crate::observe::{Observer, Stage, StageReport, Warning, WarningKind};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::time::Instant;

/// A finished step.
#[derive(Serialize, Deserialize)]
struct Done<T> {
    found: T,
    stages: Vec<StageReport>,
    warnings: Vec<Warning>,
}

/// Runs stages one after the other and remembers how each went.
pub(super) struct Clock<'a> {
    observer: &'a dyn Observer,
    journal: &'a dyn Journal,
    stages: Vec<StageReport>,
    warnings: Vec<Warning>,
}

impl<'a> Clock<'a> {
    pub(super) fn new(observer: &'a dyn Observer, journal: &'a dyn Journal) -> Self {
        Self { observer, journal, stages: Vec::new(), warnings: Vec::new() }
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

    /// Does a step, or recalls what it has found when it was done before, with the reports and warnings of its stages.
    pub(super) fn step<T: Serialize + DeserializeOwned>(
        &mut self,
        step: &str,
        work: impl FnOnce(&mut Self) -> T,
    ) -> T {
        if let Some(done) = journal::recall::<Done<T>>(self.journal, step) {
            return self.take_over(done);
        }
        let (stages, warnings) = (self.stages.len(), self.warnings.len());
        let found = work(self);
        let (stages, warnings) = (self.stages[stages..].to_vec(), self.warnings[warnings..].to_vec());
        let done = Done { found, stages, warnings };
        if let Err(fault) = journal::record(self.journal, step, &done) {
            let what = format!(
                "{step}: what was found cannot be recorded: {fault} (the run goes on; if it is interrupted, --resume has to \
                 find this again)"
            );
            // Not for the record of the run: what it finds is the same.
            self.observer.warn(&Warning::general(WarningKind::Unrecorded, what));
        }
        done.found
    }

    fn take_over<T>(&mut self, done: Done<T>) -> T {
        for report in done.stages {
            self.observer.begin(report.stage, None);
            self.observer.end(&report);
            self.stages.push(report);
        }
        for warning in done.warnings {
            self.observer.warn(&warning);
            self.warnings.push(warning);
        }
        done.found
    }

    /// Notes a stage that was run before, and of which the observer was told.
    pub(super) fn take_note(&mut self, report: &StageReport) {
        self.stages.push(report.clone());
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
