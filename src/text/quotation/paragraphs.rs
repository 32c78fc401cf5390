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
