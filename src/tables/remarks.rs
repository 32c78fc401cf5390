//! The file in which a person has said which pairs and passages count.

use super::error::TableError;
use super::run::softened;
use super::table::{Row, Table};
use crate::findings::{Remark, Remarks, Verdict};
use std::fs;
use std::ops::Range;
use std::path::Path;

/// Reads `a,b,verdict` and perhaps `a_start,a_end,b_start,b_end,note,reviewer`, in any order and dress, among other columns.
///
/// # Errors
/// When the file cannot be read, lacks one of the first three columns, or a row cannot be used: a verdict that is none, half a
/// span, one article for both.
pub fn read_remarks(path: &Path) -> Result<Remarks, TableError> {
    let table = Table::open(path, |names| names.iter().any(|name| name == "verdict"))?;
    let [a, b, verdict] = table.columns(["a", "b", "verdict"])?;
    let ends = ["a_start", "a_end", "b_start", "b_end"].map(|name| table.column(name));
    let words = ["note", "reviewer"].map(|name| table.column(name));
    let bytes = fs::read(path).map_err(|fault| TableError::unreadable(path, &fault))?;
    let remark = |row: Result<Row<'_>, TableError>| {
        let row = row?;
        let ids = [a, b].map(|column| softened(row.text(column), true));
        let [note, reviewer] = words
            .map(|column| column.map_or(String::new(), |column| softened(row.text(column).trim(), true)));
        // An article and a reference may have the same id.
        if ids.iter().any(String::is_empty) {
            return Err(row.fault("a or b is empty", "give the ids of both articles"));
        }
        Ok(Remark {
            file: 0,
            line: row.line,
            ids,
            chars: [span(&row, [ends[0], ends[1]])?, span(&row, [ends[2], ends[3]])?],
            verdict: Verdict::of_word(row.text(verdict).trim()).ok_or_else(|| {
                let said = format!("verdict is {:?}", row.text(verdict));
                row.fault(said, "it is dismissed, confirmed, or open to take back what was said before")
            })?,
            note,
            reviewer,
        })
    };
    Ok(Remarks {
        paths: vec![path.display().to_string()],
        digest: xxhash_rust::xxh3::xxh3_128(&bytes),
        remarks: table.rows().map(remark).collect::<Result<_, _>>()?,
    })
}

fn span(row: &Row<'_>, ends: [Option<usize>; 2]) -> Result<Option<Range<u32>>, TableError> {
    let said = ends.map(|column| column.filter(|&column| !row.text(column).trim().is_empty()));
    match said {
        [None, None] => Ok(None),
        [Some(start), Some(end)] => match (row.number(start)?, row.number(end)?) {
            (start, end) if start < end => Ok(Some(start..end)),
            (start, end) => Err(row
                .fault(format!("a span from {start} to {end} is empty"), "its end must be behind its start")),
        },
        _ => Err(row.fault("a span has a start and no end, or an end and no start", "give both, or neither")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn remarks(text: &str) -> Result<Remarks, TableError> {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("reviewed.csv");
        fs::write(&path, text).unwrap();
        read_remarks(&path)
    }

    #[test]
    fn a_row_is_about_a_pair_or_a_passage_in_any_dress() {
        let plain =
            remarks("a,b,a_start,a_end,b_start,b_end,verdict,note\nx,y,,,,,dismissed,\nx,y,1,5,2,6,open,n\n")
                .unwrap();
        let excel = remarks(
            "\u{feff}verdict;b;a;b_end;b_start;a_end;a_start\r\ndismissed;y;x;;;;\r\nopen;y;x;6;2;5;1\r\n",
        )
        .unwrap();
        let unsaid =
            |remarks: Remarks| remarks.remarks.into_iter().map(|said| Remark { note: String::new(), ..said });
        let noted = plain.remarks[1].note.clone();
        assert!(unsaid(plain.clone()).eq(unsaid(excel)) && noted == "n");
        assert_eq!((plain.remarks[0].line, plain.remarks[0].is_of_a_passage()), (2, false));
        assert_eq!(plain.remarks[1].chars, [Some(1..5), Some(2..6)]);
        assert_eq!(remarks("a,b,verdict\nx,y,confirmed\n").unwrap().remarks[0].verdict, Verdict::Confirmed);
    }

    #[test]
    fn a_row_that_cannot_be_used_is_an_error_with_its_line() {
        let fault =
            |row: &str| remarks(&format!("a,b,a_start,a_end,verdict\n{row}\n")).unwrap_err().to_string();
        assert!(fault("x,y,,,perhaps").contains(":2: verdict is \"perhaps\""));
        assert!(fault("x,y,3,,dismissed").contains("no end"));
        assert!(fault("x,y,3,2,dismissed").contains("is empty"));
        assert!(fault("x,,,,dismissed").contains("a or b is empty"));
        assert!(remarks("a,b\nx,y\n").unwrap_err().to_string().contains("verdict"));
    }

    #[test]
    fn an_id_that_a_spreadsheet_would_run_loses_its_mark() {
        for (written, meant) in [("'=x", "=x"), ("''=x", "'=x"), ("'x", "'x"), ("x", "x"), ("-7", "-7")] {
            assert_eq!(softened(written, true), meant);
        }
    }
}
