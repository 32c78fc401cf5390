//! The tokens of a text as the definition says, without regard to time: what the tokenizer is held to.

use super::Folding;
use super::class::{Class, class_of};
use super::fold::fold;

/// Where each token of a text begins and ends, and its folded form: the text is cut by class, then each stretch is folded.
#[must_use]
#[cfg_attr(not(feature = "fuzzing"), expect(unreachable_pub, reason = "tests beside it need no door"))]
pub fn tokens_by_definition(text: &str, folding: Folding) -> Vec<(usize, usize, String)> {
    let mut tokens: Vec<(usize, usize, bool)> = Vec::new();
    let mut open = false;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        match (class_of(c), tokens.last_mut()) {
            (Class::Word, Some(last)) if open && !last.2 => last.1 = end,
            (Class::Mark, Some(last)) if open => last.1 = end,
            (Class::Word, _) => tokens.push((at, end, false)),
            (Class::Single, _) => tokens.push((at, end, true)),
            (Class::Ignored, _) => continue,
            (Class::Mark | Class::Separator, _) => {
                open = false;
                continue;
            }
        }
        open = true;
    }
    let folded = tokens.into_iter().map(|(start, end, _)| (start, end, fold(&text[start..end], folding)));
    folded.filter(|(_, _, folded)| !folded.is_empty()).collect()
}
