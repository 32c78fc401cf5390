//! Rows of Parquet tables on their way into one table with the same columns: types, values and what the first table says of
//! itself are carried through as they are.
//!
//! A row group is copied a column at a time, in portions of [`PORTION`] rows: values of the physical type, with the levels that
//! say which of them are missing and where lists begin. Nothing is turned into anything else on the way.

use super::fault;
use parquet::basic::Compression;
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::column::writer::ColumnWriterImpl;
use parquet::data_type::{self as types, DataType};
use parquet::errors::{ParquetError, Result};
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader, RowGroupReader, SerializedFileReader};
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use std::fs::File;
use std::io::{self, Write};
use std::ops::Range;
use std::sync::{Arc, Mutex};

/// Rows of which values are held at a time.
const PORTION: usize = 256;

/// Whether two tables have the same columns: names, types and nesting, in the same order.
///
/// # Errors
/// When one of them cannot be read.
pub fn have_the_same_columns(one: &File, other: &File) -> io::Result<bool> {
    let (one, other) = (opened(one)?, opened(other)?);
    let columns =
        |table: &SerializedFileReader<File>| table.metadata().file_metadata().schema().get_fields().to_vec();
    Ok(columns(&one) == columns(&other))
}

/// A table on its way out.
pub struct Rows<W: Write + Send> {
    writer: SerializedFileWriter<Remembering<W>>,
    refused: Refused,
}

/// What an output has refused to take, if it has.
type Refused = Arc<Mutex<Option<io::Error>>>;

/// An output that remembers why it took no more: the library does not pass that on everywhere, and a full disk is told as one.
struct Remembering<W> {
    inner: W,
    refused: Refused,
}

impl<W> Remembering<W> {
    fn noted<T>(&self, done: io::Result<T>) -> io::Result<T> {
        if let (Err(fault), Ok(mut refused)) = (&done, self.refused.lock())
            && fault.kind() != io::ErrorKind::Interrupted
        {
            *refused = Some(io::Error::new(fault.kind(), fault.to_string()));
        }
        done
    }
}

impl<W: Write> Write for Remembering<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let done = self.inner.write(bytes);
        self.noted(done)
    }

    fn flush(&mut self) -> io::Result<()> {
        let done = self.inner.flush();
        self.noted(done)
    }
}

/// What went wrong: what the output has refused, or else what the library says.
fn told_by(refused: &Refused) -> impl Fn(ParquetError) -> io::Error + use<'_> {
    |said| refused.lock().ok().and_then(|mut refused| refused.take()).unwrap_or_else(|| fault(said))
}

impl<W: Write + Send> Rows<W> {
    /// A table with the columns of this one, packed as they are there, and what it says of itself besides.
    ///
    /// # Errors
    /// When the table cannot be read, or `out` cannot be written.
    pub fn begin(out: W, like: &File) -> io::Result<Self> {
        let like = opened(like)?;
        let described = like.metadata().file_metadata();
        let mut settings = WriterProperties::builder()
            .set_created_by(concat!("wirecopy ", env!("CARGO_PKG_VERSION")).to_owned())
            .set_key_value_metadata(described.key_value_metadata().cloned())
            .set_compression(Compression::UNCOMPRESSED);
        for column in like.metadata().row_groups().first().map_or(&[][..], |group| group.columns()) {
            settings = settings.set_column_compression(column.column_path().clone(), column.compression());
        }
        let schema = described.schema_descr().root_schema_ptr();
        let refused = Refused::default();
        let out = Remembering { inner: out, refused: Arc::clone(&refused) };
        let writer = SerializedFileWriter::new(out, schema, Arc::new(settings.build()));
        Ok(Self { writer: writer.map_err(told_by(&refused))?, refused })
    }

