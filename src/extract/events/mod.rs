//! Typed events and affiliations: runs the frames of `data/schema/edges` over the dependency trees.
//!
//! The engine knows grammar, not vocabulary: [`arguments`] undoes passives, control, relative clauses and coordination, [`actors`] leads from a
//! word to the actors behind it, [`owners`] to whose a thing is, [`frames`] evaluates the frames, [`slots`] fills their slots, [`judgements`] those of
//! opinions, [`claimants`] whose words are denied, [`implied`] finds whom no slot names, [`modality`] reads the context, [`affiliations`] takes the
//! posts that resolving found. What these rules find is weighed, with all else that the words allow, by the learned reader: [`candidates`] gives
//! words and actors with their [`features`] and [`relations`], [`reading`] their scores.

pub mod actors;
pub mod affiliations;
pub mod arguments;
pub mod candidates;
mod claimants;
pub mod features;
pub mod frames;
mod implied;
pub mod judgements;
pub mod learned;
pub mod modality;
mod owners;
pub mod reading;
mod relations;
pub mod slots;
#[cfg(test)]
mod tests;
pub mod tried;

use std::collections::BTreeMap;
use std::ops::Range;

use indexmap::IndexMap;

use crate::extract::time::time_of;
use crate::knowledge::Knowledge;
use crate::knowledge::edges::frame::{Slot, TriggerKind};
use crate::types::{
    Dep, Document, Entities, EntityIndex, EntityKind, Event, Form, Grounds, Mention, Modality, Place, Pos, Says, Signal, Statement, Tenure,
};
use actors::{End, Finder, Role};
use candidates::Finding;
use frames::Anchor;
use reading::Reading;

/// The events of a document. `published` is the article's ISO date, against which times are resolved. States that are met only in a place
/// that was hit or visited are added to `entities`.
pub fn extract(doc: &Document, entities: &mut Entities, statements: &[Statement], published: Option<&str>, knowledge: &Knowledge) -> Vec<Event> {
    let drafts = {
        let finder = Finder { doc, entities, statements, knowledge };
        let rules = by_rules(&finder, published);
        let readings = reading::read(&finder, &knowledge.reader, &findings(&rules), false);
        let mut drafts: Vec<Draft> = readings.iter().flat_map(|reading| learned::likely(&finder, reading, &rules, published)).collect();
        // What users add in their lexicons is not weighed by what was learned without it.
        drafts.extend(rules.into_iter().filter(|draft| draft.own || !knowledge.reader.kinds().iter().any(|kind| kind == draft.event.kind)));
        drafts
    };
    let mut events: Vec<Event> = drafts.into_iter().filter_map(|draft| draft.settle(doc, entities, knowledge)).collect();
    events.retain(|event| !affiliations::is_anothers_post(entities, event));
    affiliations::set_tenures(doc, entities, knowledge, &mut events);
    clearest(told_better(events, knowledge), knowledge)
}

/// What frames and posts find, before it is weighed.
fn by_rules(finder: &Finder<'_>, published: Option<&str>) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for token in 0..finder.doc.tokens.len() {
        at_word(finder, token, published, &mut drafts);
    }
    for event in affiliations::extract(finder.doc, finder.entities, finder.knowledge) {
        let (source, target) = (End::Entity(event.source), End::Entity(event.target));
        drafts.push(Draft { word: event.trigger.end - 1, own: false, source, target, event });
    }
    drafts
}

fn findings(rules: &[Draft]) -> Vec<Finding> {
    let finding = |draft: &Draft| Finding {
        kind: draft.event.kind,
        word: draft.word,
        source: draft.source.clone(),
        target: draft.target.clone(),
        sure: draft.event.confidence,
    };
    rules.iter().map(finding).collect()
}

/// What the learned reader makes of a document, with the names of what it goes by: for `explain`.
pub fn readings(doc: &Document, entities: &Entities, statements: &[Statement], knowledge: &Knowledge) -> Vec<Reading> {
    let finder = Finder { doc, entities, statements, knowledge };
    reading::read(&finder, &knowledge.reader, &findings(&by_rules(&finder, None)), true)
}

