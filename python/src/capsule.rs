//! Arrow's C interface in capsules of Python: how tables change hands with other libraries, without a copy.
//!
//! <https://arrow.apache.org/docs/format/CDataInterface/PyCapsuleInterface.html>

#![expect(unsafe_code, reason = "the interface is one of C: a stream comes as a pointer")]

use arrow_array::RecordBatchReader;
use arrow_array::ffi_stream::{FFI_ArrowArrayStream, RecordBatchStreamReader};
use arrow_schema::Schema;
use arrow_schema::ffi::FFI_ArrowSchema;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use std::ffi::CStr;

const STREAM: &CStr = c"arrow_array_stream";
const SCHEMA: &CStr = c"arrow_schema";
/// The method of whoever gives a table.
pub(crate) const GIVES_STREAM: &str = "__arrow_c_stream__";

/// The batches that somebody gives.
///
/// # Errors
/// When it gives something else than the interface says.
pub(crate) fn taken(giver: &Bound<'_, PyAny>) -> PyResult<RecordBatchStreamReader> {
    let capsule = giver.call_method0(GIVES_STREAM)?;
    let capsule = capsule.cast::<PyCapsule>()?;
    let stream = capsule.pointer_checked(Some(STREAM))?.cast::<FFI_ArrowArrayStream>();
    // SAFETY: a capsule of this name holds a stream, says the interface. It is moved out, and a released one is left in its
    // place, which nobody who follows the interface takes again and of which the capsule has nothing to free.
    let reader = unsafe { RecordBatchStreamReader::from_raw(stream.as_ptr()) };
    reader.map_err(|fault| PyValueError::new_err(fault.to_string()))
}

/// A capsule of batches, for whoever takes them.
pub(crate) fn given(
    py: Python<'_>,
    reader: Box<dyn RecordBatchReader + Send>,
) -> PyResult<Bound<'_, PyCapsule>> {
    PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(reader), STREAM)
}

/// A capsule of the columns of a table.
pub(crate) fn columns<'py>(py: Python<'py>, schema: &Schema) -> PyResult<Bound<'py, PyCapsule>> {
    let schema =
        FFI_ArrowSchema::try_from(schema).map_err(|fault| PyValueError::new_err(fault.to_string()))?;
    PyCapsule::new_with_value(py, schema, SCHEMA)
}
