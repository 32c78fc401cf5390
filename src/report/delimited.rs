//! Tables as CSV (RFC 4180): how a cell is written, how a spreadsheet is kept from running one as a formula, and how a
//! table goes on in a second file where a spreadsheet would not show more rows.

use super::folder::OutputFolder;
use super::profile::{CELL, Hardening, Profile};
use super::table::{Cell, Column, Table, decimals};
use super::{ReportError, Run, Written};
use crate::observe::{Warning, WarningKind};
use std::io::{self, Write};

/// What a finished table amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Rows below the header.
    pub rows: u64,
    /// Cells that got a leading `'`.
    pub hardened: u64,
    /// Texts that were too long for a cell of a spreadsheet and are cut.
    pub cut: u64,
    /// Texts that are too long for a cell of a spreadsheet and are whole all the same.
    pub overlong: u64,
}

impl Tally {
    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            rows: self.rows + other.rows,
            hardened: self.hardened + other.hardened,
            cut: self.cut + other.cut,
            overlong: self.overlong + other.overlong,
        }
    }
}

/// Writes a table into as many files as its profile asks for, the second one `NAME-2.csv`.
pub(super) fn write_table(
    folder: &OutputFolder,
    run: Run<'_>,
    table: &'static Table,
) -> Result<Written, ReportError> {
    let mut written = Written::of(table.file, table.about);
    let columns = (table.columns)(run);
    let mut rows = (table.rows)(run).peekable();
    let most = run.profile.rows_a_file.map_or(usize::MAX, |rows| rows as usize);
    written.parts = 0;
    while written.parts == 0 || rows.peek().is_some() {
        written.parts += 1;
        let tally = folder.write(&part(table.file, written.parts), |out| {
            write(out, run.profile, &columns, rows.by_ref().take(most))
        })?;
        written.tally = written.tally.and(tally);
    }
    written.warnings.extend((written.parts > 1).then(|| goes_on(&written)));
    Ok(written)
}

fn goes_on(written: &Written) -> Warning {
    let others: Vec<String> = (2..=written.parts).map(|number| part(written.file, number)).collect();
    let what = format!(
        "{} goes on in {}, with {} rows in all: a spreadsheet shows no more of one file",
        written.file,
        others.join(", "),
        written.tally.rows
    );
    Warning::general(WarningKind::GoesOn, what)
}

/// The file in which this part of a table stands.
pub(super) fn part(file: &str, number: u32) -> String {
    match (number, file.rsplit_once('.')) {
        (2.., Some((name, ending))) => format!("{name}-{number}.{ending}"),
        _ => file.to_owned(),
    }
}

/// Writes a header and rows below it.
pub(super) fn write<'a>(
    out: &mut dyn Write,
    profile: Profile,
    columns: &[Column<'_>],
    rows: impl Iterator<Item = Vec<Cell<'a>>>,
) -> io::Result<Tally> {
    let mut file = Delimited::new(out, profile, columns)?;
    for row in rows {
        file.row(&row)?;
    }
    file.finish()
}

/// A name as a cell has it in this profile.
pub(super) fn dressed_name(name: &str, profile: Profile) -> String {
    let hardened = profile.hardening == Hardening::AllText && is_to_be_hardened(name);
    if hardened { format!("'{name}") } else { name.to_owned() }
}

/// Whether a text is longer than what a cell of a spreadsheet holds.
pub(super) fn is_overlong(text: &str) -> bool {
    text.len() > CELL && text.encode_utf16().count() > CELL
}

/// A file on its way out.
struct Delimited<W: Write> {
    rows: csv::Writer<W>,
    profile: Profile,
    width: usize,
    tally: Tally,
}

