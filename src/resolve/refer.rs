//! Whom a noun for people means, if somebody known: "the ambassador", "the Russian leader", "the two leaders", "both countries", "the government".

use std::ops::Range;

use super::cast::Cast;
use super::nominals::Phrase;
use super::trail::{Seen, Trail};
use crate::knowledge::actors::TitleKind;
use crate::types::{Dep, EntityKind, Form, Pos, Tag};

/// The known actors that a phrase means; `None` if it means none of them.
pub fn antecedents(cast: &mut Cast<'_>, trail: &Trail, phrase: &Phrase<'_>) -> Option<Vec<usize>> {
    match phrase.title.kind {
        TitleKind::State if !phrase.plural || phrase.title.singular == "authority" => government(cast, trail, phrase),
        TitleKind::Plural if phrase.plural && is_pair(cast, phrase) => pair(cast, trail, phrase, EntityKind::State),
        TitleKind::Plural if !phrase.plural && phrase.definite && !phrase.modified => the_country(cast, trail, phrase),
        TitleKind::Thing => phrase
            .country
            .clone()
            .filter(|_| phrase.modified && phrase.owner.is_some_and(|o| cast.kind(o) == EntityKind::State))
            .and_then(|code| cast.state_of_code(&code))
            .map(|state| vec![state]),
        _ if phrase.plural && phrase.title.kind.is_person() && is_pair(cast, phrase) => pair(cast, trail, phrase, EntityKind::Person),
        _ if !phrase.plural && phrase.title.kind.is_person() && (phrase.definite || bare(cast, phrase)) => {
            person(cast, trail, phrase).map(|actor| vec![actor])
        }
        TitleKind::Body if !phrase.plural && phrase.definite && !phrase.modified && phrase.owner.is_none() => {
            body(cast, trail, phrase).map(|actor| vec![actor])
        }
        TitleKind::Collective if phrase.definite && !phrase.plural && !phrase.modified && phrase.owner.is_none() => {
            armed(cast, trail, phrase).or_else(|| group(cast, trail, phrase)).map(|actor| vec![actor])
        }
        TitleKind::Collective if !phrase.definite && phrase.country.is_none() => namesake(cast, trail, phrase).map(|actor| vec![actor]),
        _ if phrase.plural && phrase.definite && !phrase.modified && phrase.owner.is_none() => group(cast, trail, phrase).map(|actor| vec![actor]),
        _ => None,
    }
}

fn sentence(cast: &Cast<'_>, phrase: &Phrase<'_>) -> usize {
    cast.doc.sentence_of(phrase.head)
}

/// "the two leaders", "both countries": exactly two.
fn is_pair(cast: &Cast<'_>, phrase: &Phrase<'_>) -> bool {
    let doc = cast.doc;
    let two = doc.children(phrase.head).any(|c| matches!(doc.tokens[c].lower.as_str(), "two" | "both"));
    let others = doc.children_by(phrase.head, &[Dep::Amod, Dep::Compound]).any(|c| cast.named_at(c).is_some());
    two && !others && (phrase.definite || doc.children(phrase.head).any(|c| doc.tokens[c].lower == "both"))
}

/// The two actors of a kind that the sentence named, else the two that the sentences before were most about; leaders before others.
fn pair(cast: &Cast<'_>, trail: &Trail, phrase: &Phrase<'_>, kind: EntityKind) -> Option<Vec<usize>> {
    let here = sentence(cast, phrase);
    let leader = kind == EntityKind::Person && cast.know.words.leaders.contains(&phrase.title.singular);
    let other_sex = |actor: usize| phrase.title.gender.is_some() && cast.actors[actor].gender.is_some_and(|sex| Some(sex) != phrase.title.gender);
    // "X and Y discussed the two states": whoever does it to two is neither of them.
    let doers = doers(cast, phrase.head);
    let does = |actor: usize| trail.between(&doers).any(|seen| seen.actor == actor);
    let fits = |actor: usize| cast.kind(actor) == kind && (!leader || leads(cast, actor)) && !other_sex(actor) && !does(actor);
    // "The two men" after "the fighters A and B": those named together.
    if kind == EntityKind::Person
        && !leader
        && let Some(couple) = couple(cast, trail, here).filter(|couple| !couple.iter().any(|&actor| other_sex(actor)))
    {
        return Some(couple);
    }
    // A state is spoken of in its people too.
    let weight = |actor: usize| match kind {
        EntityKind::State => (0..cast.actors.len()).filter(|&other| cast.country(other) == cast.country(actor)).map(|other| trail.count(other)).sum(),
        _ => trail.count(actor),
    };
    let mut near: Vec<(usize, usize)> = Vec::new();
    for seen in trail.recent(here, 4) {
        if fits(seen.actor) && near.iter().all(|&(actor, _)| actor != seen.actor) {
            if near.len() >= 2 && seen.sentence < here && near.iter().filter(|(_, at)| *at == here).count() >= 2 {
                break;
            }
            near.push((seen.actor, seen.sentence));
        }
    }
    if near.len() < 2 {
        near.clear();
        for seen in trail.backwards().filter(|seen| fits(seen.actor)) {
            if near.iter().all(|&(actor, _)| actor != seen.actor) {
                near.push((seen.actor, here));
            }
            if near.len() == 2 {
                break;
            }
        }
    }
    let score = |&(actor, at): &(usize, usize)| f64::from(weight(actor).min(16)) * 0.5 - (here - at.min(here)) as f64;
    let mut ranked: Vec<(f64, usize)> = near.iter().map(|entry| (score(entry), entry.0)).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    ranked.truncate(2);
    (ranked.len() == 2).then(|| ranked.into_iter().map(|(_, actor)| actor).collect())
}

