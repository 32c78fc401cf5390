//! What the Spark job asks: functions of Arrow batches, each a stream of batches in and one out.
//!
//! An engine hands a task its rows as a stream of batches, sorted where a function says so. A function takes a batch at a time, and
//! holds no more than a group of them, the size of which has a bound. All that it depends on besides is in the [`Parameters`], the
//! same on all machines.

mod article;
mod audit;
mod bucket;
mod corpus;
mod input;
mod known;
mod made;
mod pair;
mod parameters;
mod rollup;
mod rows;
mod stream;
mod wording;

use crate::capsule;
use article::{BandRows, Describe, FewRows, Rarest};
use audit::{AuditRows, CoveringRows, Via};
use bucket::{Buckets, FewPairs, Glanced, NeighbourPairs};
use corpus::{NobodysGrams, RecurrenceRows, TallyRows};
use pair::{PossibleSeries, Series, Verify};
use parameters::Parameters;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::pybacked::PyBackedBytes;
use pyo3::types::PyBytes;
use rollup::{CountRows, ReuseRows, RolledUpRows};
use rows::{ClusterRows, PairRows};
use stream::{Mapped, Stage, Stream};
use wirecopy::pipeline::shards;
use wording::{Align, FingerprintRows, Meet, PassageRows, PassagesOf, Weigh};

/// The functions by name.
const FUNCTIONS: [&str; 29] = [
    "describe",
    "band_rows",
    "bucket_pairs",
    "glance",
    "neighbour_pairs",
    "few_rows",
    "rarest",
    "few_pairs",
    "verify",
    "possible_series",
    "series",
    "pair_rows",
    "cluster_rows",
    "recurrence_rows",
    "tally_rows",
    "nobodys_grams",
    "weigh",
    "fingerprint_rows",
    "meet",
    "align",
    "passages_of",
    "passage_rows",
    "audit_rows",
    "covering_rows",
    "via",
    "reuse_rows",
    "count_rows",
    "outlet_rows",
    "flow_rows",
];

/// The batches that a function makes of batches. `parameters` is what `parameters()` gave, and `corpus` what `recurrence()` or
/// `lesson()` gave, for functions that depend on it.
#[pyfunction]
#[pyo3(signature = (name, batches, parameters, corpus=None))]
#[expect(clippy::needless_pass_by_value, reason = "what Python lends is held by a value")]
fn apply(
    name: &str,
    batches: &Bound<'_, PyAny>,
    parameters: &str,
    corpus: Option<PyBackedBytes>,
) -> PyResult<Stream> {
    let parameters = Parameters::read(parameters).map_err(PyValueError::new_err)?;
    if let Some(stage) = of_corpus(name, &parameters, corpus.as_deref())? {
        return Ok(Stream::new(Box::new(Mapped::new(capsule::taken(batches)?, stage))));
    }
    let stage: Box<dyn Stage> = match name {
        "describe" => Box::new(Describe::new(parameters)),
        "band_rows" => Box::new(BandRows),
        "bucket_pairs" => Box::new(Buckets::new(&parameters)),
        "glance" => Box::new(Glanced::new(&parameters)),
        "neighbour_pairs" => Box::new(NeighbourPairs::default()),
        "few_rows" => Box::new(FewRows),
        "rarest" => Box::new(Rarest::new(parameters)),
        "few_pairs" => Box::new(FewPairs::new(parameters)),
        "verify" => Box::new(Verify(parameters)),
        "possible_series" => Box::new(PossibleSeries(parameters)),
        "series" => Box::new(Series(parameters)),
        "pair_rows" => Box::new(PairRows::new(parameters)),
        "cluster_rows" => Box::new(ClusterRows::new(parameters)),
        "recurrence_rows" => Box::new(RecurrenceRows(parameters)),
        "nobodys_grams" => Box::new(NobodysGrams),
        "fingerprint_rows" => Box::new(FingerprintRows),
        "meet" => Box::new(Meet::new(&parameters)),
        "passages_of" => Box::new(PassagesOf),
        "passage_rows" => Box::new(PassageRows::new(&parameters)),
        "via" => Box::new(Via),
        "reuse_rows" => Box::new(ReuseRows::new(parameters)),
        "count_rows" => Box::new(CountRows),
        "outlet_rows" => Box::new(RolledUpRows::of_outlets(parameters)),
        "flow_rows" => Box::new(RolledUpRows::of_flows(parameters)),
        _ => {
            let what = format!("no function {name:?} (there are {})", FUNCTIONS.join(", "));
            return Err(PyValueError::new_err(what));
        }
    };
    Ok(Stream::new(Box::new(Mapped::new(capsule::taken(batches)?, stage))))
}

