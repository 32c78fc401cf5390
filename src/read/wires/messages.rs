//! What IPTC 7901 and ANPA 1312 have in common: messages between control characters.
//!
//! A message begins with SOH; its text stands between STX and ETX; a file may hold several.

use super::super::documents::Document;
use super::super::record::Outcome;
use super::item::Item;

const SOH: char = '\u{1}';
const STX: char = '\u{2}';
const ETX: char = '\u{3}';
const EOT: char = '\u{4}';
/// Signs that a header has at least: a number, a priority, a category.
const LEAST_HEADER: usize = 6;

/// The parts of a message.
pub(super) struct Message<'t> {
    /// What stands before the text.
    pub(super) header: &'t str,
    /// The text.
    pub(super) text: &'t str,
    /// What stands behind it.
    pub(super) trailer: &'t str,
}

/// Whether content begins as a message of either format does: SOH, a header that can be read, STX.
pub(in crate::read) fn looks_so(head: &[u8]) -> bool {
    let is_filler = |byte: &u8| matches!(byte, 0 | 0x16 | 0x7F | b'\r' | b'\n' | b' ');
    let start = head.iter().position(|byte| !is_filler(byte)).unwrap_or(head.len());
    let [1, rest @ ..] = &head[start..] else { return false };
    let header = memchr::memchr(2, rest).map_or(&[][..], |end| &rest[..end]);
    let signs = header.iter().filter(|byte| byte.is_ascii_graphic()).count();
    signs >= LEAST_HEADER && signs * 2 > header.len()
}

/// Whether such a message is of ANPA 1312: it begins with SYN, or its header has a unit separator in it.
pub(in crate::read) fn is_anpa(head: &[u8]) -> bool {
    let header = head.split(|byte| *byte == 2).next().unwrap_or_default();
    header.contains(&0x16) || header.contains(&0x1F)
}

/// The articles of all messages, each read by `item`.
pub(super) fn articles(document: &Document<'_>, item: fn(&Message<'_>) -> Item) -> Vec<Outcome> {
    let (text, warning) = document.text();
    let mut outcomes = Vec::new();
    let (mut lines, mut from) = (0, 0);
    for (start, _) in text.match_indices(SOH) {
        lines += memchr::memchr_iter(b'\n', &text.as_bytes()[from..start]).count() as u64;
        from = start;
        let message = &text[start + 1..];
        let message = &message[..message.find([SOH, EOT]).unwrap_or(message.len())];
        if message.trim().is_empty() {
            continue;
        }
        let site = document.site_at(lines);
        outcomes.push(match message.split_once(STX) {
            Some((header, rest)) => {
                let (text, trailer) = rest.split_once(ETX).unwrap_or((rest, ""));
                let mut item = item(&Message { header, text, trailer });
                if !rest.contains(ETX) {
                    item.remarks.push("its text is not ended (ETX); is the file cut off?".to_owned());
                }
                item.outcome(&Item::default(), site, document.plan)
            }
            None => site.rejected("a message without the character that begins a text (STX)"),
        });
    }
    if outcomes.is_empty() {
        outcomes.push(document.site.rejected("no message: no character that begins one (SOH)"));
    }
    if let Some(first) = outcomes.first_mut() {
        first.warnings.splice(0..0, warning);
    }
    outcomes
}

/// The month whose name begins like this word, in the languages that agencies write it in.
pub(super) fn month(word: &str) -> Option<u32> {
    const NAMES: [&[&str]; 12] = [
        &["jan", "ene", "gen"],
        &["feb", "fév", "fev"],
        &["mar", "mär", "mrz"],
        &["apr", "avr", "abr"],
        &["may", "mai", "mag"],
        &["jun", "juin", "giu"],
        &["jul", "juil", "lug"],
        &["aug", "aoû", "aou", "ago"],
        &["sep", "set"],
        &["oct", "okt", "ott", "out"],
        &["nov"],
        &["dec", "dez", "déc", "dic"],
    ];
    let word = word.to_lowercase();
    let at = NAMES.iter().position(|names| names.iter().any(|name| word.starts_with(name)))?;
    Some(at as u32 + 1)
}

/// The offset of a zone that agencies name; nothing for one that is not known.
pub(super) fn zone(name: &str) -> &'static str {
    match name.to_ascii_uppercase().as_str() {
        "GMT" | "UTC" | "UT" | "Z" => "Z",
        "CET" | "MEZ" | "HNEC" | "BST" => "+01:00",
        "CEST" | "MESZ" | "HAEC" => "+02:00",
        "EDT" => "-04:00",
        "EST" | "CDT" => "-05:00",
        "CST" | "MDT" => "-06:00",
        "MST" | "PDT" => "-07:00",
        "PST" => "-08:00",
        _ => "",
    }
}

/// A year of two figures, as the standard of time has it: from 1969 to 2068.
pub(super) fn year(two: u32) -> u32 {
    if two < 69 { 2000 + two } else { 1900 + two }
}

/// The agency that the beginning of a text names in brackets, behind the place: `Berlin (dpa) - …`.
pub(super) fn bracketed(text: &str) -> Option<String> {
    let begin: String = text.chars().take(120).collect();
    let (before, behind) = begin.split_once('(')?;
    let (inside, after) = behind.split_once(')')?;
    let names_one = inside.chars().count() <= 30 && !inside.contains(|c: char| c.is_ascii_digit());
    let is_dateline = after.trim_start().starts_with(['-', '–', '—', '_', '.']) && !before.contains('.');
    let name = inside.rsplit('/').next().unwrap_or(inside).trim();
    (names_one && is_dateline && !name.is_empty()).then(|| name.to_owned())
}
