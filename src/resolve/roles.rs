//! Offices and occupations of named persons: the title before the name, the apposition after it, "X is the minister".

use std::ops::Range;

use super::appositions;
use super::cast::Cast;
use crate::knowledge::actors::{Actors, Known, Title, TitleKind, capitalised};
use crate::types::{Dep, EntityKind, Form, Pos, Role, Tag, Tenure};

/// A title with what it says.
pub struct Found {
    /// The title noun with what stands before and after it, without article and state.
    pub title: String,
    /// Whether the post is held.
    pub tenure: Tenure,
    /// The state or body that it is a post of.
    pub of: Option<usize>,
    /// Country that the words name.
    pub country: Option<String>,
    /// The title noun.
    pub head: usize,
    /// The mention of a town or region that the words name.
    pub seat: Option<usize>,
}

/// Gives the named persons their roles, countries, sectors and genders, and ties appositions to them.
pub fn add(cast: &mut Cast<'_>) {
    let people: Vec<(usize, Range<usize>)> = cast
        .mentions
        .iter()
        .filter(|m| m.form == Form::Name && cast.kind(m.entity) == EntityKind::Person)
        .map(|m| (m.entity, m.tokens.clone()))
        .collect();
    for (actor, tokens) in &people {
        before(cast, *actor, tokens.clone());
        beside(cast, *actor, tokens.clone());
    }
    appositions::add(cast);
    // Names first: a possessor's country ("Jones's spokesman") is known only now.
    let mut looked = std::collections::HashSet::new();
    for (actor, tokens) in &people {
        if cast.country(*actor).is_none() && looked.insert(*actor) {
            context(cast, *actor, tokens.start);
        }
    }
    looked.clear();
    for (actor, _) in &people {
        if looked.insert(*actor) {
            of_own_state(cast, *actor);
        }
    }
}

/// The title right before a name: "North Korean leader Kim Jong Un", "NSC spokeswoman Jane Roe".
fn before(cast: &mut Cast<'_>, actor: usize, tokens: Range<usize>) {
    let doc = cast.doc;
    let sentence = doc.sentence(tokens.start);
    let Some(mut head) = tokens.start.checked_sub(1).filter(|&h| h >= sentence.start) else { return };
    if doc.form(head) == "." && head > sentence.start {
        head -= 1;
    }
    if head > sentence.start && matches!(doc.form(head), "," | "(") {
        return;
    }
    if cast.named[head].is_some() {
        return;
    }
    // "Secretary of State Jane Roe", "President-elect Jane Roe": the title's noun stands before its phrase.
    let end = head;
    if let Some(noun) = head.checked_sub(2).filter(|&n| n >= sentence.start && doc.form(head - 1) == "-")
        && !cast.know.words.tenure_of(doc.phrase(noun..head + 1)).is_held()
    {
        head = noun;
    }
    if let Some(noun) = head.checked_sub(2).filter(|&n| n >= sentence.start && doc.tokens[head - 1].lower == "of")
        && cast.title_at(noun).is_some_and(|(title, ..)| title.singular.contains(" of "))
    {
        head = noun;
    }
    let Some((title, false, first)) = cast.title_at(head) else { return };
    let (gender, honorific) = (title.gender, title.kind == TitleKind::Honorific);
    if let Some(gender) = gender {
        cast.actors[actor].gender = Some(gender);
    }
    // The whole title with the name, without the state or body before it.
    let outer = if honorific { first } else { (premodifiers(cast, head)..first).rev().take_while(|&t| is_of_title(cast, t)).last().unwrap_or(first) };
    let form = doc.phrase(outer..tokens.end).to_owned();
    cast.also_called(actor, &form);
    (head..=end).for_each(|t| cast.consumed[t] = true);
    if honorific && title.sector.is_none() {
        return;
    }
    let start = premodifiers(cast, head);
    let found = read(cast, start, head, end);
    assign(cast, actor, found);
    consume(cast, start..end + 1);
}

