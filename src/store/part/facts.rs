//! Facts of articles in a fixed number of bytes each.

use crate::archive::Facts;

/// Bytes of one article's facts.
pub(super) const BYTES: usize = 56;
/// Articles in a block of facts.
pub(super) const ARTICLES: usize = 1_024;
/// What stands in the place of both ends of an unknown interval.
const UNKNOWN: i64 = i64::MIN;

/// The block in which an article's facts are, and their place there.
pub(super) fn place(number: u32) -> (usize, usize) {
    (number as usize / ARTICLES, number as usize % ARTICLES)
}

pub(super) fn append(facts: &Facts, bytes: &mut Vec<u8>) {
    let (earliest, latest) = facts.published.unwrap_or((UNKNOWN, UNKNOWN));
    bytes.extend(facts.identity.to_le_bytes());
    bytes.extend(earliest.to_le_bytes());
    bytes.extend(latest.to_le_bytes());
    bytes.extend(facts.words.to_le_bytes());
    bytes.extend(facts.shingles.to_le_bytes());
    bytes.extend(facts.outlet.to_le_bytes());
    bytes.extend(facts.id.to_le_bytes());
}

/// The facts that stand in so many bytes.
pub(super) fn decoded(bytes: &[u8]) -> Facts {
    let number =
        |at: usize, bytes_of: usize| (0..bytes_of).rev().fold(0, |n, i| n << 8 | u128::from(bytes[at + i]));
    let (earliest, latest) = (number(16, 8) as i64, number(24, 8) as i64);
    Facts {
        identity: number(0, 16),
        published: (latest != UNKNOWN).then_some((earliest, latest)),
        words: number(32, 4) as u32,
        shingles: number(36, 4) as u32,
        outlet: number(40, 8) as u64,
        id: number(48, 8) as u64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_come_back_from_their_bytes() {
        for published in [None, Some((-5, 60))] {
            let facts = Facts {
                identity: u128::MAX - 7,
                published,
                words: 1,
                shingles: u32::MAX,
                outlet: 1 << 60,
                id: 9,
            };
            let mut bytes = Vec::new();
            append(&facts, &mut bytes);
            assert_eq!((bytes.len(), decoded(&bytes)), (BYTES, facts));
        }
    }
}
