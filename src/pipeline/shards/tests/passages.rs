//! The same of passages, and of what is attributed to whom.

use super::*;
use crate::align::pairing::{Fingerprint, Posting, Sharers};
use crate::align::{Aligned, Passage};
use crate::article::{Pairing, are_within};
use crate::attribute::{Attributed, Audit, Flow, OutletAudit};
use crate::findings::{Account, Findings};
use crate::relate::PairFinding;
use std::mem;

/// How many texts a passage is looked for in before all are.
const FIRST_FEW: usize = 2;

/// What is made of an article: sentences of a small language, an outlet, an hour, how it is dressed, how many words differ.
type Made = (Vec<usize>, usize, i64, usize, usize);

fn sentence(number: usize) -> String {
    format!("{} {}", words(number * 3), words(number * 3 + 1))
}

/// An article of these sentences, as an outlet might print it.
fn printed(number: usize, (sentences, outlet, hour, dress, edited): &Made) -> Article {
    let mut said: Vec<String> = sentences.iter().map(|&at| sentence(at)).collect();
    for at in 0..*edited {
        if let Some(sentence) = said.get_mut(at) {
            let mut words: Vec<String> = sentence.split(' ').map(str::to_owned).collect();
            let place = (number + at) % words.len();
            words[place] = format!("{}eux", words[place].chars().rev().collect::<String>());
            *sentence = words.join(" ");
        }
    }
    if let (1, Some(first)) = (dress, said.first_mut()) {
        *first = format!("« {first} »");
    }
    let mut text = said.join(". ") + ".";
    text += match dress {
        2 => "\n\n(Agence Boréale)",
        3 => "\n\nRecevez chaque matin notre lettre, avec tout ce qui compte dans la ville et alentour.",
        4 => "\n\nAvec agences",
        _ => "",
    };
    let outlets = [None, Some("Courrier"), Some("Agence Boréale"), Some("Gazette"), Some("Écho du Soir")];
    let made = article(number, &(Vec::new(), 0, 0));
    Article {
        outlet: outlets[*outlet].map(str::to_owned),
        published: (*hour > 0).then(|| Published {
            earliest: hour * 7_200,
            latest: hour * 7_200 + if dress % 2 == 0 { 60 } else { 86_400 },
            given: format!("h{hour}"),
        }),
        title: (edited % 2 == 1).then(|| sentence(*outlet)),
        text,
        ..made
    }
}

/// A job on articles that are dealt out to so many machines, in whatever way.
struct Played<'a> {
    articles: &'a [Article],
    plan: &'a Plan,
    machines: usize,
    all: Vec<Known>,
    near: Vec<(Pair, Overlap)>,
}

fn number(id: ArticleId) -> Number {
    Number::from(id.0) * 1_000
}

fn id(number: Number) -> ArticleId {
    ArticleId((number / 1_000) as u32)
}

impl<'a> Played<'a> {
    fn new(articles: &'a [Article], plan: &'a Plan, machines: usize) -> Self {
        let mut shards = vec![Vec::new(); machines];
        for (at, article) in articles.iter().enumerate() {
            shards[at * at % machines].push((number(ArticleId(at as u32)), article.clone()));
        }
        let all = known(&shards, plan);
        let published = |id: ArticleId| articles[id.index()].published.as_ref().map(Published::interval);
        let mut near = placed(&all, resembling(&all, plan));
        near.retain(|(pair, _)| {
            plan.window_seconds
                .is_none_or(|seconds| are_within(seconds, published(pair.first()), published(pair.second())))
        });
        Self { articles, plan, machines, all, near }
    }

    /// What is made of each part of the rows, one behind the other.
    fn in_parts<T: Clone, U>(&self, rows: &[T], make: impl Fn(Vec<T>) -> Vec<U>) -> Vec<U> {
        let parts = (0..self.machines).map(|machine| {
            let of_machine = rows.iter().enumerate().filter(|(at, _)| at * 7 % self.machines == machine);
            of_machine.map(|(_, row)| row.clone()).collect::<Vec<T>>()
        });
        parts.filter(|part| !part.is_empty()).flat_map(make).collect()
    }

    fn members(&self, pairs: impl Iterator<Item = (Pair, Overlap)>) -> BTreeSet<u32> {
        let edges: Vec<_> = pairs.map(|(pair, overlap)| (pair, Relation::NearDuplicate, overlap)).collect();
        clusters(&self.all, &edges).into_values().flatten().collect()
    }

