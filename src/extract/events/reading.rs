//! The learned reader: candidates, their features, their scores, and the edges that are likely enough. What a word names is asked first, then who
//! takes part in it, then whether an edge between two of them is right.

use crate::extract::events::actors::{End, Finder};
use crate::extract::events::candidates::{self, Finding, Party, Proposal};
use crate::extract::events::features::Features;
use crate::extract::events::relations::related;
use crate::knowledge::reader::{Reader, Side, key};

/// A type is thought of at a word only if it is at least so likely there, or a rule finds it.
const THOUGHT_OF: f32 = 0.03;

/// So many actors are weighed for each side.
const WEIGHED: usize = 3;

/// The numbers that an edge between two actors is judged by, in the order of `training/train.py`.
pub const NUMBERS: usize = 20;

/// What is read at one word.
pub struct Reading {
    /// The word.
    pub word: usize,
    /// What was seen of it.
    pub features: Features,
    /// How likely it names each type of the reader; last, none.
    pub kinds: Vec<f32>,
    /// Who may take part.
    pub parties: Vec<Party>,
    /// What rules find here.
    pub proposals: Vec<Proposal>,
    /// The likeliest edges.
    pub edges: Vec<Edge>,
}

/// An edge that may be read at a word.
#[derive(Debug, Clone)]
pub struct Edge {
    /// Its type, by its place among the reader's.
    pub kind: usize,
    /// Position among the parties.
    pub source: usize,
    /// Position among the parties.
    pub target: usize,
    /// How likely the source takes its side, and the target.
    pub sides: [f32; 2],
    /// How likely the edge is right.
    pub likely: f64,
}

/// Reads a document: all words that may name something the reader thinks likely enough. `findings` are those of rules, by their words.
pub fn read(finder: &Finder<'_>, reader: &Reader, findings: &[Finding], named: bool) -> Vec<Reading> {
    let mut by_word: Vec<(usize, &Finding)> = findings.iter().enumerate().collect();
    by_word.sort_by_key(|(i, finding)| (finding.word, *i));
    let mut out = Vec::new();
    for word in 0..finder.doc.tokens.len() {
        let first = by_word.partition_point(|(_, f)| f.word < word);
        let here = &by_word[first..by_word.partition_point(|(_, f)| f.word <= word)];
        if here.is_empty() && !candidates::may_name(finder, word) {
            continue;
        }
        out.extend(at_word(finder, reader, word, here, named));
    }
    out
}

fn at_word(finder: &Finder<'_>, reader: &Reader, word: usize, findings: &[(usize, &Finding)], named: bool) -> Option<Reading> {
    let relations = related(finder.doc, word);
    let mut features = Features::new(named);
    candidates::word_features(finder, word, &relations, &kinds_of(findings), &mut features);
    let kinds = reader.words(&features.keys);
    let found = |kind: usize| findings.iter().any(|(_, f)| f.kind == reader.kinds()[kind]);
    let thought_of: Vec<usize> = (0..reader.kinds().len()).filter(|&kind| kinds[kind] > THOUGHT_OF || found(kind)).collect();
    if thought_of.is_empty() {
        return None;
    }
    let (parties, proposals) = candidates::parties(finder, word, &relations, findings, named);
    let mut edges = Vec::new();
    for kind in thought_of {
        edges_of(finder, reader, kind, kinds[kind], &parties, &proposals, &mut edges);
    }
    Some(Reading { word, features, kinds, parties, proposals, edges })
}

/// The types that rules find, sorted.
pub fn kinds_of<'a>(findings: &[(usize, &'a Finding)]) -> Vec<&'a str> {
    let mut kinds: Vec<&str> = findings.iter().map(|(_, f)| f.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    kinds
}

/// How likely each actor takes a side of an edge of the type.
fn sides(finder: &Finder<'_>, reader: &Reader, side: Side, kind: usize, parties: &[Party], proposals: &[Proposal]) -> Vec<f32> {
    let name = reader.kinds()[kind].as_str();
    let symmetric = finder.knowledge.edges.get(name).is_some_and(|kind| kind.symmetric);
    let mut by_rule: Vec<&End> = Vec::new();
    for proposal in proposals.iter().filter(|p| p.kind == name) {
        let ends = [&parties[proposal.source].end, &parties[proposal.target].end];
        by_rule.push(ends[usize::from(side == Side::Target)]);
        by_rule.extend(symmetric.then_some(ends[usize::from(side == Side::Source)]));
    }
    let says = |party: &Party| match (by_rule.is_empty(), by_rule.contains(&&party.end)) {
        (true, _) => "no rule",
        (_, true) => "by rule",
        _ => "not by rule",
    };
    parties.iter().map(|party| reader.side(side, kind, party.features.keys.iter().copied().chain([key(says(party))]))).collect()
}

