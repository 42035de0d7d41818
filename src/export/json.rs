//! `graph.json`: the whole graph as NetworkX node-link data.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use super::Options;
use super::output::{Out, Written};
use crate::error::{Error, Result};
use crate::types::{Archive, Graph};

/// The whole graph as JSON.
pub fn write(graph: &Graph, _options: &Options, out: Out<'_>) -> Written {
    Ok(graph.write_json(out)?)
}

/// The whole of a graph that is too large for memory, into an empty file.
pub fn write_archive(archive: &Archive, path: &Path) -> Result<()> {
    let write = || {
        let mut file = BufWriter::new(File::create(path)?);
        archive.write_json(&mut file)?;
        file.flush()
    };
    write().map_err(|e| Error::io(path, e))
}
