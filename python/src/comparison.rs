//! `Comparison`: what a comparison has found, as tables.

use crate::found::Found;
use crate::run::Running;
use crate::settings::Settings;
use crate::table::Table;
use pyo3::exceptions::PyKeyError;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use wirecopy::observe::Warning;
use wirecopy::report::Strangers;

/// What a comparison has found: tables, by name.
#[pyclass(frozen, module = "wirecopy._wirecopy")]
pub(crate) struct Comparison {
    found: Found,
}

impl Comparison {
    pub(crate) fn of(found: Found) -> Self {
        Self { found }
    }
}

/// The table of this name, which every run has.
pub(crate) fn table(py: Python<'_>, found: &Found, name: &str) -> PyResult<Table> {
    let made = py.detach(|| found.table(name)).map_err(|fault| fault.raised(py))?;
    made.ok_or_else(|| PyKeyError::new_err(format!("{name:?} is none of {}", found.names().join(", "))))
}

/// What should be known of a run: `(kind, place, what)`.
pub(crate) fn told(warning: &Warning) -> (String, Option<String>, String) {
    let kind = serde_json::to_value(warning.kind).unwrap_or_default();
    let kind = kind.as_str().unwrap_or_default().to_owned();
    (kind, warning.place.as_ref().map(ToString::to_string), warning.what.clone())
}

/// The settings of a run as `run.json` has them.
pub(crate) fn settings<'py>(py: Python<'py>, found: &Found) -> PyResult<Bound<'py, PyAny>> {
    let plan = serde_json::to_string(found.plan()).unwrap_or_default();
    py.import("json")?.call_method1("loads", (plan,))
}

#[pymethods]
impl Comparison {
    /// The names of the tables that there are.
    #[getter]
    fn table_names(&self) -> Vec<&'static str> {
        self.found.names()
    }

    /// The table of this name.
    fn table(&self, py: Python<'_>, name: &str) -> PyResult<Table> {
        table(py, &self.found, name)
    }

    /// What should be known of the run, in its order: ``(kind, place or None, sentence)``.
    #[getter]
    fn warnings(&self) -> Vec<(String, Option<String>, String)> {
        self.found.warnings().map(told).collect()
    }

    /// All that decided the result, as ``run.json`` has it.
    #[getter]
    fn settings<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        settings(py, &self.found)
    }

    /// Writes into a folder what the command writes.
    fn write(
        &self,
        py: Python<'_>,
        path: &Bound<'_, PyAny>,
        settings: &Bound<'_, PyDict>,
        progress: Option<Bound<'_, PyAny>>,
    ) -> PyResult<()> {
        let (dir, settings) = (Settings::path(path)?, Settings::of(settings));
        let (profile, exports) = (settings.profile()?, settings.exports()?);
        let force = settings.get::<bool>("force")?.unwrap_or(false);
        let strangers = if force { Strangers::Keep } else { Strangers::Refuse };
        let running = Running { py, threads: settings.threads()?, progress };
        running.run(|observer| self.found.write(&dir, (profile, &exports, strangers), observer))
    }

    fn __repr__(&self) -> String {
        let batch = self.found.batch();
        let (articles, references) = (batch.examined().len(), batch.references().len());
        match references {
            0 => format!("<wirecopy.Comparison of {articles} articles>"),
            _ => format!("<wirecopy.Comparison of {articles} articles with {references} references>"),
        }
    }
}
