//! The graph's file form: NetworkX node-link JSON (`docs/src/files.md`), written and read back without loss.

use std::io;

use serde::ser::{Error as _, SerializeSeq};
use serde::{Deserialize, Serialize, Serializer};

use crate::error::Error;
use crate::types::archive::Archive;
use crate::types::graph::{Actor, Edge, Graph, GraphStatement, Link};
use crate::types::record::RecordArticle;

/// The value of `graph.schema`.
pub const GRAPH_SCHEMA: &str = "newsgraph.graph/1";

#[derive(Serialize)]
struct Out<'a> {
    directed: bool,
    multigraph: bool,
    graph: HeadOut<'a>,
    nodes: Each<'a>,
    edges: Each<'a>,
    // networkx up to 3.3 looks for `links`, from 3.6 on for `edges`.
    links: Each<'a>,
}

#[derive(Serialize)]
struct HeadOut<'a> {
    schema: &'static str,
    generator: &'static str,
    title: &'a str,
    level: &'a str,
    articles: Each<'a>,
    statements: Each<'a>,
}

/// An item of a list of the file.
#[derive(Serialize)]
#[serde(untagged)]
enum Item<'a> {
    Article(&'a RecordArticle),
    Actor(&'a Actor),
    Link {
        source: &'a str,
        target: &'a str,
        #[serde(flatten)]
        edge: &'a Edge,
    },
    Statement(&'a GraphStatement),
}

/// A list whose items are handed on one by one while it is written.
#[derive(Clone, Copy)]
struct Each<'a>(&'a dyn Fn(Sink<'_>) -> io::Result<()>);

/// What takes them.
type Sink<'a> = &'a mut dyn FnMut(Item<'_>) -> io::Result<()>;

impl Serialize for Each<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut seq = serializer.serialize_seq(None)?;
        (self.0)(&mut |item| seq.serialize_element(&item).map_err(|e| io::Error::other(e.to_string()))).map_err(S::Error::custom)?;
        seq.end()
    }
}

fn write(
    out: &mut dyn io::Write,
    (title, level): (&str, &str),
    articles: Each<'_>,
    statements: Each<'_>,
    nodes: Each<'_>,
    edges: Each<'_>,
) -> io::Result<()> {
    let generator = concat!("newsgraph ", env!("CARGO_PKG_VERSION"));
    let head = HeadOut { schema: GRAPH_SCHEMA, generator, title, level, articles, statements };
    let whole = Out { directed: true, multigraph: true, graph: head, nodes, edges, links: edges };
    whole.serialize(&mut serde_json::Serializer::with_formatter(&mut *out, ItemLines::default()))?;
    out.write_all(b"\n")
}

impl Archive {
    /// Writes the node-link JSON of the whole graph, as [`Graph::write_json`] does.
    ///
    /// # Errors
    /// What `out` does not take, and those of the disk.
    pub fn write_json(&self, mut out: impl io::Write) -> io::Result<()> {
        let articles = |sink: Sink<'_>| self.each_article(&mut |article| sink(Item::Article(&article)));
        let statements = |sink: Sink<'_>| self.each_statement(&mut |said| sink(Item::Statement(&said)));
        let nodes = |sink: Sink<'_>| self.each_actor(&mut |actor| sink(Item::Actor(&actor)));
        let edges = |sink: Sink<'_>| self.each_edge(&mut |source, target, edge| sink(Item::Link { source, target, edge: &edge }));
        write(&mut out, (&self.title, "actors"), Each(&articles), Each(&statements), Each(&nodes), Each(&edges))
    }
}

#[derive(Deserialize)]
struct In {
    graph: HeadIn,
    nodes: Vec<Actor>,
    #[serde(alias = "links")]
    edges: Vec<LinkIn>,
}

#[derive(Deserialize)]
struct HeadIn {
    schema: String,
    #[serde(default)]
    title: String,
    #[serde(default)]
    level: String,
    articles: Vec<RecordArticle>,
    statements: Vec<GraphStatement>,
}

#[derive(Deserialize)]
struct LinkIn {
    source: String,
    target: String,
    #[serde(flatten)]
    edge: Edge,
}

impl Graph {
    /// Writes the node-link JSON, one actor or edge a line, so that `grep` and `diff` are of use.
    ///
    /// # Errors
    /// What `out` does not take.
    pub fn write_json(&self, mut out: impl io::Write) -> io::Result<()> {
        let articles = |sink: Sink<'_>| self.articles.iter().map(Item::Article).try_for_each(sink);
        let statements = |sink: Sink<'_>| self.statements.iter().map(Item::Statement).try_for_each(sink);
        let nodes = |sink: Sink<'_>| self.actors().map(Item::Actor).try_for_each(sink);
        let edges = |sink: Sink<'_>| {
            self.links().map(|Link { source, target, edge }| Item::Link { source: &source.id, target: &target.id, edge }).try_for_each(sink)
        };
        write(&mut out, (&self.title, &self.level), Each(&articles), Each(&statements), Each(&nodes), Each(&edges))
    }

    /// The node-link JSON as a text.
    ///
    /// # Errors
    /// [`Error::Export`] for what has no JSON form, which nothing in a graph lacks.
    pub fn to_json(&self) -> crate::Result<String> {
        let failed = |what: String| Error::Export(format!("the graph has no JSON form: {what}"));
        let mut bytes = Vec::new();
        self.write_json(&mut bytes).map_err(|e| failed(e.to_string()))?;
        String::from_utf8(bytes).map_err(|e| failed(e.to_string()))
    }

    /// Reads what [`Graph::to_json`] wrote.
    pub fn from_json(text: &str) -> Result<Self, String> {
        // `edges` and `links` say the same; serde would call an alias given twice an error, so one of them goes first.
        let mut value: serde_json::Value = serde_json::from_str(text).map_err(|e| format!("not a graph file of newsgraph ({e})"))?;
        if let Some(map) = value.as_object_mut()
            && map.contains_key("edges")
        {
            map.remove("links");
        }
        let file: In = serde_json::from_value(value).map_err(|e| format!("not a graph file of newsgraph ({e})"))?;
        if file.graph.schema != GRAPH_SCHEMA {
            return Err(format!("schema “{}”, but this newsgraph reads “{GRAPH_SCHEMA}”", file.graph.schema));
        }
        let HeadIn { title, level, articles, statements, .. } = file.graph;
        let mut graph = Self::empty(&title, &level, articles);
        graph.statements = statements;
        for actor in file.nodes {
            graph.add_actor(actor);
        }
        for LinkIn { source, target, edge } in file.edges {
            if graph.add_edge(&source, &target, edge).is_none() {
                return Err(format!("an edge joins “{source}” and “{target}”, but not both are among the nodes"));
            }
        }
        Ok(graph)
    }
}

/// JSON with the elements of the outer arrays on lines of their own and everything below compact.
#[derive(Default)]
struct ItemLines {
    depth: usize,
}

/// `nodes`, `edges` and `links` stand at depth 2, `graph.articles` and `graph.statements` at 3; the lists inside an item stand deeper.
const LINE_DEPTH: usize = 3;

impl serde_json::ser::Formatter for ItemLines {
    fn begin_array<W: ?Sized + std::io::Write>(&mut self, writer: &mut W) -> std::io::Result<()> {
        self.depth += 1;
        writer.write_all(b"[")
    }

    fn end_array<W: ?Sized + std::io::Write>(&mut self, writer: &mut W) -> std::io::Result<()> {
        self.depth -= 1;
        writer.write_all(b"]")
    }

    fn begin_array_value<W: ?Sized + std::io::Write>(&mut self, writer: &mut W, first: bool) -> std::io::Result<()> {
        writer.write_all(if first { b"" } else { b"," })?;
        if self.depth <= LINE_DEPTH { writer.write_all(b"\n ") } else { Ok(()) }
    }

    fn begin_object<W: ?Sized + std::io::Write>(&mut self, writer: &mut W) -> std::io::Result<()> {
        self.depth += 1;
        writer.write_all(b"{")
    }

    fn end_object<W: ?Sized + std::io::Write>(&mut self, writer: &mut W) -> std::io::Result<()> {
        self.depth -= 1;
        writer.write_all(b"}")
    }

    fn begin_object_key<W: ?Sized + std::io::Write>(&mut self, writer: &mut W, first: bool) -> std::io::Result<()> {
        writer.write_all(if first { b"" } else { b"," })?;
        if self.depth == 1 && !first { writer.write_all(b"\n") } else { Ok(()) }
    }
}
