//! Roll-up: what the audits of articles amount to for each outlet, and for each pair of outlets.
//!
//! Each article says by itself what it [counts](for_each_count) for: whose figure, which one, and how much. Sums of that are all that a
//! table of outlets needs, in whatever order and on however many machines they are taken; of a median it is counted how often
//! each value occurs. Updates of an outlet's own articles are counted and left out of all other figures: they would be its
//! articles twice. Medians are lower medians, so that they are a figure of some article.

use super::{Audit, Class, Flag, Party};
use crate::article::ArticleId;
use crate::measure::Share;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Whose figures are added up: one outlet's, or those of what flows between two. An article without an outlet is of the
/// nameless one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Whose<'a> {
    /// An outlet's.
    Outlet(#[serde(borrow)] Option<&'a str>),
    /// What one outlet's articles have of another's earlier ones.
    Flow {
        /// The outlet of the earlier texts.
        #[serde(borrow)]
        source: Option<&'a str>,
        /// The outlet of the later ones.
        #[serde(borrow)]
        reuser: Option<&'a str>,
    },
}

/// What is added up, or how often a value of which there is a median occurs: [`Articles`](Self::Articles) and
/// [`Lag`](Self::Lag) of outlets and of flows, [`Words`](Self::Words) and [`QuotedWords`](Self::QuotedWords) of flows alone, all
/// others of outlets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Figure<'a> {
    /// Articles of an agency, updates included.
    OfAgency,
    /// Updates of an outlet's own articles.
    Updates,
    /// Other articles.
    Articles,
    /// Those of a class.
    Class(Class),
    /// Those with a flag.
    Flag(Flag),
    /// Those of which this fraction, in lowest terms, is original.
    Original {
        /// The numerator.
        part: u32,
        /// The denominator.
        whole: u32,
    },
    /// Own words.
    OwnWords,
    /// Words of agencies' items.
    WireWords,
    /// Words of the items of the agency's outlet of this name.
    WordsOf(&'a str),
    /// Words that are attributed to earlier texts.
    Words,
    /// Of these, quoted speech.
    QuotedWords,
    /// Earlier texts so many minutes before.
    Lag(i64),
}

/// Figures and their sums; what is missing is 0.
pub type Sums<'a> = BTreeMap<Figure<'a>, u64>;

/// One outlet's articles. An article without an outlet is of the nameless one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OutletAudit {
    /// Its name.
    pub outlet: Option<String>,
    /// Whether it is an agency.
    pub is_agency: bool,
    /// Its articles, updates left out.
    pub articles: u64,
    /// Updates of its own articles.
    pub updates: u64,
    /// Articles that are derived wholly, in part, and not.
    pub classes: [u64; 3],
    /// The median of what is original in an article, where that is known.
    pub median_originality: Option<Share>,
    /// Words of its articles, boilerplate left out.
    pub own_words: u64,
    /// Of these, words of agencies' items.
    pub wire_words: u64,
    /// The same for each agency's outlet, most words first.
    pub wires: Vec<(String, u64)>,
    /// Articles flagged credited, uncredited, miscredited, and shared quotation.
    pub flags: [u64; 4],
    /// The median of minutes between an earlier text and its re-use here, over all whose dates tell.
    pub median_lag: Option<i64>,
}

impl OutletAudit {
    /// The audit of the outlet of this name, from the sums of its articles.
    #[must_use]
    pub fn of(outlet: Option<&str>, sums: &Sums<'_>) -> Self {
        let sum = |figure| sums.get(&figure).copied().unwrap_or_default();
        let of_outlet = |(figure, &words): (&Figure<'_>, &u64)| match figure {
            Figure::WordsOf(outlet) => Some(((*outlet).to_owned(), words)),
            _ => None,
        };
        let mut wires: Vec<(String, u64)> = sums.iter().filter_map(of_outlet).collect();
        wires.sort_by(|x, y| y.1.cmp(&x.1).then_with(|| x.0.cmp(&y.0)));
        let share = |figure: &Figure<'_>| match *figure {
            Figure::Original { part, whole } => Some(Share { part, whole }),
            _ => None,
        };
        let product = |x: &Share, y: &Share| u64::from(x.part) * u64::from(y.whole);
        Self {
            outlet: outlet.map(str::to_owned),
            is_agency: sum(Figure::OfAgency) > 0,
            articles: sum(Figure::Articles),
            updates: sum(Figure::Updates),
            classes: [Class::WhollyDerived, Class::PartiallyDerived, Class::NonDerived]
                .map(|class| sum(Figure::Class(class))),
            median_originality: median(sums, share, |x, y| product(x, y).cmp(&product(y, x))),
            own_words: sum(Figure::OwnWords),
            wire_words: sum(Figure::WireWords),
            wires,
            flags: [Flag::Credited, Flag::Uncredited, Flag::Miscredited, Flag::SharedQuote]
                .map(|flag| sum(Figure::Flag(flag))),
            median_lag: median_lag(sums),
        }
    }

    /// Whether words of an agency stand in its articles, so that credits were looked for: without them, that there are
    /// none says nothing.
    #[must_use]
    pub fn has_agencies_words(&self) -> bool {
        self.wire_words > 0
    }
}

