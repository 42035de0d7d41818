//! Colours and line breaks of `explain`. Where standard output is no terminal, the colours are stripped on the way.

use std::io::Write;

use anstyle::{AnsiColor, Style};
use anyhow::Result;
use unicode_width::UnicodeWidthStr;

/// The name of a stage.
pub const HEAD: Style =
    Style::new().bold().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Black))).bg_color(Some(anstyle::Color::Ansi(AnsiColor::Cyan)));
/// What a section is about.
pub const BOLD: Style = Style::new().bold();
/// Labels and what is beside the point.
pub const DIM: Style = Style::new().dimmed();
/// Kept, found.
pub const GOOD: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Green)));
/// Left out, denied.
pub const BAD: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Red)));
/// An actor.
pub const ACTOR: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Cyan)));
/// A place in a file.
pub const FILE: Style = Style::new().fg_color(Some(anstyle::Color::Ansi(AnsiColor::Yellow)));

/// A text behind a label of `indent` columns, broken at `width`, the later lines indented.
pub fn hanging(out: &mut impl Write, label: &str, indent: usize, text: &str, style: Style, width: usize) -> Result<()> {
    let (mut line, mut columns, mut first) = (String::new(), 0, true);
    let room = width.saturating_sub(indent).max(20);
    let write = |out: &mut dyn Write, line: &str, first: bool| {
        let lead = if first { label.to_owned() } else { " ".repeat(indent) };
        writeln!(out, "{lead}{style}{line}{style:#}")
    };
    for word in text.split_whitespace() {
        if columns > 0 && columns + 1 + word.width() > room {
            write(out, &line, first)?;
            (columns, first) = (0, false);
            line.clear();
        }
        if columns > 0 {
            line.push(' ');
            columns += 1;
        }
        line.push_str(word);
        columns += word.width();
    }
    Ok(write(out, &line, first)?)
}

/// A text on one line of at most so many columns.
pub fn short(text: &str, width: usize) -> String {
    crate::export::picture::shorten(text, width.max(8))
}

/// The path of the tree from one token to another: "Kim –pobj→ with –prep→ met", going down "met ←dobj– Kim".
pub fn path(doc: &crate::types::Document, from: usize, to: usize) -> String {
    let up = |token: usize| std::iter::once(token).chain(doc.ancestors(token)).collect::<Vec<_>>();
    let (left, right) = (up(from), up(to));
    let Some(meet) = left.iter().position(|token| right.contains(token)) else { return doc.form(from).to_owned() };
    let mut out = doc.form(from).to_owned();
    for pair in left[..=meet].windows(2) {
        out.push_str(&format!(" –{}→ {}", doc.tokens[pair[0]].dep, doc.form(pair[1])));
    }
    let down = right.iter().position(|token| *token == left[meet]).unwrap_or(0);
    for pair in right[..=down].windows(2).rev() {
        out.push_str(&format!(" ←{}– {}", doc.tokens[pair[0]].dep, doc.form(pair[0])));
    }
    out
}
