//! States, organisations, blocs and places: the names that are no persons.

use std::ops::Range;

use super::cast::Cast;
use super::names::{NameSpan, What};
use crate::knowledge::actors::heads::HeadKind;
use crate::knowledge::actors::{Actors, Known, TitleKind};
use crate::types::{BlockKind, Dep, Document, EntityKind, Form, Pos, Tag};

/// Makes the states, organisations, blocs and places that the names name.
pub fn add(cast: &mut Cast<'_>, spans: &[NameSpan]) {
    for span in spans {
        if let What::Known(known) = span.what {
            self::known(cast, known, span.tokens.clone());
        }
    }
    // The lexicon's organisations first, so that an unknown form can join them.
    let mut unknown: Vec<&NameSpan> = spans.iter().filter(|s| s.what == What::Organisation).collect();
    unknown.sort_by_key(|s| (std::cmp::Reverse(s.tokens.len()), s.tokens.start));
    for span in unknown {
        organisation(cast, span.tokens.clone());
    }
    halves(cast, spans);
    for span in spans {
        let text = cast.doc.phrase(span.tokens.clone()).to_owned();
        match span.what {
            What::Event | What::Agreement => {
                let (kind, rule) = if span.what == What::Event { (EntityKind::Event, "event") } else { (EntityKind::Agreement, "agreement") };
                // "The Amber Trade Pact ... the ATP".
                let short = cast.find(&format!("{rule}-initials:{text}"));
                let actor = short.unwrap_or_else(|| cast.actor(&format!("{rule}:{}", text.to_lowercase()), kind, &text, None, None));
                let initials = initials(&text);
                if initials.len() > 2 {
                    cast.alias_key(format!("{rule}-initials:{initials}"), actor);
                }
                cast.also_called(actor, &text);
                cast.mention(actor, span.tokens.clone(), Form::Name, rule);
            }
            _ if span.tokens.clone().any(|t| cast.named[t].is_some()) => {}
            What::Place => {
                let actor = cast.actor(&format!("place:{}", text.to_lowercase()), EntityKind::Place, &text, None, None);
                cast.mention(actor, span.tokens.clone(), Form::Name, "place");
            }
            What::People => {
                let actor = cast.actor(&format!("people:{}", text.to_lowercase()), EntityKind::Group, &text, None, None);
                cast.mention(actor, span.tokens.clone(), Form::Name, "people");
            }
            _ => {}
        }
    }
}

/// "the South" where a Korea is spoken of.
fn halves(cast: &mut Cast<'_>, spans: &[NameSpan]) {
    let doc = cast.doc;
    let mut part_of_name = vec![false; doc.tokens.len()];
    spans.iter().filter(|s| s.tokens.len() > 1).for_each(|s| part_of_name[s.tokens.clone()].fill(true));
    for (t, &part) in part_of_name.iter().enumerate().skip(1) {
        if cast.named[t].is_some() || part || doc.tokens[t - 1].lower != "the" || doc.tokens.get(t + 1).is_some_and(|next| next.pos == Pos::Propn) {
            continue;
        }
        let know = cast.know;
        let named = |state: &usize| cast.find(&format!("state:{}", know.states[*state].code)).is_some();
        let half = know.halves.iter().find(|(word, _, needs)| *word == doc.form(t) && needs.iter().any(named));
        if let Some(&(word, state, _)) = half {
            let actor = cast.state(state);
            cast.also_called(actor, &format!("the {word}"));
            cast.mention(actor, t..t + 1, Form::Name, "half");
        }
    }
}

