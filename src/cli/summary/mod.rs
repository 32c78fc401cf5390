//! What a person is told at the end: what came in, what was found, what was set aside, where it all is.

mod found;
mod set_aside;
#[cfg(test)]
mod tests;

use super::figures::{counted, day, duration, mebibytes};
use super::provenance;
use super::terminal::{Paint, printable};
use crate::article::Article;
use crate::findings::PairFinding;
use crate::findings::worth::{self, Question, Ranked};
use crate::report::{Execution, Run, Written, peak_memory};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

/// So many pairs are named.
const WORTH_A_LOOK: usize = 5;

/// The longest id that is shown whole, in code points.
const LONGEST_ID: usize = 32;

/// A finished run, to be told about.
#[derive(Debug, Clone, Copy)]
pub(super) struct Summary<'a> {
    pub(super) run: &'a Run<'a>,
    pub(super) written: &'a [Written],
    pub(super) dir: &'a Path,
}

impl Summary<'_> {
    /// All of it, in paragraphs; those that would say nothing are left out.
    pub(super) fn text(&self, paint: Paint) -> String {
        let mut out = String::new();
        for (heading, lines) in [
            ("Compared", self.came_in()),
            ("Found", self.found()),
            ("Worth a look", self.worth_a_look()),
            ("Provenance", provenance::lines(self.run)),
            ("Set aside", self.set_aside()),
            ("Results", self.results()),
        ] {
            if !lines.is_empty() {
                let _ = writeln!(out, "\n{}", paint.strong(heading));
            }
            for line in lines {
                let _ = writeln!(out, "  {}", printable(&line));
            }
        }
        out
    }

    pub(super) fn came_in(&self) -> Vec<String> {
        let batch = self.run.batch;
        let words: u64 = self.run.findings.accounts.iter().map(|account| u64::from(account.words)).sum();
        let examined = counted(batch.examined().len(), "article", "articles");
        let mut said = match batch.references().len() {
            0 => examined,
            references => format!("{examined} with {}", counted(references, "reference", "references")),
        };
        let _ = write!(said, ", {}", counted(words as usize, "word", "words"));
        let outlets: BTreeSet<_> =
            batch.articles().iter().filter_map(|article| article.outlet.as_ref()).collect();
        if !outlets.is_empty() {
            let _ = write!(said, ", {}", counted(outlets.len(), "outlet", "outlets"));
        }
        said.extend(dates(batch.articles()));
        vec![said]
    }

    fn worth_a_look(&self) -> Vec<String> {
        let findings = self.run.findings;
        let mut pairs = worth::ranked(self.run.batch, findings);
        pairs.retain(|ranked| !ranked.worth.is_set_aside());
        pairs.truncate(WORTH_A_LOOK);
        let id = |article| short(&self.run.batch.article(article).id);
        let found = |ranked: &Ranked| &findings.pairs[ranked.number];
        let named: Vec<(String, String)> = pairs
            .iter()
            .map(|ranked| found(ranked).pair)
            .map(|pair| (id(pair.first()), id(pair.second())))
            .collect();
        let left = width(named.iter().map(|(a, _)| a.as_str()));
        let right = width(named.iter().map(|(_, b)| b.as_str()));
        let line = |((a, b), ranked): (&(String, String), &Ranked)| {
            let question = ranked.question.map_or(String::new(), |question| format!(", {}", asked(question)));
            format!("{a:left$}  {b:right$}  {}{question}", figures_of(found(ranked)))
        };
        named.iter().zip(&pairs).map(line).collect()
    }

    fn results(&self) -> Vec<String> {
        let execution = self.run.execution;
        let mut lines = vec![format!("{} {}", self.dir.display(), cost(execution))];
        let wide = width(self.written.iter().map(|output| output.file)).max(13);
        lines.extend(self.written.iter().map(|output| contents(output, wide)));
        lines.push(format!("{:wide$}  settings, inputs, counts, warnings", "run.json"));
        lines
    }
}

/// `after 2.1 s on 2 threads, 300 MiB of memory at most`, and whether only a part of it was done now.
pub(super) fn cost(execution: &Execution) -> String {
    let memory = peak_memory().map(|peak| format!(", {} of memory at most", mebibytes(peak)));
    format!(
        "after {} on {}{}{}",
        duration(execution.elapsed()),
        counted(execution.threads(), "thread", "threads"),
        memory.unwrap_or_default(),
        if execution.is_resumed() { ", going on with the run that was interrupted" } else { "" },
    )
}

/// `, 2026-03-10 to 2026-03-11`: the days of the first and the last article, however they write them.
fn dates(articles: &[Article]) -> Option<String> {
    let dated = || articles.iter().filter_map(|article| article.published.as_ref());
    let first = dated().min_by_key(|published| published.earliest)?;
    let last = dated().max_by_key(|published| published.latest)?;
    let (first, last) = (day(first)?, day(last)?);
    Some(if first == last { format!(", {first}") } else { format!(", {first} to {last}") })
}

fn figures_of(found: &PairFinding) -> String {
    let mut said = format!(
        "{}, resemblance {:.2}",
        found.relation.word().replace('_', " "),
        found.overlap.resemblance().value()
    );
    if let Some(totals) = found.passages {
        let (a, b) = (totals.coverage_of_first.value(), totals.coverage_of_second.value());
        let _ = write!(said, ", coverage {a:.2} / {b:.2}");
    }
    said
}

/// The end of a long id, which tells more than its beginning when it is a path.
fn short(id: &str) -> String {
    let mut ends = id.char_indices().rev().skip(LONGEST_ID - 1);
    match (ends.next(), ends.next()) {
        (Some((cut, letter)), Some(_)) => format!("…{}", &id[cut + letter.len_utf8()..]),
        _ => id.to_owned(),
    }
}

/// What a pair asks, in the words of the flag if it is one.
fn asked(question: Question) -> &'static str {
    if question.is_of_agencies() { question.word() } else { "credit not looked for" }
}

fn width<'a>(names: impl Iterator<Item = &'a str>) -> usize {
    names.map(|name| name.chars().count()).max().unwrap_or(0)
}

fn contents(output: &Written, wide: usize) -> String {
    let (one, many) = output.unit;
    let amount = counted(output.tally.rows as usize, one, many);
    format!("{:wide$}  {} ({amount})", output.file, output.about)
}
