//! Where the actors stand: stress layout by gradient descent over graph distances (Zheng, Pawar, Goodman 2018), then overlaps pushed apart.

use super::geometry::{Point, Rect};
use super::random::Random;
use super::{labels, text};
use crate::export::picture::{Kind, Picture, Shape};
use crate::types::EntityKind;

/// How much wider bold letters are.
const BOLD: f64 = 1.06;
/// Length of a tie between two actors that have no other neighbours.
const TIE: f64 = 118.0;
/// Free room around an actor, beside and above.
const ROOM: (f64, f64) = (26.0, 24.0);
/// Boxes are wider than high; a page, which is read from top to bottom, is not.
const ASPECT: f64 = 1.15;

/// The boxes of the actors, in the picture's order. `lengthen` holds a factor for each tie.
pub fn place(picture: &Picture, lengthen: &[f64]) -> Vec<Rect> {
    let boxes: Vec<Rect> = picture.shapes.iter().map(|shape| sized(shape, Point::default())).collect();
    let distances = distances(picture, &boxes, lengthen);
    let mut points = stress(&distances);
    turn_to_landscape(&mut points);
    let mut boxes: Vec<Rect> = boxes.into_iter().zip(points).map(|(one, at)| Rect { at, ..one }).collect();
    push_apart(&mut boxes, &rooms(picture));
    boxes
}

/// The free room between each two actors, beside or above: if a tie joins them, its label has to fit there.
fn rooms(picture: &Picture) -> Vec<Vec<(f64, f64)>> {
    let n = picture.shapes.len();
    let mut rooms = vec![vec![ROOM; n]; n];
    let mut heights = vec![vec![0.0; n]; n];
    for tie in &picture.ties {
        let (w, h) = labels::label_size(&tie.labels);
        for (i, j) in [(tie.from, tie.to), (tie.to, tie.from)] {
            // Two ties between the same actors have their labels one above the other.
            heights[i][j] += 2.0 * h + 16.0;
            let (x, y) = rooms[i][j];
            rooms[i][j] = (x.max(2.0 * w + 34.0), y.max(heights[i][j]));
        }
    }
    rooms
}

fn sized(shape: &Shape, at: Point) -> Rect {
    let widest = shape
        .lines
        .iter()
        .map(|line| text::width(line, shape.size()) * if shape.kind == Kind::Actor(EntityKind::State) { BOLD } else { 1.0 })
        .fold(24.0, f64::max);
    let high = shape.lines.len() as f64 * shape.line_height();
    // An ellipse or hexagon around a text has to be larger than a box around it.
    let (w, h) = match shape.kind {
        Kind::Actor(EntityKind::Person) => (widest * 0.5 * 1.18 + 10.0, high * 0.5 * 1.25 + 6.0),
        Kind::Actor(EntityKind::Organisation) => (widest * 0.5 + 14.0 + 6.0 * shape.lines.len() as f64, high * 0.5 + 7.0),
        _ => (widest * 0.5 + 12.0, high * 0.5 + 7.0),
    };
    Rect { at, w, h }
}

fn neighbours(picture: &Picture) -> Vec<Vec<usize>> {
    let mut neighbours = vec![Vec::new(); picture.shapes.len()];
    for tie in &picture.ties {
        neighbours[tie.from].push(tie.to);
        neighbours[tie.to].push(tie.from);
    }
    for list in &mut neighbours {
        list.sort_unstable();
        list.dedup();
    }
    neighbours
}

/// Lengths of the shortest ways. A tie is the longer the more neighbours its ends have that are not common (Gansner and others): hubs get room; and
/// it is at least so long that its label fits between its ends.
fn distances(picture: &Picture, boxes: &[Rect], lengthen: &[f64]) -> Vec<Vec<f64>> {
    let neighbours = neighbours(picture);
    let n = neighbours.len();
    let mut d = vec![vec![f64::INFINITY; n]; n];
    for (tie, factor) in picture.ties.iter().zip(lengthen) {
        let (i, j) = (tie.from, tie.to);
        let common = neighbours[i].iter().filter(|k| neighbours[j].contains(k)).count();
        let own = (neighbours[i].len() + neighbours[j].len()).saturating_sub(2 * common + 2);
        let by_degree = TIE * (1.0 + 0.16 * (own as f64).sqrt());
        // Boxes and labels are wider than high: what has to fit is something between their widths and heights.
        let (label_w, label_h) = labels::label_size(&tie.labels);
        let by_label = 0.6 * (boxes[i].w + boxes[j].w) + 0.8 * (label_w + label_h) + 20.0;
        let length = by_degree.max(by_label) * factor;
        let known = if d[i][j].is_finite() { d[i][j] } else { 0.0 };
        (d[i][j], d[j][i]) = (length.max(known), length.max(known));
    }
    for (i, row) in d.iter_mut().enumerate() {
        row[i] = 0.0;
    }
    for k in 0..n {
        for i in 0..n {
            for j in 0..n {
                let way = d[i][k] + d[k][j];
                if way < d[i][j] {
                    d[i][j] = way;
                }
            }
        }
    }
    // Actors without any way between them stand a little farther apart than the two farthest of the others.
    let farthest = d.iter().flatten().copied().filter(|x| x.is_finite()).fold(TIE, f64::max);
    d.iter_mut().flatten().filter(|x| x.is_infinite()).for_each(|x| *x = farthest.min(4.0 * TIE));
    d
}

