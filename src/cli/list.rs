//! `newsgraph list`: the tables that drive the program, printed.

use std::io::Write;

use anyhow::Result;

use super::args::{ListArgs, Listed};
use super::{Status, output};
use crate::export::EXPORTERS;
use crate::knowledge::Knowledge;
use crate::query::QUERIES;
use crate::read::READERS;
use crate::types::Plover;

/// Prints one of the tables.
pub fn list(args: &ListArgs) -> Result<Status> {
    let (heads, rows): (&[&str], Vec<Vec<String>>) = match args.what {
        Listed::Edges => (&["type", "PLOVER", "source", "target", "what it is"], edge_rows(&args.lexicon.knowledge()?)),
        Listed::Inputs => {
            let row = |r: &crate::read::Reader| vec![r.name.to_owned(), r.extensions.join(", "), about(r.description, r.lacks)];
            (&["format", "endings", "what it is"], READERS.iter().map(row).collect())
        }
        Listed::Exports => (
            &["format", "file", "what it is for"],
            EXPORTERS.iter().map(|e| vec![e.name.to_owned(), e.file.to_owned(), about(e.about, e.lacks)]).collect(),
        ),
        Listed::Queries => {
            let row = |q: &crate::query::Query| vec![q.name.to_owned(), about(q.about, q.lacks()), q.examples.join("\n")];
            (&["question", "what it answers", "examples"], QUERIES.iter().map(row).collect())
        }
    };
    writeln!(super::screen::stdout(), "{}", output::rows(heads, &rows))?;
    Ok(Status::Done)
}

fn about(about: &str, lacks: Option<&str>) -> String {
    let lacks = lacks.map(|feature| format!(" (not in this build: --features {feature})"));
    about.to_owned() + &lacks.unwrap_or_default()
}

fn edge_rows(knowledge: &Knowledge) -> Vec<Vec<String>> {
    let row = |edge: &crate::knowledge::edges::EdgeType| {
        let target = if edge.symmetric { format!("{} (no direction)", edge.target) } else { edge.target.clone() };
        vec![edge.name.to_owned(), edge.plover.map_or("–", Plover::name).to_owned(), edge.source.clone(), target, edge.description.clone()]
    };
    knowledge.edges.types.iter().map(row).collect()
}
