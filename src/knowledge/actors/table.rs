//! Reads the tab-separated files of `data/lexicon`, with errors that name file and line.

use crate::error::{Error, Result};
use crate::knowledge::Origin;

/// An embedded table: its path in the repository and its text.
pub struct Table {
    /// Path from the repository's root, for messages.
    pub path: &'static str,
    /// The file.
    pub text: &'static str,
}

/// One row of a table.
pub struct Row<'a> {
    /// Where it is written.
    pub origin: Origin,
    /// Its columns.
    pub columns: Vec<&'a str>,
}

impl Table {
    /// The rows, comments and empty lines left out; every row must have `width` columns.
    pub fn rows(&self, width: usize) -> impl Iterator<Item = Result<Row<'static>>> + '_ {
        let lines = self.text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
        lines.map(move |(i, line)| {
            let (origin, columns) = (Origin { file: self.path, line: i + 1 }, line.split('\t').collect::<Vec<_>>());
            if columns.len() != width {
                let message = format!("a row has {width} columns separated by tabs, this one has {}", columns.len());
                return Err(Error::data(origin.to_string(), message));
            }
            Ok(Row { origin, columns })
        })
    }
}

impl Row<'_> {
    /// The parts of a list column.
    pub fn list(&self, column: usize) -> impl Iterator<Item = &str> {
        self.columns[column].split(';').map(str::trim).filter(|part| !part.is_empty())
    }

    /// A column that may be empty.
    pub fn optional(&self, column: usize) -> Option<String> {
        Some(self.columns[column].trim()).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// An error about this row.
    pub fn error(&self, message: impl Into<String>) -> Error {
        Error::data(self.origin.to_string(), message)
    }
}
