//! How tables are dressed for the program that opens them.

use serde::Serialize;

/// Rows of a sheet below its header row: a spreadsheet has 1,048,576.
pub const SHEET_ROWS: u64 = 1_048_575;

/// The longest text that a cell of a spreadsheet holds, in UTF-16 units.
pub(super) const CELL: usize = 32_767;

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
    /// Rows below the header from which on a table goes on in another file; none for any number.
    pub rows_a_file: Option<u64>,
    /// How much of a passage's text is shown.
    pub excerpt: Excerpt,
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

/// How much of a passage's text its row shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Excerpt {
    /// 300 code points at most.
    #[default]
    Short,
    /// All of it, as far as a cell of a spreadsheet can hold it.
    Full,
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
        rows_a_file: None,
        excerpt: Excerpt::Short,
    };

    /// For Excel where a number has a point: `,` and `.`, byte order mark, CR LF.
    pub const EXCEL: Self = Self {
        name: "excel",
        byte_order_mark: true,
        carriage_return: true,
        hardening: Hardening::AllText,
        rows_a_file: Some(SHEET_ROWS),
        ..Self::RFC4180
    };

    /// For Excel where a number has a comma: `;` and `,`, byte order mark, CR LF.
    pub const EXCEL_FR: Self = Self { name: "excel-fr", delimiter: b';', decimal: ',', ..Self::EXCEL };

    /// The same profile with bytes as they are.
    #[must_use]
    pub fn unhardened(self) -> Self {
        Self { hardening: Hardening::Off, ..self }
    }

    /// Whether the files are meant for a spreadsheet.
    #[must_use]
    pub fn is_for_spreadsheets(self) -> bool {
        self.rows_a_file.is_some()
    }

    /// What ends a row.
    pub(super) fn line_end(self) -> &'static str {
        if self.carriage_return { "\r\n" } else { "\n" }
    }
}
