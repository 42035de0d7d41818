//! Reads the tab-separated files of `data/lexicon`, with errors that name file and line.

use crate::error::{Error, Result};
use crate::knowledge::Origin;
use crate::knowledge::table::{lines, wrong_width};

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
        lines(self.text).map(move |(line, columns)| {
            let origin = Origin { file: self.path, line };
            if columns.len() == width { Ok(Row { origin, columns }) } else { Err(wrong_width(&origin.to_string(), width, columns.len())) }
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
