//! `Index`: an archive on disk, to which articles are added and that others are held to.

use crate::articles::Articles;
use crate::comparison::{self, Comparison};
use crate::fault::Fault;
use crate::found::{Found, Place, Read, Reading};
use crate::run::Running;
use crate::settings::Settings;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use wirecopy::article::{Article, Batch};
use wirecopy::columns::{Chunk, MakeColumns};
use wirecopy::observe::{Observer, Stage, StageReport, Warning};
use wirecopy::plan::Plan;
use wirecopy::store::{self, Added, Info, Removal, WHOLE_BELOW, Writer};

/// An archive on disk, open. What others write to it meanwhile is seen after ``refresh()``.
#[pyclass(frozen, module = "wirecopy._wirecopy", name = "StoredIndex")]
pub(crate) struct Index {
    dir: PathBuf,
    open: Mutex<Arc<store::Index>>,
}

/// Makes the columns of a plan, and has texts kept with them.
struct WithTexts(Plan);

impl MakeColumns for WithTexts {
    fn columns_of(&self, articles: &mut dyn Iterator<Item = &Article>) -> Chunk {
        self.0.columns_of(articles)
    }

    fn needs_texts(&self) -> bool {
        true
    }
}

/// What became of articles that were to be added: `(added, known, renamed, learnt, warnings)`.
type Told = (u64, u64, Vec<(String, String)>, bool, Vec<(String, Option<String>, String)>);

impl Index {
    fn opened(dir: PathBuf) -> Result<Self, Fault> {
        let open = Mutex::new(Arc::new(store::Index::open(&dir)?));
        Ok(Self { dir, open })
    }

