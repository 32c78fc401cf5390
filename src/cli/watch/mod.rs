//! `wirecopy watch`: files are compared with an index and added to it as they arrive.
//!
//! Each file is compared by a process of its own, the command `compare`: a file that brings it down does not end the watch,
//! and its memory is given back. A file is moved only when its results are written and its articles are in the index, so
//! after a loss of power it is there still, and taken again.

mod complete;
mod inbox;

use super::args::WatchArgs;
use super::exit::Exit;
use super::figures::counted;
use super::places;
use super::terminal::{self, printable};
use crate::store::Index;
use anyhow::{anyhow, bail};
use complete::Unfinished;
pub(super) use inbox::numbered;
use inbox::{Arrived, Inbox, sized};
use jiff::Timestamp;
use serde_json::Value;
use std::collections::BTreeSet;
use std::env;
use std::ffi::OsString;
use std::fs;
#[cfg(unix)]
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::thread;
use std::time::{Duration, SystemTime};

/// Between two looks at whether somebody wants the watch to end.
const BLINK: Duration = Duration::from_millis(100);

/// A file whose last record is cut off is waited for so many times as long as it takes for one to have settled.
const PATIENCE: u32 = 60;

/// Runs it; `settings` are the words of the command line that say where settings are read from.
pub(super) fn run(args: &WatchArgs, settings: &[OsString]) -> anyhow::Result<Exit> {
    let stop = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&stop);
    ctrlc::set_handler(move || asked.store(true, Relaxed))
        .map_err(|fault| anyhow!("Ctrl-C: cannot be heard: {fault}"))?;
    // An index that cannot be read is told now, and not at the first file.
    Index::open(&args.index)?;
    places::keep_index_apart(&args.index, &[&args.inbox, &args.dir])?;
    places::keep_apart(&args.dir, [&args.inbox.clone().into_os_string()])?;
    let inbox = Inbox::open(&args.inbox)?;
    Watch { args, settings, inbox, stop, left: BTreeSet::new() }.go_on()
}

struct Watch<'a> {
    args: &'a WatchArgs,
    settings: &'a [OsString],
    inbox: Inbox,
    stop: Arc<AtomicBool>,
    /// Files that are not complete, of which that was said.
    left: BTreeSet<PathBuf>,
}