impl<W: Write> Delimited<W> {
    /// A file with this header.
    fn new(mut out: W, profile: Profile, columns: &[Column<'_>]) -> io::Result<Self> {
        if profile.byte_order_mark {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let terminator =
            if profile.carriage_return { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
        let rows =
            csv::WriterBuilder::new().delimiter(profile.delimiter).terminator(terminator).from_writer(out);
        let mut file = Self { rows, profile, width: columns.len(), tally: Tally::default() };
        for column in columns {
            file.cell(&Cell::Name(column.name))?;
        }
        file.rows.write_record(None::<&[u8]>)?;
        Ok(file)
    }

    /// A row; cells that are missing at its end are empty.
    fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        debug_assert!(
            cells.len() <= self.width,
            "a row of {} cells under a header of {}",
            cells.len(),
            self.width
        );
        for cell in cells {
            self.cell(cell)?;
        }
        for _ in cells.len()..self.width {
            self.rows.write_field("")?;
        }
        self.rows.write_record(None::<&[u8]>)?;
        self.tally.rows += 1;
        Ok(())
    }

    /// Hands everything to the writer below, and says how much it was.
    fn finish(mut self) -> io::Result<Tally> {
        self.rows.flush()?;
        Ok(self.tally)
    }

    fn cell(&mut self, cell: &Cell<'_>) -> io::Result<()> {
        let free_text = self.profile.hardening != Hardening::Off;
        match cell {
            Cell::Empty => self.rows.write_field("")?,
            Cell::Name(name) => self.text(name, self.profile.hardening == Hardening::AllText)?,
            Cell::Moment(published) => {
                self.text(&published.given, self.profile.hardening == Hardening::AllText)?;
            }
            Cell::Text(text) => self.text(text, free_text)?,
            Cell::Cut(text) => {
                self.tally.cut += 1;
                self.text(text, free_text)?;
            }
            Cell::Word(word) => self.text(word, false)?,
            Cell::Count(count) => self.rows.write_field(count.to_string())?,
            Cell::Minutes(minutes) => self.rows.write_field(minutes.to_string())?,
            Cell::Share(share) => self.rows.write_field(decimals(*share, self.profile.decimal).as_bytes())?,
        }
        Ok(())
    }

    fn text(&mut self, text: &str, harden: bool) -> io::Result<()> {
        self.tally.overlong += u64::from(is_overlong(text));
        if harden && is_to_be_hardened(text) {
            self.tally.hardened += 1;
            self.rows.write_field(format!("'{text}"))?;
        } else {
            self.rows.write_field(text)?;
        }
        Ok(())
    }
}

/// How a cell begins that a spreadsheet would run.
pub(super) const RUN_AS_FORMULA: [char; 12] =
    ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n', '\0'];

/// Whether a cell gets a `'` in front: a spreadsheet would take it for a formula or lose its beginning, or it looks as if it had
/// got one, which would be taken for ours when the table is read back.
pub(super) fn is_to_be_hardened(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(RUN_AS_FORMULA)
}

#[cfg(test)]
mod tests {
    use super::super::sample::Sample;
    use super::super::table::{Keys, Kind, column};
    use super::super::{Strangers, pairs};
    use super::*;
    use std::borrow::Cow;
    use std::fs;

    const COLUMNS: [Column<'static>; 2] = [column("id", Kind::Name, ""), column("title", Kind::Text, "")];

    fn written(profile: Profile, rows: &[[Cell<'static>; 2]]) -> (String, Tally) {
        let mut out = Vec::new();
        let tally = write(&mut out, profile, &COLUMNS, rows.iter().map(|row| row.to_vec())).unwrap();
        (String::from_utf8(out).unwrap(), tally)
    }

    #[test]
    fn a_cell_that_a_spreadsheet_would_run_is_hardened_and_counted() {
        for bad in ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠a", "\tx", "\rx", "\nx", "\0x"]
        {
            let (text, tally) =
                written(Profile::RFC4180, &[[Cell::Name("a"), Cell::Text(Cow::Borrowed(bad))]]);
            assert!(text.contains(&format!("'{bad}")), "{bad:?} became {text:?}");
            assert_eq!(tally, Tally { rows: 1, hardened: 1, ..Tally::default() });
        }
    }

    #[test]
    fn a_cell_that_looks_hardened_gets_a_mark_of_its_own() {
        let row = [[Cell::Name("'=x"), Cell::Text(Cow::Borrowed("''-7"))]];
        assert_eq!(written(Profile::EXCEL, &row).0, "\u{feff}id,title\r\n''=x,'''-7\r\n");
        let row = [[Cell::Name("'n"), Cell::Text(Cow::Borrowed("'tis"))]];
        assert_eq!(written(Profile::EXCEL, &row).0, "\u{feff}id,title\r\n'n,'tis\r\n");
    }

    #[test]
    fn the_machine_profile_leaves_names_alone_and_the_excel_profiles_do_not() {
        let row = [[Cell::Name("-7"), Cell::Text(Cow::Borrowed("plain"))]];
        assert_eq!(written(Profile::RFC4180, &row).0, "id,title\n-7,plain\n");
        assert_eq!(written(Profile::EXCEL, &row).0, "\u{feff}id,title\r\n'-7,plain\r\n");
    }

    #[test]
    fn bytes_stay_as_they_are_when_hardening_is_off() {
        let row = [[Cell::Name("-7"), Cell::Text(Cow::Borrowed("=1"))]];
        let (text, tally) = written(Profile::EXCEL.unhardened(), &row);
        assert_eq!(text, "\u{feff}id,title\r\n-7,=1\r\n");
        assert_eq!(tally.hardened, 0);
    }

    #[test]
    fn the_french_profile_has_semicolons_and_decimal_commas() {
        let row = [[Cell::Name("a"), Cell::Share(1.0 / 3.0)]];
        assert_eq!(written(Profile::EXCEL_FR, &row).0, "\u{feff}id;title\r\na;0,3333\r\n");
    }

    #[test]
    fn quotes_delimiters_and_line_breaks_are_quoted() {
        let row = [[Cell::Name("a,b"), Cell::Text(Cow::Borrowed("he said \"no\"\nand left"))]];
        assert_eq!(written(Profile::RFC4180, &row).0, "id,title\n\"a,b\",\"he said \"\"no\"\"\nand left\"\n");
    }

    #[test]
    fn a_short_row_is_filled_up_with_empty_cells() {
        let mut out = Vec::new();
        write(&mut out, Profile::RFC4180, &COLUMNS, [vec![Cell::Name("a")]].into_iter()).unwrap();
        assert_eq!(out, b"id,title\na,\n");
    }

    #[test]
    fn a_text_that_no_cell_holds_is_counted_and_stays_whole() {
        for (letter, length, overlong) in
            [("a", CELL, 0), ("a", CELL + 1, 1), ("é", CELL, 0), ("😀", 16_384, 1)]
        {
            let text = letter.repeat(length);
            let row = [[Cell::Name("a"), Cell::Text(Cow::Owned(text.clone()))]];
            let (file, tally) = written(Profile::EXCEL, &row);
            assert!(file.contains(&text) && tally.overlong == overlong, "{letter} {length}");
        }
    }

    #[test]
    fn a_table_goes_on_in_numbered_files_where_a_spreadsheet_would_not_show_it_all() {
        const NUMBERS: Table = Table {
            file: "numbers.csv",
            columnar: "numbers.parquet",
            about: "",
            naming: 0,
            columns: |_| vec![column("n", Kind::Ordinal, "")],
            rows: |_| Box::new((1..=5).map(|n| vec![Cell::Count(n)])),
            keys: |_| Keys::default(),
        };
        let sample = Sample::new();
        let split = |rows| Run {
            profile: Profile { rows_a_file: rows, byte_order_mark: false, ..Profile::EXCEL },
            ..sample.run()
        };
        for (rows, files) in [
            (None, vec!["n\r\n1\r\n2\r\n3\r\n4\r\n5\r\n"]),
            (Some(5), vec!["n\r\n1\r\n2\r\n3\r\n4\r\n5\r\n"]),
            (Some(2), vec!["n\r\n1\r\n2\r\n", "n\r\n3\r\n4\r\n", "n\r\n5\r\n"]),
        ] {
            let home = tempfile::tempdir().unwrap();
            let folder = OutputFolder::create(home.path(), Strangers::Refuse).unwrap();
            let written = write_table(&folder, split(rows), &NUMBERS).unwrap();
            assert_eq!((written.parts as usize, written.tally.rows), (files.len(), 5));
            let told = written.warnings.first().map(ToString::to_string).unwrap_or_default();
            assert_eq!(
                told.contains("numbers.csv goes on in numbers-2.csv, numbers-3.csv, with 5"),
                files.len() > 1
            );
            folder.publish().unwrap();
            for (number, text) in (1..).zip(files) {
                let path = home.path().join(part("numbers.csv", number));
                assert_eq!(fs::read_to_string(path).unwrap(), text);
            }
        }
        assert_eq!(part(pairs::TABLE.file, 2), "pairs-2.csv");
    }

    #[test]
    fn a_full_disk_surfaces() {
        struct Full;
        impl Write for Full {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::StorageFull.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let file = Delimited::new(Full, Profile::RFC4180, &COLUMNS).unwrap();
        assert_eq!(file.finish().unwrap_err().kind(), io::ErrorKind::StorageFull);
    }
}
