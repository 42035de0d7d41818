//! What all records together know of one id, and how much of it two ids share.

use std::collections::{HashMap, HashSet};

use super::cooccurrence::Cooccurrence;
use super::identities::{Identities, is_called, key};
use super::local_ids::{is_set_apart, named, plain_id};
use super::names::{PersonName, words};
use crate::knowledge::actors::Actors;
use crate::types::{Entity, EntityKind, Record};

/// All that is known of one id.
pub struct Profile {
    /// The id in the records.
    pub id: Box<str>,
    /// What it is.
    pub kind: EntityKind,
    /// Its name.
    pub name: Box<str>,
    /// All forms that name it.
    pub forms: Vec<Box<str>>,
    /// The state that most records give it.
    pub country: Option<Box<str>>,
    /// Its posts: the words of the title, and the body.
    pub posts: Vec<Post>,
    /// How many records have it.
    pub records: usize,
    /// Of a person.
    pub person: PersonName,
    /// Whether the family name stands first.
    pub family_first: bool,
}

/// The words of a title, and the body that it is a post of.
pub type Post = (Box<[String]>, Option<Box<str>>);

/// Points of evidence that two profiles are one actor, with the strongest in words.
pub struct Evidence {
    /// One for a weak agreement, two for a strong one, less for another state.
    pub points: i16,
    /// What agrees, for people.
    pub what: Vec<&'static str>,
}

/// What a different state takes away: it may be a slip of one article, so that a post, or the actors named beside it, may outweigh it.
const FOREIGN: i16 = 2;

impl Profile {
    /// Whether a user who writes this name or id means it.
    pub fn is_called(&self, typed: &str) -> bool {
        is_called(&self.id, &self.name, typed)
    }

    /// Both belong to a state, and to different ones.
    pub fn is_foreign_to(&self, other: &Self) -> bool {
        matches!((&self.country, &other.country), (Some(a), Some(b)) if a != b)
    }

    /// The family name of a person with a full name.
    pub fn family(&self) -> Option<&str> {
        let words = &self.person.words;
        if words.len() < 2 {
            return None;
        }
        if self.family_first { words.first() } else { words.last() }.map(String::as_str)
    }

    /// What speaks for two profiles being one, the articles that they are named in included.
    pub fn evidence(&self, other: &Self, cooccurrence: &Cooccurrence, rare: &dyn Fn(&Self, &Self) -> bool) -> Evidence {
        let mut evidence = self.own_evidence(other, rare);
        let (small, large) = if self.records <= other.records { (self, other) } else { (other, self) };
        let fit = cooccurrence.fit(&small.id, &[&large.id]);
        let points = if fit.companions >= 3 && fit.odds >= 5.0 { 2 } else { i16::from(fit.is_telling()) };
        if points > 0 {
            evidence.points += points;
            evidence.what.push("actors named beside them");
        }
        evidence
    }

    /// What is known of the two themselves and speaks for their being one.
    pub fn own_evidence(&self, other: &Self, rare: &dyn Fn(&Self, &Self) -> bool) -> Evidence {
        let mut evidence = Evidence { points: 0, what: Vec::new() };
        let mut add = |points: i16, what: &'static str| {
            evidence.points += points;
            evidence.what.push(what);
        };
        let shared = |same_body: bool| {
            let alike = |a: &[String], b: &[String]| !a.is_empty() && !b.is_empty() && (a.ends_with(b) || b.ends_with(a));
            let body = |a: &Option<Box<str>>, b: &Option<Box<str>>| !same_body || (a.is_some() && a == b);
            self.posts.iter().any(|(title, of)| other.posts.iter().any(|(t, o)| alike(t, title) && body(o, of)))
        };
        if shared(true) {
            add(2, "post");
        } else if shared(false) {
            add(1, "title");
        }
        if self.country.is_some() && self.country == other.country {
            add(1, "country");
        }
        if rare(self, other) {
            add(1, "rare family name");
        }
        if self.is_foreign_to(other) {
            evidence.points -= FOREIGN;
        }
        evidence
    }
}

