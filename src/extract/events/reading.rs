//! The learned reader: candidates, their features, their scores, and the edges that are likely enough. What a word names is asked first, then who
//! takes part in it, then whether an edge between two of them is right.

use std::collections::BTreeSet;

use crate::extract::events::actors::{End, Finder};
use crate::extract::events::candidates::{self, Candidate, Party, Proposal};
use crate::extract::events::features::Features;
use crate::extract::events::rules::Finding;
use crate::knowledge::reader::{Side, key};

/// A type is thought of at a word only if it is at least so likely there, or a rule finds it.
const THOUGHT_OF: f32 = 0.03;

/// So many actors are weighed for each side.
const WEIGHED: usize = 3;

/// A pair is weighed only if the product of its three probabilities is at least so high, or a rule finds it.
const LEAST_PRODUCT: f32 = 2e-3;

/// The numbers that an edge between two actors is judged by, in the order of `training/events.py`.
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
pub fn read(finder: &Finder<'_>, findings: &[Finding], named: bool) -> Vec<Reading> {
    candidates::all(finder, findings, named).filter_map(|candidate| at_word(finder, candidate, named)).collect()
}

fn at_word(finder: &Finder<'_>, candidate: Candidate<'_>, named: bool) -> Option<Reading> {
    let reader = &finder.knowledge.reader;
    let kinds = reader.words(&candidate.features.keys);
    let found = |kind: usize| candidate.findings.iter().any(|finding| finding.event.kind == reader.kinds()[kind]);
    let thought_of: Vec<usize> = (0..reader.kinds().len()).filter(|&kind| kinds[kind] > THOUGHT_OF || found(kind)).collect();
    if thought_of.is_empty() {
        return None;
    }
    let (parties, proposals) = candidates::parties(finder, &candidate, named);
    let mut edges = Vec::new();
    for kind in thought_of {
        let choice = Choice::new(finder, kind, kinds[kind], &parties, &proposals);
        edges.extend(choice.pairs().into_iter().map(|pair| Edge {
            kind,
            source: pair.source,
            target: pair.target,
            sides: [choice.sources[pair.source], choice.targets[pair.target]],
            likely: reader.pair(&pair.numbers),
        }));
    }
    Some(Reading { word: candidate.word, features: candidate.features, kinds, parties, proposals, edges })
}

/// The choice of source and target for a type that a word may name.
struct Choice<'a> {
    /// The type, by its place among the reader's.
    kind: usize,
    symmetric: bool,
    /// How likely the word names the type.
    word: f32,
    parties: &'a [Party],
    /// How likely each party is the source.
    sources: Vec<f32>,
    /// How likely each party is the target.
    targets: Vec<f32>,
    /// The pairs that rules find, each with how sure the rule is.
    found: Vec<(usize, usize, f32)>,
}

/// Two parties, with what an edge between them is judged by.
struct Pair {
    source: usize,
    target: usize,
    numbers: [f32; NUMBERS],
}

impl<'a> Choice<'a> {
    fn new(finder: &Finder<'_>, kind: usize, word: f32, parties: &'a [Party], proposals: &[Proposal]) -> Self {
        let name = finder.knowledge.reader.kinds()[kind].as_str();
        let symmetric = finder.knowledge.edges.get(name).is_some_and(|kind| kind.symmetric);
        let of_kind = proposals.iter().filter(|p| p.finding.event.kind == name);
        let found: Vec<_> = of_kind.map(|p| (p.source, p.target, p.finding.event.confidence as f32)).collect();
        let sides = |side: Side| {
            let taken = |&(source, target, _): &(usize, usize, f32)| match side {
                _ if symmetric => vec![source, target],
                Side::Source => vec![source],
                Side::Target => vec![target],
            };
            let by_rule: Vec<&End> = found.iter().flat_map(taken).map(|party| &parties[party].end).collect();
            let says = |party: &Party| match (by_rule.is_empty(), by_rule.contains(&&party.end)) {
                (true, _) => "no rule",
                (_, true) => "by rule",
                _ => "not by rule",
            };
            let likely = |party: &Party| finder.knowledge.reader.side(side, kind, party.features.keys.iter().copied().chain([key(says(party))]));
            parties.iter().map(likely).collect()
        };
        Self { kind, symmetric, word, parties, sources: sides(Side::Source), targets: sides(Side::Target), found }
    }

