//! The graph to files. A format is one file here and one row in [`EXPORTERS`].

mod dot;
mod json;
mod page;
pub mod picture;
mod place;
mod style;
mod svg;

use crate::error::{Error, Result};
use crate::types::Graph;

/// Who draws the picture.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Layout {
    /// The program `dot` of Graphviz if it is installed, else newsgraph itself.
    #[default]
    Auto,
    /// The program `dot`; an error if it is not installed. Its output depends on its version.
    Dot,
    /// newsgraph itself: the same picture on every machine.
    Native,
}

/// What a user may choose of an export.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Who draws the picture.
    pub layout: Layout,
}

/// One export format.
pub struct Exporter {
    /// What it is called, and the ending of its file.
    pub name: &'static str,
    /// The file in the output folder.
    pub file: &'static str,
    /// What it is for, in one line.
    pub about: &'static str,
    /// Writes the graph in this format.
    pub write: fn(&Graph, &Options) -> Result<String>,
}

/// All export formats, by name.
pub const EXPORTERS: &[Exporter] = &[
    Exporter { name: "dot", file: "graph.dot", about: "Graphviz: the picture's actors and ties as text", write: dot::write },
    Exporter { name: "html", file: "graph.html", about: "the interactive page: one file for a browser, without network", write: page::write },
    Exporter { name: "json", file: "graph.json", about: "node-link data for networkx and for `newsgraph query`: everything", write: json::write },
    Exporter { name: "svg", file: "graph.svg", about: "the picture, for browsers and documents", write: svg::write },
];

/// The exporter for a file name, by its ending.
pub fn exporter_for(path: &std::path::Path) -> Result<&'static Exporter> {
    let ending = path.extension().and_then(|e| e.to_str()).unwrap_or_default().to_lowercase();
    EXPORTERS.iter().find(|exporter| exporter.name == ending).ok_or_else(|| {
        let known: Vec<String> = EXPORTERS.iter().map(|exporter| format!(".{}", exporter.name)).collect();
        Error::Query(format!("{}: the file's ending says the format, and newsgraph writes {}", path.display(), known.join(", ")))
    })
}