/// The words of a title are taken; a possessive pronoun among them is still to be resolved.
fn consume(cast: &mut Cast<'_>, tokens: Range<usize>) {
    let doc = cast.doc;
    tokens.filter(|&t| doc.tokens[t].tag != Tag::PrpS).for_each(|t| cast.consumed[t] = true);
}

/// A word of the title itself: "Defence" before "Minister", "national security" before "adviser"; not "former".
fn is_of_title(cast: &Cast<'_>, token: usize) -> bool {
    cast.named[token].is_none()
        && !cast.know.words.newcomers.contains(&cast.doc.tokens[token].lower)
        && matches!(cast.doc.tokens[token].pos, Pos::Propn | Pos::Noun | Pos::Adj)
}

/// First token of the adjectives, nouns and possessors that stand before a noun.
pub fn premodifiers(cast: &Cast<'_>, head: usize) -> usize {
    let doc = cast.doc;
    let sentence = doc.sentence(head);
    let mut start = head;
    while start > sentence.start {
        let token = &doc.tokens[start - 1];
        let fits = matches!(token.pos, Pos::Adj | Pos::Noun | Pos::Propn | Pos::Num | Pos::Adv)
            || token.tag == Tag::Pos
            || token.tag == Tag::PrpS
            || token.tag == Tag::Hyph
            || matches!(token.tag, Tag::LeftBracket | Tag::RightBracket) && bracketed(cast, start - 1)
            || (token.pos == Pos::Verb && token.dep == Dep::Amod)
            || (token.lower == "and" || token.lower == "of") && (cast.named[start - 1].is_some())
            // "Trade and industry secretary": what is joined there qualifies the noun.
            || token.pos == Pos::Cconj && start < head && doc.tokens[token.head].head == head && token.head != head;
        // A verb's particle or a clause's subject may stand before the noun too: it must hang below the noun or belong to a name that does.
        let below = doc.is_below(start - 1, head)
            || cast.named[start - 1].is_some() && cast.named.get(start).is_some_and(|n| *n == cast.named[start - 1])
            || doc.tokens[head].head == start - 1 && token.pos != Pos::Adv && doc.tokens[head].dep == Dep::Compound
            || same_head(cast, start - 1, head);
        if !fits || !below {
            break;
        }
        start -= 1;
    }
    start
}

/// A bracket around an acronym: "National Security Council (NSC) spokeswoman".
fn bracketed(cast: &Cast<'_>, bracket: usize) -> bool {
    let inner = if cast.doc.tokens[bracket].tag == Tag::RightBracket { bracket.checked_sub(1) } else { Some(bracket + 1) };
    inner.and_then(|t| cast.named_at(t)).is_some_and(|actor| cast.kind(actor) == EntityKind::Organisation)
}

/// Two words that both hang on the name after them ("Russian Defense Minister Ivan Smirnov").
fn same_head(cast: &Cast<'_>, a: usize, b: usize) -> bool {
    let doc = cast.doc;
    let target = doc.tokens[b].head;
    target > b && cast.named_at(target).is_some_and(|actor| cast.kind(actor) == EntityKind::Person) && doc.is_below(a, target)
}

