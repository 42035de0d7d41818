//! How the ties run: each takes the bow that meets the fewest boxes, and with its label, in some rounds, the one that is least in the way of others.

use super::geometry::{Curve, Point, Rect};
use super::labels::{self, COVERED, Label};
use crate::export::picture::{Kind, Label as Line, Picture, Shape, Tie};
use crate::types::EntityKind;

/// How far a line stays from the outline of an actor.
const GAP: f64 = 2.5;
/// How far a line may bow, in parts of its length; the least first.
const BOWS: [f64; 13] = [0.0, 0.08, -0.08, 0.16, -0.16, 0.26, -0.26, 0.38, -0.38, 0.52, -0.52, 0.7, -0.7];
/// Steps in which a curve is looked at.
pub const STEPS: usize = 24;
/// Lines nearer than this cannot be told apart.
const NEAR: f64 = 9.0;
/// Rounds in which ties that are in the way of others may run elsewhere.
const ROUNDS: usize = 4;

/// One tie's way.
#[derive(Clone)]
pub struct Route {
    /// From outline to outline.
    pub curve: Curve,
    /// Where the label stands; `None` if there is no free place.
    pub label: Option<Rect>,
    /// The label's lines: all of the tie's, or where there is no room for them only the first.
    pub lines: Vec<Line>,
    /// How many other ties run behind the label.
    pub covered: usize,
    /// How many actors stand in its way.
    pub blocked: usize,
    /// Whether the tie has a label that found no place.
    pub unlabelled: bool,
}

/// A tie's way in the making.
#[derive(Default)]
struct Way {
    bow: f64,
    curve: Curve,
    /// Points along the curve.
    line: Vec<Point>,
    /// The box around the curve.
    room: Rect,
    label: Label,
}

/// The ways of all ties, in the picture's order.
pub fn route(picture: &Picture, boxes: &[Rect]) -> Vec<Route> {
    let mut plan = Plan { picture, boxes, ways: Vec::new() };
    for i in 0..picture.ties.len() {
        let way = plan.best(i, false);
        plan.ways.push(way);
    }
    for i in 0..plan.ways.len() {
        let curve = plan.ways[i].curve;
        plan.ways[i].label = plan.label(i, &curve);
    }
    for _ in 0..ROUNDS {
        let mut moved = false;
        for i in 0..plan.ways.len() {
            if plan.is_in_the_way(i) {
                let better = plan.best(i, true);
                if better.bow != plan.ways[i].bow || better.label.place != plan.ways[i].label.place {
                    plan.ways[i] = better;
                    moved = true;
                }
            }
        }
        if !moved {
            break;
        }
    }
    let faults: Vec<(usize, usize)> = (0..plan.ways.len()).map(|i| (plan.covered(i), plan.blocked(i, &plan.ways[i].line))).collect();
    let ways = plan.ways.into_iter().zip(&picture.ties).zip(faults);
    let route = |((way, tie), (covered, blocked)): ((Way, &Tie), (usize, usize))| {
        let unlabelled = way.label.place.is_none() && !tie.labels.is_empty();
        Route { curve: way.curve, label: way.label.place, lines: way.label.lines, covered, blocked, unlabelled }
    };
    ways.map(route).collect()
}

/// The ways found so far.
struct Plan<'a> {
    picture: &'a Picture,
    boxes: &'a [Rect],
    ways: Vec<Way>,
}

