//! Roll-up: what the audits of articles amount to for each outlet, and for each pair of outlets.
//!
//! Updates of an outlet's own articles are counted and left out of all other figures: they would be its articles twice.
//! Medians are lower medians, so that they are a figure of some article.

use super::{Audit, Class, Flag, Party, Reuse};
use crate::article::ArticleId;
use crate::measure::Share;
use std::collections::BTreeMap;

/// One outlet's articles. An article without an outlet is of the nameless one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OutletAudit {
    /// Its name.
    pub outlet: Option<String>,
    /// Whether it is an agency.
    pub is_agency: bool,
    /// Its articles, updates left out.
    pub articles: u32,
    /// Updates of its own articles.
    pub updates: u32,
    /// Articles that are derived wholly, in part, and not.
    pub classes: [u32; 3],
    /// The median of what is original in an article, where that is known.
    pub median_originality: Option<Share>,
    /// Words of its articles, boilerplate left out.
    pub own_words: u64,
    /// Of these, words of agencies' items.
    pub wire_words: u64,
    /// The same for each agency's outlet, most words first.
    pub wires: Vec<(String, u64)>,
    /// Articles flagged credited, uncredited, miscredited, and shared quotation.
    pub flags: [u32; 4],
    /// The median of minutes between an earlier text and its re-use here, over all whose dates tell.
    pub median_lag: Option<i64>,
}

impl OutletAudit {
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
    pub articles: u32,
    /// Their words that are attributed to the earlier texts.
    pub words: u64,
    /// Of these, quoted speech.
    pub quoted_words: u64,
    /// The median of minutes between two of them, over all whose dates tell.
    pub median_lag: Option<i64>,
}

