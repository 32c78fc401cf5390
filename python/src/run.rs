//! A run on threads of its own: Python goes on meanwhile, is told how far it is, and may end it.

use crate::fault::Fault;
use pyo3::prelude::*;
use std::mem;
use std::panic;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};
use wirecopy::observe::{Observer, Stage, StageReport, Stop};

/// How often Python is asked whether it wants to end the run, and told how far it is.
const TICK: Duration = Duration::from_millis(100);

/// How Python wants a run to go on.
pub(crate) struct Running<'py> {
    pub(crate) py: Python<'py>,
    /// Threads; none for one a core.
    pub(crate) threads: Option<usize>,
    /// Who is told how far it is: `progress(stage, unit, done, total, seconds, finished)`.
    pub(crate) progress: Option<Bound<'py, PyAny>>,
}

impl Running<'_> {
    /// Runs something on threads that live as long as it does, so that none is missing in a process that was forked.
    ///
    /// # Errors
    /// Its faults; what a signal handler raises (`KeyboardInterrupt`), or whoever is told of the progress. The run has ended then,
    /// and nothing half-written stays behind.
    pub(crate) fn run<T: Send>(
        &self,
        work: impl FnOnce(&dyn Observer) -> Result<T, Fault> + Send,
    ) -> PyResult<T> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(self.threads.unwrap_or(0)).build();
        let pool = pool.map_err(|fault| {
            Fault::settings(format!("{:?} threads: {fault} (ask for fewer)", self.threads)).raised(self.py)
        })?;
        let (stop, watch) = (&Stop::default(), &Watch::default());
        thread::scope(|scope| {
            let pool = &pool;
            let worker = scope.spawn(move || {
                let _ended = Ended(watch);
                pool.install(|| stop.stoppable(watch, work))
            });
            let mut raised = None;
            while !self.py.detach(|| watch.wait()) {
                if raised.is_none() {
                    raised = self.py.check_signals().and_then(|()| self.tell(watch)).err();
                    if raised.is_some() {
                        stop.ask();
                    }
                }
            }
            let ended = self.py.detach(|| worker.join()).unwrap_or_else(|cause| panic::resume_unwind(cause));
            if raised.is_none() {
                raised = self.py.check_signals().and_then(|()| self.tell(watch)).err();
            }
            match (raised, ended) {
                (Some(raised), _) => Err(raised),
                (None, Ok(found)) => found.map_err(|fault| fault.raised(self.py)),
                (None, Err(stopped)) => unreachable!("nobody has stopped it: {stopped}"),
            }
        })
    }

    fn tell(&self, watch: &Watch) -> PyResult<()> {
        let Some(progress) = &self.progress else { return Ok(()) };
        for told in watch.take() {
            let (label, unit) = (told.stage.label(), told.stage.unit());
            progress.call1((label, unit, told.done, told.total, told.seconds, told.finished))?;
        }
        Ok(())
    }
}

/// How far a stage is.
struct Told {
    stage: Stage,
    done: u64,
    total: Option<u64>,
    seconds: f64,
    finished: bool,
}

/// Remembers how far a run is until somebody asks.
#[derive(Default)]
struct Watch {
    state: Mutex<State>,
    /// Items of the current stage that are done.
    done: AtomicU64,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    current: Option<(Stage, Option<u64>, Instant)>,
    /// Stages that have ended since somebody asked.
    ended: Vec<Told>,
    /// Whether the run is over.
    over: bool,
}

impl Watch {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits a while for the end of the run, and says whether it is over.
    fn wait(&self) -> bool {
        let waited = self.changed.wait_timeout_while(self.state(), TICK, |state| !state.over);
        waited.unwrap_or_else(PoisonError::into_inner).0.over
    }

    /// What there is to be told.
    fn take(&self) -> Vec<Told> {
        let mut state = self.state();
        let mut told = mem::take(&mut state.ended);
        told.extend(state.current.map(|(stage, total, begun)| Told {
            stage,
            done: self.done.load(Relaxed),
            total,
            seconds: begun.elapsed().as_secs_f64(),
            finished: false,
        }));
        told
    }
}

impl Observer for Watch {
    fn begin(&self, stage: Stage, items: Option<u64>) {
        let mut now = self.state();
        self.done.store(0, Relaxed);
        now.current = Some((stage, items, Instant::now()));
    }

    fn advance(&self, by: u64) {
        self.done.fetch_add(by, Relaxed);
    }

    fn end(&self, report: &StageReport) {
        let mut now = self.state();
        let total = now.current.take().and_then(|(_, total, _)| total);
        let done = total.unwrap_or_else(|| self.done.load(Relaxed));
        let (stage, seconds) = (report.stage, report.seconds);
        now.ended.push(Told { stage, done, total, seconds, finished: true });
    }
}

/// Says that the run is over, however it ends.
struct Ended<'a>(&'a Watch);

impl Drop for Ended<'_> {
    fn drop(&mut self) {
        self.0.state().over = true;
        self.0.changed.notify_all();
    }
}