fn stress(distances: &[Vec<f64>]) -> Vec<Point> {
    const ROUNDS: usize = 120;
    let n = distances.len();
    // On a spiral, the most connected in the middle: the same start each time.
    let start = |i: usize| {
        let (angle, radius) = (i as f64 * 2.399_963, TIE * 0.6 * (i as f64).sqrt());
        Point::new(radius * angle.cos(), radius * angle.sin())
    };
    let mut at: Vec<Point> = (0..n).map(start).collect();
    let mut pairs: Vec<(usize, usize)> = (0..n).flat_map(|i| (0..i).map(move |j| (i, j))).collect();
    let weight = |d: f64| 1.0 / (d * d);
    let (longest, shortest) = pairs.iter().map(|&(i, j)| distances[i][j]).fold((TIE, f64::INFINITY), |(a, b), d| (a.max(d), b.min(d)));
    let (first, last) = (1.0 / weight(longest), 0.02 / weight(shortest.min(longest)));
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    for round in 0..ROUNDS {
        let step = first * ((last / first).ln() * round as f64 / (ROUNDS - 1) as f64).exp();
        random.shuffle(&mut pairs);
        for &(i, j) in &pairs {
            let d = distances[i][j];
            let move_by = (weight(d) * step).min(1.0);
            let apart = at[i].distance(at[j]).max(1e-6);
            let share = move_by * (apart - d) / 2.0 / apart;
            let (dx, dy) = ((at[i].x - at[j].x) * share, (at[i].y - at[j].y) * share);
            at[i] = Point::new(at[i].x - dx, at[i].y - dy);
            at[j] = Point::new(at[j].x + dx, at[j].y + dy);
        }
    }
    at
}

/// Turns the points so that they spread most from left to right, and stretches them that way.
fn turn_to_landscape(points: &mut [Point]) {
    let n = points.len().max(1) as f64;
    let centre = Point::new(points.iter().map(|p| p.x).sum::<f64>() / n, points.iter().map(|p| p.y).sum::<f64>() / n);
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for p in points.iter_mut() {
        *p = Point::new(p.x - centre.x, p.y - centre.y);
        xx += p.x * p.x;
        xy += p.x * p.y;
        yy += p.y * p.y;
    }
    let (sin, cos) = (0.5 * (2.0 * xy).atan2(xx - yy)).sin_cos();
    for p in points {
        *p = Point::new((p.x * cos + p.y * sin) * ASPECT, p.y * cos - p.x * sin);
    }
}

/// Pushes overlapping boxes apart, each time by the shorter way.
fn push_apart(boxes: &mut [Rect], rooms: &[Vec<(f64, f64)>]) {
    const ROUNDS: usize = 400;
    for _ in 0..ROUNDS {
        let mut moved = false;
        for i in 0..boxes.len() {
            for j in 0..i {
                let (a, b) = (boxes[i], boxes[j]);
                let x = a.w + b.w + rooms[i][j].0 - (a.at.x - b.at.x).abs();
                let y = a.h + b.h + rooms[i][j].1 - (a.at.y - b.at.y).abs();
                if x <= 0.01 || y <= 0.01 {
                    continue;
                }
                moved = true;
                let (dx, dy) = if x < y { (x / 2.0 * sign(a.at.x - b.at.x), 0.0) } else { (0.0, y / 2.0 * sign(a.at.y - b.at.y)) };
                boxes[i].at = Point::new(a.at.x + dx, a.at.y + dy);
                boxes[j].at = Point::new(b.at.x - dx, b.at.y - dy);
            }
        }
        if !moved {
            return;
        }
    }
}

fn sign(x: f64) -> f64 {
    if x < 0.0 { -1.0 } else { 1.0 }
}