/// The figures of each outlet, by name. `examined` articles are asked about; what they took from others may be of any.
#[must_use]
pub fn outlets(parties: &[Party<'_>], examined: usize, audits: &[Audit]) -> Vec<OutletAudit> {
    let mut of_outlet: BTreeMap<Option<&str>, Vec<usize>> = BTreeMap::new();
    for (at, party) in parties.iter().enumerate().take(examined) {
        of_outlet.entry(party.outlet).or_default().push(at);
    }
    of_outlet.into_iter().map(|(name, articles)| outlet(name, &articles, parties, audits)).collect()
}

fn outlet(name: Option<&str>, articles: &[usize], parties: &[Party<'_>], audits: &[Audit]) -> OutletAudit {
    let all = articles.iter().map(|&at| &audits[at]);
    let counted: Vec<&Audit> = all.filter(|audit| audit.update_of.is_none()).collect();
    let with_class = |class| counted.iter().filter(|audit| audit.class == Some(class)).count() as u32;
    let with_flag = |flag| counted.iter().filter(|audit| audit.flag == Some(flag)).count() as u32;
    let mut wires: BTreeMap<&str, u64> = BTreeMap::new();
    for reuse in counted.iter().flat_map(|audit| &audit.sources) {
        let source = &parties[reuse.source.index()];
        if let (Some(outlet), Some(_)) = (source.outlet, source.agency) {
            *wires.entry(outlet).or_default() += u64::from(reuse.words);
        }
    }
    let mut wires: Vec<(String, u64)> =
        wires.into_iter().map(|(outlet, words)| (outlet.to_owned(), words)).collect();
    wires.sort_by(|x, y| y.1.cmp(&x.1).then_with(|| x.0.cmp(&y.0)));
    let lags = counted.iter().flat_map(|audit| &audit.sources).filter_map(|reuse| reuse.lag_minutes);
    OutletAudit {
        outlet: name.map(str::to_owned),
        is_agency: articles.first().is_some_and(|&at| parties[at].agency.is_some()),
        articles: counted.len() as u32,
        updates: (articles.len() - counted.len()) as u32,
        classes: [Class::WhollyDerived, Class::PartiallyDerived, Class::NonDerived].map(with_class),
        median_originality: median_share(counted.iter().filter_map(|audit| audit.originality())),
        own_words: counted.iter().map(|audit| u64::from(audit.own_words)).sum(),
        wire_words: counted.iter().map(|audit| u64::from(audit.wire_words)).sum(),
        wires,
        flags: [Flag::Credited, Flag::Uncredited, Flag::Miscredited, Flag::SharedQuote].map(with_flag),
        median_lag: median(lags),
    }
}

/// What flows between outlets, most words first. Updates are left out.
#[must_use]
pub fn flows(parties: &[Party<'_>], examined: usize, audits: &[Audit]) -> Vec<Flow> {
    type Edges<'a> = Vec<(ArticleId, &'a Reuse)>;
    let mut edges: BTreeMap<(Option<&str>, Option<&str>), Edges<'_>> = BTreeMap::new();
    for (at, audit) in audits.iter().enumerate().take(examined).filter(|(_, audit)| audit.update_of.is_none())
    {
        for reuse in &audit.sources {
            let between = (parties[reuse.source.index()].outlet, parties[at].outlet);
            edges.entry(between).or_default().push((ArticleId(at as u32), reuse));
        }
    }
    let flow = |((source, reuser), edges): ((Option<&str>, Option<&str>), Edges<'_>)| Flow {
        source: source.map(str::to_owned),
        reuser: reuser.map(str::to_owned),
        articles: edges.chunk_by(|x, y| x.0 == y.0).count() as u32,
        words: edges.iter().map(|edge| u64::from(edge.1.words)).sum(),
        quoted_words: edges.iter().map(|edge| u64::from(edge.1.quoted_words)).sum(),
        median_lag: median(edges.iter().filter_map(|edge| edge.1.lag_minutes)),
    };
    let mut flows: Vec<Flow> = edges.into_iter().map(flow).collect();
    flows.sort_by(|x, y| {
        y.words.cmp(&x.words).then_with(|| (&x.source, &x.reuser).cmp(&(&y.source, &y.reuser)))
    });
    flows
}

/// The lower median.
fn median(values: impl Iterator<Item = i64>) -> Option<i64> {
    let mut values: Vec<i64> = values.collect();
    values.sort_unstable();
    values.get(values.len().saturating_sub(1) / 2).copied()
}

/// The lower median of shares, compared as fractions.
fn median_share(shares: impl Iterator<Item = Share>) -> Option<Share> {
    let mut shares: Vec<Share> = shares.collect();
    let product = |x: &Share, y: &Share| u64::from(x.part) * u64::from(y.whole);
    shares.sort_by(|x, y| product(x, y).cmp(&product(y, x)));
    shares.get(shares.len().saturating_sub(1) / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credit::Agency;

    fn party(outlet: &str) -> Party<'_> {
        let agency = (outlet == "AFP").then_some(Agency(0));
        Party { published: None, outlet: Some(outlet), agency }
    }

    fn taken(source: u32, words: u32, lag_minutes: Option<i64>) -> Audit {
        let sources =
            vec![Reuse { source: ArticleId(source), words, quoted_words: 0, lag_minutes, passages: vec![0] }];
        let (class, flag) = (Some(Class::PartiallyDerived), Some(Flag::Uncredited));
        Audit {
            own_words: 100,
            reused_words: words,
            wire_words: words,
            sources,
            class,
            flag,
            ..Audit::default()
        }
    }

    fn own() -> Audit {
        Audit { own_words: 100, class: Some(Class::NonDerived), ..Audit::default() }
    }

    #[test]
    fn an_outlets_figures_are_those_of_its_articles_without_updates() {
        let parties = ["AFP", "Journal", "Journal", "Journal"].map(party);
        let update = Audit { update_of: Some(ArticleId(1)), ..taken(0, 90, Some(1)) };
        let outlets = outlets(&parties, 4, &[own(), taken(0, 40, Some(7)), own(), update]);
        let names: Vec<_> = outlets.iter().map(|outlet| outlet.outlet.as_deref()).collect();
        assert_eq!(names, [Some("AFP"), Some("Journal")]);
        let journal = &outlets[1];
        assert_eq!((journal.articles, journal.updates, journal.classes), (2, 1, [0, 1, 1]));
        assert_eq!(
            (journal.own_words, journal.wire_words, &journal.wires[..]),
            (200, 40, &[("AFP".to_owned(), 40)][..])
        );
        assert_eq!((journal.flags, journal.median_lag), ([0, 1, 0, 0], Some(7)));
        assert_eq!(journal.median_originality, Some(Share { part: 60, whole: 100 }), "the lower of two");
        assert!(outlets[0].is_agency && !journal.is_agency);
        assert!(journal.has_agencies_words() && !outlets[0].has_agencies_words());
    }

    #[test]
    fn a_flow_counts_later_articles_and_their_words() {
        let parties = ["AFP", "Journal", "Journal", "Gazette"].map(party);
        let flows =
            flows(&parties, 4, &[own(), taken(0, 40, Some(7)), taken(0, 30, Some(9)), taken(1, 70, None)]);
        let shown: Vec<_> = flows
            .iter()
            .map(|flow| (flow.source.as_deref(), flow.articles, flow.words, flow.median_lag))
            .collect();
        assert_eq!(shown, [(Some("AFP"), 2, 70, Some(7)), (Some("Journal"), 1, 70, None)]);
    }

    #[test]
    fn references_are_not_asked_about() {
        let parties = ["Journal", "AFP"].map(party);
        assert_eq!(outlets(&parties, 1, &[taken(1, 10, None), own()]).len(), 1);
    }
}
