//! Actors without a name: "US officials", "protesters in Portland", "a State Department official".

use super::cast::Cast;
use super::phrases::{Determiner, Phrase};
use crate::knowledge::actors::TitleKind;
use crate::types::{Dep, EntityKind, Pos, Tag};

/// The new actor of a phrase; `None` if the phrase names nobody in particular.
pub fn make(cast: &mut Cast<'_>, phrase: &Phrase<'_>) -> Option<usize> {
    let kind = kind(cast, phrase)?;
    let country = phrase.country.clone().or_else(|| local_country(cast, phrase));
    let short = counted_off(cast, phrase);
    let name = name(cast, phrase, kind, &short);
    let actor = cast.actor(&format!("{kind:?}#{}", phrase.head), kind, &name, country.as_deref(), phrase.title.sector.as_deref());
    cast.actors[actor].gender = phrase.title.gender;
    cast.actors[actor].owner = phrase.owner;
    remember(cast, actor, phrase);
    cast.also_called(actor, &short);
    if kind == EntityKind::Organisation {
        let bare = without_state(cast, phrase);
        cast.also_called(actor, &bare);
    }
    Some(actor)
}

/// Keeps how an actor without a name is spoken of: the phrase in all its lengths is among its aliases.
pub fn remember(cast: &mut Cast<'_>, actor: usize, phrase: &Phrase<'_>) {
    if !cast.actors[actor].named {
        let doc = cast.doc;
        let without_clause = phrase.full.start..super::roles::phrase_end(cast, phrase.head, 0) + 1;
        let with_determiner = phrase.full.start..phrase.head + 1;
        for tokens in [phrase.tokens.clone(), with_determiner, without_clause, phrase.full.clone()] {
            cast.also_called(actor, doc.phrase(tokens));
        }
    }
    let (words, lemma) = (cast.doc.phrase(phrase.tokens.clone()).to_lowercase(), cast.doc.tokens[phrase.head].lemma.clone());
    let member = &mut cast.actors[actor];
    if !member.phrases.contains(&words) {
        member.phrases.push(words);
    }
    if !member.nouns.contains(&lemma) {
        member.nouns.push(lemma);
    }
}

/// What a new actor of this phrase would be.
fn kind(cast: &Cast<'_>, phrase: &Phrase<'_>) -> Option<EntityKind> {
    let doc = cast.doc;
    let title = phrase.title;
    let (dep, alone) = (doc.tokens[phrase.head].dep, !phrase.modified && phrase.country.is_none() && phrase.owner.is_none());
    let kind = match title.kind {
        TitleKind::Body if !phrase.plural => EntityKind::Organisation,
        TitleKind::Plural if phrase.plural => EntityKind::Group,
        TitleKind::Plural | TitleKind::Thing | TitleKind::Rank | TitleKind::Honorific | TitleKind::Quantity => return None,
        TitleKind::State if !phrase.plural => return None,
        TitleKind::Collective => EntityKind::Group,
        _ if phrase.plural => EntityKind::Group,
        _ => EntityKind::Person,
    };
    // "He is a lawyer" and "as a lawyer" tell of somebody what he is.
    let predicate = dep == Dep::Attr || dep == Dep::Pobj && doc.tokens[doc.tokens[phrase.head].head].lower == "as";
    if predicate && !phrase.plural {
        return None;
    }
    // "To use force", "in opposition": a bare singular that acts nowhere is no collective.
    let acts = matches!(dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Pobj | Dep::Dobj | Dep::Compound | Dep::Conj | Dep::Poss);
    let bare = phrase.determiner == Determiner::Bare && alone && !phrase.plural;
    if bare && kind == EntityKind::Group && title.singular != title.plural && !matches!(dep, Dep::Nsubj | Dep::Nsubjpass) || bare && !acts {
        return None;
    }
    // "Governments", "parties", "leaders" of nowhere in particular are nobody.
    let vague = matches!(title.kind, TitleKind::State | TitleKind::Plural)
        || title.kind == TitleKind::Body && title.sector.is_some()
        || cast.know.words.leaders.contains(&title.singular);
    if vague && phrase.plural && alone && !phrase.counted && phrase.determiner == Determiner::Bare {
        return None;
    }
    // "The head" of nothing in particular is nobody.
    let office = title.kind == TitleKind::Office && title.sector.is_none();
    if office && alone && doc.child(phrase.head, Dep::Prep).is_none() {
        return None;
    }
    Some(kind)
}

