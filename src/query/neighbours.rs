//! `query neighbours NAME`: with whom an actor has to do, and in which ways.

use std::borrow::Cow;

use indexmap::IndexMap;
use serde_json::json;

use super::evidence::{self, Piece};
use super::types::label;
use super::{Answer, Asked, Item, Parameter, Query};
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
    does: IndexMap<Cow<'a, str>, usize>,
    undergoes: IndexMap<Cow<'a, str>, usize>,
    evidence: Vec<Piece<'a>>,
}

fn run(asked: &Asked<'_>) -> Result<Answer> {
    let columns = ["neighbour", "does", "undergoes", "reports", "for instance"];
    let mut answer = Answer::new(&columns, &[&["id", "name", "does", "undergoes", "reports"][..], &evidence::CSV].concat());
    let Some(name) = asked.actors("NAME") else { return Ok(answer) };
    let mut found: IndexMap<&str, Neighbour<'_>> = IndexMap::new();
    for link in asked.graph.links() {
        let out = name.has(&link.source.id);
        if out == name.has(&link.target.id) {
            continue;
        }
        let other = if out { link.target } else { link.source };
        let neighbour =
            found.entry(&other.id).or_insert(Neighbour { actor: other, does: IndexMap::new(), undergoes: IndexMap::new(), evidence: Vec::new() });
        // What the actor that was asked for does to the neighbour; between equals both do it.
        let list = if out || link.edge.symmetric { &mut neighbour.does } else { &mut neighbour.undergoes };
        *list.entry(Cow::Owned(link.label().into_owned())).or_default() += link.edge.evidence.len();
        neighbour.evidence.extend(link.edge.evidence.iter().map(Piece::Edge));
    }
    let mut found: Vec<Neighbour<'_>> = found.into_values().collect();
    found.sort_by(|a, b| b.evidence.len().cmp(&a.evidence.len()).then_with(|| a.actor.id.cmp(&b.actor.id)));
    answer.items = found.into_iter().map(item).collect();
    answer.notes.extend(name.unknown(asked.graph));
    Ok(answer)
}

fn item(Neighbour { actor, mut does, mut undergoes, evidence }: Neighbour<'_>) -> Item {
    let listed = |list: &mut IndexMap<Cow<'_, str>, usize>| {
        list.sort_by(|a, n, b, m| m.cmp(n).then_with(|| a.cmp(b)));
        let text = |(kind, n): (&Cow<'_, str>, &usize)| if *n > 1 { format!("{} ×{n}", label(kind)) } else { label(kind).to_owned() };
        list.iter().map(text).collect::<Vec<_>>().join(", ")
    };
    let (out, back) = (listed(&mut does), listed(&mut undergoes));
    Item {
        cells: vec![
            actor.name.as_str().into(),
            out.as_str().into(),
            back.as_str().into(),
            evidence.len().to_string().into(),
            evidence::cell(&evidence),
        ],
        json: json!({ "id": actor.id, "name": actor.name, "kind": actor.kind, "does": does, "undergoes": undergoes, "evidence": evidence::json(&evidence) }),
        csv: vec![[vec![actor.id.clone(), actor.name.clone(), out, back, evidence.len().to_string()], evidence::csv(&evidence).into()].concat()],
    }
}
