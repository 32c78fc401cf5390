//! From sketches or shingle sets to verified near-duplicates.

use crate::common::press;
use criterion::{Criterion, Throughput};
use std::hint::black_box;
use wirecopy::article::{Article, ArticleId, Pair, Pairing};
use wirecopy::lsh::bands::BandShape;
use wirecopy::lsh::buckets::{self, Member};
use wirecopy::lsh::join::{Posting, pairs_of, prefix};
use wirecopy::measure::Threshold;
use wirecopy::shingle::{SetMaker, ShingleWidth, append_shingles};
use wirecopy::sketch::{SketchShape, append_sketch};
use wirecopy::statistics::Counters;
use wirecopy::text::{Folding, Tokenizer};
use wirecopy::verify::near_duplicate;

/// Sorted shingle sets and sketches of articles, made beforehand.
struct Prepared {
    sets: Vec<Vec<u64>>,
    sketches: Vec<Vec<u32>>,
    threshold: Threshold,
}

impl Prepared {
    fn new(articles: &[Article]) -> Self {
        let mut tokenizer = Tokenizer::new(Folding::default());
        let set = |article: &Article| {
            let (mut words, mut shingles, mut set) = (Vec::new(), Vec::new(), Vec::new());
            tokenizer.for_each(&article.text, |token| words.push(token.hash));
            append_shingles(&words, ShingleWidth::default(), &mut shingles);
            SetMaker::default().append_set(&shingles, &mut set);
            set
        };
        let sets: Vec<Vec<u64>> = articles.iter().map(set).collect();
        let sketch = |set: &Vec<u64>| {
            let mut sketch = Vec::new();
            append_sketch(set, SketchShape::default(), &mut sketch);
            sketch
        };
        Self { sketches: sets.iter().map(sketch).collect(), sets, threshold: Threshold::default() }
    }

    fn by_bands(&self) -> Vec<Pair> {
        let shape = BandShape::for_threshold(self.threshold, SketchShape::default()).expect("a shape");
        let member = |article: ArticleId| Member {
            article,
            size: self.sets[article.index()].len() as u32,
            rank: article.0,
        };
        let pairs = (0..shape.bands()).flat_map(|band| {
            let keyed = self.sketches.iter().zip(0u64..);
            let mut rows: Vec<u64> =
                keyed.map(|(sketch, article)| u64::from(shape.key(sketch, band)) << 32 | article).collect();
            buckets::pairs(&mut rows, Pairing::Within, member).pairs
        });
        distinct(pairs.collect())
    }

    fn by_join(&self) -> Vec<Pair> {
        let counters = Counters::for_hashes(self.sets.iter().map(Vec::len).sum());
        let mut counter = counters.counter();
        self.sets.iter().flatten().for_each(|&shingle| counter.count(shingle));
        drop(counter);
        let frequencies = counters.finish();
        let mut postings = Vec::new();
        for (set, article) in self.sets.iter().zip(0..) {
            let (article, size) = (ArticleId(article), set.len() as u32);
            let rarest = prefix(set, self.threshold, |shingle| frequencies.at_most(shingle));
            postings.extend(rarest.into_iter().map(|shingle| Posting { shingle, article, size }));
        }
        postings.sort_unstable();
        let runs = postings.chunk_by(|x, y| x.shingle == y.shingle);
        distinct(runs.flat_map(|run| pairs_of(run, self.threshold, Pairing::Within)).collect())
    }

    fn verified(&self, candidates: &[Pair]) -> usize {
        let near = |pair: &&Pair| {
            let (first, second) = (&self.sets[pair.first().index()], &self.sets[pair.second().index()]);
            near_duplicate(first, second, self.threshold).is_some()
        };
        candidates.iter().filter(near).count()
    }
}

fn distinct(mut pairs: Vec<Pair>) -> Vec<Pair> {
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

pub(crate) fn bench(criterion: &mut Criterion) {
    let press = press(2_000, 2);
    let prepared = Prepared::new(&press.articles);
    let (banded, joined) = (prepared.by_bands(), prepared.by_join());
    assert_eq!(prepared.verified(&banded), press.near_duplicates);
    assert_eq!(prepared.verified(&joined), press.near_duplicates);

    let mut group = criterion.benchmark_group("candidates");
    group.throughput(Throughput::Elements(press.articles.len() as u64));
    group.bench_function("bands", |bencher| bencher.iter(|| black_box(&prepared).by_bands()));
    group.bench_function("join", |bencher| bencher.iter(|| black_box(&prepared).by_join()));
    group.throughput(Throughput::Elements(banded.len() as u64));
    group.bench_function("verify", |bencher| bencher.iter(|| prepared.verified(black_box(&banded))));
    group.finish();
}
