//! Chains: anchors that follow one another in both articles.
//!
//! The best chain that ends at each anchor is found by dynamic programming over its predecessors (Li, Bioinformatics
//! 2018, §2.1): new words gain their information, words passed over and drift off the diagonal cost. Chains are then
//! taken best first; an anchor belongs to one chain only, so re-ordered sentences come out as several.

use super::seed::Anchor;
use super::{Both, GRAM, Millinats};

/// Predecessors that are looked at.
const REACH: usize = 60;
/// Words that may be passed over between two anchors.
const LONGEST_GAP: i64 = 25;
/// Words by which one article may run ahead between two anchors.
const LONGEST_DRIFT: i64 = 15;
/// Cost of a word passed over.
const GAP_COST: Millinats = 120;
/// Cost of a word of drift.
const DRIFT_COST: Millinats = 150;

/// The chains of sorted anchors, best first, each in order of place.
#[must_use]
pub fn chains(anchors: &[Anchor], both: &Both<'_>) -> Vec<Vec<Anchor>> {
    let links = links(anchors, both);
    let mut order: Vec<usize> = (0..anchors.len()).collect();
    order.sort_by_key(|&at| (-links[at].score, at));
    let mut taken = vec![false; anchors.len()];
    order.into_iter().filter_map(|end| trace(end, &links, anchors, &mut taken)).collect()
}

/// The best chain that ends at an anchor.
#[derive(Clone, Copy)]
struct Link {
    score: Millinats,
    before: Option<usize>,
}

fn links(anchors: &[Anchor], both: &Both<'_>) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::with_capacity(anchors.len());
    for (at, anchor) in anchors.iter().enumerate() {
        let own = (0..GRAM).map(|word| both.weight(anchor.first as usize + word)).sum();
        let mut best = Link { score: own, before: None };
        for before in (at.saturating_sub(REACH)..at).rev() {
            if i64::from(anchor.first - anchors[before].first) > LONGEST_GAP + GRAM as i64 {
                break;
            }
            if let Some(gain) = step(anchors[before], *anchor, both) {
                let score = links[before].score + gain;
                if score > best.score {
                    best = Link { score, before: Some(before) };
                }
            }
        }
        links.push(best);
    }
    links
}

/// What a step from one anchor to the next gains; none if it is no step.
fn step(from: Anchor, to: Anchor, both: &Both<'_>) -> Option<Millinats> {
    let ahead = i64::from(to.first) - i64::from(from.first);
    let across = i64::from(to.second) - i64::from(from.second);
    let drift = (ahead - across).abs();
    if ahead <= 0 || across <= 0 || across > LONGEST_GAP + GRAM as i64 || drift > LONGEST_DRIFT {
        return None;
    }
    let new = ahead.min(across).min(GRAM as i64) as usize;
    let end = to.first as usize + GRAM;
    let gain: Millinats = (end - new..end).map(|word| both.weight(word)).sum();
    let gap = (ahead.max(across) - GRAM as i64).max(0);
    Some(gain - GAP_COST * gap as Millinats - DRIFT_COST * drift as Millinats)
}

fn trace(end: usize, links: &[Link], anchors: &[Anchor], taken: &mut [bool]) -> Option<Vec<Anchor>> {
    let mut chain = Vec::new();
    let mut next = Some(end);
    while let Some(at) = next.filter(|&at| !taken[at]) {
        taken[at] = true;
        chain.push(anchors[at]);
        next = links[at].before;
    }
    chain.reverse();
    (!chain.is_empty()).then_some(chain)
}

#[cfg(test)]
mod tests {
    use super::super::seed::anchors;
    use super::super::seed::tests::{Article, both};
    use super::*;
    use proptest::prelude::*;

    fn chained(first: &Article, second: &Article) -> Vec<Vec<(u32, u32)>> {
        let both = both(first, second);
        let chains = chains(&anchors(&both), &both);
        chains
            .iter()
            .map(|chain| chain.iter().map(|anchor| (anchor.first, anchor.second)).collect())
            .collect()
    }

    /// Words that occur in one article only.
    fn own(article: u32, words: u32) -> impl Iterator<Item = u32> {
        (0..words).map(move |word| 1_000 * article + word)
    }

    #[test]
    fn no_anchors_are_no_chains() {
        assert!(chained(&Article::new(0..9), &Article::new(own(1, 9))).is_empty());
    }

    #[test]
    fn words_in_step_are_one_chain() {
        let chains = chained(&Article::new(own(1, 4).chain(0..12)), &Article::new(0..12));
        assert_eq!(chains, [(0..10).map(|at| (at + 4, at)).collect::<Vec<_>>()]);
    }

    #[test]
    fn a_gap_is_bridged_as_far_as_it_may_be_and_no_farther() {
        let gapped = |gap: i64| {
            let with = |article| (0..10).chain(own(article, gap as u32)).chain(10..20);
            chained(&Article::new(with(1)), &Article::new(with(2))).len()
        };
        assert_eq!((gapped(LONGEST_GAP), gapped(LONGEST_GAP + 1)), (1, 2));
    }

