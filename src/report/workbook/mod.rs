//! `report.xlsx`: the tables as sheets of one workbook, with a summary in front.
//!
//! Texts are written as texts and numbers as numbers, nothing as a formula. A table that is longer than a sheet goes on in
//! a second one; a matrix that is wider, or has more cells than memory should be spent on, is left out, and both are said on
//! the summary and as warnings. The bytes are the same for the same findings: the date of creation is a fixed one.

mod overview;
mod sheet;
mod style;

use super::folder::OutputFolder;
use super::matrix;
use super::table::Table;
use super::{ReportError, Run, Tally, Written};
use crate::observe::{Warning, WarningKind};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};
use std::io::{self, Write};
use style::Style;

pub(super) const FILE: &str = "report.xlsx";

/// What a sheet holds.
#[derive(Debug, Clone, Copy)]
struct Limits {
    /// Rows below the header row.
    rows: usize,
    columns: usize,
    /// Figures of a matrix: each takes about 160 bytes until the workbook is written.
    figures: usize,
}

const EXCEL: Limits = Limits { rows: super::SHEET_ROWS as usize, columns: 16_384, figures: MOST_FIGURES };

/// The most figures of a matrix that has a sheet: 160 MB. The library could put rows into a file instead of holding them, and
/// panics where that has no room.
const MOST_FIGURES: usize = 1_000_000;

/// One table in the workbook.
struct Entry {
    table: &'static Table,
    /// Its sheets, in their order; none if it was left out.
    sheets: Vec<String>,
    rows: u64,
}

/// Writes the workbook with these tables, which are `written` as CSV already.
pub(super) fn write(
    folder: &OutputFolder,
    run: Run<'_>,
    tables: &[&'static Table],
    written: &[Written],
) -> Result<Written, ReportError> {
    let so_far = written.iter().fold(Tally::default(), |all, output| all.and(output.tally));
    let mut book = Book { limits: EXCEL, so_far, ..Book::default() };
    folder.write(FILE, |out| book.fill(out, run, tables))?;
    Ok(book.written)
}

/// A workbook on its way.
struct Book {
    limits: Limits,
    style: Style,
    sheets: Vec<Worksheet>,
    written: Written,
    /// What became of the cells of the tables as CSV.
    so_far: Tally,
}

impl Default for Book {
    fn default() -> Self {
        let written = Written {
            unit: ("sheet", "sheets"),
            ..Written::of(FILE, "all tables in one workbook, with a summary")
        };
        Self { limits: EXCEL, style: Style::new(), sheets: Vec::new(), written, so_far: Tally::default() }
    }
}

impl Book {
    fn fill(&mut self, out: &mut dyn Write, run: Run<'_>, tables: &[&'static Table]) -> io::Result<()> {
        let mut book = self.workbook(run, tables).map_err(fault)?;
        out.write_all(&book.save_to_buffer().map_err(fault)?)
    }

    fn workbook(&mut self, run: Run<'_>, tables: &[&'static Table]) -> Result<Workbook, XlsxError> {
        let entries: Vec<Entry> =
            tables.iter().map(|table| self.add(run, table)).collect::<Result<_, _>>()?;
        self.written.tally.rows = self.sheets.len() as u64 + 1;
        let mut book = Workbook::new();
        book.set_properties(&properties()?);
        book.push_worksheet(overview::sheet(run, &entries, (&self.written, self.so_far), &self.style)?);
        for sheet in self.sheets.drain(..) {
            book.push_worksheet(sheet);
        }
        Ok(book)
    }

    /// Adds the sheets of a table.
    fn add(&mut self, run: Run<'_>, table: &'static Table) -> Result<Entry, XlsxError> {
        let columns = (table.columns)(run);
        let mut entry = Entry { table, sheets: Vec::new(), rows: 0 };
        if columns.len() > self.limits.columns {
            self.written.warnings.push(too_wide(table, columns.len(), self.limits));
            return Ok(entry);
        }
        if let Some(matrix) = run.findings.matrix.as_ref().filter(|_| table.file == matrix::TABLE.file)
            && matrix.cells.len() > self.limits.figures
        {
            self.written.warnings.push(too_many(table, matrix.cells.len(), self.limits));
            return Ok(entry);
        }
        let mut rows = (table.rows)(run).peekable();
        while entry.sheets.is_empty() || rows.peek().is_some() {
            let name = sheet_name(table, entry.sheets.len() + 1);
            let part = rows.by_ref().take(self.limits.rows);
            let (sheet, tally) = sheet::sheet(&name, table, &columns, part, &self.style)?;
            self.sheets.push(sheet);
            entry.sheets.push(name);
            entry.rows += tally.rows;
            self.written.tally = self.written.tally.and(Tally { rows: 0, ..tally });
        }
        if entry.sheets.len() > 1 {
            self.written.warnings.push(in_parts(&entry));
        }
        Ok(entry)
    }
}

