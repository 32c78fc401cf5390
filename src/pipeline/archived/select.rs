//! Selection: which pairs of an examined article and one of the archive are to be compared.

use super::super::learn::Learnt;
use super::super::{Given, Job, near as search};
use super::catalogue::{Told, fingerprints};
use super::hits::Hits;
use super::near::NearSearch;
use super::{exact, wording};
use crate::align::pairing::Fingerprint;
use crate::archive::{Archive, ArchiveFault, Row, Shelfmark, Table, band_key};
use crate::article::{ArticleId, Batch, Pair, Pairing};
use crate::cluster;
use crate::columns::Columns;
use crate::lsh::bands::BandShape;
use crate::lsh::{Method, SearchRecord};
use crate::observe::{Observer, Stage, StageReport, Unwatched};
use crate::plan::Plan;
use crate::scratch::Scratch;
use crate::statistics::Statistics;
use rayon::prelude::*;
use std::sync::Arc;
use std::time::Instant;

/// A key of an examined article.
pub(super) type Keyed = (u64, ArticleId);

/// Which pairs are asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeldTo {
    /// Those of an examined article and one of the archive.
    Archive,
    /// Those of two examined articles as well; only near-duplicates are looked for among these.
    ArchiveAndOneAnother,
}

impl HeldTo {
    fn pairing(self, first_reference: ArticleId) -> Pairing {
        match self {
            Self::Archive => Pairing::Against { first_reference },
            Self::ArchiveAndOneAnother => Pairing::Joining { first_reference },
        }
    }
}

/// What was chosen from an archive, and the pairs for which it was chosen.
#[derive(Debug)]
pub struct Selected {
    /// The articles, in the order of the archive; they become references in this order.
    pub articles: Vec<Shelfmark>,
    /// Pairs that may be near-duplicates, in order; of identical articles the first only. Pairs of two examined articles are
    /// among them where these were asked for.
    pub(in crate::pipeline) near: Vec<Pair>,
    /// Pairs that share enough rare wording, in order.
    pub(in crate::pipeline) wording: Vec<Pair>,
    pub(in crate::pipeline) search: SearchRecord,
    /// Crowds among the fingerprints of the examined articles.
    pub(in crate::pipeline) crowded: u64,
    /// Articles of the archive.
    pub(in crate::pipeline) archive: u64,
    /// All outlets of the archive.
    pub(in crate::pipeline) outlets: Vec<String>,
    stage: StageReport,
}

impl Selected {
    pub(super) fn stage(&self) -> &StageReport {
        &self.stage
    }
}

/// Selects from an archive what may stand in a pair with one of these articles. The archive was made with the same settings
/// and statistics.
///
/// # Errors
/// When the archive cannot be read.
///
/// # Panics
/// When the plan finds near-duplicates by the exact join: an archive has no rows for that.
pub fn select(
    (batch, columns): (&Batch, &dyn Columns),
    (plan, held_to): (&Plan, HeldTo),
    (archive, statistics): (&dyn Archive, &Arc<Statistics>),
    observer: &dyn Observer,
) -> Result<Selected, ArchiveFault> {
    observer.begin(Stage::Select, Some(columns.len() as u64));
    let start = Instant::now();
    let shape = plan.bands().expect("an archive is searched by bands");
    let scratch = &Scratch::unbounded();
    let job = Job { batch, plan, columns, scratch, given: Given::default() };
    let day = Day::of(&job, shape, statistics);
    let rows = AllRows::of(&day, archive)?;
    let hits = Hits::of(archive, rows.possible(&day, plan), columns.len() as u32)?;
    let near_search = NearSearch {
        columns,
        archive,
        pairing: held_to.pairing(hits.first()),
        threshold: plan.threshold,
        hits: &hits,
        ranks: &day.ranks,
    };
    let found = near_search.by_bands(shape, &day.bands, &rows.bands);
    let mut near = near_search.possible(found.pairs)?;
    near.extend(near_search.of_few_shingles(&day.few_shingles, &rows.few_shingles));
    near.par_sort_unstable();
    near.dedup();
    let exact = exact_partners(&job, statistics, (&hits, &rows.fingerprints));
    let (wording, crowded) = wording::pairs(&job, &hits, (&day.fingerprints, &day.plain), &rows.fingerprints);
    let search = SearchRecord {
        crowded_buckets: found.crowded,
        pairs_left_out: found.left_out,
        ..search_record(shape, plan)
    };
    let chosen = Chosen::of(&hits, (&near, &wording), exact);
    let items_out = chosen.ids.len() as u64;
    let seconds = start.elapsed().as_secs_f64();
    let stage = StageReport { stage: Stage::Select, items_in: archive.articles(), items_out, seconds };
    observer.end(&stage);
    Ok(Selected {
        articles: chosen.ids.iter().map(|&id| hits.get(id).article).collect(),
        near: chosen.renumbered(near, hits.first()),
        wording: chosen.renumbered(wording, hits.first()),
        search,
        crowded,
        archive: archive.articles(),
        outlets: archive.outlets().to_vec(),
        stage,
    })
}

