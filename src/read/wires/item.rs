//! An item of news, whatever format it came in, and the article that it is.

use super::super::ReadPlan;
use super::super::dates;
use super::super::fields::Field;
use super::super::markup::one_line;
use super::super::record::{self, Outcome, Site, Value};
use crate::observe::{Warning, WarningKind};

/// How far into a text its byline and dateline may stand, in bytes; a credit as far from its end.
const EDGE: usize = 400;

/// What a format says of an item.
#[derive(Debug, Default)]
pub(super) struct Item {
    /// Its name for all time.
    pub(super) id: Option<String>,
    /// Which version of it this is.
    pub(super) version: Option<String>,
    /// Its headline.
    pub(super) title: Option<String>,
    /// Who provides it.
    pub(super) outlet: Option<String>,
    /// When this version was made.
    pub(super) published: Option<String>,
    /// Its address.
    pub(super) url: Option<String>,
    /// Its language.
    pub(super) language: Option<String>,
    /// Lines that are printed above its text: byline, dateline.
    pub(super) above: Vec<String>,
    /// Its text.
    pub(super) text: String,
    /// Lines that are printed below its text: a credit.
    pub(super) below: Vec<String>,
    /// Up to when it may not be printed; blank if that is not said.
    pub(super) embargo: Option<String>,
    /// Whether its text is a summary of it.
    pub(super) is_summary: bool,
    /// What should be known about it.
    pub(super) remarks: Vec<String>,
    /// Why it is set aside, if it is.
    pub(super) unused: Option<String>,
}

impl Item {
    /// The article, or why there is none. What the item does not say itself is what is `said` of all.
    pub(super) fn outcome(self, said: &Self, site: Site<'_>, plan: &ReadPlan) -> Outcome {
        let id = match (&self.id, &self.version) {
            (Some(id), Some(version)) if !id.ends_with(&format!(":{version}")) => {
                Some(format!("{id}:{version}"))
            }
            (id, _) => id.clone(),
        };
        let unused = self.unused.clone().or_else(|| {
            let is_empty = self.text.trim().is_empty();
            is_empty.then(|| "it has no text".to_owned())
        });
        if let Some(reason) = unused {
            let mut outcome = site.rejected(format!("set aside: {reason}"));
            if let Err(rejected) = &mut outcome.kept {
                rejected.id = id;
            }
            return outcome;
        }
        let text = self.whole_text();
        let embargo = self.embargo_ahead(plan);
        let line =
            |value: &Option<String>| value.as_deref().and_then(one_line).map_or(Value::Absent, Value::Text);
        let mut values = [const { Value::Absent }; Field::COUNT];
        values[Field::Id.index()] = line(&id);
        values[Field::Text.index()] = Value::Text(text);
        values[Field::Title.index()] = line(&self.title);
        values[Field::Outlet.index()] = line(&self.outlet.or_else(|| said.outlet.clone()));
        values[Field::Published.index()] = line(&self.published.or_else(|| said.published.clone()));
        values[Field::Url.index()] = line(&self.url);
        values[Field::Language.index()] = line(&self.language.or_else(|| said.language.clone()));
        let mut outcome = record::article(values, site, plan, String::new);
        let remarks = self.remarks.into_iter().chain(embargo);
        outcome.warnings.extend(remarks.map(|what| Warning::at(WarningKind::Input, site.place(), what)));
        outcome
    }

    /// What is to be said of an embargo that was ahead when this version was made.
    fn embargo_ahead(&self, plan: &ReadPlan) -> Option<String> {
        let embargo = self.embargo.as_deref()?;
        let read = |date: &str| dates::published(date, &plan.timezone, plan.dates);
        let end = read(embargo);
        let made = self.published.as_deref().and_then(read);
        let is_over = end.zip(made).is_some_and(|(end, made)| end.earliest <= made.earliest);
        (!is_over).then(|| format!("it was sent under an embargo until {embargo}; it is read nevertheless"))
    }

    /// The text with the lines that are printed above and below it, unless it has them already: a credit may stand in
    /// one of these alone, and without it an article would be called uncredited that is not.
    fn whole_text(&self) -> String {
        let mut lines: Vec<String> = Vec::new();
        let begin = words(front(&self.text));
        let end = words(back(&self.text));
        for above in self.above.iter().flat_map(|lines| lines.lines()).filter_map(one_line) {
            if !begin.contains(&words(&above)) && !lines.contains(&above) {
                lines.push(above);
            }
        }
        lines.push(self.text.trim().to_owned());
        for below in self.below.iter().flat_map(|lines| lines.lines()).filter_map(one_line) {
            if !end.contains(&words(&below)) && !lines.contains(&below) {
                lines.push(below);
            }
        }
        lines.join("\n\n")
    }
}

/// The words of a text in lower case, each between blanks, to be looked for in those of another: the credit `AP` does not
/// stand in `happened`.
fn words(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(" ".to_owned(), |all, word| all + &word.to_lowercase() + " ")
}

fn front(text: &str) -> &str {
    &text[..text.floor_char_boundary(EDGE)]
}

fn back(text: &str) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(EDGE))..]
}
