//! `graph.svg`: the picture, drawn by the program `dot` where it is installed, else by newsgraph.

mod draw;
mod graphviz;
mod legend;

use super::picture::Picture;
use super::place::place;
use super::{Layout, Options};
use crate::error::Result;
use crate::types::Graph;

/// The picture of a graph as SVG.
pub fn write(graph: &Graph, options: &Options) -> Result<String> {
    let picture = Picture::of(graph);
    match options.layout {
        Layout::Native => Ok(draw::svg(&picture, &place(&picture))),
        Layout::Dot => graphviz::draw(&picture),
        Layout::Auto => Ok(graphviz::draw(&picture).unwrap_or_else(|_| draw::svg(&picture, &place(&picture)))),
    }
}
