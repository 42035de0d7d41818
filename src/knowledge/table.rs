//! Tab-separated data files: rows with their line numbers, comments and empty lines left out.

use crate::error::{Error, Result};

/// The rows of an embedded file, each with exactly `N` columns.
///
/// # Errors
/// A row with another number of columns; the message names file and line.
pub fn rows<'a, const N: usize>(file: &str, text: &'a str) -> Result<Vec<(usize, [&'a str; N])>> {
    let mut out = Vec::new();
    for (i, line) in text.lines().enumerate() {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let columns: Vec<&str> = line.split('\t').map(str::trim).collect();
        let found = columns.len();
        match <[&str; N]>::try_from(columns) {
            Ok(row) => out.push((i + 1, row)),
            Err(_) => return Err(Error::data(format!("{file}:{}", i + 1), format!("{found} columns instead of {N} (separated by tabs)"))),
        }
    }
    Ok(out)
}
