//! What an index has that was not learnt from.

use super::StoreError;
use super::index::Index;
use super::manifest::PartName;
use crate::archive::Facts;
use crate::pipeline::Unlearnt;
use crate::statistics::{Tally, day_of};
use std::sync::{Arc, OnceLock};

/// How much outlets have published, counted when it is first asked for.
#[derive(Debug, Default)]
pub(super) struct Published {
    unlearnt: OnceLock<Arc<Tally>>,
    all: OnceLock<Arc<Tally>>,
}

impl Index {
    /// What the index has not learnt from; all of it where that, with so many articles that are held to it, is more than it
    /// would wait for with learning anew.
    pub(super) fn unlearnt(&self, examined: u64) -> Result<Unlearnt, StoreError> {
        let is_outgrown = self.manifest.is_outgrown(examined);
        let is_meant = |part: &PartName| is_outgrown || !self.manifest.is_learnt(part);
        let parts: Vec<bool> = self.manifest.parts.iter().map(is_meant).collect();
        let counted = if is_outgrown { &self.published.all } else { &self.published.unlearnt };
        if counted.get().is_none() {
            // Somebody else may be quicker, with the same.
            let _ = counted.set(Arc::new(self.published_in(&parts)?));
        }
        let published = counted.get().map(Arc::clone).unwrap_or_default();
        Ok(Unlearnt { parts, published })
    }

    fn published_in(&self, is_meant: &[bool]) -> Result<Tally, StoreError> {
        let mut rows = Vec::new();
        for (part, _) in self.parts.iter().zip(is_meant).filter(|(_, is_meant)| **is_meant) {
            for number in part.numbers() {
                let Facts { outlet, published, .. } = part.facts(number)?;
                rows.push(((outlet != 0).then_some(outlet), published.map(|(earliest, _)| day_of(earliest))));
            }
        }
        let mut tally = Tally::default();
        tally.count_outlets(&mut rows);
        Ok(tally)
    }
}
