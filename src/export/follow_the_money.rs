//! Entities of FollowTheMoney, one JSON object a line, for Aleph, yente and the tools around them: actors, articles, and each tie that is no statement as a
//! link with its sentences and the articles as proof.

use serde_json::{Map, Value as Json, json};
use sha2::{Digest, Sha256};

use super::Options;
use super::output::{Out, Written};
use crate::error::Error;
use crate::knowledge::actors::country_codes;
use crate::types::{Actor, Category, EntityKind, Graph, Link};

/// The whole graph as FollowTheMoney entities.
pub fn write(graph: &Graph, _options: &Options, out: Out<'_>) -> Written {
    if graph.articles.is_empty() && graph.actors().next().is_none() {
        return Err(Error::Export("FollowTheMoney: this graph has no articles and no actors to write".into()).into());
    }
    let codes = country_codes()?;
    let code = |country: &Option<String>| country.as_deref().and_then(|code| codes.get(code)).map(|code| (*code).to_owned());
    let mut entity = |id: &str, schema: &str, properties: Vec<(&str, Vec<String>)>| {
        let mut map: Map<String, Json> = Map::new();
        for (name, values) in properties {
            let mut values: Vec<String> = values.into_iter().map(|value| value.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
            values.retain(|value| !value.is_empty());
            values.sort();
            values.dedup();
            if !values.is_empty() {
                map.insert(name.to_owned(), values.into());
            }
        }
        writeln!(out, "{}", json!({ "id": id, "schema": schema, "properties": map }))
    };
    for article in &graph.articles {
        let title = article.title.clone().unwrap_or_else(|| article.id.clone());
        let properties = vec![
            ("title", vec![title]),
            ("author", article.authors.clone()),
            ("publisher", article.publisher.iter().cloned().collect()),
            ("publishedAt", article.published.iter().cloned().collect()),
            ("language", vec!["eng".into()]),
        ];
        entity(&article_id(&article.id), "Article", properties)?;
    }
    for actor in graph.actors() {
        let mut properties =
            vec![("name", vec![actor.name.clone()]), ("alias", actor.aliases.clone()), ("country", code(&actor.country).into_iter().collect())];
        match actor.kind {
            EntityKind::Person => properties.push(("position", actor.roles.iter().map(|role| role.title.clone()).collect())),
            EntityKind::State => properties.push(("classification", vec!["state".into()])),
            EntityKind::Group => properties.push(("classification", vec!["group".into()])),
            _ => {}
        }
        entity(&ftm_id(&actor.id), schema(actor), properties)?;
    }
    for link in graph.links().filter(|link| link.edge.category != Category::Statement) {
        let (schema, from, to) = tie(link);
        let edge = link.edge;
        let dates = |pick: fn(&crate::types::TimeRange) -> Option<String>| edge.time.as_ref().and_then(pick).into_iter().collect();
        let mut properties = vec![
            (from, vec![ftm_id(&link.source.id)]),
            (to, vec![ftm_id(&link.target.id)]),
            ("role", vec![edge.key.clone()]),
            ("summary", edge.evidence.iter().map(|piece| piece.sentence.text.clone()).collect()),
            ("proof", edge.evidence.iter().map(|piece| article_id(&piece.article)).collect()),
            ("startDate", dates(|time| time.from.clone())),
            ("endDate", dates(|time| time.to.clone())),
        ];
        properties.extend(edge.tenure.word().map(|word| ("status", vec![word.to_owned()])));
        if edge.claimed_only {
            let by: Vec<&str> = edge.attributed_to.iter().map(|id| graph.name_of(id)).collect();
            properties.push(("status", vec![format!("claimed by {}", by.join(", "))]));
        }
        entity(&ftm_id(&format!("{}/{}/{}", link.source.id, edge.key, link.target.id)), schema, properties)?;
    }
    Ok(())
}

fn article_id(id: &str) -> String {
    ftm_id(&format!("article:{id}"))
}

/// An id of letters, digits, dots and hyphens, as FollowTheMoney wants it. What else an id holds is told apart by a hash.
fn ftm_id(id: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let tidy: String = id.chars().map(|c| if plain(c) { c } else { '.' }).collect();
    if id.chars().all(|c| plain(c) || c == ':' || c == '/') {
        return tidy;
    }
    let hash: String = Sha256::digest(id.as_bytes()).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    format!("{}.{hash}", tidy.chars().take(80).collect::<String>().trim_matches('.'))
}

/// The schema of an actor.
fn schema(actor: &Actor) -> &'static str {
    match (actor.kind, actor.sector.as_deref()) {
        (EntityKind::Person, _) => "Person",
        (EntityKind::State, _) | (EntityKind::Organisation, Some("GOV" | "MIL" | "LEG" | "JUD" | "COP" | "SPY")) => "PublicBody",
        (EntityKind::Organisation, Some("BUS")) => "Company",
        (EntityKind::Organisation, _) => "Organization",
        _ => "LegalEntity",
    }
}

/// The schema of a tie with its two properties, as far as the ends are of the kinds that it wants.
fn tie(link: Link<'_>) -> (&'static str, &'static str, &'static str) {
    let organised = matches!(schema(link.target), "PublicBody" | "Company" | "Organization");
    let plain = !link.edge.negated && link.edge.category == Category::Affiliation && organised;
    match link.edge.kind.as_str() {
        "holds-office" if plain && link.source.kind == EntityKind::Person => ("Employment", "employee", "employer"),
        "member-of" if plain => ("Membership", "member", "organization"),
        _ => ("UnknownLink", "subject", "object"),
    }
}
