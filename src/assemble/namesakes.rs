//! Two people of one full name: the chief of a bank and the finance chief of a carmaker who are both called Li Wei.
//!
//! Most equal full names mean one person, so that equal ids stay one unless their posts exclude each other (both held at about the same time, each a
//! full-time post of another body, not both public) and nothing joins the two: no person or body named beside both, no body of which both hold or held
//! a post, no other name in common. Who is a known public figure is one person.

use std::collections::HashMap;

use indexmap::{IndexMap, IndexSet};
use petgraph::unionfind::UnionFind;

use super::local_ids::{is_set_apart, named, rename};
use super::names::words;
use crate::knowledge::actors::{Actors, TitleKind};
use crate::types::{Entity, EntityKind, Record, Tenure};

/// Sectors whose posts are public.
const PUBLIC: [&str; 10] = ["GOV", "MIL", "LEG", "JUD", "COP", "SPY", "PTY", "OPP", "REB", "IGO"];

/// Posts held in articles so many years apart may be of one career.
const YEARS: i32 = 2;

/// Two actors of one name that are kept apart, by their ids, with the reason in words.
pub struct Parting {
    /// The id that the name had, and the one that was given for it.
    pub ids: [String; 2],
    /// The reason, for people.
    pub reason: String,
}

/// A full-time post that somebody holds in an article.
struct Post {
    title: String,
    body: String,
    body_name: String,
    public: bool,
}

/// What one article tells of a person.
struct View {
    record: usize,
    article: String,
    year: Option<i32>,
    posts: Vec<Post>,
    /// Whether a post is told of that is not held: the person's other posts may be of another time.
    career: bool,
    /// What makes views with one of these in common views of one person, as numbers in [`Views::keys`].
    keys: Vec<u32>,
}

/// Full names that more than one person may bear: those with posts of several bodies.
#[derive(Default)]
pub struct Suspects {
    /// Of each id the first two bodies.
    bodies: IndexMap<Box<str>, Vec<Box<str>>>,
}

impl Suspects {
    /// Adds the next record.
    pub fn add(&mut self, record: &Record) {
        // Without bodies there is nothing to look at, and most persons have none.
        let with_posts = |entity: &&Entity| is_full(entity) && entity.roles.iter().any(|role| role.of.is_some());
        for entity in record.entities.iter().filter(with_posts) {
            let bodies = match self.bodies.get_mut(&*entity.id) {
                Some(bodies) => bodies,
                None => self.bodies.entry(entity.id.as_str().into()).or_default(),
            };
            for of in entity.roles.iter().filter_map(|role| role.of.as_deref()) {
                if bodies.len() < 2 && !bodies.iter().any(|body| **body == *of) {
                    bodies.push(of.into());
                }
            }
        }
    }
}

/// What all records tell of the suspects.
#[derive(Default)]
pub struct Views {
    of: IndexMap<Box<str>, Suspect>,
    keys: IndexSet<Box<str>>,
}

#[derive(Default)]
struct Suspect {
    /// Whether it is a public figure.
    known: bool,
    views: Vec<View>,
}

impl Views {
    /// Of nobody yet.
    pub fn new(suspects: Suspects) -> Self {
        let of = suspects.bodies.into_iter().filter(|(_, bodies)| bodies.len() >= 2).map(|(id, _)| (id, Suspect::default())).collect();
        Self { of, keys: IndexSet::new() }
    }

    /// Adds the next record, at this position.
    pub fn add(&mut self, at: usize, record: &Record, actors: &Actors) {
        for entity in record.entities.iter().filter(|entity| is_full(entity)) {
            let Some(suspect) = self.of.get_mut(&*entity.id) else { continue };
            suspect.known |= actors.leaders.by_name(&words(&entity.name)).is_some();
            if !suspect.known {
                suspect.views.push(View::of(entity, at, record, actors, &mut self.keys));
            }
        }
    }

    /// Tells the persons of one name apart.
    pub fn tell_apart(self) -> Namesakes {
        let mut namesakes = Namesakes::default();
        for (id, Suspect { views, .. }) in self.of.into_iter().filter(|(_, suspect)| !suspect.known && suspect.views.len() > 1) {
            for (other, clash) in people(&views).iter().skip(1) {
                let first_article = &views[other[0]].article;
                let new = format!("person:{first_article}/{}", id.trim_start_matches("person:"));
                for &view in other {
                    namesakes.renamed.entry(views[view].record).or_default().insert(id.to_string(), new.clone());
                }
                namesakes.partings.push(Parting { ids: [id.to_string(), new], reason: clash.clone() });
            }
        }
        namesakes
    }
}

/// Who of those with one name is who.
#[derive(Default)]
pub struct Namesakes {
    /// By position of the record: ids there, and the ids that are given for them, `person:ARTICLE/NAME` with the first article that means the person.
    renamed: HashMap<usize, IndexMap<String, String>>,
    /// Those that are kept apart.
    pub partings: Vec<Parting>,
}

impl Namesakes {
    /// Gives the namesakes of the record at this position ids of their own.
    pub fn rename(&self, at: usize, record: &mut Record) {
        if let Some(new) = self.renamed.get(&at) {
            rename(record, new);
        }
    }
}

