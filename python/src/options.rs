//! Keyword arguments that several functions share.

use std::path::PathBuf;

use newsgraph::{Identities, Knowledge, View};
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use crate::errors::{exception, io};

/// One thing or a list of them.
#[derive(FromPyObject)]
pub enum OneOrMany<T> {
    /// One.
    One(T),
    /// A list.
    Many(Vec<T>),
}

impl<T> OneOrMany<T> {
    /// All of them.
    pub fn all(self) -> Vec<T> {
        match self {
            Self::One(one) => vec![one],
            Self::Many(many) => many,
        }
    }
}

/// How many threads to work with.
pub fn threads(given: Option<usize>) -> PyResult<usize> {
    match given {
        Some(0) => Err(PyValueError::new_err("threads: at least 1")),
        Some(threads) => Ok(threads.min(512)),
        None => Ok(std::thread::available_parallelism().map_or(1, usize::from)),
    }
}

/// A probability.
pub fn probability(given: Option<f64>) -> PyResult<Option<f64>> {
    match given {
        Some(number) if !(0.0..=1.0).contains(&number) => Err(PyValueError::new_err(format!("min_confidence: {number} is not a number from 0 to 1"))),
        given => Ok(given),
    }
}

/// How to see a graph.
pub fn view(min_confidence: Option<f64>, level: Option<&str>) -> PyResult<View> {
    let state_level = match level {
        None | Some("actors") => false,
        Some("state") => true,
        Some(other) => return Err(PyValueError::new_err(format!("level: “{other}” is not one of actors, state"))),
    };
    let mut view = View::default();
    (view.min_confidence, view.state_level) = (probability(min_confidence)?, state_level);
    Ok(view)
}

/// Who is who: a file, or its lines.
pub fn identities(given: Option<OneOrMany<PathBuf>>, knowledge: &Knowledge) -> PyResult<Identities> {
    let (name, text) = match given {
        None => return Ok(Identities::default()),
        Some(OneOrMany::One(path)) => (path.display().to_string(), std::fs::read_to_string(&path).map_err(|e| io(&path, e))?),
        Some(OneOrMany::Many(lines)) => {
            let lines: Vec<String> = lines.iter().map(|line| line.to_string_lossy().into_owned()).collect();
            ("identities".into(), lines.join("\n"))
        }
    };
    Identities::parse(&name, &text, knowledge).map_err(exception)
}
