//! Likely agencies: outlets that nobody has taken for an agency, and that others use as one.
//!
//! No credit is looked for to an outlet that is not known as an agency, so its missing credits look like a clean record.
//! Whether it is one is for a person to say (`--wire`); this says whom to ask about.

use super::{Audit, Party};
use crate::measure::{Share, Threshold};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// An agency serves many. Two outlets that have a third one's words may be neighbours or of one group.
const LEAST_OUTLETS: usize = 3;
/// An agency gives more than it takes: for each article of its own that is from others, so many of others are from it.
const GIVEN_PER_TAKEN: usize = 2;

/// An outlet that looks like an agency and was not taken for one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LikelyAgency {
    /// Its name.
    pub outlet: String,
    /// Outlets that have articles of which its earlier ones have a share from which on an agency is owed a credit.
    pub outlets: u32,
    /// These articles, updates left out.
    pub articles: u32,
}

/// Whose articles and which outlets have an outlet's words, and how many of its own articles are from others.
#[derive(Default)]
struct Exchange<'a> {
    users: BTreeSet<&'a str>,
    given: usize,
    taken: usize,
}

impl Exchange<'_> {
    fn is_an_agencys(&self) -> bool {
        self.users.len() >= LEAST_OUTLETS && self.given >= GIVEN_PER_TAKEN * self.taken
    }
}

/// The outlets that look like agencies and are not known as such, those that most outlets use first. Quoted speech
/// counts for nothing, and an article counts from the share on from which it would owe an agency a credit.
#[must_use]
pub fn likely_agencies(
    parties: &[Party<'_>],
    examined: usize,
    audits: &[Audit],
    credit_owed: Threshold,
) -> Vec<LikelyAgency> {
    let mut exchanges: BTreeMap<&str, Exchange<'_>> = BTreeMap::new();
    for (at, audit) in audits.iter().enumerate().take(examined).filter(|(_, audit)| audit.update_of.is_none())
    {
        let Some(user) = parties[at].outlet else { continue };
        let owed = sources(parties, audit)
            .into_iter()
            .filter(|&(_, part)| credit_owed.is_met_by(Share { part, whole: audit.own_words }));
        for (source, _) in owed {
            let exchange = exchanges.entry(source).or_default();
            exchange.users.insert(user);
            exchange.given += 1;
            exchanges.entry(user).or_default().taken += 1;
        }
    }
    let known: BTreeSet<&str> =
        parties.iter().filter(|party| party.agency.is_some()).filter_map(|party| party.outlet).collect();
    let is_likely =
        |(outlet, exchange): &(&str, Exchange<'_>)| exchange.is_an_agencys() && !known.contains(outlet);
    let likely = exchanges.into_iter().filter(is_likely).map(|(outlet, exchange)| LikelyAgency {
        outlet: outlet.to_owned(),
        outlets: exchange.users.len() as u32,
        articles: exchange.given as u32,
    });
    let mut likely: Vec<LikelyAgency> = likely.collect();
    likely.sort_by(|x, y| y.outlets.cmp(&x.outlets).then_with(|| x.outlet.cmp(&y.outlet)));
    likely
}

/// The outlets whose earlier articles have words of this one, with these words; quoted speech left out.
fn sources<'a>(parties: &[Party<'a>], audit: &Audit) -> BTreeMap<&'a str, u32> {
    let mut words = BTreeMap::new();
    for reuse in &audit.sources {
        if let Some(outlet) = parties[reuse.source.index()].outlet {
            *words.entry(outlet).or_default() += reuse.words - reuse.quoted_words;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::super::Reuse;
    use super::*;
    use crate::article::ArticleId;
    use crate::credit::Agency;

    const OUTLETS: [&str; 6] = ["Meridian", "AFP", "Ledger", "Sentinel", "Observer", "Gazette"];

    /// One article of each outlet; `taken` says who has how many words of whom, and how many of these are quoted.
    fn found(taken: &[(usize, usize, u32, u32)]) -> Vec<LikelyAgency> {
        let parties = OUTLETS.map(|outlet| Party {
            published: None,
            outlet: Some(outlet),
            agency: (outlet == "AFP").then_some(Agency(0)),
        });
        let mut audits = vec![Audit { own_words: 100, ..Audit::default() }; OUTLETS.len()];
        for &(user, source, words, quoted_words) in taken {
            let source = ArticleId(source as u32);
            let passages = Vec::new();
            audits[user].sources.push(Reuse { source, words, quoted_words, lag_minutes: None, passages });
        }
        likely_agencies(&parties, OUTLETS.len(), &audits, Threshold::of_percent::<15>())
    }

    #[test]
    fn an_outlet_that_three_others_use_looks_like_an_agency() {
        let meridian = LikelyAgency { outlet: "Meridian".into(), outlets: 3, articles: 3 };
        assert_eq!(found(&[(2, 0, 40, 0), (3, 0, 20, 0), (4, 0, 15, 0)]), [meridian]);
        assert!(found(&[(2, 0, 40, 0), (3, 0, 20, 0)]).is_empty(), "two are not many");
    }

    #[test]
    fn an_agency_that_is_known_needs_no_hint() {
        assert!(found(&[(2, 1, 40, 0), (3, 1, 20, 0), (4, 1, 15, 0)]).is_empty());
    }

    #[test]
    fn few_words_and_quoted_speech_make_no_agency() {
        assert!(found(&[(2, 0, 40, 0), (3, 0, 20, 0), (4, 0, 14, 0)]).is_empty());
        assert!(found(&[(2, 0, 40, 0), (3, 0, 20, 0), (4, 0, 40, 30)]).is_empty());
    }

    #[test]
    fn who_takes_as_much_as_it_gives_is_no_agency() {
        let given = [(2, 0, 40, 0), (3, 0, 40, 0), (4, 0, 40, 0)];
        assert_eq!(found(&[&given[..], &[(0, 5, 40, 0)]].concat()).len(), 1);
        assert!(found(&[&given[..], &[(0, 5, 40, 0), (0, 4, 40, 0)]].concat()).is_empty());
    }

    #[test]
    fn an_update_counts_for_nothing() {
        let parties = [Party { outlet: Some("A"), ..Party::default() }];
        let update = Audit { update_of: Some(ArticleId(0)), own_words: 9, ..Audit::default() };
        assert!(likely_agencies(&parties, 1, &[update], Threshold::of_percent::<15>()).is_empty());
    }
}
