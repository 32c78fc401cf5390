//! `wirecopy index remove`: articles go by id or by date.

use super::super::args::RemoveArgs;
use super::super::exit::Exit;
use super::super::interrupt::Interrupt;
use super::super::terminal::{self, printable};
use super::articles;
use crate::store::{Removal, Writer};
use anyhow::{anyhow, bail};
use std::fs;
use std::io::{self, Read};
use std::path::Path;

/// Runs it.
pub(super) fn run(args: &RemoveArgs) -> anyhow::Result<Exit> {
    Interrupt::listen_for_index()?;
    let mut ids = args.ids.clone();
    if let Some(file) = &args.from {
        ids.extend(listed(file)?);
    }
    let mut writer = Writer::open(&args.dir)?;
    for id in &ids {
        if writer.index().find(id)?.is_none() {
            terminal::say(&printable(&format!("{id}: no article of the index has this id")));
        }
    }
    let which = args.before.map_or(Removal::Ids(ids), Removal::Before);
    let dir = args.dir.display();
    if args.dry_run {
        let would = articles(writer.count(&which)?);
        terminal::say(&format!("{would} would be removed from {dir}; a dry run removes nothing"));
        return Ok(Exit::Finished);
    }
    let removed = articles(writer.remove(&which)?);
    if !args.quiet {
        terminal::say(&format!("{removed} removed from {dir} (wirecopy index compact frees their place)"));
    }
    Ok(Exit::Finished)
}

/// The ids that stand in a file, one a line.
fn listed(file: &Path) -> anyhow::Result<Vec<String>> {
    let text = if file.as_os_str() == "-" {
        let mut text = String::new();
        io::stdin().lock().read_to_string(&mut text).map(|_| text)
    } else {
        fs::read_to_string(file)
    };
    let text = text.map_err(|fault| anyhow!("{}: cannot be read: {fault} (check --from)", file.display()))?;
    let lines = text.trim_start_matches('\u{feff}').lines().map(|line| line.trim_end_matches('\r'));
    let ids: Vec<String> = lines.filter(|line| !line.is_empty()).map(str::to_owned).collect();
    if ids.is_empty() {
        bail!("{}: has no id (it has one a line, as wirecopy index list prints them)", file.display());
    }
    Ok(ids)
}
