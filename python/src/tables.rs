//! What there is to choose from: the tables that drive the program.

use newsgraph::export::EXPORTERS;
use newsgraph::query::QUERIES;
use newsgraph::read::READERS;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};

use crate::engine::Engine;
use crate::errors::{in_python, keyword};

/// The questions of `Graph.query`: name, what it answers, parameters, and what this build lacks for it (None: nothing).
///
/// >>> import newsgraph
/// >>> [query["name"] for query in newsgraph.queries()][:4]
/// ['actors', 'between', 'compare', 'contested']
#[pyfunction]
pub fn queries(py: Python<'_>) -> PyResult<Bound<'_, PyList>> {
    let all = PyList::empty(py);
    for query in QUERIES {
        let (row, parameters) = (PyDict::new(py), PyDict::new(py));
        row.set_item("name", query.name)?;
        row.set_item("about", in_python(query.about))?;
        for parameter in query.parameters {
            parameters.set_item(keyword(parameter.name), in_python(parameter.help))?;
        }
        row.set_item("parameters", parameters)?;
        row.set_item("lacks", query.lacks())?;
        all.append(row)?;
    }
    Ok(all)
}

/// The formats that `read` reads: name, endings of files, what it is.
///
/// >>> import newsgraph
/// >>> next(row["endings"] for row in newsgraph.inputs() if row["name"] == "jsonl")
/// ['jsonl', 'ndjson', 'json']
#[pyfunction]
pub fn inputs(py: Python<'_>) -> PyResult<Bound<'_, PyList>> {
    let all = PyList::empty(py);
    for reader in READERS {
        let row = PyDict::new(py);
        row.set_item("name", reader.name)?;
        row.set_item("endings", reader.extensions.to_vec())?;
        row.set_item("about", in_python(reader.description))?;
        all.append(row)?;
    }
    Ok(all)
}

/// The formats of `Graph.export` and `Graph.save`: name, file or folder, what it is for, and the feature that this build lacks for it (None: nothing).
///
/// >>> import newsgraph
/// >>> next(row["file"] for row in newsgraph.exports() if row["name"] == "graphml")
/// 'graph.graphml'
#[pyfunction]
pub fn exports(py: Python<'_>) -> PyResult<Bound<'_, PyList>> {
    let all = PyList::empty(py);
    for exporter in EXPORTERS {
        let row = PyDict::new(py);
        row.set_item("name", exporter.name)?;
        row.set_item("file", exporter.file)?;
        row.set_item("about", in_python(exporter.about))?;
        row.set_item("lacks", exporter.lacks)?;
        all.append(row)?;
    }
    Ok(all)
}

/// The types of edges: name, PLOVER class, what it is, what its two ends mean.
///
/// >>> import newsgraph
/// >>> next(row["plover"] for row in newsgraph.edge_types() if row["name"] == "meeting")
/// 'CONSULT'
#[pyfunction]
pub fn edge_types(py: Python<'_>) -> PyResult<Bound<'_, PyList>> {
    let (all, engine) = (PyList::empty(py), Engine::open(py, None)?);
    for edge in engine.knowledge().edge_types() {
        let row = PyDict::new(py);
        row.set_item("name", edge.name)?;
        row.set_item("plover", edge.plover.map(newsgraph::Plover::name))?;
        row.set_item("about", &edge.description)?;
        row.set_item("source", &edge.source)?;
        row.set_item("target", &edge.target)?;
        row.set_item("symmetric", edge.symmetric)?;
        all.append(row)?;
    }
    Ok(all)
}
