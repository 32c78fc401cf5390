//! Rows of some articles and of what was found of them: on a cluster no machine has a run whole, and a table is put together
//! from what each makes of its part.

use super::profile::Profile;
use super::table::Table;
use super::{Execution, Exports, Run, delimited, tables};
use crate::article::Batch;
use crate::findings::Findings;
use crate::observe::{Stage, StageReport};
use crate::plan::Plan;
use std::io;

/// All that a [`Run`] has besides articles, settings and findings, for a part of one: nothing.
#[derive(Debug)]
pub struct Part {
    read_stage: StageReport,
    reading: serde_json::Value,
    exports: Exports,
    execution: Execution,
}

impl Default for Part {
    fn default() -> Self {
        Self {
            read_stage: StageReport { stage: Stage::Read, items_in: 0, items_out: 0, seconds: 0.0 },
            reading: serde_json::Value::Null,
            exports: Exports::default(),
            execution: Execution::begin([], 1),
        }
    }
}

impl Part {
    /// A run of these articles, of which this was found.
    #[must_use]
    pub fn run<'a>(&'a self, batch: &'a Batch, plan: &'a Plan, findings: &'a Findings) -> Run<'a> {
        Run {
            batch,
            rejected: &[],
            read_warnings: &[],
            read_stage: &self.read_stage,
            reading: &self.reading,
            plan,
            findings,
            removals: None,
            profile: Profile::RFC4180,
            exports: &self.exports,
            execution: &self.execution,
        }
    }
}

/// The header and the rows of the table of this name (`pairs`, `clusters`, …), as its CSV file has them, each with its line end.
///
/// # Errors
/// When a run has no such table.
pub fn csv_rows(run: Run<'_>, table: &str) -> io::Result<Vec<String>> {
    let found: Option<&Table> = tables(run).into_iter().find(|found| found.name() == table);
    let no_table = || io::Error::new(io::ErrorKind::InvalidInput, format!("a run has no table {table:?}"));
    let found = found.ok_or_else(no_table)?;
    let columns = (found.columns)(run);
    let mut written = Vec::new();
    delimited::write(&mut written, run.profile, &columns, std::iter::empty())?;
    let header = written.len();
    let mut lines = vec![text(&written)?];
    for row in (found.rows)(run) {
        written.clear();
        delimited::write(&mut written, run.profile, &columns, std::iter::once(row))?;
        lines.push(text(&written[header..])?);
    }
    Ok(lines)
}

fn text(bytes: &[u8]) -> io::Result<String> {
    String::from_utf8(bytes.to_vec()).map_err(|fault| io::Error::new(io::ErrorKind::InvalidData, fault))
}

#[cfg(test)]
mod tests {
    use super::super::pairs;
    use super::super::sample::{Sample, text_of};
    use super::*;

    #[test]
    fn rows_of_a_part_put_together_are_the_table() {
        let sample = Sample::new();
        let part = Part::default();
        let run = part.run(&sample.batch, &sample.plan, &sample.findings);
        assert_eq!(csv_rows(run, "pairs").unwrap().concat(), text_of(&pairs::TABLE, &sample));
        assert_eq!(csv_rows(run, "clusters").unwrap().len(), 3);
        assert!(csv_rows(run, "pears").is_err());
    }
}
