//! What is known of one article by what all of them teach.

use super::super::learn::Learnt;
use super::super::meeting::with_fingerprints;
use super::super::said::Said;
use super::super::{Given, Job, audit};
use super::columns_of;
use crate::article::{Article, ArticleId, Batch, TooManyArticles};
use crate::attribute::Credited;
use crate::credit::Agencies;
use crate::findings::Account;
use crate::observe::Unwatched;
use crate::plan::Plan;
use crate::scratch::Scratch;
use crate::statistics::Statistics;
use std::sync::Arc;

/// What all articles of a corpus teach, and which of their outlets are agencies.
#[derive(Debug)]
pub struct Taught {
    pub(super) statistics: Arc<Statistics>,
    pub(super) agencies: Agencies,
}

impl Taught {
    /// By these statistics and the names of all outlets; those that do not say that they are agencies make no difference.
    #[must_use]
    pub fn new<'a>(statistics: Statistics, outlets: impl IntoIterator<Item = &'a str>, plan: &Plan) -> Self {
        let agencies = Agencies::known().with(&plan.audit.wires).with_outlets(outlets);
        Self { statistics: Arc::new(statistics), agencies }
    }
}

/// An article as passages are found and attributed by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weighed {
    /// The fingerprints by which it meets others, sorted, each once, with the information that it carries.
    pub fingerprints: Vec<(u64, u32)>,
    /// Words of its text, and how many of them are nobody's.
    pub account: Account,
    /// What its text says by itself.
    pub said: Said,
    /// Whom it names, where that is to be shown.
    pub credits: Vec<Credited>,
}

/// These articles, each from itself and from what all teach.
///
/// # Errors
/// When there are more of them than a batch can number.
pub fn weighed(
    articles: Vec<Article>,
    plan: &Plan,
    taught: &Taught,
) -> Result<Vec<Weighed>, TooManyArticles> {
    let batch = Batch::new(articles, Vec::new())?;
    let columns = columns_of(batch.articles().iter(), plan);
    let (scratch, given) = (&Scratch::unbounded(), Given::default());
    let job = Job { batch: &batch, plan, columns: &columns, scratch, given };
    let learnt = Learnt::by(&job, Arc::clone(&taught.statistics), &Unwatched);
    let accounts = super::super::gather::accounts(&job, Some(&learnt));
    let one = |(id, account): (ArticleId, Account)| {
        let (article, said) = (batch.article(id), Said::of(&job, &learnt, (id, &taught.agencies)));
        let own = audit::party(article, &taught.agencies).agency;
        let credits = audit::credited(&article.text, &said.credits, (&taught.agencies, own));
        Weighed { fingerprints: fingerprints(&job, &learnt, id), account, said, credits }
    };
    Ok(batch.ids().zip(accounts).map(one).collect())
}

/// Where a fingerprint is repeated, that which tells least, as when rows are sorted.
fn fingerprints(job: &Job<'_>, learnt: &Learnt<'_>, id: ArticleId) -> Vec<(u64, u32)> {
    let mut all = Vec::new();
    with_fingerprints(job, learnt, id, |row| all.push((row.gram, row.information)));
    all.sort_unstable();
    all.dedup_by_key(|row| row.0);
    all
}
