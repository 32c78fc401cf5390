//! What keyword arguments mean: a plan for the comparison, one for the reader, how the run goes on.

use crate::fault::Fault;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use serde_json::json;
use std::path::{Path, PathBuf};
use wirecopy::align::AlignSettings;
use wirecopy::align::verbatim::ExactWords;
use wirecopy::attribute::AuditSettings;
use wirecopy::findings::{Measure, Remarks};
use wirecopy::lsh::Search;
use wirecopy::measure::Threshold;
use wirecopy::plan::{MatrixOrder, MatrixPlan, Plan, Representative, ShingleWidth, SketchShape};
use wirecopy::read::ReadPlan;
use wirecopy::report::{Excerpt, Exports, GraphFormat, Profile};
use wirecopy::statistics::Boilerplate;
use wirecopy::tables;
use wirecopy::text::Folding;

/// Keyword arguments under their names; what is missing or `None` is as it is by default.
pub(crate) struct Settings<'py>(Bound<'py, PyDict>);

impl<'py> Settings<'py> {
    pub(crate) fn of(given: &Bound<'py, PyDict>) -> Self {
        Self(given.clone())
    }

    pub(crate) fn py(&self) -> Python<'py> {
        self.0.py()
    }

    fn given(&self, name: &str) -> PyResult<Option<Bound<'py, PyAny>>> {
        Ok(self.0.get_item(name)?.filter(|value| !value.is_none()))
    }

    /// An argument of this type.
    ///
    /// # Errors
    /// When it is of another one.
    pub(crate) fn get<T>(&self, name: &str) -> PyResult<Option<T>>
    where
        T: for<'a> FromPyObject<'a, 'py>,
    {
        let Some(value) = self.given(name)? else { return Ok(None) };
        value.extract::<T>().map(Some).map_err(|fault| {
            let fault: PyErr = fault.into();
            self.refused(name, format!("{} ({})", fault.value(self.0.py()), value))
        })
    }

    fn flag(&self, name: &str, usual: bool) -> PyResult<bool> {
        Ok(self.get::<bool>(name)?.unwrap_or(usual))
    }

    /// A share in `(0, 1]`, or the usual one.
    fn share(&self, name: &str, usual: Threshold) -> PyResult<Threshold> {
        let Some(share) = self.get::<f64>(name)? else { return Ok(usual) };
        Threshold::new(share).map_err(|fault| self.refused(name, fault))
    }

    /// One of these words, or the first.
    fn word<T: Copy>(&self, name: &str, words: &[(&str, T)]) -> PyResult<T> {
        let Some(given) = self.get::<String>(name)? else { return Ok(words[0].1) };
        let known = words.iter().find(|(word, _)| *word == given);
        known.map(|known| known.1).ok_or_else(|| {
            let words: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            self.refused(name, format!("{given:?} is none of {}", words.join(", ")))
        })
    }

    fn refused(&self, name: &str, why: impl std::fmt::Display) -> PyErr {
        Fault::settings(format!("{name}: {why}")).raised(self.0.py())
    }

    /// What near-duplicates are and how they are found, without passages and without a matrix.
    fn near_duplicates(&self) -> PyResult<Plan> {
        let usual = Plan::default();
        let shingle = self.get::<usize>("shingle")?.unwrap_or(usual.shingle.words());
        let slots = self.get::<usize>("permutations")?.unwrap_or(usual.sketch.slots());
        let seed = self.get::<u64>("seed")?.unwrap_or(usual.sketch.seed());
        Ok(Plan {
            folding: if self.flag("keep_diacritics", false)? {
                Folding::CaseOnly
            } else {
                Folding::Diacritics
            },
            shingle: ShingleWidth::new(shingle).map_err(|fault| self.refused("shingle", fault))?,
            threshold: self.share("threshold", usual.threshold)?,
            sketch: SketchShape::new(slots, seed).map_err(|fault| self.refused("permutations", fault))?,
            search: if self.flag("exact", false)? { Search::Exact } else { Search::Bands },
            window_seconds: self.get("window")?,
            passages: None,
            matrix: None,
            ..usual
        })
    }

    /// All that decides the result of a comparison, apart from how the articles are read.
    ///
    /// # Errors
    /// When something is refused.
    pub(crate) fn compare(&self) -> PyResult<Plan> {
        self.judged(&self.near_duplicates()?)
    }

    /// All that decides what is found in an index that was made with this plan.
    ///
    /// # Errors
    /// When something is refused.
    pub(crate) fn compare_with(&self, made: Plan) -> PyResult<Plan> {
        let boilerplate = made.boilerplate.clone();
        let judged = self.judged(&Plan { window_seconds: self.get("window")?, ..made })?;
        Ok(Plan { boilerplate, ..judged })
    }

    /// The same near-duplicates, with what is said of them besides.
    fn judged(&self, near: &Plan) -> PyResult<Plan> {
        let passages = self.flag("passages", true)?;
        let measure = self.word(
            "measure",
            &[
                ("resemblance", Measure::Resemblance),
                ("containment", Measure::Containment),
                ("coverage", Measure::Coverage),
            ],
        )?;
        if measure == Measure::Coverage && !passages {
            return Err(self
                .refused("measure", "coverage counts words inside passages, and passages=False finds none"));
        }
        let order = [("input", MatrixOrder::Input), ("cluster", MatrixOrder::Cluster)];
        let order = self.word("matrix_order", &order)?;
        let limit = self.get::<usize>("matrix_limit")?.unwrap_or(2_000);
        Ok(Plan {
            passages: if passages { Some(self.passages()?) } else { None },
            // Without passages no text is kept, and only texts tell a formula.
            formulas: passages,
            audit: self.audit()?,
            matrix: (limit > 0).then_some(MatrixPlan { measure, order, limit }),
            boilerplate: self.boilerplate()?,
            reviewed: self.reviewed()?,
            ..*near
        })
    }

    /// All that decides what a de-duplication removes.
    ///
    /// # Errors
    /// When something is refused.
    pub(crate) fn dedup(&self) -> PyResult<Plan> {
        let representative = self.word(
            "keep",
            &[
                ("earliest", Representative::Earliest),
                ("longest", Representative::Longest),
                ("first", Representative::First),
            ],
        )?;
        Ok(Plan { representative, ..self.near_duplicates()? })
    }

    /// All that decides what is put into an index.
    ///
    /// # Errors
    /// When something is refused.
    pub(crate) fn index(&self) -> PyResult<Plan> {
        let passages = self.flag("passages", true)?;
        Ok(Plan {
            passages: passages.then(AlignSettings::default),
            formulas: passages,
            boilerplate: self.boilerplate()?,
            ..self.near_duplicates()?
        })
    }

    fn passages(&self) -> PyResult<AlignSettings> {
        let min_words = self.get::<u32>("min_words")?.unwrap_or(AlignSettings::default().min_words);
        if min_words == 0 {
            return Err(self.refused("min_words", "a passage has at least one word"));
        }
        let exact = self.get::<u32>("strict_verbatim")?.map(ExactWords::new).transpose();
        let strict_verbatim = exact.map_err(|fault| self.refused("strict_verbatim", fault))?;
        Ok(AlignSettings { min_words, strict_verbatim })
    }

    fn audit(&self) -> PyResult<AuditSettings> {
        let usual = AuditSettings::default();
        let audit = AuditSettings {
            partly_derived: self.share("partly_derived", usual.partly_derived)?,
            wholly_derived: self.share("wholly_derived", usual.wholly_derived)?,
            credit_owed: self.share("credit_owed", usual.credit_owed)?,
            wires: self.get("wires")?.unwrap_or_default(),
        };
        if audit.partly_derived > audit.wholly_derived {
            let why = "is above wholly_derived: what is wholly derived is so in part too";
            return Err(self.refused("partly_derived", why));
        }
        Ok(audit)
    }

    fn boilerplate(&self) -> PyResult<Boilerplate> {
        let lines: Vec<String> = self.get("boilerplate")?.unwrap_or_default();
        let lines = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty());
        Ok(Boilerplate(lines.map(str::to_owned).collect()))
    }

    fn reviewed(&self) -> PyResult<Option<Remarks>> {
        let files: Vec<PathBuf> = self.get("reviewed")?.unwrap_or_default();
        let read = files.iter().map(|file| tables::read_remarks(file));
        let read = read.reduce(|before, later| Ok(before?.followed_by(later?)));
        read.transpose().map_err(|fault| Fault::from(fault).raised(self.0.py()))
    }

    /// How articles are read, and the same in the words of the command line, for the record of the run.
    ///
    /// # Errors
    /// When something is refused.
    pub(crate) fn reading(&self) -> PyResult<(ReadPlan, serde_json::Value)> {
        let mut plan = ReadPlan { strict: self.flag("strict", false)?, ..ReadPlan::default() };
        let renamings: Vec<(String, String)> = self.get("fields")?.unwrap_or_default();
        let fields: Vec<String> = renamings.iter().map(|(field, name)| format!("{field}={name}")).collect();
        for field in &fields {
            plan.fields.rename(field).map_err(|fault| self.refused("fields", fault))?;
        }
        plan.format = self.parsed("format")?;
        plan.timezone = self.parsed("timezone")?.unwrap_or_default();
        plan.dates = self.parsed("dates")?;
        let mut told = json!({
            "fields": fields,
            "format": plan.format.map(|format| format.to_string()),
            "timezone": plan.timezone.to_string(),
            "strict": plan.strict,
        });
        if let Some(order) = plan.dates {
            told["dates"] = order.to_string().into();
        }
        Ok((plan, told))
    }

    fn parsed<T: std::str::FromStr<Err: std::fmt::Display>>(&self, name: &str) -> PyResult<Option<T>> {
        let parsed = self.get::<String>(name)?.map(|given| given.parse()).transpose();
        parsed.map_err(|fault| self.refused(name, fault))
    }

    /// Bytes of memory that the run may take; none for as many as there are.
    ///
    /// # Errors
    /// When it is too little to work with.
    pub(crate) fn memory(&self) -> PyResult<Option<u64>> {
        let memory = self.get::<u64>("memory")?;
        if memory.is_some_and(|bytes| bytes < 1 << 20) {
            return Err(self.refused("memory", "is less than a mebibyte"));
        }
        Ok(memory)
    }

    /// Threads; none for one a core.
    ///
    /// # Errors
    /// When they are none or too many.
    pub(crate) fn threads(&self) -> PyResult<Option<usize>> {
        let threads = self.get::<usize>("threads")?;
        if threads.is_some_and(|threads| !(1..=1024).contains(&threads)) {
            return Err(self.refused("threads", "is not 1 to 1024"));
        }
        Ok(threads)
    }

    /// How tables are dressed.
    ///
    /// # Errors
    /// When there is no such dress.
    pub(crate) fn profile(&self) -> PyResult<Profile> {
        let profiles =
            [Profile::RFC4180, Profile::EXCEL, Profile::EXCEL_FR].map(|profile| (profile.name, profile));
        let profile = self.word("csv", &profiles)?;
        let excerpt = self.word("excerpt", &[("short", Excerpt::Short), ("full", Excerpt::Full)])?;
        let profile = Profile { excerpt, ..profile };
        Ok(if self.flag("hardening", true)? { profile } else { profile.unhardened() })
    }

    /// What is written besides the tables.
    ///
    /// # Errors
    /// When there is no such graph.
    pub(crate) fn exports(&self) -> PyResult<Exports> {
        let words: Vec<String> = self.get("graphs")?.unwrap_or_default();
        let graph = |word: &String| {
            let named = GraphFormat::ALL.into_iter().find(|format| format.word() == *word);
            named.ok_or_else(|| self.refused("graphs", format!("{word:?} is none of graphml, gexf, dot")))
        };
        let mut graphs = words.iter().map(graph).collect::<PyResult<Vec<_>>>()?;
        graphs.sort_unstable();
        graphs.dedup();
        Ok(Exports {
            page: self.flag("report", true)?,
            workbook: self.flag("xlsx", false)?,
            parquet: self.flag("parquet", false)?,
            graphs,
            annotations: self.flag("annotations", false)?,
            passim: self.flag("passim", false)?,
        })
    }

    /// Where an index is, or results go.
    ///
    /// # Errors
    /// When no path is given.
    pub(crate) fn path(given: &Bound<'_, PyAny>) -> PyResult<PathBuf> {
        let path: PathBuf = given.extract()?;
        if path == Path::new("") {
            return Err(Fault::settings("an empty name is that of no folder").raised(given.py()));
        }
        Ok(path)
    }
}
