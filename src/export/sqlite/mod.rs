//! The graph as an SQLite database, `schema.sql`: tables with keys, indexes, full text, and views for the common questions.

#[cfg(feature = "sqlite")]
mod load;

use crate::error::Result;
use crate::export::Options;
use crate::types::Graph;

/// The database as the bytes of its file.
///
/// # Errors
/// What SQLite does not take, or that this newsgraph was built without it.
#[cfg(feature = "sqlite")]
pub fn write(graph: &Graph, _options: &Options) -> Result<Vec<u8>> {
    load::database(graph).map_err(|e| crate::Error::Export(format!("graph.sqlite: {e}")))
}

/// Refuses.
#[cfg(not(feature = "sqlite"))]
pub fn write(_graph: &Graph, _options: &Options) -> Result<Vec<u8>> {
    Err(crate::Error::missing("SQLite databases and questions in SQL", "sqlite"))
}
