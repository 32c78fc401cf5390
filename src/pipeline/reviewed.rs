//! What a person has said, put to the pairs and passages that were found.

use super::Job;
use super::clock::Clock;
use crate::article::Article;
use crate::findings::Findings;
use crate::observe::{Warning, WarningKind};
use crate::review::{Disagreement, Remark, Remarks, Reviewable, Reviewer, Reviews};
use std::collections::BTreeSet;
use std::ops::Range;

/// Looks up what the plan's remarks say of each pair and passage, and warns of those that are about nothing.
pub(super) fn review(job: &Job<'_>, findings: &Findings, clock: &mut Clock<'_>) -> Reviews {
    let Some(remarks) = &job.plan.reviewed else { return Reviews::default() };
    let mut reviewer = Reviewer::new(remarks, job.batch.pairing().first_reference().is_some());
    let (mut reviews, mut passages) = (Reviews::default(), &findings.passages[..]);
    for found in &findings.pairs {
        let count = passages.iter().take_while(|passage| passage.pair == found.pair).count();
        let (its_own, others) = passages.split_at(count);
        passages = others;
        let places: Vec<[Range<u32>; 2]> = its_own
            .iter()
            .map(|passage| [passage.first.chars.clone(), passage.second.chars.clone()])
            .collect();
        let id = |article| job.batch.article(article).id.as_str();
        let review = reviewer
            .review(Reviewable { ids: [id(found.pair.first()), id(found.pair.second())], passages: &places });
        reviews.pairs.push(review.pair);
        reviews.passages.extend(review.passages);
    }
    for disagreement in reviewer.disagreements() {
        clock.pass_on(contradiction(remarks, disagreement));
    }
    let ids = Ids::of(job);
    for remark in reviewer.unused() {
        reviews.unused += 1;
        clock.pass_on(ids.warning(job, remarks, remark));
    }
    reviews
}

/// That a file says something else than one that was named before it.
fn contradiction(remarks: &Remarks, Disagreement { earlier, later }: Disagreement) -> Warning {
    let [earlier, later] = [earlier, later].map(|at| &remarks.remarks[at]);
    let [a, b] = &later.ids;
    let what = format!(
        "{a:?} and {b:?}: {} here, {} in {}; the file named later holds",
        later.verdict.word(),
        earlier.verdict.word(),
        remarks.place(earlier)
    );
    Warning::at(WarningKind::Disagreement, remarks.place(later), what)
}

/// The ids of both sides.
struct Ids<'a> {
    sides: [BTreeSet<&'a str>; 2],
}

impl<'a> Ids<'a> {
    fn of(job: &Job<'a>) -> Self {
        let ids = |articles: &'a [Article]| articles.iter().map(|article| article.id.as_str()).collect();
        let examined: BTreeSet<&str> = ids(job.batch.examined());
        let references = job.batch.references();
        let others = if references.is_empty() { examined.clone() } else { ids(references) };
        Self { sides: [examined, others] }
    }

    /// Why a remark is about nothing.
    fn warning(&self, job: &Job<'_>, remarks: &Remarks, remark: &Remark) -> Warning {
        let missing = remark.ids.iter().zip(&self.sides).find(|(id, known)| !known.contains(id.as_str()));
        let [a, b] = &remark.ids;
        let what = if let Some((id, _)) = missing {
            format!("no article of this run has the id {id:?}; the row is passed over")
        } else if !remark.is_of_a_passage() {
            format!("{a:?} and {b:?} are no pair of this run; the row is passed over")
        } else if job.plan.passages.is_none() {
            format!("a passage of {a:?} and {b:?}, and this run looks for none; the row is passed over")
        } else {
            format!("{a:?} and {b:?} share no such passage in this run; the row is passed over")
        };
        Warning::at(WarningKind::Review, remarks.place(remark), what)
    }
}
