//! A name explained by the office before it across a phrase: "the head of the institute's trade programme, Jane Roe, said". The parser often ties such a
//! name to the last noun of the phrase, so the surface decides here: title noun, "of" with what follows, comma or dash, name.

use std::ops::Range;

use super::cast::Cast;
use super::roles::{self, Found, premodifiers};
use crate::types::{EntityKind, Form, Pos, Tag};

/// How far back from a name its office is looked for, in tokens.
const REACH: usize = 16;

/// Ties the offices before names to those names.
pub fn add(cast: &mut Cast<'_>) {
    let mut people: Vec<(usize, Range<usize>)> = cast
        .mentions
        .iter()
        .filter(|m| m.form == Form::Name && cast.kind(m.entity) == EntityKind::Person)
        .map(|m| (m.entity, m.tokens.clone()))
        .collect();
    people.sort_by_key(|(_, tokens)| tokens.start);
    for (i, (actor, tokens)) in people.iter().enumerate() {
        let sentence = cast.doc.sentence(tokens.start);
        if plural_before(cast, &people[i..]) {
            continue;
        }
        let Some(before) = tokens.start.checked_sub(1).filter(|&t| t > sentence.start) else { continue };
        // "The head of the Falk Institute Jane Roe" needs no comma: the body's name ends there.
        let body = cast.named_at(before).is_some_and(|whole| cast.kind(whole) == EntityKind::Organisation);
        if !body && !is_break(cast, before) {
            continue;
        }
        let mark = if body { tokens.start } else { before };
        let Some(head) = office_before(cast, sentence.start, mark) else { continue };
        if cast.consumed[head] || cast.headed[head].is_some() {
            continue;
        }
        let together = joined(cast, &people[i..]);
        let plural = cast.title_at(head).is_some_and(|(_, plural, _)| plural);
        if plural && together.len() > 1 {
            joint(cast, &together, head, head + 1..mark);
        } else if !plural && together.len() == 1 && closes(cast, tokens.end, sentence.end) {
            let start = premodifiers(cast, head);
            let found = roles::read(cast, start, head, mark - 1);
            roles::assign(cast, *actor, found);
            tie(cast, &[*actor], start..head + 1, "apposition");
        }
    }
}

/// "The C and D presidents A and B": the wholes stand before the title, the names right after it.
fn plural_before(cast: &mut Cast<'_>, people: &[(usize, Range<usize>)]) -> bool {
    let Some(first) = people.first().map(|(_, tokens)| tokens.start) else { return false };
    let from = cast.doc.sentence(first).start;
    let head = first.checked_sub(1).map(|before| if is_break(cast, before) { before.saturating_sub(1) } else { before });
    let Some(head) = head.filter(|&head| head >= from && cast.named[head].is_none()) else { return false };
    let together = joined(cast, people);
    let plural = cast.title_at(head).is_some_and(|(title, plural, _)| plural && title.kind.is_person());
    if !plural || together.len() < 2 {
        return false;
    }
    let mut start = head;
    while start > cast.doc.sentence(head).start && head - start < REACH {
        let token = &cast.doc.tokens[start - 1];
        let joins = matches!(token.lower.as_str(), "and" | "," | "&") || token.tag == Tag::Pos;
        if cast.named[start - 1].is_none() && !joins && !matches!(token.pos, Pos::Adj | Pos::Noun | Pos::Propn) {
            break;
        }
        start -= 1;
    }
    joint(cast, &together, head, start..head);
    true
}

fn is_break(cast: &Cast<'_>, token: usize) -> bool {
    matches!(cast.doc.form(token), "," | "–" | "—" | "--" | "-")
}

/// After the name comes a mark, a verb or the end.
fn closes(cast: &Cast<'_>, token: usize, end: usize) -> bool {
    token >= end || matches!(cast.doc.tokens[token].pos, Pos::Punct | Pos::Verb | Pos::Aux | Pos::Adv)
}

/// The noun for an office that opens the phrase before a comma or dash: the first one of those that its own phrases reach.
fn office_before(cast: &Cast<'_>, first: usize, mark: usize) -> Option<usize> {
    let doc = cast.doc;
    // "A spokesman for the president, Jane Roe": the name may explain either.
    if cast.title_at(mark - 1).is_some_and(|(title, ..)| title.kind.is_person()) {
        return None;
    }
    let mut found = None;
    for t in (first.max(mark.saturating_sub(REACH))..mark).rev() {
        let token = &doc.tokens[t];
        let person = cast.named_at(t).is_some_and(|actor| cast.kind(actor) == EntityKind::Person);
        let stop = matches!(token.pos, Pos::Verb | Pos::Aux | Pos::Sconj) || token.pos == Pos::Punct && !matches!(token.tag, Tag::Hyph);
        if person || stop && cast.named[t].is_none() {
            break;
        }
        if token.pos != Pos::Adp {
            continue;
        }
        if !matches!(token.lower.as_str(), "of" | "at" | "for" | "in" | "to") {
            break;
        }
        let Some(noun) = t.checked_sub(1).filter(|&noun| noun >= first && cast.named[noun].is_none()) else { continue };
        // "Head of state" is one title: nothing follows that it is head of.
        let office = cast.title_at(noun).filter(|(title, ..)| title.kind.is_person() && !title.singular.contains(" of "));
        found = office.map(|_| noun).or(found);
    }
    found
}

/// The persons of a list that begins with the first: "A and B", "A, B and C".
fn joined(cast: &Cast<'_>, people: &[(usize, Range<usize>)]) -> Vec<usize> {
    let mut together: Vec<usize> = people.first().map(|(actor, _)| *actor).into_iter().collect();
    for pair in people.windows(2) {
        let between = pair[0].1.end..pair[1].1.start;
        let links = between.len() <= 2 && !between.is_empty() && between.clone().all(|t| matches!(cast.doc.form(t), "," | "and" | "&"));
        if !links {
            break;
        }
        together.push(pair[1].0);
    }
    together
}

/// "The presidents of C and D, A and B": each of his own, in order; of one whole, all of it.
fn joint(cast: &mut Cast<'_>, people: &[usize], head: usize, around: Range<usize>) {
    let mut wholes: Vec<usize> = Vec::new();
    for t in around {
        let whole = cast.named_at(t).filter(|&actor| matches!(cast.kind(actor), EntityKind::State | EntityKind::Organisation));
        wholes.extend(whole.filter(|actor| !wholes.contains(actor)));
    }
    let Some((title, ..)) = cast.title_at(head) else { return };
    let (title, tenure) = (title.singular.clone(), cast.know.words.tenure_at(cast.doc, head));
    for (i, &actor) in people.iter().enumerate() {
        let whole = match wholes.as_slice() {
            [one] => *one,
            many if many.len() == people.len() => many[i],
            _ => break,
        };
        let country = cast.country(whole).map(str::to_owned);
        let title = cast.know.words.worded(&title, tenure);
        roles::assign(cast, actor, Found { title, tenure, of: Some(whole), country, head, seat: None });
    }
    let start = premodifiers(cast, head);
    tie(cast, people, start..head + 1, "joint-apposition");
}

fn tie(cast: &mut Cast<'_>, people: &[usize], tokens: Range<usize>, rule: &'static str) {
    tokens.clone().for_each(|t| cast.consumed[t] = true);
    for &actor in people {
        cast.mention(actor, tokens.clone(), Form::Nominal, rule);
    }
}
