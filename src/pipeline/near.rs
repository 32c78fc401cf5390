//! Stage 2: near-duplicates, found by sketches or by the exact join, verified exactly.

use super::clock::Clock;
use super::{COUNTED_AT_ONCE, Job};
use crate::article::{ArticleId, Pair, Pairing};
use crate::columns::Columns;
use crate::lsh::buckets::{self, BucketPairs, Member};
use crate::lsh::join::{Posting, pairs_of, prefix};
use crate::lsh::{Method, Search, SearchRecord};
use crate::measure::Overlap;
use crate::observe::{Stage, WarningKind};
use crate::plan::Plan;
use crate::statistics::{Counters, Frequencies};
use crate::verify;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// Sets of at most so many shingles are joined exactly as well.
const FEW_SHINGLES: usize = 16;

/// So many shingles has an article at the most that is joined exactly as well: it may resemble one of the few.
pub(super) fn few_shingles(plan: &Plan) -> usize {
    (FEW_SHINGLES as f64 / plan.threshold.value()).ceil() as usize
}

/// Bands whose pairs are collected before repeated ones are taken out: a crowd meets in all of them.
const BANDS_AT_ONCE: usize = 8;

/// Verified near-duplicates, ordered by pair, and how they were looked for.
#[derive(Serialize, Deserialize)]
pub(super) struct NearDuplicates {
    pub(super) pairs: Vec<(Pair, Overlap)>,
    pub(super) search: SearchRecord,
    /// Pairs that were found and are left out because they were published too far apart.
    pub(super) outside_window: u64,
}

/// What the search works on: one article of each group of identical ones.
struct NearSearch<'a> {
    columns: &'a dyn Columns,
    plan: &'a Plan,
    pairing: Pairing,
    ranks: &'a [u32],
    representatives: Vec<ArticleId>,
}

/// Finds and verifies the near-duplicates of a batch.
pub(super) fn near_duplicates(job: &Job<'_>, ranks: &[u32], clock: &mut Clock<'_>) -> NearDuplicates {
    let groups = identical_groups(job, ranks);
    let search = NearSearch {
        columns: job.columns,
        plan: job.plan,
        pairing: job.batch.pairing(),
        ranks,
        representatives: groups.iter().map(|group| group[0]).collect(),
    };
    let (candidates, mut record) = match job.given.selected {
        Some(selected) => (selected.near.clone(), selected.search),
        None => search.candidates(clock),
    };
    let verified = search.verified(&candidates, clock);
    let (mut pairs, left_out) = search.expanded(&verified, &groups);
    // Bands count a pair that several of them leave out as often, and one that another has found: never more than all.
    record.pairs_left_out = (record.pairs_left_out + left_out).min(all_pairs(job) - pairs.len() as u64);
    warn_of_crowds(&record, clock);
    let outside_window = pairs.extract_if(.., |(pair, _)| !job.within_window(*pair)).count() as u64;
    NearDuplicates { pairs, search: record, outside_window }
}

/// How many pairs the run asks about.
fn all_pairs(job: &Job<'_>) -> u64 {
    let examined = job.batch.examined().len() as u64;
    let read = job.batch.ids().len() as u64;
    let all = job.given.selected.map_or(read, |selected| examined + selected.archive);
    let within = |articles: u64| articles * articles.saturating_sub(1) / 2;
    match job.batch.pairing() {
        Pairing::Within => within(all),
        Pairing::Against { .. } => examined * (all - examined),
        Pairing::Joining { .. } => within(all) - within(all - examined),
    }
}

/// Articles with a word in headline or text, grouped by identity and side; the first in rank stands for its group.
pub(super) fn identical_groups(job: &Job<'_>, ranks: &[u32]) -> Vec<Vec<ArticleId>> {
    let (batch, columns) = (job.batch, job.columns);
    let examined = batch.examined().len();
    let mut rows: Vec<(u128, bool, u32, ArticleId)> = batch
        .ids()
        .filter(|&id| columns.shingle_count(id) > 0)
        .map(|id| (columns.identity(id), id.index() >= examined, ranks[id.index()], id))
        .collect();
    rows.par_sort_unstable();
    let same = |x: &(u128, bool, u32, ArticleId), y: &(u128, bool, u32, ArticleId)| (x.0, x.1) == (y.0, y.1);
    let mut groups: Vec<Vec<ArticleId>> =
        rows.chunk_by(same).map(|group| group.iter().map(|row| row.3).collect()).collect();
    groups.par_sort_unstable();
    groups
}

