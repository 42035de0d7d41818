//! Where the actors of a whole graph stand, thousands of them: stress layout over the lengths of the shortest ways. In a large graph the most connected
//! are placed so, and the others around those that they are tied to. What no tie joins is another story: each is placed by itself, and they lie apart.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashSet};

use super::geometry::Point;
use super::random::Random;

/// Distance of two actors that are tied to each other only.
const TIE: f64 = 80.0;
/// Up to so many actors all pairs count.
const ALL_PAIRS: usize = 1200;
/// How many of the most connected are placed by themselves in larger graphs.
const LEADING: usize = 300;
/// Side of the squares by which stories are kept apart.
const CELL: f64 = 70.0;
const ROUNDS: usize = 60;
/// Hubs of hundreds would push each other out to the rim.
const MOST_CROWD: f64 = 1.5;
/// The least room of an actor: half of the distance that it keeps from its like.
pub const ROOM: f64 = 17.0;

/// Places of actors that need this much room and are joined by these ties, in their order, the most connected first. The same graph gives the same
/// places on every machine.
pub fn places(rooms: &[f64], ties: &[(usize, usize)]) -> Vec<Point> {
    let neighbours = neighbours(rooms.len(), ties);
    let mut points = vec![Point::default(); rooms.len()];
    let mut taken = HashSet::new();
    let (mut last, mut size) = (0, 0);
    for story in stories(&neighbours) {
        let local: BTreeMap<usize, usize> = story.iter().enumerate().map(|(at, actor)| (*actor, at)).collect();
        let near: Neighbours = story.iter().map(|actor| neighbours[*actor].iter().map(|(other, length)| (local[other], *length)).collect()).collect();
        let rooms: Vec<f64> = story.iter().map(|actor| rooms[*actor]).collect();
        let placed = place_story(&near, &rooms);
        let ground = ground(&placed, &near, &rooms);
        // Stories come by size: the next one of the same size finds no place nearer than the last.
        let from = if ground.len() == size { last } else { 0 };
        let (ring, (x, y)) = free_place(&ground, &taken, from);
        (last, size) = (ring, ground.len());
        taken.extend(ground.iter().map(|cell| (cell.0 + x, cell.1 + y)));
        for (actor, at) in story.into_iter().zip(placed) {
            points[actor] = Point::new(at.x + x as f64 * CELL, at.y + y as f64 * CELL);
        }
    }
    points
}

/// The actors that ties join, the largest story first; within a story in their order.
fn stories(neighbours: &Neighbours) -> Vec<Vec<usize>> {
    let mut seen = vec![false; neighbours.len()];
    let mut stories = Vec::new();
    for first in 0..neighbours.len() {
        if std::mem::replace(&mut seen[first], true) {
            continue;
        }
        let mut story = vec![first];
        let mut next = 0;
        while next < story.len() {
            for (other, _) in &neighbours[story[next]] {
                if !std::mem::replace(&mut seen[*other], true) {
                    story.push(*other);
                }
            }
            next += 1;
        }
        story.sort_unstable();
        stories.push(story);
    }
    stories.sort_by_key(|story| (Reverse(story.len()), story[0]));
    stories
}