fn is_full(entity: &Entity) -> bool {
    entity.kind == EntityKind::Person && !is_set_apart(&entity.id)
}

/// Positions of the views by person, the one with the most articles first; with each further one why it is none of those before.
fn people(views: &[View]) -> Vec<(Vec<usize>, String)> {
    let mut one = UnionFind::new(views.len());
    let mut first_with: HashMap<u32, usize> = HashMap::new();
    for (i, view) in views.iter().enumerate() {
        for key in &view.keys {
            one.union(*first_with.entry(*key).or_insert(i), i);
        }
    }
    let mut groups: IndexMap<usize, Vec<usize>> = IndexMap::new();
    one.into_labeling().into_iter().enumerate().for_each(|(i, group)| groups.entry(group).or_default().push(i));
    let mut groups: Vec<Vec<usize>> = groups.into_values().collect();
    groups.sort_by_key(|members| std::cmp::Reverse(members.len()));
    let mut people: Vec<(Vec<usize>, String)> = Vec::new();
    for members in groups {
        let clash = |(others, _): &(Vec<usize>, String)| {
            others.iter().flat_map(|&a| members.iter().map(move |&b| (a, b))).find_map(|(a, b)| views[a].excludes(&views[b]))
        };
        match people.iter().position(|person| clash(person).is_none()) {
            Some(same) => people[same].0.extend(members),
            None => {
                let reason = people.first().and_then(clash).unwrap_or_default();
                people.push((members, reason));
            }
        }
    }
    people.iter_mut().for_each(|(members, _)| members.sort_unstable());
    people
}

impl View {
    fn of(entity: &Entity, at: usize, record: &Record, actors: &Actors, numbers: &mut IndexSet<Box<str>>) -> Self {
        let body = |id: &str| record.entities.iter().find(|other| other.id == id);
        let mut keys: IndexSet<String> = entity.roles.iter().filter_map(|role| role.of.clone()).collect();
        let beside = named(record);
        let tells = |other: &&Entity| {
            matches!(other.kind, EntityKind::Person | EntityKind::Organisation)
                && other.id != entity.id
                && !is_set_apart(&other.id)
                && beside.contains(other.id.as_str())
                // Papers and agencies are named beside anybody.
                && other.sector.as_deref() != Some("MED")
        };
        keys.extend(record.entities.iter().filter(tells).map(|other| other.id.clone()));
        let name = words(&entity.name);
        let of_titles = |word: &String| actors.titles.get(word).is_some_and(|(title, _)| title.kind != TitleKind::Body);
        for alias in &entity.aliases {
            let own: Vec<String> = words(alias).into_iter().filter(|word| !name.contains(word) && !of_titles(word)).collect();
            if !own.is_empty() {
                keys.insert(format!("called {}", own.join(" ")));
            }
        }
        let mut posts = Vec::new();
        for role in entity.roles.iter().filter(|role| matches!(role.tenure, Tenure::Held | Tenure::Acting)) {
            let Some(of) = role.of.as_deref() else { continue };
            let whole = body(of);
            let of_state = of.starts_with("state:");
            let sector = whole.and_then(|whole| whole.sector.as_deref());
            let public = of_state || sector.is_some_and(|sector| PUBLIC.contains(&sector));
            let title: String = role.title.split(" of ").next().unwrap_or_default().to_owned();
            let full_time = words(&title).last().is_some_and(|noun| actors.words.full_time_posts.contains(noun));
            if full_time {
                let body_name = whole.map_or(of, |whole| &whole.name).to_owned();
                posts.push(Post { title, body: of.to_owned(), body_name, public });
            }
        }
        let year = record.article.published.as_deref().and_then(|day| day.get(..4)?.parse().ok());
        let career = entity.roles.iter().any(|role| matches!(role.tenure, Tenure::Former | Tenure::Incoming));
        let keys = keys.into_iter().map(|key| numbers.insert_full(key.into()).0 as u32).collect();
        Self { record: at, article: record.article.id.clone(), year, posts, career, keys }
    }

    /// Why the two cannot be one person, for people.
    fn excludes(&self, other: &Self) -> Option<String> {
        let far = matches!((self.year, other.year), (Some(a), Some(b)) if (a - b).abs() >= YEARS);
        if far || self.career || other.career {
            return None;
        }
        let both = || self.posts.iter().flat_map(|a| other.posts.iter().map(move |b| (a, b)));
        // Public posts follow on each other, and a state that was read wrongly is more frequent than two officials of one name.
        if both().any(|(a, b)| is_one_body(a, b) || a.public && b.public) {
            return None;
        }
        let (a, b) = both().next()?;
        Some(format!(
            "{} of {} in article {}, {} of {} in article {}, and no person or organisation is named beside both",
            a.title, a.body_name, self.article, b.title, b.body_name, other.article
        ))
    }
}

/// Whether two bodies may be one: "Orient Bank" and "Orient Bank Holding".
fn is_one_body(a: &Post, b: &Post) -> bool {
    let (x, y) = (words(&a.body_name), words(&b.body_name));
    let within = |few: &[String], many: &[String]| few.iter().all(|word| many.contains(word));
    a.body == b.body || within(&x, &y) || within(&y, &x)
}
