//! How sure an event is: what can be seen of it (the rule, where its ends stand in the tree and how they are named, the sentence), weighed by
//! `data/calibration/edges.tsv`.

use crate::knowledge::Knowledge;
use crate::knowledge::edges::frame::TriggerKind;
use crate::types::{BlockKind, Document, Entities, EntityIndex, EntityKind, Event, Form, Mention, Modality, Place};

/// Sentences of more tokens are often parsed wrongly.
const LONG: usize = 40;

/// Gives each event its grounds and the confidence that they have earned.
pub fn weigh(doc: &Document, entities: &Entities, knowledge: &Knowledge, events: &mut [Event]) {
    for event in events {
        event.signs = signs(doc, entities, knowledge, event);
        let names: Vec<&str> = event.signs.iter().map(String::as_str).collect();
        event.confidence = knowledge.edge_sureness.confidence(&names);
    }
}

/// What can be seen of an event, as names of the calibration table, one of each group (`group:value`).
fn signs(doc: &Document, entities: &Entities, knowledge: &Knowledge, event: &Event) -> Vec<String> {
    let mut out = vec![format!("type:{}", event.kind)];
    let frame = event.grounds.frame.map(|frame| &knowledge.edges.frames[frame]);
    let trigger = match frame {
        None => "trigger:post",
        Some(frame) => match (frame.kind, frame.verbs.is_empty()) {
            (TriggerKind::Verb, _) => "trigger:verb",
            (TriggerKind::Noun, true) => "trigger:noun",
            (TriggerKind::Noun, false) => "trigger:verb-noun",
            (TriggerKind::Adjective, _) => "trigger:adjective",
        },
    };
    out.push(trigger.into());
    if let Some(frame) = frame {
        let prior = if frame.confidence >= 0.85 {
            "high"
        } else if frame.confidence >= 0.75 {
            "middle"
        } else {
            "low"
        };
        out.push(format!("frame:{prior}"));
        let beside = event.grounds.target.is_none();
        out.extend(end(doc, entities, event, "source", event.source, event.grounds.source.as_ref()));
        let place = if beside { event.grounds.source.as_ref() } else { event.grounds.target.as_ref() };
        out.extend(end(doc, entities, event, "target", event.target, place));
        if beside {
            out.push("target:fellow".into());
        }
    }
    let modality = match event.modality {
        Modality::Actual => "modality:actual",
        Modality::Planned => "modality:planned",
        Modality::Possible => "modality:possible",
    };
    out.push(modality.into());
    if event.negated {
        out.push("modality:negated".into());
    }
    if !event.attributed_to.is_empty() {
        out.push("claim:others".into());
    }
    if doc.sentences[event.sentence].len() > LONG {
        out.push("sentence:long".into());
    }
    if doc.blocks.get(doc.block_of(event.trigger.start)).is_some_and(|(_, kind)| *kind != BlockKind::Paragraph) {
        out.push("sentence:headline".into());
    }
    out
}

/// Slot, wording, kind and distance of one end.
fn end(doc: &Document, entities: &Entities, event: &Event, which: &str, entity: EntityIndex, place: Option<&Place>) -> Vec<String> {
    let trigger = doc.head_of(event.trigger.clone());
    let mut out = Vec::new();
    if let Some(place) = place {
        let slot = match place.slot.as_str() {
            "subject" | "holder" => "subject",
            "object" | "direct" | "dative" => "object",
            "owner" | "side" | "possessor" | "subject.maker" | "object.maker" => "owner",
            "modifier" | "prefix" | "modified" | "bearer" | "office" => "modifier",
            "any" | "purpose" | "complement" | "complement.subject" | "complement.agent" | "condition" | "beneficiary" => "clause",
            _ => "preposition",
        };
        out.push(format!("{which}-slot:{slot}"));
        if !place.first {
            out.push(format!("{which}-slot:later"));
        }
    }
    // "Arrived in Pyongyang", "we attacked": the words at the slot lead to a state without naming it.
    let at = |m: &&Mention| place.is_some_and(|place| place.words.contains(&m.head));
    let below = |m: &&Mention| place.is_some_and(|place| place.words.iter().any(|&word| doc.is_below(m.head, word)));
    let here = || entities.within(doc.sentences[event.sentence].clone()).filter(|m| m.entity == entity);
    if !here().any(|m| below(&m)) {
        out.push(format!("{which}:derived"));
    }
    let mention = here().min_by_key(|m| (!at(m), m.head.abs_diff(trigger)));
    let form = match mention.map(|m| m.form) {
        Some(Form::Name) => "name",
        Some(Form::Nominal) => "noun",
        Some(Form::Pronoun) => "pronoun",
        None => "unnamed",
    };
    out.push(format!("{which}:{form}"));
    let steps = mention.map_or(0, |m| steps(doc, m.head, trigger));
    if steps > 2 {
        out.push(format!("{which}-way:{}", if steps > 4 { "long" } else { "middle" }));
    }
    let kind = match entities.list[entity].kind {
        EntityKind::Person => "person",
        EntityKind::State => "state",
        EntityKind::Group => "group",
        _ => "organisation",
    };
    out.push(format!("{which}-kind:{kind}"));
    out
}

/// How many edges of the tree lie between two tokens; many, if they stand in two trees.
fn steps(doc: &Document, from: usize, to: usize) -> usize {
    let up = |token: usize| std::iter::once(token).chain(doc.ancestors(token)).collect::<Vec<_>>();
    let (left, right) = (up(from), up(to));
    let meet = left.iter().enumerate().find_map(|(i, token)| right.iter().position(|other| other == token).map(|j| i + j));
    meet.unwrap_or(usize::MAX)
}
