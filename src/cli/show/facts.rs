//! What stands above the texts: facts with a label, and the passages as a table.

use super::super::layout::table::{Column, Table};
use super::super::layout::wrap::wrap;
use super::super::layout::{Ink, Line, Stretch};
use crate::findings::CreditKind;
use crate::tables::{ListedArticle, ListedCredit, ListedPassage};

/// The columns of a label.
const LABEL: usize = 12;

/// A blank line.
pub(super) fn blank() -> Line {
    Line::default()
}

/// A heading over what follows.
pub(super) fn heading(text: &str, width: Option<usize>) -> Vec<Line> {
    let lines = wrap(&[Stretch::new(text, Ink::Strong)], width.unwrap_or(usize::MAX));
    std::iter::once(blank()).chain(lines).collect()
}

/// A label, and what there is to say, wrapped beside it. Nothing if there is nothing to say.
pub(super) fn fact(label: &str, said: impl Into<String>, width: usize) -> Vec<Line> {
    let said = said.into();
    if said.is_empty() {
        return Vec::new();
    }
    let room = width.saturating_sub(LABEL).max(8);
    let lines = wrap(&[Stretch::plain(said.replace(['\n', '\r'], " "))], room);
    let labelled = lines.into_iter().enumerate().map(|(row, text)| {
        let mut line = Line::of([Stretch::new(if row == 0 { label } else { "" }, Ink::Faint)]);
        line.pad(LABEL);
        line.join(text);
        line
    });
    labelled.collect()
}

/// `0.84`, or nothing where nobody looked. What is not all of it is never said to be.
pub(super) fn share(share: impl Into<Option<f64>>) -> String {
    let hundredths = |share: f64| if share < 1.0 { share.min(0.99) } else { share };
    share.into().map_or(String::new(), |share| format!("{:.2}", hundredths(share)))
}

/// `84 %`, in the same way.
pub(super) fn percent(share: f64) -> String {
    let percent = 100.0 * share;
    format!("{:.0} %", if share < 1.0 { percent.min(99.0) } else { percent })
}

/// `dismissed: press release (ch)`, or nothing where nobody said anything.
pub(super) fn review(verdict: &str, note: &str, reviewer: &str) -> String {
    let note = if note.is_empty() { String::new() } else { format!(": {note}") };
    let who = if reviewer.is_empty() { String::new() } else { format!(" ({reviewer})") };
    if verdict.is_empty() { String::new() } else { format!("{verdict}{note}{who}") }
}

/// A number, or nothing where nobody counted.
pub(super) fn count(count: Option<u32>) -> String {
    count.map_or(String::new(), |count| count.to_string())
}

/// A word of the tables that asks for a look.
pub(super) fn flag(word: &str) -> Stretch {
    Stretch::new(word, ink_of(word))
}

fn ink_of(flag: &str) -> Ink {
    if matches!(flag, "uncredited" | "miscredited") { Ink::Caution } else { Ink::Plain }
}

/// What an article is flagged with; where it credits somebody, whom: `credits AFP (dateline)`.
pub(super) fn flag_of(audit: &ListedArticle) -> Stretch {
    let said = match audit.flag.as_str() {
        "credited" => format!("credits {}", credits(audit)),
        "miscredited" => format!("miscredited: credits {} only", credits(audit)),
        flag => flag.to_owned(),
    };
    Stretch::new(said, ink_of(&audit.flag))
}

/// Whom an article credits for its text, each with the kinds of the credits: `AFP (dateline, last line) and Reuters (byline)`.
pub(super) fn credits(audit: &ListedArticle) -> String {
    let is_of_text = |credit: &&ListedCredit| {
        let others = [CreditKind::Attribution, CreditKind::Photo];
        others.iter().all(|kind| kind.word() != credit.kind)
    };
    let mut named: Vec<(&str, Vec<&str>)> = Vec::new();
    for credit in audit.credits.iter().filter(is_of_text) {
        let kind = kind(&credit.kind);
        match named.iter_mut().find(|(agency, _)| *agency == credit.agency) {
            Some((_, kinds)) if kinds.contains(&kind) => {}
            Some((_, kinds)) => kinds.push(kind),
            None => named.push((&credit.agency, vec![kind])),
        }
    }
    let told = named.iter().map(|(agency, kinds)| format!("{agency} ({})", kinds.join(", ")));
    told.collect::<Vec<_>>().join(" and ")
}

/// The kind of a credit as a reader calls it; the tables have one word for each.
pub(super) fn kind(word: &str) -> &str {
    match word {
        "tail" => "last line",
        "source_line" => "source line",
        "report" => "in a sentence",
        "attribution" => "told to it",
        "photo" => "picture",
        word => word,
    }
}

/// The passages of a pair, one row each.
pub(super) fn passages(passages: &[&ListedPassage], width: Option<usize>) -> Vec<Line> {
    let row = |passage: &&ListedPassage| {
        let [a, b] = passage.chars.clone();
        let quoted = if passage.quoted_share > 0.0 { share(passage.quoted_share) } else { String::new() };
        [
            Stretch::new(passage.number.to_string(), Ink::Border(passage.kind)),
            Stretch::new(passage.kind.word(), Ink::Shared(passage.kind)),
            Stretch::plain(passage.matched_words.to_string()),
            Stretch::plain(format!("{}-{}", a.start, a.end)),
            Stretch::plain(format!("{}-{}", b.start, b.end)),
            Stretch::plain(quoted),
            Stretch::plain(passage.via.clone()),
            Stretch::plain(passage.review.clone()),
        ]
        .to_vec()
    };
    let columns = vec![
        Column::number("row"),
        Column::word("kind"),
        Column::number("words"),
        Column::word("in a"),
        Column::word("in b"),
        Column::number("quoted"),
        Column::id("also in"),
        Column::word("review"),
    ];
    Table { columns, rows: passages.iter().map(row).collect() }.lines(width)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearly_all_is_not_all() {
        assert_eq!([share(0.9951), share(1.0), share(0.844), share(None)], ["0.99", "1.00", "0.84", ""]);
        assert_eq!([percent(0.9951), percent(1.0), percent(0.844)], ["99 %", "100 %", "84 %"]);
    }

    #[test]
    fn a_credit_says_to_whom_and_of_what_kind() {
        let credit =
            |agency: &str, kind: &str| ListedCredit { agency: agency.into(), kind: kind.into(), chars: 0..3 };
        let named = [("AFP", "dateline"), ("AFP", "photo"), ("AFP", "tail"), ("Reuters", "report")];
        let credits = named.map(|(agency, kind)| credit(agency, kind)).to_vec();
        let audit = ListedArticle { flag: "credited".into(), credits, ..ListedArticle::default() };
        assert_eq!(flag_of(&audit).text, "credits AFP (dateline, last line) and Reuters (in a sentence)");
    }

    #[test]
    fn what_is_said_stands_beside_its_label() {
        let lines: Vec<String> = fact("first", "one two\nthree", 20).iter().map(Line::text).collect();
        assert_eq!(lines, ["first       one two", "            three"]);
        assert!(fact("first", "", 20).is_empty());
    }
}