fn edges_of(finder: &Finder<'_>, reader: &Reader, kind: usize, likely: f32, parties: &[Party], proposals: &[Proposal], out: &mut Vec<Edge>) {
    let name = reader.kinds()[kind].as_str();
    let symmetric = finder.knowledge.edges.get(name).is_some_and(|kind| kind.symmetric);
    let sources = sides(finder, reader, Side::Source, kind, parties, proposals);
    let targets = sides(finder, reader, Side::Target, kind, parties, proposals);
    let proposed: Vec<(usize, usize)> = proposals.iter().filter(|p| p.kind == name).map(|p| (p.source, p.target)).collect();
    let best = |sides: &[f32], proposed: &mut dyn Iterator<Item = usize>| {
        let mut order: Vec<usize> = (0..sides.len()).collect();
        order.sort_by(|&a, &b| sides[b].total_cmp(&sides[a]).then(a.cmp(&b)));
        order.truncate(WEIGHED);
        order.extend(proposed);
        order.sort_unstable();
        order.dedup();
        order
    };
    let first = best(&sources, &mut proposed.iter().map(|p| p.0));
    let second = best(&targets, &mut proposed.iter().map(|p| p.1));
    for &source in &first {
        for &target in &second {
            let (a, b) = (&parties[source], &parties[target]);
            // Both orders of a symmetric edge are one.
            if a.end == b.end || symmetric && source > target && second.contains(&source) && first.contains(&target) {
                continue;
            }
            let other = |party: &&(usize, &Party)| party.1.end != a.end && party.1.end != b.end;
            let others: Vec<usize> = parties.iter().enumerate().collect::<Vec<_>>().iter().filter(other).map(|(i, _)| *i).collect();
            let better = |sides: &[f32], than: f32| others.iter().filter(|&&i| sides[i] > than).count().min(3) as f32;
            let rival = |sides: &[f32]| others.iter().map(|&i| sides[i]).fold(0.0, f32::max);
            let same = |p: &(usize, usize)| {
                let ends = (&parties[p.0].end, &parties[p.1].end);
                ends == (&a.end, &b.end) || symmetric && ends == (&b.end, &a.end)
            };
            let of_kind = proposals.iter().filter(|p| p.kind == name && same(&(p.source, p.target)));
            let sure = of_kind.map(|p| p.sure as f32).fold(0.0, f32::max);
            let mut ends: Vec<&End> = parties.iter().map(|p| &p.end).collect();
            ends.sort_unstable();
            ends.dedup();
            let country = country(finder, &a.end);
            let numbers: [f32; NUMBERS] = [
                logit(likely),
                logit(sources[source]),
                logit(targets[target]),
                better(&sources, sources[source]),
                better(&targets, targets[target]),
                logit(rival(&sources)),
                logit(rival(&targets)),
                f32::from(proposed.iter().any(same)),
                f32::from(!proposed.is_empty()),
                place(&KINDS, a.kind),
                place(&KINDS, b.kind),
                place(&FORMS, a.form),
                place(&FORMS, b.form),
                f32::from(country.is_some() && country == self::country(finder, &b.end)),
                ends.len() as f32,
                f32::from(symmetric),
                kind as f32,
                logit(likely) + logit(sources[source]) + logit(targets[target]),
                logit(likely * sources[source] * targets[target]),
                sure,
            ];
            out.push(Edge { kind, source, target, sides: [sources[source], targets[target]], likely: reader.pair(&numbers) });
        }
    }
}

const KINDS: [&str; 6] = ["person", "state", "organisation", "group", "place", "other"];
const FORMS: [&str; 5] = ["name", "noun", "pronoun", "rule", "understood"];

fn place(list: &[&str], word: &str) -> f32 {
    list.iter().position(|w| *w == word).unwrap_or(list.len()) as f32
}

fn logit(p: f32) -> f32 {
    let p = p.clamp(1e-4, 1.0 - 1e-4);
    (p / (1.0 - p)).ln()
}

/// The state that an end is or belongs to.
pub fn country<'a>(finder: &'a Finder<'_>, end: &'a End) -> Option<&'a str> {
    match end {
        End::Entity(entity) => finder.entities.list[*entity].country.as_deref(),
        End::StateOf(code, _) => Some(code),
    }
}
