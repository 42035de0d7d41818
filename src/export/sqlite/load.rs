//! Filling the database: rows first, then indexes, full text and views, as `schema.sql` has them. The columns are those of the tidy tables.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, Result, ToSql, Transaction, params, params_from_iter};

use crate::export::tables::{Kind, Table, Value, tables};
use crate::types::{Archive, End, Graph};

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
    fill_with(&mut db, &graph.title, &graph.level, |rows| rows.add(graph))?;
    Ok(db.serialize("main")?.to_vec())
}

/// Makes the database of a graph that is too large for memory in an empty file.
pub fn database_of(archive: &Archive, path: &Path) -> Result<()> {
    let mut db = Connection::open(path)?;
    // Nobody sees the file before it is whole.
    db.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")?;
    fill_with(&mut db, &archive.title, "actors", |rows| {
        let mut failed = Ok(());
        let read = archive.each_part(PART, &mut |part| {
            failed = rows.add(&part);
            if failed.is_ok() { Ok(()) } else { Err(std::io::Error::other("the database takes no more")) }
        });
        failed?;
        read.map_err(|e| rusqlite::Error::ToSqlConversionFailure(e.into()))
    })
}

/// Articles, actors, edges or statements that are written at once.
const PART: usize = 2_000;

/// Fills an empty database.
fn fill_with(db: &mut Connection, title: &str, level: &str, add: impl FnOnce(&mut Rows<'_>) -> Result<()>) -> Result<()> {
    db.pragma_update(None, "application_id", APPLICATION)?;
    db.pragma_update(None, "user_version", VERSION)?;
    // Every row is written once, and articles may come after their near duplicates.
    db.pragma_update(None, "foreign_keys", false)?;
    let (tables_sql, rest) = SCHEMA.split_once(AFTER_THE_ROWS).unwrap_or((SCHEMA, ""));
    let transaction = db.transaction()?;
    transaction.execute_batch(tables_sql)?;
    meta(&transaction, title, level)?;
    add(&mut Rows { db: &transaction, numbers: HashMap::new(), sentences: HashMap::new() })?;
    only_referred_to(&transaction)?;
    transaction.execute_batch(rest)?;
    transaction.commit()
}

fn meta(db: &Transaction<'_>, title: &str, level: &str) -> Result<()> {
    let title = if title.is_empty() { "newsgraph" } else { title };
    let generator = concat!("newsgraph ", env!("CARGO_PKG_VERSION"));
    for (key, value) in [("schema", "newsgraph.sqlite/1"), ("generator", generator), ("title", title), ("level", level)] {
        db.execute("INSERT INTO meta VALUES (?, ?)", [key, value])?;
    }
    Ok(())
}

/// The rows of a graph, or of its parts one after the other.
struct Rows<'a> {
    db: &'a Transaction<'a>,
    /// How many rows of each table there are.
    numbers: HashMap<&'static str, i64>,
    /// The numbers of the sentences, by a hash of article and place.
    sentences: HashMap<u128, i64>,
}

