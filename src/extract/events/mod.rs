//! Typed events and affiliations: who does what to whom, read from the dependency trees.
//!
//! The grammar is general: [`arguments`] undoes passives, control, relative clauses and coordination, [`actors`] leads from a word to the actors
//! behind it, `owners` to whose a thing is, `relations` tells how words and actors stand to each other. Rules propose edges: [`frames`] evaluates
//! the frames of the edge types, [`slots`] fills their slots, [`affiliations`] takes the posts that resolving found; `rules` collects what they
//! find. The learned reader weighs that with all else that the words allow: [`candidates`] gives words and actors with their [`features`],
//! [`reading`] their scores. `telling` adds what the words around say of an event, with [`modality`].

pub mod actors;
pub mod affiliations;
pub mod arguments;
pub mod candidates;
pub mod features;
pub mod frames;
pub mod modality;
mod owners;
pub mod reading;
mod relations;
pub mod rules;
pub mod said;
pub mod slots;
mod telling;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use indexmap::IndexMap;

use crate::knowledge::Knowledge;
use crate::types::{Document, Entities, EntityIndex, Event, Statement};
use actors::{End, Finder};
use candidates::Party;
use frames::Anchor;
use reading::Reading;
use rules::Finding;
use said::Said;

/// The events of a document. `published` is the article's ISO date, against which times are resolved. States that are met only in a place
/// that was hit or visited are added to `entities`.
pub fn extract(doc: &Document, entities: &mut Entities, statements: &[Statement], published: Option<&str>, knowledge: &Knowledge) -> Vec<Event> {
    let finder = Finder { doc, entities, said: Said::new(statements), knowledge };
    let by_rules = rules::findings(&finder, published);
    let readings = reading::read(&finder, &by_rules, false);
    let mut found: Vec<Finding> = readings.iter().flat_map(|reading| likely(&finder, reading, published)).collect();
    // What users add in their lexicons is not weighed by what was learned without it.
    found.extend(by_rules.into_iter().filter(|f| f.own || !knowledge.reader.kinds().iter().any(|kind| kind == f.event.kind)));
    let mut events: Vec<Event> = found.into_iter().filter_map(|found| settle(found, doc, entities, knowledge)).collect();
    events.retain(|event| !affiliations::is_anothers_post(entities, event));
    affiliations::set_tenures(doc, entities, knowledge, &mut events);
    clearest(told_better(events, knowledge), knowledge)
}

/// What the learned reader makes of a document, with the names of what it goes by: for `explain`.
pub fn readings(doc: &Document, entities: &Entities, statements: &[Statement], knowledge: &Knowledge) -> Vec<Reading> {
    let finder = Finder { doc, entities, said: Said::new(statements), knowledge };
    reading::read(&finder, &rules::findings(&finder, None), true)
}

/// The edges of a reading that are likely enough, with what the words around say of them.
fn likely(finder: &Finder<'_>, reading: &Reading, published: Option<&str>) -> Vec<Finding> {
    let reader = &finder.knowledge.reader;
    let mut out = Vec::new();
    for edge in &reading.edges {
        let Some(kind) = finder.knowledge.edges.get(&reader.kinds()[edge.kind]) else { continue };
        let [source, target] = [edge.source, edge.target].map(|party| &reading.parties[party]);
        let of_kind = || reading.proposals.iter().map(|p| &p.finding).filter(|finding| finding.event.kind == kind.name);
        let same = of_kind().find(|finding| finding.source == source.end && finding.target == target.end);
        if same.is_none() {
            // Who is only understood, and by no rule, is nobody.
            let (Some(at), Some(other)) = (source.word, target.word) else { continue };
            // "X and its allies A and B expressed concern": who stands with the doer is not the one it is done to.
            if kind.plover.is_some() && !kind.symmetric && finder.doc.is_below(other, at) {
                continue;
            }
        }
        let likely = edge.likely * link(finder, source) * link(finder, target);
        if likely < reader.least {
            continue;
        }
        let mut event = same.or_else(|| of_kind().next()).map_or_else(
            || telling::told(finder, kind, &Anchor::of(finder, reading.word), None, &source.end, published),
            |finding| finding.event.clone(),
        );
        event.confidence = (likely * 100.0).round() / 100.0;
        event.signs =
            vec![format!("word:{:.2}", reading.kinds[edge.kind]), format!("source:{:.2}", edge.sides[0]), format!("target:{:.2}", edge.sides[1])];
        out.push(Finding { word: reading.word, own: false, source: source.end.clone(), target: target.end.clone(), event });
    }
    out
}

/// How sure it is that the words of a party mean it.
fn link(finder: &Finder<'_>, party: &Party) -> f64 {
    let (End::Entity(entity), Some(word)) = (&party.end, party.word) else { return 1.0 };
    let mentions = finder.entities.headed_by(word).filter(|mention| mention.entity == *entity);
    mentions.map(|mention| f64::from(mention.confidence)).reduce(f64::max).unwrap_or(1.0)
}

/// The event of a finding, with its ends among the actors; states that are met only in a place are added to them.
fn settle(found: Finding, doc: &Document, entities: &mut Entities, knowledge: &Knowledge) -> Option<Event> {
    let mut index = |end: End| match end {
        End::Entity(entity) => Some(entity),
        End::StateOf(code, token) => affiliations::add_state(doc, entities, knowledge, &code, token),
    };
    let (source, target) = (index(found.source)?, index(found.target)?);
    (source != target).then_some(Event { source, target, ..found.event })
}

/// Without those that another type tells better, of the same two at the same word.
fn told_better(events: Vec<Event>, knowledge: &Knowledge) -> Vec<Event> {
    let mut at: BTreeMap<(usize, EntityIndex, EntityIndex), Vec<&'static str>> = BTreeMap::new();
    let key = |e: &Event| (e.trigger.start, e.source.min(e.target), e.source.max(e.target));
    for event in &events {
        at.entry(key(event)).or_default().push(event.kind);
    }
    let better = |event: &Event| {
        let yields = knowledge.edges.get(event.kind).map_or(&[][..], |kind| &kind.gives_way);
        at.get(&key(event)).is_some_and(|others| others.iter().any(|other| yields.iter().any(|y| y == other)))
    };
    let keep: Vec<bool> = events.iter().map(|event| !better(event)).collect();
    events.into_iter().zip(keep).filter_map(|(event, keep)| keep.then_some(event)).collect()
}

/// One event for each type, source, target, modality, negation, tenure and claimant: the one told most clearly. What others claim too is evidence of its own.
fn clearest(events: Vec<Event>, knowledge: &Knowledge) -> Vec<Event> {
    let mut best: IndexMap<_, Event> = IndexMap::new();
    for event in events {
        let symmetric = knowledge.edges.get(event.kind).is_some_and(|k| k.symmetric);
        let (a, b) = if symmetric { (event.source.min(event.target), event.source.max(event.target)) } else { (event.source, event.target) };
        let key = (event.kind, a, b, event.modality, event.negated, event.tenure, event.attributed_to.clone());
        match best.get_mut(&key) {
            Some(old) if old.confidence >= event.confidence => {}
            Some(old) => *old = event,
            None => {
                best.insert(key, event);
            }
        }
    }
    let ordered: BTreeMap<_, Event> = best.into_values().enumerate().map(|(i, e)| ((e.trigger.start, i), e)).collect();
    ordered.into_values().collect()
}
