//! What must hold of every placed picture: nothing overlaps, and the same picture comes out each time.

use super::*;
use crate::export::picture::{Kind, Label, Shape, Tie};
use crate::export::style::{Family, Line};
use crate::types::EntityKind;

/// A hub with many neighbours, some of which know each other, and a pair apart.
fn picture(spokes: usize) -> Picture {
    let kinds = [EntityKind::Person, EntityKind::State, EntityKind::Organisation, EntityKind::Group];
    let shape = |i: usize| Shape {
        id: format!("x:{i}"),
        kind: Kind::Actor(kinds[i % 4]),
        lines: vec![format!("Name number {i}"); 1 + i % 2],
        rank: i % 4,
        tooltip: String::new(),
    };
    let label = |text: &str, family| Label { text: text.into(), family: Some(family) };
    let tie = |from: usize, to: usize| Tie {
        id: format!("{from}|{to}"),
        from,
        to,
        mutual: from.is_multiple_of(2),
        weight: 1.0,
        family: Family::WordsWith,
        line: Line::Solid,
        labels: vec![label("meeting ×3", Family::WordsWith), label("planned arms transfer", Family::DeedsWith)],
        tooltip: String::new(),
    };
    let mut ties: Vec<Tie> = (1..=spokes).map(|i| tie(i, 0)).collect();
    ties.extend((1..spokes).step_by(3).map(|i| tie(i, i + 1)));
    ties.extend([tie(0, 1), tie(spokes + 1, spokes + 2)]);
    Picture { title: "T".into(), subtitle: "S".into(), source: "A".into(), shapes: (0..spokes + 3).map(shape).collect(), ties }
}

#[test]
fn neither_actors_nor_labels_overlap_and_every_label_has_a_place() {
    for spokes in [1, 2, 7, 24] {
        let placed = place(&picture(spokes));
        let labels: Vec<Rect> = placed.routes.iter().filter_map(|route| route.label).collect();
        assert_eq!(labels.len(), placed.routes.len(), "labels left out with {spokes} spokes");
        let all: Vec<Rect> = placed.boxes.iter().copied().chain(labels).collect();
        for (i, a) in all.iter().enumerate() {
            assert!(a.at.x.is_finite() && a.at.y.is_finite());
            for b in &all[..i] {
                assert!(!a.overlaps(b), "{a:?} and {b:?} overlap with {spokes} spokes");
            }
        }
    }
}

#[test]
fn the_same_picture_is_placed_the_same_way_and_an_empty_one_at_all() {
    let (a, b) = (place(&picture(9)), place(&picture(9)));
    assert_eq!(a.boxes, b.boxes);
    let empty = Picture { title: String::new(), subtitle: String::new(), source: String::new(), shapes: Vec::new(), ties: Vec::new() };
    assert!(place(&empty).boxes.is_empty());
}
