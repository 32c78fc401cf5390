//! Outlets that are agencies by their names: those that say so themselves, and those whose name is more than an agency's.

use super::agencies::{AGENCY_WORDS, key};

/// Words for an agency of any kind, not of news alone.
const OF_ANY_KIND: [&str; 8] =
    ["agence", "agency", "agentur", "agencia", "agenzia", "agencja", "agentura", "agentie"];

/// Words that make such an agency one of news.
const OF_NEWS: [&str; 17] = [
    "news",
    "press",
    "presse",
    "prensa",
    "noticias",
    "stampa",
    "notizie",
    "wire",
    "imprensa",
    "prasowa",
    "tiskova",
    "tlacova",
    "presa",
    "telegraph",
    "telegraphic",
    "telegraphique",
    "nachrichten",
];

/// Words beside *agency* that name no agency of news: what public bodies and firms deal in.
const OF_OTHERS: [&str; 27] = [
    "bio",
    "digitale",
    "dogane",
    "entrate",
    "espacial",
    "estatal",
    "europea",
    "europeenne",
    "federale",
    "fiscale",
    "immobiliare",
    "immobiliere",
    "inmobiliaria",
    "italiana",
    "matrimoniale",
    "nacional",
    "nationale",
    "nazionale",
    "postale",
    "publique",
    "regionale",
    "sanitaria",
    "spatiale",
    "spaziale",
    "tributaria",
    "viaggi",
    "voyages",
];

/// Whether a name says in its language that it is a news agency's: by a word for that alone (`Persbureau`), by a word of
/// the trade beside one for any agency (`Tasnim News Agency`), or by that and a single name (`Agence Boréale`). An
/// `Agence régionale de santé` is none.
pub(super) fn says_so(name: &str) -> bool {
    let name = key(name);
    let words: Vec<&str> = name.split(' ').collect();
    let has = |of: &[&str]| words.iter().any(|word| of.contains(word));
    let sure = words.iter().any(|word| AGENCY_WORDS.contains(word) && !OF_ANY_KIND.contains(word));
    let single = words.len() == 2 && OF_ANY_KIND.contains(&words[0]) && !OF_OTHERS.contains(&words[1]);
    sure || single
        || (has(&OF_ANY_KIND) && has(&OF_NEWS))
        || name.contains("wire service")
        || name.contains("news wire")
}

/// Whether an outlet is a branch of the agency that writes its name so: `AFP Forum`, `Reuters UK`, `AFP (français)`,
/// `Associated Press (AP)`, `Thomson Reuters`. `AFP et Le Courrier` and `Interfax-Boreal` are none.
pub(super) fn is_agencys_own(outlet: &str, spelling: &str) -> bool {
    let bracketed = || outlet.strip_suffix(')').and_then(|outlet| outlet.strip_suffix(spelling));
    if bracketed().is_some_and(|before| before.ends_with('(')) {
        return true;
    }
    let outlet = outlet.strip_prefix("Thomson ").unwrap_or(outlet);
    outlet.strip_prefix(spelling).is_some_and(|behind| {
        let next = behind.split_whitespace().next().unwrap_or_default();
        let shared =
            ["&", "+", "/", "et", "and", "und", "y", "e", "en", "avec", "with", "mit"].contains(&next);
        behind.is_empty() || (behind.starts_with([' ', '(']) && !shared)
    })
}
