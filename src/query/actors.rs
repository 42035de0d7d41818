//! `query actors [NAME]`: who is in the graph.

use serde_json::json;

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
    let mut answer = Answer::new(
        &["actor", "kind", "country", "also called, posts", "mentions", "articles", "ties", "id"],
        &["id", "kind", "name", "aliases", "country", "sector", "roles", "mentions", "articles", "ties", "article_ids"],
    );
    answer.items = found.into_iter().map(|actor| item(actor, ties_of(actor))).collect();
    answer.notes.extend(named.as_ref().and_then(|n: &Lookup| n.unknown(asked.graph)));
    Ok(answer)
}

fn item(actor: &Actor, ties: usize) -> Item {
    let country = actor.country.as_deref().unwrap_or_default();
    let roles: Vec<&str> = actor.roles.iter().map(|role| role.title.as_str()).collect();
    let also: Vec<&str> = roles.iter().copied().chain(actor.aliases.iter().map(String::as_str)).take(6).collect();
    let counts = [actor.mentions, actor.articles.len(), ties].map(|n| n.to_string());
    let [mentions, articles, ties_text] = counts.clone();
    let more = if actor.articles.len() > 1 { ", …" } else { "" };
    let shown = format!("{articles}: {}{more}", actor.articles.first().map_or("", String::as_str));
    let mut json = json!(actor);
    json["ties"] = ties.into();
    Item {
        cells: vec![
            actor.name.as_str().into(),
            actor.kind.name().into(),
            country.into(),
            also.join("; ").into(),
            mentions.into(),
            shown.into(),
            ties_text.into(),
            actor.id.as_str().into(),
        ],
        csv: vec![
            [
                &actor.id,
                actor.kind.name(),
                &actor.name,
                &actor.aliases.join("; "),
                country,
                actor.sector.as_deref().unwrap_or_default(),
                &roles.join("; "),
            ]
            .map(str::to_owned)
            .into_iter()
            .chain(counts)
            .chain([actor.articles.join("; ")])
            .collect(),
        ],
        json,
    }
}
