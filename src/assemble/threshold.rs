//! The graph of what is sure enough.

use super::claims::EdgeSet;
use crate::types::{Graph, Record};

/// A record without the events and statements that are less sure than this.
pub fn trim(record: &mut Record, least: f64) {
    record.events.retain(|event| event.confidence >= least);
    record.statements.retain(|statement| statement.confidence >= least);
}

/// The graph without the evidence, statements and edges that are less sure than this. All actors stay.
pub fn at_least(graph: &Graph, least: f64) -> Graph {
    let mut sure = Graph::empty(&graph.title, &graph.level, graph.articles.clone());
    graph.actors().for_each(|actor| {
        sure.add_actor(actor.clone());
    });
    let mut edges = EdgeSet::default();
    for link in graph.links() {
        let mut edge = link.edge.clone();
        edge.evidence.retain(|piece| piece.confidence >= least);
        edge.against.retain(|piece| piece.confidence >= least);
        edge.contested &= !edge.against.is_empty();
        let shown = |id: &String| edge.evidence.iter().any(|piece| piece.claim == *id);
        edge.statements.retain(shown);
        let claimants: Vec<String> = edge.evidence.iter().flat_map(|piece| piece.attributed_to.iter().cloned()).collect();
        edge.attributed_to.retain(|id| claimants.contains(id));
        if !edge.evidence.is_empty() {
            edges.add(&link.source.id, &link.target.id, edge);
        }
    }
    edges.move_into(&mut sure);
    sure.statements = graph.statements.iter().filter(|statement| statement.said.confidence >= least).cloned().collect();
    sure
}
