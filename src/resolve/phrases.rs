//! Noun phrases for people, bodies of people and states: "the Russian officials", "a group of
//! fishermen", "its members". The head noun says what the phrase denotes; the words around it say
//! whose it is and how many they are.

use std::ops::Range;

use super::cast::Cast;
use super::roles::{phrase_end, premodifiers};
use crate::knowledge::actors::{Title, TitleKind};
use crate::knowledge::coreference::Class;
use crate::types::{Dep, EntityKind, Pos, Tag};

/// How a phrase begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Determiner {
    /// the, both
    Definite,
    /// this, those
    Demonstrative,
    /// a, some, another
    Indefinite,
    /// its, Russia's
    Possessed,
    /// Nothing, or a number.
    Bare,
}

/// A noun phrase for people, a body or a state.
pub struct Phrase<'t> {
    /// What is known of its noun.
    pub title: &'t Title,
    /// The noun is a plural, or stands for many ("rebel attack").
    pub plural: bool,
    /// The noun.
    pub head: usize,
    /// From the first premodifier to the noun, without determiner and possessor.
    pub tokens: Range<usize>,
    /// The same with determiner, possessor and the phrases after the noun.
    pub full: Range<usize>,
    /// How it begins.
    pub determiner: Determiner,
    /// The state that a premodifier, possessor or phrase after the noun names.
    pub country: Option<String>,
    /// The actor that possesses it or stands before it as a modifier.
    pub owner: Option<usize>,
    /// It has premodifiers beside determiner, number and possessor.
    pub modified: bool,
    /// A number or quantity stands before the noun.
    pub counted: bool,
    /// "The two leaders", "both countries".
    pub two: bool,
}

impl Phrase<'_> {
    /// Which weights choose its antecedent; `None` if it never has one.
    pub fn class(&self) -> Option<Class> {
        Some(match self.title.kind {
            TitleKind::State if !self.plural || self.title.singular == "authority" => Class::Government,
            TitleKind::Plural if !self.plural => Class::Country,
            TitleKind::Plural | TitleKind::State => Class::People,
            kind if kind.is_person() && !self.plural => Class::Person,
            kind if kind.is_person() => Class::People,
            TitleKind::Collective if self.plural => Class::People,
            TitleKind::Body if self.plural => Class::People,
            TitleKind::Collective | TitleKind::Body => Class::Body,
            // "The pair", without those of whom it is one.
            TitleKind::Quantity if self.two => Class::People,
            _ => return None,
        })
    }

    /// It points at somebody spoken of before.
    pub fn definite(&self) -> bool {
        matches!(self.determiner, Determiner::Definite | Determiner::Demonstrative | Determiner::Possessed)
    }
}

/// The phrase that a noun heads, if the noun denotes people, a body or a state.
pub fn read<'t>(cast: &Cast<'t>, head: usize) -> Option<Phrase<'t>> {
    let doc = cast.doc;
    let (title, plural) = cast.noun_at(head)?;
    if matches!(title.kind, TitleKind::Rank | TitleKind::Honorific) || !stands_for_somebody(cast, head, title) {
        return None;
    }
    let token = &doc.tokens[head];
    let start = premodifiers(cast, head);
    let (owner, country) = whose(cast, start, head, title);
    let possessed = (start..head).rev().find(|&t| matches!(doc.tokens[t].tag, Tag::Pos | Tag::PrpS));
    let determiner = determiner(cast, head, possessed.is_some());
    let mut first = start;
    while first < head && doc.tokens[first].pos == Pos::Adv {
        first += 1;
    }
    let begin = possessed.map_or(first, |t| t + 1);
    let end = phrase_end(cast, head, 0);
    let quantity = |t: usize| doc.tokens[t].pos == Pos::Num || cast.know.words.quantities.contains(&doc.tokens[t].lower);
    let modified = (begin..head).any(|t| !matches!(doc.tokens[t].pos, Pos::Det | Pos::Adv | Pos::Punct) && !quantity(t));
    let of_head = |t: &usize| doc.tokens[*t].head == head;
    let before: Vec<usize> = doc.children(head).filter(|&t| t < head).collect();
    let counted = (begin..head).any(|t| of_head(&t) && quantity(t));
    let two = before.iter().any(|&t| matches!(doc.tokens[t].lower.as_str(), "two" | "both")) || cast.know.words.pairs.contains(&title.singular);
    let leftmost = before.iter().copied().filter(|&t| matches!(doc.tokens[t].dep, Dep::Det | Dep::Predet | Dep::Poss | Dep::Nummod)).min();
    let left = leftmost.map_or(begin, |t| doc.subtree(t).start).min(begin).min(first);
    let full = left..clause_end(cast, head, end) + 1;
    // One noun before another stands for many: "rebel attack", "police raid".
    let plural = plural || title.kind.is_person() && matches!(token.dep, Dep::Compound | Dep::Amod | Dep::Nmod);
    Some(Phrase { title, plural, head, tokens: begin..head + 1, full, determiner, country, owner, modified, counted, two })
}

