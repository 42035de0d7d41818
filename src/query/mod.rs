//! Questions to a graph: [`Query::named`] finds one, [`Query::ask`] puts it.
//!
//! ```
//! use newsgraph::query::Query;
//! use newsgraph::{Article, Extractor, Graph};
//!
//! # fn main() -> newsgraph::Result<()> {
//! let extractor = Extractor::new()?;
//! let text = "“Norway is a friend,” said Anna Berg.";
//! let graph = Graph::assemble([extractor.extract(&Article::new("friends", text))?], extractor.knowledge());
//! let answer = Query::named("said")?.ask(&graph, extractor.knowledge(), [("about", "Norway")])?;
//! assert_eq!(answer.items.len(), 1);
//! assert_eq!(answer.items[0].json["speaker_name"], "Anna Berg");
//! # Ok(())
//! # }
//! ```
//!
//! [`QUERIES`] lists them all. A question is one file here and one row there: the command line, its help and the tests
//! read the table.

mod actors;
mod answer;
mod between;
mod compare;
mod contested;
mod count;
mod cues;
mod dated;
mod day;
mod diff;
mod edges;
mod evidence;
mod names;
mod neighbours;
mod part;
mod path;
mod said;
mod sql;
mod ties;
mod timeline;
mod top;
mod types;
mod why;

use indexmap::IndexMap;

pub use answer::{Answer, Cell, Holds, Item, holds};
pub(crate) use day::day;
pub use diff::{THINGS, diff};
pub(crate) use names::Lookup;
pub use names::nearest;
pub(crate) use part::Part;
pub(crate) use sql::Stored;
#[cfg(feature = "cli")]
pub(crate) use ties::ties;
pub(crate) use types::TypeLookup;

use crate::error::{Error, Result};
use crate::knowledge::Knowledge;
use crate::types::Graph;

/// What is counted, with one word for each thing, in every answer, summary and file.
pub const COUNTED: &str = "\
What is counted, one word for each thing:
  mentions    where articles name an actor or refer to it
  edges       who did what to whom, who holds which post, who speaks about whom; what several
              articles report alike is one edge
  reports     where articles show an edge; each edge has one report or more
  ties        the other actors with whom an actor shares an event, a post or a membership;
              speaking about somebody makes no tie
  statements  what somebody is quoted or reported as saying";

/// One thing that can be given with a question.
#[non_exhaustive]
pub struct Parameter {
    /// `--name` on the command line, or a place if `positional`.
    pub name: &'static str,
    /// What stands for its value in the help.
    pub value: &'static str,
    /// What it does.
    pub help: &'static str,
    /// Given by place instead of by name.
    pub positional: bool,
    /// Cannot be left out.
    pub required: bool,
    /// The only values that it takes; empty if it takes any.
    pub choices: &'static [&'static str],
}

impl Parameter {
    const fn option(name: &'static str, value: &'static str, help: &'static str) -> Self {
        Self { name, value, help, positional: false, required: false, choices: &[] }
    }

    const fn choice(name: &'static str, value: &'static str, choices: &'static [&'static str], help: &'static str) -> Self {
        Self { name, value, help, positional: false, required: false, choices }
    }

    const fn place(name: &'static str, required: bool, help: &'static str) -> Self {
        Self { name, value: name, help, positional: true, required, choices: &[] }
    }
}

/// One kind of question.
#[non_exhaustive]
pub struct Query {
    /// `newsgraph query NAME`.
    pub name: &'static str,
    /// What it answers, in one line.
    pub about: &'static str,
    /// Command lines that show it.
    pub examples: &'static [&'static str],
    /// What can be given with it.
    pub parameters: &'static [Parameter],
    /// Whether it can be put to an SQLite database of `newsgraph export` as well as to a graph file.
    pub database: bool,
    /// Answers it.
    pub(crate) run: fn(&Asked<'_>) -> Result<Answer>,
}

impl Query {
    /// The feature of Cargo.toml that it needs and that this build was made without.
    pub fn lacks(&self) -> Option<&'static str> {
        (self.database && !cfg!(feature = "sqlite")).then_some("sqlite")
    }
}

/// All questions, by name.
pub const QUERIES: &[Query] = &[
    actors::QUERY,
    between::QUERY,
    compare::QUERY,
    contested::QUERY,
    count::QUERY,
    cues::QUERY,
    edges::QUERY,
    neighbours::QUERY,
    path::QUERY,
    said::QUERY,
    sql::QUERY,
    timeline::QUERY,
    top::QUERY,
];

