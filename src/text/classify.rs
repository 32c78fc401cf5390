//! What the bytes of a text are, 64 at a time: the letters of most Western words, what surely parts words, and the rest.
//!
//! Three answers for each byte. A *word* byte is an ASCII letter or digit, or belongs to a letter from À to ÿ (its first
//! byte is `C3`); it is put into lower case in its place. A *separator* is all other ASCII, and the blanks, dashes and
//! quotation marks that stand in every newspaper. Everything else is *hard*: it may be anything, counts as a word byte
//! as well, and the stretch that it is in is cut by the definition. `classify_obviously` is the meaning; the SIMD path is
//! held to it, and both to the class of each character.

/// What 64 bytes are, the first in the lowest bit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Masks {
    /// Bytes of words, or of what may be one.
    pub(super) word: u64,
    /// Those that need the definition; a part of `word`.
    pub(super) hard: u64,
}

/// Bytes that are looked at together.
pub(super) const BLOCK: usize = 64;
/// Zeros before the bytes of a text, for what looks back: a vector of them, so that blocks stay aligned.
pub(super) const FRONT: usize = 32;
/// Zeros behind the last block, for what looks ahead and for words that are read 16 bytes at a time.
pub(super) const BACK: usize = 64;

/// The first byte of the letters from À to ÿ, and the second bytes that are no letter whose lower case is 0x20 away.
pub(super) const LATIN: u8 = 0xC3;
pub(super) const NOT_LATIN: [u8; 3] = [0x97, 0xB7, 0x9F];
/// Second bytes, behind `LATIN`, of capitals: À to Þ.
pub(super) const CAPITALS: (u8, u8) = (0x80, 0x9E);
/// The first byte of signs such as the no-break space and «, and the second bytes of those that part words.
pub(super) const SIGN: u8 = 0xC2;
pub(super) const SIGNS: (u8, u8) = (0xA0, 0xA9);
pub(super) const MORE_SIGNS: [u8; 4] = [0xAB, 0xB0, 0xB7, 0xBB];
/// The first two bytes of general punctuation, and the third bytes of what parts words: blanks, dashes, quotation marks,
/// bullets, the ellipsis, the narrow no-break space and signs such as ‰ and ›.
pub(super) const PUNCTUATION: [u8; 2] = [0xE2, 0x80];
pub(super) const PUNCTUATIONS: [(u8, u8); 3] = [(0x80, 0x8A), (0x90, 0xA9), (0xAF, 0xBE)];

/// Classifies a text and puts its words into lower case, on whichever path the machine has.
///
/// `bytes` are [`FRONT`] zeros, the text (whole characters), zeros up to the end of its last block, and [`BACK`] more;
/// there is one of `masks` for each block.
pub(super) fn classify(bytes: &mut [u8], masks: &mut [Masks]) {
    assert!(bytes.len() >= FRONT + masks.len() * BLOCK + BACK, "a text without its margins");
    #[cfg(target_arch = "x86_64")]
    if super::simd::classify(bytes, masks) {
        return;
    }
    classify_obviously(bytes, masks);
}

/// The same, a byte at a time.
pub(super) fn classify_obviously(bytes: &mut [u8], masks: &mut [Masks]) {
    let mut known = 0;
    for (block, masks) in masks.iter_mut().enumerate() {
        *masks = Masks::default();
        for bit in 0..BLOCK {
            let at = FRONT + block * BLOCK + bit;
            let byte = bytes[at];
            let follows = (bytes[at + 1], bytes[at + 2]);
            if byte < 0x80 {
                masks.word |= u64::from(byte.is_ascii_alphanumeric()) << bit;
                bytes[at] = byte.to_ascii_lowercase();
            } else if known > 0 {
                known -= 1;
                if bytes[at - 1] == LATIN {
                    masks.word |= 1 << bit;
                    bytes[at] += if is_within(byte, CAPITALS) { 0x20 } else { 0 };
                }
            } else if byte == LATIN && !NOT_LATIN.contains(&follows.0) {
                masks.word |= 1 << bit;
                known = 1;
            } else if byte == SIGN && (is_within(follows.0, SIGNS) || MORE_SIGNS.contains(&follows.0)) {
                known = 1;
            } else if [byte, follows.0] == PUNCTUATION
                && PUNCTUATIONS.iter().any(|&range| is_within(follows.1, range))
            {
                known = 2;
            } else {
                masks.word |= 1 << bit;
                masks.hard |= 1 << bit;
            }
        }
    }
}

fn is_within(byte: u8, (first, last): (u8, u8)) -> bool {
    (first..=last).contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::super::class::{Class, class_of};
    use super::*;
    use proptest::prelude::*;

    /// The lower-case bytes and the masks of a text on one path.
    fn classified(text: &[u8], classify: impl Fn(&mut [u8], &mut [Masks])) -> (Vec<u8>, Vec<Masks>) {
        let mut masks = vec![Masks::default(); text.len() / BLOCK + 1];
        let mut bytes = vec![0; FRONT + masks.len() * BLOCK + BACK];
        bytes[FRONT..FRONT + text.len()].copy_from_slice(text);
        classify(&mut bytes, &mut masks);
        (bytes, masks)
    }

    fn bit(masks: &[Masks], of: impl Fn(&Masks) -> u64, at: usize) -> bool {
        of(&masks[at / BLOCK]) >> (at % BLOCK) & 1 == 1
    }

    #[test]
    fn what_is_not_hard_is_what_its_class_says_at_every_offset() {
        for c in (1..0x3000).filter_map(char::from_u32) {
            for before in [0, 61, 62, 63] {
                let text = " ".repeat(before) + c.encode_utf8(&mut [0; 4]);
                let (bytes, masks) = classified(text.as_bytes(), classify);
                for at in before..text.len() {
                    let hard = bit(&masks, |masks| masks.hard, at);
                    let word = bit(&masks, |masks| masks.word, at);
                    match class_of(c) {
                        _ if hard => assert!(word, "{c:?}"),
                        Class::Word => assert!(word, "{c:?}"),
                        Class::Separator => assert!(!word, "{c:?}"),
                        _ => panic!("{c:?} is taken for simple"),
                    }
                }
                let low = &bytes[FRONT + before..FRONT + text.len()];
                if !bit(&masks, |masks| masks.hard, before) {
                    let lower: String = c.to_lowercase().collect();
                    assert_eq!(low, lower.as_bytes(), "{c:?}");
                }
            }
        }
    }

    proptest! {
        #[test]
        fn every_path_gives_what_the_obvious_code_gives(
            text in "([a-zA-Z0-9 '’.éÀÿ×÷ßœ«»\u{a0}\u{ad}\u{301}\u{202f}\u{200b}—…€Иё北ﬁ]|\\PC){0,200}",
        ) {
            let obvious = classified(text.as_bytes(), classify_obviously);
            prop_assert_eq!(classified(text.as_bytes(), classify), obvious);
        }

        #[test]
        fn no_bytes_tell_the_paths_apart(
            text in prop::collection::vec(prop::sample::select(
                vec![0, b'a', b'Z', b' ', 0x7F, 0x80, 0x8B, 0x97, 0x9E, 0x9F, 0xA0, 0xB7, 0xBF, 0xC2, 0xC3, 0xE2, 0xFF],
            ), 0..200),
        ) {
            // No text has such bytes; the paths need not agree on what they mean, but on where they may look.
            let (_, masks) = classified(&text, classify);
            prop_assert!(masks.iter().all(|masks| masks.hard & !masks.word == 0));
        }
    }
}
