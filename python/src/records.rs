//! Records: what extraction yields of each article.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use newsgraph::{Assembly, Record};
use pyo3::exceptions::{PyUserWarning, PyValueError};
use pyo3::prelude::*;

use crate::articles::{count, place, sort_out};
use crate::engine::{Engine, Lexicons};
use crate::errors::{exception, in_python, io};
use crate::graph::Graph;
use crate::options::{self, OneOrMany};
use crate::sequence::Items;
use crate::work;

/// Records of articles, in order. A sequence of dicts, as `newsgraph extract` prints them: article, sentences, mentions, entities, events, statements.
///
/// Every start and end counts code points of the article's text as it was given: `text[start:end]` is the span's text.
///
/// >>> import newsgraph
/// >>> text = "Norway supplied Estonia with radars."
/// >>> records = newsgraph.read([{"text": text}]).extract()
/// >>> records
/// <newsgraph.Records: 1 record, 1 event, 0 statements>
/// >>> trigger = records[0]["events"][0]["trigger"]
/// >>> text[trigger["start"]:trigger["end"]]
/// 'supplied'
#[pyclass(frozen, module = "newsgraph")]
pub struct Records {
    records: Arc<Vec<Record>>,
    skipped: Vec<String>,
    engine: Engine,
}

impl Records {
    pub fn new(records: Vec<Record>, skipped: Vec<String>, engine: Engine) -> Self {
        Self { records: Arc::new(records), skipped, engine }
    }

    fn json(record: &Record) -> PyResult<String> {
        serde_json::to_string(record).map_err(|e| PyValueError::new_err(e.to_string()))
    }
}

/// Reads records that `newsgraph extract` or `Records.to_jsonl` has written: a file or several, from this machine or others.
///
/// >>> import newsgraph
/// >>> newsgraph.read("data/articles").extract().to_jsonl("out/records.jsonl")
/// >>> len(newsgraph.load_records("out/records.jsonl"))
/// 8
#[pyfunction]
#[pyo3(signature = (path, *, lexicon=None))]
pub fn load_records(py: Python<'_>, path: OneOrMany<PathBuf>, lexicon: Option<OneOrMany<PathBuf>>) -> PyResult<Records> {
    let paths = path.all();
    let engine = Engine::open(py, lexicon)?;
    let items = work::collect(py, paths.into_iter().flat_map(|path| newsgraph::read::records(&path)))?;
    let (records, skipped) = sort_out(py, items, "record")?;
    Ok(Records::new(records, skipped, engine))
}

#[pymethods]
impl Records {
    /// Messages on the articles that gave no record, as the command line prints them.
    #[getter]
    fn skipped(&self) -> Vec<String> {
        self.skipped.clone()
    }

    /// Joins the records to a graph: the same actor across articles, the same claim with all its evidence.
    ///
    /// `level`: "actors", or "state" to count officials, organs and groups as their states. `identities`: a file, or a list of lines, that say who is
    /// who ("Bob Smith = Robert Smith", "Smith Ltd != Smith Inc") and what they are ("Bob Smith: country = Norway"). `min_confidence`: leaves out what
    /// is less sure, 0 to 1.
    ///
    /// >>> import newsgraph
    /// >>> records = newsgraph.read("data/articles").extract()
    /// >>> records.graph(level="state").level
    /// 'state'
    #[pyo3(signature = (*, title="", level="actors", identities=None, min_confidence=None))]
    fn graph(
        &self,
        py: Python<'_>,
        title: &str,
        level: &str,
        identities: Option<OneOrMany<PathBuf>>,
        min_confidence: Option<f64>,
    ) -> PyResult<Graph> {
        let (view, identities) = (options::view(min_confidence, Some(level))?, options::identities(identities, self.engine.knowledge())?);
        let (records, engine, title) = (self.records.clone(), self.engine.clone(), title.to_owned());
        let (graph, remarks) = work::run(py, move || {
            let knowledge = engine.knowledge();
            let mut assembly = Assembly::default();
            (assembly.title, assembly.identities) = (title, identities);
            let (graph, remarks) = assembly.graph(records.iter().cloned(), knowledge);
            (view.of(graph, knowledge), remarks)
        })?;
        for remark in remarks {
            py.import("warnings")?.call_method1("warn", (in_python(&remark), py.get_type::<PyUserWarning>(), 2))?;
        }
        Ok(Graph::new(graph, self.engine.clone()))
    }

