//! Rows of `pairs.csv` and `passages.csv`.

use super::super::error::TableError;
use super::super::run::FinishedRun;
use super::super::table::{Row, Table};
use super::{decimal, optional, perhaps, range, rows, understood};
use crate::findings::{Operations, Order, PassageKind, Side};
use std::ops::Range;

/// A row of `pairs.csv`.
#[derive(Debug, Clone, PartialEq)]
pub struct ListedPair {
    /// The two articles.
    pub ids: [String; 2],
    /// What they are to one another, in the word of the table.
    pub relation: String,
    /// Resemblance, 0 to 1.
    pub resemblance: f64,
    /// Share of each one's shingles that the other has, 0 to 1.
    pub containment: [f64; 2],
    /// Share of each one's words inside passages, 0 to 1; none where passages were not looked for.
    pub coverage: [Option<f64>; 2],
    /// Number of passages.
    pub passages: Option<u32>,
    /// Words matched in all of them.
    pub matched_words: Option<u32>,
    /// Titles as given; empty if not given.
    pub titles: [String; 2],
    /// Outlets as given.
    pub outlets: [String; 2],
    /// Dates as given.
    pub published: [String; 2],
    /// What a person said of it, in the word of the table; empty if nothing.
    pub review: String,
    /// Why, in the person's words.
    pub review_note: String,
    /// Who said it.
    pub reviewer: String,
}

/// A row of `passages.csv`.
#[derive(Debug, Clone, PartialEq)]
pub struct ListedPassage {
    /// Its number, from 1.
    pub number: u32,
    /// The two articles.
    pub ids: [String; 2],
    /// Where it stands in each, in code points.
    pub chars: [Range<u32>; 2],
    /// Words of each stretch.
    pub words: [u32; 2],
    /// Words matched.
    pub matched_words: u32,
    /// How close the wording is.
    pub kind: PassageKind,
    /// The stretches that run in step, in code points.
    pub segments: Vec<[Range<u32>; 2]>,
    /// What happened to the words of each of them; none where the table does not say.
    pub operations: Option<Vec<Operations>>,
    /// Which article is the earlier text, if the dates tell.
    pub earlier: Option<Side>,
    /// Share of the matched words that is quoted speech.
    pub quoted_share: f64,
    /// The earlier article that both have it from; empty if none is known.
    pub via: String,
    /// What a person said of it, in the word of the table; empty if nothing.
    pub review: String,
    /// Why, in the person's words.
    pub review_note: String,
    /// Who said it.
    pub reviewer: String,
    /// What it rests on that one is the earlier text; none where none is, or the table does not say.
    pub order: Option<Order>,
}

impl FinishedRun {
    /// All rows of `pairs.csv`.
    ///
    /// # Errors
    /// When the table cannot be read.
    pub fn listed_pairs(&self) -> Result<Vec<ListedPair>, TableError> {
        self.listed("pairs.csv", "relation", Self::pairs_in)
    }

    fn pairs_in(&self, table: &Table) -> Result<Vec<ListedPair>, TableError> {
        let [a, b, relation, resemblance] = table.columns(["a", "b", "relation", "resemblance"])?;
        let containment = table.columns(["containment_a", "containment_b"])?;
        let coverage = table.columns(["coverage_a", "coverage_b"])?;
        let [passages, matched_words] = table.columns(["passages", "matched_words"])?;
        let titles = table.columns(["a_title", "b_title"])?;
        let outlets = table.columns(["a_outlet", "b_outlet"])?;
        let published = table.columns(["a_published", "b_published"])?;
        let (review, said) =
            (table.column("review"), ["review_note", "reviewer"].map(|name| table.column(name)));
        rows(table, |row| {
            Ok(ListedPair {
                ids: [a, b].map(|column| self.name(row, column)),
                relation: row.text(relation).to_owned(),
                resemblance: decimal(row, resemblance)?,
                containment: [decimal(row, containment[0])?, decimal(row, containment[1])?],
                coverage: [optional(row, coverage[0], decimal)?, optional(row, coverage[1], decimal)?],
                passages: optional(row, passages, Row::number)?,
                matched_words: optional(row, matched_words, Row::number)?,
                titles: titles.map(|column| self.free_text(row, column)),
                outlets: outlets.map(|column| self.name(row, column)),
                published: published.map(|column| self.name(row, column)),
                review: perhaps(row, review),
                review_note: said[0].map_or(String::new(), |column| self.free_text(row, column)),
                reviewer: said[1].map_or(String::new(), |column| self.name(row, column)),
            })
        })
    }

