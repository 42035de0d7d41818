//! `query path A B`: how two actors are connected.

use petgraph::algo::astar;
use petgraph::graph::{NodeIndex, UnGraph};
use petgraph::visit::EdgeRef;

use super::answer::heads;
use super::edges;
use super::types::verb;
use super::{Answer, Asked, Item, Parameter, Query};
use crate::error::Result;
use crate::types::{Category, Edge, Graph, Link, Modality};

pub const QUERY: Query = Query {
    name: "path",
    about: "How two actors are connected: the shortest path over the most certain edges, in whichever direction they point, each step with its sentence",
    examples: &["newsgraph query path \"White House\" China", "newsgraph query path ukraine dprk --format json"],
    parameters: &[Parameter::place("A", true, "One actor"), Parameter::place("B", true, "The other actor")],
    database: false,
    run,
};

fn run(asked: &Asked<'_>) -> Result<Answer> {
    let graph = asked.graph;
    let [a, b] = ["A", "B"].map(|name| asked.actors(name));
    let csv = [vec!["step", "backwards"], heads(&edges::CSV)].concat();
    let mut answer = Answer::new(&[vec!["step"], heads(&edges::COLUMNS)].concat(), &csv);
    let (Some(a), Some(b)) = (a, b) else { return Ok(answer) };
    answer.notes.extend([&a, &b].into_iter().filter_map(|lookup| lookup.unknown(graph)));
    if !answer.notes.is_empty() {
        return Ok(answer);
    }
    let ways = a.ids.iter().flat_map(|from| b.ids.iter().filter_map(move |to| way(graph, from, to)));
    match ways.min_by(|(x, _), (y, _)| x.total_cmp(y)) {
        Some((_, links)) => answer.items = links.into_iter().zip(1..).map(|(walked, number)| step(asked, number, walked)).collect(),
        None => answer.notes.push(format!("No edges of this graph lead from “{}” to “{}”.", a.typed, b.typed)),
    }
    Ok(answer)
}

/// An edge that the way leads over.
struct Walked<'a> {
    link: Link<'a>,
    /// From its target to its source.
    backwards: bool,
}

/// An edge as a step of the way, read as it is walked ("A is accused by B"): the sentence that shows it best stands in the table, all of them in JSON
/// and CSV, where source and target are those of the edge.
fn step(asked: &Asked<'_>, number: usize, Walked { link, backwards }: Walked<'_>) -> Item {
    let mut item = edges::item(asked.graph, link);
    let verb = verb(&asked.knowledge.edges, &link.edge.kind, backwards);
    item.cells[1].text = format!("{verb} [{}]", item.cells[1].text);
    if backwards {
        item.cells.swap(0, 2);
    }
    item.cells.insert(0, number.to_string().into());
    item.csv.iter_mut().for_each(|row| {
        row.splice(0..0, [number.to_string(), backwards.to_string()]);
    });
    item.json["step"] = number.into();
    item.json["backwards"] = backwards.into();
    item
}

/// The cheapest way between two actors with its cost.
fn way<'a>(graph: &'a Graph, from: &str, to: &str) -> Option<(f64, Vec<Walked<'a>>)> {
    let (from, to) = (graph.index_of(from)?, graph.index_of(to)?);
    if from == to {
        return None;
    }
    let net = graph.net();
    let open: UnGraph<(), f64> = UnGraph::from_edges(net.edge_references().map(|e| (e.source(), e.target(), cost(e.weight()))));
    open.node_weight(from).and(open.node_weight(to))?;
    let (total, nodes) = astar(&open, from, |at| at == to, |edge| *edge.weight(), |_| 0.0)?;
    let links = nodes.windows(2).filter_map(|pair| surest(graph, pair[0], pair[1])).collect();
    Some((total, links))
}

/// The cheapest edge between two neighbours.
fn surest(graph: &Graph, a: NodeIndex, b: NodeIndex) -> Option<Walked<'_>> {
    let net = graph.net();
    let between = net.edges_connecting(a, b).chain(net.edges_connecting(b, a));
    let best = between.min_by(|x, y| cost(x.weight()).total_cmp(&cost(y.weight())))?;
    let link = Link { source: &net[best.source()], target: &net[best.target()], edge: best.weight() };
    Some(Walked { link, backwards: best.source() != a })
}

/// Every step costs one; a doubtful step a little more, a well backed one a little less, so that sureness decides between ways of one length.
fn cost(edge: &Edge) -> f64 {
    let mut cost = match edge.category {
        Category::Event => 1.0,
        Category::Affiliation => 1.05,
        Category::Statement => 1.3,
    };
    if edge.modality != Modality::Actual {
        cost += 0.1;
    }
    if edge.negated {
        cost += 0.3;
    }
    if edge.claimed_only {
        cost += 0.05;
    }
    cost + 0.05 / edge.evidence.len().max(1) as f64
}
