//! Doubt made visible: what one side claims and another denies.
//!
//! Two ways of denying are seen: the same edge negated ("did not supply", "denied having supplied"), and a denial aimed at whoever claims it, close by in the
//! same article ("The US accused X of supplying Y. X denied it").

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;

use super::claims::EdgeSet;
use super::identity::Identity;
use crate::types::record::{Record, RecordEvent, TextSpan};
use crate::types::{Category, Edge, Evidence, Modality, Plover, Stance};

/// A denial means what was claimed at most so many code points away.
const NEAR: usize = 500;

/// A denial in an article, with the claims that it means.
pub struct Denial {
    /// The evidence of the denial itself.
    pub evidence: Evidence,
    /// Ids of the denied claims.
    pub claims: Vec<String>,
}

/// A record with the stances of its events: which deny or wish what others claim.
pub struct Stances<'a> {
    record: &'a Record,
    country: HashMap<&'a str, &'a str>,
    stance: &'a dyn Fn(&str) -> Option<Stance>,
}

impl<'a> Stances<'a> {
    /// A record, and what its edge types mean for each other.
    pub fn new(record: &'a Record, stance: &'a dyn Fn(&str) -> Option<Stance>) -> Self {
        let country = record.entities.iter().filter_map(|entity| Some((entity.id.as_str(), entity.country.as_deref()?))).collect();
        Self { record, country, stance }
    }

    /// The denials.
    pub fn denials(&self, identity: &Identity) -> Vec<Denial> {
        let denials = self.record.events.iter().filter(|event| (self.stance)(&event.kind) == Some(Stance::Denial) && !event.negated);
        denials.filter_map(|denial| self.denied(denial, identity)).collect()
    }

    fn denied(&self, denial: &RecordEvent, identity: &Identity) -> Option<Denial> {
        let means = |claim: &&RecordEvent| {
            !claim.negated
                && (self.stance)(&claim.kind) != Some(Stance::Denial)
                && claim.plover.is_some()
                && distance(&denial.sentence, &claim.sentence) <= NEAR
                && !claim.attributed_to.contains(&denial.source)
                && claim.attributed_to.iter().any(|claimant| self.of_one_side(claimant, &denial.target))
                && [&claim.source, &claim.target].into_iter().any(|end| self.of_one_side(end, &denial.source))
        };
        let near = self.events_from(denial.sentence.start.saturating_sub(4 * NEAR));
        let meant: Vec<&RecordEvent> = near.take_while(|claim| claim.trigger.start < denial.sentence.end + 4 * NEAR).filter(means).collect();
        // Of several claims the nearest is denied, not all that the other side has said before.
        let nearest = meant.iter().map(|claim| distance(&denial.sentence, &claim.sentence)).min();
        let at_once = |claim: &&&RecordEvent| Some(distance(&denial.sentence, &claim.sentence)) == nearest;
        let claims: Vec<String> = meant.iter().filter(at_once).map(|claim| claim.id.clone()).collect();
        let evidence = Evidence {
            article: self.record.article.id.clone(),
            claim: denial.id.clone(),
            sentence: denial.sentence.clone(),
            trigger: Some(denial.trigger.clone()),
            // What the denier denies is another edge than the denial: its ends are named elsewhere.
            mentions: Vec::new(),
            attributed_to: vec![identity.of_id(&denial.source).to_owned()],
            claimed: true,
            time: denial.time.clone(),
            confidence: denial.confidence,
            rule: denial.rule.clone(),
        };
        (!claims.is_empty()).then_some(Denial { evidence, claims })
    }

    /// The events whose trigger stands at this place or behind it.
    fn events_from(&self, start: usize) -> impl Iterator<Item = &'a RecordEvent> {
        let first = self.record.events.partition_point(|event| event.trigger.start < start);
        self.record.events[first..].iter()
    }

    /// Whether two actors are one, or of one state.
    fn of_one_side(&self, a: &str, b: &str) -> bool {
        a == b || self.country.get(a).is_some_and(|country| self.country.get(b) == Some(country))
    }

    /// The ids of events that are only what somebody demands, asks or warns of in the same sentence: "urged X not to sell" denies nothing.
    pub fn wishes(&self) -> Vec<String> {
        let is_wish = |event: &&RecordEvent| {
            let mut beside = self.events_from(event.sentence.start).take_while(|other| other.trigger.start < event.sentence.end);
            event.modality != Modality::Actual
                && beside.any(|other| {
                    (self.stance)(&other.kind) == Some(Stance::Wish)
                        && other.id != event.id
                        && [&event.source, &event.target].contains(&&other.target)
                })
        };
        self.record.events.iter().filter(is_wish).map(|event| event.id.clone()).collect()
    }

    /// The speakers in whose words an event stands that the record attributes to nobody; `None` if the article itself tells it. What somebody
    /// says is a claim, unless saying it is doing it.
    pub fn own_words(&self, event: &RecordEvent) -> Option<Vec<String>> {
        // Statements are in text order, and few are nested in each other.
        const NESTED: usize = 12;
        let statements = &self.record.statements;
        let end = statements.partition_point(|statement| statement.content.first().is_none_or(|span| span.start <= event.trigger.start));
        let within = |span: &TextSpan| span.start <= event.trigger.start && event.trigger.end <= span.end;
        let (mut speakers, mut said) = (Vec::new(), false);
        for statement in statements[end.saturating_sub(NESTED)..end].iter().filter(|statement| statement.content.iter().any(within)) {
            let own = statement.speaker.as_deref().is_some_and(|speaker| self.of_one_side(speaker, &event.source));
            let deed = event.plover.as_deref().and_then(Plover::named).is_some_and(Plover::is_deed);
            if own && !deed && !(event.negated && event.modality == Modality::Actual) {
                continue;
            }
            said = true;
            speakers.extend(statement.speaker.clone());
        }
        said.then_some(speakers)
    }
}

