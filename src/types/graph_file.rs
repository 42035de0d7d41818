//! The graph's file form: NetworkX node-link JSON (`docs/src/files.md`), written and read back without loss.

use serde::ser::SerializeSeq;
use serde::{Deserialize, Serialize, Serializer};

use crate::error::Error;
use crate::types::graph::{Actor, Edge, Graph, GraphStatement, Link};
use crate::types::record::RecordArticle;

/// The value of `graph.schema`.
pub const GRAPH_SCHEMA: &str = "newsgraph.graph/1";

#[derive(Serialize)]
struct Out<'a> {
    directed: bool,
    multigraph: bool,
    graph: HeadOut<'a>,
    nodes: Nodes<'a>,
    edges: Links<'a>,
    // networkx up to 3.3 looks for `links`, from 3.6 on for `edges`.
    links: Links<'a>,
}

#[derive(Serialize)]
struct HeadOut<'a> {
    schema: &'static str,
    generator: String,
    title: &'a str,
    level: &'a str,
    articles: &'a [RecordArticle],
    statements: &'a [GraphStatement],
}

struct Nodes<'a>(&'a Graph);

impl Serialize for Nodes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.actors())
    }
}

struct Links<'a>(&'a Graph);

#[derive(Serialize)]
struct LinkOut<'a> {
    source: &'a str,
    target: &'a str,
    #[serde(flatten)]
    edge: &'a Edge,
}

impl Serialize for Links<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut seq = serializer.serialize_seq(None)?;
        for Link { source, target, edge } in self.0.links() {
            seq.serialize_element(&LinkOut { source: &source.id, target: &target.id, edge })?;
        }
        seq.end()
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
    pub fn write_json(&self, mut file: impl std::io::Write) -> std::io::Result<()> {
        let out = Out {
            directed: true,
            multigraph: true,
            graph: HeadOut {
                schema: GRAPH_SCHEMA,
                generator: concat!("newsgraph ", env!("CARGO_PKG_VERSION")).into(),
                title: &self.title,
                level: &self.level,
                articles: &self.articles,
                statements: &self.statements,
            },
            nodes: Nodes(self),
            edges: Links(self),
            links: Links(self),
        };
        out.serialize(&mut serde_json::Serializer::with_formatter(&mut file, ItemLines::default()))?;
        file.write_all(b"\n")
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