/// The title in `start..=head` with what follows it until `end` (inclusive).
pub fn read(cast: &Cast<'_>, start: usize, head: usize, end: usize) -> Found {
    let doc = cast.doc;
    let (mut of, mut country, mut begin, mut seat) = (None, None, start, None);
    // "Former Chilean president": former president, of Chile.
    let mut before = String::new();
    let mut t = start;
    while t <= head {
        if let Some(actor) = cast.named_at(t) {
            let kind = cast.kind(actor);
            if country.is_none() {
                country = cast.country(actor).map(str::to_owned);
            }
            if kind == EntityKind::Place {
                seat = seat.or(cast.named[t]);
            }
            if matches!(kind, EntityKind::State | EntityKind::Organisation) {
                of = of.filter(|&o| cast.kind(o) == EntityKind::Organisation).or(Some(actor));
            }
            if begin == t
                && (kind == EntityKind::State || doc.tokens.get(t + 1).is_some_and(|n| n.tag == Tag::Pos) || kind == EntityKind::Organisation)
            {
                begin = t + 1;
            }
        } else if begin == t && (matches!(doc.tokens[t].tag, Tag::Pos | Tag::PrpS) || doc.tokens[t].pos == Pos::Punct) {
            before.clear();
            begin = t + 1;
        } else if begin == t && t < head && !cast.know.words.tenure_of(doc.form(t)).is_held() {
            before = format!("{} ", doc.form(t));
            begin = t + 1;
        }
        t += 1;
    }
    // "ambassador to Russia" is of the sender; "president of Russia", "professor at a university" of what follows.
    let sent = cast.know.words.sent.contains(&doc.tokens[head].lower);
    // The phrase after "President Jane Roe of Peru" hangs on the name.
    let name = Some(doc.tokens[head].head).filter(|&name| name > head && name <= head + 6 && doc.tokens[head].dep == Dep::Compound);
    let after_name = name.into_iter().flat_map(|name| doc.children_by(name, &[Dep::Prep])).filter(|&prep| doc.tokens[prep].lower == "of");
    for prep in doc.children_by(head, &[Dep::Prep]).chain(after_name) {
        let lower = doc.tokens[prep].lower.as_str();
        if !matches!(lower, "of" | "at" | "for" | "in" | "with" | "from") || sent && lower != "of" && lower != "from" {
            continue;
        }
        let Some(object) = doc.child(prep, Dep::Pobj) else { continue };
        let range = doc.subtree(object);
        let inside = range.clone().filter_map(|t| cast.named[t]).map(|mention| (mention, cast.mentions[mention].entity));
        for (mention, actor) in inside.filter(|&(_, actor)| cast.kind(actor) != EntityKind::Person) {
            if cast.kind(actor) == EntityKind::Place {
                seat = seat.or(Some(mention));
            }
            if country.is_none() {
                country = cast.country(actor).map(str::to_owned);
            }
            if of.is_none() && matches!(cast.kind(actor), EntityKind::State | EntityKind::Organisation) {
                of = Some(actor);
            }
        }
    }
    let end = if end > head { end } else { head };
    let tenure = cast.know.words.tenure_at(doc, head);
    let title = before + &doc.phrase(begin.min(head)..end + 1).split_whitespace().collect::<Vec<_>>().join(" ");
    Found { title: cast.know.words.worded(&title, tenure), tenure, of, country, head, seat }
}

/// Gives a person a post, with the country, sector and gender that it tells.
pub fn assign(cast: &mut Cast<'_>, actor: usize, found: Found) {
    let Some((title, _, _)) = cast.title_at(found.head) else { return };
    let (sector, gender) = (title.sector.clone(), title.gender);
    // "An Australian woman", "a Russian expert", "the US candidate" hold no post in a state.
    let no_post = |title: &Title| cast.know.words.local_offices.contains(&title.singular) || cast.know.words.no_posts.contains(&title.singular);
    let state = found.of.filter(|&of| cast.kind(of) == EntityKind::State);
    let of = found.of.filter(|_| state.is_none() || title.kind == TitleKind::Office && !no_post(title));
    let local = title.kind == TitleKind::Office && cast.know.words.seated_offices.contains(&title.singular);
    let of = of.filter(|_| !local || state.is_none()).or_else(|| found.seat.filter(|_| local).map(|seat| authority(cast, seat)));
    let post = title.kind == TitleKind::Office && !no_post(title);
    let of_sector = found.of.and_then(|of| cast.actors[of].entity.sector.clone()).filter(|s| s != "GOV");
    let member = &mut cast.actors[actor];
    if member.gender.is_none() {
        member.gender = gender;
    }
    let entity = &mut member.entity;
    if entity.country.is_none() {
        entity.country = found.country;
    }
    if entity.sector.is_none() {
        entity.sector = sector.or(of_sector);
    }
    let doc = cast.doc;
    let pronoun = doc.children(found.head).find(|&t| doc.tokens[t].tag == Tag::PrpS && t < found.head);
    if let Some(pronoun) = pronoun.filter(|_| post && of.is_none()) {
        cast.posts_of_pronouns.push((actor, found.title.clone(), pronoun));
    }
    let words = &cast.know.words;
    let role = Role { title: found.title, of: of.map(|of| of.to_string()), tenure: found.tenure };
    let bare = words.without_tenure(&role.title);
    let same = |known: &Role| words.without_tenure(&known.title).eq_ignore_ascii_case(&bare) && (known.of == role.of || role.of.is_none());
    let roles = &mut cast.actors[actor].entity.roles;
    match roles.iter().position(same) {
        // "The former mayor, Jane Roe ... Mayor Roe built it": an article that says so once means it.
        Some(known) if roles[known].tenure.is_held() && !role.tenure.is_held() => {
            (roles[known].title, roles[known].tenure) = (role.title, role.tenure)
        }
        Some(_) => {}
        None => roles.push(role),
    }
}

