//! GEXF 1.3 for Gephi: attributes, colours, sizes, places, and for each edge the days that it spans (from its own time, else from when it was reported).

use std::io;

use super::Options;
use super::graphml::plain;
use super::output::{Out, Written};
use super::page::places;
use super::place::text::escape;
use super::style::{Family, fill};
use super::tables::{self, Table, Value};
use crate::types::{Edge, Graph};

/// The whole graph as GEXF.
pub fn write(graph: &Graph, _options: &Options, out: Out<'_>) -> Written {
    let (actors, edges) = (tables::actors(graph), tables::edges(graph));
    out.write_all(
        b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<gexf xmlns=\"http://gexf.net/1.3\" xmlns:viz=\"http://gexf.net/1.3/viz\" version=\"1.3\">\n",
    )?;
    writeln!(out, "<meta><creator>newsgraph {}</creator><description>{}</description></meta>", env!("CARGO_PKG_VERSION"), escape(&graph.title))?;
    out.write_all(b"<graph mode=\"dynamic\" defaultedgetype=\"directed\" timeformat=\"date\" timerepresentation=\"interval\">\n")?;
    attributes(out, "node", &actors, 1)?;
    attributes(out, "edge", &edges, 3)?;
    out.write_all(b"<nodes>\n")?;
    let places = places(graph);
    for (actor, row) in graph.actors().zip(&actors.rows) {
        write!(out, "<node id=\"{}\" label=\"{}\">", escape(&actor.id), escape(&actor.name))?;
        values(out, row, 1)?;
        let (x, y) = places.get(actor.id.as_str()).copied().unwrap_or_default();
        let size = 6.0 + 4.0 * (actor.mentions as f64).sqrt();
        // Gephi's ordinate points upwards.
        writeln!(
            out,
            "<viz:color {}/><viz:position x=\"{x:.0}\" y=\"{:.0}\" z=\"0\"/><viz:size value=\"{size:.1}\"/></node>",
            rgb(fill(actor.kind)),
            -y
        )?;
    }
    out.write_all(b"</nodes>\n<edges>\n")?;
    for (link, row) in graph.links().zip(&edges.rows) {
        let edge = link.edge;
        let span = span(edge, graph).map(|(from, to)| format!(" start=\"{}\" end=\"{}\"", escape(&from), escape(&to))).unwrap_or_default();
        write!(
            out,
            "<edge id=\"{}\" source=\"{}\" target=\"{}\" kind=\"{}\" label=\"{}\" weight=\"{}\"{span}>",
            row.first().and_then(plain).unwrap_or_default(),
            escape(&link.source.id),
            escape(&link.target.id),
            escape(&edge.key),
            escape(&edge.key),
            edge.evidence.len()
        )?;
        values(out, row, 3)?;
        writeln!(out, "<viz:color {}/></edge>", rgb(Family::of(edge).colour()))?;
    }
    Ok(out.write_all(b"</edges>\n</graph>\n</gexf>\n")?)
}

/// The first and the last day of an edge.
fn span(edge: &Edge, graph: &Graph) -> Option<(String, String)> {
    let own = edge.time.as_ref().and_then(|time| Some((time.from.clone()?, time.to.clone()?)));
    own.or_else(|| {
        let mut days: Vec<&String> = edge.evidence.iter().filter_map(|piece| graph.article(&piece.article)?.published.as_ref()).collect();
        days.sort();
        Some(((*days.first()?).clone(), (*days.last()?).clone()))
    })
}

fn attributes(out: Out<'_>, class: &str, table: &Table, skip: usize) -> io::Result<()> {
    writeln!(out, "<attributes class=\"{class}\" mode=\"static\">")?;
    for (i, column) in table.columns.iter().enumerate().skip(skip) {
        let kind = column.kind.xml_name();
        writeln!(out, "<attribute id=\"{i}\" title=\"{}\" type=\"{kind}\"/>", column.name)?;
    }
    out.write_all(b"</attributes>\n")
}

fn values(out: Out<'_>, row: &[Value], skip: usize) -> io::Result<()> {
    out.write_all(b"<attvalues>")?;
    for (i, value) in row.iter().enumerate().skip(skip) {
        if let Some(text) = plain(value) {
            write!(out, "<attvalue for=\"{i}\" value=\"{}\"/>", escape(&text))?;
        }
    }
    out.write_all(b"</attvalues>")
}

/// `#RRGGBB` as attributes r, g, b.
fn rgb(colour: &str) -> String {
    let part = |at: usize| colour.get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok()).unwrap_or_default();
    format!("r=\"{}\" g=\"{}\" b=\"{}\"", part(1), part(3), part(5))
}
