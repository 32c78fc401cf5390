//! Text.

use serde::Serialize;

/// How much of a word's dress is taken off before words are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Folding {
    /// Case, compatibility forms, and the diacritics of Latin, Greek and Cyrillic letters.
    #[default]
    Diacritics,
    /// Case and compatibility forms only: `pêcheur` and `pécheur` stay two words.
    CaseOnly,
}