/// The function of this name, if it depends on what all articles teach.
fn of_corpus(name: &str, parameters: &Parameters, corpus: Option<&[u8]>) -> PyResult<Option<Box<dyn Stage>>> {
    let told =
        || corpus.ok_or_else(|| format!("{name} depends on what all articles teach, which is not given"));
    let parameters = || parameters.clone().of_passages();
    let stage = || -> Result<Option<Box<dyn Stage>>, String> {
        Ok(Some(match name {
            "tally_rows" => {
                let recurrence = shards::unpacked(told()?)?;
                Box::new(TallyRows { parameters: parameters()?, recurrence })
            }
            "weigh" => Box::new(Weigh::new(parameters()?, told()?)?),
            "align" => Box::new(Align::new(parameters()?, told()?)?),
            "audit_rows" => Box::new(AuditRows::new(parameters()?, told()?)?),
            "covering_rows" => Box::new(CoveringRows::new(parameters()?, told()?)?),
            _ => return Ok(None),
        }))
    };
    stage().map_err(PyValueError::new_err)
}

/// The parameters of a job that is asked nothing special, as JSON.
#[pyfunction]
#[pyo3(name = "parameters")]
fn usual() -> PyResult<String> {
    Parameters::default().written().map_err(PyValueError::new_err)
}

/// The same parameters, if they are some: else says what is wrong with them.
#[pyfunction]
fn checked(parameters: &str) -> PyResult<String> {
    Parameters::read(parameters).and_then(|parameters| parameters.written()).map_err(PyValueError::new_err)
}

/// Of edges between near-duplicates, each two ranks of which the first is the lower, in any order: the ranks of the articles that
/// stand for others.
#[pyfunction]
fn representatives(
    py: Python<'_>,
    edges: Vec<(PyBackedBytes, PyBackedBytes)>,
) -> PyResult<Vec<Bound<'_, PyBytes>>> {
    type Rank = [u8; shards::RANK_BYTES];
    let rank = |bytes: PyBackedBytes| {
        Rank::try_from(&*bytes).map_err(|_| PyValueError::new_err("no rank of an article"))
    };
    let edges = edges.into_iter().map(|(low, high)| Ok((rank(low)?, rank(high)?)));
    let mut edges = edges.collect::<PyResult<Vec<(Rank, Rank)>>>()?;
    edges.sort_unstable();
    Ok(shards::representatives(&edges).iter().map(|rank| PyBytes::new(py, rank)).collect())
}

/// Puts the functions into a module of their own, with the bounds of the command's rules.
pub(crate) fn register(parent: &Bound<'_, PyModule>) -> PyResult<()> {
    let module = PyModule::new(parent.py(), "shards")?;
    module.add_class::<Stream>()?;
    module.add_function(wrap_pyfunction!(apply, &module)?)?;
    module.add_function(wrap_pyfunction!(usual, &module)?)?;
    module.add_function(wrap_pyfunction!(checked, &module)?)?;
    module.add_function(wrap_pyfunction!(representatives, &module)?)?;
    module.add_function(wrap_pyfunction!(corpus::recurrence, &module)?)?;
    module.add_function(wrap_pyfunction!(corpus::lesson, &module)?)?;
    module.add("FUNCTIONS", FUNCTIONS.to_vec())?;
    module.add("MOST_ARTICLES", wirecopy::align::pairing::MOST_ARTICLES)?;
    module.add("TELLING", wirecopy::align::pairing::TELLING)?;
    module.add("LEAST_SHARED", wirecopy::align::pairing::LEAST_SHARED)?;
    module.add("LEAST_INFORMATION", wirecopy::align::pairing::LEAST_INFORMATION)?;
    module.add("VERSIONS", shards::VERSIONS)?;
    module.add("TEMPLATE_ARTICLES", wirecopy::statistics::TEMPLATE_ARTICLES)?;
    module.add("CROWDED", wirecopy::lsh::buckets::CROWDED)?;
    module.add("HUBS", wirecopy::lsh::buckets::HUBS)?;
    module.add("NEIGHBOURS", wirecopy::lsh::buckets::NEIGHBOURS)?;
    parent.add_submodule(&module)
}
