//! `report.html`: one file to read a run in, side by side, without a network.
//!
//! The page is a fixed shell (`page.html`, `css/`, `js/`) and what the run found, as JSON. Small tables of articles
//! and pairs stand in it as they are; texts and passages are packed in blocks that the page opens when it shows them
//! ([`blocks`]), so that it stays light with fifty thousand pairs. What is too much for a browser is left out by
//! [`Choice`], and told.
//!
//! *Texts are hostile.* `<` never occurs in what the page embeds, so nothing in an article can end the element that it
//! stands in; the shell puts texts into the page as text only; and a policy, which the page carries itself, lets run the
//! one script and apply the one style sheet whose digests it names, and load nothing.

mod articles;
mod blocks;
mod choice;
mod head;
mod map;
mod pairs;
mod reviewing;
mod ruler;
mod shell;

use super::folder::OutputFolder;
use super::{ReportError, Run, Written};
use blocks::Blocks;
use choice::Choice;
use serde::Serialize;
use std::io::{self, Write};

pub(super) const FILE: &str = "report.html";

/// Writes the page, and says what it does not hold because a browser could not carry it.
pub(super) fn write(folder: &OutputFolder, run: &Run<'_>) -> Result<Written, ReportError> {
    let choice = Choice::of(run.batch, run.findings);
    let mut written = Written::of(FILE, "open this first: read what articles share side by side");
    written.unit = ("pair", "pairs");
    written.tally.rows = choice.pairs.len() as u64;
    written.warnings = choice.warnings(run.findings);
    folder.write(FILE, |out| fill(out, run, &choice))?;
    Ok(written)
}

fn fill(out: &mut dyn Write, run: &Run<'_>, choice: &Choice) -> io::Result<()> {
    let (before, behind) = shell::around_the_findings();
    out.write_all(before.as_bytes())?;
    embed(out, "run", &head::Head::of(run, choice))?;
    embed(out, "map", &map::Map::of(run, choice))?;
    embed(out, "reviewing", &reviewing::Reviewing::of(run)?)?;
    let mut blocks = Blocks::new(out);
    let places = articles::pack(&mut blocks, run, choice)?;
    let passages = pairs::pack(&mut blocks, run, choice)?;
    embed(out, "articles", &articles::Articles::of(run, choice, &places))?;
    embed(out, "pairs", &pairs::Pairs::of(run, choice, &passages))?;
    out.write_all(behind.as_bytes())
}

/// Puts a value into the page as the content of an element that is not shown.
fn embed(out: &mut dyn Write, name: &str, value: &impl Serialize) -> io::Result<()> {
    write!(out, "<script type=\"application/json\" id=\"{name}\">")?;
    serde_json::to_writer(Inert(out), value)?;
    out.write_all(b"</script>\n")
}

/// Writes JSON without any `<`, which occurs in strings only, so that nothing in it ends or opens an element.
struct Inert<'a>(&'a mut dyn Write);

impl Write for Inert<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for (number, part) in bytes.split(|&byte| byte == b'<').enumerate() {
            if number > 0 {
                self.0.write_all(b"\\u003c")?;
            }
            self.0.write_all(part)?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
