//! Parquet: the rows of a table as lines of JSON, so that columns are fields like any others.
//!
//! A Parquet file is read from its end, and an input may be a pipe: it is put aside in a file of its own first, of which pages
//! of one row group are held at a time. To all else a Parquet file is what packs these lines: places of records count their
//! bytes, a row is a line, and a copy of some rows is lines of JSON, or rows by these numbers.

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use parquet::basic::{LogicalType, TimeUnit};
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use parquet::schema::types::{Type, TypePtr};
use serde_json::{Map, Value};
use std::fs::File;
use std::io::{self, Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The day from which dates are counted.
const UNIX_DAY: Date = Date::constant(1970, 1, 1);

/// The rows of a table, a line each.
///
/// # Errors
/// When it cannot be put aside, or is no Parquet file that can be read.
pub(super) fn lines(mut file: impl Read) -> io::Result<impl Read + Send> {
    let mut aside = tempfile::tempfile()?;
    io::copy(&mut file, &mut aside)?;
    aside.rewind()?;
    guarded(|| Lines::of(aside))
}

struct Lines {
    rows: RowIter<'static>,
    /// The columns, by which moments of a zone are told from those of none.
    columns: Vec<TypePtr>,
    line: Vec<u8>,
    taken: usize,
}

impl Lines {
    fn of(file: File) -> io::Result<Self> {
        let reader = SerializedFileReader::new(file).map_err(unreadable)?;
        let columns = reader.metadata().file_metadata().schema().get_fields().to_vec();
        let rows = RowIter::from_file_into(Box::new(reader));
        Ok(Self { rows, columns, line: Vec::new(), taken: 0 })
    }

    /// The next row; none at the end.
    fn next_line(&mut self) -> io::Result<bool> {
        let Some(row) = guarded(|| self.rows.next().transpose().map_err(unreadable))? else {
            return Ok(false);
        };
        self.line.clear();
        serde_json::to_writer(&mut self.line, &object(&row, &self.columns))?;
        self.line.push(b'\n');
        self.taken = 0;
        Ok(true)
    }
}

impl Read for Lines {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.taken == self.line.len() && !self.next_line()? {
            return Ok(0);
        }
        let count = (&self.line[self.taken..]).read(into)?;
        self.taken += count;
        Ok(count)
    }
}

/// A damaged file may make the library give up where it should have said what is wrong.
fn guarded<T>(read: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| {
        Err(io::Error::new(io::ErrorKind::InvalidData, "not Parquet that can be read: it is damaged"))
    })
}

fn unreadable(fault: ParquetError) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, Unreadable(fault))
}

/// What the library says, with what it is about.
#[derive(Debug, thiserror::Error)]
#[error("not Parquet that can be read: {0}")]
struct Unreadable(#[source] ParquetError);

fn object(row: &Row, columns: &[TypePtr]) -> Value {
    let fields = row.get_column_iter().map(|(name, field)| {
        let column = columns.iter().find(|column| column.name() == name);
        (name.clone(), value(field, column.map(|column| &**column)))
    });
    Value::Object(fields.collect::<Map<_, _>>())
}

fn value(field: &Field, column: Option<&Type>) -> Value {
    match field {
        Field::Group(row) => {
            let inner =
                column.filter(|column| column.is_group()).map_or(&[][..], |column| column.get_fields());
            object(row, inner)
        }
        Field::ListInternal(list) => list.elements().iter().map(|field| value(field, None)).collect(),
        Field::Date(days) => UNIX_DAY
            .checked_add(SignedDuration::from_hours(24 * i64::from(*days)))
            .map_or(Value::Null, |day| day.to_string().into()),
        Field::TimestampMillis(count) => moment(Timestamp::from_millisecond(*count).ok(), column),
        Field::TimestampMicros(count) => moment(Timestamp::from_microsecond(*count).ok(), column),
        Field::Long(count) if is_in_nanoseconds(column) => {
            moment(Timestamp::from_nanosecond(i128::from(*count)).ok(), column)
        }
        other => other.to_json_value(),
    }
}

fn is_in_nanoseconds(column: Option<&Type>) -> bool {
    let kind = column.and_then(|column| column.get_basic_info().logical_type_ref());
    matches!(kind, Some(LogicalType::Timestamp(moment)) if moment.unit == TimeUnit::NANOS)
}

/// A moment as a date is written: with `Z` where the column says that it is one of the world, without a zone where it is one of
/// a clock on some wall.
fn moment(moment: Option<Timestamp>, column: Option<&Type>) -> Value {
    let Some(moment) = moment else { return Value::Null };
    let kind = column.and_then(|column| column.get_basic_info().logical_type_ref());
    let is_local = matches!(kind, Some(LogicalType::Timestamp(moment)) if !moment.is_adjusted_to_u_t_c);
    let written = moment.to_string();
    Value::String(if is_local { written.trim_end_matches('Z').to_owned() } else { written })
}