/// The articles of the archive that may have an exact run in common with an examined one, if such runs are asked for.
fn exact_partners(job: &Job<'_>, statistics: &Arc<Statistics>, archive: (&Hits, &[Row])) -> Vec<ArticleId> {
    let Some(length) = job.plan.passages.and_then(|settings| settings.strict_verbatim) else {
        return Vec::new();
    };
    let learnt = Learnt::by(job, Arc::clone(statistics), &Unwatched);
    exact::partners(job, &learnt, length, archive)
}

fn search_record(shape: BandShape, plan: &Plan) -> SearchRecord {
    SearchRecord {
        method: Method::Lsh,
        slots: shape.bands() * shape.rows(),
        bands: shape.bands(),
        rows: shape.rows(),
        expected_recall: shape.expected_recall(plan.threshold),
        crowded_buckets: 0,
        pairs_left_out: 0,
    }
}

/// By what the examined articles are looked up.
struct Day {
    ranks: Vec<u32>,
    bands: Vec<Keyed>,
    few_shingles: Vec<Keyed>,
    fingerprints: Vec<Fingerprint>,
    /// What the words of each of them tell as such.
    plain: Vec<(u64, u32)>,
}

impl Day {
    /// Of identical articles only the first is looked up by bands and shingles.
    fn of(job: &Job<'_>, shape: BandShape, statistics: &Arc<Statistics>) -> Self {
        let Job { batch, columns, plan, .. } = *job;
        let words = |id| columns.word_count(id);
        let ranks = cluster::ranks(batch.articles(), batch.pairing(), plan.representative, words);
        let representatives: Vec<ArticleId> =
            search::identical_groups(job, &ranks).iter().map(|group| group[0]).collect();
        let keys_of = |band| {
            let keys = columns.band_keys(band);
            representatives.iter().map(|&id| (band_key(band, keys[id.index()]), id)).collect::<Vec<Keyed>>()
        };
        let mut bands: Vec<Keyed> = (0..shape.bands()).flat_map(keys_of).collect();
        bands.par_sort_unstable();
        let few = |id: &&ArticleId| columns.shingle_count(**id) <= search::few_shingles(plan);
        let keys =
            |&id: &ArticleId| columns.shingles(id).iter().map(|&key| (key, id)).collect::<Vec<Keyed>>();
        let mut few_shingles: Vec<Keyed> = representatives.iter().filter(few).flat_map(keys).collect();
        few_shingles.par_sort_unstable();
        let (fingerprints, plain) = own_fingerprints(job, statistics);
        Self { ranks, bands, few_shingles, fingerprints, plain }
    }
}

