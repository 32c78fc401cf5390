//! Tables as columns of typed values: what Parquet files are made of, and what programs take that hold tables in memory.
//!
//! The same rows under the same names as in CSV. Ids and texts are texts, as they are in the input; counts and places are whole
//! numbers, shares numbers of four decimals as in CSV, flags truth values.
//!
//! A date is the first moment in which the article can have been published, in UTC: a date without an hour is the beginning of
//! its day. So that nothing is lost, what was given is a column as well, `…_given`, behind all others. Rows come in groups of
//! [`GROUP_ROWS`] or [`GROUP_BYTES`] at most, so that nobody need hold a table whole.

mod values;

pub use values::{Texts, Type, Values, ValuesOf};

use super::table::{Cell, Column, Kind, Rows, Table};
use super::{Run, removed, tables};
use std::io;

/// The most rows of a group.
pub const GROUP_ROWS: usize = 1 << 16;

/// Bytes of values from which on a group is full.
pub const GROUP_BYTES: usize = 32 << 20;

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name in the header row.
    pub name: String,
    /// What its values are.
    pub values: Type,
    /// What they mean, with words of the tables and options between backticks.
    pub about: &'static str,
}

/// Rows of a table that stand together, column by column.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// How many there are.
    pub rows: usize,
    /// Their values, in the order of the columns.
    pub columns: Vec<Values>,
}

/// A table, made a group of rows at a time.
pub struct Groups<'a> {
    fields: Vec<Field>,
    /// Columns of dates: what was given stands in as many columns behind all others.
    dates: Vec<usize>,
    rows: Rows<'a>,
    /// Bytes from which on a group is full.
    most: usize,
}

/// The names of the tables of this run, in the order in which they are written.
#[must_use]
pub fn names(run: Run<'_>) -> Vec<&'static str> {
    all(run).iter().map(|table| table.name()).collect()
}

/// The table of this name (`pairs`, `passages`, …); none if the run has none.
#[must_use]
pub fn table<'a>(run: Run<'a>, name: &str) -> Option<Groups<'a>> {
    let table = all(run).into_iter().find(|table| table.name() == name)?;
    Some(Groups::of(&(table.columns)(run), (table.rows)(run), GROUP_BYTES))
}

fn all(run: Run<'_>) -> Vec<&'static Table> {
    let removed = run.removals.is_some().then_some(&removed::TABLE);
    tables(run).into_iter().chain(removed).collect()
}

impl<'a> Groups<'a> {
    /// These rows, in groups of so many bytes.
    pub(super) fn of(columns: &[Column<'_>], rows: Rows<'a>, most: usize) -> Self {
        let dates = columns.iter().enumerate().filter(|(_, column)| column.kind == Kind::Moment);
        let dates: Vec<usize> = dates.map(|(at, _)| at).collect();
        let given = dates.iter().map(|&at| Field {
            name: format!("{}_given", columns[at].name),
            values: Type::Text,
            about: "the date, as given",
        });
        let own = columns.iter().map(|column| Field {
            name: column.name.to_owned(),
            values: Type::of(column.kind),
            about: column.about,
        });
        Self { fields: own.chain(given).collect(), dates, rows, most }
    }

    /// The columns, in their order.
    #[must_use]
    pub fn fields(&self) -> &[Field] {
        &self.fields
    }

    /// Takes in a row; cells that are missing at its end are empty.
    fn push(&self, cells: &[Cell<'_>], columns: &mut [Values]) -> io::Result<()> {
        let own = columns.len() - self.dates.len();
        let places = (0..own).chain(self.dates.iter().copied());
        columns
            .iter_mut()
            .zip(places)
            .try_for_each(|(column, at)| column.push(cells.get(at).unwrap_or(&Cell::Empty)))
    }
}

impl Iterator for Groups<'_> {
    type Item = io::Result<Group>;

    /// The next rows, or a cell that is not of the kind that its column is said to be: a fault of this program, which no reader
    /// should find out.
    fn next(&mut self) -> Option<io::Result<Group>> {
        let columns = self.fields.iter().map(|field| Values::none(field.values)).collect();
        let mut group = Group { rows: 0, columns };
        let bytes = |group: &Group| group.columns.iter().map(Values::bytes).sum::<usize>();
        while group.rows < GROUP_ROWS && (group.rows == 0 || bytes(&group) < self.most) {
            let Some(row) = self.rows.next() else { break };
            if let Err(fault) = self.push(&row, &mut group.columns) {
                return Some(Err(fault));
            }
            group.rows += 1;
        }
        (group.rows > 0).then_some(Ok(group))
    }
}

#[cfg(test)]
mod tests;
