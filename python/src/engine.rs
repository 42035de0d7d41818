//! The language model with what it knows: loaded once in a process for each set of users' lexicons, and told again to a process that unpickles what
//! was made with it.

use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use newsgraph::{Extractor, Knowledge, Lexicon};
use pyo3::prelude::*;

use crate::errors::exception;
use crate::options::OneOrMany;

/// The names of lexicon files with their texts.
pub type Lexicons = Vec<(String, String)>;

/// How many sets of lexicons are kept loaded.
const KEPT: usize = 4;

/// A model, with the lexicons that it was given.
#[derive(Clone)]
pub struct Engine {
    extractor: Arc<Extractor>,
    lexicons: Arc<Lexicons>,
}

impl Engine {
    /// The model with the files that a user names.
    ///
    /// # Errors
    /// `ValueError` for a file that cannot be read or is no lexicon.
    pub fn open(py: Python<'_>, files: Option<OneOrMany<PathBuf>>) -> PyResult<Self> {
        let files = files.map_or_else(Vec::new, OneOrMany::all);
        let lexicons = files.iter().map(|path| text(path)).collect::<newsgraph::Result<_>>().map_err(exception)?;
        Self::with(py, lexicons)
    }

    /// The model with lexicons that were read before.
    ///
    /// # Errors
    /// As [`Engine::open`].
    pub fn with(py: Python<'_>, lexicons: Lexicons) -> PyResult<Self> {
        py.detach(|| Self::load(lexicons)).map_err(exception)
    }

    fn load(lexicons: Lexicons) -> newsgraph::Result<Self> {
        static EMBEDDED: OnceLock<Engine> = OnceLock::new();
        static OTHERS: Mutex<Vec<Engine>> = Mutex::new(Vec::new());
        if lexicons.is_empty() {
            if let Some(engine) = EMBEDDED.get() {
                return Ok(engine.clone());
            }
            let engine = Self { extractor: Arc::new(Extractor::new()?), lexicons: Arc::default() };
            return Ok(EMBEDDED.get_or_init(|| engine).clone());
        }
        let mut others = OTHERS.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(engine) = others.iter().find(|engine| *engine.lexicons == lexicons) {
            return Ok(engine.clone());
        }
        let own = lexicons.iter().map(|(name, text)| Lexicon::parse(name, text)).collect::<newsgraph::Result<_>>()?;
        let engine = Self { extractor: Arc::new(Extractor::with(Knowledge::load_with(own)?)?), lexicons: Arc::new(lexicons) };
        if others.len() == KEPT {
            others.remove(0);
        }
        others.push(engine.clone());
        Ok(engine)
    }

    /// The lexicons, to pickle.
    pub fn lexicons(&self) -> &Lexicons {
        &self.lexicons
    }
}

impl Deref for Engine {
    type Target = Extractor;

    fn deref(&self) -> &Extractor {
        &self.extractor
    }
}

fn text(path: &Path) -> newsgraph::Result<(String, String)> {
    let name = path.display().to_string();
    match std::fs::read_to_string(path) {
        Ok(text) => Ok((name, text)),
        Err(error) => Err(newsgraph::Error::data(name, format!("the lexicon cannot be read: {error}"))),
    }
}
