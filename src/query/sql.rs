//! `query sql "SELECT ..."`: whatever the other questions do not ask, put to the graph as an SQLite database. Nothing can be changed by it.

#[cfg(feature = "sqlite")]
mod run;

use std::path::PathBuf;

use serde_json::{Map, Value};

use super::answer::text;
use super::{Answer, Asked, Item, Parameter, Query};
use crate::error::Result;

pub const QUERY: Query = Query {
    name: "sql",
    about: "What a SELECT finds in the graph as an SQLite database",
    examples: &[
        "newsgraph query sql",
        "newsgraph query sql \"SELECT speaker, cue, content FROM said WHERE about = 'Russia'\"",
        "newsgraph query sql \"SELECT class, month, sum(reports) FROM dyad_months GROUP BY 1, 2\" --format csv",
    ],
    parameters: &[Parameter::place("SQL", false, "A SELECT; without it, the tables, views and their columns are listed")],
    database: true,
    run,
};

/// A database to ask.
#[cfg_attr(not(feature = "sqlite"), expect(dead_code, reason = "opened with the feature only"))]
pub enum Stored {
    /// A file of `newsgraph export GRAPH sqlite`.
    File(PathBuf),
    /// The content of such a file.
    Bytes(Vec<u8>),
}

/// What a SELECT gives.
#[derive(Debug, PartialEq)]
struct Rows {
    /// The columns' names, each once.
    columns: Vec<&'static str>,
    /// A cell a column.
    rows: Vec<Vec<Value>>,
    /// What to know or to try if there are none.
    notes: Vec<String>,
}

/// The tables and views that people ask, without those that full text is kept in.
const THERE_IS: &str = "SELECT m.name, m.type, group_concat(c.name, ', ') AS columns FROM sqlite_schema AS m, pragma_table_info(m.name) AS c
    WHERE m.type IN ('table', 'view') AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND m.name NOT LIKE '%\\_fts\\_%' ESCAPE '\\'
    GROUP BY m.name, m.type ORDER BY m.type DESC, m.name";

fn run(asked: &Asked<'_>) -> Result<Answer> {
    let stored = (asked.stored)()?;
    let sql = asked.one("SQL").filter(|sql| !sql.trim().is_empty()).unwrap_or(THERE_IS);
    let Rows { columns, rows, notes } = answer(&stored, sql)?;
    let mut answer = Answer::new(&columns, &columns);
    answer.notes = notes;
    answer.items = rows.into_iter().map(|row| item(&columns, row)).collect();
    Ok(answer)
}

#[cfg(feature = "sqlite")]
fn answer(stored: &Stored, sql: &str) -> Result<Rows> {
    run::rows(stored, sql)
}

#[cfg(not(feature = "sqlite"))]
fn answer(_stored: &Stored, _sql: &str) -> Result<Rows> {
    Err(crate::Error::missing("Questions in SQL", "sqlite"))
}

fn item(columns: &[&str], row: Vec<Value>) -> Item {
    let texts: Vec<String> = row.iter().map(text).collect();
    let on_one_line = |text: &String| text.split_whitespace().collect::<Vec<_>>().join(" ").into();
    let json: Map<String, Value> = columns.iter().map(|column| (*column).to_owned()).zip(row).collect();
    Item { cells: texts.iter().map(on_one_line).collect(), json: json.into(), csv: vec![texts] }
}
