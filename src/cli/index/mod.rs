//! `wirecopy index`: make an archive on disk, add to it, look after it.

mod compare;
mod info;

pub(super) use compare::{add_compared, compare, described};

use super::args::{AddArgs, CompactArgs, CreateArgs, IndexArgs, IndexCommand, RemoveArgs};
use super::compare::{show, use_threads};
use super::exit::Exit;
use super::figures::{counted, thousands};
use super::keeping::Bench;
use super::progress::Progress;
use super::terminal::printable;
use super::{places, settings, shell, terminal};
use crate::article::{Article, Rejected};
use crate::columns::{Chunk, Keeper, MakeColumns};
use crate::plan::Plan;
use crate::read;
use crate::store::{Added, Index, Removal, Settings, Workplace, Writer};
use anyhow::{anyhow, bail};
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

/// Runs it.
pub(super) fn run(args: &IndexArgs) -> anyhow::Result<Exit> {
    match &args.command {
        IndexCommand::Create(args) => create(args),
        IndexCommand::Add(args) => add(args),
        IndexCommand::Remove(args) => remove(args),
        IndexCommand::Info(args) => {
            shell::print(info::text(&args.dir, &Index::open(&args.dir)?.info()).as_bytes())
        }
        IndexCommand::Verify(args) => verify(&args.dir),
        IndexCommand::Compact(args) => compact(args),
    }
}

fn create(args: &CreateArgs) -> anyhow::Result<Exit> {
    if args.near.window.is_some() {
        bail!("--window: is asked of compare each time, and not settled in an index (leave it out)");
    }
    let plan = settings::index_plan(args)?;
    let settings =
        Settings::of(&plan).map_err(|fault| anyhow!("{}: cannot be made: {fault}", args.dir.display()))?;
    Writer::create(&args.dir, &settings, args.whole_below)?;
    Ok(Exit::Finished)
}

fn add(args: &AddArgs) -> anyhow::Result<Exit> {
    places::keep_index_apart(&args.dir, &args.inputs)?;
    use_threads(args.running.threads)?;
    let progress = Progress::new(show(&args.running));
    let mut writer = Writer::open(&args.dir)?;
    let read_plan = settings::read_plan(&args.reading)?;
    let bench = Bench::at(&args.dir, args.memory.memory)?;
    let maker = WithTexts(writer.index().settings().to_plan().map_err(|fault| anyhow!("{fault}"))?);
    let keeper = bench.room().map_or_else(|| Keeper::in_memory(&maker), |room| Keeper::within(&maker, room));
    let (intake, columns) = read::read_through(&args.inputs, None, &read_plan, &keeper, &progress)?;
    let columns = Arc::new(columns);
    let batch = intake.batch.with_texts(columns.clone());
    let added = writer.add((&batch, &*columns), &bench, &progress)?;
    progress.finish();
    tell_rejected(&intake.rejected);
    if !args.running.quiet {
        tell_added(&added, &args.dir);
    }
    Ok(Exit::Finished)
}

/// Tells of the records that did not become articles, whoever wants quiet: there is no table to list them in.
fn tell_rejected(rejected: &[Rejected]) {
    const TOLD: usize = 20;
    if rejected.is_empty() {
        return;
    }
    let records = counted(rejected.len(), "record was rejected and is", "records were rejected and are");
    terminal::say(&format!("{records} not in the index:"));
    for one in rejected.iter().take(TOLD) {
        terminal::say(&printable(&format!("  {}: {}", one.place, one.reason)));
    }
    if rejected.len() > TOLD {
        let more = thousands((rejected.len() - TOLD) as u64);
        terminal::say(&format!("  and {more} more (wirecopy inspect lists them)"));
    }
}

fn remove(args: &RemoveArgs) -> anyhow::Result<Exit> {
    let which = match args.before {
        Some(moment) => Removal::Before(moment),
        None => Removal::Ids(args.ids.clone()),
    };
    let mut writer = Writer::open(&args.dir)?;
    for id in &args.ids {
        if writer.index().find(id)?.is_none() {
            terminal::say(&printable(&format!("{id}: no article of the index has this id")));
        }
    }
    let removed = writer.remove(&which)?;
    terminal::say(&format!("{} removed from {}", articles(removed), args.dir.display()));
    Ok(Exit::Finished)
}

fn verify(dir: &Path) -> anyhow::Result<Exit> {
    let mut faults = 0;
    let found = Index::verify(dir, &mut |fault| {
        faults += 1;
        terminal::say(&format!("wirecopy: {}", printable(&fault.to_string())));
    });
    match found {
        Ok(info) => {
            let what =
                format!("{}: every byte is as it was written ({})\n", dir.display(), articles(info.articles));
            shell::print(what.as_bytes())
        }
        Err(_) if faults > 0 => Ok(Exit::Failed),
        Err(fault) => Err(fault.into()),
    }
}

fn compact(args: &CompactArgs) -> anyhow::Result<Exit> {
    use_threads(args.running.threads)?;
    let progress = Progress::new(show(&args.running));
    let mut writer = Writer::open(&args.dir)?;
    writer.compact(&Bench::at(&args.dir, args.memory.memory)?, &progress)?;
    progress.finish();
    Ok(Exit::Finished)
}

/// Makes the columns of a plan, and has texts kept with them.
struct WithTexts(Plan);

impl MakeColumns for WithTexts {
    fn columns_of(&self, articles: &mut dyn Iterator<Item = &Article>) -> Chunk {
        self.0.columns_of(articles)
    }

    fn needs_texts(&self) -> bool {
        true
    }
}

fn tell_added(added: &Added, dir: &Path) {
    let mut what = format!("{} added to {}", articles(added.added), dir.display());
    if added.known > 0 {
        let _ = write!(what, ", {} there already", thousands(added.known));
    }
    if added.learnt {
        what += "; it has learnt anew";
    }
    terminal::say(&printable(&what));
    for (id, name) in added.renamed.iter().take(5) {
        terminal::say(&printable(&format!("  {id} is another article there; this one is now {name}")));
    }
    if added.renamed.len() > 5 {
        terminal::say(&format!("  and {} more", thousands(added.renamed.len() as u64 - 5)));
    }
}

fn articles(count: u64) -> String {
    if count == 1 { "1 article".to_owned() } else { format!("{} articles", thousands(count)) }
}
