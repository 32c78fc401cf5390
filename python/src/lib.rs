//! `wirecopy` for Python: articles in and tables out as Arrow, on the public API of the library.
//!
//! What is here takes things from Python and gives them back; what a caller sees, its arguments with their defaults and their
//! explanations, is in the package beside it (`wirecopy/`).

mod articles;
mod capsule;
mod comparison;
mod deduplication;
mod fault;
mod found;
mod index;
mod run;
mod settings;
mod shards;
mod table;
mod value;

use articles::Articles;
use comparison::Comparison;
use deduplication::Deduplication;
use found::{Found, Place, Reading};
use pyo3::prelude::*;
use pyo3::types::PyDict;
use run::Running;
use settings::Settings;

/// What a run is asked: articles of both sides, how they are read, where it works, how it goes on.
struct Asked<'py> {
    articles: Articles,
    against: Option<Articles>,
    reading: Reading,
    place: Place,
    running: Running<'py>,
}

impl<'py> Asked<'py> {
    fn of(
        (articles, against): (&Bound<'py, PyAny>, Option<&Bound<'py, PyAny>>),
        settings: &Settings<'py>,
        progress: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Self> {
        let py = articles.py();
        let (plan, told) = settings.reading()?;
        let against = against.map(|given| Articles::of(given, "against", &plan.fields)).transpose()?;
        let threads = settings.threads()?;
        Ok(Self {
            articles: Articles::of(articles, "articles", &plan.fields)?,
            against,
            reading: Reading { plan, told },
            place: Place::new(settings.memory()?, threads).map_err(|fault| fault.raised(py))?,
            running: Running { py, threads, progress },
        })
    }
}

/// Compares articles; see ``wirecopy.compare``.
#[pyfunction]
fn compare<'py>(
    articles: &Bound<'py, PyAny>,
    against: Option<&Bound<'py, PyAny>>,
    settings: &Bound<'py, PyDict>,
    progress: Option<Bound<'py, PyAny>>,
) -> PyResult<Comparison> {
    let settings = Settings::of(settings);
    let plan = settings.compare()?;
    let Asked { articles, against, reading, place, running } =
        Asked::of((articles, against), &settings, progress)?;
    let sides = (&articles, against.as_ref());
    running.run(|observer| Found::compare(sides, (reading, plan), &place, observer)).map(Comparison::of)
}

/// De-duplicates articles; see ``wirecopy.dedup``.
#[pyfunction]
fn dedup<'py>(
    articles: &Bound<'py, PyAny>,
    against: Option<&Bound<'py, PyAny>>,
    settings: &Bound<'py, PyDict>,
    progress: Option<Bound<'py, PyAny>>,
) -> PyResult<Deduplication> {
    let settings = Settings::of(settings);
    let plan = settings.dedup()?;
    let Asked { articles, against, reading, place, running } =
        Asked::of((articles, against), &settings, progress)?;
    let sides = (&articles, against.as_ref());
    let found = running.run(|observer| Found::dedup(sides, (reading, plan), &place, observer))?;
    Ok(Deduplication::of(found, articles))
}

/// What is beneath the package ``wirecopy``; its names are not for callers.
#[pymodule]
fn _wirecopy(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<table::Table>()?;
    module.add_class::<Comparison>()?;
    module.add_class::<Deduplication>()?;
    module.add_class::<index::Index>()?;
    module.add_function(wrap_pyfunction!(compare, module)?)?;
    module.add_function(wrap_pyfunction!(dedup, module)?)?;
    shards::register(module)
}
