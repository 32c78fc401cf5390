//! Sentences: where one statement ends and the next begins, told from what stands between two words.
//!
//! A sentence is the unit in which text is rewritten. Its borders need not be perfect: a wrong one splits or joins two
//! stretches that are compared, and never moves a passage that was copied word for word.

/// Marks that end a sentence if a blank follows.
const STOPS: [char; 4] = ['.', '!', '?', '…'];

/// Marks that end a sentence by themselves: those of scripts that write no blank behind them, and of scripts in which
/// they mean nothing else.
const FULL_STOPS: [char; 11] = ['。', '！', '？', '．', '｡', '।', '॥', '؟', '۔', '։', '።'];

/// Whether a sentence ends between two words, given the text between them and what follows.
///
/// A blank line ends one; so does a stop with a blank behind it, unless a small letter follows (an abbreviation, `…` in
/// the middle of a statement).
#[must_use]
pub fn is_sentence_end(between: &str, next: char) -> bool {
    if between == " " {
        return false;
    }
    if between.contains(FULL_STOPS) {
        return true;
    }
    let Some((_, behind)) = between.split_once(STOPS) else { return has_blank_line(between) };
    (behind.contains(char::is_whitespace) && !next.is_lowercase()) || has_blank_line(between)
}

fn has_blank_line(between: &str) -> bool {
    between.matches('\n').nth(1).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stop_and_a_blank_end_a_sentence() {
        for between in [". ", ".\n", "! ", "?\u{a0}", "… ", ".» ", ".\" – "] {
            assert!(is_sentence_end(between, 'L'), "{between:?}");
        }
        assert!(is_sentence_end(". ", '3') && is_sentence_end(". ", 'א'));
    }

    #[test]
    fn a_stop_inside_a_figure_an_acronym_or_before_a_small_letter_ends_none() {
        assert!(!is_sentence_end(".", '5') && !is_sentence_end(".", 'S'));
        assert!(!is_sentence_end(". ", 'm') && !is_sentence_end("… ", 'é'));
        assert!(!is_sentence_end(", ", 'L') && !is_sentence_end(" ", 'L') && !is_sentence_end("\n", 'L'));
    }

    #[test]
    fn a_blank_line_ends_a_sentence_and_a_line_break_does_not() {
        assert!(is_sentence_end("\n\n", 'l') && is_sentence_end("\n \n", 'l'));
        assert!(!is_sentence_end("\n", 'L'));
    }

    #[test]
    fn marks_of_scripts_without_blanks_need_none() {
        assert!(is_sentence_end("。", '東') && is_sentence_end("।", 'क'));
    }
}