    #[test]
    fn one_article_may_run_ahead_as_far_as_it_may_and_no_farther() {
        let inserted = |words: i64| {
            let longer = Article::new((0..10).chain(own(1, words as u32)).chain(10..20));
            (chained(&longer, &Article::new(0..20)).len(), chained(&Article::new(0..20), &longer).len())
        };
        assert_eq!((inserted(LONGEST_DRIFT), inserted(LONGEST_DRIFT + 1)), ((1, 1), (2, 2)));
    }

    #[test]
    fn sentences_that_changed_places_are_two_chains_the_better_first() {
        let chains = chained(&Article::new(0..30), &Article::new((10..30).chain(0..10)));
        assert_eq!(chains.iter().map(Vec::len).collect::<Vec<_>>(), [18, 8]);
        assert_eq!((chains[0][0], chains[1][0]), ((10, 0), (0, 20)));
    }

    /// What a chain is worth: each step adds the words that are new in both articles, and pays for what it passes over and
    /// for the words by which one article runs ahead.
    fn worth(chain: &[(u32, u32)], first: &Article) -> i64 {
        let told = |start: u32, words: u32| -> i64 {
            (start..start + words).map(|word| i64::from(first.weights[word as usize])).sum()
        };
        let steps = chain.windows(2).map(|two| {
            let (ahead, across) = (two[1].0 - two[0].0, two[1].1 - two[0].1);
            let new = ahead.min(across).min(3);
            let passed_over = i64::from(ahead.max(across).saturating_sub(3));
            told(two[1].0 + 3 - new, new) - 120 * passed_over - 150 * i64::from(ahead.abs_diff(across))
        });
        told(chain[0].0, 3) + steps.sum::<i64>()
    }

    /// All chains of these anchors that go forward and pass over no more than they may, by trying every way on from every end.
    fn all_chains(anchors: &[(u32, u32)]) -> Vec<Vec<(u32, u32)>> {
        let mut all: Vec<Vec<(u32, u32)>> = anchors.iter().map(|&anchor| vec![anchor]).collect();
        let mut at = 0;
        while at < all.len() {
            let (i, j) = all[at][all[at].len() - 1];
            for &(x, y) in anchors.iter().filter(|&&(x, y)| x > i && y > j && x <= i + 28 && y <= j + 28) {
                if (x - i).abs_diff(y - j) <= 15 {
                    let longer = all[at].iter().copied().chain([(x, y)]).collect();
                    all.push(longer);
                }
            }
            at += 1;
        }
        all
    }

    proptest! {
        #[test]
        fn the_first_chain_is_worth_more_than_any_other_way_through_the_anchors(
            parts in prop::collection::vec((0u32..30, 0u32..30, 3u32..5, any::<bool>()), 1..6),
            weights in prop::collection::vec(50i32..3_000, 200),
        ) {
            // Stretches of three or four words, apart in either article, two of which may have changed places.
            let (mut first, mut second, mut swapped) = (Vec::new(), Vec::new(), None);
            for (number, &(before, across, length, swaps)) in parts.iter().enumerate() {
                let stretch: Vec<u32> = (0..length).map(|word| 100 * number as u32 + word).collect();
                first.extend(own(10 + number as u32, before).chain(stretch.iter().copied()));
                let there: Vec<u32> = own(20 + number as u32, across).chain(stretch).collect();
                if swaps && swapped.is_none() {
                    swapped = Some(there);
                } else {
                    second.extend(there);
                    second.extend(swapped.take().into_iter().flatten());
                }
            }
            second.extend(swapped.into_iter().flatten());
            let (mut first, second) = (Article::new(first), Article::new(second));
            first.weights.clone_from_slice(&weights[..first.words.len()]);
            let anchors: Vec<(u32, u32)> =
                anchors(&both(&first, &second)).iter().map(|anchor| (anchor.first, anchor.second)).collect();
            let best = all_chains(&anchors).iter().map(|chain| worth(chain, &first)).max();
            let found = chained(&first, &second);
            prop_assert_eq!(found.first().map(|chain| worth(chain, &first)), best);
        }

        #[test]
        fn every_anchor_is_in_one_chain_and_every_chain_goes_forward(
            first in prop::collection::vec(0u32..4, 0..40), second in prop::collection::vec(0u32..4, 0..40),
        ) {
            let (first, second) = (Article::new(first), Article::new(second));
            let chains = chained(&first, &second);
            for chain in &chains {
                prop_assert!(chain.windows(2).all(|two| two[0].0 < two[1].0 && two[0].1 < two[1].1), "{:?}", chain);
            }
            let mut all = chains.concat();
            all.sort_unstable();
            let expected: Vec<_> =
                anchors(&both(&first, &second)).iter().map(|anchor| (anchor.first, anchor.second)).collect();
            prop_assert_eq!(all, expected);
        }
    }
}
