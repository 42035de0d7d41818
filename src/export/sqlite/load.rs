//! Filling the database: rows first, then indexes, full text and views, as `schema.sql` has them. The columns are those of the tidy tables.

use indexmap::IndexMap;
use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, Result, ToSql, Transaction, params, params_from_iter};

use crate::export::tables::{Column, Kind, Table, Value, tables};
use crate::types::{End, Graph};

const SCHEMA: &str = include_str!("schema.sql");

/// What in [`SCHEMA`] stands between the tables and what is made of filled ones.
const AFTER_THE_ROWS: &str = "-- AFTER THE ROWS";

/// The version of the schema, `PRAGMA user_version`.
const VERSION: i32 = 1;

/// "NGRF": what `PRAGMA application_id` says that the file is.
const APPLICATION: i32 = 0x4e47_5246;

/// The bytes of the database of a graph, the same for the same graph.
pub fn database(graph: &Graph) -> Result<Vec<u8>> {
    let mut db = Connection::open_in_memory()?;
    db.pragma_update(None, "application_id", APPLICATION)?;
    db.pragma_update(None, "user_version", VERSION)?;
    // Every row is written once, and articles may come after their near duplicates.
    db.pragma_update(None, "foreign_keys", false)?;
    let (tables_sql, rest) = SCHEMA.split_once(AFTER_THE_ROWS).unwrap_or((SCHEMA, ""));
    let rows = db.transaction()?;
    rows.execute_batch(tables_sql)?;
    meta(&rows, graph)?;
    let mut sentences = Sentences::default();
    for table in tables(graph) {
        fill(&rows, &sentences.out_of(table))?;
    }
    fill(&rows, &sentences.table())?;
    roles(&rows, graph)?;
    mentions(&rows, graph)?;
    only_referred_to(&rows)?;
    rows.execute_batch(rest)?;
    rows.commit()?;
    Ok(db.serialize("main")?.to_vec())
}

fn meta(db: &Transaction<'_>, graph: &Graph) -> Result<()> {
    let title = if graph.title.is_empty() { "newsgraph" } else { &graph.title };
    let generator = concat!("newsgraph ", env!("CARGO_PKG_VERSION"));
    for (key, value) in [("schema", "newsgraph.sqlite/1"), ("generator", generator), ("title", title), ("level", graph.level.as_str())] {
        db.execute("INSERT INTO meta VALUES (?, ?)", [key, value])?;
    }
    Ok(())
}

/// Writes a tidy table: single values into the columns of the same name, lists into the table that is called after table and column.
fn fill(db: &Transaction<'_>, table: &Table) -> Result<()> {
    let known = columns(db, table.name)?;
    let numbered = known.iter().any(|column| column == "number");
    let single: Vec<usize> = (0..table.columns.len()).filter(|&i| known.iter().any(|column| column == table.columns[i].name)).collect();
    let names: Vec<String> = single.iter().map(|&i| format!("\"{}\"", table.columns[i].name)).collect();
    // Two files of records may have articles of one id: the first one's title stands.
    let head = if numbered { "number, " } else { "" };
    let marks = vec!["?"; single.len() + usize::from(numbered)].join(", ");
    let mut insert = db.prepare(&format!("INSERT OR IGNORE INTO {} ({head}{}) VALUES ({marks})", table.name, names.join(", ")))?;
    let mut lists = Vec::new();
    for (i, column) in table.columns.iter().enumerate().filter(|(_, column)| column.kind == Kind::List) {
        let name = format!("{}_{}", table.name.trim_end_matches('s'), column.name);
        if columns(db, &name)?.len() == 3 {
            lists.push((i, db.prepare(&format!("INSERT OR IGNORE INTO {name} VALUES (?, ?, ?)"))?));
        }
    }
    for (number, row) in (1_i64..).zip(&table.rows) {
        let number = Value::Int(number);
        let key = if numbered { &number } else { &row[0] };
        insert.execute(params_from_iter(numbered.then_some(key).into_iter().chain(single.iter().map(|&i| &row[i]))))?;
        for (i, insert) in &mut lists {
            let Value::List(items) = &row[*i] else { continue };
            for (position, item) in (1_i64..).zip(items) {
                insert.execute(params![key, position, item])?;
            }
        }
    }
    Ok(())
}