    fn taught(&self) -> Taught {
        let outlet = |id: ArticleId| self.articles[id.index()].outlet.as_deref();
        let members = self.members(self.near.iter().copied());
        let versions =
            self.members(self.near.iter().copied().filter(|(pair, overlap)| {
                are_versions(*overlap, [outlet(pair.first()), outlet(pair.second())])
            }));
        let mut shards = vec![Vec::new(); self.machines];
        for (at, article) in (0..).zip(self.articles) {
            let (words, wording) = (!members.contains(&at), !versions.contains(&at));
            shards[at as usize % self.machines].push(Heard { article: article.clone(), words, wording });
        }
        let words = self.all.iter().map(|known| known.sketched.words as usize).sum();
        let outlets = self.articles.iter().filter_map(|article| article.outlet.as_deref());
        Taught::new(taught_by(shards, self.plan, words), outlets, self.plan)
    }

    fn weighed(&self, taught: &Taught) -> Vec<Weighed> {
        let rows: Vec<(usize, Article)> = self.articles.iter().cloned().enumerate().collect();
        let mut all = self.in_parts(&rows, |part| {
            let (places, articles): (Vec<usize>, Vec<Article>) = part.into_iter().unzip();
            places.into_iter().zip(weighed(articles, self.plan, taught).unwrap()).collect()
        });
        all.sort_by_key(|row| row.0);
        all.into_iter().map(|row| row.1).collect()
    }

    /// Pairs that may share something, in order, each with whether it is one of near-duplicates.
    fn candidates(&self, weighed: &[Weighed]) -> Vec<Candidate> {
        let published = |id: ArticleId| self.articles[id.index()].published.as_ref().map(Published::interval);
        let rows = weighed.iter().zip(0..).flat_map(|(weighed, at)| {
            weighed.fingerprints.iter().map(move |&(gram, information)| (gram, (at, information)))
        });
        let (mut meetings, mut met) = (Meetings::new(self.plan), Vec::new());
        for sharers in shuffled(rows).values() {
            for &(at, information) in sharers {
                let published = published(ArticleId(at));
                meetings.take(Sharer { number: number(ArticleId(at)), information, published }, &mut met);
            }
            meetings.end(&mut met);
        }
        let met = shuffled(met.iter().map(|meeting| ((meeting.first, meeting.second), meeting.information)));
        let enough = met.into_iter().filter(|(_, met)| {
            have_met_enough(met.len() as u64, met.iter().map(|&information| u64::from(information)).sum())
        });
        let mut pairs: BTreeMap<Pair, bool> =
            enough.map(|((first, second), _)| (Pair::new(id(first), id(second)).unwrap(), false)).collect();
        pairs.extend(self.near.iter().map(|row| (row.0, true)));
        pairs.into_iter().map(|(pair, is_near)| Candidate { pair, is_near }).collect()
    }

    fn shown(&self, candidates: &[Candidate], weighed: &[Weighed], taught: &Taught) -> Vec<(Pair, Shown)> {
        let mut all = self.in_parts(candidates, |part| {
            let ids: BTreeSet<ArticleId> =
                part.iter().flat_map(|of| [of.pair.first(), of.pair.second()]).collect();
            let ids: Vec<ArticleId> = ids.into_iter().collect();
            let place = |id: ArticleId| ArticleId(ids.binary_search(&id).unwrap() as u32);
            let articles = ids.iter().map(|id| self.articles[id.index()].clone()).collect();
            let said: Vec<Said> = ids.iter().map(|id| weighed[id.index()].said.clone()).collect();
            let anew = |of: &Candidate| Candidate {
                pair: Pair::new(place(of.pair.first()), place(of.pair.second())).unwrap(),
                ..*of
            };
            let anew: Vec<Candidate> = part.iter().map(anew).collect();
            let shown = aligned(articles, &said, &anew, (self.plan, taught)).unwrap();
            part.iter().zip(shown).filter_map(|(of, shown)| Some((of.pair, shown?))).collect()
        });
        all.sort_by_key(|row| row.0);
        all
    }

    fn neighbourhoods(&self, shown: &[(Pair, Shown)], weighed: &[Weighed]) -> Vec<Neighbourhood> {
        let member = |id: ArticleId| Witness {
            number: number(id),
            outlet: self.articles[id.index()].outlet.clone(),
            published: self.articles[id.index()].published.as_ref().map(Published::interval),
            said: weighed[id.index()].said.clone(),
        };
        let sides = |(pair, shown): &(Pair, Shown)| {
            let wording: Vec<Aligned> = shown.wording.clone();
            [(pair.first(), (pair.second(), wording.clone())), (pair.second(), (pair.first(), wording))]
        };
        let mut of = BTreeMap::<ArticleId, Vec<_>>::new();
        for (id, (other, wording)) in shown.iter().flat_map(sides) {
            of.entry(id).or_default().push((member(other), wording));
        }
        let ids = (0..self.articles.len() as u32).map(ArticleId);
        ids.map(|id| Neighbourhood::new(member(id), of.remove(&id).unwrap_or_default())).collect()
    }
}

