//! A graph too large for memory: articles, actors, edges and statements are rows on disk.

use std::collections::{HashMap, HashSet};
use std::io::{Error, Result};

use crate::types::importance::{FRAME, PAGE_EDGES, PAGE_SENTENCES, PAGE_STATEMENTS, escaped};
use crate::types::numbers::grouped;
use crate::types::record::RecordArticle;
use crate::types::rows::Rows;
use crate::types::{Actor, Edge, Evidence, Graph, GraphStatement};

/// Edges that a picture is chosen from.
const PICTURE_EDGES: usize = 150;

/// An edge on disk, with its source and target.
pub type EdgeRow = (String, String, Edge);

/// What the other side says, by number of the edge.
pub type Against = HashMap<usize, Vec<Evidence>>;

/// What decides whether an edge is shown.
#[derive(Clone, Copy, Default)]
pub struct Rank {
    importance: f32,
    /// Bytes that it takes on a page.
    page_size: u32,
}

impl Rank {
    /// That of an edge.
    pub fn of(edge: &Edge) -> Self {
        let sentences = edge.evidence.iter().map(|piece| piece.sentence.text.len()).max().unwrap_or(0);
        let page_size = FRAME + edge.evidence.len().min(PAGE_SENTENCES) * (2 * FRAME + sentences);
        Self { importance: edge.importance() as f32, page_size: page_size.try_into().unwrap_or(u32::MAX) }
    }
}

/// A graph on disk.
pub struct Archive {
    /// The heading of a picture.
    pub title: String,
    pub(crate) articles: Rows<RecordArticle>,
    pub(crate) actors: Rows<Actor>,
    pub(crate) edges: Rows<EdgeRow>,
    pub(crate) against: Against,
    pub(crate) statements: Rows<GraphStatement>,
    /// By number of the edge.
    pub(crate) ranks: Vec<Rank>,
}

impl Archive {
    /// How many actors it has.
    pub fn actor_count(&self) -> usize {
        self.actors.count()
    }

    /// How many edges it has.
    pub fn edge_count(&self) -> usize {
        self.edges.count()
    }

    /// How many statements it has.
    pub fn statement_count(&self) -> usize {
        self.statements.count()
    }

    /// Hands on all articles, in reading order.
    ///
    /// # Errors
    /// Those of `sink` and of the disk.
    pub fn each_article(&self, sink: &mut dyn FnMut(RecordArticle) -> Result<()>) -> Result<()> {
        self.articles.each(&mut |_, article| sink(article))
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

    /// Hands on the graph in parts of so many articles, actors, edges or statements, in their order. Of the ends of the edges only the ids are known in
    /// a part.
    ///
    /// # Errors
    /// Those of `sink` and of the disk.
    #[cfg(feature = "sqlite")]
    pub fn each_part(&self, size: usize, sink: &mut dyn FnMut(Graph) -> Result<()>) -> Result<()> {
        let empty = || Graph::empty(&self.title, "actors", Vec::new());
        let mut part = empty();
        let mut full = |part: &mut Graph, items: usize| if items < size { Ok(()) } else { sink(std::mem::replace(part, empty())) };
        self.each_article(&mut |article| {
            part.articles.push(article);
            let articles = part.articles.len();
            full(&mut part, articles)
        })?;
        full(&mut part, size)?;
        self.each_actor(&mut |actor| {
            part.add_actor(actor);
            let actors = part.net().node_count();
            full(&mut part, actors)
        })?;
        full(&mut part, size)?;
        self.each_edge(&mut |source, target, edge| {
            [source, target].into_iter().for_each(|id| {
                part.add_actor(Actor::of_id(id));
            });
            part.add_edge(source, target, edge);
            let edges = part.net().edge_count();
            full(&mut part, edges)
        })?;
        full(&mut part, size)?;
        self.each_statement(&mut |statement| {
            part.statements.push(statement);
            let statements = part.statements.len();
            full(&mut part, statements)
        })?;
        full(&mut part, size)
    }

    /// The whole graph in memory.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn whole(&self) -> Result<Graph> {
        let mut graph = Graph::empty(&self.title, "actors", Vec::new());
        self.each_article(&mut |article| {
            graph.articles.push(article);
            Ok(())
        })?;
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
        // Sizes are estimated here: some room is left, so that the page need not be cut again.
        let mut room = PAGE_EDGES / 14 * 13;
        let fits = |number: &usize| room.checked_sub(self.ranks[*number].page_size as usize).map(|left| room = left).is_some();
        let wanted = self.by_importance().into_iter().take_while(fits).collect();
        let edges = self.edges_of(&wanted, &mut |edge| edge.keep_surest(PAGE_SENTENCES))?;
        self.part(edges, PAGE_STATEMENTS, "edges, with their surest sentences")
    }

