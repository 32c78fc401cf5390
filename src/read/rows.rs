//! Articles of a table that is in memory already: each row is a record, whoever has the table.

use super::fields::Field;
use super::group::{GROUP, Group};
use super::record::{self, Site, Values};
use super::{ReadError, ReadPlan, Rejected, Value};
use crate::article::{Article, Input, Locator};
use crate::columns::{Keeper, Kept};
use crate::observe::{Observer, Warning};
use rayon::prelude::*;
use std::io;
use xxhash_rust::xxh3::{Xxh3, xxh3_128};

/// Rows that are parsed before their articles are taken in.
const ROWS_AT_ONCE: usize = 256 * GROUP;

/// A table that is in memory. Any thread may ask for any row.
pub trait Rows: Sync {
    /// What messages call it, and what the ids of articles begin with that have none: `articles`, then `articles:7` for the
    /// seventh row.
    fn name(&self) -> &str;

    /// How many rows it has.
    fn len(&self) -> usize;

    /// Whether it has none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Bytes of its texts, for whoever watches; none if that would cost too much to say.
    fn bytes(&self) -> Option<u64> {
        None
    }

    /// What a row, counted from 0, has for each field, in the order of [`Field::ALL`].
    fn values(&self, row: usize) -> Values;
}

/// The article that values from elsewhere are, under this name in messages, and what should be known about it.
///
/// # Errors
/// When they are of no use, as a record that would be rejected.
pub fn article(values: Values, name: &str, plan: &ReadPlan) -> Result<(Article, Vec<Warning>), Rejected> {
    let locator = Locator { input: 0, offset: 0, length: 1, line: 1 };
    let outcome = record::article(values, Site { path: name, name, locator }, plan, String::new);
    outcome.kept.map(|article| (article, outcome.warnings))
}

/// What a table gave.
pub(super) struct Portion {
    pub(super) input: Input,
    pub(super) articles: Vec<Article>,
    pub(super) rejected: Vec<Rejected>,
    pub(super) warnings: Vec<Warning>,
    pub(super) chunks: Vec<Kept>,
}

/// Reads a table, which is the input of this number. With somebody who makes columns, texts are let go behind them.
///
/// # Errors
/// When the columns find no room.
pub(super) fn read(
    rows: &dyn Rows,
    number: u32,
    plan: &ReadPlan,
    keeper: Option<&Keeper<'_>>,
    observer: &dyn Observer,
) -> Result<Portion, ReadError> {
    let name = rows.name().to_owned();
    let input = Input { path: name.clone(), name, bytes: 0, digest: 0, articles: 0, reference: false };
    let (articles, rejected, warnings) = (Vec::new(), Vec::new(), Vec::new());
    let mut portion = Portion { input, articles, rejected, warnings, chunks: Vec::new() };
    let mut digest = Xxh3::new();
    let reading = Reading { rows, number, plan, keeper, observer };
    for first in (0..rows.len()).step_by(ROWS_AT_ONCE) {
        let end = rows.len().min(first + ROWS_AT_ONCE);
        let starts: Vec<usize> = (first..end).step_by(GROUP).collect();
        let groups: io::Result<Vec<_>> = starts.par_iter().map(|&start| reading.group(start, end)).collect();
        for measured in groups.map_err(ReadError::Spill)? {
            digest.update(&measured.digest.to_le_bytes());
            portion.input.bytes += measured.bytes;
            portion.take(measured.group);
        }
    }
    portion.input.digest = digest.digest128();
    portion.input.articles = portion.articles.len() as u64;
    Ok(portion)
}

#[derive(Clone, Copy)]
struct Reading<'a> {
    rows: &'a dyn Rows,
    number: u32,
    plan: &'a ReadPlan,
    keeper: Option<&'a Keeper<'a>>,
    observer: &'a dyn Observer,
}

/// Rows that were parsed, with the bytes of their values and what these digest to.
struct Measured {
    group: Group,
    bytes: u64,
    digest: u128,
}

impl Reading<'_> {
    /// The rows from here on that are one group, and lie before the end.
    fn group(self, start: usize, end: usize) -> io::Result<Measured> {
        let (mut measure, mut bytes) = (Vec::new(), 0);
        let rows = start..end.min(start + GROUP);
        let mut outcomes = Vec::with_capacity(rows.len());
        for row in rows {
            let values = self.rows.values(row);
            let before = measure.len();
            for value in &values {
                value.append_to(&mut measure);
            }
            bytes += (measure.len() - before) as u64;
            self.observer.advance(text_bytes(&values[Field::Text.index()]));
            outcomes.push(Some(record::article(values, self.site(row), self.plan, String::new)));
        }
        let mut group = Group::of(outcomes.into_iter());
        group.keep(self.keeper)?;
        Ok(Measured { group, bytes, digest: xxh3_128(&measure) })
    }

    fn site(&self, row: usize) -> Site<'_> {
        let row = row as u64;
        let locator = Locator { input: self.number, offset: row, length: 1, line: row + 1 };
        Site { path: self.rows.name(), name: self.rows.name(), locator }
    }
}

impl Portion {
    fn take(&mut self, group: Group) {
        self.chunks.extend(group.kept);
        for outcome in group.outcomes.into_iter().flatten() {
            self.warnings.extend(outcome.warnings);
            match outcome.kept {
                Ok(article) => self.articles.push(article),
                Err(rejected) => self.rejected.push(rejected),
            }
        }
    }
}