/// An event whose ends are not yet all entities.
struct Draft {
    /// The word that names it.
    word: usize,
    /// Whether a frame of a user's lexicon found it.
    own: bool,
    source: End,
    target: End,
    event: Event,
}

impl Draft {
    fn settle(self, doc: &Document, entities: &mut Entities, knowledge: &Knowledge) -> Option<Event> {
        let mut index = |end: End| match end {
            End::Entity(e) => Some(e),
            End::StateOf(code, token) => affiliations::add_state(doc, entities, knowledge, &code, token),
        };
        let (source, target) = (index(self.source)?, index(self.target)?);
        (source != target).then_some(Event { source, target, ..self.event })
    }
}

fn at_word(finder: &Finder<'_>, token: usize, published: Option<&str>, out: &mut Vec<Draft>) {
    let (doc, edges) = (finder.doc, &finder.knowledge.edges);
    let word = frames::lemma(doc, token);
    let mut done = Vec::new();
    let in_name = finder.entities.covering(token).into_iter().any(|m| {
        m.form == Form::Name && m.tokens.len() > 1 && matches!(finder.entities.list[m.entity].kind, EntityKind::Person | EntityKind::Organisation)
    });
    for &kind in frames::kinds(doc, token) {
        let lower = doc.tokens[token].lower.as_str();
        let mut candidates = edges.frames_of(kind, &word).to_vec();
        if lower != word {
            candidates.extend(edges.frames_of(kind, lower));
            candidates.sort_unstable();
            candidates.dedup();
        }
        for number in candidates {
            let frame = &edges.frames[number];
            // The convention of "the National Convention" is no treaty.
            let part_of_name = in_name && kind == TriggerKind::Noun && edges.types[frame.edge].plover.is_some();
            if done.contains(&frame.edge) || part_of_name {
                continue;
            }
            let Some(anchor) = frames::anchor(finder, frame, token) else { continue };
            if !frames::holds(finder, frame, &anchor) {
                continue;
            }
            let drafts = drafts(finder, number, &anchor, published, out);
            if !drafts.is_empty() {
                done.push(frame.edge);
                out.extend(drafts);
            }
        }
    }
}

