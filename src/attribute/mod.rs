//! Attribution: which text was first, how much of an article stands in earlier texts, and whether that is credited.
//!
//! An *earlier text* is another house's article that was published before and shares a passage; it is never called the
//! origin, because two articles may have a third source. Each word of an article is attributed to one earlier text
//! ([`sources`]), so that nothing is counted twice. Shares, class and flag follow from the counts ([`verdict`]), and
//! outlets' figures from those ([`rollup`]). Words are the ground truth: all counts are of words, and a share is printed
//! last.
//!
//! The classes are METER's (Gaizauskas, Foster, Wilks, Arundel, Clough, Piao, *The METER corpus*, 2001); *originality*
//! is that of Cagé, Hervé, Viaud, *The Production of Information in an Online World* (Review of Economic Studies, 2020).

pub mod direction;
pub mod likely;
pub mod rollup;
pub mod sources;
pub mod stretches;
pub mod verdict;

pub use direction::Party;
pub use likely::LikelyAgency;
pub use rollup::{Flow, OutletAudit};
pub use stretches::{Attributed, Stretches};
pub use verdict::{AuditSettings, Class, Flag};

use crate::article::ArticleId;
use crate::credit::CreditKind;
use crate::measure::{Share, Span};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What can be said of one article's provenance.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Audit {
    /// Words of its text that are its own to account for: all but boilerplate.
    pub own_words: u32,
    /// Of these, words that stand in earlier texts of other houses.
    pub reused_words: u32,
    /// Of the reused words, those in passages that are the same word for word.
    pub verbatim_words: u32,
    /// Words of its text, reused or not, that are quoted speech.
    pub quoted_words: u32,
    /// Of the reused words, those whose earlier text is an agency's.
    pub wire_words: u32,
    /// Further words that it shares with texts of which it is not known whether they are earlier.
    pub undirected_words: u32,
    /// The earlier texts that its reused words are attributed to, most words first.
    pub sources: Vec<Reuse>,
    /// The earlier article of the same house that it brings up to date, if there is one.
    pub update_of: Option<ArticleId>,
    /// Whom it names as the origin of text, speech or pictures, in the order of the text.
    pub credits: Vec<Credited>,
    /// How much of it is derived; none if undated texts leave it open, or it has no words of its own.
    pub class: Option<Class>,
    /// What deserves a look.
    pub flag: Option<Flag>,
    /// Which of its words these counts are of, as word numbers.
    pub stretches: Stretches<Range<u32>>,
}

impl Audit {
    /// The share of its own words that stand in earlier texts.
    #[must_use]
    pub fn reused_share(&self) -> Share {
        Share { part: self.reused_words, whole: self.own_words }
    }

    /// The share of its own words that stand in earlier texts of agencies.
    #[must_use]
    pub fn wire_share(&self) -> Share {
        Share { part: self.wire_words, whole: self.own_words }
    }

    /// The share of its own words that stand in no earlier text; none where [`class`](Self::class) is open.
    #[must_use]
    pub fn originality(&self) -> Option<Share> {
        self.class.map(|_| Share { part: self.own_words - self.reused_words, whole: self.own_words })
    }
}

/// What one article has in common with one earlier text that its words are attributed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reuse {
    /// The earlier text.
    pub source: ArticleId,
    /// Words of the later article.
    pub words: u32,
    /// Of these, quoted speech in either of the two.
    pub quoted_words: u32,
    /// Minutes from the earlier to the later publication; negative where an agency is taken for the earlier although
    /// its item is dated a little later; none where a date has no hour.
    pub lag_minutes: Option<i64>,
    /// The passages that hold the words, as numbers in the order of findings, from 0.
    pub passages: Vec<u32>,
}

/// An agency's name at a place of a text where it is the origin of something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credited {
    /// The name of the agency.
    pub agency: String,
    /// What is said to be from it.
    pub kind: CreditKind,
    /// Whether the article is that agency's own, so that the name says who writes and credits nobody.
    pub is_own: bool,
    /// Where.
    pub span: Span,
}
