//! Where a tie's label stands: on its line or beside it, where no actor, arrow or other label stands and where it covers the fewest lines.

use super::geometry::{Curve, Point, Rect};
use super::text;
use crate::export::picture::Label as Line;

/// Font size of labels.
pub const LABEL_SIZE: f64 = 13.0;
/// Height of a label line.
pub const LABEL_LINE: f64 = 15.0;

/// What a label costs that finds no place.
const NONE: f64 = 30.0;
/// What a label costs of which only the first line has a place.
const SHORTENED: f64 = 9.0;
/// What it costs to cover another tie's line, or to run behind another tie's label.
pub const COVERED: f64 = 4.0;

/// A label in its place.
#[derive(Clone, Default)]
pub struct Label {
    /// `None` if there is no free place.
    pub place: Option<Rect>,
    /// All lines of the tie, or where there is no room for them only the first.
    pub lines: Vec<Line>,
    /// How badly it stands.
    pub cost: f64,
}

/// Half the width and height of a tie's label.
pub fn label_size(lines: &[Line]) -> (f64, f64) {
    let widest = lines.iter().map(|line| text::width(&line.text, LABEL_SIZE)).fold(0.0, f64::max);
    (widest / 2.0 + 3.0, lines.len() as f64 * LABEL_LINE / 2.0 + 1.0)
}

/// The best place for a label along a curve: nothing of `taken` stands there, and few of the other ties' lines run behind it.
pub fn place(lines: &[Line], curve: &Curve, taken: &[Rect], others: &[&[Point]]) -> Label {
    // A line that takes part in an event has nothing to say: the event's own shape says it.
    if lines.is_empty() {
        return Label::default();
    }
    let short: Vec<Line> = lines.iter().take(1).map(|line| Line { text: format!("{} …", line.text), ..line.clone() }).collect();
    let whole = find(lines, curve, taken, others);
    let found = |(cost, place): (f64, Rect), lines: Vec<Line>| Label { place: Some(place), lines, cost };
    if let Some(best) = whole {
        return found(best, lines.to_vec());
    }
    match find(&short, curve, taken, others) {
        Some((cost, place)) if lines.len() > 1 => found((cost + SHORTENED, place), short),
        _ => Label { cost: NONE, ..Label::default() },
    }
}

fn find(lines: &[Line], curve: &Curve, taken: &[Rect], others: &[&[Point]]) -> Option<(f64, Rect)> {
    const PLACES: [f64; 15] = [0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.25, 0.75, 0.2, 0.8, 0.15, 0.85];
    let (w, h) = label_size(lines);
    let mut best: Option<(f64, Rect)> = None;
    for (rank, t) in PLACES.into_iter().enumerate() {
        let on = curve.at(t);
        // On the line first, then beside it.
        for (dx, dy, beside) in [(0.0, 0.0, 0.0), (w * 0.6, 0.0, 1.0), (-w * 0.6, 0.0, 1.0), (0.0, h * 0.7, 1.0), (0.0, -h * 0.7, 1.0)] {
            let place = Rect { at: Point::new(on.x + dx, on.y + dy), w, h };
            let least = rank as f64 * 0.3 + beside;
            if best.is_some_and(|(known, _)| known <= least) || taken.iter().any(|other| place.grown(1.5).overlaps(other)) {
                continue;
            }
            let cost = least + covered(&place, others) as f64 * COVERED;
            if best.is_none_or(|(known, _)| cost < known) {
                best = Some((cost, place));
            }
        }
    }
    best
}

/// How many lines run behind a label.
pub fn covered(place: &Rect, others: &[&[Point]]) -> usize {
    others.iter().filter(|line| place.is_crossed(line)).count()
}
