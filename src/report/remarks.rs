//! The file in which a person says which pairs and passages count: rows are put behind those that are there, and nothing that
//! is there is ever changed.

use super::ReportError;
use super::delimited::is_to_be_hardened;
use crate::findings::Remark;
use csv::{ReaderBuilder, StringRecord, Terminator, WriterBuilder};
use std::borrow::Cow;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Write};
use std::ops::Range;
use std::path::Path;

/// The columns of a new file of reviews, whoever writes it.
pub const REMARK_COLUMNS: [&str; 10] =
    ["a", "b", "a_start", "a_end", "b_start", "b_end", "verdict", "note", "reviewer", "date"];
/// The delimiters of a file that a spreadsheet has saved.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// A remark as it is written down.
#[derive(Debug, Clone, Copy)]
pub struct NewRemark<'a> {
    /// What is said of what; its line is not known yet.
    pub remark: &'a Remark,
    /// When, as RFC 3339.
    pub date: &'a str,
}

impl NewRemark<'_> {
    /// What stands in the column of this name.
    fn cell(&self, column: &str) -> Cow<'_, str> {
        let [a, b] = &self.remark.chars;
        let end = |span: &Option<Range<u32>>, of: fn(&Range<u32>) -> u32| {
            span.as_ref().map_or(String::new(), |span| of(span).to_string()).into()
        };
        match column {
            "a" => hardened(&self.remark.ids[0]),
            "b" => hardened(&self.remark.ids[1]),
            "a_start" => end(a, |span| span.start),
            "a_end" => end(a, |span| span.end),
            "b_start" => end(b, |span| span.start),
            "b_end" => end(b, |span| span.end),
            "verdict" => self.remark.verdict.word().into(),
            "note" => hardened(&self.remark.note),
            "reviewer" => hardened(&self.remark.reviewer),
            "date" => self.date.into(),
            _ => Cow::Borrowed(""),
        }
    }

    /// The columns without which something that is said would be lost.
    fn needs(&self, column: &str) -> bool {
        matches!(column, "a" | "b" | "verdict")
            || (!self.cell(column).is_empty() && !matches!(column, "reviewer" | "date"))
    }
}

/// Puts a row at the end of a file, which is created if there is none, in the dress that it has. The row is written in one
/// piece, while the file is locked where the system can lock it; if that fails the file is what it was.
///
/// # Errors
/// When the file is something else, or cannot be written.
pub fn append_remark(path: &Path, new: &NewRemark<'_>) -> Result<(), ReportError> {
    let at = |source| ReportError::ReviewIo { path: path.to_owned(), source };
    let mut file = OpenOptions::new().read(true).append(true).create(true).open(path).map_err(at)?;
    match file.lock() {
        Err(fault) if fault.kind() != io::ErrorKind::Unsupported => return Err(at(fault)),
        _ => {}
    }
    let mut before = String::new();
    let read = file.read_to_string(&mut before);
    let is_text = !read.as_ref().is_err_and(|fault| fault.kind() == io::ErrorKind::InvalidData);
    if is_text {
        read.map_err(at)?;
    }
    let row = is_text.then(|| row(&before, new)).flatten();
    let row = row.ok_or_else(|| ReportError::NoReview(path.to_owned()))?.map_err(at)?;
    put(&mut file, before.len() as u64, &row).map_err(at)
}

fn put(file: &mut File, length: u64, row: &[u8]) -> io::Result<()> {
    let written = file.write_all(row).and_then(|()| file.sync_data());
    if written.is_err() {
        file.set_len(length)?;
    }
    written
}

/// The bytes that go behind a file's content; none if it is no table of reviews, or has no column for what is said.
fn row(before: &str, new: &NewRemark<'_>) -> Option<io::Result<Vec<u8>>> {
    let text = before.strip_prefix('\u{feff}').unwrap_or(before);
    if text.trim().is_empty() {
        let header: Vec<&str> = REMARK_COLUMNS.to_vec();
        return Some(written(&[header, REMARK_COLUMNS.to_vec()], new, b',', "\n"));
    }
    let headers = DELIMITERS.map(|delimiter| (delimiter, header(text, delimiter)));
    let (delimiter, names) = headers.into_iter().max_by_key(|(_, names)| names.len())?;
    let names: Vec<&str> = names.iter().map(str::trim).collect();
    if REMARK_COLUMNS.iter().any(|column| new.needs(column) && !names.contains(column)) {
        return None;
    }
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let open = if text.ends_with('\n') { "" } else { line_end };
    let row = written(&[Vec::new(), names], new, delimiter, line_end);
    Some(row.map(|row| [open.as_bytes(), &row].concat()))
}

