//! `wirecopy` for Python: articles in and tables out as Arrow, on the public API of the library.

use pyo3::prelude::*;

#[pymodule]
fn _wirecopy(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))
}
