//! Merges the records of an article's parts into one.

use crate::types::Record;

/// The parts' records, in text order, as one. Entities of the same id are one entity; events and statements are numbered through.
pub fn merge(parts: impl Iterator<Item = Record>) -> Option<Record> {
    let mut parts = parts.peekable();
    let mut whole = parts.next()?;
    let mut at: indexmap::IndexMap<String, usize> = whole.entities.iter().enumerate().map(|(i, entity)| (entity.id.clone(), i)).collect();
    for part in parts {
        whole.sentences.extend(part.sentences);
        whole.article.sketch = whole.article.sketch.with(part.article.sketch);
        whole.mentions.extend(part.mentions);
        whole.events.extend(part.events);
        whole.statements.extend(part.statements);
        for entity in part.entities {
            let Some(&i) = at.get(&entity.id) else {
                at.insert(entity.id.clone(), whole.entities.len());
                whole.entities.push(entity);
                continue;
            };
            let known = &mut whole.entities[i];
            known.country = known.country.take().or(entity.country);
            known.sector = known.sector.take().or(entity.sector);
            for form in std::iter::once(entity.name).chain(entity.aliases) {
                if form != known.name && !known.aliases.contains(&form) {
                    known.aliases.push(form);
                }
            }
            for role in entity.roles {
                if !known.roles.contains(&role) {
                    known.roles.push(role);
                }
            }
        }
    }
    let id = whole.article.id.clone();
    whole.events.iter_mut().enumerate().for_each(|(i, event)| event.id = format!("{id}#e{}", i + 1));
    whole.statements.iter_mut().enumerate().for_each(|(i, statement)| statement.id = format!("{id}#s{}", i + 1));
    Some(whole)
}
