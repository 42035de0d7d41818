//! Posts and memberships: what resolving found of a person's roles as holds-office edges, named bodies inside the description of an unnamed
//! member as member-of edges; and the states behind places, added to the article's actors when an event needs them.

use std::ops::Range;

use crate::knowledge::Knowledge;
use crate::types::{Dep, Document, Entities, Entity, EntityIndex, EntityKind, Event, Form, Grounds, Mention, Modality, Pos, Role, Tenure};

const HOLDS_OFFICE: &str = "holds-office";
const MEMBER_OF: &str = "member-of";

/// Affiliations that need no frame.
pub fn extract(doc: &Document, entities: &Entities, knowledge: &Knowledge) -> Vec<Event> {
    let mut out = Vec::new();
    if let Some(kind) = knowledge.edges.get(HOLDS_OFFICE) {
        posts(doc, entities, knowledge, kind.name, &mut out);
    }
    if let Some(kind) = knowledge.edges.get(MEMBER_OF) {
        members(doc, entities, kind.name, &mut out);
    }
    out
}

fn event(kind: &'static str, source: EntityIndex, target: EntityIndex, trigger: Range<usize>, doc: &Document, rule: &str, confidence: f64) -> Event {
    let sentence = doc.sentence_of(trigger.start);
    Event {
        kind,
        plover: None,
        source,
        target,
        modality: Modality::Actual,
        negated: false,
        tenure: Tenure::default(),
        attributed_to: vec![],
        trigger,
        sentence,
        time: None,
        objects: vec![],
        confidence,
        rule: format!("data/schema/edges/{kind}.toml#{rule}"),
        grounds: Grounds::default(),
        signs: Vec::new(),
    }
}

/// Posts and memberships that are former, acting or only to be taken up: as resolving read the same post, else as the words at the trigger say.
pub fn set_tenures(doc: &Document, entities: &Entities, knowledge: &Knowledge, events: &mut [Event]) {
    for event in events.iter_mut().filter(|event| matches!(event.kind, HOLDS_OFFICE | MEMBER_OF)) {
        let noun = event.trigger.clone().rfind(|&t| matches!(doc.tokens[t].pos, Pos::Noun | Pos::Propn));
        let head = noun.unwrap_or(event.trigger.start);
        let (target, word) = (&entities.list[event.target].id, &doc.tokens[head].lower);
        let is_same = |role: &&Role| role.of.as_ref() == Some(target) && role.title.to_lowercase().split([' ', '-']).any(|other| other == word);
        let read = entities.list[event.source].roles.iter().find(is_same).map_or(Tenure::Held, |role| role.tenure);
        event.tenure = if read.is_held() { knowledge.actors.words.tenure_at(doc, head) } else { read };
        // Nobody holds a post that is still to be taken up.
        if event.tenure == Tenure::Incoming && event.modality == Modality::Actual {
            event.modality = Modality::Planned;
        }
    }
}

/// A post that resolving gave to another of those named with it: "the presidents of C and D, A and B" says nothing of A in D.
pub fn is_anothers_post(entities: &Entities, event: &Event) -> bool {
    let target = &entities.list[event.target].id;
    event.kind == HOLDS_OFFICE
        && entities.within(event.trigger.clone()).any(|m| m.entity == event.source && m.rule == "joint-apposition")
        && !entities.list[event.source].roles.iter().any(|role| role.of.as_ref() == Some(target))
}

/// One edge for each role with a known state or body, shown by the title's words nearest to a mention of the person.
fn posts(doc: &Document, entities: &Entities, knowledge: &Knowledge, kind: &'static str, out: &mut Vec<Event>) {
    for (person, entity) in entities.list.iter().enumerate().filter(|(_, e)| e.kind == EntityKind::Person) {
        for role in &entity.roles {
            let Some(whole) = role.of.as_deref().map_or_else(|| own_state(entities, person, &role.title, knowledge), |id| entities.index_of(id))
            else {
                continue;
            };
            if !entities.list[whole].kind.is_actor() || whole == person {
                continue;
            }
            // The title's own words, without the phrase after the noun ("professor at ...").
            let phrase = |word: &String| matches!(word.as_str(), "of" | "at" | "for" | "to" | "in" | "from" | "with");
            let words = role.title.split(|c: char| c.is_whitespace() || c == '-').map(str::to_lowercase).filter(|w| !w.is_empty());
            let words: Vec<String> = words.take_while(|word| !phrase(word)).collect();
            let Some(trigger) = title_near(doc, entities, person, &words) else { continue };
            if role.of.is_none() && is_of_another(doc, entities, &trigger, whole) {
                continue;
            }
            // Who is a member or nominee of a party holds no post in it.
            let member = knowledge.edges.words.class("memberships").contains(doc.tokens[trigger.end - 1].lemma.as_str());
            let kind = knowledge.edges.get(MEMBER_OF).filter(|_| member).map_or(kind, |kind| kind.name);
            // A candidate for the house is not in it.
            let runs = knowledge.edges.words.class("running").contains(doc.tokens[trigger.end - 1].lemma.as_str());
            let whole_is = |kind: EntityKind| entities.list[whole].kind == kind;
            if member && whole_is(EntityKind::State) || runs && entities.list[whole].sector.as_deref() != Some("PTY") {
                continue;
            }
            out.push(event(kind, person, whole, trigger, doc, "role", 0.9));
        }
    }
}

