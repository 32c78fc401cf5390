//! What was set aside, left out or written otherwise than it came in.

use super::super::figures::{self, counted, thousands};
use super::Summary;
use crate::observe::WarningKind;
use crate::report::{SHEET_ROWS, Written};
use std::collections::{BTreeMap, BTreeSet};

impl Summary<'_> {
    pub(in crate::cli) fn set_aside(&self) -> Vec<String> {
        let mut kinds: BTreeMap<WarningKind, usize> = BTreeMap::new();
        for warning in self.run.warnings().filter(|warning| warning.kind != WarningKind::LeftOut) {
            *kinds.entry(warning.kind).or_default() += 1;
        }
        // A file may be told of once for each encoding in it; what is counted here are files.
        let decoded = self.run.warnings().filter(|warning| warning.kind == WarningKind::Decoded);
        let files: BTreeSet<_> =
            decoded.map(|warning| warning.place.as_ref().map(|place| &place.path)).collect();
        kinds.entry(WarningKind::Decoded).and_modify(|count| *count = files.len());
        kinds.remove(&WarningKind::Rejected);
        kinds.remove(&WarningKind::RecurringWording);
        let mut lines: Vec<String> = self.rejected().into_iter().collect();
        lines.extend(kinds.into_iter().map(|(kind, count)| figures::warnings(kind, count)));
        lines.extend(self.recurring_wording());
        lines.extend(self.outside_window());
        lines.extend(self.left_out());
        lines.extend(self.hardened());
        lines.extend(self.cut());
        lines.extend(self.overlong());
        lines.extend(
            self.written.iter().filter(|output| is_too_long(output)).map(|output| self.too_long(output)),
        );
        lines
    }

    /// Records that could not be used; where they are the most, a word of the command line is likely to be wrong.
    fn rejected(&self) -> Option<String> {
        let rejected = self.run.rejected;
        let first = rejected.first()?;
        let records = rejected.len() + self.run.batch.articles().len();
        Some(if rejected.len() * 2 > records {
            format!(
                "MOST RECORDS WERE REJECTED: {} of {}, listed in rejected.csv; the first, {}: {}",
                thousands(rejected.len() as u64),
                thousands(records as u64),
                first.place,
                first.reason
            )
        } else {
            figures::warnings(WarningKind::Rejected, rejected.len())
        })
    }

    /// Wording that might have been a passage if it did not keep recurring.
    fn recurring_wording(&self) -> Option<String> {
        let learnt = self.run.findings.learnt.as_ref()?;
        let stretches =
            counted(learnt.recurring_stretches as usize, "stretch of wording", "stretches of wording");
        let articles = counted(learnt.articles_with_recurring_stretches as usize, "article", "articles");
        (learnt.recurring_stretches > 0)
            .then(|| format!("{stretches} in {articles}, taken for stock phrases (run.json quotes some)"))
    }

    /// Pairs that only their dates kept from being compared.
    fn outside_window(&self) -> Option<String> {
        let pairs = self.run.findings.outside_window;
        let told = counted(pairs as usize, "pair of articles", "pairs of articles");
        (pairs > 0).then(|| format!("{told} that are near-duplicates, further apart than --window, left out"))
    }

    /// Outputs that there are not, and what to use instead. The run warns of the matrix too, without our thousands.
    fn left_out(&self) -> Vec<String> {
        let warned = self.run.warnings().filter(|warning| warning.kind == WarningKind::LeftOut);
        let others = warned.filter(|warning| !warning.what.contains("matrix.csv"));
        let others = others.chain(self.written.iter().flat_map(|output| &output.warnings));
        self.no_matrix().into_iter().chain(others.map(ToString::to_string)).collect()
    }

    fn no_matrix(&self) -> Option<String> {
        let limit = self.run.plan.matrix?.limit;
        let articles = self.run.batch.examined().len().max(self.run.batch.references().len());
        (self.run.findings.matrix.is_none() && articles > limit).then(|| {
            format!(
                "no matrix.csv: {} articles are more than --matrix-limit {}; pairs.csv has every related pair",
                thousands(articles as u64),
                thousands(limit as u64),
            )
        })
    }

    fn hardened(&self) -> Option<String> {
        let cells: u64 = self.written.iter().map(|table| table.tally.hardened).sum();
        let told = counted(cells as usize, "cell that looks like a formula", "cells that look like formulas");
        (cells > 0).then(|| format!("{told}, written with a leading '"))
    }

    fn cut(&self) -> Option<String> {
        let cells: u64 = self.written.iter().map(|output| output.tally.cut).sum();
        let told = counted(cells as usize, "text", "texts");
        (cells > 0).then(|| format!("{told} longer than a cell of a spreadsheet holds, cut short with …"))
    }

    /// Only where somebody means to open them in a spreadsheet.
    fn overlong(&self) -> Option<String> {
        let cells: u64 = self.written.iter().map(|output| output.tally.overlong).sum();
        let told = counted(cells as usize, "cell", "cells");
        (cells > 0 && self.run.profile.is_for_spreadsheets())
            .then(|| format!("{told} longer than 32,767 characters, which a spreadsheet does not show whole"))
    }

    fn too_long(&self, output: &Written) -> String {
        let remedy =
            if self.run.profile.is_for_spreadsheets() { "" } else { " (--csv excel makes several files)" };
        format!(
            "{}: {} rows; a spreadsheet shows the first {}{remedy}",
            output.file,
            thousands(output.tally.rows),
            thousands(SHEET_ROWS)
        )
    }
}

fn is_too_long(output: &Written) -> bool {
    output.parts == 1 && output.unit.0 == "row" && output.tally.rows > SHEET_ROWS
}
