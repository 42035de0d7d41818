//! Going through what has a length and places.

use std::sync::atomic::{AtomicUsize, Ordering};

use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;

/// The items of a sequence, one after the other.
#[pyclass(frozen, module = "newsgraph._newsgraph")]
pub struct Items {
    sequence: Py<PyAny>,
    next: AtomicUsize,
}

impl Items {
    /// From the first on.
    pub fn of(sequence: Bound<'_, PyAny>) -> Self {
        Self { sequence: sequence.unbind(), next: AtomicUsize::new(0) }
    }
}

#[pymethods]
impl Items {
    fn __iter__(items: Bound<'_, Self>) -> Bound<'_, Self> {
        items
    }

    fn __next__<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        match self.sequence.bind(py).get_item(self.next.fetch_add(1, Ordering::Relaxed)) {
            Ok(item) => Ok(Some(item)),
            Err(error) if error.is_instance_of::<PyIndexError>(py) => Ok(None),
            Err(error) => Err(error),
        }
    }
}
