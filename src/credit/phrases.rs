//! What is said around an agency's name, as data: folded words. Phrases of sentences are in `data/credit_phrases.csv`, a
//! row for each language and role; the words of labels, bylines and captions are below.

use std::sync::LazyLock;

/// Written by us: `language,role,phrases`, the phrases parted by `;`.
const PHRASES: &str = include_str!("../../data/credit_phrases.csv");

/// The phrases of one language, by what they do.
#[derive(Default)]
pub(super) struct Language {
    /// In front of the name of whom the article has it from: *rapporte l’AFP*.
    pub(super) report: Vec<&'static str>,
    /// Behind it: *Reuters reported*.
    pub(super) reports: Vec<&'static str>,
    /// In front of it, if nothing but a clause follows: *according to Reuters*, not *according to Reuters data*.
    pub(super) according: Vec<&'static str>,
    /// In front of the name of whom somebody spoke to: *told Reuters*.
    pub(super) told: Vec<&'static str>,
    /// A verb of speech that may stand a few words ahead of *to*: *a déclaré mercredi à l’AFP*.
    pub(super) telling: Vec<&'static str>,
    /// *To*, as written in small letters: Portuguese *disse a Lusa* is no *disse à Lusa*.
    pub(super) to: Vec<&'static str>,
    /// Words of a line that says where its article comes from: *with files from*, *à partir d’une dépêche*.
    pub(super) copy: Vec<&'static str>,
    /// Words beside which an agency is itself the news: *shares*, *photographer*.
    pub(super) news: Vec<&'static str>,
}

/// French, English, German, Spanish, Italian, Portuguese, Dutch.
pub(super) static LANGUAGES: LazyLock<Vec<Language>> = LazyLock::new(|| {
    let rows: Vec<Vec<&str>> = PHRASES.lines().skip(1).map(|row| row.split(',').collect()).collect();
    rows.chunk_by(|one, next| one[0] == next[0]).map(language).collect()
});

/// A language of its rows.
fn language(rows: &[Vec<&'static str>]) -> Language {
    let role = |name: &str| {
        let cells = rows.iter().filter(|row| row[1] == name).filter_map(|row| row.get(2));
        cells.flat_map(|phrases| phrases.split(';')).collect()
    };
    Language {
        report: role("report"),
        reports: role("reports"),
        according: role("according"),
        told: role("told"),
        telling: role("telling"),
        to: role("to"),
        copy: role("copy"),
        news: role("news"),
    }
}

/// Words that may stand between a phrase and a name, as written in small letters.
pub(super) const ARTICLES: [&str; 25] = [
    "l", "la", "le", "les", "the", "die", "der", "dem", "den", "das", "el", "il", "lo", "o", "a", "de",
    "het", "d", "du", "dell", "della", "dall", "dalla", "pela", "da",
];

/// Words of trade around a word for *agency*: *the news agency*, *l’agence de presse*.
pub(super) const TRADE: [&str; 8] =
    ["news", "press", "presse", "noticias", "prensa", "stampa", "noticiosa", "wire"];

/// What an agency has besides its news: *Reuters reported a loss* is about Reuters.
pub(super) const BUSINESS: [&str; 14] = [
    "profit", "profits", "loss", "losses", "earnings", "revenue", "revenues", "sales", "results", "income",
    "turnover", "benefice", "gewinn", "umsatz",
];

/// Words, beside function words, that may follow *according to …* without being what is accorded to.
pub(super) const BEHIND: [&str; 56] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonntag",
    "lunes",
    "martes",
    "miercoles",
    "jueves",
    "viernes",
    "sabado",
    "domingo",
    "lunedi",
    "martedi",
    "mercoledi",
    "giovedi",
    "venerdi",
    "sabato",
    "domenica",
    "maandag",
    "dinsdag",
    "woensdag",
    "donderdag",
    "vrijdag",
    "zaterdag",
    "zondag",
    "citing",
    "quoting",
    "citant",
    "citando",
    "hier",
    "today",
    "yesterday",
    "gestern",
    "heute",
    "ayer",
    "hoy",
    "ieri",
    "oggi",
    "vandaag",
];

/// Words of a label in front of a colon that names a source.
pub(super) const SOURCES: [&str; 15] = [
    "source", "sources", "quelle", "quellen", "fuente", "fuentes", "fonte", "fontes", "fonti", "bron",
    "bronnen", "zrodlo", "kilde", "kalla", "zdroj",
];

/// Words that make a credit one for a picture.
pub(super) const PHOTOS: [&str; 33] = [
    "photo",
    "photos",
    "photograph",
    "photographs",
    "foto",
    "fotos",
    "fotografia",
    "fotografias",
    "fotografie",
    "image",
    "images",
    "imagen",
    "imagem",
    "immagine",
    "bild",
    "bilder",
    "archivbild",
    "archivfoto",
    "symbolbild",
    "picture",
    "pictures",
    "beeld",
    "illustration",
    "video",
    "graphic",
    "infographie",
    "infografik",
    "grafik",
    "zdjecie",
    "fot",
    "foto di",
    "credit",
    "credits",
];

/// What stands behind a name when it is a picture's.
pub(super) const BEHIND_PHOTOS: [&str; 6] = ["photo", "photos", "file photo", "pictures", "images", "foto"];

/// How a picture came from an agency.
pub(super) const VIA: [&str; 6] =
    ["via getty", "via ap", "via reuters", "via afp", "getty images", "via imago"];

/// Words that say that something is reserved, in front of the name or behind it.
pub(super) const RESERVED: [&str; 9] = [
    "copyright",
    "tous droits reserves",
    "droits reserves",
    "all rights reserved",
    "rights reserved",
    "alle rechte vorbehalten",
    "derechos reservados",
    "diritti riservati",
    "direitos reservados",
];

/// Words in small letters that may follow the name of whom a line credits: *Reuters and staff*, *AFP à Lyon*.
pub(super) const BESIDE: [&str; 29] = [
    "and", "et", "und", "y", "e", "en", "i", "och", "og", "a", "in", "from", "for", "at", "on", "with",
    "avec", "mit", "con", "com", "met", "pour", "fur", "aus", "le", "am", "via", "by", "par",
];

/// Words with which a byline begins.
pub(super) const BY: [&str; 12] =
    ["par", "by", "von", "por", "di", "da", "door", "af", "av", "propos", "redaction", "redaktion"];

/// Phrases that stand right in front of the agency whose copy was used.
pub(super) const WITH: [&str; 23] = [
    "avec",
    "avec l",
    "avec la",
    "with",
    "with the",
    "mit",
    "mit material von",
    "mit material der",
    "mit informationen von",
    "con informacion de",
    "con informaciones de",
    "con datos de",
    "con",
    "con agencia",
    "com",
    "com a",
    "com informacoes da",
    "com agencia",
    "met",
    "par",
    "by",
    "von",
    "por",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Folding, fold};

    #[test]
    fn every_language_has_every_role_and_its_phrases_are_folded() {
        assert_eq!(LANGUAGES.len(), 7);
        for language in LANGUAGES.iter() {
            let roles =
                [&language.report, &language.reports, &language.according, &language.told, &language.telling];
            assert!(roles.iter().all(|phrases| !phrases.is_empty()) && !language.to.is_empty());
            let words = [&language.copy, &language.news];
            assert!(words.iter().all(|words| !words.is_empty()));
            let roles = roles.into_iter().chain(words);
            let mut phrases = roles.flatten();
            assert!(phrases.all(|phrase| fold(phrase, Folding::Diacritics) == *phrase));
        }
    }
}
