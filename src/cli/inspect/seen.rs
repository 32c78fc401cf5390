//! What a reading saw, in figures.

use super::super::figures::day;
use super::told::{self, Told};
use crate::article::{Article, Published};
use crate::columns::{Columns, KeptColumns};
use crate::observe::{Warning, WarningKind};
use crate::read::{Field, FieldNames, Form, Intake, Packing, is_ambiguous_date, is_named_by_place};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// All of it.
#[derive(Debug, Serialize)]
pub(super) struct Seen {
    pub(super) total: Total,
    pub(super) files: Vec<SeenFile>,
    pub(super) fields: Vec<SeenField>,
    pub(super) dates: Dates,
    pub(super) words: Words,
    /// Ids that occurred before; the article gets another one.
    pub(super) repeated_ids: u64,
    pub(super) outlets: Vec<Named>,
    pub(super) languages: Vec<Named>,
    /// Why records would be rejected, the most frequent reason first.
    pub(super) rejected: Vec<Told>,
    /// What else a run would warn of, the most frequent first.
    pub(super) warnings: Vec<Told>,
}

/// Counts of all files.
#[derive(Debug, Serialize)]
pub(super) struct Total {
    pub(super) files: u64,
    pub(super) bytes: u64,
    pub(super) records: u64,
    pub(super) articles: u64,
    pub(super) rejected: u64,
}

/// One file.
#[derive(Debug, Serialize)]
pub(super) struct SeenFile {
    pub(super) path: String,
    /// None if its records could not be told apart.
    pub(super) format: Option<String>,
    pub(super) packing: Option<Packing>,
    pub(super) encodings: Vec<String>,
    pub(super) bytes: u64,
    pub(super) records: u64,
    pub(super) articles: u64,
    pub(super) rejected: u64,
}

/// A field of articles.
#[derive(Debug, Serialize)]
pub(super) struct SeenField {
    pub(super) field: &'static str,
    /// What it is called in the input.
    pub(super) name: String,
    /// Articles that have it.
    pub(super) filled: u64,
}

/// When articles were published.
#[derive(Debug, Serialize)]
pub(super) struct Dates {
    pub(super) first: Option<String>,
    pub(super) last: Option<String>,
    pub(super) dated: u64,
    /// Without a date.
    pub(super) undated: u64,
    /// With one that cannot be read; these are undated for a run, and not counted above.
    pub(super) unreadable: u64,
    /// With one that is two days by whether the day or the month comes first; they are dated if it was said which does, and
    /// unreadable otherwise.
    pub(super) ambiguous: u64,
}

/// How long texts are, in words.
#[derive(Debug, Serialize)]
pub(super) struct Words {
    pub(super) total: u64,
    pub(super) min: u64,
    /// The lower one of two in the middle.
    pub(super) median: u64,
    pub(super) max: u64,
    /// Articles without any.
    pub(super) none: u64,
}

/// A value of a field.
#[derive(Debug, Serialize)]
pub(super) struct Named {
    pub(super) name: String,
    pub(super) articles: u64,
}

impl Seen {
    pub(super) fn of(intake: &Intake, columns: &KeptColumns, names: &FieldNames) -> Self {
        let articles = intake.batch.articles();
        let files = files(intake);
        let sum = |count: fn(&SeenFile) -> u64| files.iter().map(count).sum();
        let rejected = intake.rejected.len() as u64;
        let total = Total {
            files: files.len() as u64,
            bytes: sum(|file| file.bytes),
            records: articles.len() as u64 + rejected,
            articles: articles.len() as u64,
            rejected,
        };
        let undecided = count_of(&intake.warnings, WarningKind::AmbiguousDate);
        let unreadable = count_of(&intake.warnings, WarningKind::UnreadableDate) + undecided;
        Self {
            total,
            fields: fields(intake, names),
            dates: dates(articles, unreadable, undecided),
            words: words(intake, columns),
            repeated_ids: count_of(&intake.warnings, WarningKind::DuplicateId),
            outlets: named(articles.iter().filter_map(|article| article.outlet.as_deref())),
            languages: named(articles.iter().filter_map(|article| article.language.as_deref())),
            rejected: told::rejected(&intake.rejected),
            warnings: told::warnings(&intake.warnings),
            files,
        }
    }

