//! What a finished run says of pairs, passages, articles and sources, row by row.
//!
//! Of two values that belong to the two articles of a pair, `a` stands before `b`.

mod articles;
mod pairs;

pub use articles::{ListedArticle, ListedCredit, ListedReuse};
pub use pairs::{ListedPair, ListedPassage};

use super::error::TableError;
use super::run::FinishedRun;
use super::table::{Row, Table};
use std::ops::Range;

/// The numbers behind a word: `passages 1 4`.
fn passage_numbers(words: &str) -> Option<Vec<u32>> {
    words.strip_prefix("passages ")?.split(' ').map(|number| number.parse().ok()).collect()
}

/// `12-40`, half-open.
fn range(words: &str) -> Option<Range<u32>> {
    let (start, end) = words.split_once('-')?;
    let (start, end) = (start.parse().ok()?, end.parse().ok()?);
    (start < end).then_some(start..end)
}

/// A cell that may be empty.
fn optional<'t, T>(
    row: &Row<'t>,
    column: usize,
    read: impl FnOnce(&Row<'t>, usize) -> Result<T, TableError>,
) -> Result<Option<T>, TableError> {
    if row.text(column).is_empty() { Ok(None) } else { read(row, column).map(Some) }
}

/// A number with decimals, behind a point or a comma.
fn decimal(row: &Row<'_>, column: usize) -> Result<f64, TableError> {
    let said = row.text(column);
    said.replacen(',', ".", 1)
        .parse()
        .map_err(|_| row.fault(format!("{said:?} is no number"), "mend the table, or compare again"))
}

/// A cell that must be understood.
fn understood<T>(
    row: &Row<'_>,
    column: usize,
    read: impl FnOnce(&str) -> Option<T>,
) -> Result<T, TableError> {
    let said = row.text(column);
    read(said).ok_or_else(|| {
        row.fault(format!("{said:?} cannot be understood here"), "mend the table, or compare again")
    })
}

/// What a column says that not every version wrote; nothing without it.
fn perhaps(row: &Row<'_>, column: Option<usize>) -> String {
    column.map_or(String::new(), |column| row.text(column).to_owned())
}

/// Reads all rows of one file of a table.
fn rows<T>(table: &Table, read: impl Fn(&Row<'_>) -> Result<T, TableError>) -> Result<Vec<T>, TableError> {
    table.rows().map(|row| read(&row?)).collect()
}

impl FinishedRun {
    /// What all files of a table say, one column of which is known.
    fn listed<T>(
        &self,
        file: &str,
        known: &str,
        part: impl Fn(&Self, &Table) -> Result<Vec<T>, TableError>,
    ) -> Result<Vec<T>, TableError> {
        let mut rows = Vec::new();
        for table in self.tables(file, known)? {
            rows.append(&mut part(self, &table)?);
        }
        Ok(rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_names_passages_and_spans() {
        assert_eq!(passage_numbers("passages 1 4"), Some(vec![1, 4]));
        assert_eq!((passage_numbers("1 4"), passage_numbers("passages x")), (None, None));
        assert_eq!((range("3-9"), range("9-3"), range("9")), (Some(3..9), None, None));
    }
}