fn known(cast: &mut Cast<'_>, known: Known, tokens: Range<usize>) {
    let whole = cast.doc.phrase(tokens.clone());
    // The tokenizer leaves "U.S.-led" in one piece.
    let owner = whole.split_once('-').map(|(owner, _)| owner).filter(|_| tokens.len() == 1 && cast.know.phrases.get(whole).is_none());
    let text = owner.unwrap_or(whole).to_owned();
    let (actor, rule) = match known {
        Known::State(state) => (cast.state(state), "state-name"),
        Known::Demonym(state) => (cast.state(state), "demonym"),
        Known::National(state) => (cast.state(state), "nationals"),
        // "Pro-Moscow rebels": an adjective of the state.
        Known::Capital(state) if tokens.start >= 2 && super::names::side(cast.doc, cast.know, tokens.start - 2) => (cast.state(state), "demonym"),
        Known::Capital(state) if acts(cast.doc, cast.know, tokens.clone()) => (cast.state(state), "capital"),
        Known::Capital(state) | Known::Place(state) => {
            cast.state(state);
            let code = cast.know.states[state].code.clone();
            (cast.actor(&format!("place:{}", text.to_lowercase()), EntityKind::Place, &text, Some(&code), None), "place")
        }
        Known::Seat(index) if acts(cast.doc, cast.know, tokens.clone()) => (known_organisation(cast, index, &text), "seat"),
        Known::Seat(_) => (cast.actor(&format!("place:{}", text.to_lowercase()), EntityKind::Place, &text, None, None), "place"),
        Known::Organisation(index) => (known_organisation(cast, index, &text), "organisation-name"),
        Known::Bloc(bloc) | Known::BlocAdjective(bloc) => (people(cast, bloc, &tokens), "bloc"),
        // Found as persons are.
        Known::Person => return,
    };
    cast.also_called(actor, &text);
    cast.mention(actor, tokens, Form::Name, rule);
}

/// A bloc or people; "Iraqi Kurds" are those of one state.
fn people(cast: &mut Cast<'_>, bloc: usize, tokens: &Range<usize>) -> usize {
    let (doc, know) = (cast.doc, cast.know);
    let name = &know.blocs[bloc].name;
    let before = tokens.start.checked_sub(1).filter(|&t| !know.blocs[bloc].single && doc.sentence_of(t) == doc.sentence_of(tokens.start));
    let state = before
        .and_then(|t| know.phrases.get(doc.form(t)))
        .and_then(|phrase| if let Known::Demonym(state) = phrase.known { Some(state) } else { None });
    match (state, before) {
        (Some(state), Some(t)) => {
            let (code, name) = (&know.states[state].code, format!("{} {name}", doc.form(t)));
            cast.actor(&format!("bloc:{bloc}:{code}"), EntityKind::Group, &name, Some(code), None)
        }
        _ => cast.actor(&format!("bloc:{bloc}"), EntityKind::Group, name, know.blocs[bloc].country.as_deref(), None),
    }
}

/// "Amber news agency" is called "Amber" too: the known name without the common nouns after it.
fn without_noun<'t>(cast: &Cast<'_>, text: &'t str) -> Option<&'t str> {
    let end = text.match_indices(' ').map(|(i, _)| i).find(|&i| text[i + 1..].split(' ').all(|word| word.starts_with(char::is_lowercase)))?;
    let noun = text.rsplit(' ').next().unwrap_or_default();
    let common = cast.know.titles.get(noun).is_some_and(|(title, plural)| !plural && matches!(title.kind, TitleKind::Body | TitleKind::Collective));
    common.then(|| &text[..end])
}

fn known_organisation(cast: &mut Cast<'_>, index: usize, text: &str) -> usize {
    let know = &cast.know.organisations[index];
    let actor = cast.actor(&format!("org:{index}"), EntityKind::Organisation, text, know.country.as_deref(), know.sector.as_deref());
    cast.actors[actor].canonical = Some(know.name.clone());
    if text.len() > cast.actors[actor].entity.name.len() && !know.name.starts_with(cast.actors[actor].entity.name.as_str()) {
        let shorter = std::mem::replace(&mut cast.actors[actor].entity.name, text.to_owned());
        cast.also_called(actor, &shorter);
    }
    if let Some(bare) = without_noun(cast, text) {
        cast.also_called(actor, bare);
    }
    actor
}

