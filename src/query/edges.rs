//! `query edges`: who did what to whom, with the sentences that show it.

use serde_json::json;

use super::answer::{Columns, heads, marked};
use super::dated::Dates;
use super::types::{TypeLookup, label};
use super::{Answer, Asked, Cell, Item, Lookup, Parameter, Query, day};
use crate::error::Result;
use crate::types::{Category, Edge, Evidence, Graph, Link, Modality, TimeRange};

pub const QUERY: Query = Query {
    name: "edges",
    about: "Who did what to whom, with the sentence that shows it",
    examples: &[
        "newsgraph query edges --type arms-transfer --from \"North Korea\"",
        "newsgraph query edges --from DPRK --to Russia --since 2024-06 --format json",
        "newsgraph query edges --type THREATEN --modality actual",
    ],
    parameters: &[
        Parameter::option("type", "TYPE", "Only edges of this type or PLOVER class (`newsgraph list edges`); says-about for what is said about whom"),
        Parameter::option("from", "ACTOR", "Only edges from this actor (either end, if the type has no direction)"),
        Parameter::option("to", "ACTOR", "Only edges to this actor (either end, if the type has no direction)"),
        Parameter::option("with", "ACTOR", "Only edges that have this actor at either end"),
        Parameter::choice(
            "modality",
            "MODALITY",
            &["actual", "planned", "possible"],
            "Only what is reported as a fact, as a plan or as a possibility",
        ),
        Parameter::option("since", "DATE", "Only what happened on this day or later, by the time that the text gives, else by the article's date"),
        Parameter::option("until", "DATE", "Only what happened on this day or before"),
    ],
    database: false,
    run,
};

/// The columns of a table of edges.
pub const COLUMNS: Columns<fn(&Graph, Link<'_>) -> Cell, 6> = [
    ("from", |_, link| link.source.name.as_str().into()),
    ("edge", |graph, link| worded(graph, link).into()),
    ("to", |_, link| link.target.name.as_str().into()),
    ("when", |_, link| link.edge.time.as_ref().map(time_text).unwrap_or_default().into()),
    ("article", |_, link| surest(&link.edge.evidence).map_or("", |piece| piece.article.as_str()).into()),
    ("evidence", |_, link| example(link.edge)),
];

/// The columns of a CSV file of edges, a row a piece of evidence.
pub const CSV: Columns<fn(&Graph, Link<'_>, &Evidence) -> String, 22> = [
    ("source", |_, link, _| link.source.id.clone()),
    ("source_name", |_, link, _| link.source.name.clone()),
    ("type", |_, link, _| link.edge.kind.clone()),
    ("target", |_, link, _| link.target.id.clone()),
    ("target_name", |_, link, _| link.target.name.clone()),
    ("plover", |_, link, _| link.edge.plover.clone().unwrap_or_default()),
    ("category", |_, link, _| link.edge.category.name().into()),
    ("modality", |_, link, _| link.edge.modality.name().into()),
    ("negated", |_, link, _| link.edge.negated.to_string()),
    ("attributed_to", |graph, _, piece| names(graph, &piece.attributed_to, "; ")),
    ("time", |_, _, piece| piece.time.as_ref().map(|time| time.text.clone()).unwrap_or_default()),
    ("from", |_, _, piece| piece.time.as_ref().and_then(|time| time.from.clone()).unwrap_or_default()),
    ("to", |_, _, piece| piece.time.as_ref().and_then(|time| time.to.clone()).unwrap_or_default()),
    ("confidence", |_, _, piece| piece.confidence.to_string()),
    ("articles", |_, link, _| link.edge.corroboration.articles.to_string()),
    ("publishers", |_, link, _| link.edge.corroboration.publishers.to_string()),
    ("article", |_, _, piece| piece.article.clone()),
    ("start", |_, _, piece| piece.sentence.start.to_string()),
    ("end", |_, _, piece| piece.sentence.end.to_string()),
    ("sentence", |_, _, piece| piece.sentence.text.clone()),
    ("contested", |_, link, _| link.edge.contested.to_string()),
    ("tenure", |_, link, _| link.edge.tenure.word().unwrap_or_default().into()),
];

fn run(asked: &Asked<'_>) -> Result<Answer> {
    let graph = asked.graph;
    let names = ["from", "to", "with"].map(|name| asked.actors(name));
    let [from, to, with] = &names;
    let since = asked.one("since").map(|typed| day(typed, false)).transpose()?;
    let until = asked.one("until").map(|typed| day(typed, true)).transpose()?;
    let (types, modalities) = (asked.types("type"), asked.all("modality"));
    let dates = Dates::of(graph);
    let fits = |link: &Link<'_>| {
        let end = |wanted: &Option<Lookup>, id: &str| wanted.as_ref().is_none_or(|w| w.has(id));
        let (a, b) = (link.source.id.as_str(), link.target.id.as_str());
        let ends = (end(from, a) && end(to, b)) || (link.edge.symmetric && end(from, b) && end(to, a));
        ends && (end(with, a) || end(with, b))
            && is_of_type(link.edge, &types)
            && (modalities.is_empty() || modalities.contains(&link.edge.modality.name()))
            && link.edge.evidence.iter().any(|piece| dates.is_within(piece, since.as_deref(), until.as_deref()))
    };
    let mut answer = answer(asked, fits, &names);
    answer.notes.extend(asked.missing_types(&types));
    Ok(answer)
}