/// The tokens of the subject of the clause in which a noun stands as an object; none where the noun is in the subject itself.
fn doers(cast: &Cast<'_>, noun: usize) -> Range<usize> {
    let doc = cast.doc;
    let verb = doc.ancestors(noun).take(8).find(|&a| matches!(doc.tokens[a].pos, Pos::Verb | Pos::Aux));
    let subject = verb.and_then(|v| doc.children_by(v, &[Dep::Nsubj]).next()).map(|s| doc.subtree(s));
    subject.filter(|range| range.end <= noun).unwrap_or(noun..noun)
}

/// The two persons last named side by side, and no third with them.
fn couple(cast: &Cast<'_>, trail: &Trail, here: usize) -> Option<Vec<usize>> {
    let person = |actor: &usize| cast.kind(*actor) == EntityKind::Person;
    trail.recent(here, 2).filter(|seen| seen.form == Form::Name && person(&seen.actor)).find_map(|seen| {
        let doc = cast.doc;
        let (members, first) = (doc.conjuncts(seen.head), doc.tokens[seen.head].dep != Dep::Conj);
        let second = members.first().and_then(|&t| trail.headed(t).find(|other| person(&other.actor)))?;
        (first && members.len() == 1 && second.actor != seen.actor).then(|| vec![seen.actor, second.actor])
    })
}

/// Whether a person is at the head of a state or government, as far as the text tells.
fn leads(cast: &Cast<'_>, actor: usize) -> bool {
    let entity = &cast.actors[actor].entity;
    entity.roles.iter().any(|role| {
        let title = role.title.to_lowercase();
        let of_state = !title.contains("vice") && !title.contains("deputy") && !title.contains("opposition");
        of_state
            && (title.contains("prime minister") || title.split_whitespace().any(|word| cast.know.words.leaders.contains(word) || word == "head"))
    })
}

fn government(cast: &mut Cast<'_>, trail: &Trail, phrase: &Phrase<'_>) -> Option<Vec<usize>> {
    if let Some(owner) = phrase.owner.filter(|&o| cast.kind(o) == EntityKind::Organisation && cast.country(o).is_none()) {
        return Some(vec![owner]);
    }
    // "The Kurdish-led administration" is no state's.
    let others = phrase.tokens.clone().any(|t| t != phrase.head && cast.doc.tokens[t].pos == Pos::Propn && cast.named_at(t).is_none())
        || cast.doc.children_by(phrase.head, &[Dep::Amod]).any(|c| cast.doc.tokens[c].tag == Tag::Vbn && cast.doc.form(c) == "led");
    if others && phrase.country.is_none() && phrase.owner.is_none() {
        return None;
    }
    let code = match (&phrase.country, phrase.definite) {
        (Some(code), _) => code.clone(),
        (None, true) => home(cast, trail, phrase)?,
        (None, false) if phrase.title.singular == "authority" && phrase.plural => home(cast, trail, phrase)?,
        _ => return None,
    };
    cast.state_of_code(&code).map(|state| vec![state])
}