/// The places of one story, around the origin.
fn place_story(neighbours: &Neighbours, rooms: &[f64]) -> Vec<Point> {
    let n = neighbours.len();
    if n <= ALL_PAIRS {
        let mut points = spiral(n);
        descend(&mut points, &mut terms(neighbours));
        push_apart(&mut points, rooms, 0);
        return points;
    }
    let leading: Neighbours = neighbours[..LEADING].iter().map(|list| list.iter().copied().filter(|(other, _)| *other < LEADING).collect()).collect();
    let mut points = place_story(&leading, &rooms[..LEADING]);
    // The others need room between them.
    let wider = 0.7 * (n as f64 / LEADING as f64).sqrt();
    points.iter_mut().for_each(|p| *p = Point::new(p.x * wider, p.y * wider));
    let mut placed: Vec<Option<Point>> = points.into_iter().map(Some).collect();
    placed.resize(n, None);
    let mut around: BTreeMap<usize, usize> = BTreeMap::new();
    while placed.iter().any(Option::is_none) {
        let before = placed.clone();
        for actor in LEADING..n {
            let known: Vec<(usize, Point)> = neighbours[actor].iter().filter_map(|(other, _)| Some((*other, before[*other]?))).collect();
            let (None, Some((nearest, _))) = (before[actor], known.first()) else { continue };
            let turn = around.entry(*nearest).or_default();
            *turn += 1;
            let (angle, radius) = (*turn as f64 * 2.399_963, TIE * (0.4 + 0.25 * (*turn as f64).sqrt()));
            let mean = |of: fn(&Point) -> f64| known.iter().map(|(_, p)| of(p)).sum::<f64>() / known.len() as f64;
            placed[actor] = Some(Point::new(mean(|p| p.x) + radius * angle.cos(), mean(|p| p.y) + radius * angle.sin()));
        }
    }
    let mut points: Vec<Point> = placed.into_iter().flatten().collect();
    push_apart(&mut points, rooms, LEADING);
    points
}

/// The squares that a story takes: those of its actors and ties, what they enclose, and a margin.
fn ground(points: &[Point], neighbours: &Neighbours, rooms: &[f64]) -> BTreeSet<(i64, i64)> {
    let cell = |x: f64, y: f64| ((x / CELL).floor() as i64, (y / CELL).floor() as i64);
    let mut cells = BTreeSet::new();
    for ((p, list), room) in points.iter().zip(neighbours).zip(rooms) {
        let (low, high) = (cell(p.x - room, p.y - room), cell(p.x + room, p.y + room));
        cells.extend((low.0..=high.0).flat_map(|x| (low.1..=high.1).map(move |y| (x, y))));
        for (other, _) in list {
            let steps = (p.distance(points[*other]) / CELL * 2.0).ceil() as usize;
            cells.extend((0..=steps).map(|i| p.towards(points[*other], i as f64 / steps.max(1) as f64)).map(|q| cell(q.x, q.y)));
        }
    }
    let mut rows: BTreeMap<i64, (i64, i64)> = BTreeMap::new();
    for &(x, y) in &cells {
        let row = rows.entry(y).or_insert((x, x));
        *row = (row.0.min(x), row.1.max(x));
    }
    // A margin of one square on every side.
    rows.into_iter().flat_map(|(y, (from, to))| (y - 1..=y + 1).flat_map(move |y| (from - 1..=to + 1).map(move |x| (x, y)))).collect()
}

/// The nearest shift from the middle, in squares, at which a story meets no other, and in which ring around the middle it was found.
fn free_place(ground: &BTreeSet<(i64, i64)>, taken: &HashSet<(i64, i64)>, from: i64) -> (i64, (i64, i64)) {
    let is_free = |(dx, dy): (i64, i64)| ground.iter().all(|(x, y)| !taken.contains(&(x + dx, y + dy)));
    let mut ring = from;
    loop {
        let sides = (-ring..=ring).flat_map(|i| [(i, -ring), (i, ring), (-ring, i), (ring, i)]);
        if let Some(place) =
            sides.min_by_key(|place| (!is_free(*place), place.0 * place.0 + place.1 * place.1, *place)).filter(|place| is_free(*place))
        {
            return (ring, place);
        }
        ring += 1;
    }
}

/// The most connected in the middle: callers give them first.
fn spiral(n: usize) -> Vec<Point> {
    let at = |i: usize| {
        let (angle, radius) = (i as f64 * 2.399_963, TIE * 0.5 * (i as f64).sqrt());
        Point::new(radius * angle.cos(), radius * angle.sin())
    };
    (0..n).map(at).collect()
}

struct Term {
    a: usize,
    b: usize,
    distance: f64,
}

/// The neighbours of each actor with the lengths of the ties to them, in thousandths of [`TIE`].
type Neighbours = Vec<Vec<(usize, u64)>>;

