//! Elements JSON of Cytoscape.js and Cytoscape: nodes with their places, edges with flat data.

use serde::Serialize;
use serde_json::{Map, Value as Json, json};

use super::Options;
use super::output::{Array, Out, Written};
use super::page::places;
use super::tables::{self, Table, Value};
use crate::types::{Graph, Link};

#[derive(Serialize)]
struct File<N, E> {
    data: Json,
    elements: Elements<N, E>,
}

#[derive(Serialize)]
struct Elements<N, E> {
    edges: E,
    nodes: N,
}

/// The whole graph as Cytoscape elements.
pub fn write(graph: &Graph, _options: &Options, mut out: Out<'_>) -> Written {
    let (actors, edges, places) = (tables::actors(graph), tables::edges(graph), places(graph));
    let node = |row: &Vec<Value>| {
        let data = flat(&actors, row);
        let (x, y) = data["id"].as_str().and_then(|id| places.get(id)).copied().unwrap_or_default();
        json!({ "data": data, "position": { "x": x, "y": y } })
    };
    let edge = |(row, link): (&Vec<Value>, Link<'_>)| {
        let mut data = flat(&edges, row);
        data.insert("id".into(), format!("e{}", data["id"]).into());
        data.insert("label".into(), link.edge.key.clone().into());
        data.insert("sentence".into(), link.edge.evidence.first().map(|piece| piece.sentence.text.clone()).into());
        json!({ "data": data, "classes": link.edge.kind })
    };
    let elements = Elements { nodes: Array(|| actors.rows.iter().map(node)), edges: Array(|| edges.rows.iter().zip(graph.links()).map(edge)) };
    serde_json::to_writer(&mut out, &File { data: json!({ "name": graph.title }), elements })?;
    Ok(out.write_all(b"\n")?)
}

/// A row as an object.
pub fn flat(table: &Table, row: &[Value]) -> Map<String, Json> {
    let value = |value: &Value| match value {
        Value::Null => Json::Null,
        Value::Text(text) | Value::Date(text) => text.clone().into(),
        Value::Int(number) => (*number).into(),
        Value::Float(number) => (*number).into(),
        Value::Bool(yes) => (*yes).into(),
        Value::List(list) => list.clone().into(),
    };
    table.columns.iter().zip(row).map(|(column, cell)| (column.name.to_owned(), value(cell))).collect()
}
