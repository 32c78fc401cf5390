//! Ends: where a passage whose words were changed begins and ends.
//!
//! What was rewritten was rewritten by sentences. Word-by-word agreement stops short of the end of a sentence whose last
//! words were replaced, so a passage is lengthened to where the sentences end that it begins and ends in, if most of
//! each is in it already, in both articles.

use super::block::Block;
use super::{Both, Words};
use std::ops::Range;

/// The most words that a passage grows by at one end.
const REST: u32 = 12;

/// Lengthens a block to the ends of sentences that are in it for the most part.
pub(super) fn complete(block: &mut Block, both: &Both<'_>) {
    let last = |words: &Words<'_>, stretch: &Range<u32>| sentence(words, stretch.end - 1);
    let (first, second) = (last(&both.first, &block.first), last(&both.second, &block.second));
    if holds_most(&block.first, &first) && holds_most(&block.second, &second) {
        move_ends(block, |stretch| &mut stretch.end, first.end, second.end);
    }
    let head = |words: &Words<'_>, stretch: &Range<u32>| sentence(words, stretch.start);
    let (first, second) = (head(&both.first, &block.first), head(&both.second, &block.second));
    if holds_most(&block.first, &first) && holds_most(&block.second, &second) {
        move_ends(block, |stretch| &mut stretch.start, first.start, second.start);
    }
}

/// Whether a stretch holds at least half of a sentence, and but for a few words all of it.
fn holds_most(stretch: &Range<u32>, sentence: &Range<u32>) -> bool {
    let inside = stretch.end.min(sentence.end) - stretch.start.max(sentence.start);
    sentence.len() as u32 - inside <= REST.min(inside)
}

/// Moves an end of a block in both articles, and with it that of the pieces that reach there.
fn move_ends(block: &mut Block, end: fn(&mut Range<u32>) -> &mut u32, first: u32, second: u32) {
    let (old_first, old_second) = (*end(&mut block.first), *end(&mut block.second));
    for segment in block.pieces.iter_mut().map(|piece| &mut piece.segment) {
        if *end(&mut segment.first) == old_first {
            *end(&mut segment.first) = first;
        }
        if *end(&mut segment.second) == old_second {
            *end(&mut segment.second) = second;
        }
    }
    (*end(&mut block.first), *end(&mut block.second)) = (first, second);
}

/// The sentence in which a word stands; the word alone where sentences are not known.
fn sentence(words: &Words<'_>, place: u32) -> Range<u32> {
    let next = words.sentences.partition_point(|&start| start <= place);
    if next == 0 {
        return place..place + 1;
    }
    words.sentences[next - 1]..words.sentences.get(next).copied().unwrap_or(words.len() as u32)
}

#[cfg(test)]
mod tests {
    use super::super::Run;
    use super::super::seed::tests::{Article, both};
    use super::*;

    /// The block of one run of so many words from a place on, in two articles of sentences of 15 words, completed.
    fn completed(first: u32, length: u32) -> Range<u32> {
        let article = Article::new(0..60);
        let both = both(&article, &article);
        let mut block = Block::new(vec![Run { first, second: first, length }], &both);
        complete(&mut block, &both);
        assert_eq!(block.pieces[0].segment.first, block.first);
        block.first
    }

    #[test]
    fn a_block_ends_where_a_sentence_ends_that_it_holds_most_of() {
        assert_eq!(completed(18, 20), 15..45);
        assert_eq!(completed(15, 30), 15..45, "it does already");
    }

    #[test]
    fn a_piece_moves_with_an_end_if_it_reaches_there() {
        let article = Article::new(0..60);
        let both = both(&article, &article);
        // Three sentences; in the second article the last piece comes first.
        let run = |first, second, length| Block::new(vec![Run { first, second, length }], &both);
        let mut block = run(15, 30, 12);
        block.join(run(30, 45, 11));
        block.join(run(45, 15, 13));
        complete(&mut block, &both);
        let pieces: Vec<_> = block
            .pieces
            .iter()
            .map(|piece| (piece.segment.first.clone(), piece.segment.second.clone()))
            .collect();
        assert_eq!((block.first, block.second), (15..60, 15..60));
        assert_eq!(pieces, [(15..27, 30..42), (30..41, 45..60), (45..60, 15..28)]);
    }

    #[test]
    fn a_sentence_that_is_hardly_touched_is_not_taken_in() {
        assert_eq!(completed(10, 24), 10..34);
    }

    #[test]
    fn where_sentences_are_not_known_a_block_ends_with_its_words() {
        let mut article = Article::new(0..60);
        article.sentences.clear();
        let both = both(&article, &article);
        let block = Block::new(vec![Run { first: 18, second: 18, length: 20 }], &both);
        let mut completed = block.clone();
        complete(&mut completed, &both);
        assert_eq!(completed, block);
    }

    #[test]
    fn an_end_moves_in_both_articles_or_in_none() {
        let article = Article::new(0..60);
        let both = both(&article, &article);
        let mut block = Block::new(vec![Run { first: 15, second: 20, length: 10 }], &both);
        complete(&mut block, &both);
        assert_eq!((block.first, block.second), (15..30, 15..30), "both hold ten of fifteen words");
        let mut block = Block::new(vec![Run { first: 15, second: 25, length: 10 }], &both);
        complete(&mut block, &both);
        assert_eq!((block.first, block.second), (15..25, 25..35), "the second holds five of each sentence");
    }
}
