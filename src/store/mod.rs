//! A store: articles and their records in one SQLite file that many runs add to, so that an archive is extracted once and kept up to date.
//!
//! Every article is known by a hash of its content. Rows are written in transactions of a few articles, in the order of the input, so that a run
//! which is killed leaves a store that opens, and the same command again ends with the same rows as a run that was not disturbed.

mod intake;
mod packing;
mod verify;

use std::collections::HashSet;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OptionalExtension, Transaction, TransactionBehavior, params};
use sha2::{Digest, Sha256};

pub use intake::{Entry, Intake};

use crate::error::{Error, Result};
use crate::types::{Article, Record};

const SCHEMA: &str = include_str!("schema.sql");

/// "NGST": what `PRAGMA application_id` says that the file is.
const APPLICATION: i32 = 0x4e47_5354;

/// The version of the schema, `PRAGMA user_version`.
const VERSION: i32 = 1;

/// So long a writer waits for another one.
const PATIENCE: Duration = Duration::from_secs(30);

/// SHA-256 of all that a record is made of.
pub type ContentHash = [u8; 32];

/// A store that is open.
pub struct Store {
    db: Connection,
    path: PathBuf,
}

/// What a store has of an article.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// The same content, in the row of this number.
    Known(i64),
    /// Other content in the row of this number, which keeps its id.
    Changed(i64, String),
    /// Nothing.
    New,
}

/// Counts of what was written.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Articles that the store did not have.
    pub added: usize,
    /// Articles whose content had changed.
    pub replaced: usize,
    /// Articles that another run had added in the meantime.
    pub known: usize,
}

/// Whether a file is a store.
pub fn is_store(path: &Path) -> bool {
    // The header of SQLite has the application at byte 68.
    let mut sign = [0; 4];
    let read = File::open(path).and_then(|mut file| file.seek(SeekFrom::Start(68)).and_then(|_| file.read_exact(&mut sign)));
    read.is_ok() && sign == APPLICATION.to_be_bytes()
}

impl Store {
    /// Opens a store, which is made if there is no such file.
    ///
    /// # Errors
    /// [`Error::Input`] for a file that is none, or that cannot be written.
    pub fn create(path: &Path) -> Result<Self> {
        let store = Self { db: Connection::open(path).map_err(|e| in_words(path, &e))?, path: path.to_owned() };
        store.checked(|db| {
            db.busy_timeout(PATIENCE)?;
            let is_empty = || db.query_row("SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema)", [], |row| row.get::<_, bool>(0));
            if is_empty()? {
                let making = Transaction::new_unchecked(db, TransactionBehavior::Immediate)?;
                // Another writer may have made it while this one waited.
                if is_empty()? {
                    db.execute_batch(&format!("PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION}; {SCHEMA}"))?;
                }
                making.commit()?;
            }
            Ok(())
        })?;
        store.check()?;
        // Readers are not held up by a writer, and a commit is on the disk when it returns.
        store.checked(|db| db.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"))?;
        Ok(store)
    }

    /// Opens a store that is there.
    ///
    /// # Errors
    /// [`Error::Input`] for a file that is none.
    pub fn open(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Err(Error::input(path.display().to_string(), "no such store: `newsgraph add` makes one"));
        }
        let store = Self { db: Connection::open(path).map_err(|e| in_words(path, &e))?, path: path.to_owned() };
        store.checked(|db| db.busy_timeout(PATIENCE))?;
        store.check()?;
        Ok(store)
    }

