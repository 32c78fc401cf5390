//! Characters that a terminal would obey instead of showing them.

use std::borrow::Cow;

/// Whether a terminal would obey this character: controls, and what turns the direction of writing around (so that a line
/// reads as it is not: Boucher, Anderson, *Trojan Source*, USENIX Security 2023).
pub(in crate::cli) fn is_obeyed(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

/// Text from an input or a path, with such characters shown: `\u{1b}`, `\n`.
pub(in crate::cli) fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(is_obeyed) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        if is_obeyed(letter) {
            shown.push_str(&escape(letter));
        } else {
            shown.push(letter);
        }
    }
    Cow::Owned(shown)
}

/// How such a character is shown.
pub(super) fn escape(letter: char) -> String {
    match letter {
        '\t' | '\r' | '\n' => letter.escape_default().collect(),
        _ => letter.escape_unicode().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_input_cannot_move_the_cursor() {
        assert_eq!(printable("a\u{1b}[2Jb\nc\u{9b}1m"), "a\\u{1b}[2Jb\\nc\\u{9b}1m");
        assert_eq!(printable("Écho"), "Écho");
    }

    #[test]
    fn an_input_cannot_turn_a_line_around() {
        assert_eq!(printable("a\u{202e}b\u{2066}c"), "a\\u{202e}b\\u{2066}c");
        assert_eq!(printable("שלום\u{200f}"), "שלום\u{200f}", "a mark of direction is part of the text");
    }
}
