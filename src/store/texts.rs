//! Texts that an index does not keep: whoever has it open brings somebody who reads them again from the inputs.

use crate::article::{Input, Locator};
use serde::{Deserialize, Serialize};
use std::fmt;

/// An input that articles of an index came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The input.
    pub input: Input,
    /// How it was read, in the words of whoever read it; empty where the index keeps texts.
    pub reading: String,
}

/// A text that is wanted: where its record stands in the input, and the XXH3-64 that it must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// Where the record stands.
    pub locator: Locator,
    /// XXH3-64 of the text.
    pub digest: u64,
}

/// Who reads texts again that an index does not keep. Any thread may ask.
pub trait TextSource: fmt::Debug + Send + Sync {
    /// How inputs are read whose articles are added now, in words of its own, which come back with a [`Source`].
    fn reading(&self) -> String;

    /// The texts that are wanted of one input, in their order.
    ///
    /// # Errors
    /// When the input is gone, or one of the texts is not what it was; the sentence names the input and says what to do.
    fn texts(&self, source: &Source, wanted: &[Wanted]) -> Result<Vec<String>, String>;
}
