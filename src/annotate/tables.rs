//! Reads the model's tables: tab-separated lines behind a head of comments, embedded in the program.

use crate::error::{Error, Result};

/// An embedded table of `data/model/`.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Its path in the repository, for messages.
    pub path: &'static str,
    /// Its text.
    pub text: &'static str,
}

impl Table {
    /// The text behind the head of comment lines (they start with `# `).
    pub fn body(self) -> &'static str {
        let mut body = self.text;
        while body.starts_with("# ") {
            body = body.split_once('\n').map_or("", |(_, rest)| rest);
        }
        body
    }

    /// The lines with their numbers.
    pub fn lines(self) -> impl Iterator<Item = (usize, &'static str)> {
        let head = self.text.lines().count() - self.body().lines().count();
        self.body().split_terminator('\n').enumerate().map(move |(i, line)| (head + i + 1, line))
    }

    /// The lines as pairs of fields, with their numbers.
    pub fn pairs(self) -> impl Iterator<Item = Result<(usize, &'static str, &'static str)>> {
        self.lines().map(move |(number, line)| match line.split_once('\t') {
            Some((first, second)) => Ok((number, first, second)),
            None => Err(self.error(number, "a tab is missing")),
        })
    }

    /// What is wrong with a line.
    pub fn error(self, line: usize, message: impl Into<String>) -> Error {
        Error::data(format!("{}:{line}", self.path), message)
    }
}