/// A header, if it has columns, and a row below columns of these names.
fn written(
    [header, names]: &[Vec<&str>; 2],
    new: &NewRemark<'_>,
    delimiter: u8,
    line_end: &str,
) -> io::Result<Vec<u8>> {
    let terminator = if line_end == "\n" { Terminator::Any(b'\n') } else { Terminator::CRLF };
    let mut rows = WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(terminator)
        .flexible(true)
        .from_writer(Vec::new());
    if !header.is_empty() {
        rows.write_record(header)?;
    }
    rows.write_record(names.iter().map(|name| new.cell(name).into_owned()))?;
    rows.into_inner().map_err(|fault| io::Error::other(fault.to_string()))
}

fn header(text: &str, delimiter: u8) -> StringRecord {
    let mut reader =
        ReaderBuilder::new().has_headers(false).delimiter(delimiter).from_reader(text.as_bytes());
    let mut names = StringRecord::new();
    // A text in memory can be read.
    let _ = reader.read_record(&mut names);
    names
}

/// A text with a `'` in front of it if a spreadsheet would run it; one that looks so already gets another one.
fn hardened(text: &str) -> Cow<'_, str> {
    if is_to_be_hardened(text) { format!("'{text}").into() } else { text.into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::Verdict;
    use std::fs;

    fn remark(a: &str, span: Option<Range<u32>>) -> Remark {
        Remark {
            file: 0,
            line: 0,
            ids: [a.to_owned(), "paper".to_owned()],
            chars: [span.clone(), span],
            verdict: Verdict::Dismissed,
            note: String::new(),
            reviewer: "ch".into(),
        }
    }

    /// What a file is after a remark was put into it.
    fn appended(before: Option<&str>, remark: &Remark, note: &str) -> Result<String, ReportError> {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("reviewed.csv");
        if let Some(before) = before {
            fs::write(&path, before).unwrap();
        }
        let remark = Remark { note: note.into(), ..remark.clone() };
        let new = NewRemark { remark: &remark, date: "2026-03-11T08:00:00Z" };
        let done = append_remark(&path, &new);
        let after = fs::read_to_string(&path).unwrap();
        done.map(|()| after.clone()).inspect_err(|_| assert_eq!(after, before.unwrap_or_default()))
    }

    #[test]
    fn a_new_file_has_a_header_and_a_row() {
        assert_eq!(
            appended(None, &remark("wire", None), "press, release").unwrap(),
            "a,b,a_start,a_end,b_start,b_end,verdict,note,reviewer,date\n\
             wire,paper,,,,,dismissed,\"press, release\",ch,2026-03-11T08:00:00Z\n"
        );
    }

    #[test]
    fn a_file_keeps_its_dress_and_all_that_is_in_it() {
        let excel = "\u{feff}verdict;b;a;b_end;b_start;a_end;a_start;seen\r\nopen;y;x;;;;;by me";
        assert_eq!(
            appended(Some(excel), &remark("wire", Some(3..9)), "").unwrap(),
            format!("{excel}\r\ndismissed;paper;wire;9;3;9;3;\r\n")
        );
    }

    #[test]
    fn what_is_no_table_of_reviews_is_left_alone() {
        for before in ["Dear diary,\n", "id,text\nx,y\n", "a,b\nx,y\n"] {
            let fault = appended(Some(before), &remark("wire", None), "").unwrap_err();
            assert!(matches!(fault, ReportError::NoReview(_)), "{before}: {fault}");
        }
        let pairs_only = "a,b,verdict\n";
        assert!(appended(Some(pairs_only), &remark("wire", None), "").is_ok());
        assert!(
            appended(Some(pairs_only), &remark("wire", Some(1..2)), "").is_err(),
            "a place would be lost"
        );
        assert!(appended(Some(pairs_only), &remark("wire", None), "why").is_err(), "a note would be lost");
    }

    #[test]
    fn a_cell_that_a_spreadsheet_would_run_is_hardened() {
        let text = appended(None, &remark("=1+1", None), "@now").unwrap();
        assert!(text.contains("\n'=1+1,paper,") && text.contains(",'@now,"), "{text}");
        assert!(appended(None, &remark("'=1", None), "").unwrap().contains("\n''=1,paper"));
    }
}
