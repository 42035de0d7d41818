//! Writing: whole files or none, pipes that may be closed at the other end, the width of the terminal.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use comfy_table::{ColumnConstraint, ContentArrangement, Table, TableStyle, Width, presets};
use unicode_width::UnicodeWidthStr;

use crate::export::WholeFile;

/// Whether an error is only that the reader of our output has gone.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().filter_map(|cause| cause.downcast_ref::<std::io::Error>()).any(|e| e.kind() == std::io::ErrorKind::BrokenPipe)
}

/// A folder to write to, known to be writable.
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// The folder, made if it is missing.
    pub fn open(path: &Path) -> Result<Self> {
        let cannot = || format!("the output folder “{}” cannot be written to", path.display());
        std::fs::create_dir_all(path).with_context(cannot)?;
        let folder = Self { path: path.to_owned() };
        folder.begin("records.jsonl").with_context(cannot)?;
        Ok(folder)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Where a file of this name will stand.
    pub fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// A file that takes its name only when it is whole.
    pub fn begin(&self, name: &str) -> Result<WholeFile> {
        Ok(WholeFile::begin(&self.file(name))?)
    }

    /// Writes a whole file.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<()> {
        Ok(WholeFile::write(&self.file(name), bytes)?)
    }
}

/// Columns of the terminal; a pipe has the width of a wide page.
pub fn width() -> usize {
    const PIPE: usize = 140;
    let from_environment = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    from_environment.or_else(|| terminal_size::terminal_size().map(|(columns, _)| columns.0.into())).unwrap_or(PIPE).clamp(40, 400)
}

/// Rows for the terminal: a table if no word has to be broken for it, else one line a cell, so that nothing is hidden in a narrow window either.
pub fn rows(heads: &[&str], rows: &[Vec<String>]) -> String {
    let widths: Vec<usize> = (0..heads.len()).map(|i| least_width(heads[i], rows.iter().filter_map(|row| row.get(i)))).collect();
    // Between two columns stands one blank more.
    if widths.iter().map(|width| width + 1).sum::<usize>() > width() {
        return cards(heads, rows);
    }
    let mut table = table(presets::UTF8_HORIZONTAL_ONLY);
    table.set_header(heads.iter().copied()).add_rows(rows);
    for (i, least) in widths.iter().enumerate() {
        at_least(&mut table, i, *least);
    }
    table.to_string()
}

fn table(style: TableStyle) -> Table {
    let mut table = Table::new();
    table.load_style(style).set_content_arrangement(ContentArrangement::Dynamic).set_width(width() as u16);
    table
}

fn at_least(table: &mut Table, column: usize, width: usize) {
    if let Some(column) = table.column_mut(column) {
        column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(width as u16)));
    }
}

/// Blanks to the left and right of a cell.
const PADDING: usize = 2;

/// What a column needs so that no word of it is broken, and sentences are not read two words a line.
fn least_width<'a>(head: &'a str, cells: impl Iterator<Item = &'a String>) -> usize {
    /// A text longer than this is a sentence.
    const SENTENCE: usize = 60;
    /// The room that sentences are given.
    const ROOM: usize = 40;
    let words = |text: &str| text.split_whitespace().map(UnicodeWidthStr::width).max().unwrap_or(0);
    let least = |cell: &String| if cell.width() > SENTENCE { words(cell).max(ROOM) } else { words(cell) };
    cells.map(least).max().unwrap_or(0).max(words(head)) + PADDING
}

/// Rows one below the other, each cell behind the head of its column; empty cells are left out.
fn cards(heads: &[&str], rows: &[Vec<String>]) -> String {
    let longest = heads.iter().map(|head| head.width()).max().unwrap_or(0);
    let rule = "─".repeat(width());
    let card = |row: &Vec<String>| {
        let mut card = table(presets::NOTHING);
        card.add_rows(heads.iter().copied().zip(row).filter(|(_, cell)| !cell.is_empty()).map(|(head, cell)| [head, cell]));
        at_least(&mut card, 0, longest + PADDING);
        format!("{rule}\n{card}\n")
    };
    rows.iter().map(card).chain([rule.clone()]).collect()
}