/// A town or region as the body that somebody holds an office of: an actor, apart from the place where things happen. The mention is its from now on.
fn authority(cast: &mut Cast<'_>, mention: usize) -> usize {
    let place = cast.mentions[mention].entity;
    if cast.kind(place) != EntityKind::Place {
        return place;
    }
    let (name, country) = (cast.actors[place].entity.name.clone(), cast.country(place).map(str::to_owned));
    let body = cast.actor(&format!("authority:{}", name.to_lowercase()), EntityKind::Organisation, &name, country.as_deref(), Some("GOV"));
    cast.actors[body].named = true;
    cast.mentions[mention].entity = body;
    body
}

/// Appositions on either side, and "X is the minister".
fn beside(cast: &mut Cast<'_>, actor: usize, tokens: Range<usize>) {
    let doc = cast.doc;
    let head = doc.head_of(tokens.clone());
    let mut nouns: Vec<usize> = doc.children_by(head, &[Dep::Appos]).flat_map(|noun| std::iter::once(noun).chain(doc.conjuncts(noun))).collect();
    let token = &doc.tokens[head];
    if token.dep == Dep::Appos && token.head != head {
        nouns.push(token.head);
    }
    if matches!(token.dep, Dep::Nsubj)
        && matches!(doc.tokens[token.head].lemma.as_str(), "be" | "become")
        && doc.child(token.head, Dep::Neg).is_none()
        && doc.children_by(token.head, &[Dep::Aux]).all(|aux| doc.tokens[aux].tag != Tag::Md && doc.tokens[aux].tag != Tag::To)
    {
        nouns.extend(doc.child(token.head, Dep::Attr));
    }
    for noun in nouns {
        if tokens.contains(&noun) || cast.named[noun].is_some() || cast.consumed[noun] {
            continue;
        }
        let Some((title, false, _)) = cast.title_at(noun) else { continue };
        if !title.kind.is_person() {
            continue;
        }
        let start = premodifiers(cast, noun);
        let end = phrase_end(cast, noun, tokens.start);
        let found = read(cast, start, noun, end);
        assign(cast, actor, found);
        if doc.tokens[noun].dep != Dep::Attr {
            let first = if doc.tokens[start].tag == Tag::PrpS && start < noun { start + 1 } else { start };
            cast.mention(actor, first..noun + 1, Form::Nominal, "apposition");
            consume(cast, start..noun + 1);
        }
    }
}

/// Last token of a noun's own prepositional phrases, before a comma.
pub fn phrase_end(cast: &Cast<'_>, noun: usize, stop: usize) -> usize {
    let doc = cast.doc;
    let mut end = noun;
    for prep in doc.children_by(noun, &[Dep::Prep]).filter(|&p| p > noun) {
        let range = doc.subtree(prep);
        if range.start != end + 1 || range.len() > 8 || stop > noun && range.end > stop {
            break;
        }
        let cut = range.clone().find(|&t| doc.tokens[t].pos == Pos::Punct && !matches!(doc.form(t), "-" | "'" | "’")).unwrap_or(range.end);
        end = cut - 1;
        if cut < range.end {
            break;
        }
    }
    end
}

