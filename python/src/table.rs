//! A table that Python gets: batches of Arrow, which other libraries take without a copy.

use crate::capsule;
use crate::fault::Fault;
use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int64Type, TimestampMillisecondType};
use arrow_array::{
    Array, ArrayRef, BooleanArray, Float64Array, Int64Array, RecordBatch, RecordBatchIterator,
    RecordBatchOptions, StringArray, TimestampMillisecondArray,
};
use arrow_buffer::{BooleanBuffer, Buffer, NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::{ArrowError, DataType, Field, Schema, SchemaRef, TimeUnit};
use arrow_select::concat::concat_batches;
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyList};
use std::sync::Arc;
use wirecopy::report::columnar::{Group, Groups, Type, Values, ValuesOf};

/// The key under which a column says what its values mean.
const ABOUT: &str = "about";

/// A table of Arrow. Whatever takes Arrow takes it as it is, without a copy: ``pyarrow.table(t)``, ``polars.DataFrame(t)``,
/// ``duckdb.from_arrow(pyarrow.table(t))``; ``to_pandas()`` and the like say it in one word.
#[pyclass(frozen, module = "wirecopy")]
pub(crate) struct Table {
    schema: SchemaRef,
    batches: Vec<RecordBatch>,
}

impl Table {
    pub(crate) fn new(schema: SchemaRef, batches: Vec<RecordBatch>) -> Self {
        Self { schema, batches }
    }

    /// The table of these columns.
    ///
    /// # Errors
    /// When they do not fit together, which is a fault of this program.
    pub(crate) fn of(groups: Groups<'_>) -> Result<Self, Fault> {
        let schema = columns(&groups);
        let mut batches = Vec::new();
        for group in groups {
            batches.push(batch(&schema, group.map_err(Fault::input)?).map_err(Fault::input)?);
        }
        Ok(Self { schema, batches })
    }

    /// All rows of these columns in one batch.
    ///
    /// # Errors
    /// When they do not fit together, which is a fault of this program.
    pub(crate) fn whole(groups: Groups<'_>) -> Result<RecordBatch, ArrowError> {
        let schema = columns(&groups);
        let batches = groups.map(|group| batch(&schema, group?)).collect::<Result<Vec<_>, _>>()?;
        concat_batches(&schema, &batches)
    }
}

/// The columns of a table, as Arrow knows them.
fn columns(groups: &Groups<'_>) -> SchemaRef {
    let fields = groups
        .fields()
        .iter()
        .map(|field| Field::new(&field.name, kind(field.values), true).with_metadata([(ABOUT, field.about)]));
    Arc::new(Schema::new(fields.collect::<Vec<_>>()))
}

pub(crate) fn kind(values: Type) -> DataType {
    match values {
        Type::Text => DataType::Utf8,
        Type::Flag => DataType::Boolean,
        Type::Number => DataType::Int64,
        Type::Share => DataType::Float64,
        Type::Moment => DataType::Timestamp(TimeUnit::Millisecond, Some("UTC".into())),
    }
}

fn batch(schema: &SchemaRef, group: Group) -> Result<RecordBatch, ArrowError> {
    let options = RecordBatchOptions::new().with_row_count(Some(group.rows));
    let columns = group.columns.into_iter().map(column).collect::<Result<_, _>>()?;
    RecordBatch::try_new_with_options(schema.clone(), columns, &options)
}

/// The same memory, known to Arrow.
fn column(values: Values) -> Result<ArrayRef, ArrowError> {
    fn parts<T: arrow_buffer::ArrowNativeType>(values: ValuesOf<T>) -> (ScalarBuffer<T>, Option<NullBuffer>) {
        (values.values.into(), nulls(values.filled))
    }
    Ok(match values {
        Values::Text(texts) => {
            let offsets = OffsetBuffer::new(texts.offsets.into());
            Arc::new(StringArray::try_new(offsets, Buffer::from_vec(texts.bytes), nulls(texts.filled))?)
        }
        Values::Flag(flags) => {
            Arc::new(BooleanArray::new(BooleanBuffer::from(flags.values), nulls(flags.filled)))
        }
        Values::Number(numbers) => {
            let (values, nulls) = parts(numbers);
            Arc::new(Int64Array::try_new(values, nulls)?)
        }
        Values::Share(shares) => {
            let (values, nulls) = parts(shares);
            Arc::new(Float64Array::try_new(values, nulls)?)
        }
        Values::Moment(moments) => {
            let (values, nulls) = parts(moments);
            Arc::new(TimestampMillisecondArray::try_new(values, nulls)?.with_timezone("UTC"))
        }
    })
}

