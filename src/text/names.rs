//! Which capitals are names, seen from the whole article.
//!
//! German writes every noun with a capital, some headlines every word: there, a capital tells nothing. The two teams of a match, the
//! results of a race, the victims of a crash are names in a row, in any language, and so many of them that they would pass for such
//! a language where they are counted with the rest. Two outlets that name a team have named who played.

use crate::columns::Particular;
use std::ops::Range;

/// Of so many words of an article in a hundred that have a capital inside a sentence, capitals tell nothing any more.
const MOST_NAMES: usize = 20;
/// So many names in a row, with nothing between them but figures and capitals at the start of a sentence, are a list.
const LIST: usize = 8;
/// Letters of an abbreviation, such as that of a country, at the most.
const ABBREVIATION: usize = 4;

/// Whether a word is written as a name would be: with a capital, and not in capitals, unless it is short.
#[must_use]
pub fn has_capital(written: &str) -> bool {
    let mut letters = written.chars();
    letters.next().is_some_and(char::is_uppercase)
        && (!letters.next().is_some_and(char::is_uppercase) || written.chars().count() <= ABBREVIATION)
}

/// Settles what is a name: `particulars` are those of the words of an article one by one, `capitals` whether they are
/// [written like names](has_capital). In a list all are names but for figures, and so are those that stand at the start of a
/// sentence there. Elsewhere none is where capitals are as frequent as those of a language that asks for them.
pub fn settle_names(particulars: &mut [Particular], capitals: &[bool]) {
    let lists = lists(particulars, capitals);
    let mut is_listed = vec![false; particulars.len()];
    for list in &lists {
        is_listed[list.clone()].fill(true);
    }
    let of_text = || is_listed.iter().zip(particulars.iter()).filter(|(is_listed, _)| !**is_listed);
    let names = of_text().filter(|(_, what)| **what == Particular::Name).count();
    let tell_nothing = names * 100 > of_text().count() * MOST_NAMES;
    for (what, is_listed) in particulars.iter_mut().zip(is_listed) {
        *what = match *what {
            Particular::Wording if is_listed => Particular::Name,
            Particular::Name if tell_nothing && !is_listed => Particular::Wording,
            settled => settled,
        };
    }
}

/// The lists of names, unless they are most of the article: then it writes everything so.
fn lists(particulars: &[Particular], capitals: &[bool]) -> Vec<Range<usize>> {
    let goes_on = |at: usize| capitals[at] || particulars[at] == Particular::Figure;
    let is_name = |at: &usize| capitals[*at] && particulars[*at] == Particular::Name;
    let (mut lists, mut at) = (Vec::new(), 0);
    while at < particulars.len() {
        let end = (at..particulars.len()).find(|&at| !goes_on(at)).unwrap_or(particulars.len());
        if (at..end).filter(is_name).count() >= LIST {
            lists.push(at..end);
        }
        at = end + 1;
    }
    let listed: usize = lists.iter().map(ExactSizeIterator::len).sum();
    if listed * 2 > particulars.len() { Vec::new() } else { lists }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Particular::{Figure, Name, Wording};

    fn settled(mut particulars: Vec<Particular>, capitals: &[bool]) -> Vec<Particular> {
        settle_names(&mut particulars, capitals);
        particulars
    }

    #[test]
    fn where_every_noun_has_a_capital_none_is_a_name() {
        let german = [Wording, Name, Figure, Name, Wording];
        let of_german = [true, true, false, true, false];
        assert_eq!(settled(german.to_vec(), &of_german), [Wording, Wording, Figure, Wording, Wording]);
        let english =
            settled(vec![Wording, Name, Wording, Wording, Wording], &[true, true, false, false, false]);
        assert_eq!(english[1], Name);
    }

    /// A text of so many words, every so manieth of which is a noun with a capital, and behind it a list: a team, in which a
    /// figure stands and the second word begins a sentence.
    fn with_list(words: usize, noun: usize, names: usize) -> (Vec<Particular>, Vec<bool>) {
        let is_noun = |at: usize| at.is_multiple_of(noun);
        let text = (0..words).map(|at| if is_noun(at) { Name } else { Wording });
        let list = [Name, Wording, Figure].into_iter().chain(std::iter::repeat_n(Name, names - 1));
        let particulars = text.chain([Wording]).chain(list).collect::<Vec<_>>();
        let list = [true, true, false].into_iter().chain(std::iter::repeat_n(true, names - 1));
        let capitals = (0..words).map(is_noun).chain([false]).chain(list).collect();
        (particulars, capitals)
    }

    #[test]
    fn a_team_is_names_in_any_language_and_does_not_make_one_of_the_rest() {
        for (noun, is_name) in [(10, true), (4, false)] {
            let (particulars, capitals) = with_list(100, noun, 22);
            let settled = settled(particulars, &capitals);
            assert_eq!(settled[0] == Name, is_name, "every {noun}th word has a capital");
            let list = &settled[101..];
            assert_eq!(list[..3], [Name, Name, Figure]);
            assert!(list[3..].iter().all(|&what| what == Name));
        }
    }

    #[test]
    fn a_few_names_in_a_row_are_no_list_and_neither_is_an_article_that_writes_everything_so() {
        let (particulars, capitals) = with_list(100, 4, 7);
        assert!(!settled(particulars, &capitals).contains(&Name));
        let (particulars, capitals) = with_list(20, 4, 40);
        assert!(!settled(particulars, &capitals).contains(&Name));
        // The list is 42 words: half of the article, and more than that.
        let names = |words| {
            let (particulars, capitals) = with_list(words, 4, 40);
            settled(particulars, &capitals).contains(&Name)
        };
        assert!(names(41) && !names(40));
    }

    #[test]
    fn a_word_in_capitals_is_not_written_like_a_name_unless_it_is_short() {
        for name in ["Garnier", "Ö", "O'Brien", "SWE", "McAllister", "Ёлкин"] {
            assert!(has_capital(name), "{name}");
        }
        for other in ["GOVERNMENT", "de", "3e", "北", ""] {
            assert!(!has_capital(other), "{other}");
        }
    }
}
