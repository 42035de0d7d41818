//! The entities of all records, merged to actors: one name, all other forms, posts, counts.

use indexmap::IndexMap;

use super::identity::Identity;
use crate::types::record::RecordMention;
use crate::types::{Actor, Entity, Form, Joined, Named, Record};

/// Everything that is counted of one actor before its node is made.
struct Merge<'a> {
    first: &'a Entity,
    own_names: IndexMap<&'a str, usize>,
    countries: IndexMap<&'a str, usize>,
    sectors: IndexMap<&'a str, usize>,
    /// By article, id there, words and rule.
    named: IndexMap<(String, String, String, String), (Form, usize)>,
    actor: Actor,
}

/// The actors of these records, in order of first mention.
pub fn merge(records: &[Record], identity: &Identity) -> Vec<Actor> {
    let mut merges: IndexMap<String, Merge<'_>> = IndexMap::new();
    for record in records {
        for entity in record.entities.iter().filter(|entity| entity.kind.is_actor()) {
            let id = identity.of_id(&entity.id);
            let merge = merges.entry(id.to_owned()).or_insert_with(|| Merge::new(id, entity));
            merge.add(entity, &record.article.id);
        }
        for mention in &record.mentions {
            if let Some(merge) = merges.get_mut(identity.of_id(&mention.entity)) {
                merge.actor.mentions += 1;
                merge.name(mention, &record.article.id);
            }
        }
    }
    let mut joined = identity.joined();
    merges.into_iter().map(|(id, merge)| merge.finish(joined.swap_remove(id.as_str()).unwrap_or_default())).collect()
}

impl<'a> Merge<'a> {
    fn new(id: &str, first: &'a Entity) -> Self {
        let actor = Actor {
            id: id.to_owned(),
            kind: first.kind,
            name: String::new(),
            aliases: Vec::new(),
            country: None,
            sector: None,
            roles: Vec::new(),
            mentions: 0,
            articles: Vec::new(),
            named: Vec::new(),
            joined: Vec::new(),
        };
        Self { first, own_names: IndexMap::new(), countries: IndexMap::new(), sectors: IndexMap::new(), named: IndexMap::new(), actor }
    }

    fn add(&mut self, entity: &'a Entity, article: &str) {
        if entity.id == self.actor.id {
            self.actor.kind = entity.kind;
            *self.own_names.entry(&entity.name).or_default() += 1;
        }
        entity.country.iter().for_each(|country| *self.countries.entry(country).or_default() += 1);
        entity.sector.iter().for_each(|sector| *self.sectors.entry(sector).or_default() += 1);
        for form in std::iter::once(&entity.name).chain(&entity.aliases) {
            push_new(&mut self.actor.aliases, form);
        }
        for role in &entity.roles {
            let known = |other: &crate::types::Role| other.of == role.of && other.title.to_lowercase() == role.title.to_lowercase();
            if !self.actor.roles.iter().any(known) {
                self.actor.roles.push(role.clone());
            }
        }
        push_new(&mut self.actor.articles, article);
    }

    /// Counts a mention with those of the same article, words and rule.
    fn name(&mut self, mention: &RecordMention, article: &str) {
        let key = (article.to_owned(), mention.entity.clone(), mention.text.clone(), mention.rule.clone());
        let named = self.named.entry(key).or_insert((mention.form, 0));
        named.1 += 1;
    }

    fn finish(self, joined: Vec<Joined>) -> Actor {
        let Self { first, own_names, countries, sectors, named, mut actor } = self;
        actor.named = named.into_iter().map(|((article, id, text, rule), (form, count))| Named { article, id, text, form, rule, count }).collect();
        // The most frequent of the full names.
        let full: IndexMap<&str, usize> = own_names.iter().filter(|(name, _)| name.contains(' ')).map(|(name, count)| (*name, *count)).collect();
        actor.name = most_frequent(if full.is_empty() { &own_names } else { &full }).unwrap_or(&first.name).to_owned();
        actor.country = most_frequent(&countries).map(str::to_owned);
        actor.sector = most_frequent(&sectors).map(str::to_owned);
        actor.aliases.retain(|form| *form != actor.name);
        actor.joined = joined;
        actor
    }
}

fn push_new(list: &mut Vec<String>, item: &str) {
    if !list.iter().any(|known| known == item) {
        list.push(item.to_owned());
    }
}

/// The key with the highest count; of several the one seen first.
fn most_frequent<'a>(counts: &IndexMap<&'a str, usize>) -> Option<&'a str> {
    let best = counts.values().max()?;
    counts.iter().find(|(_, count)| *count == best).map(|(&key, _)| key)
}