/// An office of no stated country belongs to the country that the sentence's subject belongs to, as far as that is known.
fn context(cast: &mut Cast<'_>, actor: usize, token: usize) {
    let entity = &cast.actors[actor].entity;
    let office = entity.roles.iter().any(|role| role.of.is_none());
    let of_a_body = entity.roles.iter().any(|role| names_a_body(cast.know, &role.title));
    if !office || of_a_body || !matches!(entity.sector.as_deref(), Some("GOV" | "MIL" | "LEG")) {
        return;
    }
    let country = list_country(cast, actor, token).or_else(|| sentence_country(cast, actor, token));
    cast.actors[actor].entity.country = country;
}

/// The country of those in whose list a name stands: a delegation is of one state.
fn list_country(cast: &Cast<'_>, actor: usize, token: usize) -> Option<String> {
    let doc = cast.doc;
    let head = cast.named[token].map(|mention| cast.mentions[mention].head)?;
    let mut first = head;
    for _ in 0..24 {
        if !matches!(doc.tokens[first].dep, Dep::Conj | Dep::Appos) {
            break;
        }
        first = doc.tokens[first].head;
    }
    let list = std::iter::once(first).chain(doc.conjuncts(first)).filter_map(|t| cast.named_at(t));
    // Who follows with a country of his own tells nothing of who stands before.
    let before = list.take_while(|&other| other != actor);
    before.filter(|&other| cast.kind(other) == EntityKind::Person).find_map(|other| cast.country(other).map(str::to_owned))
}

/// The one country that the sentence names.
fn sentence_country(cast: &Cast<'_>, actor: usize, token: usize) -> Option<String> {
    let named = |t: usize| cast.named_at(t).filter(|&other| other != actor).and_then(|other| cast.country(other));
    let mut countries = cast.doc.sentence(token).filter(|&t| !cast.only_qualifies(t)).filter_map(named);
    let first = countries.next()?;
    countries.all(|other| other == first).then(|| first.to_owned())
}

/// "Commission President": the noun before the title names a body that is not of itself a state's.
fn names_a_body(know: &Actors, title: &str) -> bool {
    let of_a_state = |title: &Title| matches!(title.sector.as_deref(), Some("GOV" | "MIL" | "COP" | "LEG"));
    let body = |word: &str| know.titles.get(word).is_some_and(|(title, _)| title.kind == TitleKind::Body && !of_a_state(title));
    title.to_lowercase().split(' ').any(body)
}

/// "Texas secretary of state": the title names a part of the state.
fn of_province(know: &Actors, title: &str) -> bool {
    let words: Vec<String> = title.split(' ').map(capitalised).collect();
    let place = |name: &str| know.phrases.get(name).is_some_and(|phrase| matches!(phrase.known, Known::Place(_) | Known::Capital(_)));
    words.iter().any(|word| place(word)) || words.windows(2).any(|pair| place(&pair.join(" ")))
}

/// "President Jane Roe" whose country is known otherwise: a bare office of government is one of that state, if the article names it.
fn of_own_state(cast: &mut Cast<'_>, actor: usize) {
    let Some(state) = cast.country(actor).and_then(|code| cast.find(&format!("state:{code}"))) else { return };
    let (titles, local) = (&cast.know.titles, &cast.know.words.local_offices);
    for role in cast.actors[actor].entity.roles.iter_mut().filter(|role| role.of.is_none()) {
        let words = cast.know.words.without_tenure(&role.title).to_lowercase();
        let mut tails = words.match_indices(' ').map(|(i, _)| &words[i + 1..]);
        let title = titles.get(&words).or_else(|| tails.find_map(|tail| titles.get(tail)));
        let no_post = |title: &Title| local.contains(&title.singular) || cast.know.words.no_posts.contains(&title.singular);
        let of_state = |title: &Title| {
            title.kind == TitleKind::Office
                && title.sector.as_deref() == Some("GOV")
                && !no_post(title)
                && !cast.know.words.personal_posts.contains(&title.singular)
                && !of_province(cast.know, &words)
                && !names_a_body(cast.know, &words)
        };
        if title.is_some_and(|(title, _)| of_state(title)) {
            role.of = Some(state.to_string());
        }
    }
}
