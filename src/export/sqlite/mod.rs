//! The graph as an SQLite database, `schema.sql`: tables with keys, indexes, full text, and views for the common questions.

#[cfg(feature = "sqlite")]
mod load;

use std::path::Path;

use crate::error::Result;
use crate::export::Options;
use crate::export::output::{Out, Written};
use crate::types::{Archive, Graph};

/// The database as the bytes of its file.
///
/// # Errors
/// What SQLite does not take, or that this newsgraph was built without it.
#[cfg(feature = "sqlite")]
pub fn write(graph: &Graph, _options: &Options, out: Out<'_>) -> Written {
    let bytes = load::database(graph).map_err(|e| crate::Error::Export(format!("graph.sqlite: {e}")))?;
    Ok(out.write_all(&bytes)?)
}

/// Makes the database of a graph that is too large for memory in an empty file.
///
/// # Errors
/// What SQLite does not take, or that this newsgraph was built without it.
#[cfg(feature = "sqlite")]
pub fn write_archive(archive: &Archive, path: &Path) -> Result<()> {
    load::database_of(archive, path).map_err(|e| crate::Error::Export(format!("graph.sqlite: {e}")))
}

/// Refuses.
#[cfg(not(feature = "sqlite"))]
pub fn write_archive(_archive: &Archive, _path: &Path) -> Result<()> {
    Err(crate::Error::missing("SQLite databases and questions in SQL", "sqlite"))
}

/// Refuses.
#[cfg(not(feature = "sqlite"))]
pub fn write(_graph: &Graph, _options: &Options, _out: Out<'_>) -> Written {
    Err(crate::Error::missing("SQLite databases and questions in SQL", "sqlite").into())
}
