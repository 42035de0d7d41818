//! What of an article's actors and mentions the record lists.

use std::collections::{BTreeSet, HashMap};

use crate::knowledge::listing::Listing;
use crate::types::{Dep, Document, Entities, EntityIndex, EntityKind, Event, Form, Mention, Statement, StatementMode, Tag};

/// From so many pairs of states that do something to each other, an article is about powers and not about places.
const PAIRS_OF_POWERS: usize = 2;

/// The entities and mentions of a record.
pub struct Listed {
    /// Of each entity whether it is listed.
    pub entities: Vec<bool>,
    /// The mentions of the listed entities, in text order; "I" in quoted words is one of the speaker.
    pub mentions: Vec<Mention>,
}

/// Chooses what to list: who takes part in an event or speaks, what an office of theirs is in, every other person, state and organisation that the
/// article names (a state by more than its adjective), the events and agreements that it names, and its places: all of them in news of one
/// country, in news between states only those that it speaks of. Unnamed people and groups of whom no event or statement was found are listed where
/// the way they are mentioned makes it likely that they take part in one. What only a part of a longer name names ("2018 Chilean election") is left out.
pub fn choose(doc: &Document, entities: &Entities, events: &[Event], statements: &[Statement], listing: &Listing) -> Listed {
    let mut kept = taking_part(entities, events, statements);
    // Of a text as long as a book only what takes part is listed: looking at each of its actors would take time in the square of its length.
    let weighed = if entities.mentions.len() > 5000 { 0 } else { kept.len() };
    for (index, kept) in kept.iter_mut().enumerate().take(weighed).filter(|(_, kept)| !**kept) {
        *kept = listing.takes_part(&features(doc, entities, index));
    }
    let inner: Vec<bool> = entities.mentions.iter().map(|m| inside_a_name(entities, m)).collect();
    let local = pairs_of_states(entities, events) < PAIRS_OF_POWERS;
    let mut named = vec![0; entities.list.len()];
    entities.mentions.iter().filter(|m| m.form == Form::Name).for_each(|m| named[m.entity] += 1);
    for (mention, _) in entities.mentions.iter().zip(&inner).filter(|(m, inner)| m.form == Form::Name && m.rule != "demonym" && !**inner) {
        kept[mention.entity] |= match entities.list[mention.entity].kind {
            EntityKind::Group => false,
            EntityKind::Place => local || named[mention.entity] > 1 && is_spoken_of(doc, mention),
            _ => true,
        };
    }
    for (index, entity) in entities.list.iter().enumerate() {
        if kept[index] {
            for whole in entity.roles.iter().filter_map(|role| entities.index_of(role.of.as_deref()?)) {
                kept[whole] = true;
            }
        }
    }
    // "Russian" tells whose something is, but is not the name of Russia.
    let form = |m: &Mention| if m.rule == "demonym" { Form::Nominal } else { m.form };
    let mut mentions: Vec<Mention> = entities
        .mentions
        .iter()
        .zip(&inner)
        .filter(|(m, inner)| kept[m.entity] && !**inner)
        .map(|(m, _)| Mention { form: form(m), ..m.clone() })
        .collect();
    mentions.extend(first_persons(doc, entities, statements));
    mentions.extend(inside_names(doc, entities, &mentions));
    mentions.sort_by_key(|m| (m.tokens.start, m.tokens.end, m.entity));
    mentions.dedup();
    Listed { entities: kept, mentions }
}

