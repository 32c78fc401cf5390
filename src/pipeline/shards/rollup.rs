//! What articles amount to for outlets, added up wherever they are.
//!
//! An engine knows nothing of figures: it adds up counts that have the same two keys, [`Whose`] and [`Figure`](rollup::Figure) as bytes. Of an outlet
//! there are as many as it has figures and different values of those of which there is a median, however many articles it has.

use super::{packed, unpacked};
use crate::article::ArticleId;
use crate::attribute::rollup::{self, Sums, Whose};
use crate::attribute::{Audit, Flow, OutletAudit, Party};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Whose figure it is, and which one, as bytes; the same where both are the same.
pub type CountKey = (Vec<u8>, Vec<u8>);

/// What some articles count for in the figures of outlets.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct OutletCounts(BTreeMap<CountKey, u64>);

/// The row of a table of outlets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RolledUp {
    /// Of `outlets`.
    Outlet(OutletAudit),
    /// Of `flows`.
    Flow(Flow),
}

impl OutletCounts {
    /// What one article counts for. `party` says of whom an article is.
    #[must_use]
    pub(super) fn of<'a>(own: (Party<'a>, &Audit), party: impl Fn(ArticleId) -> Party<'a>) -> Self {
        let mut counts = Self::default();
        rollup::for_each_count(own, party, |whose, figure, times| {
            counts.add((packed(&whose), packed(&figure)), times);
        });
        counts
    }

    fn add(&mut self, key: CountKey, times: u64) {
        *self.0.entry(key).or_default() += times;
    }

    /// The counts of these articles and of others.
    #[must_use]
    pub fn merge(mut self, others: Self) -> Self {
        others.0.into_iter().for_each(|(key, times)| self.add(key, times));
        self
    }

    /// The counts, by their keys.
    pub fn rows(&self) -> impl Iterator<Item = (&CountKey, u64)> {
        self.0.iter().map(|(key, times)| (key, *times))
    }
}

/// Whether these are the figures of what flows between two outlets, and not of an outlet.
///
/// # Errors
/// When the bytes are no such key.
pub fn is_flow(whose: &[u8]) -> Result<bool, String> {
    unpacked(whose).map(|whose: Whose<'_>| matches!(whose, Whose::Flow { .. }))
}

/// The row of a table, from the sums of all counts of one key.
///
/// # Errors
/// When the bytes are no such keys.
pub fn rollup_row(whose: &[u8], sums: &[(Vec<u8>, u64)]) -> Result<RolledUp, String> {
    let sums = sums.iter().map(|(figure, sum)| Ok((unpacked(figure)?, *sum)));
    let sums = sums.collect::<Result<Sums<'_>, String>>()?;
    Ok(match unpacked(whose)? {
        Whose::Outlet(outlet) => RolledUp::Outlet(OutletAudit::of(outlet, &sums)),
        Whose::Flow { source, reuser } => RolledUp::Flow(Flow::of(source, reuser, &sums)),
    })
}
