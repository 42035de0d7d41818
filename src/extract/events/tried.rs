//! The frames that a word opens without giving an edge, each with what it lacks: for those who mend a frame.

use super::actors::{End, Finder, Role};
use super::arguments::{logical_subject, object};
use super::{frames, slots};
use crate::knowledge::Knowledge;
use crate::types::{Dep, Document, Entities, Pos, Statement};

/// What keeps a frame from giving an edge at a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lack {
    /// Both ends are there, but a condition of the frame does not hold.
    Condition,
    /// No actor stands where the target is looked for.
    Target,
    /// No actor stands where the source is looked for.
    Source,
    /// There is no frame: a verb with an actor for its subject and another one beside it.
    Frame,
}

/// A frame at a word that gave no edge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tried {
    /// The trigger.
    pub word: usize,
    /// Position in the knowledge's list of frames; none if no frame has the word.
    pub frame: Option<usize>,
    /// What it lacks.
    pub lack: Lack,
}

/// The frames whose trigger stands in the text and that yield no pair of actors, in text order; at each word the nearest to an edge first.
pub fn tried(doc: &Document, entities: &Entities, statements: &[Statement], knowledge: &Knowledge) -> Vec<Tried> {
    let finder = Finder { doc, entities, statements, knowledge };
    let mut out = Vec::new();
    for word in 0..doc.tokens.len() {
        let lemma = frames::lemma(doc, word);
        let (first, mut known) = (out.len(), false);
        for &kind in frames::kinds(doc, word) {
            for &frame in knowledge.edges.frames_of(kind, &lemma) {
                known = true;
                out.extend(lack(&finder, frame, word).map(|lack| Tried { word, frame: Some(frame), lack }));
            }
        }
        if !known && two_actors(&finder, word) {
            out.push(Tried { word, frame: None, lack: Lack::Frame });
        }
        out[first..].sort_by_key(|tried| (tried.lack, tried.frame));
    }
    out
}

fn lack(finder: &Finder<'_>, number: usize, word: usize) -> Option<Lack> {
    let frame = &finder.knowledge.edges.frames[number];
    let anchor = frames::anchor(finder, frame, word)?;
    let holds = frames::holds(finder, frame, &anchor);
    let (sources, _) = slots::ends(finder, frame, &anchor, Role::Source, &[]);
    let (targets, _) = slots::ends(finder, frame, &anchor, Role::Target, &sources);
    match (holds, sources.is_empty(), targets.is_empty()) {
        (false, false, false) => Some(Lack::Condition),
        (true, true, _) => Some(Lack::Source),
        (true, _, true) => Some(Lack::Target),
        _ => None,
    }
}

/// A verb that says what an actor does to another, if only somebody told what it means. Verbs of saying give statements.
fn two_actors(finder: &Finder<'_>, word: usize) -> bool {
    let doc = finder.doc;
    let lemma = doc.tokens[word].lemma.as_str();
    let light = finder.knowledge.edges.words.class("light").contains(lemma);
    if doc.tokens[word].pos != Pos::Verb || light || finder.knowledge.speech.verb(lemma, std::iter::empty()).is_some() {
        return false;
    }
    let subjects: Vec<End> = logical_subject(doc, word).map(|t| finder.actors(t, Role::Source)).unwrap_or_default();
    let after = doc.children_by(word, &[Dep::Prep]).filter_map(|p| doc.child(p, Dep::Pobj));
    let mut others = object(doc, word).into_iter().chain(after).flat_map(|t| finder.direct(t));
    !subjects.is_empty() && others.any(|end| !subjects.contains(&end))
}
