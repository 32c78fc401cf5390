//! Credits to agencies in general: *avec agences*, *(Agencies)*, *From our wire services*.
//!
//! A paper that works the copy of several agencies into one article says so without their names. That owns up that the text
//! is not the paper's, which is what a credit is for, so it credits whichever agency the words are from. It is looked for
//! only where nothing but a credit stands: a bracket that opens or closes the text, or a short line at either end that has
//! names in front of it and no sentence (*Le Courrier avec agences*). *Agencies said on Monday* is none.

use super::CreditKind;
use super::phrases::BY;
use super::words::Words;
use std::ops::Range;

/// Lines at the start, and at the end, among which such a credit stands.
const FIRST_LINES: usize = 6;
const LAST_LINES: usize = 4;

/// Words of a line that is one.
const LINE: usize = 12;

/// Words of a line that is one though it ends as a sentence does: `Avec agences.`
const SIGNED: usize = 5;

/// Words of place and date in front of the bracket of a dateline.
const DATELINE: usize = 6;

/// The agencies, folded; each has a word of [`TELLING`].
const AGENCIES: [&str; 17] = [
    "agences",
    "agences de presse",
    "agencies",
    "news agencies",
    "agenturen",
    "nachrichtenagenturen",
    "agenturmaterial",
    "agenturmeldungen",
    "agencias",
    "agencias de noticias",
    "agenzie",
    "agenzie di stampa",
    "persbureaus",
    "wire services",
    "wire service",
    "wire reports",
    "wire service reports",
];

/// Words without one of which a text has no such credit.
pub(super) const TELLING: [&str; 9] = [
    "agences",
    "agencies",
    "agenturen",
    "nachrichtenagenturen",
    "agenturmaterial",
    "agenturmeldungen",
    "agencias",
    "agenzie",
    "persbureaus",
];

/// The one that is too short to be the longest word of anything, and tells all the same.
pub(super) const WIRE: &str = "wire";

/// What leads from names to the agencies.
const LEADS: [&str; 18] = [
    "avec", "with", "from", "mit", "con", "com", "met", "da", "de", "von", "by", "par", "et", "and", "und",
    "y", "e", "en",
];

/// What may stand between.
const OURS: [&str; 10] = ["our", "the", "les", "des", "nos", "unseren", "las", "le", "as", "news"];

/// Words in small letters among the names.
const AMONG_NAMES: [&str; 16] = [
    "staff",
    "redaction",
    "redaktion",
    "redazione",
    "redacao",
    "desk",
    "writers",
    "correspondents",
    "de",
    "du",
    "la",
    "von",
    "van",
    "der",
    "our",
    "reports",
];

/// Every such credit: its kind and its bytes, in order.
pub(super) fn credits(words: &Words<'_>) -> Vec<(CreditKind, Range<usize>)> {
    let lines = words.lines();
    let at_ends = |&number: &usize| number < FIRST_LINES || lines.len() - number <= LAST_LINES;
    (0..lines.len()).filter(at_ends).filter_map(|number| of_line(words, number)).collect()
}

fn of_line(words: &Words<'_>, number: usize) -> Option<(CreditKind, Range<usize>)> {
    let (lines, line) = (words.lines(), &words.lines()[number]);
    if let Some(found) = in_brackets(words, number) {
        return Some(found);
    }
    let behind = &words.text[words.place(line.words.end - 1).end..line.bytes.end];
    let is_sentence = behind.contains(['.', '!', '?', '…']) && line.words.len() > SIGNED;
    let is_credit = lines.len() > 1 && line.words.len() <= LINE && !is_sentence && is_own_line(words, number);
    let kind =
        if number < FIRST_LINES && number + 1 < lines.len() { CreditKind::Byline } else { CreditKind::Tail };
    (is_credit && is_credit_to_agencies(words, &line.words)).then(|| (kind, line.bytes.clone()))
}

/// Whether the line is no rest of a wrapped paragraph, and does not go on in the next.
fn is_own_line(words: &Words<'_>, number: usize) -> bool {
    let line = &words.lines()[number];
    let before = words.text[..line.bytes.start].trim_end();
    let gap = &words.text[before.len()..line.bytes.start];
    let begins = number <= 1
        || gap.matches('\n').nth(1).is_some()
        || !before.ends_with(|c: char| c.is_alphanumeric() || c == ',')
        || words.has_capital(line.words.start);
    begins && !words.text[line.bytes.end..].trim_start().starts_with(char::is_lowercase)
}

