//! Stage 1: articles become columns.

use super::clock::Clock;
use crate::article::{Article, ArticleId, Batch};
use crate::columns::{CHUNK, Chunk, InMemory, KeptColumns, MakeColumns, Particular};
use crate::lsh::bands::BandShape;
use crate::observe::Stage;
use crate::plan::Plan;
use crate::shingle::{SetMaker, append_shingles};
use crate::sketch::append_sketch;
use crate::text::{
    Token, Tokenizer, has_capital, is_figure, is_sentence_end, is_written_without_blanks, particular,
    settle_names, stem, word_hash,
};
use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_128_with_seed;

/// Tokenises, shingles and sketches every article.
pub(super) fn fill(batch: &Batch, plan: &Plan, clock: &mut Clock<'_>) -> KeptColumns {
    let articles = batch.articles().len();
    clock.run(Stage::Sketch, articles, |observer| {
        let memory = InMemory::default();
        let chunks = batch.articles().par_chunks(CHUNK).map(|articles| {
            observer.advance(articles.len() as u64);
            memory.keep(plan.columns_of(&mut articles.iter()))
        });
        let chunks = chunks.collect();
        (articles, memory.columns(chunks))
    })
}

/// The columns of wording alone (words, stems, what they state, sentences) of some articles, which are numbered anew.
pub(super) fn wording(batch: &Batch, plan: &Plan, ids: &[ArticleId]) -> KeptColumns {
    let memory = InMemory::default();
    let chunks = ids.par_chunks(CHUNK).map(|ids| {
        let (mut filler, mut chunk) = (Filler::new(plan), Chunk::default());
        for &id in ids {
            filler.tokens.clear();
            filler.text(&batch.text(id), &mut chunk);
            chunk.close_article(0, filler.tokens.len());
        }
        memory.keep(chunk)
    });
    let chunks = chunks.collect();
    memory.columns(chunks)
}

/// Appends the figures of a text, as hashes of words, in their order.
pub(super) fn append_figures(text: &str, tokenizer: &mut Tokenizer, figures: &mut Vec<u32>) {
    tokenizer.for_each(text, |token| {
        if is_figure(token.folded, &text[token.start..token.end]) {
            figures.push(word_hash(token.folded) as u32);
        }
    });
}

impl MakeColumns for Plan {
    fn columns_of(&self, articles: &mut dyn Iterator<Item = &Article>) -> Chunk {
        let mut chunk = Chunk::default();
        let mut filler = Filler::new(self);
        articles.for_each(|article| filler.article(article, &mut chunk));
        chunk.band_keys = filler.band_keys();
        chunk
    }

    fn needs_texts(&self) -> bool {
        self.passages.is_some() || self.formulas
    }
}

/// Fills a chunk; keeps its scratch space from article to article.
struct Filler<'a> {
    plan: &'a Plan,
    /// How sketches are cut; none if they are not asked for.
    shape: Option<BandShape>,
    tokenizer: Tokenizer,
    set_maker: SetMaker,
    /// Words of the title, then of the text.
    tokens: Vec<u64>,
    /// Of the words of the text, whether they are written like names.
    capitals: Vec<bool>,
    shingles: Vec<u64>,
    /// Sketches of the articles so far.
    sketches: Vec<u32>,
}

impl<'a> Filler<'a> {
    fn new(plan: &'a Plan) -> Self {
        Self {
            plan,
            shape: plan.bands(),
            tokenizer: Tokenizer::new(plan.folding),
            set_maker: SetMaker::default(),
            tokens: Vec::new(),
            capitals: Vec::new(),
            shingles: Vec::new(),
            sketches: Vec::new(),
        }
    }

