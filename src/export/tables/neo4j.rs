//! CSV for `neo4j-admin database import`: actors as nodes labelled by kind, edges as relationships typed as in the graph. The command is in the last file.

use super::{Kind, Table, Value, actors, csv, edges};
use crate::error::Result;
use crate::export::Options;
use crate::export::output::Files;
use crate::types::Graph;

const LIST_MARK: char = '\u{1f}';

/// `actors.csv`, `edges.csv` and the command that imports them.
pub fn write(graph: &Graph, _options: &Options, files: &mut Files<'_>) -> Result<()> {
    for table in [actors(graph), edges(graph)] {
        let nodes = table.name == "actors";
        let kind = table.columns.iter().position(|column| column.name == if nodes { "kind" } else { "type" });
        let label = |row: &[Value]| match kind.map(|at| &row[at]) {
            Some(Value::Text(text)) if nodes => text[..1].to_uppercase() + &text[1..],
            Some(Value::Text(text)) => text.to_uppercase().replace('-', "_"),
            _ => String::new(),
        };
        let rows = table.rows.iter().map(|row| row.iter().map(cell).chain([label(row)]));
        files.file(&format!("{}.csv", table.name), |out| csv::rows(out, heads(&table).into_iter(), rows))?;
    }
    let command = "# Run in the folder of the two files; a new database takes the place of the old one.\n\
        neo4j-admin database import full neo4j --overwrite-destination --array-delimiter=U+001F --nodes=actors.csv --relationships=edges.csv\n";
    files.file("import.sh", |out| Ok(out.write_all(command.as_bytes())?))
}

/// The head line, with the types that the importer reads.
fn heads(table: &Table) -> Vec<String> {
    let nodes = table.name == "actors";
    let head = |column: &super::Column| match (column.name, column.kind) {
        ("id", _) if nodes => "id:ID".to_owned(),
        ("source", _) => ":START_ID".to_owned(),
        ("target", _) => ":END_ID".to_owned(),
        (name, Kind::Text) => name.to_owned(),
        (name, Kind::Int) => format!("{name}:long"),
        (name, Kind::Float) => format!("{name}:double"),
        (name, Kind::Bool) => format!("{name}:boolean"),
        (name, Kind::Date) => format!("{name}:date"),
        (name, Kind::List) => format!("{name}:string[]"),
    };
    table.columns.iter().map(head).chain([if nodes { ":LABEL" } else { ":TYPE" }.to_owned()]).collect()
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Text(text) | Value::Date(text) => text.clone(),
        Value::Int(number) => number.to_string(),
        Value::Float(number) => format!("{number}"),
        Value::Bool(yes) => yes.to_string(),
        Value::List(list) => list.iter().map(|item| item.replace(LIST_MARK, " ")).collect::<Vec<_>>().join(&LIST_MARK.to_string()),
    }
}
