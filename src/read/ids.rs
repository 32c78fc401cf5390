//! Ids are unique: an id that occurs again gets a number, which depends on the order of the input alone.

use crate::article::{Article, Place};
use crate::observe::{Warning, WarningKind};
use rayon::slice::ParallelSliceMut;

/// Gives the second article with an id the suffix `#2`, the third `#3`, and so on, passing over ids that exist.
///
/// Returns what was done, in input order, with the index of each article.
pub(super) fn make_unique(articles: &mut [Article], place: impl Fn(&Article) -> Place) -> Vec<Warning> {
    let mut renamed = new_names(articles);
    renamed.sort_unstable();
    let mut warnings = Vec::with_capacity(renamed.len());
    for (index, name) in renamed {
        let article = &mut articles[index];
        let what = format!("id {:?} occurred before; this article is now {name:?}", article.id);
        warnings.push(Warning::at(WarningKind::DuplicateId, place(article), what));
        article.id = name;
    }
    warnings
}

/// The articles whose id occurred before, with the ids that they get.
///
/// New ids of different old ones never meet: cut off at its last `#`, each is the id that it came from.
fn new_names(articles: &[Article]) -> Vec<(usize, String)> {
    let id = |index: &usize| articles[*index].id.as_str();
    let mut sorted: Vec<usize> = (0..articles.len()).collect();
    sorted.par_sort_unstable_by(|one, other| (id(one), one).cmp(&(id(other), other)));
    let exists = |name: &str| sorted.binary_search_by(|index| id(index).cmp(name)).is_ok();
    let mut renamed = Vec::new();
    for same in sorted.chunk_by(|one, other| id(one) == id(other)) {
        let mut free =
            (2_u64..).map(|number| format!("{}#{number}", id(&same[0]))).filter(|name| !exists(name));
        renamed.extend(same[1..].iter().copied().zip(&mut free));
    }
    renamed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Locator;

    fn renamed(ids: &[&str]) -> (Vec<String>, usize) {
        let article = |id: &&str| Article {
            id: (*id).to_owned(),
            outlet: None,
            published: None,
            title: None,
            url: None,
            language: None,
            text: String::new(),
            locator: Locator { input: 0, offset: 0, length: 0, line: 1 },
        };
        let mut articles: Vec<Article> = ids.iter().map(article).collect();
        let warnings = make_unique(&mut articles, |article| Place::file(article.id.clone()));
        (articles.into_iter().map(|article| article.id).collect(), warnings.len())
    }

    #[test]
    fn later_ones_are_numbered_in_input_order() {
        let (ids, warnings) = renamed(&["b", "a", "a", "b", "a"]);
        assert_eq!(ids, ["b", "a", "a#2", "b#2", "a#3"]);
        assert_eq!(warnings, 3);
    }

    #[test]
    fn a_number_that_is_taken_is_passed_over() {
        let (ids, _) = renamed(&["a", "a", "a#2", "a", "a#2", "a#2#2"]);
        assert_eq!(ids, ["a", "a#3", "a#2", "a#4", "a#2#3", "a#2#2"]);
    }
}
