//! Records to one graph: the same actor across articles, the same claim with all its evidence.
//!
//! The only step that sees more than one article. It goes over the records once for the actors, once for the claims.

mod actors;
mod alone;
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
pub use identities::Identities;
pub use level::roll_up;
pub use threshold::{at_least, trim};

use std::collections::HashSet;

use crate::knowledge::actors::Actors;
use crate::types::{Graph, GraphStatement, Record, Stance};

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
    records.iter_mut().for_each(local_ids::qualify);
    let (identities, words) = (settings.identities, &settings.actors.words);
    let mut remarks = identities.apply(&mut records, words);
    let partings = namesakes::tell_apart(&mut records, settings.actors);
    let records = &records[..];
    let mut identity = identity::Identity::of(records, settings.actors, identities, partings);
    remarks.append(&mut identity.remarks);
    let mut graph = Graph::empty(settings.title, "actors", copies::marked(records));
    let mut merged = actors::merge(records, &identity, words);
    identities.apply_to_merged(&mut merged, words);
    for actor in merged {
        graph.add_actor(actor);
    }
    graph.statements = records.iter().flat_map(|record| statements(record, &identity)).collect();
    let (mut edges, mut denials, mut wishes) = (claims::EdgeSet::default(), Vec::new(), HashSet::new());
    for record in records {
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
