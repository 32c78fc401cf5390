//! How a run is ended from outside, by somebody who goes on: an interpreter, a service.
//!
//! Stages know nothing of it. Where a thread tells the [`Observer`] how far it is, it learns that the run is to end, and unwinds
//! as from a panic, but silently; whoever began the run gets [`Stopped`]. Everything that a run holds (memory, files without a
//! name, an output folder that is not published) is given back on the way, as it is after any failure. This is how salsa, on
//! which rust-analyzer rests, cancels a query. A build that aborts at a panic cannot be stopped so.

use super::{Observer, Stage, StageReport, Warning};
use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

/// By which a run is asked to end.
#[derive(Debug, Default)]
pub struct Stop(AtomicBool);

/// The run has ended before it was finished, because it was asked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("stopped before it was finished; nothing half-written stays behind")]
pub struct Stopped;

impl Stop {
    /// Asks the run to end. It does so where its threads next tell how far they are, which is a matter of milliseconds.
    pub fn ask(&self) {
        self.0.store(true, Relaxed);
    }

    /// Whether it was asked to end.
    #[must_use]
    pub fn is_asked(&self) -> bool {
        self.0.load(Relaxed)
    }

    /// Runs something that tells `observer` how far it is, and gives what it gives, unless it is asked to end before.
    ///
    /// # Errors
    /// When it was asked to end, and has.
    pub fn stoppable<T>(
        &self,
        observer: &dyn Observer,
        run: impl FnOnce(&dyn Observer) -> T,
    ) -> Result<T, Stopped> {
        let watching = Watching { observer, stop: self };
        // What is left in disorder is what the run has made, and nobody sees it any more.
        panic::catch_unwind(AssertUnwindSafe(|| run(&watching))).map_err(|cause| {
            match cause.downcast::<Stopped>() {
                Ok(stopped) => *stopped,
                Err(panic) => panic::resume_unwind(panic),
            }
        })
    }
}

/// Passes everything on, and has threads unwind once the run is asked to end.
struct Watching<'a> {
    observer: &'a dyn Observer,
    stop: &'a Stop,
}

impl Watching<'_> {
    fn look_up(&self) {
        if self.stop.is_asked() {
            // Nothing is wrong, so the panic hook is told nothing.
            panic::resume_unwind(Box::new(Stopped));
        }
    }
}

impl Observer for Watching<'_> {
    fn begin(&self, stage: Stage, items: Option<u64>) {
        self.look_up();
        self.observer.begin(stage, items);
    }

    fn advance(&self, by: u64) {
        self.look_up();
        self.observer.advance(by);
    }

    fn end(&self, report: &StageReport) {
        self.observer.end(report);
    }

    fn warn(&self, warning: &Warning) {
        self.observer.warn(warning);
    }
}

#[cfg(test)]
mod tests {
    use super::super::Unwatched;
    use super::*;
    use rayon::prelude::*;
    use std::sync::atomic::AtomicU64;

    #[test]
    fn a_run_that_nobody_stops_gives_what_it_found() {
        assert_eq!(Stop::default().stoppable(&Unwatched, |_| 7), Ok(7));
    }

    #[test]
    fn threads_end_where_they_next_tell_how_far_they_are() {
        let (stop, done) = (Stop::default(), AtomicU64::new(0));
        let found = stop.stoppable(&Unwatched, |observer| {
            (0..10_000_000_u64).into_par_iter().for_each(|number| {
                if number == 5 {
                    stop.ask();
                }
                observer.advance(1);
                done.fetch_add(1, Relaxed);
                std::thread::yield_now();
            });
        });
        assert_eq!(found, Err(Stopped));
        assert!(done.load(Relaxed) < 10_000_000);
    }

    #[test]
    #[should_panic(expected = "a fault of ours")]
    fn another_panic_stays_one() {
        let _ = Stop::default().stoppable(&Unwatched, |_| panic!("a fault of ours"));
    }
}
