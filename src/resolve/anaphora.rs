//! One walk through the text: nouns for people and pronouns, each tied to the actor that it most
//! likely means at that place, or made an actor of its own.

use super::candidates::{self, Anaphor, Candidate};
use super::cast::Cast;
use super::phrases::{self, Phrase};
use super::trail::Trail;
use super::unnamed;
use crate::knowledge::Knowledge;
use crate::knowledge::actors::{Gender, TitleKind};
use crate::knowledge::coreference::Class;
use crate::types::{Dep, EntityKind, Form, Pos, Tag};

/// A choice among candidates, for `explain` and for training.
#[derive(Debug, Clone)]
pub struct Decision {
    /// Which weights chose.
    pub class: Class,
    /// The tokens of the pronoun or noun phrase.
    pub tokens: std::ops::Range<usize>,
    /// The answers; the first is "nobody known".
    pub candidates: Vec<Candidate>,
    /// The probability of each answer.
    pub probabilities: Vec<f32>,
}

/// Resolves nouns and pronouns in text order.
pub fn add(cast: &mut Cast<'_>, knowledge: &Knowledge) {
    let mut named: Vec<(usize, usize, Form)> = cast.mentions.iter().map(|m| (m.head, m.entity, m.form)).collect();
    named.sort_by_key(|&(head, ..)| head);
    let (mut trail, mut next) = (Trail::default(), 0);
    for token in 0..cast.doc.tokens.len() {
        while let Some(&(head, actor, form)) = named.get(next).filter(|(head, ..)| *head <= token) {
            trail.push(cast, actor, head, form);
            next += 1;
        }
        let before = cast.mentions.len();
        if cast.named[token].is_none() && !cast.consumed[token] && cast.headed[token].is_none() && !pronoun(cast, knowledge, &trail, token) {
            noun(cast, knowledge, &trail, token);
        }
        for mention in before..cast.mentions.len() {
            let (actor, head, form) = (cast.mentions[mention].entity, cast.mentions[mention].head, cast.mentions[mention].form);
            trail.push(cast, actor, head, form);
        }
    }
}

/// The best answer, if it is sure enough; `Err` if another one than "nobody known" is likely but not sure.
fn choose(cast: &mut Cast<'_>, knowledge: &Knowledge, trail: &Trail, anaphor: &Anaphor<'_>) -> Result<Option<(Candidate, f32)>, Unsure> {
    let candidates = candidates::gather(cast, trail, anaphor);
    let features: Vec<_> = candidates.iter().map(|candidate| candidate.features.clone()).collect();
    let probabilities = knowledge.coreference.probabilities(anaphor.class, &features);
    let best = (0..candidates.len()).rev().max_by(|&a, &b| probabilities[a].total_cmp(&probabilities[b])).unwrap_or(0);
    let chosen = candidates[best].clone();
    let probability = probabilities[best];
    if let Some(decisions) = &mut cast.decisions {
        let tokens = anaphor.phrase.map_or(anaphor.token..anaphor.token + 1, |phrase| phrase.tokens.clone());
        decisions.push(Decision { class: anaphor.class, tokens, candidates, probabilities });
    }
    if chosen.actors.len() > 1 && !cast.several.contains(&chosen.actors) {
        cast.several.push(chosen.actors.clone());
    }
    if best == 0 {
        Ok(None)
    } else if probability >= knowledge.coreference.least(anaphor.class) {
        Ok(Some((chosen, probability)))
    } else {
        Err(Unsure)
    }
}

/// Somebody known is meant, and it is not clear who.
struct Unsure;

/// Ties the pronoun at a token to whom it means; whether it was one.
fn pronoun(cast: &mut Cast<'_>, knowledge: &Knowledge, trail: &Trail, token: usize) -> bool {
    let word = &cast.doc.tokens[token];
    let (class, gender, rule) = match word.lower.as_str() {
        "he" | "him" | "his" | "himself" => (Class::He, Some(Gender::Male), "he"),
        "she" | "her" | "hers" | "herself" => (Class::He, Some(Gender::Female), "she"),
        "it" | "its" | "itself" => (Class::It, None, "it"),
        "they" | "them" | "their" | "theirs" | "themselves" => (Class::They, None, "they"),
        "who" | "whom" | "which" | "that" | "whose" if matches!(word.tag, Tag::Wdt | Tag::Wp | Tag::WpS) => {
            if let Some(actor) = relative(cast, token) {
                cast.mention(actor, token..token + 1, Form::Pronoun, "relative");
            }
            return true;
        }
        _ => return false,
    };
    let anaphor = Anaphor { class, token, phrase: None, gender };
    if let Ok(Some((chosen, probability))) = choose(cast, knowledge, trail, &anaphor) {
        for actor in chosen.actors {
            cast.doubted_mention(actor, token..token + 1, Form::Pronoun, rule, probability);
        }
    }
    true
}

