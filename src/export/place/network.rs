//! Where the actors of a whole graph stand, thousands of them: stress layout over the lengths of the shortest ways. The most distant pairs matter
//! least, so in a large graph each actor minds its neighbours and some hundred pivots only (Ortmann, Klimenta, Brandes 2017).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::geometry::Point;
use super::random::Random;

/// Distance of two actors that are tied to each other only.
const TIE: f64 = 80.0;
/// Up to so many actors all pairs count.
const ALL_PAIRS: usize = 1200;
/// Actors to which all others keep their distance in larger graphs.
const PIVOTS: usize = 80;
const ROUNDS: usize = 60;
/// Hubs of hundreds would push each other out to the rim.
const MOST_CROWD: f64 = 1.5;
/// The least room of an actor: half of the distance that it keeps from its like.
pub const ROOM: f64 = 17.0;

/// Places of actors that need this much room and are joined by these ties, in their order, the most connected first. The same graph gives the same
/// places on every machine.
pub fn places(rooms: &[f64], ties: &[(usize, usize)]) -> Vec<Point> {
    let n = rooms.len();
    let neighbours = neighbours(n, ties);
    let mut points = spiral(n);
    let mut terms = terms(&neighbours);
    descend(&mut points, &mut terms);
    push_apart(&mut points, rooms);
    points
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
    let n = neighbours.len();
    let mut terms = Vec::new();
    let starts: Vec<usize> = if n <= ALL_PAIRS { (0..n).collect() } else { pivots(neighbours) };
    let distance = |way: u64| TIE * way as f64 / 1000.0;
    for (order, &from) in starts.iter().enumerate() {
        let ways = ways(neighbours, from);
        let farthest = ways.iter().copied().filter(|way| *way != u64::MAX).max().unwrap_or(1000);
        for (to, &way) in ways.iter().enumerate() {
            // Each pair once.
            if to == from || (n <= ALL_PAIRS && to > from) || (n > ALL_PAIRS && starts[..order].contains(&to)) {
                continue;
            }
            // Actors without any way between them stand a little farther apart than the farthest of the others.
            terms.push(Term { a: from, b: to, distance: distance(if way == u64::MAX { farthest + 1000 } else { way }) });
        }
    }
    if n > ALL_PAIRS {
        for (a, list) in neighbours.iter().enumerate() {
            terms.extend(list.iter().filter(|(b, _)| *b < a).map(|&(b, length)| Term { a, b, distance: distance(length) }));
        }
    }
    terms
}

/// Hubs get room: a tie is the longer the more neighbours its ends have that are not common (Gansner and others).
fn crowd(near: &[Vec<usize>], a: usize, b: usize) -> f64 {
    let common = near[a].iter().filter(|k| near[b].binary_search(k).is_ok()).count();
    let own = (near[a].len() + near[b].len()).saturating_sub(2 * common + 2);
    1.0 + (0.25 * (own as f64).sqrt()).min(MOST_CROWD)
}

/// Actors far from each other: each next one is the farthest from those before.
fn pivots(neighbours: &Neighbours) -> Vec<usize> {
    let mut chosen = vec![0];
    let mut nearest = ways(neighbours, 0);
    while chosen.len() < PIVOTS {
        let Some(next) = (0..neighbours.len()).filter(|i| nearest[*i] > 0).max_by_key(|i| (nearest[*i], neighbours[*i].len(), usize::MAX - i)) else {
            break;
        };
        for (near, way) in nearest.iter_mut().zip(ways(neighbours, next)) {
            *near = (*near).min(way);
        }
        chosen.push(next);
    }
    chosen
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

/// Pushes actors apart that stand closer than their room; a grid finds them.
fn push_apart(at: &mut [Point], rooms: &[f64]) {
    const ROUNDS: usize = 40;
    let widest = 2.0 * rooms.iter().copied().fold(ROOM, f64::max);
    let cell = |p: Point| ((p.x / widest).floor() as i64, (p.y / widest).floor() as i64);
    for _ in 0..ROUNDS {
        let mut grid: std::collections::BTreeMap<(i64, i64), Vec<usize>> = std::collections::BTreeMap::new();
        for (i, p) in at.iter().enumerate() {
            grid.entry(cell(*p)).or_default().push(i);
        }
        let mut moved = false;
        for i in 0..at.len() {
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
                    let push = (needed - apart) / 2.0;
                    at[i] = Point::new(at[i].x + ux * push, at[i].y + uy * push);
                    at[j] = Point::new(at[j].x - ux * push, at[j].y - uy * push);
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
    fn large_graphs_and_empty_ones_are_placed() {
        let ties: Vec<(usize, usize)> = (1..2000).map(|i| (i, i / 3)).collect();
        let at = places(&[ROOM; 2000], &ties);
        assert!(at.iter().all(|p| p.x.is_finite() && p.y.is_finite()));
        assert!(places(&[], &[]).is_empty());
    }
}
