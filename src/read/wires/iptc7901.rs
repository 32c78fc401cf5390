//! IPTC 7901: messages of an agency in plain text between control characters.
//!
//! ```text
//! SOH ecb0031 3 i 120  agc 031      source and number, priority, category, words, further notes
//! catchline/
//! STX Headline =
//!
//!    Town (agc) - The text, wrapped.
//! ETX 131137 GMT Nov 13             day and time, zone, month, year
//! ```

use super::super::documents::Document;
use super::super::markup::paragraphs;
use super::super::record::Outcome;
use super::item::Item;
use super::messages::{Message, articles as messages, bracketed, month, year, zone};

/// Beginnings of a line that says who wrote the text.
const BYLINES: [&str; 8] = ["By ", "Von ", "Par ", "Por ", "Di ", "Door ", "Av ", "De nuestro "];
/// The most lines that a headline has.
const HEADLINE: usize = 6;

/// The articles of a file.
pub(in crate::read) fn articles(document: &Document<'_>) -> Vec<Outcome> {
    messages(document, item)
}

fn item(message: &Message<'_>) -> Item {
    let mut header = message.header.lines();
    let first: Vec<&str> = header.next().unwrap_or_default().split_whitespace().collect();
    let catchline = header.map(str::trim).find(|line| !line.is_empty()).map(str::to_owned);
    let published = published(message.trailer);
    // What stands in the place of a date and is none is told as one that cannot be read.
    let given = || {
        Some(message.trailer.trim().to_owned())
            .filter(|trailer| trailer.contains(|c: char| c.is_ascii_digit()))
    };
    let day = published.as_deref().map(|published| published.chars().take(10).collect::<String>());
    let (headline, body) = parted(message.text);
    let mut item = Item {
        id: first.first().map(|number| match day {
            Some(day) => format!("{number}:{day}"),
            None => (*number).to_owned(),
        }),
        published: published.or_else(given),
        text: paragraphs(for_print(body).into_iter()),
        ..Item::default()
    };
    let (bylines, title): (Vec<&str>, Vec<&str>) =
        headline.into_iter().partition(|line| BYLINES.iter().any(|by| line.starts_with(by)));
    let title: Vec<&str> = title.into_iter().filter(|line| !is_mark(line)).collect();
    item.title = Some(title.join(" ")).filter(|title| !title.is_empty()).or(catchline);
    item.above = bylines.into_iter().map(str::to_owned).collect();
    item.outlet = named(&first).or_else(|| bracketed(&item.text));
    item
}

/// The agency that a header names before its own number: `dpa` in `… ccccb dpa 061`, also for a service of it (`dpa-tns`).
fn named(header: &[&str]) -> Option<String> {
    let [.., name, number] = header else { return None };
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
    let name = name.split('-').next().unwrap_or_default();
    (header.len() > 5 && is_number && name.chars().all(char::is_alphabetic) && !name.is_empty())
        .then(|| name.to_owned())
}

/// The lines of the headline, and the text below it. A headline ends with `=`, or else with its paragraph.
fn parted(text: &str) -> (Vec<&str>, &str) {
    let mut headline = Vec::new();
    let mut passed = 0;
    for line in text.split_inclusive('\n').take(HEADLINE) {
        let is_indented = line.starts_with("  ") || line.starts_with('\t');
        if is_indented && !headline.is_empty() {
            return (headline, &text[passed..]);
        }
        passed += line.len();
        let line = line.trim();
        if let Some(last) = line.strip_suffix('=') {
            headline.push(last.trim_end());
            return (headline, &text[passed..]);
        }
        if line.is_empty() {
            // One that ends as a sentence does is a paragraph of the text.
            let is_sentence = headline.last().is_none_or(|last: &&str| last.ends_with(['.', '"', '”', '»']));
            return if is_sentence { (Vec::new(), text) } else { (headline, &text[passed..]) };
        }
        headline.push(line);
    }
    (Vec::new(), text)
}

/// Whether a line of a headline says which version this is and no more: `1ST LEAD`, `URGENT`.
fn is_mark(line: &str) -> bool {
    const WORDS: [&str; 12] = [
        "LEAD",
        "URGENT",
        "FLASH",
        "UPDATE",
        "ROUNDUP",
        "CORRECTION",
        "REPEAT",
        "ALERT",
        "EXTRA",
        "NEWS",
        "2ND",
        "SUMMARY",
    ];
    let is_known = |word: &str| WORDS.contains(&word) || word.starts_with(|c: char| c.is_ascii_digit());
    !line.is_empty() && line.split_whitespace().all(|word| is_known(word.trim_matches([':', '-', '(', ')'])))
}

/// The lines that are for print: those up to the agency's notes, which say so or are headed so.
fn for_print(body: &str) -> Vec<&str> {
    let lines: Vec<&str> = body.lines().collect();
    let is_note = |at: usize| {
        let line = lines[at].trim().to_lowercase();
        let next = lines.get(at + 1).map(|next| next.to_lowercase()).unwrap_or_default();
        let is_heading =
            line.starts_with('#') && (line.ends_with("notebook") || line.ends_with("notizblock"));
        is_heading
            || line == "nnnn"
            || (line == "* * * *" && (next.contains("publi") || next.contains("veröffentlich")))
    };
    let end = (0..lines.len()).find(|at| is_note(*at)).unwrap_or(lines.len());
    lines[..end].to_vec()
}

/// The time that a trailer gives: `131137 GMT Nov 13` is 2013-11-13T11:37Z, and so is `131137Z Nov 13`.
fn published(trailer: &str) -> Option<String> {
    let words: Vec<&str> = trailer.split_whitespace().filter(|word| !word.starts_with('\u{7f}')).collect();
    let number = |text: &str| text.parse::<u32>().ok();
    let (time, own_zone) = words.first()?.split_at_checked(6)?;
    let is_time = time.bytes().all(|byte| byte.is_ascii_digit()) && own_zone.chars().all(char::is_alphabetic);
    if !is_time {
        return None;
    }
    let at = words
        .iter()
        .position(|word| month(word).is_some() && word.chars().all(|c| c.is_alphabetic() || c == '.'))?;
    let zone = zone(words[1..at].first().copied().unwrap_or(own_zone));
    let (month, year) = (month(words[at])?, year(number(words.get(at + 1)?)? % 100));
    Some(format!("{year}-{month:02}-{}T{}:{}{zone}", &time[..2], &time[2..4], &time[4..]))
}