/// "Foreign Minister X", where the text does not say of which state: X's own.
fn own_state(entities: &Entities, person: EntityIndex, title: &str, knowledge: &Knowledge) -> Option<EntityIndex> {
    let head = title.split(" of ").next()?.split_whitespace().next_back()?;
    let code = entities.list[person].country.as_ref().filter(|_| knowledge.edges.words.class("state_offices").contains(head))?;
    entities.list.iter().position(|e| e.kind == EntityKind::State && e.country.as_ref() == Some(code))
}

/// Whether the title is said to be held in the service of somebody else than the state: "the union's president", "the candidate's adviser".
fn is_of_another(doc: &Document, entities: &Entities, title: &Range<usize>, state: EntityIndex) -> bool {
    let head = title.end - 1;
    let Some(owner) = doc.child(head, Dep::Poss) else { return false };
    let ends: Vec<EntityIndex> = entities.headed_by(owner).map(|m| m.entity).collect();
    // Whoever advises a head of state on security serves the state.
    let public = title.clone().any(|t| matches!(doc.tokens[t].lower.as_str(), "security" | "foreign" | "presidential" | "military"));
    let advises = matches!(doc.tokens[head].lower.as_str(), "adviser" | "advisor" | "aide");
    let same = |e: &EntityIndex| *e == state || entities.list[*e].country == entities.list[state].country;
    ends.is_empty() || !ends.iter().any(same) || advises && !public && ends.iter().all(|&e| entities.list[e].kind == EntityKind::Person)
}

/// The title's words in the sentence of a mention of the person, as near to it as they come; else the first mention itself.
fn title_near(doc: &Document, entities: &Entities, person: EntityIndex, words: &[String]) -> Option<Range<usize>> {
    let mut best: Option<(usize, Range<usize>)> = None;
    let mentions: Vec<&Mention> = entities.mentions.iter().filter(|m| m.entity == person).collect();
    for mention in &mentions {
        let last = words.last()?;
        for token in doc.sentence(mention.tokens.start) {
            if doc.tokens[token].lower != *last && doc.tokens[token].lemma.to_lowercase() != *last {
                continue;
            }
            let mut start = token;
            while start > 0 && words.iter().any(|w| doc.tokens[start - 1].lower == *w) {
                start -= 1;
            }
            let distance =
                token.abs_diff(mention.head) + usize::from(mention.form == Form::Pronoun) * 10 + usize::from(doc.tokens[token].lower != *last) * 20;
            if best.as_ref().is_none_or(|(least, _)| distance < *least) {
                best = Some((distance, start..token + 1));
            }
        }
    }
    best.map(|(_, range)| range).or_else(|| mentions.first().map(|m| m.tokens.clone()))
}

/// "A State Department official", "lawmakers of the ruling party", "Jilin University's research centre": the description holds a named body.
fn members(doc: &Document, entities: &Entities, kind: &'static str, out: &mut Vec<Event>) {
    for mention in entities.mentions.iter().filter(|m| m.form != Form::Pronoun) {
        let whole_kind = entities.list[mention.entity].kind;
        if !whole_kind.is_actor() || whole_kind == EntityKind::State {
            continue;
        }
        let head = mention.head;
        for child in doc.children(head).filter(|&c| !mention.tokens.contains(&c) || mention.form == Form::Nominal) {
            let (at, named) = match doc.tokens[child].dep {
                Dep::Poss => (child, whole_kind == EntityKind::Organisation),
                Dep::Compound | Dep::Nmod => (child, false),
                Dep::Prep if matches!(doc.tokens[child].lower.as_str(), "of" | "from" | "at" | "in" | "with") => match doc.child(child, Dep::Pobj) {
                    Some(object) => (object, false),
                    None => continue,
                },
                _ => continue,
            };
            if mention.form == Form::Name && !named {
                continue;
            }
            let bodies: Vec<EntityIndex> = entities
                .headed_by(at)
                .filter(|m| m.form == Form::Name && m.entity != mention.entity && entities.list[m.entity].kind == EntityKind::Organisation)
                .map(|m| m.entity)
                .collect();
            out.extend(bodies.into_iter().map(|body| event(kind, mention.entity, body, head..head + 1, doc, "description", 0.7)));
        }
    }
}

/// The entity of a state that the article names only by a place in it; added to the actors with that mention.
pub fn add_state(doc: &Document, entities: &mut Entities, knowledge: &Knowledge, code: &str, token: usize) -> Option<EntityIndex> {
    let known = entities.list.iter().position(|e| e.kind == EntityKind::State && e.country.as_deref() == Some(code));
    if known.is_some() {
        return known;
    }
    let name = state_name(knowledge, code)?;
    let (mut list, mut mentions) = (std::mem::take(&mut entities.list), std::mem::take(&mut entities.mentions));
    list.push(Entity {
        id: format!("state:{code}"),
        kind: EntityKind::State,
        name,
        aliases: vec![],
        country: Some(code.to_owned()),
        sector: None,
        roles: vec![],
    });
    let entity = list.len() - 1;
    debug_assert!(token < doc.tokens.len());
    mentions.push(Mention { entity, tokens: token..token + 1, head: token, form: Form::Name, rule: "state of a place", confidence: 1.0 });
    *entities = Entities::new(list, mentions);
    Some(entity)
}

fn state_name(knowledge: &Knowledge, code: &str) -> Option<String> {
    knowledge.actors.state(code).map(|state| knowledge.actors.states[state].name.clone())
}
