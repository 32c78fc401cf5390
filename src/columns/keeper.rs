//! Who keeps the columns of a batch, and where: in memory as long as there is room, then in a spill.

use super::kept::{Kept, Part};
use super::{Columns, MakeColumns, Particular, Spill};
use crate::article::{Article, ArticleId, Texts};
use std::borrow::Cow;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};

/// Makes columns of articles while they are read, and keeps them.
///
/// Which chunks are spilled depends on how much memory there is, and on the order in which threads come; what stages read
/// depends on neither.
pub struct Keeper<'a> {
    maker: &'a dyn MakeColumns,
    room: Option<Room>,
}

/// How much may be kept in memory, and where the rest goes.
#[derive(Debug)]
pub struct Room {
    spill: Arc<dyn Spill>,
    /// Whether all chunks go into the spill, so that they outlive the process.
    all: bool,
    /// Bytes of memory that are left.
    left: AtomicU64,
}

impl Room {
    /// So many bytes of memory, and a spill; into which everything goes, kept in memory or not, if it is to last.
    #[must_use]
    pub fn new(bytes: u64, spill: Arc<dyn Spill>, lasts: bool) -> Self {
        Self { spill, all: lasts, left: AtomicU64::new(bytes) }
    }

    /// Takes so many bytes, if they are there.
    fn take(&self, bytes: u64) -> bool {
        self.left.fetch_update(Relaxed, Relaxed, |left| left.checked_sub(bytes)).is_ok()
    }

    /// Takes so many bytes, which are held whether there is room or not.
    fn must_take(&self, bytes: u64) {
        let rest = |left: u64| Some(left.saturating_sub(bytes));
        self.left.fetch_update(Relaxed, Relaxed, rest).unwrap_or_default();
    }
}

impl<'a> Keeper<'a> {
    /// Keeps everything in memory.
    #[must_use]
    pub fn in_memory(maker: &'a dyn MakeColumns) -> Self {
        Self { maker, room: None }
    }

    /// Keeps in memory what there is room for.
    #[must_use]
    pub fn within(maker: &'a dyn MakeColumns, room: Room) -> Self {
        Self { maker, room: Some(room) }
    }

    /// Makes the columns of some articles and keeps them, with their texts if these will be asked for: an article need not
    /// keep its own.
    ///
    /// # Errors
    /// When they do not fit into memory, and the spill does not take them.
    pub fn keep(&self, articles: &[&Article]) -> io::Result<Kept> {
        let mut chunk = self.maker.columns_of(&mut articles.iter().copied());
        if self.maker.needs_texts() {
            chunk.keep_texts(articles.iter().map(|article| article.text.as_str()));
        }
        let mut kept = Kept::held(chunk);
        if let Some(room) = &self.room {
            room.must_take(articles.iter().map(|article| description_bytes(article)).sum());
            let is_held = room.take(kept.bytes());
            if room.all || !is_held {
                kept.spill(&*room.spill)?;
            }
            if !is_held {
                kept.let_go();
            }
        }
        Ok(kept)
    }

    /// What was kept, in the order of the articles.
    #[must_use]
    pub fn columns(&self, chunks: Vec<Kept>) -> KeptColumns {
        KeptColumns::new(chunks, self.room.as_ref().map(|room| Arc::clone(&room.spill)))
    }
}

/// Bytes that an article takes in memory without its text.
fn description_bytes(article: &Article) -> u64 {
    /// What a block of the heap costs besides its bytes, and what the index of a chunk holds of an article.
    const BLOCK: usize = 16;
    const INDEX: usize = 72;
    let optional = [&article.outlet, &article.title, &article.url, &article.language];
    let given = article.published.as_ref().map(|published| &published.given);
    let strings = optional.into_iter().filter_map(Option::as_ref).chain(given).chain([&article.id]);
    let strings: usize = strings.map(|text| text.capacity() + BLOCK).sum();
    (size_of::<Article>() + INDEX + strings) as u64
}

/// The columns, and texts where they are wanted, of a whole batch.
#[derive(Debug, Default)]
pub struct KeptColumns {
    chunks: Vec<Kept>,
    /// The chunk of each article, and its place in it.
    places: Vec<(u32, u32)>,
    spill: Option<Arc<dyn Spill>>,
}

