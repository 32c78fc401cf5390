//! Claims about remarks on one pair of two passages.

use super::super::Verdict::{Confirmed, Dismissed, Open};
use super::super::is_meant;
use super::*;

fn remark(ids: [&str; 2], chars: [Option<Range<u32>>; 2], verdict: Verdict) -> Remark {
    let (note, reviewer) = (String::new(), String::new());
    Remark { file: 0, line: 2, ids: ids.map(str::to_owned), chars, verdict, note, reviewer }
}

/// What holds of the pair x, y with passages at 0..100 and 200..300 of x, and the same 10 further on in y.
fn said(remarks: Vec<Remark>) -> (Option<Verdict>, Vec<Option<Verdict>>, usize) {
    let passages = [[0..100, 10..110], [200..300, 210..310]];
    let remarks = Remarks { remarks, ..Remarks::default() };
    let mut reviewer = Reviewer::new(&remarks, false);
    let found = Reviewable { ids: ["x", "y"], passages: &passages };
    let review = reviewer.review(found);
    let verdict = |held: Option<Held>| held.map(|held| held.verdict);
    let passages = review.passages.into_iter().map(verdict).collect();
    (verdict(review.pair), passages, reviewer.unused().count())
}

#[test]
fn a_passage_that_moved_by_less_than_half_of_itself_is_meant() {
    assert!(is_meant(&(0..100), &(50..150)) && is_meant(&(0..100), &(0..200)));
    assert!(
        !is_meant(&(0..100), &(51..151)) && !is_meant(&(0..100), &(0..201)) && !is_meant(&(0..0), &(0..1))
    );
}

#[test]
fn a_pair_takes_its_passages_with_it_and_a_later_word_holds() {
    let pair = |verdict| remark(["x", "y"], [None, None], verdict);
    let first = |verdict| remark(["x", "y"], [Some(0..100), Some(10..110)], verdict);
    assert_eq!(said(vec![pair(Dismissed)]), (Some(Dismissed), vec![Some(Dismissed); 2], 0));
    assert_eq!(
        said(vec![pair(Dismissed), first(Confirmed)]),
        (None, vec![Some(Confirmed), Some(Dismissed)], 0),
        "who confirms one passage has not confirmed the pair"
    );
    assert_eq!(said(vec![pair(Dismissed), first(Open)]), (None, vec![None, Some(Dismissed)], 0));
    assert_eq!(said(vec![pair(Dismissed), pair(Open)]), (None, vec![None; 2], 0));
    assert_eq!(said(vec![first(Confirmed), pair(Dismissed)]).0, Some(Dismissed));
    let second = |verdict| remark(["x", "y"], [Some(200..300), Some(210..310)], verdict);
    assert_eq!(said(vec![pair(Confirmed), first(Dismissed)]).0, Some(Confirmed));
    assert_eq!(
        said(vec![pair(Confirmed), first(Dismissed), second(Dismissed)]).0,
        Some(Dismissed),
        "who dismisses all passages of a pair that was confirmed dismisses it"
    );
}

#[test]
fn a_pair_goes_with_the_last_of_its_passages() {
    let first = remark(["x", "y"], [Some(0..100), None], Dismissed);
    let second = remark(["x", "y"], [None, Some(210..310)], Dismissed);
    assert_eq!(said(vec![first.clone()]).0, None);
    assert_eq!(said(vec![first, second]).0, Some(Dismissed));
}

#[test]
fn the_order_of_two_articles_matters_only_where_there_are_roles() {
    let turned = remark(["y", "x"], [Some(10..110), Some(0..100)], Dismissed);
    assert_eq!(said(vec![turned.clone()]).1, [Some(Dismissed), None]);
    let remarks = Remarks { remarks: vec![turned], ..Remarks::default() };
    let mut reviewer = Reviewer::new(&remarks, true);
    let passages = [[0..100, 10..110]];
    let found = Reviewable { ids: ["x", "y"], passages: &passages };
    assert_eq!(reviewer.review(found), PairReview { pair: None, passages: vec![None] });
    assert_eq!(reviewer.unused().count(), 1);
}

#[test]
fn a_later_file_holds_and_who_was_contradicted_is_known() {
    let of_pair = |verdict| Remarks {
        paths: vec![format!("{verdict:?}.csv")],
        digest: 7,
        remarks: vec![remark(["x", "y"], [None, None], verdict)],
    };
    let passages = [[0..100, 10..110]];
    let heard = |files: [Verdict; 2]| {
        let [one, other] = files.map(of_pair);
        let both = one.followed_by(other);
        let mut reviewer = Reviewer::new(&both, false);
        let review = reviewer.review(Reviewable { ids: ["x", "y"], passages: &passages });
        let places: Vec<String> = both.remarks.iter().map(|said| both.place(said).to_string()).collect();
        (review.pair, reviewer.disagreements().collect::<Vec<_>>(), places)
    };
    let (held, disagreements, places) = heard([Dismissed, Confirmed]);
    assert_eq!(held, Some(Held { verdict: Confirmed, remark: Some(1) }));
    assert_eq!(disagreements, [Disagreement { earlier: 0, later: 1 }]);
    assert_eq!(places, ["Dismissed.csv:2", "Confirmed.csv:2"]);
    assert!(heard([Dismissed, Dismissed]).1.is_empty() && heard([Dismissed, Open]).1.is_empty());
    assert!(heard([Open, Open]).1.is_empty());
    for verdict in [Dismissed, Confirmed] {
        let told = [Disagreement { earlier: 0, later: 1 }];
        assert_eq!(heard([Open, verdict]).1, told, "what was taken back does not stay so");
    }
}

#[test]
fn a_remark_about_nothing_is_left_over() {
    let elsewhere = remark(["x", "y"], [Some(400..500), Some(410..510)], Dismissed);
    let others = remark(["x", "z"], [None, None], Dismissed);
    let in_one_only = remark(["x", "y"], [Some(0..100), Some(210..310)], Dismissed);
    assert_eq!(said(vec![elsewhere, others, in_one_only]), (None, vec![None; 2], 3));
}
