//! A line of the input before it is judged: its text as a reader sees it, and where each part of it stands in the input.

use std::borrow::Cow;
use std::ops::Range;

use crate::types::{CharSpan, CleanText};

/// What the page's markup says about a line. Plain text has only [`Role::Text`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// Nothing special.
    #[default]
    Text,
    /// A main heading (`h1`).
    Title,
    /// A lower heading.
    Heading,
    /// Under a picture.
    Caption,
    /// Navigation, forms, links: known to be furniture.
    Page,
    /// Outside the main content, but near it: bylines and dates may stand there.
    Beside,
}

/// A stretch of a line's text that stands in the input in one piece.
#[derive(Debug, Clone)]
struct Piece {
    text: Range<usize>,
    source: CharSpan,
    verbatim: bool,
}

/// A line of plain text, or a block of a page.
#[derive(Debug, Clone, Default)]
pub struct Line<'a> {
    /// As a reader sees it, without white space at the ends.
    pub text: Cow<'a, str>,
    /// What the markup says.
    pub role: Role,
    /// A list item: its bullet may be in the markup.
    pub item: bool,
    pieces: Vec<Piece>,
}

impl<'a> Line<'a> {
    /// A line that stands verbatim at code point `start` of the input.
    pub fn verbatim(text: &'a str, start: usize) -> Self {
        let mut line = Self { text: Cow::Borrowed(text), ..Self::default() };
        line.add_piece(0..text.len(), start, true, None);
        line
    }

    /// Appends text that stands verbatim at code point `start`.
    pub fn push(&mut self, text: &str, start: usize) {
        let at = self.text.len();
        self.text.to_mut().push_str(text);
        self.add_piece(at..at + text.len(), start, true, None);
    }

    /// Appends text that stands for other characters of the input.
    pub fn push_replacement(&mut self, text: &str, source: CharSpan) {
        let at = self.text.len();
        self.text.to_mut().push_str(text);
        self.add_piece(at..at + text.len(), source.start, false, Some(source));
    }

    fn add_piece(&mut self, text: Range<usize>, start: usize, verbatim: bool, source: Option<CharSpan>) {
        // Pieces are short, so that cutting a long line anywhere costs little.
        const LONGEST: usize = 4096;
        if let Some(source) = source {
            self.pieces.push(Piece { text, source, verbatim });
            return;
        }
        let (mut at, mut start) = (text.start, start);
        while at < text.end {
            let end = (at + LONGEST..text.end).find(|&b| self.text.is_char_boundary(b)).unwrap_or(text.end);
            let next = start + self.text[at..end].chars().count();
            self.pieces.push(Piece { text: at..end, source: CharSpan { start, end: next }, verbatim });
            (at, start) = (end, next);
        }
    }

    /// Cuts white space off the end.
    pub fn trim_end(&mut self) {
        let end = self.text.trim_end().len();
        if end < self.text.len() {
            self.text.to_mut().truncate(end);
            while self.pieces.last().is_some_and(|p| p.text.start >= end) {
                self.pieces.pop();
            }
            if let Some(last) = self.pieces.last_mut().filter(|p| p.text.end > end) {
                if last.verbatim {
                    last.source.end = last.source.start + self.text[last.text.start..end].chars().count();
                }
                last.text.end = end;
            }
        }
    }

    /// Appends a part of the line to the clean text's open block. White space at its ends is left out.
    pub fn write(&self, range: Range<usize>, out: &mut CleanText) {
        let part = &self.text[range.clone()];
        let start = range.start + (part.len() - part.trim_start().len());
        let end = range.end - (part.len() - part.trim_end().len());
        let first = self.pieces.partition_point(|p| p.text.end <= start);
        for piece in self.pieces[first..].iter().take_while(|p| p.text.start < end) {
            let (from, to) = (piece.text.start.max(start), piece.text.end.min(end));
            if piece.verbatim {
                let skipped = self.text[piece.text.start..from].chars().count();
                out.push_verbatim(&self.text[from..to], piece.source.start + skipped);
            } else {
                out.push_replacement(&self.text[from..to], piece.source);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::{BlockKind, ByteSpan};

    #[test]
    fn a_part_of_a_line_knows_its_place_in_the_input() {
        let source = "Ad «é»  A &amp; B said ";
        let mut line = Line::default();
        line.push("«é»", 3);
        line.push_replacement(" ", CharSpan { start: 6, end: 8 });
        line.push("A ", 8);
        line.push_replacement("&", CharSpan { start: 10, end: 15 });
        line.push(" B said ", 15);
        line.trim_end();
        let mut clean = CleanText::default();
        clean.begin_block(BlockKind::Paragraph);
        let at = line.text.find('A').unwrap();
        line.write(at..line.text.len(), &mut clean);
        clean.end_block();
        assert_eq!(clean.text, "A & B said");
        let span = clean.to_source(ByteSpan::new(2, clean.text.len()));
        assert_eq!(source.chars().skip(span.start).take(span.end - span.start).collect::<String>(), "&amp; B said");
    }
}
