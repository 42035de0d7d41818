//! The entities of all records, merged to actors: one name, all other forms, posts, counts.

use indexmap::IndexMap;

use super::identity::Identity;
use crate::knowledge::actors::words::ActorWords;
use crate::types::record::{RecordArticle, RecordMention};
use crate::types::{Actor, Entity, Form, Joined, Named, Record, Role};

/// Everything that is counted of one actor before its node is made.
struct Merge<'a> {
    first: &'a Entity,
    own_names: IndexMap<&'a str, usize>,
    countries: IndexMap<&'a str, usize>,
    sectors: IndexMap<&'a str, usize>,
    /// Of each of the actor's roles: the day of the article that it is told by.
    told: Vec<Option<&'a str>>,
    /// By article, id there, words and rule.
    named: IndexMap<(String, String, String, String), (Form, usize)>,
    actor: Actor,
}

/// The actors of these records, in order of first mention.
pub fn merge(records: &[Record], identity: &Identity, words: &ActorWords) -> Vec<Actor> {
    let mut merges: IndexMap<String, Merge<'_>> = IndexMap::new();
    for record in records {
        for entity in record.entities.iter().filter(|entity| entity.kind.is_actor()) {
            let id = identity.of_id(&entity.id);
            let merge = merges.entry(id.to_owned()).or_insert_with(|| Merge::new(id, entity));
            merge.add(entity, &record.article, identity, words);
        }
        for mention in &record.mentions {
            if let Some(merge) = merges.get_mut(identity.of_id(&mention.entity)) {
                merge.actor.mentions += 1;
                merge.name(mention, &record.article.id);
            }
        }
    }
    let (mut joined, mut apart) = (identity.joined(), identity.apart());
    let finish = |(id, merge): (String, Merge<'_>)| {
        let mut actor = merge.finish(joined.swap_remove(id.as_str()).unwrap_or_default());
        actor.apart = apart.swap_remove(id.as_str()).unwrap_or_default();
        actor
    };
    merges.into_iter().map(finish).collect()
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
            apart: Vec::new(),
        };
        Self {
            first,
            own_names: IndexMap::new(),
            countries: IndexMap::new(),
            sectors: IndexMap::new(),
            told: Vec::new(),
            named: IndexMap::new(),
            actor,
        }
    }

    fn add(&mut self, entity: &'a Entity, article: &'a RecordArticle, identity: &Identity, words: &ActorWords) {
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
            let of = role.of.as_deref().map(|of| identity.of_id(of).to_owned());
            self.add_role(&Role { of, ..role.clone() }, article.published.as_deref(), words);
        }
        push_new(&mut self.actor.articles, &article.id);
    }

    /// A post that is former in one article and held in another is what the newest article says; without dates "former" is the safer word, for
    /// titles are used on after the post is left.
    fn add_role(&mut self, role: &Role, day: Option<&'a str>, words: &ActorWords) {
        let bare = |role: &Role| words.without_tenure(&role.title).to_lowercase();
        let roles = &mut self.actor.roles;
        let Some(at) = roles.iter().position(|other| other.of == role.of && bare(other) == bare(role)) else {
            roles.push(role.clone());
            self.told.push(day);
            return;
        };
        let newer = match (day, self.told[at]) {
            (Some(day), Some(known)) if day != known => day > known,
            _ => role.tenure > roles[at].tenure,
        };
        if newer {
            self.told[at] = day;
            if roles[at].tenure != role.tenure {
                roles[at] = role.clone();
            }
        }
    }

    /// Counts a mention with those of the same article, words and rule.
    fn name(&mut self, mention: &RecordMention, article: &str) {
        let key = (article.to_owned(), mention.entity.clone(), mention.text.clone(), mention.rule.clone());
        let named = self.named.entry(key).or_insert((mention.form, 0));
        named.1 += 1;
    }

    fn finish(self, joined: Vec<Joined>) -> Actor {
        let Self { first, own_names, countries, sectors, named, mut actor, .. } = self;
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