/// The fingerprints of the examined articles, and what the words of each tell as such, sorted; none where passages are not
/// asked for.
fn own_fingerprints(job: &Job<'_>, statistics: &Arc<Statistics>) -> (Vec<Fingerprint>, Vec<(u64, u32)>) {
    if job.plan.passages.is_none() {
        return (Vec::new(), Vec::new());
    }
    let learnt = Learnt::by(job, Arc::clone(statistics), &Unwatched);
    let of_one = |article: ArticleId| {
        let told = fingerprints(job, &learnt, article).into_iter();
        told.map(move |Told { key, information, plain }| {
            (Fingerprint { gram: key, article, information }, (key, plain))
        })
    };
    let ids = (0..job.columns.len() as u32).into_par_iter().map(ArticleId);
    let (mut all, mut plain): (Vec<Fingerprint>, Vec<(u64, u32)>) = ids.flat_map_iter(of_one).unzip();
    all.par_sort_unstable();
    plain.par_sort_unstable();
    plain.dedup();
    (all, plain)
}

/// The rows of the archive under the keys of the examined articles.
struct AllRows {
    bands: Vec<Row>,
    few_shingles: Vec<Row>,
    fingerprints: Vec<Row>,
}

impl AllRows {
    fn of(day: &Day, archive: &dyn Archive) -> Result<Self, ArchiveFault> {
        let rows = |table, mut keys: Vec<u64>| {
            keys.dedup();
            archive.rows(table, &keys)
        };
        Ok(Self {
            bands: rows(Table::Bands, day.bands.iter().map(|row| row.0).collect())?,
            few_shingles: rows(Table::FewShingles, day.few_shingles.iter().map(|row| row.0).collect())?,
            fingerprints: rows(Table::Fingerprints, day.fingerprints.iter().map(|row| row.gram).collect())?,
        })
    }

    /// The articles that may be in a pair, some of them more than once.
    fn possible(&self, day: &Day, plan: &Plan) -> Vec<Shelfmark> {
        let all = |rows: &[Row]| rows.iter().map(|row| row.article).collect::<Vec<Shelfmark>>();
        let runs_are_asked_for = plan.passages.is_some_and(|settings| settings.strict_verbatim.is_some());
        let by_wording = if runs_are_asked_for {
            all(&self.fingerprints)
        } else {
            wording::possible(&day.fingerprints, &day.plain, &self.fingerprints)
        };
        [all(&self.bands), all(&self.few_shingles), by_wording].concat()
    }
}

/// The hits that stand in a pair, or may for an exact run, and those that are identical with one that may be a near-duplicate.
struct Chosen {
    ids: Vec<ArticleId>,
}

impl Chosen {
    fn of(hits: &Hits, (near, wording): (&[Pair], &[Pair]), exact: Vec<ArticleId>) -> Self {
        let of_archive = |pairs: &[Pair]| {
            let ids: Vec<ArticleId> =
                pairs.iter().map(|pair| pair.second()).filter(|&id| hits.has(id)).collect();
            ids.into_iter()
        };
        let mut identities: Vec<u128> = of_archive(near).map(|id| hits.get(id).facts.identity).collect();
        identities.sort_unstable();
        identities.dedup();
        let is_identical = |identity: u128| identities.binary_search(&identity).is_ok();
        let equals = hits.numbered().filter(|(_, hit)| is_identical(hit.facts.identity)).map(|(id, _)| id);
        let mut ids: Vec<ArticleId> = equals.chain(of_archive(wording)).chain(exact).collect();
        ids.sort_unstable();
        ids.dedup();
        Self { ids }
    }

    /// Pairs with hits as pairs with what was chosen.
    fn renumbered(&self, pairs: Vec<Pair>, first: ArticleId) -> Vec<Pair> {
        let place = |id: ArticleId| self.ids.partition_point(|&other| other < id) as u32;
        let renumbered = |pair: Pair| match pair.second() {
            id if id < first => Some(pair),
            id => Pair::new(pair.first(), ArticleId(first.0 + place(id))),
        };
        let mut pairs: Vec<Pair> = pairs.into_iter().filter_map(renumbered).collect();
        pairs.par_sort_unstable();
        pairs
    }
}
