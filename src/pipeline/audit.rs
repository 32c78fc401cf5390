//! Stage 6: the audit of every article, from the passages, the dates and what the texts themselves say.

use super::Job;
use super::clock::Clock;
use super::learn::Learnt;
use super::matched::{Numbered, numbered, quoted_words};
use super::said::Said;
use super::word_set::WordSet;
use super::wording::PairWording;
use crate::article::{Article, ArticleId, Pair};
use crate::attribute::direction::{earlier, lag_minutes};
use crate::attribute::sources::{AttributedWord, Shared, SharedWord, attributed, covering, via};
use crate::attribute::stretches::Stretches;
use crate::attribute::verdict::{Counts, Owed, class, flag};
use crate::attribute::{Audit, Credited, Party, Reuse, likely, rollup};
use crate::credit::{Agencies, Agency, Credit};
use crate::findings::{Account, Findings, Reviews};
use crate::measure::{Side, Span};
use crate::observe::{Stage, WarningKind};
use crate::plan::Plan;
use rayon::prelude::*;
use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::ops::Range;

/// The share of an article's own words that an earlier one of its house must have for it to be an update of that.
const UPDATE_PERCENT: u32 = 50;

/// Audits every article and adds what can be said of passages: their earlier side, their quoted words, and the text that
/// both sides took them from.
pub(super) fn audit(
    job: &Job<'_>,
    (learnt, wording): (&Learnt<'_>, &[PairWording]),
    findings: &mut Findings,
    clock: &mut Clock<'_>,
) {
    clock.run(Stage::Attribute, job.columns.len(), |observer| {
        let agencies = agencies(job);
        let parties = parties(job, &agencies);
        let is_asked = asked(job, wording, findings);
        let said: Vec<Said> = (0..job.columns.len() as u32)
            .into_par_iter()
            .map(|id| {
                observer.advance(1);
                let is_asked = is_asked[id as usize];
                if is_asked { Said::of(job, learnt, (ArticleId(id), &agencies)) } else { Said::default() }
            })
            .collect();
        let world = World { plan: job.plan, parties: &parties, said: &said };
        let auditor = Auditor::new(world, wording, &findings.reviews);
        let all: Vec<Numbered<'_>> = numbered(wording).collect();
        findings.passages.par_iter_mut().zip(&all).for_each(|(passage, found)| {
            passage.earlier = direction(&parties, found.pair);
            passage.quoted_words = quoted_words(found, &said);
            passage.via = auditor.common_source(found);
        });
        let own_words = findings.accounts.iter().map(Account::own_words).collect::<Vec<u32>>();
        let audits = own_words.par_iter().enumerate().map(|(at, &own)| {
            let text = job.batch.text(ArticleId(at as u32));
            let credits = credited(&text, &said[at].credits, (&agencies, parties[at].agency));
            Audit { credits, ..auditor.audit(at, own) }
        });
        findings.audits = audits.collect();
        let examined = job.batch.examined().len();
        (findings.outlets, findings.flows) = rollup::rolled_up(&parties, examined, &findings.audits);
        findings.agencies = outlets_of_agencies(job, &agencies);
        let owed = job.plan.audit.credit_owed;
        findings.likely_agencies = likely::likely_agencies(&parties, examined, &findings.audits, owed);
        (findings.audits.len(), ())
    });
    warn_of_unknown_wires(job, clock);
}

/// For each article, whether what it says matters: of a reference that stands in no pair nothing is said.
fn asked(job: &Job<'_>, wording: &[PairWording], findings: &Findings) -> Vec<bool> {
    let examined = job.batch.examined().len();
    let mut asked: Vec<bool> = (0..job.columns.len()).map(|at| at < examined).collect();
    let found = findings.pairs.iter().map(|found| found.pair);
    for pair in found.chain(wording.iter().map(|found| found.pair)) {
        asked[pair.first().index()] = true;
        asked[pair.second().index()] = true;
    }
    asked
}

/// The agencies that are known, those that the user names, and outlets whose name says that they are one.
pub(super) fn agencies(job: &Job<'_>) -> Agencies {
    Agencies::known().with(&job.plan.audit.wires).with_outlets(outlets_of(job))
}

/// The names of all outlets, those of an archive included of which nothing was chosen.
fn outlets_of<'a>(job: &Job<'a>) -> impl Iterator<Item = &'a str> + use<'a> {
    let read = job.batch.articles().iter().filter_map(|article| article.outlet.as_deref());
    let of_archive = job.given.selected.into_iter().flat_map(|selected| &selected.outlets);
    read.chain(of_archive.map(String::as_str))
}