/// How an actor without a name is mentioned, for the model that says whether it takes part in what the article tells; empty for others.
pub fn features(doc: &Document, entities: &Entities, index: EntityIndex) -> Vec<String> {
    let entity = &entities.list[index];
    let mentions: Vec<&Mention> = entities.mentions.iter().filter(|m| m.entity == index).collect();
    let named = mentions.iter().any(|m| m.form == Form::Name && m.rule != "demonym");
    let Some(first) = mentions.first().filter(|_| entity.kind.is_actor() && (!named || entity.kind == EntityKind::Group)) else { return Vec::new() };
    let mut out = vec!["bias".to_owned(), format!("kind={}", entity.kind.name()), format!("mentions={}", mentions.len().min(4))];
    out.push(format!("noun={}", doc.tokens[first.head].lemma));
    out.push(format!("words={}", entity.name.split_whitespace().count().min(5)));
    out.push(format!("sector={}", entity.sector.as_deref().unwrap_or("-")));
    out.push(format!("country={}", entity.country.is_some()));
    for mention in mentions {
        let (token, governor) = (&doc.tokens[mention.head], &doc.tokens[doc.tokens[mention.head].head]);
        out.push(format!("form={:?}", mention.form));
        out.push(format!("tag={}", token.tag));
        out.push(format!("rel={}", token.dep));
        out.push(format!("rel={}:{}", token.dep, governor.pos));
        out.push(format!("rel={}:{}", token.dep, governor.lemma));
        if token.dep == Dep::Pobj {
            out.push(format!("prep={}:{}", governor.lemma, doc.tokens[governor.head].lemma));
        }
        out.push(format!("early={}", doc.sentence_of(mention.head) < 2));
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// The ends, sources and speakers of claims.
fn taking_part(entities: &Entities, events: &[Event], statements: &[Statement]) -> Vec<bool> {
    let mut kept = vec![false; entities.list.len()];
    for event in events {
        for &entity in [event.source, event.target].iter().chain(&event.attributed_to) {
            kept[entity] = true;
        }
    }
    for statement in statements {
        for &entity in statement.speaker.iter().chain(&statement.addressee) {
            kept[entity] = true;
        }
    }
    kept
}

/// How many pairs of states the events stand between, officials and organs counted for their states.
fn pairs_of_states(entities: &Entities, events: &[Event]) -> usize {
    let country = |entity: EntityIndex| entities.list[entity].country.as_deref();
    let pair = |event: &Event| {
        let (a, b) = (country(event.source)?, country(event.target)?);
        (a != b).then(|| (a.min(b), a.max(b)))
    };
    events.iter().filter_map(pair).collect::<BTreeSet<_>>().len()
}

/// Names of persons, states and places inside longer names ("the Falk Foundation", "University of Chile"), where the article names
/// them by themselves more than once.
fn inside_names(doc: &Document, entities: &Entities, listed: &[Mention]) -> Vec<Mention> {
    let mut known: HashMap<String, EntityIndex> = HashMap::new();
    let mut count = vec![0; entities.list.len()];
    let bears = |m: &&Mention| {
        m.form == Form::Name
            && m.rule != "demonym"
            && matches!(entities.list[m.entity].kind, EntityKind::Person | EntityKind::State | EntityKind::Place)
    };
    for mention in listed.iter().filter(bears) {
        known.entry(doc.phrase(mention.tokens.clone()).to_owned()).or_insert(mention.entity);
        count[mention.entity] += 1;
    }
    let mut out = Vec::new();
    let longer =
        |m: &&Mention| m.form == Form::Name && m.tokens.len() > 1 && !matches!(entities.list[m.entity].kind, EntityKind::Person | EntityKind::Place);
    for whole in listed.iter().filter(longer) {
        let mut start = whole.tokens.start;
        while start < whole.tokens.end {
            let ends = (start + 1..=whole.tokens.end).rev().filter(|&end| end - start < whole.tokens.len());
            let found = ends.into_iter().find_map(|end| known.get(doc.phrase(start..end)).map(|&entity| (entity, end)));
            match found.filter(|&(entity, _)| entity != whole.entity && count[entity] > 1) {
                Some((entity, end)) => {
                    out.push(Mention {
                        entity,
                        tokens: start..end,
                        head: doc.head_of(start..end),
                        form: Form::Name,
                        rule: "inside-name",
                        confidence: 1.0,
                    });
                    start = end;
                }
                None => start += 1,
            }
        }
    }
    out
}

/// Whether a name is only a part of the name of an event or agreement.
fn inside_a_name(entities: &Entities, mention: &Mention) -> bool {
    let larger = |other: &&Mention| {
        matches!(other.rule, "event" | "agreement")
            && other.tokens.len() > mention.tokens.len()
            && other.tokens.start <= mention.tokens.start
            && mention.tokens.end <= other.tokens.end
    };
    mention.form == Form::Name && entities.covering(mention.tokens.start).iter().any(larger)
}

/// Whether the article speaks of a place rather than only of what happens there.
fn is_spoken_of(doc: &Document, mention: &Mention) -> bool {
    matches!(doc.tokens[mention.head].dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Dobj)
}

/// "I" and "my" in quoted words are the speaker's; "we" and "our" those of whom an organisation, group or state speaks itself.
fn first_persons(doc: &Document, entities: &Entities, statements: &[Statement]) -> Vec<Mention> {
    let mut taken = vec![false; doc.tokens.len()];
    let mut out = Vec::new();
    for statement in statements.iter().filter(|s| s.mode != StatementMode::Indirect) {
        let Some(speaker) = statement.speaker else { continue };
        for token in statement.content.iter().flat_map(|&span| doc.tokens_in(span)) {
            let entity = match doc.tokens[token].lower.as_str() {
                _ if taken[token] || !matches!(doc.tokens[token].tag, Tag::Prp | Tag::PrpS) => continue,
                "i" | "me" | "my" | "mine" | "myself" => Some(speaker),
                "we" | "us" | "our" | "ours" | "ourselves" => speaks_for(entities, speaker),
                _ => continue,
            };
            let Some(entity) = entity else { continue };
            taken[token] = true;
            out.push(Mention { entity, tokens: token..token + 1, head: token, form: Form::Pronoun, rule: "first-person", confidence: 1.0 });
        }
    }
    out
}

/// Whom "we" means in somebody's words: the state that an official serves, else the body in which a person holds a post, else the speaker.
fn speaks_for(entities: &Entities, speaker: EntityIndex) -> Option<EntityIndex> {
    let entity = &entities.list[speaker];
    match entity.kind {
        EntityKind::Person => {
            let serves = matches!(entity.sector.as_deref(), Some("GOV" | "MIL" | "LEG" | "COP" | "JUD"));
            let state = entities.state_of(speaker).filter(|_| serves);
            state.or_else(|| entity.roles.iter().find_map(|role| entities.index_of(role.of.as_deref()?))).or(Some(speaker))
        }
        _ => Some(speaker),
    }
}