/// An organisation that the lexicon does not know: an acronym or a beginning of a known one joins it.
fn organisation(cast: &mut Cast<'_>, tokens: Range<usize>) {
    let text = cast.doc.phrase(tokens.clone()).to_owned();
    let plain = text.to_lowercase();
    let key = format!("org:{}", plain.strip_prefix("the ").unwrap_or(&plain));
    let joined = cast.find(&key).or_else(|| acronym_of(cast, &text)).or_else(|| part_of(cast, &plain));
    let actor = match joined {
        Some(actor) => actor,
        None => {
            let country = country_of(cast, tokens.clone());
            let actor = cast.actor(&key, EntityKind::Organisation, &text, country.as_deref(), None);
            let initials = initials(&text);
            if initials.len() > 1 {
                cast.alias_key(format!("initials:{initials}"), actor);
            }
            actor
        }
    };
    cast.also_called(actor, &text);
    if let Some(whole) = with_owner(cast, tokens.clone()) {
        cast.also_called(actor, &whole);
    }
    cast.mention(actor, tokens, Form::Name, if joined.is_some() { "organisation-variant" } else { "organisation" });
}

/// "Russia's Ministry of Trade": an organ that any state may have, with the state before it.
fn with_owner(cast: &Cast<'_>, tokens: Range<usize>) -> Option<String> {
    let mark = tokens.start.checked_sub(1).filter(|&t| cast.doc.tokens[t].tag == Tag::Pos)?;
    let owner = cast.named[mark.checked_sub(1)?]?;
    let organ = tokens.clone().any(|t| cast.know.titles.get(&cast.doc.tokens[t].lower).is_some_and(|(title, _)| title.kind == TitleKind::Body));
    let state = cast.kind(cast.mentions[owner].entity) == EntityKind::State;
    (state && organ).then(|| cast.doc.phrase(cast.mentions[owner].tokens.start..tokens.end).to_owned())
}

fn initials(text: &str) -> String {
    text.split([' ', '-']).filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect()
}

fn acronym_of(cast: &Cast<'_>, text: &str) -> Option<usize> {
    let letters: String = text.chars().filter(|&c| c != '.').collect();
    let acronym = letters.len() > 1 && letters.chars().all(|c| c.is_uppercase());
    if acronym { cast.find(&format!("initials:{letters}")) } else { None }
}