    /// All rows of `passages.csv`.
    ///
    /// # Errors
    /// When the table cannot be read.
    pub fn listed_passages(&self) -> Result<Vec<ListedPassage>, TableError> {
        self.listed("passages.csv", "a_start", Self::passages_in)
    }

    fn passages_in(&self, table: &Table) -> Result<Vec<ListedPassage>, TableError> {
        let [number, a, b] = table.columns(["passage", "a", "b"])?;
        let ends = table.columns(["a_start", "a_end", "b_start", "b_end"])?;
        let [a_words, b_words, matched_words] = table.columns(["a_words", "b_words", "matched_words"])?;
        let [kind, segments] = table.columns(["kind", "segments"])?;
        let [earlier, quoted_share, via] = table.columns(["earlier", "quoted_share", "via"])?;
        let (operations, review) = (table.column("operations"), table.column("review"));
        let said = ["review_note", "reviewer"].map(|name| table.column(name));
        let order = table.column("order");
        rows(table, |row| {
            let [a_start, a_end, b_start, b_end] = ends;
            let segments = understood(row, segments, stretches)?;
            let operations = operations.map(|column| understood(row, column, operations_of)).transpose()?;
            if operations.as_ref().is_some_and(|operations| operations.len() != segments.len()) {
                return Err(row.fault("operations are not those of the segments", "compare again"));
            }
            Ok(ListedPassage {
                number: row.number(number)?,
                ids: [a, b].map(|column| self.name(row, column)),
                chars: [row.number(a_start)?..row.number(a_end)?, row.number(b_start)?..row.number(b_end)?],
                words: [row.number(a_words)?, row.number(b_words)?],
                matched_words: row.number(matched_words)?,
                kind: understood(row, kind, kind_of)?,
                segments,
                operations,
                earlier: optional(row, earlier, |row, column| understood(row, column, side_of))?,
                quoted_share: decimal(row, quoted_share)?,
                via: self.name(row, via),
                review: perhaps(row, review),
                review_note: said[0].map_or(String::new(), |column| self.free_text(row, column)),
                reviewer: said[1].map_or(String::new(), |column| self.name(row, column)),
                order: order
                    .map(|column| {
                        optional(row, column, |row, column| understood(row, column, Order::of_word))
                    })
                    .transpose()?
                    .flatten(),
            })
        })
    }
}

/// `a_start-a_end:b_start-b_end`, blank-separated.
fn stretches(words: &str) -> Option<Vec<[Range<u32>; 2]>> {
    let stretch = |word: &str| {
        let (a, b) = word.split_once(':')?;
        Some([range(a)?, range(b)?])
    };
    words.split(' ').map(stretch).collect()
}

fn operations_of(words: &str) -> Option<Vec<Operations>> {
    words.split(' ').map(|line| line.parse().ok()).collect()
}

fn kind_of(word: &str) -> Option<PassageKind> {
    [PassageKind::Verbatim, PassageKind::Edited, PassageKind::Rewritten]
        .into_iter()
        .find(|kind| kind.word() == word)
}

fn side_of(letter: &str) -> Option<Side> {
    [Side::First, Side::Second].into_iter().find(|side| side.letter() == letter)
}
