//! What stands in an index, one article a line.

use super::super::shell;
use crate::article::Article;
use crate::cli::exit::Exit;
use crate::store::Index;
use serde_json::json;
use std::io::{self, BufWriter, Write};

/// Prints the ids of all articles in the order of the archive, or all that is known of each besides its text.
pub(super) fn list(index: &Index, as_json: bool) -> anyhow::Result<Exit> {
    let all = index.all()?;
    let mut reader = index.reader();
    let mut out = BufWriter::new(io::stdout().lock());
    for at in all {
        let article = reader.record(at)?;
        let written =
            if as_json { writeln!(out, "{}", object(&article)) } else { writeln!(out, "{}", article.id) };
        if let Err(fault) = written {
            return shell::ended(&fault);
        }
    }
    out.flush().map_or_else(|fault| shell::ended(&fault), |()| Ok(Exit::Finished))
}

fn object(article: &Article) -> serde_json::Value {
    json!({
        "id": article.id,
        "outlet": article.outlet,
        "published": article.published.as_ref().map(|published| &published.given),
        "title": article.title,
        "url": article.url,
        "language": article.language,
    })
}
