//! Tab-separated data files: rows with their line numbers, comments and empty lines left out.

use std::iter::from_fn;

use csv::ByteRecord;

use crate::error::{Error, Result};

/// The rows of an embedded file, of any number of columns, each with its line number.
///
/// The columns lie in the text itself: tens of thousands of names are looked up in tables that copy none of them.
pub fn lines(text: &str) -> impl Iterator<Item = (usize, Vec<&str>)> {
    let mut format = csv::ReaderBuilder::new();
    format.delimiter(b'\t').quoting(false).comment(Some(b'#')).has_headers(false).flexible(true);
    let mut reader = format.from_reader(text.as_bytes());
    let mut record = ByteRecord::new();
    from_fn(move || {
        // Bytes in memory are read without errors.
        reader.read_byte_record(&mut record).is_ok_and(|more| more).then(|| {
            // The position of a record is that of the comments above it, so the row is found from its end.
            let read = &text[..reader.position().byte() as usize];
            let line = reader.position().line() as usize - usize::from(read.ends_with('\n'));
            let mut row = read.trim_end_matches(['\r', '\n']);
            let mut columns: Vec<&str> = Vec::with_capacity(record.len());
            for column in record.iter().rev() {
                let (before, column) = row.split_at(row.len() - column.len());
                columns.push(column.trim());
                row = before.strip_suffix('\t').unwrap_or(before);
            }
            columns.reverse();
            (line, columns)
        })
    })
    .filter(|(_, columns)| columns.iter().any(|column| !column.is_empty()))
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

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn rows_know_their_lines_and_quotation_marks_are_letters() {
        let text = "# kind\tname\n\na\t\"b\" c\t\n# more\n\nÜ \t d\r\n  \nlast";
        let rows: Vec<_> = lines(text).collect();
        assert_eq!(rows, [(3, vec!["a", "\"b\" c", ""]), (6, vec!["Ü", "d"]), (8, vec!["last"])]);
    }
}