/// What a job finds, as a run has it.
fn played(articles: &[Article], plan: &Plan, machines: usize) -> Findings {
    let job = Played::new(articles, plan, machines);
    let taught = job.taught();
    let weighed = job.weighed(&taught);
    let shown = job.shown(&job.candidates(&weighed), &weighed, &taught);
    let neighbourhoods = job.neighbourhoods(&shown, &weighed);
    let mut first_passage = BTreeMap::new();
    let mut count = 0;
    for (pair, shown) in &shown {
        first_passage.insert(*pair, count);
        count += shown.passages.len() as u32;
    }
    let covering = |id: ArticleId, other: ArticleId, most: usize| {
        let of = &neighbourhoods[id.index()];
        let others = of.numbers().iter().filter(|&&of| of != number(id));
        let at = others.into_iter().position(|&of| of == number(other)).unwrap();
        of.covering(most, plan, &taught).swap_remove(at)
    };
    let via = |pair: Pair, at: usize| {
        let lists = |most| {
            [(pair.first(), pair.second()), (pair.second(), pair.first())]
                .map(|(id, other)| covering(id, other, most).swap_remove(at))
        };
        let [one, other] = lists(FIRST_FEW);
        first_in_common(&one, &other).or_else(|| {
            let is_cut = one.len() == FIRST_FEW || other.len() == FIRST_FEW;
            let [one, other] = if is_cut { lists(usize::MAX) } else { [one, other] };
            first_in_common(&one, &other)
        })
    };
    let passages = shown.iter().flat_map(|(pair, shown)| {
        shown.passages.iter().enumerate().map(move |(at, passage)| Passage {
            pair: *pair,
            via: via(*pair, at).map(id),
            ..passage.clone()
        })
    });
    let mut counts = vec![OutletCounts::default(); machines];
    let audits = (0..).zip(&weighed).zip(&neighbourhoods).map(|((at, weighed), of)| {
        let audited = of.audited(weighed.account.own_words(), plan, &taught);
        let machine = &mut counts[at as usize % machines];
        *machine = mem::take(machine).merge(audited.counts.clone());
        let audit = renumbered(ArticleId(at), of, audited, &first_passage);
        Audit { credits: weighed.credits.clone(), ..audit }
    });
    let audits = audits.collect();
    let (outlets, flows) = rolled_up_of(&counts);
    Findings {
        pairs: shown.iter().map(|(pair, shown)| PairFinding { pair: *pair, ..shown.found.clone() }).collect(),
        passages: passages.collect(),
        accounts: weighed.iter().map(|weighed| weighed.account).collect::<Vec<Account>>(),
        audits,
        outlets,
        flows,
        ..Findings::default()
    }
}

/// The figures of outlets, from what each machine has counted.
fn rolled_up_of(counts: &[OutletCounts]) -> (Vec<OutletAudit>, Vec<Flow>) {
    let mut sums = BTreeMap::<CountKey, u64>::new();
    for (key, sum) in counts.iter().flat_map(OutletCounts::rows) {
        *sums.entry(key.clone()).or_default() += sum;
    }
    let mut of = BTreeMap::<Vec<u8>, Vec<(Vec<u8>, u64)>>::new();
    for ((whose, figure), sum) in sums {
        of.entry(whose).or_default().push((figure, sum));
    }
    let (mut outlets, mut flows) = (Vec::new(), Vec::new());
    for (whose, sums) in &of {
        let row = rollup_row(whose, sums).unwrap();
        assert_eq!(is_flow(whose), Ok(matches!(row, RolledUp::Flow(_))));
        match row {
            RolledUp::Outlet(outlet) => outlets.push(outlet),
            RolledUp::Flow(flow) => flows.push(flow),
        }
    }
    // In the order of their bytes, which no table has.
    outlets.sort_by(|x, y| x.outlet.cmp(&y.outlet));
    flows.sort_by(|x, y| {
        y.words.cmp(&x.words).then_with(|| (&x.source, &x.reuser).cmp(&(&y.source, &y.reuser)))
    });
    (outlets, flows)
}

/// An audit in the numbers of the whole.
fn renumbered(
    id_of: ArticleId,
    of: &Neighbourhood,
    Audited { mut audit, passages, .. }: Audited,
    first_passage: &BTreeMap<Pair, u32>,
) -> Audit {
    let article = |place: ArticleId| id(of.numbers()[place.index()]);
    let others: Vec<ArticleId> =
        of.numbers().iter().map(|&number| id(number)).filter(|&id| id != id_of).collect();
    let passage = |local: u32| {
        let at = passages.partition_point(|&end| end <= local) - 1;
        first_passage[&Pair::new(id_of, others[at]).unwrap()] + local - passages[at]
    };
    for reuse in &mut audit.sources {
        reuse.source = article(reuse.source);
        reuse.passages.iter_mut().for_each(|number| *number = passage(*number));
    }
    audit.update_of = audit.update_of.map(article);
    for Attributed { source, passage: number, .. } in &mut audit.stretches.attributed {
        (*source, *number) = (article(*source), passage(*number));
    }
    audit
}

