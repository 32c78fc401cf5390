//! One CSV table with a header row: its delimiter, its columns, its rows with their lines.

use super::error::TableError;
use crate::article::Place;
use csv::{ReaderBuilder, StringRecord};
use std::fs;
use std::path::{Path, PathBuf};

/// The delimiters that are looked for, in this order.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// A table in memory.
#[derive(Debug)]
pub(super) struct Table {
    path: PathBuf,
    text: String,
    delimiter: u8,
    names: Vec<String>,
}

/// One row below the header.
#[derive(Debug)]
pub(super) struct Row<'t> {
    table: &'t Table,
    cells: StringRecord,
    /// Where it begins, from 1.
    pub(super) line: u64,
}

impl Table {
    /// Reads a table; of the delimiters that could be meant, one that gives a header row in which `is_known` knows the names,
    /// else the one that gives most.
    ///
    /// # Errors
    /// When the file cannot be read, is not UTF-8, or has no header row.
    pub(super) fn open(path: &Path, is_known: impl Fn(&[String]) -> bool) -> Result<Self, TableError> {
        let text = text_of(path)?;
        let headers = DELIMITERS.map(|delimiter| (delimiter, header(&text, delimiter)));
        let best = headers.into_iter().rev().max_by_key(|(_, names)| (is_known(names), names.len()));
        match best {
            Some((delimiter, names)) if !names.is_empty() => {
                Ok(Self { path: path.to_owned(), text, delimiter, names })
            }
            _ => Err(TableError::of(path, "is empty", "give it a header row and rows below it")),
        }
    }

    /// Which column has this name; the first of several.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }

    /// The columns of these names.
    ///
    /// # Errors
    /// When one is missing.
    pub(super) fn columns<const N: usize>(&self, names: [&str; N]) -> Result<[usize; N], TableError> {
        let mut columns = [0; N];
        for (column, name) in columns.iter_mut().zip(names) {
            *column =
                self.column(name).ok_or_else(|| self.lacks(&format!("column {name:?}"), &names.join(",")))?;
        }
        Ok(columns)
    }

    /// The complaint that the header row lacks something; `needed` says what it should have.
    pub(super) fn lacks(&self, what: &str, needed: &str) -> TableError {
        let names = self.names.join(", ");
        self.fault(1, format!("no {what} (the columns are: {names})"), format!("needed: {needed}"))
    }

    /// All rows.
    pub(super) fn rows(&self) -> impl Iterator<Item = Result<Row<'_>, TableError>> {
        let reader =
            ReaderBuilder::new().delimiter(self.delimiter).flexible(true).from_reader(self.text.as_bytes());
        let mut lines = Lines { text: &self.text, at: 0, line: 1 };
        reader.into_records().map(move |record| {
            let cells =
                record.map_err(|fault| TableError::of(&self.path, fault.to_string(), "mend the file"))?;
            let line = lines.of(cells.position().map_or(0, |position| position.byte() as usize));
            if cells.len() != self.names.len() {
                let (got, expected) = (cells.len(), self.names.len());
                return Err(self.fault(
                    line,
                    format!("fields: {got}, where the header has {expected}"),
                    "quote a field that has a delimiter or a line break",
                ));
            }
            Ok(Row { table: self, cells, line })
        })
    }

    fn fault(&self, line: u64, fault: impl Into<String>, remedy: impl Into<String>) -> TableError {
        let place = Place::line(self.path.display().to_string(), line);
        TableError { place, fault: fault.into(), remedy: remedy.into() }
    }
}

impl Row<'_> {
    /// What a cell says.
    pub(super) fn text(&self, column: usize) -> &str {
        self.cells.get(column).unwrap_or_default()
    }

    /// The whole number in a cell.
    ///
    /// # Errors
    /// When there is none, or it is too large.
    pub(super) fn number(&self, column: usize) -> Result<u32, TableError> {
        let said = self.text(column);
        said.trim().parse().map_err(|_| {
            let fault = format!("{} is {said:?}", self.table.names[column]);
            self.fault(fault, format!("a whole number from 0 to {} is needed", u32::MAX))
        })
    }

    /// A complaint about this row.
    pub(super) fn fault(&self, fault: impl Into<String>, remedy: impl Into<String>) -> TableError {
        self.table.fault(self.line, fault, remedy)
    }
}

