//! Who stands in the slots of a frame that is anchored at a word.

use crate::extract::events::actors::{End, Finder, Role, push_all};
use crate::extract::events::arguments::{after, bearers, carrier, complement, dative, is_passive, logical_subject, object, surface_subject};
use crate::extract::events::frames::{Anchor, outer_noun};
use crate::knowledge::edges::frame::{Frame, Slot, TriggerKind};
use crate::types::{Dep, Document, EntityKind, Place, Pos, Tag};

/// The head words at a slot, whether they are actors or not.
pub fn words_at(finder: &Finder<'_>, slot: &Slot, anchor: &Anchor, kind: TriggerKind) -> Vec<usize> {
    let doc = finder.doc;
    let (trigger, clause) = (anchor.trigger, anchor.clause());
    let verbal = kind == TriggerKind::Verb || anchor.verb.is_some();
    let one = |word: Option<usize>| word.into_iter().collect();
    match slot {
        Slot::Subject if kind == TriggerKind::Adjective => one(adjective_subject(doc, trigger)),
        Slot::Subject | Slot::Holder if verbal => one(logical_subject(doc, clause)),
        Slot::Subject | Slot::Holder => vec![],
        Slot::Object | Slot::Direct | Slot::Owner if kind == TriggerKind::Noun => vec![trigger],
        Slot::Object | Slot::Direct | Slot::Owner => one(object(doc, clause)),
        Slot::Dative => one(dative(doc, clause).filter(|_| verbal)),
        Slot::Possessor => one(possessor(finder, trigger)),
        Slot::Modifier => doc.children_by(trigger, &[Dep::Compound, Dep::Amod, Dep::Nmod]).filter(|&c| c < trigger).collect(),
        Slot::Bearer => bearers(doc, trigger),
        Slot::Prefix => one(prefix(doc, trigger)),
        Slot::Modified => one((doc.tokens[trigger].dep == Dep::Amod).then(|| doc.tokens[trigger].head)),
        Slot::Complement => one(complement_of(doc, anchor)),
        Slot::ComplementSubject => one(complement_of(doc, anchor).and_then(|c| complement_subject(doc, anchor, c))),
        Slot::ComplementAgent => {
            let active = complement_of(doc, anchor).filter(|&c| !is_passive(doc, c));
            one(active.and_then(|c| complement_subject(doc, anchor, c)))
        }
        Slot::Governor => one(governor(finder, clause)),
        Slot::Preposition => one((doc.tokens[trigger].dep == Dep::Pobj).then(|| doc.tokens[trigger].head)),
        Slot::Predicate => predicates(doc, clause),
        Slot::Prep(word) => near(finder, anchor, word, kind),
    }
}

/// Whose the noun is: "X's attack", "X's series of attacks", "X's counter-offensive".
fn possessor(finder: &Finder<'_>, noun: usize) -> Option<usize> {
    let doc = finder.doc;
    let parted = || noun.checked_sub(2).filter(|&first| doc.form(first + 1) == "-" && doc.tokens[first].head == doc.tokens[noun].head);
    doc.child(noun, Dep::Poss)
        .or_else(|| doc.child(outer_noun(finder, noun), Dep::Poss))
        .or_else(|| parted().and_then(|first| doc.child(first, Dep::Poss)))
}

/// The subject of the nearest clause above that has an actor for one: "X announced the summit, hosted with Y", "X erred in the offensive".
fn governor(finder: &Finder<'_>, clause: usize) -> Option<usize> {
    let doc = finder.doc;
    let upwards = std::iter::once(clause).chain(doc.ancestors(clause));
    let inside = |&at: &usize| !matches!(doc.tokens[at].dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Ccomp | Dep::Relcl | Dep::Root);
    let heads = upwards.take_while(inside).take(8).map(|at| doc.tokens[at].head);
    let subjects = heads.filter(|&head| matches!(doc.tokens[head].pos, Pos::Verb | Pos::Aux)).filter_map(|verb| logical_subject(doc, verb));
    subjects.into_iter().find(|&subject| !finder.actors(subject, Role::Source).is_empty())
}

/// The clause that completes the trigger or the verb that carries it.
pub fn complement_of(doc: &Document, anchor: &Anchor) -> Option<usize> {
    complement(doc, anchor.trigger).or_else(|| anchor.verb.and_then(|v| complement(doc, v)))
}

/// Who is to do what is asked: "urged Kim to stop", "demanded that Kim stop", "pushed for Kim to stop".
fn complement_subject(doc: &Document, anchor: &Anchor, complement: usize) -> Option<usize> {
    let own = doc.children_by(complement, &[Dep::Nsubj, Dep::Nsubjpass]).next();
    own.or_else(|| surface_subject(doc, complement).filter(|&s| Some(s) != logical_subject(doc, anchor.clause())))
}

fn adjective_subject(doc: &Document, adjective: usize) -> Option<usize> {
    let (token, head) = (&doc.tokens[adjective], doc.tokens[adjective].head);
    match token.dep {
        Dep::Amod if head != adjective => Some(head),
        _ => surface_subject(doc, adjective),
    }
}

/// What the object is called, held for or described as.
fn predicates(doc: &Document, verb: usize) -> Vec<usize> {
    let mut out: Vec<usize> = doc.children_by(verb, &[Dep::Oprd, Dep::Ccomp, Dep::Xcomp, Dep::Acomp, Dep::Attr]).filter(|&c| c > verb).collect();
    let inner: Vec<usize> = out.iter().flat_map(|&c| doc.children_by(c, &[Dep::Attr, Dep::Acomp])).collect();
    out.extend(inner);
    for preposition in doc.children_by(verb, &[Dep::Prep]).filter(|&p| doc.tokens[p].lower == "as") {
        out.extend(doc.children(preposition));
    }
    out
}

