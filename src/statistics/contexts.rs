//! How many different words stand beside a gram.

/// So many articles at the most are asked for what stands around a gram; more cannot be told apart.
const COUNTABLE: u32 = 60;
/// The share of these articles in which something else must stand around it.
const DIFFERING: f64 = 0.4;

/// What stands in one place beside a gram, over all articles that have it: how many different words, as a bitmap that
/// can be added to another (linear counting: Whang, Vander-Zanden, Taylor, ACM TODS 1990).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Contexts {
    bitmap: u64,
    articles: u32,
}

impl Contexts {
    pub(super) fn of(stem: Option<u32>) -> Self {
        let bit = |stem: u32| 1 << (stem.wrapping_mul(0x9e37_79b1) >> 26);
        Self { bitmap: stem.map_or(0, bit), articles: u32::from(stem.is_some()) }
    }

    pub(super) fn and(self, other: Self) -> Self {
        Self { bitmap: self.bitmap | other.bitmap, articles: self.articles + other.articles }
    }

    /// Articles in which something stands there.
    pub(super) fn articles(self) -> u32 {
        self.articles
    }

    /// About how many different words there are; hardly more than 250 can be told.
    fn distinct(self) -> f64 {
        let clear = f64::from(self.bitmap.count_zeros().max(1));
        -64.0 * (clear / 64.0).ln()
    }

    /// Whether something else stands there in most articles, as far as something stands there.
    pub(super) fn differ(self) -> bool {
        self.distinct() >= f64::from(self.articles.min(COUNTABLE)) * DIFFERING
    }
}
