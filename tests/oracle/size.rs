//! What is said of two articles does not depend on how many unrelated ones of their language are in the batch.

use crate::common::{Random, Vocabulary, article, batch, prose};
use std::ops::Range;
use wirecopy::article::{Article, ArticleId, Pair};
use wirecopy::observe::Unwatched;
use wirecopy::pipeline::compare;
use wirecopy::plan::Plan;

/// Words of an article.
const WORDS: usize = 297;
/// Words of a sentence.
const SENTENCE: usize = 11;
/// Pairs of each kind.
const EACH: usize = 3;
/// Code points by which a passage of two articles alone may end elsewhere than in company: two words.
const LEEWAY: u32 = 16;

/// What the second article of a pair does with the words of the first that it takes.
#[derive(Debug, Clone, Copy)]
enum Reuse {
    Nothing,
    Verbatim {
        words: usize,
    },
    /// One word in so many is another.
    Edited {
        words: usize,
        one_in: usize,
    },
    /// The words of each sentence in another order; whether that is a passage is not asked here, only whether it stays one.
    Rewritten {
        sentences: usize,
    },
}

const KINDS: [Reuse; 6] = [
    Reuse::Nothing,
    Reuse::Verbatim { words: 20 },
    Reuse::Verbatim { words: 60 },
    Reuse::Edited { words: 40, one_in: 8 },
    Reuse::Edited { words: 88, one_in: 4 },
    Reuse::Rewritten { sentences: 8 },
];

impl Reuse {
    fn words(self) -> usize {
        match self {
            Self::Nothing => 0,
            Self::Verbatim { words } | Self::Edited { words, .. } => words,
            Self::Rewritten { sentences } => sentences * SENTENCE,
        }
    }

    fn two(self, random: &mut Random, vocabulary: &Vocabulary) -> [Article; 2] {
        let first = vocabulary.draw_many(WORDS, random);
        let mut second = vocabulary.draw_many(WORDS, random);
        let sentences = (WORDS - self.words()) / SENTENCE;
        let (from, to) = (random.below(sentences) * SENTENCE, random.below(sentences) * SENTENCE);
        let taken = &mut second[to..to + self.words()];
        taken.clone_from_slice(&first[from..from + self.words()]);
        match self {
            Self::Nothing | Self::Verbatim { .. } => {}
            Self::Edited { one_in, .. } => {
                let replaced = taken.iter_mut().skip(one_in / 2).step_by(one_in);
                replaced.for_each(|word| *word = vocabulary.draw(random));
            }
            Self::Rewritten { .. } => {
                taken.chunks_mut(SENTENCE).for_each(|sentence| random.shuffle(sentence));
            }
        }
        [article("first", prose(&first)), article("second", prose(&second))]
    }
}

/// Where the passages of a pair stand in both articles.
type Places = Vec<[Range<u32>; 2]>;

/// Where passages are found of pairs that stand before others in a batch, for each pair.
fn places(pairs: &[[Article; 2]], others: &[Article]) -> Vec<Places> {
    let articles = pairs.iter().flatten().chain(others).cloned().collect();
    let found = compare(&batch(articles), &Plan { matrix: None, ..Plan::default() }, &Unwatched);
    let of_pair = |first: u32| {
        let pair = Pair::new(ArticleId(first), ArticleId(first + 1)).expect("two articles");
        let own = found.passages.iter().filter(|passage| passage.pair == pair);
        own.map(|passage| [passage.first.chars.clone(), passage.second.chars.clone()]).collect()
    };
    (0..pairs.len() as u32).map(|pair| of_pair(2 * pair)).collect()
}

fn are_about_the_same(one: &Places, other: &Places) -> bool {
    let ends = |places: &Places| -> Vec<u32> {
        places.iter().flatten().flat_map(|place| [place.start, place.end]).collect()
    };
    let (one, other) = (ends(one), ends(other));
    one.len() == other.len() && one.iter().zip(&other).all(|(x, y)| x.abs_diff(*y) <= LEEWAY)
}

/// Two articles alone do not tell how common their words are. So this is asked of re-use that is clear; below it, two
/// articles alone may share a passage (a dozen words, two of them changed) that in company is too common to be one. What
/// was rewritten shares few words in a row, and in company these may be too common for the two to be looked at.
#[test]
fn a_passage_is_the_same_among_any_number_of_unrelated_articles() {
    let (mut random, vocabulary) = (Random::new(31), Vocabulary::new(50_000));
    let kinds: Vec<Reuse> = KINDS.into_iter().flat_map(|kind| [kind; EACH]).collect();
    let pairs: Vec<[Article; 2]> = kinds.iter().map(|kind| kind.two(&mut random, &vocabulary)).collect();
    let unrelated = |at| article(format!("u{at}"), prose(&vocabulary.draw_many(WORDS, &mut random)));
    let others: Vec<Article> = (0..3_000).map(unrelated).collect();
    let (few, many) = (places(&pairs, &others[..100]), places(&pairs, &others));
    for (at, kind) in kinds.iter().enumerate() {
        let alone = &places(&pairs[at..=at], &[])[0];
        assert_eq!(few[at], many[at], "{kind:?}: among 100 and among 3,000");
        let is_rewritten = matches!(kind, Reuse::Rewritten { .. });
        assert!(
            (is_rewritten && few[at].is_empty()) || are_about_the_same(alone, &few[at]),
            "{kind:?}: alone {alone:?}, among 100 {:?}",
            few[at]
        );
        if !is_rewritten {
            assert_eq!(many[at].len(), usize::from(kind.words() > 0), "{kind:?}: passages");
        }
    }
}