impl Rows<'_> {
    /// Adds a graph, or the next part of it.
    fn add(&mut self, graph: &Graph) -> Result<()> {
        let edges = self.number("edges");
        let evidence = self.number("evidence");
        for mut table in tables(graph) {
            if let Some(edge) = table.columns.iter().position(|column| column.name == "edge") {
                for row in &mut table.rows {
                    if let Value::Int(number) = &mut row[edge] {
                        *number += edges;
                    }
                }
            }
            self.move_sentences(&mut table)?;
            self.fill(&table)?;
        }
        roles(self.db, graph)?;
        mentions(self.db, graph, evidence)
    }

    /// The number of the last row of a table.
    fn number(&self, table: &str) -> i64 {
        self.numbers.get(table).copied().unwrap_or(0)
    }

    /// Writes a tidy table: single values into the columns of the same name, lists into the table that is called after table and column.
    fn fill(&mut self, table: &Table) -> Result<()> {
        let db = self.db;
        let known = columns(db, table.name)?;
        let numbered = known.iter().any(|column| column == "number");
        let first = self.number(table.name);
        let single: Vec<usize> = (0..table.columns.len()).filter(|&i| known.iter().any(|column| column == table.columns[i].name)).collect();
        let names: Vec<String> = single.iter().map(|&i| format!("\"{}\"", table.columns[i].name)).collect();
        // Two files of records may have articles of one id: the first one's title stands.
        let head = if numbered { "number, " } else { "" };
        let marks = vec!["?"; single.len() + usize::from(numbered)].join(", ");
        let mut insert = db.prepare_cached(&format!("INSERT OR IGNORE INTO {} ({head}{}) VALUES ({marks})", table.name, names.join(", ")))?;
        let mut lists = Vec::new();
        for (i, column) in table.columns.iter().enumerate().filter(|(_, column)| column.kind == Kind::List) {
            let name = format!("{}_{}", table.name.trim_end_matches('s'), column.name);
            if columns(db, &name)?.len() == 3 {
                lists.push((i, db.prepare_cached(&format!("INSERT OR IGNORE INTO {name} VALUES (?, ?, ?)"))?));
            }
        }
        // Edges have their number in the first column.
        let is_edges = table.name == "edges";
        for (number, row) in (first + 1..).zip(&table.rows) {
            let number = Value::Int(number);
            let key = if numbered || is_edges { &number } else { &row[0] };
            let cell = |i: usize| if is_edges && i == 0 { &number } else { &row[i] };
            insert.execute(params_from_iter(numbered.then_some(key).into_iter().chain(single.iter().map(|&i| cell(i)))))?;
            for (i, insert) in &mut lists {
                let Value::List(items) = &row[*i] else { continue };
                for (position, item) in (1_i64..).zip(items) {
                    insert.execute(params![key, position, item])?;
                }
            }
        }
        *self.numbers.entry(table.name).or_default() += table.rows.len() as i64;
        Ok(())
    }

    /// Puts the sentences that pieces of evidence refer to into their own table, each once, and their numbers into this one.
    fn move_sentences(&mut self, table: &mut Table) -> Result<()> {
        let at = |name: &str| table.columns.iter().position(|column| column.name == name);
        let (Some(article), Some(start), Some(end), Some(sentence)) = (at("article"), at("start"), at("end"), at("sentence")) else { return Ok(()) };
        let mut insert = self.db.prepare_cached("INSERT INTO sentences VALUES (?, ?, ?, ?, ?)")?;
        for row in &mut table.rows {
            let (Value::Text(id), &Value::Int(from), &Value::Int(to)) = (&row[article], &row[start], &row[end]) else { continue };
            let next = self.sentences.len() as i64 + 1;
            let number = match self.sentences.entry(place(id, from, to)) {
                Entry::Occupied(known) => *known.get(),
                Entry::Vacant(new) => {
                    insert.execute(params![next, id, from, to, row[sentence]])?;
                    *new.insert(next)
                }
            };
            row[sentence] = Value::Int(number);
        }
        Ok(())
    }
}

/// A hash of a place: of 10^9 sentences no two have the same, but for one chance in 10^20.
fn place(article: &str, start: i64, end: i64) -> u128 {
    let half = |salt: u8| {
        let mut hasher = DefaultHasher::new();
        (salt, article, start, end).hash(&mut hasher);
        u128::from(hasher.finish())
    };
    half(0) << 64 | half(1)
}

/// The names of a table's columns; none if there is no such table.
fn columns(db: &Transaction<'_>, table: &str) -> Result<Vec<String>> {
    db.prepare("SELECT name FROM pragma_table_info(?)")?.query_map([table], |row| row.get(0))?.collect()
}

/// Posts have two parts, of which the tidy table makes one text.
fn roles(db: &Transaction<'_>, graph: &Graph) -> Result<()> {
    let mut insert = db.prepare_cached("INSERT OR IGNORE INTO actor_roles VALUES (?, ?, ?, ?, ?)")?;
    for actor in graph.actors() {
        for (position, role) in (1_i64..).zip(&actor.roles) {
            insert.execute(params![actor.id, position, role.title, role.of, role.tenure.word()])?;
        }
    }
    Ok(())
}

/// Where the ends of an edge are meant. Evidence is numbered as in the tidy table, `before` being what other parts of the graph have.
fn mentions(db: &Transaction<'_>, graph: &Graph, before: i64) -> Result<()> {
    let mut insert = db.prepare_cached("INSERT INTO evidence_mentions VALUES (?, ?, ?, ?, ?, ?)")?;
    for (number, piece) in (before + 1..).zip(graph.links().flat_map(|link| &link.edge.evidence)) {
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
