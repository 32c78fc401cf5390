//! Rows of `articles.csv` and `reuse.csv`.

use super::super::error::TableError;
use super::super::run::FinishedRun;
use super::super::table::{Row, Table};
use super::{decimal, optional, passage_numbers, range, rows, understood};
use std::ops::Range;

/// A row of `articles.csv`: the audit of one article. Counts are none where nobody looked.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ListedArticle {
    /// The article.
    pub id: String,
    /// Its outlet as given; empty if not given.
    pub outlet: String,
    /// Its date as given.
    pub published: String,
    /// Its title as given.
    pub title: String,
    /// Words of its text.
    pub words: Option<u32>,
    /// Words that are no own ones.
    pub boilerplate_words: Option<u32>,
    /// Own words in earlier texts.
    pub reused_words: Option<u32>,
    /// Of these, words in agencies' items.
    pub wire_words: Option<u32>,
    /// Own words in texts of unknown order.
    pub undirected_words: Option<u32>,
    /// Reused words as a share of the own ones, 0 to 1.
    pub reused_share: Option<f64>,
    /// The earlier text that most words are attributed to; empty if there is none.
    pub top_source: String,
    /// Class, in the word of the table; empty if open.
    pub class: String,
    /// The agencies that it names as the origin of text.
    pub credit: String,
    /// Flag, in the word of the table; empty if nothing deserves one.
    pub flag: String,
    /// The earlier article of its outlet that it brings up to date; empty if there is none.
    pub update_of: String,
    /// Where it names another agency as the origin of something.
    pub credits: Vec<ListedCredit>,
    /// Where an agency's own text names the agency.
    pub names_itself: Vec<ListedCredit>,
}

/// A place where an article names an agency as the origin of something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedCredit {
    /// The agency.
    pub agency: String,
    /// The kind of credit, in the word of the table.
    pub kind: String,
    /// Where it stands, in code points.
    pub chars: Range<u32>,
}

/// A row of `reuse.csv`.
#[derive(Debug, Clone, PartialEq)]
pub struct ListedReuse {
    /// The earlier text.
    pub source: String,
    /// The later article.
    pub reuser: String,
    /// Minutes between them, where both are dated to the minute.
    pub lag_minutes: Option<i64>,
    /// Words of the later article that are attributed to the earlier text.
    pub words: u32,
    /// Their share of its own words, 0 to 1.
    pub share: f64,
    /// Numbers of the passages that hold them.
    pub passages: Vec<u32>,
    /// The outlet of the earlier text; empty if not given.
    pub source_outlet: String,
    /// Of the words, those that are quoted speech.
    pub quoted_words: u32,
}

impl ListedReuse {
    /// Whether at least half of the words are quoted speech, which both may have heard from one speaker.
    #[must_use]
    pub fn is_speech(&self) -> bool {
        self.quoted_words * 2 >= self.words
    }
}

impl FinishedRun {
    /// All rows of `articles.csv`: the examined articles in the order of the input.
    ///
    /// # Errors
    /// When the table cannot be read.
    pub fn listed_articles(&self) -> Result<Vec<ListedArticle>, TableError> {
        self.listed("articles.csv", "id", Self::articles_in)
    }

    fn articles_in(&self, table: &Table) -> Result<Vec<ListedArticle>, TableError> {
        let names = table.columns(["id", "outlet", "published", "top_source", "update_of"])?;
        let counts = table.columns(["words", "boilerplate_words", "reused_words", "wire_words"])?;
        let [undirected_words, reused_share] = table.columns(["undirected_words", "reused_share"])?;
        let [title, class, credit, flag] = table.columns(["title", "class", "credit", "flag"])?;
        let [evidence, names_itself] = table.columns(["evidence", "names_itself"])?;
        rows(table, |row| {
            let count = |column| optional(row, column, Row::number);
            let [id, outlet, published, top_source, update_of] = names.map(|column| self.name(row, column));
            let places = |column| {
                let said = self.free_text(row, column);
                understood(row, column, |_| credits(&said))
            };
            Ok(ListedArticle {
                id,
                outlet,
                published,
                title: self.free_text(row, title),
                words: count(counts[0])?,
                boilerplate_words: count(counts[1])?,
                reused_words: count(counts[2])?,
                wire_words: count(counts[3])?,
                undirected_words: count(undirected_words)?,
                reused_share: optional(row, reused_share, decimal)?,
                top_source,
                class: row.text(class).to_owned(),
                credit: self.free_text(row, credit),
                flag: row.text(flag).to_owned(),
                update_of,
                credits: places(evidence)?,
                names_itself: places(names_itself)?,
            })
        })
    }

    /// All rows of `reuse.csv`.
    ///
    /// # Errors
    /// When the table cannot be read.
    pub fn listed_reuse(&self) -> Result<Vec<ListedReuse>, TableError> {
        self.listed("reuse.csv", "reuser", Self::reuse_in)
    }

    fn reuse_in(&self, table: &Table) -> Result<Vec<ListedReuse>, TableError> {
        let names = table.columns(["source", "reuser", "source_outlet"])?;
        let [lag, words, share, evidence, quoted_words] =
            table.columns(["lag_minutes", "words", "share_of_reuser", "evidence", "quoted_words"])?;
        rows(table, |row| {
            let [source, reuser, source_outlet] = names.map(|column| self.name(row, column));
            Ok(ListedReuse {
                source,
                reuser,
                source_outlet,
                quoted_words: row.number(quoted_words)?,
                lag_minutes: optional(row, lag, |row, column| {
                    understood(row, column, |minutes| minutes.parse().ok())
                })?,
                words: row.number(words)?,
                share: decimal(row, share)?,
                passages: understood(row, evidence, passage_numbers)?,
            })
        })
    }
}

/// The credits in `passages 1; Agence Boréale photo 0-3`.
fn credits(evidence: &str) -> Option<Vec<ListedCredit>> {
    let credit = |words: &str| {
        let (rest, chars) = words.rsplit_once(' ')?;
        let (agency, kind) = rest.rsplit_once(' ')?;
        Some(ListedCredit { agency: agency.to_owned(), kind: kind.to_owned(), chars: range(chars)? })
    };
    let parts = evidence.split("; ").filter(|part| !part.is_empty() && passage_numbers(part).is_none());
    parts.map(credit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credits_are_read_from_the_evidence() {
        let credit = |agency: &str, kind: &str, chars| ListedCredit {
            agency: agency.into(),
            kind: kind.into(),
            chars,
        };
        assert_eq!(
            credits("passages 1 2; Agence Boréale photo 0-3; AFP source_line 20-26"),
            Some(vec![credit("Agence Boréale", "photo", 0..3), credit("AFP", "source_line", 20..26)])
        );
        assert_eq!(credits(""), Some(Vec::new()));
        assert_eq!(credits("what is this"), None);
    }
}