    fn check(&self) -> Result<()> {
        let pragma = |name: &str| self.checked(|db| db.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i32>(0)));
        if pragma("application_id")? != APPLICATION {
            return Err(Error::input(self.path.display().to_string(), "is a database, but not a store of newsgraph; name another file"));
        }
        match pragma("user_version")? {
            VERSION => Ok(()),
            other => {
                let message = format!("is a store of version {other}, but this newsgraph has version {VERSION}; make a new one with `newsgraph add`");
                Err(Error::input(self.path.display().to_string(), message))
            }
        }
    }

    /// How many articles it has.
    pub fn count(&self) -> Result<usize> {
        let count: i64 = self.checked(|db| db.query_row("SELECT count(*) FROM articles", [], |row| row.get(0)))?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    /// What the store has of an article.
    pub fn find(&self, article: &Article, hash: &ContentHash) -> Result<Found> {
        self.checked(|db| {
            let known = db.prepare_cached("SELECT number FROM articles WHERE hash = ?")?.query_row([&hash[..]], |row| row.get(0)).optional()?;
            if let Some(number) = known {
                return Ok(Found::Known(number));
            }
            let mut changed = db.prepare_cached("SELECT number, id FROM articles WHERE key = ?")?;
            let changed = changed.query_row([key(article)], |row| Ok(Found::Changed(row.get(0)?, row.get(1)?))).optional()?;
            Ok(changed.unwrap_or(Found::New))
        })
    }

    /// Whether an article has this id.
    pub fn has_id(&self, id: &str) -> Result<bool> {
        self.checked(|db| db.prepare_cached("SELECT EXISTS (SELECT 1 FROM articles WHERE id = ?)")?.query_row([id], |row| row.get(0)))
    }

    /// Writes articles in one transaction, in their order: all of them or none.
    ///
    /// # Errors
    /// [`Error::Input`] where another writer does not end, and where it has given an id of these to another article.
    pub fn write(&mut self, entries: &[Entry]) -> Result<Written> {
        let mut written = Written::default();
        let path = self.path.clone();
        let result = (|| {
            let rows = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
            for entry in entries {
                let known: bool =
                    rows.prepare_cached("SELECT EXISTS (SELECT 1 FROM articles WHERE hash = ?)")?.query_row([&entry.hash[..]], |row| row.get(0))?;
                if known {
                    written.known += 1;
                    continue;
                }
                let mut update =
                    rows.prepare_cached("UPDATE articles SET hash = ?2, html = ?3, text = ?4, record = ?5 WHERE key = ?1 AND id = ?6")?;
                let mut insert = rows.prepare_cached("INSERT INTO articles (key, hash, html, text, record, id) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
                let values = params![entry.key, &entry.hash[..], entry.html, entry.text, entry.record, entry.id];
                if update.execute(values)? > 0 {
                    written.replaced += 1;
                } else {
                    insert.execute(values)?;
                    written.added += 1;
                }
            }
            rows.commit()
        })();
        result.map_err(|e| in_words(&path, &e))?;
        Ok(written)
    }

    /// Removes articles by their ids; gives how many there were.
    pub fn remove(&mut self, ids: &[String]) -> Result<usize> {
        self.removing(|rows| ids.iter().map(|id| rows.execute("DELETE FROM articles WHERE id = ?", [id])).sum())
    }

    /// Removes the articles whose rows are not among these, and that were there up to the row `last`; gives how many there were.
    pub fn keep_only(&mut self, numbers: &HashSet<i64>, last: i64) -> Result<usize> {
        self.removing(|rows| {
            let all: Vec<i64> = rows
                .prepare("SELECT number FROM articles WHERE number <= ?")?
                .query_map([last], |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            all.iter().filter(|number| !numbers.contains(number)).map(|number| rows.execute("DELETE FROM articles WHERE number = ?", [number])).sum()
        })
    }

    fn removing(&mut self, remove: impl FnOnce(&Connection) -> rusqlite::Result<usize>) -> Result<usize> {
        let path = self.path.clone();
        let result = (|| {
            let rows = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
            let removed = remove(&rows)?;
            rows.commit()?;
            Ok(removed)
        })();
        result.map_err(|e| in_words(&path, &e))
    }

    /// The number of the last row; 0 in an empty store.
    pub fn last(&self) -> Result<i64> {
        self.checked(|db| db.query_row("SELECT ifnull(max(number), 0) FROM articles", [], |row| row.get(0)))
    }

    /// Hands on the record of each article, in the order in which they were added.
    ///
    /// # Errors
    /// Those of `sink`, and [`Error::Input`] for a record that cannot be read: `newsgraph verify` says which others there are.
    pub fn each_record(&self, sink: &mut dyn FnMut(Record) -> Result<()>) -> Result<()> {
        let mut statement = self.checked(|db| db.prepare("SELECT id, record FROM articles ORDER BY number"))?;
        let mut rows = statement.query([]).map_err(|e| in_words(&self.path, &e))?;
        while let Some(row) = rows.next().map_err(|e| in_words(&self.path, &e))? {
            let (id, packed): (String, Vec<u8>) = row.get(0).and_then(|id| Ok((id, row.get(1)?))).map_err(|e| in_words(&self.path, &e))?;
            sink(packing::record(&packed).map_err(|what| self.damaged(&id, &what))?)?;
        }
        Ok(())
    }

    fn damaged(&self, id: &str, what: &str) -> Error {
        Error::input(self.path.display().to_string(), format!("the record of article “{id}” is damaged ({what}); `newsgraph verify` tells more"))
    }

    fn checked<'a, T>(&'a self, work: impl FnOnce(&'a Connection) -> rusqlite::Result<T>) -> Result<T> {
        work(&self.db).map_err(|e| in_words(&self.path, &e))
    }
}

/// What makes two readings one article: its place for what has its id of its file, else its id.
fn key(article: &Article) -> String {
    let stem = Path::new(&article.path).file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let of_file = article.id == stem || article.id.strip_suffix(stem).is_some_and(|folders| !stem.is_empty() && folders.ends_with('-'));
    match article.id.rsplit_once(':') {
        _ if of_file => article.path.clone(),
        Some((_, number)) if !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) => format!("{}:{number}", article.path),
        _ => article.id.clone(),
    }
}

/// The hash of all that the record of an article is made of, `knowledge` being what a user's lexicons add; not of its id and place.
pub fn content_hash(article: &Article, knowledge: &[u8]) -> ContentHash {
    let mut sum = Sha256::new();
    let mut add = |bytes: &[u8]| {
        sum.update((bytes.len() as u64).to_le_bytes());
        sum.update(bytes);
    };
    add(knowledge);
    add(article.text.as_bytes());
    add(&[u8::from(article.html)]);
    let metadata = &article.metadata;
    for one in [&metadata.title, &metadata.published, &metadata.publisher, &article.day_otherwise] {
        add(one.as_deref().unwrap_or_default().as_bytes());
    }
    metadata.authors.iter().for_each(|author| add(author.as_bytes()));
    sum.finalize().into()
}

fn in_words(path: &Path, error: &rusqlite::Error) -> Error {
    let message = match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            "another newsgraph is writing to this store, and has not ended within 30 seconds; try again when it has".to_owned()
        }
        Some(ErrorCode::ConstraintViolation) => {
            "another newsgraph has given the same id to another article in the meantime; run the command again".to_owned()
        }
        Some(ErrorCode::NotADatabase) => "is no store of newsgraph; name another file".to_owned(),
        Some(ErrorCode::CannotOpen) => "cannot be opened as a store: does its folder exist, and may you write there?".to_owned(),
        _ => format!("the store cannot be used ({error})"),
    };
    Error::input(path.display().to_string(), message)
}