/// The events of one frame, by its number, at one word.
fn drafts(finder: &Finder<'_>, number: usize, anchor: &Anchor, published: Option<&str>, before: &[Draft]) -> Vec<Draft> {
    let (doc, knowledge) = (finder.doc, finder.knowledge);
    let frame = &knowledge.edges.frames[number];
    let kind = &knowledge.edges.types[frame.edge];
    // "expects a meeting" plans it, "promised revenge" is the threat itself, "pledged support" the support in words.
    let carried = frame.modality.is_none() && !matches!(kind.plover, Some("ACCUSE" | "REQUEST" | "REJECT" | "THREATEN" | "SUPPORT"));
    let scope = if frame.is_judgement() { judgements::scope(doc, anchor.trigger) } else { anchor.trigger };
    let context = modality::context(doc, &knowledge.modality, knowledge.edges.words.class("light"), scope, anchor.verb, carried);
    let (spoken, standing) = (frame.is_judgement(), frame.standing);
    // "If X does not allow it" refuses nothing yet.
    let condition = |s: &Signal| s.says == Says::Modality(Modality::Possible) && doc.tokens[s.word].pos == Pos::Sconj;
    if frame.needs_negation && (!context.negated || context.signals.iter().any(condition))
        || spoken && !judgements::stands(doc, anchor.trigger, &context, frame.needs_negation)
    {
        return vec![];
    }
    let (mut sources, source_place) = slots::ends(finder, frame, anchor, Role::Source, &[]);
    let (mut targets, target_place) = slots::ends(finder, frame, anchor, Role::Target, &sources);
    if frame.source == [Slot::Earlier] && frame.target == [Slot::Earlier] {
        // "X shelled Y, prompting reprisals": Y's against X.
        (sources, targets) = implied::reversed(doc, kind.name, anchor, before);
    }
    if targets.is_empty() && frame.target.contains(&Slot::Earlier) {
        targets = implied::earlier(finder, kind.name, anchor, before);
    }
    let mut pairs: Vec<(End, End)> = sources.iter().flat_map(|s| targets.iter().map(move |t| (s.clone(), t.clone()))).collect();
    // "The two leaders agreed on talks with Y": the parties are the subjects, unless Y stands with the verb itself.
    let beside = kind.symmetric && sources.len() > 1 && frame.kind == TriggerKind::Verb && !slots::direct_party(finder, frame, anchor);
    // "X and Y held a summit in Z": with each other, not with Z.
    let where_only = target_place.as_ref().is_some_and(|place| matches!(place.slot.as_str(), "owner" | "in" | "at" | "modifier"));
    let together = kind.symmetric && sources.len() > 1 && anchor.verb.is_some() && where_only && frame.source.first() == Some(&Slot::Subject);
    if beside || together && !frame.negated {
        pairs.clear();
    }
    // "X mediates in talks between Y and Z": theirs.
    let between = |place: &Option<Place>| place.as_ref().is_some_and(|p| p.slot == "between");
    if kind.symmetric && targets.len() > 1 && between(&target_place) && !between(&source_place) {
        pairs.clear();
        sources.clear();
    }
    if kind.symmetric && pairs.is_empty() && frame.target_kinds.is_empty() {
        let parties = if sources.len() > 1 { &sources } else { &targets };
        pairs = parties.iter().enumerate().flat_map(|(i, a)| parties[i + 1..].iter().map(|b| (a.clone(), b.clone()))).collect();
    }
    // "X and Y failed to reach agreement"
    // "X and Y fought battles", "traded fire"; but who "launched attacks" together hit somebody else.
    let exchanged = || anchor.verb.is_some_and(|v| knowledge.edges.words.class("exchanging").contains(&frames::lemma(doc, v)));
    let among = frame.mutual
        && (frame.kind == TriggerKind::Verb || !frame.verbs.is_empty() || exchanged() || frame.needs_negation || slots::between(finder, anchor));
    if among && pairs.is_empty() && sources.len() > 1 {
        pairs = sources.iter().flat_map(|a| sources.iter().filter(move |b| *b != a).map(move |b| (a.clone(), b.clone()))).collect();
    }
    if !matches!(kind.plover, None | Some("AID" | "ASSAULT" | "COERCE" | "PROTEST")) {
        let words = target_place.as_ref().map_or(&[][..], |place| &place.words);
        pairs.retain(|(source, target)| !is_at_home(finder, source, target, words));
    }
    if pairs.is_empty() {
        return vec![];
    }
    let span = trigger_span(doc, anchor);
    let claiming = |verb: &usize| arguments::logical_subject(doc, *verb).map(|t| finder.actors(t, Role::Source)).unwrap_or_default();
    let claims: Vec<Vec<End>> = context.claimed_under.iter().map(claiming).collect();
    let around = if spoken || standing {
        Modality::Actual
    } else if frame.needs_negation {
        context.of_refusal(doc)
    } else {
        context.modality
    };
    let modality = frame.modality.unwrap_or(Modality::Actual).max(around);
    let objects: Vec<Range<usize>> =
        frame.objects.iter().flat_map(|slot| slots::words_at(finder, slot, anchor, frame.kind)).map(|t| thing(doc, t)).collect();
    // A clause's time is that of its event, not of the offices that its persons hold.
    let time = if kind.plover.is_some() { time_of(doc, anchor.clause(), published, &knowledge.calendar) } else { None };
    let negated = if frame.ignore_negation || spoken || standing { frame.negated } else { frame.negated ^ context.negated };
    let grounds = Grounds { frame: Some(number), source: source_place, target: target_place, signals: context.signals };
    let event = |source: &End| Event {
        kind: kind.name,
        plover: frame.plover,
        source: 0,
        target: 0,
        modality,
        negated,
        tenure: Tenure::default(),
        attributed_to: settle_claims(finder.claimants(&span, anchor.trigger, source), &claims, source),
        trigger: span.clone(),
        sentence: doc.sentence_of(anchor.trigger),
        time: time.clone(),
        objects: objects.clone(),
        confidence: frame.confidence,
        rule: frame.place.clone(),
        grounds: grounds.clone(),
        signs: Vec::new(),
    };
    pairs.into_iter().map(|(source, target)| Draft { word: anchor.trigger, own: frame.own, event: event(&source), source, target }).collect()
}