    /// The records as JSON Lines: into a file, or as a string if no file is named.
    ///
    /// >>> import newsgraph
    /// >>> lines = newsgraph.read([{"id": "a1", "text": "Norway supplied Estonia with radars."}]).extract().to_jsonl()
    /// >>> lines[:34]
    /// '{"schema":"newsgraph.record/1","ar'
    #[pyo3(signature = (path=None))]
    fn to_jsonl(&self, path: Option<PathBuf>) -> PyResult<Option<String>> {
        let Some(path) = path else {
            let lines: Vec<String> = self.records.iter().map(|record| Ok(Self::json(record)? + "\n")).collect::<PyResult<_>>()?;
            return Ok(Some(lines.concat()));
        };
        let cannot = |e| io(&path, e);
        let mut file = std::io::BufWriter::new(std::fs::File::create(&path).map_err(cannot)?);
        for record in self.records.iter() {
            writeln!(file, "{}", Self::json(record)?).map_err(cannot)?;
        }
        file.flush().map_err(cannot)?;
        Ok(None)
    }

    fn __len__(&self) -> usize {
        self.records.len()
    }

    fn __getitem__<'py>(&self, py: Python<'py>, index: isize) -> PyResult<Bound<'py, PyAny>> {
        let record = &self.records[place(index, self.records.len())?];
        py.import("json")?.call_method1("loads", (Self::json(record)?,))
    }

    fn __iter__(records: Bound<'_, Self>) -> Items {
        Items::of(records.into_any())
    }

    fn __repr__(&self) -> String {
        let events = self.records.iter().map(|record| record.events.len()).sum();
        let statements = self.records.iter().map(|record| record.statements.len()).sum();
        let skipped = if self.skipped.is_empty() { String::new() } else { format!(", {} skipped", count(self.skipped.len(), "article")) };
        let n = count(self.records.len(), "record");
        format!("<newsgraph.Records: {n}, {}, {}{skipped}>", count(events, "event"), count(statements, "statement"))
    }

    /// These records and others, such as those of another process.
    fn __add__(&self, other: &Self) -> PyResult<Self> {
        if self.engine.lexicons() != other.engine.lexicons() {
            return Err(PyValueError::new_err("the records were extracted with different lexicons"));
        }
        let records = self.records.iter().chain(other.records.iter()).cloned().collect();
        Ok(Self::new(records, [self.skipped.clone(), other.skipped.clone()].concat(), self.engine.clone()))
    }

    /// Pickles as JSON Lines with the lexicons, so that records can be made in one process and joined in another.
    #[allow(clippy::type_complexity, reason = "what pickle wants: a function and its arguments")]
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (Option<String>, Vec<String>, Lexicons))> {
        let restore = py.get_type::<Self>().getattr("_restore")?;
        Ok((restore, (self.to_jsonl(None)?, self.skipped.clone(), self.engine.lexicons().clone())))
    }

    /// What `__reduce__` has kept.
    #[staticmethod]
    fn _restore(py: Python<'_>, text: &str, skipped: Vec<String>, lexicons: Lexicons) -> PyResult<Self> {
        Ok(Self::new(Self::parse(text)?, skipped, Engine::with(py, lexicons)?))
    }

    /// What each record contributes to a graph by itself, as JSON: the edges that it claims, for `newsgraph.spark`.
    fn _claims(&self) -> PyResult<Vec<String>> {
        let json = |record| serde_json::to_string(&newsgraph::claims::of(record, self.engine.knowledge()));
        self.records.iter().map(json).collect::<Result<_, _>>().map_err(|e| PyValueError::new_err(e.to_string()))
    }

    /// Reads what `to_jsonl` gives.
    #[staticmethod]
    #[pyo3(signature = (text, *, lexicon=None))]
    fn from_jsonl(py: Python<'_>, text: &str, lexicon: Option<OneOrMany<PathBuf>>) -> PyResult<Self> {
        Ok(Self::new(Self::parse(text)?, Vec::new(), Engine::open(py, lexicon)?))
    }
}

impl Records {
    fn parse(text: &str) -> PyResult<Vec<Record>> {
        let read = |(number, line): (usize, &str)| {
            serde_json::from_str(line)
                .map_err(|e| exception(newsgraph::Error::input(format!("records:{number}"), format!("not a record of `newsgraph extract` ({e})"))))
        };
        let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
        lines.map(read).collect()
    }
}
