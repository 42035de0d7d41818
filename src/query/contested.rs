//! `query contested`: what one side claims and another denies, both with their words.

use serde_json::json;

use super::answer::{Columns, heads};
use super::edges;
use super::evidence::{self, Piece};
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

/// The columns of the table.
const COLUMNS: Columns<fn(&Graph, Link<'_>) -> Cell, 5> = [
    ("edge", |_, link| what(link).into()),
    ("says", |graph, link| edges::surest(&link.edge.evidence).map(|piece| speakers(graph, piece)).unwrap_or_default().into()),
    ("so", |_, link| words(&link.edge.evidence)),
    ("says", |graph, link| edges::surest(&link.edge.against).map(|piece| speakers(graph, piece)).unwrap_or_default().into()),
    ("not so", |_, link| words(&link.edge.against)),
];

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
    let mut answer = Answer::new(&heads(&COLUMNS), &[vec!["side", "speakers"], heads(&edges::CSV)].concat());
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
    if !piece.attributed_to.is_empty() {
        return edges::names(graph, &piece.attributed_to, ", ");
    }
    let publisher = graph.article(&piece.article).and_then(|article| article.publisher.as_deref());
    if piece.claimed { "somebody".into() } else { publisher.map_or_else(|| format!("the article {}", piece.article), str::to_owned) }
}

/// "Norway → Peru: planned attack".
fn what(Link { source, target, edge }: Link<'_>) -> String {
    let modality = if edge.modality == Modality::Actual { String::new() } else { format!("{} ", edge.modality.name()) };
    let arrow = if edge.symmetric { "–" } else { "→" };
    format!("{} {arrow} {}: {modality}{}", source.name, target.name, label(&edge.kind))
}

/// The words of one side.
fn words(pieces: &[Evidence]) -> Cell {
    evidence::cell(&pieces.iter().map(Piece::Edge).collect::<Vec<_>>())
}

fn item(graph: &Graph, link: Link<'_>) -> Item {
    let sides = [("claims", &link.edge.evidence), ("denies", &link.edge.against)];
    let pieces = sides.into_iter().flat_map(|(side, pieces)| pieces.iter().map(move |piece| (side, piece)));
    let csv = pieces.map(|(side, piece)| [vec![side.into(), speakers(graph, piece)], edges::csv_row(graph, link, piece)].concat());
    let mut json = edges::ends(link);
    json.insert("modality".into(), json!(link.edge.modality));
    json.extend(sides.map(|(side, pieces)| (side.to_owned(), json!(pieces))));
    Item { cells: COLUMNS.map(|(_, cell)| cell(graph, link)).into(), csv: csv.collect(), json: json.into() }
}