/// Whether the noun denotes somebody here, and not only qualifies another word or is the title of a name.
fn stands_for_somebody(cast: &Cast<'_>, head: usize, title: &Title) -> bool {
    let doc = cast.doc;
    let token = &doc.tokens[head];
    // "In-person voting" is about nobody, nor is a "people-smuggling" gang.
    let hyphen = |t: usize| doc.tokens.get(t).is_some_and(|next| next.tag == Tag::Hyph);
    let elect = |t: usize| doc.tokens.get(t).is_some_and(|next| cast.know.words.elected.contains(&next.lower));
    if hyphen(head + 1) && !elect(head + 2) || head >= 2 && hyphen(head - 1) && matches!(doc.tokens[head - 2].pos, Pos::Adp | Pos::Part) {
        return false;
    }
    // "President-elect Jane Roe": the title of a name.
    let person = |t: usize| cast.named.get(t).is_some_and(Option::is_some) && cast.named_at(t).is_some_and(|a| cast.kind(a) == EntityKind::Person);
    if cast.know.words.elected.contains(&token.lower) && person(head + 1) {
        return false;
    }
    if token.pos == Pos::Adj && !matches!(token.dep, Dep::Nsubj | Dep::Dobj | Dep::Pobj | Dep::Nsubjpass) {
        return false;
    }
    // A noun before a noun acts only as a collective: "police raid", "rebel attack".
    if matches!(token.dep, Dep::Compound | Dep::Amod | Dep::Nmod) {
        let next = &doc.tokens[token.head];
        let acts = matches!(title.kind, TitleKind::Collective | TitleKind::Body | TitleKind::Occupation | TitleKind::State);
        if !acts || next.pos != Pos::Noun || cast.noun_at(token.head).is_some() {
            return false;
        }
    }
    // A noun explained by a person's name beside it was done with the roles.
    !doc.children_by(head, &[Dep::Appos]).any(|c| cast.headed[c].is_some_and(|a| cast.kind(a) == EntityKind::Person))
}

/// The actor before the noun that it belongs to, and the country that it is of: told by the modifiers and the possessor, else by the phrase
/// after the noun. A state that only qualifies one of these words ("the former French colony", "US-backed") tells nothing.
fn whose(cast: &Cast<'_>, start: usize, head: usize, title: &Title) -> (Option<usize>, Option<String>) {
    let doc = cast.doc;
    let (mut owner, mut country) = (None, None);
    let of_noun = |t: usize| {
        let top = |t: usize| doc.tokens[t].head == head || doc.tokens[t].dep == Dep::Conj && doc.tokens[doc.tokens[t].head].head == head;
        top(t)
            || cast.named[t].is_some_and(|index| top(cast.mentions[index].head))
            || doc.tokens[doc.tokens[t].head].dep == Dep::Compound && doc.is_below(t, head)
    };
    for t in (start..head).rev() {
        let side = t >= 2 && super::names::side(doc, cast.know, t - 2);
        let sponsor = doc.tokens.get(t + 1).is_some_and(|next| next.tag == Tag::Hyph) && cast.named_at(t + 2).is_none();
        if side || !of_noun(t) && !sponsor {
            continue;
        }
        let named = cast.named_at(t).or(cast.headed[t]);
        // "The former French colony", "South American countries": where they lie or whose they were.
        if title.kind == TitleKind::Plural && !sponsor && doc.tokens[t].tag != Tag::Nnp {
            continue;
        }
        if sponsor {
            // "A US-led force" is its leader's; "US-backed rebels" are not the backer's.
            let led = doc.tokens.get(t + 2).is_some_and(|after| after.lower == "led") && matches!(title.sector.as_deref(), Some("MIL" | "REB"));
            country = country.or(named.filter(|_| led).and_then(|actor| cast.country(actor).map(str::to_owned)));
        } else if let Some(actor) = named {
            country = country.or_else(|| cast.country(actor).map(str::to_owned));
            owner = owner.or(Some(actor));
        }
    }
    // "its soldiers", "his spokesman": what the possessive pronoun means was found before.
    let possessor = (start..head).find(|&t| doc.tokens[t].tag == Tag::PrpS).or_else(|| doc.child(head, Dep::Poss));
    if let Some(actor) = possessor.and_then(|t| cast.headed[t].or_else(|| cast.named_at(t))) {
        country = cast.country(actor).map(str::to_owned).or(country);
        owner = Some(actor);
    }
    for prep in
        doc.children_by(head, &[Dep::Prep]).filter(|&p| p > head && matches!(doc.tokens[p].lower.as_str(), "of" | "in" | "from" | "at" | "for"))
    {
        let object = doc.child(prep, Dep::Pobj);
        let Some(actor) = object.and_then(|t| cast.named_at(t).or(cast.headed[t])) else { continue };
        country = country.or_else(|| cast.country(actor).map(str::to_owned));
        if doc.tokens[prep].lower == "of" && cast.kind(actor) != EntityKind::Place {
            owner = owner.or(Some(actor));
        }
    }
    (owner, country)
}

fn determiner(cast: &Cast<'_>, head: usize, possessed: bool) -> Determiner {
    let doc = cast.doc;
    let words = doc.children_by(head, &[Dep::Det, Dep::Predet, Dep::Amod]).filter(|&t| t < head);
    let found = words.filter_map(|t| match doc.tokens[t].lower.as_str() {
        "the" | "both" => Some(Determiner::Definite),
        "this" | "that" | "these" | "those" | "such" => Some(Determiner::Demonstrative),
        "a" | "an" | "some" | "any" | "another" | "no" | "every" | "each" | "other" => Some(Determiner::Indefinite),
        _ => None,
    });
    if possessed { Determiner::Possessed } else { found.min_by_key(|d| *d as u8).unwrap_or(Determiner::Bare) }
}

/// Last token of a short participle or relative clause after the noun ("a politician involved in defence policy").
fn clause_end(cast: &Cast<'_>, head: usize, end: usize) -> usize {
    let doc = cast.doc;
    doc.children_by(head, &[Dep::Acl, Dep::Relcl, Dep::Amod])
        .map(|c| doc.subtree(c))
        .find(|range| range.start == end + 1 && range.len() <= 12)
        .filter(|range| range.clone().all(|t| doc.tokens[t].pos != Pos::Punct || doc.form(t) == "-"))
        .map_or(end, |range| range.end - 1)
}
