//! The part of a graph that a figure is to show: around some actors, of some types, from some time, reported by some articles.

use std::collections::{HashMap, HashSet, VecDeque};

use indexmap::IndexSet;

use super::TypeLookup;
use super::dated::Dates;
use crate::types::{Category, Edge, Graph};

/// What is asked for; the default is everything.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// Ids of the actors in the middle, and how many steps around them belong to the part.
    pub focus: Option<(IndexSet<String>, usize)>,
    /// Only these edge types; all if empty.
    pub types: Vec<TypeLookup>,
    /// None of these categories.
    pub without: Vec<Category>,
    /// First day, ISO.
    pub since: Option<String>,
    /// Last day, ISO.
    pub until: Option<String>,
    /// Edges that fewer articles tell are left out; articles of one text count once.
    pub min_articles: usize,
}

impl Part {
    /// The part of a graph, with all actors; those without an edge are not drawn.
    pub fn of(&self, graph: &Graph) -> Graph {
        let dates = Dates::of(graph);
        let mut part = Graph::empty(&graph.title, &graph.level, graph.articles.clone());
        graph.actors().for_each(|actor| {
            part.add_actor(actor.clone());
        });
        let kept: Vec<(&str, &str, Edge)> =
            graph.links().filter_map(|link| Some((link.source.id.as_str(), link.target.id.as_str(), self.edge(link.edge, &dates, graph)?))).collect();
        let near = self.focus.as_ref().map(|(ids, depth)| (distances(ids, &kept), *depth));
        let inside = |id: &str| near.as_ref().is_none_or(|(steps, depth)| steps.get(id).is_some_and(|step| step < depth));
        for (source, target, edge) in kept.iter().filter(|(source, target, _)| inside(source) || inside(target)) {
            part.add_edge(source, target, edge.clone());
        }
        let told: HashSet<&str> = part.links().flat_map(|link| link.edge.statements.iter().map(String::as_str)).collect();
        part.statements = graph.statements.iter().filter(|statement| told.contains(statement.said.id.as_str())).cloned().collect();
        part
    }

    /// The edge with the evidence that is asked for.
    fn edge(&self, edge: &Edge, dates: &Dates<'_>, graph: &Graph) -> Option<Edge> {
        if self.without.contains(&edge.category) || (!self.types.is_empty() && !self.types.iter().any(|wanted| wanted.has(edge))) {
            return None;
        }
        let mut edge = edge.clone();
        edge.evidence.retain(|piece| dates.is_within(piece, self.since.as_deref(), self.until.as_deref()));
        let original = |id: &str| graph.article(id).and_then(|article| article.near_duplicate_of.clone()).unwrap_or_else(|| id.to_owned());
        let articles: HashSet<String> = edge.evidence.iter().map(|piece| original(&piece.article)).collect();
        edge.corroboration.articles = articles.len();
        edge.corroboration.publishers = edge.corroboration.publishers.min(articles.len());
        let shown: HashSet<&str> = edge.evidence.iter().map(|piece| piece.claim.as_str()).collect();
        edge.statements.retain(|id| shown.contains(id.as_str()));
        (articles.len() >= self.min_articles.max(1)).then_some(edge)
    }
}

/// How many steps each actor is away from the nearest of some.
fn distances<'a>(from: &'a IndexSet<String>, edges: &[(&'a str, &'a str, Edge)]) -> HashMap<&'a str, usize> {
    let mut beside: HashMap<&str, Vec<&str>> = HashMap::new();
    for (source, target, _) in edges {
        beside.entry(source).or_default().push(target);
        beside.entry(target).or_default().push(source);
    }
    let mut steps: HashMap<&str, usize> = from.iter().map(|id| (id.as_str(), 0)).collect();
    let mut queue: VecDeque<&str> = from.iter().map(String::as_str).collect();
    while let Some(at) = queue.pop_front() {
        let next = steps[at] + 1;
        for &neighbour in beside.get(at).into_iter().flatten() {
            if !steps.contains_key(neighbour) {
                steps.insert(neighbour, next);
                queue.push_back(neighbour);
            }
        }
    }
    steps
}
