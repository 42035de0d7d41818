//! Events of three actors and more who are equals in them. The graph holds such an event once a pair; a picture shows it once, as a node of its own.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::types::{Category, Edge, Graph, Link, Modality};

/// An event with all who take part in it.
pub struct Gathering<'a> {
    /// Ids of those who take part, sorted.
    pub members: Vec<&'a str>,
    /// One of the edges that tell it.
    pub edge: &'a Edge,
    /// How many places of the articles tell it.
    pub told: usize,
}

/// The pieces of evidence that a gathering shows, by the claims of each edge.
pub type Shown<'a> = HashSet<&'a str>;

/// All gatherings of a graph, and the claims that they show.
pub fn gatherings(graph: &Graph) -> (Vec<Gathering<'_>>, Shown<'_>) {
    // What one place tells of equals, pair by pair.
    type Place<'a> = (&'a str, usize, usize, &'a str);
    type Pair<'a> = (&'a str, &'a str, &'a Edge, &'a str);
    let mut places: BTreeMap<Place<'_>, Vec<Pair<'_>>> = BTreeMap::new();
    let equals =
        |edge: &Edge| edge.symmetric && edge.category == Category::Event && !edge.negated && edge.modality == Modality::Actual && !edge.claimed_only;
    for Link { source, target, edge } in graph.links().filter(|link| equals(link.edge)) {
        for piece in &edge.evidence {
            let trigger = piece.trigger.as_ref().map_or(0, |trigger| trigger.start);
            let place = (piece.article.as_str(), piece.sentence.start, trigger, edge.key.as_str());
            places.entry(place).or_default().push((&source.id, &target.id, edge, &piece.claim));
        }
    }
    let mut found: BTreeMap<(&str, Vec<&str>), (&Edge, usize)> = BTreeMap::new();
    let mut shown = Shown::new();
    for ((.., key), pairs) in &places {
        let members: BTreeSet<&str> = pairs.iter().flat_map(|(a, b, ..)| [*a, *b]).collect();
        let met: HashSet<[&str; 2]> = pairs.iter().map(|(a, b, ..)| if a < b { [*a, *b] } else { [*b, *a] }).collect();
        // Only where everybody is an equal of everybody: two who each met a third did not meet each other.
        if members.len() < 3 || met.len() != members.len() * (members.len() - 1) / 2 {
            continue;
        }
        found.entry((*key, members.into_iter().collect())).or_insert((pairs[0].2, 0)).1 += 1;
        shown.extend(pairs.iter().map(|(.., claim)| *claim));
    }
    let gatherings = found.into_iter().map(|((_, members), (edge, told))| Gathering { members, edge, told });
    (gatherings.collect(), shown)
}

/// How many pieces of an edge's evidence a picture still has to show as a tie between two.
pub fn left(edge: &Edge, shown: &Shown<'_>) -> usize {
    edge.evidence.iter().filter(|piece| !shown.contains(piece.claim.as_str())).count()
}
