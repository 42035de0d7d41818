//! `query contested`: what one side claims and another denies, both with their words.

use serde_json::json;

use super::answer::marked;
use super::edges::{self, evidence_cell};
use super::types::label;
use super::{Answer, Asked, Cell, Item, Parameter, Query};
use crate::error::Result;
use crate::types::{Evidence, Graph, Link, Modality};

pub const QUERY: Query = Query {
    name: "contested",
    about: "What one side claims and another denies, with the words of both",
    examples: &["newsgraph query contested", "newsgraph query contested --with Russia --format json"],
    parameters: &[
        Parameter::option("type", "TYPE", "Only edges of this type or PLOVER class (`newsgraph list edges`)"),
        Parameter::option("with", "ACTOR", "Only edges that have this actor at either end"),
        Parameter::option("by", "ACTOR", "Only where this actor claims or denies"),
    ],
    database: false,
    run,
};

fn run(asked: &Asked<'_>) -> Result<Answer> {
    let graph = asked.graph;
    let [with, by] = ["with", "by"].map(|name| asked.actors(name));
    let types = asked.types("type");
    let fits = |link: &Link<'_>| {
        let edge = link.edge;
        let speaks = |piece: &Evidence, wanted: &super::Lookup| piece.attributed_to.iter().any(|id| wanted.has(id));
        edge.contested
            && edges::is_of_type(edge, &types)
            && with.as_ref().is_none_or(|w| w.has(&link.source.id) || w.has(&link.target.id))
            && by.as_ref().is_none_or(|w| edge.evidence.iter().chain(&edge.against).any(|piece| speaks(piece, w)))
    };
    let mut answer = Answer::new(&["edge", "says", "so", "says", "not so"], &[&["side", "speakers"][..], &edges::CSV].concat());
    // The negated edge is the other side of an asserted one, which has it.
    let found: Vec<Link<'_>> = graph.links().filter(|link| !link.edge.negated).filter(fits).collect();
    answer.items = found.into_iter().map(|link| item(graph, link)).collect();
    for lookup in [&with, &by].into_iter().flatten() {
        answer.notes.extend(lookup.unknown(graph));
    }
    answer.notes.extend(asked.missing_types(&types));
    Ok(answer)
}

/// Who says it: the claimants, or the article itself.
fn speakers(graph: &Graph, piece: &Evidence) -> String {
    let names: Vec<&str> = piece.attributed_to.iter().map(|id| graph.name_of(id)).collect();
    if !names.is_empty() {
        return names.join(", ");
    }
    let publisher = graph.article(&piece.article).and_then(|article| article.publisher.as_deref());
    if piece.claimed { "somebody".into() } else { publisher.map_or_else(|| format!("the article {}", piece.article), str::to_owned) }
}

fn item(graph: &Graph, link: Link<'_>) -> Item {
    let Link { source, target, edge } = link;
    let modality = if edge.modality == Modality::Actual { String::new() } else { format!("{} ", edge.modality.name()) };
    let arrow = if edge.symmetric { "–" } else { "→" };
    let what = format!("{} {arrow} {}: {modality}{}", source.name, target.name, label(&edge.kind));
    let sides = [("claims", &edge.evidence), ("denies", &edge.against)];
    let mut cells: Vec<Cell> = vec![what.into()];
    let mut csv = Vec::new();
    for (side, pieces) in sides {
        let first = edges::surest(pieces);
        cells.push(first.map(|piece| speakers(graph, piece)).unwrap_or_default().into());
        let mut words = first.map_or_else(|| marked("", 0, 0, 0), evidence_cell);
        if let Some(piece) = first {
            words.text.push_str(&format!(" [{}]", piece.article));
        }
        if pieces.len() > 1 {
            words.text.push_str(&format!(" [+{} more]", pieces.len() - 1));
        }
        cells.push(words);
        csv.extend(pieces.iter().map(|piece| [vec![side.into(), speakers(graph, piece)], edges::csv_row(graph, link, piece)].concat()));
    }
    let mut json = edges::ends(link);
    json.extend([("modality".into(), json!(edge.modality)), ("claims".into(), json!(edge.evidence)), ("denies".into(), json!(edge.against))]);
    let json = json.into();
    Item { cells, json, csv }
}
