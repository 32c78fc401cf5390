//! Credits inside a sentence: *rapporte l’AFP* says where the article has it from; *told Reuters* says to whom somebody
//! spoke, which stands in the agency's own copy as well.

use super::CreditKind;
use super::agencies::AGENCY_WORDS;
use super::mention::{Group, Mention};
use super::phrases::{ARTICLES, BEHIND, BUSINESS, LANGUAGES, Language, TRADE};
use super::words::{Words, is_joint};
use crate::text::{Folding, function_stems, is_sentence_end, stem, word_hash};
use std::ops::Range;
use std::sync::LazyLock;

/// Words between a verb of speech and the word for *to*.
const REACH: usize = 8;

/// Words between a phrase and the name: *the official Chinese news agency*.
const BETWEEN: usize = 6;

/// Words behind *Reuters reported* in which the business of Reuters would be named.
const OBJECT: usize = 6;

/// What a sentence says about the name in it: the kind, and the words from the phrase to the name.
pub(super) fn in_sentence(
    words: &Words<'_>,
    group: &Group,
    name: &Mention,
) -> Option<(CreditKind, Range<usize>)> {
    if name.small || is_compound(words, group.words.end) {
        return None;
    }
    let lead = Lead::of(words, group.words.start, group.words.end);
    let named_agency = lead.names_agency
        || AGENCY_WORDS.contains(&words.folded(name.words.end - 1))
        || name.words.len() > 2
        || has_agency_behind(words, name.words.end);
    if name.ambiguous && !named_agency {
        return None;
    }
    let end = group.words.end;
    let before = |kind, start: Option<usize>| start.map(|start| (kind, start..end));
    before(CreditKind::Attribution, lead.told(words))
        .or_else(|| before(CreditKind::Report, lead.report(words)))
        .or_else(|| {
            before(CreditKind::Report, lead.according(words).filter(|_| is_followed_by_clause(words, end)))
        })
        .or_else(|| before(CreditKind::Attribution, lead.told_from_afar(words)))
        .or_else(|| {
            reports(words, &group.words, lead.names_agency)
                .map(|end| (CreditKind::Report, group.words.start..end))
        })
}

/// The places in front of a name where a phrase may end: before it, before its article, before *the news agency*.
struct Lead {
    starts: Vec<usize>,
    names_agency: bool,
    /// The word behind the name.
    end: usize,
}

impl Lead {
    fn of(words: &Words<'_>, name: usize, end: usize) -> Self {
        let (mut starts, mut names_agency, mut at) = (vec![name], false, name);
        while at > 0 && starts.len() <= BETWEEN && is_joint(words.gap_before(at)) {
            at -= 1;
            let (folded, written) = (words.folded(at), words.written(at).to_lowercase());
            let agency = AGENCY_WORDS.contains(&folded);
            names_agency |= agency;
            if !agency && !names_agency && !ARTICLES.contains(&written.as_str()) && !TRADE.contains(&folded) {
                break;
            }
            starts.push(at);
        }
        Self { starts, names_agency, end }
    }

