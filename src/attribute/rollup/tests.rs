//! Tables of outlets by their definition, and cases.

use super::*;
use crate::attribute::Reuse;
use crate::credit::Agency;
use proptest::prelude::*;

fn party(outlet: &str) -> Party<'_> {
    let agency = (outlet == "AFP").then_some(Agency(0));
    Party { published: None, outlet: Some(outlet), agency }
}

fn taken(source: u32, words: u32, lag_minutes: Option<i64>) -> Audit {
    let sources =
        vec![Reuse { source: ArticleId(source), words, quoted_words: 0, lag_minutes, passages: vec![0] }];
    let (class, flag) = (Some(Class::PartiallyDerived), Some(Flag::Uncredited));
    Audit { own_words: 100, reused_words: words, wire_words: words, sources, class, flag, ..Audit::default() }
}

fn own() -> Audit {
    Audit { own_words: 100, class: Some(Class::NonDerived), ..Audit::default() }
}

#[test]
fn an_outlets_figures_are_those_of_its_articles_without_updates() {
    let parties = ["AFP", "Journal", "Journal", "Journal"].map(party);
    let update = Audit { update_of: Some(ArticleId(1)), ..taken(0, 90, Some(1)) };
    let (outlets, _) = rolled_up(&parties, 4, &[own(), taken(0, 40, Some(7)), own(), update]);
    let names: Vec<_> = outlets.iter().map(|outlet| outlet.outlet.as_deref()).collect();
    assert_eq!(names, [Some("AFP"), Some("Journal")]);
    let journal = &outlets[1];
    assert_eq!((journal.articles, journal.updates, journal.classes), (2, 1, [0, 1, 1]));
    assert_eq!(
        (journal.own_words, journal.wire_words, &journal.wires[..]),
        (200, 40, &[("AFP".to_owned(), 40)][..])
    );
    assert_eq!((journal.flags, journal.median_lag), ([0, 1, 0, 0], Some(7)));
    assert_eq!(journal.median_originality, Some(Share { part: 3, whole: 5 }), "the lower of two");
    assert!(outlets[0].is_agency && !journal.is_agency);
    assert!(journal.has_agencies_words() && !outlets[0].has_agencies_words());
}

#[test]
fn a_flow_counts_later_articles_and_their_words() {
    let parties = ["AFP", "Journal", "Journal", "Gazette"].map(party);
    let audits = [own(), taken(0, 40, Some(7)), taken(0, 30, Some(9)), taken(1, 70, None)];
    let (_, flows) = rolled_up(&parties, 4, &audits);
    let shown: Vec<_> = flows
        .iter()
        .map(|flow| (flow.source.as_deref(), flow.articles, flow.words, flow.median_lag))
        .collect();
    assert_eq!(shown, [(Some("AFP"), 2, 70, Some(7)), (Some("Journal"), 1, 70, None)]);
}

#[test]
fn references_are_not_asked_about() {
    let parties = ["Journal", "AFP"].map(party);
    assert_eq!(rolled_up(&parties, 1, &[taken(1, 10, None), own()]).0.len(), 1);
}

proptest! {
    #[test]
    fn a_median_of_counted_values_is_the_lower_one_of_all(mut lags in prop::collection::vec(-3_i64..9, 0..40)) {
        let mut sums = Sums::new();
        for &lag in &lags {
            *sums.entry(Figure::Lag(lag)).or_default() += 1;
        }
        lags.sort_unstable();
        let middle = lags.len().checked_sub(1).map(|last| lags[last / 2]);
        prop_assert_eq!(median_lag(&sums), middle);
    }
}

/// The same tables by their definition: over lists of articles and of what they have of whom.
mod definition {
    use super::*;