/// The country that a phrase without one belongs to: the one that the sentence, else the article so far, is about.
pub fn home(cast: &Cast<'_>, trail: &Trail, phrase: &Phrase<'_>) -> Option<String> {
    let here = sentence(cast, phrase);
    let mut best: Option<(f32, usize)> = None;
    for seen in trail.recent(here, 2).filter(|s| cast.country(s.actor).is_some()) {
        let near = -((here - seen.sentence.min(here)) as f32);
        let score = near + if seen.subject { 0.5 } else { 0.0 } + 0.05 * trail.count(seen.actor).min(10) as f32;
        if best.is_none_or(|(top, _)| score > top) {
            best = Some((score, seen.actor));
        }
    }
    best.and_then(|(_, actor)| cast.country(actor).map(str::to_owned)).or_else(|| only_country(cast, phrase))
}

/// The one country that the sentence names.
pub fn only_country(cast: &Cast<'_>, phrase: &Phrase<'_>) -> Option<String> {
    let range = cast.doc.sentence(phrase.head);
    let mut found: Option<&str> = None;
    for t in range {
        if let Some(code) = cast.named_at(t).and_then(|actor| cast.country(actor)) {
            if found.is_some_and(|other| other != code) {
                return None;
            }
            found = Some(code);
        }
    }
    found.map(str::to_owned)
}

fn the_country(cast: &mut Cast<'_>, trail: &Trail, phrase: &Phrase<'_>) -> Option<Vec<usize>> {
    if !matches!(phrase.title.singular.as_str(), "country" | "nation") {
        return None;
    }
    // The last one spoken of, subject or not, in a person too ("sanctions against X, and aid for the country"). "Its troops in the country" are abroad.
    let doc = cast.doc;
    let preposition = doc.tokens[phrase.head].head;
    let guests = (doc.tokens[phrase.head].dep == Dep::Pobj && matches!(doc.tokens[preposition].lower.as_str(), "in" | "from" | "inside"))
        .then(|| doc.tokens[preposition].head)
        .filter(|&noun| doc.tokens[noun].pos == Pos::Noun);
    let abroad = guests.map(|noun| {
        let first = if doc.tokens[noun].dep == Dep::Conj { doc.tokens[noun].head } else { noun };
        doc.subtree(first).start..phrase.head
    });
    let owner = |seen: &Seen| abroad.as_ref().is_some_and(|range| trail.between(range).any(|other| other.actor == seen.actor));
    let far = |seen: &Seen| phrase.head.saturating_sub(seen.head).min(60) as f32;
    let fit = |seen: &Seen| {
        let kind = match cast.kind(seen.actor) {
            EntityKind::State => 0.0,
            EntityKind::Person if cast.country(seen.actor).is_some() && seen.form == Form::Name => -0.5,
            _ => return None,
        };
        (!owner(seen)).then(|| kind + if seen.subject { -1.5 } else { 0.0 } - 0.05 * far(seen))
    };
    let best = trail.best(sentence(cast, phrase), 2, fit)?;
    if cast.kind(best) == EntityKind::State {
        return Some(vec![best]);
    }
    let code = cast.country(best)?.to_owned();
    cast.state_of_code(&code).map(|state| vec![state])
}

