//! What there is in an index.

use super::blocks::Section;
use super::manifest::Manifest;
use super::part::Part;

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
    /// Whether it is so small that comparisons read all of it.
    pub is_read_whole: bool,
    /// Whether texts are kept.
    pub keeps_texts: bool,
    /// Bytes of all files.
    pub bytes: u64,
    /// Of these, bytes of texts.
    pub text_bytes: u64,
    /// Bytes of rows of bands.
    pub band_bytes: u64,
    /// Bytes of rows of fingerprints.
    pub fingerprint_bytes: u64,
    /// Bytes of shingle sets in short.
    pub outline_bytes: u64,
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
            is_read_whole: manifest.live() < manifest.whole_below,
            keeps_texts: manifest.keeps_texts,
            bytes: manifest.files().map(|file| file.bytes).sum(),
            text_bytes: bytes(Section::Texts),
            band_bytes: bytes(Section::Bands),
            fingerprint_bytes: bytes(Section::Fingerprints),
            outline_bytes: bytes(Section::Outlines),
        }
    }
}
