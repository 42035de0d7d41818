//! `newsgraph.read`: articles from files, folders, data frames or dicts.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use newsgraph::Article;
use newsgraph::read::{Options, Source, articles, articles_in};
use pyo3::exceptions::{PyIndexError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList, PyString};

use crate::engine::Engine;
use crate::errors::{exception, in_python};
use crate::figure::date;
use crate::options::{self, OneOrMany};
use crate::records::Records;
use crate::sequence::Items;
use crate::work;

/// Articles that were read, in order. A sequence of dicts: id, text (or html), title, published, publisher, authors, path.
///
/// >>> import newsgraph
/// >>> articles = newsgraph.read([{"text": "Norway supplied Estonia with radars.", "publisher": "The Wire"}])
/// >>> articles
/// <newsgraph.Articles: 1 article>
/// >>> articles[0]["publisher"]
/// 'The Wire'
#[pyclass(frozen, module = "newsgraph")]
pub struct Articles {
    articles: Arc<Vec<Article>>,
    skipped: Vec<String>,
}

/// Reads articles: a file or a folder, a list of them, a data frame of pandas or polars, an Arrow table, or a list of dicts.
///
/// A folder is read with all below it (`newsgraph.inputs()` lists the formats). Columns and keys are found by their names ("text", "content",
/// "body", "title", "headline", "date", "published", "source", ...); others are left out. What cannot be read is left out with a warning, and stands
/// in `skipped`; if nothing can be read, that is an error.
///
/// `format`: the format of every file, as `newsgraph.inputs()` names it. `map`: which column or key holds what, `map={"text": "content"}`. `published`:
/// the day, a `datetime.date` or "2024-06-19", of articles that do not say when they were published.
///
/// >>> import newsgraph
/// >>> newsgraph.read("data/articles")
/// <newsgraph.Articles: 8 articles>
/// >>> article = {"prose": "Norway supplied Estonia with radars."}
/// >>> newsgraph.read([article], map={"text": "prose"}, published="2024-05-03").extract()[0]["article"]["published"]
/// '2024-05-03'
///
/// Errors: FileNotFoundError and other OSError for what is not there or must not be read, ValueError for what is no article.
#[pyfunction]
#[pyo3(signature = (source, *, format=None, map=None, published=None))]
pub fn read(
    py: Python<'_>,
    source: &Bound<'_, PyAny>,
    format: Option<String>,
    map: Option<BTreeMap<String, String>>,
    published: Option<Bound<'_, PyAny>>,
) -> PyResult<Articles> {
    let mut choice = Options::default();
    choice.format = format;
    choice.map = map.into_iter().flatten().map(|(field, key)| format!("{field}={key}")).collect();
    choice.published = published.as_ref().map(date).transpose()?;
    let items = match inputs(py, source)? {
        Inputs::Paths(paths) => work::collect(py, articles(&paths, &choice).map_err(exception)?)?,
        Inputs::Dicts(lines) if lines.is_empty() => Vec::new(),
        Inputs::Dicts(lines) => {
            choice.format = Some("jsonl".into());
            let source = Source { path: "articles".into(), bytes: Box::new(Cursor::new(lines)) };
            work::collect(py, articles_in(source, &choice).map_err(exception)?)?
        }
    };
    let (articles, skipped) = sort_out(py, items, "input")?;
    Ok(Articles { articles: Arc::new(articles), skipped })
}

/// What a user gave to read from.
enum Inputs {
    /// Files and folders.
    Paths(Vec<PathBuf>),
    /// Dicts, as JSON Lines.
    Dicts(Vec<u8>),
}

fn inputs(py: Python<'_>, source: &Bound<'_, PyAny>) -> PyResult<Inputs> {
    if let Ok(path) = source.extract::<PathBuf>() {
        return Ok(Inputs::Paths(vec![no_text(path)?]));
    }
    let wrong = || PyTypeError::new_err("read() takes a path, a list of paths, a data frame, an Arrow table, or a list of dicts with a \"text\"");
    let rows = py.import("newsgraph._inputs")?.getattr("rows")?.call1((source,))?;
    let source = if rows.is_none() { source } else { &rows };
    if source.is_instance_of::<PyDict>() {
        return Err(PyTypeError::new_err("read() takes a list of dicts, not one: read([article])"));
    }
    let items = source.try_iter().map_err(|_| wrong())?.collect::<PyResult<Vec<_>>>()?;
    if items.iter().any(|item| item.extract::<PathBuf>().is_ok()) {
        return Ok(Inputs::Paths(items.iter().map(|item| no_text(item.extract().map_err(|_| wrong())?)).collect::<PyResult<_>>()?));
    }
    if !items.iter().all(|item| item.hasattr("items").unwrap_or(false)) {
        return Err(wrong());
    }
    let lines = py.import("newsgraph._inputs")?.getattr("json_lines")?.call1((PyList::new(py, items)?,))?;
    Ok(Inputs::Dicts(lines.extract::<String>()?.into_bytes()))
}

