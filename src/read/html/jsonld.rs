//! JSON-LD (schema.org) in a page: what it says of the article.

use super::head::is_address;
use super::shown;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// An article that a page describes.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Described {
    pub(super) title: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) published: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    pub(super) body: Option<String>,
    /// Who wrote it.
    pub(super) authors: Vec<String>,
    /// Whoever else it is said to come from.
    pub(super) sources: Vec<String>,
}

/// The bytes of a name at the most: what is longer is none, and is not repeated wherever it is referred to.
const LONGEST_NAME: usize = 200;

/// The articles that a script describes, in order; none where it is no JSON. Its depth is bounded by the parser.
pub(super) fn articles(script: &str) -> Vec<Described> {
    // Some systems wrap it for browsers of the last century.
    let script = script
        .trim()
        .trim_start_matches("<!--")
        .trim_start_matches("//<![CDATA[")
        .trim_end_matches("-->")
        .trim_end_matches("//]]>");
    let mut found = Vec::new();
    if let Ok(value) = serde_json::from_str(script.trim()) {
        let mut named = Named::default();
        named.collect(&value);
        collect(&value, &named, &mut found);
    }
    found
}

fn collect(value: &Value, named: &Named<'_>, found: &mut Vec<Described>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect(value, named, found)),
        Value::Object(_) if is_article(value) => found.push(described(value, named)),
        Value::Object(object) => {
            ["@graph", "mainEntity", "mainEntityOfPage"]
                .iter()
                .filter_map(|name| object.get(*name))
                .for_each(|inner| collect(inner, named, found));
        }
        _ => {}
    }
}

/// The names of what has an `@id`, which others refer to it by: `"author": {"@id": "#jo"}`.
#[derive(Default)]
struct Named<'v>(BTreeMap<&'v str, String>);

impl<'v> Named<'v> {
    fn collect(&mut self, value: &'v Value) {
        match value {
            Value::Array(values) => values.iter().for_each(|value| self.collect(value)),
            Value::Object(object) => {
                if let (Some(id), Some(name)) = (object.get("@id").and_then(Value::as_str), name(value)) {
                    self.0.entry(id).or_insert(name);
                }
                object.values().for_each(|value| self.collect(value));
            }
            _ => {}
        }
    }

    /// The name of an object, of what it refers to, or of the first of several; a text is a name.
    fn of(&self, value: &Value) -> Option<String> {
        match value {
            Value::Array(values) => values.iter().find_map(|value| self.of(value)),
            Value::Object(object) => {
                let referred = || self.0.get(object.get("@id")?.as_str()?).cloned();
                name(value).or_else(referred)
            }
            other => first_text(other),
        }
    }

    /// The names of all of them.
    fn all(&self, value: &Value) -> Vec<String> {
        match value {
            Value::Array(values) => values.iter().filter_map(|value| self.of(value)).collect(),
            one => self.of(one).into_iter().collect(),
        }
    }
}

/// The name that an object gives itself.
fn name(object: &Value) -> Option<String> {
    let name = object.get("name").or_else(|| object.get("alternateName")).and_then(first_text);
    name.filter(|name| name.len() <= LONGEST_NAME)
}

/// Whether something is an article, by its type or one of its types: `NewsArticle`, `ReportageNewsArticle`, `BlogPosting`, `Report`.
fn is_article(value: &Value) -> bool {
    let is_one = |name: &Value| {
        name.as_str().is_some_and(|name| {
            name.ends_with("Article")
                || name.ends_with("BlogPosting")
                || name == "Report"
                || name.ends_with("/Report")
        })
    };
    match value.get("@type") {
        Some(Value::Array(names)) => names.iter().any(is_one),
        Some(name) => is_one(name),
        None => false,
    }
}

fn described(article: &Value, named: &Named<'_>) -> Described {
    let text = |name: &str| article.get(name).and_then(first_text);
    let all = |properties: &[&str]| distinct(properties.iter().filter_map(|name| article.get(*name)), named);
    let authors = all(&["author"]);
    Described {
        title: text("headline").or_else(|| text("name")),
        published: text("datePublished"),
        authors: if authors.is_empty() { all(&["creator"]) } else { authors },
        sources: all(&["sourceOrganization", "creditText", "copyrightHolder"]),
        outlet: article.get("publisher").and_then(|publisher| named.of(publisher)),
        url: text("url").or_else(|| text("mainEntityOfPage")),
        language: article.get("inLanguage").and_then(|language| named.of(language)),
        body: article
            .get("articleBody")
            .and_then(Value::as_str)
            .map(paragraphs)
            .filter(|body| !body.is_empty()),
    }
}

/// All names in these values, each once. An address is none.
fn distinct<'v>(values: impl Iterator<Item = &'v Value>, named: &Named<'_>) -> Vec<String> {
    let mut known = BTreeSet::new();
    let given = values.flat_map(|value| named.all(value)).filter(|name| !is_address(name));
    given.filter(|name| known.insert(name.to_lowercase())).collect()
}

/// A text, the first of several, or the address of an object.
fn first_text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(shown(text)).filter(|text| !text.is_empty()),
        Value::Array(values) => values.iter().find_map(first_text),
        Value::Object(object) => object.get("@id").or_else(|| object.get("@value")).and_then(first_text),
        _ => None,
    }
}

fn paragraphs(body: &str) -> String {
    body.lines().map(shown).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n\n")
}
