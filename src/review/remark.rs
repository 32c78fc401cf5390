//! What was said, and where.

use super::Verdict;
use crate::article::Place;
use crate::measure::Side;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use std::ops::Range;
use xxhash_rust::xxh3::xxh3_128;

/// One thing that a person has said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The file that says it, by its place among [`Remarks::paths`].
    pub file: usize,
    /// The line that says it, from 1.
    pub line: u64,
    /// The two articles; which is the first matters only where there are references.
    pub ids: [String; 2],
    /// Where the passage stands in each of them, in code points; none for the pair. One of the two is enough for a passage.
    pub chars: [Option<Range<u32>>; 2],
    /// What was said.
    pub verdict: Verdict,
    /// Why, in the person's words; may be empty.
    pub note: String,
    /// Who said it; may be empty.
    pub reviewer: String,
}

impl Remark {
    /// Whether it is about a passage, and not about the pair.
    #[must_use]
    pub fn is_of_a_passage(&self) -> bool {
        self.chars.iter().any(Option::is_some)
    }

    /// Whether it is about a passage that stands here, if the articles come in the other order when it is `turned`.
    pub(super) fn means(&self, passage: &[Range<u32>; 2], turned: bool) -> bool {
        let said = |side: Side| &self.chars[if turned { 1 - side as usize } else { side as usize }];
        self.is_of_a_passage()
            && [Side::First, Side::Second]
                .into_iter()
                .all(|side| said(side).as_ref().is_none_or(|said| is_meant(said, &passage[side as usize])))
    }
}

/// Whether somebody who spoke of one stretch of a text spoke of another: they have at least half of the longer one in common.
#[must_use]
pub fn is_meant(said: &Range<u32>, found: &Range<u32>) -> bool {
    let common = said.end.min(found.end).saturating_sub(said.start.max(found.start));
    common > 0 && 2 * u64::from(common) >= said.len().max(found.len()) as u64
}

/// All that was said, in the order in which it was.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Remarks {
    /// Where they were read, in the order in which the files were named.
    pub paths: Vec<String>,
    /// What identifies their content: XXH3-128 of the file; of several, of their digests in order.
    pub digest: u128,
    /// The remarks.
    pub remarks: Vec<Remark>,
}

impl Remarks {
    /// These remarks and behind them those of a file that was named later.
    #[must_use]
    pub fn followed_by(mut self, later: Self) -> Self {
        let before = self.paths.len();
        self.paths.extend(later.paths);
        let moved = later.remarks.into_iter().map(|remark| Remark { file: before + remark.file, ..remark });
        self.remarks.extend(moved);
        let digests = [self.digest.to_le_bytes(), later.digest.to_le_bytes()].concat();
        self.digest = xxh3_128(&digests);
        self
    }

    /// Where a remark stands.
    #[must_use]
    pub fn place(&self, remark: &Remark) -> Place {
        Place::line(self.paths.get(remark.file).map_or("", String::as_str), remark.line)
    }
}

impl Serialize for Remarks {
    /// What identifies them; they may be many, and are not repeated.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Remarks", 2)?;
        out.serialize_field("remarks", &self.remarks.len())?;
        out.serialize_field("digest", &format!("{:032x}", self.digest))?;
        out.end()
    }
}
