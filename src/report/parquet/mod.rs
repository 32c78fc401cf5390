//! The tables as Parquet: the [columns](super::columnar) as they are, a row group for each group of rows. The same rows are the
//! same bytes.

mod column;
mod rows;

pub use rows::{Rows, have_the_same_columns};

use super::columnar::{Field, GROUP_BYTES, Group, Groups};
use super::folder::OutputFolder;
use super::table::Table;
use super::{ReportError, Run, Tally, Written};
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;
use std::io::{self, Write};
use std::sync::Arc;

/// Writes each of these tables to a file of its own.
pub(super) fn write(
    folder: &OutputFolder,
    run: Run<'_>,
    tables: &[&'static Table],
) -> Result<Vec<Written>, ReportError> {
    tables.iter().map(|table| write_one(folder, run, table)).collect()
}

fn write_one(folder: &OutputFolder, run: Run<'_>, table: &Table) -> Result<Written, ReportError> {
    let groups = Groups::of(&(table.columns)(run), (table.rows)(run), GROUP_BYTES);
    let rows = folder.write(table.columnar, |out| written(out, groups))?;
    let tally = Tally { rows, ..Tally::default() };
    Ok(Written { tally, ..Written::of(table.columnar, table.about) })
}

/// Writes a file of these rows, and says how many they are.
fn written(out: &mut dyn Write, groups: Groups<'_>) -> io::Result<u64> {
    let mut file = Columnar::new(out, groups.fields())?;
    for group in groups {
        file.group(group?)?;
    }
    file.finish()
}

/// A file on its way out.
struct Columnar<'o> {
    out: &'o mut dyn Write,
    /// Writes into memory, from where every row group goes on to `out`.
    writer: SerializedFileWriter<Vec<u8>>,
    rows: u64,
}

impl<'o> Columnar<'o> {
    fn new(out: &'o mut dyn Write, fields: &[Field]) -> io::Result<Self> {
        let types: Result<Vec<_>, _> =
            fields.iter().map(|field| column::type_of(&field.name, field.values).map(Arc::new)).collect();
        let schema = Type::group_type_builder("schema").with_fields(types.map_err(fault)?).build();
        let packing = Compression::ZSTD(ZstdLevel::try_new(3).map_err(fault)?);
        let settings = WriterProperties::builder()
            .set_compression(packing)
            .set_created_by(concat!("wirecopy ", env!("CARGO_PKG_VERSION")).to_owned());
        let schema = Arc::new(schema.map_err(fault)?);
        let writer = SerializedFileWriter::new(Vec::new(), schema, Arc::new(settings.build()));
        Ok(Self { out, writer: writer.map_err(fault)?, rows: 0 })
    }

    /// Writes rows as a row group.
    fn group(&mut self, group: Group) -> io::Result<()> {
        let mut writer = self.writer.next_row_group().map_err(fault)?;
        for values in group.columns {
            let mut place =
                writer.next_column().map_err(fault)?.ok_or_else(|| io::Error::other("too few columns"))?;
            column::write(values, &mut place).map_err(fault)?;
            place.close().map_err(fault)?;
        }
        writer.close().map_err(fault)?;
        self.rows += group.rows as u64;
        // The writer counts what it was given, so what is done can be taken from under it.
        self.writer.flush()?;
        self.out.write_all(&std::mem::take(self.writer.inner_mut()))
    }

    /// Writes what is left, and says how many rows there are.
    fn finish(self) -> io::Result<u64> {
        self.out.write_all(&self.writer.into_inner().map_err(fault)?)?;
        Ok(self.rows)
    }
}

fn fault(fault: impl Into<ParquetError>) -> io::Error {
    io::Error::other(fault.into())
}

#[cfg(test)]
mod tests;
