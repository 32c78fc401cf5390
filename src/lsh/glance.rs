//! A glance at two articles that share a band: can they resemble one another at all?
//!
//! One machine answers that by their shingle sets, in a microsecond. A cluster would have to bring the sets together
//! for it, and in a corpus that grows, ever more articles share a band over one standing sentence. So each article
//! carries an [`Imprint`] into its buckets: of each slot of a sketch of its own the last four bits (b-bit minwise
//! hashing: Li, König, WWW 2010). Two imprints of which too few slots agree are told apart where they meet.
//!
//! To count in how many bands two articles meet would cost nothing, and tell nothing: of pairs that resemble by 0.5,
//! which stand in 64 bands of two slots, one in five million meets in a single one.
//!
//! How few are too few is computed, by what becomes of the `u` shingles that either of two sets has and the `s` that
//! both have. So many slots as shingles are the least in are *taken*, `k` of them; which `k` of the `u` these are,
//! the hash decides, so that the number of those that both sets have is hypergeometric. A slot that no shingle fell
//! into borrows one of the taken ones, drawn by lot ([`sketch`](crate::sketch)). A taken slot that does not agree has the
//! same four bits once in sixteen, and with it, it is supposed, all that borrow it: in truth some then have others, so
//! that the number of slots varies a little less. Sets that are so small that most slots borrow vary more than a coin
//! that is thrown for each slot, and need be asked for less.

use crate::measure::Threshold;
use crate::sketch::{SketchShape, append_sketch};

/// Slots of an imprint.
const SLOTS: usize = 128;
/// Bits that are kept of a slot.
const BITS: usize = 4;
const SLOTS_OF_WORD: usize = 64 / BITS;
const WORDS: usize = SLOTS / SLOTS_OF_WORD;
/// The last bit of every slot of a word.
const LAST_BITS: u64 = u64::MAX / 0xf;

/// Bytes of an [`Imprint`].
pub const IMPRINT_BYTES: usize = SLOTS * BITS / 8;

/// Of pairs at the threshold, a glance loses at the most this share: ten thousand times fewer than bands do at 0.5.
pub const MOST_LOST: f64 = 1e-12;

/// A shingle set in so few bytes that it can be sent along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Imprint([u64; WORDS]);

impl Imprint {
    /// That of a set of shingles. The hash is another one than that of the articles' own sketches, so that the band
    /// over which two have met says nothing of it.
    #[must_use]
    pub fn of(shingles: &[u64], sketch: SketchShape) -> Self {
        let mut slots = Vec::with_capacity(SLOTS);
        append_sketch(shingles, SketchShape::of_slots::<SLOTS>(!sketch.seed()), &mut slots);
        let mut words = [0; WORDS];
        for (at, slot) in slots.into_iter().enumerate() {
            words[at / SLOTS_OF_WORD] |= u64::from(slot & 0xf) << (at % SLOTS_OF_WORD * BITS);
        }
        Self(words)
    }

    /// As bytes, the same on all machines.
    #[must_use]
    pub fn to_bytes(self) -> [u8; IMPRINT_BYTES] {
        let mut bytes = [0; IMPRINT_BYTES];
        bytes.as_chunks_mut().0.iter_mut().zip(self.0).for_each(|(bytes, word)| *bytes = word.to_le_bytes());
        bytes
    }

    /// The imprint that these bytes are; none of another number of bytes.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let bytes: &[u8; IMPRINT_BYTES] = bytes.try_into().ok()?;
        let mut words = [0; WORDS];
        words
            .iter_mut()
            .zip(bytes.as_chunks().0)
            .for_each(|(word, bytes)| *word = u64::from_le_bytes(*bytes));
        Some(Self(words))
    }

    /// Slots that are the same in both.
    #[must_use]
    pub fn agreeing(&self, other: &Self) -> usize {
        let differing = |(one, other): (&u64, &u64)| {
            let bits = one ^ other;
            let bits = bits | bits >> 2;
            ((bits | bits >> 1) & LAST_BITS).count_ones() as usize
        };
        SLOTS - self.0.iter().zip(&other.0).map(differing).sum::<usize>()
    }
}

/// What is asked of two articles that share a band.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glance {
    threshold: Threshold,
    few: usize,
    /// Slots that agree at the least where the larger set has no more shingles than an imprint has slots …
    least_of_small: usize,
    /// … and where it has more.
    least: usize,
}

