//! The library's errors as Python's exceptions, and its messages in words that Python's users can type.

use std::io::ErrorKind;

use newsgraph::Error;
use newsgraph::error::with_commands;
use pyo3::PyErr;
use pyo3::exceptions::{PyFileNotFoundError, PyIsADirectoryError, PyOSError, PyPermissionError, PyValueError};

/// What the operating system refuses is an `OSError` (or the kind of it that fits), all else a `ValueError`.
pub fn exception(error: Error) -> PyErr {
    let text = in_python(&error.to_string());
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

/// A message of the library whose commands and options are functions and arguments.
pub fn in_python(message: &str) -> String {
    with_commands(message, call)
}

/// The keyword of an option or of a question's parameter: `from_`, `min_confidence`; what may be given several times is a plural.
pub fn keyword(option: &str) -> String {
    match option {
        "from" => "from_".into(),
        "type" => "types".into(),
        name => name.replace('-', "_"),
    }
}

fn call(command: &str) -> Option<String> {
    if let Some((field, key)) = command.strip_prefix("--map ").and_then(|pair| pair.split_once('=')) {
        return Some(format!("map={{\"{field}\": \"{key}\"}}"));
    }
    let words: Vec<&str> = command.split_whitespace().collect();
    Some(match words[..] {
        ["newsgraph", "query", question, ..] => format!("graph.query(\"{question}\")"),
        ["newsgraph", "list", "edges"] => "newsgraph.edge_types()".into(),
        ["newsgraph", "list", what] => format!("newsgraph.{what}()"),
        ["newsgraph", "extract", ..] => "newsgraph.read(...).extract()".into(),
        ["newsgraph", "assemble", ..] => "Records.graph()".into(),
        ["newsgraph", "draw" | "export", ..] => format!("graph.{}(...)", words[1]),
        ["newsgraph", name, ..] => format!("newsgraph.{name}(...)"),
        ["cargo", "install", .., "--features", feature] => format!("maturin build --manifest-path python/Cargo.toml --features newsgraph/{feature}"),
        [option] => keyword(option.strip_prefix("--")?),
        [option, value] => format!("{}=\"{value}\"", keyword(option.strip_prefix("--")?)),
        _ => return None,
    })
}
