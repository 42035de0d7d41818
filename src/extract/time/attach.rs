//! Which time expression belongs to an event: the one that hangs on its trigger or on the verb of its clause, never one of another clause.

use std::ops::Range;

use super::grammar::Tense;
use crate::types::{Dep, Document, Pos, Tag};

/// Relations that open a clause of their own.
const CLAUSES: [Dep; 7] = [Dep::Ccomp, Dep::Advcl, Dep::Relcl, Dep::Acl, Dep::Csubj, Dep::Csubjpass, Dep::Parataxis];

/// How far an expression is from the event whose head is `trigger`: smaller is nearer; `None` for another clause.
pub fn distance(doc: &Document, trigger: usize, expression: &Range<usize>) -> Option<(usize, usize)> {
    if expression.contains(&trigger) {
        return None;
    }
    let governor = governor(doc, expression);
    let apart = expression.start.abs_diff(trigger);
    if governor == trigger {
        return Some((0, apart));
    }
    // "last year's summit", "the 2015 deal": the time of that word alone.
    if matches!(doc.tokens[doc.head_of(expression.clone())].dep, Dep::Poss | Dep::Compound | Dep::Nmod | Dep::Amod | Dep::Nummod) {
        return None;
    }
    if doc.is_below(governor, trigger) {
        return same_clause_below(doc, governor, trigger).then_some((1, apart));
    }
    // Up from the trigger, as long as the clause is the same.
    let (mut at, mut level) = (trigger, 2);
    loop {
        let token = &doc.tokens[at];
        let head = token.head;
        if head == at || CLAUSES.contains(&token.dep) {
            return None;
        }
        let verbs = is_verb(doc, at) && is_verb(doc, head);
        // "On Tuesday he arrived and met the minister": what opens the sentence holds for all its verbs; what follows the first verb does not.
        if token.dep == Dep::Conj && verbs && expression.start > head {
            return None;
        }
        // Another clause's subject or object may only look up one verb, or the chain of verbs that make one ("plans to visit").
        if governor == head {
            return Some((level, apart));
        }
        if doc.is_below(governor, head) {
            return same_clause_below(doc, governor, head).then_some((level + 4, apart));
        }
        if is_verb(doc, head) && !(doc.tokens[head].dep == Dep::Xcomp || doc.tokens[head].dep == Dep::Conj) {
            return None;
        }
        (at, level) = (head, level + 1);
    }
}

/// The word that an expression modifies: over its preposition.
fn governor(doc: &Document, expression: &Range<usize>) -> usize {
    let mut at = doc.head_of(expression.clone());
    for _ in 0..4 {
        let token = &doc.tokens[at];
        let inside = expression.contains(&token.head);
        let preposition = matches!(doc.tokens[token.head].pos, Pos::Adp | Pos::Sconj) || doc.tokens[token.head].dep == Dep::Prep;
        if token.head == at {
            break;
        }
        at = token.head;
        if !(inside || (token.dep == Dep::Pobj && preposition) || token.dep == Dep::Pcomp) {
            break;
        }
        if token.dep == Dep::Pobj && preposition {
            // The preposition's own head.
            let outer = doc.tokens[at].head;
            return if outer == at { at } else { outer };
        }
    }
    at
}

/// Whether no clause opens between a word and `top` above it.
fn same_clause_below(doc: &Document, word: usize, top: usize) -> bool {
    let mut at = word;
    while at != top {
        let token = &doc.tokens[at];
        if CLAUSES.contains(&token.dep) || (token.dep == Dep::Conj && is_verb(doc, at)) || token.head == at {
            return false;
        }
        at = token.head;
    }
    true
}

fn is_verb(doc: &Document, i: usize) -> bool {
    matches!(doc.tokens[i].pos, Pos::Verb | Pos::Aux)
}

/// Whether the event lies before or after the article, by the verb of the trigger's clause.
pub fn tense(doc: &Document, trigger: usize) -> Tense {
    let Some(verb) = std::iter::once(trigger).chain(doc.ancestors(trigger)).find(|&i| is_verb(doc, i)) else { return Tense::Unknown };
    verb_tense(doc, verb, 0)
}

fn verb_tense(doc: &Document, verb: usize, depth: usize) -> Tense {
    let auxiliaries: Vec<usize> = doc.children_by(verb, &[Dep::Aux, Dep::Auxpass]).collect();
    let has = |words: &[&str]| auxiliaries.iter().any(|&i| words.contains(&doc.tokens[i].lower.as_str()));
    let modal = auxiliaries.iter().any(|&i| doc.tokens[i].tag == Tag::Md);
    let perfect = has(&["have", "has", "had", "having", "'ve", "’ve"]);
    let head = doc.tokens[verb].head;
    // A verb without a tense of its own has that of the verb above.
    let above = || if head != verb && depth < 5 && is_verb(doc, head) { verb_tense(doc, head, depth + 1) } else { Tense::Unknown };
    match doc.tokens[verb].tag {
        _ if perfect => Tense::Past,
        _ if modal || has(&["to"]) => Tense::Future,
        Tag::Vbd => Tense::Past,
        Tag::Vbn if has(&["was", "were", "been", "got"]) => Tense::Past,
        Tag::Vbn if has(&["is", "are", "am", "be", "being"]) => Tense::Future,
        Tag::Vbn if doc.tokens[verb].dep == Dep::Conj => above(),
        Tag::Vbn => Tense::Past,
        Tag::Vbg if has(&["was", "were"]) => Tense::Past,
        Tag::Vbg if has(&["is", "are", "am", "'s", "’s", "'re", "’re", "'m"]) => Tense::Future,
        Tag::Vbg | Tag::Vb => above(),
        Tag::Vbz | Tag::Vbp => Tense::Future,
        _ => Tense::Unknown,
    }
}
