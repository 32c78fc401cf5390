//! What a person is told at the end of a de-duplication.

use super::super::args::DedupArgs;
use super::super::figures::{counted, duration, thousands};
use super::super::summary;
use super::super::terminal::{Paint, printable};
use super::outputs::is_standard_output;
use crate::findings::{Relation, Removal};
use crate::read::Form;
use crate::report::{Run, Written};
use std::fmt::Write;

/// A finished de-duplication, to be told about.
pub(super) struct Summary<'a> {
    pub(super) run: &'a Run<'a>,
    /// Records of the INPUTs that could not be used.
    pub(super) rejected: usize,
    pub(super) removals: &'a [Removal],
    pub(super) written: &'a [Written],
    pub(super) args: &'a DedupArgs,
    /// How records stand in the output.
    pub(super) form: Option<&'a Form>,
}

impl Summary<'_> {
    /// All of it, in paragraphs; those that would say nothing are left out.
    pub(super) fn text(&self, paint: Paint) -> String {
        let record = self.args.output.record();
        let told = summary::Summary {
            run: self.run,
            written: self.written,
            dir: record.as_deref().unwrap_or_else(|| "-".as_ref()),
        };
        let mut text = String::new();
        for (heading, lines) in [
            ("Compared", told.came_in()),
            ("De-duplicated", self.counts()),
            ("Set aside", told.set_aside().into_iter().map(|line| self.as_it_is(line)).collect()),
            ("Results", self.results()),
        ] {
            if !lines.is_empty() {
                let _ = writeln!(text, "\n{}", paint.strong(heading));
            }
            for line in lines {
                let _ = writeln!(text, "  {}", printable(&line));
            }
        }
        text
    }

    fn counts(&self) -> Vec<String> {
        let (batch, removed) = (self.run.batch, self.removals.len());
        let kept = batch.examined().len() - removed;
        let count = |count: usize| thousands(count as u64);
        let mut lines = vec![format!(
            "{} in: {} kept, {} removed, {} rejected",
            counted(batch.examined().len() + self.rejected, "record", "records"),
            count(kept),
            count(removed),
            count(self.rejected),
        )];
        let for_references =
            self.removals.iter().filter(|removal| removal.kept.index() >= batch.examined().len()).count();
        if for_references > 0 {
            lines.push(format!("{} of the removed resemble a reference", count(for_references)));
        }
        let formulas =
            self.run.findings.pairs.iter().filter(|found| found.relation == Relation::Formula).count();
        if formulas > 0 {
            let pairs = counted(formulas, "pair that shares", "pairs that share");
            lines.push(format!("{pairs} a formula only, no reason to remove either"));
        }
        lines
    }

    /// The line of another summary; without a folder there is no list of what was rejected.
    fn as_it_is(&self, line: String) -> String {
        if self.args.output.record().is_some() { line } else { line.replace(", listed in rejected.csv", "") }
    }

    fn results(&self) -> Vec<String> {
        let execution = self.run.execution;
        let Some(out) = self.args.output.kept() else {
            return vec![format!("none: a dry run writes nothing (after {})", duration(execution.elapsed()))];
        };
        let shown =
            if is_standard_output(out) { "standard output".into() } else { out.display().to_string() };
        let mut lines = vec![format!("{shown} {}", summary::cost(execution))];
        if self.form.is_some_and(|form| form.format.is_document()) {
            lines.push(
                "the inputs are documents: each article is a line of JSON, not a copy of a record".to_owned(),
            );
        }
        if let Some(removed) = &self.args.output.removed {
            let rows = counted(self.removals.len(), "row", "rows");
            lines.push(format!("{}  what was removed, and for which article ({rows})", removed.display()));
        }
        if let Some(folder) = self.args.output.record() {
            lines.push(format!("{}  run.json: settings, inputs, counts; rejected.csv", folder.display()));
        }
        lines
    }
}
