//! Tidy CSV, a file a table (RFC 4180, UTF-8). Lists are joined by "; ". A text that a spreadsheet would take for a formula gets an apostrophe before it
//! (OWASP, "CSV injection").

use super::{Table, Value, harmless, tables};
use crate::error::{Error, Result};
use crate::export::{Files, Options};
use crate::types::Graph;

/// `articles.csv`, `actors.csv`, `edges.csv`, `evidence.csv`, `against.csv`, `statements.csv`.
pub fn write(graph: &Graph, _options: &Options) -> Result<Files> {
    let file = |table: Table| {
        let name = format!("{}.csv", table.name);
        let heads = table.columns.iter().map(|column| column.name.to_owned());
        let bytes = text(&name, heads, &table.rows, cell)?;
        Ok((name, bytes))
    };
    tables(graph).into_iter().map(file).collect()
}

/// Rows below their heads as CSV, the cells written by `cell`.
pub fn text(name: &str, heads: impl Iterator<Item = String>, rows: &[Vec<Value>], cell: fn(&Value) -> String) -> Result<Vec<u8>> {
    let failed = |e: csv::Error| Error::io(name, std::io::Error::other(e));
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(heads.collect::<Vec<_>>()).map_err(failed)?;
    for row in rows {
        writer.write_record(row.iter().map(cell)).map_err(failed)?;
    }
    writer.into_inner().map_err(|e| Error::io(name, e.into_error()))
}

/// A cell for spreadsheets and data frames.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Text(text) | Value::Date(text) => harmless(text),
        Value::Int(number) => number.to_string(),
        Value::Float(number) => format!("{number}"),
        Value::Bool(yes) => yes.to_string(),
        Value::List(list) => harmless(&list.join("; ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_begins_a_formula() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1"] {
            assert!(cell(&Value::Text(text.into())).starts_with('\''), "{text}");
        }
        assert_eq!(cell(&Value::Text("1 - 1 = 0".into())), "1 - 1 = 0");
        assert_eq!(cell(&Value::List(vec!["a".into(), "b".into()])), "a; b");
    }
}
