//! The keyword arguments that choose a part of a graph.

use newsgraph::Figure;
use newsgraph::graph::Category;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::options::{self, OneOrMany};

/// The part that these arguments choose; each has the name and meaning of `newsgraph draw`'s.
pub fn figure(function: &str, given: Option<&Bound<'_, PyDict>>) -> PyResult<Figure> {
    let mut figure = Figure::default();
    let (mut least, mut level) = (None, None);
    for (key, value) in given.into_iter().flatten() {
        let key: String = key.extract()?;
        if value.is_none() {
            continue;
        }
        match key.as_str() {
            "title" => figure.title = Some(value.extract()?),
            "focus" => figure.focus = names(&value)?,
            "depth" => figure.depth = value.extract()?,
            "types" => figure.types = names(&value)?,
            "without" => figure.without = names(&value)?.iter().map(|name| category(name)).collect::<PyResult<_>>()?,
            "since" => figure.since = Some(date(&value)?),
            "until" => figure.until = Some(date(&value)?),
            "min_articles" => figure.min_articles = value.extract()?,
            "min_confidence" => least = Some(value.extract()?),
            "level" => level = Some(value.extract::<String>()?),
            // What the command line calls them.
            "type" => return Err(PyTypeError::new_err(format!("{function}() has no argument 'type': it is called 'types'"))),
            _ => return Err(PyTypeError::new_err(format!("{function}() got an unexpected keyword argument '{key}'"))),
        }
    }
    figure.view = options::view(least, level.as_deref())?;
    Ok(figure)
}

fn names(value: &Bound<'_, PyAny>) -> PyResult<Vec<String>> {
    Ok(value.extract::<OneOrMany<String>>()?.all())
}

/// A day, month or year as text, or a date of Python.
pub fn date(value: &Bound<'_, PyAny>) -> PyResult<String> {
    if value.hasattr("isoformat")? {
        let iso: String = value.call_method0("isoformat")?.extract()?;
        return Ok(iso.chars().take_while(|c| *c != 'T').collect());
    }
    Ok(value.str()?.to_string())
}

fn category(name: &str) -> PyResult<Category> {
    match name {
        "statements" => Ok(Category::Statement),
        "affiliations" => Ok(Category::Affiliation),
        "events" => Ok(Category::Event),
        _ => Err(PyValueError::new_err(format!("without: “{name}” is not one of statements, affiliations, events"))),
    }
}
