//! From the fields of a record, whatever its format, to an article.

use super::dates;
use super::fields::Field;
use super::{MAX_TEXT_BYTES, ReadPlan, Rejected};
use crate::article::{Article, Input, Locator, Place, Published};
use crate::observe::{Warning, WarningKind};

/// What a record has for a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// No such field.
    Absent,
    /// The field, without a value.
    Null,
    /// A string.
    Text(String),
    /// A string with broken characters, which are now U+FFFD.
    Mended(String),
    /// A list of strings.
    List(Vec<String>),
    /// A number, as it was written.
    Number(String),
    /// Something else: what, with its article.
    Unusable(&'static str),
}

/// What a record has for each field, in the order of [`Field::ALL`].
pub type Values = [Value; Field::COUNT];

/// Where a record stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Site<'a> {
    /// The path that messages name.
    pub(super) path: &'a str,
    /// The name that default ids begin with.
    pub(super) name: &'a str,
    /// The record's place in the file.
    pub(super) locator: Locator,
}

impl Site<'_> {
    /// The place as messages name it.
    pub(super) fn place(&self) -> Place {
        Place::line(self.path, self.locator.line)
    }

    /// A record here that cannot be used.
    pub(super) fn rejected(&self, reason: impl Into<String>) -> Outcome {
        let rejected = Rejected { place: self.place(), id: None, reason: reason.into() };
        Outcome { kept: Err(rejected), warnings: Vec::new() }
    }
}

/// What became of a record.
#[derive(Debug)]
pub(super) struct Outcome {
    /// The article, or why there is none.
    pub(super) kept: Result<Article, Rejected>,
    /// What should be known about it.
    pub(super) warnings: Vec<Warning>,
}

/// The article that a record gives; `fields` says what it has, in case the text is not among that.
pub(super) fn article(
    values: Values,
    site: Site<'_>,
    plan: &ReadPlan,
    fields: impl FnOnce() -> String,
) -> Outcome {
    let mut making = Making { site, plan, warnings: Vec::new() };
    let [id, text, title, outlet, published, url, language] = values;
    let id = making.optional(Field::Id, id);
    let kept = match making.text(text, fields) {
        Err(reason) => Err(Rejected { place: site.place(), id, reason }),
        Ok(text) => Ok(Article {
            id: id.unwrap_or_else(|| default_id(site.name, site.locator.line)),
            outlet: making.optional(Field::Outlet, outlet),
            published: making.published(published),
            title: making.optional(Field::Title, title),
            url: making.optional(Field::Url, url),
            language: making.optional(Field::Language, language),
            text,
            locator: site.locator,
        }),
    };
    Outcome { kept, warnings: making.warnings }
}

/// The id of an article that has none.
fn default_id(name: &str, line: u64) -> String {
    format!("{name}:{line}")
}

/// The same of a record that is not the first to begin on its line: `press.json:1[2]`.
fn numbered_id(name: &str, line: u64, number: u64) -> String {
    format!("{}[{number}]", default_id(name, line))
}

/// Whether an article of this input was named by its place, because its record has no id.
#[must_use]
pub fn is_named_by_place(article: &Article, input: &Input) -> bool {
    let behind = article.id.strip_prefix(&*default_id(&input.name, article.locator.line));
    let is_number = |number: &str| !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit());
    let number = |rest: &str| rest.strip_prefix('[')?.strip_suffix(']').map(is_number);
    article.id == input.name || behind.is_some_and(|rest| rest.is_empty() || number(rest) == Some(true))
}

/// Tells records apart that begin on one line, as the elements of a JSON array without line breaks do: each is known by its
/// number on the line, those that could not be used counted.
#[derive(Debug, Default)]
pub(super) struct OnOneLine {
    line: u64,
    number: u64,
}

impl OnOneLine {
    /// Takes in what became of the next record of a file of this name, and numbers it if it has no id of its own.
    pub(super) fn number(&mut self, outcome: &mut Outcome, name: &str) {
        let line = match &outcome.kept {
            Ok(article) => article.locator.line,
            Err(rejected) => rejected.place.line.unwrap_or_default(),
        };
        self.number = if line == self.line { self.number + 1 } else { 1 };
        self.line = line;
        if self.number == 1 {
            return;
        }
        match &mut outcome.kept {
            Ok(article) if article.id == default_id(name, line) => {
                article.id = numbered_id(name, line, self.number);
            }
            Ok(_) => {}
            Err(rejected) => {
                rejected.id.get_or_insert_with(|| numbered_id(name, line, self.number));
            }
        }
    }
}

