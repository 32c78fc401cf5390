//! What there is in an index.

use super::blocks::Section;
use super::manifest::Manifest;
use super::part::Part;
use serde::Serialize;

/// Figures of an index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Info {
    /// Articles.
    pub articles: u64,
    /// Articles that were removed, and whose place is not free yet.
    pub removed: u64,
    /// Outlets.
    pub outlets: usize,
    /// Parts.
    pub parts: usize,
    /// The number of the epoch, and the articles that it was learnt from; none before the first.
    pub epoch: Option<(u64, u64)>,
    /// The version of its layout.
    pub layout: u32,
    /// The version of the program that wrote it last.
    pub wirecopy: String,
    /// As long as it has fewer articles, comparisons read all of it.
    pub whole_below: u64,
    /// Whether it is so small that comparisons read all of it.
    pub is_read_whole: bool,
    /// Whether texts are kept.
    pub keeps_texts: bool,
    /// Files besides the manifest.
    pub files: usize,
    /// Bytes of all files.
    pub bytes: u64,
    /// Of these, bytes of what there is most of.
    pub sizes: Sizes,
}

/// Bytes of what an index holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Sizes {
    /// Texts, packed.
    pub texts: u64,
    /// Rows of fingerprints of wording.
    pub wording: u64,
    /// Shingle sets in short.
    pub outlines: u64,
    /// Rows of bands of sketches.
    pub sketches: u64,
    /// Rows of shingles of the articles that have few.
    pub few_shingles: u64,
    /// Records without their texts, packed.
    pub records: u64,
    /// Facts: identities, dates, counts.
    pub facts: u64,
    /// Rows of ids.
    pub ids: u64,
}

/// When the articles of an index were published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Dates {
    /// The first second of the earliest, and the first second behind the latest; none where none is dated.
    pub span: Option<(i64, i64)>,
    /// Articles without a date.
    pub undated: u64,
}

impl Dates {
    pub(super) fn count(&mut self, published: Option<(i64, i64)>) {
        let Some((earliest, latest)) = published else {
            self.undated += 1;
            return;
        };
        let span = self.span.unwrap_or((earliest, latest));
        self.span = Some((span.0.min(earliest), span.1.max(latest)));
    }
}

impl Info {
    pub(super) fn of(manifest: &Manifest, parts: &[Part], outlets: usize) -> Self {
        let bytes = |section| parts.iter().map(|part| part.bytes(section)).sum();
        let removed = |part: &super::manifest::PartName| u64::from(part.articles - part.live);
        Self {
            articles: manifest.live(),
            removed: manifest.parts.iter().map(removed).sum(),
            outlets,
            parts: parts.len(),
            epoch: manifest.epoch.as_ref().map(|epoch| (epoch.number, epoch.articles)),
            layout: manifest.layout,
            wirecopy: manifest.wirecopy.clone(),
            whole_below: manifest.whole_below,
            is_read_whole: manifest.live() < manifest.whole_below,
            keeps_texts: manifest.keeps_texts,
            files: manifest.files().count(),
            bytes: manifest.files().map(|file| file.bytes).sum(),
            sizes: Sizes {
                texts: bytes(Section::Texts),
                wording: bytes(Section::Fingerprints),
                outlines: bytes(Section::Outlines),
                sketches: bytes(Section::Bands),
                few_shingles: bytes(Section::FewShingles),
                records: bytes(Section::Records),
                facts: bytes(Section::Facts),
                ids: bytes(Section::Ids),
            },
        }
    }
}
