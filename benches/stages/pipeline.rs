//! All stages together, from articles in memory to findings.

use crate::common::{batch, press};
use criterion::{BenchmarkId, Criterion, Throughput};
use std::hint::black_box;
use wirecopy::findings::{Findings, Relation};
use wirecopy::lsh::Search;
use wirecopy::observe::Unwatched;
use wirecopy::pipeline::compare;
use wirecopy::plan::Plan;

fn near_duplicates(findings: &Findings) -> usize {
    findings.pairs.iter().filter(|found| found.relation == Relation::NearDuplicate).count()
}

pub(crate) fn bench(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("pipeline");
    group.sample_size(10);
    for independent in [500, 2_000] {
        let press = press(independent, 5);
        let (near, quotations) = (press.near_duplicates, press.quotations);
        let size = press.articles.len();
        let articles = batch(press.articles);
        let everything = Plan { matrix: None, ..Plan::default() };
        let near_only = Plan { passages: None, ..everything.clone() };
        let exact = Plan { search: Search::Exact, ..near_only.clone() };

        let found = compare(&articles, &everything, &Unwatched);
        assert_eq!(found.accounts.iter().map(|account| account.words as usize).sum::<usize>(), press.words);
        assert_eq!((near_duplicates(&found), found.pairs.len()), (near, near + quotations));
        assert_eq!(found.passages.len(), near + quotations);

        group.throughput(Throughput::Elements(size as u64));
        for (name, plan, pairs) in [
            ("everything", &everything, near + quotations),
            ("near-only", &near_only, near),
            ("exact", &exact, near),
        ] {
            assert_eq!(compare(&articles, plan, &Unwatched).pairs.len(), pairs, "{name}");
            group.bench_with_input(BenchmarkId::new(name, size), plan, |bencher, plan| {
                bencher.iter(|| compare(black_box(&articles), plan, &Unwatched));
            });
        }
    }
    group.finish();
}
