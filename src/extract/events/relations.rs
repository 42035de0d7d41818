//! How a word that may name an action and the actors around it stand to each other: subject, object, owner, after which preposition, by which
//! way through the tree. Passives, control, relative clauses and coordination are undone by [`arguments`](super::arguments).

use crate::extract::events::arguments::{
    antecedent, bearers, carrier, complement, dative, describing_verb, is_passive, logical_subject, object, surface_subject,
};
use crate::types::{Dep, Document, Pos};

/// How far up a tree relations are followed.
const DEPTH: usize = 6;

/// A word with its relation to the trigger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// "subject", "with", "carrier.object".
    pub relation: String,
    /// The head word there.
    pub word: usize,
}

/// Whether the word is a verb with a clause of its own.
fn is_verbal(doc: &Document, word: usize) -> bool {
    matches!(doc.tokens[word].pos, Pos::Verb | Pos::Aux)
}

/// The head words around a trigger, the surest relations first.
pub fn related(doc: &Document, trigger: usize) -> Vec<Related> {
    let mut out = Vec::new();
    let verbal = is_verbal(doc, trigger);
    if verbal {
        clause(doc, trigger, "", &mut out);
    } else {
        phrase(doc, trigger, "", &mut out);
        let verb = carrier(doc, trigger).map(|v| ("carrier.", v)).or_else(|| describing_verb(doc, trigger).map(|v| ("describing.", v)));
        if let Some((prefix, verb)) = verb.filter(|&(_, v)| is_verbal(doc, v)) {
            clause(doc, verb, prefix, &mut out);
        }
    }
    governors(doc, trigger, &mut out);
    out.retain(|related| related.word != trigger);
    out
}

fn push(out: &mut Vec<Related>, prefix: &str, relation: &str, word: Option<usize>) {
    out.extend(word.map(|word| Related { relation: format!("{prefix}{relation}"), word }));
}

/// What stands around a verb.
fn clause(doc: &Document, verb: usize, prefix: &str, out: &mut Vec<Related>) {
    push(out, prefix, "subject", logical_subject(doc, verb));
    push(out, prefix, "object", object(doc, verb));
    push(out, prefix, "dative", dative(doc, verb));
    if is_passive(doc, verb) && logical_subject(doc, verb).is_none() {
        push(out, prefix, "passive", surface_subject(doc, verb));
    }
    prepositions(doc, verb, prefix, out);
    for child in doc.children_by(verb, &[Dep::Attr, Dep::Oprd, Dep::Acomp]) {
        push(out, prefix, "predicate", Some(child));
        prepositions(doc, child, &format!("{prefix}predicate."), out);
    }
    if let Some(object) = doc.child(verb, Dep::Dobj) {
        prepositions(doc, object, &format!("{prefix}object."), out);
    }
    if let Some(inner) = complement(doc, verb) {
        push(out, prefix, "complement.subject", surface_subject(doc, inner).filter(|&s| Some(s) != logical_subject(doc, verb)));
        push(out, prefix, "complement.object", object(doc, inner));
        prepositions(doc, inner, &format!("{prefix}complement."), out);
    }
    // "X-backed": the model makes one word or three of it.
    push(out, prefix, "modified", (doc.tokens[verb].dep == Dep::Amod).then(|| doc.tokens[verb].head));
}

