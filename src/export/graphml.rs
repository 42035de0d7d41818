//! GraphML, flat attributes only: for networkx, igraph, Gephi (which reads `label` and `weight`) and yEd (which reads the label out of its own elements).

use std::fmt::Write;

use super::Options;
use super::place::text::escape;
use super::tables::{Table, Value, tables};
use crate::error::Result;
use crate::types::Graph;

/// The whole graph as GraphML; texts of evidence are the first sentence of each edge.
pub fn write(graph: &Graph, _options: &Options) -> Result<String> {
    let all = tables(graph);
    let named = |name: &str| all.iter().find(|table| table.name == name);
    let (Some(actors), Some(edges)) = (named("actors"), named("edges")) else { return Ok(String::new()) };
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" \
         xmlns:y=\"http://www.yworks.com/xml/graphml\">\n",
    );
    keys(&mut out, "node", "n", actors);
    keys(&mut out, "edge", "e", edges);
    out.push_str(concat!(
        "<key id=\"label\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>\n",
        "<key id=\"tie\" for=\"edge\" attr.name=\"label\" attr.type=\"string\"/>\n",
        "<key id=\"sentence\" for=\"edge\" attr.name=\"sentence\" attr.type=\"string\"/>\n",
        "<key id=\"look\" for=\"node\" yfiles.type=\"nodegraphics\"/>\n",
    ));
    let _ = writeln!(out, "<graph id=\"{}\" edgedefault=\"directed\">", escape(if graph.title.is_empty() { "newsgraph" } else { &graph.title }));
    for (actor, row) in graph.actors().zip(&actors.rows) {
        let name = escape(&actor.name);
        let _ = write!(out, "<node id=\"{}\"><data key=\"label\">{name}</data>", escape(&actor.id));
        data(&mut out, "n", row, 1);
        let _ = writeln!(out, "<data key=\"look\"><y:ShapeNode><y:NodeLabel>{name}</y:NodeLabel></y:ShapeNode></data></node>");
    }
    for (link, row) in graph.links().zip(&edges.rows) {
        let id = row.first().and_then(plain).unwrap_or_default();
        let _ = write!(
            out,
            "<edge id=\"e{id}\" source=\"{}\" target=\"{}\"><data key=\"tie\">{}</data>",
            escape(&link.source.id),
            escape(&link.target.id),
            escape(&link.edge.key)
        );
        if let Some(piece) = link.edge.evidence.first() {
            let _ = write!(out, "<data key=\"sentence\">{}</data>", escape(&piece.sentence.text));
        }
        data(&mut out, "e", row, 3);
        out.push_str("</edge>\n");
    }
    out.push_str("</graph>\n</graphml>\n");
    Ok(out)
}

/// Declares the columns; the first ones (ids and ends) stand in the elements themselves.
fn keys(out: &mut String, element: &str, prefix: &str, table: &Table) {
    let skip = if element == "node" { 1 } else { 3 };
    for (i, column) in table.columns.iter().enumerate().skip(skip) {
        let kind = column.kind.xml_name();
        let name = column.name;
        let _ = writeln!(out, "<key id=\"{prefix}{i}\" for=\"{element}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>");
    }
}

fn data(out: &mut String, prefix: &str, row: &[Value], skip: usize) {
    for (i, value) in row.iter().enumerate().skip(skip) {
        if let Some(text) = plain(value) {
            let _ = write!(out, "<data key=\"{prefix}{i}\">{}</data>", escape(&text));
        }
    }
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
