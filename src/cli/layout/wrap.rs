//! Lines of a width: a break stands at a blank or beside an ideograph, and inside a word only where it is too long.

use super::cells::{Cell, Kind, cells};
use super::{Line, Stretch, Tie};

/// The lines of a text, none wider than `width` (unless a single character is).
pub(in crate::cli) fn wrap(text: &[Stretch], width: usize) -> Vec<Line> {
    let mut page = Page { width: width.max(1), lines: Vec::new(), line: Line::default(), blanks: Vec::new() };
    let mut word: Vec<Cell<'_>> = Vec::new();
    for cell in text.iter().flat_map(cells) {
        match cell.kind {
            Kind::Break => {
                page.word(&mut word);
                page.end_line();
            }
            Kind::Blank => {
                page.word(&mut word);
                page.blanks.push(cell);
            }
            Kind::Letter | Kind::Ideograph => {
                if word.last().is_some_and(|last| may_part(last, &cell)) {
                    page.word(&mut word);
                }
                word.push(cell);
            }
        }
    }
    page.word(&mut word);
    if page.line != Line::default() {
        page.end_line();
    }
    page.lines
}

/// Whether a line may end between two cells that no blank parts.
fn may_part(last: &Cell<'_>, next: &Cell<'_>) -> bool {
    (last.kind == Kind::Ideograph || next.kind == Kind::Ideograph)
        && last.tie != Tie::Next
        && next.tie != Tie::Last
}

struct Page<'a> {
    width: usize,
    lines: Vec<Line>,
    line: Line,
    /// Blanks behind the last word of the line, which are for nothing if the line ends there.
    blanks: Vec<Cell<'a>>,
}

impl<'a> Page<'a> {
    /// Puts a word on the line, or on the next one.
    fn word(&mut self, word: &mut Vec<Cell<'a>>) {
        if word.is_empty() {
            return;
        }
        let blanks: usize = self.blanks.iter().map(|cell| cell.width).sum();
        let length: usize = word.iter().map(|cell| cell.width).sum();
        if self.line.width > 0 && self.line.width + blanks + length > self.width {
            self.end_line();
        }
        for blank in std::mem::take(&mut self.blanks) {
            if self.line.width + blank.width < self.width {
                self.line.push_cell(&blank);
            }
        }
        for cell in word.drain(..) {
            if self.line.width > 0 && self.line.width + cell.width > self.width {
                self.end_line();
            }
            self.line.push_cell(&cell);
        }
    }

    fn end_line(&mut self) {
        self.blanks.clear();
        self.lines.push(std::mem::take(&mut self.line));
    }
}

#[cfg(test)]
mod tests {
    use super::super::Ink;
    use super::super::cells::width;
    use super::*;
    use proptest::prelude::*;

    fn wrapped(text: &str, columns: usize) -> Vec<String> {
        wrap(&[Stretch::plain(text)], columns).iter().map(Line::text).collect()
    }

    #[test]
    fn a_line_ends_at_a_blank_and_a_paragraph_where_it_does() {
        assert_eq!(wrapped("one two three\n\nfour", 8), ["one two", "three", "", "four"]);
        assert_eq!(wrapped("a\r\nb\rc\u{2028}d", 8), ["a", "b", "c", "d"]);
        assert_eq!(wrapped("one  two", 20), ["one  two"]);
    }

    #[test]
    fn a_word_that_is_too_long_is_cut_between_characters() {
        assert_eq!(wrapped("ab\u{301}cdef gh", 3), ["ab\u{301}c", "def", "gh"]);
    }

    #[test]
    fn ideographs_have_two_columns_and_part_anywhere_but_before_a_stop() {
        assert_eq!(wrapped("東京都知事は。", 6), ["東京都", "知事", "は。"]);
        assert_eq!(wrapped("東京Tower", 5), ["東京", "Tower"]);
        assert_eq!(wrapped("東京", 1), ["東", "京"], "nothing is lost for want of room");
    }

    #[test]
    fn a_word_of_a_script_that_parts_its_words_is_kept_whole() {
        assert_eq!(wrapped("उठाए निकलती है", 7), ["उठाए", "निकलती", "है"]);
        assert_eq!(wrapped("한국 신문에서", 9), ["한국", "신문에서"]);
    }

    #[test]
    fn a_bracket_stays_with_what_it_encloses() {
        let tied = |text: &str, tie| Stretch { tie, ..Stretch::plain(text) };
        let text = [
            tied("[1> ", Tie::Next),
            Stretch::plain("東京 one"),
            tied(" <1]", Tie::Last),
            Stretch::plain(" two"),
        ];
        let lines: Vec<String> = wrap(&text, 8).iter().map(Line::text).collect();
        assert_eq!(lines, ["[1> 東京", "one <1]", "two"]);
    }

    #[test]
    fn a_line_knows_what_begins_on_it() {
        let begins = Stretch { begins: Some((7, 0)), ..Stretch::new("two", Ink::Strong) };
        let lines = wrap(&[Stretch::plain("one "), begins], 4);
        assert_eq!((&lines[0].begins[..], &lines[1].begins[..]), (&[][..], &[(7, 0)][..]));
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_is_too_wide(text in r"([a-zé ]|\n|[東京。👩]|\u{301}|\u{1b}|\PC){0,60}", columns in 2..30_usize) {
            let lines = wrap(&[Stretch::plain(text.clone())], columns);
            let bare = |text: &str| text.split([' ', '\n', '\t', '\r', '\u{2028}', '\u{2029}']).collect::<String>();
            let shown: String = lines.iter().map(|line| bare(&line.text())).collect();
            prop_assert_eq!(shown, bare(&super::super::harmless::printable(&bare(&text))));
            for line in &lines {
                prop_assert_eq!(line.width, width(&line.text()));
                let escaped = line.stretches.iter().any(|stretch| stretch.ink == Ink::Escaped);
                // A letter with what is attached to it may be wider than the line by itself (three columns of two).
                let is_one_letter = cells(&Stretch::plain(line.text())).count() == 1;
                prop_assert!(line.width <= columns || escaped || is_one_letter, "{:?}", line);
            }
        }
    }
}
