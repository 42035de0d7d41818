//! Full names of one person in several forms: spellings, nicknames, middle names. A likeness of names only proposes; posts, states and the actors named beside them decide.

use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::clusters::Clusters;
use super::cooccurrence::Cooccurrence;
use super::names::Relation;
use super::profile::Profile;
use crate::knowledge::actors::Actors;
use crate::types::EntityKind;

/// A key that more names share than this says nothing.
const MOST_SHARING: usize = 60;

/// A best candidate has to lead a rival that it excludes by so many points.
const LEAD: i16 = 2;

/// Two names that may be one.
struct Pair {
    a: usize,
    b: usize,
    /// Points of evidence above what the difference of the names needs.
    surplus: i16,
    reason: String,
}

/// Joins the forms of full names.
pub fn join(profiles: &[Profile], cooccurrence: &Cooccurrence, actors: &Actors, clusters: &mut Clusters<'_>) {
    let full: Vec<usize> = (0..profiles.len()).filter(|&i| profiles[i].kind == EntityKind::Person && profiles[i].person.words.len() >= 2).collect();
    let mut families: HashMap<&str, usize> = HashMap::new();
    full.iter().filter_map(|&i| profiles[i].family()).for_each(|family| *families.entry(family).or_default() += 1);
    let bearers = |profile: &Profile| profile.family().and_then(|family| families.get(family)).copied().unwrap_or(0);
    // In a handful of articles every name is rare.
    let rare = |a: &Profile, b: &Profile| full.len() > 100 && a.family() == b.family() && bearers(a) == 2;
    let mut pairs: Vec<Pair> = Vec::new();
    for (a, b) in proposals(profiles, &full) {
        let (x, y) = (&profiles[a], &profiles[b]);
        let Some(Relation { what, needs }) = x.person.relation(&y.person, x.family_first || y.family_first, actors) else { continue };
        if clusters.exclude(a, b) {
            continue;
        }
        let evidence = x.evidence(y, cooccurrence, &rare);
        let agreeing = if evidence.what.is_empty() { String::new() } else { format!("; they share {}", evidence.what.join(", ")) };
        let (name, other) = if x.records >= y.records { (&x.name, &y.name) } else { (&y.name, &x.name) };
        pairs.push(Pair { a, b, surplus: evidence.points - i16::from(needs), reason: format!("{name} and {other}: {what}{agreeing}") });
    }
    let mut by_end: HashMap<usize, Vec<usize>> = HashMap::new();
    for (i, pair) in pairs.iter().enumerate() {
        [pair.a, pair.b].into_iter().for_each(|end| by_end.entry(end).or_default().push(i));
    }
    // "Peter Marsh" may be "Peter A. Marsh" or "Peter B. Marsh".
    let has_rival = |pair: &Pair| {
        [(pair.a, pair.b), (pair.b, pair.a)].into_iter().any(|(end, other)| {
            by_end[&end].iter().map(|&i| &pairs[i]).any(|rival| {
                let third = if rival.a == end { rival.b } else { rival.a };
                third != other && rival.surplus >= 0 && rival.surplus + LEAD > pair.surplus && clusters.exclude(third, other)
            })
        })
    };
    let mut sure: Vec<&Pair> = pairs.iter().filter(|pair| pair.surplus >= 0 && !has_rival(pair)).collect();
    sure.sort_by_key(|pair| (std::cmp::Reverse(pair.surplus), pair.a, pair.b));
    for pair in sure {
        clusters.join(pair.a, pair.b, &pair.reason);
    }
}

/// Pairs of names that share a key, each once.
fn proposals(profiles: &[Profile], full: &[usize]) -> BTreeSet<(usize, usize)> {
    let hash = |key: String| {
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        hasher.finish()
    };
    // A name has some keys more than once.
    let mut keyed: Vec<(u64, usize)> = full.iter().flat_map(|&i| profiles[i].person.keys().into_iter().map(move |key| (hash(key), i))).collect();
    keyed.sort_unstable();
    let mut pairs = BTreeSet::new();
    for sharing in keyed.chunk_by(|(a, _), (b, _)| a == b).filter(|sharing| sharing.len() <= MOST_SHARING) {
        for (n, &(_, b)) in sharing.iter().enumerate() {
            pairs.extend(sharing[..n].iter().map(|&(_, a)| (a, b)).filter(|(a, b)| a != b));
        }
    }
    pairs
}