/// What one outlet's articles have of another's earlier ones.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Flow {
    /// The outlet of the earlier texts.
    pub source: Option<String>,
    /// The outlet of the later ones.
    pub reuser: Option<String>,
    /// Later articles.
    pub articles: u64,
    /// Their words that are attributed to the earlier texts.
    pub words: u64,
    /// Of these, quoted speech.
    pub quoted_words: u64,
    /// The median of minutes between two of them, over all whose dates tell.
    pub median_lag: Option<i64>,
}

impl Flow {
    /// What flows from one outlet to another, from the sums of the later articles.
    #[must_use]
    pub fn of(source: Option<&str>, reuser: Option<&str>, sums: &Sums<'_>) -> Self {
        let sum = |figure| sums.get(&figure).copied().unwrap_or_default();
        Self {
            source: source.map(str::to_owned),
            reuser: reuser.map(str::to_owned),
            articles: sum(Figure::Articles),
            words: sum(Figure::Words),
            quoted_words: sum(Figure::QuotedWords),
            median_lag: median_lag(sums),
        }
    }
}

/// Tells `note` all that an article counts for. `party` says of whom an article is.
pub fn for_each_count<'a>(
    (own, audit): (Party<'a>, &Audit),
    party: impl Fn(ArticleId) -> Party<'a>,
    mut note: impl FnMut(Whose<'a>, Figure<'a>, u64),
) {
    let outlet = Whose::Outlet(own.outlet);
    if own.agency.is_some() {
        note(outlet, Figure::OfAgency, 1);
    }
    if audit.update_of.is_some() {
        note(outlet, Figure::Updates, 1);
        return;
    }
    note(outlet, Figure::Articles, 1);
    if let Some(class) = audit.class {
        note(outlet, Figure::Class(class), 1);
    }
    if let Some(flag) = audit.flag {
        note(outlet, Figure::Flag(flag), 1);
    }
    if let Some(Share { part, whole }) = audit.originality() {
        let common = common_divisor(part, whole).max(1);
        note(outlet, Figure::Original { part: part / common, whole: whole / common }, 1);
    }
    note(outlet, Figure::OwnWords, audit.own_words.into());
    note(outlet, Figure::WireWords, audit.wire_words.into());
    let mut flows = BTreeSet::new();
    for reuse in &audit.sources {
        let source = party(reuse.source);
        if let (Some(name), Some(_)) = (source.outlet, source.agency) {
            note(outlet, Figure::WordsOf(name), reuse.words.into());
        }
        let flow = Whose::Flow { source: source.outlet, reuser: own.outlet };
        if flows.insert(flow) {
            note(flow, Figure::Articles, 1);
        }
        note(flow, Figure::Words, reuse.words.into());
        note(flow, Figure::QuotedWords, reuse.quoted_words.into());
        if let Some(minutes) = reuse.lag_minutes {
            note(outlet, Figure::Lag(minutes), 1);
            note(flow, Figure::Lag(minutes), 1);
        }
    }
}

/// The figures of each outlet, by name, and what flows between outlets, most words first. `examined` articles are asked about;
/// what they took from others may be of any.
#[must_use]
pub fn rolled_up(parties: &[Party<'_>], examined: usize, audits: &[Audit]) -> (Vec<OutletAudit>, Vec<Flow>) {
    let mut all: BTreeMap<Whose<'_>, Sums<'_>> = BTreeMap::new();
    for (party, audit) in parties.iter().zip(audits).take(examined) {
        for_each_count(
            (*party, audit),
            |id| parties[id.index()],
            |whose, figure, times| {
                *all.entry(whose).or_default().entry(figure).or_default() += times;
            },
        );
    }
    let (mut outlets, mut flows) = (Vec::new(), Vec::new());
    for (whose, sums) in &all {
        match *whose {
            Whose::Outlet(outlet) => outlets.push(OutletAudit::of(outlet, sums)),
            Whose::Flow { source, reuser } => flows.push(Flow::of(source, reuser, sums)),
        }
    }
    flows.sort_by(|x, y| {
        y.words.cmp(&x.words).then_with(|| (&x.source, &x.reuser).cmp(&(&y.source, &y.reuser)))
    });
    (outlets, flows)
}

/// The greatest common divisor (Euclid, *Elements* VII.2); 0 of two zeros.
fn common_divisor(one: u32, other: u32) -> u32 {
    if other == 0 { one } else { common_divisor(other, one % other) }
}

fn median_lag(sums: &Sums<'_>) -> Option<i64> {
    let lag = |figure: &Figure<'_>| match *figure {
        Figure::Lag(minutes) => Some(minutes),
        _ => None,
    };
    median(sums, lag, i64::cmp)
}

/// The lower median of those figures that are a value, each of which occurs so many times.
fn median<T>(
    sums: &Sums<'_>,
    value: impl Fn(&Figure<'_>) -> Option<T>,
    order: impl Fn(&T, &T) -> Ordering,
) -> Option<T> {
    let mut values: Vec<(T, u64)> =
        sums.iter().filter_map(|(figure, &times)| Some((value(figure)?, times))).collect();
    values.sort_by(|x, y| order(&x.0, &y.0));
    let all: u64 = values.iter().map(|(_, times)| times).sum();
    let mut before = all.saturating_sub(1) / 2;
    values.into_iter().find_map(|(value, times)| {
        let is_it = before < times;
        before = before.saturating_sub(times);
        is_it.then_some(value)
    })
}

#[cfg(test)]
mod tests;
