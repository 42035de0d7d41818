//! Where the actors of a picture stand, how its ties run and where their labels find a place: the same for all formats.

pub mod geometry;
pub mod labels;
pub mod network;
mod random;
pub mod route;
pub mod stress;
#[cfg(test)]
mod tests;
pub mod text;

use super::picture::{Drawable, Limits, Picture};
use crate::types::Graph;
use geometry::{Point, Rect};
use route::Route;

/// Where everything of a picture stands.
#[derive(Clone)]
pub struct Placed {
    /// The actors' boxes, in the picture's order.
    pub boxes: Vec<Rect>,
    /// The ties' ways and labels, in the picture's order.
    pub routes: Vec<Route>,
}

/// The widest drawing whose letters are still read where a page gives it some 840 pixels.
const MOST_WIDTH: f64 = 860.0;

/// How many ties that find no place are replaced by the next strongest.
const MOST_REPLACED: usize = 4;

/// Fewer ties than this are no picture worth making narrower.
const LEAST_TIES: usize = 6;

/// If no more ties than this found no place, they are tried again; with more, the picture is full.
const SECOND_CHANCES: usize = 8;

/// The picture of a graph, so large that it can be read on a page, with the places of everything. What could only be drawn under the box or label of
/// something else is left out, the weakest first, and so is what makes the picture too wide.
pub fn fitted(graph: &Graph) -> (Picture, Placed) {
    let (drawable, mut limits, mut left_out) = (Drawable::of(graph), Limits::default(), Vec::new());
    let (mut picture, mut placed) = loop {
        let picture = drawable.picture(&limits);
        let placed = place(&picture);
        let faulty = placed.in_the_way().into_iter().max();
        if let Some(tie) = faulty.filter(|_| picture.ties.len() > 1) {
            left_out.push(picture.ties[tie].id.clone());
            limits.without.insert(picture.ties[tie].id.clone());
            // The next strongest ties take the place of the first few only: large graphs have thousands.
            if limits.without.len() > MOST_REPLACED {
                limits.ties = limits.ties.saturating_sub(1).max(1);
            }
        } else if placed.width() > MOST_WIDTH && picture.ties.len() > LEAST_TIES {
            limits.ties = limits.ties.min(picture.ties.len()) - 1;
            limits.actors = limits.actors.min(picture.actors());
        } else {
            break (picture, placed);
        }
    };
    // A tie may have been left out because of others that were left out later; those were the stronger ones.
    for id in left_out.iter().rev().filter(|_| left_out.len() <= SECOND_CHANCES) {
        limits.without.remove(id);
        let fuller = drawable.picture(&limits);
        let tried = place(&fuller);
        if fuller.ties.len() > picture.ties.len() && tried.in_the_way().is_empty() && tried.width() <= MOST_WIDTH.max(placed.width()) {
            (picture, placed) = (fuller, tried);
        } else {
            limits.without.insert(id.clone());
        }
    }
    (picture, placed)
}

/// Places everything of a picture. The same picture gives the same places on every machine.
pub fn place(picture: &Picture) -> Placed {
    // Ties whose labels find no free place are made longer, until all labels have one.
    let mut lengthen = vec![FIRST; picture.ties.len()];
    let mut last = attempt(picture, &lengthen);
    let mut best = (last.faults(), last.clone());
    for round in 1..=MOST_ROUNDS {
        // A picture without faults is not made larger.
        if best.0 == 0.0 {
            break;
        }
        for (factor, route) in lengthen.iter_mut().zip(&last.routes) {
            *factor *= if route.unlabelled || is_shortened(route) { LONGER } else { WIDER };
        }
        last = attempt(picture, &lengthen);
        // A picture that is larger has to be better.
        let faults = last.faults() + FAULTS_PER_ROUND * round as f64;
        if faults < best.0 {
            best = (faults, last.clone());
        }
    }
    best.1
}

impl Placed {
    /// The upper left and the lower right corner of all that is drawn.
    pub fn extent(&self) -> (Point, Point) {
        let mut low = Point::new(f64::INFINITY, f64::INFINITY);
        let mut high = Point::new(f64::NEG_INFINITY, f64::NEG_INFINITY);
        let mut take = |x: f64, y: f64| {
            low = Point::new(low.x.min(x), low.y.min(y));
            high = Point::new(high.x.max(x), high.y.max(y));
        };
        for rect in self.boxes.iter().map(|one| one.grown(4.0)).chain(self.routes.iter().filter_map(|route| route.label)) {
            take(rect.at.x - rect.w, rect.at.y - rect.h);
            take(rect.at.x + rect.w, rect.at.y + rect.h);
        }
        self.routes.iter().flat_map(|route| route.curve.points(24).collect::<Vec<_>>()).for_each(|p| take(p.x, p.y));
        if low.x > high.x { (Point::default(), Point::default()) } else { (low, high) }
    }

    fn width(&self) -> f64 {
        let (low, high) = self.extent();
        high.x - low.x
    }

    /// The ties that cannot stay as they are: the weaker of two of which one runs under the other's label, and those that run under an actor or
    /// whose label found no place.
    fn in_the_way(&self) -> Vec<usize> {
        let lines: Vec<Vec<Point>> = self.routes.iter().map(|route| route.curve.points(route::STEPS).collect()).collect();
        let mut ties = Vec::new();
        for (i, route) in self.routes.iter().enumerate() {
            if route.blocked > 0 || route.unlabelled {
                ties.push(i);
            }
            let Some(label) = route.label else { continue };
            ties.extend((0..lines.len()).filter(|j| *j != i && label.is_crossed(&lines[*j])).map(|j| j.max(i)));
        }
        ties
    }

    /// How much is wrong with it: labels without a place, labels that cover the line of another tie, and lines behind actors.
    fn faults(&self) -> f64 {
        let label = |route: &Route| match route.label {
            None if route.unlabelled => 20.0,
            None => 0.0,
            Some(_) => route.covered as f64 + if is_shortened(route) { 6.0 } else { 0.0 },
        };
        self.routes.iter().map(|route| label(route) + 8.0 * route.blocked as f64).sum()
    }
}

fn is_shortened(route: &Route) -> bool {
    route.lines.len() == 1 && route.lines[0].text.ends_with('…')
}

fn attempt(picture: &Picture, lengthen: &[f64]) -> Placed {
    let boxes = stress::place(picture, lengthen);
    let routes = route::route(picture, &boxes);
    Placed { boxes, routes }
}

/// What a round costs, for it makes the picture larger.
const FAULTS_PER_ROUND: f64 = 1.5;
/// The first picture is tried smaller than comfortable: on a page its letters are the larger.
const FIRST: f64 = 0.85;
/// How much longer a tie becomes whose label found no place.
const LONGER: f64 = 1.4;
/// How much longer all others become with it.
const WIDER: f64 = 1.05;
/// After so many rounds the remaining labels are left to the tooltips.
const MOST_ROUNDS: usize = 10;