/// The outlets that are agencies, by name.
fn outlets_of_agencies(job: &Job<'_>, agencies: &Agencies) -> Vec<String> {
    let outlets: BTreeSet<&str> = outlets_of(job).collect();
    let of_agencies = outlets.into_iter().filter(|outlet| agencies.of_outlet(outlet).is_some());
    of_agencies.map(str::to_owned).collect()
}

/// An agency that the user names and that has published nothing is more likely a slip of the pen.
fn warn_of_unknown_wires(job: &Job<'_>, clock: &mut Clock<'_>) {
    for wire in &job.plan.audit.wires {
        let named = Agencies::default().with([wire]);
        if !outlets_of(job).any(|outlet| named.of_outlet(outlet).is_some()) {
            let name = wire.split('=').next().unwrap_or(wire);
            let what = format!("no article has the outlet {name} that --wire names (check its spelling)");
            clock.warn(WarningKind::Input, what);
        }
    }
}

fn parties<'a>(job: &Job<'a>, agencies: &Agencies) -> Vec<Party<'a>> {
    job.batch.articles().iter().map(|article| party(article, agencies)).collect()
}

/// What attribution knows of an article.
pub(super) fn party<'a>(article: &'a Article, agencies: &Agencies) -> Party<'a> {
    let outlet = article.outlet.as_deref();
    let agency = outlet.and_then(|outlet| agencies.of_outlet(outlet));
    Party { published: article.published.as_ref(), outlet, agency }
}

fn direction(parties: &[Party<'_>], pair: Pair) -> Option<Side> {
    earlier(&parties[pair.first().index()], &parties[pair.second().index()])
}

/// What one article shares with earlier texts, and with texts that may or may not be earlier.
#[derive(Default)]
struct Relatives {
    /// Of other houses, in the order of earlier texts.
    earlier: Vec<Shared>,
    /// Of its own house.
    own_earlier: Vec<Shared>,
    /// Its words in texts of which it is not known.
    undirected: WordSet,
}

impl Relatives {
    /// The texts that an article's words may be from, in their order: those of other houses, and of its own where it
    /// brings one of these up to date. Whoever repeats a paragraph of background from an article of his own derives
    /// nothing from anybody.
    fn sources(&self, is_update: bool) -> Cow<'_, [Shared]> {
        if !is_update {
            return Cow::Borrowed(&self.earlier);
        }
        let mut texts = [&self.earlier[..], &self.own_earlier].concat();
        texts.sort_by_key(|shared| shared.order);
        Cow::Owned(texts)
    }
}

