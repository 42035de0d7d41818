//! The part of a large graph that a page holds. A browser opens a page of 25 MB without trouble; ten thousand articles would make one of 150.

use std::collections::HashSet;

use crate::export::picture::words::grouped;
use crate::types::importance::{FRAME, PAGE_EDGES, PAGE_SENTENCES, PAGE_STATEMENTS, escaped};
use crate::types::{Edge, Graph, Link};

/// A part of a graph, and in words what was left out.
pub struct Part {
    /// The most important part.
    pub graph: Graph,
    /// "The strongest 9,000 of 20,000 edges ..."
    pub left_out: String,
}

/// The most important part of a graph, if the graph is too large for a page.
pub fn most_important(graph: &Graph) -> Option<Part> {
    most_important_within(graph, PAGE_EDGES, PAGE_STATEMENTS)
}

fn most_important_within(graph: &Graph, edges: usize, statements: usize) -> Option<Part> {
    let statement = |i: usize| FRAME + graph.statements[i].said.content.iter().map(|span| escaped(&span.text)).sum::<usize>();
    let all_statements: usize = (0..graph.statements.len()).map(statement).sum();
    if graph.links().map(|link| link.edge.page_size()).sum::<usize>() <= edges && all_statements <= statements {
        return None;
    }
    let mut strongest: Vec<Link<'_>> = graph.links().collect();
    strongest.sort_by(|a, b| {
        let order = b.edge.importance().total_cmp(&a.edge.importance());
        order.then_with(|| (&a.source.id, &a.target.id, &a.edge.key).cmp(&(&b.source.id, &b.target.id, &b.edge.key)))
    });
    let mut room = edges;
    let mut kept: Vec<(&str, &str, Edge)> = Vec::new();
    for Link { source, target, edge } in strongest {
        let mut edge = edge.clone();
        edge.keep_surest(PAGE_SENTENCES);
        let Some(left) = room.checked_sub(edge.page_size()) else { break };
        room = left;
        kept.push((&source.id, &target.id, edge));
    }
    let mut actors: HashSet<&str> = kept.iter().flat_map(|(source, target, _)| [*source, *target]).collect();
    // Statements between actors of the page, those behind its edges first.
    let behind: HashSet<&str> = kept.iter().flat_map(|(.., edge)| edge.statements.iter().map(String::as_str)).collect();
    let mut room = statements;
    let mut said = vec![false; graph.statements.len()];
    for of_an_edge in [true, false] {
        for (i, one) in graph.statements.iter().enumerate() {
            let known = one.said.speaker.as_deref().is_none_or(|speaker| actors.contains(speaker))
                && one.said.about.iter().all(|id| actors.contains(id.as_str()));
            if known && !said[i] && behind.contains(one.said.id.as_str()) == of_an_edge && statement(i) <= room {
                room -= statement(i);
                said[i] = true;
            }
        }
    }
    // Whoever claims something keeps the name.
    let claimants: Vec<&str> = graph.links().flat_map(|link| link.edge.attributed_to.iter().map(String::as_str)).collect();
    let claims: HashSet<&str> =
        kept.iter().flat_map(|(.., edge)| edge.evidence.iter().flat_map(|piece| piece.attributed_to.iter().map(String::as_str))).collect();
    actors.extend(claimants.into_iter().filter(|id| claims.contains(id)));

    let mut part = Graph::empty(&graph.title, &graph.level, graph.articles.clone());
    for actor in graph.actors().filter(|actor| actors.contains(actor.id.as_str())) {
        part.add_actor(actor.clone());
    }
    let tied = kept.len();
    kept.into_iter().for_each(|(source, target, edge)| {
        part.add_edge(source, target, edge);
    });
    part.statements = graph.statements.iter().zip(&said).filter(|(_, kept)| **kept).map(|(one, _)| one.clone()).collect();
    let left_out = format!(
        "This page holds the strongest {} of {} edges, with at most {PAGE_SENTENCES} sentences each, {} of {} actors and {} of {} statements, to stay below 25 MB. \
         graph.json holds everything; a page of a part: newsgraph draw graph.json --focus NAME -o part.html",
        grouped(tied),
        grouped(graph.links().count()),
        grouped(part.actors().count()),
        grouped(graph.actors().count()),
        grouped(part.statements.len()),
        grouped(graph.statements.len()),
    );
    Some(Part { graph: part, left_out })
}
