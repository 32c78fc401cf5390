//! One table as CSV (RFC 4180): how a cell is written, and how a spreadsheet is kept from running one as a formula.

use crate::findings::Share;
use serde::Serialize;
use std::borrow::Cow;
use std::io::{self, Write};

/// How tables are dressed for the program that opens them. It never changes what they say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Profile {
    /// The name by which it is asked for.
    pub name: &'static str,
    /// Between two cells.
    pub delimiter: u8,
    /// Between the whole and the decimals of a number.
    pub decimal: char,
    /// Whether a file begins with U+FEFF, by which Excel knows UTF-8.
    pub byte_order_mark: bool,
    /// Whether a row ends with CR LF instead of LF.
    pub carriage_return: bool,
    /// Which cells are kept from being run as formulas.
    pub hardening: Hardening,
}

/// Which cells get a leading `'` when a spreadsheet would run them as a formula (OWASP ASVS 1.2.10).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Hardening {
    /// None: bytes as they are.
    Off,
    /// Titles, excerpts, reasons; ids, outlets and paths stay as they are, so that the tables can be joined.
    FreeText,
    /// These, and ids, outlets and paths.
    AllText,
}

impl Profile {
    /// For machines: `,` and `.`, no byte order mark, LF.
    pub const RFC4180: Self = Self {
        name: "rfc4180",
        delimiter: b',',
        decimal: '.',
        byte_order_mark: false,
        carriage_return: false,
        hardening: Hardening::FreeText,
    };

    /// For Excel where a number has a point: `,` and `.`, byte order mark, CR LF.
    pub const EXCEL: Self = Self {
        name: "excel",
        byte_order_mark: true,
        carriage_return: true,
        hardening: Hardening::AllText,
        ..Self::RFC4180
    };

    /// For Excel where a number has a comma: `;` and `,`, byte order mark, CR LF.
    pub const EXCEL_FR: Self = Self { name: "excel-fr", delimiter: b';', decimal: ',', ..Self::EXCEL };

    /// The same profile with bytes as they are.
    #[must_use]
    pub fn unhardened(self) -> Self {
        Self { hardening: Hardening::Off, ..self }
    }