/// The relatives of every article, by evidence alone: exact runs that were asked for by their length attribute nothing, nor
/// do passages that a person has dismissed.
fn shared(
    World { parties, said, .. }: World<'_>,
    wording: &[PairWording],
    reviews: &Reviews,
) -> Vec<Relatives> {
    let mut relatives: Vec<Relatives> = parties.iter().map(|_| Relatives::default()).collect();
    let is_evidence =
        |found: &Numbered<'_>| found.passage.is_evidence && !reviews.dismisses_passage(found.number as usize);
    let evidence: Vec<Numbered<'_>> = numbered(wording).filter(is_evidence).collect();
    for of_pair in evidence.chunk_by(|x, y| x.pair == y.pair) {
        let pair = of_pair[0].pair;
        let words =
            |side| of_pair.iter().flat_map(|found| found.words(side, said)).collect::<Vec<SharedWord>>();
        let sides = [(Side::First, pair.first(), pair.second()), (Side::Second, pair.second(), pair.first())];
        let direction = direction(parties, pair);
        for (side, article, other) in sides {
            let (party, source) = (&parties[article.index()], &parties[other.index()]);
            let relatives = &mut relatives[article.index()];
            let is_own = source.is_of_the_house_of(party);
            match direction {
                Some(earlier) if earlier != side => {
                    let texts = if is_own { &mut relatives.own_earlier } else { &mut relatives.earlier };
                    texts.push(Shared::new(other, source.order(other), words(side)));
                }
                None if !is_own => {
                    for shared in words(side) {
                        relatives.undirected.insert(shared.word);
                    }
                }
                _ => {}
            }
        }
    }
    relatives.par_iter_mut().for_each(|relatives| {
        relatives.earlier.sort_by_key(|shared| shared.order);
        relatives.own_earlier.sort_by_key(|shared| shared.order);
    });
    relatives
}

/// All that an audit is made from but for passages, by article.
#[derive(Clone, Copy)]
pub(super) struct World<'a> {
    pub(super) plan: &'a Plan,
    pub(super) parties: &'a [Party<'a>],
    pub(super) said: &'a [Said],
}

/// Who attributes words: it knows the relatives of every article.
pub(super) struct Auditor<'a> {
    world: World<'a>,
    shared: Vec<Relatives>,
}

impl<'a> Auditor<'a> {
    pub(super) fn new(world: World<'a>, wording: &[PairWording], reviews: &Reviews) -> Self {
        Self { world, shared: shared(world, wording, reviews) }
    }

    /// The earliest text that both articles of a passage have the passage from.
    fn common_source(&self, found: &Numbered<'_>) -> Option<ArticleId> {
        let said = self.world.said;
        let (in_first, in_second) = (found.words(Side::First, said), found.words(Side::Second, said));
        let texts = |id: ArticleId| &self.shared[id.index()].earlier[..];
        via((texts(found.pair.first()), &in_first), (texts(found.pair.second()), &in_second))
    }

    /// The texts, earlier than one of the two articles of a passage, that have the passage as that article has it; in their
    /// order. The first that they have in common for both is where both have it from.
    pub(super) fn covering(&self, found: &Numbered<'_>, side: Side) -> Vec<ArticleId> {
        let article = if side == Side::First { found.pair.first() } else { found.pair.second() };
        let texts = &self.shared[article.index()].earlier;
        if texts.is_empty() {
            return Vec::new();
        }
        covering(texts, &found.words(side, self.world.said)).collect()
    }

    /// The audit of an article of so many words of its own; whom it credits is not told.
    pub(super) fn audit(&self, at: usize, own_words: u32) -> Audit {
        let World { plan, said, .. } = self.world;
        let (said, relatives) = (&said[at], &self.shared[at]);
        let least = plan.passages.map_or(0, |settings| settings.min_words as usize);
        let update_of = update_of(own_words, relatives);
        let texts = relatives.sources(update_of.is_some());
        let words = attributed(&texts, least);
        let count = |counts: &dyn Fn(&AttributedWord) -> bool| {
            words.iter().filter(|word| counts(word)).count() as u32
        };
        let is_of_a_wire = |word: &AttributedWord| self.agency_of(texts[word.text].source).is_some();
        let reused = words.len() as u32;
        let is_reused = |word: &u32| words.binary_search_by_key(word, |reused| reused.shared.word).is_ok();
        let undirected = relatives.undirected.words().filter(|word| !is_reused(word)).count() as u32;
        let counts = Counts { own: own_words, reused, quoted: count(&|word| word.shared.is_quoted) };
        let settings = &plan.audit;
        let sources = self.reuses(at, &texts, &words);
        Audit {
            own_words,
            reused_words: reused,
            verbatim_words: count(&|word| word.shared.is_verbatim),
            quoted_words: said.quoted_words(),
            wire_words: count(&is_of_a_wire),
            undirected_words: undirected,
            flag: flag(counts, &self.owed(&sources), &said.credits, settings),
            sources,
            update_of,
            credits: Vec::new(),
            stretches: Stretches::of(&said.boilerplate, &said.quoted, &texts, &words),
            class: class(own_words, reused, undirected, settings),
        }
    }

