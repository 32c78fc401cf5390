//! What a table is, whatever file it goes to: columns that explain themselves, rows of cells, keys.

use super::Run;
use crate::article::Published;
use crate::findings::Share;
use std::borrow::Cow;

/// A table of a run.
#[derive(Debug, Clone, Copy)]
pub(super) struct Table {
    /// Its file.
    pub(super) file: &'static str,
    /// Its file as Parquet.
    pub(super) columnar: &'static str,
    /// What it has, in a few words.
    pub(super) about: &'static str,
    /// How many of its first columns name the row: they stay in sight when somebody scrolls.
    #[cfg_attr(not(feature = "xlsx"), expect(dead_code, reason = "only the workbook scrolls"))]
    pub(super) naming: u16,
    /// Its columns, in their order.
    pub(super) columns: for<'a> fn(Run<'a>) -> Vec<Column<'a>>,
    /// Its rows, in their order; cells that are missing at the end of one are empty.
    pub(super) rows: for<'a> fn(Run<'a>) -> Rows<'a>,
    /// What identifies a row, and which rows of other tables are meant.
    pub(super) keys: fn(Run<'_>) -> Keys,
}

/// The rows of a table, made as they are asked for.
pub(super) type Rows<'a> = Box<dyn Iterator<Item = Vec<Cell<'a>>> + 'a>;

impl Table {
    /// Its file without the ending: the name of its sheet, and in the data package.
    pub(super) fn name(&self) -> &'static str {
        self.file.strip_suffix(".csv").unwrap_or(self.file)
    }
}

/// What identifies a row of a table.
#[derive(Debug, Clone, Default)]
pub(super) struct Keys {
    /// Columns whose cells are different in any two rows, and never all empty.
    pub(super) primary: &'static [&'static str],
    /// Columns whose cells, if they are not empty, are those of a row of another table.
    pub(super) foreign: Vec<Reference>,
}

/// Columns that name a row of a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reference {
    /// These columns.
    pub(super) fields: &'static [&'static str],
    /// Name of that table.
    pub(super) table: &'static str,
    /// The columns there.
    pub(super) to: &'static [&'static str],
}

/// A column: its name is a contract, its explanation is all that the outputs and the README say of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column<'a> {
    /// Its name in the header row.
    pub(super) name: &'a str,
    /// What its cells are.
    pub(super) kind: Kind,
    /// What its cells mean, with words of the tables and options between backticks.
    pub(super) about: &'static str,
}

/// What the cells of a column are, if they are not empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Ids, outlets, paths.
    Name,
    /// When an article was published.
    Moment,
    /// Free text of the input, or made of it.
    Text,
    /// A stretch of an article.
    Excerpt,
    /// Text of ours.
    Note,
    /// One of these words.
    Word(&'static [&'static str]),
    /// `yes` or `no`.
    Flag,
    /// How many.
    Count,
    /// A place or a number of something, not to be added up.
    Ordinal,
    /// Whole minutes, perhaps negative.
    Minutes,
    /// A share in `[0, 1]`, four decimals.
    Share,
}

/// A column of a table.
pub(super) const fn column(name: &'static str, kind: Kind, about: &'static str) -> Column<'static> {
    Column { name, kind, about }
}

/// What one cell says.
#[derive(Debug, Clone)]
pub(super) enum Cell<'a> {
    /// Not known, or not asked for.
    Empty,
    /// An id, an outlet, a path: what tables are joined by.
    Name(&'a str),
    /// When an article was published, written as it was given.
    Moment(&'a Published),
    /// Free text from the input.
    Text(Cow<'a, str>),
    /// Free text from the input that was too long for a cell and is cut.
    Cut(Cow<'a, str>),
    /// One of our own words.
    Word(Cow<'static, str>),
    /// A whole number.
    Count(u64),
    /// Minutes.
    Minutes(i64),
    /// A share, printed with four decimals.
    Share(f64),
}

impl<'a> Cell<'a> {
    /// A name that may be unknown.
    pub(super) fn name(name: Option<&'a str>) -> Self {
        name.map_or(Self::Empty, Self::Name)
    }

    /// A date that may be unknown.
    pub(super) fn moment(published: Option<&'a Published>) -> Self {
        published.map_or(Self::Empty, Self::Moment)
    }

    /// Free text that may be unknown.
    pub(super) fn text(text: Option<&'a str>) -> Self {
        text.map_or(Self::Empty, |text| Self::Text(Cow::Borrowed(text)))
    }

    /// One of our own words that may be missing.
    pub(super) fn word(word: Option<&'static str>) -> Self {
        word.map_or(Self::Empty, |word| Self::Word(Cow::Borrowed(word)))
    }

    /// A number that may be unknown.
    pub(super) fn count(count: Option<u32>) -> Self {
        count.map_or(Self::Empty, |count| Self::Count(count.into()))
    }

    /// Minutes that may be unknown.
    pub(super) fn minutes(minutes: Option<i64>) -> Self {
        minutes.map_or(Self::Empty, Self::Minutes)
    }

    /// A share that may be unknown.
    pub(super) fn share(share: Option<Share>) -> Self {
        share.map_or(Self::Empty, |share| Self::Share(share.value()))
    }

    /// A share of counts that may be past 32 bits; 0 of nothing is 0.
    pub(super) fn part(part: u64, whole: u64) -> Self {
        Self::Share(if whole == 0 { 0.0 } else { part as f64 / whole as f64 })
    }
}

/// Four decimals, rounded as C and Python round them.
pub(super) fn decimals(share: f64, point: char) -> Cow<'static, str> {
    match (share.to_bits(), point) {
        (0, '.') => Cow::Borrowed("0.0000"),
        (_, '.') => Cow::Owned(format!("{share:.4}")),
        _ => Cow::Owned(format!("{share:.4}").replace('.', &point.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_has_four_decimals_and_nothing_of_nothing_is_zero() {
        let of = |part, whole| decimals(Share { part, whole }.value(), '.').into_owned();
        assert_eq!(of(2, 3), "0.6667");
        assert_eq!(of(0, 0), "0.0000");
        assert_eq!(of(5, 5), "1.0000");
    }
}
