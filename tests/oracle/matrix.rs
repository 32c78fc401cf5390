//! Every cell of the matrix against its definition.

use crate::brute::{families, overlap, shingles, tokens};
use crate::common::{Random, Vocabulary, article, batch, prose, word};
use std::collections::BTreeSet;
use std::ops::Range;
use wirecopy::article::{Article, ArticleId, Batch, Pair};
use wirecopy::findings::{Findings, Matrix, Measure, PassageKind};
use wirecopy::observe::Unwatched;
use wirecopy::pipeline::compare;
use wirecopy::plan::{MatrixOrder, MatrixPlan, Plan};
use wirecopy::text::{Folding, Tokenizer};

fn plan(measure: Measure, order: MatrixOrder) -> Plan {
    Plan { matrix: Some(MatrixPlan { measure, order, limit: 2_000 }), ..Plan::default() }
}

/// The articles by themselves, and split into examined ones and references, with rows and columns of the matrix.
fn arrangements(articles: &[Article]) -> Vec<(Batch, Range<usize>, Range<usize>)> {
    let (all, border) = (articles.len(), articles.len() / 3);
    let (examined, references) = articles.split_at(border);
    let against = Batch::against(examined.to_vec(), references.to_vec(), Vec::new()).expect("few articles");
    vec![(batch(articles.to_vec()), 0..all, 0..all), (against, 0..border, border..all)]
}

fn ids(range: Range<usize>) -> Vec<ArticleId> {
    range.map(|at| ArticleId(at as u32)).collect()
}

/// Judges each cell: `cell(row, column)` is the value by definition for two different articles.
#[track_caller]
fn judge(matrix: &Matrix, cell: impl Fn(ArticleId, ArticleId) -> f64) {
    let columns = matrix.columns.len();
    assert_eq!(matrix.cells.len(), matrix.rows.len() * columns);
    for (at, got) in matrix.cells.iter().enumerate() {
        let (row, column) = (matrix.rows[at / columns], matrix.columns[at % columns]);
        let expected = if row == column { 1.0 } else { cell(row, column) };
        let got = got.value();
        assert!(
            (got - expected).abs() < 1e-12,
            "{:?} of {row:?} in {column:?}: {got}, not {expected}",
            matrix.measure
        );
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

#[test]
fn resemblance_and_containment_are_those_of_shingle_sets() {
    for (articles, rows, columns) in arrangements(&families(11)) {
        let sets: Vec<_> = articles.articles().iter().map(|article| shingles(article, 3)).collect();
        let wordless = sets.iter().filter(|set| set.is_empty()).count();
        assert_eq!(wordless, 3, "articles without words are in it");
        for measure in [Measure::Resemblance, Measure::Containment] {
            let found = compare(&articles, &plan(measure, MatrixOrder::Input), &Unwatched);
            let matrix = found.matrix.expect("a matrix");
            assert_eq!(
                (matrix.measure, &matrix.rows, &matrix.columns),
                (measure, &ids(rows.clone()), &ids(columns.clone()))
            );
            judge(&matrix, |row, column| {
                let overlap = overlap(&sets[row.index()], &sets[column.index()]);
                let whole = match measure {
                    Measure::Resemblance => overlap.first + overlap.second - overlap.shared,
                    _ => overlap.first,
                };
                share(overlap.shared as usize, whole as usize)
            });
        }
    }
}

/// Twenty articles of which some quote others word for word, between words that occur nowhere else, and three without words.
fn quoting() -> Vec<Article> {
    let mut random = Random::new(12);
    let vocabulary = Vocabulary::new(2_000);
    let mut fresh = 10_000;
    let mut own = |words: usize| -> Vec<String> {
        fresh += words;
        (fresh - words..fresh).map(word).collect()
    };
    let dispatches: Vec<Vec<String>> = (0..4).map(|_| own(90)).collect();
    let mut articles: Vec<Article> = dispatches.iter().map(|dispatch| article("", prose(dispatch))).collect();
    for number in 0..16 {
        let mut text = own(20 + random.below(30));
        for _ in 0..random.below(3) + usize::from(number % 2 == 0) {
            let dispatch = &dispatches[random.below(4)];
            let length = 15 + random.below(60);
            let from = random.below(dispatch.len() - length);
            text.extend_from_slice(&dispatch[from..from + length]);
            text.extend(own(35 + random.below(20)));
        }
        articles.push(article("", prose(&text)));
    }
    articles.extend([
        article("", ""),
        article("", "—"),
        article("", prose(&vocabulary.draw_many(2, &mut random))),
    ]);
    random.shuffle(&mut articles);
    articles
}

/// How many words of an article lie in segments of its passages with another, all of which are word for word.
fn words_in_segments(found: &Findings, row: ArticleId, column: ArticleId, text: &str) -> usize {
    let pair = Pair::new(row, column).expect("two articles");
    let mut covered: BTreeSet<usize> = BTreeSet::new();
    for passage in found.passages.iter().filter(|passage| passage.pair == pair) {
        assert_eq!(passage.kind, PassageKind::Verbatim, "planted word for word: {passage:?}");
        for segment in &passage.segments {
            let span = if pair.first() == row { &segment.first } else { &segment.second };
            let mut number = 0;
            Tokenizer::new(Folding::Diacritics).for_each(text, |token| {
                if span.bytes.start as usize <= token.start && token.end <= span.bytes.end as usize {
                    covered.insert(number);
                }
                number += 1;
            });
        }
    }
    covered.len()
}

#[test]
fn coverage_is_the_share_of_words_inside_segments() {
    for (articles, rows, columns) in arrangements(&quoting()) {
        let found = compare(&articles, &plan(Measure::Coverage, MatrixOrder::Input), &Unwatched);
        let matrix = found.matrix.as_ref().expect("a matrix");
        assert_eq!((&matrix.rows, &matrix.columns), (&ids(rows), &ids(columns)));
        assert!(found.passages.len() > 5, "only {} passages", found.passages.len());
        judge(matrix, |row, column| {
            let text = &articles.article(row).text;
            share(words_in_segments(&found, row, column, text), tokens(text).len())
        });
    }
}

#[test]
fn the_order_of_clusters_moves_figures_and_changes_none() {
    let articles = batch(families(13));
    let of = |order| compare(&articles, &plan(Measure::Containment, order), &Unwatched);
    let (input, cluster) = (of(MatrixOrder::Input), of(MatrixOrder::Cluster));
    let (input, ordered) = (input.matrix.expect("a matrix"), cluster.matrix.expect("a matrix"));
    assert_eq!(ordered.rows, ordered.columns);
    assert_ne!(ordered.rows, input.rows);
    let mut sorted = ordered.rows.clone();
    sorted.sort_unstable();
    assert_eq!(sorted, input.rows);
    let columns = input.columns.len();
    judge(&ordered, |row, column| input.cells[row.index() * columns + column.index()].value());
    let place = |id| ordered.rows.iter().position(|&row| row == id).expect("a row");
    for cluster in &cluster.clusters {
        let members = cluster.members.iter().map(|member| member.0);
        let mut places: Vec<usize> = members.chain([cluster.representative]).map(place).collect();
        places.sort_unstable();
        assert_eq!(places[places.len() - 1] - places[0], places.len() - 1, "{cluster:?} is not side by side");
    }
}
