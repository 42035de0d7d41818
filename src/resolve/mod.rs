//! Names, nominals and pronouns of one article to its actors.

use indexmap::IndexMap;

use crate::knowledge::Knowledge;
use crate::types::{Document, Entities, Entity, EntityKind, Form, Mention, Metadata, NameLabel};

/// The actors of a document and where they are mentioned.
pub fn resolve(doc: &Document, _metadata: &Metadata, _knowledge: &Knowledge) -> Entities {
    // First light: one entity a name string.
    let (mut list, mut mentions) = (IndexMap::<String, Entity>::new(), Vec::new());
    for name in &doc.names {
        let (kind, prefix) = match name.label {
            NameLabel::Person => (EntityKind::Person, "person"),
            NameLabel::Gpe | NameLabel::Norp => (EntityKind::State, "state"),
            NameLabel::Org => (EntityKind::Organisation, "org"),
            _ => continue,
        };
        let tokens = name.tokens.start + usize::from(doc.tokens[name.tokens.start].lower == "the")..name.tokens.end;
        let text = doc.phrase(tokens.clone()).to_owned();
        let id = format!("{prefix}:{}", text.to_lowercase().replace(' ', "-"));
        let entry = list.entry(id.clone());
        let entity = entry.index();
        entry.or_insert(Entity { id, kind, name: text, aliases: vec![], country: None, sector: None, roles: vec![] });
        mentions.push(Mention { entity, head: doc.head_of(tokens.clone()), tokens, form: Form::Name, rule: "name" });
    }
    Entities::new(list.into_values().collect(), mentions)
}
