//! he, she, it, they and relative pronouns.

use super::cast::Cast;
use super::trail::{Seen, Trail};
use crate::knowledge::actors::Gender;
use crate::types::{Dep, EntityKind, Form, Tag};

/// Ties the pronoun at a token to an actor, if it is one and there is one.
pub fn resolve(cast: &mut Cast<'_>, trail: &Trail, token: usize) {
    let doc = cast.doc;
    let word = &doc.tokens[token];
    let (actor, rule) = match word.lower.as_str() {
        "he" | "him" | "his" | "himself" => (person(cast, trail, token, Gender::Male), "he"),
        "she" | "her" | "hers" | "herself" => (person(cast, trail, token, Gender::Female), "she"),
        "it" | "its" | "itself" => (body(cast, trail, token), "it"),
        "they" | "them" | "their" | "themselves" => {
            for actor in many(cast, trail, token) {
                cast.mention(actor, token..token + 1, Form::Pronoun, "they");
            }
            return;
        }
        "who" | "whom" | "which" | "that" if matches!(word.tag, Tag::Wdt | Tag::Wp | Tag::WpS) => (relative(cast, token), "relative"),
        "whose" => (relative(cast, token), "relative"),
        _ => return,
    };
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

/// Whether the pronoun is the judged one's own: "thanked Kim for his help", "accused Kim of breaking her word".
fn is_judged(cast: &Cast<'_>, seen: &Seen, token: usize) -> bool {
    let doc = cast.doc;
    let (verb, noun) = (doc.tokens[seen.head].head, doc.tokens[token].head);
    let object = doc.tokens[seen.head].dep == Dep::Dobj && cast.know.words.judging.contains(&doc.tokens[verb].lemma);
    let under = |p: &usize| matches!(doc.tokens[*p].lower.as_str(), "for" | "of" | "over" | "on") && doc.tokens[*p].head == verb;
    object && doc.tokens[token].dep == Dep::Poss && noun > seen.head && doc.ancestors(noun).take(4).any(|p| under(&p))
}

/// How much the clause speaks for a mention: a subject binds what stands in its own predicate; words near by count more than far ones.
fn closeness(cast: &Cast<'_>, seen: &Seen, token: usize) -> f32 {
    let doc = cast.doc;
    let verb = doc.tokens[seen.head].head;
    let binds = seen.subject && verb != token && doc.ancestors(token).take(8).any(|a| a == verb);
    let far = token.saturating_sub(seen.head).min(60) as f32;
    (if binds { 2.0 } else { 0.0 }) - 0.03 * far
}

fn person(cast: &Cast<'_>, trail: &Trail, token: usize, gender: Gender) -> Option<usize> {
    let sentence = cast.doc.sentence_of(token);
    // In somebody's quoted words he and she are others.
    let speaker = cast.voice[token].and_then(|subject| cast.headed[subject]);
    let fit = |seen: &Seen| {
        if cast.kind(seen.actor) != EntityKind::Person || Some(seen.actor) == speaker || same_clause_object(cast, seen, token) {
            return None;
        }
        let known = match cast.actors[seen.actor].gender {
            Some(known) if known != gender => return None,
            Some(_) => 1.0,
            None => 0.0,
        };
        Some(known + closeness(cast, seen, token) + if is_judged(cast, seen, token) { 4.0 } else { 0.0 })
    };
    trail.best(sentence, 3, fit).or_else(|| trail.best(sentence, 12, fit))
}

fn body(cast: &Cast<'_>, trail: &Trail, token: usize) -> Option<usize> {
    let doc = cast.doc;
    // "It is clear that": nothing is meant; "they discussed it", "made it easier": a thing.
    if doc.tokens[token].lower == "it" && (matches!(doc.tokens[token].dep, Dep::Expl | Dep::Dobj) || empty_it(cast, token)) {
        return None;
    }
    let sentence = doc.sentence_of(token);
    let best = trail.ranked(sentence, 1, |seen| {
        let fits = match cast.kind(seen.actor) {
            EntityKind::State => !matches!(doc.tokens[seen.head].dep, Dep::Amod | Dep::Compound) || seen.form != Form::Name,
            EntityKind::Organisation => true,
            _ => false,
        };
        (fits && !same_clause_object(cast, seen, token)).then(|| closeness(cast, seen, token))
    });
    best.filter(|&(score, _)| score >= rival(cast, token, Tag::Nn)).map(|(_, actor)| actor)
}

/// How well the best noun that names no actor fits a pronoun: "the bill ... it", "the flags ... they".
fn rival(cast: &Cast<'_>, token: usize, number: Tag) -> f32 {
    let doc = cast.doc;
    let here = doc.sentence_of(token);
    let mut best = f32::MIN;
    for t in (0..token).rev().take(60).take_while(|&t| doc.sentence_of(t) + 1 >= here) {
        let word = &doc.tokens[t];
        let free = cast.headed[t].is_none() && cast.named[t].is_none() && !cast.consumed[t] && doc.name_at(t).is_none();
        if word.tag != number || !free || !matches!(word.dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Dobj | Dep::Pobj | Dep::Conj) {
            continue;
        }
        let subject = matches!(word.dep, Dep::Nsubj | Dep::Nsubjpass);
        let seen = Seen { actor: 0, head: t, sentence: doc.sentence_of(t), subject, form: Form::Nominal };
        if same_clause_object(cast, &seen, token) || doc.is_below(token, t) {
            continue;
        }
        let near = -2.0 * (here - seen.sentence) as f32;
        best = best.max(near + if subject { 1.5 } else { 0.0 } + closeness(cast, &seen, token));
    }
    best
}

fn empty_it(cast: &Cast<'_>, token: usize) -> bool {
    let doc = cast.doc;
    let verb = doc.tokens[token].head;
    doc.tokens[token].dep == Dep::Nsubj
        && matches!(doc.tokens[verb].lemma.as_str(), "be" | "seem" | "appear" | "take" | "remain" | "become")
        && doc.children_by(verb, &[Dep::Acomp, Dep::Attr, Dep::Ccomp, Dep::Xcomp, Dep::Advcl]).any(|c| doc.tokens[c].dep != Dep::Advcl || c > verb)
}

/// Those that "they" means: a group, or the two that were named together ("the two leaders", "A and B").
fn many(cast: &Cast<'_>, trail: &Trail, token: usize) -> Vec<usize> {
    let doc = cast.doc;
    let sentence = doc.sentence_of(token);
    let together = |seen: &Seen| -> Vec<usize> {
        let mut all: Vec<usize> = trail.headed(seen.head).map(|other| other.actor).collect();
        for conjunct in doc.conjuncts(seen.head) {
            all.extend(trail.headed(conjunct).map(|other| other.actor).filter(|&a| cast.kind(a) == cast.kind(seen.actor)));
        }
        all.sort_unstable();
        all.dedup();
        all
    };
    let mut best: Option<(f32, Vec<usize>)> = None;
    for seen in trail.recent(sentence, 2) {
        if same_clause_object(cast, seen, token) {
            continue;
        }
        // "He told reporters that they": rather those who speak than those who hear.
        let hears = doc.tokens[seen.head].dep == Dep::Dobj
            && doc.ancestors(token).take(6).any(|a| doc.tokens[a].dep == Dep::Ccomp && doc.tokens[a].head == doc.tokens[seen.head].head);
        let all = together(seen);
        let fit = match cast.kind(seen.actor) {
            EntityKind::Group => 2.5,
            _ if all.len() > 1 => 2.5,
            EntityKind::Organisation => 0.5,
            EntityKind::State if doc.tokens[seen.head].dep != Dep::Amod => 0.0,
            _ => continue,
        };
        let near = -2.0 * (sentence - seen.sentence.min(sentence)) as f32 + if seen.subject { 1.5 } else { 0.0 };
        let score = fit + near + closeness(cast, seen, token) - if hears { 3.0 } else { 0.0 };
        if best.as_ref().is_none_or(|(top, _)| score > *top) {
            best = Some((score, all));
        }
    }
    best.filter(|(score, _)| *score >= rival(cast, token, Tag::Nns)).map(|(_, all)| all).unwrap_or_default()
}

/// The noun that the relative clause belongs to.
fn relative(cast: &Cast<'_>, token: usize) -> Option<usize> {
    let doc = cast.doc;
    let clause = doc.ancestors(token).take(6).find(|&a| doc.tokens[a].dep == Dep::Relcl)?;
    let noun = doc.tokens[clause].head;
    // "Who" means people and those who act as people do, "which" no person.
    let agrees = |actor: usize| match (doc.tokens[token].lower.as_str(), cast.kind(actor)) {
        ("who" | "whom", kind) => matches!(kind, EntityKind::Person | EntityKind::Group | EntityKind::Organisation),
        ("which", kind) => kind != EntityKind::Person,
        _ => true,
    };
    cast.headed[noun].filter(|&actor| noun < token && agrees(actor))
}
