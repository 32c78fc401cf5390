//! The definitions, written down without regard to speed, and articles on which they are tried.

use crate::common::{Random, Vocabulary, article, prose};
use std::collections::{BTreeMap, BTreeSet};
use wirecopy::article::{Article, ArticleId, Batch, Pair};
use wirecopy::findings::Overlap;
use wirecopy::text::{Folding, Token, Tokenizer};

/// A shingle set as the definition has it: of words, not of hashes.
pub(crate) type Shingles = BTreeSet<Vec<String>>;

pub(crate) fn tokens(text: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let folded = |token: Token<'_>| String::from_utf8(token.folded.to_owned()).expect("words are UTF-8");
    Tokenizer::new(Folding::Diacritics).for_each(text, |token| tokens.push(folded(token)));
    tokens
}

/// Shingles of the title, then of the text; a field shorter than the width is one shingle.
pub(crate) fn shingles(article: &Article, width: usize) -> Shingles {
    let fields = [article.title.as_deref().unwrap_or_default(), &article.text];
    let fields = fields.map(tokens).into_iter().filter(|words| !words.is_empty());
    fields
        .flat_map(|words| words.windows(width.min(words.len())).map(<[String]>::to_vec).collect::<Vec<_>>())
        .collect()
}

pub(crate) fn overlap(first: &Shingles, second: &Shingles) -> Overlap {
    Overlap {
        shared: first.intersection(second).count() as u32,
        first: first.len() as u32,
        second: second.len() as u32,
    }
}

/// All pairs that share something and resemble at the threshold, each compared with each.
pub(crate) fn near_duplicates(batch: &Batch, width: usize, threshold: f64) -> BTreeMap<Pair, Overlap> {
    let sets: Vec<Shingles> = batch.articles().iter().map(|article| shingles(article, width)).collect();
    let mut found = BTreeMap::new();
    for (first, one) in sets.iter().enumerate() {
        for (second, other) in sets.iter().enumerate().skip(first + 1) {
            let overlap = overlap(one, other);
            let union = one.union(other).count();
            if overlap.shared > 0 && f64::from(overlap.shared) / union as f64 >= threshold {
                found.insert(pair(first, second), overlap);
            }
        }
    }
    found
}

pub(crate) fn pair(first: usize, second: usize) -> Pair {
    Pair::new(ArticleId(first as u32), ArticleId(second as u32)).expect("two articles")
}

/// Families of articles that resemble one another in every degree, short ones and empty ones among them, in disorder.
pub(crate) fn families(seed: u64) -> Vec<Article> {
    let mut random = Random::new(seed);
    let vocabulary = Vocabulary::new(400);
    let mut articles = vec![article("", ""), article("", "… — !"), article("", "")];
    for length in [1, 2, 3, 4, 5, 6, 8, 12, 20, 35, 60, 90, 120] {
        let original = vocabulary.draw_many(length, &mut random);
        for percent in [0, 0, 3, 6, 12, 20, 35] {
            let copy = edited(&original, percent, &vocabulary, &mut random);
            let mut copy = article("", prose(&copy));
            if random.chance(30) {
                copy.text = copy.text.to_uppercase();
            }
            if random.chance(30) {
                copy.title = Some(prose(&original[..length.min(5)]));
            }
            articles.push(copy);
        }
    }
    articles[1].title = Some("?".into());
    random.shuffle(&mut articles);
    for (number, article) in articles.iter_mut().enumerate() {
        article.id = format!("a{number}");
    }
    articles
}

/// A copy in which some words in a hundred are replaced, left out or followed by another.
fn edited(original: &[String], percent: usize, vocabulary: &Vocabulary, random: &mut Random) -> Vec<String> {
    let mut copy = Vec::new();
    for word in original {
        match if random.chance(percent) { random.below(3) } else { 3 } {
            0 => copy.push(vocabulary.draw(random)),
            1 => {}
            2 => copy.extend([word.clone(), vocabulary.draw(random)]),
            _ => copy.push(word.clone()),
        }
    }
    if copy.is_empty() { original.to_vec() } else { copy }
}
