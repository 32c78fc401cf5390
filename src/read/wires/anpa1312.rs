//! ANPA 1312: messages of an agency in plain text, with the marks of typesetting machines.
//!
//! ```text
//! SYN SYN SOH W0031 US selector        service level and number
//! r i DC3 DC1 keyword 11-13 0120       priority, category, keyword, date, words
//! STX ^Keyword,120<
//! ^Headline<
//! ^By A. WRITER=
//!    TOWN (AGC) _ The text.
//! ETX AGC-WF-11-13-13 1509GMT<         agency, date and time
//! ```
//!
//! `^` begins and `<` or `=` ends a line that is set by itself; ` _ ` is a dash, and ` `` ` and `''` are quotation marks.

use super::super::documents::Document;
use super::super::markup::paragraphs;
use super::super::record::Outcome;
use super::item::Item;
use super::messages::{Message, articles as messages, bracketed, year, zone};

/// Beginnings of lines that are for editors.
const FOR_EDITORS: [&str; 8] =
    ["Eds:", "Eds.", "Ed:", "Editors:", "AP Photo", "With AP", "AP Graphic", "AP Video"];

/// The articles of a file.
pub(in crate::read) fn articles(document: &Document<'_>) -> Vec<Outcome> {
    messages(document, item)
}

fn item(message: &Message<'_>) -> Item {
    let header: String = message.header.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let number = header.split_whitespace().next().map(str::to_owned);
    let (agency, published) = trailer(message.trailer);
    let day = published.as_deref().map(|published| published.chars().take(10).collect::<String>());
    let (set, body) = parted(message.text);
    let is_editors = |line: &&str| FOR_EDITORS.iter().any(|begin| line.starts_with(begin));
    // The first line is the keyword with the number of words.
    let keyword = set
        .first()
        .filter(|(_, end)| *end == '<')
        .map(|(line, _)| line.rsplit_once(',').map_or(*line, |(word, _)| word));
    let headlines =
        set.iter().skip(usize::from(keyword.is_some())).filter(|(_, end)| *end == '<').map(|(line, _)| *line);
    let headline = headlines.filter(|line| !is_editors(line)).map(typeset).next();
    let bylines =
        set.iter().filter(|(line, end)| *end == '=' && !is_editors(line)).map(|(line, _)| typeset(line));
    let text = paragraphs(body.iter().map(String::as_str));
    Item {
        id: number.map(|number| match day {
            Some(day) => format!("{number}:{day}"),
            None => number,
        }),
        title: headline.or_else(|| keyword.map(typeset)).or_else(|| slug(&header)),
        outlet: agency.or_else(|| bracketed(&text)),
        published,
        above: bylines.collect(),
        text,
        ..Item::default()
    }
}

/// The keyword of a header, which stands between the category and the date.
fn slug(header: &str) -> Option<String> {
    let words: Vec<&str> = header.split_whitespace().collect();
    let is_date = |word: &str| {
        word.split_once('-').is_some_and(|(month, day)| {
            [month, day].iter().all(|part| part.len() < 3 && part.parse::<u32>().is_ok())
        })
    };
    let end = words.iter().rposition(|word| is_date(word))?;
    let start = words[..end].iter().rposition(|word| word.chars().count() == 1)? + 1;
    Some(words[start..end].join(" ")).filter(|slug| !slug.is_empty())
}

/// The lines above the text that are set by themselves, each with its end, and the lines of the text.
fn parted(text: &str) -> (Vec<(&str, char)>, Vec<String>) {
    let (mut set, mut body) = (Vec::new(), Vec::new());
    for line in text.lines() {
        let trimmed = line.trim();
        if body.is_empty() && trimmed.is_empty() {
            continue;
        }
        match (trimmed.strip_prefix('^'), trimmed.chars().last()) {
            (Some(inside), Some(end @ ('<' | '='))) if body.is_empty() => {
                set.push((inside.trim_end_matches(['<', '=']).trim(), end));
            }
            // Only dashes: what parts sections.
            _ if !trimmed.is_empty() && trimmed.chars().all(|c| c == '_') => body.push(String::new()),
            (Some(inside), end) => {
                let inside =
                    if matches!(end, Some('<' | '=')) { inside.trim_end_matches(['<', '=']) } else { inside };
                body.extend([String::new(), typeset(inside), String::new()]);
            }
            (None, _) => {
                let indent = if line.starts_with([' ', '\t']) { "  " } else { "" };
                body.push(format!("{indent}{}", typeset(trimmed)));
            }
        }
    }
    (set, body)
}

/// A line with the signs that its marks stand for.
fn typeset(line: &str) -> String {
    let line = line.replace("``", "“").replace("''", "”").replace('`', "‘").replace(" _ ", " — ");
    line.trim_end_matches('<').trim().to_owned()
}

/// The agency and the time that a trailer gives: `AP-WF-11-13-13 1509GMT`.
fn trailer(trailer: &str) -> (Option<String>, Option<String>) {
    let words: Vec<&str> = trailer.split_whitespace().collect();
    let Some(parts) = words.first().map(|first| first.split('-').collect::<Vec<_>>()) else {
        return (None, None);
    };
    let agency = parts.first().filter(|agency| agency.len() > 1 && agency.chars().all(char::is_alphabetic));
    let agency = agency.map(|agency| (*agency).to_owned());
    let [.., month, day, two] = parts[..] else { return (agency, None) };
    let date = [month, day, two].map(|part| part.parse::<u32>().ok());
    let [Some(month), Some(day), Some(two)] = date else { return (agency, None) };
    let time = words.get(1).map(|time| time.trim_end_matches('<')).unwrap_or_default();
    let figures: String = time.chars().take_while(char::is_ascii_digit).collect();
    let zone = zone(&time[figures.len()..]);
    let day = format!("{}-{month:02}-{day:02}", year(two % 100));
    let published =
        if figures.len() == 4 { format!("{day}T{}:{}{zone}", &figures[..2], &figures[2..]) } else { day };
    (agency, Some(published))
}