/// The profiles of all actors in order of first mention, made record by record; of the unnamed persons only those of whom the user's file speaks,
/// for nothing but the user's word tells who they are.
pub struct Profiles<'a> {
    actors: &'a Actors,
    wanted: HashSet<String>,
    all: Vec<Profile>,
    /// Where each id is among them.
    at: HashMap<Box<str>, u32>,
    /// How many records give each of them which state.
    countries: HashMap<u32, Vec<(Box<str>, u32)>>,
}

impl<'a> Profiles<'a> {
    /// Nobody yet.
    pub fn new(actors: &'a Actors, wishes: &Identities) -> Self {
        let wanted = wishes.verdicts().flat_map(|verdict| [key(&verdict.a), key(&verdict.b)]).collect();
        Self { actors, wanted, all: Vec::new(), at: HashMap::new(), countries: HashMap::new() }
    }

    fn is_wanted(&self, entity: &Entity) -> bool {
        let ids = [Some(entity.id.to_lowercase()), plain_id(&entity.id).map(|id| id.to_lowercase())];
        !self.wanted.is_empty() && (self.wanted.contains(&key(&entity.name)) || ids.iter().flatten().any(|id| self.wanted.contains(id)))
    }

    /// Adds the next record.
    pub fn add(&mut self, record: &Record) {
        let named = named(record);
        let is_named = |entity: &Entity| !is_set_apart(&entity.id) || named.contains(entity.id.as_str());
        for entity in record.entities.iter().filter(|entity| entity.kind.is_actor()) {
            if !is_named(entity) && !self.is_wanted(entity) {
                continue;
            }
            // Nothing but the user's word joins the others.
            let joins = matches!(entity.kind, EntityKind::Person | EntityKind::Organisation);
            if !joins && !self.is_wanted(entity) {
                continue;
            }
            let at = match self.at.get(&*entity.id) {
                Some(&at) => at,
                None => {
                    let (id, kind, name): (Box<str>, _, _) = (entity.id.as_str().into(), entity.kind, entity.name.as_str().into());
                    self.at.insert(id.clone(), self.all.len() as u32);
                    let (forms, posts, person) = Default::default();
                    self.all.push(Profile { id, kind, name, forms, country: None, posts, records: 0, person, family_first: false });
                    self.all.len() as u32 - 1
                }
            };
            let profile = &mut self.all[at as usize];
            profile.records += 1;
            if entity.kind == EntityKind::Person && is_named(entity) && profile.person.words.len() < 2 {
                profile.person = PersonName::of(&full_name(entity), self.actors);
                profile.family_first = self.actors.family_first(&profile.person.words);
                profile.name = entity.name.as_str().into();
            }
            for form in std::iter::once(&entity.name).chain(&entity.aliases) {
                if profile.forms.iter().all(|known| **known != **form) {
                    profile.forms.push(form.as_str().into());
                }
            }
            for role in &entity.roles {
                let post: Post = (words(&role.title).into(), role.of.as_deref().map(Into::into));
                if !profile.posts.contains(&post) {
                    profile.posts.push(post);
                }
            }
            if let Some(country) = &entity.country {
                let counts = self.countries.entry(at).or_default();
                match counts.iter_mut().find(|(known, _)| **known == **country) {
                    Some((_, count)) => *count += 1,
                    None => counts.push((country.as_str().into(), 1)),
                }
            }
        }
    }

    /// All of them.
    pub fn finish(mut self) -> Vec<Profile> {
        for (at, counts) in self.countries {
            let best = counts.iter().map(|(_, count)| *count).max();
            self.all[at as usize].country = counts.into_iter().find(|(_, count)| Some(*count) == best).map(|(country, _)| country);
        }
        self.all
    }
}

/// The name, or what the id says of it where the article has only one word of it ("Smith" whom resolution knew).
fn full_name(entity: &Entity) -> String {
    let slug = entity.id.strip_prefix("person:").filter(|slug| words(&entity.name).len() == 1 && !slug.contains('/'));
    slug.map_or_else(|| entity.name.clone(), |slug| slug.replace('-', " "))
}
