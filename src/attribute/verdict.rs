//! Verdicts: class and flag, from counts of words and stated thresholds.

use crate::credit::{Agency, Credit};
use crate::measure::{Share, Threshold};
use serde::{Deserialize, Serialize};

/// From which shares on something is said of an article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AuditSettings {
    /// Reused share from which an article is partially derived.
    pub partly_derived: Threshold,
    /// Reused share from which it is wholly derived.
    pub wholly_derived: Threshold,
    /// Share of an agency's words, quoted speech left out, from which a credit is owed.
    pub credit_owed: Threshold,
    /// Agencies besides those that are known, as `Name` or `Name=Short;Other form`.
    pub wires: Vec<String>,
}

impl Default for AuditSettings {
    fn default() -> Self {
        Self {
            partly_derived: Threshold::of_percent::<15>(),
            wholly_derived: Threshold::of_percent::<80>(),
            credit_owed: Threshold::of_percent::<15>(),
            wires: Vec::new(),
        }
    }
}

/// How much of an article is derived from earlier texts (the classes of METER).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Class {
    /// For the most part or all.
    WhollyDerived,
    /// In part.
    PartiallyDerived,
    /// Hardly or not at all.
    NonDerived,
}

impl Class {
    /// The word used in the tables.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::WhollyDerived => "wholly_derived",
            Self::PartiallyDerived => "partially_derived",
            Self::NonDerived => "non_derived",
        }
    }

    fn of(reused: Share, settings: &AuditSettings) -> Self {
        if settings.wholly_derived.is_met_by(reused) {
            Self::WhollyDerived
        } else if settings.partly_derived.is_met_by(reused) {
            Self::PartiallyDerived
        } else {
            Self::NonDerived
        }
    }
}

/// What deserves a look in an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Flag {
    /// It has an agency's words and names the agency.
    Credited,
    /// It has an agency's words and names none.
    Uncredited,
    /// It has an agency's words and names another agency only.
    Miscredited,
    /// Most of what it shares with earlier texts is quoted speech: two reporters heard one speaker.
    SharedQuote,
}

impl Flag {
    /// The word used in the tables.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Credited => "credited",
            Self::Uncredited => "uncredited",
            Self::Miscredited => "miscredited",
            Self::SharedQuote => "shared_quote",
        }
    }
}

/// The class of an article of which so many words are reused, and so many more are shared with texts that may or may not
/// be earlier. None where these would change it, or where there is no word to account for.
#[must_use]
pub fn class(own_words: u32, reused: u32, undirected: u32, settings: &AuditSettings) -> Option<Class> {
    let of = |part| Class::of(Share { part, whole: own_words }, settings);
    (own_words > 0 && of(reused) == of(reused + undirected)).then(|| of(reused))
}

/// Whose words an article has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// The agency.
    pub agency: Agency,
    /// Words of its items in the article, quoted speech left out.
    pub words: u32,
    /// Agencies that these items themselves credit: to name one of them will do.
    pub passed_on: Vec<Agency>,
}

/// The words of an article that a flag depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// All but boilerplate.
    pub own: u32,
    /// In earlier texts of other houses.
    pub reused: u32,
    /// Of these, quoted speech.
    pub quoted: u32,
}

