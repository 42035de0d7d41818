//! he, she, it, they and relative pronouns.

use super::cast::Cast;
use super::trail::{Seen, Trail};
use crate::knowledge::actors::Gender;
use crate::types::{Dep, EntityKind, Form, Tag};

/// Ties the pronoun at a token to an actor, if it is one and there is one.
pub fn resolve(cast: &mut Cast<'_>, trail: &Trail, token: usize) {
    let doc = cast.doc;
    let (word, sentence) = (&doc.tokens[token], doc.sentence_of(token));
    let (actor, rule) = match word.lower.as_str() {
        "he" | "him" | "his" | "himself" => (person(cast, trail, token, Gender::Male), "he"),
        "she" | "her" | "hers" | "herself" => (person(cast, trail, token, Gender::Female), "she"),
        "it" | "its" | "itself" => (body(cast, trail, token), "it"),
        "they" | "them" | "their" | "themselves" => (many(cast, trail, token), "they"),
        "who" | "whom" | "which" | "that" if matches!(word.tag, Tag::Wdt | Tag::Wp | Tag::WpS) => (relative(cast, token), "relative"),
        "whose" => (relative(cast, token), "relative"),
        _ => return,
    };
    debug_assert!(sentence < doc.sentences.len());
    if let Some(actor) = actor {
        cast.mention(actor, token..token + 1, Form::Pronoun, rule);
    }
}

/// Whether the mention is the subject of the clause whose object the pronoun is: "Smith thanked him" is about another man.
fn same_clause_object(cast: &Cast<'_>, seen: &Seen, token: usize) -> bool {
    let doc = cast.doc;
    let mut verb = doc.tokens[token].head;
    match doc.tokens[token].dep {
        Dep::Dobj | Dep::Dative => {}
        Dep::Pobj => verb = doc.tokens[verb].head,
        _ => return false,
    }
    doc.tokens[seen.head].head == verb && seen.subject
}

fn person(cast: &Cast<'_>, trail: &Trail, token: usize, gender: Gender) -> Option<usize> {
    let sentence = cast.doc.sentence_of(token);
    let fit = |seen: &Seen| {
        if cast.kind(seen.actor) != EntityKind::Person || cast.actors[seen.actor].plural || same_clause_object(cast, seen, token) {
            return None;
        }
        match cast.actors[seen.actor].gender {
            Some(known) if known != gender => None,
            Some(_) => Some(1.0),
            None => Some(0.0),
        }
    };
    trail.best(sentence, 3, fit).or_else(|| trail.best(sentence, 12, fit))
}

fn body(cast: &Cast<'_>, trail: &Trail, token: usize) -> Option<usize> {
    let doc = cast.doc;
    // "It is clear that": nothing is meant.
    if doc.tokens[token].lower == "it" && (doc.tokens[token].dep == Dep::Expl || empty_it(cast, token)) {
        return None;
    }
    let sentence = doc.sentence_of(token);
    trail.best(sentence, 1, |seen| {
        let fits = match cast.kind(seen.actor) {
            EntityKind::State => !matches!(doc.tokens[seen.head].dep, Dep::Amod | Dep::Compound) || seen.form != Form::Name,
            EntityKind::Organisation => true,
            _ => false,
        };
        (fits && !same_clause_object(cast, seen, token)).then_some(if seen.subject { 1.0 } else { 0.0 })
    })
}

fn empty_it(cast: &Cast<'_>, token: usize) -> bool {
    let doc = cast.doc;
    let verb = doc.tokens[token].head;
    doc.tokens[token].dep == Dep::Nsubj
        && matches!(doc.tokens[verb].lemma.as_str(), "be" | "seem" | "appear" | "take" | "remain" | "become")
        && doc.children_by(verb, &[Dep::Acomp, Dep::Attr, Dep::Ccomp, Dep::Xcomp, Dep::Advcl]).any(|c| doc.tokens[c].dep != Dep::Advcl || c > verb)
}

fn many(cast: &Cast<'_>, trail: &Trail, token: usize) -> Option<usize> {
    let sentence = cast.doc.sentence_of(token);
    trail.best(sentence, 2, |seen| {
        if same_clause_object(cast, seen, token) {
            return None;
        }
        match cast.kind(seen.actor) {
            EntityKind::Group => Some(3.0),
            EntityKind::Organisation => Some(0.5),
            EntityKind::State if cast.doc.tokens[seen.head].dep != Dep::Amod => Some(0.0),
            _ => None,
        }
    })
}

/// The noun that the relative clause belongs to.
fn relative(cast: &Cast<'_>, token: usize) -> Option<usize> {
    let doc = cast.doc;
    let clause = doc.ancestors(token).take(6).find(|&a| doc.tokens[a].dep == Dep::Relcl)?;
    let noun = doc.tokens[clause].head;
    cast.headed[noun].filter(|_| noun < token)
}
