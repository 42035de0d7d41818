//! A graph too large for memory. Its articles are in memory, its actors, edges and statements are rows on disk.

use std::collections::{HashMap, HashSet};
use std::io::{Error, Result};

use crate::types::importance::{FRAME, escaped, order};
use crate::types::record::RecordArticle;
use crate::types::rows::Rows;
use crate::types::{Actor, Edge, Evidence, Graph, GraphStatement};

/// Bytes of edges and their sentences on a page, which a browser opens without trouble.
const PAGE_EDGES: usize = 14_000_000;
/// Bytes of statements on a page.
const PAGE_STATEMENTS: usize = 4_000_000;
/// Sentences of an edge on a page.
const PAGE_SENTENCES: usize = 5;
/// Edges that a picture is chosen from.
const PICTURE_EDGES: usize = 400;

/// An edge on disk, with its source and target.
pub type EdgeRow = (String, String, Edge);

/// What the other side says, by number of the edge.
pub type Against = HashMap<usize, Vec<Evidence>>;

/// A graph on disk.
pub struct Archive {
    /// The heading of a picture.
    pub title: String,
    /// The articles behind it, in reading order.
    pub articles: Vec<RecordArticle>,
    pub(crate) actors: Rows<Actor>,
    pub(crate) edges: Rows<EdgeRow>,
    pub(crate) against: Against,
    pub(crate) statements: Rows<GraphStatement>,
    /// By number of the edge: how important it is.
    pub(crate) importance: Vec<f32>,
}

impl Archive {
    /// How many actors it has.
    pub fn actor_count(&self) -> usize {
        self.actors.len()
    }

    /// How many edges it has.
    pub fn edge_count(&self) -> usize {
        self.edges.len()
    }

    /// How many statements it has.
    pub fn statement_count(&self) -> usize {
        self.statements.len()
    }

    /// Hands on all actors, in the order of the file.
    ///
    /// # Errors
    /// Those of `sink` and of the disk.
    pub fn each_actor(&self, sink: &mut dyn FnMut(Actor) -> Result<()>) -> Result<()> {
        self.actors.each(&mut |_, actor| sink(actor))
    }

    /// Hands on all edges with source and target, in the order of the file.
    ///
    /// # Errors
    /// Those of `sink` and of the disk.
    pub fn each_edge(&self, sink: &mut dyn FnMut(&str, &str, Edge) -> Result<()>) -> Result<()> {
        self.numbered_edges(&mut |_, source, target, edge| sink(source, target, edge))
    }

    /// Hands on all statements, in the order of the file.
    ///
    /// # Errors
    /// Those of `sink` and of the disk.
    pub fn each_statement(&self, sink: &mut dyn FnMut(GraphStatement) -> Result<()>) -> Result<()> {
        self.statements.each(&mut |_, statement| sink(statement))
    }

    fn numbered_edges(&self, sink: &mut dyn FnMut(usize, &str, &str, Edge) -> Result<()>) -> Result<()> {
        self.edges.each(&mut |number, (source, target, mut edge)| {
            if let Some(against) = self.against.get(&number) {
                (edge.contested, edge.against) = (true, against.clone());
            }
            sink(number, &source, &target, edge)
        })
    }

