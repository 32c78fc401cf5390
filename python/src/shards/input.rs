//! Columns of a batch by name, and numbers as bytes.

use arrow_array::cast::AsArray;
use arrow_array::types::{ArrowPrimitiveType, Int32Type, Int64Type};
use arrow_array::{Array, ArrayRef, BinaryArray, PrimitiveArray, RecordBatch, StringArray};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef};
use std::sync::Arc;
use wirecopy::read::Field as ArticleField;

pub(super) type Fallible<T> = Result<T, ArrowError>;

pub(super) fn fault(what: &(impl ToString + ?Sized)) -> ArrowError {
    ArrowError::InvalidArgumentError(what.to_string())
}

/// A column of this name and of the type that `of` takes it for.
fn column<'a, T>(batch: &'a RecordBatch, name: &str, of: impl Fn(&'a ArrayRef) -> Option<T>) -> Fallible<T> {
    let column = batch.column_by_name(name).ok_or_else(|| fault(&format!("no column {name:?}")))?;
    of(column).ok_or_else(|| fault(&format!("column {name:?} is {}", column.data_type())))
}

fn numbers<'a, T: ArrowPrimitiveType>(batch: &'a RecordBatch, name: &str) -> Fallible<&'a PrimitiveArray<T>> {
    column(batch, name, |column| column.as_primitive_opt::<T>())
}

pub(super) fn longs<'a>(batch: &'a RecordBatch, name: &str) -> Fallible<&'a PrimitiveArray<Int64Type>> {
    numbers::<Int64Type>(batch, name)
}

pub(super) fn ints<'a>(batch: &'a RecordBatch, name: &str) -> Fallible<&'a PrimitiveArray<Int32Type>> {
    numbers::<Int32Type>(batch, name)
}

pub(super) fn texts<'a>(batch: &'a RecordBatch, name: &str) -> Fallible<&'a StringArray> {
    column(batch, name, |column| column.as_string_opt::<i32>())
}

pub(super) fn bytes<'a>(batch: &'a RecordBatch, name: &str) -> Fallible<&'a BinaryArray> {
    column(batch, name, |column| column.as_binary_opt::<i32>())
}

/// The text of a row; none where there is none.
pub(super) fn text(column: &StringArray, row: usize) -> Option<&str> {
    column.is_valid(row).then(|| column.value(row))
}

/// The columns that come out, each of which may be empty.
pub(super) fn schema(columns: &[(&str, DataType)]) -> SchemaRef {
    let fields: Vec<Field> =
        columns.iter().map(|(name, kind)| Field::new(*name, kind.clone(), true)).collect();
    Arc::new(Schema::new(fields))
}

/// Numbers as bytes, the least first: what engines carry without looking into it.
pub(super) fn packed<const N: usize, T: Copy>(numbers: &[T], to_bytes: impl Fn(T) -> [u8; N]) -> Vec<u8> {
    numbers.iter().flat_map(|&number| to_bytes(number)).collect()
}

/// Numbers from such bytes.
pub(super) fn unpacked<const N: usize, T>(bytes: &[u8], of_bytes: impl Fn([u8; N]) -> T) -> Vec<T> {
    bytes.as_chunks::<N>().0.iter().map(|&bytes| of_bytes(bytes)).collect()
}

/// Whether groups come whole and in order, as an engine was asked for them: a task that got them otherwise must not go on. `place` is
/// the number of a row in its group, from 1.
#[derive(Default)]
pub(super) struct InOrder {
    last: i32,
}

impl InOrder {
    /// Takes in the place of the next row, which is the first of a group or of the same one as the row before.
    pub(super) fn take(&mut self, is_first: bool, place: i32) -> Fallible<()> {
        if place != if is_first { 1 } else { self.last + 1 } {
            return Err(fault("rows of a group do not stand together in their order: the engine lost it"));
        }
        self.last = place;
        Ok(())
    }
}

/// The columns of an article's fields, in the order in which an article is read.
pub(super) struct Fields<'a>([&'a StringArray; ArticleField::COUNT]);

impl<'a> Fields<'a> {
    pub(super) fn of(batch: &'a RecordBatch) -> Fallible<Self> {
        let columns = ArticleField::ALL.map(|field| texts(batch, field.name()));
        let columns = columns.into_iter().collect::<Fallible<Vec<_>>>()?;
        columns.try_into().map(Self).map_err(|_| fault("an article has other fields"))
    }

    pub(super) fn row(&self, row: usize) -> [Option<&'a str>; ArticleField::COUNT] {
        self.0.map(|column| text(column, row))
    }
}
