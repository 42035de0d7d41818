//! `query actors [NAME]`: who is in the graph.

use serde_json::json;

use super::answer::{Cell, Columns, heads};
use super::names::Lookup;
use super::ties::ties;
use super::{Answer, Asked, Item, Parameter, Query};
use crate::error::Result;
use crate::types::Actor;

pub const QUERY: Query = Query {
    name: "actors",
    about: "Persons, states, organisations and groups, those with the most ties first",
    examples: &[
        "newsgraph query actors",
        "newsgraph query actors \"North Korea\"",
        "newsgraph query actors --why Kremlin",
        "newsgraph query actors --kind organisation --format csv",
    ],
    parameters: &[
        Parameter::place("NAME", false, "Only actors of this name: full name, alias, family name, state code or id"),
        Parameter::option("why", "NAME", "Which mentions in which articles were taken to mean this actor, and by which rule"),
        Parameter::choice("kind", "KIND", &["person", "state", "organisation", "group"], "Only actors of this kind"),
    ],
    database: false,
    run,
};

fn run(asked: &Asked<'_>) -> Result<Answer> {
    if let Some(named) = asked.actors("why") {
        return Ok(super::why::answer(asked.graph, &named));
    }
    let named = asked.actors("NAME");
    let kinds = asked.all("kind");
    let ties = ties(asked.graph);
    let ties_of = |actor: &Actor| asked.graph.index_of(&actor.id).map_or(0, |at| ties[at.index()].len());
    let fits = |actor: &&Actor| named.as_ref().is_none_or(|n| n.has(&actor.id)) && (kinds.is_empty() || kinds.contains(&actor.kind.name()));
    let mut found: Vec<&Actor> = asked.graph.actors().filter(fits).collect();
    found.sort_by(|a, b| ties_of(b).cmp(&ties_of(a)).then(b.mentions.cmp(&a.mentions)).then_with(|| a.id.cmp(&b.id)));
    let mut answer = Answer::new(&heads(&COLUMNS), &heads(&CSV));
    answer.items = found.into_iter().map(|actor| item(actor, ties_of(actor))).collect();
    answer.notes.extend(named.as_ref().and_then(|n: &Lookup| n.unknown(asked.graph)));
    Ok(answer)
}

/// The columns of the table; the number is that of the actor's ties.
const COLUMNS: Columns<fn(&Actor, usize) -> Cell, 8> = [
    ("actor", |actor, _| actor.name.as_str().into()),
    ("kind", |actor, _| actor.kind.name().into()),
    ("country", |actor, _| actor.country.as_deref().unwrap_or_default().into()),
    ("also called, posts", |actor, _| {
        let posts = actor.roles.iter().map(|role| role.title.as_str());
        posts.chain(actor.aliases.iter().map(String::as_str)).take(6).collect::<Vec<_>>().join("; ").into()
    }),
    ("mentions", |actor, _| actor.mentions.to_string().into()),
    ("articles", |actor, _| {
        let more = if actor.articles.len() > 1 { ", …" } else { "" };
        format!("{}: {}{more}", actor.articles.len(), actor.articles.first().map_or("", String::as_str)).into()
    }),
    ("ties", |_, ties| ties.to_string().into()),
    ("id", |actor, _| actor.id.as_str().into()),
];

/// The columns of the CSV file.
const CSV: Columns<fn(&Actor, usize) -> String, 11> = [
    ("id", |actor, _| actor.id.clone()),
    ("kind", |actor, _| actor.kind.name().into()),
    ("name", |actor, _| actor.name.clone()),
    ("aliases", |actor, _| actor.aliases.join("; ")),
    ("country", |actor, _| actor.country.clone().unwrap_or_default()),
    ("sector", |actor, _| actor.sector.clone().unwrap_or_default()),
    ("roles", |actor, _| actor.roles.iter().map(|role| role.title.as_str()).collect::<Vec<_>>().join("; ")),
    ("mentions", |actor, _| actor.mentions.to_string()),
    ("articles", |actor, _| actor.articles.len().to_string()),
    ("ties", |_, ties| ties.to_string()),
    ("article_ids", |actor, _| actor.articles.join("; ")),
];

fn item(actor: &Actor, ties: usize) -> Item {
    let mut json = json!(actor);
    json["ties"] = ties.into();
    Item { cells: COLUMNS.map(|(_, cell)| cell(actor, ties)).into(), csv: vec![CSV.map(|(_, cell)| cell(actor, ties)).into()], json }
}
