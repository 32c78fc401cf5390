//! Pages of the web: the text of the article on them, and what they say of it.
//!
//! ```text
//! html5gum (tokens) ─► scan: blocks of text, in regions ─► choose: those of the article ─► text
//!                            metadata, JSON-LD         ─► head: title, outlet, date, address, language
//!                            <time>                    ─► times: the date, where metadata have none
//! ```
//!
//! No tree is built. A page is a list of blocks, each with its words, how many of them are links, and in which regions it
//! stands; regions are ranges of blocks. So a page costs time and memory in proportion to its bytes, however deep it nests
//! and whatever it leaves open. The method is that of Boilerpipe (Kohlschütter, Fankhauser, Nejdl, *Boilerplate detection
//! using shallow text features*, WSDM 2010), with the context of jusText (Pomikálek, thesis, Brno 2011) for short blocks, and
//! Readability's list (Arc90, Mozilla) of names that say that something is beside the article.
//!
//! Nothing that a page names is fetched, and nothing in it is run.

mod choose;
mod head;
mod jsonld;
mod scan;
mod tags;
mod times;

#[cfg(test)]
mod tests;

pub(super) use head::host;

use super::documents::Document;
use super::encoding;
use super::fields::Field;
use super::record::{self, Outcome, Value, Values};
use encoding_rs::{Encoding, UTF_8};
use std::borrow::Cow;

/// How far into a page its encoding may be declared (HTML Standard, §4.2.5.4).
const PRESCAN: usize = 1_024;

/// The article on a page that is a file of its own.
pub(super) fn articles(document: &Document<'_>) -> Vec<Outcome> {
    let site = document.site;
    if encoding::is_binary(document.bytes) {
        return vec![site.rejected("looks like a binary file, not a page (is it what its name says?)")];
    }
    let (page, encoding) = decoded(document.bytes, None);
    document.encodings.note(encoding);
    let values = values(&page);
    vec![match values {
        Ok(mut values) => {
            values[Field::Id.index()] = Value::Text(site.name.to_owned());
            record::article(values, site, document.plan, String::new)
        }
        Err(reason) => site.rejected(reason),
    }]
}

/// A page as text, and its encoding: UTF-8 if it is that, else the one that was told with it, or that it declares, or seems
/// to be in.
pub(super) fn decoded<'a>(
    page: &'a [u8],
    told: Option<&'static Encoding>,
) -> (Cow<'a, str>, &'static Encoding) {
    if let Ok(page) = simdutf8::basic::from_utf8(page) {
        return (page.into(), UTF_8);
    }
    if let Some((encoding, _)) = Encoding::for_bom(page) {
        return (encoding.decode(page).0, encoding);
    }
    let declared = told.or_else(|| declared_encoding(page));
    let (text, encoding, _) =
        encoding::decode(page, declared.or_else(|| encoding::guess([page].into_iter())));
    (text, encoding)
}

/// The fields of the article on a page; the id is left to the caller.
///
/// # Errors
/// When there is no text on it.
pub(super) fn values(page: &str) -> Result<Values, String> {
    let scanned = scan::scan(page);
    let headings = || scanned.blocks.iter().filter(|block| block.is_heading());
    let told = scanned.head.told(&|title| headings().any(|heading| choose::same(&heading.text, title)));
    let choose::Chosen { mut text, place, is_near } = choose::article(&scanned, told.title.as_deref());
    if text.is_empty() {
        // What a page gives to search engines is often cut short or without paragraphs; it is better than nothing.
        text = told.body.unwrap_or_default();
    }
    if text.is_empty() {
        return Err(
            "no text of an article on this page (is it an overview, or made by scripts when it is shown?)"
                .into(),
        );
    }
    // An agency that is credited as the author, and nowhere in the text, is credited all the same.
    if let Some(author) = told.author.filter(|author| !text.contains(author.as_str())) {
        text = format!("{author}\n\n{text}");
    }
    let seen = times::Seen { times: &scanned.times, place: &place, is_near: &is_near };
    let published = told.published.or_else(|| seen.publication()).or(told.date).or_else(|| seen.only());
    let mut values = [const { Value::Absent }; Field::COUNT];
    values[Field::Text.index()] = Value::Text(text);
    let others = [
        (Field::Title, told.title),
        (Field::Outlet, told.outlet),
        (Field::Published, published),
        (Field::Url, told.url),
        (Field::Language, told.language),
    ];
    for (field, value) in others {
        values[field.index()] = value.map_or(Value::Absent, Value::Text);
    }
    Ok(values)
}

/// The encoding that a page declares for itself in a `<meta>`; UTF-16 there can only be a mistake (HTML Standard, §13.2.3.3).
fn declared_encoding(page: &[u8]) -> Option<&'static Encoding> {
    let start = &page[..page.len().min(PRESCAN)].to_ascii_lowercase();
    let mut from = 0;
    while let Some(at) = memchr::memmem::find(&start[from..], b"charset") {
        let rest = start[from + at + 7..].trim_ascii_start();
        if let Some(label) = rest.strip_prefix(b"=") {
            let label = label.trim_ascii_start();
            let label = label.strip_prefix(b"\"").or(label.strip_prefix(b"'")).unwrap_or(label);
            let end = label.iter().position(|byte| !(byte.is_ascii_alphanumeric() || b"-_:.".contains(byte)));
            return Encoding::for_label(&label[..end.unwrap_or(label.len())]).map(Encoding::output_encoding);
        }
        from += at + 7;
    }
    None
}

/// A text as a browser shows it on one line: blanks and line breaks are one blank, control characters are none.
pub(super) fn shown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            ' ' | '\t' | '\n' | '\r' | '\u{c}' if shown.ends_with([' ', '\n']) || shown.is_empty() => {}
            ' ' | '\t' | '\n' | '\r' | '\u{c}' => shown.push(' '),
            control if control.is_control() => {}
            letter => shown.push(letter),
        }
    }
    shown.truncate(shown.trim_end().len());
    shown
}

/// Whether a line ends as a sentence does.
pub(super) fn ends_a_sentence(text: &str) -> bool {
    let text = text.trim_end_matches(['"', '”', '’', '»', '“', ')', '\u{a0}', '\u{202f}', ' ']);
    text.ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟', ':'])
}

/// Words between blanks; in a script without blanks a few characters are as much as a word.
pub(super) fn count(text: &str) -> usize {
    let letters = text.chars().filter(|&letter| letter >= '\u{2E80}' && letter.is_alphanumeric()).count();
    text.split_whitespace().count() + letters / 2
}