fn distance(a: &TextSpan, b: &TextSpan) -> usize {
    a.start.saturating_sub(b.end).max(b.start.saturating_sub(a.end))
}

/// The ends and the type of an edge; of a symmetric edge the ends in the order of their ids.
pub type About<'a> = (&'a str, &'a str, &'a str);

/// What of an edge decides whether another contradicts it.
pub struct Side<'a> {
    /// What it is about.
    pub about: About<'a>,
    /// Fact, plan or possibility.
    pub modality: Modality,
    /// Said not to be so.
    pub negated: bool,
}

/// Marks the edges that are contested and gives each the other side's evidence. `wishes`: ids of claims that deny nothing.
pub fn mark(edges: &mut EdgeSet, denials: Vec<Denial>, wishes: &HashSet<String>) {
    let mut place: IndexMap<String, usize> = IndexMap::new();
    for (at, edge) in edges.edges().enumerate() {
        place.extend(edge.evidence.iter().map(|piece| (piece.claim.clone(), at)));
    }
    let mut against: Vec<(usize, Evidence)> = Vec::new();
    for denial in denials {
        for claim in denial.claims.iter().filter_map(|claim| place.get(claim)) {
            against.push((*claim, denial.evidence.clone()));
        }
    }
    let sides = edges.ends().zip(edges.edges()).enumerate().filter_map(|(at, ((source, target), edge))| Some((at, Side::of(source, target, edge)?)));
    for (asserted, negated) in pairs(sides) {
        against.extend(contradictions((asserted, &edges.at(asserted).evidence), (negated, &edges.at(negated).evidence), wishes));
    }
    for (at, piece) in against {
        add(edges.at_mut(at), piece);
    }
}

/// Gives an edge a piece of the other side's evidence.
pub fn add(edge: &mut Edge, piece: Evidence) {
    edge.contested = true;
    if edge.against.iter().all(|known| known.claim != piece.claim) {
        edge.against.push(piece);
    }
}

/// What two edges that say yes and no of the same hold against each other: by position of the edge, the evidence against it.
pub fn contradictions(yes: (usize, &[Evidence]), no: (usize, &[Evidence]), wishes: &HashSet<String>) -> Vec<(usize, Evidence)> {
    let (mut against, mut met) = (Vec::new(), HashSet::new());
    let meant = |piece: &&Evidence| !wishes.contains(&piece.claim);
    for a in yes.1.iter().filter(meant) {
        let first = against.len();
        for (i, b) in no.1.iter().enumerate().filter(|(_, b)| meant(b) && other_side(a, b) && same_time(a, b)) {
            if met.insert(i) {
                against.push((yes.0, b.clone()));
            }
            if against[first..].iter().all(|(at, _)| *at != no.0) {
                against.push((no.0, a.clone()));
            }
        }
    }
    against
}

impl<'a> Side<'a> {
    /// That of an edge, if it is one that can be contradicted.
    pub fn of(source: &'a str, target: &'a str, edge: &'a Edge) -> Option<Self> {
        let (a, b) = if edge.symmetric && target < source { (target, source) } else { (source, target) };
        (edge.category != Category::Statement).then_some(Self { about: (a, b, &edge.kind), modality: edge.modality, negated: edge.negated })
    }
}

/// Positions of edges that say yes and no of the same.
pub fn pairs<'a>(edges: impl Iterator<Item = (usize, Side<'a>)>) -> Vec<(usize, usize)> {
    let mut groups: IndexMap<About<'_>, Vec<(usize, Side<'_>)>> = IndexMap::new();
    for (at, side) in edges {
        groups.entry(side.about).or_default().push((at, side));
    }
    let mut out = Vec::new();
    for group in groups.values().filter(|group| group.len() > 1) {
        for (yes, side) in group.iter().filter(|(_, side)| !side.negated) {
            out.extend(group.iter().filter(|(_, no)| no.negated && contradicts(side, no)).map(|(no, _)| (*yes, *no)));
        }
    }
    out
}

/// "Did not" contradicts "did" and "may have"; "will not" contradicts "will" and "may".
fn contradicts(yes: &Side<'_>, no: &Side<'_>) -> bool {
    match no.modality {
        Modality::Actual => yes.modality != Modality::Planned,
        Modality::Planned => yes.modality != Modality::Actual,
        Modality::Possible => false,
    }
}

/// Somebody else says it, or another article: one voice that says both speaks of two things.
fn other_side(a: &Evidence, b: &Evidence) -> bool {
    a.article != b.article || a.attributed_to != b.attributed_to
}

/// Two stated times that do not meet are of two events.
fn same_time(a: &Evidence, b: &Evidence) -> bool {
    let days = |piece: &Evidence| piece.time.as_ref().and_then(|time| Some((time.from.clone()?, time.to.clone()?)));
    match (days(a), days(b)) {
        (Some((from, to)), Some((other_from, other_to))) => from <= other_to && other_from <= to,
        _ => true,
    }
}
