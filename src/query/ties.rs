//! Who is tied to whom.

use crate::types::{Category, Graph};

/// The ties of each actor, in the order of the graph: the places of the others with whom it shares an event, a post or a membership, whichever way the
/// edge points. Words about another are no tie.
pub fn ties(graph: &Graph) -> Vec<Vec<usize>> {
    let mut ties = vec![Vec::new(); graph.net().node_count()];
    for link in graph.links().filter(|link| link.edge.category != Category::Statement && link.source.id != link.target.id) {
        if let (Some(a), Some(b)) = (graph.index_of(&link.source.id), graph.index_of(&link.target.id)) {
            ties[a.index()].push(b.index());
            ties[b.index()].push(a.index());
        }
    }
    for list in &mut ties {
        list.sort_unstable();
        list.dedup();
    }
    ties
}
