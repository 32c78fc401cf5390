//! Suffix automaton: the longest stretches of one article that stand in another, word for word.
//!
//! The automaton of an article (Blumer and others, Theoretical Computer Science 1985) knows every stretch of its words.
//! Another article is walked through it word by word, and at each word the longest stretch that ends there and stands in
//! the first is known (matching statistics: Chang, Lawler, Algorithmica 1994). Cost: linear in the words of both, however
//! often they are repeated.

use super::Run;

/// The state of the empty stretch.
const ROOT: usize = 0;

/// Stretches that end in the same places of the article.
#[derive(Debug, Clone, Default)]
struct State {
    /// Words of the longest of them.
    length: u32,
    /// The state of the longest stretch at their ends that also ends in other places.
    link: Option<usize>,
    /// The first of the places in which they end.
    first_end: u32,
    /// The states that they are lengthened to, by symbol.
    next: Vec<(u64, usize)>,
}

impl State {
    fn follow(&self, symbol: u64) -> Option<usize> {
        self.next.binary_search_by_key(&symbol, |row| row.0).ok().map(|at| self.next[at].1)
    }

    fn lead(&mut self, symbol: u64, state: usize) {
        match self.next.binary_search_by_key(&symbol, |row| row.0) {
            Ok(at) => self.next[at].1 = state,
            Err(at) => self.next.insert(at, (symbol, state)),
        }
    }
}

/// All stretches of words of an article, but for those that hold a masked word.
#[derive(Debug)]
pub(super) struct SuffixAutomaton {
    states: Vec<State>,
    /// The state of the whole article so far.
    whole: usize,
}

impl SuffixAutomaton {
    /// The automaton of an article, given as parallel columns. A masked word is a symbol that nobody else has.
    pub(super) fn of(words: &[u32], masked: &[bool]) -> Self {
        let mut automaton = Self { states: vec![State::default()], whole: ROOT };
        for (at, (&word, &masked)) in words.iter().zip(masked).enumerate() {
            automaton.push(if masked { (1 << 32) + at as u64 } else { word.into() });
        }
        automaton
    }

    /// The stretches of another article that stand in this one and are part of no longer one that does, in order: `first`
    /// is their place there, `second` the first place here. None holds a masked word.
    pub(super) fn shared(&self, words: &[u32], masked: &[bool]) -> Vec<Run> {
        let (mut state, mut length) = (ROOT, 0);
        let walk = words.iter().zip(masked).map(|(&word, &masked)| {
            (state, length) = if masked { (ROOT, 0) } else { self.step(state, length, word.into()) };
            (length, self.states[state].first_end)
        });
        let longest: Vec<(u32, u32)> = walk.collect();
        let mut runs = Vec::new();
        for (at, &(length, end)) in longest.iter().enumerate() {
            let goes_on = longest.get(at + 1).is_some_and(|next| next.0 == length + 1);
            if length > 0 && !goes_on {
                runs.push(Run { first: at as u32 + 1 - length, second: end - length, length });
            }
        }
        runs
    }

    /// The longest stretch at the end of this one and the symbol behind it: its state and its length.
    fn step(&self, mut state: usize, mut length: u32, symbol: u64) -> (usize, u32) {
        loop {
            if let Some(next) = self.states[state].follow(symbol) {
                return (next, length + 1);
            }
            let Some(link) = self.states[state].link else { return (ROOT, 0) };
            (state, length) = (link, self.states[link].length);
        }
    }

    fn push(&mut self, symbol: u64) {
        let length = self.states[self.whole].length + 1;
        let new = self.add(State { length, first_end: length, ..State::default() });
        let mut at = Some(self.whole);
        self.whole = new;
        while let Some(state) = at {
            if let Some(target) = self.states[state].follow(symbol) {
                self.states[new].link = Some(self.split(state, target, symbol));
                return;
            }
            self.states[state].lead(symbol, new);
            at = self.states[state].link;
        }
        self.states[new].link = Some(ROOT);
    }

    /// The state of what is one symbol longer than the longest stretch of a state; it is parted from the longer ones of
    /// its target if they have been one so far.
    fn split(&mut self, state: usize, target: usize, symbol: u64) -> usize {
        let length = self.states[state].length + 1;
        if self.states[target].length == length {
            return target;
        }
        let part = self.add(State { length, ..self.states[target].clone() });
        self.states[target].link = Some(part);
        let mut at = Some(state);
        while let Some(state) = at.filter(|&state| self.states[state].follow(symbol) == Some(target)) {
            self.states[state].lead(symbol, part);
            at = self.states[state].link;
        }
        part
    }

    fn add(&mut self, state: State) -> usize {
        self.states.push(state);
        self.states.len() - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// [`SuffixAutomaton::shared`] by its definition: from each place on, the longest agreement with any place.
    fn plainly(here: &[(u32, bool)], there: &[(u32, bool)]) -> Vec<Run> {
        let agreeing = |i: usize, j: usize| {
            let words = there[i..].iter().zip(&here[j..]);
            words.take_while(|(one, other)| one.0 == other.0 && !one.1 && !other.1).count() as u32
        };
        let mut runs: Vec<Run> = Vec::new();
        for i in 0..there.len() {
            let length = (0..here.len()).map(|j| agreeing(i, j)).max().unwrap_or(0);
            let is_part = runs.iter().any(|run| run.first_end() >= i as u32 + length);
            if length > 0 && !is_part {
                let second = (0..here.len()).find(|&j| agreeing(i, j) == length).unwrap() as u32;
                runs.push(Run { first: i as u32, second, length });
            }
        }
        runs
    }

    fn article() -> impl Strategy<Value = Vec<(u32, bool)>> {
        (1u32..8).prop_flat_map(|words| prop::collection::vec((0..words, prop::bool::weighted(0.05)), 0..40))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn shared_stretches_are_those_that_trying_every_place_finds(here in article(), there in article()) {
            let (words, masked): (Vec<u32>, Vec<bool>) = here.iter().copied().unzip();
            let automaton = SuffixAutomaton::of(&words, &masked);
            let (words, masked): (Vec<u32>, Vec<bool>) = there.iter().copied().unzip();
            prop_assert_eq!(automaton.shared(&words, &masked), plainly(&here, &there));
        }
    }

    #[test]
    fn one_word_over_and_over_costs_no_more_than_its_length() {
        let words = vec![7; 100_000];
        let masked = vec![false; words.len()];
        let automaton = SuffixAutomaton::of(&words, &masked);
        assert_eq!(automaton.shared(&words, &masked), [Run { first: 0, second: 0, length: 100_000 }]);
    }
}
