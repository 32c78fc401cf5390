//! Statements: sentences of the two articles that tell the same, whatever the order of their words.
//!
//! Two sentences tell the same if the cosine and the Dice coefficient of their telling words are high (Sanchez-Perez,
//! Sidorov, Gelbukh, PAN at CLEF 2014), or if they have enough words in common that stand in no other sentence of
//! either article. Words are weighed as everywhere in alignment, so that a name that is in every article of the batch
//! counts for little.

use super::block::{Block, Taken};
use super::common::CommonWords;
use super::extend::agreeing;
use super::{AlignedSegment, Both, Run, Words};
use std::ops::Range;

/// Cosine and Dice coefficient above which two sentences with [`LEAST_SHARED`] words in common tell the same.
const ALIKE: f64 = 0.33;
/// Distinct telling words that two sentences that are alike must share.
const LEAST_SHARED: u32 = 3;
/// Words of no other sentence that make two sentences tell the same, however much else they tell.
const BOUND: u32 = 3;
/// Fewer of them do if the sentences are …
const FEW_BOUND: u32 = 2;
/// … somewhat alike.
const SOMEWHAT_ALIKE: f64 = 0.2;
/// Words of any kind that two sentences must have in the same order.
const LEAST_IN_ORDER: u32 = 3;
/// Places of one word in the two articles, multiplied, from which on it says nothing about which sentences belong
/// together.
const TOO_OFTEN: usize = 1_024;

/// Two sentences that share telling words.
#[derive(Debug, Clone, Copy)]
struct Met {
    first: u32,
    second: u32,
    /// Distinct telling words that both have.
    shared: u32,
    /// Those that stand in no other sentence of either article.
    bound: u32,
    cosine: f64,
    dice: f64,
}

impl Met {
    fn tell_the_same(&self) -> bool {
        let alike = self.shared >= LEAST_SHARED && self.cosine > ALIKE && self.dice > ALIKE;
        alike || self.bound >= BOUND || (self.bound >= FEW_BOUND && self.dice > SOMEWHAT_ALIKE)
    }
}

/// Sentences that tell the same and are not explained by the blocks, as blocks of their own. Each word of either
/// article stays with the block that has it. None where sentences are not known.
pub(super) fn statements(both: &Both<'_>, common: &CommonWords, blocks: &[Block]) -> Vec<Block> {
    if both.first.sentences.is_empty() || both.second.sentences.is_empty() {
        return Vec::new();
    }
    let mut taken = Taken::none(both);
    for block in blocks.iter().filter(|block| block.is_accepted()) {
        taken.fill(block);
    }
    let told = told_again(both, common, &taken);
    for block in blocks {
        taken.fill(block);
    }
    let partners = partners(both, blocks);
    let mut statements = Vec::new();
    for met in told {
        let (first, second) = (sentence(&both.first, met.first), sentence(&both.second, met.second));
        if !is_explained(&first, &second, &partners) {
            statements.extend(statement(first, second, both, &mut taken));
        }
    }
    statements
}

/// Sentences that tell the same, each with the one that it is most alike, most alike first.
fn told_again(both: &Both<'_>, common: &CommonWords, taken: &Taken) -> Vec<Met> {
    let mut told = met(both, common, taken);
    told.retain(Met::tell_the_same);
    let (mut first, mut second) =
        (vec![0.0f64; both.first.sentences.len()], vec![0.0f64; both.second.sentences.len()]);
    for met in &told {
        let (one, other) = (&mut first[met.first as usize], &mut second[met.second as usize]);
        (*one, *other) = (one.max(met.cosine), other.max(met.cosine));
    }
    told.retain(|met| met.cosine >= first[met.first as usize] || met.cosine >= second[met.second as usize]);
    told.sort_by(|x, y| y.cosine.total_cmp(&x.cosine).then((x.first, x.second).cmp(&(y.first, y.second))));
    told
}

/// Two sentences as a block, if enough words stand in the same order in both.
fn statement(first: Range<u32>, second: Range<u32>, both: &Both<'_>, taken: &mut Taken) -> Option<Block> {
    let mut runs = Vec::new();
    agreeing((first.clone(), second.clone()), both, &mut runs);
    let in_order: u32 = runs.iter().map(|run| run.length).sum();
    (in_order >= LEAST_IN_ORDER).then(|| {
        let runs = taken.take(&runs);
        Block::of(AlignedSegment { first, second, rewritten: true, runs }, both)
    })
}

/// For each word of the first article, the word of the second that a block matches it to.
fn partners(both: &Both<'_>, blocks: &[Block]) -> Vec<Option<u32>> {
    let mut partners = vec![None; both.first.len()];
    for Run { first, second, length } in blocks.iter().flat_map(Block::runs) {
        for step in 0..*length {
            partners[(first + step) as usize] = Some(second + step);
        }
    }
    partners
}