/// The edges that fit, a row each: events first, the best backed first. `names` are the actors that were asked for.
pub fn answer<'a>(asked: &Asked<'a>, fits: impl Fn(&Link<'a>) -> bool, names: &[Option<Lookup>]) -> Answer {
    let mut found: Vec<Link<'_>> = asked.graph.links().filter(fits).collect();
    found.sort_by(|a, b| {
        let backing = |link: &Link<'_>| (link.edge.corroboration.publishers, link.edge.evidence.len());
        let names = |link: &Link<'_>| [link.source.id.clone(), link.target.id.clone(), link.edge.key.clone()];
        a.edge.category.cmp(&b.edge.category).then_with(|| backing(b).cmp(&backing(a))).then_with(|| names(a).cmp(&names(b)))
    });
    let mut answer = Answer::new(&heads(&COLUMNS), &heads(&CSV));
    answer.items = found.into_iter().map(|link| item(asked.graph, link)).collect();
    answer.notes.extend(names.iter().flatten().filter_map(|name| name.unknown(asked.graph)));
    answer
}

/// Whether an edge joins two actors, whichever way it points.
pub fn is_between(link: &Link<'_>, a: &Lookup, b: &Lookup) -> bool {
    let (source, target) = (&link.source.id, &link.target.id);
    (a.has(source) && b.has(target)) || (b.has(source) && a.has(target))
}

/// Whether an edge is of one of the types asked for; if no type was, whether it is more than speech about somebody.
pub fn is_of_type(edge: &Edge, types: &[TypeLookup]) -> bool {
    if types.is_empty() { edge.category != Category::Statement } else { types.iter().any(|wanted| wanted.has(edge)) }
}

/// "arms-transfer (planned; claimed by Jane Roe)", "former president of".
pub fn worded(graph: &Graph, link: Link<'_>) -> String {
    let edge = link.edge;
    let mut what = label(&link.label()).to_owned();
    let mut more = Vec::new();
    if edge.negated {
        more.push("not".to_owned());
    }
    if edge.modality != Modality::Actual {
        more.push(edge.modality.name().to_owned());
    }
    if edge.claimed_only && edge.attributed_to.is_empty() {
        more.push("claimed by somebody".into());
    } else if !edge.attributed_to.is_empty() {
        more.push(format!("{} {}", if edge.claimed_only { "claimed by" } else { "also claimed by" }, names(graph, &edge.attributed_to, ", ")));
    }
    if edge.contested {
        more.push("contested".into());
    }
    if !more.is_empty() {
        what = format!("{what} ({})", more.join("; "));
    }
    what
}

/// An edge as one row of the table, and a row a piece of evidence in the CSV file.
pub fn item(graph: &Graph, link: Link<'_>) -> Item {
    let mut json = ends(link);
    if let Ok(serde_json::Value::Object(rest)) = serde_json::to_value(link.edge) {
        json.extend(rest);
    }
    let csv = link.edge.evidence.iter().map(|piece| csv_row(graph, link, piece)).collect();
    Item { cells: COLUMNS.map(|(_, cell)| cell(graph, link)).into(), json: json.into(), csv }
}

/// A piece of evidence as a row under [`CSV`].
pub fn csv_row(graph: &Graph, link: Link<'_>, piece: &Evidence) -> Vec<String> {
    CSV.map(|(_, cell)| cell(graph, link, piece)).into()
}

/// The names of actors, as one text.
pub fn names(graph: &Graph, ids: &[String], between: &str) -> String {
    ids.iter().map(|id| graph.name_of(id)).collect::<Vec<_>>().join(between)
}

/// The ends and the type of an edge, as every answer in JSON names them.
pub fn ends(Link { source, target, edge }: Link<'_>) -> serde_json::Map<String, serde_json::Value> {
    let named = [("source", &source.id), ("source_name", &source.name), ("target", &target.id), ("target_name", &target.name), ("type", &edge.kind)];
    named.into_iter().map(|(key, value)| (key.to_owned(), json!(value))).collect()
}

/// The piece of evidence to show of several: the surest, of equally sure ones the first.
pub fn surest(pieces: &[Evidence]) -> Option<&Evidence> {
    pieces.iter().reduce(|best, next| if next.confidence > best.confidence { next } else { best })
}

/// The sentence of a piece of evidence, its trigger highlighted.
pub fn evidence_cell(piece: &Evidence) -> Cell {
    let (start, end) = piece.trigger.as_ref().and_then(|trigger| trigger.place_in(&piece.sentence)).unwrap_or((0, 0));
    marked(&piece.sentence.text, 0, start, end)
}

/// The surest piece of evidence, and how much more there is.
fn example(edge: &Edge) -> Cell {
    let mut cell = surest(&edge.evidence).map(evidence_cell).unwrap_or_default();
    if edge.evidence.len() > 1 {
        let articles = edge.corroboration.articles;
        cell.text.push_str(&format!(" [{} reports in {articles} article{}]", edge.evidence.len(), if articles == 1 { "" } else { "s" }));
    }
    cell
}

fn time_text(time: &TimeRange) -> String {
    match (&time.from, &time.to) {
        (Some(from), Some(to)) if from == to => from.clone(),
        (Some(from), Some(to)) => format!("{from} to {to}"),
        (Some(day), None) | (None, Some(day)) => day.clone(),
        (None, None) => time.text.clone(),
    }
}
