//! Agencies: whom a text may credit, and under which names.

use super::general;
use super::outlet::{is_agencys_own, says_so};
use super::words::Words;
use crate::text::{Folding, fold, word_hash};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Written by us: `name,short,long,country`, the forms of a cell parted by `;`.
const KNOWN: &str = include_str!("../../data/agencies.csv");

/// Short forms that are words or the initials of other things: they credit where a credit is expected, and inside a
/// sentence only beside a word for *agency*.
const AMBIGUOUS: [&str; 42] = [
    "aa", "aap", "abr", "agi", "amna", "andina", "ani", "antara", "apa", "aps", "ats", "bns", "bta", "cna",
    "cp", "dha", "hina", "ians", "kuna", "lapresse", "leta", "map", "mena", "mti", "nan", "nna", "pa", "pap",
    "pc", "pti", "qna", "reuter", "rtr", "sana", "sda", "sid", "spa", "sta", "stt", "tap", "tt", "wam",
];

/// Words by which an outlet says that it is an agency, folded.
pub(super) const AGENCY_WORDS: [&str; 27] = [
    "agence",
    "agences",
    "agency",
    "agencies",
    "agentur",
    "agenturen",
    "nachrichtenagentur",
    "presseagentur",
    "nachrichtenagenturen",
    "agencia",
    "agencias",
    "agenzia",
    "agenzie",
    "persbureau",
    "persbureaus",
    "nieuwsagentschap",
    "persagentschap",
    "newswire",
    "newswires",
    "nyhetsbyra",
    "nyhetsbyran",
    "nyhedsbureau",
    "telegrambyra",
    "agencja",
    "agentura",
    "agentie",
    "ajansi",
];

/// Words of an agency's name that say what it deals in, where they stand beside the word for *agency*.
const TRADE: [&str; 20] = [
    "news",
    "press",
    "presse",
    "prensa",
    "noticias",
    "stampa",
    "notizie",
    "wire",
    "service",
    "de",
    "di",
    "d",
    "of",
    "the",
    "l",
    "information",
    "informations",
    "informacion",
    "imprensa",
    "telegraph",
];

/// An agency, by its place among the known, then those that the user names, then the outlets that say so themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Agency(pub u16);

impl Agency {
    /// Agencies in general, where a credit names none: *avec agences*. No outlet is this agency.
    pub const IN_GENERAL: Self = Self(u16::MAX);
}

/// One way to write an agency's name.
#[derive(Debug)]
pub(super) struct Form {
    /// Folded words.
    words: Vec<String>,
    /// As it is written, if case matters: initials, and names in small letters.
    spelling: String,
    pub(super) agency: Agency,
    pub(super) ambiguous: bool,
}

/// The agencies of a batch.
#[derive(Debug, Default)]
pub struct Agencies {
    names: Vec<String>,
    /// Outlets' names, folded, in one word each.
    outlets: BTreeMap<String, Agency>,
    /// Forms by their first word, longest first.
    forms: BTreeMap<String, Vec<Form>>,
    /// The hashes of these first words, sorted: most words begin no name, and a number tells that sooner than letters.
    first_words: Vec<u64>,
    /// The hashes of the longest word of each form, as columns have them, sorted.
    telling: Vec<u32>,
    /// How many are known from the start.
    known: u16,
}

impl Agencies {
    /// The agencies that are known from the start.
    #[must_use]
    pub fn known() -> Self {
        let mut agencies = Self::default();
        for word in general::TELLING.into_iter().chain([general::WIRE]) {
            insert(&mut agencies.telling, word_hash(word.as_bytes()) as u32);
        }
        for row in KNOWN.lines().skip(1) {
            let mut cells = row.split(',');
            let name = cells.next().unwrap_or_default();
            let forms = cells.take(2).flat_map(|cell| cell.split(';'));
            agencies.add(name, forms);
        }
        agencies.known = agencies.names.len() as u16;
        agencies
    }