    /// Copies the rows of a table with these numbers, which count from 0 and grow. Row groups without one of them are left out.
    ///
    /// # Errors
    /// When the table cannot be read or has other columns, or the output cannot be written.
    pub fn copy(&mut self, table: &File, rows: &[u64]) -> io::Result<()> {
        let table = opened(table)?;
        let (mut rows, mut start) = (rows, 0);
        for number in 0..table.num_row_groups() {
            let group = table.get_row_group(number).map_err(fault)?;
            let end = start + u64::try_from(group.metadata().num_rows()).map_err(io::Error::other)?;
            let (here, behind) = rows.split_at(rows.partition_point(|&row| row < end));
            if !here.is_empty() {
                let copied = self.group(&*group, &stretches(here, start));
                copied.map_err(told_by(&self.refused))?;
            }
            (rows, start) = (behind, end);
        }
        if rows.is_empty() { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
    }

    fn group(&mut self, from: &dyn RowGroupReader, rows: &[Range<usize>]) -> Result<()> {
        let mut group = self.writer.next_row_group()?;
        for number in 0..from.num_columns() {
            let mut place = group.next_column()?.ok_or_else(too_few_columns)?;
            copy_column(from.get_column_reader(number)?, &mut place, rows)?;
            place.close()?;
        }
        group.close()?;
        Ok(())
    }

    /// Writes the end of the table, and gives the output back.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn finish(self) -> io::Result<W> {
        Ok(self.writer.into_inner().map_err(told_by(&self.refused))?.inner)
    }
}

fn opened(table: &File) -> io::Result<SerializedFileReader<File>> {
    SerializedFileReader::new(table.try_clone()?).map_err(fault)
}

fn too_few_columns() -> ParquetError {
    ParquetError::General("the table has more columns than its copy".to_owned())
}

/// Numbers that grow, counted from `start`, as stretches of neighbours.
fn stretches(rows: &[u64], start: u64) -> Vec<Range<usize>> {
    let mut stretches: Vec<Range<usize>> = Vec::new();
    for row in rows.iter().map(|row| (row - start) as usize) {
        match stretches.last_mut() {
            Some(last) if last.end == row => last.end += 1,
            _ => stretches.push(row..row + 1),
        }
    }
    stretches
}

fn copy_column(from: ColumnReader, to: &mut SerializedColumnWriter<'_>, rows: &[Range<usize>]) -> Result<()> {
    match from {
        ColumnReader::BoolColumnReader(from) => copy_values(from, to.typed::<types::BoolType>(), rows),
        ColumnReader::Int32ColumnReader(from) => copy_values(from, to.typed::<types::Int32Type>(), rows),
        ColumnReader::Int64ColumnReader(from) => copy_values(from, to.typed::<types::Int64Type>(), rows),
        ColumnReader::Int96ColumnReader(from) => copy_values(from, to.typed::<types::Int96Type>(), rows),
        ColumnReader::FloatColumnReader(from) => copy_values(from, to.typed::<types::FloatType>(), rows),
        ColumnReader::DoubleColumnReader(from) => copy_values(from, to.typed::<types::DoubleType>(), rows),
        ColumnReader::ByteArrayColumnReader(from) => {
            copy_values(from, to.typed::<types::ByteArrayType>(), rows)
        }
        ColumnReader::FixedLenByteArrayColumnReader(from) => {
            copy_values(from, to.typed::<types::FixedLenByteArrayType>(), rows)
        }
    }
}

fn copy_values<T: DataType>(
    mut from: ColumnReaderImpl<T>,
    to: &mut ColumnWriterImpl<'_, T>,
    rows: &[Range<usize>],
) -> Result<()> {
    let (mut values, mut missing, mut nested) = (Vec::new(), Vec::new(), Vec::new());
    let mut at = 0;
    for stretch in rows {
        from.skip_records(stretch.start - at)?;
        at = stretch.start;
        while at < stretch.end {
            values.clear();
            missing.clear();
            nested.clear();
            let wanted = PORTION.min(stretch.end - at);
            let (read, ..) = from.read_records(wanted, Some(&mut missing), Some(&mut nested), &mut values)?;
            if read < wanted {
                return Err(ParquetError::EOF("a column has fewer rows than its table".to_owned()));
            }
            to.write_batch(&values, present(&missing), present(&nested))?;
            at += read;
        }
    }
    Ok(())
}

/// Levels, of a column that has any.
fn present(levels: &[i16]) -> Option<&[i16]> {
    (!levels.is_empty()).then_some(levels)
}

#[cfg(test)]
mod tests;