/// What stands around a noun or an adjective.
fn phrase(doc: &Document, noun: usize, prefix: &str, out: &mut Vec<Related>) {
    push(out, prefix, "owner", doc.child(noun, Dep::Poss));
    prepositions(doc, noun, prefix, out);
    for child in doc.children_by(noun, &[Dep::Compound, Dep::Nmod, Dep::Amod, Dep::Npadvmod]) {
        push(out, prefix, "modifier", Some(child));
    }
    for bearer in bearers(doc, noun) {
        push(out, prefix, "bearer", Some(bearer));
    }
    let (token, head) = (&doc.tokens[noun], doc.tokens[noun].head);
    match token.dep {
        Dep::Amod => push(out, prefix, "modified", Some(head)),
        Dep::Acomp => push(out, prefix, "subject", surface_subject(doc, noun)),
        Dep::Nsubj | Dep::Nsubjpass if is_verbal(doc, head) => {
            push(out, prefix, "of.object", object(doc, head).filter(|&o| o != noun));
            prepositions(doc, head, &format!("{prefix}of."), out);
            for child in doc.children_by(head, &[Dep::Attr]) {
                push(out, prefix, "of.predicate", Some(child));
            }
        }
        // "the start of talks between X and Y": what the outer noun has, the inner has too.
        Dep::Pobj if doc.tokens[head].lower == "of" && doc.tokens[head].head != head => {
            let outer = doc.tokens[head].head;
            push(out, prefix, "outer.owner", doc.child(outer, Dep::Poss));
            prepositions(doc, outer, &format!("{prefix}outer."), out);
        }
        _ => {}
    }
    if let Some(inner) = complement(doc, noun) {
        push(out, prefix, "complement.subject", surface_subject(doc, inner));
        push(out, prefix, "complement.object", object(doc, inner));
        prepositions(doc, inner, &format!("{prefix}complement."), out);
    }
}

/// The objects of the prepositions at a word.
fn prepositions(doc: &Document, head: usize, prefix: &str, out: &mut Vec<Related>) {
    for preposition in doc.children_by(head, &[Dep::Prep, Dep::Agent, Dep::Prt, Dep::Dative]) {
        for child in doc.children_by(preposition, &[Dep::Pobj]) {
            push(out, prefix, &doc.tokens[preposition].lower, Some(antecedent(doc, child)));
        }
        for inner in doc.children_by(preposition, &[Dep::Prep]) {
            push(out, prefix, &doc.tokens[inner].lower, doc.child(inner, Dep::Pobj));
        }
        for clause in doc.children_by(preposition, &[Dep::Pcomp]) {
            push(out, prefix, &format!("{}.object", doc.tokens[preposition].lower), object(doc, clause));
        }
    }
}

/// Subjects and objects of the clauses above.
fn governors(doc: &Document, trigger: usize, out: &mut Vec<Related>) {
    let (mut at, mut level) = (trigger, 0);
    for _ in 0..DEPTH {
        let head = doc.tokens[at].head;
        if head == at || level > 2 {
            return;
        }
        if is_verbal(doc, head) && !out.iter().any(|r| r.word == head) {
            level += 1;
            let prefix = format!("above{}.{}.", if level > 1 { "2" } else { "" }, doc.tokens[at].dep);
            push(out, &prefix, "subject", logical_subject(doc, head));
            push(out, &prefix, "object", object(doc, head));
        }
        at = head;
    }
}

/// One step of a path: the relation, of a preposition its word.
fn step(doc: &Document, word: usize) -> &str {
    match doc.tokens[word].dep {
        Dep::Prep | Dep::Agent | Dep::Dative if doc.tokens[word].pos == Pos::Adp => doc.tokens[word].lower.as_str(),
        dep => dep.as_str(),
    }
}

/// The way from a word down to another one below it, conjuncts and the objects of prepositions skipped.
pub fn down(doc: &Document, top: usize, word: usize) -> Option<String> {
    let (mut at, mut steps) = (word, Vec::new());
    for _ in 0..DEPTH {
        if at == top {
            steps.reverse();
            return Some(steps.join("."));
        }
        if !matches!(doc.tokens[at].dep, Dep::Conj | Dep::Pobj) {
            steps.push(step(doc, at));
        }
        let head = doc.tokens[at].head;
        if head == at {
            return None;
        }
        at = head;
    }
    None
}

/// The way through the tree from a trigger to a word: up to what they share, and down; "far" if it is long or there is none.
pub fn path(doc: &Document, trigger: usize, word: usize) -> String {
    let (mut at, mut up) = (trigger, String::new());
    for _ in 0..DEPTH {
        if let Some(down) = down(doc, at, word) {
            return format!("{up}|{down}");
        }
        let head = doc.tokens[at].head;
        if head == at {
            break;
        }
        up.push_str(if matches!(doc.tokens[at].dep, Dep::Conj | Dep::Pobj) { "" } else { step(doc, at) });
        up.push('^');
        at = head;
    }
    "far".into()
}
