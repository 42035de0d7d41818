//! `query neighbours NAME`: who is connected with an actor, and by which edges.

use indexmap::IndexMap;
use serde_json::{Map, Value, json};

use super::evidence::{self, Piece};
use super::{Answer, Asked, Parameter, Query};
use crate::error::Result;
use crate::types::Actor;

pub const QUERY: Query = Query {
    name: "neighbours",
    about: "Who is connected with an actor, and by which edges",
    examples: &["newsgraph query neighbours Putin", "newsgraph query neighbours \"North Korea\" --format csv"],
    parameters: &[Parameter::place("NAME", true, "The actor")],
    database: false,
    run,
};

struct Neighbour<'a> {
    actor: &'a Actor,
    /// What the actor that was asked for does to this one, and how often.
    does: Map<String, Value>,
    undergoes: Map<String, Value>,
    evidence: Vec<Piece<'a>>,
}

fn run(asked: &Asked<'_>) -> Result<Answer> {
    let mut answer = evidence::answer(&["id", "name", "does", "undergoes", "reports", "kind"], &["neighbour", "does", "undergoes", "reports"]);
    let Some(name) = asked.actors("NAME") else { return Ok(answer) };
    let mut found: IndexMap<&str, Neighbour<'_>> = IndexMap::new();
    for link in asked.graph.links() {
        let out = name.has(&link.source.id);
        if out == name.has(&link.target.id) {
            continue;
        }
        let other = if out { link.target } else { link.source };
        let new = Neighbour { actor: other, does: Map::new(), undergoes: Map::new(), evidence: Vec::new() };
        let neighbour = found.entry(&other.id).or_insert(new);
        // Between equals both do it.
        let counts = if out || link.edge.symmetric { &mut neighbour.does } else { &mut neighbour.undergoes };
        let count = counts.entry(link.label()).or_insert(0.into());
        *count = (count.as_u64().unwrap_or_default() + link.edge.evidence.len() as u64).into();
        neighbour.evidence.extend(link.edge.evidence.iter().map(Piece::Edge));
    }
    let mut found: Vec<Neighbour<'_>> = found.into_values().collect();
    found.sort_by(|a, b| b.evidence.len().cmp(&a.evidence.len()).then_with(|| a.actor.id.cmp(&b.actor.id)));
    let item = |Neighbour { actor, does, undergoes, evidence }: Neighbour<'_>| {
        let fields = vec![
            ("id", json!(actor.id)),
            ("name", json!(actor.name)),
            ("does", Value::Object(does)),
            ("undergoes", Value::Object(undergoes)),
            ("reports", evidence.len().into()),
            ("kind", json!(actor.kind)),
        ];
        evidence::item(fields, &["name", "does", "undergoes", "reports"], &evidence)
    };
    answer.items = found.into_iter().map(item).collect();
    answer.notes.extend(name.unknown(asked.graph));
    Ok(answer)
}
