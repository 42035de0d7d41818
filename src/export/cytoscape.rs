//! Elements JSON of Cytoscape.js and Cytoscape: nodes with their places, edges with flat data.

use serde_json::{Map, Value as Json, json};

use super::Options;
use super::page::places;
use super::tables::{Table, Value, tables};
use crate::error::{Error, Result};
use crate::types::Graph;

/// The whole graph as Cytoscape elements.
pub fn write(graph: &Graph, _options: &Options) -> Result<String> {
    let all = tables(graph);
    let named = |name: &str| all.iter().find(|table| table.name == name);
    let (Some(actors), Some(edges)) = (named("actors"), named("edges")) else { return Ok(String::new()) };
    let places = places(graph);
    let node = |row: &Vec<Value>| {
        let data = flat(actors, row);
        let (x, y) = data["id"].as_str().and_then(|id| places.get(id)).copied().unwrap_or_default();
        json!({ "data": data, "position": { "x": x, "y": y } })
    };
    let edge = |(row, link): (&Vec<Value>, crate::types::Link<'_>)| {
        let mut data = flat(edges, row);
        data.insert("id".into(), format!("e{}", data["id"]).into());
        data.insert("label".into(), link.edge.key.clone().into());
        data.insert("sentence".into(), link.edge.evidence.first().map(|piece| piece.sentence.text.clone()).into());
        json!({ "data": data, "classes": link.edge.kind })
    };
    let nodes: Vec<Json> = actors.rows.iter().map(node).collect();
    let edges: Vec<Json> = edges.rows.iter().zip(graph.links()).map(edge).collect();
    let file = json!({ "data": { "name": graph.title }, "elements": { "nodes": nodes, "edges": edges } });
    serde_json::to_string(&file).map(|text| text + "\n").map_err(|e| Error::io("graph.cyjs", std::io::Error::other(e)))
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