/// The names of a table's columns; none if there is no such table.
fn columns(db: &Transaction<'_>, table: &str) -> Result<Vec<String>> {
    db.prepare("SELECT name FROM pragma_table_info(?)")?.query_map([table], |row| row.get(0))?.collect()
}

/// Posts have two parts, of which the tidy table makes one text.
fn roles(db: &Transaction<'_>, graph: &Graph) -> Result<()> {
    let mut insert = db.prepare("INSERT OR IGNORE INTO actor_roles VALUES (?, ?, ?, ?, ?)")?;
    for actor in graph.actors() {
        for (position, role) in (1_i64..).zip(&actor.roles) {
            insert.execute(params![actor.id, position, role.title, role.of, role.tenure.word()])?;
        }
    }
    Ok(())
}

/// Where the ends of an edge are meant. Evidence is numbered as in the tidy table.
fn mentions(db: &Transaction<'_>, graph: &Graph) -> Result<()> {
    let mut insert = db.prepare("INSERT INTO evidence_mentions VALUES (?, ?, ?, ?, ?, ?)")?;
    for (number, piece) in (1_i64..).zip(graph.links().flat_map(|link| &link.edge.evidence)) {
        for (position, mention) in (1_i64..).zip(&piece.mentions) {
            let of = if mention.of == End::Source { "source" } else { "target" };
            let [start, end] = [mention.span.start, mention.span.end].map(|at| i64::try_from(at).unwrap_or(i64::MAX));
            insert.execute(params![number, position, of, start, end, mention.span.text])?;
        }
    }
    Ok(())
}

/// Rows for the articles and actors that others refer to and that the graph does not have, so that every reference leads somewhere.
fn only_referred_to(db: &Transaction<'_>) -> Result<()> {
    let mut references = db.prepare(
        "SELECT m.name, f.\"from\", f.\"table\" FROM sqlite_schema AS m, pragma_foreign_key_list(m.name) AS f
         WHERE m.type = 'table' AND f.\"table\" IN ('actors', 'articles')",
    )?;
    let found = references.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?.collect::<Result<Vec<(String, String, String)>>>()?;
    for (table, column, to) in found {
        let (columns, values) = if to == "actors" { ("id, kind, name, mentions", "v, 'unknown', v, 0") } else { ("id", "v") };
        db.execute_batch(&format!(
            "INSERT INTO {to} ({columns}) SELECT {values} FROM (SELECT DISTINCT \"{column}\" AS v FROM {table}) WHERE v IS NOT NULL AND v NOT IN (SELECT id FROM {to})"
        ))?;
    }
    Ok(())
}

/// The sentences that pieces of evidence refer to, each once, by article and place.
#[derive(Default)]
struct Sentences(IndexMap<(String, i64, i64), Value>);

impl Sentences {
    /// The table with the numbers of its sentences instead of the sentences, if it is one of evidence.
    fn out_of(&mut self, mut table: Table) -> Table {
        let at = |name: &str| table.columns.iter().position(|column| column.name == name);
        let (Some(article), Some(start), Some(end), Some(sentence)) = (at("article"), at("start"), at("end"), at("sentence")) else { return table };
        for row in &mut table.rows {
            let (Value::Text(article), &Value::Int(start), &Value::Int(end)) = (&row[article], &row[start], &row[end]) else { continue };
            let entry = self.0.entry((article.clone(), start, end));
            let number = Value::Int(entry.index() as i64 + 1);
            let text = std::mem::replace(&mut row[sentence], number);
            entry.or_insert(text);
        }
        table
    }

    fn table(self) -> Table {
        let columns = [("id", Kind::Int), ("article", Kind::Text), ("start", Kind::Int), ("end", Kind::Int), ("text", Kind::Text)];
        let row = |(id, ((article, start, end), text))| vec![Value::Int(id), Value::Text(article), Value::Int(start), Value::Int(end), text];
        Table { name: "sentences", columns: columns.map(|(name, kind)| Column { name, kind }).to_vec(), rows: (1..).zip(self.0).map(row).collect() }
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Null | Self::List(_) => ToSqlOutput::from(rusqlite::types::Null),
            Self::Text(text) | Self::Date(text) => ToSqlOutput::from(text.as_str()),
            Self::Int(number) => ToSqlOutput::from(*number),
            Self::Float(number) => ToSqlOutput::from(*number),
            Self::Bool(yes) => ToSqlOutput::from(*yes),
        })
    }
}
