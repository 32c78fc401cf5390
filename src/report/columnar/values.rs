//! The values of a column, laid out as Arrow has them: values side by side, and for each row whether it has one.

use super::super::table::{Cell, Kind, decimals};
use std::io;

/// What the values of a column are, if there are any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// A text.
    Text,
    /// A truth value.
    Flag,
    /// A whole number.
    Number,
    /// A number of four decimals.
    Share,
    /// Milliseconds since 1970, in UTC.
    Moment,
}

/// One value a row, whatever it may be where the row has none.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ValuesOf<T> {
    /// The values.
    pub values: Vec<T>,
    /// Whether the row has one.
    pub filled: Vec<bool>,
}

/// Texts, one behind the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Texts {
    /// All of them in UTF-8.
    pub bytes: Vec<u8>,
    /// Where each begins, and where the last ends: one more than there are rows.
    pub offsets: Vec<i32>,
    /// Whether the row has one; an empty text is none, as in CSV.
    pub filled: Vec<bool>,
}

/// The values of a column.
#[derive(Debug, Clone, PartialEq)]
pub enum Values {
    /// Texts.
    Text(Texts),
    /// Truth values.
    Flag(ValuesOf<bool>),
    /// Whole numbers.
    Number(ValuesOf<i64>),
    /// Numbers of four decimals.
    Share(ValuesOf<f64>),
    /// Milliseconds since 1970, in UTC.
    Moment(ValuesOf<i64>),
}

impl Type {
    pub(super) fn of(kind: Kind) -> Self {
        match kind {
            Kind::Name | Kind::Text | Kind::Excerpt | Kind::Note | Kind::Word(_) => Self::Text,
            Kind::Flag => Self::Flag,
            Kind::Count | Kind::Ordinal | Kind::Minutes => Self::Number,
            Kind::Share => Self::Share,
            Kind::Moment => Self::Moment,
        }
    }
}

impl<T: Default> ValuesOf<T> {
    fn push(&mut self, value: Option<T>) {
        self.filled.push(value.is_some());
        self.values.push(value.unwrap_or_default());
    }
}

impl Default for Texts {
    fn default() -> Self {
        Self { bytes: Vec::new(), offsets: vec![0], filled: Vec::new() }
    }
}

impl Texts {
    /// The text of each row; none where it has none.
    pub fn iter(&self) -> impl Iterator<Item = Option<&[u8]>> {
        let texts = self.offsets.windows(2).map(|ends| &self.bytes[ends[0] as usize..ends[1] as usize]);
        texts.zip(&self.filled).map(|(text, filled)| filled.then_some(text))
    }

    fn push(&mut self, text: &str) -> io::Result<()> {
        self.bytes.extend_from_slice(text.as_bytes());
        self.filled.push(!text.is_empty());
        self.offsets.push(i32::try_from(self.bytes.len()).map_err(io::Error::other)?);
        Ok(())
    }
}

impl Values {
    pub(super) fn none(kind: Type) -> Self {
        match kind {
            Type::Text => Self::Text(Texts::default()),
            Type::Flag => Self::Flag(ValuesOf::default()),
            Type::Number => Self::Number(ValuesOf::default()),
            Type::Share => Self::Share(ValuesOf::default()),
            Type::Moment => Self::Moment(ValuesOf::default()),
        }
    }

    /// Bytes that are held, about.
    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::Text(texts) => texts.bytes.len() + texts.filled.len() * 5,
            Self::Flag(values) => values.filled.len() * 2,
            Self::Number(values) | Self::Moment(values) => values.filled.len() * 9,
            Self::Share(values) => values.filled.len() * 9,
        }
    }

    /// Takes in the cell of the next row.
    ///
    /// # Errors
    /// When the cell is not of the kind that its column is said to be.
    pub(super) fn push(&mut self, cell: &Cell<'_>) -> io::Result<()> {
        match (self, cell) {
            (Self::Text(texts), Cell::Empty) => texts.push("")?,
            (Self::Flag(values), Cell::Empty) => values.push(None),
            (Self::Number(values) | Self::Moment(values), Cell::Empty) => values.push(None),
            (Self::Share(values), Cell::Empty) => values.push(None),
            (Self::Text(texts), cell) => texts.push(text_of(cell).ok_or_else(|| wrong("a text", cell))?)?,
            (Self::Flag(values), Cell::Word(word)) => values.push(Some(word == "yes")),
            (Self::Number(values), Cell::Count(count)) => {
                values.push(Some(i64::try_from(*count).map_err(io::Error::other)?));
            }
            (Self::Number(values), Cell::Minutes(minutes)) => values.push(Some(*minutes)),
            // The figure of the CSV, so that both can be compared.
            (Self::Share(values), Cell::Share(share)) => {
                values.push(Some(decimals(*share, '.').parse().map_err(io::Error::other)?));
            }
            (Self::Moment(values), Cell::Moment(published)) => {
                values.push(published.earliest.checked_mul(1_000));
            }
            (Self::Flag(_), cell) => return Err(wrong("yes or no", cell)),
            (Self::Number(_), cell) => return Err(wrong("a whole number", cell)),
            (Self::Share(_), cell) => return Err(wrong("a share", cell)),
            (Self::Moment(_), cell) => return Err(wrong("a date", cell)),
        }
        Ok(())
    }
}

fn text_of<'c>(cell: &'c Cell<'_>) -> Option<&'c str> {
    match cell {
        Cell::Name(text) => Some(text),
        Cell::Text(text) | Cell::Cut(text) => Some(text),
        Cell::Word(word) => Some(word),
        Cell::Moment(published) => Some(&published.given),
        Cell::Empty | Cell::Count(_) | Cell::Minutes(_) | Cell::Share(_) => None,
    }
}

fn wrong(wanted: &str, cell: &Cell<'_>) -> io::Error {
    io::Error::other(format!("a cell is not {wanted}: {cell:?}"))
}
