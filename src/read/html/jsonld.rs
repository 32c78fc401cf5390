//! JSON-LD (schema.org) in a page: what it says of the article.

use super::shown;
use serde_json::Value;

/// An article that a page describes.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Described {
    pub(super) title: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) published: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    pub(super) body: Option<String>,
    pub(super) authors: Vec<String>,
}

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
        collect(&value, &mut found);
    }
    found
}

fn collect(value: &Value, found: &mut Vec<Described>) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect(value, found)),
        Value::Object(_) if is_article(value) => found.push(described(value)),
        Value::Object(object) => {
            ["@graph", "mainEntity", "mainEntityOfPage"]
                .iter()
                .filter_map(|name| object.get(*name))
                .for_each(|inner| collect(inner, found));
        }
        _ => {}
    }
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

fn described(article: &Value) -> Described {
    let text = |name: &str| article.get(name).and_then(first_text);
    Described {
        title: text("headline").or_else(|| text("name")),
        outlet: article.get("publisher").and_then(named),
        published: text("datePublished"),
        authors: article.get("author").map(names).unwrap_or_default(),
        url: text("url").or_else(|| text("mainEntityOfPage")),
        language: article.get("inLanguage").and_then(named),
        body: article
            .get("articleBody")
            .and_then(Value::as_str)
            .map(paragraphs)
            .filter(|body| !body.is_empty()),
    }
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

/// The names of all of them.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().filter_map(named).collect(),
        one => named(one).into_iter().collect(),
    }
}

/// The name of an object or of the first of several; a text is a name.
fn named(value: &Value) -> Option<String> {
    match value {
        Value::Array(values) => values.iter().find_map(named),
        Value::Object(object) => {
            object.get("name").or_else(|| object.get("alternateName")).and_then(first_text)
        }
        other => first_text(other),
    }
}

fn paragraphs(body: &str) -> String {
    body.lines().map(shown).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n\n")
}