/// "X" in "X-backed".
fn prefix(doc: &Document, trigger: usize) -> Option<usize> {
    let hyphen = trigger.checked_sub(1).filter(|&h| matches!(doc.form(h), "-" | "‑" | "–"))?;
    hyphen.checked_sub(1).filter(|&p| doc.sentence_of(p) == doc.sentence_of(trigger))
}

/// The objects of a preposition near the trigger: its own, its outer noun's, its verb's, or of a word below ("brought shells for the army of Y").
fn near(finder: &Finder<'_>, anchor: &Anchor, preposition: &str, kind: TriggerKind) -> Vec<usize> {
    const BELOW: [Dep; 10] = [Dep::Dobj, Dep::Prep, Dep::Pobj, Dep::Dative, Dep::Attr, Dep::Advmod, Dep::Prt, Dep::Npadvmod, Dep::Conj, Dep::Amod];
    let (doc, trigger) = (finder.doc, anchor.trigger);
    let noun = kind == TriggerKind::Noun;
    let carried = anchor.verb.or_else(|| {
        // "announced sanctions on Iran", the phrase hung on the verb
        carrier(doc, trigger).filter(|_| noun && !matches!(preposition, "of" | "in" | "by"))
    });
    let own = [Some(trigger), noun.then(|| outer_noun(finder, trigger)), carried];
    let found = own.into_iter().flatten().map(|at| after(doc, at, preposition)).find(|found| !found.is_empty());
    if found.is_some() || preposition == "of" {
        return found.unwrap_or_default();
    }
    let mut level: Vec<usize> = anchor.verb.into_iter().chain([trigger]).collect();
    for _ in 0..3 {
        let lower = level.iter().flat_map(|&t| doc.children_by(t, &BELOW)).filter(|&c| c > trigger.min(anchor.clause()));
        level = lower.filter(|&c| doc.tokens[c].lower != "according" && doc.tokens[c].pos != Pos::Verb).collect();
        if let Some(found) = level.iter().map(|&t| after(doc, t, preposition)).find(|found| !found.is_empty()) {
            return found;
        }
    }
    vec![]
}

/// The actors at the first filled slot, and where that is.
pub fn ends(finder: &Finder<'_>, frame: &Frame, anchor: &Anchor, role: Role, taken: &[End]) -> (Vec<End>, Option<Place>) {
    let (slots, kinds) = match role {
        Role::Source => (&frame.source, &frame.source_kinds),
        Role::Target => (&frame.target, &frame.target_kinds),
    };
    for (rank, slot) in slots.iter().enumerate() {
        let mut found = at_slot(finder, slot, anchor, frame.kind, role, taken);
        found.retain(|end| !taken.contains(end));
        found.retain(|end| match end {
            End::Entity(e) => kinds.is_empty() || kinds.contains(&finder.entities.list[*e].kind),
            End::StateOf(..) => kinds.is_empty() || kinds.contains(&EntityKind::State),
        });
        if !found.is_empty() {
            let words = words_at(finder, slot, anchor, frame.kind);
            return (found, Some(Place { slot: slot.name().to_owned(), first: rank == 0, words }));
        }
    }
    (vec![], None)
}

fn at_slot(finder: &Finder<'_>, slot: &Slot, anchor: &Anchor, kind: TriggerKind, role: Role, taken: &[End]) -> Vec<End> {
    let doc = finder.doc;
    let words = || words_at(finder, slot, anchor, kind).into_iter();
    match slot {
        Slot::Modifier => {
            let own = finder.modifiers(anchor.trigger);
            if own.is_empty() { finder.modifiers(outer_noun(finder, anchor.trigger)) } else { own }
        }
        Slot::Owner => words().flat_map(|t| finder.owner(t)).collect(),
        Slot::Complement => words().flat_map(|c| finder.nearest(c, taken)).collect(),
        Slot::Prefix => words().flat_map(|t| finder.named(t)).collect(),
        Slot::Direct => words().flat_map(|t| finder.direct(t)).collect(),
        Slot::Subject if kind == TriggerKind::Noun && anchor.verb.is_none() => {
            let owners = [Slot::Possessor, Slot::Prep("by".into()), Slot::Modifier];
            owners.iter().map(|s| at_slot(finder, s, anchor, kind, role, taken)).find(|f| !f.is_empty()).unwrap_or_default()
        }
        // "Prime Minister X and President Y": a title in the singular is of one person.
        Slot::Bearer if !matches!(doc.tokens[anchor.trigger].tag, Tag::Nns | Tag::Nnps) => {
            words().map(|t| finder.named(t)).find(|found| !found.is_empty()).unwrap_or_default()
        }
        _ => {
            // Only people can be told to do something: "demanded that Y's troops leave", not "that Y's conference begin".
            let role = if *slot == Slot::ComplementAgent { Role::Source } else { role };
            let mut out = Vec::new();
            words().for_each(|t| push_all(&mut out, finder.actors(t, role)));
            out
        }
    }
}

/// Whether a counterpart stands with the verb itself: "met Y", "agreed with Y", "fought alongside Y".
pub fn direct_party(finder: &Finder<'_>, frame: &Frame, anchor: &Anchor) -> bool {
    let doc = finder.doc;
    let prepositions = frame.target.iter().filter_map(|slot| if let Slot::Prep(word) = slot { Some(word.as_str()) } else { None });
    let beside = |word: &str| matches!(word, "with" | "alongside" | "beside" | "from");
    let with = prepositions.filter(|word| beside(word)).flat_map(|word| after(doc, anchor.clause(), word));
    let party = |t: usize| !finder.actors(t, Role::Target).is_empty();
    with.into_iter().any(party) || object(doc, anchor.clause()).is_some_and(|t| !finder.direct(t).is_empty())
}
