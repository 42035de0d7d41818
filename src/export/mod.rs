//! The graph to files. A format is one file here and one row in [`EXPORTERS`].

mod annotation;
mod brief;
mod cytoscape;
mod dot;
mod follow_the_money;
mod gexf;
mod graphml;
mod json;
mod output;
mod page;
pub(crate) mod picture;
mod place;
mod plover;
mod png;
mod sqlite;
mod style;
mod svg;
pub mod tables;

use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::types::{Archive, Graph};

pub(crate) use output::WholeFile;
use output::{Files, Out, Written};

/// Who draws the picture.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Layout {
    /// newsgraph itself: the same picture on every machine.
    #[default]
    Native,
    /// The program `dot` of Graphviz; an error if it is not installed. Its output depends on its version.
    Dot,
}

/// What a user may choose of an export.
#[derive(Debug, Clone, Copy, Default)]
#[non_exhaustive]
pub struct Options {
    /// Who draws the picture.
    pub layout: Layout,
    /// Light on dark, where the format is a picture.
    pub dark: bool,
}

/// How a format is written.
#[derive(Clone, Copy)]
enum Write {
    /// As one file.
    File(WriteFile),
    /// As several files in a folder of their own.
    Folder(WriteFolder),
}

/// One export format.
#[non_exhaustive]
pub struct Exporter {
    /// What it is called.
    pub name: &'static str,
    /// Its file in the output folder, or its folder there.
    pub file: &'static str,
    /// What it is for, in one line.
    pub about: &'static str,
    /// Whether `newsgraph build` writes it unasked.
    pub standard: bool,
    /// The feature of Cargo.toml that it needs and that this build was made without.
    pub lacks: Option<&'static str>,
    /// Writes the graph in this format.
    how: Write,
    /// Writes a graph that is too large for memory row by row, for a format of one file that can be written so.
    #[cfg_attr(not(feature = "cli"), allow(dead_code, reason = "the program alone has such graphs"))]
    by_rows: Option<WriteRows>,
    /// What it has no room for.
    left_out: fn(&Graph) -> Option<String>,
}

impl Exporter {
    /// What of this graph the format has no room for, in words; `None` if it holds all that it is made for.
    pub fn left_out(&self, graph: &Graph) -> Option<String> {
        (self.left_out)(graph)
    }

    /// Writes the graph in a format of one file.
    ///
    /// # Errors
    /// [`Error::Io`] for what `out` does not take, [`Error::Export`] for a format of several files, a format that this
    /// build lacks, and a graph that has nothing for this format.
    pub fn write(&self, graph: &Graph, options: &Options, out: &mut (dyn std::io::Write + Send)) -> Result<()> {
        match self.how {
            Write::File(write) => write(graph, options, out).map_err(|failed| failed.at(Path::new(self.file))),
            Write::Folder(_) => Err(Error::Export(format!("{} is a format of several files, for a folder", self.name))),
        }
    }

    /// Writes the whole of a graph that is too large for memory, row by row; `None`: the format needs the graph in memory.
    ///
    /// # Errors
    /// As [`Exporter::save`].
    #[cfg(feature = "cli")]
    pub(crate) fn save_archive(&self, archive: &Archive, folder: &Path) -> Option<Result<()>> {
        let write = self.by_rows?;
        Some(WholeFile::begin(&folder.join(self.file)).and_then(|file| {
            write(archive, file.place())?;
            file.finish()
        }))
    }

    /// Writes the graph into a folder, and gives the paths of the files. Each file is written whole or not at all.
    ///
    /// # Errors
    /// As [`Exporter::write`].
    pub fn save(&self, graph: &Graph, options: &Options, folder: &Path) -> Result<Vec<PathBuf>> {
        let path = folder.join(self.file);
        match self.how {
            Write::File(write) => {
                let mut files = Files::of(folder);
                files.file(self.file, |out| write(graph, options, out))?;
                Ok(files.finish())
            }
            Write::Folder(write) => {
                let mut files = Files::of(&path);
                write(graph, options, &mut files)?;
                Ok(files.finish())
            }
        }
    }
}

