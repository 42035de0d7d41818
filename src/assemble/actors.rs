//! The entities of all records, merged to actors: one name, all other forms, posts, counts.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use super::identity::Identity;
use crate::knowledge::actors::words::ActorWords;
use crate::types::record::RecordMention;
use crate::types::{Actor, Entity, Named, Record, Role};

/// What one record tells of an actor.
#[derive(Serialize, Deserialize)]
pub struct Part {
    /// As the record has it, but for the bodies of its posts, which have their ids in the graph.
    entity: Entity,
    article: String,
    published: Option<String>,
    /// By words and rule.
    named: Vec<Named>,
}

/// What a record tells of each of its actors, with the actor's id in the graph.
pub fn parts<'a>(record: &'a Record, identity: &'a Identity) -> impl Iterator<Item = (&'a str, Part)> {
    let mut parts: IndexMap<&str, Part> = IndexMap::new();
    for of_record in record.entities.iter().filter(|entity| entity.kind.is_actor()) {
        let mut entity = of_record.clone();
        entity.roles.iter_mut().filter_map(|role| role.of.as_mut()).for_each(|of| *of = identity.of_id(of).to_owned());
        let (article, published) = (record.article.id.clone(), record.article.published.clone());
        parts.insert(&of_record.id, Part { entity, article, published, named: Vec::new() });
    }
    for RecordMention { entity, text, form, rule, .. } in &record.mentions {
        let Some(Part { named, article, .. }) = parts.get_mut(entity.as_str()) else { continue };
        match named.iter_mut().find(|named| named.text == *text && named.rule == *rule) {
            Some(known) => known.count += 1,
            None => {
                let (article, id, text, rule) = (article.clone(), entity.clone(), text.clone(), rule.clone());
                named.push(Named { article, id, text, form: *form, rule, count: 1 });
            }
        }
    }
    parts.into_iter().map(|(id, part)| (identity.of_id(id), part))
}

/// Everything that is counted of one actor before its node is made.
pub struct Merge {
    own_names: IndexMap<String, usize>,
    countries: IndexMap<String, usize>,
    sectors: IndexMap<String, usize>,
    /// Of each of the actor's roles: the day of the article that it is told by.
    told: Vec<Option<String>>,
    actor: Actor,
}

impl Merge {
    /// Nothing is told yet of the actor of this id.
    pub fn new(id: &str) -> Self {
        let (own_names, countries, sectors) = Default::default();
        Self { own_names, countries, sectors, told: Vec::new(), actor: Actor::of_id(id) }
    }

    /// Adds what the next record tells.
    pub fn add(&mut self, part: Part, words: &ActorWords) {
        let Part { entity, article, published, named } = part;
        let is_first = self.actor.articles.is_empty();
        if is_first || entity.id == self.actor.id {
            self.actor.kind = entity.kind;
        }
        if entity.id == self.actor.id {
            *self.own_names.entry(entity.name.clone()).or_default() += 1;
        }
        if is_first {
            self.actor.name.clone_from(&entity.name);
        }
        entity.country.into_iter().for_each(|country| *self.countries.entry(country).or_default() += 1);
        entity.sector.into_iter().for_each(|sector| *self.sectors.entry(sector).or_default() += 1);
        for form in std::iter::once(entity.name).chain(entity.aliases) {
            push_new(&mut self.actor.aliases, form);
        }
        for role in entity.roles {
            self.add_role(role, published.as_deref(), words);
        }
        self.actor.mentions += named.iter().map(|named| named.count).sum::<usize>();
        self.actor.named.extend(named);
        // Records come one after the other.
        if self.actor.articles.last() != Some(&article) {
            self.actor.articles.push(article);
        }
    }

    /// A post that is former in one article and held in another is what the newest article says; without dates "former" is the safer word, for
    /// titles are used on after the post is left.
    fn add_role(&mut self, role: Role, day: Option<&str>, words: &ActorWords) {
        let bare = |role: &Role| words.without_tenure(&role.title).to_lowercase();
        let roles = &mut self.actor.roles;
        let Some(at) = roles.iter().position(|other| other.of == role.of && bare(other) == bare(&role)) else {
            roles.push(role);
            self.told.push(day.map(str::to_owned));
            return;
        };
        let newer = match (day, self.told[at].as_deref()) {
            (Some(day), Some(known)) if day != known => day > known,
            _ => role.tenure > roles[at].tenure,
        };
        if newer {
            self.told[at] = day.map(str::to_owned);
            if roles[at].tenure != role.tenure {
                roles[at] = role;
            }
        }
    }

    /// The actor.
    pub fn finish(self, identity: &Identity) -> Actor {
        let Self { own_names, countries, sectors, mut actor, .. } = self;
        // The most frequent of the full names.
        let full: IndexMap<String, usize> =
            own_names.iter().filter(|(name, _)| name.contains(' ')).map(|(name, count)| (name.clone(), *count)).collect();
        if let Some(name) = most_frequent(if full.is_empty() { own_names } else { full }) {
            actor.name = name;
        }
        actor.country = most_frequent(countries);
        actor.sector = most_frequent(sectors);
        actor.aliases.retain(|form| *form != actor.name);
        (actor.joined, actor.apart) = (identity.joined(&actor.id), identity.apart(&actor.id));
        actor
    }
}

fn push_new(list: &mut Vec<String>, item: String) {
    if !list.contains(&item) {
        list.push(item);
    }
}

/// The key with the highest count; of several the one seen first.
fn most_frequent(counts: IndexMap<String, usize>) -> Option<String> {
    let best = counts.values().max().copied();
    counts.into_iter().find(|(_, count)| Some(*count) == best).map(|(key, _)| key)
}