fn neighbours(n: usize, ties: &[(usize, usize)]) -> Neighbours {
    let mut near: Vec<Vec<usize>> = vec![Vec::new(); n];
    for &(a, b) in ties.iter().filter(|(a, b)| a != b) {
        near[a].push(b);
        near[b].push(a);
    }
    for list in &mut near {
        list.sort_unstable();
        list.dedup();
    }
    let length = |a: usize, b: usize| (1000.0 * crowd(&near, a, b)).round() as u64;
    near.iter().enumerate().map(|(a, list)| list.iter().map(|&b| (b, length(a, b))).collect()).collect()
}

/// Which pairs keep which distance.
fn terms(neighbours: &Neighbours) -> Vec<Term> {
    let distance = |way: u64| TIE * way as f64 / 1000.0;
    let mut terms = Vec::new();
    for a in 0..neighbours.len() {
        let ways = ways(neighbours, a);
        let farthest = ways.iter().copied().filter(|way| *way != u64::MAX).max().unwrap_or(1000);
        // Where less connected actors are left out, some may have no way between them: they stand a little farther apart than all others.
        terms.extend((0..a).map(|b| Term { a, b, distance: distance(if ways[b] == u64::MAX { farthest + 1000 } else { ways[b] }) }));
    }
    terms
}

/// Hubs get room: a tie is the longer the more neighbours its ends have that are not common (Gansner and others).
fn crowd(near: &[Vec<usize>], a: usize, b: usize) -> f64 {
    let common = near[a].iter().filter(|k| near[b].binary_search(k).is_ok()).count();
    let own = (near[a].len() + near[b].len()).saturating_sub(2 * common + 2);
    1.0 + (0.25 * (own as f64).sqrt()).min(MOST_CROWD)
}

/// Lengths of the shortest ways from one actor to all (Dijkstra): two that a hub joins are as far from each other as both are from the hub, so that the
/// hub stands between them.
fn ways(neighbours: &Neighbours, from: usize) -> Vec<u64> {
    let mut ways = vec![u64::MAX; neighbours.len()];
    ways[from] = 0;
    let mut queue = BinaryHeap::from([(Reverse(0), from)]);
    while let Some((Reverse(way), at)) = queue.pop() {
        if way > ways[at] {
            continue;
        }
        for &(next, length) in &neighbours[at] {
            if way + length < ways[next] {
                ways[next] = way + length;
                queue.push((Reverse(way + length), next));
            }
        }
    }
    ways
}

/// Stochastic gradient descent (Zheng, Pawar, Goodman 2018).
fn descend(at: &mut [Point], terms: &mut [Term]) {
    let (longest, shortest) = terms.iter().fold((TIE, f64::INFINITY), |(a, b), term| (a.max(term.distance), b.min(term.distance)));
    let (first, last) = (longest * longest, 0.02 * shortest.min(longest).powi(2));
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    for round in 0..ROUNDS {
        let step = first * ((last / first).ln() * round as f64 / (ROUNDS - 1) as f64).exp();
        random.shuffle(terms);
        for &Term { a, b, distance } in terms.iter() {
            let move_by = (step / (distance * distance)).min(1.0);
            let apart = at[a].distance(at[b]).max(1e-6);
            let share = move_by * (apart - distance) / 2.0 / apart;
            let (dx, dy) = ((at[a].x - at[b].x) * share, (at[a].y - at[b].y) * share);
            at[a] = Point::new(at[a].x - dx, at[a].y - dy);
            at[b] = Point::new(at[b].x + dx, at[b].y + dy);
        }
    }
}

