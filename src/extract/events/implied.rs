//! Ends that no slot names: the only other actor around, the counterpart told before, the people of a list that the model took apart.

use crate::extract::events::Draft;
use crate::extract::events::actors::{End, Finder, Role, push_all};
use crate::extract::events::arguments::logical_subject;
use crate::extract::events::frames::Anchor;
use crate::types::{Dep, Document, EntityKind, Form, Pos};

/// How many governors are climbed to the verb of the clause.
const DEPTH: usize = 6;

/// The only actor of the clause, else of the sentence, that is neither in `taken` nor of their states, nor says it: whom "called the threat of a
/// strike reckless" is about, if one other actor is there. With two of them nobody is meant for sure.
pub fn other(finder: &Finder<'_>, anchor: &Anchor, taken: &[End]) -> Vec<End> {
    let doc = finder.doc;
    let speakers = finder.speakers(anchor.trigger);
    let homes: Vec<String> = taken.iter().filter_map(|end| country(finder, end)).collect();
    let mut top = anchor.clause();
    for _ in 0..DEPTH {
        if matches!(doc.tokens[top].pos, Pos::Verb | Pos::Aux) {
            break;
        }
        top = doc.tokens[top].head;
    }
    let (mut clause, mut whole) = (Vec::new(), Vec::new());
    for mention in finder.entities.within(doc.sentences[doc.sentence_of(anchor.trigger)].clone()) {
        let mut ends = finder.named(mention.head);
        ends.retain(|end| !taken.contains(end) && !speakers.iter().any(|&e| *end == End::Entity(e)));
        ends.retain(|end| country(finder, end).is_none_or(|code| !homes.contains(&code)));
        if doc.is_below(mention.head, top) {
            push_all(&mut clause, ends.clone());
        }
        push_all(&mut whole, ends);
    }
    let found = if clause.is_empty() { whole } else { clause };
    if found.len() == 1 { found } else { vec![] }
}

fn country(finder: &Finder<'_>, end: &End) -> Option<String> {
    match end {
        End::Entity(e) => finder.entities.list[*e].country.clone(),
        End::StateOf(code, _) => Some(code.clone()),
    }
}

/// Where the subject of the clause was last said to go, whom it or its state was last said to attack.
pub fn earlier(finder: &Finder<'_>, kind: &str, anchor: &Anchor, before: &[Draft]) -> Vec<End> {
    let subject = logical_subject(finder.doc, anchor.clause()).map(|t| finder.actors(t, Role::Source)).unwrap_or_default();
    let told = |draft: &&Draft| draft.event.kind == kind && !draft.event.negated;
    let state = |end: &End| match end {
        End::Entity(e) => finder.entities.list[*e].kind == EntityKind::State,
        End::StateOf(..) => true,
    };
    // "Y bombed towns" after "Y's president invaded Z"
    let led = |draft: &&Draft| subject.iter().any(|s| state(s) && country(finder, s) == country(finder, &draft.source));
    let last = before.iter().rev().filter(told).find(|draft| subject.contains(&draft.source));
    last.or_else(|| before.iter().rev().filter(told).find(led)).map(|draft| draft.target.clone()).into_iter().collect()
}

/// The ends of the last such edge of the sentence, the other way round: who was hit hits back.
pub fn reversed(doc: &Document, kind: &str, anchor: &Anchor, before: &[Draft]) -> (Vec<End>, Vec<End>) {
    let told = |draft: &&Draft| draft.event.kind == kind && !draft.event.negated && draft.event.sentence == doc.sentence_of(anchor.trigger);
    let last = before.iter().rev().find(told);
    last.map(|draft| (vec![draft.target.clone()], vec![draft.source.clone()])).unwrap_or_default()
}

/// The people of a list that starts at the token: "including Minister A, Deputy Minister B and C", of which the model may hang some on others' titles.
pub fn people(finder: &Finder<'_>, first: usize) -> Vec<End> {
    let (doc, entities) = (finder.doc, finder.entities);
    let person = |t: usize| entities.headed_by(t).any(|m| m.form == Form::Name && entities.list[m.entity].kind == EntityKind::Person);
    if !person(first) {
        return vec![];
    }
    let listed = |t: &usize| {
        let up = std::iter::once(*t).chain(doc.ancestors(*t)).take_while(|&a| a != first);
        up.into_iter().all(|a| matches!(doc.tokens[a].dep, Dep::Conj | Dep::Appos | Dep::Compound | Dep::Nmod))
    };
    let names = doc.subtree(first).filter(|&t| t > first && person(t)).filter(listed);
    let mut out = finder.named(first);
    names.for_each(|t| push_all(&mut out, finder.named(t)));
    out
}
