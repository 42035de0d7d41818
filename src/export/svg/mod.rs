//! `graph.svg`: the picture, placed by the program `dot` where it is installed, else by newsgraph.

mod draw;
mod geometry;
mod graphviz;
mod layout;
mod legend;
mod route;
mod text;

use super::picture::Picture;
use super::{Layout, Options};
use crate::error::Result;
use crate::types::Graph;

/// The picture of a graph as SVG.
pub fn write(graph: &Graph, options: &Options) -> Result<String> {
    let picture = Picture::of(graph);
    match options.layout {
        Layout::Native => Ok(native(&picture)),
        Layout::Dot => graphviz::draw(&picture),
        Layout::Auto => Ok(graphviz::draw(&picture).unwrap_or_else(|_| native(&picture))),
    }
}

fn native(picture: &Picture) -> String {
    // Ties whose labels find no free place are made longer, until all labels have one.
    let mut lengthen = vec![1.0; picture.ties.len()];
    let mut last = layout_with(picture, &lengthen);
    let mut best = last.clone();
    for _ in 0..MOST_ROUNDS {
        if best.1.iter().all(|route| route.label.is_some()) {
            break;
        }
        for (factor, route) in lengthen.iter_mut().zip(&last.1) {
            *factor *= if route.label.is_none() { LONGER } else { WIDER };
        }
        last = layout_with(picture, &lengthen);
        if missing(&last.1) < missing(&best.1) {
            best = last.clone();
        }
    }
    draw::svg(picture, &best.0, &best.1)
}

fn layout_with(picture: &Picture, lengthen: &[f64]) -> (Vec<geometry::Rect>, Vec<route::Route>) {
    let boxes = layout::place(picture, lengthen);
    let routes = route::route(picture, &boxes);
    (boxes, routes)
}

fn missing(routes: &[route::Route]) -> usize {
    routes.iter().filter(|route| route.label.is_none()).count()
}

/// How much longer a tie becomes whose label found no place.
const LONGER: f64 = 1.4;
/// How much longer all others become with it.
const WIDER: f64 = 1.05;
/// After so many rounds the remaining labels are left to the tooltips.
const MOST_ROUNDS: usize = 8;