    /// One line of JSON.
    pub(super) fn json(&self) -> anyhow::Result<Vec<u8>> {
        let mut line = serde_json::to_vec(self)?;
        line.push(b'\n');
        Ok(line)
    }
}

fn files(intake: &Intake) -> Vec<SeenFile> {
    let mut rejected: BTreeMap<&str, u64> = BTreeMap::new();
    for record in &intake.rejected {
        *rejected.entry(&record.place.path).or_default() += 1;
    }
    let inputs = intake.batch.inputs().iter().zip(&intake.forms);
    let seen = inputs.map(|(input, form)| {
        let rejected = rejected.get(&*input.path).copied().unwrap_or_default();
        let form: Option<&Form> = form.as_ref();
        SeenFile {
            path: input.path.clone(),
            format: form.map(|form| form.format.to_string()),
            packing: form.and_then(|form| form.packing),
            encodings: form.map(|form| form.encodings.clone()).unwrap_or_default(),
            bytes: input.bytes,
            records: input.articles + rejected,
            articles: input.articles,
            rejected,
        }
    });
    seen.collect()
}

fn fields(intake: &Intake, names: &FieldNames) -> Vec<SeenField> {
    let inputs = intake.batch.inputs();
    let has = |article: &Article, field| match field {
        Field::Id => !is_named_by_place(article, &inputs[article.locator.input as usize]),
        Field::Text => true,
        Field::Title => article.title.is_some(),
        Field::Outlet => article.outlet.is_some(),
        Field::Published => article.published.is_some(),
        Field::Url => article.url.is_some(),
        Field::Language => article.language.is_some(),
    };
    let seen = |field: Field| SeenField {
        field: field.name(),
        name: names.name(field).to_owned(),
        filled: intake.batch.articles().iter().filter(|article| has(article, field)).count() as u64,
    };
    Field::ALL.map(seen).into()
}

fn dates(articles: &[Article], unreadable: u64, undecided: u64) -> Dates {
    let dated = || articles.iter().filter_map(|article| article.published.as_ref());
    let shown = |published: Option<&Published>| published.and_then(day).map(|day| day.to_string());
    let count = dated().count() as u64;
    let decided = dated().filter(|published| is_ambiguous_date(&published.given)).count() as u64;
    Dates {
        first: shown(dated().min_by_key(|published| published.earliest)),
        last: shown(dated().max_by_key(|published| published.latest)),
        dated: count,
        undated: articles.len() as u64 - count - unreadable,
        unreadable,
        ambiguous: undecided + decided,
    }
}

fn words(intake: &Intake, columns: &KeptColumns) -> Words {
    let mut counts: Vec<u64> = intake.batch.ids().map(|id| columns.word_count(id) as u64).collect();
    counts.sort_unstable();
    let at = |index: usize| counts.get(index).copied().unwrap_or_default();
    Words {
        total: counts.iter().sum(),
        min: at(0),
        median: at(counts.len().saturating_sub(1) / 2),
        max: at(counts.len().saturating_sub(1)),
        none: counts.partition_point(|&count| count == 0) as u64,
    }
}

/// Values with how many articles have them, the most frequent first.
fn named<'a>(values: impl Iterator<Item = &'a str>) -> Vec<Named> {
    let mut counts: BTreeMap<&str, u64> = BTreeMap::new();
    values.for_each(|value| *counts.entry(value).or_default() += 1);
    let mut named: Vec<Named> =
        counts.into_iter().map(|(name, articles)| Named { name: name.to_owned(), articles }).collect();
    named.sort_by_key(|named| Reverse(named.articles));
    named
}

fn count_of(warnings: &[Warning], kind: WarningKind) -> u64 {
    warnings.iter().filter(|warning| warning.kind == kind).count() as u64
}
