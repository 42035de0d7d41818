//! Unnamed actors: "US officials", "protesters", "the army", "a State Department official".

use super::cast::Cast;
use super::nominals::Phrase;
use super::refer::{home, only_country};
use super::trail::Trail;
use crate::knowledge::actors::TitleKind;
use crate::types::{Dep, EntityKind, Pos, Tag};

/// The unnamed actor of a phrase, made if it is new; `None` if the phrase names nobody in particular.
pub fn unnamed(cast: &mut Cast<'_>, trail: &Trail, phrase: &Phrase<'_>) -> Option<usize> {
    let kind = match phrase.title.kind {
        TitleKind::Body if !phrase.plural => EntityKind::Organisation,
        TitleKind::Plural if phrase.plural => EntityKind::Group,
        TitleKind::Plural | TitleKind::Thing | TitleKind::Rank | TitleKind::Honorific => return None,
        TitleKind::State if !phrase.plural => return None,
        TitleKind::Collective => EntityKind::Group,
        _ if phrase.plural => EntityKind::Group,
        _ => EntityKind::Person,
    };
    let doc = cast.doc;
    // "To use force", "in opposition": a bare singular that acts nowhere is no collective.
    let bare = !phrase.definite && !phrase.modified && phrase.owner.is_none() && doc.child(phrase.head, Dep::Det).is_none();
    let acts = matches!(doc.tokens[phrase.head].dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Agent | Dep::Compound);
    if kind == EntityKind::Group
        && !phrase.plural
        && bare
        && !acts
        && phrase.title.singular != phrase.title.plural
        && phrase.title.sector.as_deref() == Some("MIL")
    {
        return None;
    }
    if doc.tokens[phrase.head].dep == Dep::Attr && kind == EntityKind::Person {
        return None;
    }
    // "The European parliament", "the UN panel", "Kurdish forces" are nobody's at home.
    let shared = |t: usize| cast.named_at(t).is_some_and(|actor| cast.kind(actor) != EntityKind::State && cast.country(actor).is_none());
    let international = phrase.country.is_none() && phrase.tokens.clone().any(shared);
    let local = |phrase: &Phrase<'_>| !international && local(phrase);
    let country =
        phrase.country.clone().or_else(|| local(phrase).then(|| only_country(cast, phrase).or_else(|| home(cast, trail, phrase))).flatten());
    // A body without country, owner or modifier is a common noun ("a company").
    let capital = phrase.tokens.clone().any(|t| doc.tokens[t].pos == Pos::Propn);
    if kind == EntityKind::Organisation && country.is_none() && !capital || phrase.title.kind == TitleKind::Plural && !phrase.modified {
        return None;
    }
    // "Governments", "parties", "leaders" of nowhere in particular are nobody.
    let vague = matches!(phrase.title.kind, TitleKind::State | TitleKind::Body) || phrase.title.singular == "leader";
    if vague && phrase.plural && !phrase.modified && phrase.country.is_none() && phrase.owner.is_none() {
        return None;
    }
    // "The head" of nothing in particular is nobody.
    let office = phrase.title.kind == TitleKind::Office && phrase.title.sector.is_none();
    if office && !phrase.modified && phrase.country.is_none() && phrase.owner.is_none() && doc.child(phrase.head, Dep::Prep).is_none() {
        return None;
    }
    let mut short = without_number(cast, phrase);
    if phrase.plural && matches!(doc.tokens[phrase.head].dep, Dep::Compound | Dep::Amod | Dep::Nmod) && short.to_lowercase() == phrase.title.singular
    {
        short.clone_from(&phrase.title.plural);
    }
    let article = if kind == EntityKind::Person && !phrase.definite { "a" } else { "" };
    let name = match article {
        "" => short.clone(),
        _ if short.starts_with(|c: char| c.is_ascii_digit()) || short.to_lowercase().starts_with("one ") => short.clone(),
        _ if short.starts_with(['a', 'e', 'i', 'o', 'u', 'A', 'E', 'I', 'O']) => format!("an {short}"),
        _ => format!("a {short}"),
    };
    let key = format!("{kind:?}:{}:{}", country.as_deref().unwrap_or_default(), kind_of(cast, phrase));
    // Without a country of its own the phrase takes up the same words with one.
    let any = format!("{kind:?}:*:{}", kind_of(cast, phrase));
    let alike = cast.find(&any).filter(|_| phrase.country.is_none());
    let known = alike.or_else(|| cast.find(&key)).filter(|_| kind != EntityKind::Person || phrase.definite);
    let actor = match known {
        Some(actor) => actor,
        None => {
            let key = if kind == EntityKind::Person { format!("{key}#{}", phrase.head) } else { key.clone() };
            let actor = cast.actor(&key, kind, &name, country.as_deref(), phrase.title.sector.as_deref());
            cast.actors[actor].gender = phrase.title.gender;
            actor
        }
    };
    cast.alias_key(key, actor);
    cast.alias_key(any, actor);
    let (tokens, full) = (doc.phrase(phrase.tokens.clone()).to_owned(), doc.phrase(phrase.full.clone()).to_owned());
    cast.also_called(actor, &tokens);
    if kind == EntityKind::Organisation {
        let bare = without_state(cast, phrase);
        cast.also_called(actor, &bare);
    }
    cast.also_called(actor, &full);
    Some(actor)
}

/// Whether those that the noun names belong to the country where things happen: police, rebels, voters; not experts or journalists.
fn local(phrase: &Phrase<'_>) -> bool {
    matches!(phrase.title.sector.as_deref(), Some("COP" | "MIL" | "CVL" | "LEG" | "OPP" | "REB" | "LAB" | "JUD" | "AGR" | "REF"))
        || phrase.title.kind == TitleKind::Body && phrase.title.sector.as_deref() == Some("GOV")
}

/// The phrase without a leading number, and without "US-backed" and the like, which say who stands behind it and not who it is.
fn without_number(cast: &Cast<'_>, phrase: &Phrase<'_>) -> String {
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
    doc.phrase(tokens).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The phrase without number and states, so that "Russia's armed forces" and "Russian armed forces" are one.
fn without_state(cast: &Cast<'_>, phrase: &Phrase<'_>) -> String {
    let keep = |t: &usize| cast.named_at(*t).is_none_or(|actor| cast.kind(actor) != EntityKind::State);
    let doc = cast.doc;
    let words: Vec<&str> =
        phrase.tokens.clone().filter(keep).filter(|&t| !matches!(doc.tokens[t].pos, Pos::Num | Pos::Punct | Pos::Det)).map(|t| doc.form(t)).collect();
    words.join(" ")
}

/// What the phrase says of its bearers, in one form for singular and plural: "US troop" numbers and "US troops" are one.
fn kind_of(cast: &Cast<'_>, phrase: &Phrase<'_>) -> String {
    let text = without_state(cast, phrase).to_lowercase();
    match text.strip_suffix(phrase.title.singular.as_str()) {
        Some(before) if phrase.plural && !phrase.title.plural.is_empty() => format!("{before}{}", phrase.title.plural),
        _ => text,
    }
}
