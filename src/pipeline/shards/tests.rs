//! What k shards give together is what one batch gives: the engine of a cluster is played with sorted maps.

use super::super::clock::Clock;
use super::super::{learn as learning, near as near_search};
use super::*;
use crate::article::{ArticleId, Locator, Published};
use crate::cluster::{self, Cluster};
use crate::columns::Columns;
use crate::formula::{Figures, may_be_of_a_series};
use crate::journal::Unrecorded;
use crate::lsh::buckets::{self, BucketPairs, CROWDED, HUBS, Member};
use crate::lsh::glance::Imprint;
use crate::lsh::join::prefix;
use crate::measure::Overlap;
use crate::observe::Unwatched;
use crate::plan::Representative;
use crate::relate::{Evidence, Relation, relation};
use crate::statistics::{
    GramCount, RecurringGrams, Statistics, TEMPLATE_ARTICLES, Tally, is_stock, is_template,
};
use crate::verify;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

mod passages;

type Rank = [u8; RANK_BYTES];

/// An article of the corpus, as the job knows it.
struct Known {
    number: Number,
    rank: Rank,
    sketched: Sketched,
}

/// Each shard by itself, then all together, in the order of their numbers.
fn known(shards: &[Vec<(Number, Article)>], plan: &Plan) -> Vec<Known> {
    let mut all = Vec::new();
    for shard in shards {
        let articles: Vec<Article> = shard.iter().map(|(_, article)| article.clone()).collect();
        for ((number, article), sketched) in shard.iter().zip(sketched(&articles, plan)) {
            let rank = rank(article.published.as_ref(), sketched.words, *number, plan.representative);
            all.push(Known { number: *number, rank, sketched });
        }
    }
    all.sort_by_key(|known| known.number);
    all
}

/// Articles that are equal, the first in rank before all others.
fn groups(all: &[Known]) -> Vec<Vec<&Known>> {
    let mut groups = BTreeMap::<u128, Vec<&Known>>::new();
    for known in all.iter().filter(|known| !known.sketched.shingles.is_empty()) {
        groups.entry(known.sketched.identity).or_default().push(known);
    }
    for group in groups.values_mut() {
        group.sort_by_key(|known| known.rank);
    }
    groups.into_values().collect()
}

