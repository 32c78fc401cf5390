//! Where articles come from: a table that somebody has in memory, or files.

use crate::capsule::{self, GIVES_STREAM};
use crate::fault::Fault;
use crate::settings::Settings;
use crate::value;
use arrow_array::{Array, ArrayRef, RecordBatch, StructArray};
use arrow_schema::SchemaRef;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use std::ffi::OsString;
use std::path::PathBuf;
use wirecopy::article::Article;
use wirecopy::observe::Warning;
use wirecopy::read::{self, Field, FieldNames, Given, ReadPlan, Rows, Value, Values};

/// What a caller has given as articles.
pub(crate) enum Articles {
    Named(Vec<OsString>),
    Table(ArrowTable),
}

impl Articles {
    /// What an argument of this name holds.
    ///
    /// # Errors
    /// When it is nothing that articles can be read from.
    pub(crate) fn of(given: &Bound<'_, PyAny>, name: &'static str, fields: &FieldNames) -> PyResult<Self> {
        if given.hasattr(GIVES_STREAM)? {
            let table = ArrowTable::taken(given, name, fields)?;
            return table.map(Self::Table).map_err(|fault| fault.raised(given.py()));
        }
        if let Ok(path) = given.extract::<PathBuf>() {
            return Ok(Self::Named(vec![path.into()]));
        }
        let paths = given.extract::<Vec<PathBuf>>().map_err(|_| {
            PyTypeError::new_err(format!(
                "{name}: a table of Arrow (pyarrow, polars, DuckDB, pandas from 2.2 on), a path or a list of paths, not {}",
                given.get_type()
            ))
        })?;
        Ok(Self::Named(paths.into_iter().map(PathBuf::into).collect()))
    }

    /// For the reader.
    pub(crate) fn given(&self) -> Given<'_> {
        match self {
            Self::Named(names) => Given::Named(names),
            Self::Table(table) => Given::Rows(table),
        }
    }
}

/// A table of Arrow, in batches, and where the fields of an article stand in it.
pub(crate) struct ArrowTable {
    name: &'static str,
    pub(crate) schema: SchemaRef,
    pub(crate) batches: Vec<RecordBatch>,
    /// The columns of each batch, in the order of [`Field::ALL`].
    columns: Vec<[Option<ArrayRef>; Field::COUNT]>,
    /// Rows in front of each batch.
    starts: Vec<usize>,
    rows: usize,
}

impl ArrowTable {
    fn taken(
        given: &Bound<'_, PyAny>,
        name: &'static str,
        fields: &FieldNames,
    ) -> PyResult<Result<Self, Fault>> {
        let reader = capsule::taken(given)?;
        // Whoever gives the batches may need Python for them, or be long about it.
        let batches = given.py().detach(|| {
            let schema = arrow_array::RecordBatchReader::schema(&reader);
            reader.collect::<Result<Vec<_>, _>>().map(|batches| (schema, batches))
        });
        Ok(match batches {
            Err(fault) => Err(Fault::input(format!("{name}: {fault}"))),
            Ok((schema, batches)) => Self::of(name, schema, batches, fields),
        })
    }

    fn of(
        name: &'static str,
        schema: SchemaRef,
        batches: Vec<RecordBatch>,
        fields: &FieldNames,
    ) -> Result<Self, Fault> {
        let usual = FieldNames::default();
        let empty = RecordBatch::new_empty(schema.clone());
        for field in Field::ALL {
            let wanted = field == Field::Text || fields.name(field) != usual.name(field);
            if wanted && column(&empty, fields.name(field)).is_none() {
                return Err(no_column(name, field, fields.name(field), &schema));
            }
        }
        let columns = batches.iter().map(|batch| Field::ALL.map(|field| column(batch, fields.name(field))));
        let columns = columns.collect();
        let starts = batches.iter().scan(0, |rows, batch| {
            let start = *rows;
            *rows += batch.num_rows();
            Some(start)
        });
        let starts = starts.collect();
        let rows = batches.iter().map(RecordBatch::num_rows).sum();
        Ok(Self { name, schema, batches, columns, starts, rows })
    }
}

fn no_column(table: &str, field: Field, column: &str, schema: &SchemaRef) -> Fault {
    let names: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
    let field = field.name();
    let names = names.join(", ");
    Fault::input(format!(
        "{table}: no column {column:?} (name it with fields={{\"{field}\": \"COLUMN\"}}; there are {names})"
    ))
}

/// The column of this name, or one in a column of records that `record.name` leads to.
fn column(batch: &RecordBatch, name: &str) -> Option<ArrayRef> {
    if let Some(column) = batch.column_by_name(name) {
        return Some(column.clone());
    }
    let mut path = name.split('.');
    let first = batch.column_by_name(path.next()?)?.clone();
    path.try_fold(first, |column, name| {
        let records = column.as_any().downcast_ref::<StructArray>()?;
        let inner = records.column_by_name(name)?;
        // What a record that is not there has, is not there either.
        value::without(inner, records.nulls())
    })
}

impl Rows for ArrowTable {
    fn name(&self) -> &str {
        self.name
    }

    fn len(&self) -> usize {
        self.rows
    }

    fn bytes(&self) -> Option<u64> {
        let texts = self.columns.iter().map(|columns| columns[Field::Text.index()].as_ref());
        texts.map(|text| value::text_bytes(text?)).sum()
    }

    fn values(&self, row: usize) -> Values {
        let batch = self.starts.partition_point(|&start| start <= row) - 1;
        let row = row - self.starts[batch];
        self.columns[batch].each_ref().map(|column| match column {
            None => Value::Absent,
            Some(column) => value::of(column, row),
        })
    }
}

/// One article, given field by field, and what should be known about it.
///
/// # Errors
/// When a field is of no use, or its text is missing.
pub(crate) fn one(given: &Settings<'_>, plan: &ReadPlan) -> PyResult<(Article, Vec<Warning>)> {
    let mut values = [const { Value::Absent }; Field::COUNT];
    for (value, field) in values.iter_mut().zip(Field::ALL) {
        *value = given.get::<String>(field.name())?.map_or(Value::Absent, Value::Text);
    }
    read::article(values, "article", plan).map_err(|rejected| {
        Fault::input(format!("{}: {}", rejected.place, rejected.reason)).raised(given.py())
    })
}