/// Whether the target is the source's own state and the words at its slot only name a town or region of it: nobody visits or rejects his own state by what
/// he does in one of its towns. Who is hit or helped there is another matter.
fn is_at_home(finder: &Finder<'_>, source: &End, target: &End, words: &[usize]) -> bool {
    let entities = finder.entities;
    let End::Entity(source) = source else { return false };
    let country = entities.list[*source].country.as_deref();
    let state = match target {
        End::StateOf(code, _) => Some(code.as_str()),
        End::Entity(state) if entities.list[*state].kind == EntityKind::State => entities.list[*state].country.as_deref(),
        End::Entity(_) => None,
    };
    let is_place = |m: &Mention| entities.list[m.entity].kind == EntityKind::Place && entities.list[m.entity].country.as_deref() == state;
    let names_state = |m: &Mention| *target == End::Entity(m.entity);
    let at_slot = |test: &dyn Fn(&Mention) -> bool| {
        words.iter().any(|word| entities.mentions.iter().any(|m| finder.doc.subtree(*word).contains(&m.head) && test(m)))
    };
    state.is_some() && state == country && at_slot(&is_place) && !at_slot(&names_state)
}

/// Claimants without doubles, and without those among whom the one who acts is: his own word for his own act is the act.
fn settle_claims(speakers: Vec<EntityIndex>, claims: &[Vec<End>], source: &End) -> Vec<EntityIndex> {
    let mut out = Vec::new();
    let others = claims.iter().filter(|claim| !claim.contains(source)).flatten();
    let others = others.filter_map(|end| if let End::Entity(e) = end { Some(*e) } else { None });
    for claim in speakers.into_iter().chain(others) {
        if End::Entity(claim) != *source && !out.contains(&claim) {
            out.push(claim);
        }
    }
    out
}

/// From the first to the last word of the trigger, if they stand close together.
fn trigger_span(doc: &Document, anchor: &Anchor) -> Range<usize> {
    const APART: usize = 6;
    let mut span = anchor.trigger..anchor.trigger + 1;
    for &word in anchor.words.iter().chain(&anchor.verb) {
        let wider = span.start.min(word)..span.end.max(word + 1);
        if wider.len() <= APART && doc.sentence_of(word) == doc.sentence_of(anchor.trigger) {
            span = wider;
        }
    }
    span
}

/// The noun phrase of a thing handed over, with its "of" but without article, clauses and other prepositions.
fn thing(doc: &Document, head: usize) -> Range<usize> {
    let left = doc.children(head).filter(|&c| c < head && !matches!(doc.tokens[c].dep, Dep::Det | Dep::Poss | Dep::Punct));
    let start = left.map(|c| doc.subtree(c).start).min().unwrap_or(head);
    let of = doc.children_by(head, &[Dep::Prep]).find(|&p| doc.tokens[p].lower == "of").and_then(|p| doc.child(p, Dep::Pobj));
    let start = (start..=head).find(|&t| !matches!(doc.tokens[t].pos, Pos::Punct | Pos::Det)).unwrap_or(head);
    start..of.map_or(head, |t| thing(doc, t).end.max(t + 1) - 1) + 1
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
