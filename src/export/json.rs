//! `graph.json`: the whole graph as NetworkX node-link data.

use super::Options;
use crate::error::{Error, Result};
use crate::types::Graph;

/// The whole graph as JSON.
pub fn write(graph: &Graph, _options: &Options) -> Result<String> {
    graph.to_json().map_err(|e| Error::io("graph.json", std::io::Error::other(e)))
}
