//! Pairing: which two articles share enough rare wording to be aligned.
//!
//! Of any two neighbouring grams of an article the one with the smaller hash is its *fingerprint* (a minimizer, Roberts
//! et al., Bioinformatics 2004; winnowing with a window of two, Schleimer, Wilkerson, Aiken, SIGMOD 2003), so that four
//! shared words in a row give a common fingerprint. Fingerprints are sorted as (hash, article) rows. One that more than
//! [`MOST_ARTICLES`] have would pair them as often as their square; if its words tell something, the articles are paired
//! as a star and with their neighbours instead, and the crowd is counted; if they do not, it pairs nobody.

use super::seed::grams;
use super::{GRAM, Millinats};
use crate::article::{ArticleId, Pair, Pairing};

/// Articles with one fingerprint in common beyond which it does not pair each with each.
pub const MOST_ARTICLES: usize = 200;

/// The information of a fingerprint that is worth pairing a crowd for: that of one rare word and a half.
pub const TELLING: u32 = 4_500;

/// First articles of a crowd, which are paired with all others.
pub(crate) const HUBS: usize = 8;

/// Articles of a crowd next in order with which each is paired.
pub(crate) const NEIGHBOURS: usize = 8;

/// A stretch of fewer grams, such as a headline, keeps them all.
const SHORT: usize = 8;

/// Fingerprints that two articles must share.
pub const LEAST_SHARED: usize = 2;

/// The information that these fingerprints must carry together; a word in two of them counts twice.
pub const LEAST_INFORMATION: u32 = 9_000;

/// A fingerprint and an article that has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fingerprint {
    /// The hash of the gram.
    pub gram: u64,
    /// The article.
    pub article: ArticleId,
    /// The information of the gram's words.
    pub information: u32,
}

/// A stretch of text to take fingerprints of, as parallel columns: a title, or a body.
#[derive(Debug, Clone, Copy)]
pub struct Stretch<'a> {
    /// Stems of the words.
    pub stems: &'a [u32],
    /// Information of the words.
    pub weights: &'a [Millinats],
    /// Words that are not the article's own; empty if all are.
    pub masked: &'a [bool],
}

/// The fingerprints of an article in the order of its text; where one is repeated, so is its row. Grams that hold a
/// masked word are passed over.
pub fn fingerprints(article: ArticleId, stretches: &[Stretch<'_>]) -> impl Iterator<Item = Fingerprint> {
    stretches.iter().flat_map(move |stretch| {
        let information = |at: usize| stretch.weights[at..at + GRAM].iter().sum::<Millinats>() as u32;
        let of = move |(at, gram)| Fingerprint { gram, article, information: information(at) };
        minimizers(stretch).map(of)
    })
}

/// The grams that stand for a stretch, by place; the same one twice in a row is given once.
fn minimizers(stretch: &Stretch<'_>) -> impl Iterator<Item = (usize, u64)> {
    let is_own = |at: usize| stretch.masked.get(at..at + GRAM).is_none_or(|words| !words.contains(&true));
    let all = (stretch.stems.len() + 1).saturating_sub(GRAM);
    let alone = all < SHORT;
    let (mut before, mut given) = (None, None);
    grams(stretch.stems).enumerate().filter_map(move |(at, gram)| {
        let here = is_own(at).then_some((gram, at));
        let smaller = if alone || at == 0 { here } else { [before, here].into_iter().flatten().min() };
        before = here;
        if smaller == given || (at == 0 && !alone) {
            return None;
        }
        given = smaller;
        smaller.map(|(gram, at)| (at, gram))
    })
}

/// An article that has a fingerprint, and what information the fingerprint carries there.
///
/// Kept in one number, since there are as many of them as a good part of all words; ordered by article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Posting(u64);

impl Posting {
    /// Of a fingerprint in an article.
    #[must_use]
    pub fn of(fingerprint: &Fingerprint) -> Self {
        Self(u64::from(fingerprint.article.0) << 32 | u64::from(fingerprint.information))
    }

    /// The number.
    #[must_use]
    pub fn code(self) -> u64 {
        self.0
    }

    /// From its number.
    #[must_use]
    pub fn from_code(code: u64) -> Self {
        Self(code)
    }

    /// The article.
    #[must_use]
    pub fn article(self) -> ArticleId {
        ArticleId((self.0 >> 32) as u32)
    }

    /// The information of the fingerprint's words, in millinats.
    #[must_use]
    pub fn information(self) -> u32 {
        self.0 as u32
    }
}

/// Who has one fingerprint: each article once, in order.
#[derive(Debug, Clone, Copy)]
pub struct Sharers<'a> {
    postings: &'a [Posting],
}

impl<'a> Sharers<'a> {
    /// Those of a fingerprint, sorted; none if it pairs nobody, because one article alone has it, or too many have words of
    /// so little weight.
    #[must_use]
    pub fn of(postings: &'a [Posting]) -> Option<Self> {
        let sharers = Self { postings };
        let tells = !sharers.is_crowd() || postings[0].information() >= TELLING;
        (postings.len() > 1 && tells).then_some(sharers)
    }