/// Ties the noun at a token to whom its phrase means, or makes the phrase an actor of its own.
fn noun(cast: &mut Cast<'_>, knowledge: &Knowledge, trail: &Trail, token: usize) {
    if cast.headed[token].is_some() {
        return;
    }
    if part(cast, knowledge, trail, token) {
        return;
    }
    let Some(phrase) = phrases::read(cast, token) else { return };
    if let Some((actor, rule)) = by_grammar(cast, knowledge, trail, &phrase) {
        cast.mention(actor, phrase.tokens.clone(), Form::Nominal, rule);
        return;
    }
    if phrase.title.kind == TitleKind::Quantity && !(phrase.two && phrase.definite()) {
        return;
    }
    let gender = phrase.title.gender;
    let chosen = match phrase.class() {
        Some(class) => choose(cast, knowledge, trail, &Anaphor { class, token, phrase: Some(&phrase), gender }),
        None => Ok(None),
    };
    match chosen {
        Ok(Some((candidate, probability))) => {
            let words = cast.doc.phrase(phrase.tokens.clone()).to_owned();
            for actor in candidate.actors {
                if phrase.modified || !cast.actors[actor].named {
                    cast.also_called(actor, &words);
                }
                unnamed::remember(cast, actor, &phrase);
                cast.doubted_mention(actor, phrase.tokens.clone(), Form::Nominal, "nominal", probability);
            }
        }
        Ok(None) => {
            if let Some(actor) = unnamed::make(cast, &phrase) {
                cast.mention(actor, phrase.tokens.clone(), Form::Nominal, "unnamed");
            }
        }
        Err(Unsure) => {}
    }
}

/// Whom the words around a noun tell without a choice: the name right after it, the state whose government it is, the first of two nouns that
/// share their modifiers, those of whom it is a number.
fn by_grammar(cast: &mut Cast<'_>, knowledge: &Knowledge, trail: &Trail, phrase: &Phrase<'_>) -> Option<(usize, &'static str)> {
    if let Some(actor) = members(cast, knowledge, trail, phrase) {
        return Some((actor, "members"));
    }
    if let Some(actor) = coordinated(cast, phrase) {
        return Some((actor, "coordinated"));
    }
    if let Some(actor) = explains(cast, phrase) {
        return Some((actor, "noun-before-name"));
    }
    if phrase.class() == Some(Class::Government) || phrase.title.kind == TitleKind::Thing {
        let whole = phrase.owner.filter(|&owner| cast.kind(owner) == EntityKind::Organisation && cast.country(owner).is_none());
        let craft = phrase.title.kind == TitleKind::Thing;
        let state = phrase.country.clone().and_then(|code| cast.state_of_code(&code));
        let owned = phrase.owner.is_some_and(|owner| cast.kind(owner) == EntityKind::State);
        return match (whole, state) {
            (Some(body), _) if !craft => Some((body, "government")),
            (_, Some(state)) if !craft || owned && phrase.modified => Some((state, "government")),
            _ => None,
        };
    }
    None
}

/// "A group of officials", "thousands of protesters": those whom the phrase after the noun means.
fn members(cast: &mut Cast<'_>, knowledge: &Knowledge, trail: &Trail, phrase: &Phrase<'_>) -> Option<usize> {
    if !matches!(phrase.title.kind, TitleKind::Collective | TitleKind::Quantity) {
        return None;
    }
    let doc = cast.doc;
    let of = doc.children_by(phrase.head, &[Dep::Prep]).find(|&p| doc.tokens[p].lower == "of")?;
    let inner = doc.child(of, Dep::Pobj)?;
    if cast.headed[inner].is_none() {
        let found = phrases::read(cast, inner)?;
        if !found.plural || inner <= phrase.head {
            return None;
        }
        noun(cast, knowledge, trail, inner);
    }
    let actor = cast.headed[inner].filter(|&actor| phrase.title.kind == TitleKind::Quantity || cast.kind(actor) == EntityKind::Group)?;
    if cast.kind(actor) == EntityKind::Group {
        let whole = doc.phrase(phrase.full.start..phrase.full.end.max(inner + 1)).to_owned();
        cast.also_called(actor, &whole);
    }
    Some(actor)
}

