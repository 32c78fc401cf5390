//! The paragraphs of a text, which a quotation ends with.

use std::ops::{Range, RangeInclusive};

/// Characters of the longest line of a text whose line breaks may stand in the middle of a sentence: a shorter one is
/// dialogue or verse, a longer one is nobody's column.
const WRAPPED: RangeInclusive<usize> = 40..=100;

/// The paragraphs of a text. A line break ends one, unless the text is wrapped and the next word had no room; a blank
/// line and an indented one do so always.
pub(super) fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let lines = || text.split_inclusive('\n');
    let widest = lines().map(|line| line.trim_end().chars().count()).max().unwrap_or(0);
    let (mut paragraphs, mut start, mut end) = (Vec::new(), 0, 0);
    let mut lines = lines().peekable();
    while let Some(line) = lines.next() {
        let filled = end + line.trim_end().len();
        end += line.len();
        let next = lines.peek().unwrap_or(&"");
        if !WRAPPED.contains(&widest) || !is_wrapped(line, next, widest) {
            if start < filled {
                paragraphs.push(start..filled);
            }
            start = end;
        }
    }
    paragraphs
}

/// Whether a line breaks off because its next word had no room in it.
fn is_wrapped(line: &str, next: &str, widest: usize) -> bool {
    let indented = next.starts_with("  ") || next.starts_with('\t');
    let Some(word) = next.split_whitespace().next().filter(|_| !indented && !line.trim().is_empty()) else {
        return false;
    };
    line.trim_end().chars().count() + 1 + word.chars().count() > widest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<&str> {
        paragraphs(text).into_iter().map(|range| &text[range]).collect()
    }

    /// A line of so many letters.
    fn line(letters: usize) -> String {
        "x".repeat(letters)
    }

    #[test]
    fn a_line_break_ends_a_paragraph() {
        assert_eq!(told("One.\nTwo. \n\n  Three.\n"), ["One.", "Two.", "  Three."]);
        assert!(told("").is_empty() && told("\n\n").is_empty());
    }

    /// Columns of forty to a hundred letters: a line goes on if the next word had no room in it.
    #[test]
    fn a_line_of_a_wrapped_text_goes_on_where_the_next_word_had_no_room() {
        for (widest, wraps) in [(39, false), (40, true), (100, true), (101, false)] {
            let full = format!("{}\nnext word\nlast", line(widest));
            let expected = if wraps { 2 } else { 3 };
            assert_eq!(told(&full).len(), expected, "lines of {widest} letters");
        }
        let (widest, next) = (line(50), line(9));
        let breaks = |letters: usize| told(&format!("{widest}\n{}\n{next}", line(letters))).len();
        // The second line has room for a blank and nine letters, or not.
        assert_eq!((breaks(40), breaks(41)), (2, 1));
    }

    #[test]
    fn a_blank_line_and_an_indented_one_begin_a_paragraph_of_a_wrapped_text() {
        let full = line(50);
        assert_eq!(told(&format!("{full}\nword {}", line(40))).len(), 1);
        for before in ["  ", "\t", "\n"] {
            assert_eq!(told(&format!("{full}\n{before}word {}", line(40))).len(), 2, "{before:?}");
        }
        assert_eq!(told(&format!("{full}\n\n{}", line(50))).len(), 2, "a word as long as a line");
    }
}