impl NearSearch<'_> {
    /// Pairs of representatives that may be near-duplicates, each once, in order.
    fn candidates(&self, clock: &mut Clock<'_>) -> (Vec<Pair>, SearchRecord) {
        let Some(shape) = self.plan.bands() else { return self.joined(clock) };
        let bands = clock.run(Stage::Candidates, shape.bands(), |observer| {
            let all: Vec<usize> = (0..shape.bands()).collect();
            let mut found = BucketPairs::default();
            for some in all.chunks(BANDS_AT_ONCE) {
                let bands = some.par_iter().map(|&band| {
                    observer.advance(1);
                    self.band(band)
                });
                bands.collect::<Vec<_>>().into_iter().for_each(|band| found.append(band));
                found.pairs = distinct(found.pairs);
            }
            (found.pairs.len(), found)
        });
        let record = SearchRecord {
            method: Method::Lsh,
            slots: shape.bands() * shape.rows(),
            bands: shape.bands(),
            rows: shape.rows(),
            expected_recall: shape.expected_recall(self.plan.threshold),
            crowded_buckets: bands.crowded,
            pairs_left_out: bands.left_out,
        };
        let mut pairs = bands.pairs;
        pairs.extend(self.of_few_shingles());
        (distinct(pairs), record)
    }

    /// Pairs one article of which has few shingles, by the exact join. Slots of such a set are borrowed from the same few
    /// shingles, so bands are not as independent as their expected recall supposes. A shingle of a crowd pairs nobody
    /// here: the crowd has met in a bucket.
    fn of_few_shingles(&self) -> Vec<Pair> {
        let most = few_shingles(self.plan);
        let few = |id: &&ArticleId| self.columns.shingle_count(**id) <= most;
        let articles: Vec<ArticleId> = self.representatives.par_iter().filter(few).copied().collect();
        self.pairs_by_join(&articles, buckets::CROWDED)
    }

    /// The pairs of one band.
    fn band(&self, band: usize) -> BucketPairs {
        let keys = self.columns.band_keys(band);
        let row = |id: &ArticleId| u64::from(keys[id.index()]) << 32 | u64::from(id.0);
        let mut rows: Vec<u64> = self.representatives.iter().map(row).collect();
        buckets::pairs(&mut rows, self.pairing, |article| Member {
            article,
            size: self.columns.shingle_count(article) as u32,
            rank: self.ranks[article.index()],
        })
    }

    /// All pairs that the prefix filter lets through.
    fn joined(&self, clock: &mut Clock<'_>) -> (Vec<Pair>, SearchRecord) {
        let articles = &self.representatives;
        let pairs = clock.run(Stage::Candidates, articles.len(), |observer| {
            let pairs = distinct(self.pairs_by_join(articles, usize::MAX));
            observer.advance(articles.len() as u64);
            (pairs.len(), pairs)
        });
        let record = SearchRecord {
            method: Method::Exact,
            slots: 0,
            bands: 0,
            rows: 0,
            expected_recall: 1.0,
            crowded_buckets: 0,
            pairs_left_out: 0,
        };
        (pairs, record)
    }

    /// The pairs of these articles that the prefix filter lets through; a shingle that more than so many have among
    /// their rare ones pairs nobody.
    fn pairs_by_join(&self, articles: &[ArticleId], most: usize) -> Vec<Pair> {
        let shingles = |&id: &ArticleId| self.columns.shingles(id);
        let counters =
            Counters::for_hashes(articles.par_iter().map(|&id| self.columns.shingle_count(id)).sum());
        articles.par_chunks(COUNTED_AT_ONCE).for_each(|articles| {
            let mut counter = counters.counter();
            for id in articles {
                shingles(id).iter().for_each(|&shingle| counter.count(shingle));
            }
        });
        let frequencies = counters.finish();
        let mut postings: Vec<Posting> =
            articles.par_iter().flat_map_iter(|&id| self.postings(id, &frequencies)).collect();
        postings.par_sort_unstable();
        let runs = postings.par_chunk_by(|x, y| x.shingle == y.shingle).filter(|run| run.len() <= most);
        runs.flat_map_iter(|run| pairs_of(run, self.plan.threshold, self.pairing)).collect()
    }

    fn postings(
        &self,
        article: ArticleId,
        frequencies: &Frequencies,
    ) -> impl Iterator<Item = Posting> + use<> {
        let set = &*self.columns.shingles(article);
        let size = set.len() as u32;
        let rarest = prefix(set, self.plan.threshold, |shingle| frequencies.at_most(shingle));
        rarest.into_iter().map(move |shingle| Posting { shingle, article, size })
    }

    /// The candidates that reach the threshold, with their exact overlap.
    fn verified(&self, candidates: &[Pair], clock: &mut Clock<'_>) -> Vec<(Pair, Overlap)> {
        clock.run(Stage::Verify, candidates.len(), |observer| {
            let blocks = candidates.par_chunks(1_024).flat_map_iter(|block| {
                observer.advance(block.len() as u64);
                block.chunk_by(|x, y| x.first() == y.first()).flat_map(|of_one| self.verified_of_one(of_one))
            });
            let verified: Vec<(Pair, Overlap)> = blocks.collect();
            (verified.len(), verified)
        })
    }

    /// As [`verified`](Self::verified), of pairs with the same first article.
    fn verified_of_one(&self, candidates: &[Pair]) -> impl Iterator<Item = (Pair, Overlap)> {
        let first = self.columns.shingles(candidates[0].first());
        candidates.iter().filter_map(move |&pair| {
            let second = self.columns.shingles(pair.second());
            verify::near_duplicate(&first, &second, self.plan.threshold).map(|overlap| (pair, overlap))
        })
    }

    /// With how many articles each representative stands, itself and its equals included, once groups are expanded, by
    /// article; nothing where all pairs were asked for, for then no crowd is too large.
    fn met(&self, verified: &[(Pair, Overlap)], group: impl Fn(ArticleId) -> usize) -> Vec<u64> {
        if self.plan.search == Search::Exact {
            return Vec::new();
        }
        let mut met = vec![0; self.columns.len()];
        self.representatives.iter().for_each(|&id| met[id.index()] = group(id) as u64);
        for (pair, _) in verified {
            met[pair.first().index()] += group(pair.second()) as u64;
            met[pair.second().index()] += group(pair.first()) as u64;
        }
        met
    }

    /// The pairs of all articles, from those of representatives: members of a group stand where their representative
    /// stands. A group of more than [`CROWDED`](buckets::CROWDED) articles is a star around its representative, and so are
    /// two groups one of which would stand with more than so many; what that leaves out is counted.
    fn expanded(
        &self,
        verified: &[(Pair, Overlap)],
        groups: &[Vec<ArticleId>],
    ) -> (Vec<(Pair, Overlap)>, u64) {
        let group_of = |id: ArticleId| &groups[groups.partition_point(|group| group[0] < id)];
        let mut left_out = 0;
        let mut pairs = Vec::with_capacity(verified.len());
        for group in groups.iter().filter(|group| group.len() > 1) {
            let size = self.columns.shingle_count(group[0]) as u32;
            let same = Overlap { shared: size, first: size, second: size };
            let is_crowd = self.plan.search != Search::Exact && group.len() > buckets::CROWDED;
            let hubs = if is_crowd { 1 } else { group.len() };
            let all = group.iter().enumerate().take(hubs);
            let all = all.flat_map(|(at, &one)| {
                group[at + 1..].iter().filter_map(move |&other| Pair::new(one, other))
            });
            let before = pairs.len();
            pairs.extend(all.filter(|&pair| self.pairing.asks(pair)).map(|pair| (pair, same)));
            if hubs == 1 {
                let asked = Pair::new(group[0], group[1]).is_some_and(|pair| self.pairing.asks(pair));
                let all = if asked { group.len() * (group.len() - 1) / 2 } else { 0 };
                left_out += (all - (pairs.len() - before)) as u64;
            }
        }
        let met = self.met(verified, |id| group_of(id).len());
        for &(pair, overlap) in verified {
            let (first, second) = (group_of(pair.first()), group_of(pair.second()));
            let crowd = met.get(pair.first().index()).max(met.get(pair.second().index()));
            let crowd = crowd.is_some_and(|&articles| articles > buckets::CROWDED as u64);
            left_out += cross(first, second, (overlap, crowd), &mut pairs);
        }
        pairs.par_sort_unstable_by_key(|row| row.0);
        (pairs, left_out)
    }
}

