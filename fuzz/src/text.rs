//! The words, quotations and sentences of a text.

use crate::letters;
use std::str;
use wirecopy::text::{
    Folding, Places, Tokenizer, is_sentence_end, quotations, stem, tokens_by_definition, word_hash,
};

/// Bytes that the tokenizer looks at together.
const WINDOW: usize = 4096;

/// A folding, and a text that perhaps stands at the border of a window or is as long as several.
fn folding_and_text(given: &[u8]) -> Option<(Folding, String)> {
    let (&choice, rest) = given.split_first()?;
    let text = String::from_utf8_lossy(rest).into_owned();
    let folding = if choice & 1 == 0 { Folding::Diacritics } else { Folding::CaseOnly };
    let before = WINDOW.saturating_sub(text.len() / 2 + usize::from(choice >> 4));
    let text = match choice >> 1 & 7 {
        0 => "a ".repeat(before / 2) + &text,
        1 => "x".repeat(before) + &text,
        2 => "é".repeat(before / 2) + &text,
        3 if !text.is_empty() => text.repeat(1 + 3 * WINDOW / text.len()),
        _ => text,
    };
    Some((folding, text))
}

/// Tokens are those of the definition; they stand in order at borders of characters, and their places count characters.
pub fn tokens(given: &[u8]) {
    let Some((folding, text)) = folding_and_text(given) else { return };
    let mut found = Vec::new();
    Tokenizer::new(folding).for_each(&text, |token| {
        let folded = str::from_utf8(token.folded).expect("a folded word is UTF-8");
        assert_eq!(token.hash, word_hash(token.folded), "{folded:?}");
        assert!(folded.as_bytes().starts_with(stem(token.folded)) && !stem(token.folded).is_empty());
        assert!(str::from_utf8(stem(token.folded)).is_ok(), "the stem of {folded:?} breaks a character");
        found.push((token.start, token.end, folded.to_owned()));
    });
    assert_eq!(found, tokens_by_definition(&text, folding));
    let places = Places::of(&text, folding);
    assert_eq!(places.len(), found.len());
    let (mut byte, mut chars) = (0, 0);
    for (number, (start, end, _)) in (0u32..).zip(&found) {
        assert!(byte <= *start && start < end, "{start}..{end} behind {byte}");
        let span = places.span(&(number..number + 1));
        assert_eq!((span.bytes.start as usize, span.bytes.end as usize), (*start, *end));
        chars += letters(&text[byte..*start]);
        assert_eq!(span.chars.start, chars);
        chars += letters(&text[*start..*end]);
        assert_eq!(span.chars.end, chars);
        byte = *end;
        assert_eq!(places.words_before(span.bytes.start), number);
    }
}

/// Quotations stand in order and apart, at borders of characters, begin and end with more than blanks, and have three words.
pub fn quoted(given: &[u8]) {
    let Some((_, text)) = folding_and_text(given) else { return };
    let found = quotations(&text);
    let mut behind = 0;
    for range in &found {
        assert!(behind <= range.start && range.start < range.end, "{found:?}");
        behind = range.end;
        let said = &text[range.start as usize..range.end as usize];
        let mut words = 0;
        Tokenizer::new(Folding::CaseOnly).for_each(said, |_| words += 1);
        assert!(words >= 3, "{said:?} is no quotation");
    }
    assert!(behind as usize <= text.len());
    assert_eq!(quotations(&text), found);
}

/// Between any two words a sentence ends or does not; a blank line ends it, and one blank never does.
pub fn sentences(given: &[u8]) {
    let Some((folding, text)) = folding_and_text(given) else { return };
    let mut behind = 0;
    Tokenizer::new(folding).for_each(&text, |token| {
        let between = &text[behind..token.start];
        let next = text[token.start..].chars().next().expect("a token is not empty");
        let ends = is_sentence_end(between, next);
        assert!(ends || between.matches('\n').count() < 2, "{between:?} has a blank line");
        assert!(!ends || between != " ");
        behind = token.end;
    });
}