    pub(super) fn outlets(parties: &[Party<'_>], audits: &[Audit]) -> Vec<OutletAudit> {
        let names: BTreeSet<_> = parties.iter().map(|party| party.outlet).collect();
        names.into_iter().map(|name| outlet(name, parties, audits)).collect()
    }

    fn outlet(name: Option<&str>, parties: &[Party<'_>], audits: &[Audit]) -> OutletAudit {
        let of_it = || parties.iter().zip(audits).filter(|(party, _)| party.outlet == name);
        let counted: Vec<&Audit> =
            of_it().map(|(_, audit)| audit).filter(|audit| audit.update_of.is_none()).collect();
        let reuses: Vec<&Reuse> = counted.iter().flat_map(|audit| &audit.sources).collect();
        let mut shares: Vec<Share> = counted.iter().filter_map(|audit| audit.originality()).collect();
        shares.sort_by(|x, y| x.value().total_cmp(&y.value()));
        let mut wires: Vec<(String, u64)> = Vec::new();
        for reuse in &reuses {
            let source = &parties[reuse.source.index()];
            let (Some(outlet), Some(_)) = (source.outlet, source.agency) else { continue };
            let words = u64::from(reuse.words);
            match wires.iter_mut().find(|wire| wire.0 == outlet) {
                Some(wire) => wire.1 += words,
                None => wires.push((outlet.to_owned(), words)),
            }
        }
        wires.sort_by(|x, y| y.1.cmp(&x.1).then_with(|| x.0.cmp(&y.0)));
        let with = |is: &dyn Fn(&Audit) -> bool| counted.iter().filter(|audit| is(audit)).count() as u64;
        let [wholly, partly, non] = [Class::WhollyDerived, Class::PartiallyDerived, Class::NonDerived]
            .map(|class| with(&|audit| audit.class == Some(class)));
        OutletAudit {
            outlet: name.map(str::to_owned),
            is_agency: of_it().any(|(party, _)| party.agency.is_some()),
            articles: counted.len() as u64,
            updates: (of_it().count() - counted.len()) as u64,
            classes: [wholly, partly, non],
            median_originality: shares.get(shares.len().saturating_sub(1) / 2).copied(),
            own_words: counted.iter().map(|audit| u64::from(audit.own_words)).sum(),
            wire_words: counted.iter().map(|audit| u64::from(audit.wire_words)).sum(),
            wires,
            flags: [Flag::Credited, Flag::Uncredited, Flag::Miscredited, Flag::SharedQuote]
                .map(|flag| with(&|audit| audit.flag == Some(flag))),
            median_lag: median(&reuses),
        }
    }

    pub(super) fn flows(parties: &[Party<'_>], audits: &[Audit]) -> Vec<Flow> {
        let counted = parties.iter().zip(audits).filter(|(_, audit)| audit.update_of.is_none());
        let edges: Vec<_> = (0..)
            .zip(counted)
            .flat_map(|(at, (party, audit))| audit.sources.iter().map(move |reuse| (at, party.outlet, reuse)))
            .map(|(at, reuser, reuse)| ((parties[reuse.source.index()].outlet, reuser), (at, reuse)))
            .collect();
        let ends: BTreeSet<_> = edges.iter().map(|edge| edge.0).collect();
        let flow = |(source, reuser)| {
            let of_it = edges.iter().filter(|edge| edge.0 == (source, reuser)).map(|edge| edge.1);
            let (articles, reuses): (BTreeSet<usize>, Vec<&Reuse>) = of_it.unzip();
            Flow {
                source: Option::map(source, str::to_owned),
                reuser: Option::map(reuser, str::to_owned),
                articles: articles.len() as u64,
                words: reuses.iter().map(|reuse| u64::from(reuse.words)).sum(),
                quoted_words: reuses.iter().map(|reuse| u64::from(reuse.quoted_words)).sum(),
                median_lag: median(&reuses),
            }
        };
        let mut flows: Vec<Flow> = ends.into_iter().map(flow).collect();
        flows.sort_by_key(|flow| std::cmp::Reverse(flow.words));
        flows
    }

    fn median(reuses: &[&Reuse]) -> Option<i64> {
        let mut lags: Vec<i64> = reuses.iter().filter_map(|reuse| reuse.lag_minutes).collect();
        lags.sort_unstable();
        lags.get(lags.len().saturating_sub(1) / 2).copied()
    }
}

/// Audits of articles that have words of one another, and of whom each is.
fn audited() -> impl Strategy<Value = Vec<(Option<&'static str>, Audit)>> {
    let outlet = prop::sample::select(vec![None, Some("AFP"), Some("Journal"), Some("Gazette")]);
    let classes =
        vec![None, Some(Class::WhollyDerived), Some(Class::PartiallyDerived), Some(Class::NonDerived)];
    let flags = vec![None, Some(Flag::Credited), Some(Flag::Uncredited), Some(Flag::SharedQuote)];
    let said = (prop::sample::select(classes), prop::sample::select(flags), prop::bool::weighted(0.2));
    let lag = prop::option::of(-5..60_i64);
    let reuse = (0..12_u32, 0..40_u32, 0..9_u32, lag);
    let one = (outlet, said, 0..40_u32, 40..90_u32, prop::collection::vec(reuse, 0..4));
    let audit = |(outlet, (class, flag, is_update), reused, own_words, sources): (_, _, _, _, Vec<_>)| {
        let reuse = |(source, words, quoted_words, lag_minutes)| Reuse {
            source: ArticleId(source),
            words,
            quoted_words,
            lag_minutes,
            passages: Vec::new(),
        };
        let (class, flag): (Option<Class>, Option<Flag>) = (class, flag);
        let audit = Audit {
            own_words,
            reused_words: reused,
            wire_words: reused / 2,
            sources: sources.into_iter().map(reuse).collect(),
            update_of: bool::then_some(is_update, ArticleId(0)),
            class,
            flag,
            ..Audit::default()
        };
        (outlet, audit)
    };
    prop::collection::vec(one.prop_map(audit), 12..30)
}

proptest! {
    #[test]
    fn tables_that_are_added_up_are_those_of_the_definition(made in audited()) {
        let of_outlet = |outlet: Option<&'static str>| outlet.map_or_else(Party::default, party);
        let parties: Vec<Party<'_>> = made.iter().map(|(outlet, _)| of_outlet(*outlet)).collect();
        let audits: Vec<Audit> = made.into_iter().map(|(_, audit)| audit).collect();
        let (outlets, flows) = rolled_up(&parties, audits.len(), &audits);
        let shares = |outlets: &[OutletAudit]| -> Vec<Option<f64>> {
            outlets.iter().map(|outlet| outlet.median_originality.map(Share::value)).collect()
        };
        let defined = definition::outlets(&parties, &audits);
        prop_assert_eq!(shares(&outlets), shares(&defined));
        let without = |outlets: Vec<OutletAudit>| -> Vec<OutletAudit> {
            outlets.into_iter().map(|outlet| OutletAudit { median_originality: None, ..outlet }).collect()
        };
        prop_assert_eq!(without(outlets), without(defined));
        prop_assert_eq!(flows, definition::flows(&parties, &audits));
    }
}

#[test]
fn two_earlier_texts_of_one_outlet_are_one_later_article() {
    let parties = ["AFP", "AFP", "Journal"].map(party);
    let mut both = taken(0, 40, Some(7));
    both.sources.extend(taken(1, 30, Some(20)).sources);
    let (outlets, flows) = rolled_up(&parties, 3, &[own(), own(), both]);
    assert_eq!((flows[0].articles, flows[0].words, flows[0].median_lag), (1, 70, Some(7)));
    assert_eq!(outlets[1].wires, [("AFP".to_owned(), 70)]);
}
