//! What a cell of Arrow is to the reader of articles: what the same cell would be in a line of JSON.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Date64Type, Float16Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType,
    UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef, make_array};
use arrow_buffer::NullBuffer;
use arrow_schema::{DataType, TimeUnit};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use wirecopy::read::Value;

/// The day from which dates are counted.
const UNIX_DAY: Date = Date::constant(1970, 1, 1);

/// What a cell holds.
pub(crate) fn of(column: &dyn Array, row: usize) -> Value {
    if column.is_null(row) {
        return Value::Null;
    }
    match column.data_type() {
        DataType::Utf8 => Value::Text(column.as_string::<i32>().value(row).to_owned()),
        DataType::LargeUtf8 => Value::Text(column.as_string::<i64>().value(row).to_owned()),
        DataType::Utf8View => Value::Text(column.as_string_view().value(row).to_owned()),
        DataType::Null => Value::Null,
        DataType::Boolean => Value::Unusable("a truth value"),
        DataType::Struct(_) => Value::Unusable("an object"),
        DataType::Dictionary(_, _) => of_dictionary(column, row),
        DataType::List(_) => of_list(&column.as_list::<i32>().value(row)),
        DataType::LargeList(_) => of_list(&column.as_list::<i64>().value(row)),
        DataType::FixedSizeList(_, _) => of_list(&column.as_fixed_size_list().value(row)),
        DataType::Date32 | DataType::Date64 | DataType::Timestamp(_, _) => moment(column, row),
        _ => number(column, row).unwrap_or(Value::Unusable("neither text nor number nor date")),
    }
}

/// The cells of a column but for those that are masked: null where the mask says so, or the column itself.
pub(crate) fn without(column: &ArrayRef, mask: Option<&NullBuffer>) -> Option<ArrayRef> {
    let nulls = NullBuffer::union(column.nulls(), mask);
    let data = column.to_data().into_builder().nulls(nulls).build().ok()?;
    Some(make_array(data))
}

/// Bytes of all cells of a column of texts; none of another column.
pub(crate) fn text_bytes(column: &dyn Array) -> Option<u64> {
    let between = |first: i64, last: i64| (last - first).unsigned_abs();
    match column.data_type() {
        DataType::Utf8 => {
            let offsets = column.as_string::<i32>().value_offsets();
            Some(between((*offsets.first()?).into(), (*offsets.last()?).into()))
        }
        DataType::LargeUtf8 => {
            let offsets = column.as_string::<i64>().value_offsets();
            Some(between(*offsets.first()?, *offsets.last()?))
        }
        DataType::Utf8View => Some(column.as_string_view().lengths().map(u64::from).sum()),
        _ => None,
    }
}

/// The value that a key stands for.
fn of_dictionary(column: &dyn Array, row: usize) -> Value {
    let dictionary = column.as_any_dictionary();
    let Some(Value::Number(key)) = number(dictionary.keys(), row) else { return Value::Null };
    key.parse().map_or(Value::Null, |key: usize| of(dictionary.values(), key))
}

/// A list of texts, which are paragraphs; a null among them is left out.
fn of_list(list: &ArrayRef) -> Value {
    let mut parts = Vec::with_capacity(list.len());
    for at in 0..list.len() {
        match of(list, at) {
            Value::Text(part) => parts.push(part),
            Value::Null => {}
            _ => return Value::Unusable("a list of more than strings"),
        }
    }
    Value::List(parts)
}

/// A number as it would be written; none of a column of anything else. What is not a number is none.
fn number(column: &dyn Array, row: usize) -> Option<Value> {
    macro_rules! whole {
        ($type:ty) => {
            column.as_primitive::<$type>().value(row).to_string()
        };
    }
    let float =
        |value: f64| if value.is_finite() { Value::Number(format!("{value:?}")) } else { Value::Null };
    Some(Value::Number(match column.data_type() {
        DataType::Int8 => whole!(Int8Type),
        DataType::Int16 => whole!(Int16Type),
        DataType::Int32 => whole!(Int32Type),
        DataType::Int64 => whole!(Int64Type),
        DataType::UInt8 => whole!(UInt8Type),
        DataType::UInt16 => whole!(UInt16Type),
        DataType::UInt32 => whole!(UInt32Type),
        DataType::UInt64 => whole!(UInt64Type),
        DataType::Float16 => return Some(float(column.as_primitive::<Float16Type>().value(row).into())),
        DataType::Float32 => return Some(float(column.as_primitive::<Float32Type>().value(row).into())),
        DataType::Float64 => return Some(float(column.as_primitive::<Float64Type>().value(row))),
        _ => return None,
    }))
}

/// A day, or a moment: with `Z` where the column says that it is one of the world, without a zone where it is one of a clock on
/// some wall. One that is in no year that can be written is none.
fn moment(column: &dyn Array, row: usize) -> Value {
    let day = |days: i64| {
        let day = UNIX_DAY.checked_add(SignedDuration::from_hours(24 * days));
        day.map_or(Value::Null, |day| Value::Text(day.to_string()))
    };
    let (moment, zone) = match column.data_type() {
        DataType::Date32 => return day(column.as_primitive::<Date32Type>().value(row).into()),
        DataType::Date64 => {
            return day(column.as_primitive::<Date64Type>().value(row).div_euclid(86_400_000));
        }
        DataType::Timestamp(TimeUnit::Second, zone) => {
            (Timestamp::from_second(column.as_primitive::<TimestampSecondType>().value(row)), zone)
        }
        DataType::Timestamp(TimeUnit::Millisecond, zone) => {
            (Timestamp::from_millisecond(column.as_primitive::<TimestampMillisecondType>().value(row)), zone)
        }
        DataType::Timestamp(TimeUnit::Microsecond, zone) => {
            (Timestamp::from_microsecond(column.as_primitive::<TimestampMicrosecondType>().value(row)), zone)
        }
        DataType::Timestamp(TimeUnit::Nanosecond, zone) => {
            let count = column.as_primitive::<TimestampNanosecondType>().value(row);
            (Timestamp::from_nanosecond(count.into()), zone)
        }
        _ => return Value::Null,
    };
    let Ok(moment) = moment else { return Value::Null };
    let written = moment.to_string();
    Value::Text(if zone.is_some() { written } else { written.trim_end_matches('Z').to_owned() })
}
