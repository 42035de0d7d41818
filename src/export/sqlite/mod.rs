//! The graph as an SQLite database, `schema.sql`: tables with keys, indexes, full text, and views for the common questions.

#[cfg(feature = "sqlite")]
mod load;

use crate::export::Options;
use crate::export::output::{Out, Written};
use crate::types::Graph;

/// The database as the bytes of its file.
///
/// # Errors
/// What SQLite does not take, or that this newsgraph was built without it.
#[cfg(feature = "sqlite")]
pub fn write(graph: &Graph, _options: &Options, out: Out<'_>) -> Written {
    let bytes = load::database(graph).map_err(|e| crate::Error::Export(format!("graph.sqlite: {e}")))?;
    Ok(out.write_all(&bytes)?)
}

/// Refuses.
#[cfg(not(feature = "sqlite"))]
pub fn write(_graph: &Graph, _options: &Options, _out: Out<'_>) -> Written {
    Err(crate::Error::missing("SQLite databases and questions in SQL", "sqlite").into())
}