/// Whether at least half of the words of the shorter sentence are matched to the other word by word.
fn is_explained(first: &Range<u32>, second: &Range<u32>, partners: &[Option<u32>]) -> bool {
    let words = &partners[first.start as usize..first.end as usize];
    let matched = words.iter().flatten().filter(|other| second.contains(other)).count();
    matched * 2 >= first.len().min(second.len())
}

/// The words of a sentence.
fn sentence(words: &Words<'_>, number: u32) -> Range<u32> {
    let at = number as usize;
    words.sentences[at]..words.sentences.get(at + 1).copied().unwrap_or(words.len() as u32)
}

/// For each word, the number of the sentence in which it stands.
fn numbered(words: &Words<'_>) -> Vec<u32> {
    let sentences = 0..words.sentences.len() as u32;
    sentences.flat_map(|number| sentence(words, number).map(move |_| number)).collect()
}

/// All pairs of sentences that share a telling word that is not taken, in order.
fn met(both: &Both<'_>, common: &CommonWords, taken: &Taken) -> Vec<Met> {
    let [mut first, mut second] = common.telling();
    first.retain(|&(_, place)| !taken.first[place as usize]);
    second.retain(|&(_, place)| !taken.second[place as usize]);
    let numbers = (numbered(&both.first), numbered(&both.second));
    let (first, second) =
        (Bags::of(&both.first, &first, &numbers.0), Bags::of(&both.second, &second, &numbers.1));
    let cells = cells((&numbers.0, &numbers.1), common, taken);
    let same_cell = |x: &Cell, y: &Cell| (x.first, x.second) == (y.first, y.second);
    let met = cells.chunk_by(same_cell).map(|cells| {
        let (i, j) = (cells[0].first as usize, cells[0].second as usize);
        let terms = || cells.chunk_by(|x, y| x.term == y.term);
        let shared = terms().count() as u32;
        let dot = cells.iter().map(|cell| cell.weight.powi(2)).sum::<f64>();
        Met {
            first: cells[0].first,
            second: cells[0].second,
            shared,
            bound: terms().filter(|same| same[0].is_bound).count() as u32,
            cosine: dot / (first.squares[i] * second.squares[j]).sqrt(),
            dice: 2.0 * f64::from(shared) / f64::from(first.sizes[i] + second.sizes[j]),
        }
    });
    met.collect()
}

/// A word that two sentences share.
#[derive(Debug, Clone, Copy)]
struct Cell {
    first: u32,
    second: u32,
    term: u32,
    weight: f64,
    is_bound: bool,
}

/// What every two sentences share, sorted by sentences, then words: one row for every two places of a word.
fn cells(numbers: (&[u32], &[u32]), common: &CommonWords, taken: &Taken) -> Vec<Cell> {
    let mut cells = Vec::new();
    for (term, (weight, first, second)) in common.telling_terms().enumerate() {
        if first.len() * second.len() > TOO_OFTEN {
            continue;
        }
        let (of_first, of_second) =
            (sentences_of(numbers.0, first, &taken.first), sentences_of(numbers.1, second, &taken.second));
        let is_bound = is_in_one(numbers.0, first) && is_in_one(numbers.1, second);
        for &first in &of_first {
            let row = |&second: &u32| Cell {
                first,
                second,
                term: term as u32,
                weight: f64::from(weight),
                is_bound,
            };
            cells.extend(of_second.iter().map(row));
        }
    }
    cells.sort_unstable_by_key(|cell| (cell.first, cell.second, cell.term));
    cells
}

/// The sentences in which a word stands at a place that is not taken, as often as it does.
fn sentences_of(numbers: &[u32], places: &[(u32, u32)], taken: &[bool]) -> Vec<u32> {
    let free = places.iter().filter(|&&(_, place)| !taken[place as usize]);
    free.map(|&(_, place)| numbers[place as usize]).collect()
}

/// Whether a word stands in one sentence only.
fn is_in_one(numbers: &[u32], places: &[(u32, u32)]) -> bool {
    let mut sentences = places.iter().map(|&(_, place)| numbers[place as usize]);
    let first = sentences.next();
    sentences.all(|sentence| Some(sentence) == first)
}

/// The sentences of one article as bags of telling words.
struct Bags {
    /// Square of the Euclidean norm of each sentence.
    squares: Vec<f64>,
    /// Distinct telling words of each sentence.
    sizes: Vec<u32>,
}

impl Bags {
    fn of(words: &Words<'_>, telling: &[(u32, u32)], numbers: &[u32]) -> Self {
        let sentences = words.sentences.len();
        let (mut squares, mut sizes) = (vec![0.0; sentences], vec![0; sentences]);
        let rows: Vec<(u32, u32, u32)> =
            telling.iter().map(|&(stem, place)| (stem, numbers[place as usize], place)).collect();
        for same in rows.chunk_by(|x, y| (x.0, x.1) == (y.0, y.1)) {
            let (_, sentence, place) = same[0];
            let weight = f64::from(words.weights[place as usize]) * same.len() as f64;
            squares[sentence as usize] += weight * weight;
            sizes[sentence as usize] += 1;
        }
        Self { squares, sizes }
    }
}

#[cfg(test)]
mod tests;
