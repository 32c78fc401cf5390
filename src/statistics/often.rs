//! Which hashes occur often, in a bit each.
//!
//! They are counted as [`Frequencies`](super::Frequencies) are, in counters that are shared by hashes that begin alike. Where
//! the table of counters would be too large, its parts are counted one after the other, and every hash is looked at once for
//! each part; what remains of a part is a bit for each counter, so that the whole fits where its counters do not.

use serde::{Deserialize, Serialize};
use std::sync::{Mutex, PoisonError};

/// The fewest counters, as a binary logarithm.
const LEAST_BITS: u32 = 12;
/// Up to so many counters, as a binary logarithm, there are two for each hash; beyond, one.
const ROOMY_BITS: u32 = 26;
/// The most counters: beyond, more and more hashes share one.
const MOST_BITS: u32 = 33;
/// The fewest and the most bytes of counters that are counted at once, as binary logarithms.
const AT_ONCE_BITS: (u32, u32) = (20, 27);
/// The counters that are counted at once may take this share of the room.
const SHARE_OF_ROOM: u64 = 4;
/// The binary logarithm of the pieces of a table, each of which is visited by one thread at a time.
const PIECE_BITS: u32 = 6;
/// Hashes that wait for one piece.
const WAITING: usize = 1_024;

/// Which hashes occur so many times or more: all that do, and a few that share their counter with others.
#[derive(Debug, Serialize, Deserialize)]
pub struct Often {
    bits: Vec<u64>,
    shift: u32,
}

/// A part of the table that is being filled.
#[derive(Debug)]
pub struct Recount {
    pieces: Vec<Mutex<Piece>>,
    /// The number of the part: the first bits of its hashes.
    part: u64,
    /// Which bits of a hash are its counter's number in the part, and which are the part's.
    bits: u32,
    shift: u32,
}

/// Counters of a few bits each, several in a byte.
#[derive(Debug)]
struct Piece {
    bytes: Vec<u8>,
    /// The binary logarithm of the bits of a counter.
    width: u32,
}

/// Someone who counts; any number of them count side by side. What one has counted is in the table when it is dropped.
#[derive(Debug)]
pub struct Recounter<'a> {
    recount: &'a Recount,
    /// For each piece, the counters in it that wait to be raised.
    waiting: Vec<Vec<u32>>,
}

impl Often {
    /// Of about so many hashes, those that occur `least` times or more (255 at the most). `count` gives all of them to the
    /// counters, as often as it is asked: once for each part of the table, of which there are more where `room`, in bytes, is
    /// small. How many parts there are changes nothing that is found.
    #[must_use]
    pub fn counted(hashes: usize, least: u8, room: u64, count: impl Fn(&Recount)) -> Self {
        let (all, width) = (table_bits(hashes), width(least));
        let bytes = (room / SHARE_OF_ROOM).max(1).ilog2().clamp(AT_ONCE_BITS.0, AT_ONCE_BITS.1);
        let at_once = (bytes + 3 - width).min(all);
        let mut bits = Vec::with_capacity(1 << (all - 6));
        for part in 0..1 << (all - at_once) {
            let recount = Recount::new(part, at_once, (64 - all, width));
            count(&recount);
            recount.into_bits(least, &mut bits);
        }
        Self { bits, shift: 64 - all }
    }

    /// Where a hash is counted among so many: the number of its counter. Whoever counts in parts adds up by it.
    #[must_use]
    pub fn counter(hash: u64, hashes: usize) -> u64 {
        hash >> (64 - table_bits(hashes))
    }

    /// Of so many hashes, those whose [`counter`](Self::counter) is one of these, which were raised often enough.
    #[must_use]
    pub fn of_counters(hashes: usize, counters: impl IntoIterator<Item = u64>) -> Self {
        let all = table_bits(hashes);
        let mut bits = vec![0; 1 << (all - 6)];
        for counter in counters {
            bits[(counter / 64) as usize] |= 1 << (counter % 64);
        }
        Self { bits, shift: 64 - all }
    }

    /// Whether this hash is one of them.
    #[must_use]
    pub fn contains(&self, hash: u64) -> bool {
        let counter = hash >> self.shift;
        self.bits[(counter / 64) as usize] >> (counter % 64) & 1 == 1
    }
}

/// The binary logarithm of the counters for so many hashes.
fn table_bits(hashes: usize) -> u32 {
    let logarithm = |counters: u64| counters.next_power_of_two().trailing_zeros();
    let hashes = (hashes as u64).min(1 << MOST_BITS);
    logarithm(hashes * 2).min(ROOMY_BITS).max(logarithm(hashes)).max(LEAST_BITS)
}

/// The binary logarithm of the bits of a counter that must tell whether it was raised so many times.
fn width(least: u8) -> u32 {
    match least {
        0..4 => 1,
        4..16 => 2,
        16.. => 3,
    }
}

impl Piece {
    /// The byte of a counter, and where it begins there.
    fn place(&self, counter: u32) -> (usize, u32) {
        let in_byte = 3 - self.width;
        ((counter >> in_byte) as usize, (counter & ((1 << in_byte) - 1)) << self.width)
    }

    /// What a counter can count at the most.
    fn most(&self) -> u8 {
        (u16::MAX >> (16 - (1 << self.width))) as u8
    }

    fn get(&self, counter: u32) -> u8 {
        let (byte, at) = self.place(counter);
        self.bytes[byte] >> at & self.most()
    }