    fn now(&self) -> Arc<store::Index> {
        Arc::clone(&self.open.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn reopen(&self) -> Result<(), Fault> {
        let opened = Arc::new(store::Index::open(&self.dir)?);
        *self.open.lock().unwrap_or_else(PoisonError::into_inner) = opened;
        Ok(())
    }

    /// Changes the index, and looks at it anew. What an ended change has left behind is removed at once.
    fn change<T: Send>(
        &self,
        running: &Running<'_>,
        change: impl FnOnce(&mut Writer, &dyn Observer) -> Result<T, Fault> + Send,
    ) -> PyResult<T> {
        let dir = &self.dir;
        let changed = running.run(|observer| change(&mut Writer::open(dir)?, observer));
        if changed.is_err() {
            // Whoever opens an index for writing takes away what no state of it names; if somebody else has it open, they will.
            drop(Writer::open(dir));
        }
        let reopened = self.reopen().map_err(|fault| fault.raised(running.py));
        changed.and_then(|changed| reopened.map(|()| changed))
    }

    fn hold(
        &self,
        articles: &Articles,
        (reading, plan): (Reading, Plan),
        place: &Place,
        observer: &dyn Observer,
    ) -> Result<Found, Fault> {
        let index = self.now();
        let Read { intake, columns, notes, execution, .. } =
            place.read(articles, None, (&reading.plan, &plan), observer)?;
        let batch = intake.batch.with_texts(columns.clone());
        let found = index.compare((batch, columns), &plan, place, observer)?;
        let mut told = reading.told;
        told["index"] = described(&index, &found.batch);
        let read = (intake.rejected, intake.warnings, intake.report);
        Ok(Found::in_index((found.batch, found.findings), read, (told, plan), (execution, notes)))
    }

    fn ask_for(&self, (article, warnings): (Article, Vec<Warning>), plan: Plan) -> Result<Found, Fault> {
        let (index, execution) = (self.now(), Place::new(None, None)?.execution());
        let answer = index.ask(article, &plan)?;
        let told = json!({ "index": described(&index, &answer.batch) });
        let stage = StageReport { stage: Stage::Read, items_in: 1, items_out: 1, seconds: 0.0 };
        let (read, asked) = ((Vec::new(), warnings, stage), (told, plan));
        Ok(Found::in_index((answer.batch, answer.findings), read, asked, (execution, Vec::new())))
    }

    /// The plan that it was made with.
    fn made_with(&self, py: Python<'_>) -> PyResult<Plan> {
        self.now().settings().to_plan().map_err(|fault| Fault::settings(fault).raised(py))
    }
}

/// What the record of a run says of an index.
fn described(index: &store::Index, batch: &Batch) -> serde_json::Value {
    let info = index.info();
    json!({
        "path": index.dir().to_string_lossy(),
        "articles": info.articles,
        "learnt": info.epoch.map(|(number, articles)| json!({ "times": number, "last_from": articles })),
        "read_whole": info.is_read_whole,
        "read": batch.references().len(),
    })
}

#[pymethods]
impl Index {
    /// Makes an index in a new folder.
    #[staticmethod]
    fn create(path: &Bound<'_, PyAny>, settings: &Bound<'_, PyDict>) -> PyResult<Self> {
        let (dir, settings, py) = (Settings::path(path)?, Settings::of(settings), path.py());
        let plan = settings.index()?;
        let whole_below = settings.get::<u64>("whole_below")?.unwrap_or(WHOLE_BELOW);
        let made = store::Settings::of(&plan).map_err(|fault| Fault::settings(fault).raised(py))?;
        let create = || Writer::create(&dir, &made, whole_below).map(drop).map_err(Fault::from);
        py.detach(create).and_then(|()| Self::opened(dir)).map_err(|fault| fault.raised(py))
    }

    /// Opens the index in this folder.
    #[staticmethod]
    fn open(path: &Bound<'_, PyAny>) -> PyResult<Self> {
        let dir = Settings::path(path)?;
        path.py().detach(|| Self::opened(dir)).map_err(|fault| fault.raised(path.py()))
    }

    /// Its folder.
    #[getter]
    fn path(&self) -> &Path {
        &self.dir
    }

    /// Sees what others have written since it was opened.
    fn refresh(&self, py: Python<'_>) -> PyResult<()> {
        py.detach(|| self.reopen()).map_err(|fault| fault.raised(py))
    }

    /// Adds articles: ``(added, known, renamed, learnt, warnings)``.
    fn add(
        &self,
        py: Python<'_>,
        articles: &Bound<'_, PyAny>,
        settings: &Bound<'_, PyDict>,
        progress: Option<Bound<'_, PyAny>>,
    ) -> PyResult<Told> {
        let settings = Settings::of(settings);
        let (reading, _) = settings.reading()?;
        let articles = Articles::of(articles, "articles", &reading.fields)?;
        let place = Place::new(settings.memory()?, settings.threads()?).map_err(|fault| fault.raised(py))?;
        let running = Running { py, threads: settings.threads()?, progress };
        let (added, warnings) = self.change(&running, |writer, observer| {
            let maker = WithTexts(writer.index().settings().to_plan().map_err(Fault::settings)?);
            let Read { intake, columns, notes, .. } =
                place.read(&articles, None, (&reading, &maker), observer)?;
            let batch = intake.batch.with_texts(columns.clone());
            let added = writer.add((&batch, &*columns), &place, observer)?;
            Ok((added, intake.warnings.iter().chain(&notes).map(comparison::told).collect()))
        })?;
        let Added { added, known, renamed, learnt } = added;
        Ok((added, known, renamed, learnt, warnings))
    }

    /// Removes articles of these ids, or those published before a moment (seconds since 1970); says how many there were.
    fn remove(&self, py: Python<'_>, ids: Vec<String>, before: Option<i64>) -> PyResult<u64> {
        let which = before.map_or(Removal::Ids(ids), Removal::Before);
        let running = Running { py, threads: None, progress: None };
        self.change(&running, |writer, _| Ok(writer.remove(&which)?))
    }

    /// Makes one part of all, frees the place of what was removed, and learns anew.
    fn compact(
        &self,
        py: Python<'_>,
        settings: &Bound<'_, PyDict>,
        progress: Option<Bound<'_, PyAny>>,
    ) -> PyResult<()> {
        let settings = Settings::of(settings);
        let place = Place::new(settings.memory()?, settings.threads()?).map_err(|fault| fault.raised(py))?;
        let running = Running { py, threads: settings.threads()?, progress };
        self.change(&running, |writer, observer| Ok(writer.compact(&place, observer)?))
    }

    /// Reads every byte; what is not as it was written is raised, and named.
    fn verify(&self, py: Python<'_>) -> PyResult<()> {
        let verify = || store::Index::verify(&self.dir, &mut |_| {}).map(|_| ()).map_err(Fault::from);
        py.detach(verify).map_err(|fault| fault.raised(py))
    }

    /// Holds articles to the index, as if all of it had been given as references.
    fn compare(
        &self,
        py: Python<'_>,
        articles: &Bound<'_, PyAny>,
        settings: &Bound<'_, PyDict>,
        progress: Option<Bound<'_, PyAny>>,
    ) -> PyResult<Comparison> {
        let settings = Settings::of(settings);
        let (plan, told) = settings.reading()?;
        let articles = Articles::of(articles, "articles", &plan.fields)?;
        let asked = (Reading { plan, told }, settings.compare_with(self.made_with(py)?)?);
        let place = Place::new(settings.memory()?, settings.threads()?).map_err(|fault| fault.raised(py))?;
        let running = Running { py, threads: settings.threads()?, progress };
        running.run(|observer| self.hold(&articles, asked, &place, observer)).map(Comparison::of)
    }

    /// What there is in the index of one article.
    fn ask(
        &self,
        py: Python<'_>,
        article: &Bound<'_, PyDict>,
        settings: &Bound<'_, PyDict>,
    ) -> PyResult<Comparison> {
        let (given, settings) = (Settings::of(article), Settings::of(settings));
        let (reading, _) = settings.reading()?;
        let article = crate::articles::one(&given, &reading)?;
        let plan = Plan { matrix: None, ..settings.compare_with(self.made_with(py)?)? };
        let running = Running { py, threads: settings.threads()?, progress: None };
        running.run(|_| self.ask_for(article, plan)).map(Comparison::of)
    }

    /// What there is in it.
    fn info<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let Info { articles, removed, outlets, parts, epoch, is_read_whole, bytes, .. } = self.now().info();
        let told = PyDict::new(py);
        told.set_item("articles", articles)?;
        told.set_item("removed", removed)?;
        told.set_item("outlets", outlets)?;
        told.set_item("parts", parts)?;
        told.set_item("learnt", epoch.map(|(times, _)| times).unwrap_or_default())?;
        told.set_item("learnt_from", epoch.map(|(_, articles)| articles).unwrap_or_default())?;
        told.set_item("read_whole", is_read_whole)?;
        told.set_item("bytes", bytes)?;
        Ok(told)
    }
}