impl KeptColumns {
    /// The columns of these chunks of any sizes, which stand in the order of their articles.
    #[must_use]
    pub fn new(chunks: Vec<Kept>, spill: Option<Arc<dyn Spill>>) -> Self {
        let numbered = chunks.iter().zip(0..);
        let places =
            numbered.flat_map(|(kept, number)| (0..kept.chunk.len() as u32).map(move |at| (number, at)));
        Self { places: places.collect(), chunks, spill }
    }

    /// The chunks.
    #[must_use]
    pub fn chunks(&self) -> &[Kept] {
        &self.chunks
    }

    fn kept(&self, article: ArticleId) -> (&Kept, usize) {
        let (chunk, at) = self.places[article.index()];
        (&self.chunks[chunk as usize], at as usize)
    }

    fn spill(&self) -> Option<&dyn Spill> {
        self.spill.as_deref()
    }
}

impl Texts for KeptColumns {
    /// The body of an article, if texts were kept; empty if not.
    fn text(&self, article: ArticleId) -> Cow<'_, str> {
        let (kept, at) = self.kept(article);
        let piece = kept.chunk.range(at, |ends| ends.text);
        if kept.is_held() {
            return Cow::Borrowed(kept.chunk.texts.get(piece).unwrap_or_default());
        }
        let bytes = kept.piece((Part::Texts, kept.chunk.texts.as_bytes()), piece, self.spill());
        // Only a disk that fails gives anything else than what was put there, and the spill knows of that.
        Cow::Owned(String::from_utf8(bytes.into_owned()).unwrap_or_default())
    }
}

impl Columns for KeptColumns {
    fn len(&self) -> usize {
        self.places.len()
    }

    fn word_count(&self, article: ArticleId) -> usize {
        let (kept, at) = self.kept(article);
        kept.chunk.range(at, |ends| ends.words).len()
    }

    fn shingle_count(&self, article: ArticleId) -> usize {
        let (kept, at) = self.kept(article);
        kept.chunk.range(at, |ends| ends.shingles).len()
    }

    fn words(&self, article: ArticleId) -> Cow<'_, [u32]> {
        let (kept, at) = self.kept(article);
        let piece = kept.chunk.range(at, |ends| ends.words);
        kept.piece((Part::Words, &kept.chunk.words), piece, self.spill())
    }

    fn stems(&self, article: ArticleId) -> Cow<'_, [u32]> {
        let (kept, at) = self.kept(article);
        let piece = kept.chunk.range(at, |ends| ends.words);
        kept.piece((Part::Stems, &kept.chunk.stems), piece, self.spill())
    }

    fn particulars(&self, article: ArticleId) -> Cow<'_, [Particular]> {
        let (kept, at) = self.kept(article);
        kept.particulars(kept.chunk.range(at, |ends| ends.words), self.spill())
    }

    fn sentences(&self, article: ArticleId) -> Cow<'_, [u32]> {
        let (kept, at) = self.kept(article);
        let piece = kept.chunk.range(at, |ends| ends.sentences);
        kept.piece((Part::Sentences, &kept.chunk.sentences), piece, self.spill())
    }

    fn title_stems(&self, article: ArticleId) -> Cow<'_, [u32]> {
        let (kept, at) = self.kept(article);
        let piece = kept.chunk.range(at, |ends| ends.title);
        kept.piece((Part::TitleStems, &kept.chunk.title_stems), piece, self.spill())
    }

    fn shingles(&self, article: ArticleId) -> Cow<'_, [u64]> {
        let (kept, at) = self.kept(article);
        let piece = kept.chunk.range(at, |ends| ends.shingles);
        kept.piece((Part::Shingles, &kept.chunk.shingles), piece, self.spill())
    }

    fn band_keys(&self, band: usize) -> Vec<u32> {
        let mut keys = Vec::with_capacity(self.len());
        for kept in &self.chunks {
            let piece = kept.chunk.band(band);
            keys.extend_from_slice(&kept.piece((Part::BandKeys, &kept.chunk.band_keys), piece, self.spill()));
        }
        keys
    }

    fn identity(&self, article: ArticleId) -> u128 {
        let (kept, at) = self.kept(article);
        kept.chunk.identities[at]
    }
}

#[cfg(test)]
mod tests;
