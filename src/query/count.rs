//! `query count --by type,dyad,month`: event data. What is counted are reports (pieces of evidence), and beside them the edges that they show.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::dated::Dates;
use super::evidence::{self, Piece};
use super::{Answer, Asked, Parameter, Query, edges};
use crate::error::Result;
use crate::types::{Category, Evidence, Link};

/// What can be counted by.
const KEYS: [&str; 12] = ["article", "class", "country-dyad", "day", "dyad", "modality", "month", "publisher", "source", "target", "type", "year"];

pub const QUERY: Query = Query {
    name: "count",
    about: "Event counts by type, pair of actors, month and more",
    examples: &[
        "newsgraph query count --by type",
        "newsgraph query count --by class,country-dyad,month --format csv",
        "newsgraph query count --by source --type criticism",
    ],
    parameters: &[
        Parameter::choice("by", "KEYS", &KEYS, "What to count by, several after commas (default: class)"),
        Parameter::option("type", "TYPE", "Only edges of this type or PLOVER class"),
    ],
    database: false,
    run,
};

/// What is counted under one key.
#[derive(Default)]
struct Count<'a> {
    reports: Vec<Piece<'a>>,
    edges: BTreeSet<usize>,
}

fn run(asked: &Asked<'_>) -> Result<Answer> {
    let mut by = asked.all("by");
    if by.is_empty() {
        by.push("class");
    }
    let heads: Vec<&'static str> = by.iter().filter_map(|key| KEYS.iter().find(|known| *known == key)).copied().collect();
    let (types, dates) = (asked.types("type"), Dates::of(asked.graph));
    let mut counts: BTreeMap<Vec<String>, Count<'_>> = BTreeMap::new();
    for (i, link) in asked.graph.links().enumerate() {
        let is_event = !types.is_empty() || link.edge.category == Category::Event;
        if !is_event || !edges::is_of_type(link.edge, &types) {
            continue;
        }
        for piece in &link.edge.evidence {
            let key = heads.iter().map(|head| value(head, asked, link, piece, &dates)).collect();
            let count = counts.entry(key).or_default();
            count.reports.push(Piece::Edge(piece));
            count.edges.insert(i);
        }
    }
    let fields = [&heads[..], &["reports", "edges"]].concat();
    let mut answer = evidence::answer(&fields, &fields);
    let mut rows: Vec<(Vec<String>, Count<'_>)> = counts.into_iter().collect();
    // A series stays in order of time; all else goes by number.
    if !heads.iter().any(|head| ["day", "month", "year"].contains(head)) {
        rows.sort_by_key(|(_, count)| std::cmp::Reverse(count.reports.len()));
    }
    let item = |(key, Count { reports, edges }): (Vec<String>, Count<'_>)| {
        let values = key.into_iter().map(Value::from).chain([reports.len().into(), edges.len().into()]);
        evidence::item(fields.iter().copied().zip(values).collect(), &fields, &reports)
    };
    answer.items = rows.into_iter().map(item).collect();
    answer.notes.extend(asked.missing_types(&types));
    Ok(answer)
}

fn value(head: &str, asked: &Asked<'_>, link: Link<'_>, piece: &Evidence, dates: &Dates<'_>) -> String {
    let of = |ids: (Option<String>, Option<String>)| {
        let (a, b) = (ids.0.unwrap_or_else(|| "?".into()), ids.1.unwrap_or_else(|| "?".into()));
        if link.edge.symmetric && b < a { format!("{b} – {a}") } else { format!("{a} {} {b}", if link.edge.symmetric { "–" } else { "→" }) }
    };
    let date = |length: usize| dates.span(piece).and_then(|(from, _)| from.get(..length).map(str::to_owned)).unwrap_or_else(|| "?".into());
    match head {
        "article" => piece.article.clone(),
        "class" => link.edge.plover.clone().unwrap_or_else(|| link.edge.kind.clone()),
        "country-dyad" => of((link.source.country.clone(), link.target.country.clone())),
        "dyad" => of((Some(link.source.name.clone()), Some(link.target.name.clone()))),
        "modality" => link.edge.modality.name().into(),
        "publisher" => asked.graph.article(&piece.article).and_then(|article| article.publisher.clone()).unwrap_or_else(|| "?".into()),
        "source" => link.source.name.clone(),
        "target" => link.target.name.clone(),
        "type" => link.edge.kind.clone(),
        "day" => date(10),
        "month" => date(7),
        _ => date(4),
    }
}
