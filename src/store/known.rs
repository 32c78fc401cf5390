//! Which articles an index has already: with the same words, under the same id or under the one that it got instead.

use super::StoreError;
use super::blocks::Section;
use super::index::Index;
use crate::archive::{Archive, ArchiveFault, Facts, Outline, Row, Shelfmark, Table};
use crate::article::{ArticleId, Batch};
use crate::columns::Columns;
use std::collections::BTreeSet;
use xxhash_rust::xxh3::xxh3_64;

/// What an index has under the id of an article: articles that have it, and those that came with it and got another one.
pub(super) enum Place {
    /// The article itself.
    There(Shelfmark),
    /// Others, if any; this id is free.
    Free(String),
}

impl Index {
    /// The examined articles under whose ids the index has anything.
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
                let record = reader.record(row.number)?;
                let first = keys.partition_point(|key| key.0 < row.key);
                let same = keys[first..].iter().take_while(|key| key.0 == row.key);
                there.extend(same.filter(|key| record.is_under(&batch.article(key.1).id)).map(|key| key.1));
            }
        }
        there.sort_unstable();
        there.dedup();
        Ok(there)
    }

    /// Where an article of these words stands whose id is in the index; or else the id that it may have, its own or the
    /// first with a number behind all those that others got for it: what was removed in between leaves its number unused.
    pub(super) fn place(
        &self,
        id: &str,
        identity: u128,
        is_free: impl Fn(&str) -> bool,
    ) -> Result<Place, StoreError> {
        let under = self.under(id)?;
        for &(at, _) in &under {
            if self.facts_of(at)?.identity == identity {
                return Ok(Place::There(at));
            }
        }
        if under.iter().all(|(_, name)| name != id) {
            return Ok(Place::Free(id.to_owned()));
        }
        let number_of =
            |name: &str| name.strip_prefix(id)?.strip_prefix('#')?.parse::<u32>().ok().map(u64::from);
        let last = under.iter().filter_map(|(_, name)| number_of(name)).max().unwrap_or(1);
        let mut number = last + 1;
        loop {
            let name = format!("{id}#{number}");
            if is_free(&name) && self.find(&name)?.is_none() {
                return Ok(Place::Free(name));
            }
            number += 1;
        }
    }

    /// The articles that have this id or came with it, each with its id.
    fn under(&self, id: &str) -> Result<Vec<(Shelfmark, String)>, StoreError> {
        let key = xxh3_64(id.as_bytes());
        let mut under = Vec::new();
        for (part, number) in self.parts.iter().zip(0..) {
            let mut reader = part.reader();
            for row in part.rows(Section::Ids, &[key])? {
                let record = reader.record(row.number)?;
                if record.is_under(id) {
                    under.push((Shelfmark { part: number, number: row.number }, record.id));
                }
            }
        }
        Ok(under)
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