fn person(cast: &Cast<'_>, trail: &Trail, phrase: &Phrase<'_>) -> Option<usize> {
    let wanted = phrase.title.singular.to_lowercase();
    let doc = cast.doc;
    // "his sister", "the leader's father", "another official" are not somebody known.
    if phrase.title.kind == crate::knowledge::actors::TitleKind::Kin
        || doc.children(phrase.head).any(|c| cast.know.words.newcomers.contains(&doc.tokens[c].lower))
    {
        return None;
    }
    // The name that follows or is part of the phrase, as in "the director Baltic Trade Centre".
    let after = (phrase.head + 1..doc.sentence(phrase.head).end).take_while(|&t| doc.tokens[t].pos == Pos::Propn);
    let body: Vec<String> = after.map(|t| doc.tokens[t].lower.to_string()).collect();
    let owner_person = phrase.owner.filter(|&o| cast.kind(o) == EntityKind::Person);
    let fit = |seen: &Seen| -> Option<f32> {
        let actor = &cast.actors[seen.actor];
        if actor.entity.kind != EntityKind::Person || Some(seen.actor) == owner_person {
            return None;
        }
        let foreign = phrase.country.is_some() && actor.entity.country.is_some() && phrase.country != actor.entity.country;
        let other_sex = phrase.title.gender.is_some() && actor.gender.is_some() && phrase.title.gender != actor.gender;
        if foreign || other_sex {
            return None;
        }
        let same = actor.entity.roles.iter().any(|role| has_word(&role.title, &wanted));
        let leader = cast.know.words.leaders.contains(&wanted) && leads(cast, seen.actor) && (phrase.country.is_some() || wanted == "leader");
        let sector = actor.entity.sector.is_some() && actor.entity.sector == phrase.title.sector && actor.entity.sector.as_deref() != Some("GOV");
        // "The opposition leader" may have been introduced as the chief of a party.
        let camp = wanted.ends_with(" leader") && phrase.country.is_some() && !actor.entity.roles.is_empty() && !leads(cast, seen.actor);
        // "The German minister" after "her German counterpart, Jane Roe".
        let office = phrase.country.is_some() && actor.entity.roles.iter().any(|role| has_word(&role.title, "counterpart"));
        let of_them = !body.is_empty() && actor.entity.roles.iter().any(|role| body.iter().any(|word| has_word(&role.title, word)));
        match (same, leader || camp || office, sector) {
            // "The head" of a body is not the head of another.
            (true, ..) if of_them => Some(8.0),
            (true, ..) => Some(4.0),
            (_, true, _) => Some(3.0),
            (_, _, true) if !phrase.modified && phrase.country.is_none() => Some(1.0),
            // "The expert" of whom no post was told: somebody named who is nobody's official.
            _ if phrase.title.sector.as_deref() == Some("EDU") && !phrase.modified && actor.entity.sector.is_none() && seen.form == Form::Name => {
                Some(0.0)
            }
            _ => None,
        }
    };
    let here = sentence(cast, phrase);
    if owner_person.is_some() && phrase.country.is_none() {
        return None;
    }
    // "The head Falk Institute": whose post names the body goes before whoever is head of another.
    let named = |seen: &Seen| fit(seen).filter(|&score| score >= 8.0);
    let found = if phrase.definite && !body.is_empty() { trail.best(here, usize::MAX / 2, named) } else { None };
    let found = found.or_else(|| if phrase.definite { trail.best(here, 4, fit).or_else(|| trail.best(here, usize::MAX / 2, fit)) } else { None });
    let alone = !phrase.definite && !phrase.modified && phrase.country.is_none();
    let found = found.or_else(|| by_role(cast, phrase, &wanted)).or_else(|| if alone { trade(cast, phrase, &wanted) } else { None });
    if found.is_some() || !cast.know.words.leaders.contains(&wanted) || phrase.country.is_none() || !phrase.modified {
        return found;
    }
    // "The Russian leader" before any office was told: the man or woman of that country mentioned most.
    let country = phrase.country.as_deref();
    let top = (0..cast.actors.len())
        .filter(|&a| cast.kind(a) == EntityKind::Person && country.is_some() && cast.country(a) == country && trail.count(a) > 0);
    top.max_by_key(|&a| (trail.count(a), std::cmp::Reverse(a)))
}

/// Without any article: "says US ambassador".
fn bare(cast: &Cast<'_>, phrase: &Phrase<'_>) -> bool {
    let doc = cast.doc;
    // "Expert: exports fell", as headlines are written.
    let stands_alone = phrase.full.len() == 1 && doc.children(phrase.head).all(|c| doc.tokens[c].pos == Pos::Punct);
    if stands_alone && phrase.title.kind != TitleKind::Kin && doc.tokens[phrase.head].dep != Dep::Compound {
        return true;
    }
    phrase.modified
        && phrase.country.is_some()
        && doc.children_by(phrase.head, &[Dep::Det, Dep::Nummod, Dep::Poss]).next().is_none()
        && doc.tokens[phrase.head].dep != Dep::Compound
}

/// The one person of the article who holds this office of this country, named only later perhaps (headlines).
fn by_role(cast: &Cast<'_>, phrase: &Phrase<'_>, wanted: &str) -> Option<usize> {
    let country = phrase.country.as_deref()?;
    let noun = wanted.split(' ').next().unwrap_or(wanted);
    let holds = |&actor: &usize| {
        let entity = &cast.actors[actor].entity;
        let office = entity.roles.iter().any(|role| has_word(&role.title, wanted) || wanted.contains(" of ") && has_word(&role.title, noun));
        entity.kind == EntityKind::Person && entity.country.as_deref() == Some(country) && office
    };
    if let Some(one) = only(cast, holds) {
        return Some(one);
    }
    // "The opposition leader" may be introduced as the chief of a party or its negotiator.
    let camp = |&actor: &usize| {
        let entity = &cast.actors[actor].entity;
        entity.kind == EntityKind::Person && entity.country.as_deref() == Some(country) && !entity.roles.is_empty() && !leads(cast, actor)
    };
    if wanted.ends_with(" leader") { only(cast, camp) } else { None }
}