    fn raise(&mut self, counter: u32) {
        let ((byte, at), most) = (self.place(counter), self.most());
        let byte = &mut self.bytes[byte];
        if *byte >> at & most != most {
            *byte += 1 << at;
        }
    }

    /// Whether each of its counters was raised so many times, 64 to a word.
    fn words(&self, least: u8) -> impl Iterator<Item = u64> {
        let counters = (self.bytes.len() << (3 - self.width)) as u32;
        let word = move |first: u32| {
            (first..first + 64).rev().fold(0, |bits, at| bits << 1 | u64::from(self.get(at) >= least))
        };
        (0..counters).step_by(64).map(word)
    }
}

impl Recount {
    fn new(part: u64, bits: u32, (shift, width): (u32, u32)) -> Self {
        let bytes = 1 << (bits - PIECE_BITS - (3 - width));
        let piece = || Mutex::new(Piece { bytes: vec![0; bytes], width });
        Self { pieces: (0..1 << PIECE_BITS).map(|_| piece()).collect(), part, bits, shift }
    }

    /// Someone who counts.
    #[must_use]
    pub fn counter(&self) -> Recounter<'_> {
        Recounter {
            recount: self,
            waiting: (0..self.pieces.len()).map(|_| Vec::with_capacity(WAITING)).collect(),
        }
    }

    fn into_bits(self, least: u8, bits: &mut Vec<u64>) {
        for piece in self.pieces {
            let piece = piece.into_inner().unwrap_or_else(PoisonError::into_inner);
            bits.extend(piece.words(least));
        }
    }
}

impl Recounter<'_> {
    /// Counts one occurrence, if it belongs to the part that is counted.
    pub fn count(&mut self, hash: u64) {
        let Recount { part, bits, shift, .. } = *self.recount;
        let counter = hash >> shift;
        if counter >> bits != part {
            return;
        }
        let counter = counter as u32 & ((1 << bits) - 1);
        let piece = (counter >> (bits - PIECE_BITS)) as usize;
        self.waiting[piece].push(counter & ((1 << (bits - PIECE_BITS)) - 1));
        if self.waiting[piece].len() == WAITING {
            self.visit(piece);
        }
    }

    fn visit(&mut self, piece: usize) {
        let mut counters = self.recount.pieces[piece].lock().unwrap_or_else(PoisonError::into_inner);
        self.waiting[piece].drain(..).for_each(|counter| counters.raise(counter));
    }
}

impl Drop for Recounter<'_> {
    fn drop(&mut self) {
        (0..self.waiting.len()).for_each(|piece| self.visit(piece));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Whether each hash occurs so often, by those that share its counter.
    fn obvious(hashes: &[u64], least: u8) -> impl Fn(u64) -> bool {
        let shift = 64 - table_bits(hashes.len());
        let counters: Vec<u64> = hashes.iter().map(|hash| hash >> shift).collect();
        move |hash| counters.iter().filter(|&&counter| counter == hash >> shift).count() >= usize::from(least)
    }

    fn often(hashes: &[u64], least: u8, room: u64) -> Often {
        Often::counted(hashes.len(), least, room, |recount| {
            hashes.chunks(100).for_each(|some| {
                let mut counter = recount.counter();
                for &hash in some {
                    counter.count(hash);
                }
            });
        })
    }

    proptest! {
        #[test]
        fn what_occurs_often_is_what_was_counted_so_many_times(
            hashes in prop::collection::vec(prop_oneof![any::<u64>(), Just(0), Just(u64::MAX), 7_u64..9], 0..400),
            least in prop_oneof![1_u8..6, Just(16), Just(255)],
        ) {
            let (found, expected) = (often(&hashes, least, u64::MAX), obvious(&hashes, least));
            for hash in hashes.iter().copied().chain([1, u64::MAX >> 1, 1 << 63]) {
                prop_assert_eq!(found.contains(hash), expected(hash));
            }
            let counter = |hash: &u64| Often::counter(*hash, hashes.len());
            let of_parts = Often::of_counters(hashes.len(), hashes.iter().filter(|hash| expected(**hash)).map(counter));
            prop_assert_eq!(of_parts.bits, found.bits, "counters of parts that were added up");
        }
    }

    #[test]
    fn the_parts_of_a_table_are_the_whole() {
        let hash = |number: u64| (number % 900_000).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let hashes: Vec<u64> = (0..1_500_000).map(hash).collect();
        assert_eq!(table_bits(hashes.len()), 22, "more than there are in a part of the smallest size");
        assert_eq!(often(&hashes, 16, u64::MAX).bits, often(&hashes, 16, 0).bits);
        let parts = often(&hashes, 2, 0);
        assert!((0..600_000).all(|number| parts.contains(hash(number))));
        let rare = (600_000..900_000).filter(|&number| !parts.contains(hash(number))).count();
        assert!(rare > 150_000, "{rare} of 300,000 have a counter of their own");
    }

    #[test]
    fn a_counter_stops_at_its_end() {
        for least in [3, 15, 255] {
            let found = often(&[7; 300], least, u64::MAX);
            assert!(found.contains(7) && !found.contains(1 << 63));
        }
    }

    #[test]
    fn there_are_as_many_counters_as_hashes_or_twice_as_many() {
        assert_eq!(
            [0, 3_000, 20_000_000, 40_000_000, 70_000_000, 500_000_000].map(table_bits),
            [12, 13, 26, 26, 27, 29]
        );
        assert_eq!(table_bits(usize::MAX), MOST_BITS);
    }
}
