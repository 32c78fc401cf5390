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

/// What stands beside a gram in one article, as far as [`Contexts`] tell it from other words: one of 64 sorts of words, or
/// nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Beside(u8);

impl Beside {
    /// Bits of [`Beside::code`].
    pub(super) const BITS: u32 = 7;

    /// Of this stem, if there is one.
    #[must_use]
    pub fn of(stem: Option<u32>) -> Self {
        Self(stem.map_or(0, |stem| 1 + (stem.wrapping_mul(0x9e37_79b1) >> 26) as u8))
    }

    pub(super) fn code(self) -> u32 {
        self.0.into()
    }

    pub(super) fn from_code(code: u32) -> Self {
        Self((code & ((1 << Self::BITS) - 1)) as u8)
    }
}

impl Contexts {
    pub(super) fn of(beside: Beside) -> Self {
        let sort = beside.0.checked_sub(1);
        Self { bitmap: sort.map_or(0, |sort| 1 << sort), articles: u32::from(sort.is_some()) }
    }

    pub(super) fn and(self, other: Self) -> Self {
        Self { bitmap: self.bitmap | other.bitmap, articles: self.articles + other.articles }
    }

    /// Which sorts of words stand there, a bit for each, and in how many articles: of two sets of articles the bits come together
    /// by *or*, and the articles are added up.
    #[must_use]
    pub fn parts(self) -> (u64, u32) {
        (self.bitmap, self.articles)
    }

    /// From its [parts](Self::parts).
    #[must_use]
    pub fn of_parts((bitmap, articles): (u64, u32)) -> Self {
        Self { bitmap, articles }
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