/// Which rows have no value; none if all have one.
fn nulls(filled: Vec<bool>) -> Option<NullBuffer> {
    Some(NullBuffer::from(filled)).filter(|nulls| nulls.null_count() > 0)
}

#[pymethods]
impl Table {
    /// The batches, for whoever takes Arrow (the `PyCapsule` interface). They come as they are: another schema is not made.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        let batches = self.batches.clone().into_iter().map(Ok);
        capsule::given(py, Box::new(RecordBatchIterator::new(batches, self.schema.clone())))
    }

    /// The columns, for whoever takes Arrow.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        capsule::columns(py, &self.schema)
    }

    /// How many rows there are.
    #[getter]
    fn num_rows(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    fn __len__(&self) -> usize {
        self.num_rows()
    }

    /// The names of the columns, in their order.
    #[getter]
    fn column_names(&self) -> Vec<&str> {
        self.schema.fields().iter().map(|field| field.name().as_str()).collect()
    }

    /// What the values of each column mean, in the words of the README; nothing of a column of the caller's.
    fn describe<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let told = PyDict::new(py);
        for field in self.schema.fields() {
            if let Some(about) = field.metadata().get(ABOUT) {
                told.set_item(field.name(), about)?;
            }
        }
        Ok(told)
    }

    /// A ``pyarrow.Table`` of the same memory (needs pyarrow).
    fn to_pyarrow(slf: Bound<'_, Self>) -> PyResult<Bound<'_, PyAny>> {
        slf.py().import("pyarrow")?.call_method1("table", (slf,))
    }

    /// A ``pandas.DataFrame`` (needs pyarrow and pandas).
    fn to_pandas(slf: Bound<'_, Self>) -> PyResult<Bound<'_, PyAny>> {
        Self::to_pyarrow(slf)?.call_method0("to_pandas")
    }

    /// A ``polars.DataFrame`` of the same memory (needs polars).
    fn to_polars(slf: Bound<'_, Self>) -> PyResult<Bound<'_, PyAny>> {
        slf.py().import("polars")?.call_method1("DataFrame", (slf,))
    }

    /// The rows as dictionaries, which needs no other library. A moment is a whole number: milliseconds since 1970, in UTC. Of a
    /// column of the caller's that is neither text nor number nor truth value, it needs pyarrow.
    fn to_pylist(slf: Bound<'_, Self>) -> PyResult<Bound<'_, PyAny>> {
        let table = slf.get();
        let is_plain = |field: &Arc<Field>| {
            let moment = matches!(field.data_type(), DataType::Timestamp(TimeUnit::Millisecond, _));
            moment
                || [DataType::Utf8, DataType::Boolean, DataType::Int64, DataType::Float64]
                    .contains(field.data_type())
        };
        if !table.schema.fields().iter().all(is_plain) {
            return Self::to_pyarrow(slf)?.call_method0("to_pylist");
        }
        let rows = PyList::empty(slf.py());
        for batch in &table.batches {
            for row in 0..batch.num_rows() {
                let cells = PyDict::new(slf.py());
                for (field, column) in table.schema.fields().iter().zip(batch.columns()) {
                    cells.set_item(field.name(), cell(slf.py(), column, row)?)?;
                }
                rows.append(cells)?;
            }
        }
        Ok(rows.into_any())
    }

    fn __repr__(&self) -> String {
        format!("<wirecopy.Table of {} rows: {}>", self.num_rows(), self.column_names().join(", "))
    }
}

fn cell<'py>(py: Python<'py>, column: &ArrayRef, row: usize) -> PyResult<Bound<'py, PyAny>> {
    if column.is_null(row) {
        return Ok(py.None().into_bound(py));
    }
    Ok(match column.data_type() {
        DataType::Utf8 => column.as_string::<i32>().value(row).into_pyobject(py)?.into_any(),
        DataType::Boolean => column.as_boolean().value(row).into_pyobject(py)?.to_owned().into_any(),
        DataType::Float64 => column.as_primitive::<Float64Type>().value(row).into_pyobject(py)?.into_any(),
        DataType::Int64 => column.as_primitive::<Int64Type>().value(row).into_pyobject(py)?.into_any(),
        _ => column.as_primitive::<TimestampMillisecondType>().value(row).into_pyobject(py)?.into_any(),
    })
}