/// Appends the pairs of two resembling groups, given in the order of their representatives: all, or of a crowd the
/// star around the two representatives. Gives how many are left out.
fn cross(
    first: &[ArticleId],
    second: &[ArticleId],
    (overlap, crowd): (Overlap, bool),
    pairs: &mut Vec<(Pair, Overlap)>,
) -> u64 {
    let before = pairs.len();
    let turned = Overlap { first: overlap.second, second: overlap.first, ..overlap };
    for (at, &one) in first.iter().enumerate() {
        let partners = if crowd && at > 0 { &second[..1] } else { second };
        pairs.extend(partners.iter().filter_map(|&other| {
            Pair::new(one, other).map(|pair| (pair, if pair.first() == one { overlap } else { turned }))
        }));
    }
    (first.len() * second.len() - (pairs.len() - before)) as u64
}

fn distinct(mut pairs: Vec<Pair>) -> Vec<Pair> {
    pairs.par_sort_unstable();
    pairs.dedup();
    pairs
}

fn warn_of_crowds(record: &SearchRecord, clock: &mut Clock<'_>) {
    if record.pairs_left_out > 0 {
        let crowds = match record.crowded_buckets {
            0 => "crowds of equal articles".to_owned(),
            buckets => format!("{buckets} crowded buckets, or in crowds of equal articles"),
        };
        clock.warn(
            WarningKind::CrowdedBucket,
            format!(
                "up to {} pairs of articles that are alike in part were not compared: they stand in {crowds} (--exact compares \
                 all, at a cost; a higher --threshold makes buckets smaller)",
                record.pairs_left_out
            ),
        );
    }
}
