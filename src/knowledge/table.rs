//! Tab-separated data files: rows with their line numbers, comments and empty lines left out. The rows lie in the text
//! itself, so that lookup tables of them copy nothing; a crate for CSV would.

use crate::error::{Error, Result};

/// The rows of an embedded file, of any number of columns, each with its line number.
pub fn lines(text: &str) -> impl Iterator<Item = (usize, Vec<&str>)> {
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'));
    lines.map(|(number, line)| (number, line.split('\t').map(str::trim).collect()))
}

/// The rows of an embedded file, each with exactly `N` columns.
///
/// # Errors
/// A row with another number of columns; the message names file and line.
pub fn rows<'a, const N: usize>(file: &str, text: &'a str) -> Result<Vec<(usize, [&'a str; N])>> {
    let row = |(number, columns): (usize, Vec<&'a str>)| match <[&str; N]>::try_from(columns) {
        Ok(row) => Ok((number, row)),
        Err(columns) => Err::<_, Error>(wrong_width(&format!("{file}:{number}"), N, columns.len())),
    };
    lines(text).map(row).collect()
}

/// The error about a row with another number of columns than its table has.
pub fn wrong_width(place: &str, width: usize, found: usize) -> Error {
    Error::data(place, format!("a row has {width} columns separated by tabs, this one has {found}"))
}