/// Pushes actors apart that stand closer than their room; a grid finds them. The first `fixed` stay where they are.
fn push_apart(at: &mut [Point], rooms: &[f64], fixed: usize) {
    const ROUNDS: usize = 40;
    let widest = 2.0 * rooms.iter().copied().fold(ROOM, f64::max);
    let cell = |p: Point| ((p.x / widest).floor() as i64, (p.y / widest).floor() as i64);
    for _ in 0..ROUNDS {
        let mut grid: BTreeMap<(i64, i64), Vec<usize>> = BTreeMap::new();
        for (i, p) in at.iter().enumerate() {
            grid.entry(cell(*p)).or_default().push(i);
        }
        let mut moved = false;
        for i in fixed..at.len() {
            let (x, y) = cell(at[i]);
            for near in (-1..=1).flat_map(|dx| (-1..=1).map(move |dy| (x + dx, y + dy))) {
                for &j in grid.get(&near).into_iter().flatten().filter(|j| **j < i) {
                    let apart = at[i].distance(at[j]);
                    let needed = rooms[i] + rooms[j];
                    if apart >= needed {
                        continue;
                    }
                    moved = true;
                    let angle = i as f64;
                    let (ux, uy) = if apart > 1e-6 { ((at[i].x - at[j].x) / apart, (at[i].y - at[j].y) / apart) } else { (angle.cos(), angle.sin()) };
                    let (push, back) = if j < fixed { (needed - apart, 0.0) } else { ((needed - apart) / 2.0, (needed - apart) / 2.0) };
                    at[i] = Point::new(at[i].x + ux * push, at[i].y + uy * push);
                    at[j] = Point::new(at[j].x - ux * back, at[j].y - uy * back);
                }
            }
        }
        if !moved {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tied_actors_stand_closer_than_others_and_nobody_stands_on_another() {
        // Two rings of ten, joined by one tie.
        let ring = |from: usize| (0..10).map(move |i| (from + i, from + (i + 1) % 10));
        let ties: Vec<(usize, usize)> = ring(0).chain(ring(10)).chain([(0, 10)]).collect();
        let at = places(&[ROOM; 20], &ties);
        let mean = |pairs: &[(usize, usize)]| pairs.iter().map(|&(a, b)| at[a].distance(at[b])).sum::<f64>() / pairs.len() as f64;
        let all: Vec<(usize, usize)> = (0..20).flat_map(|a| (0..a).map(move |b| (a, b))).collect();
        assert!(mean(&ties) * 2.0 < mean(&all), "{} {}", mean(&ties), mean(&all));
        assert!(all.iter().all(|&(a, b)| at[a].distance(at[b]) > ROOM * 1.8));
    }

    #[test]
    fn unrelated_stories_lie_apart() {
        // A ring of twelve, a ring of five and two pairs, all mixed in order.
        let ring = |actors: Vec<usize>| (0..actors.len()).map(move |i| (actors[i], actors[(i + 1) % actors.len()])).collect::<Vec<_>>();
        let stories: [Vec<usize>; 4] = [(0..24).step_by(2).collect(), vec![1, 3, 5, 7, 9], vec![11, 13], vec![15, 17]];
        let ties: Vec<(usize, usize)> = stories.iter().flat_map(|story| ring(story.clone())).collect();
        let at = places(&[ROOM; 24], &ties);
        let within = |story: &[usize]| story.iter().flat_map(|a| story.iter().map(|b| at[*a].distance(at[*b]))).fold(0.0, f64::max);
        for (i, a) in stories.iter().enumerate().skip(1) {
            for b in &stories[..i] {
                let between = a.iter().flat_map(|p| b.iter().map(|q| at[*p].distance(at[*q]))).fold(f64::INFINITY, f64::min);
                assert!(between > CELL, "{a:?} and {b:?} are {between} apart");
                assert!(within(a) < 12.0 * TIE);
            }
        }
    }

    #[test]
    fn large_graphs_and_empty_ones_are_placed() {
        let ties: Vec<(usize, usize)> = (1..2000).map(|i| (i, i / 3)).collect();
        let at = places(&[ROOM; 2000], &ties);
        assert!(at.iter().all(|p| p.x.is_finite() && p.y.is_finite()));
        assert!(places(&[], &[]).is_empty());
    }
}
