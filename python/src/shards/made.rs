//! Rows on their way out.

use super::input::{Fallible, fault, schema};
use crate::table;
use arrow_array::builder::{BinaryBuilder, BooleanBuilder, Int32Builder, Int64Builder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use std::sync::Arc;
use wirecopy::article::Batch;
use wirecopy::findings::Findings;
use wirecopy::plan::Plan;
use wirecopy::report::columnar::{self, Groups, Type};
use wirecopy::report::{Part, Run, csv_rows};

/// The columns that a function gives.
pub(super) type Columns = &'static [(&'static str, DataType)];

/// A value of a row.
#[derive(Clone, Copy)]
pub(super) enum Value<'a> {
    Nothing,
    Long(i64),
    Int(i32),
    Flag(bool),
    Bytes(&'a [u8]),
}

impl Value<'_> {
    pub(super) fn long(value: Option<i64>) -> Self {
        value.map_or(Self::Nothing, Self::Long)
    }

    /// A count, which engines have no type of their own for.
    pub(super) fn count(value: u32) -> Self {
        Self::Int(value.cast_signed())
    }
}

enum Column {
    Long(Int64Builder),
    Int(Int32Builder),
    Flag(BooleanBuilder),
    Bytes(BinaryBuilder),
}

impl Column {
    fn of(kind: &DataType) -> Self {
        match kind {
            DataType::Int64 => Self::Long(Int64Builder::new()),
            DataType::Int32 => Self::Int(Int32Builder::new()),
            DataType::Boolean => Self::Flag(BooleanBuilder::new()),
            _ => Self::Bytes(BinaryBuilder::new()),
        }
    }

    fn push(&mut self, value: Value<'_>) -> Fallible<()> {
        match (self, value) {
            (Self::Long(column), Value::Long(value)) => column.append_value(value),
            (Self::Long(column), Value::Nothing) => column.append_null(),
            (Self::Int(column), Value::Int(value)) => column.append_value(value),
            (Self::Int(column), Value::Nothing) => column.append_null(),
            (Self::Flag(column), Value::Flag(value)) => column.append_value(value),
            (Self::Flag(column), Value::Nothing) => column.append_null(),
            (Self::Bytes(column), Value::Bytes(value)) => column.append_value(value),
            (Self::Bytes(column), Value::Nothing) => column.append_null(),
            _ => return Err(fault("a value of another type than its column")),
        }
        Ok(())
    }

    fn finish(self) -> ArrayRef {
        match self {
            Self::Long(mut column) => Arc::new(column.finish()),
            Self::Int(mut column) => Arc::new(column.finish()),
            Self::Flag(mut column) => Arc::new(column.finish()),
            Self::Bytes(mut column) => Arc::new(column.finish()),
        }
    }
}

/// Rows of some columns.
pub(super) struct Made {
    schema: SchemaRef,
    columns: Vec<Column>,
}

impl Made {
    pub(super) fn of(columns: Columns) -> Self {
        Self { schema: schema(columns), columns: columns.iter().map(|(_, kind)| Column::of(kind)).collect() }
    }

    /// Takes in a row, a value for each column.
    pub(super) fn row<const N: usize>(&mut self, values: [Value<'_>; N]) -> Fallible<()> {
        if N != self.columns.len() {
            return Err(fault("a row with other columns"));
        }
        self.columns.iter_mut().zip(values).try_for_each(|(column, value)| column.push(value))
    }

    pub(super) fn finish(self) -> Fallible<RecordBatch> {
        RecordBatch::try_new(self.schema, self.columns.into_iter().map(Column::finish).collect())
    }

    /// The rows, and as many of a table behind them.
    pub(super) fn beside(self, tabled: Vec<ArrayRef>, schema: SchemaRef) -> Fallible<RecordBatch> {
        let own = self.columns.into_iter().map(Column::finish);
        RecordBatch::try_new(schema, own.chain(tabled).collect())
    }
}

/// Rows of a table of a run, whose dates are as given, with `line`, the row as its CSV file has it, behind them.
pub(super) struct Tabled {
    table: &'static str,
    plan: Plan,
    part: Part,
    schema: SchemaRef,
    own: usize,
}

impl Tabled {
    /// Those of this table, behind other columns.
    pub(super) fn new(table: &'static str, plan: Plan, own: Columns) -> Self {
        let part = Part::default();
        let (batch, findings) = (Batch::default(), Findings::default());
        let groups = columnar::table(part.run(&batch, &plan, &findings), table);
        let fields = groups.iter().flat_map(Groups::fields).filter(|field| !is_given(&field.name));
        let kind = |values| if values == Type::Moment { DataType::Utf8 } else { table::kind(values) };
        let all = own.iter().map(|(name, kind)| Field::new(*name, kind.clone(), true));
        let all = all.chain(fields.map(|field| Field::new(&field.name, kind(field.values), true)));
        let line = Field::new("line", DataType::Utf8, true);
        let schema = Arc::new(Schema::new(all.chain([line]).collect::<Vec<_>>()));
        drop(groups);
        Self { table, plan, part, schema, own: own.len() }
    }

    pub(super) fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }

    /// The rows of what was found of these articles, and their lines.
    pub(super) fn rows(&self, batch: &Batch, findings: &Findings) -> Fallible<(Vec<ArrayRef>, Vec<String>)> {
        let run: Run<'_> = self.part.run(batch, &self.plan, findings);
        let lines = csv_rows(run, self.table).map_err(|what| fault(&what))?;
        let lines = lines[1..].iter().map(|line| line.trim_end_matches('\n').to_owned()).collect();
        let groups = columnar::table(run, self.table).ok_or_else(|| fault("no such table"))?;
        let whole = table::Table::whole(groups).map_err(|what| fault(&what))?;
        let wanted = &self.schema.fields()[self.own..self.schema.fields().len() - 1];
        let column = |field: &Arc<Field>| {
            let given = whole.column_by_name(&format!("{}_given", field.name()));
            let column = given.or_else(|| whole.column_by_name(field.name()));
            column.cloned().ok_or_else(|| fault(&format!("no column {}", field.name())))
        };
        Ok((wanted.iter().map(column).collect::<Fallible<Vec<_>>>()?, lines))
    }
}

/// Whether a column has a date as it was given, beside the moment that it means.
fn is_given(name: &str) -> bool {
    name.ends_with("_given")
}

/// Lines as a column.
pub(super) fn column_of(lines: &[String]) -> ArrayRef {
    let mut column = StringBuilder::new();
    for line in lines {
        column.append_value(line);
    }
    Arc::new(column.finish())
}