fn part_of(cast: &Cast<'_>, plain: &str) -> Option<usize> {
    // "Falk" for the Falk Institute; not "House" for the House Budget Committee, nor a channel for its programme.
    let noun = |word: &str| cast.know.heads.get(word).is_some() || cast.know.titles.get(word).is_some();
    if noun(plain) || cast.know.words.chambers.contains(plain) {
        return None;
    }
    // "Cabin Crew Union" for the Estonian Cabin Crew Union.
    let nation = |text: &str| cast.know.phrases.get(text).is_some_and(|phrase| matches!(phrase.known, Known::State(_) | Known::Demonym(_)));
    let fits = |name: &str| {
        let owner = name.split_at_checked(name.len().saturating_sub(plain.len() + 1));
        if owner.is_some_and(|(owner, rest)| plain.contains(' ') && rest.to_lowercase().strip_prefix(' ') == Some(plain) && nation(owner)) {
            return true;
        }
        let name = name.to_lowercase();
        let rest = name.strip_prefix(plain).and_then(|rest| rest.strip_prefix(' '));
        rest.is_some_and(|rest| plain.contains(' ') || rest.rsplit(' ').next().is_some_and(noun))
    };
    let mut found = (0..cast.actors.len()).filter(|&i| cast.kind(i) == EntityKind::Organisation && fits(&cast.actors[i].entity.name));
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// The state whose organ a body is: that which its name names ("Syrian Democratic Forces", "Bank of Japan"), else that of its apposition
/// ("the Navy, Japan's fleet"), else the possessor before it ("Russia's Tass").
fn country_of(cast: &Cast<'_>, tokens: Range<usize>) -> Option<String> {
    let doc = cast.doc;
    let head = doc.head_of(tokens.clone());
    let apposed = doc.children_by(head, &[Dep::Appos]).map(|noun| doc.subtree(noun).start..noun);
    let inside = std::iter::once(tokens.clone()).chain(apposed).find_map(|part| state_in(cast, part));
    let before = tokens.start.checked_sub(1).filter(|&t| t >= doc.sentence(tokens.start).start);
    let before = before.map(|t| if doc.tokens[t].tag == Tag::Pos { t.saturating_sub(1) } else { t });
    let possessor = || before.and_then(|t| cast.named_at(t)).filter(|&a| cast.kind(a) == EntityKind::State);
    inside.map(|state| cast.know.states[state].code.clone()).or_else(|| cast.country(possessor()?).map(str::to_owned))
}

/// The first state that words name, or that of the first town among them ("Carnegie Moscow Centre").
fn state_in(cast: &Cast<'_>, tokens: Range<usize>) -> Option<usize> {
    let (mut seat, mut t) = (None, tokens.start);
    while t < tokens.end {
        let phrase = cast.know.phrases.longest(cast.doc, t, tokens.end);
        match phrase.map(|(_, phrase)| phrase).filter(|phrase| !phrase.guarded).map(|phrase| phrase.known) {
            Some(Known::State(state) | Known::Demonym(state)) => return Some(state),
            Some(Known::Capital(state) | Known::Place(state)) => seat = seat.or(Some(state)),
            _ => {}
        }
        t += 1;
    }
    seat
}

/// Whether a capital stands for its state here: as subject, agent, possessor, party ("between Moscow and Kyiv"), not as the place where something happens.
fn acts(doc: &Document, know: &Actors, tokens: Range<usize>) -> bool {
    // "SEOUL – ...", "MOSCOW (Reuters) ...": a dateline.
    let opens = doc.blocks.get(doc.block_of(tokens.start)).is_some_and(|(range, _)| range.start == tokens.start);
    if opens && doc.tokens.get(tokens.end).is_some_and(|next| next.pos == Pos::Punct && doc.form(tokens.end) != "'") {
        return false;
    }
    let words = &know.words;
    let head = doc.head_of(tokens.clone());
    let mut at = head;
    // A conjunct acts as the first one does.
    for _ in 0..8 {
        if doc.tokens[at].dep != Dep::Conj {
            break;
        }
        at = doc.tokens[at].head;
    }
    let token = &doc.tokens[at];
    let governor = &doc.tokens[token.head];
    // "Riga, Narva and Oslo": among mere towns a capital is one; so it is in "Riga's railway station".
    let town = |t: usize| know.phrases.get(doc.form(t)).is_some_and(|phrase| matches!(phrase.known, Known::Place(_)) && !phrase.guarded);
    let site = |t: usize| know.heads.get(&doc.tokens[t].lower).is_some_and(|head| head.kind == HeadKind::Place) || town(t);
    if doc.conjuncts(head).into_iter().any(town) || doc.tokens[head].dep == Dep::Poss && site(doc.tokens[head].head) {
        return false;
    }
    match token.dep {
        Dep::Nsubj | Dep::Nsubjpass | Dep::Dative => governor.lemma != "be" || doc.child(token.head, Dep::Attr).is_none(),
        Dep::Poss => true,
        Dep::Dobj => !words.town_verbs.contains(&governor.lemma),
        Dep::Pobj => match governor.lower.as_str() {
            "of" => !words.town_parts.contains(&doc.tokens[governor.head].lower),
            "from" | "to" => {
                let verb = &doc.tokens[governor.head];
                verb.pos != Pos::Propn && !words.motion.contains(&verb.lemma)
            }
            preposition => words.party_prepositions.contains(preposition),
        },
        Dep::Root => doc.blocks.get(doc.block_of(at)).is_some_and(|(_, kind)| *kind == BlockKind::Headline) && doc.sentence(at).len() > 3,
        // "Moscow officials" are the state's; "the Madrid conference" only met there.
        Dep::Amod | Dep::Compound => {
            governor.pos == Pos::Noun && know.titles.get(&governor.lower).is_some() && !words.local_offices.contains(&governor.lemma)
        }
        _ => false,
    }
}
