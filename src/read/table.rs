//! CSV with commas, tabs, semicolons or bars, streamed: one article a row, the columns found by their names. What stands
//! in a cell is text, a spreadsheet's formula included.

use csv::ByteRecord;
use serde_json::{Map, Value};

use super::rows::{self, Origin};
use super::source::Limited;
use super::{Articles, Context, Source, decode, utf8};
use crate::error::{Error, Result};
use crate::knowledge::fields::FieldNames;
use crate::types::Article;

/// Between cells.
const DELIMITERS: &[u8] = b"\t,;|";

/// The articles of a table.
pub fn read(mut source: Source, context: &Context) -> Articles {
    source = utf8(source);
    let origin = Origin::of(&source);
    let delimiter = match source.bytes.fill_buf() {
        Ok(head) => delimiter(head),
        Err(error) => return super::once(Err(Error::io(&source.path, error))),
    };
    // A row with a cell too few or too many is seen below, so that it does not stop the others.
    let csv = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).has_headers(false).from_reader(source.limited());
    Box::new(Table { csv, context: context.clone(), origin, columns: Vec::new(), number: 0, done: false })
}

/// Whether this is the head of a table of articles: two columns or more, and one of them has a known name.
pub fn looks_like(head: &[u8]) -> bool {
    let mut csv = csv::ReaderBuilder::new().delimiter(delimiter(head)).has_headers(false).from_reader(head);
    let mut columns = ByteRecord::new();
    let Ok(names) = FieldNames::load() else { return false };
    csv.read_byte_record(&mut columns).is_ok_and(|found| found)
        && columns.len() > 1
        && columns.iter().all(|column| column.len() < 64)
        && rows::holds_articles(columns.iter().filter_map(|column| std::str::from_utf8(column).ok()), &names)
}

/// What stands most often between the quoted parts of the first line.
fn delimiter(head: &[u8]) -> u8 {
    let (mut quoted, mut counts) = (false, [0usize; DELIMITERS.len()]);
    for &byte in head {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if !quoted => DELIMITERS.iter().position(|&d| d == byte).into_iter().for_each(|i| counts[i] += 1),
            _ => {}
        }
    }
    // Of equals, the first.
    (0..DELIMITERS.len()).rev().max_by_key(|&i| counts[i]).filter(|&i| counts[i] > 0).map_or(b',', |i| DELIMITERS[i])
}

struct Table {
    csv: csv::Reader<Limited>,
    context: Context,
    origin: Origin,
    columns: Vec<String>,
    number: usize,
    done: bool,
}

impl Iterator for Table {
    type Item = Result<Article>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let article = self.row().transpose();
        // Without columns nothing can be read, and what follows a row that has no end cannot be told apart.
        self.done |= self.columns.is_empty();
        article
    }
}

impl Table {
    fn row(&mut self) -> Result<Option<Article>> {
        if self.columns.is_empty() {
            self.columns = self.header()?;
        }
        let Some((line, cells)) = self.cells()? else {
            self.done = true;
            return if self.number > 0 { Ok(None) } else { Err(Error::input(&self.origin.path, "a table without rows")) };
        };
        self.number += 1;
        let place = format!("{}:{line}", self.origin.path);
        if cells.len() > self.columns.len() && cells[self.columns.len()..].iter().any(|cell| !cell.trim().is_empty()) {
            let (cells, columns) = (cells.len(), self.columns.len());
            return Err(Error::input(place, format!("{cells} cells for {columns} columns: a text with a delimiter in it must be quoted")));
        }
        // Of two columns of one name the first counts.
        let row: Map<String, Value> = self.columns.iter().cloned().zip(cells.into_iter().map(Value::String)).rev().collect();
        rows::article(&row, &self.context.settings.names, &self.origin, self.number, &place).map(Some)
    }

    fn header(&mut self) -> Result<Vec<String>> {
        let path = self.origin.path.clone();
        let Some((_, cells)) = self.cells()? else { return Err(Error::input(path, "a table without columns")) };
        let columns: Vec<String> = cells.iter().map(|cell| cell.trim().trim_start_matches('\u{feff}').to_owned()).collect();
        if rows::holds_articles(columns.iter().map(String::as_str), &self.context.settings.names) {
            return Ok(columns);
        }
        let shown: Vec<String> = columns.iter().take(24).map(|column| column.chars().filter(|c| !c.is_control()).take(40).collect()).collect();
        let message = format!("no column with a text: the columns are {}; name it, `--map text=COLUMN`", shown.join(", "));
        Err(Error::input(path, message))
    }

    /// The next row's line and cells; empty lines are passed by.
    fn cells(&mut self) -> Result<Option<(u64, Vec<String>)>> {
        self.csv.get_mut().next_article();
        let mut record = ByteRecord::new();
        match self.csv.read_byte_record(&mut record) {
            Ok(false) => return Ok(None),
            Ok(true) => {}
            Err(error) => {
                self.done = true;
                let line = self.csv.position().line();
                return Err(Error::input(format!("{}:{line}", self.origin.path), format!("{error}; a quotation mark may be missing before it")));
            }
        }
        let line = record.position().map_or(0, csv::Position::line);
        let cell = |cell: &[u8]| decode(cell, false).map_err(|e| e.at(&format!("{}:{line}", self.origin.path)));
        record.iter().map(cell).collect::<Result<_>>().map(|cells| Some((line, cells)))
    }
}
