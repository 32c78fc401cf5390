//! Who keeps the columns of a batch, and where: in memory as long as there is room, then in a spill.

use super::kept::{Arrays, Blocks, Kept, Part};
use super::slabs::Filling;
use super::{Chunk, Columns, MakeColumns, Particular, Spill};
use crate::article::{Article, ArticleId, Texts};
use bytemuck::Pod;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::{io, mem};

/// Makes columns of articles while they are read, and keeps them.
///
/// Which chunks are spilled depends on how much memory there is, and on the order in which threads come; what stages read
/// depends on neither.
pub struct Keeper<'a> {
    maker: &'a dyn MakeColumns,
    memory: Filling,
    room: Option<Room>,
}

/// Keeps chunks in memory, without texts.
#[derive(Debug, Default)]
pub struct InMemory(Filling);

impl InMemory {
    /// Keeps a chunk.
    #[must_use]
    pub fn keep(&self, mut chunk: Chunk) -> Kept {
        let index = mem::take(&mut chunk.index);
        Arrays::new(&chunk, &[]).hold(index, &self.0)
    }

    /// What was kept, in the order of the articles.
    #[must_use]
    pub fn columns(self, chunks: Vec<Kept>) -> KeptColumns {
        KeptColumns::new(chunks, Blocks { slabs: self.0.take(), spill: None })
    }
}

/// Columns and texts may take so much of a room, in thirds: ids, titles and dates of all articles that come later have to be held.
const THIRDS_FOR_COLUMNS: u64 = 2;

/// How much may be kept in memory, and where the rest goes.
#[derive(Debug)]
pub struct Room {
    spill: Arc<dyn Spill>,
    /// Whether all chunks go into the spill, so that they outlive the process.
    all: bool,
    /// Bytes of memory that are left.
    left: AtomicU64,
    /// Bytes of them that columns leave for what has to be held.
    kept_free: u64,
    /// Bytes that had to be taken although they were not there.
    short: AtomicU64,
}

impl Room {
    /// So many bytes of memory, and a spill; into which everything goes, kept in memory or not, if it is to last.
    #[must_use]
    pub fn new(bytes: u64, spill: Arc<dyn Spill>, lasts: bool) -> Self {
        let kept_free = bytes - bytes / 3 * THIRDS_FOR_COLUMNS;
        Self { spill, all: lasts, left: AtomicU64::new(bytes), kept_free, short: AtomicU64::new(0) }
    }

    /// Takes so many bytes for columns, if they are there.
    fn take(&self, bytes: u64) -> bool {
        let rest = |left: u64| left.checked_sub(bytes).filter(|&rest| rest >= self.kept_free);
        self.left.fetch_update(Relaxed, Relaxed, rest).is_ok()
    }

    /// Takes so many bytes, which are held whether there is room or not.
    fn must_take(&self, bytes: u64) {
        let rest = |left: u64| Some(left.saturating_sub(bytes));
        let left = self.left.fetch_update(Relaxed, Relaxed, rest).unwrap_or_default();
        self.short.fetch_add(bytes.saturating_sub(left), Relaxed);
    }
}

impl<'a> Keeper<'a> {
    /// Keeps everything in memory.
    #[must_use]
    pub fn in_memory(maker: &'a dyn MakeColumns) -> Self {
        Self { maker, memory: Filling::default(), room: None }
    }

    /// Keeps in memory what there is room for.
    #[must_use]
    pub fn within(maker: &'a dyn MakeColumns, room: Room) -> Self {
        Self { maker, memory: Filling::default(), room: Some(room) }
    }

    /// Makes the columns of some articles and keeps them, with their texts if these will be asked for: an article need not
    /// keep its own.
    ///
    /// # Errors
    /// When they do not fit into memory, and the spill does not take them.
    pub fn keep(&self, articles: &[&Article]) -> io::Result<Kept> {
        let mut chunk = self.maker.columns_of(&mut articles.iter().copied());
        let mut index = mem::take(&mut chunk.index);
        let texts = articles.iter().filter(|_| self.maker.needs_texts());
        let texts: Vec<&str> = texts.map(|article| article.text.as_str()).collect();
        index.note_texts(&texts);
        let arrays = Arrays::new(&chunk, &texts);
        let Some(room) = &self.room else { return Ok(arrays.hold(index, &self.memory)) };
        room.must_take(articles.iter().map(|article| description_bytes(article)).sum());
        match (room.take(arrays.bytes()), room.all) {
            (true, false) => Ok(arrays.hold(index, &self.memory)),
            (true, true) => {
                arrays.spill(index, &*room.spill).map(|kept| arrays.hold_also(kept, &self.memory))
            }
            (false, _) => arrays.spill(index, &*room.spill),
        }
    }

    /// Bytes of the room that are left; all that there can be, where there is no bound.
    #[must_use]
    pub fn left(&self) -> u64 {
        self.room.as_ref().map_or(u64::MAX, |room| room.left.load(Relaxed))
    }