/// Police, rebels, voters without a country of their own belong to the one state of the clause that they are said of.
fn local_country(cast: &Cast<'_>, phrase: &Phrase<'_>) -> Option<String> {
    let doc = cast.doc;
    let title = phrase.title;
    let local = matches!(title.sector.as_deref(), Some("COP" | "MIL" | "CVL" | "LEG" | "OPP" | "REB" | "LAB" | "JUD" | "AGR" | "REF"))
        || title.kind == TitleKind::Body && title.sector.as_deref() == Some("GOV");
    // "The European parliament", "Kurdish forces" are nobody's at home.
    let shared = |t: usize| cast.named_at(t).is_some_and(|actor| cast.country(actor).is_none());
    if !local || phrase.tokens.clone().any(shared) {
        return None;
    }
    let verb = doc.ancestors(phrase.head).find(|&a| matches!(doc.tokens[a].pos, Pos::Verb | Pos::Aux))?;
    let mut found: Option<&str> = None;
    for t in doc.subtree(verb).filter(|&t| !cast.only_qualifies(t)) {
        if let Some(code) = cast.named_at(t).and_then(|actor| cast.country(actor)) {
            if found.is_some_and(|other| other != code) {
                return None;
            }
            found = Some(code);
        }
    }
    found.map(str::to_owned)
}

/// How the actor is called: with its owner where the noun alone would tell nothing, with the phrase after a bare noun.
fn name(cast: &Cast<'_>, phrase: &Phrase<'_>, kind: EntityKind, short: &str) -> String {
    let doc = cast.doc;
    let end = super::roles::phrase_end(cast, phrase.head, 0) + 1;
    let pronoun = doc.children(phrase.head).any(|t| doc.tokens[t].tag == Tag::PrpS);
    let long = if phrase.modified || end - phrase.head > 8 {
        short.to_owned()
    } else {
        squeeze(&format!("{short} {}", doc.phrase(phrase.head + 1..end.max(phrase.head + 1))))
    };
    if let Some(owner) = phrase.owner.filter(|_| phrase.determiner == Determiner::Possessed && end == phrase.head + 1) {
        let entity = &cast.actors[owner].entity;
        if entity.kind == EntityKind::Organisation {
            return squeeze(&format!("{} {short}", entity.name));
        }
        if pronoun || !phrase.modified {
            return squeeze(&format!("{}’s {short}", entity.name));
        }
    }
    let article = match long.chars().next() {
        _ if kind != EntityKind::Person || phrase.definite() => "",
        Some(c) if c.is_ascii_digit() => "",
        _ if long.to_lowercase().starts_with("one ") => "",
        Some('a' | 'e' | 'i' | 'o' | 'u' | 'A' | 'E' | 'I' | 'O') => "an ",
        _ => "a ",
    };
    format!("{article}{long}")
}

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The phrase without a leading number, and without "US-backed" and the like, which say who stands behind it and not who it is.
fn counted_off(cast: &Cast<'_>, phrase: &Phrase<'_>) -> String {
    let doc = cast.doc;
    let mut tokens = phrase.tokens.clone();
    let quantity = |t: usize| cast.know.words.quantities.contains(&doc.tokens[t].lower);
    while tokens.len() > 1 && (matches!(doc.tokens[tokens.start].pos, Pos::Num | Pos::Punct | Pos::Det) || quantity(tokens.start)) && phrase.plural {
        tokens.start += 1;
    }
    let sponsored = |start: usize| {
        (start + 1..phrase.head).find(|&t| cast.know.words.sponsored.contains(&doc.tokens[t].lower) && doc.tokens[t - 1].tag == Tag::Hyph)
    };
    while let Some(participle) = sponsored(tokens.start) {
        tokens.start = participle + 1;
    }
    let text = squeeze(doc.phrase(tokens));
    // "US troop" numbers are of US troops.
    let before = text.strip_suffix(phrase.title.singular.as_str()).filter(|_| phrase.plural && !phrase.title.plural.is_empty());
    before.map_or(text.clone(), |before| format!("{before}{}", phrase.title.plural))
}

/// The phrase without number and states, so that "Russia's armed forces" and "Russian armed forces" are one.
fn without_state(cast: &Cast<'_>, phrase: &Phrase<'_>) -> String {
    let keep = |t: &usize| cast.named_at(*t).is_none_or(|actor| cast.kind(actor) != EntityKind::State);
    let doc = cast.doc;
    let words: Vec<&str> =
        phrase.tokens.clone().filter(keep).filter(|&t| !matches!(doc.tokens[t].pos, Pos::Num | Pos::Punct | Pos::Det)).map(|t| doc.form(t)).collect();
    words.join(" ")
}