/// The last bracket of a line, if it closes the line, or stands behind a place and in front of a dash in the first lines.
fn in_brackets(words: &Words<'_>, number: usize) -> Option<(CreditKind, Range<usize>)> {
    let line = &words.lines()[number];
    let text = &words.text[line.bytes.clone()];
    let inside = |open: usize, close: usize| {
        let range = line.bytes.start + open..line.bytes.start + close;
        let first = line.words.clone().find(|&word| words.place(word).start >= range.start)?;
        let end = line.words.clone().rev().find(|&word| words.place(word).end <= range.end)? + 1;
        (first < end && is_credit_to_agencies(words, &(first..end)))
            .then_some((first, range.start..range.end + 1))
    };
    let close = text.rfind([')', ']']).filter(|&close| !text[close..].contains(char::is_alphanumeric));
    let last = close.and_then(|close| inside(text[..close].rfind(['(', '['])?, close));
    if let Some((_, bytes)) = last {
        return Some((CreditKind::Tail, bytes));
    }
    let (open, close) = (text.find(['(', '['])?, text.find([')', ']'])?);
    let behind = text.get(close + 1..)?.trim_start();
    let opens = number < FIRST_LINES && behind.starts_with(['-', '–', '—', '.', ':']);
    let (first, bytes) = inside(open, close.max(open))?;
    let is_place = (line.words.start..first).all(|word| words.has_capital(word) || words.has_digit(word));
    (opens && is_place && first - line.words.start <= DATELINE).then_some((CreditKind::Dateline, bytes))
}

/// Whether these words are the agencies, and in front of them nothing, or what leads to them from names.
fn is_credit_to_agencies(words: &Words<'_>, all: &Range<usize>) -> bool {
    let start = AGENCIES.iter().filter_map(|phrase| words.phrase_ends_at(all.end, phrase)).min();
    let Some(start) = start.filter(|&start| start >= all.start) else { return false };
    let ours = (all.start..start).rev().take_while(|&word| OURS.contains(&words.folded(word))).count();
    let lead = start - ours;
    if lead == all.start {
        return ours == 0;
    }
    let before = lead - 1;
    let is_parted = words.gap_before(lead).contains([',', '/', '&', '+', '|']);
    let is_led = LEADS.contains(&words.folded(before)) && (before == all.start || !words.has_capital(before));
    let names_end = if is_led { before } else { lead };
    let is_name = |word: usize| {
        words.has_capital(word)
            || words.has_digit(word)
            || AMONG_NAMES.contains(&words.folded(word))
            || LEADS.contains(&words.folded(word))
            || (word == all.start && BY.contains(&words.folded(word)))
    };
    (is_led || (is_parted && ours == 0)) && (all.start..names_end).all(is_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &str = "The bridge over the river was closed on Monday after cracks were found.";

    fn found(text: &str) -> Vec<String> {
        let words = Words::of(text);
        let found = credits(&words).into_iter();
        found.map(|(kind, bytes)| format!("{} {}", kind.word(), &text[bytes])).collect()
    }

    #[test]
    fn agencies_in_general_are_credited_at_either_end() {
        for line in [
            "Le Courrier avec agences",
            "Par Jeanne Orle avec les agences",
            "com agências",
            "mit Agenturmaterial",
            "From our wire services",
            "From staff and wire reports",
            "Staff and agencies",
            "Agencies",
            "Jeanne Orle, agences",
            "Con agencias de noticias",
        ] {
            assert_eq!(found(&format!("{line}\n\n{BODY}\n\n{BODY}")), [format!("byline {line}")], "{line}");
            assert_eq!(
                found(&format!("{}{line}\n", format!("{BODY}\n\n").repeat(7))),
                [format!("tail {line}")]
            );
        }
        assert_eq!(found(&format!("{BODY} (agences)")), ["tail (agences)"]);
        assert_eq!(found(&format!("{BODY}\n{BODY} (with agencies)")), ["tail (with agencies)"]);
        assert_eq!(found(&format!("PARIS (Agencies) – {BODY}")), ["dateline (Agencies)"]);
    }

    #[test]
    fn agencies_that_are_the_news_are_no_credit() {
        for line in [
            "Trump clashes with agencies",
            "Le gouvernement négocie avec les agences",
            "Fears grow for the future of intelligence agencies",
            "Two agencies",
            "She worked with several agencies.",
            "The mayor met with agencies",
        ] {
            let texts = [format!("{line}\n\n{BODY}\n\n{BODY}"), format!("{BODY}\n\n{BODY}\n\n{line}")];
            assert!(
                texts.iter().all(|text| found(text).is_empty()),
                "{line}: {:?}",
                texts.map(|text| found(&text))
            );
        }
        assert!(found(&format!("{BODY} Relief groups (UN agencies) left.")).is_empty());
        assert!(found("News agencies said on Monday that the bridge was closed").is_empty());
    }
}
