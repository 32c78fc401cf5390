//! `wirecopy watch`: files are compared with an index and added to it as they arrive.
//!
//! Each file is compared by a process of its own, the command `compare`: a file that brings it down does not end the watch,
//! and its memory is given back. A file is moved only when its results are written and its articles are in the index, so
//! after a loss of power it is there still, and taken again.

mod inbox;

use super::args::WatchArgs;
use super::exit::Exit;
use super::figures::counted;
use super::places;
use super::terminal::{self, printable};
use crate::store::Index;
use anyhow::{anyhow, bail};
use inbox::{Inbox, sized};
use jiff::Timestamp;
use serde_json::Value;
use std::env;
use std::fs;
#[cfg(unix)]
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::thread;
use std::time::Duration;

/// Between two looks at whether somebody wants the watch to end.
const BLINK: Duration = Duration::from_millis(100);

/// Runs it.
pub(super) fn run(args: &WatchArgs) -> anyhow::Result<Exit> {
    let stop = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&stop);
    ctrlc::set_handler(move || asked.store(true, Relaxed))
        .map_err(|fault| anyhow!("Ctrl-C: cannot be heard: {fault}"))?;
    // An index that cannot be read is told now, and not at the first file.
    Index::open(&args.index)?;
    places::keep_index_apart(&args.index, &[&args.inbox, &args.dir])?;
    places::keep_apart(&args.dir, [&args.inbox.clone().into_os_string()])?;
    let inbox = Inbox::open(&args.inbox)?;
    let watch = Watch { args, inbox };
    loop {
        let before = watch.inbox.files()?;
        if !args.once || !before.is_empty() {
            wait(Duration::from_secs(args.settled), &stop);
        }
        let settled = before.into_iter().filter(|file| sized(&file.path) == Some(file.size));
        for file in settled {
            if stop.load(Relaxed) || !watch.take(&file.path)? {
                return Ok(Exit::Finished);
            }
        }
        if stop.load(Relaxed) || (args.once && watch.inbox.files()?.is_empty()) {
            return Ok(Exit::Finished);
        }
    }
}

fn wait(time: Duration, stop: &AtomicBool) {
    let mut waited = Duration::ZERO;
    while waited < time && !stop.load(Relaxed) {
        thread::sleep(BLINK);
        waited += BLINK;
    }
}

struct Watch<'a> {
    args: &'a WatchArgs,
    inbox: Inbox,
}

impl Watch<'_> {
    /// Compares a file and adds it; says whether the watch goes on.
    fn take(&self, file: &Path) -> anyhow::Result<bool> {
        let results = self.results(file)?;
        let mut command = Command::new(env::current_exe()?);
        // Ctrl-C is for the watch, which ends behind the file in hand.
        #[cfg(unix)]
        command.process_group(0);
        let output = command
            .arg("compare")
            .arg(file)
            .arg("--against-index")
            .arg(&self.args.index)
            .args(["--add", "--quiet", "-o"])
            .arg(&results)
            .args(&self.args.options)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .output()?;
        let said = String::from_utf8_lossy(&output.stderr);
        let said = said.lines().filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join("; ");
        let exit = output.status.code();
        if [Exit::Finished, Exit::Found].iter().any(|good| exit == Some(good.code().into())) {
            self.inbox.done(file)?;
            self.say(&format!("{} → {}{}", file.display(), results.display(), read_in(&results)));
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
        let place = self.inbox.set_aside(file, &said)?;
        self.say(&format!("{}: set aside in {}: {said}", file.display(), place.display()));
        Ok(true)
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
