//! What rules find, before it is weighed: the frames of `data/schema/edges` and of users' lexicons, and the posts that resolving read.

use super::actors::{End, Finder, Role};
use super::frames::{self, Anchor};
use super::{affiliations, slots, telling};
use crate::knowledge::edges::frame::{Slot, TriggerKind};
use crate::types::{EntityKind, Event, Form, Place};

/// An edge that a rule finds at a word. Its ends may still be states that are only met in a place, those of the event are not set.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The word that names it.
    pub word: usize,
    /// Whether a frame of a user's lexicon found it.
    pub own: bool,
    /// Who does it.
    pub source: End,
    /// To whom.
    pub target: End,
    /// Type, modality, claimants and all else.
    pub event: Event,
}

/// All findings, by their words.
pub fn findings(finder: &Finder<'_>, published: Option<&str>) -> Vec<Finding> {
    let mut out = Vec::new();
    for word in 0..finder.doc.tokens.len() {
        at_word(finder, word, published, &mut out);
    }
    for event in affiliations::extract(finder.doc, finder.entities, finder.knowledge) {
        let (source, target) = (End::Entity(event.source), End::Entity(event.target));
        out.push(Finding { word: event.trigger.end - 1, own: false, source, target, event });
    }
    out.sort_by_key(|finding| finding.word);
    out
}

/// At one word, of each edge type the first frame that yields an edge counts.
fn at_word(finder: &Finder<'_>, word: usize, published: Option<&str>, out: &mut Vec<Finding>) {
    let (doc, edges) = (finder.doc, &finder.knowledge.edges);
    let in_name = finder.entities.covering(word).into_iter().any(|m| {
        m.form == Form::Name && m.tokens.len() > 1 && matches!(finder.entities.list[m.entity].kind, EntityKind::Person | EntityKind::Organisation)
    });
    let mut done = Vec::new();
    for &kind in frames::kinds(doc, word) {
        let mut numbers = [edges.frames_of(kind, &frames::lemma(doc, word)), edges.frames_of(kind, &doc.tokens[word].lower)].concat();
        numbers.sort_unstable();
        numbers.dedup();
        for number in numbers {
            let frame = &edges.frames[number];
            let edge = &edges.types[frame.edge];
            // The convention of "the National Convention" is no treaty.
            if done.contains(&frame.edge) || in_name && kind == TriggerKind::Noun && edge.plover.is_some() {
                continue;
            }
            let Some(anchor) = frames::anchor(finder, frame, word).filter(|anchor| frames::holds(finder, frame, anchor)) else { continue };
            let Pairs { pairs, source_place, target_place } = pairs(finder, number, &anchor);
            if pairs.is_empty() {
                continue;
            }
            done.push(frame.edge);
            out.extend(pairs.into_iter().map(|(source, target)| {
                let mut event = telling::told(finder, edge, &anchor, Some(number), &source, published);
                (event.grounds.source, event.grounds.target) = (source_place.clone(), target_place.clone());
                Finding { word, own: frame.own, source, target, event }
            }));
        }
    }
}

/// Who does it to whom, and in which slots they stand.
struct Pairs {
    pairs: Vec<(End, End)>,
    source_place: Option<Place>,
    target_place: Option<Place>,
}

fn pairs(finder: &Finder<'_>, number: usize, anchor: &Anchor) -> Pairs {
    let frame = &finder.knowledge.edges.frames[number];
    let symmetric = finder.knowledge.edges.types[frame.edge].symmetric;
    let (sources, source_place) = slots::ends(finder, frame, anchor, Role::Source, &[]);
    let (targets, target_place) = slots::ends(finder, frame, anchor, Role::Target, &sources);
    let at = |place: &Option<Place>, slots: &[&str]| place.as_ref().is_some_and(|place| slots.contains(&place.slot.as_str()));
    // "The two leaders agreed on talks with Y": the parties are the subjects, unless Y stands with the verb itself.
    let beside = sources.len() > 1 && frame.kind == TriggerKind::Verb && !slots::direct_party(finder, frame, anchor);
    // "X and Y held a summit in Z": with each other, not with Z.
    let subjects = sources.len() > 1 && anchor.verb.is_some() && frame.source.first() == Some(&Slot::Subject);
    let together = subjects && at(&target_place, &["owner", "in", "at", "modifier"]) && !frame.negated;
    // "X mediates in talks between Y and Z": theirs.
    let between = targets.len() > 1 && at(&target_place, &["between"]) && !at(&source_place, &["between"]);
    let among_themselves = symmetric && (targets.is_empty() || sources.is_empty() || beside || together || between);
    let pairs = if among_themselves && frame.target_kinds.is_empty() {
        let parties = if sources.len() > 1 && !between { &sources } else { &targets };
        parties.iter().enumerate().flat_map(|(i, a)| parties[i + 1..].iter().map(move |b| (a.clone(), b.clone()))).collect()
    } else if symmetric && (beside || together || between) {
        vec![]
    } else {
        sources.iter().flat_map(|s| targets.iter().map(move |t| (s.clone(), t.clone()))).collect()
    };
    Pairs { pairs, source_place, target_place }
}
