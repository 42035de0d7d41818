//! Persons without a name: "an expert" of one article is nobody known to another, so the article becomes part of the id.

use std::collections::HashSet;

use indexmap::IndexMap;

use crate::types::{EntityKind, Form, Record};

/// Makes the ids of a record's unnamed persons its own: `person:an-expert` becomes `person:a7/an-expert`.
pub fn set_apart(record: &mut Record) {
    let article = &record.article.id;
    let named: HashSet<&str> = record.mentions.iter().filter(|mention| mention.form == Form::Name).map(|mention| mention.entity.as_str()).collect();
    let unnamed = record.entities.iter().filter(|entity| entity.kind == EntityKind::Person && !named.contains(entity.id.as_str()));
    let own: IndexMap<String, String> =
        unnamed.filter_map(|entity| Some((entity.id.clone(), format!("person:{article}/{}", entity.id.strip_prefix("person:")?)))).collect();
    if own.is_empty() {
        return;
    }
    let rename = |id: &mut String| {
        if let Some(other) = own.get(id.as_str()) {
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

/// Whether the id is one that [`set_apart`] gave.
pub fn is_set_apart(id: &str) -> bool {
    id.starts_with("person:") && id.contains('/')
}
