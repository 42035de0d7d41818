//! Persons whom one article does not name, or names by one word alone: "an expert" or "Smith" of one article need not be known to another, so the
//! article becomes part of the id. [`super::identity`] joins the named ones where there is evidence.

use std::collections::HashSet;

use indexmap::IndexMap;

use super::names::words;
use crate::types::{Entity, EntityKind, Form, Record};

/// Makes the ids of a record's persons without a full name its own: `person:an-expert` becomes `person:a7/an-expert`.
pub fn qualify(record: &mut Record) {
    let article = &record.article.id;
    let named = named(record);
    // "Smith" whom resolution knew to be John Smith has the id of the full name.
    let is_bare = |entity: &Entity| words(&entity.name).len() == 1 && !entity.id.contains('-');
    let apart = |entity: &&Entity| entity.kind == EntityKind::Person && (!named.contains(entity.id.as_str()) || is_bare(entity));
    let own: IndexMap<String, String> = record
        .entities
        .iter()
        .filter(apart)
        .filter_map(|entity| Some((entity.id.clone(), format!("person:{article}/{}", entity.id.strip_prefix("person:")?))))
        .collect();
    if own.is_empty() {
        return;
    }
    rename(record, &own);
}

/// Gives other ids, by the old ones, wherever a record has them.
pub fn rename(record: &mut Record, new: &IndexMap<String, String>) {
    let rename = |id: &mut String| {
        if let Some(other) = new.get(id.as_str()) {
            id.clone_from(other);
        }
    };
    record.entities.iter_mut().for_each(|entity| rename(&mut entity.id));
    record.mentions.iter_mut().for_each(|mention| rename(&mut mention.entity));
    for event in &mut record.events {
        [&mut event.source, &mut event.target].into_iter().chain(&mut event.attributed_to).for_each(rename);
    }
    for statement in &mut record.statements {
        [&mut statement.speaker, &mut statement.addressee].into_iter().flatten().chain(&mut statement.about).for_each(rename);
    }
}

/// Whether the id is one that [`qualify`] gave.
pub fn is_set_apart(id: &str) -> bool {
    id.starts_with("person:") && id.contains('/')
}

/// The id that its article gave to an actor that was set apart: `person:a7/smith` gives `person:smith`.
pub fn plain_id(id: &str) -> Option<String> {
    is_set_apart(id).then(|| id.rsplit_once('/')).flatten().map(|(_, slug)| format!("person:{slug}"))
}

/// Ids of the actors that a record names.
pub fn named(record: &Record) -> HashSet<&str> {
    record.mentions.iter().filter(|mention| mention.form == Form::Name).map(|mention| mention.entity.as_str()).collect()
}
