//! GraphML, flat attributes only: for networkx, igraph, Gephi (which reads `label` and `weight`) and yEd (which reads the label out of its own elements).

use std::io;

use super::Options;
use super::output::{Out, Written};
use super::place::text::escape;
use super::tables::{self, Table, Value};
use crate::types::Graph;

/// The whole graph as GraphML; texts of evidence are the first sentence of each edge.
pub fn write(graph: &Graph, _options: &Options, out: Out<'_>) -> Written {
    let (actors, edges) = (tables::actors(graph), tables::edges(graph));
    out.write_all(
        b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" \
         xmlns:y=\"http://www.yworks.com/xml/graphml\">\n",
    )?;
    keys(out, "node", "n", &actors)?;
    keys(out, "edge", "e", &edges)?;
    out.write_all(
        concat!(
            "<key id=\"label\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>\n",
            "<key id=\"tie\" for=\"edge\" attr.name=\"label\" attr.type=\"string\"/>\n",
            "<key id=\"sentence\" for=\"edge\" attr.name=\"sentence\" attr.type=\"string\"/>\n",
            "<key id=\"look\" for=\"node\" yfiles.type=\"nodegraphics\"/>\n",
        )
        .as_bytes(),
    )?;
    writeln!(out, "<graph id=\"{}\" edgedefault=\"directed\">", escape(if graph.title.is_empty() { "newsgraph" } else { &graph.title }))?;
    for (actor, row) in graph.actors().zip(&actors.rows) {
        let name = escape(&actor.name);
        write!(out, "<node id=\"{}\"><data key=\"label\">{name}</data>", escape(&actor.id))?;
        data(out, "n", row, 1)?;
        writeln!(out, "<data key=\"look\"><y:ShapeNode><y:NodeLabel>{name}</y:NodeLabel></y:ShapeNode></data></node>")?;
    }
    for (link, row) in graph.links().zip(&edges.rows) {
        let id = row.first().and_then(plain).unwrap_or_default();
        write!(
            out,
            "<edge id=\"e{id}\" source=\"{}\" target=\"{}\"><data key=\"tie\">{}</data>",
            escape(&link.source.id),
            escape(&link.target.id),
            escape(&link.edge.key)
        )?;
        if let Some(piece) = link.edge.evidence.first() {
            write!(out, "<data key=\"sentence\">{}</data>", escape(&piece.sentence.text))?;
        }
        data(out, "e", row, 3)?;
        out.write_all(b"</edge>\n")?;
    }
    Ok(out.write_all(b"</graph>\n</graphml>\n")?)
}

/// Declares the columns; the first ones (ids and ends) stand in the elements themselves.
fn keys(out: Out<'_>, element: &str, prefix: &str, table: &Table) -> io::Result<()> {
    let skip = if element == "node" { 1 } else { 3 };
    for (i, column) in table.columns.iter().enumerate().skip(skip) {
        let kind = column.kind.xml_name();
        let name = column.name;
        writeln!(out, "<key id=\"{prefix}{i}\" for=\"{element}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>")?;
    }
    Ok(())
}

fn data(out: Out<'_>, prefix: &str, row: &[Value], skip: usize) -> io::Result<()> {
    for (i, value) in row.iter().enumerate().skip(skip) {
        if let Some(text) = plain(value) {
            write!(out, "<data key=\"{prefix}{i}\">{}</data>", escape(&text))?;
        }
    }
    Ok(())
}

/// A cell as one text; nothing for what is not known.
pub fn plain(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::Text(text) | Value::Date(text) => Some(text.clone()),
        Value::Int(number) => Some(number.to_string()),
        Value::Float(number) => Some(format!("{number}")),
        Value::Bool(yes) => Some(yes.to_string()),
        Value::List(list) => Some(list.join("; ")),
    }
}
