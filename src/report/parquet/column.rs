//! A column of a Parquet file: its type, and the values of a row group.

use super::super::table::{Cell, Kind, decimals};
use parquet::basic::{LogicalType, Repetition, TimeUnit, Type as Stored};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::writer::SerializedColumnWriter;
use parquet::schema::types::Type;
use std::io;

/// The type of a column of this kind; any cell may be empty.
pub(super) fn kind_of(name: &str, kind: Kind) -> Result<Type, ParquetError> {
    let (stored, meant) = match kind {
        Kind::Name | Kind::Text | Kind::Excerpt | Kind::Note | Kind::Word(_) => {
            (Stored::BYTE_ARRAY, Some(LogicalType::String))
        }
        Kind::Flag => (Stored::BOOLEAN, None),
        Kind::Count | Kind::Ordinal | Kind::Minutes => (Stored::INT64, None),
        Kind::Share => (Stored::DOUBLE, None),
        Kind::Moment => (Stored::INT64, Some(LogicalType::timestamp(true, TimeUnit::MILLIS))),
    };
    Type::primitive_type_builder(name, stored)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(meant)
        .build()
}

/// Values of one type, and for each row whether it has one (1) or none (0).
#[derive(Debug)]
pub(super) struct Values<T> {
    values: Vec<T>,
    filled: Vec<i16>,
}

impl<T> Values<T> {
    fn none() -> Self {
        Self { values: Vec::new(), filled: Vec::new() }
    }

    fn push(&mut self, value: Option<T>) {
        self.filled.push(i16::from(value.is_some()));
        self.values.extend(value);
    }

    fn write<D: DataType<T = T>>(
        &mut self,
        place: &mut SerializedColumnWriter<'_>,
    ) -> Result<(), ParquetError> {
        place.typed::<D>().write_batch(&self.values, Some(&self.filled), None)?;
        self.values.clear();
        self.filled.clear();
        Ok(())
    }
}

/// The values of a column that wait to be written.
#[derive(Debug)]
pub(super) enum Filling {
    Text(Values<ByteArray>, usize),
    Flag(Values<bool>),
    Number(Values<i64>),
    Share(Values<f64>),
    /// Milliseconds since 1970.
    Moment(Values<i64>),
}

impl Filling {
    pub(super) fn of(kind: Kind) -> Self {
        match kind {
            Kind::Name | Kind::Text | Kind::Excerpt | Kind::Note | Kind::Word(_) => {
                Self::Text(Values::none(), 0)
            }
            Kind::Flag => Self::Flag(Values::none()),
            Kind::Count | Kind::Ordinal | Kind::Minutes => Self::Number(Values::none()),
            Kind::Share => Self::Share(Values::none()),
            Kind::Moment => Self::Moment(Values::none()),
        }
    }

    /// Bytes that are held, about.
    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::Text(values, bytes) => bytes + values.filled.len() * size_of::<ByteArray>(),
            Self::Flag(values) => values.filled.len(),
            Self::Number(values) | Self::Moment(values) => values.filled.len() * 8,
            Self::Share(values) => values.filled.len() * 8,
        }
    }

    /// Takes in the cell of the next row.
    ///
    /// # Errors
    /// When the cell is not of the kind that its column is said to be: a fault of this program, which no reader should find out.
    pub(super) fn push(&mut self, cell: &Cell<'_>) -> io::Result<()> {
        match (self, cell) {
            (Self::Text(values, _), Cell::Empty) => values.push(None),
            (Self::Flag(values), Cell::Empty) => values.push(None),
            (Self::Number(values) | Self::Moment(values), Cell::Empty) => values.push(None),
            (Self::Share(values), Cell::Empty) => values.push(None),
            (Self::Text(values, bytes), cell) => {
                let text = text_of(cell).ok_or_else(|| wrong("a text", cell))?;
                *bytes += text.len();
                // An empty text is none, as in CSV.
                values.push((!text.is_empty()).then(|| ByteArray::from(text.as_bytes().to_vec())));
            }
            (Self::Flag(values), Cell::Word(word)) => values.push(Some(word == "yes")),
            (Self::Number(values), Cell::Count(count)) => {
                values.push(Some(i64::try_from(*count).map_err(io::Error::other)?));
            }
            (Self::Number(values), Cell::Minutes(minutes)) => values.push(Some(*minutes)),
            // The figure of the CSV, so that both can be compared.
            (Self::Share(values), Cell::Share(share)) => {
                values.push(Some(decimals(*share, '.').parse().map_err(io::Error::other)?));
            }
            (Self::Moment(values), Cell::Moment(published)) => {
                values.push(published.earliest.checked_mul(1_000));
            }
            (Self::Flag(_), cell) => return Err(wrong("yes or no", cell)),
            (Self::Number(_), cell) => return Err(wrong("a whole number", cell)),
            (Self::Share(_), cell) => return Err(wrong("a share", cell)),
            (Self::Moment(_), cell) => return Err(wrong("a date", cell)),
        }
        Ok(())
    }

    /// Writes what waits.
    pub(super) fn write(&mut self, place: &mut SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        match self {
            Self::Text(values, bytes) => {
                *bytes = 0;
                values.write::<ByteArrayType>(place)
            }
            Self::Flag(values) => values.write::<BoolType>(place),
            Self::Number(values) | Self::Moment(values) => values.write::<Int64Type>(place),
            Self::Share(values) => values.write::<DoubleType>(place),
        }
    }
}

fn text_of<'c>(cell: &'c Cell<'_>) -> Option<&'c str> {
    match cell {
        Cell::Name(text) => Some(text),
        Cell::Text(text) | Cell::Cut(text) => Some(text),
        Cell::Word(word) => Some(word),
        Cell::Moment(published) => Some(&published.given),
        Cell::Empty | Cell::Count(_) | Cell::Minutes(_) | Cell::Share(_) => None,
    }
}

fn wrong(wanted: &str, cell: &Cell<'_>) -> io::Error {
    io::Error::other(format!("a cell is not {wanted}: {cell:?}"))
}