    fn agency_of(&self, article: ArticleId) -> Option<Agency> {
        self.world.parties[article.index()].agency
    }

    /// What is attributed to each earlier text, most words first.
    fn reuses(&self, at: usize, texts: &[Shared], words: &[AttributedWord]) -> Vec<Reuse> {
        let parties = self.world.parties;
        let mut by_text = words.to_vec();
        by_text.sort_by_key(|word| word.text);
        let reuse = |of_text: &[AttributedWord]| {
            let source = texts[of_text[0].text].source;
            let mut passages: Vec<u32> = of_text.iter().map(|word| word.shared.passage).collect();
            passages.sort_unstable();
            passages.dedup();
            Reuse {
                source,
                words: of_text.len() as u32,
                quoted_words: of_text.iter().filter(|word| word.shared.is_quoted).count() as u32,
                lag_minutes: lag_minutes(&parties[source.index()], &parties[at]),
                passages,
            }
        };
        let mut reuses: Vec<Reuse> = by_text.chunk_by(|x, y| x.text == y.text).map(reuse).collect();
        reuses.sort_by_key(|reuse| Reverse(reuse.words));
        reuses
    }

    /// Whose words an article has, quoted speech left out.
    fn owed(&self, reuses: &[Reuse]) -> Vec<Owed> {
        let mut owed: Vec<Owed> = Vec::new();
        for reuse in reuses {
            let Some(agency) = self.agency_of(reuse.source) else { continue };
            let named = self.world.said[reuse.source.index()]
                .credits
                .iter()
                .filter(|credit| credit.kind.credits_text());
            let (words, passed_on) = (reuse.words - reuse.quoted_words, named.map(|credit| credit.agency));
            match owed.iter_mut().find(|owed| owed.agency == agency) {
                Some(owed) => {
                    owed.words += words;
                    owed.passed_on.extend(passed_on);
                }
                None => owed.push(Owed { agency, words, passed_on: passed_on.collect() }),
            }
        }
        owed
    }
}

/// Whom a text names, where that is to be shown; `own` is the agency that publishes it.
pub(super) fn credited(
    text: &str,
    credits: &[Credit],
    (agencies, own): (&Agencies, Option<Agency>),
) -> Vec<Credited> {
    let credited = |credit: &Credit| Credited {
        agency: agencies.name(credit.agency).to_owned(),
        kind: credit.kind,
        is_own: own == Some(credit.agency),
        span: span(text, &credit.span),
    };
    credits.iter().map(credited).collect()
}

/// A stretch of bytes of a text in both units.
fn span(text: &str, bytes: &Range<u32>) -> Span {
    let chars = |to: u32| text[..to as usize].chars().count() as u32;
    Span { chars: chars(bytes.start)..chars(bytes.end), bytes: bytes.clone() }
}

/// The earlier article of the same house that has most of an article's own words; the latest of equals.
fn update_of(own_words: u32, relatives: &Relatives) -> Option<ArticleId> {
    let is_most = |shared: &&Shared| shared.words().len() as u32 * 100 >= own_words * UPDATE_PERCENT;
    let versions = relatives.own_earlier.iter().filter(is_most);
    versions.max_by_key(|shared| (shared.words().len(), shared.order)).map(|shared| shared.source)
}
