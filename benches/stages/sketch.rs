//! From text to sketch: the whole pass in four languages, in bytes a second, and its steps one after the other.

use crate::common::{Random, article, in_language, press};
use criterion::{Criterion, Throughput};
use std::hint::black_box;
use wirecopy::article::Article;
use wirecopy::columns::{Chunk, MakeColumns};
use wirecopy::plan::Plan;
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

fn shingles(words: &[Vec<u64>]) -> Vec<Vec<u64>> {
    let of = |words: &Vec<u64>| {
        let mut shingles = Vec::new();
        append_shingles(words, ShingleWidth::default(), &mut shingles);
        shingles
    };
    words.iter().map(of).collect()
}

fn sets(shingles: &[Vec<u64>]) -> Vec<u64> {
    let (mut maker, mut column) = (SetMaker::default(), Vec::new());
    for shingles in shingles {
        maker.append_set(shingles, &mut column);
    }
    column
}

fn sketches(sets: &[Vec<u64>]) -> Vec<u32> {
    let mut column = Vec::new();
    for set in sets {
        append_sketch(set, SketchShape::default(), &mut column);
    }
    column
}

pub(crate) fn steps(criterion: &mut Criterion) {
    let press = press(500, 1);
    let words_of_all = words(&press.articles);
    let shingles_of_all = shingles(&words_of_all);
    assert_eq!(words_of_all.iter().map(Vec::len).sum::<usize>(), press.words);
    assert!(sets(&shingles_of_all).len() > press.words * 9 / 10);
    assert_eq!(sketches(&shingles_of_all).len(), press.articles.len() * SketchShape::default().slots());

    let mut group = criterion.benchmark_group("sketch");
    group.throughput(Throughput::Elements(press.words as u64));
    group.bench_function("tokens", |bencher| bencher.iter(|| words(black_box(&press.articles))));
    group.bench_function("shingles", |bencher| bencher.iter(|| shingles(black_box(&words_of_all))));
    group.bench_function("sets", |bencher| bencher.iter(|| sets(black_box(&shingles_of_all))));
    group.bench_function("slots", |bencher| bencher.iter(|| sketches(black_box(&shingles_of_all))));
    group.finish();
}

/// All columns of some articles, from tokens to sketch.
pub(crate) fn whole_pass(criterion: &mut Criterion) {
    const WORDS: usize = 500;
    let near_only = Plan { passages: None, ..Plan::default() };
    let keeping = Plan { folding: Folding::CaseOnly, ..near_only.clone() };
    let with_passages = Plan::default();
    let mut group = criterion.benchmark_group("pass");
    for language in ["french", "english", "russian", "chinese"] {
        let mut random = Random::new(5);
        let articles: Vec<Article> =
            (0..200).map(|at| article(format!("a{at}"), in_language(language, WORDS, &mut random))).collect();
        let bytes: usize = articles.iter().map(|article| article.text.len()).sum();
        group.throughput(Throughput::Bytes(bytes as u64));
        for (name, plan) in
            [("near", &near_only), ("near-diacritics", &keeping), ("passages", &with_passages)]
        {
            let pass = || plan.columns_of(&mut black_box(&articles).iter());
            assert_eq!(tokens(&pass()), articles.len() * WORDS);
            group.bench_function(format!("{language}/{name}"), |bencher| bencher.iter(pass));
        }
    }
    group.finish();
}

fn tokens(chunk: &Chunk) -> usize {
    chunk.word_count()
}