fn text_bytes(value: &Value) -> u64 {
    match value {
        Value::Text(text) => text.len() as u64,
        Value::List(parts) => parts.iter().map(|part| part.len() as u64).sum(),
        _ => 0,
    }
}

impl Value {
    /// Appends what it is, so that different values are different bytes.
    fn append_to(&self, bytes: &mut Vec<u8>) {
        let mut text = |kind: u8, text: &str| {
            bytes.push(kind);
            bytes.extend_from_slice(&(text.len() as u64).to_le_bytes());
            bytes.extend_from_slice(text.as_bytes());
        };
        match self {
            Self::Absent => bytes.push(0),
            Self::Null => bytes.push(1),
            Self::Text(value) => text(2, value),
            Self::Mended(value) => text(3, value),
            Self::Number(value) => text(4, value),
            Self::Unusable(kind) => text(5, kind),
            Self::List(parts) => {
                for part in parts {
                    text(6, part);
                }
                bytes.push(7);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Given, read, read_from};
    use super::*;
    use crate::columns::Keeper;
    use crate::observe::Unwatched;
    use crate::plan::Plan;
    use std::fs;

    /// Rows of an id and a text.
    struct Two(Vec<(Value, Value)>);

    impl Rows for Two {
        fn name(&self) -> &'static str {
            "table"
        }

        fn len(&self) -> usize {
            self.0.len()
        }

        fn values(&self, row: usize) -> Values {
            let mut values = [const { Value::Absent }; Field::COUNT];
            let (id, text) = self.0[row].clone();
            (values[Field::Id.index()], values[Field::Text.index()]) = (id, text);
            values
        }
    }

    fn two(rows: &[(&str, &str)]) -> Two {
        Two(rows.iter().map(|(id, text)| (Value::Text((*id).into()), Value::Text((*text).into()))).collect())
    }

    #[test]
    fn a_table_in_memory_gives_the_articles_of_the_same_table_in_a_file() {
        let rows: Vec<(String, String)> =
            (0..1_000).map(|at| (format!("a{}", at % 900), format!("Text number {at}, \"so\"."))).collect();
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("table");
        let line =
            |(id, text): &(String, String)| format!("{}\n", serde_json::json!({"id": id, "text": text}));
        fs::write(&file, rows.iter().map(line).collect::<String>()).unwrap();
        let read_plan = ReadPlan { format: Some(super::super::Format::Jsonl), ..ReadPlan::default() };
        let from_file = read(&[file.into()], None, &read_plan, &Unwatched).unwrap();
        let rows: Vec<(&str, &str)> = rows.iter().map(|(id, text)| (id.as_str(), text.as_str())).collect();
        let (plan, table) = (Plan::default(), two(&rows));
        let keeper = Keeper::in_memory(&plan);
        let (intake, columns) =
            read_from(Given::Rows(&table), None, &ReadPlan::default(), &keeper, &Unwatched).unwrap();
        let in_memory = intake.batch.with_texts(std::sync::Arc::new(columns));
        let known = |batch: &crate::article::Batch| -> Vec<(String, String, u64)> {
            let known = |id| {
                (batch.article(id).id.clone(), batch.text(id).into_owned(), batch.article(id).locator.line)
            };
            batch.ids().map(known).collect()
        };
        assert_eq!(known(&in_memory), known(&from_file.batch));
        assert_eq!(intake.warnings.len(), from_file.warnings.len());
    }

    #[test]
    fn a_row_that_cannot_be_used_is_told_with_its_number_and_costs_no_other() {
        let rows = Two(vec![
            (Value::Null, Value::Text("One.".into())),
            (Value::Text("b".into()), Value::Null),
            (Value::Number("3".into()), Value::List(vec!["Two".into(), "parts.".into()])),
        ]);
        let plan = Plan::default();
        let keeper = Keeper::in_memory(&plan);
        let read = |rows: &Two| {
            read_from(Given::Rows(rows), None, &ReadPlan::default(), &keeper, &Unwatched).unwrap().0
        };
        let intake = read(&rows);
        let ids: Vec<&str> = intake.batch.articles().iter().map(|article| article.id.as_str()).collect();
        assert_eq!(ids, ["table:1", "3"]);
        let [rejected] = &intake.rejected[..] else { panic!("{:?}", intake.rejected) };
        assert_eq!((rejected.place.to_string().as_str(), rejected.id.as_deref()), ("table:2", Some("b")));
        let other = read(&two(&[("table:1", "One."), ("3", "Two\n\nparts.")]));
        assert_ne!(intake.batch.inputs()[0].digest, other.batch.inputs()[0].digest);
    }

    #[test]
    fn a_table_without_rows_and_a_file_beside_a_table_are_told_and_read() {
        let plan = Plan::default();
        let keeper = Keeper::in_memory(&plan);
        let read_plan = ReadPlan::default();
        let none = two(&[]);
        let told = read_from(Given::Rows(&none), None, &read_plan, &keeper, &Unwatched).unwrap_err();
        assert!(told.to_string().contains("no article found in table"), "{told}");
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("archive.jsonl");
        fs::write(&file, "{\"id\":\"r\",\"text\":\"x\"}\n").unwrap();
        let table = two(&[("a", "y")]);
        let named = [file.into()];
        let references = Some(Given::Named(&named));
        let (intake, _) =
            read_from(Given::Rows(&table), references, &read_plan, &keeper, &Unwatched).unwrap();
        assert_eq!((intake.batch.examined().len(), intake.batch.references().len()), (1, 1));
        assert_eq!(intake.batch.articles()[1].locator.input, 1);
    }
}
