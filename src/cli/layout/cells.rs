//! Cells: what a reader takes for one character (Unicode Standard Annex 29), with the columns that it takes.

use super::harmless::{escape, is_obeyed};
use super::{Ink, Shared, Stretch, Tie};
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Where a line may not begin in Chinese and Japanese.
const CLOSING: &str = "、。，．：；！？）］｝」』】〉》”’…ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ";
/// Where it may not end.
const OPENING: &str = "（［｛「『【〈《“‘";

/// One character on a screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) struct Cell<'a> {
    pub(in crate::cli) text: Cow<'a, str>,
    pub(in crate::cli) width: usize,
    pub(in crate::cli) ink: Ink,
    pub(super) kind: Kind,
    pub(super) tie: Tie,
    pub(in crate::cli) begins: Option<Shared>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Ends its line.
    Break,
    /// Stands between words.
    Blank,
    /// Part of a word.
    Letter,
    /// A word of its own, with or without blanks around it.
    Ideograph,
}

/// The cells of a stretch, in order.
pub(in crate::cli) fn cells(stretch: &Stretch) -> impl Iterator<Item = Cell<'_>> {
    let first =
        stretch.text.graphemes(true).zip(std::iter::once(stretch.begins).chain(std::iter::repeat(None)));
    first.map(move |(cluster, begins)| Cell { begins, ..cell(cluster, stretch) })
}

/// The columns that a text takes, on one line.
pub(in crate::cli) fn width(text: &str) -> usize {
    cells(&Stretch::plain(text)).map(|cell| cell.width).sum()
}

fn cell<'a>(cluster: &'a str, stretch: &Stretch) -> Cell<'a> {
    let bare =
        |text, width, kind| Cell { text, width, ink: stretch.ink, kind, tie: stretch.tie, begins: None };
    if matches!(cluster, "\n" | "\r\n" | "\r" | "\u{2028}" | "\u{2029}") {
        return bare(Cow::Borrowed(""), 0, Kind::Break);
    }
    if matches!(cluster, " " | "\t") {
        let kind = if stretch.tie == Tie::Loose { Kind::Blank } else { Kind::Letter };
        return bare(Cow::Borrowed(" "), 1, kind);
    }
    if cluster.contains(is_obeyed) {
        let shown: String = cluster
            .chars()
            .map(|letter| if is_obeyed(letter) { escape(letter) } else { letter.into() })
            .collect();
        let width = shown.width();
        return Cell { ink: Ink::Escaped, ..bare(Cow::Owned(shown), width, Kind::Letter) };
    }
    let width = cluster.width();
    let kind = if cluster.chars().next().is_some_and(is_ideograph) { Kind::Ideograph } else { Kind::Letter };
    let tie = match stretch.tie {
        Tie::Loose if CLOSING.contains(cluster) => Tie::Last,
        Tie::Loose if OPENING.contains(cluster) => Tie::Next,
        tie => tie,
    };
    Cell { tie, ..bare(Cow::Borrowed(cluster), width, kind) }
}

/// Whether a line may end on either side of a character: where words are not parted by blanks, and at an emoji. Korean parts
/// its words, and a syllable of an Indian script has two columns and stands inside a word.
fn is_ideograph(letter: char) -> bool {
    letter.width() == Some(2)
        && !matches!(letter, '\u{1100}'..='\u{115f}' | '\u{a960}'..='\u{a97c}' | '\u{ac00}'..='\u{d7a3}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_as_wide_as_a_terminal_makes_it() {
        for (text, columns) in [
            ("Écho", 4),
            ("E\u{301}cho", 4),
            ("東京", 4),
            ("ｶﾞ", 2),
            ("한국", 4),
            ("👩‍👩‍👧", 2),
            ("a\u{200b}b", 2),
            ("नमस्ते", 4),
            ("", 0),
        ] {
            assert_eq!(width(text), columns, "{text}");
        }
    }

    #[test]
    fn what_a_terminal_would_obey_is_seen() {
        let stretch = Stretch::plain("a\u{1b}\u{301}");
        let all: Vec<Cell<'_>> = cells(&stretch).collect();
        assert_eq!((&*all[1].text, all[1].width, all[1].ink), ("\\u{1b}", 6, Ink::Escaped));
    }
}
