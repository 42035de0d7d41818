//! Running a SELECT, and nothing but that: the database is opened for reading, and an authorizer refuses all that is not reading.

use std::collections::HashSet;
use std::sync::Mutex;

use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Error, ErrorCode, OpenFlags, Statement};
use serde_json::Value;

use super::{Rows, Stored};
use crate::query::nearest;

/// What a SELECT gives.
///
/// # Errors
/// What is wrong with it, where, and which names are near.
pub fn rows(stored: &Stored, sql: &str) -> crate::Result<Rows> {
    let db = open(stored).map_err(|e| match stored {
        Stored::File(path) => crate::Error::input(path.display().to_string(), format!("cannot be read as an SQLite database ({e})")),
        Stored::Bytes(_) => crate::Error::Query(format!("the graph's database cannot be read ({e})")),
    })?;
    let read = || {
        let mut statement = db.prepare(sql)?;
        collect(&mut statement)
    };
    let mut rows = read().map_err(|e| crate::Error::Query(in_words(&e, sql, &db)))?;
    if rows.rows.is_empty() {
        rows.notes = unknown_names(sql, &db);
    }
    Ok(rows)
}

/// What to tell of the names in a SELECT that found nothing: whose other forms they are, or which names are near.
fn unknown_names(sql: &str, db: &Connection) -> Vec<String> {
    let actors = names(db, "SELECT name FROM actors", "");
    let typed = sql.split('\'').skip(1).step_by(2).filter(|text| text.starts_with(char::is_uppercase) && !actors.iter().any(|name| name == text));
    let note = |typed: &str| {
        let other = names(db, "SELECT DISTINCT name FROM actors JOIN actor_aliases ON actor = id WHERE alias = ?", typed);
        if !other.is_empty() {
            return Some(format!("The views use fullest names; that of “{typed}” is {}.", other.join(", ")));
        }
        let near = nearest(typed, actors.iter().map(|name| (name.as_str(), name.as_str())));
        (!near.is_empty()).then(|| format!("Nobody in this graph is called “{typed}”. Nearest: {}.", near.join(", ")))
    };
    typed.filter_map(note).collect()
}

fn open(stored: &Stored) -> rusqlite::Result<Connection> {
    let mut db = match stored {
        Stored::File(path) => Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?,
        Stored::Bytes(bytes) => {
            let mut db = Connection::open_in_memory()?;
            db.deserialize_read_exact("main", &bytes[..], bytes.len(), true)?;
            db
        }
    };
    db.pragma_update(None, "query_only", true)?;
    db.authorizer(Some(only_reading))?;
    Ok(db)
}

/// Full text reads its own tables and their version.
fn only_reading(context: AuthContext<'_>) -> Authorization {
    const HARMLESS: [&str; 8] =
        ["data_version", "foreign_key_list", "index_info", "index_list", "table_info", "table_list", "table_xinfo", "user_version"];
    match context.action {
        AuthAction::Select | AuthAction::Read { .. } | AuthAction::Function { .. } | AuthAction::Recursive => Authorization::Allow,
        AuthAction::Pragma { pragma_name, pragma_value }
            if HARMLESS.contains(&pragma_name) && (pragma_name != "user_version" || pragma_value.is_none()) =>
        {
            Authorization::Allow
        }
        _ => Authorization::Deny,
    }
}

fn collect(statement: &mut Statement<'_>) -> rusqlite::Result<Rows> {
    let columns = unique(statement.column_names());
    let (mut rows, mut found) = (Vec::new(), statement.query([])?);
    while let Some(row) = found.next()? {
        rows.push((0..columns.len()).map(|i| row.get_ref(i).map(value)).collect::<rusqlite::Result<_>>()?);
    }
    Ok(Rows { columns, rows, notes: Vec::new() })
}

fn value(cell: ValueRef<'_>) -> Value {
    match cell {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => number.into(),
        ValueRef::Real(number) => number.into(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into(),
        ValueRef::Blob(bytes) => bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>().into(),
    }
}

/// The columns' names; a name that comes again gets a number, so that none hides another in JSON.
fn unique<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'static str> {
    let mut used: HashSet<String> = HashSet::new();
    let mut free = |name: &str| {
        let numbered = (2..).map(|n| format!("{name}_{n}"));
        std::iter::once(name.to_owned()).chain(numbered).find(|name| used.insert(name.clone())).unwrap_or_default()
    };
    names.map(|name| interned(&free(name))).collect()
}