    /// The start of the nearest of these phrases that ends in front of the name.
    fn phrase(
        &self,
        words: &Words<'_>,
        phrases: fn(&'static Language) -> &'static [&'static str],
    ) -> Option<usize> {
        let at = |&at: &usize| {
            let all = LANGUAGES.iter().flat_map(phrases);
            all.filter_map(|phrase| words.phrase_ends_at(at, phrase)).min()
        };
        let joined = |at: &&usize| is_joint(words.gap_before(**at));
        self.starts.iter().filter(joined).find_map(at)
    }

    /// *told Reuters*, *dijo a EFE*: the phrase stands right there.
    fn told(&self, words: &Words<'_>) -> Option<usize> {
        self.phrase(words, |language| &language.told).or_else(|| self.told_to(words, 1))
    }

    /// *a déclaré mercredi à l’AFP*.
    fn told_from_afar(&self, words: &Words<'_>) -> Option<usize> {
        self.told_to(words, REACH)
    }

    fn told_to(&self, words: &Words<'_>, reach: usize) -> Option<usize> {
        LANGUAGES.iter().find_map(|language| {
            let to = self.starts.iter().filter_map(|at| at.checked_sub(1)).find(|&at| {
                language.to.contains(&words.written(at).to_lowercase().as_str())
                    && is_joint(words.gap_before(at + 1))
                    && words.phrase_ends_at(at + 1, "according to").is_none()
            })?;
            if reach > 1 && is_told_behind(words, self.end, language) {
                return Some(to);
            }
            (to.saturating_sub(reach)..to)
                .rev()
                .take_while(|&at| !ends_sentence(words, at + 1))
                .find(|&at| language.telling.contains(&words.folded(at)))
        })
    }

    fn report(&self, words: &Words<'_>) -> Option<usize> {
        self.phrase(words, |language| &language.report)
    }

    fn according(&self, words: &Words<'_>) -> Option<usize> {
        self.phrase(words, |language| &language.according)
    }
}

/// Whether the verb stands behind the name, as in *wie ein Sprecher der dpa sagte*.
fn is_told_behind(words: &Words<'_>, end: usize, language: &Language) -> bool {
    end < words.len() && words.gap_before(end) == " " && language.telling.contains(&words.folded(end))
}

/// Whether a sentence ends in front of this word. An initial's stop (`M. Dupont`) ends none.
pub(super) fn ends_sentence(words: &Words<'_>, word: usize) -> bool {
    let next = words.written(word).chars().next().unwrap_or_default();
    let initial = words.written(word - 1).chars().count() <= 2 && words.has_capital(word - 1);
    let gap = words.gap_before(word);
    !initial && is_sentence_end(gap, next)
}

fn has_agency_behind(words: &Words<'_>, end: usize) -> bool {
    let mut next = (end..words.len().min(end + 3)).take_while(|&word| is_joint(words.gap_before(word)));
    next.any(|word| AGENCY_WORDS.contains(&words.folded(word)))
}

/// Whether what follows *according to Reuters* is a stop, or the next clause, and not *data* or *photographer*.
fn is_followed_by_clause(words: &Words<'_>, end: usize) -> bool {
    if end >= words.len() {
        return true;
    }
    let gap = words.gap_before(end);
    let blank = gap.chars().all(char::is_whitespace);
    !blank || words.has_digit(end) || is_of_no_name(words, end)
}

/// Whether the name goes on behind a slash or hyphen: *a Reuters/Ipsos poll*.
fn is_compound(words: &Words<'_>, end: usize) -> bool {
    end < words.len() && matches!(words.gap_before(end), "/" | "-" | "‑")
}

/// Whether a word is a function word or a day, which neither is named after an agency nor shares its name.
pub(super) fn is_of_no_name(words: &Words<'_>, word: usize) -> bool {
    static FUNCTION: LazyLock<Vec<u32>> = LazyLock::new(|| function_stems(Folding::Diacritics));
    let folded = words.folded(word);
    let hash = word_hash(stem(folded.as_bytes())) as u32;
    BEHIND.contains(&folded) || FUNCTION.binary_search(&hash).is_ok()
}

/// The end of *reported* behind the name, if the agency is the subject and its business not the object.
fn reports(words: &Words<'_>, name: &Range<usize>, is_agency: bool) -> Option<usize> {
    let before = name.start.checked_sub(1).filter(|_| words.gap_before(name.start) == " ");
    let of_other_name = before.is_some_and(|before| {
        let agency = AGENCY_WORDS.contains(&words.folded(before));
        words.has_capital(before) && !agency && !is_of_no_name(words, before)
    });
    let behind = behind_agency(words, name.end);
    let plain = behind < words.len() && words.gap_before(behind).trim().is_empty();
    if of_other_name || !plain {
        return None;
    }
    let phrases = LANGUAGES.iter().flat_map(|language| &language.reports);
    let end = phrases.filter_map(|phrase| words.phrase_begins_at(behind, phrase)).max();
    let end = end.or_else(|| said_in_passing(words, &(name.start..behind), is_agency))?;
    let mut object = (end..words.len().min(end + OBJECT)).take_while(|&word| !ends_sentence(words, word));
    (!object.any(|word| BUSINESS.contains(&words.folded(word)))).then_some(end)
}

/// The word behind *news agency*, if that follows a name; else the one behind the name.
fn behind_agency(words: &Words<'_>, name_end: usize) -> usize {
    let trade = |&word: &usize| {
        let folded = words.folded(word);
        words.gap_before(word) == " " && (TRADE.contains(&folded) || AGENCY_WORDS.contains(&folded))
    };
    name_end + (name_end..words.len()).take(BETWEEN).take_while(trade).count()
}

/// *…, Reuters said.*, *the Xinhua news agency said*. Without the comma and the stop, Reuters speaks for itself.
fn said_in_passing(words: &Words<'_>, name: &Range<usize>, is_agency: bool) -> Option<usize> {
    let end = words.phrase_begins_at(name.end, "said")?;
    let agency = is_agency || words.phrase_ends_at(name.end, "agency").is_some();
    let comma = words.gap_before(name.start).trim().starts_with([',', '”', '"']);
    let stop = words.gap_before(end).trim().starts_with(['.', ',']) || end == words.len();
    (agency || (comma && stop)).then_some(end)
}
