//! What can go wrong, and which exception says so.

use pyo3::prelude::*;
use std::io;
use wirecopy::read::ReadError;
use wirecopy::report::ReportError;
use wirecopy::store::StoreError;
use wirecopy::tables::TableError;

/// A fault, named by the exception of `wirecopy.exceptions` that it becomes.
#[derive(Debug)]
pub(crate) struct Fault {
    exception: &'static str,
    what: String,
}

impl Fault {
    /// A setting that is refused.
    #[expect(clippy::needless_pass_by_value, reason = "so that it is what an error is mapped by")]
    pub(crate) fn settings(what: impl ToString) -> Self {
        Self { exception: "SettingsError", what: what.to_string() }
    }

    /// Articles that cannot be read.
    #[expect(clippy::needless_pass_by_value, reason = "so that it is what an error is mapped by")]
    pub(crate) fn input(what: impl ToString) -> Self {
        Self { exception: "InputError", what: what.to_string() }
    }

    /// Something that was put on disk and cannot be read again.
    pub(crate) fn spill(fault: &io::Error) -> Self {
        let what =
            format!("what was put on disk for want of memory cannot be read again: {fault} (check the disk)");
        Self { exception: "OutputError", what }
    }

    /// As the exception of Python.
    pub(crate) fn raised(self, py: Python<'_>) -> PyErr {
        let raised = py
            .import("wirecopy.exceptions")
            .and_then(|exceptions| exceptions.getattr(self.exception)?.call1((self.what,)));
        raised.map_or_else(|fault| fault, PyErr::from_value)
    }
}

impl From<ReadError> for Fault {
    fn from(fault: ReadError) -> Self {
        Self::input(fault)
    }
}

impl From<TableError> for Fault {
    fn from(fault: TableError) -> Self {
        Self::input(fault)
    }
}

impl From<ReportError> for Fault {
    fn from(fault: ReportError) -> Self {
        Self { exception: "OutputError", what: fault.to_string() }
    }
}

impl From<StoreError> for Fault {
    fn from(fault: StoreError) -> Self {
        let exception = match fault {
            StoreError::Busy(_) => "StoreBusyError",
            StoreError::Damaged { .. } => "StoreDamagedError",
            StoreError::Settings { .. } => "SettingsError",
            _ => "StoreError",
        };
        Self { exception, what: fault.to_string() }
    }
}
