//! What stands above the texts: facts with a label, and the passages as a table.

use super::super::layout::table::{Column, Table};
use super::super::layout::wrap::wrap;
use super::super::layout::{Ink, Line, Stretch};
use crate::tables::ListedPassage;

/// The columns of a label.
const LABEL: usize = 12;

/// A blank line.
pub(super) fn blank() -> Line {
    Line::default()
}

/// A heading over what follows.
pub(super) fn heading(text: &str, width: Option<usize>) -> Vec<Line> {
    let lines = wrap(&[Stretch::new(text, Ink::Strong)], width.unwrap_or(usize::MAX));
    std::iter::once(blank()).chain(lines).collect()
}

/// A label, and what there is to say, wrapped beside it. Nothing if there is nothing to say.
pub(super) fn fact(label: &str, said: impl Into<String>, width: usize) -> Vec<Line> {
    let said = said.into();
    if said.is_empty() {
        return Vec::new();
    }
    let room = width.saturating_sub(LABEL).max(8);
    let lines = wrap(&[Stretch::plain(said.replace(['\n', '\r'], " "))], room);
    let labelled = lines.into_iter().enumerate().map(|(row, text)| {
        let mut line = Line::of([Stretch::new(if row == 0 { label } else { "" }, Ink::Faint)]);
        line.pad(LABEL);
        line.join(text);
        line
    });
    labelled.collect()
}

/// `0.84`, or nothing where nobody looked. What is not all of it is never said to be.
pub(super) fn share(share: impl Into<Option<f64>>) -> String {
    let hundredths = |share: f64| if share < 1.0 { share.min(0.99) } else { share };
    share.into().map_or(String::new(), |share| format!("{:.2}", hundredths(share)))
}

/// `84 %`, in the same way.
pub(super) fn percent(share: f64) -> String {
    let percent = 100.0 * share;
    format!("{:.0} %", if share < 1.0 { percent.min(99.0) } else { percent })
}

/// `dismissed: press release (ch)`, or nothing where nobody said anything.
pub(super) fn review(verdict: &str, note: &str, reviewer: &str) -> String {
    let note = if note.is_empty() { String::new() } else { format!(": {note}") };
    let who = if reviewer.is_empty() { String::new() } else { format!(" ({reviewer})") };
    if verdict.is_empty() { String::new() } else { format!("{verdict}{note}{who}") }
}

/// A number, or nothing where nobody counted.
pub(super) fn count(count: Option<u32>) -> String {
    count.map_or(String::new(), |count| count.to_string())
}

/// A word of the tables that asks for a look.
pub(super) fn flag(word: &str) -> Stretch {
    let asks = matches!(word, "uncredited" | "miscredited");
    Stretch::new(word, if asks { Ink::Caution } else { Ink::Plain })
}

/// The passages of a pair, one row each.
pub(super) fn passages(passages: &[&ListedPassage], width: Option<usize>) -> Vec<Line> {
    let row = |passage: &&ListedPassage| {
        let [a, b] = passage.chars.clone();
        let quoted = if passage.quoted_share > 0.0 { share(passage.quoted_share) } else { String::new() };
        [
            Stretch::new(passage.number.to_string(), Ink::Border(passage.kind)),
            Stretch::new(passage.kind.word(), Ink::Shared(passage.kind)),
            Stretch::plain(passage.matched_words.to_string()),
            Stretch::plain(format!("{}-{}", a.start, a.end)),
            Stretch::plain(format!("{}-{}", b.start, b.end)),
            Stretch::plain(quoted),
            Stretch::plain(passage.via.clone()),
            Stretch::plain(passage.review.clone()),
        ]
        .to_vec()
    };
    let columns = vec![
        Column::number("row"),
        Column::word("kind"),
        Column::number("words"),
        Column::word("in a"),
        Column::word("in b"),
        Column::number("quoted"),
        Column::id("also in"),
        Column::word("review"),
    ];
    Table { columns, rows: passages.iter().map(row).collect() }.lines(width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearly_all_is_not_all() {
        assert_eq!([share(0.9951), share(1.0), share(0.844), share(None)], ["0.99", "1.00", "0.84", ""]);
        assert_eq!([percent(0.9951), percent(1.0), percent(0.844)], ["99 %", "100 %", "84 %"]);
    }

    #[test]
    fn what_is_said_stands_beside_its_label() {
        let lines: Vec<String> = fact("first", "one two\nthree", 20).iter().map(Line::text).collect();
        assert_eq!(lines, ["first       one two", "            three"]);
        assert!(fact("first", "", 20).is_empty());
    }
}
