//! Mentions: where a text writes an agency's name, and which of them stand together as one list.

use super::agencies::{Agencies, Agency};
use super::words::{Words, is_joint};
use std::ops::Range;

/// An agency's name in a text.
#[derive(Debug, Clone)]
pub(super) struct Mention {
    pub(super) words: Range<usize>,
    pub(super) agency: Agency,
    /// It may be the initials of something else.
    pub(super) ambiguous: bool,
    /// It is written in small letters only, as in the tail line `afp/rl`.
    pub(super) small: bool,
}

/// Mentions with nothing between them but a comma, a slash or *and*: `AFP, dpa`.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) mentions: Vec<Mention>,
    pub(super) words: Range<usize>,
}

/// Words that join two names.
const AND: [&str; 9] = ["et", "and", "und", "y", "e", "en", "i", "och", "og"];

/// The names of agencies in a text, in one pass over its words.
pub(super) fn groups(words: &Words<'_>, agencies: &Agencies) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for mention in mentions(words, agencies) {
        match groups.last_mut().filter(|group| are_listed(words, &group.words, &mention.words)) {
            Some(group) => {
                group.words.end = mention.words.end;
                group.mentions.push(mention);
            }
            None => groups.push(Group { words: mention.words.clone(), mentions: vec![mention] }),
        }
    }
    groups
}

fn mentions(words: &Words<'_>, agencies: &Agencies) -> Vec<Mention> {
    let (mut mentions, mut at): (Vec<Mention>, usize) = (Vec::new(), 0);
    while at < words.len() {
        let Some((form, end)) = agencies.name_at(words, at) else {
            at += 1;
            continue;
        };
        let small = form.is_small(words.written(at));
        let mention = Mention { words: at..end, agency: form.agency, ambiguous: form.ambiguous, small };
        match mentions.last_mut().filter(|last| is_abbreviated(words, last, &mention)) {
            Some(last) => last.words.end = end,
            None if is_itself(words, agencies, &mention.words) => mentions.push(mention),
            None => {}
        }
        at = end;
    }
    mentions
}

/// Whether the second is the short form in brackets behind the long one.
fn is_abbreviated(words: &Words<'_>, long: &Mention, short: &Mention) -> bool {
    let gap = words.gap_before(short.words.start).trim();
    long.agency == short.agency && long.words.end == short.words.start && matches!(gap, "(" | "[")
}

/// Whether a name stands for the agency, and is not part of another name, of an address, or possessed of something.
fn is_itself(words: &Words<'_>, agencies: &Agencies, name: &Range<usize>) -> bool {
    let (before, behind) = (words.gap_before(name.start), words.gap_before(name.end));
    let next = name.end < words.len() && !behind.contains(char::is_whitespace);
    let other_agency = || agencies.name_at(words, name.end).is_some();
    let of_address = before.ends_with(['@', '#', '_', '.', '-']) && name.start > 0 && !before.contains(' ')
        || before.ends_with(['@', '#', '_'])
        || next && matches!(behind, "." | "_" | "@");
    let compound = next && matches!(behind, "-" | "‑") && !other_agency();
    let possessive = behind.starts_with(['\'', '’']) && name.end < words.len();
    let other_name = name.start > 0 && before == " " && is_of_firm(words, name);
    !(of_address || compound || possessive || other_name)
}

/// Whether this is *Thomson Reuters*, the firm, and no copyright of it nor a line with nothing else.
fn is_of_firm(words: &Words<'_>, name: &Range<usize>) -> bool {
    let firm = name.start - 1;
    let gap = words.gap_before(firm);
    let alone = (firm == 0 || gap.contains('\n'))
        && (name.end == words.len() || words.gap_before(name.end).contains('\n'));
    let reserved = gap.contains('©')
        || firm > 0 && (words.folded(firm - 1) == "copyright" || words.gap_before(firm - 1).contains('©'))
        || firm > 1 && words.folded(firm - 2) == "copyright" && words.has_digit(firm - 1);
    words.folded(firm) == "thomson" && !alone && !reserved
}

fn are_listed(words: &Words<'_>, one: &Range<usize>, next: &Range<usize>) -> bool {
    let gap = |word| words.gap_before(word);
    let comma = |gap: &str| {
        !gap.contains('\n') && matches!(gap.trim(), "," | "/" | "&" | "+" | "|" | "·" | "-" | "–" | ";")
    };
    match next.start - one.end {
        0 => comma(gap(next.start)),
        1 => {
            let joins = AND.contains(&words.folded(one.end)) && is_joint(gap(next.start));
            joins && (is_joint(gap(one.end)) || comma(gap(one.end)))
        }
        _ => false,
    }
}
