//! What is kept of documents: a line of JSON for each article, because a document has no record for each to copy.

use crate::article::{Article, Input};
use crate::read::{self, CopyFault, ReadPlan};
use serde_json::{Map, Value};
use std::io;
use std::path::Path;

/// Hands a line to `take` for each kept article of an input, without its line end: its id here, its place among all of the
/// input. The input is read once more.
///
/// # Errors
/// When the input cannot be read or is not what it was, or `take` fails.
pub(super) fn write<'a>(
    input: (&Input, &Path),
    plan: &ReadPlan,
    kept: impl Iterator<Item = (&'a str, &'a usize)>,
    take: &mut dyn FnMut(&[u8]) -> io::Result<()>,
) -> Result<(), CopyFault> {
    let articles = read::again(&[input], plan)?;
    for (id, &place) in kept {
        take(line(id, &articles[place]).to_string().as_bytes())?;
    }
    Ok(())
}

/// An article as an object; a field that it does not have is left out.
fn line(id: &str, article: &Article) -> Value {
    let published = article.published.as_ref().map(|published| &published.given);
    let fields = [
        ("id", Some(id)),
        ("outlet", article.outlet.as_deref()),
        ("published", published.map(String::as_str)),
        ("title", article.title.as_deref()),
        ("url", article.url.as_deref()),
        ("language", article.language.as_deref()),
        ("text", Some(article.text.as_str())),
    ];
    let present = fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), Value::from(value?))));
    Value::Object(present.collect::<Map<_, _>>())
}
