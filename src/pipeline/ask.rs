//! Questions and figures of a graph, with what newsgraph knows about names and types.

use std::path::Path;

use indexmap::{IndexMap, IndexSet};

use super::{at_least, roll_up};
use crate::error::{Error, Result};
use crate::export::{EXPORTERS, Options};
use crate::knowledge::Knowledge;
use crate::query::{Answer, Asked, Lookup, Part, Query, Stored, TypeLookup, day};
use crate::types::{Category, Graph};

/// The view of a graph that a question or a figure uses.
#[derive(Debug, Clone, Copy, Default)]
pub struct View {
    /// The least confidence, 0 to 1.
    pub min_confidence: Option<f64>,
    /// With officials, organs and groups counted as their states.
    pub state_level: bool,
}

impl View {
    /// The graph in this view.
    pub fn of(&self, graph: Graph, knowledge: &Knowledge) -> Graph {
        let graph = match self.min_confidence {
            Some(least) => at_least(&graph, least),
            None => graph,
        };
        if self.state_level { roll_up(&graph, knowledge) } else { graph }
    }
}

/// Answers a question with these parameters.
///
/// # Errors
/// [`Error::Query`] for a question that cannot be asked like this.
pub fn ask(query: &Query, given: IndexMap<String, Vec<String>>, graph: &Graph, knowledge: &Knowledge) -> Result<Answer> {
    let database = EXPORTERS.iter().find(|exporter| exporter.file.ends_with(".sqlite"));
    let stored = || {
        let files = database.map_or_else(|| Ok(Vec::new()), |exporter| exporter.files(graph, &Options::default()))?;
        Ok(Stored::Bytes(files.into_iter().next().map(|(_, bytes)| bytes).unwrap_or_default()))
    };
    (query.run)(&Asked { graph, knowledge, stored: &stored, given })
}

/// Puts a question that can be put to a database (`Query::database`) to a file of `newsgraph export GRAPH sqlite`.
///
/// # Errors
/// [`Error::Query`] for a question that cannot be asked like this.
pub fn ask_database(query: &Query, given: IndexMap<String, Vec<String>>, path: &Path, knowledge: &Knowledge) -> Result<Answer> {
    (query.run)(&Asked { graph: &Graph::default(), knowledge, stored: &|| Ok(Stored::File(path.to_owned())), given })
}

/// The message about a figure that shows nothing.
pub const NOTHING_TO_DRAW: &str = "Nothing in this graph is left to draw with these conditions.";

/// What a figure shows of a graph; the default is everything.
#[derive(Debug, Clone, Default)]
pub struct Figure {
    /// The view of the graph.
    pub view: View,
    /// Its heading; none: the graph's own.
    pub title: Option<String>,
    /// Names of the actors in the middle; none: all actors.
    pub focus: Vec<String>,
    /// How many steps around them belong to the figure.
    pub depth: usize,
    /// Only these edge types; all if empty.
    pub types: Vec<String>,
    /// Categories that are left out.
    pub without: Vec<Category>,
    /// First day, month or year.
    pub since: Option<String>,
    /// Last day, month or year.
    pub until: Option<String>,
    /// The least number of articles behind an edge.
    pub min_articles: usize,
}

impl Figure {
    /// The part of the graph that it shows; nothing of it may be left.
    ///
    /// # Errors
    /// [`Error::Query`] for an unknown name, an unknown edge type, or something that is not a date.
    pub fn of(&self, graph: Graph, knowledge: &Knowledge) -> Result<Graph> {
        let mut graph = self.view.of(graph, knowledge);
        if let Some(title) = &self.title {
            graph.title.clone_from(title);
        }
        let mut shown = self.part(&graph, knowledge)?.of(&graph);
        shown.scope = self.conditions();
        Ok(shown)
    }

    /// How the figure was selected, for its heading.
    fn conditions(&self) -> Vec<String> {
        let mut said = Vec::new();
        if !self.focus.is_empty() {
            let steps = if self.depth == 1 { String::new() } else { format!(" up to {} steps", self.depth) };
            said.push(format!("around {}{steps}", self.focus.join(", ")));
        }
        if !self.types.is_empty() {
            said.push(format!("only {}", self.types.join(", ")));
        }
        if !self.without.is_empty() {
            let names: Vec<String> = self.without.iter().map(|category| format!("{}s", category.name())).collect();
            said.push(format!("without {}", names.join(", ")));
        }
        match (&self.since, &self.until) {
            (Some(since), Some(until)) => said.push(format!("{since} to {until}")),
            (Some(since), None) => said.push(format!("since {since}")),
            (None, Some(until)) => said.push(format!("until {until}")),
            (None, None) => {}
        }
        if self.min_articles > 1 {
            said.push(format!("told by {} articles or more", self.min_articles));
        }
        if let Some(least) = self.view.min_confidence {
            said.push(format!("confidence {least} or more"));
        }
        if self.view.state_level {
            said.push("officials and organs counted as their states".to_owned());
        }
        said
    }

    fn part(&self, graph: &Graph, knowledge: &Knowledge) -> Result<Part> {
        let types = TypeLookup::all(&self.types, &knowledge.edges, graph)?;
        let found: Vec<Lookup> = self.focus.iter().map(|name| Lookup::of(name, graph, knowledge)).collect();
        if let Some(unknown) = found.iter().find_map(|lookup| lookup.unknown(graph)) {
            return Err(Error::Query(unknown));
        }
        let focus: IndexSet<String> = found.into_iter().flat_map(|lookup| lookup.ids).collect();
        Ok(Part {
            focus: (!focus.is_empty()).then_some((focus, self.depth)),
            types,
            without: self.without.clone(),
            since: self.since.as_deref().map(|typed| day(typed, false)).transpose()?,
            until: self.until.as_deref().map(|typed| day(typed, true)).transpose()?,
            min_articles: self.min_articles,
        })
    }
}