    /// With these besides, each `Name` or `Name=Short;Other form`. A name that is known gets these forms too.
    #[must_use]
    pub fn with(mut self, names: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        for name in names {
            let (name, forms) = name.as_ref().split_once('=').unwrap_or((name.as_ref(), ""));
            self.add_named(name.trim(), forms.split(';'));
        }
        self
    }

    /// With those outlets whose name says that they are agencies: `Agence Boréale`, credited as `Boréale` too. Their
    /// order makes no difference.
    #[must_use]
    pub fn with_outlets<'a>(mut self, outlets: impl IntoIterator<Item = &'a str>) -> Self {
        let mut outlets: Vec<&str> =
            outlets.into_iter().map(str::trim).filter(|name| says_so(name)).collect();
        outlets.sort_unstable();
        outlets.dedup();
        for outlet in outlets {
            self.add_named(outlet, []);
        }
        self
    }

    /// The agency that an outlet is: its name is one of an agency's names, that of its site (`reuters.com`), or one of
    /// those with more behind it (`AFP (français)`, `Reuters UK`).
    #[must_use]
    pub fn of_outlet(&self, outlet: &str) -> Option<Agency> {
        let name = key(outlet);
        let site = || {
            let host = name.strip_prefix("www ").unwrap_or(&name);
            let (site, _) = host.split_once(' ').filter(|_| outlet.trim().contains('.'))?;
            self.outlets.get(site).filter(|_| !AMBIGUOUS.contains(&site) && !outlet.trim().contains(' '))
        };
        let whole = self.outlets.get(&name).or_else(site).copied();
        whole.or_else(|| self.of_initials(outlet)).or_else(|| self.of_branch(outlet.trim()))
    }

    /// `A.F.P.`
    fn of_initials(&self, outlet: &str) -> Option<Agency> {
        let letters = outlet.trim().split_terminator('.');
        let initials =
            letters.clone().count() > 1 && letters.clone().all(|letter| letter.chars().count() == 1);
        let name = key(&letters.collect::<String>());
        self.outlets.get(&name).filter(|_| initials && !AMBIGUOUS.contains(&name.as_str())).copied()
    }

    /// An outlet whose name begins with a known agency's, or has it in brackets at its end.
    fn of_branch(&self, outlet: &str) -> Option<Agency> {
        let known = |form: &&Form| form.agency.0 < self.known && !form.ambiguous;
        let forms = self.forms.values().flatten().filter(known);
        let own = forms.filter(|form| is_agencys_own(outlet, &form.spelling));
        own.max_by_key(|form| form.spelling.len()).map(|form| form.agency)
    }

    /// Its name, as it is to be shown.
    #[must_use]
    pub fn name(&self, agency: Agency) -> &str {
        if agency == Agency::IN_GENERAL {
            return "agencies in general";
        }
        self.names.get(usize::from(agency.0)).map_or("", String::as_str)
    }

    /// A name that is not of the list, which brings its own short form if it says that it is an agency.
    fn add_named<'a>(&mut self, name: &str, forms: impl IntoIterator<Item = &'a str>) {
        let short = if says_so(name) { short_of(name) } else { None };
        let forms: Vec<String> = forms.into_iter().map(str::to_owned).chain(short).collect();
        self.add(name, forms.iter().map(String::as_str));
    }

    fn add<'a>(&mut self, name: &str, forms: impl IntoIterator<Item = &'a str>) {
        let folded = key(name);
        if folded.is_empty() {
            return;
        }
        let agency = self.outlets.get(&folded).copied();
        let agency = agency.unwrap_or_else(|| self.number(name));
        self.add_form(name, agency);
        forms.into_iter().for_each(|form| self.add_form(form.trim(), agency));
    }

    /// The number of a new agency. The last number stands for all that come after 65 534 others.
    fn number(&mut self, name: &str) -> Agency {
        if self.names.len() < usize::from(u16::MAX) {
            self.names.push(name.to_owned());
        }
        Agency((self.names.len() - 1) as u16)
    }

    fn add_form(&mut self, form: &str, agency: Agency) {
        let folded = key(form);
        if folded.is_empty() {
            return;
        }
        self.outlets.entry(folded.clone()).or_insert(agency);
        let words: Vec<String> = folded.split(' ').map(str::to_owned).collect();
        let ambiguous = AMBIGUOUS.contains(&folded.as_str());
        let longest =
            words.iter().max_by_key(|word| word.len()).map_or(0, |word| word_hash(word.as_bytes()) as u32);
        insert(&mut self.telling, longest);
        insert(&mut self.first_words, word_hash(words[0].as_bytes()));
        let forms = self.forms.entry(words[0].clone()).or_default();
        if forms.iter().all(|other| other.spelling != form) {
            forms.push(Form { words, spelling: form.to_owned(), agency, ambiguous });
            forms.sort_by_key(|form| Reverse(form.words.len()));
        }
    }

    /// Whether a text with words of these hashes may name an agency. Words are folded with [`Folding::Diacritics`].
    #[must_use]
    pub fn may_be_named(&self, words: &[u32]) -> bool {
        words.iter().any(|word| self.telling.binary_search(word).is_ok())
    }

    /// The longest name that begins with this word, and the word behind it.
    pub(super) fn name_at(&self, words: &Words<'_>, at: usize) -> Option<(&Form, usize)> {
        self.first_words.binary_search(&words.hash(at)).ok()?;
        let forms = self.forms.get(words.folded(at))?;
        forms.iter().find_map(|form| {
            let end = at + form.words.len();
            let same = end <= words.len()
                && form.words.iter().enumerate().all(|(nth, word)| words.folded(at + nth) == word)
                && (at + 1..end).all(|word| is_inside_name(words.gap_before(word)));
            (same && form.is_written(&words.text[words.bytes(&(at..end))])).then_some((form, end))
        })
    }
}

