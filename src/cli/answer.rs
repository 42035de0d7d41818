//! Answers as table, JSON or CSV.

use std::io::Write;

use anyhow::Result;

use super::{output, screen};
use crate::export::tables::harmless;
use crate::query::{Answer, Cell};

/// How answers can be printed.
pub const FORMATS: [&str; 3] = ["table", "json", "csv"];

/// Prints an answer in one of [`FORMATS`]; a table without rows is nothing.
pub fn print(answer: &Answer, format: &str) -> Result<()> {
    let mut out = screen::stdout();
    match format {
        "json" => json(answer, &mut out)?,
        "csv" => csv(answer, &mut out)?,
        _ if !answer.items.is_empty() => table(answer, &mut out)?,
        _ => {}
    }
    Ok(out.flush()?)
}

fn json(answer: &Answer, out: &mut impl Write) -> Result<()> {
    write!(out, "[")?;
    for (i, item) in answer.items.iter().enumerate() {
        write!(out, "{}\n ", if i == 0 { "" } else { "," })?;
        serde_json::to_writer(&mut *out, &item.json).map_err(std::io::Error::from)?;
    }
    Ok(writeln!(out, "{}]", if answer.items.is_empty() { "" } else { "\n" })?)
}

fn csv(answer: &Answer, out: &mut impl Write) -> Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    // The error of a closed pipe has to be seen as such.
    let plain = |e: csv::Error| match e.into_kind() {
        csv::ErrorKind::Io(e) => e,
        other => std::io::Error::other(format!("{other:?}")),
    };
    writer.write_record(&answer.csv_columns).map_err(plain)?;
    for row in answer.items.iter().flat_map(|item| &item.csv) {
        writer.write_record(row.iter().map(|cell| data(cell))).map_err(plain)?;
    }
    Ok(writer.flush()?)
}

/// A cell that no spreadsheet runs; a number is one whatever its sign.
fn data(cell: &str) -> String {
    if cell.parse::<f64>().is_ok() { cell.to_owned() } else { harmless(cell) }
}

/// Invisible characters of no width that stand for the start and end of highlighting until the table has found its line breaks.
const MARKS: [char; 2] = ['\u{2063}', '\u{2064}'];

fn table(answer: &Answer, out: &mut impl Write) -> Result<()> {
    let rows: Vec<Vec<String>> = answer.items.iter().map(|item| item.cells.iter().map(with_marks).collect()).collect();
    let style = anstyle::Style::new().bold().fg_color(Some(anstyle::AnsiColor::Yellow.into()));
    let text = output::rows(&answer.columns, &rows);
    let text = text.replace(MARKS[0], &style.render().to_string()).replace(MARKS[1], &style.render_reset().to_string());
    Ok(writeln!(out, "{text}")?)
}

/// Each highlighted word by itself, so that a line break between two does not highlight the table's other cells.
fn with_marks(cell: &Cell) -> String {
    let Some((before, marked, after)) =
        cell.mark.clone().and_then(|m| Some((cell.text.get(..m.start)?, cell.text.get(m.clone())?, cell.text.get(m.end..)?)))
    else {
        return cell.text.clone();
    };
    let words: Vec<String> = marked.split(' ').map(|word| format!("{}{word}{}", MARKS[0], MARKS[1])).collect();
    format!("{before}{}{after}", words.join(" "))
}