    fn terminator(self) -> csv::Terminator {
        if self.carriage_return { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') }
    }
}

/// What one cell says.
#[derive(Debug, Clone)]
pub(super) enum Cell<'a> {
    /// Not known, or not asked for.
    Empty,
    /// An id, an outlet, a path, a date: what tables are joined by.
    Name(&'a str),
    /// Free text from the input.
    Text(Cow<'a, str>),
    /// One of our own words.
    Word(Cow<'static, str>),
    /// A whole number.
    Count(u64),
    /// A share, printed with four decimals.
    Share(Share),
}

impl<'a> Cell<'a> {
    /// A name that may be unknown.
    pub(super) fn name(name: Option<&'a str>) -> Self {
        name.map_or(Self::Empty, Self::Name)
    }

    /// Free text that may be unknown.
    pub(super) fn text(text: Option<&'a str>) -> Self {
        text.map_or(Self::Empty, |text| Self::Text(Cow::Borrowed(text)))
    }

    /// A number that may be unknown.
    pub(super) fn count(count: Option<u32>) -> Self {
        count.map_or(Self::Empty, |count| Self::Count(count.into()))
    }

    /// Minutes that may be unknown, and may be negative.
    pub(super) fn minutes(minutes: Option<i64>) -> Self {
        minutes.map_or(Self::Empty, |minutes| Self::Word(Cow::Owned(minutes.to_string())))
    }

    /// A share that may be unknown.
    pub(super) fn share(share: Option<Share>) -> Self {
        share.map_or(Self::Empty, Self::Share)
    }
}

/// What a finished table amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Rows below the header.
    pub rows: u64,
    /// Cells that got a leading `'`.
    pub hardened: u64,
}

/// A table on its way out.
pub(super) struct Table<W: Write> {
    rows: csv::Writer<W>,
    profile: Profile,
    width: usize,
    tally: Tally,
}

impl<W: Write> Table<W> {
    /// A table with this header.
    pub(super) fn new<'a>(
        mut out: W,
        profile: Profile,
        header: impl IntoIterator<Item = &'a str>,
    ) -> io::Result<Self> {
        if profile.byte_order_mark {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let rows = csv::WriterBuilder::new()
            .delimiter(profile.delimiter)
            .terminator(profile.terminator())
            .from_writer(out);
        let mut table = Self { rows, profile, width: 0, tally: Tally::default() };
        for name in header {
            table.cell(&Cell::Name(name))?;
            table.width += 1;
        }
        table.rows.write_record(None::<&[u8]>)?;
        Ok(table)
    }

    /// A row; cells that are missing at its end are empty.
    pub(super) fn row<'a>(&mut self, cells: impl IntoIterator<Item = Cell<'a>>) -> io::Result<()> {
        let mut width = 0;
        for cell in cells {
            self.cell(&cell)?;
            width += 1;
        }
        debug_assert!(width <= self.width, "a row of {width} cells under a header of {}", self.width);
        for _ in width..self.width {
            self.rows.write_field("")?;
        }
        self.rows.write_record(None::<&[u8]>)?;
        self.tally.rows += 1;
        Ok(())
    }

    /// Hands everything to the writer below, and says how much it was.
    pub(super) fn finish(mut self) -> io::Result<Tally> {
        self.rows.flush()?;
        Ok(self.tally)
    }

    fn cell(&mut self, cell: &Cell<'_>) -> io::Result<()> {
        match cell {
            Cell::Empty => self.rows.write_field("")?,
            Cell::Name(name) => self.harden(name, self.profile.hardening == Hardening::AllText)?,
            Cell::Text(text) => self.harden(text, self.profile.hardening != Hardening::Off)?,
            Cell::Word(word) => self.rows.write_field(word.as_bytes())?,
            Cell::Count(count) => self.rows.write_field(count.to_string())?,
            Cell::Share(share) => self.rows.write_field(decimals(*share, self.profile.decimal).as_bytes())?,
        }
        Ok(())
    }

    fn harden(&mut self, text: &str, asked: bool) -> io::Result<()> {
        if asked && runs_as_formula(text) {
            self.tally.hardened += 1;
            self.rows.write_field(format!("'{text}"))?;
        } else {
            self.rows.write_field(text)?;
        }
        Ok(())
    }
}

/// Four decimals, rounded as C and Python round them.
fn decimals(share: Share, point: char) -> Cow<'static, str> {
    match (share.part, point) {
        (0, '.') => Cow::Borrowed("0.0000"),
        (_, '.') => Cow::Owned(format!("{:.4}", share.value())),
        _ => Cow::Owned(format!("{:.4}", share.value()).replace('.', &point.to_string())),
    }
}

/// Whether a spreadsheet would take a cell that begins like this for a formula, or lose its beginning.
pub(super) fn runs_as_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n', '\0'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(profile: Profile, rows: &[[Cell<'static>; 2]]) -> (String, Tally) {
        let mut out = Vec::new();
        let mut table = Table::new(&mut out, profile, ["id", "title"]).unwrap();
        for row in rows {
            table.row(row.clone()).unwrap();
        }
        let tally = table.finish().unwrap();
        (String::from_utf8(out).unwrap(), tally)
    }

    #[test]
    fn a_cell_that_a_spreadsheet_would_run_is_hardened_and_counted() {
        for bad in ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠a", "\tx", "\rx", "\nx", "\0x"]
        {
            let (text, tally) =
                written(Profile::RFC4180, &[[Cell::Name("a"), Cell::Text(Cow::Borrowed(bad))]]);
            assert!(text.contains(&format!("'{bad}")), "{bad:?} became {text:?}");
            assert_eq!(tally, Tally { rows: 1, hardened: 1 });
        }
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
        let row = [[Cell::Name("a"), Cell::Share(Share { part: 1, whole: 3 })]];
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
        let mut table = Table::new(&mut out, Profile::RFC4180, ["id", "title", "words"]).unwrap();
        table.row([Cell::Name("a")]).unwrap();
        table.finish().unwrap();
        assert_eq!(out, b"id,title,words\na,,\n");
    }

    #[test]
    fn a_share_has_four_decimals_and_nothing_of_nothing_is_zero() {
        let of = |part, whole| decimals(Share { part, whole }, '.').into_owned();
        assert_eq!(of(2, 3), "0.6667");
        assert_eq!(of(0, 0), "0.0000");
        assert_eq!(of(5, 5), "1.0000");
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
        let table = Table::new(Full, Profile::RFC4180, ["id"]).unwrap();
        assert_eq!(table.finish().unwrap_err().kind(), io::ErrorKind::StorageFull);
    }
}
