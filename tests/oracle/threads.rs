//! The same findings on any number of threads.

use crate::brute::families;
use crate::common::{batch, press};
use wirecopy::article::Batch;
use wirecopy::findings::Findings;
use wirecopy::lsh::Search;
use wirecopy::observe::Unwatched;
use wirecopy::pipeline::compare;
use wirecopy::plan::Plan;

/// Everything that was found, without how long it took.
fn told(findings: &Findings) -> String {
    let Findings { pairs, passages, clusters, accounts, audits, outlets, flows, .. } = findings;
    let Findings { matrix, search, learnt, stages, warnings, .. } = findings;
    let counts: Vec<_> = stages.iter().map(|stage| (stage.stage, stage.items_in, stage.items_out)).collect();
    format!(
        "{pairs:?}\n{passages:?}\n{clusters:?}\n{accounts:?}\n{audits:?}\n{outlets:?}\n{flows:?}\n{matrix:?}\n{search:?}\n{learnt:?}\n{counts:?}\n{warnings:?}"
    )
}

fn on_threads(threads: usize, articles: &Batch, plan: &Plan) -> String {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
    told(&pool.install(|| compare(articles, plan, &Unwatched)))
}

#[test]
fn one_thread_and_eight_find_the_same() {
    let mut articles = press(300, 5).articles;
    articles.extend(families(6));
    let articles = batch(articles);
    for search in [Search::Bands, Search::Exact] {
        let plan = Plan { search, ..Plan::default() };
        let alone = on_threads(1, &articles, &plan);
        for threads in [2, 8] {
            let together = on_threads(threads, &articles, &plan);
            let differs = alone.lines().zip(together.lines()).position(|(one, other)| one != other);
            assert_eq!(
                differs, None,
                "{search:?}: what is found on {threads} threads differs (in this part)"
            );
        }
    }
}
