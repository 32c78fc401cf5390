//! Two articles to their passages, and a batch to the pairs that are worth it.

use crate::common::{QUOTED, Random, Vocabulary, press};
use criterion::{Criterion, Throughput};
use std::hint::black_box;
use wirecopy::align::pairing::{Fingerprint, Posting, Sharers, Stretch, fingerprints, is_enough};
use wirecopy::align::{AlignSettings, Aligned, Both, Millinats, Words, align};
use wirecopy::article::{Article, ArticleId, Pair, Pairing};
use wirecopy::columns::Particular;
use wirecopy::text::{Folding, Tokenizer, stem, word_hash};

/// What alignment knows of an article, where every word tells as much as any other.
struct Columns {
    words: Vec<u32>,
    weights: Vec<Millinats>,
    masked: Vec<bool>,
    common: Vec<bool>,
    particulars: Vec<Particular>,
    sentences: Vec<u32>,
}

impl Columns {
    fn new(words: Vec<u32>) -> Self {
        let (length, grams) = (words.len(), words.len().saturating_sub(2));
        Self {
            words,
            weights: vec![2_000; length],
            masked: vec![false; length],
            common: vec![false; grams],
            particulars: vec![Particular::Wording; length],
            sentences: (0..length as u32).step_by(15).collect(),
        }
    }

    fn of_text(text: &str) -> Self {
        let mut words = Vec::new();
        let mut tokenizer = Tokenizer::new(Folding::default());
        tokenizer.for_each(text, |token| words.push(word_hash(stem(token.folded)) as u32));
        Self::new(words)
    }

    fn view(&self) -> Words<'_> {
        Words {
            words: &self.words,
            stems: &self.words,
            weights: &self.weights,
            masked: &self.masked,
            common: &self.common,
            particulars: &self.particulars,
            sentences: &self.sentences,
        }
    }
}

fn aligned(first: &Columns, second: &Columns) -> Vec<Aligned> {
    align(&Both { first: first.view(), second: second.view() }, AlignSettings::default())
}

fn paired(articles: &[Columns]) -> Vec<Pair> {
    let ids = || (0..articles.len() as u32).map(ArticleId);
    let of = |id: ArticleId| {
        let Columns { words, weights, masked, .. } = &articles[id.index()];
        fingerprints(id, &[Stretch { stems: words, weights, masked }]).collect::<Vec<Fingerprint>>()
    };
    let mut rows: Vec<Fingerprint> = ids().flat_map(of).collect();
    rows.sort_unstable();
    rows.dedup_by_key(|row| (row.gram, row.article));
    let mut met: Vec<(Pair, u32)> = Vec::new();
    for run in rows.chunk_by(|x, y| x.gram == y.gram) {
        let postings: Vec<Posting> = run.iter().map(Posting::of).collect();
        let Some(sharers) = Sharers::of(&postings) else { continue };
        for (at, posting) in postings.iter().enumerate() {
            let others = sharers.met(at, (Pairing::Within, &|_| true));
            met.extend(others.filter_map(|other| {
                Pair::new(posting.article(), other.article()).map(|pair| (pair, other.information()))
            }));
        }
    }
    met.sort_unstable();
    let same = met.chunk_by(|x, y| x.0 == y.0);
    same.filter(|same| is_enough(same.len(), same.iter().map(|row| row.1).sum()))
        .map(|same| same[0].0)
        .collect()
}

pub(crate) fn bench(criterion: &mut Criterion) {
    let (mut random, vocabulary) = (Random::new(3), Vocabulary::new(50_000));
    let mut text = |words| Columns::of_text(&vocabulary.draw_many(words, &mut random).join(" "));
    let original = text(600);
    let mut edited = original.words.clone();
    edited.iter_mut().step_by(12).for_each(|word| *word ^= 1);
    let edited = Columns::new(edited);
    let mut quoting = text(600);
    quoting.words[300..300 + QUOTED].copy_from_slice(&original.words[100..100 + QUOTED]);
    let stranger = text(600);

    let passages = |other: &Columns| aligned(&original, other).len();
    assert_eq!(
        (passages(&original), passages(&edited), passages(&quoting), passages(&stranger)),
        (1, 1, 1, 0)
    );
    assert!(aligned(&original, &edited)[0].matched >= 600 * 9 / 10);
    assert!(aligned(&original, &quoting)[0].matched >= QUOTED as u32);

    let mut group = criterion.benchmark_group("align");
    group.throughput(Throughput::Elements(1));
    for (name, other) in [("edited", &edited), ("quoting", &quoting), ("stranger", &stranger)] {
        group
            .bench_function(name, |bencher| bencher.iter(|| aligned(black_box(&original), black_box(other))));
    }

    let press = press(1_000, 4);
    let columns: Vec<Columns> =
        press.articles.iter().map(|article: &Article| Columns::of_text(&article.text)).collect();
    let pairs = paired(&columns).len();
    assert!(pairs >= press.near_duplicates + press.quotations, "{pairs} pairs are fewer than were planted");
    group.throughput(Throughput::Elements(press.articles.len() as u64));
    group.bench_function("pairing", |bencher| bencher.iter(|| paired(black_box(&columns))));
    group.finish();
}