fn made() -> impl Strategy<Value = Vec<Made>> {
    // Half of the articles end with the line that may be a template.
    let dress = prop_oneof![0..5_usize, Just(3)];
    let one = (prop::collection::vec(0..16_usize, 0..5), 0..5_usize, 0..40_i64, dress, 0..4_usize);
    prop::collection::vec(one, 1..30)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn passages_and_audits_of_k_shards_are_those_of_one_batch(
        made in made(),
        machines in 1..6_usize,
        window_seconds in prop_oneof![3 => Just(None), 1 => Just(Some(20_000))],
    ) {
        let plan = Plan { matrix: None, window_seconds, ..Plan::default() };
        let articles: Vec<Article> = made.iter().enumerate().map(|(at, made)| printed(at, made)).collect();
        let found = played(&articles, &plan, machines);
        let batch = Batch::new(articles, Vec::new()).unwrap();
        let expected = super::super::super::compare(&batch, &plan, &Unwatched);
        prop_assert_eq!(&found.pairs, &expected.pairs);
        prop_assert_eq!(&found.passages, &expected.passages);
        prop_assert_eq!(&found.accounts, &expected.accounts);
        prop_assert_eq!(&found.audits, &expected.audits);
        prop_assert_eq!(&found.outlets, &expected.outlets);
        prop_assert_eq!(&found.flows, &expected.flows);
    }

    #[test]
    fn who_comes_one_by_one_meets_whom_a_batch_has_meet(
        informations in prop::collection::vec(3_000_u32..6_000, 1..320),
        days in prop::collection::vec(0..40_i64, 320),
        seconds in prop_oneof![Just(None), Just(Some(86_400 * 3))],
    ) {
        let published = |at: usize| (days[at] > 30).then(|| (days[at] * 86_400, days[at] * 86_400 + 60));
        let plan = Plan { window_seconds: seconds, ..Plan::default() };
        let (mut meetings, mut found) = (Meetings::new(&plan), Vec::new());
        for (at, &information) in informations.iter().enumerate() {
            let sharer = Sharer { number: at as Number, information, published: published(at) };
            meetings.take(sharer, &mut found);
        }
        let is_crowd = meetings.end(&mut found);
        found.sort_unstable();
        let row = |(article, &information)| {
            Posting::of(&Fingerprint { gram: 1, article: ArticleId(article), information })
        };
        let postings: Vec<Posting> = (0..).zip(&informations).map(row).collect();
        let asked = |pair: Pair| {
            let [one, other] = [pair.first(), pair.second()].map(|id| published(id.index()));
            seconds.is_none_or(|seconds| are_within(seconds, one, other))
        };
        let mut expected = Vec::new();
        let sharers = Sharers::of(&postings);
        prop_assert_eq!(is_crowd, sharers.is_some_and(Sharers::is_crowd));
        for (first, sharers) in (0..informations.len()).filter_map(|at| Some((at, sharers?))) {
            let met = sharers.met(first, (Pairing::Within, &asked));
            expected.extend(met.map(|other| Meeting {
                first: first as Number,
                second: other.article().0.into(),
                information: other.information(),
            }));
        }
        expected.sort_unstable();
        prop_assert_eq!(found, expected);
    }
}

#[test]
fn articles_of_the_tests_have_what_is_tested() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let (mut passages, mut via, mut flags, mut quoted, mut masked, mut updates, mut flows) =
        (0, 0, 0, 0, 0, 0, 0);
    for _ in 0..60 {
        let made = made().new_tree(&mut runner).unwrap().current();
        let articles = made.iter().enumerate().map(|(at, made)| printed(at, made)).collect();
        let plan = Plan { matrix: None, ..Plan::default() };
        let found =
            super::super::super::compare(&Batch::new(articles, Vec::new()).unwrap(), &plan, &Unwatched);
        passages += found.passages.len();
        via += found.passages.iter().filter(|passage| passage.via.is_some()).count();
        quoted += found.passages.iter().filter(|passage| passage.quoted_words > 0).count();
        flags += found.audits.iter().filter(|audit| audit.flag.is_some()).count();
        flows += found.flows.iter().filter(|flow| flow.median_lag.is_some()).count();
        updates += found.audits.iter().filter(|audit| audit.update_of.is_some()).count();
        masked += found.accounts.iter().filter(|account| account.boilerplate_words > 0).count();
    }
    let all = [passages, via, quoted, flags, updates, masked, flows];
    assert!(all.iter().all(|&count| count > 5), "{all:?}");
}