/// Writes into an empty file.
type WriteRows = fn(&Archive, &Path) -> Result<()>;
type WriteFile = fn(&Graph, &Options, Out<'_>) -> Written;
type WriteFolder = fn(&Graph, &Options, &mut Files<'_>) -> Result<()>;

const fn standard(name: &'static str, file: &'static str, write: WriteFile, about: &'static str) -> Exporter {
    Exporter { name, file, about, standard: true, lacks: None, how: Write::File(write), by_rows: None, left_out: nothing }
}

const fn file(name: &'static str, file: &'static str, write: WriteFile, about: &'static str) -> Exporter {
    Exporter { standard: false, ..standard(name, file, write, about) }
}

const fn folder(name: &'static str, file: &'static str, write: WriteFolder, about: &'static str) -> Exporter {
    Exporter { name, file, about, standard: false, lacks: None, how: Write::Folder(write), by_rows: None, left_out: nothing }
}

const fn nothing(_graph: &Graph) -> Option<String> {
    None
}

/// A format that is only in builds with a feature.
const fn with(feature: &'static str, built: bool, exporter: Exporter) -> Exporter {
    Exporter { lacks: if built { None } else { Some(feature) }, ..exporter }
}

/// All export formats, by name.
pub const EXPORTERS: &[Exporter] = &[
    file("annotations", "annotations.jsonld", annotation::write, "W3C Web Annotations: evidence and statements by their place in the articles"),
    folder("brief", "brief/", brief::write, "Markdown: a page for each actor with roles, relations, quotations and sources"),
    folder(
        "csv",
        "csv/",
        tables::csv::write,
        "tidy tables for spreadsheets and data frames: articles, actors, edges, evidence for and against, statements",
    ),
    file("cytoscape", "graph.cyjs", cytoscape::write, "elements of Cytoscape.js and Cytoscape, with places"),
    standard("dot", "graph.dot", dot::write, "Graphviz: the picture's actors and ties as text"),
    file("ftm", "entities.ftm.jsonl", follow_the_money::write, "FollowTheMoney entities, for Aleph and similar tools"),
    file("gexf", "graph.gexf", gexf::write, "GEXF 1.3 for Gephi, with times, colours and places"),
    file("graphml", "graph.graphml", graphml::write, "GraphML for networkx, igraph, Gephi and yEd"),
    Exporter {
        left_out: page::left_out,
        ..standard("html", "graph.html", page::write, "the interactive page: one file for a browser, works offline")
    },
    Exporter {
        by_rows: Some(json::write_archive),
        ..standard("json", "graph.json", json::write, "the whole graph, for `newsgraph query` and networkx (node-link data)")
    },
    folder("neo4j", "neo4j/", tables::neo4j::write, "CSV for the bulk import of Neo4j, with the command"),
    with(
        "parquet",
        cfg!(feature = "parquet"),
        folder("parquet", "parquet/", tables::parquet::write, "the tables of csv with typed columns, for polars, pandas, DuckDB, Spark"),
    ),
    file("plover", "events.plover.jsonl", plover::write, "event data with PLOVER's fields, one event per line"),
    with("png", cfg!(feature = "png"), file("png", "graph.png", png::write, "the picture as pixels, for slides and chats")),
    with(
        "sqlite",
        cfg!(feature = "sqlite"),
        Exporter {
            by_rows: Some(sqlite::write_archive),
            ..file("sqlite", "graph.sqlite", sqlite::write, "an SQLite database with full text and views: who said what about whom is one SELECT")
        },
    ),
    standard("svg", "graph.svg", svg::write, "the picture, for browsers and documents"),
];

/// Writes the graph to a file, in the format that its ending says (`.svg`, `.json`, `.graphml` ...), and makes its folder if it is
/// missing. The file is written whole or not at all.
///
/// ```
/// use newsgraph::{Article, Extractor, Graph, export};
///
/// # fn main() -> newsgraph::Result<()> {
/// let extractor = Extractor::new()?;
/// let record = extractor.extract(&Article::new("a1", "Norway supplied Estonia with radars."))?;
/// let graph = Graph::assemble([record], extractor.knowledge());
/// let folder = tempfile::tempdir().expect("a folder");
/// export::save(&graph, &folder.path().join("graph.svg"), &export::Options::default())?;
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// [`Error::Query`] for an ending that no format has, [`Error::Io`] for a file that cannot be written.
pub fn save(graph: &Graph, path: &Path, options: &Options) -> Result<()> {
    let exporter = exporter_for(path)?;
    let mut file = WholeFile::begin(path)?;
    exporter.write(graph, options, &mut file)?;
    file.finish()
}

/// The exporter for a file name, by its ending.
///
/// # Errors
/// [`Error::Query`] with the endings that there are.
pub fn exporter_for(path: &Path) -> Result<&'static Exporter> {
    let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_lowercase();
    let ending_of = |exporter: &Exporter| exporter.file.rsplit('.').next().unwrap_or_default();
    let single = || EXPORTERS.iter().filter(|exporter| !matches!(exporter.how, Write::Folder(_)));
    single().find(|exporter| ending_of(exporter) == ending).ok_or_else(|| {
        let mut known: Vec<&str> = single().map(ending_of).collect();
        known.dedup();
        // Letters in another order, or one too many.
        let near = known.iter().filter(|known| !ending.is_empty() && strsim::osa_distance(known, &ending) <= 1 + ending.len() / 4);
        let near: Vec<String> = near.map(|known| format!(".{known}")).collect();
        let hint = if near.is_empty() { format!("newsgraph writes .{}", known.join(", .")) } else { format!("nearest: {}", near.join(", ")) };
        Error::Query(format!("{}: the file's ending decides the format; {hint}", path.display()))
    })
}
