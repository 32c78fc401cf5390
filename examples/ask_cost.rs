//! What it costs to ask an index for one article: the mean over many, once the index is open and its pages are in memory.
//!
//! ```sh
//! cargo run --release --example ask_cost -- archive.wcx articles.jsonl
//! ```

use std::error::Error;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::time::Instant;
use wirecopy::article::Article;
use wirecopy::observe::Unwatched;
use wirecopy::read::{self, ReadPlan};
use wirecopy::store::Index;

/// CPU seconds of this process so far, to a hundredth, where Linux tells (`proc_pid_stat(5)`).
fn cpu_seconds() -> Option<f64> {
    let told = fs::read_to_string("/proc/self/stat").ok()?;
    let mut fields = told.rsplit_once(')')?.1.split_ascii_whitespace().skip(11);
    let mut ticks = || fields.next()?.parse::<u32>().ok();
    Some(f64::from(ticks()? + ticks()?) / 100.0)
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut named = std::env::args_os().skip(1).map(PathBuf::from);
    let (dir, articles) =
        named.next().zip(named.next()).ok_or("name the folder of an index and a file of articles")?;
    let batch = read::read(&[articles.into()], None, &ReadPlan::default(), &Unwatched)?.batch;
    let index = Index::open(&dir)?;
    let plan = index.settings().to_plan()?;
    let ask_all = || -> Result<usize, Box<dyn Error>> {
        let ask = |article: &Article| Ok(index.ask(article.clone(), &plan)?.findings.pairs.len());
        batch.articles().iter().map(ask).sum()
    };
    ask_all()?;
    let (cpu, wall) = (cpu_seconds(), Instant::now());
    let pairs = ask_all()?;
    let asked = batch.articles().len();
    let wall = wall.elapsed().as_secs_f64() * 1e3 / asked as f64;
    let mut out = io::stdout().lock();
    writeln!(out, "{asked} articles asked for, {pairs} pairs found; {wall:.2} ms each")?;
    if let Some((before, now)) = cpu.zip(cpu_seconds()) {
        writeln!(out, "{:.2} ms of CPU each", (now - before) * 1e3 / asked as f64)?;
    }
    Ok(())
}