/// Groups of rows with one key, in the order of their values.
fn shuffled<K: Ord, V: Ord>(rows: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, Vec<V>> {
    let mut groups = BTreeMap::<K, Vec<V>>::new();
    rows.into_iter().for_each(|(key, value)| groups.entry(key).or_default().push(value));
    for group in groups.values_mut() {
        group.sort_unstable();
    }
    groups
}

fn candidates(groups: &[Vec<&Known>], plan: &Plan) -> BTreeSet<(Number, Number)> {
    let first = || groups.iter().map(|group| group[0]);
    let in_bands = first().flat_map(|known| known.sketched.bands.iter().map(|&band| (band, known.number)));
    let mut pairs: BTreeSet<(Number, Number)> =
        shuffled(in_bands).values().flat_map(|members| bucket(members)).collect();
    let glance = glance(plan);
    let looked_at: BTreeMap<Number, (usize, &Imprint)> = first()
        .map(|known| (known.number, (known.sketched.shingles.len(), &known.sketched.imprint)))
        .collect();
    pairs.retain(|(first, second)| glance.allows(looked_at[first], looked_at[second]));
    let few: Vec<&Known> =
        first().filter(|known| standing_few(known.sketched.shingles.len(), plan)).collect();
    let of = |known: &Known| known.sketched.shingles.clone();
    let counts = shuffled(few.iter().flat_map(|known| of(known).into_iter().map(|shingle| (shingle, ()))));
    let rare = |known: &Known| {
        let rarest =
            prefix(&known.sketched.shingles, plan.threshold, |shingle| counts[&shingle].len() as u32);
        let (number, size) = (known.number, known.sketched.shingles.len() as u32);
        rarest.into_iter().map(move |shingle| (shingle, (number, size)))
    };
    let rare = shuffled(few.iter().flat_map(|known| rare(known)));
    pairs.extend(rare.values().flat_map(|sharers| few_shingle_pairs(sharers, plan.threshold)));
    pairs
}

/// All pairs that reach the threshold, as a job finds them.
fn resembling(all: &[Known], plan: &Plan) -> Vec<(Number, Number, Overlap)> {
    let groups = groups(all);
    let by_number: BTreeMap<Number, &Known> = all.iter().map(|known| (known.number, known)).collect();
    let group_of: BTreeMap<Number, &Vec<&Known>> =
        groups.iter().map(|group| (group[0].number, group)).collect();
    let mut found = Vec::new();
    for group in &groups {
        let size = group[0].sketched.shingles.len() as u32;
        let same = Overlap { shared: size, first: size, second: size };
        let all =
            group.iter().enumerate().flat_map(|(at, one)| group[at + 1..].iter().map(move |two| (one, two)));
        found.extend(all.map(|(one, two)| (one.number, two.number, same)));
    }
    for (first, second) in candidates(&groups, plan) {
        let set = |number| &by_number[&number].sketched.shingles;
        let Some(overlap) = verify::near_duplicate(set(first), set(second), plan.threshold) else { continue };
        for one in group_of[&first] {
            found.extend(group_of[&second].iter().map(|two| (one.number, two.number, overlap)));
        }
    }
    found
}

/// The same by places, in the order of pairs.
fn placed(all: &[Known], found: Vec<(Number, Number, Overlap)>) -> Vec<(Pair, Overlap)> {
    let place: BTreeMap<Number, u32> = all.iter().map(|known| known.number).zip(0..).collect();
    let placed = found.into_iter().filter_map(|(one, two, overlap)| {
        let turned = Overlap { first: overlap.second, second: overlap.first, ..overlap };
        let overlap = if one < two { overlap } else { turned };
        Some((Pair::new(ArticleId(place[&one]), ArticleId(place[&two]))?, overlap))
    });
    let mut placed: Vec<_> = placed.collect();
    placed.sort_by_key(|row| row.0);
    placed
}

/// All pairs with their relation, as a job finds them.
fn pairs(all: &[Known], articles: &[Article], plan: &Plan) -> Vec<(Pair, Relation, Overlap)> {
    let related = placed(all, resembling(all, plan)).into_iter().filter_map(|(pair, overlap)| {
        let known = |id: ArticleId| &all[id.index()].sketched;
        let (first, second) = (known(pair.first()), known(pair.second()));
        let identical = first.identity == second.identity;
        let figures = |known: &Sketched| Figures::new(known.figures.clone(), known.words as usize);
        let is_formula =
            !identical && may_be_of_a_series(&figures(first), &figures(second), overlap.shared) && {
                let two = [pair.first(), pair.second()].map(|id| articles[id.index()].clone());
                let both = Pair::new(ArticleId(0), ArticleId(1))?;
                are_of_a_series(two.into(), &[(both, overlap.shared)], plan).unwrap()[0]
            };
        let evidence = Evidence { identical, overlap, is_formula, shares: false };
        Some((pair, relation(evidence, plan.threshold)?, overlap))
    });
    related.collect()
}

/// Every star, by the articles that stand for others alone.
fn clusters(all: &[Known], pairs: &[(Pair, Relation, Overlap)]) -> BTreeMap<u32, BTreeSet<u32>> {
    let rank = |id: ArticleId| (all[id.index()].rank, id.0);
    let edges = pairs.iter().filter(|row| matches!(row.1, Relation::Identical | Relation::NearDuplicate));
    let mut edges: Vec<_> = edges
        .map(|(pair, ..)| (rank(pair.first()), rank(pair.second())))
        .map(|(one, two)| (one.min(two), one.max(two)))
        .collect();
    edges.sort_unstable();
    let first: BTreeSet<_> = representatives(&edges).into_iter().collect();
    let mut stars = BTreeMap::<u32, BTreeSet<u32>>::new();
    let mut taken = BTreeSet::new();
    for (low, high) in edges.iter().filter(|edge| first.contains(&edge.0)) {
        if taken.insert(high.1) {
            stars.entry(low.1).or_default().insert(high.1);
        }
    }
    stars
}

/// What articles of so many words teach, shard by shard.
fn taught_by(sharded: Vec<Vec<Heard>>, plan: &Plan, words: usize) -> Statistics {
    let mut raised = [BTreeMap::<u64, u64>::new(), BTreeMap::new()];
    for (counter, times, at_home) in sharded.iter().flat_map(|shard| {
        let [anywhere, at_home] = recurrence_counters(shard, plan, words);
        anywhere.into_iter().map(|(c, n)| (c, n, 0)).chain(at_home.into_iter().map(|(c, n)| (c, n, 1)))
    }) {
        *raised[at_home].entry(counter).or_default() += times;
    }
    let often = raised.map(|raised| {
        let often = raised.into_iter().filter(|row| row.1 >= TEMPLATE_ARTICLES.into());
        often.map(|row| row.0).collect::<Vec<u64>>()
    });
    let recurrence = Recurrence::of_counters(words, [&often[0], &often[1]]);
    let recurrence = unpacked(&packed(&recurrence)).unwrap();
    let tallies = sharded.into_iter().map(|shard| tally(shard, plan, &recurrence).unwrap());
    let whole = tallies.reduce(|one, other| one.merge(&other)).unwrap();
    let taught = statistics(&whole, plan);
    assert_eq!(judged_by_rows(whole, plan), taught);
    taught
}

/// What a tally teaches whose rows are judged each by itself.
fn judged_by_rows(tally: Tally, plan: &Plan) -> Statistics {
    let published: BTreeMap<_, _> = tally.outlets.iter().copied().collect();
    let templates = tally.grams.iter().filter(|count| is_template(count, published[&count.outlet]));
    let templates = templates.map(|count| (count.gram, count.outlet)).collect();
    let alone = |count: &GramCount| {
        let grams = vec![GramCount { outlet: None, ..*count }];
        Tally { grams, ..Tally::default() }
    };
    let over_all = |of_gram: &[GramCount]| {
        of_gram.iter().map(alone).reduce(|one, other| one.merge(&other)).unwrap().grams[0]
    };
    let whole = tally.grams.chunk_by(|x, y| x.gram == y.gram).map(over_all);
    let common = whole.filter(|count| is_stock(*count)).map(|count| count.gram).collect();
    statistics_of(tally.articles, tally.stems, RecurringGrams::new(common, templates), plan)
}

fn words(number: usize) -> String {
    let word = |at: usize| {
        let mut state = (number * 31 + at * 7 + 1) as u64;
        state = state.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let syllables = ["ba", "cor", "del", "fim", "gor", "hul", "jan", "kep", "lo", "mir", "nu", "pas"];
        (0..3).map(|part| syllables[(state >> (part * 9)) as usize % 12]).collect::<String>()
    };
    (0..7).map(word).collect::<Vec<_>>().join(" ")
}

/// An article of sentences, each perhaps with a figure; a headline of its own or none.
fn article(number: usize, (sentences, figure, day): &(Vec<usize>, u32, i64)) -> Article {
    let sentence = |&at: &usize| format!("{} {} {}.", words(at), figure * (at as u32 % 3), words(at + 90));
    let earliest = day * 86_400;
    Article {
        id: format!("a{number}"),
        outlet: None,
        published: (*day > 0).then(|| Published { earliest, latest: earliest + 60, given: String::new() }),
        title: (sentences.len() == 1).then(|| words(sentences[0])),
        url: None,
        language: None,
        locator: Locator { input: 0, offset: 0, length: 0, line: number as u64 + 1 },
        text: sentences.iter().map(sentence).collect::<Vec<_>>().join(" "),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn near_duplicates_of_k_shards_are_those_of_one_batch(
        made in prop::collection::vec((prop::collection::vec(0..9_usize, 0..5), 0..3_u32, 0..4_i64), 1..40),
        shards in 1..5_usize,
        representative in prop::sample::select(vec![
            Representative::Earliest, Representative::Longest, Representative::First,
        ]),
    ) {
        let plan = Plan { passages: None, matrix: None, representative, ..Plan::default() };
        let articles: Vec<Article> = made.iter().enumerate().map(|(at, made)| article(at, made)).collect();
        let mut sharded = vec![Vec::new(); shards];
        for (at, article) in articles.iter().enumerate() {
            sharded[at * at % shards].push((at as Number * 1_000, article.clone()));
        }
        let all = known(&sharded, &plan);
        let found = pairs(&all, &articles, &plan);
        let stars = clusters(&all, &found);
        let batch = Batch::new(articles, Vec::new()).unwrap();
        let expected = super::super::compare(&batch, &plan, &Unwatched);
        let row = |found: &crate::relate::PairFinding| (found.pair, found.relation, found.overlap);
        prop_assert_eq!(found, expected.pairs.iter().map(row).collect::<Vec<_>>());
        let star = |cluster: &Cluster| {
            (cluster.representative.0, cluster.members.iter().map(|member| member.0.0).collect())
        };
        prop_assert_eq!(stars, expected.clusters.iter().map(star).collect());
    }

    #[test]
    fn tallies_of_k_shards_teach_what_one_batch_teaches(
        made in prop::collection::vec((prop::collection::vec(0..6_usize, 0..5), 0..3_u32, 0..9_i64), 1..60),
        shards in 1..5_usize,
    ) {
        let plan = Plan { matrix: None, ..Plan::default() };
        let outlet = |at: usize| [None, Some("Courrier"), Some("Gazette")][at % 3].map(str::to_owned);
        let made = made.iter().enumerate();
        let articles: Vec<Article> =
            made.map(|(at, made)| Article { outlet: outlet(at), ..article(at, made) }).collect();
        let batch = Batch::new(articles.clone(), Vec::new()).unwrap();
        let (observer, scratch) = (&Unwatched, &Scratch::unbounded());
        let columns = columns::fill(&batch, &plan, &mut Clock::new(observer, &Unrecorded));
        let job = Job { batch: &batch, plan: &plan, columns: &columns, scratch, given: Given::default() };
        let word_count = |id| columns.word_count(id);
        let ranks = cluster::ranks(batch.articles(), batch.pairing(), plan.representative, word_count);
        let near = near_search::near_duplicates(&job, &ranks, &mut Clock::new(observer, &Unrecorded));
        let asked = learning::asked(&job, &near, &ranks);
        let mut sharded = vec![Vec::new(); shards];
        for (at, article) in articles.into_iter().enumerate() {
            sharded[at * at % shards].push(Heard { article, words: asked.words[at], wording: asked.wording[at] });
        }
        let all_words = batch.ids().map(word_count).sum();
        prop_assert_eq!(taught_by(sharded, &plan, all_words), learning::statistics(&job, &near, &ranks));
    }

    #[test]
    fn ranks_as_bytes_are_in_the_order_of_ranks(
        made in prop::collection::vec((prop::collection::vec(0..9_usize, 0..4), 0..2_u32, 0..4_i64), 1..30),
        asked in prop::sample::select(vec![
            Representative::Earliest, Representative::Longest, Representative::First,
        ]),
    ) {
        let articles: Vec<Article> = made.iter().enumerate().map(|(at, made)| article(at, made)).collect();
        let plan = Plan { passages: None, ..Plan::default() };
        let words: Vec<u32> = sketched(&articles, &plan).iter().map(|sketched| sketched.words).collect();
        let batch = Batch::new(articles, Vec::new()).unwrap();
        let ranks =
            cluster::ranks(batch.articles(), batch.pairing(), asked, |id| words[id.index()] as usize);
        let by = |bytes: bool| {
            let mut ids: Vec<ArticleId> = batch.ids().collect();
            ids.sort_by_key(|&id| {
                let published = batch.article(id).published.as_ref();
                let rank = rank(published, words[id.index()], id.0.into(), asked);
                if bytes { (Some(rank), 0) } else { (None, ranks[id.index()]) }
            });
            ids
        };
        prop_assert_eq!(by(true), by(false));
    }
}

#[test]
fn a_crowd_taken_apart_has_the_pairs_of_a_crowd() {
    let members: Vec<Member> = (0..CROWDED as u32 + 300)
        .map(|at| Member { article: ArticleId(at), size: at * 37 % 101, rank: at * 71 % 1_301 })
        .collect();
    let mut rows: Vec<u64> = members.iter().map(|member| u64::from(member.article.0)).collect();
    let BucketPairs { pairs: mut expected, crowded, left_out } =
        buckets::pairs(&mut rows, crate::article::Pairing::Within, |article| members[article.index()]);
    assert_eq!(crowded, 1);
    expected.sort_unstable();
    let mut by_rank = members.clone();
    by_rank.sort_by_key(|member| (member.rank, member.article));
    let number = |member: &Member| Number::from(member.article.0);
    let mut found = BTreeSet::new();
    for hub in &by_rank[..HUBS] {
        let others = members.iter().filter(|other| other.article != hub.article);
        found.extend(others.map(|other| (number(hub).min(number(other)), number(hub).max(number(other)))));
    }
    let mut by_size = members.clone();
    by_size.sort_by_key(|member| (member.size, member.rank, member.article));
    for (at, part) in by_size.chunks(200).enumerate() {
        let mut neighbours = Neighbours::default();
        let start = at * 200;
        by_size[start.saturating_sub(buckets::NEIGHBOURS)..start]
            .iter()
            .for_each(|m| neighbours.pass(number(m)));
        for member in part {
            found.extend(neighbours.meet(number(member)));
        }
    }
    let expected: BTreeSet<(Number, Number)> =
        expected.iter().map(|pair| (pair.first().0.into(), pair.second().0.into())).collect();
    assert_eq!(found, expected);
    let all = members.len() as u64;
    assert_eq!(left_out, all * (all - 1) / 2 - found.len() as u64);
}