    /// Bytes beyond the room that had to be taken all the same, for ids, titles and dates.
    #[must_use]
    pub fn short(&self) -> u64 {
        self.room.as_ref().map_or(0, |room| room.short.load(Relaxed))
    }

    /// What was kept, in the order of the articles.
    #[must_use]
    pub fn columns(&self, chunks: Vec<Kept>) -> KeptColumns {
        let spill = self.room.as_ref().map(|room| Arc::clone(&room.spill));
        KeptColumns::new(chunks, Blocks { slabs: self.memory.take(), spill })
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
    blocks: Blocks,
}

impl KeptColumns {
    /// The columns of these chunks of any sizes, which stand in the order of their articles.
    fn new(chunks: Vec<Kept>, blocks: Blocks) -> Self {
        let numbered = chunks.iter().zip(0..);
        let places =
            numbered.flat_map(|(kept, number)| (0..kept.index.len() as u32).map(move |at| (number, at)));
        Self { places: places.collect(), chunks, blocks }
    }

    /// Those of chunks that an earlier process put into this spill.
    #[must_use]
    pub fn recalled(chunks: Vec<Kept>, spill: Arc<dyn Spill>) -> Self {
        Self::new(chunks, Blocks { spill: Some(spill), ..Blocks::default() })
    }

    /// The chunks.
    #[must_use]
    pub fn chunks(&self) -> &[Kept] {
        &self.chunks
    }

    /// The keys of articles that stand together, in one band; no other chunk than theirs is looked at.
    pub(super) fn band_keys_of(&self, band: usize, articles: Range<u32>) -> Vec<u32> {
        let places = &self.places[articles.start as usize..articles.end as usize];
        let mut keys = Vec::with_capacity(places.len());
        for of_chunk in places.chunk_by(|x, y| x.0 == y.0) {
            let (chunk, at) = (of_chunk[0].0 as usize, of_chunk[0].1 as usize);
            let of_all = self.chunks[chunk].band_keys(band, &self.blocks);
            // None were made where the plan has no such band.
            keys.extend(of_all.iter().skip(at).take(of_chunk.len()));
        }
        keys
    }

    fn kept(&self, article: ArticleId) -> (&Kept, usize) {
        let (chunk, at) = self.places[article.index()];
        (&self.chunks[chunk as usize], at as usize)
    }

    /// An article's share of an array.
    fn share<T: Pod>(&self, article: ArticleId, part: Part) -> Cow<'_, [T]> {
        let (kept, at) = self.kept(article);
        kept.share(part, at, &self.blocks)
    }
}

impl Texts for KeptColumns {
    /// The body of an article, if texts were kept; empty if not.
    fn text(&self, article: ArticleId) -> Cow<'_, str> {
        // Only a disk that fails gives anything else than what was put there, and the spill knows of that.
        match self.share(article, Part::Texts) {
            Cow::Borrowed(bytes) => Cow::Borrowed(simdutf8::basic::from_utf8(bytes).unwrap_or_default()),
            Cow::Owned(bytes) => Cow::Owned(String::from_utf8(bytes).unwrap_or_default()),
        }
    }
}

impl Columns for KeptColumns {
    fn len(&self) -> usize {
        self.places.len()
    }

    fn word_count(&self, article: ArticleId) -> usize {
        let (kept, at) = self.kept(article);
        kept.index.range(at, Part::Words).len()
    }

    fn shingle_count(&self, article: ArticleId) -> usize {
        let (kept, at) = self.kept(article);
        kept.index.range(at, Part::Shingles).len()
    }

    fn words(&self, article: ArticleId) -> Cow<'_, [u32]> {
        self.share(article, Part::Words)
    }

    fn stems(&self, article: ArticleId) -> Cow<'_, [u32]> {
        self.share(article, Part::Stems)
    }

    fn particulars(&self, article: ArticleId) -> Cow<'_, [Particular]> {
        let codes: Cow<'_, [u8]> = self.share(article, Part::Particulars);
        codes.iter().map(|&code| Particular::from_code(code)).collect()
    }

    fn sentences(&self, article: ArticleId) -> Cow<'_, [u32]> {
        self.share(article, Part::Sentences)
    }

    fn title_stems(&self, article: ArticleId) -> Cow<'_, [u32]> {
        self.share(article, Part::TitleStems)
    }

    fn shingles(&self, article: ArticleId) -> Cow<'_, [u64]> {
        self.share(article, Part::Shingles)
    }

    fn band_keys(&self, band: usize) -> Vec<u32> {
        self.band_keys_of(band, 0..self.len() as u32)
    }

    fn identity(&self, article: ArticleId) -> u128 {
        let (kept, at) = self.kept(article);
        kept.index.identities[at]
    }
}

#[cfg(test)]
mod tests;
