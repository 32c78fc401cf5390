//! The bytes of a text, 64 at a time with AVX2: the fast twin of [`classify_obviously`](super::classify::classify_obviously).

#![allow(unsafe_code, reason = "vector loads and stores, and the call of what needs AVX2")]

use super::classify::{
    BACK, BLOCK, CAPITALS, FRONT, LATIN, MORE_SIGNS, Masks, NOT_LATIN, PUNCTUATION, PUNCTUATIONS, SIGN, SIGNS,
};
use std::arch::x86_64::{
    __m256i, _mm256_add_epi8, _mm256_and_si256, _mm256_andnot_si256, _mm256_cmpeq_epi8, _mm256_loadu_si256,
    _mm256_min_epu8, _mm256_movemask_epi8, _mm256_or_si256, _mm256_set1_epi8, _mm256_storeu_si256,
    _mm256_sub_epi8,
};

/// Bytes of a vector.
const LANES: usize = 32;

/// Classifies a text in its margins, if this machine has AVX2; else says that it has not.
pub(super) fn classify(bytes: &mut [u8], masks: &mut [Masks]) -> bool {
    let able = is_x86_feature_detected!("avx2");
    if able {
        // SAFETY: the machine has AVX2, which is all that the function asks for.
        unsafe { classify_all(bytes, masks) }
    }
    able
}

/// What known characters reach over into the next block.
#[derive(Default)]
struct Carry {
    letters: u64,
    separators: u64,
}

#[target_feature(enable = "avx2")]
fn classify_all(bytes: &mut [u8], masks: &mut [Masks]) {
    assert!(bytes.len() >= FRONT + masks.len() * BLOCK + BACK, "a text without its margins");
    let mut carry = Carry::default();
    for (block, masks) in masks.iter_mut().enumerate() {
        let at = FRONT + block * BLOCK;
        let (low, high) = (load(bytes, at), load(bytes, at + LANES));
        let beyond_ascii = mask(low, high);
        if beyond_ascii == 0 && carry.letters | carry.separators == 0 {
            let (low, high) = (lower(low, ascii_capitals(low)), lower(high, ascii_capitals(high)));
            store(bytes, at, low);
            store(bytes, at + LANES, high);
            *masks = Masks { word: mask(ascii_words(low), ascii_words(high)), hard: 0 };
        } else {
            *masks = mixed(bytes, at, beyond_ascii, &mut carry);
        }
    }
}

/// One block with characters beyond ASCII.
#[target_feature(enable = "avx2")]
fn mixed(bytes: &mut [u8], at: usize, beyond_ascii: u64, carry: &mut Carry) -> Masks {
    let (low, high) = (half(bytes, at), half(bytes, at + LANES));
    store(bytes, at, low.lower);
    store(bytes, at + LANES, high.lower);
    let latin = mask(low.latin, high.latin);
    let signs = mask(low.signs, high.signs);
    let punctuation = mask(low.punctuation, high.punctuation);
    let letters = latin | latin << 1 | carry.letters;
    let separators =
        signs | signs << 1 | punctuation | punctuation << 1 | punctuation << 2 | carry.separators;
    carry.letters = latin >> 63;
    carry.separators = signs >> 63 | punctuation >> 63 | punctuation >> 62;
    let hard = beyond_ascii & !letters & !separators;
    Masks { word: mask(low.ascii, high.ascii) | letters | hard, hard }
}

/// What 32 bytes are, a byte of ones for yes; known characters are marked at their first byte.
struct Half {
    lower: __m256i,
    ascii: __m256i,
    latin: __m256i,
    signs: __m256i,
    punctuation: __m256i,
}

#[target_feature(enable = "avx2")]
fn half(bytes: &[u8], at: usize) -> Half {
    let (byte, before) = (load(bytes, at), load(bytes, at - 1));
    let (next, second_next) = (load(bytes, at + 1), load(bytes, at + 2));
    let [first, second] = PUNCTUATION;
    let latin = _mm256_andnot_si256(any_of(next, NOT_LATIN), equal(byte, LATIN));
    let signs = both(equal(byte, SIGN), either(within(next, SIGNS), any_of(next, MORE_SIGNS)));
    let general = both(equal(byte, first), equal(next, second));
    let punctuation = both(general, within_any(second_next, PUNCTUATIONS));
    let no_capital = equal(byte, NOT_LATIN[0]);
    let latin_capitals = both(equal(before, LATIN), _mm256_andnot_si256(no_capital, within(byte, CAPITALS)));
    let lower = lower(byte, either(ascii_capitals(byte), latin_capitals));
    Half { lower, ascii: ascii_words(lower), latin, signs, punctuation }
}

/// Letters and digits, given in lower case.
#[target_feature(enable = "avx2")]
fn ascii_words(lower: __m256i) -> __m256i {
    either(within(lower, (b'a', b'z')), within(lower, (b'0', b'9')))
}

#[target_feature(enable = "avx2")]
fn ascii_capitals(byte: __m256i) -> __m256i {
    within(byte, (b'A', b'Z'))
}

#[target_feature(enable = "avx2")]
fn lower(byte: __m256i, capitals: __m256i) -> __m256i {
    _mm256_add_epi8(byte, both(capitals, splat(0x20)))
}

#[target_feature(enable = "avx2")]
fn within(byte: __m256i, (first, last): (u8, u8)) -> __m256i {
    let above = _mm256_sub_epi8(byte, splat(first));
    _mm256_cmpeq_epi8(_mm256_min_epu8(above, splat(last - first)), above)
}

#[target_feature(enable = "avx2")]
fn equal(byte: __m256i, to: u8) -> __m256i {
    _mm256_cmpeq_epi8(byte, splat(to))
}

#[target_feature(enable = "avx2")]
fn either(one: __m256i, other: __m256i) -> __m256i {
    _mm256_or_si256(one, other)
}

#[target_feature(enable = "avx2")]
fn both(one: __m256i, other: __m256i) -> __m256i {
    _mm256_and_si256(one, other)
}

#[target_feature(enable = "avx2")]
fn any_of<const N: usize>(byte: __m256i, values: [u8; N]) -> __m256i {
    let mut any = splat(0);
    for value in values {
        any = either(any, equal(byte, value));
    }
    any
}

#[target_feature(enable = "avx2")]
fn within_any<const N: usize>(byte: __m256i, ranges: [(u8, u8); N]) -> __m256i {
    let mut any = splat(0);
    for range in ranges {
        any = either(any, within(byte, range));
    }
    any
}

#[target_feature(enable = "avx2")]
fn splat(byte: u8) -> __m256i {
    _mm256_set1_epi8(byte as i8)
}

/// The highest bit of each of 64 bytes.
#[target_feature(enable = "avx2")]
fn mask(low: __m256i, high: __m256i) -> u64 {
    let (low, high) = (_mm256_movemask_epi8(low) as u32, _mm256_movemask_epi8(high) as u32);
    u64::from(low) | u64::from(high) << 32
}

#[target_feature(enable = "avx2")]
fn load(bytes: &[u8], at: usize) -> __m256i {
    let from = &bytes[at..at + LANES];
    // SAFETY: the slice has the 32 bytes that are read, and they need no alignment.
    unsafe { _mm256_loadu_si256(from.as_ptr().cast()) }
}

#[target_feature(enable = "avx2")]
fn store(bytes: &mut [u8], at: usize, vector: __m256i) {
    let to = &mut bytes[at..at + LANES];
    // SAFETY: the slice has the 32 bytes that are written, and they need no alignment.
    unsafe { _mm256_storeu_si256(to.as_mut_ptr().cast(), vector) }
}
