//! Web archives: WARC files of crawls (ISO 28500), with pages as they were sent, and WET files, with their texts.
//!
//! ```text
//! records (one at a time, however long the archive is) ─► header ─► what was sent (http: chunks, gzip) ─► html ─► an article
//!                                                                └► conversion: a text
//! ```
//!
//! `WARC-Target-URI` is the address, its host the outlet where the page names none, `WARC-Record-ID` the id. `WARC-Date` says
//! when the page was fetched, which says nothing of the day on which it appeared: an article that gives no date is undated,
//! because a crawl must never make one paper earlier than another.

mod header;
mod http;
mod records;

pub(super) use records::Records;

use super::documents::Document;
use super::fields::Field;
use super::html;
use super::record::{self, Outcome, Value, Values};
use crate::observe::{Warning, WarningKind};
use encoding_rs::Encoding;
use header::Header;

/// The article of one record; none of a record that is no page: a request, metadata, an image.
pub(super) fn articles(document: &Document<'_>) -> Vec<Outcome> {
    let site = document.site;
    let Some((header, body)) = Header::of(document.bytes) else {
        return vec![site.rejected("not a WARC record: its header cannot be read")];
    };
    let values = match &*header.kind {
        b"conversion" if header.is_text() => Ok(text(document, body)),
        b"response" => match http::Message::of(body) {
            Ok(message) if !message.is_page() => return Vec::new(),
            Ok(message) => message.content().and_then(|content| page(document, &content, message.charset())),
            Err(_) if !header.is_http() => return Vec::new(),
            Err(reason) => Err(reason),
        },
        b"resource" if header.is_html() => page(document, body, header.charset()),
        _ => return Vec::new(),
    };
    vec![match values {
        Ok(values) => {
            let mut outcome = record::article(named(values, &header), site, document.plan, String::new);
            outcome.warnings.extend(header.truncated.map(|reason| {
                let what =
                    format!("the crawler cut this page off ({reason:?}), so its text may not be whole");
                Warning::at(WarningKind::Input, site.place(), what)
            }));
            outcome
        }
        Err(reason) => {
            let mut outcome = site.rejected(reason);
            if let Err(rejected) = &mut outcome.kept {
                rejected.id = header.id();
                if let Some(reason) = header.truncated {
                    let cut = format!("; the crawler cut this page off ({reason:?})");
                    rejected.reason.push_str(&cut);
                }
            }
            outcome
        }
    }]
}

fn page(document: &Document<'_>, content: &[u8], told: Option<&'static Encoding>) -> Result<Values, String> {
    let (page, encoding) = html::decoded(content, told);
    document.encodings.note(encoding);
    html::values(&page)
}

/// The text of a conversion record: UTF-8 by the format's own rule, each line a paragraph, its first one the title of the page.
fn text(document: &Document<'_>, body: &[u8]) -> Values {
    let (text, encoding) = html::decoded(body, Some(encoding_rs::UTF_8));
    document.encodings.note(encoding);
    let mut values = [const { Value::Absent }; Field::COUNT];
    let lines: Vec<String> = text.lines().map(html::shown).filter(|line| !line.is_empty()).collect();
    values[Field::Text.index()] = Value::Text(lines.join("\n"));
    values
}

/// The same, with the record's id, its address, and the host as the outlet where there is no other.
fn named(mut values: Values, header: &Header) -> Values {
    let set = |value: &mut Value, name: Option<String>| *value = name.map_or(Value::Absent, Value::Text);
    set(&mut values[Field::Id.index()], header.id());
    if let Some(url) = &header.target {
        if matches!(values[Field::Outlet.index()], Value::Absent) {
            set(&mut values[Field::Outlet.index()], html::host(url));
        }
        values[Field::Url.index()] = Value::Text(url.clone());
    }
    if let (Value::Absent, Some(language)) = (&values[Field::Language.index()], &header.language) {
        values[Field::Language.index()] = Value::Text(language.clone());
    }
    values
}
