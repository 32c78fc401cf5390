//! Streams of batches: one in, one out.

use crate::capsule;
use arrow_array::ffi_stream::RecordBatchStreamReader;
use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, SchemaRef};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use std::sync::Mutex;

/// What becomes of batches.
pub(crate) trait Stage: Send {
    /// The columns that come out.
    fn schema(&self) -> SchemaRef;

    /// What becomes of a batch, as far as it can be said before the next one.
    fn take(&mut self, batch: &RecordBatch) -> Result<RecordBatch, ArrowError>;

    /// What is left when no other batch comes.
    fn end(&mut self) -> Result<Option<RecordBatch>, ArrowError> {
        Ok(None)
    }
}

/// A stage and what comes into it. A batch is asked for when one is asked of it.
pub(crate) struct Mapped {
    input: RecordBatchStreamReader,
    stage: Box<dyn Stage>,
    ended: bool,
}

impl Mapped {
    pub(crate) fn new(input: RecordBatchStreamReader, stage: Box<dyn Stage>) -> Self {
        Self { input, stage, ended: false }
    }
}

impl Iterator for Mapped {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let made = if let Some(batch) = self.input.next() {
                batch.and_then(|batch| self.stage.take(&batch)).map(Some)
            } else {
                self.ended = true;
                self.stage.end()
            };
            match made {
                Ok(None) => {}
                Ok(Some(batch)) if batch.num_rows() == 0 => {}
                Ok(Some(batch)) => return Some(Ok(batch)),
                Err(fault) => {
                    self.ended = true;
                    return Some(Err(fault));
                }
            }
        }
        None
    }
}

impl RecordBatchReader for Mapped {
    fn schema(&self) -> SchemaRef {
        self.stage.schema()
    }
}

/// Batches that are made as they are asked for: whatever takes a stream of Arrow takes it, once.
#[pyclass(module = "wirecopy.shards")]
pub(crate) struct Stream {
    reader: Mutex<Option<Box<dyn RecordBatchReader + Send>>>,
}

impl Stream {
    pub(crate) fn new(reader: Box<dyn RecordBatchReader + Send>) -> Self {
        Self { reader: Mutex::new(Some(reader)) }
    }
}

#[pymethods]
impl Stream {
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        // The interface lets a giver pass over what was requested; what comes has the columns that the stage says.
        drop(requested_schema);
        let taken = self.reader.lock().ok().and_then(|mut reader| reader.take());
        let reader = taken.ok_or_else(|| PyValueError::new_err("this stream was taken before"))?;
        capsule::given(py, reader)
    }
}
