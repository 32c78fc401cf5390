//! Which articles an index has already, and under which ids the others go into it.

use super::super::StoreError;
use super::super::known::{Place, examined};
use super::Writer;
use crate::archive::Facts;
use crate::article::{ArticleId, Batch};
use crate::columns::Columns;
use std::collections::{BTreeMap, BTreeSet};
use xxhash_rust::xxh3::xxh3_64;

/// Articles that are new to an index.
#[derive(Default)]
pub(super) struct Known {
    pub(super) new: Vec<ArticleId>,
    /// How many others are there already.
    pub(super) there: u64,
    pub(super) names: BTreeMap<ArticleId, String>,
}

impl Writer {
    /// Which of these articles that are meant are new, and which of them get another id.
    pub(super) fn known(
        &self,
        batch: &Batch,
        columns: &dyn Columns,
        is_meant: &dyn Fn(ArticleId) -> bool,
    ) -> Result<Known, StoreError> {
        let there: BTreeSet<ArticleId> = self.index.same_ids(batch)?.into_iter().collect();
        let mut known = Known::default();
        let mut taken: BTreeSet<String> = batch.articles().iter().map(|article| article.id.clone()).collect();
        for id in examined(batch).filter(|&id| is_meant(id)) {
            if there.contains(&id) {
                let is_free = |name: &str| !taken.contains(name);
                match self.index.place(&batch.article(id).id, columns.identity(id), is_free)? {
                    Place::There(_) => {
                        known.there += 1;
                        continue;
                    }
                    Place::Free(name) if name == batch.article(id).id => {}
                    Place::Free(name) => {
                        taken.insert(name.clone());
                        known.names.insert(id, name);
                    }
                }
            }
            known.new.push(id);
        }
        Ok(known)
    }
}

/// What is known of an article that goes into an index under this id.
pub(super) fn new_facts(batch: &Batch, columns: &dyn Columns, id: ArticleId, name: &str) -> Facts {
    let article = batch.article(id);
    let hash = |name: &str| xxh3_64(name.as_bytes());
    Facts {
        identity: columns.identity(id),
        published: article.published.as_ref().map(|published| (published.earliest, published.latest)),
        words: columns.word_count(id) as u32,
        shingles: columns.shingle_count(id) as u32,
        outlet: article.outlet.as_deref().map_or(0, hash),
        id: hash(name),
    }
}
