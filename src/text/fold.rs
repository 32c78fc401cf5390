//! Folding: the one form in which words are compared.
//!
//! In this order: invisible characters are dropped; compatibility forms are resolved (NFKC, UAX #15), so that `ﬁ` is
//! `fi` and full-width letters are ASCII; case is folded (Unicode 3.13, full folding, so that `ß` is `ss`); marks are
//! stripped from Latin, Greek and Cyrillic letters, and letters that are a base with a stroke or a ligature in all but
//! decomposition are resolved (`œ`, `æ`, `ø`, `ł`, `đ`, `ı`).

use super::Folding;
use super::class::{Class, class_of, is_ignored, is_mark, sheds_diacritics};
use icu_casemap::CaseMapper;
use icu_normalizer::{ComposingNormalizer, DecomposingNormalizer};
use std::sync::LazyLock;

/// The folded form of a stretch of text, by the definition above. The tokenizer's tables are made with it and held to it.
#[must_use]
pub fn fold(text: &str, folding: Folding) -> String {
    let visible: String = text.chars().filter(|&c| !is_ignored(c)).collect();
    let compatible = ComposingNormalizer::new_nfkc().normalize(&visible).into_owned();
    let folded = CaseMapper::new().fold_string(&compatible).into_owned();
    match folding {
        Folding::CaseOnly => ComposingNormalizer::new_nfkc().normalize(&folded).into_owned(),
        Folding::Diacritics => without_diacritics(&folded),
    }
}

fn without_diacritics(folded: &str) -> String {
    let mut out = String::with_capacity(folded.len());
    let mut sheds = false;
    for c in DecomposingNormalizer::new_nfkd().normalize(folded).chars() {
        if is_mark(c) {
            if !sheds {
                out.push(c);
            }
            continue;
        }
        sheds = sheds_diacritics(c);
        match resolved(c) {
            Some(letters) => out.push_str(letters),
            None => out.push(c),
        }
    }
    ComposingNormalizer::new_nfkc().normalize(&out).into_owned()
}

/// Letters that Unicode does not decompose and a typist without them writes otherwise.
fn resolved(c: char) -> Option<&'static str> {
    Some(match c {
        'œ' => "oe",
        'æ' => "ae",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ŧ' => "t",
        'þ' => "th",
        'ı' => "i",
        _ => return None,
    })
}

/// Characters below this have a row in the tables: Latin, Greek, Cyrillic, Armenian, Hebrew.
pub(super) const TABLE_END: u32 = 0x600;

/// A character's class, and its folded form if it always folds alone, whatever stands beside it.
#[derive(Clone, Copy)]
pub(super) struct Row {
    pub(super) class: Class,
    bytes: [u8; 6],
    len: u8,
}

impl Row {
    /// The folded form, in UTF-8.
    #[inline]
    pub(super) fn folded(&self) -> &[u8] {
        &self.bytes[..usize::from(self.len)]
    }

    fn of(c: char, folding: Folding) -> Self {
        let class = class_of(c);
        let folded =
            if class == Class::Word { fold(c.encode_utf8(&mut [0; 4]), folding) } else { String::new() };
        let mut bytes = [0; 6];
        let fits = folded.len() <= bytes.len();
        let len = if fits { folded.len() } else { 0 };
        bytes[..len].copy_from_slice(&folded.as_bytes()[..len]);
        Self { class, bytes, len: len as u8 }
    }
}

/// The rows of all characters below [`TABLE_END`].
pub(super) fn table(folding: Folding) -> &'static [Row] {
    static DIACRITICS: LazyLock<Vec<Row>> = LazyLock::new(|| rows(Folding::Diacritics));
    static CASE_ONLY: LazyLock<Vec<Row>> = LazyLock::new(|| rows(Folding::CaseOnly));
    match folding {
        Folding::Diacritics => &DIACRITICS,
        Folding::CaseOnly => &CASE_ONLY,
    }
}

fn rows(folding: Folding) -> Vec<Row> {
    (0..TABLE_END).map(|code| Row::of(char::from_u32(code).unwrap_or(' '), folding)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        fold(text, Folding::Diacritics)
    }

    #[test]
    fn case_accents_and_ligatures_fold_together() {
        assert_eq!(folded("ÉTATS"), folded("etats"));
        assert_eq!(folded("Œuvre"), "oeuvre");
        assert_eq!(folded("Straße"), folded("STRASSE"));
        assert_eq!(folded("ﬁnance"), "finance");
        assert_eq!(folded("Łódź"), "lodz");
        assert_eq!(folded("Æøđðħŧþı"), "aeoddhtthi");
        assert_eq!(folded("ΟΔΟΣ"), folded("οδός"));
        assert_eq!(folded("Ещё"), "еще");
    }

    #[test]
    fn composed_and_decomposed_letters_are_one() {
        assert_eq!(folded("e\u{301}te\u{301}"), folded("été"));
        assert_eq!(fold("e\u{301}", Folding::CaseOnly), fold("é", Folding::CaseOnly));
    }

    #[test]
    fn invisible_characters_leave_no_trace() {
        assert_eq!(folded("infor\u{ad}mation\u{200b}"), "information");
    }

    #[test]
    fn marks_of_other_scripts_stay() {
        assert_eq!(folded("हिन्दी"), "हिन्दी");
        assert_eq!(folded("が"), "が");
        assert_ne!(folded("が"), folded("か"));
    }

    #[test]
    fn keeping_diacritics_folds_case_only() {
        assert_eq!(fold("PÊCHEUR", Folding::CaseOnly), "pêcheur");
        assert_ne!(fold("pêcheur", Folding::CaseOnly), fold("pécheur", Folding::CaseOnly));
    }
}
