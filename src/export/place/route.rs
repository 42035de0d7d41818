//! How the ties run and where their labels stand: each tie takes the bow that meets the fewest boxes, each label the place that nothing else has.

use super::geometry::{Curve, Point, Rect};
use super::text;
use crate::export::picture::{Picture, Shape};
use crate::export::style::Family;
use crate::types::EntityKind;

/// Font size of labels.
pub const LABEL_SIZE: f64 = 10.5;
/// Height of a label line.
pub const LABEL_LINE: f64 = 12.5;
/// How far a line stays from the outline of an actor.
const GAP: f64 = 2.5;

/// One tie's way.
#[derive(Clone)]
pub struct Route {
    /// From outline to outline.
    pub curve: Curve,
    /// Where the label stands; `None` if there is no free place.
    pub label: Option<Rect>,
    /// The label's lines: all of the tie's, or where there is no room for them only the first.
    pub lines: Vec<(String, Family)>,
    /// How many other ties run behind the label.
    pub covered: usize,
}

/// The ways of all ties, in the picture's order.
pub fn route(picture: &Picture, boxes: &[Rect]) -> Vec<Route> {
    let curves = curves(picture, boxes);
    let mut taken: Vec<Rect> = boxes.iter().map(|one| one.grown(3.0)).collect();
    // Arrow heads stay visible.
    taken.extend(curves.iter().map(|curve| Rect { at: curve.end, w: 7.0, h: 7.0 }));
    let samples: Vec<Vec<Point>> = curves.iter().map(|curve| curve.points(40).collect()).collect();
    let mut routes = Vec::with_capacity(curves.len());
    for (i, (tie, &curve)) in picture.ties.iter().zip(&curves).enumerate() {
        let short = tie.labels.first().map(|(line, family)| (format!("{line} …"), *family));
        let choices = [tie.labels.clone(), short.into_iter().collect()];
        let placed = choices.into_iter().find_map(|lines| Some((place_label(&lines, &curve, &taken, i, &samples)?, lines)));
        let (label, covered, lines) = placed.map_or((None, 0, Vec::new()), |((label, covered), lines)| (Some(label), covered, lines));
        taken.extend(label);
        routes.push(Route { curve, label, lines, covered });
    }
    routes
}

fn curves(picture: &Picture, boxes: &[Rect]) -> Vec<Curve> {
    const BOWS: [f64; 13] = [0.0, 0.08, -0.08, 0.16, -0.16, 0.26, -0.26, 0.38, -0.38, 0.52, -0.52, 0.7, -0.7];
    let mut drawn: Vec<Vec<Point>> = Vec::new();
    let mut curves = Vec::new();
    for tie in &picture.ties {
        let both_ways = picture.ties.iter().any(|other| (other.from, other.to) == (tie.to, tie.from));
        let cost = |bow: f64| {
            let curve = Curve::bowed(boxes[tie.from].at, boxes[tie.to].at, bow);
            let points: Vec<Point> = curve.points(32).collect();
            let strangers = boxes.iter().enumerate().filter(|(i, _)| *i != tie.from && *i != tie.to);
            let hits = strangers.filter(|(_, one)| points.iter().any(|p| one.grown(7.0).contains(*p))).count();
            // Lines that run along another one cannot be told apart.
            let inner = &points[4..29];
            let along = drawn.iter().map(|other| inner.iter().filter(|p| other[4..29].iter().any(|q| p.distance(*q) < 9.0)).count());
            let along: usize = along.map(|near| near.saturating_sub(4)).sum();
            // Of two ties between the same actors, each bows to its own left.
            let side = if both_ways && bow < 0.07 { 6.0 } else { 0.0 };
            hits as f64 * 40.0 + along as f64 * 1.5 + bow.abs() * 22.0 + side
        };
        let bow = BOWS.into_iter().min_by(|a, b| cost(*a).total_cmp(&cost(*b))).unwrap_or(0.0);
        let whole = Curve::bowed(boxes[tie.from].at, boxes[tie.to].at, bow);
        drawn.push(whole.points(32).collect());
        curves.push(clipped(whole, (&picture.actors[tie.from], &boxes[tie.from]), (&picture.actors[tie.to], &boxes[tie.to])));
    }
    curves
}

/// The part of a curve between the outlines of its two ends.
fn clipped(curve: Curve, from: (&Shape, &Rect), to: (&Shape, &Rect)) -> Curve {
    let leave = |shape: &Shape, outline: &Rect, t_of: &dyn Fn(f64) -> f64| {
        let (mut inside, mut outside) = (0.0, 0.5);
        for _ in 0..30 {
            let t = (inside + outside) / 2.0;
            if is_inside(shape.kind, outline, curve.at(t_of(t))) { inside = t } else { outside = t }
        }
        t_of(outside)
    };
    let (start, end) = (leave(from.0, from.1, &|t| t), leave(to.0, to.1, &|t| 1.0 - t));
    curve.part(start, end.max(start))
}

/// Whether a point lies in or very near the shape of an actor.
fn is_inside(kind: EntityKind, outline: &Rect, p: Point) -> bool {
    let outline = outline.grown(GAP);
    let (x, y) = ((p.x - outline.at.x).abs(), (p.y - outline.at.y).abs());
    match kind {
        EntityKind::Person => (x / outline.w).powi(2) + (y / outline.h).powi(2) <= 1.0,
        EntityKind::Organisation => y <= outline.h && x <= outline.w - HEXAGON * y / outline.h,
        EntityKind::Group => outline.grown(3.0).contains(p),
        _ => outline.contains(p),
    }
}

/// How far the side corners of a hexagon stand out.
pub const HEXAGON: f64 = 12.0;

/// Half the width and height of a tie's label.
pub fn label_size(lines: &[(String, Family)]) -> (f64, f64) {
    let widest = lines.iter().map(|(line, _)| text::width(line, LABEL_SIZE)).fold(0.0, f64::max);
    (widest / 2.0 + 3.0, lines.len() as f64 * LABEL_LINE / 2.0 + 1.5)
}

fn place_label(lines: &[(String, Family)], curve: &Curve, taken: &[Rect], own: usize, samples: &[Vec<Point>]) -> Option<(Rect, usize)> {
    const PLACES: [f64; 13] = [0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.25, 0.75, 0.2, 0.8];
    let (w, h) = label_size(lines);
    let mut best: Option<(f64, Rect, usize)> = None;
    for (rank, t) in PLACES.into_iter().enumerate() {
        let on = curve.at(t);
        // On the line first, then beside it.
        for (dx, dy, beside) in [(0.0, 0.0, 0.0), (w * 0.6, 0.0, 1.0), (-w * 0.6, 0.0, 1.0), (0.0, h * 0.7, 1.0), (0.0, -h * 0.7, 1.0)] {
            let place = Rect { at: Point::new(on.x + dx, on.y + dy), w, h };
            if taken.iter().any(|other| place.grown(1.5).overlaps(other)) {
                continue;
            }
            let others = samples.iter().enumerate().filter(|(i, _)| *i != own);
            let crossed = others.filter(|(_, points)| points.iter().any(|p| place.contains(*p))).count();
            let cost = crossed as f64 * 4.0 + rank as f64 * 0.35 + beside;
            if best.is_none_or(|(known, ..)| cost < known) {
                best = Some((cost, place, crossed));
            }
        }
    }
    best.map(|(_, place, crossed)| (place, crossed))
}
