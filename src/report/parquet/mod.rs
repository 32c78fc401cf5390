//! The tables as Parquet: the same rows under the same names, with types. Ids and texts are texts, as they are in the input;
//! counts and places are whole numbers, shares numbers of four decimals as in CSV, flags truth values.
//!
//! A date is the first moment in which the article can have been published, in UTC: a date without an hour is the beginning of
//! its day. So that nothing is lost, what was given is a column as well, behind all others. Rows are held until they are a row
//! group of [`GROUP_ROWS`] or [`GROUP_BYTES`], so memory does not grow with the table. The same rows are the same bytes.

mod column;
mod rows;

pub use rows::{Rows, have_the_same_columns};

use super::folder::OutputFolder;
use super::table::{Cell, Column, Kind, Table};
use super::{ReportError, Run, Tally, Written};
use column::{Filling, kind_of};
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;
use std::io::{self, Write};
use std::sync::Arc;

/// The most rows of a row group.
const GROUP_ROWS: u64 = 1 << 16;

/// The most bytes of values that are held for a row group.
const GROUP_BYTES: usize = 32 << 20;

/// Writes each of these tables to a file of its own.
pub(super) fn write(
    folder: &OutputFolder,
    run: Run<'_>,
    tables: &[&'static Table],
) -> Result<Vec<Written>, ReportError> {
    tables.iter().map(|table| write_one(folder, run, table)).collect()
}

fn write_one(folder: &OutputFolder, run: Run<'_>, table: &Table) -> Result<Written, ReportError> {
    let columns = (table.columns)(run);
    let rows = folder.write(table.columnar, |out| written(out, &columns, (table.rows)(run), GROUP_BYTES))?;
    let tally = Tally { rows, ..Tally::default() };
    Ok(Written { tally, ..Written::of(table.columnar, table.about) })
}

/// Writes a file of these rows, in row groups of so many bytes, and says how many they are.
fn written<'a>(
    out: &mut dyn Write,
    columns: &[Column<'_>],
    rows: impl Iterator<Item = Vec<Cell<'a>>>,
    group: usize,
) -> io::Result<u64> {
    let mut file = Columnar::new(out, columns)?;
    for row in rows {
        file.row(&row)?;
        if file.waiting == GROUP_ROWS || file.filling.iter().map(Filling::bytes).sum::<usize>() >= group {
            file.close_group()?;
        }
    }
    file.finish()
}

/// A file on its way out.
struct Columnar<'o> {
    out: &'o mut dyn Write,
    /// Writes into memory, from where every row group goes on to `out`.
    writer: SerializedFileWriter<Vec<u8>>,
    /// The values of the row group so far, a column each.
    filling: Vec<Filling>,
    /// Columns of dates, in their order: what was given stands in as many columns behind all others.
    dates: Vec<usize>,
    waiting: u64,
    rows: u64,
}

impl<'o> Columnar<'o> {
    fn new(out: &'o mut dyn Write, columns: &[Column<'_>]) -> io::Result<Self> {
        let dates = columns.iter().enumerate().filter(|(_, column)| column.kind == Kind::Moment);
        let dates: Vec<usize> = dates.map(|(at, _)| at).collect();
        let given = dates.iter().map(|&at| (format!("{}_given", columns[at].name), Kind::Name));
        let all: Vec<(String, Kind)> =
            columns.iter().map(|column| (column.name.to_owned(), column.kind)).chain(given).collect();
        let fields: Result<Vec<_>, _> =
            all.iter().map(|(name, kind)| kind_of(name, *kind).map(Arc::new)).collect();
        let schema = Type::group_type_builder("schema").with_fields(fields.map_err(fault)?).build();
        let packing = Compression::ZSTD(ZstdLevel::try_new(3).map_err(fault)?);
        let settings = WriterProperties::builder()
            .set_compression(packing)
            .set_created_by(concat!("wirecopy ", env!("CARGO_PKG_VERSION")).to_owned());
        let schema = Arc::new(schema.map_err(fault)?);
        let writer = SerializedFileWriter::new(Vec::new(), schema, Arc::new(settings.build()));
        let filling = all.iter().map(|(_, kind)| Filling::of(*kind)).collect();
        Ok(Self { out, writer: writer.map_err(fault)?, filling, dates, waiting: 0, rows: 0 })
    }

    /// A row; cells that are missing at its end are empty.
    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        let own = self.filling.len() - self.dates.len();
        let (filling, given) = self.filling.split_at_mut(own);
        for (at, column) in filling.iter_mut().enumerate() {
            column.push(cells.get(at).unwrap_or(&Cell::Empty))?;
        }
        for (column, &at) in given.iter_mut().zip(&self.dates) {
            column.push(cells.get(at).unwrap_or(&Cell::Empty))?;
        }
        self.waiting += 1;
        Ok(())
    }

    /// Writes the rows that wait as a row group.
    fn close_group(&mut self) -> io::Result<()> {
        let mut group = self.writer.next_row_group().map_err(fault)?;
        for column in &mut self.filling {
            let mut place =
                group.next_column().map_err(fault)?.ok_or_else(|| io::Error::other("too few columns"))?;
            column.write(&mut place).map_err(fault)?;
            place.close().map_err(fault)?;
        }
        group.close().map_err(fault)?;
        self.rows += std::mem::take(&mut self.waiting);
        // The writer counts what it was given, so what is done can be taken from under it.
        self.writer.flush()?;
        self.out.write_all(&std::mem::take(self.writer.inner_mut()))
    }

    /// Writes what is left, and says how many rows there are.
    fn finish(mut self) -> io::Result<u64> {
        if self.waiting > 0 {
            self.close_group()?;
        }
        self.out.write_all(&self.writer.into_inner().map_err(fault)?)?;
        Ok(self.rows)
    }
}

/// What the library says; where it passes on what the system said, that, so that a full disk is told as one.
fn fault(fault: impl Into<ParquetError>) -> io::Error {
    match fault.into() {
        ParquetError::External(inner) => {
            inner.downcast::<io::Error>().map_or_else(io::Error::other, |fault| *fault)
        }
        other => io::Error::other(other),
    }
}

#[cfg(test)]
mod tests;