/// The flag of an article, if it deserves one. Quoted speech, boilerplate and undirected passages never raise one, for
/// they are in none of the counts.
#[must_use]
pub fn flag(counts: Counts, owed: &[Owed], credits: &[Credit], settings: &AuditSettings) -> Option<Flag> {
    let is_meant = |credit: &Credit, agency: &Agency| {
        credit.kind.credits_text() && (credit.agency == *agency || credit.agency == Agency::IN_GENERAL)
    };
    let named = |agency: &Agency| credits.iter().any(|credit| is_meant(credit, agency));
    let most = owed.iter().max_by_key(|owed| owed.words);
    let is_due = |owed: &&Owed| settings.credit_owed.is_met_by(Share { part: owed.words, whole: counts.own });
    match most.filter(is_due) {
        Some(owed) if named(&owed.agency) || owed.passed_on.iter().any(named) => Some(Flag::Credited),
        Some(_) if credits.iter().any(|credit| credit.kind.credits_text()) => Some(Flag::Miscredited),
        Some(_) => Some(Flag::Uncredited),
        None => (counts.quoted > 0 && counts.quoted * 2 >= counts.reused).then_some(Flag::SharedQuote),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credit::CreditKind;

    const WIRE: Agency = Agency(0);
    const OTHER: Agency = Agency(1);

    fn flagged(words: u32, credits: &[(Agency, CreditKind)]) -> Option<Flag> {
        let credits: Vec<Credit> =
            credits.iter().map(|&(agency, kind)| Credit { agency, kind, span: 0..1 }).collect();
        let owed = [Owed { agency: WIRE, words, passed_on: vec![Agency(2)] }];
        flag(Counts { own: 100, reused: words, quoted: 0 }, &owed, &credits, &AuditSettings::default())
    }

    #[test]
    fn a_class_follows_from_the_share_that_is_reused() {
        let of = |reused| class(100, reused, 0, &AuditSettings::default());
        assert_eq!((of(14), of(15)), (Some(Class::NonDerived), Some(Class::PartiallyDerived)));
        assert_eq!((of(79), of(80)), (Some(Class::PartiallyDerived), Some(Class::WhollyDerived)));
    }

    #[test]
    fn a_class_that_undated_texts_would_change_is_open() {
        let of = |undirected| class(100, 10, undirected, &AuditSettings::default());
        assert_eq!((of(4), of(5)), (Some(Class::NonDerived), None));
        assert_eq!(class(0, 0, 0, &AuditSettings::default()), None);
    }

    #[test]
    fn an_agencys_words_without_its_name_are_uncredited_from_the_threshold_on() {
        assert_eq!((flagged(14, &[]), flagged(15, &[])), (None, Some(Flag::Uncredited)));
    }

    #[test]
    fn the_agency_named_anywhere_as_the_origin_of_text_is_credited() {
        for kind in [CreditKind::Dateline, CreditKind::Tail, CreditKind::Byline, CreditKind::Report] {
            assert_eq!(flagged(50, &[(WIRE, kind)]), Some(Flag::Credited));
        }
    }

    #[test]
    fn speech_or_a_picture_from_the_agency_is_no_credit_for_its_text() {
        for kind in [CreditKind::Attribution, CreditKind::Photo] {
            assert_eq!(flagged(50, &[(WIRE, kind)]), Some(Flag::Uncredited));
            assert_eq!(flagged(50, &[(OTHER, kind)]), Some(Flag::Uncredited));
        }
    }

    #[test]
    fn another_agency_named_alone_is_miscredited_unless_the_item_itself_names_it() {
        assert_eq!(flagged(50, &[(OTHER, CreditKind::Tail)]), Some(Flag::Miscredited));
        assert_eq!(flagged(50, &[(OTHER, CreditKind::Tail), (WIRE, CreditKind::Tail)]), Some(Flag::Credited));
        assert_eq!(flagged(50, &[(Agency(2), CreditKind::Tail)]), Some(Flag::Credited));
        let in_general = (Agency::IN_GENERAL, CreditKind::Byline);
        assert_eq!(flagged(50, &[in_general]), Some(Flag::Credited));
        assert_eq!(flagged(50, &[(OTHER, CreditKind::Tail), in_general]), Some(Flag::Credited));
    }

    #[test]
    fn a_shared_quotation_is_called_so_and_never_uncredited() {
        let of = |reused, quoted| {
            let owed = [Owed { agency: WIRE, words: reused - quoted, passed_on: Vec::new() }];
            flag(Counts { own: 100, reused, quoted }, &owed, &[], &AuditSettings::default())
        };
        assert_eq!(of(60, 50), Some(Flag::SharedQuote));
        assert_eq!(of(60, 30), Some(Flag::Uncredited), "the prose around the quotations is the agency's too");
        assert_eq!((of(10, 4), of(0, 0)), (None, None));
    }
}