    /// The part that a picture is drawn of. Of the evidence it has the articles and one sentence.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn picture(&self) -> Result<Graph> {
        let wanted = self.by_importance().into_iter().take(PICTURE_EDGES).collect();
        let edges = self.edges_of(&wanted, &mut |edge| {
            for piece in edge.evidence.iter_mut().skip(1) {
                (piece.sentence.text, piece.trigger, piece.mentions, piece.time, piece.rule) = Default::default();
            }
        })?;
        self.part(edges, 0, "edges")
    }

    /// The numbers of the edges, the most important first.
    fn by_importance(&self) -> Vec<usize> {
        let mut all: Vec<usize> = (0..self.ranks.len()).collect();
        all.sort_by(|&a, &b| self.ranks[b].importance.total_cmp(&self.ranks[a].importance).then(a.cmp(&b)));
        all
    }

    fn edges_of(&self, wanted: &HashSet<usize>, shorten: &mut dyn FnMut(&mut Edge)) -> Result<Vec<EdgeRow>> {
        let mut edges = Vec::with_capacity(wanted.len());
        self.numbered_edges(&mut |number, source, target, mut edge| {
            if wanted.contains(&number) {
                shorten(&mut edge);
                edge.evidence.shrink_to_fit();
                edges.push((source.to_owned(), target.to_owned(), edge));
            }
            Ok(())
        })?;
        Ok(edges)
    }

    /// These edges with their actors, and with what is said by and about these, as far as there is room for so many bytes.
    fn part(&self, edges: Vec<EdgeRow>, mut room: usize, what: &str) -> Result<Graph> {
        let ends = || edges.iter().flat_map(|(source, target, _)| [source.as_str(), target.as_str()]);
        let claimants = edges.iter().flat_map(|(.., edge)| &edge.evidence).flat_map(|piece| &piece.attributed_to).map(String::as_str);
        let named: HashSet<&str> = ends().chain(claimants).collect();
        let ends: HashSet<&str> = ends().collect();
        let mut graph = Graph::empty(&self.title, "actors", Vec::new());
        let [some, all, actors] = [edges.len(), self.edge_count(), self.actor_count()].map(grouped);
        graph.scope = vec![format!("the {some} most important {what}, of {all} edges between {actors} actors")];
        if room > 0 {
            self.each_statement(&mut |statement| {
                let mut of = statement.said.speaker.iter().chain(&statement.said.about);
                let size = FRAME + statement.said.content.iter().map(|span| escaped(&span.text)).sum::<usize>();
                if size <= room && !statement.said.about.is_empty() && of.all(|id| ends.contains(id.as_str())) {
                    room -= size;
                    graph.statements.push(statement);
                }
                Ok(())
            })?;
        }
        let pieces = edges.iter().flat_map(|(.., edge)| edge.evidence.iter().chain(&edge.against)).map(|piece| piece.article.as_str());
        let behind: HashSet<&str> = pieces.chain(graph.statements.iter().map(|statement| statement.article.as_str())).collect();
        let mut articles = Vec::new();
        self.each_article(&mut |article| {
            if behind.contains(article.id.as_str()) {
                articles.push(article);
            }
            Ok(())
        })?;
        drop(behind);
        graph.articles = articles;
        self.each_actor(&mut |mut actor| {
            if named.contains(actor.id.as_str()) {
                actor.named.clear();
                actor.named.shrink_to_fit();
                graph.add_actor(actor);
            }
            Ok(())
        })?;
        for (source, target, edge) in edges {
            graph.add_edge(&source, &target, edge).ok_or_else(|| Error::other("an edge has an end that is no actor"))?;
        }
        Ok(graph)
    }
}
