//! Whether an item may be used, by what its provider says.

use super::item::Item;

/// What a provider says of the use of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Status {
    /// It may be used.
    Usable,
    /// Not before some time.
    Embargoed,
    /// It may not be used: how the provider says so.
    Unusable(String),
}

impl Status {
    /// The status that a word of any of the formats stands for. Words that are not known forbid nothing.
    pub(super) fn of(word: &str) -> Self {
        let word = word.trim().to_ascii_lowercase();
        match word.as_str() {
            "withheld" | "canceled" | "cancelled" | "killed" | "retracted" | "spiked" | "recalled" => {
                Self::Unusable(word)
            }
            "embargoed" => Self::Embargoed,
            _ => Self::Usable,
        }
    }
}

impl Item {
    /// Sets the item aside if its provider does not let it be used.
    ///
    /// An embargo with an end is told and no more. Whether it is over depends on when somebody looks, and the same input must
    /// give the same result at any time; the agency sent the text when it says so, and who printed it is not earlier for
    /// that. One without an end lasts until a later version lifts it, so that item is set aside.
    pub(super) fn judge(&mut self, status: Option<&Status>) {
        let is_endless = self.embargo.as_ref().is_some_and(|end| end.trim().is_empty());
        match status {
            Some(Status::Unusable(word)) => {
                self.unused = Some(format!("its provider says that it is {word}"));
            }
            Some(Status::Embargoed) if self.embargo.is_none() || is_endless => {
                self.unused = Some("it is under an embargo without an end".to_owned());
            }
            _ if is_endless => self.unused = Some("it is under an embargo without an end".to_owned()),
            _ => {}
        }
    }
}