/// A path; an error for what is clearly the text of an article.
fn no_text(path: PathBuf) -> PyResult<PathBuf> {
    /// So many blanks are in no usual name of a file.
    const BLANKS: usize = 6;
    let is_text = |text: &str| (text.contains('\n') || text.matches(' ').count() >= BLANKS) && !path.exists();
    if path.to_str().is_some_and(is_text) {
        return Err(PyTypeError::new_err("read() takes a text in a dict, and a path as it is: read([{\"text\": \"...\"}])"));
    }
    Ok(path)
}

/// What there is, and the messages on what there is not, of which the user is warned. If there is nothing at all, the first error is raised.
pub fn sort_out<T>(py: Python<'_>, items: Vec<newsgraph::Result<T>>, what: &str) -> PyResult<(Vec<T>, Vec<String>)> {
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    for item in items {
        match item {
            Ok(item) => good.push(item),
            Err(error) => bad.push(error),
        }
    }
    let skipped: Vec<String> = bad.iter().map(|error| in_python(&error.to_string())).collect();
    match bad.into_iter().next() {
        Some(error) if good.is_empty() => return Err(exception(error)),
        Some(_) => {
            let n = skipped.len();
            let rest = if n > 1 { format!(" (and {} more, see .skipped)", n - 1) } else { String::new() };
            let text = format!("{n} {what}{} skipped: {}{rest}", if n == 1 { "" } else { "s" }, skipped[0]);
            py.import("warnings")?.call_method1("warn", (text, py.get_type::<pyo3::exceptions::PyUserWarning>(), 2))?;
        }
        None => {}
    }
    Ok((good, skipped))
}

/// A place in a sequence, counted from its end if negative.
pub fn place(index: isize, len: usize) -> PyResult<usize> {
    let at = if index < 0 { index + len as isize } else { index };
    usize::try_from(at).ok().filter(|at| *at < len).ok_or_else(|| PyIndexError::new_err(format!("{index} of {len}")))
}

/// "1 article", "2 articles".
pub fn count(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

#[pymethods]
impl Articles {
    /// Messages on the inputs that gave no article, as the command line prints them.
    #[getter]
    fn skipped(&self) -> Vec<String> {
        self.skipped.clone()
    }

    /// Finds actors, events and statements in each article: the work of newsgraph, on all processors.
    ///
    /// `lexicon`: a file, or several, of one's own edge types, wordings and actors. `min_confidence`: leaves out what is less sure. Articles that give
    /// no record, because they are not in English for instance, stand in the records' `skipped`. Ctrl-C ends the work at once.
    ///
    /// >>> import newsgraph
    /// >>> records = newsgraph.read([{"text": "Norway supplied Estonia with radars."}]).extract(threads=1)
    /// >>> [(event["source"], event["type"], event["target"]) for event in records[0]["events"]]
    /// [('state:NOR', 'arms-transfer', 'state:EST')]
    #[pyo3(signature = (*, threads=None, lexicon=None, min_confidence=None))]
    fn extract(&self, py: Python<'_>, threads: Option<usize>, lexicon: Option<OneOrMany<PathBuf>>, min_confidence: Option<f64>) -> PyResult<Records> {
        let (threads, least) = (options::threads(threads)?, options::probability(min_confidence)?);
        let engine = Engine::open(py, lexicon)?;
        let (mut items, articles, worker) = (Vec::with_capacity(self.articles.len()), self.articles.clone(), engine.clone());
        let work = move |give: &work::Give<newsgraph::Result<newsgraph::Record>>| {
            let each = (0..articles.len()).map(|i| Ok(articles[i].clone()));
            worker.extract_all(each, threads, |result| {
                let result = result.map(|mut record| {
                    if let Some(least) = least {
                        record.keep_at_least(least);
                    }
                    record
                });
                if give.give(result).is_break() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            });
        };
        work::stream(py, work, |item| items.push(item))?;
        let (records, skipped) = sort_out(py, items, "article")?;
        Ok(Records::new(records, skipped, engine))
    }

    fn __len__(&self) -> usize {
        self.articles.len()
    }

    fn __getitem__<'py>(&self, py: Python<'py>, index: isize) -> PyResult<Bound<'py, PyDict>> {
        let article = &self.articles[place(index, self.articles.len())?];
        let (dict, known) = (PyDict::new(py), &article.metadata);
        dict.set_item("id", &article.id)?;
        dict.set_item(if article.html { "html" } else { "text" }, PyString::new(py, &article.text))?;
        dict.set_item("title", &known.title)?;
        dict.set_item("published", &known.published)?;
        dict.set_item("publisher", &known.publisher)?;
        dict.set_item("authors", &known.authors)?;
        dict.set_item("path", &article.path)?;
        Ok(dict)
    }

    fn __iter__(articles: Bound<'_, Self>) -> Items {
        Items::of(articles.into_any())
    }

    fn __repr__(&self) -> String {
        let skipped = if self.skipped.is_empty() { String::new() } else { format!(", {} skipped", self.skipped.len()) };
        format!("<newsgraph.Articles: {}{skipped}>", count(self.articles.len(), "article"))
    }
}