impl Query {
    /// The question of a name.
    ///
    /// # Errors
    /// [`Error::Query`] with the nearest names.
    pub fn named(name: &str) -> Result<&'static Self> {
        QUERIES.iter().find(|query| query.name == name).ok_or_else(|| {
            let near = nearest(name, QUERIES.iter().map(|query| (query.name, query.name)));
            let all: Vec<&str> = QUERIES.iter().map(|query| query.name).collect();
            Error::Query(format!("“{name}” is not a question; there are: {}", if near.is_empty() { all.join(", ") } else { near.join(", ") }))
        })
    }

    /// Checks what is given with it.
    ///
    /// # Errors
    /// [`Error::Query`] for a parameter that it does not know, one that is missing, and a value that is not among the choices.
    pub(crate) fn check(&self, given: &Given) -> Result<()> {
        let spelled = |name: &str| match self.parameters.iter().find(|parameter| parameter.name == name) {
            Some(parameter) if parameter.positional => format!("`{name}`"),
            _ => format!("`--{name}`"),
        };
        let known = || self.parameters.iter().map(|parameter| spelled(parameter.name)).collect::<Vec<_>>().join(", ");
        if let Some(name) = given.keys().find(|name| !self.parameters.iter().any(|parameter| parameter.name == **name)) {
            return Err(Error::Query(format!("“{}” does not take {}; it takes {}", self.name, spelled(name), known())));
        }
        if let Some(missing) = self.parameters.iter().find(|parameter| parameter.required && !given.contains_key(parameter.name)) {
            return Err(Error::Query(format!("“{}” needs {}: {}", self.name, spelled(missing.name), missing.help)));
        }
        for parameter in self.parameters.iter().filter(|parameter| !parameter.choices.is_empty()) {
            let values = given.get(parameter.name).into_iter().flatten().flat_map(|value| value.split(',')).map(str::trim);
            if let Some(other) = values.into_iter().find(|value| !parameter.choices.contains(value)) {
                return Err(Error::Query(format!("{}: “{other}” is not one of {}", spelled(parameter.name), parameter.choices.join(", "))));
            }
        }
        Ok(())
    }
}

/// The parameters that were given, by name; each may be given more than once.
pub(crate) type Given = IndexMap<String, Vec<String>>;

/// A question as it is put: to which graph, with what.
pub(crate) struct Asked<'a> {
    /// The graph.
    pub graph: &'a Graph,
    /// What newsgraph knows: names of states and types that the graph may not have.
    pub knowledge: &'a Knowledge,
    /// The graph as an SQLite database.
    pub stored: &'a dyn Fn() -> Result<Stored>,
    /// With what.
    pub given: Given,
}

impl Asked<'_> {
    /// All values of a parameter; a value may also list several after commas.
    fn all(&self, name: &str) -> Vec<&str> {
        let values = self.given.get(name).into_iter().flatten();
        values.flat_map(|value| value.split(',')).map(str::trim).filter(|value| !value.is_empty()).collect()
    }

    /// The value of a parameter as it was typed.
    fn one(&self, name: &str) -> Option<&str> {
        self.given.get(name).and_then(|values| values.last()).map(String::as_str)
    }

    /// The actors that a parameter names: `None` if it was not given.
    fn actors(&self, name: &str) -> Option<Lookup> {
        self.one(name).map(|typed| Lookup::of(typed, self.graph, self.knowledge))
    }

    /// The edge types that a parameter names.
    fn types(&self, name: &str) -> Vec<TypeLookup> {
        self.all(name).into_iter().map(|typed| TypeLookup::of(typed, &self.knowledge.edges, self.graph)).collect()
    }

    /// What to tell somebody whose types are none, or are not in the graph.
    fn missing_types(&self, types: &[TypeLookup]) -> Vec<String> {
        types.iter().filter_map(|lookup| lookup.missing(&self.knowledge.edges, self.graph)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_question_does_not_take_is_said_with_what_it_takes() {
        let check = |name: &str, given: &[(&str, &str)]| {
            let given = given.iter().map(|(name, value)| ((*name).to_owned(), vec![(*value).to_owned()])).collect();
            Query::named(name).and_then(|query| query.check(&given)).map_err(|error| error.to_string())
        };
        assert_eq!(check("said", &[("by", "Anna Berg"), ("mode", "direct,mixed")]), Ok(()));
        assert_eq!(check("sayd", &[]).unwrap_err(), "“sayd” is not a question; there are: said");
        assert!(check("said", &[("from", "Anna Berg")]).unwrap_err().starts_with("“said” does not take `--from`; it takes `--by`, `--about`,"));
        assert_eq!(check("said", &[("mode", "loud")]).unwrap_err(), "`--mode`: “loud” is not one of direct, indirect, mixed");
        assert!(check("timeline", &[]).unwrap_err().starts_with("“timeline” needs `NAME`: "));
    }

    #[test]
    fn questions_are_sorted_by_name() {
        assert!(QUERIES.windows(2).all(|pair| pair[0].name < pair[1].name));
    }
}
