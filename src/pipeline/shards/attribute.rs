//! What is attributed to whom, an article at a time: from the pairs that it stands in.

use super::super::audit::{self, Auditor, World};
use super::super::matched::{self, Numbered};
use super::super::said::Said;
use super::super::wording::PairWording;
use super::{Number, OutletCounts, Taught};
use crate::align::Aligned;
use crate::article::{Article, ArticleId, Locator, Pair, Published};
use crate::attribute::{Audit, Party};
use crate::findings::Reviews;
use crate::measure::Side;
use crate::plan::Plan;

/// An article as attribution knows it: a witness, as textual criticism calls a text that tells of others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witness {
    /// Its number.
    pub number: Number,
    /// Who published it.
    pub outlet: Option<String>,
    /// When.
    pub published: Option<(i64, i64)>,
    /// What its text says.
    pub said: Said,
}

/// An article and others that it shares passages with. What is attributed to whom in it depends on these alone.
#[derive(Debug)]
pub struct Neighbourhood {
    /// In the order of their numbers.
    numbers: Vec<Number>,
    articles: Vec<Article>,
    said: Vec<Said>,
    /// The place of the article itself.
    own: usize,
    wording: Vec<PairWording>,
}

/// The audit of an article.
#[derive(Debug)]
pub struct Audited {
    /// What can be said of it, but for whom it credits. Articles are places in [`Neighbourhood::numbers`], and passages are
    /// numbered through all pairs.
    pub audit: Audit,
    /// For each pair, by the number of the other article, the first of its passages, and the end of all.
    pub passages: Vec<u32>,
    /// What it counts for in the figures of outlets.
    pub counts: OutletCounts,
}

impl Neighbourhood {
    /// Of an article and others, each once, with the passages of both.
    #[must_use]
    pub fn new(own: Witness, others: Vec<(Witness, Vec<Aligned>)>) -> Self {
        let number = own.number;
        let mut all: Vec<(Witness, Vec<Aligned>)> = others;
        all.push((own, Vec::new()));
        all.sort_by_key(|(member, _)| member.number);
        let place = all.partition_point(|(member, _)| member.number < number);
        let mut neighbourhood = Self {
            numbers: Vec::new(),
            articles: Vec::new(),
            said: Vec::new(),
            own: place,
            wording: Vec::new(),
        };
        for (at, (member, passages)) in (0..).zip(all) {
            neighbourhood.numbers.push(member.number);
            if let Some(pair) = Pair::new(ArticleId(at), ArticleId(place as u32)) {
                let found = PairWording { pair, passages, contained: None, is_formula: false };
                neighbourhood.wording.push(found);
            }
            neighbourhood.articles.push(article(member.outlet, member.published));
            neighbourhood.said.push(member.said);
        }
        neighbourhood
    }

    /// The numbers of all its articles, in order.
    #[must_use]
    pub fn numbers(&self) -> &[Number] {
        &self.numbers
    }

    /// What can be said of the article, which has so many words of its own.
    #[must_use]
    pub fn audited(&self, own_words: u32, plan: &Plan, taught: &Taught) -> Audited {
        let (audit, counts) = self.asked(plan, taught, |auditor, parties| {
            let audit = auditor.audit(self.own, own_words);
            let counts = OutletCounts::of((parties[self.own], &audit), |id| parties[id.index()]);
            (audit, counts)
        });
        let mut passages = vec![0];
        for found in &self.wording {
            passages.push(passages[passages.len() - 1] + found.passages.len() as u32);
        }
        Audited { audit, passages, counts }
    }

    /// For each pair, by the number of the other article, and each of its passages: the texts earlier than the article that have
    /// the passage as it stands there, in their order, `most` of them.
    #[must_use]
    pub fn covering(&self, most: usize, plan: &Plan, taught: &Taught) -> Vec<Vec<Vec<Number>>> {
        self.asked(plan, taught, |auditor, _| {
            let of = |found: &Numbered<'_>| {
                let is_first = found.pair.first().index() == self.own;
                let side = if is_first { Side::First } else { Side::Second };
                let texts = auditor.covering(found, side).into_iter().take(most);
                texts.map(|id| self.numbers[id.index()]).collect::<Vec<Number>>()
            };
            let mut all = matched::numbered(&self.wording).map(|found| of(&found));
            self.wording.iter().map(|found| all.by_ref().take(found.passages.len()).collect()).collect()
        })
    }

    fn asked<T>(&self, plan: &Plan, taught: &Taught, ask: impl FnOnce(&Auditor<'_>, &[Party<'_>]) -> T) -> T {
        let parties: Vec<_> =
            self.articles.iter().map(|article| audit::party(article, &taught.agencies)).collect();
        let world = World { plan, parties: &parties, said: &self.said };
        ask(&Auditor::new(world, &self.wording, &Reviews::default()), &parties)
    }
}

/// The text that both articles of a passage have it from, of those that each has it from, in their order; none if these are not
/// all and have none in common: then more have to be looked at.
#[must_use]
pub fn first_in_common(one: &[Number], other: &[Number]) -> Option<Number> {
    one.iter().copied().find(|number| other.contains(number))
}

fn article(outlet: Option<String>, published: Option<(i64, i64)>) -> Article {
    Article {
        id: String::new(),
        outlet,
        published: published.map(|(earliest, latest)| Published { earliest, latest, given: String::new() }),
        title: None,
        url: None,
        language: None,
        locator: Locator { input: 0, offset: 0, length: 0, line: 1 },
        text: String::new(),
    }
}
