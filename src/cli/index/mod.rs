//! `wirecopy index`: make an archive on disk, add to it, look after it.

mod compare;
mod info;
mod list;
mod remove;
mod texts;

pub(super) use compare::{Kept, add_compared, described, open, refuse_to_add};
use texts::Inputs;

use super::args::{AddArgs, CompactArgs, CreateArgs, IndexArgs, IndexCommand, InfoArgs};
use super::compare::{show, tell_timings, use_threads};
use super::exit::Exit;
use super::figures::{counted, mebibytes, thousands};
use super::interrupt::Interrupt;
use super::keeping::Bench;
use super::progress::Progress;
use super::terminal::printable;
use super::{keeping, places, settings, shell, terminal};
use crate::article::{Article, Rejected};
use crate::columns::{Chunk, Keeper, MakeColumns};
use crate::plan::Plan;
use crate::read;
use crate::store::{Added, Index, Settings, Workplace, Writer};
use anyhow::anyhow;
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

/// Runs it.
pub(super) fn run(args: &IndexArgs) -> anyhow::Result<Exit> {
    match &args.command {
        IndexCommand::Create(args) => create(args),
        IndexCommand::Add(args) => add(args),
        IndexCommand::Remove(args) => remove::run(args),
        IndexCommand::Info(args) => info(args),
        IndexCommand::List(args) => list::list(&Index::open(&args.dir)?, args.json),
        IndexCommand::Verify(args) => verify(&args.dir),
        IndexCommand::Compact(args) => compact(args),
    }
}

fn create(args: &CreateArgs) -> anyhow::Result<Exit> {
    Interrupt::listen_for_index()?;
    let plan = settings::index_plan(args)?;
    let settings =
        Settings::of(&plan).map_err(|fault| anyhow!("{}: cannot be made: {fault}", args.dir.display()))?;
    let made = if args.no_text { Writer::create_without_texts } else { Writer::create };
    made(&args.dir, &settings, args.whole_below)?;
    if !args.quiet {
        let dir = args.dir.display();
        terminal::say(&format!("{dir}: made, without articles (wirecopy index add {dir} INPUT… fills it)"));
    }
    Ok(Exit::Finished)
}

fn info(args: &InfoArgs) -> anyhow::Result<Exit> {
    let index = Index::open(&args.dir)?;
    let (info, dates) = (index.info(), index.dates()?);
    if args.json {
        return shell::print(format!("{:#}\n", info::json(&index, &info, dates)).as_bytes());
    }
    shell::print(info::text(&index, &info, dates).as_bytes())
}

fn add(args: &AddArgs) -> anyhow::Result<Exit> {
    Interrupt::listen_for_index()?;
    places::keep_index_apart(&args.dir, &args.inputs)?;
    use_threads(args.running.threads)?;
    let progress = Progress::new(show(&args.running));
    let inputs = Inputs::read_as(&settings::reading(&args.reading));
    let mut writer = Writer::open(&args.dir)?.with_texts_from(Arc::new(inputs));
    let read_plan = settings::read_plan(&args.reading)?;
    let bench = Bench::at(&args.dir, args.memory.memory)?;
    let maker = WithTexts(writer.index().settings().to_plan().map_err(|fault| anyhow!("{fault}"))?);
    let keeper = bench.room().map_or_else(|| Keeper::in_memory(&maker), |room| Keeper::within(&maker, room));
    let (intake, columns) = read::read_through(&args.inputs, None, &read_plan, &keeper, &progress)?;
    keeping::warn_of_shortness(&keeper, bench.spare(), &progress);
    if !writer.index().info().keeps_texts {
        texts::refuse_what_is_read_once(intake.batch.inputs(), &intake.forms)?;
    }
    let columns = Arc::new(columns);
    let batch = intake.batch.with_texts(columns.clone());
    let added = writer.add((&batch, &*columns), &bench, &progress)?;
    progress.finish();
    tell_rejected(&intake.rejected);
    if !args.running.quiet {
        tell_added(&added, &args.dir);
    }
    tell_timings(&args.running, &progress, batch.inputs().iter().map(|input| input.bytes).sum());
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

fn verify(dir: &Path) -> anyhow::Result<Exit> {
    let mut faults = 0;
    let found = Index::verify(dir, &mut |fault| {
        faults += 1;
        terminal::say(&format!("wirecopy: {}", printable(&fault.to_string())));
    });
    match found {
        Ok(info) => {
            let dir = dir.display();
            let what = format!(
                "{dir}: {} of {}, every byte is as it was written\n",
                counted(info.files, "file", "files"),
                articles(info.articles)
            );
            shell::print(what.as_bytes())
        }
        Err(_) if faults > 0 => {
            let files = counted(faults, "file is damaged", "files are damaged");
            terminal::say(&format!(
                "{}: {files}; nothing is found in the index until it is brought back from a copy, or made anew",
                dir.display()
            ));
            Ok(Exit::Failed)
        }
        Err(fault) => Err(fault.into()),
    }
}

fn compact(args: &CompactArgs) -> anyhow::Result<Exit> {
    Interrupt::listen_for_index()?;
    use_threads(args.running.threads)?;
    let progress = Progress::new(show(&args.running));
    let mut writer = Writer::open(&args.dir)?.with_texts_from(Arc::new(Inputs::default()));
    let before = writer.index().info().bytes;
    writer.compact(&Bench::at(&args.dir, args.memory.memory)?, &progress)?;
    progress.finish();
    if !args.running.quiet {
        let (info, dir) = (writer.index().info(), args.dir.display());
        let (now, before) = (mebibytes(info.bytes), mebibytes(before));
        let what = articles(info.articles);
        terminal::say(&format!("{dir}: {what} in one part, learnt anew; {now}, {before} before"));
    }
    tell_timings(&args.running, &progress, 0);
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