    /// The whole graph in memory.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn whole(&self) -> Result<Graph> {
        let mut graph = Graph::empty(&self.title, "actors", self.articles.clone());
        self.each_actor(&mut |actor| {
            graph.add_actor(actor);
            Ok(())
        })?;
        self.each_edge(&mut |source, target, edge| {
            graph.add_edge(source, target, edge);
            Ok(())
        })?;
        self.each_statement(&mut |statement| {
            graph.statements.push(statement);
            Ok(())
        })?;
        Ok(graph)
    }

    /// The part that a page holds: the most important edges with their surest sentences, and what is said between their actors.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn page(&self) -> Result<Graph> {
        // Most important edges have several sentences.
        let candidates = self.most_important(PAGE_EDGES / (5 * FRAME));
        let mut edges = Vec::new();
        self.numbered_edges(&mut |number, source, target, mut edge| {
            if candidates.contains(&number) {
                edge.keep_surest(PAGE_SENTENCES);
                edges.push((number, source.to_owned(), target.to_owned(), edge));
            }
            Ok(())
        })?;
        let mut strongest: Vec<usize> = (0..edges.len()).collect();
        strongest.sort_by(|&a, &b| order((self.importance[edges[a].0].into(), edges[a].0), (self.importance[edges[b].0].into(), edges[b].0)));
        let mut room = PAGE_EDGES;
        let kept: HashSet<usize> = strongest.into_iter().map_while(|at| room.checked_sub(edges[at].3.page_size()).map(|left| (room = left, at).1)).collect();
        let mut at = 0..;
        edges.retain(|_| at.next().is_some_and(|at| kept.contains(&at)));
        let edges: Vec<(String, String, Edge)> = edges.into_iter().map(|(_, source, target, edge)| (source, target, edge)).collect();
        self.part(edges, PAGE_STATEMENTS, "edges, with their surest sentences")
    }

    /// The part that a picture is drawn of. Of the evidence it has the places, and one sentence.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn picture(&self) -> Result<Graph> {
        let wanted = self.most_important(PICTURE_EDGES);
        let mut edges = Vec::new();
        self.numbered_edges(&mut |number, source, target, mut edge| {
            if wanted.contains(&number) {
                edge.evidence.iter_mut().skip(1).for_each(|piece| piece.sentence.text.clear());
                edge.evidence.iter_mut().for_each(|piece| piece.mentions.clear());
                edges.push((source.to_owned(), target.to_owned(), edge));
            }
            Ok(())
        })?;
        self.part(edges, 0, "edges")
    }

    fn most_important(&self, most: usize) -> HashSet<usize> {
        let mut strongest: Vec<usize> = (0..self.importance.len()).collect();
        strongest.sort_by(|&a, &b| order((self.importance[a].into(), a), (self.importance[b].into(), b)));
        strongest.into_iter().take(most).collect()
    }

    /// These edges with their actors, and with what is said by and about these, as far as there is room for so many bytes.
    fn part(&self, edges: Vec<(String, String, Edge)>, mut room: usize, what: &str) -> Result<Graph> {
        let ends = || edges.iter().flat_map(|(source, target, _)| [source.as_str(), target.as_str()]);
        let claimants = edges.iter().flat_map(|(.., edge)| &edge.evidence).flat_map(|piece| &piece.attributed_to).map(String::as_str);
        let named: HashSet<&str> = ends().chain(claimants).collect();
        let ends: HashSet<&str> = ends().collect();
        let mut statements = Vec::new();
        if room > 0 {
            self.each_statement(&mut |statement| {
                let mut of = statement.said.speaker.iter().chain(&statement.said.about);
                let size = FRAME + statement.said.content.iter().map(|span| escaped(&span.text)).sum::<usize>();
                if size <= room && !statement.said.about.is_empty() && of.all(|id| ends.contains(id.as_str())) {
                    room -= size;
                    statements.push(statement);
                }
                Ok(())
            })?;
        }
        let pieces = edges.iter().flat_map(|(.., edge)| edge.evidence.iter().chain(&edge.against)).map(|piece| piece.article.as_str());
        let behind: HashSet<&str> = pieces.chain(statements.iter().map(|statement| statement.article.as_str())).collect();
        let articles = self.articles.iter().filter(|article| behind.contains(article.id.as_str())).cloned().collect();
        let mut graph = Graph::empty(&self.title, "actors", articles);
        self.each_actor(&mut |mut actor| {
            if named.contains(actor.id.as_str()) {
                actor.named.clear();
                graph.add_actor(actor);
            }
            Ok(())
        })?;
        graph.scope = vec![format!("the {} most important {what}, of {} edges between {} actors", edges.len(), self.edge_count(), self.actor_count())];
        for (source, target, edge) in &edges {
            graph.add_edge(source, target, edge.clone()).ok_or_else(|| Error::other("an edge has an end that is no actor"))?;
        }
        graph.statements = statements;
        Ok(graph)
    }
}
