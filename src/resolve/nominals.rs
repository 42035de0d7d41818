//! Nouns for people, bodies and states: tied to an actor already known, or made an unnamed actor of their own.

use std::ops::Range;

use super::cast::Cast;
use super::roles::{phrase_end, premodifiers};
use super::trail::Trail;
use super::{groups, refer};
use crate::knowledge::actors::{Title, TitleKind};
use crate::types::{Dep, EntityKind, Form, Pos, Tag};

/// A noun phrase for people.
pub struct Phrase<'t> {
    /// The title noun.
    pub title: &'t Title,
    pub plural: bool,
    pub head: usize,
    /// From the first premodifier to the noun, without article and possessor.
    pub tokens: Range<usize>,
    /// The same with article and the phrases after the noun.
    pub full: Range<usize>,
    pub definite: bool,
    /// The state that a premodifier or a phrase after the noun names.
    pub country: Option<String>,
    /// The actor that possesses it or stands before it.
    pub owner: Option<usize>,
    /// It has premodifiers beside article and number.
    pub modified: bool,
}

/// Resolves the noun at a token; true if it was one of ours.
pub fn resolve(cast: &mut Cast<'_>, trail: &Trail, token: usize) -> bool {
    if cast.headed[token].is_some() {
        return true;
    }
    let Some(phrase) = read(cast, token) else { return false };
    if let Some(members) = members(cast, trail, &phrase) {
        cast.mention(members, phrase.tokens.clone(), Form::Nominal, "members");
        return true;
    }
    if phrase.title.kind == TitleKind::Quantity {
        return true;
    }
    if let Some(first) = coordinated(cast, &phrase) {
        cast.mention(first, phrase.tokens.clone(), Form::Nominal, "coordinated");
        return true;
    }
    if let Some(named) = explains(cast, &phrase) {
        cast.mention(named, phrase.tokens.clone(), Form::Nominal, "noun-before-name");
        return true;
    }
    if let Some(actors) = refer::antecedents(cast, trail, &phrase) {
        for actor in actors {
            let rule = if phrase.title.kind == TitleKind::State { "government" } else { "nominal" };
            let form = cast.doc.phrase(phrase.tokens.clone()).to_owned();
            if phrase.modified {
                cast.also_called(actor, &form);
            }
            cast.mention(actor, phrase.tokens.clone(), Form::Nominal, rule);
        }
        return true;
    }
    if let Some(actor) = groups::unnamed(cast, trail, &phrase) {
        cast.mention(actor, phrase.tokens.clone(), Form::Nominal, "unnamed");
    }
    true
}

/// "A group of officials", "thousands of protesters": those whom the phrase after the noun means.
fn members(cast: &mut Cast<'_>, trail: &Trail, phrase: &Phrase<'_>) -> Option<usize> {
    if !matches!(phrase.title.kind, TitleKind::Collective | TitleKind::Quantity) {
        return None;
    }
    let doc = cast.doc;
    let of = doc.children_by(phrase.head, &[Dep::Prep]).find(|&p| doc.tokens[p].lower == "of")?;
    let inner = doc.child(of, Dep::Pobj)?;
    if cast.headed[inner].is_none() {
        let found = read(cast, inner)?;
        if !found.plural || inner <= phrase.head {
            return None;
        }
        resolve(cast, trail, inner);
    }
    cast.headed[inner].filter(|&actor| phrase.title.kind == TitleKind::Quantity || cast.kind(actor) == EntityKind::Group)
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
    let whole = premodifiers(cast, first)..phrase.head + 1;
    let name = doc.phrase(whole).to_owned();
    cast.also_called(actor, &name);
    Some(actor)
}

