//! Which articles an index has already: with the same words, under the same id or under the one that it got instead.

use super::StoreError;
use super::blocks::Section;
use super::index::Index;
use crate::archive::{Archive, ArchiveFault, Facts, Outline, Row, Shelfmark, Table};
use crate::article::{ArticleId, Batch};
use crate::columns::Columns;
use std::collections::BTreeSet;
use xxhash_rust::xxh3::xxh3_64;

/// What an index has under the id of an article, or under an id that an article got because its own was another's.
pub(super) enum Place {
    /// The article itself.
    There(Shelfmark),
    /// Others; this id is free.
    Free(String),
}

impl Index {
    /// The examined articles whose ids are in the index.
    pub(super) fn same_ids(&self, batch: &Batch) -> Result<Vec<ArticleId>, StoreError> {
        let mut keys: Vec<(u64, ArticleId)> =
            examined(batch).map(|id| (xxh3_64(batch.article(id).id.as_bytes()), id)).collect();
        keys.sort_unstable();
        let mut distinct: Vec<u64> = keys.iter().map(|row| row.0).collect();
        distinct.dedup();
        let mut there = Vec::new();
        for part in &self.parts {
            let mut reader = part.reader();
            for row in part.rows(Section::Ids, &distinct)? {
                let id = reader.record(row.number)?.with_text(String::new()).id;
                let first = keys.partition_point(|key| key.0 < row.key);
                let same = keys[first..].iter().take_while(|key| key.0 == row.key);
                there.extend(same.filter(|key| batch.article(key.1).id == id).map(|key| key.1));
            }
        }
        there.sort_unstable();
        there.dedup();
        Ok(there)
    }

    /// Where an article of these words stands whose id is in the index, or else the first id with a number behind it that
    /// nobody has.
    pub(super) fn place(
        &self,
        id: &str,
        identity: u128,
        is_free: impl Fn(&str) -> bool,
    ) -> Result<Place, StoreError> {
        let (mut name, mut number) = (id.to_owned(), 2_u64);
        loop {
            match self.find(&name)? {
                Some(at) if self.facts_of(at)?.identity == identity => return Ok(Place::There(at)),
                None if is_free(&name) => return Ok(Place::Free(name)),
                _ => name = format!("{id}#{number}"),
            }
            number += 1;
        }
    }

    /// The examined articles themselves, as far as they are in the index already.
    pub(super) fn themselves(
        &self,
        batch: &Batch,
        columns: &dyn Columns,
    ) -> Result<BTreeSet<Shelfmark>, StoreError> {
        let mut there = BTreeSet::new();
        for id in self.same_ids(batch)? {
            if let Place::There(at) = self.place(&batch.article(id).id, columns.identity(id), |_| true)? {
                there.insert(at);
            }
        }
        Ok(there)
    }
}

/// The articles that are under examination.
pub(super) fn examined(batch: &Batch) -> impl Iterator<Item = ArticleId> + use<> {
    (0..batch.examined().len() as u32).map(ArticleId)
}

/// An index without some of its articles.
pub(super) struct Without<'a> {
    pub(super) index: &'a Index,
    pub(super) gone: &'a BTreeSet<Shelfmark>,
}

impl Archive for Without<'_> {
    fn articles(&self) -> u64 {
        self.index.articles() - self.gone.len() as u64
    }

    fn outlets(&self) -> &[String] {
        self.index.outlets()
    }

    fn rows(&self, table: Table, keys: &[u64]) -> Result<Vec<Row>, ArchiveFault> {
        let mut rows = self.index.rows(table, keys)?;
        rows.retain(|row| !self.gone.contains(&row.article));
        Ok(rows)
    }

    fn facts(&self, articles: &[Shelfmark]) -> Result<Vec<Facts>, ArchiveFault> {
        self.index.facts(articles)
    }

    fn outlines(&self, articles: &[Shelfmark]) -> Result<Vec<Outline>, ArchiveFault> {
        self.index.outlines(articles)
    }
}