impl Glance {
    /// For pairs at this threshold. Sets of at most `few` shingles are joined exactly, and not looked at here.
    #[must_use]
    pub fn new(threshold: Threshold, few: usize) -> Self {
        // Rounded down, so that two sets of a few more shingles, which may share a little less of them, are no exception.
        let at_threshold = |union: usize| agreement(union, (threshold.value() * union as f64) as usize);
        let least = least_agreeing(&of_endless_sets(threshold));
        let least = least.min(least_agreeing(&at_threshold(SLOTS.max(few) + 1)));
        let least_of_small = least.min(least_agreeing(&at_threshold(few + 1)));
        Self { threshold, few, least_of_small, least }
    }

    /// Whether two sets of these sizes may resemble one another at the threshold, by their imprints. Of pairs that
    /// do, it says no to a share of [`MOST_LOST`] at the most.
    #[must_use]
    pub fn allows(&self, one: (usize, &Imprint), other: (usize, &Imprint)) -> bool {
        let larger = one.0.max(other.0);
        if !self.threshold.admits_sizes(one.0, other.0) {
            return false;
        }
        let least = if larger > SLOTS { self.least } else { self.least_of_small };
        larger <= self.few || one.1.agreeing(other.1) >= least
    }
}

/// How likely it is that so many slots agree: by their number, from 0 to [`SLOTS`].
type Agreement = [f64; SLOTS + 1];

/// The most slots of which fewer agree with a chance of [`MOST_LOST`] at the most.
fn least_agreeing(agreement: &Agreement) -> usize {
    let mut fewer = 0.0;
    let likely = |chance: &&f64| {
        fewer += **chance;
        fewer <= MOST_LOST
    };
    agreement[..SLOTS].iter().take_while(likely).count()
}

/// The share of slots that agree by chance.
const BY_CHANCE: f64 = 1.0 / (1 << BITS) as f64;
/// What is less likely is passed over: all that is, together, is far below [`MOST_LOST`].
const NEVER: f64 = 1e-22;

/// Of two sets without end that are exactly at the threshold.
fn of_endless_sets(threshold: Threshold) -> Agreement {
    let agrees = threshold.value() + (1.0 - threshold.value()) * BY_CHANCE;
    let mut agreement = [0.0; SLOTS + 1];
    binomial(SLOTS, agrees).into_iter().zip(&mut agreement).for_each(|(chance, of)| *of = chance);
    agreement
}

/// Of two sets that have so many shingles together, and share so many of them.
fn agreement(union: usize, shared: usize) -> Agreement {
    let factorials = Factorials::to(union);
    let mut agreement = [0.0; SLOTS + 1];
    for (taken, chance) in slots_taken(union).into_iter().enumerate().filter(|(_, chance)| *chance > NEVER) {
        for (agreeing, given_taken) in of_taken(taken, (shared, union), &factorials).into_iter().enumerate() {
            let chance = chance * given_taken;
            if chance > NEVER {
                let borrowed = binomial(SLOTS - taken, agreeing as f64 / taken as f64);
                borrowed.iter().zip(&mut agreement[agreeing..]).for_each(|(given, of)| *of += chance * given);
            }
        }
    }
    agreement
}

/// How likely it is that so many slots are taken by `shingles` of them that fall anywhere: by the number of slots.
fn slots_taken(shingles: usize) -> Agreement {
    let mut taken = [0.0; SLOTS + 1];
    taken[0] = 1.0;
    for _ in 0..shingles {
        for slots in (0..=SLOTS).rev() {
            let stays = taken[slots] * slots as f64;
            let grows = slots.checked_sub(1).map_or(0.0, |before| taken[before] * (SLOTS - before) as f64);
            taken[slots] = (stays + grows) / SLOTS as f64;
        }
    }
    taken
}

/// How likely it is that so many of the slots that are taken agree, over a shared shingle or by chance: by their
/// number.
fn of_taken(taken: usize, (shared, union): (usize, usize), factorials: &Factorials) -> Vec<f64> {
    let mut agreement = vec![0.0; taken + 1];
    for over_shared in taken.saturating_sub(union - shared)..=taken.min(shared) {
        let ways = factorials.ln_choices(shared, over_shared)
            + factorials.ln_choices(union - shared, taken - over_shared)
            - factorials.ln_choices(union, taken);
        let by_chance = binomial(taken - over_shared, BY_CHANCE);
        let all = by_chance.iter().zip(&mut agreement[over_shared..]);
        all.for_each(|(given, of)| *of += ways.exp() * given);
    }
    agreement
}

/// How likely so many of `trials` succeed, each with this chance: by their number.
fn binomial(trials: usize, chance: f64) -> Vec<f64> {
    let mut successes = vec![0.0; trials + 1];
    successes[0] = 1.0;
    for trial in 0..trials {
        for number in (0..=trial).rev() {
            successes[number + 1] += successes[number] * chance;
            successes[number] *= 1.0 - chance;
        }
    }
    successes
}