/// The article that is a whole file.
pub(super) fn whole_file(text: &str, site: Site<'_>, plan: &ReadPlan) -> Outcome {
    let mut values = [const { Value::Absent }; Field::COUNT];
    values[Field::Id.index()] = Value::Text(site.name.to_owned());
    values[Field::Text.index()] = Value::Text(text.to_owned());
    article(values, site, plan, String::new)
}

/// An article in the making, and what must be said about it.
struct Making<'a> {
    site: Site<'a>,
    plan: &'a ReadPlan,
    warnings: Vec<Warning>,
}

impl Making<'_> {
    fn warn(&mut self, kind: WarningKind, what: String) {
        self.warnings.push(Warning::at(kind, self.site.place(), what));
    }

    fn mended(&mut self, field: Field) {
        let name = self.plan.fields.name(field);
        self.warn(
            WarningKind::Decoded,
            format!("field {name:?} has half a surrogate pair; it is now U+FFFD"),
        );
    }

    /// The body; an empty one is an article without words.
    fn text(&mut self, value: Value, fields: impl FnOnce() -> String) -> Result<String, String> {
        let name = self.plan.fields.name(Field::Text);
        let text = match value {
            Value::Text(text) => text,
            Value::Mended(text) => {
                self.mended(Field::Text);
                text
            }
            Value::Absent => {
                return Err(format!("no field {name:?} (use --field text=FIELD; {})", fields()));
            }
            // Paragraphs.
            Value::List(parts) => parts.join("\n\n"),
            Value::Null => return Err(format!("field {name:?} is null, not a string")),
            Value::Number(_) => return Err(format!("field {name:?} is a number, not a string")),
            Value::Unusable(kind) => return Err(format!("field {name:?} is {kind}, not a string")),
        };
        if text.len() > MAX_TEXT_BYTES {
            let bound = MAX_TEXT_BYTES >> 20;
            return Err(format!("its text is longer than {bound} MiB, which no article is (split it)"));
        }
        if !text.contains(char::is_alphanumeric) {
            self.warn(
                WarningKind::NoWords,
                "no word in the text; only its title, if it has one, is compared".to_owned(),
            );
        }
        Ok(text)
    }

    /// A field that may be missing; one that is blank is missing.
    fn optional(&mut self, field: Field, value: Value) -> Option<String> {
        let text = match value {
            Value::Absent | Value::Null => return None,
            Value::Text(text) | Value::Number(text) => text,
            Value::Mended(text) => {
                self.mended(field);
                text
            }
            Value::List(mut parts) if parts.len() < 2 => parts.pop()?,
            Value::List(_) => return self.left_out(field, "a list"),
            Value::Unusable(kind) => return self.left_out(field, kind),
        };
        (!text.trim().is_empty()).then_some(text)
    }

    fn left_out(&mut self, field: Field, kind: &str) -> Option<String> {
        let name = self.plan.fields.name(field);
        self.warn(WarningKind::Input, format!("field {name:?} is {kind}; it was left out"));
        None
    }

    /// The date; one that cannot be read leaves the article undated.
    fn published(&mut self, value: Value) -> Option<Published> {
        let given = self.optional(Field::Published, value)?;
        let published = dates::published(&given, &self.plan.timezone, self.plan.dates);
        if published.is_none() {
            let needs_order = self.plan.dates.is_none() && dates::needs_order(&given);
            let kind = if needs_order && dates::is_ambiguous(&given) {
                WarningKind::AmbiguousDate
            } else {
                WarningKind::UnreadableDate
            };
            let remedy = if needs_order {
                "say with --dates whether the day or the month comes first"
            } else {
                "write it as 2016-07-13T18:36:00+02:00"
            };
            let excerpt: String = given.chars().take(60).collect();
            self.warn(kind, format!("cannot read the date {excerpt:?}; the article is undated ({remedy})"));
        }
        published
    }
}