    /// Whether there are so many that not every two of them are paired.
    #[must_use]
    pub fn is_crowd(self) -> bool {
        self.postings.len() > MOST_ARTICLES
    }

    /// The articles, in order.
    #[must_use]
    pub fn postings(self) -> &'a [Posting] {
        self.postings
    }

    /// At the most so many articles does the one at this place meet.
    #[must_use]
    pub fn most_met(self, at: usize) -> usize {
        (self.postings.len() - 1 - at).min(self.most(at))
    }

    /// The articles behind the one at this place that it meets: all that the run asks about, or in a crowd, all for the
    /// first few articles and a few for the others.
    pub fn met(
        self,
        at: usize,
        (pairing, asked): (Pairing, &'a impl Fn(Pair) -> bool),
    ) -> impl Iterator<Item = Posting> + 'a {
        let article = self.postings[at].article();
        let references_from = |first| self.postings.partition_point(|posting| posting.article() < first);
        let behind = match pairing {
            Pairing::Within => at + 1,
            Pairing::Against { first_reference } if article < first_reference => {
                references_from(first_reference)
            }
            Pairing::Joining { first_reference } if article < first_reference => at + 1,
            Pairing::Against { .. } | Pairing::Joining { .. } => self.postings.len(),
        };
        let meets = move |posting: &Posting| Pair::new(article, posting.article()).is_some_and(asked);
        self.postings[behind..].iter().copied().filter(meets).take(self.most(at))
    }

    fn most(self, at: usize) -> usize {
        if self.is_crowd() && at >= HUBS { NEIGHBOURS } else { usize::MAX }
    }
}

