//! Read: a stand-in for JSON lines only, until the reader lands.
#![allow(missing_docs, clippy::all, clippy::pedantic)]
pub use crate::article::Rejected;
use crate::article::{Article, Batch, Input, Locator, Place, Published};
use crate::observe::{Observer, Stage, StageReport, Warning, WarningKind};
use std::ffi::OsString;
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    #[error("{0}: {1} (check the path)")]
    Io(String, String),
    #[error("{0}: {1}")]
    Strict(Place, String),
}
#[derive(Debug)]
pub struct Intake {
    pub batch: Batch,
    pub rejected: Vec<Rejected>,
    pub warnings: Vec<Warning>,
}
#[derive(Debug, Clone)]
pub struct Timezone(String);
impl Default for Timezone {
    fn default() -> Self {
        Self("UTC".into())
    }
}
impl std::fmt::Display for Timezone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
impl std::fmt::Display for Format {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("jsonl")
    }
}
impl std::str::FromStr for Timezone {
    type Err = String;
    fn from_str(s: &str) -> Result<Self, String> {
        Ok(Self(s.into()))
    }
}
#[derive(Debug, Clone, Copy)]
pub enum Format {
    Jsonl,
}
impl std::str::FromStr for Format {
    type Err = String;
    fn from_str(s: &str) -> Result<Self, String> {
        if s == "jsonl" { Ok(Self::Jsonl) } else { Err(format!("no such format {s}")) }
    }
}
#[derive(Debug, Clone)]
pub struct FieldNames(String);
impl Default for FieldNames {
    fn default() -> Self {
        Self("text".into())
    }
}
impl FieldNames {
    pub fn rename(&mut self, s: &str) -> Result<(), String> {
        match s.split_once('=') {
            Some(("text", f)) => Ok(self.0 = f.into()),
            Some(_) => Ok(()),
            None => Err(format!("a field is renamed as NAME=FIELD, not {s:?}")),
        }
    }
}
#[derive(Debug, Clone, Default)]
pub struct ReadPlan {
    pub fields: FieldNames,
    pub strict: bool,
    pub timezone: Timezone,
    pub format: Option<Format>,
}
pub fn read(
    examined: &[OsString],
    references: Option<&[OsString]>,
    plan: &ReadPlan,
    observer: &dyn Observer,
) -> Result<Intake, ReadError> {
    let (mut inputs, mut rejected, mut warnings) = (vec![], vec![], vec![]);
    observer.begin(Stage::Read, None);
    let mut all = |paths: &[OsString], reference: bool| -> Result<Vec<Article>, ReadError> {
        let mut articles = vec![];
        for path in paths {
            let name = path.to_string_lossy().into_owned();
            let text = if name == "-" {
                std::io::read_to_string(std::io::stdin())
            } else {
                std::fs::read_to_string(path)
            }
            .map_err(|e| ReadError::Io(name.clone(), e.to_string()))?;
            let before = articles.len();
            for (n, line) in text.lines().enumerate() {
                let place = Place::line(name.clone(), n as u64 + 1);
                let v: serde_json::Value = serde_json::from_str(line).unwrap_or_default();
                let get = |k: &str| v[k].as_str().map(str::to_owned);
                let Some(text) = get(&plan.fields.0) else {
                    let reason = format!("no field \"text\" (use --field text=NAME)");
                    if plan.strict {
                        return Err(ReadError::Strict(place, reason));
                    }
                    let w = Warning::at(WarningKind::Rejected, place.clone(), reason.clone());
                    observer.warn(&w);
                    warnings.push(w);
                    rejected.push(Rejected { place, id: get("id"), reason });
                    continue;
                };
                articles.push(Article {
                    id: get("id").unwrap_or(place.to_string()),
                    text,
                    outlet: get("outlet"),
                    published: get("published").map(|given| Published { earliest: 0, latest: 1, given }),
                    title: get("title"),
                    url: get("url"),
                    language: get("language"),
                    locator: Locator { input: inputs.len() as u32, offset: 0, length: 0, line: n as u64 + 1 },
                });
            }
            observer.advance(text.len() as u64);
            inputs.push(Input {
                path: name,
                bytes: text.len() as u64,
                digest: 1,
                articles: (articles.len() - before) as u64,
                reference,
            });
        }
        Ok(articles)
    };
    let one = all(examined, false)?;
    let other = references.map(|r| all(r, true)).transpose()?;
    let batch = match other {
        None => Batch::new(one, inputs),
        Some(other) => Batch::against(one, other, inputs),
    }
    .unwrap();
    observer.end(&StageReport {
        stage: Stage::Read,
        items_in: batch.inputs().len() as u64,
        items_out: batch.articles().len() as u64,
        seconds: 0.0,
    });
    Ok(Intake { batch, rejected, warnings })
}