impl Plan<'_> {
    /// The best way of a tie beside the others, with the label if those of the others stand.
    fn best(&self, i: usize, labelled: bool) -> Way {
        let ways = BOWS.into_iter().map(|bow| {
            let tie = &self.picture.ties[i];
            let whole = Curve::bowed(self.boxes[tie.from].at, self.boxes[tie.to].at, bow);
            let end = |i: usize| (&self.picture.shapes[i], &self.boxes[i]);
            let curve = clipped(whole, end(tie.from), end(tie.to));
            let line: Vec<Point> = curve.points(STEPS).collect();
            let mut cost = self.cost(i, bow, &line);
            let label = if labelled { self.label(i, &curve) } else { Label::default() };
            if labelled {
                cost += label.cost + self.behind(i, &line) as f64 * COVERED;
            }
            (cost, Way { bow, curve, room: Rect::around(&line), line, label })
        });
        // Of equally good ways the first, which bows the least.
        let best = ways.reduce(|best, next| if next.0 < best.0 { next } else { best });
        best.map(|(_, way)| way).unwrap_or_default()
    }

    /// What a line costs that meets actors, runs along other lines, or bows far.
    fn cost(&self, i: usize, bow: f64, line: &[Point]) -> f64 {
        let tie = &self.picture.ties[i];
        // Lines that run along another one cannot be told apart.
        let inner = line.get(1..STEPS).unwrap_or_default();
        let room = Rect::around(line).grown(NEAR);
        let near = self.others(i).filter(|other| room.overlaps(&other.room));
        let along = near.map(|other| inner.iter().filter(|p| other.line.iter().any(|q| p.distance(*q) < NEAR)).count());
        let along: usize = along.map(|near| near.saturating_sub(3)).sum();
        // Of two ties between the same actors, each bows to its own left.
        let both_ways = self.picture.ties.iter().any(|other| (other.from, other.to) == (tie.to, tie.from));
        let side = if both_ways && bow < 0.07 { 6.0 } else { 0.0 };
        self.blocked(i, line) as f64 * 40.0 + along as f64 * 2.0 + bow.abs() * 22.0 + side
    }

    /// How many actors stand in the way of a line.
    fn blocked(&self, i: usize, line: &[Point]) -> usize {
        let tie = &self.picture.ties[i];
        let strangers = self.boxes.iter().enumerate().filter(|(actor, _)| *actor != tie.from && *actor != tie.to);
        strangers.filter(|(_, one)| one.grown(5.0).is_crossed(line)).count()
    }

    fn others(&self, i: usize) -> impl Iterator<Item = &Way> {
        self.ways.iter().enumerate().filter(move |(j, _)| *j != i).map(|(_, way)| way)
    }

    fn label(&self, i: usize, curve: &Curve) -> Label {
        let mut taken: Vec<Rect> = self.boxes.iter().map(|one| one.grown(3.0)).collect();
        // Arrow heads stay visible.
        taken.extend(self.others(i).map(|way| way.curve.end).chain([curve.end]).map(|at| Rect { at, w: 7.0, h: 7.0 }));
        taken.extend(self.others(i).filter_map(|way| way.label.place));
        let lines: Vec<&[Point]> = self.others(i).map(|way| way.line.as_slice()).collect();
        labels::place(&self.picture.ties[i].labels, curve, &taken, &lines)
    }

    /// How many labels of other ties a line runs behind; an arrow head that a label would hide counts for many.
    fn behind(&self, i: usize, line: &[Point]) -> usize {
        const HIDDEN: usize = 8;
        let head = line.last().map(|&at| Rect { at, w: 7.0, h: 7.0 });
        let labels = self.others(i).filter_map(|way| way.label.place);
        labels.map(|place| usize::from(place.is_crossed(line)) + if head.is_some_and(|head| head.overlaps(&place)) { HIDDEN } else { 0 }).sum()
    }

    fn covered(&self, i: usize) -> usize {
        let lines: Vec<&[Point]> = self.others(i).map(|way| way.line.as_slice()).collect();
        self.ways[i].label.place.map_or(0, |place| labels::covered(&place, &lines))
    }

    /// Whether a tie's label is missing, shortened or on another line, or its line behind another label.
    fn is_in_the_way(&self, i: usize) -> bool {
        let way = &self.ways[i];
        (way.label.place.is_none() && !self.picture.ties[i].labels.is_empty())
            || way.label.lines.len() < self.picture.ties[i].labels.len()
            || self.covered(i) > 0
            || self.behind(i, &way.line) > 0
    }
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
fn is_inside(kind: Kind, outline: &Rect, p: Point) -> bool {
    let outline = outline.grown(GAP);
    let (x, y) = ((p.x - outline.at.x).abs(), (p.y - outline.at.y).abs());
    match kind {
        Kind::Actor(EntityKind::Person) => (x / outline.w).powi(2) + (y / outline.h).powi(2) <= 1.0,
        Kind::Actor(EntityKind::Organisation) => y <= outline.h && x <= outline.w - HEXAGON * y / outline.h,
        Kind::Actor(EntityKind::Group) => outline.grown(3.0).contains(p),
        _ => outline.contains(p),
    }
}

/// How far the side corners of a hexagon stand out.
pub const HEXAGON: f64 = 12.0;
