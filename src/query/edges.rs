//! `query edges`: who did what to whom, with the sentences that show it.

use serde_json::json;

use super::answer::marked;
use super::dated::Dates;
use super::types::{TypeLookup, label};
use super::{Answer, Asked, Cell, Item, Lookup, Parameter, Query, day};
use crate::error::Result;
use crate::types::{Category, Edge, Evidence, Graph, Link, Modality};

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

/// Heads of a table of edges.
pub const COLUMNS: [&str; 6] = ["from", "edge", "to", "when", "article", "evidence"];

/// Heads of a CSV file of edges, a row a piece of evidence.
pub const CSV: [&str; 22] = [
    "source",
    "source_name",
    "type",
    "target",
    "target_name",
    "plover",
    "category",
    "modality",
    "negated",
    "attributed_to",
    "time",
    "from",
    "to",
    "confidence",
    "articles",
    "publishers",
    "article",
    "start",
    "end",
    "sentence",
    "contested",
    "tenure",
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
    let mut answer = Answer::new(&COLUMNS, &CSV);
    answer.items = found.into_iter().map(|link| item(asked.graph, link)).collect();
    answer.notes.extend(names.iter().flatten().filter_map(|name| name.unknown(asked.graph)));
    answer
}

/// Whether an edge joins two actors, whichever way it points.
pub fn is_between(link: &Link<'_>, a: &Lookup, b: &Lookup) -> bool {
    let (source, target) = (&link.source.id, &link.target.id);
    (a.has(source) && b.has(target)) || (b.has(source) && a.has(target))
}

/// Whether an edge is of one of the types asked for; if none is, all but ties of speech are.
pub fn is_of_type(edge: &Edge, types: &[TypeLookup]) -> bool {
    if types.is_empty() { edge.category != Category::Statement } else { types.iter().any(|wanted| wanted.has(edge)) }
}

/// "arms-transfer (planned; claimed by Jane Roe)", "former president of".
pub fn worded(graph: &Graph, link: Link<'_>) -> String {
    let edge = link.edge;
    let names = |ids: &[String]| ids.iter().map(|id| graph.name_of(id)).collect::<Vec<_>>().join(", ");
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
        more.push(format!("{} {}", if edge.claimed_only { "claimed by" } else { "also claimed by" }, names(&edge.attributed_to)));
    }
    if edge.contested {
        more.push("contested".into());
    }
    if !more.is_empty() {
        what = format!("{what} ({})", more.join("; "));
    }
    what
}

/// An edge as one row: the first piece of its evidence, and how much more there is.
pub fn item(graph: &Graph, link: Link<'_>) -> Item {
    let Link { source, target, edge } = link;
    let what = worded(graph, link);
    let time = edge.time.as_ref().map(|time| time_text(time.from.as_deref(), time.to.as_deref(), &time.text)).unwrap_or_default();
    let csv = edge.evidence.iter().map(|piece| csv_row(graph, link, piece)).collect();
    let first = surest(&edge.evidence);
    let mut evidence = first.map(evidence_cell).unwrap_or_default();
    if edge.evidence.len() > 1 {
        let articles = edge.corroboration.articles;
        evidence.text.push_str(&format!(" [{} reports in {articles} article{}]", edge.evidence.len(), if articles == 1 { "" } else { "s" }));
    }
    let cells = [
        source.name.as_str().into(),
        what.into(),
        target.name.as_str().into(),
        time.into(),
        first.map_or("", |e| e.article.as_str()).into(),
        evidence,
    ];
    let mut json = ends(link);
    if let Ok(serde_json::Value::Object(rest)) = serde_json::to_value(edge) {
        json.extend(rest);
    }
    Item { cells: cells.into(), json: json.into(), csv }
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

fn time_text(from: Option<&str>, to: Option<&str>, words: &str) -> String {
    match (from, to) {
        (Some(from), Some(to)) if from == to => from.to_owned(),
        (Some(from), Some(to)) => format!("{from} to {to}"),
        (Some(day), None) | (None, Some(day)) => day.to_owned(),
        (None, None) => words.to_owned(),
    }
}

/// A piece of evidence as a row of [`CSV`].
pub fn csv_row(graph: &Graph, Link { source, target, edge }: Link<'_>, piece: &Evidence) -> Vec<String> {
    let time = piece.time.as_ref();
    let claimants: Vec<&str> = piece.attributed_to.iter().map(|id| graph.name_of(id)).collect();
    vec![
        source.id.clone(),
        source.name.clone(),
        edge.kind.clone(),
        target.id.clone(),
        target.name.clone(),
        edge.plover.clone().unwrap_or_default(),
        edge.category.name().into(),
        edge.modality.name().into(),
        edge.negated.to_string(),
        claimants.join("; "),
        time.map(|t| t.text.clone()).unwrap_or_default(),
        time.and_then(|t| t.from.clone()).unwrap_or_default(),
        time.and_then(|t| t.to.clone()).unwrap_or_default(),
        piece.confidence.to_string(),
        edge.corroboration.articles.to_string(),
        edge.corroboration.publishers.to_string(),
        piece.article.clone(),
        piece.sentence.start.to_string(),
        piece.sentence.end.to_string(),
        piece.sentence.text.clone(),
        edge.contested.to_string(),
        edge.tenure.word().unwrap_or_default().into(),
    ]
}
