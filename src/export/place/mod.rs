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

use super::picture::Picture;
use geometry::Rect;
use route::Route;

/// Where everything of a picture stands.
#[derive(Clone)]
pub struct Placed {
    /// The actors' boxes, in the picture's order.
    pub boxes: Vec<Rect>,
    /// The ties' ways and labels, in the picture's order.
    pub routes: Vec<Route>,
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
            *factor *= if route.label.is_none() || is_shortened(route) { LONGER } else { WIDER };
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
    /// How much is wrong with it: labels without a place, labels that cover the line of another tie, and lines behind actors.
    fn faults(&self) -> f64 {
        let label = |route: &Route| match route.label {
            None => 20.0,
            Some(_) => route.covered as f64 + if is_shortened(route) { 6.0 } else { 0.0 },
        };
        self.routes.iter().map(|route| label(route) + 8.0 * route.blocked as f64).sum()
    }
}

fn is_shortened(route: &Route) -> bool {
    route.lines.len() == 1 && route.lines[0].0.ends_with('…')
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