/// Logarithms of factorials.
struct Factorials(Vec<f64>);

impl Factorials {
    fn to(most: usize) -> Self {
        let grown = |ln: &mut f64, number: usize| {
            *ln += (number.max(1) as f64).ln();
            Some(*ln)
        };
        Self((0..=most).scan(0.0, grown).collect())
    }

    /// The logarithm of the number of ways to choose so many of all.
    fn ln_choices(&self, all: usize, chosen: usize) -> f64 {
        self.0[all] - self.0[chosen] - self.0[all - chosen]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lsh::bands::BandShape;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    fn threshold(percent: u32) -> Threshold {
        Threshold::new(f64::from(percent) / 100.0).unwrap()
    }

    fn few(threshold: Threshold) -> usize {
        (16.0 / threshold.value()).ceil() as usize
    }

    const PERCENTS: [u32; 8] = [20, 35, 50, 60, 70, 80, 90, 100];

    static GLANCES: LazyLock<[Glance; 8]> = LazyLock::new(|| PERCENTS.map(|percent| at(threshold(percent))));

    fn at(threshold: Threshold) -> Glance {
        Glance::new(threshold, few(threshold))
    }

    /// So many different shingles, others for every `draw`.
    fn shingles(draw: u64, count: usize) -> Vec<u64> {
        let spread = |at: u64| {
            let hash = (draw << 24 | at).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            (hash ^ hash >> 29).wrapping_mul(0xbf58_476d_1ce4_e5b9)
        };
        (0..count as u64).map(spread).collect()
    }

    /// Two sets of `union` shingles together, `shared` in both, of the others `own` in the first alone.
    fn two_sets(draw: u64, union: usize, shared: usize, own: usize) -> [Vec<u64>; 2] {
        let all = shingles(draw, union);
        [all[..shared + own].to_vec(), [&all[..shared], &all[shared + own..]].concat()]
    }

    fn imprint(set: &[u64]) -> Imprint {
        Imprint::of(set, SketchShape::default())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn no_pair_at_the_threshold_or_above_is_told_apart(
            draw in any::<u32>(),
            asked in 0..PERCENTS.len(),
            union in prop_oneof![1..200_usize, 1..2_000_usize],
            above in prop_oneof![Just(0.0), 0.0..1.0],
            own in 0.0..=1.0,
        ) {
            let Glance { threshold, .. } = GLANCES[asked];
            let shared = threshold.least_shared(union);
            let shared = shared + ((union - shared) as f64 * above) as usize;
            let own = ((union - shared) as f64 * own) as usize;
            let sets = two_sets(u64::from(draw), union, shared, own);
            let [one, other] = [&sets[0], &sets[1]].map(|set| (set.len(), imprint(set)));
            prop_assert!(GLANCES[asked].allows((one.0, &one.1), (other.0, &other.1)));
        }

        #[test]
        fn slots_are_counted_as_the_definition_counts(sets in prop::array::uniform2(0..3_u64), size in 1..300_usize) {
            let [one, other] = sets.map(|draw| imprint(&shingles(draw, size)));
            let slots = |imprint: Imprint| imprint.to_bytes().into_iter().flat_map(|byte| [byte & 15, byte >> 4]);
            prop_assert_eq!(one.agreeing(&other), slots(one).zip(slots(other)).filter(|(x, y)| x == y).count());
            prop_assert_eq!(Imprint::from_bytes(&one.to_bytes()), Some(one));
        }
    }

    /// Between the sizes for which the bound is computed, and beyond, fewer are lost.
    #[test]
    fn no_size_of_sets_loses_more_than_is_said() {
        for percent in [20, 30, 50, 70, 90] {
            let threshold = threshold(percent);
            let (few, glance) = (few(threshold), at(threshold));
            for union in (few + 1..few + 12).chain([64, 90, 127, 128, 129, 130, 140, 200, 300, 500, 900]) {
                let least = if union > SLOTS { glance.least } else { glance.least_of_small };
                let union = union.max(few + 1);
                let lost: f64 = agreement(union, threshold.least_shared(union))[..least].iter().sum();
                assert!(lost <= MOST_LOST, "{percent} %, {union} shingles: {lost:e}");
            }
        }
    }

    #[test]
    fn slots_agree_as_often_as_was_computed_and_vary_no_more() {
        for (union, percent) in [(34, 50), (60, 50), (60, 70), (128, 50), (400, 50)] {
            let (trials, shared) = (4_000, union * percent / 100);
            let moments = |agreement: &[f64]| {
                let mean = mean(agreement);
                let from_mean = |(at, chance): (usize, &f64)| (at as f64 - mean).powi(2) * chance;
                (mean, agreement.iter().enumerate().map(from_mean).sum::<f64>().sqrt())
            };
            let mut measured = [0.0; SLOTS + 1];
            for draw in 0..trials {
                let sets = two_sets(draw, union, shared, (union - shared) / 2);
                measured[imprint(&sets[0]).agreeing(&imprint(&sets[1]))] += 1.0 / trials as f64;
            }
            let (mean, deviation) = moments(&measured);
            let (expected, varies) = moments(&agreement(union, shared));
            assert!((mean - expected).abs() < 0.5, "{union} at {percent} %: {mean}, not {expected}");
            let share = deviation / varies;
            assert!((0.8..1.04).contains(&share), "{union} at {percent} %: {deviation}, not {varies}");
        }
    }

    fn mean(agreement: &[f64]) -> f64 {
        agreement.iter().enumerate().map(|(at, chance)| at as f64 * chance).sum()
    }

    #[test]
    fn of_sets_without_end_as_many_slots_agree_as_of_large_ones() {
        for (percent, slots) in [(50, 68.0), (75, 98.0), (100, 128.0)] {
            // So many agree over a shared shingle, and of the others one in sixteen by chance.
            let endless = of_endless_sets(threshold(percent));
            assert!((endless.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            assert!((mean(&endless) - slots).abs() < 1e-9, "{percent} %: {}", mean(&endless));
            let large = mean(&agreement(3_000, 30 * percent as usize));
            assert!((large - slots).abs() < 1e-6, "{percent} %: {large}");
        }
    }

    #[test]
    fn an_imprint_is_of_another_hash_than_the_sketch_over_which_two_articles_have_met() {
        let (set, shape) = (shingles(1, 1_000), SketchShape::default());
        let mut slots = Vec::new();
        append_sketch(&set, SketchShape::of_slots::<SLOTS>(shape.seed()), &mut slots);
        let bytes = imprint(&set).to_bytes();
        let bits = bytes.iter().flat_map(|byte| [byte & 15, byte >> 4]);
        let same = bits.zip(&slots).filter(|(bits, slot)| u64::from(*bits) == u64::from(**slot) & 15).count();
        assert!(same < SLOTS / 6, "{same} slots are the same, one in sixteen is by chance");
    }

    #[test]
    fn up_to_as_many_shingles_as_slots_the_least_of_small_sets_is_asked_for() {
        let glance = at(threshold(50));
        let between = (0..10_000).map(|draw| two_sets(draw, 400, 60, 170).map(|set| imprint(&set)));
        let mut between = between
            .filter(|[one, other]| (glance.least_of_small..glance.least).contains(&one.agreeing(other)));
        let [one, other] = between.next().expect("some pair that agrees in between");
        assert!(glance.allows((SLOTS, &one), (SLOTS, &other)));
        assert!(!glance.allows((SLOTS + 1, &one), (SLOTS, &other)));
    }

    #[test]
    fn articles_that_share_a_standing_sentence_are_told_apart() {
        let glance = at(threshold(50));
        assert_eq!((glance.least_of_small, glance.least), (15, 28));
        let met = (0..20_000).filter(|&draw| {
            let sets = two_sets(draw, 780, 20, 380);
            let [one, other] = [&sets[0], &sets[1]].map(|set| imprint(set));
            glance.allows((sets[0].len(), &one), (sets[1].len(), &other))
        });
        assert!(met.count() <= 2);
    }

    #[test]
    fn sizes_alone_tell_some_apart_and_small_sets_are_left_to_the_exact_join() {
        let glance = Glance::new(threshold(50), 32);
        let one = imprint(&shingles(1, 100));
        assert!(!glance.allows((100, &one), (201, &one)));
        assert!(glance.allows((100, &one), (200, &one)));
        let other = imprint(&shingles(2, 30));
        assert!(glance.allows((30, &imprint(&shingles(3, 30))), (30, &other)));
    }

    /// What the module says of counting bands.
    #[test]
    fn a_pair_at_one_half_meets_in_a_single_band_once_in_five_million() {
        let shape = BandShape::for_threshold(threshold(50), SketchShape::default()).unwrap();
        let bands = binomial(shape.bands(), threshold(50).value().powi(shape.rows() as i32));
        assert!((1.0 / 6e6..1.0 / 4e6).contains(&bands[1]), "{:e}", bands[1]);
    }
}
