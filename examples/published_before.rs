//! Has this been published before? Reads drafts, one a line, and tells which of their words an index knows, and from where.
//!
//! ```sh
//! cargo run --release --example published_before -- archive.wcx < drafts.txt
//! ```

use std::error::Error;
use std::io::{self, Write};
use std::path::PathBuf;
use wirecopy::article::{Article, Locator};
use wirecopy::plan::Plan;
use wirecopy::store::Index;

/// What the index has of a draft, a line for each passage.
fn published_before(index: &Index, plan: &Plan, draft: &str) -> Result<Vec<String>, Box<dyn Error>> {
    let article = Article {
        id: "draft".into(),
        text: draft.into(),
        outlet: None,
        published: None,
        title: None,
        url: None,
        language: None,
        locator: Locator { input: 0, offset: 0, length: draft.len() as u64, line: 1 },
    };
    let answer = index.ask(article, plan)?;
    let told = answer.findings.passages.iter().map(|passage| {
        let known = answer.batch.article(passage.pair.second());
        format!("{}..{} stands in {}", passage.first.chars.start, passage.first.chars.end, known.id)
    });
    Ok(told.collect())
}

fn main() -> Result<(), Box<dyn Error>> {
    let dir = PathBuf::from(std::env::args_os().nth(1).ok_or("name the folder of an index")?);
    // Opened once; any number of threads may ask it.
    let index = Index::open(&dir)?;
    let plan = index.settings().to_plan()?;
    let mut out = io::stdout().lock();
    for draft in io::stdin().lines() {
        for told in published_before(&index, &plan, &draft?)? {
            writeln!(out, "{told}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}
