//! Stage 1: articles become columns.

use super::clock::Clock;
use crate::article::{ArticleId, Batch, Texts};
use crate::columns::{CHUNK, Chunk, MemoryColumns, Particular};
use crate::observe::Stage;
use crate::plan::Plan;
use crate::shingle::{append_shingles, into_set};
use crate::sketch::append_sketch;
use crate::text::{
    Token, Tokenizer, is_sentence_end, is_written_without_blanks, particular, stem,
    without_capitals_of_language, word_hash,
};
use rayon::prelude::*;
use xxhash_rust::xxh3::Xxh3;

/// Tokenises, shingles and sketches every article.
pub(super) fn fill(batch: &Batch, plan: &Plan, clock: &mut Clock<'_>) -> MemoryColumns {
    let articles = batch.len();
    clock.run(Stage::Sketch, articles, |observer| {
        let chunks: Vec<Chunk> = (0..articles.div_ceil(CHUNK))
            .into_par_iter()
            .map(|number| {
                let ids = number * CHUNK..articles.min((number + 1) * CHUNK);
                observer.advance(ids.len() as u64);
                Filler::new(plan).chunk(batch, ids)
            })
            .collect();
        (articles, MemoryColumns::new(chunks))
    })
}

/// The columns of wording alone (words, stems, what they state, sentences) of some articles, which are numbered anew.
pub(super) fn wording(batch: &Batch, plan: &Plan, ids: &[ArticleId]) -> MemoryColumns {
    let chunks = ids.par_chunks(CHUNK).map(|ids| {
        let mut filler = Filler { with_stems: true, ..Filler::new(plan) };
        let mut chunk = Chunk::default();
        for &id in ids {
            filler.text(&batch.text(id), &mut chunk);
            chunk.close_article(0);
        }
        chunk
    });
    MemoryColumns::new(chunks.collect())
}

/// Fills chunks; keeps its scratch space from article to article.
struct Filler<'a> {
    plan: &'a Plan,
    /// Whether anybody asks for more than words, shingles and sketches.
    with_stems: bool,
    tokenizer: Tokenizer,
    tokens: Vec<u64>,
    shingles: Vec<u64>,
}

impl<'a> Filler<'a> {
    fn new(plan: &'a Plan) -> Self {
        let (with_stems, tokenizer) = (plan.passages.is_some(), Tokenizer::new(plan.folding));
        Self { plan, with_stems, tokenizer, tokens: Vec::new(), shingles: Vec::new() }
    }

    fn chunk(&mut self, texts: &dyn Texts, ids: std::ops::Range<usize>) -> Chunk {
        let mut chunk = Chunk::default();
        for id in ids {
            self.article(texts, ArticleId(id as u32), &mut chunk);
        }
        chunk
    }

    fn article(&mut self, texts: &dyn Texts, id: ArticleId, chunk: &mut Chunk) {
        self.shingles.clear();
        let mut identity = Xxh3::new();
        self.tokens.clear();
        if let Some(title) = texts.title(id) {
            self.tokenizer.for_each(&title, |token| {
                self.tokens.push(word_hash(token.folded));
                if self.with_stems {
                    chunk.title_stems.push(word_hash(stem(token.folded)) as u32);
                }
            });
            append_shingles(&self.tokens, self.plan.shingle, &mut self.shingles);
            self.tokens.iter().for_each(|word| identity.update(&word.to_le_bytes()));
        }
        identity.update(&(self.tokens.len() as u64).to_le_bytes());
        self.text(&texts.text(id), chunk);
        self.tokens.iter().for_each(|word| identity.update(&word.to_le_bytes()));
        append_shingles(&self.tokens, self.plan.shingle, &mut self.shingles);
        into_set(&mut self.shingles);
        append_sketch(&self.shingles, self.plan.sketch, &mut chunk.sketches);
        chunk.shingles.extend_from_slice(&self.shingles);
        chunk.close_article(identity.digest128());
    }

    fn text(&mut self, text: &str, chunk: &mut Chunk) {
        let with_stems = self.with_stems;
        self.tokens.clear();
        let mut reading = Reading { text, ..Reading::default() };
        self.tokenizer.for_each(text, |token| {
            let word = word_hash(token.folded);
            if with_stems {
                if reading.starts_a_sentence(token.start) {
                    chunk.sentences.push(self.tokens.len() as u32);
                    reading.sentences += 1;
                }
                reading.characters += usize::from(is_written_without_blanks(first_char(text, token.start)));
                chunk.particulars.push(reading.particular(&token));
                reading.end = token.end;
                chunk.stems.push(word_hash(stem(token.folded)) as u32);
            }
            self.tokens.push(word);
        });
        if with_stems {
            if reading.characters * 2 > self.tokens.len() {
                chunk.sentences.truncate(chunk.sentences.len() - reading.sentences);
            }
            without_capitals_of_language(&mut chunk.particulars[chunk.words.len()..]);
        }
        chunk.words.extend(self.tokens.iter().map(|&word| word as u32));
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