/// The heads of answers live as long as the program. Those that a SELECT invents are kept once each.
fn interned(name: &str) -> &'static str {
    static NAMES: Mutex<Option<HashSet<&'static str>>> = Mutex::new(None);
    let mut names = NAMES.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let names = names.get_or_insert_default();
    if let Some(known) = names.get(name) {
        return known;
    }
    let kept: &'static str = Box::leak(name.to_owned().into_boxed_str());
    names.insert(kept);
    kept
}

/// An error for people: what is wrong, where in the SQL, and what was perhaps meant.
fn in_words(error: &Error, sql: &str, db: &Connection) -> String {
    let refused = matches!(error.sqlite_error_code(), Some(ErrorCode::AuthorizationForStatementDenied | ErrorCode::ReadOnly));
    if refused {
        return "a question in SQL is one SELECT (or WITH ... SELECT): nothing is written, attached or set by it".into();
    }
    let (message, place) = match error {
        Error::MultipleStatement => return "only one SELECT at a time".into(),
        Error::SqlInputError { msg, offset, .. } => (msg, usize::try_from(*offset).ok()),
        // SQLite does not say where, but what.
        Error::SqliteFailure(_, Some(message)) => (message, message.split_once(": ").and_then(|(_, name)| sql.find(name))),
        other => return other.to_string(),
    };
    let hint = hint(message, sql, db).map(|hint| format!("\n{hint}"));
    format!("{message}{}{}", at(sql, place), hint.unwrap_or_default())
}

/// The line of the SQL with a mark below the place, on lines of their own; nothing if the place is not known.
fn at(sql: &str, place: Option<usize>) -> String {
    let Some((before, after)) = place.and_then(|place| sql.split_at_checked(place)) else { return String::new() };
    let start = before.rfind('\n').map_or(0, |i| i + 1);
    let line = format!("{}{}", &before[start..], after.lines().next().unwrap_or_default());
    let column = before[start..].chars().count();
    format!("\n  {line}\n  {}^", " ".repeat(column))
}

/// The tables or columns that are called most like the one that there is not.
fn hint(message: &str, sql: &str, db: &Connection) -> Option<String> {
    let tables = names(
        db,
        "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE '%\\_fts\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite%' ORDER BY 1",
        "",
    );
    let near = |typed: &str, known: &[String]| nearest(typed, known.iter().map(|name| (name.as_str(), name.as_str()))).join(", ");
    if let Some(typed) = message.strip_prefix("no such table: ") {
        let near = near(typed, &tables);
        return Some(if near.is_empty() {
            format!("There are: {}.", tables.join(", "))
        } else {
            format!("Nearest: {near}. (`newsgraph query sql` lists all.)")
        });
    }
    let typed = message.strip_prefix("no such column: ")?;
    let typed = typed.rsplit('.').next().unwrap_or(typed);
    let mentioned = |table: &&String| sql.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word.eq_ignore_ascii_case(table));
    let used: Vec<&String> = tables.iter().filter(mentioned).collect();
    let columns = |table: &str| names(db, "SELECT name FROM pragma_table_info(?)", table);
    let own: Vec<String> = used.iter().flat_map(|table| columns(table)).collect();
    let near = near(typed, &own);
    let has: Vec<String> = used.iter().map(|table| format!("{table} has {}.", columns(table).join(", "))).collect();
    Some(if near.is_empty() { has.join(" ") } else { format!("Nearest: {near}. {}", has.join(" ")) })
}

/// The first column of what a SELECT about one text gives; nothing if the database is not one of newsgraph.
fn names(db: &Connection, sql: &str, about: &str) -> Vec<String> {
    let read = || {
        let mut statement = db.prepare(sql)?;
        let about = (statement.parameter_count() > 0).then_some(about);
        statement.query_map(rusqlite::params_from_iter(about), |row| row.get(0))?.collect::<rusqlite::Result<Vec<String>>>()
    };
    read().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_stands_below_the_place() {
        assert_eq!(at("SELECT é, x\nFROM nowhere", Some(18)), "\n  FROM nowhere\n       ^");
        assert_eq!(at("SELECT", None), "");
        assert_eq!(at("é", Some(1)), "", "not within a character");
    }

    #[test]
    fn equal_heads_are_numbered() {
        assert_eq!(unique(["id", "id", "name", "id"].into_iter()), ["id", "id_2", "name", "id_3"]);
    }
}