/// Whether two articles that share so many fingerprints, which carry so much information together, are worth aligning.
#[must_use]
pub fn is_enough(shared: usize, information: u32) -> bool {
    shared >= LEAST_SHARED && information >= LEAST_INFORMATION
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    const WEIGHT: Millinats = 2_000;

    /// The fingerprints of an article of telling words, each stretch with its mask.
    fn of(article: u32, stretches: &[(&[u32], &[bool])]) -> Vec<Fingerprint> {
        let weights = vec![WEIGHT; 100];
        let stretches: Vec<Stretch<'_>> = stretches
            .iter()
            .map(|&(stems, masked)| Stretch { stems, weights: &weights[..stems.len()], masked })
            .collect();
        let mut rows: Vec<Fingerprint> = fingerprints(ArticleId(article), &stretches).collect();
        rows.sort_unstable();
        rows.dedup_by_key(|row| row.gram);
        rows
    }

    /// All pairs of articles that are given as grams, each gram with this much information.
    fn pairs(articles: &[&[u64]], information: u32, pairing: Pairing) -> (Vec<(u32, u32)>, u64) {
        let row = |gram, article| Fingerprint { gram, article: ArticleId(article), information };
        let numbered = articles.iter().zip(0..);
        let mut rows: Vec<Fingerprint> =
            numbered.flat_map(|(grams, article)| grams.iter().map(move |&gram| row(gram, article))).collect();
        rows.sort_unstable();
        let (mut met, mut crowds) = (BTreeMap::<(u32, u32), (usize, u32)>::new(), 0);
        for run in rows.chunk_by(|x, y| x.gram == y.gram) {
            let postings: Vec<Posting> = run.iter().map(Posting::of).collect();
            let Some(sharers) = Sharers::of(&postings) else { continue };
            crowds += u64::from(sharers.is_crowd());
            for (at, posting) in postings.iter().enumerate() {
                let of_one: Vec<Posting> = sharers.met(at, (pairing, &|pair| pairing.asks(pair))).collect();
                assert!(of_one.len() <= sharers.most_met(at));
                assert!(pairing != Pairing::Within || of_one.len() == sharers.most_met(at));
                for other in of_one {
                    let so_far = met.entry((posting.article().0, other.article().0)).or_default();
                    *so_far = (so_far.0 + 1, so_far.1 + other.information());
                }
            }
        }
        let enough = met.into_iter().filter(|(_, (shared, information))| is_enough(*shared, *information));
        (enough.map(|(pair, _)| pair).collect(), crowds)
    }

    #[test]
    fn a_stretch_shorter_than_a_gram_has_no_fingerprint() {
        assert_eq!(of(0, &[]).len() + of(0, &[(&[], &[]), (&[1, 2], &[])]).len(), 0);
        assert_eq!(of(0, &[(&[1, 2, 3], &[])]).len(), 1);
    }

    #[test]
    fn of_any_two_neighbouring_grams_the_smaller_is_a_fingerprint() {
        let stems: Vec<u32> = (0..60).map(|word| word * word % 41).collect();
        for masked in [None, Some(20), Some(0), Some(59)] {
            let masked: Vec<bool> = (0..60).map(|word| Some(word) == masked).collect();
            let own = |at: usize| !masked[at..at + GRAM].contains(&true);
            let all: Vec<Option<u64>> =
                grams(&stems).enumerate().map(|(at, gram)| own(at).then_some(gram)).collect();
            let smaller = all.windows(2).filter_map(|two| two.iter().flatten().min().copied());
            let expected: BTreeSet<u64> = smaller.collect();
            let found: Vec<u64> = of(0, &[(&stems, &masked)]).iter().map(|row| row.gram).collect();
            assert_eq!(found, expected.into_iter().collect::<Vec<u64>>());
        }
    }

    #[test]
    fn no_fingerprint_crosses_the_border_of_two_stretches() {
        assert_eq!(of(0, &[(&[1, 2], &[]), (&[3, 4], &[])]), []);
        let apart = of(0, &[(&[1, 2, 3], &[]), (&[4, 5, 6], &[])]);
        let grams: Vec<u64> = [[1, 2, 3], [4, 5, 6]].iter().flat_map(|stems| grams(stems)).collect();
        assert!(apart.iter().all(|row| grams.contains(&row.gram)) && apart.len() == 2);
    }

    #[test]
    fn a_masked_word_is_in_no_fingerprint() {
        let own: Vec<u64> = grams(&[6, 7, 8, 9]).collect();
        let masked = [true, true, true, true, true, false, false, false, false];
        let rows = of(0, &[(&[1, 2, 3, 4, 5, 6, 7, 8, 9], &masked)]);
        assert!(!rows.is_empty() && rows.iter().all(|row| own.contains(&row.gram)));
        assert_eq!(of(0, &[(&[1, 2, 3], &[false, true, false])]), []);
    }

    #[test]
    fn a_fingerprint_carries_the_information_of_its_words() {
        assert_eq!(of(0, &[(&[1, 2, 3], &[])])[0].information, 3 * WEIGHT as u32);
    }

    #[test]
    fn one_shared_fingerprint_is_not_enough_however_telling() {
        let (found, _) = pairs(&[&[1, 2, 3], &[1, 4], &[2, 3, 5], &[]], LEAST_INFORMATION, Pairing::Within);
        assert_eq!(found, [(0, 2)]);
    }

    #[test]
    fn fingerprints_that_tell_too_little_together_pair_nobody() {
        let shared = |information| pairs(&[&[1, 2, 3], &[1, 2, 3]], information, Pairing::Within).0.len();
        assert_eq!((shared(LEAST_INFORMATION / 3), shared(LEAST_INFORMATION / 3 - 1)), (1, 0));
    }

    #[test]
    fn only_pairs_that_are_asked_about_are_given() {
        let against = Pairing::Against { first_reference: ArticleId(2) };
        let (found, _) = pairs(&[[1, 2].as_slice(); 4], LEAST_INFORMATION, against);
        assert_eq!(found, [(0, 2), (0, 3), (1, 2), (1, 3)]);
    }

    #[test]
    fn a_crowd_is_paired_as_a_star_and_counted() {
        let found =
            |articles, information| pairs(&vec![[1, 2].as_slice(); articles], information, Pairing::Within);
        let (all, crowded) = found(MOST_ARTICLES, LEAST_INFORMATION);
        assert_eq!((all.len(), crowded), (MOST_ARTICLES * (MOST_ARTICLES - 1) / 2, 0));
        let (star, crowded) = found(MOST_ARTICLES + 1, LEAST_INFORMATION);
        assert_eq!(crowded, 2);
        assert!(star.len() <= (MOST_ARTICLES + 1) * (HUBS + NEIGHBOURS));
        assert_eq!(
            star.iter().filter(|pair| pair.0 == 0).count(),
            MOST_ARTICLES,
            "the first is paired with all"
        );
        assert!(
            (1..MOST_ARTICLES as u32 - 1).all(|one| star.contains(&(one, one + 1))),
            "each with its neighbour"
        );
    }

    #[test]
    fn a_crowd_that_shares_words_of_no_weight_pairs_nobody() {
        let shared = vec![[1, 2, 3, 4].as_slice(); MOST_ARTICLES + 1];
        assert_eq!(pairs(&shared, TELLING - 1, Pairing::Within), (Vec::new(), 0));
    }

    proptest! {
        #[test]
        fn four_shared_words_in_a_row_give_a_common_fingerprint(
            before in prop::array::uniform2(prop::collection::vec(100u32..110, 0..9)),
            shared in prop::array::uniform4(0u32..20),
            after in prop::array::uniform2(prop::collection::vec(100u32..110, 0..9)),
        ) {
            let grams = [0, 1].map(|side| {
                let stems = [before[side].as_slice(), &shared, &after[side]].concat();
                of(0, &[(&stems, &[])]).iter().map(|row| row.gram).collect::<Vec<u64>>()
            });
            prop_assert!(grams[0].iter().any(|gram| grams[1].contains(gram)));
        }
    }
}