/// "Some of the victims", "23 of the defendants", "one of them": a part is an actor of its own, all of them are those themselves.
fn part(cast: &mut Cast<'_>, knowledge: &Knowledge, trail: &Trail, token: usize) -> bool {
    let doc = cast.doc;
    let word = &doc.tokens[token];
    if !matches!(word.pos, Pos::Num | Pos::Det | Pos::Pron | Pos::Adj) || !matches!(word.tag, Tag::Cd | Tag::Dt | Tag::Jj | Tag::Jjs | Tag::Nn) {
        return false;
    }
    let of = doc.children_by(token, &[Dep::Prep]).find(|&p| p == token + 1 && doc.tokens[p].lower == "of");
    let Some(inner) = of.and_then(|of| doc.child(of, Dep::Pobj)).filter(|&inner| inner > token) else { return false };
    if cast.headed[inner].is_none() && cast.named[inner].is_none() && !pronoun(cast, knowledge, trail, inner) {
        noun(cast, knowledge, trail, inner);
    }
    let wholes: Vec<usize> = cast.mentions.iter().rev().take(64).filter(|m| m.head == inner).map(|m| m.entity).collect();
    let Some(&whole) = wholes.first().filter(|&&whole| cast.kind(whole).is_actor() && cast.kind(whole) != EntityKind::Person || wholes.len() > 1)
    else {
        return false;
    };
    if matches!(word.lower.as_str(), "all" | "both" | "each") {
        wholes.into_iter().for_each(|actor| cast.mention(actor, token..token + 1, Form::Nominal, "members"));
        return true;
    }
    let end = doc.subtree(inner).end.min(inner + 8).min(doc.sentence(token).end);
    let (short, long) = (doc.phrase(token..inner + 1).to_owned(), doc.phrase(token..end).to_owned());
    let kind = if word.lower == "one" { EntityKind::Person } else { EntityKind::Group };
    let country = cast.country(whole).map(str::to_owned);
    let actor = cast.actor(&format!("{kind:?}#{token}"), kind, &short, country.as_deref(), None);
    cast.actors[actor].owner = Some(whole);
    cast.also_called(actor, &long);
    cast.mention(actor, token..token + 1, Form::Nominal, "part");
    true
}

/// "Its owner Amber Media", "the broadcaster NRK": the organisation or state whose name follows.
fn explains(cast: &Cast<'_>, phrase: &Phrase<'_>) -> Option<usize> {
    let doc = cast.doc;
    let named = cast.named.get(phrase.head + 1).copied().flatten().map(|index| &cast.mentions[index])?;
    let tied = doc.tokens[phrase.head].head == named.head || doc.tokens[named.head].head == phrase.head;
    let whole = named.tokens.start == phrase.head + 1 && doc.sentence_of(phrase.head) == doc.sentence_of(named.head);
    let title = phrase.title;
    let borne = matches!(title.kind, TitleKind::Body | TitleKind::Collective) || cast.know.words.borne_by_bodies.contains(&title.singular);
    let kind = borne && matches!(cast.kind(named.entity), EntityKind::Organisation | EntityKind::State);
    (tied && whole && kind && !phrase.plural && named.rule != "demonym").then_some(named.entity)
}

/// "Russian officials and analysts": one group, if the second noun has nothing of its own.
fn coordinated(cast: &mut Cast<'_>, phrase: &Phrase<'_>) -> Option<usize> {
    let doc = cast.doc;
    let first = doc.tokens[phrase.head].head;
    if doc.tokens[phrase.head].dep != Dep::Conj
        || !phrase.plural
        || phrase.tokens.len() > 1
        || phrase.head != first + 2
        || !phrase.title.kind.is_person()
    {
        return None;
    }
    let actor = cast.headed[first].filter(|&a| cast.kind(a) == EntityKind::Group)?;
    let whole = super::roles::premodifiers(cast, first)..phrase.head + 1;
    let name = doc.phrase(whole).to_owned();
    cast.also_called(actor, &name);
    Some(actor)
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
