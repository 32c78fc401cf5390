//! Documents: records that give any number of articles, as a feed or a message of several items does.
//!
//! A document is read whole. Every article has the document's place, so that its text can be found again, but for the line,
//! which is that of its item.

use super::ReadPlan;
use super::record::{Outcome, Site};
use crate::article::Locator;

/// A document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Document<'a> {
    /// Its bytes.
    pub(super) bytes: &'a [u8],
    /// Whether they are UTF-8 by a byte order mark, whatever the document says of itself.
    pub(super) is_marked: bool,
    /// Where it stands.
    pub(super) site: Site<'a>,
    /// How it is to be read.
    pub(super) plan: &'a ReadPlan,
}

/// Everything that a document gives, in its order: articles, and why there is none of some.
pub(super) type Parser = fn(&Document<'_>) -> Vec<Outcome>;

impl<'a> Document<'a> {
    /// The place of an item whose first byte stands behind so many line ends of the document.
    pub(super) fn site_at(&self, lines: u64) -> Site<'a> {
        let locator = Locator { line: self.site.locator.line + lines, ..self.site.locator };
        Site { locator, ..self.site }
    }
}
