//! `Deduplication`: what a de-duplication keeps and removes.

use crate::articles::{ArrowTable, Articles};
use crate::comparison::{self, table};
use crate::fault::Fault;
use crate::found::Found;
use crate::table::Table;
use arrow_array::{ArrayRef, BooleanArray, RecordBatch, StringArray};
use arrow_schema::{ArrowError, DataType, Field as Column, Schema, SchemaRef};
use arrow_select::filter::filter_record_batch;
use pyo3::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;
use wirecopy::article::{Article, ArticleId};

/// Articles of a table that are made in one go.
const AT_ONCE: usize = 1 << 14;

/// What a de-duplication keeps and removes.
#[pyclass(frozen, module = "wirecopy")]
pub(crate) struct Deduplication {
    found: Found,
    articles: Articles,
}

impl Deduplication {
    pub(crate) fn of(found: Found, articles: Articles) -> Self {
        Self { found, articles }
    }

    /// The examined articles that are kept, in order.
    fn kept_ids(&self) -> Vec<ArticleId> {
        let removed: BTreeSet<ArticleId> =
            self.found.removals().iter().map(|removal| removal.removed).collect();
        let examined = (0..self.found.batch().examined().len() as u32).map(ArticleId);
        examined.filter(|id| !removed.contains(id)).collect()
    }

    /// The rows of a table that are kept, with all its columns.
    fn rows(&self, given: &ArrowTable) -> Result<Table, ArrowError> {
        let mut keeps = vec![false; given.batches.iter().map(RecordBatch::num_rows).sum()];
        for id in self.kept_ids() {
            keeps[self.found.batch().article(id).locator.offset as usize] = true;
        }
        let (mut rest, mut kept) = (&keeps[..], Vec::new());
        for batch in &given.batches {
            let (own, behind) = rest.split_at(batch.num_rows());
            kept.push(filter_record_batch(batch, &BooleanArray::from(own.to_vec()))?);
            rest = behind;
        }
        Ok(Table::new(given.schema.clone(), kept))
    }

    /// The articles that are kept, as they were read from files.
    fn read(&self) -> Result<Table, ArrowError> {
        let names = ["id", "text", "title", "outlet", "published", "url", "language"];
        let fields = names.map(|name| Column::new(name, DataType::Utf8, !["id", "text"].contains(&name)));
        let schema: SchemaRef = Arc::new(Schema::new(fields.to_vec()));
        let ids = self.kept_ids();
        let batches = ids.chunks(AT_ONCE).map(|ids| self.read_some(&schema, ids));
        Ok(Table::new(schema.clone(), batches.collect::<Result<_, _>>()?))
    }

    fn read_some(&self, schema: &SchemaRef, ids: &[ArticleId]) -> Result<RecordBatch, ArrowError> {
        let batch = self.found.batch();
        let optional = |of: fn(&Article) -> Option<&str>| -> ArrayRef {
            Arc::new(ids.iter().map(|&id| of(batch.article(id))).collect::<StringArray>())
        };
        let texts: StringArray = ids.iter().map(|&id| Some(batch.text(id))).collect();
        RecordBatch::try_new(
            schema.clone(),
            vec![
                optional(|article| Some(&article.id)),
                Arc::new(texts),
                optional(|article| article.title.as_deref()),
                optional(|article| article.outlet.as_deref()),
                optional(|article| article.published.as_ref().map(|published| published.given.as_str())),
                optional(|article| article.url.as_deref()),
                optional(|article| article.language.as_deref()),
            ],
        )
    }
}

#[pymethods]
impl Deduplication {
    /// What is kept: of a table, its rows with all their columns; of files, the articles with the fields that were read.
    #[getter]
    fn kept(&self, py: Python<'_>) -> PyResult<Table> {
        let made = py.detach(|| match &self.articles {
            Articles::Table(given) => self.rows(given),
            Articles::Named(_) => self.read(),
        });
        made.map_err(|fault| Fault::input(fault).raised(py))
    }

    /// What is removed, and which article is kept instead.
    #[getter]
    fn removed(&self, py: Python<'_>) -> PyResult<Table> {
        table(py, &self.found, "removed")
    }

    /// What could not be read, and why; it is in neither.
    #[getter]
    fn rejected(&self, py: Python<'_>) -> PyResult<Table> {
        table(py, &self.found, "rejected")
    }

    /// Which articles are near-duplicates: a row for each pair.
    #[getter]
    fn pairs(&self, py: Python<'_>) -> PyResult<Table> {
        table(py, &self.found, "pairs")
    }

    /// Near-duplicates, together: a row for each article of a cluster.
    #[getter]
    fn clusters(&self, py: Python<'_>) -> PyResult<Table> {
        table(py, &self.found, "clusters")
    }

    /// What should be known of the run, in its order: ``(kind, place or None, sentence)``.
    #[getter]
    fn warnings(&self) -> Vec<(String, Option<String>, String)> {
        self.found.warnings().map(comparison::told).collect()
    }

    /// All that decided the result, as ``run.json`` has it.
    #[getter]
    fn settings<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        comparison::settings(py, &self.found)
    }

    fn __repr__(&self) -> String {
        let (articles, removed) = (self.found.batch().examined().len(), self.found.removals().len());
        format!(
            "<wirecopy.Deduplication of {articles} articles: {} kept, {removed} removed>",
            articles - removed
        )
    }
}
