//! What each stage took: items in and out, CPU and wall seconds, the memory held at most.

use super::figures::{mebibytes, thousands};
use crate::observe::StageReport;
use crate::report::peak_memory;
use std::fmt::Write;
use std::fs;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// One finished stage.
#[derive(Debug, Clone)]
struct Row {
    report: StageReport,
    /// CPU seconds of all threads; none where the system does not tell.
    cpu: Option<f64>,
    /// The most memory held until its end, in bytes.
    peak: Option<u64>,
}

/// Takes the time of stages, which follow one another.
#[derive(Debug, Default)]
pub(super) struct Timings {
    /// CPU seconds of the process when the current stage began.
    begun: Mutex<Option<f64>>,
    rows: Mutex<Vec<Row>>,
}

impl Timings {
    pub(super) fn begin(&self) {
        *lock(&self.begun) = cpu_seconds();
    }

    pub(super) fn end(&self, report: &StageReport) {
        let cpu = cpu_seconds().zip(*lock(&self.begun)).map(|(now, then)| now - then);
        lock(&self.rows).push(Row { report: report.clone(), cpu, peak: peak_memory() });
    }

    /// The stages as a table, in their order, with bytes a second of what was read.
    pub(super) fn table(&self, bytes: u64) -> String {
        let rows = lock(&self.rows);
        let mut out =
            format!("{:<24}{:>14}{:>14}{:>9}{:>9}{:>11}\n", "stage", "in", "out", "CPU s", "wall s", "peak");
        for Row { report, cpu, peak } in rows.iter() {
            let read = (report.stage.unit() == "bytes" && report.seconds > 0.0)
                .then(|| format!("  {:.0} MB/s", bytes as f64 / 1e6 / report.seconds));
            let _ = writeln!(
                out,
                "{:<24}{:>14}{:>14}{:>9}{:>9.2}{:>11}{}",
                report.stage.label(),
                thousands(report.items_in),
                thousands(report.items_out),
                cpu.map_or(String::new(), |cpu| format!("{cpu:.2}")),
                report.seconds,
                peak.map_or(String::new(), mebibytes),
                read.unwrap_or_default(),
            );
        }
        out
    }
}

/// CPU seconds of this process so far, those of threads that have ended among them, to a hundredth where Linux tells; none
/// elsewhere.
fn cpu_seconds() -> Option<f64> {
    let told = fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program stands in brackets, and may hold any character. Behind it the fields are numbered from 3 on:
    // 14 is time in the program, 15 in the system (proc_pid_stat(5)).
    let mut fields = told.rsplit_once(')')?.1.split_ascii_whitespace().skip(14 - 3);
    let mut ticks = || fields.next()?.parse::<u64>().ok();
    Some((ticks()? + ticks()?) as f64 / TICKS)
}

/// Ticks a second in which Linux tells the time of processes (`USER_HZ`).
const TICKS: f64 = 100.0;

fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::observe::Stage;

    #[test]
    fn every_stage_has_a_row_in_its_order() {
        let timings = Timings::default();
        for (stage, items_in) in [(Stage::Read, 1_200), (Stage::Sketch, 1_000)] {
            timings.begin();
            timings.end(&StageReport { stage, items_in, items_out: 1_000, seconds: 0.5 });
        }
        let table = timings.table(3_000_000);
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines.len(), 3);
        assert!(lines[1].starts_with("reading") && lines[1].ends_with("  6 MB/s"), "{table}");
        assert!(lines[2].contains("1,000") && lines[2].contains("0.50"), "{table}");
    }

    /// Works until that has cost CPU time, however long others keep the processor, and tells the time it is then.
    #[cfg(target_os = "linux")]
    fn work() -> f64 {
        let before = cpu_seconds().expect("Linux tells");
        loop {
            let sum: u64 =
                (0..1_000_000_u64).fold(0, |sum, x| sum ^ std::hint::black_box(x).wrapping_mul(0x9E37));
            assert_ne!(sum, 1);
            let now = cpu_seconds().expect("Linux tells");
            if now > before {
                return now;
            }
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn work_of_threads_that_have_ended_was_work_too() {
        let told = std::thread::spawn(|| {
            work();
            work()
        });
        let then = told.join().expect("no panic");
        assert!(cpu_seconds().expect("Linux tells") >= then);
    }
}
