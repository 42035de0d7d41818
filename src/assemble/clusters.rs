//! Profiles that were found to be one actor, with the reasons; what is to stay apart stays apart, through any chain of joins.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use super::cooccurrence::Cooccurrence;
use super::profile::Profile;

/// Groups of profiles, by position. The members of a group are read before each join, and which of them gives the name is
/// decided here: petgraph's `UnionFind` knows neither.
pub struct Clusters<'a> {
    profiles: &'a [Profile],
    cooccurrence: &'a Cooccurrence,
    /// The cluster of each profile, by its first member.
    of: Vec<usize>,
    members: HashMap<usize, Vec<usize>>,
    reasons: HashMap<usize, String>,
    apart: HashSet<(usize, usize)>,
    /// Pairs that the user has joined, whatever else speaks against them.
    ordered: HashSet<usize>,
}

impl<'a> Clusters<'a> {
    /// Each profile by itself.
    pub fn new(profiles: &'a [Profile], cooccurrence: &'a Cooccurrence) -> Self {
        let of = (0..profiles.len()).collect();
        Self { profiles, cooccurrence, of, members: HashMap::new(), reasons: HashMap::new(), apart: HashSet::new(), ordered: HashSet::new() }
    }

    /// The positions of all members of a profile's cluster.
    pub fn members(&self, at: usize) -> &[usize] {
        let head = &self.of[at];
        self.members.get(head).map_or(std::slice::from_ref(head), Vec::as_slice)
    }

    /// Whether two profiles are one already.
    pub fn are_one(&self, a: usize, b: usize) -> bool {
        self.of[a] == self.of[b]
    }

    /// Whether a profile has been joined to another.
    pub fn is_joined(&self, at: usize) -> bool {
        self.reasons.contains_key(&at)
    }

    /// Never joins the two, whatever speaks for it.
    pub fn keep_apart(&mut self, a: usize, b: usize) {
        self.apart.insert((a.min(b), a.max(b)));
    }

    /// Whether two profiles cannot be one: the user said so, their names exclude it, or an article has both.
    pub fn exclude(&self, a: usize, b: usize) -> bool {
        let (x, y) = (&self.profiles[a], &self.profiles[b]);
        self.apart.contains(&(a.min(b), a.max(b))) || x.kind != y.kind || x.person.clashes(&y.person) || self.cooccurrence.meet(&x.id, &y.id)
    }

    /// Joins the clusters of two profiles unless a pair of their members excludes it; the one with more records gives the name.
    pub fn join(&mut self, a: usize, b: usize, reason: &str) -> bool {
        let (ours, theirs) = (self.members(a), self.members(b));
        if self.are_one(a, b) || ours.iter().any(|&i| theirs.iter().any(|&j| self.exclude(i, j))) {
            return false;
        }
        let known = |at: usize| {
            let head = &self.profiles[self.of[at]];
            (self.ordered.contains(&self.of[at]), head.person.words.len() >= 2, head.records)
        };
        let (to, from) = if known(b) > known(a) || (known(a) == known(b) && self.of[b] < self.of[a]) { (b, a) } else { (a, b) };
        self.merge(from, to, reason);
        true
    }

    /// Joins one profile to another because the user says so: only another line of the user's file can forbid it.
    pub fn join_by_order(&mut self, from: usize, to: usize, reason: &str) {
        if !self.are_one(from, to) {
            self.merge(from, to, reason);
            self.ordered.insert(self.of[to]);
        }
    }

    fn merge(&mut self, from: usize, to: usize, reason: &str) {
        let (head, moved) = (self.of[to], self.members(from).to_vec());
        let old = self.of[from];
        let mut all = self.members.remove(&head).unwrap_or_else(|| vec![head]);
        self.reasons.insert(old, reason.to_owned());
        moved.iter().for_each(|&member| self.of[member] = head);
        all.extend(moved);
        self.members.remove(&old);
        self.members.insert(head, all);
    }

    /// The clusters by their first members, each member with the reason why it is there.
    pub fn groups(&self) -> IndexMap<usize, Vec<(usize, &str)>> {
        let mut groups: IndexMap<usize, Vec<(usize, &str)>> = IndexMap::new();
        for at in 0..self.profiles.len() {
            groups.entry(self.of[at]).or_default().push((at, self.reasons.get(&at).map_or("", String::as_str)));
        }
        groups
    }
}
