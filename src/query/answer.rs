//! What a question is answered with: rows for a table, the same as JSON and as CSV.
//!
//! A question lists its [`Columns`]. Rows that sum up several findings are made by `evidence`, where the fields of one
//! row serve all three forms.

use std::ops::Range;

use serde_json::Value;

use super::types::label;

/// One cell of the table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// What it says.
    pub text: String,
    /// The bytes of `text` to highlight.
    pub mark: Option<Range<usize>>,
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self { text, mark: None }
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

/// One thing that was found.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Item {
    /// Its row of the table.
    pub cells: Vec<Cell>,
    /// All of it.
    pub json: Value,
    /// Its rows of the CSV file: one, or one a piece of evidence.
    pub csv: Vec<Vec<String>>,
}

/// What was found, or what to try instead.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Answer {
    /// Heads of the table's columns.
    pub columns: Vec<&'static str>,
    /// Heads of the CSV file's columns.
    pub csv_columns: Vec<&'static str>,
    /// What was found, most telling first.
    pub items: Vec<Item>,
    /// What to know or to try, in sentences.
    pub notes: Vec<String>,
}

impl Answer {
    /// An answer without items yet.
    pub(crate) fn new(columns: &[&'static str], csv_columns: &[&'static str]) -> Self {
        Self { columns: columns.to_vec(), csv_columns: csv_columns.to_vec(), ..Self::default() }
    }
}

/// Columns of a table or CSV file: the head of each, and the function that fills the cells below it.
pub type Columns<F, const N: usize> = [(&'static str, F); N];

/// The heads of columns.
pub fn heads<F, const N: usize>(columns: &Columns<F, N>) -> Vec<&'static str> {
    columns.iter().map(|(head, _)| *head).collect()
}

/// What the cells of a CSV column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Holds {
    /// Texts.
    Text,
    /// Whole numbers.
    Int,
    /// Numbers.
    Float,
    /// `true` or `false`.
    Bool,
    /// ISO days.
    Date,
}

/// What a CSV column of this head holds, whatever the question; an empty cell of another column than text means that nothing is known.
pub fn holds(column: &str) -> Holds {
    match column {
        "articles" | "edges" | "end" | "evidence" | "mentions" | "publishers" | "rank" | "reports" | "start" | "statements" | "step" | "ties"
        | "times" => Holds::Int,
        "confidence" | "value" => Holds::Float,
        "backwards" | "contested" | "negated" => Holds::Bool,
        "from" | "to" => Holds::Date,
        _ => Holds::Text,
    }
}

/// A value as a cell has it: nothing for null, counts as "meeting ×2, treaty", the most frequent first.
pub fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Object(counts) => {
            let mut counts: Vec<(&String, u64)> = counts.iter().map(|(name, n)| (name, n.as_u64().unwrap_or_default())).collect();
            counts.sort_by(|(a, n), (b, m)| m.cmp(n).then_with(|| a.cmp(b)));
            let count = |(name, n): (&String, u64)| if n > 1 { format!("{} ×{n}", label(name)) } else { label(name).to_owned() };
            counts.into_iter().map(count).collect::<Vec<_>>().join(", ")
        }
        other => other.to_string(),
    }
}

/// A text on one line, with the code points `start..end` of it, counted from `origin`, highlighted.
pub fn marked(text: &str, origin: usize, start: usize, end: usize) -> Cell {
    let mut cell = Cell::default();
    let (mut from, mut to) = (None, None);
    let mut gap = false;
    for (at, c) in (origin..).zip(text.chars()) {
        if c.is_whitespace() {
            gap = !cell.text.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            cell.text.push(' ');
        }
        if at >= start && from.is_none() {
            from = Some(cell.text.len());
        }
        cell.text.push(c);
        if at < end {
            to = Some(cell.text.len());
        }
    }
    cell.mark = from.zip(to).map(|(from, to)| from..to).filter(|range| range.start < range.end);
    cell
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_stays_on_its_words_when_line_breaks_are_folded() {
        let cell = marked("  Ünder  the\npact, both\n", 100, 109, 117);
        assert_eq!(cell.text, "Ünder the pact, both");
        assert_eq!(&cell.text[cell.mark.unwrap()], "the pact");
        assert_eq!(marked("no mark", 0, 50, 60).mark, None);
        assert_eq!(marked("", 0, 0, 0).mark, None);
    }
}
