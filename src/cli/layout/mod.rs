//! Text laid out for a screen of so many columns: pure functions of text, ink and width. Nothing here prints.
//!
//! Widths are those of a terminal (Unicode Standard Annex 11): an ideograph has two columns, a combining mark none, an emoji
//! of several code points two. What a terminal would obey is shown instead ([`harmless`]).

pub(super) mod cells;
pub(super) mod columns;
pub(super) mod harmless;
pub(super) mod table;
pub(super) mod wrap;

use crate::findings::{Operation, PassageKind};

/// What a stretch of text is, which decides how it is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Ink {
    /// Text as it is.
    #[default]
    Plain,
    /// A heading, or a figure that matters.
    Strong,
    /// What is beside the point.
    Faint,
    /// Something to look at.
    Caution,
    /// Words of a passage.
    Shared(PassageKind),
    /// Where a passage begins or ends.
    Border(PassageKind),
    /// Words of a passage to which this happened.
    Word(Operation),
    /// Words inside a passage that are in none of its stretches.
    PassedOver,
    /// Where somebody is credited.
    Credit,
    /// A character that a terminal would obey.
    Escaped,
}

/// Text of one ink.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Stretch {
    pub(super) text: String,
    pub(super) ink: Ink,
    /// What it must not be parted from.
    pub(super) tie: Tie,
    /// What begins here that the other text has as well.
    pub(super) begins: Option<Shared>,
}

/// What two texts have in common: the number of a passage, and that of a stretch of it.
pub(super) type Shared = (u32, u32);

/// Which neighbour a stretch must stay on one line with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Tie {
    /// None.
    #[default]
    Loose,
    /// What follows, as an opening bracket.
    Next,
    /// What stands before, as a closing bracket.
    Last,
}

impl Stretch {
    pub(super) fn new(text: impl Into<String>, ink: Ink) -> Self {
        Self { text: text.into(), ink, ..Self::default() }
    }

    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self::new(text, Ink::Plain)
    }
}

/// A line of a screen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Line {
    pub(super) stretches: Vec<Stretch>,
    /// Columns that it takes.
    pub(super) width: usize,
    /// What begins on it that the other text has as well.
    pub(super) begins: Vec<Shared>,
}

impl Line {
    /// A line of a text that fits, whatever it holds made harmless.
    pub(super) fn of(stretches: impl IntoIterator<Item = Stretch>) -> Self {
        let mut line = Self::default();
        stretches.into_iter().for_each(|stretch| line.push(&stretch));
        line
    }

    /// Puts a stretch at the end.
    pub(super) fn push(&mut self, stretch: &Stretch) {
        for cell in cells::cells(stretch) {
            self.push_cell(&cell);
        }
    }

    /// Blanks up to this column.
    pub(super) fn pad(&mut self, width: usize) {
        if width > self.width {
            self.append(&" ".repeat(width - self.width), Ink::Plain);
            self.width = width;
        }
    }

    /// Puts another line behind this one.
    pub(super) fn join(&mut self, other: Self) {
        self.width += other.width;
        self.begins.extend(other.begins);
        for stretch in other.stretches {
            self.append(&stretch.text, stretch.ink);
        }
    }

    fn push_cell(&mut self, cell: &cells::Cell<'_>) {
        self.width += cell.width;
        self.begins.extend(cell.begins);
        self.append(&cell.text, cell.ink);
    }

    fn append(&mut self, text: &str, ink: Ink) {
        match self.stretches.last_mut() {
            Some(last) if last.ink == ink => last.text.push_str(text),
            _ => self.stretches.push(Stretch::new(text, ink)),
        }
    }

    /// Its text without its inks.
    #[cfg(test)]
    pub(super) fn text(&self) -> String {
        self.stretches.iter().map(|stretch| stretch.text.as_str()).collect()
    }
}