/// The one actor of which this is true.
fn only(cast: &Cast<'_>, is: impl Fn(&usize) -> bool) -> Option<usize> {
    let mut found = (0..cast.actors.len()).filter(is);
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// "Exports fell, expert says", in a headline or under a picture: the one person of the article who is called so or is of that trade.
fn trade(cast: &Cast<'_>, phrase: &Phrase<'_>, wanted: &str) -> Option<usize> {
    let person = |actor: usize| Some(&cast.actors[actor].entity).filter(|entity| entity.kind == EntityKind::Person && !entity.roles.is_empty());
    let named = |actor: usize| cast.mentions.iter().any(|m| m.entity == actor && m.form == Form::Name);
    let called = only(cast, |&a| person(a).is_some_and(|e| e.roles.iter().any(|role| has_word(&role.title, wanted))) && named(a));
    let sector = phrase.title.sector.as_deref().filter(|sector| *sector == "EDU");
    called.or_else(|| only(cast, |&a| sector.is_some() && person(a).is_some_and(|e| e.sector.as_deref() == sector) && named(a)))
}

fn has_word(title: &str, wanted: &str) -> bool {
    let title = title.to_lowercase();
    // "Gov. Roe" is a governor: an abbreviation begins the word.
    let abbreviated = title.strip_suffix('.').is_some_and(|short| short.len() > 2 && wanted.starts_with(short));
    abbreviated
        || title == wanted
        || title.starts_with(&format!("{wanted} "))
        || title.ends_with(&format!(" {wanted}"))
        || title.contains(&format!(" {wanted} "))
}

/// "the agency", "the militia": the organisation of that kind mentioned last.
fn body(cast: &Cast<'_>, trail: &Trail, phrase: &Phrase<'_>) -> Option<usize> {
    let wanted = phrase.title.singular.to_lowercase();
    trail.best(sentence(cast, phrase), 3, |seen| {
        let entity = &cast.actors[seen.actor].entity;
        let named = std::iter::once(&entity.name).chain(&entity.aliases).any(|name| has_word(name, &wanted));
        let sector = phrase.title.sector.is_some() && entity.sector == phrase.title.sector && phrase.title.sector.as_deref() == Some("MED");
        (entity.kind == EntityKind::Organisation && (named || sector)).then_some(if named { 1.0 } else { 0.0 })
    })
}

/// "the militia", "the group": the armed group, party or movement mentioned last.
fn armed(cast: &Cast<'_>, trail: &Trail, phrase: &Phrase<'_>) -> Option<usize> {
    let sector = phrase.title.sector.as_deref();
    if !matches!(sector, None | Some("REB")) {
        return None;
    }
    trail.best(sentence(cast, phrase), 3, |seen| {
        let entity = &cast.actors[seen.actor].entity;
        let own = entity.sector.as_deref();
        let fits = own == Some("REB") || sector.is_none() && matches!(own, None | Some("PTY" | "OPP" | "NGO"));
        (entity.kind == EntityKind::Organisation && fits).then_some(0.0)
    })
}

/// "state media" after "Russian state media".
fn namesake(cast: &Cast<'_>, trail: &Trail, phrase: &Phrase<'_>) -> Option<usize> {
    let wanted = format!(" {}", cast.doc.phrase(phrase.tokens.clone()).to_lowercase());
    trail.best(sentence(cast, phrase), 3, |seen| {
        let entity = &cast.actors[seen.actor].entity;
        (entity.kind == EntityKind::Group && phrase.modified && entity.name.to_lowercase().ends_with(&wanted)).then_some(0.0)
    })
}

/// "the rebels" after "Syrian rebels".
fn group(cast: &Cast<'_>, trail: &Trail, phrase: &Phrase<'_>) -> Option<usize> {
    let wanted = cast.doc.tokens[phrase.head].lower.clone();
    trail.best(sentence(cast, phrase), 8, |seen| {
        let entity = &cast.actors[seen.actor].entity;
        (entity.kind == EntityKind::Group && has_word(&entity.name, &wanted)).then_some(0.0)
    })
}