fn sheet_name(table: &Table, number: usize) -> String {
    if number == 1 { table.name().to_owned() } else { format!("{}-{number}", table.name()) }
}

fn too_wide(table: &Table, columns: usize, limits: Limits) -> Warning {
    let (name, most) = (table.name(), limits.columns);
    let what = format!(
        "{FILE}: no sheet {name}: it would have {columns} columns, and a sheet has {most} ({} has all of them)",
        table.file
    );
    Warning::general(WarningKind::LeftOut, what)
}

fn too_many(table: &Table, figures: usize, limits: Limits) -> Warning {
    let (name, most) = (table.name(), limits.figures);
    let what = format!(
        "{FILE}: no sheet {name}: it would have {figures} figures, and a workbook gets at most {most} ({} has all of them)",
        table.file
    );
    Warning::general(WarningKind::LeftOut, what)
}

fn in_parts(entry: &Entry) -> Warning {
    let (name, others) = (entry.table.name(), entry.sheets[1..].join(", "));
    let what = format!("{FILE}: sheet {name} goes on in {others}, with {} rows in all", entry.rows);
    Warning::general(WarningKind::GoesOn, what)
}

/// Without a clock, so that the bytes tell nothing but the findings.
fn properties() -> Result<DocProperties, XlsxError> {
    Ok(DocProperties::new()
        .set_title("What news articles took from one another")
        .set_author("wirecopy")
        .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?))
}

/// A fault of the disk stays one; any other is a limit of the format that we failed to keep.
fn fault(fault: XlsxError) -> io::Error {
    match fault {
        XlsxError::IoError(fault) => fault,
        other => io::Error::other(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::Sample;
    use super::super::{pairs, tables};
    use super::*;

    fn made(sample: &Sample, tables: &[&'static Table], limits: Limits) -> (Vec<u8>, Written) {
        let (mut out, mut book) = (Vec::new(), Book { limits, ..Book::default() });
        book.fill(&mut out, sample.run(), tables).unwrap();
        (out, book.written)
    }

    #[test]
    fn the_same_findings_are_the_same_bytes() {
        let sample = Sample::new();
        let all = tables(sample.run());
        let (first, written) = made(&sample, &all, EXCEL);
        assert!(first == made(&sample, &all, EXCEL).0);
        assert_eq!((written.tally.rows, written.warnings.len()), (10, 0));
    }

    #[test]
    fn a_table_that_is_longer_than_a_sheet_goes_on_in_another_and_it_is_told() {
        let (_, written) = made(&Sample::new(), &[&pairs::TABLE], Limits { rows: 1, ..EXCEL });
        assert_eq!(written.tally.rows, 3);
        let said = written.warnings[0].to_string();
        assert_eq!(said, "report.xlsx: sheet pairs goes on in pairs-2, with 2 rows in all");
    }

    #[test]
    fn a_matrix_that_is_wider_than_a_sheet_is_left_out_and_it_is_told() {
        let (_, written) = made(&Sample::new(), &[&matrix::TABLE], Limits { columns: 3, ..EXCEL });
        assert_eq!(written.tally.rows, 1);
        let said = written.warnings[0].to_string();
        assert!(
            said.contains("no sheet matrix: it would have 4 columns, and a sheet has 3 (matrix.csv"),
            "{said}"
        );
    }
    #[test]
    fn a_matrix_of_more_figures_than_memory_is_spent_on_is_left_out_and_it_is_told() {
        let (_, written) = made(&Sample::new(), &[&matrix::TABLE], Limits { figures: 8, ..EXCEL });
        assert_eq!(written.tally.rows, 1);
        let said = written.warnings[0].to_string();
        assert!(
            said.contains("no sheet matrix: it would have 9 figures") && said.contains("matrix.csv"),
            "{said}"
        );
    }
}
