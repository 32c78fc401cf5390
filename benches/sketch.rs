//! From text to sketch, one step after the other.

mod common;

use common::press;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use wirecopy::article::Article;
use wirecopy::shingle::{SetMaker, ShingleWidth, append_shingles};
use wirecopy::sketch::{SketchShape, append_sketch};
use wirecopy::text::{Folding, Tokenizer};

fn words(articles: &[Article]) -> Vec<Vec<u64>> {
    let mut tokenizer = Tokenizer::new(Folding::default());
    let of = |article: &Article| {
        let mut words = Vec::new();
        tokenizer.for_each(&article.text, |token| words.push(token.hash));
        words
    };
    articles.iter().map(of).collect()
}

fn sets(words: &[Vec<u64>]) -> Vec<Vec<u64>> {
    let of = |words: &Vec<u64>| {
        let mut set = Vec::new();
        append_shingles(words, ShingleWidth::default(), &mut set);
        into_set(&mut set);
        set
    };
    words.iter().map(of).collect()
}

fn sketches(sets: &[Vec<u64>]) -> Vec<u32> {
    let mut column = Vec::new();
    for set in sets {
        append_sketch(set, SketchShape::default(), &mut column);
    }
    column
}

fn bench(criterion: &mut Criterion) {
    let press = press(500, 1);
    let words_of_all = words(&press.articles);
    let sets_of_all = sets(&words_of_all);
    assert_eq!(words_of_all.iter().map(Vec::len).sum::<usize>(), press.words);
    assert!(sets_of_all.iter().map(Vec::len).sum::<usize>() > press.words * 9 / 10);
    assert_eq!(sketches(&sets_of_all).len(), press.articles.len() * SketchShape::default().slots());

    let mut group = criterion.benchmark_group("sketch");
    group.throughput(Throughput::Elements(press.words as u64));
    group.bench_function("tokens", |bencher| bencher.iter(|| words(black_box(&press.articles))));
    group.bench_function("shingles", |bencher| bencher.iter(|| sets(black_box(&words_of_all))));
    group.bench_function("slots", |bencher| bencher.iter(|| sketches(black_box(&sets_of_all))));
    group.finish();
}

criterion_group!(benches, bench);
criterion_main!(benches);