/// Counts lines up to places that only move on.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: u64,
}

impl Lines<'_> {
    /// The line of what stands at this byte, or behind the line breaks there.
    fn of(&mut self, byte: usize) -> u64 {
        let bytes = self.text.as_bytes();
        let breaks = bytes[byte..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let at = byte + breaks;
        self.line += line_breaks(&bytes[self.at..at]);
        self.at = at;
        self.line
    }
}

fn line_breaks(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}

/// The text of a file, without a byte order mark.
fn text_of(path: &Path) -> Result<String, TableError> {
    let bytes = fs::read(path).map_err(|fault| TableError::unreadable(path, &fault))?;
    let text = String::from_utf8(bytes).map_err(|fault| {
        let before = &fault.as_bytes()[..fault.utf8_error().valid_up_to()];
        let line = 1 + line_breaks(before);
        let place = Place::line(path.display().to_string(), line);
        TableError { place, fault: "is not UTF-8".to_owned(), remedy: "save the table as UTF-8".to_owned() }
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// The names of the header row, none if there is no row.
fn header(text: &str, delimiter: u8) -> Vec<String> {
    let mut reader =
        ReaderBuilder::new().has_headers(false).delimiter(delimiter).from_reader(text.as_bytes());
    let mut names = StringRecord::new();
    // A text in memory that is UTF-8 can be read; a row of any length is welcome as the first.
    let _ = reader.read_record(&mut names);
    names.iter().map(|name| name.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &[u8]) -> Result<Table, TableError> {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("t.csv");
        fs::write(&path, text).unwrap();
        Table::open(&path, |names| names.iter().any(|name| name == "id"))
    }

    fn lines(text: &str) -> Vec<u64> {
        table(text.as_bytes()).unwrap().rows().map(|row| row.unwrap().line).collect()
    }

    #[test]
    fn a_row_stands_on_the_line_where_it_begins() {
        assert_eq!(lines("id,title\na,1\n\"b\nb\",2\n\nc,3"), [2, 3, 6]);
        assert_eq!(lines("\u{feff}id;title\r\na;1\r\n\"b\r\nb\";2\r\n\r\nc;3\r\n"), [2, 3, 6]);
    }

    #[test]
    fn a_known_header_tells_the_delimiter() {
        for text in ["id;a,b,c\nx;y", "a,b,c\tid\ny\tx", "id|n\nx|y", "id\nx"] {
            let table = table(text.as_bytes()).unwrap();
            let [id] = table.columns(["id"]).unwrap();
            assert_eq!(table.rows().next().unwrap().unwrap().text(id), "x", "{text}");
        }
    }

    #[test]
    fn a_table_that_cannot_be_used_says_where_and_why() {
        let fault = |text: &[u8]| table(text).unwrap_err().to_string();
        assert!(fault(b"").contains("is empty (give it a header row"));
        assert!(fault(b"id\na\n\xff\n").contains(":3: is not UTF-8 (save"));
        let ragged = table(b"id,n\na,1\nb\n").unwrap();
        let fault = ragged.rows().nth(1).unwrap().unwrap_err().to_string();
        assert!(fault.contains(":3: fields: 1, where the header has 2"), "{fault}");
        let fault = ragged.columns(["id", "n", "kind"]).unwrap_err().to_string();
        assert!(fault.contains(":1: no column \"kind\"") && fault.contains("needed: id,n,kind"), "{fault}");
    }

    #[test]
    fn a_number_is_whole_and_not_below_nothing() {
        let table = table(b"id\n 7 \n-1\n7.5\n\n\"\"\n4294967296\n").unwrap();
        let numbers: Vec<_> = table.rows().map(|row| row.unwrap().number(0).ok()).collect();
        assert_eq!(numbers, [Some(7), None, None, None, None]);
    }
}
