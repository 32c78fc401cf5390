//! A column of a Parquet file: its type, and how the values of a row group are written.

use super::super::columnar::{Texts, Type as Typed, Values, ValuesOf};
use parquet::basic::{LogicalType, Repetition, TimeUnit, Type as Stored};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::writer::SerializedColumnWriter;
use parquet::schema::types::Type;

/// The type of a column of such values; any cell may be empty.
pub(super) fn type_of(name: &str, values: Typed) -> Result<Type, ParquetError> {
    let (stored, meant) = match values {
        Typed::Text => (Stored::BYTE_ARRAY, Some(LogicalType::String)),
        Typed::Flag => (Stored::BOOLEAN, None),
        Typed::Number => (Stored::INT64, None),
        Typed::Share => (Stored::DOUBLE, None),
        Typed::Moment => (Stored::INT64, Some(LogicalType::timestamp(true, TimeUnit::MILLIS))),
    };
    Type::primitive_type_builder(name, stored)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(meant)
        .build()
}

/// Writes the values of a row group.
pub(super) fn write(values: Values, place: &mut SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
    match values {
        Values::Text(texts) => {
            let filled = filled(&texts.filled);
            put::<ByteArrayType>(place, &byte_arrays(texts), &filled)
        }
        Values::Flag(flags) => put_some::<BoolType>(place, &flags),
        Values::Number(numbers) | Values::Moment(numbers) => put_some::<Int64Type>(place, &numbers),
        Values::Share(shares) => put_some::<DoubleType>(place, &shares),
    }
}

fn put_some<D: DataType>(
    place: &mut SerializedColumnWriter<'_>,
    some: &ValuesOf<D::T>,
) -> Result<(), ParquetError> {
    let values = some.values.iter().zip(&some.filled).filter(|(_, filled)| **filled);
    let values: Vec<D::T> = values.map(|(value, _)| value.clone()).collect();
    put::<D>(place, &values, &filled(&some.filled))
}

fn put<D: DataType>(
    place: &mut SerializedColumnWriter<'_>,
    values: &[D::T],
    filled: &[i16],
) -> Result<(), ParquetError> {
    place.typed::<D>().write_batch(values, Some(filled), None).map(|_| ())
}

/// For each row whether it has a value (1) or none (0).
fn filled(filled: &[bool]) -> Vec<i16> {
    filled.iter().copied().map(i16::from).collect()
}

/// Those texts that are there, as pieces of one block.
fn byte_arrays(texts: Texts) -> Vec<ByteArray> {
    let block = ByteArray::from(texts.bytes);
    let pieces = texts.offsets.windows(2).zip(&texts.filled).filter(|(_, filled)| **filled);
    pieces.map(|(ends, _)| block.slice(ends[0] as usize, (ends[1] - ends[0]) as usize)).collect()
}
