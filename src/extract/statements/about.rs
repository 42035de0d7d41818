//! Whom a statement is about: the actors that its content mentions.

use std::ops::Range;

use super::outline::Outline;
use crate::types::{Dep, Entities, EntityIndex, EntityKind, Form, Mention, Tag};

/// The actors mentioned in the content, the speaker left out, in text order.
pub fn about(outline: &Outline<'_>, entities: &Entities, pieces: &[Range<usize>], speaker: Option<EntityIndex>) -> Vec<EntityIndex> {
    let doc = outline.doc;
    let mut out: Vec<EntityIndex> = Vec::new();
    let mut add = |entity: EntityIndex| {
        if Some(entity) != speaker && entities.list[entity].kind.is_actor() && !out.contains(&entity) {
            out.push(entity);
        }
    };
    for piece in pieces {
        for mention in entities.within(piece.clone()).filter(|m| counts(outline, entities, m)) {
            add(mention.entity);
        }
        let speaks_for = speaker.and_then(|s| stands_for(entities, s));
        let pronoun = |i: usize| matches!(doc.tokens[i].tag, Tag::Prp | Tag::PrpS);
        let first_person =
            |i: usize| pronoun(i) && matches!(doc.tokens[i].lower.as_str(), "we" | "us" | "our" | "ours") && outline.quote_at(i).is_some();
        if let Some(whole) = speaks_for.filter(|_| piece.clone().any(first_person)) {
            add(whole);
        }
    }
    out
}

/// Whether a mention is of an actor in its own right: not the adjective of another ("the Russian minister" is the minister), and not an
/// office or a group of no country named once in passing.
fn counts(outline: &Outline<'_>, entities: &Entities, mention: &Mention) -> bool {
    let token = &outline.doc.tokens[mention.head];
    if matches!(token.tag, Tag::Jj | Tag::Nnp | Tag::Nn) && matches!(token.dep, Dep::Amod | Dep::Compound | Dep::Nmod) {
        let inside = entities.covering(mention.head).iter().any(|m| {
            // A state's troops are the state.
            let troops = entities.list[m.entity].kind == EntityKind::Group && entities.list[m.entity].sector.as_deref() == Some("MIL");
            m.tokens.len() > mention.tokens.len() && m.entity != mention.entity && !troops
        });
        if inside {
            return false;
        }
    }
    let entity = &entities.list[mention.entity];
    let unnamed = entity.kind == EntityKind::Group || entity.kind == EntityKind::Person && mention.form == Form::Nominal;
    let known = entity.kind == EntityKind::Group && entity.country.is_some();
    !unnamed || known || entities.mentions.iter().filter(|m| m.entity == mention.entity).nth(1).is_some()
}

/// The state that an official means by "we": his own.
fn stands_for(entities: &Entities, speaker: EntityIndex) -> Option<EntityIndex> {
    let entity = &entities.list[speaker];
    let official = entity.sector.as_deref().is_some_and(|s| matches!(s, "GOV" | "MIL" | "LEG")) || entity.roles.iter().any(|r| r.of.is_some());
    (matches!(entity.kind, EntityKind::Person | EntityKind::Group) && official).then(|| entities.state_of(speaker)).flatten()
}
