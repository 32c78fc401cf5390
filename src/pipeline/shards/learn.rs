//! What a shard contributes to what all articles teach: tallies that add up.
//!
//! 1. [`recurrence_counters`]: the counters of a shard's grams, to be added up over all shards; those raised
//!    [`TEMPLATE_ARTICLES`](crate::statistics::TEMPLATE_ARTICLES) times or more tell which grams recur ([`Recurrence`]).
//! 2. [`tally`]: with that, the tally of a shard; [`Tally::merge`] adds two up. 3. [`statistics`]: what the tally of all teaches;
//!    or where an engine adds up its rows, each by itself, [`statistics_of`] what is left of them.

use super::super::learn::{self, Asked, Recurrence};
use super::super::{Given, Job};
use super::columns_of;
use crate::article::{Article, ArticleId, Batch, TooManyArticles};
use crate::columns::Columns;
use crate::plan::Plan;
use crate::scratch::Scratch;
use crate::statistics::{RecurringGrams, Statistics, Tally};
use crate::text::function_stems;
use xxhash_rust::xxh3::xxh3_64;

/// An article, and what it is asked for.
#[derive(Debug, Clone)]
pub struct Heard {
    /// The article.
    pub article: Article,
    /// Whether it is asked which words it has: of near-duplicates the representative alone is.
    pub words: bool,
    /// Whether it is asked which wording it has: of several versions of an article in one outlet only one is.
    pub wording: bool,
}

/// The counters of a shard's grams, in order, with how often each is raised: in the batch, and in outlets. All articles of all
/// shards have so many words together.
#[must_use]
pub fn recurrence_counters(shard: &[Heard], plan: &Plan, words: usize) -> [Vec<(u64, u64)>; 2] {
    let articles: Vec<&Article> =
        shard.iter().filter(|heard| heard.wording).map(|heard| &heard.article).collect();
    let columns = columns_of(articles.iter().copied(), plan);
    let mut raised = [Vec::new(), Vec::new()];
    for (article, at) in articles.iter().zip(0..) {
        let outlet = article.outlet.as_deref().map(|name| xxh3_64(name.as_bytes()));
        for counters in Recurrence::counters((&columns.stems(ArticleId(at)), outlet), words) {
            for (raised, counter) in raised.iter_mut().zip(counters) {
                raised.push(counter);
            }
        }
    }
    raised.map(|mut raised| {
        raised.sort_unstable();
        raised.chunk_by(|x, y| x == y).map(|same| (same[0], same.len() as u64)).collect()
    })
}

/// The tally of a shard.
///
/// # Errors
/// When it has more articles than a batch can number.
pub fn tally(shard: Vec<Heard>, plan: &Plan, recurrence: &Recurrence) -> Result<Tally, TooManyArticles> {
    let asked = Asked {
        words: shard.iter().map(|heard| heard.words).collect(),
        wording: shard.iter().map(|heard| heard.wording).collect(),
    };
    let batch = Batch::new(shard.into_iter().map(|heard| heard.article).collect(), Vec::new())?;
    let columns = columns_of(batch.articles().iter(), plan);
    let (scratch, given) = (&Scratch::unbounded(), Given::default());
    Ok(learn::tally(&Job { batch: &batch, plan, columns: &columns, scratch, given }, &asked, recurrence))
}

/// What so many articles teach, of which it is known how many have each stem (sorted), and which grams recur in such a way that
/// they are nobody's own: [`is_stock`](crate::statistics::is_stock), [`is_template`](crate::statistics::is_template).
#[must_use]
pub fn statistics_of(
    articles: u32,
    stems: Vec<(u32, u32)>,
    grams: RecurringGrams,
    plan: &Plan,
) -> Statistics {
    let tally = Tally { articles, stems, ..Tally::default() };
    Statistics::with_grams(&tally, grams, function_stems(plan.folding))
}

/// What the tally of all articles teaches.
#[must_use]
pub fn statistics(tally: &Tally, plan: &Plan) -> Statistics {
    Statistics::of(tally, function_stems(plan.folding))
}