    fn article(&mut self, article: &Article, chunk: &mut Chunk) {
        self.tokens.clear();
        if let Some(title) = &article.title {
            self.title(title, chunk);
        }
        let title = self.tokens.len();
        if self.plan.passages.is_some() {
            self.text(&article.text, chunk);
        } else {
            self.tokenizer.for_each(&article.text, |token| self.tokens.push(token.hash));
        }
        self.shingles.clear();
        append_shingles(&self.tokens[..title], self.plan.shingle, &mut self.shingles);
        append_shingles(&self.tokens[title..], self.plan.shingle, &mut self.shingles);
        if self.shape.is_some() {
            append_sketch(&self.shingles, self.plan.sketch, &mut self.sketches);
        }
        self.set_maker.append_set(&self.shingles, &mut chunk.shingles);
        chunk.close_article(self.identity(title), self.tokens.len() - title);
    }

    /// The keys of the sketches so far, band by band.
    fn band_keys(&self) -> Vec<u32> {
        let Some(shape) = self.shape else { return Vec::new() };
        let sketches = self.sketches.chunks_exact(self.plan.sketch.slots());
        (0..shape.bands())
            .flat_map(|band| sketches.clone().map(move |sketch| shape.key(sketch, band)))
            .collect()
    }

    /// The identity of an article of these words, of which so many are the title's. It never leaves the machine, whose byte
    /// order it may have.
    fn identity(&self, title: usize) -> u128 {
        xxh3_128_with_seed(bytemuck::cast_slice(&self.tokens), title as u64)
    }

    fn title(&mut self, title: &str, chunk: &mut Chunk) {
        let with_stems = self.plan.passages.is_some();
        self.tokenizer.for_each(title, |token| {
            self.tokens.push(token.hash);
            if with_stems {
                chunk.title_stems.push(word_hash(stem(token.folded)) as u32);
            }
        });
    }

    /// The words of a text, with all that passages need to know of them.
    fn text(&mut self, text: &str, chunk: &mut Chunk) {
        let mut reading = Reading { text, ..Reading::default() };
        let before = chunk.words.len();
        self.capitals.clear();
        self.tokenizer.for_each(text, |token| {
            if reading.starts_a_sentence(token.start) {
                chunk.sentences.push((chunk.words.len() - before) as u32);
                reading.sentences += 1;
            }
            reading.characters += usize::from(is_written_without_blanks(first_char(text, token.start)));
            chunk.particulars.push(reading.particular(&token));
            self.capitals.push(has_capital(&text[token.start..token.end]));
            reading.end = token.end;
            chunk.stems.push(word_hash(stem(token.folded)) as u32);
            chunk.words.push(token.hash as u32);
            self.tokens.push(token.hash);
        });
        if reading.characters * 2 > chunk.words.len() - before {
            chunk.sentences.truncate(chunk.sentences.len() - reading.sentences);
        }
        settle_names(&mut chunk.particulars[before..], &self.capitals);
    }
}

/// The fewest words of a sentence: a shorter one (`Mr.`, `Yes.`) belongs to the next.
const SHORTEST_SENTENCE: u32 = 4;
/// The most words of a sentence; a longer one, such as a table or a text without stops, is cut.
const LONGEST_SENTENCE: u32 = 80;

/// Tells what stands between words while they go by.
#[derive(Default)]
struct Reading<'a> {
    text: &'a str,
    /// Words of the sentence so far; none before the first.
    words: Option<u32>,
    /// Where the last word ended.
    end: usize,
    /// Sentences so far.
    sentences: usize,
    /// Words so far that are a character of a script without blanks.
    characters: usize,
}

impl Reading<'_> {
    /// Whether the word that begins here starts a sentence.
    fn starts_a_sentence(&mut self, start: usize) -> bool {
        let starts = self.words.is_none_or(|words| {
            words >= LONGEST_SENTENCE
                || (words >= SHORTEST_SENTENCE
                    && is_sentence_end(&self.text[self.end..start], first_char(self.text, start)))
        });
        self.words = Some(if starts { 1 } else { self.words.unwrap_or(0) + 1 });
        starts
    }

    /// What a word states besides wording.
    fn particular(&self, token: &Token<'_>) -> Particular {
        let between = (self.end > 0).then(|| &self.text[self.end..token.start]);
        particular(token.folded, &self.text[token.start..token.end], between)
    }
}

fn first_char(text: &str, at: usize) -> char {
    text[at..].chars().next().unwrap_or_default()
}
