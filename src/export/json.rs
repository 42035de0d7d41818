//! `graph.json`: the whole graph as NetworkX node-link data.

use super::Options;
use super::output::{Out, Written};
use crate::types::Graph;

/// The whole graph as JSON.
pub fn write(graph: &Graph, _options: &Options, out: Out<'_>) -> Written {
    Ok(graph.write_json(out)?)
}
