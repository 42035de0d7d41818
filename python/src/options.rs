//! Keyword arguments that several functions share, and the model and lexicons that they need.

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use newsgraph::assemble::Identities;
use newsgraph::knowledge::Knowledge;
use newsgraph::knowledge::lexicon::Lexicon;
use newsgraph::pipeline::{Extractor, View};
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

/// The model and the embedded knowledge, loaded once in a process; users' lexicons are read anew each time.
pub fn extractor(py: Python<'_>, lexicons: Vec<PathBuf>) -> PyResult<Arc<Extractor>> {
    static EMBEDDED: OnceLock<Arc<Extractor>> = OnceLock::new();
    let load = move || -> newsgraph::Result<Arc<Extractor>> {
        let own = lexicons.iter().map(|path| Lexicon::open(path)).collect::<newsgraph::Result<Vec<_>>>()?;
        if !own.is_empty() {
            return Ok(Arc::new(Extractor::with(Knowledge::load_with(own)?)?));
        }
        match EMBEDDED.get() {
            Some(extractor) => Ok(extractor.clone()),
            None => {
                let extractor = Arc::new(Extractor::new()?);
                Ok(EMBEDDED.get_or_init(|| extractor).clone())
            }
        }
    };
    py.detach(load).map_err(exception)
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
        Some(other) => return Err(PyValueError::new_err(format!("level: “{other}” is none of actors, state"))),
    };
    Ok(View { min_confidence: probability(min_confidence)?, state_level })
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
    Identities::parse(&name, &text, &knowledge.actors).map_err(exception)
}