impl Form {
    /// Whether this is the agency's own spelling, or all of it in capitals. Initials and names in small letters count as
    /// they are written only; `afp` in the tail line `afp/rl` is told by the slash, and asked for there.
    fn is_written(&self, written: &str) -> bool {
        let initials = !self.spelling.contains(char::is_lowercase);
        let small = !self.spelling.contains(char::is_uppercase);
        written == self.spelling
            || (!initials && !small && written.starts_with(char::is_uppercase))
            || (self.words.len() == 1 && !self.ambiguous && self.is_small(written))
    }

    /// Whether a name that has capitals is written without.
    pub(super) fn is_small(&self, written: &str) -> bool {
        self.spelling.contains(char::is_uppercase) && !written.contains(char::is_uppercase)
    }
}

/// Inserts into a sorted list what is not in it.
fn insert<T: Ord>(sorted: &mut Vec<T>, new: T) {
    if let Err(at) = sorted.binary_search(&new) {
        sorted.insert(at, new);
    }
}

/// A name in the form in which names are equal: folded words with a blank between them.
pub(super) fn key(name: &str) -> String {
    let folded = fold(name, Folding::Diacritics);
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

fn is_inside_name(gap: &str) -> bool {
    gap.chars().all(|c| matches!(c, ' ' | '-' | '‑' | '\u{a0}' | '\'' | '’'))
}

/// The name without the words for *agency*: `Boréale` of `Agence de presse Boréale`. None if nothing else is left.
fn short_of(name: &str) -> Option<String> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let folded: Vec<String> = words.iter().map(|word| key(word)).collect();
    let is_agency = |word: &String| AGENCY_WORDS.contains(&word.as_str());
    let at = folded.iter().position(is_agency).or_else(|| folded.iter().position(|word| word == "wire"))?;
    let trade = |word: &String| TRADE.contains(&word.as_str()) || is_agency(word);
    let start = folded[..at].iter().rposition(|word| !trade(word)).map_or(0, |last| last + 1);
    let end = folded[at + 1..].iter().position(|word| !trade(word)).map_or(words.len(), |next| at + 1 + next);
    let kept = [&words[..start], &words[end..]].concat().join(" ");
    (!kept.is_empty()).then_some(kept)
}
