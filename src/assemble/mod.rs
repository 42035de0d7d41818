//! Records to one graph: the same actor across articles, the same claim with all its evidence.
//!
//! The only step that sees more than one article. It goes over the records once for the actors, once for the claims.

mod actors;
mod alone;
mod archive;
mod bare;
mod claims;
mod clusters;
mod contested;
mod cooccurrence;
mod copies;
mod identities;
mod identity;
mod level;
mod likeness;
mod local_ids;
mod names;
mod namesakes;
mod organisations;
mod profile;
mod spellings;
mod threshold;

pub use alone::{Claim, claims, renamed};
pub use archive::assemble_on_disk;
pub use identities::Identities;
pub use level::roll_up;
pub use threshold::{at_least, trim};

use std::collections::HashSet;

use indexmap::IndexMap;

use self::actors::Merge;
use self::cooccurrence::Cooccurrence;
use self::copies::Copies;
use self::identity::Identity;
use self::namesakes::{Suspects, Views};
use self::profile::Profiles;
use crate::knowledge::actors::Actors;
use crate::types::{Actor, Graph, GraphStatement, Record, Stance};

/// What the assembly needs beside the records.
pub struct Settings<'a> {
    /// What a picture of the graph is headed with.
    pub title: &'a str,
    /// Whether the two ends of an edge type are equals in it ("meeting").
    pub symmetric: &'a dyn Fn(&str) -> bool,
    /// Whether an edge type denies or wishes the events reported beside it.
    pub stance: &'a dyn Fn(&str) -> Option<Stance>,
    /// What is known of names.
    pub actors: &'a Actors,
    /// What the user says about who is who.
    pub identities: &'a Identities,
}

/// The graph of these records, in their order, and remarks on the user's identities that had no effect.
pub fn assemble(mut records: Vec<Record>, settings: &Settings<'_>) -> (Graph, Vec<String>) {
    let (actors, words) = (settings.actors, &settings.actors.words);
    let mut traits = settings.identities.traits(words);
    for record in &mut records {
        local_ids::qualify(record);
        record.entities.iter().for_each(|entity| traits.see(&entity.id, &entity.name));
    }
    let mut suspects = Suspects::default();
    for record in &mut records {
        traits.apply(record);
        suspects.add(record);
    }
    let mut views = Views::new(suspects);
    records.iter().enumerate().for_each(|(at, record)| views.add(at, record, actors));
    let namesakes = views.tell_apart();
    let (mut profiles, mut cooccurrence, mut copies) = (Profiles::new(actors, settings.identities), Cooccurrence::default(), Copies::default());
    for (at, record) in records.iter_mut().enumerate() {
        namesakes.rename(at, record);
        profiles.add(record);
        cooccurrence.add(record);
        copies.add(record);
    }
    let mut identity = Identity::of(profiles, &cooccurrence, actors, settings.identities, namesakes.partings);
    let mut remarks = traits.remarks();
    remarks.append(&mut identity.remarks);

    let mut merges: IndexMap<String, Merge> = IndexMap::new();
    for (id, part) in records.iter().flat_map(|record| actors::parts(record, &identity)) {
        merges.entry(id.to_owned()).or_insert_with(|| Merge::new(id)).add(part, words);
    }
    let merged: Vec<Actor> = merges.into_values().map(|merge| merge.finish(&identity)).collect();
    traits.forget();
    merged.iter().for_each(|actor| traits.see(&actor.id, &actor.name));
    let first = copies.finish();
    let original = |at: usize| (first[at] != at).then(|| records[first[at]].article.id.as_str());
    let articles = records.iter().enumerate().map(|(at, record)| copies::marked(&record.article, original(at))).collect();
    let mut graph = Graph::empty(settings.title, "actors", articles);
    for mut actor in merged {
        traits.apply_to_merged(&mut actor);
        graph.add_actor(actor);
    }
    graph.statements = records.iter().flat_map(|record| statements(record, &identity)).collect();
    let (mut edges, mut denials, mut wishes) = (claims::EdgeSet::default(), Vec::new(), HashSet::new());
    for record in &records {
        let told = contested::Stances::new(record, settings.stance);
        claims::collect(record, &identity, &told, settings.symmetric, &mut edges);
        denials.extend(told.denials(&identity));
        wishes.extend(told.wishes());
    }
    contested::mark(&mut edges, denials, &wishes);
    edges.move_into(&mut graph);
    (graph, remarks)
}

fn statements<'a>(record: &'a Record, identity: &'a identity::Identity) -> impl Iterator<Item = GraphStatement> + 'a {
    record.statements.iter().map(|statement| {
        let mut said = statement.clone();
        for id in [&mut said.speaker, &mut said.addressee].into_iter().flatten().chain(&mut said.about) {
            *id = identity.of_id(id).to_owned();
        }
        let (mut seen, speaker) = (Vec::new(), said.speaker.clone());
        said.about.retain(|id| {
            Some(id) != speaker.as_ref() && !seen.contains(id) && {
                seen.push(id.clone());
                true
            }
        });
        GraphStatement { article: record.article.id.clone(), said }
    })
}
