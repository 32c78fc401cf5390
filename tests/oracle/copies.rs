//! One text in many copies: what is said of two of them does not depend on how many others there are.

use crate::common::{Random, Vocabulary, article, batch, prose};
use wirecopy::article::Article;
use wirecopy::findings::Findings;
use wirecopy::lsh::Search;
use wirecopy::observe::Unwatched;
use wirecopy::pipeline::compare;
use wirecopy::plan::Plan;

/// Words that only one copy has, before its text.
const OWN: usize = 30;

/// Copies of one text of so many words, each behind words of its own.
fn copies(count: usize, words: usize) -> Vec<Article> {
    let (mut random, vocabulary) = (Random::new(21), Vocabulary::new(50_000));
    let text = prose(&vocabulary.draw_many(words, &mut random));
    let copy = |number| {
        let own = prose(&vocabulary.draw_many(OWN, &mut random));
        article(format!("a{number}"), format!("{own}\n\n{text}"))
    };
    (0..count).map(copy).collect()
}

fn everything(articles: Vec<Article>, search: Search) -> Findings {
    compare(&batch(articles), &Plan { search, matrix: None, ..Plan::default() }, &Unwatched)
}

#[test]
fn every_two_copies_share_their_passage_however_many_there_are() {
    let text = "The bridge over the river Orle was closed on Monday after engineers found cracks in two of its piers.";
    for count in [2, 5, 6, 20, 100] {
        let alone = (0..count).map(|number| article(format!("a{number}"), text)).collect();
        for (what, articles) in [("a sentence", alone), ("a dispatch", copies(count, 175))] {
            let found = everything(articles, Search::Bands);
            let pairs = count * (count - 1) / 2;
            assert_eq!(found.passages.len(), pairs, "{what} in {count} copies: a passage for each pair");
            assert_eq!(found.pairs.len(), pairs, "{what} in {count} copies: a row for each pair");
        }
    }
}

#[test]
fn an_exact_search_that_leaves_pairs_out_does_not_advise_an_exact_search() {
    let articles = (0..1_100).map(|number| article(format!("a{number}"), "One text of six words.")).collect();
    let found = everything(articles, Search::Exact);
    let search = found.search.expect("a search");
    let all = 1_100 * 1_099 / 2;
    assert_eq!(found.pairs.len() as u64 + search.pairs_left_out, all, "what is left out is counted");
    for warning in &found.warnings {
        assert!(!warning.what.contains("--exact"), "{warning}");
        assert!(!warning.what.starts_with("0 "), "{warning}");
    }
}
