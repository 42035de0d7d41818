//! Questions to a graph and figures of it, with what newsgraph knows about names and types.

use std::path::Path;

use indexmap::IndexSet;

use super::state_name;
use crate::assemble::{at_least, roll_up};
use crate::error::{Error, Result};
use crate::export::{Options, exporter_for};
use crate::knowledge::Knowledge;
use crate::query::{Answer, Asked, Given, Lookup, Part, Query, Stored, TypeLookup, day};
use crate::types::{Category, Graph};

/// How a graph is looked at by a question or a figure.
///
/// ```
/// use newsgraph::{Article, Extractor, Graph, View};
///
/// # fn main() -> newsgraph::Result<()> {
/// let extractor = Extractor::new()?;
/// let record = extractor.extract(&Article::new("a1", "Norway supplied Estonia with radars."))?;
/// let graph = Graph::assemble([record], extractor.knowledge());
/// let mut view = View::default();
/// view.state_level = true;
/// assert_eq!(view.of(graph, extractor.knowledge()).level, "state");
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy, Default)]
#[non_exhaustive]
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
        if self.state_level { roll_up(&graph, &|code| state_name(knowledge, code)) } else { graph }
    }
}

impl Query {
    /// Answers this question about a graph; `given` has names and values of its [`Query::parameters`], a name several
    /// times for several values.
    ///
    /// # Errors
    /// [`Error::Query`] for a question that cannot be asked like this.
    pub fn ask<N: Into<String>, V: Into<String>>(
        &self,
        graph: &Graph,
        knowledge: &Knowledge,
        given: impl IntoIterator<Item = (N, V)>,
    ) -> Result<Answer> {
        let stored = || {
            let mut bytes = Vec::new();
            exporter_for(Path::new("graph.sqlite"))?.write(graph, &Options::default(), &mut bytes)?;
            Ok(Stored::Bytes(bytes))
        };
        (self.run)(&Asked { graph, knowledge, stored: &stored, given: self.parameters_of(given)? })
    }

    /// Puts a question that can be put to a database ([`Query::database`]) to a file of the export `sqlite`.
    ///
    /// # Errors
    /// [`Error::Query`] for a question that cannot be asked like this.
    pub fn ask_database<N: Into<String>, V: Into<String>>(
        &self,
        path: &Path,
        knowledge: &Knowledge,
        given: impl IntoIterator<Item = (N, V)>,
    ) -> Result<Answer> {
        let stored = &|| Ok(Stored::File(path.to_owned()));
        (self.run)(&Asked { graph: &Graph::default(), knowledge, stored, given: self.parameters_of(given)? })
    }

    fn parameters_of<N: Into<String>, V: Into<String>>(&self, given: impl IntoIterator<Item = (N, V)>) -> Result<Given> {
        let mut values = Given::new();
        for (name, value) in given {
            values.entry(name.into()).or_default().push(value.into());
        }
        self.check(&values)?;
        Ok(values)
    }
}

/// What a figure shows of a graph; [`Figure::default`] shows everything.
///
/// ```
/// use newsgraph::{Article, Extractor, Figure, Graph};
///
/// # fn main() -> newsgraph::Result<()> {
/// let extractor = Extractor::new()?;
/// let text = "Norway supplied Estonia with radars. Chile bombed Peru.";
/// let graph = Graph::assemble([extractor.extract(&Article::new("a1", text))?], extractor.knowledge());
/// let mut figure = Figure::default();
/// figure.focus = vec!["Norway".into()];
/// let part = figure.of(graph, extractor.knowledge())?;
/// assert_eq!(part.links().count(), 1);
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Figure {
    /// The view of the graph.
    pub view: View,
    /// Its heading; none: the graph's own.
    pub title: Option<String>,
    /// Names of the actors in the middle; none: all actors.
    pub focus: Vec<String>,
    /// How many steps around them belong to the figure; 1 by default.
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

impl Default for Figure {
    fn default() -> Self {
        Self {
            view: View::default(),
            title: None,
            focus: Vec::new(),
            depth: 1,
            types: Vec::new(),
            without: Vec::new(),
            since: None,
            until: None,
            min_articles: 1,
        }
    }
}

impl Figure {
    /// The message about a figure that shows nothing.
    pub const NOTHING: &str = "Nothing in this graph is left to draw with these conditions.";

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
            said.push(format!("reported by {} articles or more", self.min_articles));
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
