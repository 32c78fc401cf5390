//! Which articles an index has already, and under which ids the others go into it.

use super::super::StoreError;
use super::super::blocks::Section;
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
    pub(super) names: BTreeMap<ArticleId, String>,
}

impl Writer {
    /// Which of these articles are new, and which of them get another id.
    pub(super) fn known(&self, batch: &Batch, columns: &dyn Columns) -> Result<Known, StoreError> {
        let mut keys: Vec<(u64, ArticleId)> =
            examined(batch).map(|id| (xxh3_64(batch.article(id).id.as_bytes()), id)).collect();
        keys.sort_unstable();
        let mut distinct: Vec<u64> = keys.iter().map(|row| row.0).collect();
        distinct.dedup();
        let mut there: BTreeMap<ArticleId, u128> = BTreeMap::new();
        for part in &self.index.parts {
            let mut reader = part.reader();
            for row in part.rows(Section::Ids, &distinct)? {
                let id = reader.record(row.number)?.with_text(String::new()).id;
                let first = keys.partition_point(|key| key.0 < row.key);
                let same = keys[first..].iter().take_while(|key| key.0 == row.key);
                for &(_, article) in same.filter(|key| batch.article(key.1).id == id) {
                    there.insert(article, part.facts(row.number)?.identity);
                }
            }
        }
        let mut known = Known::default();
        let mut taken: BTreeSet<String> = batch.articles().iter().map(|article| article.id.clone()).collect();
        for id in examined(batch) {
            match there.get(&id) {
                Some(&identity) if identity == columns.identity(id) => continue,
                Some(_) => {
                    let name = self.free_name(&batch.article(id).id, &taken)?;
                    taken.insert(name.clone());
                    known.names.insert(id, name);
                }
                None => {}
            }
            known.new.push(id);
        }
        Ok(known)
    }

    /// An id that nobody has: with the first number behind it that is free.
    fn free_name(&self, id: &str, taken: &BTreeSet<String>) -> Result<String, StoreError> {
        let mut number = 2_u64;
        loop {
            let name = format!("{id}#{number}");
            if !taken.contains(&name) && self.index.find(&name)?.is_none() {
                return Ok(name);
            }
            number += 1;
        }
    }
}

/// The articles that are under examination.
fn examined(batch: &Batch) -> impl Iterator<Item = ArticleId> + use<> {
    (0..batch.examined().len() as u32).map(ArticleId)
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
