//! Tidy CSV, a file a table (RFC 4180, UTF-8). Lists are joined by "; ". A text that a spreadsheet would take for a formula gets an apostrophe before it
//! (OWASP, "CSV injection").

use super::{TABLES, Value, harmless};
use crate::error::Result;
use crate::export::Options;
use crate::export::output::{Files, Out, Written};
use crate::types::Graph;

/// `articles.csv`, `actors.csv`, `edges.csv`, `evidence.csv`, `against.csv`, `statements.csv`.
pub fn write(graph: &Graph, _options: &Options, files: &mut Files<'_>) -> Result<()> {
    TABLES.iter().try_for_each(|(name, make)| {
        let table = make(graph);
        let heads = table.columns.iter().map(|column| column.name);
        files.file(&format!("{name}.csv"), |out| rows(out, heads, table.rows.iter().map(|row| row.iter().map(cell))))
    })
}

/// Rows below their heads as CSV.
pub fn rows<H: AsRef<[u8]>, R: IntoIterator<Item = String>>(out: Out<'_>, heads: impl Iterator<Item = H>, rows: impl Iterator<Item = R>) -> Written {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(heads)?;
    for row in rows {
        writer.write_record(row)?;
    }
    Ok(writer.flush()?)
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
