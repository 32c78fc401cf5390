//! Somebody to watch a run: a bar for the stage at work, warnings above it. The one file that knows indicatif.

use super::figures;
use super::terminal::{self, Paint, printable};
use super::timings::Timings;
use crate::observe::{Observer, Stage, StageReport, Warning, WarningKind};
use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Of each kind of warning, so many are shown; the record has more, and counts them all.
const SHOWN: usize = 5;

/// How much is shown while a run is under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Show {
    /// Nothing.
    Nothing,
    /// Warnings only.
    Warnings,
    /// Warnings, and bars where standard error is a terminal.
    Bars,
}

/// Watches a run and shows it on standard error.
#[derive(Debug)]
pub(super) struct Progress {
    show: Show,
    paint: Paint,
    bars: MultiProgress,
    bar: Mutex<ProgressBar>,
    told: Mutex<BTreeMap<WarningKind, usize>>,
    timings: Timings,
}

impl Progress {
    pub(super) fn new(show: Show) -> Self {
        let target = match show {
            Show::Bars => ProgressDrawTarget::stderr(),
            Show::Nothing | Show::Warnings => ProgressDrawTarget::hidden(),
        };
        Self {
            show,
            paint: Paint::of_stderr(),
            bars: MultiProgress::with_draw_target(target),
            bar: Mutex::new(ProgressBar::hidden()),
            told: Mutex::default(),
            timings: Timings::default(),
        }
    }

    /// Says how many warnings were not shown; for a run whose record is written.
    pub(super) fn finish(&self) {
        for (&kind, &count) in lock(&self.told).iter().filter(|&(_, &count)| count > SHOWN) {
            self.print(&format!("and {} (see run.json)", figures::more_warnings(kind, count - SHOWN)));
        }
    }

    /// What each stage took, of a run that read so many bytes.
    pub(super) fn timings(&self, bytes: u64) -> String {
        self.timings.table(bytes)
    }

    /// A line above the bars.
    fn print(&self, line: &str) {
        if self.show != Show::Nothing {
            let mark = self.paint.caution("warning:");
            self.bars.suspend(|| terminal::say_painted(&format!("{mark} {}", printable(line))));
        }
    }
}

impl Observer for Progress {
    fn begin(&self, stage: Stage, items: Option<u64>) {
        self.timings.begin();
        let bar = match items {
            Some(items) => ProgressBar::new(items),
            None => ProgressBar::no_length(),
        };
        bar.set_style(style(stage, items));
        bar.set_prefix(stage.label());
        let bar = self.bars.add(bar);
        bar.tick();
        lock(&self.bar).clone_from(&bar);
    }

    fn advance(&self, by: u64) {
        lock(&self.bar).inc(by);
    }

    fn end(&self, report: &StageReport) {
        self.timings.end(report);
        lock(&self.bar).finish_and_clear();
    }

    fn warn(&self, warning: &Warning) {
        // The summary says what was left out, and what to use instead.
        if warning.kind == WarningKind::LeftOut {
            return;
        }
        let count = {
            let mut told = lock(&self.told);
            let count = told.entry(warning.kind).or_default();
            *count += 1;
            *count
        };
        if count <= SHOWN {
            self.print(&warning.to_string());
        }
    }
}

fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

fn style(stage: Stage, items: Option<u64>) -> ProgressStyle {
    let count = match (stage.unit(), items) {
        ("bytes", Some(_)) => "{bytes} of {total_bytes}".to_owned(),
        ("bytes", None) => "{bytes}".to_owned(),
        (unit, Some(_)) => format!("{{human_pos}} of {{human_len}} {unit}"),
        (unit, None) => format!("{{human_pos}} {unit}"),
    };
    let bar = if items.is_some() { "{bar:30} " } else { "" };
    let template = format!("{{prefix:<24}} {bar}{count}  {{elapsed}}");
    ProgressStyle::with_template(&template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_has_a_template_that_is_one() {
        for stage in [Stage::Read, Stage::Sketch, Stage::Write] {
            for items in [None, Some(7)] {
                let style = std::panic::catch_unwind(|| style(stage, items));
                assert!(style.is_ok(), "{stage:?}");
            }
        }
    }
}
