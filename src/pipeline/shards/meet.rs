//! Who meets over a fingerprint, where those who have it come one by one.

use super::Number;
use crate::align::pairing::{
    Fingerprint, HUBS, MOST_ARTICLES, NEIGHBOURS, Posting, Sharers, TELLING, is_enough,
};
use crate::article::{ArticleId, Pair, Pairing, are_within};
use crate::plan::Plan;
use std::mem;

/// An article that has a fingerprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sharer {
    /// The article.
    pub number: Number,
    /// The information of the fingerprint's words in it, in millinats.
    pub information: u32,
    /// When it was published; asked for where the plan has a window.
    pub published: Option<(i64, i64)>,
}

/// Two articles that have a fingerprint in common, and the information that it carries for the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Meeting {
    /// The article with the smaller number.
    pub first: Number,
    /// The other one.
    pub second: Number,
    /// In millinats.
    pub information: u32,
}

/// Whether two articles that met so many times, over fingerprints of so much information together, are worth aligning.
#[must_use]
pub fn have_met_enough(times: u64, information: u64) -> bool {
    let information = u32::try_from(information).unwrap_or(u32::MAX);
    is_enough(usize::try_from(times).unwrap_or(usize::MAX), information)
}

/// Those who have one fingerprint, by number. Of few, every two meet; of a crowd the first few meet all and every other one the
/// next few, if the fingerprint tells enough, and nobody if it does not.
///
/// No more than [`MOST_ARTICLES`] are held; of a crowd those who have not met enough others yet, which without a window are a
/// few.
#[derive(Debug)]
pub struct Meetings {
    window: Option<u64>,
    few: Vec<Sharer>,
    crowd: Option<Crowd>,
}

#[derive(Debug, Default)]
struct Crowd {
    tells: bool,
    hubs: Vec<Sharer>,
    /// Who has to meet so many more.
    waiting: Vec<(Sharer, usize)>,
}

impl Meetings {
    /// Of nobody yet.
    #[must_use]
    pub fn new(plan: &Plan) -> Self {
        Self { window: plan.window_seconds, few: Vec::new(), crowd: None }
    }

    /// Takes in the next article, and gives whom it meets of those before it, as far as that is known now.
    pub fn take(&mut self, sharer: Sharer, met: &mut Vec<Meeting>) {
        if let Some(crowd) = &mut self.crowd {
            crowd.take(sharer, self.window, met);
            return;
        }
        self.few.push(sharer);
        if self.few.len() > MOST_ARTICLES {
            let mut crowd = Crowd { tells: self.few[0].information >= TELLING, ..Crowd::default() };
            for sharer in mem::take(&mut self.few) {
                crowd.take(sharer, self.window, met);
            }
            self.crowd = Some(crowd);
        }
    }

    /// Gives who meets when no other comes, and whether they are a crowd that meets; then begins anew.
    pub fn end(&mut self, met: &mut Vec<Meeting>) -> bool {
        let few = mem::take(&mut self.few);
        if let Some(crowd) = self.crowd.take() {
            return crowd.tells;
        }
        let row = |(article, sharer): (u32, &Sharer)| Fingerprint {
            gram: 0,
            article: ArticleId(article),
            information: sharer.information,
        };
        let postings: Vec<Posting> = (0..).zip(&few).map(|of| Posting::of(&row(of))).collect();
        let Some(sharers) = Sharers::of(&postings) else { return false };
        let of = |id: ArticleId| &few[id.index()];
        let asked = |pair: Pair| are_close(self.window, of(pair.first()), of(pair.second()));
        for (at, first) in few.iter().enumerate() {
            met.extend(
                sharers.met(at, (Pairing::Within, &asked)).map(|other| meeting(first, of(other.article()))),
            );
        }
        false
    }
}

impl Crowd {
    fn take(&mut self, sharer: Sharer, window: Option<u64>, met: &mut Vec<Meeting>) {
        if !self.tells {
            return;
        }
        let is_close = |other: &Sharer| are_close(window, other, &sharer);
        met.extend(self.hubs.iter().filter(|hub| is_close(hub)).map(|hub| meeting(hub, &sharer)));
        for (other, more) in self.waiting.iter_mut().filter(|(other, _)| is_close(other)) {
            met.push(meeting(other, &sharer));
            *more -= 1;
        }
        self.waiting.retain(|(_, more)| *more > 0);
        if self.hubs.len() < HUBS {
            self.hubs.push(sharer);
        } else {
            self.waiting.push((sharer, NEIGHBOURS));
        }
    }
}

fn are_close(window: Option<u64>, one: &Sharer, other: &Sharer) -> bool {
    window.is_none_or(|seconds| are_within(seconds, one.published, other.published))
}

fn meeting(first: &Sharer, second: &Sharer) -> Meeting {
    Meeting { first: first.number, second: second.number, information: second.information }
}