    /// The pairs of parties that are likeliest, and those that rules find.
    fn pairs(&self) -> Vec<Pair> {
        let first = best(&self.sources, self.found.iter().map(|found| found.0));
        let second = best(&self.targets, self.found.iter().map(|found| found.1));
        let mut out = Vec::new();
        for &source in &first {
            for &target in &second {
                // Both orders of a symmetric edge are one.
                let other_order = self.symmetric && source > target && second.contains(&source) && first.contains(&target);
                if other_order || self.parties[source].end == self.parties[target].end {
                    continue;
                }
                let sure = self.sure(source, target);
                if sure.is_some() || self.word * self.sources[source] * self.targets[target] >= LEAST_PRODUCT {
                    out.push(Pair { source, target, numbers: self.numbers(source, target, sure) });
                }
            }
        }
        out
    }

    /// How sure rules are that the edge goes between these two, if they find it.
    fn sure(&self, source: usize, target: usize) -> Option<f32> {
        let ends = |a: usize, b: usize| (&self.parties[a].end, &self.parties[b].end);
        let same = |&&(a, b, _): &&(usize, usize, f32)| ends(a, b) == ends(source, target) || self.symmetric && ends(b, a) == ends(source, target);
        self.found.iter().filter(same).map(|found| found.2).reduce(f32::max)
    }

    /// As `numbers` in `training/events.py` has them.
    fn numbers(&self, source: usize, target: usize, sure: Option<f32>) -> [f32; NUMBERS] {
        let (one, other) = (&self.parties[source], &self.parties[target]);
        let three = [self.word, self.sources[source], self.targets[target]];
        let rest = || (0..self.parties.len()).filter(|&i| self.parties[i].end != one.end && self.parties[i].end != other.end);
        let better = |likely: &[f32], than: f32| rest().filter(|&i| likely[i] > than).count().min(3) as f32;
        let rival = |likely: &[f32]| logit(rest().map(|i| likely[i]).fold(0.0, f32::max));
        let actors: BTreeSet<&End> = self.parties.iter().map(|party| &party.end).collect();
        [
            logit(three[0]),
            logit(three[1]),
            logit(three[2]),
            better(&self.sources, three[1]),
            better(&self.targets, three[2]),
            rival(&self.sources),
            rival(&self.targets),
            f32::from(sure.is_some()),
            f32::from(!self.found.is_empty()),
            place(&KINDS, one.kind),
            place(&KINDS, other.kind),
            place(&FORMS, one.form),
            place(&FORMS, other.form),
            f32::from(one.country.is_some() && one.country == other.country),
            actors.len() as f32,
            f32::from(self.symmetric),
            self.kind as f32,
            three.iter().copied().map(logit).sum(),
            logit(three.iter().product()),
            sure.unwrap_or(0.0),
        ]
    }
}

/// The likeliest parties of a side, and those that rules name, in order.
fn best(likely: &[f32], by_rules: impl Iterator<Item = usize>) -> BTreeSet<usize> {
    let mut order: Vec<usize> = (0..likely.len()).collect();
    order.sort_by(|&a, &b| likely[b].total_cmp(&likely[a]).then(a.cmp(&b)));
    order.into_iter().take(WEIGHED).chain(by_rules).collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::events::features::Features;

    #[derive(serde::Deserialize)]
    struct Case {
        kind: usize,
        symmetric: bool,
        word: f32,
        parties: Vec<(usize, String, String, Option<String>)>,
        sources: Vec<f32>,
        targets: Vec<f32>,
        found: Vec<(usize, usize, f32)>,
        pairs: Vec<(usize, usize, Vec<f32>)>,
    }

    /// `python training/events.py --sample` writes the cases.
    #[test]
    fn pairs_are_judged_by_the_numbers_that_training_learned_from() {
        let cases: Vec<Case> = serde_json::from_str(include_str!("../../../tests/fixtures/events/pairs.json")).unwrap();
        for case in cases {
            let known = |list: &[&'static str], word: &str| *list.iter().find(|known| **known == word).unwrap();
            let party = |(end, kind, form, country): (usize, String, String, Option<String>)| Party {
                end: End::Entity(end),
                word: None,
                features: Features::default(),
                kind: known(&KINDS, &kind),
                form: known(&FORMS, &form),
                country,
            };
            let parties: Vec<Party> = case.parties.into_iter().map(party).collect();
            let Case { kind, symmetric, word, sources, targets, found, .. } = case;
            let pairs = Choice { kind, symmetric, word, parties: &parties, sources, targets, found }.pairs();
            assert_eq!(pairs.iter().map(|p| (p.source, p.target)).collect::<Vec<_>>(), case.pairs.iter().map(|p| (p.0, p.1)).collect::<Vec<_>>());
            for (pair, (_, _, numbers)) in pairs.iter().zip(&case.pairs) {
                assert!(pair.numbers.iter().zip(numbers).all(|(a, b)| (a - b).abs() < 1e-3), "{:?}\n{numbers:?}", pair.numbers);
            }
        }
    }
}