fn read<'t>(cast: &Cast<'t>, head: usize) -> Option<Phrase<'t>> {
    let doc = cast.doc;
    let (title, plural, _) = cast.title_at(head)?;
    if matches!(title.kind, TitleKind::Rank | TitleKind::Honorific) {
        return None;
    }
    let token = &doc.tokens[head];
    // "In-person voting" is about nobody.
    if head >= 2 && doc.tokens[head - 1].tag == Tag::Hyph && matches!(doc.tokens[head - 2].pos, Pos::Adp | Pos::Part) {
        return None;
    }
    let next_noun = doc.tokens.get(head + 1).is_some_and(|next| matches!(next.pos, Pos::Noun | Pos::Adj));
    if doc.tokens.get(head + 1).is_some_and(|next| next.tag == Tag::Hyph) || token.pos == Pos::Adj && next_noun {
        return None;
    }
    if token.pos == Pos::Adj && !matches!(token.dep, Dep::Nsubj | Dep::Dobj | Dep::Pobj | Dep::Nsubjpass) {
        return None;
    }
    // A noun before a noun acts only as a collective: "police raid", "rebel attack".
    if matches!(token.dep, Dep::Compound | Dep::Amod | Dep::Nmod) {
        let next = &doc.tokens[token.head];
        let acts = matches!(title.kind, TitleKind::Collective | TitleKind::Body | TitleKind::Occupation | TitleKind::State);
        if !acts || next.pos != Pos::Noun || cast.know.titles.get(&next.lower).is_some() {
            return None;
        }
    }
    // The title of a name, or a noun explained by a name beside it, was done with the roles.
    if doc.children_by(head, &[Dep::Appos]).any(|c| cast.headed[c].is_some_and(|a| cast.kind(a) == EntityKind::Person)) {
        return None;
    }
    let mut start = premodifiers(cast, head);
    let (mut owner, mut country, mut leader) = (None, None, None);
    for t in (start..head).rev() {
        // Nor are "pro-Moscow rebels" Moscow's.
        if t >= 2 && super::names::side(doc, cast.know, t - 2) {
            continue;
        }
        // "US-backed rebels" are not the backer's.
        if doc.tokens.get(t + 1).is_some_and(|next| next.tag == Tag::Hyph) && cast.named_at(t + 2).is_none() {
            let led = doc.tokens.get(t + 2).is_some_and(|after| after.lower == "led") && matches!(title.sector.as_deref(), Some("MIL" | "REB"));
            leader = leader.or(cast.named_at(t).filter(|_| led));
            continue;
        }
        if let Some(actor) = cast.named_at(t).or(cast.headed[t]) {
            country = country.or_else(|| cast.country(actor).map(str::to_owned));
            owner = owner.or(Some(actor));
        }
    }
    // "its soldiers", "his spokesman": what the possessive pronoun means is on the trail.
    let possessor = (start..head).find(|&t| doc.tokens[t].tag == Tag::PrpS).or_else(|| doc.child(head, Dep::Poss));
    if let Some(actor) = possessor.and_then(|t| cast.headed[t].or_else(|| cast.named_at(t))) {
        country = country.or_else(|| cast.country(actor).map(str::to_owned));
        owner = Some(actor);
    }
    let possessed = (start..head).rev().find(|&t| matches!(doc.tokens[t].tag, Tag::Pos | Tag::PrpS));
    let definite = possessed.is_some()
        || doc
            .children_by(head, &[Dep::Det, Dep::Predet])
            .any(|d| matches!(doc.tokens[d].lower.as_str(), "the" | "that" | "this" | "those" | "these" | "both"));
    while start < head && doc.tokens[start].pos == Pos::Adv {
        start += 1;
    }
    let first = start;
    if let Some(t) = possessed {
        start = t + 1;
    }
    let end = phrase_end(cast, head, 0);
    if country.is_none() {
        country = (head + 1..=end).find_map(|t| cast.named_at(t).and_then(|a| cast.country(a).map(str::to_owned)));
    }
    if country.is_none() {
        country = leader.and_then(|actor| cast.country(actor).map(str::to_owned));
    }
    let modified = (start..head).any(|t| {
        !matches!(doc.tokens[t].pos, Pos::Num | Pos::Det | Pos::Adv | Pos::Punct) && !cast.know.words.quantities.contains(&doc.tokens[t].lower)
    });
    let full = first.min(start)..clause_end(cast, head, end) + 1;
    // One noun before another stands for many: "rebel attack", "police raid".
    let plural = plural || title.kind.is_person() && matches!(token.dep, Dep::Compound | Dep::Amod | Dep::Nmod);
    Some(Phrase { title, plural, head, tokens: start..head + 1, full, definite, country, owner, modified })
}

/// Last token of a short participle clause after the noun ("a politician involved in defence policy").
fn clause_end(cast: &Cast<'_>, head: usize, end: usize) -> usize {
    let doc = cast.doc;
    doc.children_by(head, &[Dep::Acl, Dep::Relcl])
        .map(|c| doc.subtree(c))
        .find(|range| range.start == end + 1 && range.len() <= 10)
        .filter(|range| range.clone().all(|t| doc.tokens[t].pos != Pos::Punct || doc.form(t) == "-"))
        .map_or(end, |range| range.end - 1)
}
