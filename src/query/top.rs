//! `query top --by WHAT`: the most quoted, the most accused, the most central.

use std::collections::VecDeque;

use petgraph::algo::page_rank;
use petgraph::graph::{DiGraph, NodeIndex};
use serde_json::json;

use super::evidence::{self, Piece};
use super::ties::ties;
use super::{Answer, Asked, Parameter, Query};
use crate::error::Result;
use crate::types::{Actor, Category, Graph, Link};

/// What actors can be ranked by, with what the number means.
const MEASURES: [(&str, Measure); 7] = [
    ("accused", |graph| received(graph, "ACCUSE")),
    ("attacked", |graph| received(graph, "ASSAULT")),
    ("betweenness", betweenness),
    ("degree", degree),
    ("mentions", |graph| graph.actors().map(|actor| actor.mentions as f64).collect()),
    ("pagerank", rank),
    ("quoted", quoted),
];

/// A number for each actor, in the graph's order.
type Measure = fn(&Graph) -> Vec<f64>;

const NAMES: [&str; 7] = ["accused", "attacked", "betweenness", "degree", "mentions", "pagerank", "quoted"];

pub const QUERY: Query = Query {
    name: "top",
    about: "The most quoted, the most accused, the most central actors",
    examples: &[
        "newsgraph query top --by quoted",
        "newsgraph query top --by betweenness --limit 10",
        "newsgraph query top --by accused --kind state",
    ],
    parameters: &[
        Parameter::choice(
            "by",
            "MEASURE",
            &NAMES,
            "quoted: statements; accused, attacked: reports of it; degree: ties; betweenness: share of shortest paths \
             that pass through the actor (Brandes 2001); pagerank (default: degree)",
        ),
        Parameter::choice("kind", "KIND", &["group", "organisation", "person", "state"], "Only actors of this kind"),
    ],
    database: false,
    run,
};

fn run(asked: &Asked<'_>) -> Result<Answer> {
    let graph = asked.graph;
    let (by, kinds) = (asked.one("by").unwrap_or("degree"), asked.all("kind"));
    let measure = MEASURES.iter().find(|(name, _)| *name == by).map_or(degree as Measure, |(_, measure)| *measure);
    let mut answer = evidence::answer(&["rank", "id", "name", "kind", "measure", "value"], &["rank", "actor", "kind", "value"]);
    let mut rows: Vec<(f64, &Actor)> = measure(graph).into_iter().zip(graph.actors()).filter(|(value, _)| *value > 0.0).collect();
    rows.retain(|(_, actor)| kinds.is_empty() || kinds.contains(&actor.kind.name()));
    rows.sort_by(|(x, a), (y, b)| y.total_cmp(x).then_with(|| a.id.cmp(&b.id)));
    let item = |((value, actor), rank): ((f64, &Actor), usize)| {
        let value = if value.fract() == 0.0 { json!(value as u64) } else { json!((value * 1e4).round() / 1e4) };
        let fields = vec![
            ("rank", rank.into()),
            ("id", json!(actor.id)),
            ("name", json!(actor.name)),
            ("kind", json!(actor.kind)),
            ("measure", by.into()),
            ("value", value),
        ];
        evidence::item(fields, &["rank", "name", "kind", "value"], &pieces(graph, by, &actor.id))
    };
    answer.items = rows.into_iter().zip(1..).map(item).collect();
    Ok(answer)
}

/// What an actor's place in a ranking comes from: words said, accusations or attacks undergone, else all ties.
fn pieces<'a>(graph: &'a Graph, by: &str, id: &str) -> Vec<Piece<'a>> {
    if by == "quoted" {
        return graph.statements.iter().filter(|statement| statement.said.speaker.as_deref() == Some(id)).map(Piece::Said).collect();
    }
    let class = match by {
        "accused" => Some("ACCUSE"),
        "attacked" => Some("ASSAULT"),
        _ => None,
    };
    let fits = |link: &Link<'_>| match class {
        Some(class) => link.target.id == id && link.edge.plover.as_deref() == Some(class) && !link.edge.negated,
        None => (link.source.id == id || link.target.id == id) && (by == "mentions" || link.edge.category != Category::Statement),
    };
    graph.links().filter(fits).flat_map(|link| &link.edge.evidence).map(Piece::Edge).collect()
}

fn received(graph: &Graph, class: &str) -> Vec<f64> {
    let mut counts = vec![0.0; graph.net().node_count()];
    for link in graph.links().filter(|link| link.edge.plover.as_deref() == Some(class) && !link.edge.negated) {
        if let Some(at) = graph.index_of(&link.target.id) {
            counts[at.index()] += link.edge.evidence.len() as f64;
        }
    }
    counts
}

fn quoted(graph: &Graph) -> Vec<f64> {
    let mut counts = vec![0.0; graph.net().node_count()];
    for at in graph.statements.iter().filter_map(|statement| graph.index_of(statement.said.speaker.as_deref()?)) {
        counts[at.index()] += 1.0;
    }
    counts
}

fn degree(graph: &Graph) -> Vec<f64> {
    ties(graph).iter().map(|list| list.len() as f64).collect()
}

/// Page and others 1999, over the directed edges that are no statements; what has no direction counts both ways.
fn rank(graph: &Graph) -> Vec<f64> {
    const DAMPING: f64 = 0.85;
    const ROUNDS: usize = 60;
    let mut net: DiGraph<(), ()> = DiGraph::new();
    for _ in 0..graph.net().node_count() {
        net.add_node(());
    }
    for link in graph.links().filter(|link| link.edge.category != Category::Statement) {
        if let (Some(a), Some(b)) = (graph.index_of(&link.source.id), graph.index_of(&link.target.id)) {
            net.update_edge(NodeIndex::new(a.index()), NodeIndex::new(b.index()), ());
            if link.edge.symmetric {
                net.update_edge(NodeIndex::new(b.index()), NodeIndex::new(a.index()), ());
            }
        }
    }
    if net.node_count() == 0 { Vec::new() } else { page_rank(&net, DAMPING, ROUNDS) }
}

/// Brandes, "A faster algorithm for betweenness centrality" (2001), normalised to 0 to 1.
fn betweenness(graph: &Graph) -> Vec<f64> {
    let ties = ties(graph);
    let n = ties.len();
    let mut between = vec![0.0; n];
    for from in 0..n {
        let (mut order, mut before) = (Vec::new(), vec![Vec::new(); n]);
        let (mut ways, mut steps) = (vec![0.0; n], vec![usize::MAX; n]);
        (ways[from], steps[from]) = (1.0, 0);
        let mut queue = VecDeque::from([from]);
        while let Some(at) = queue.pop_front() {
            order.push(at);
            for &next in &ties[at] {
                if steps[next] == usize::MAX {
                    steps[next] = steps[at] + 1;
                    queue.push_back(next);
                }
                if steps[next] == steps[at] + 1 {
                    ways[next] += ways[at];
                    before[next].push(at);
                }
            }
        }
        let mut share = vec![0.0; n];
        for &at in order.iter().rev() {
            for &previous in &before[at] {
                share[previous] += ways[previous] / ways[at] * (1.0 + share[at]);
            }
            if at != from {
                between[at] += share[at];
            }
        }
    }
    let pairs = ((n.max(3) - 1) * (n.max(3) - 2)) as f64;
    between.iter().map(|value| value / pairs).collect()
}
