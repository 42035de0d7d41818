//! Two people of one full name: the chief of a bank and the finance chief of a carmaker who are both called Li Wei.
//!
//! Most equal full names mean one person, so that equal ids stay one unless their posts exclude each other (both held at about the same time, each a
//! full-time post of another body, not both public) and nothing joins the two: no person or body named beside both, no body of which both hold or held
//! a post, no other name in common. Who is a known public figure is one person.

use std::collections::HashSet;

use indexmap::{IndexMap, IndexSet};

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
    /// What makes views with one of these in common views of one person.
    keys: IndexSet<String>,
}

/// Gives namesakes ids of their own, `person:ARTICLE/NAME` with the first article that means them, and tells which they are.
pub fn tell_apart(records: &mut [Record], actors: &Actors) -> Vec<Parting> {
    let mut seen: IndexMap<String, Vec<usize>> = IndexMap::new();
    for (i, record) in records.iter().enumerate() {
        for entity in record.entities.iter().filter(|e| e.kind == EntityKind::Person && !is_set_apart(&e.id)) {
            seen.entry(entity.id.clone()).or_default().push(i);
        }
    }
    let mut partings = Vec::new();
    for (id, places) in seen.into_iter().filter(|(_, places)| places.len() > 1) {
        let entities = || places.iter().filter_map(|&i| Some((i, records[i].entities.iter().find(|entity| entity.id == id)?)));
        // Without two bodies there is nothing to look at, and most names have none.
        let bodies: HashSet<&str> = entities().flat_map(|(_, entity)| entity.roles.iter().filter_map(|role| role.of.as_deref())).collect();
        let known = entities().any(|(_, entity)| actors.leaders.by_name(&words(&entity.name)).is_some());
        if bodies.len() < 2 || known {
            continue;
        }
        let views: Vec<View> = entities().map(|(i, entity)| View::of(entity, i, &records[i], actors)).collect();
        for (other, clash) in people(&views).iter().skip(1) {
            let first_article = &views[other[0]].article;
            let new = format!("person:{first_article}/{}", id.trim_start_matches("person:"));
            for &view in other {
                rename(&mut records[views[view].record], &IndexMap::from([(id.clone(), new.clone())]));
            }
            partings.push(Parting { ids: [id.clone(), new], reason: clash.clone() });
        }
    }
    partings
}

/// Positions of the views by person, the one with the most articles first; with each further one why it is none of those before.
fn people(views: &[View]) -> Vec<(Vec<usize>, String)> {
    let mut group: Vec<usize> = (0..views.len()).collect();
    let mut first_with: IndexMap<&str, usize> = IndexMap::new();
    for (i, view) in views.iter().enumerate() {
        for key in &view.keys {
            let (a, b) = (group[*first_with.entry(key).or_insert(i)], group[i]);
            group.iter_mut().filter(|g| **g == a.max(b)).for_each(|g| *g = a.min(b));
        }
    }
    let mut groups: IndexMap<usize, Vec<usize>> = IndexMap::new();
    group.iter().enumerate().for_each(|(i, g)| groups.entry(*g).or_default().push(i));
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
    fn of(entity: &Entity, at: usize, record: &Record, actors: &Actors) -> Self {
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
