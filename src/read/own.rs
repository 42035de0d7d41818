//! What newsgraph itself has written: records and graph files.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use super::STDIN;
use crate::error::{Error, Result};
use crate::types::{Graph, Record};

/// Whether a file is an SQLite database.
pub fn is_database(path: &Path) -> bool {
    const SIGN: &[u8; 16] = b"SQLite format 3\0";
    let mut head = [0; SIGN.len()];
    File::open(path).and_then(|mut file| file.read_exact(&mut head)).is_ok_and(|()| head == *SIGN)
}

/// The graph of a file.
///
/// # Errors
/// [`Error::Io`] if it cannot be read, [`Error::Input`] if it is no graph file.
pub fn graph(path: &Path) -> Result<Graph> {
    if is_database(path) {
        return Err(Error::input(path.display().to_string(), "is an SQLite database: `newsgraph query sql` asks it; all else reads graph.json"));
    }
    let text = std::fs::read_to_string(path).map_err(|e| unreadable(path, "cannot be read (`newsgraph build` makes a graph)", &e))?;
    Graph::from_json(&text).map_err(|message| Error::input(path.display().to_string(), message))
}

/// The records of a file, packed with gzip or zstd or not, one a line; `-` is standard input. A line that is none is an error that names it, and the others follow.
pub fn records(path: &Path) -> Box<dyn Iterator<Item = Result<Record>> + Send> {
    let input: Box<dyn BufRead + Send> = if path.as_os_str() == STDIN {
        Box::new(BufReader::new(std::io::stdin()))
    } else {
        match File::open(path) {
            Ok(file) => super::packed::own(file),
            Err(error) => return Box::new(std::iter::once(Err(unreadable(path, "cannot be read", &error)))),
        }
    };
    let name = path.display().to_string();
    // What cannot be read goes on failing: it is told once.
    let lines = input.split(b'\n').scan(false, |failed, line| (!std::mem::replace(failed, line.is_err())).then_some(line));
    let lines = (1..).zip(lines).filter(|(_, line)| line.as_ref().map_or(true, |line| !line.trim_ascii().is_empty()));
    Box::new(lines.map(move |(number, line)| {
        let place = format!("{name}:{number}");
        let line = line.map_err(|e| Error::io(&place, e))?;
        serde_json::from_slice(&line).map_err(|e| Error::input(place, format!("not a record of `newsgraph extract` ({e})")))
    }))
}

fn unreadable(path: &Path, what: &str, error: &std::io::Error) -> Error {
    Error::io(path, std::io::Error::new(error.kind(), format!("{what}: {error}")))
}
