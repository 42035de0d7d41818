//! Where something known is written, so that it can be looked up and corrected.

use std::fmt;

/// A line of a data file or of a user's lexicon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Origin {
    /// Path from the repository's root, or as the user named the file.
    pub file: &'static str,
    /// Counted from 1.
    pub line: usize,
}

impl fmt::Display for Origin {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:{}", self.file, self.line)
    }
}
