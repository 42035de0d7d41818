//! The terminal. Words of articles and names of files are shown there, and none of them may move the cursor, rename the window or write to the
//! clipboard: of all control characters only line breaks, tabs and the colours that newsgraph itself uses pass.

use std::io::{self, Write};

/// What stands for a character that must not be shown.
const REPLACEMENT: char = '\u{FFFD}';

/// Standard output for people to read.
pub fn stdout() -> Screen<impl Write> {
    Screen { out: anstream::stdout().lock(), line: Vec::new() }
}

/// A text with nothing in it that a terminal obeys.
pub fn harmless(text: &str) -> String {
    text.chars().map(|c| if is_command(c) { REPLACEMENT } else { c }).collect()
}

/// What is written is shown line by line.
pub struct Screen<W: Write> {
    out: W,
    line: Vec<u8>,
}

impl<W: Write> Write for Screen<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.line.extend_from_slice(bytes);
        if let Some(end) = self.line.iter().rposition(|&byte| byte == b'\n') {
            let rest = self.line.split_off(end + 1);
            let lines = std::mem::replace(&mut self.line, rest);
            self.out.write_all(coloured(&String::from_utf8_lossy(&lines)).as_bytes())?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let line = std::mem::take(&mut self.line);
        self.out.write_all(coloured(&String::from_utf8_lossy(&line)).as_bytes())?;
        self.out.flush()
    }
}

impl<W: Write> Drop for Screen<W> {
    fn drop(&mut self) {
        let _ = self.flush();
    }
}

/// As [`harmless`], but for colours.
fn coloured(text: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find(is_command) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let length = colour(rest).unwrap_or_else(|| {
            out.push(REPLACEMENT);
            0
        });
        out.push_str(&rest[..length]);
        rest = if length > 0 { &rest[length..] } else { rest.get(rest.chars().next().map_or(0, char::len_utf8)..).unwrap_or_default() };
    }
    out + rest
}

/// The length of the colour or weight that a text begins with.
fn colour(text: &str) -> Option<usize> {
    let codes = text.strip_prefix("\u{1b}[")?;
    let end = codes.find(|c: char| !c.is_ascii_digit() && c != ';')?;
    let known = |code: &str| code.is_empty() || code.parse().is_ok_and(|code: u8| matches!(code, 0..=4 | 30..=37 | 40..=47 | 90..=97));
    (codes[end..].starts_with('m') && codes[..end].split(';').all(known)).then_some(2 + end + 1)
}

fn is_command(c: char) -> bool {
    c.is_control() && c != '\n' && c != '\t'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_colours_reach_the_terminal() {
        let mut shown = Vec::new();
        let mut screen = Screen { out: &mut shown, line: Vec::new() };
        // In pieces, as formatted text comes.
        for piece in ["\u{1b}[1", "mNames\u{1b}[0m\t\u{1b}]0;title\u{7}", "\u{1b}[2J\r\u{9b}31m", "\u{1b}[8mx\n", "\u{1b}[38;5;1my \u{1b}["] {
            screen.write_all(piece.as_bytes()).unwrap();
        }
        drop(screen);
        let shown = String::from_utf8(shown).unwrap();
        assert_eq!(shown, "\u{1b}[1mNames\u{1b}[0m\t�]0;title��[2J��31m�[8mx\n�[38;5;1my �[");
        assert_eq!(harmless("a\u{1b}[1m\nb"), "a�[1m\nb");
    }
}
