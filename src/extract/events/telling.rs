//! What the words around a trigger tell of an event: fact or plan, denied or not, when, whose claim it is, what is handed over.

use std::ops::Range;

use super::actors::{End, Finder, Role};
use super::arguments::logical_subject;
use super::frames::Anchor;
use super::{modality, slots};
use crate::extract::time::time_of;
use crate::knowledge::edges::EdgeType;
use crate::types::{Dep, Document, EntityIndex, Event, Grounds, Modality, Plover, Pos, Tenure};

/// An event of a type at an anchor, done by `source`, whose ends are still to be set. `frame`, a position in the knowledge's list of frames, may say
/// more of it than its words.
pub fn told(finder: &Finder<'_>, kind: &EdgeType, anchor: &Anchor, frame: Option<usize>, source: &End, published: Option<&str>) -> Event {
    let (doc, knowledge) = (finder.doc, finder.knowledge);
    let rule = frame.map(|number| &knowledge.edges.frames[number]);
    // "expects a meeting" plans it, "promised revenge" is the threat itself, "pledged support" the support in words.
    let spoken = matches!(kind.plover, Some(Plover::Accuse | Plover::Request | Plover::Reject | Plover::Threaten | Plover::Support));
    let carried = !spoken && rule.is_none_or(|rule| rule.modality.is_none());
    let context = modality::context(doc, &knowledge.modality, knowledge.edges.words.class("light"), anchor.trigger, anchor.verb, carried);
    let span = trigger_span(doc, anchor);
    let claiming = |verb: &usize| logical_subject(doc, *verb).map(|t| finder.actors(t, Role::Source)).unwrap_or_default();
    let claims: Vec<Vec<End>> = context.claimed_under.iter().map(claiming).collect();
    let things = rule.and_then(|rule| rule.objects.as_ref().map(|slot| slots::words_at(finder, slot, anchor, rule.kind)));
    Event {
        kind: kind.name,
        plover: rule.and_then(|rule| rule.plover),
        source: 0,
        target: 0,
        modality: rule.and_then(|rule| rule.modality).unwrap_or(Modality::Actual).max(context.modality),
        negated: rule.is_some_and(|rule| rule.negated) ^ context.negated,
        tenure: Tenure::default(),
        attributed_to: claimants(finder.claimants(&span, anchor.trigger, source), &claims, source),
        trigger: span,
        sentence: doc.sentence_of(anchor.trigger),
        // A clause's time is that of its event, not of the offices that its persons hold.
        time: kind.plover.and_then(|_| time_of(doc, anchor.clause(), published, &knowledge.calendar)),
        objects: things.unwrap_or_default().into_iter().map(|word| thing(doc, word)).collect(),
        confidence: rule.map_or(0.0, |rule| rule.confidence),
        rule: rule.map_or_else(|| "learned".to_owned(), |rule| rule.place.clone()),
        grounds: Grounds { frame, signals: context.signals, ..Grounds::default() },
        signs: Vec::new(),
    }
}

/// Claimants without duplicates. Who tells of its own act does not claim it, the act counts as told by the article; so a group of claimants that
/// holds the source is left out.
fn claimants(speakers: Vec<EntityIndex>, claims: &[Vec<End>], source: &End) -> Vec<EntityIndex> {
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