impl Watch<'_> {
    /// Takes files until somebody wants it to end, or with `--once` until none is left that is complete.
    fn go_on(&mut self) -> anyhow::Result<Exit> {
        loop {
            let before = self.inbox.files()?;
            if !self.args.once || !before.is_empty() {
                self.wait(Duration::from_secs(self.args.settled));
            }
            let settled: Vec<Arrived> =
                before.into_iter().filter(|file| sized(&file.path) == Some(file.size)).collect();
            for file in settled {
                let goes_on =
                    !self.stop.load(Relaxed) && (!self.is_complete(&file)? || self.take(&file.path)?);
                if !goes_on {
                    return Ok(Exit::Finished);
                }
            }
            if self.stop.load(Relaxed) || (self.args.once && self.is_done()?) {
                return Ok(Exit::Finished);
            }
        }
    }

    /// Whether there is no file but those that are not complete.
    fn is_done(&self) -> anyhow::Result<bool> {
        Ok(self.inbox.files()?.iter().all(|file| self.left.contains(&file.path)))
    }

    fn wait(&self, time: Duration) {
        let mut waited = Duration::ZERO;
        while waited < time && !self.stop.load(Relaxed) {
            thread::sleep(BLINK);
            waited += BLINK;
        }
    }

    /// Whether a file that has settled can be taken. One that is cut off is waited for; if nobody has written to it for long,
    /// it is set aside.
    fn is_complete(&mut self, file: &Arrived) -> anyhow::Result<bool> {
        let Some(unfinished) = complete::unfinished(&file.path) else {
            self.left.remove(&file.path);
            return Ok(true);
        };
        let since = file.size.1.and_then(|written| SystemTime::now().duration_since(written).ok());
        let patience = Duration::from_secs(self.args.settled) * PATIENCE;
        if unfinished == Unfinished::CutOff && since.is_some_and(|since| since > patience) {
            let seconds = patience.as_secs();
            let reason = format!("{}, and nobody has written to it for {seconds} seconds", unfinished.told());
            self.set_aside(&file.path, &reason)?;
        } else if self.left.insert(file.path.clone()) {
            let what = if self.args.once { "left where it is" } else { "waited for" };
            self.say(&format!("{}: {}, so it is {what}", file.path.display(), unfinished.told()));
        }
        Ok(false)
    }

    fn set_aside(&self, file: &Path, reason: &str) -> anyhow::Result<()> {
        let place = self.inbox.set_aside(file, reason)?;
        self.say(&format!("{}: set aside in {}: {reason}", file.display(), place.display()));
        Ok(())
    }

    /// Compares a file and adds it; says whether the watch goes on.
    fn take(&self, file: &Path) -> anyhow::Result<bool> {
        let results = self.results(file)?;
        let output = self.compared(file, &results)?;
        let said = String::from_utf8_lossy(&output.stderr);
        let said = said.lines().filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("; ");
        let exit = output.status.code();
        if [Exit::Finished, Exit::Found].iter().any(|good| exit == Some(good.code().into())) {
            let place = self.inbox.done(file)?;
            let moved = if place.file_name() == file.file_name() {
                String::new()
            } else {
                format!(", moved to {}", place.display())
            };
            self.say(&format!("{} → {}{}{moved}", file.display(), results.display(), read_in(&results)));
            return Ok(true);
        }
        if exit == Some(Exit::Interrupted.code().into()) {
            return Ok(false);
        }
        // A fault of this file names it; another one concerns the index, the disk or the options.
        if exit == Some(Exit::Failed.code().into()) && !is_about(&said, file) {
            bail!("{}", said.trim_start_matches("wirecopy: "));
        }
        if exit == Some(Exit::WrongCommandLine.code().into()) {
            bail!("compare refuses the options behind --: {said}");
        }
        self.set_aside(file, &said)?;
        Ok(true)
    }

    /// Runs the comparison. It ends when its standard input does, which is open as long as we are there: killed outright, we
    /// leave nobody at work.
    fn compared(&self, file: &Path, results: &Path) -> anyhow::Result<Output> {
        let mut command = Command::new(env::current_exe()?);
        // Ctrl-C is for the watch, which ends behind the file in hand.
        #[cfg(unix)]
        command.process_group(0);
        let mut child = command
            .args(self.settings)
            .arg("compare")
            .arg(file)
            .arg("--against-index")
            .arg(&self.args.index)
            .args(["--add", "--quiet", "--end-with-input", "-o"])
            .arg(results)
            .args(&self.args.options)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()?;
        let held = child.stdin.take();
        let output = child.wait_with_output();
        drop(held);
        Ok(output?)
    }

    /// A folder for the results of a file, which is not there yet.
    fn results(&self, file: &Path) -> anyhow::Result<PathBuf> {
        let day = Timestamp::now().strftime("%Y-%m-%d").to_string();
        let folder = self.args.dir.join(day);
        fs::create_dir_all(&folder).map_err(|fault| {
            anyhow!("{}: cannot be made: {fault} (choose another -o DIR)", folder.display())
        })?;
        Ok(inbox::free(&folder.join(file.file_name().unwrap_or_default())))
    }

    fn say(&self, what: &str) {
        if !self.args.quiet {
            terminal::say(&printable(what));
        }
    }
}

/// How many articles a run has read, and how many records it has rejected, as its record says; nothing where there is none.
fn read_in(results: &Path) -> String {
    let record = fs::read(results.join("run.json")).ok();
    let record = record.and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok());
    let count = |what| record.as_ref().and_then(|record| record["counts"][what].as_u64());
    let Some((articles, rejected)) = count("articles").zip(count("rejected")) else { return String::new() };
    let articles = counted(articles as usize, "article", "articles");
    match rejected as usize {
        0 => format!(" ({articles})"),
        rejected => {
            let records = counted(rejected, "record", "records");
            format!(" ({articles}; {records} REJECTED, see rejected.csv)")
        }
    }
}

/// Whether a complaint names this file.
fn is_about(said: &str, file: &Path) -> bool {
    said.contains(&*file.to_string_lossy())
}
