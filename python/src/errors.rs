//! The library's errors as Python's exceptions, with the words of the command line.

use std::io::ErrorKind;

use newsgraph::Error;
use pyo3::PyErr;
use pyo3::exceptions::{PyFileNotFoundError, PyIsADirectoryError, PyOSError, PyPermissionError, PyValueError};

/// What the operating system refuses is an `OSError` (or the kind of it that fits), all else a `ValueError`.
pub fn exception(error: Error) -> PyErr {
    let text = error.to_string();
    match error {
        Error::Io { source, .. } => os_error(source.kind(), text),
        _ => PyValueError::new_err(text),
    }
}

/// An error of the operating system about a file.
pub fn io(path: impl AsRef<std::path::Path>, error: std::io::Error) -> PyErr {
    exception(Error::io(path.as_ref(), error))
}

fn os_error(kind: ErrorKind, text: String) -> PyErr {
    match kind {
        ErrorKind::NotFound => PyFileNotFoundError::new_err(text),
        ErrorKind::PermissionDenied => PyPermissionError::new_err(text),
        ErrorKind::IsADirectory => PyIsADirectoryError::new_err(text),
        _ => PyOSError::new_err(text),
    }
}
