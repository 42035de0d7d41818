//! Where an article quotes: stretches between quotation marks of any kind, in each paragraph by itself, since marks are often left unbalanced.

use std::ops::Range;

use crate::types::{ByteSpan, Document};

/// Text between quotation marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// Its tokens with the marks.
    pub outer: Range<usize>,
    /// Its tokens without the marks; not empty.
    pub inner: Range<usize>,
    /// How many words it has.
    pub words: usize,
    /// The paragraph ends before the closing mark.
    pub open: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Opens,
    Closes,
    Either,
}

/// Kinds of marks that pair with each other only.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    Double,
    Single,
}

struct Mark {
    span: ByteSpan,
    side: Side,
    family: Family,
}

/// The quotations of a document in text order, disjoint: one inside another belongs to the outer one.
pub fn find(doc: &Document) -> Vec<Quotation> {
    let mut out = Vec::new();
    for (block, _) in &doc.blocks {
        let span = doc.span(block.clone());
        let text = span.of(&doc.text);
        let mut at = span.start;
        for line in text.split_inclusive('\n') {
            let line_span = ByteSpan::new(at, at + line.trim_end().len());
            at += line.len();
            in_paragraph(doc, line_span, &mut out);
        }
    }
    out
}

fn in_paragraph(doc: &Document, paragraph: ByteSpan, out: &mut Vec<Quotation>) {
    let marks = marks(paragraph.of(&doc.text), paragraph.start);
    // Single marks quote only where no double ones do (British style): elsewhere they are quotations within quotations.
    let family = if marks.iter().any(|m| m.family == Family::Double) { Family::Double } else { Family::Single };
    let mut opened: Option<ByteSpan> = None;
    for mark in marks.iter().filter(|m| m.family == family) {
        // „German marks“ close with what opens elsewhere.
        let low = opened.is_some_and(|open| open.of(&doc.text) == "„") && mark.span.of(&doc.text) == "“";
        match (if low { Side::Closes } else { mark.side }, opened) {
            (Side::Opens, None) | (Side::Either, None) => opened = Some(mark.span),
            // A second opening mark: the one before was never closed, or opens each paragraph anew.
            (Side::Opens, Some(_)) => {}
            (Side::Closes | Side::Either, Some(open)) => {
                push(doc, open, mark.span, false, out);
                opened = None;
            }
            // The opening mark was left out: the sentence that the mark closes is quoted.
            (Side::Closes, None) if doc.text[..mark.span.start].ends_with([',', '.', '?', '!']) => {
                let last = doc.tokens.partition_point(|t| t.start < mark.span.start).saturating_sub(1);
                let start = doc.tokens[doc.sentence(last).start].start.max(paragraph.start);
                if out.last().is_none_or(|q| doc.tokens[q.outer.end - 1].end <= start) {
                    push(doc, ByteSpan::new(start, start), mark.span, false, out);
                }
            }
            (Side::Closes, None) => {}
        }
    }
    if let (Some(open), Family::Double) = (opened, family) {
        push(doc, open, ByteSpan::new(paragraph.end, paragraph.end), true, out);
    }
}

fn push(doc: &Document, open: ByteSpan, close: ByteSpan, unclosed: bool, out: &mut Vec<Quotation>) {
    if close.start <= open.end {
        return;
    }
    // Tokens that only touch a mark count too: the tokenizer sometimes leaves a mark glued to a word.
    let start = doc.tokens.partition_point(|t| t.end <= open.start);
    let end = doc.tokens.partition_point(|t| t.start < close.end.max(close.start));
    let inner_start = doc.tokens.partition_point(|t| t.end <= open.end);
    let inner_end = doc.tokens.partition_point(|t| t.start < close.start);
    if inner_start >= inner_end {
        return;
    }
    // A quotation within that ends with this one leaves its mark behind: three marks in a row.
    let mut end = end;
    let is_mark = |i: usize| matches!(doc.form(i), "'" | "’" | "\"" | "”" | "''");
    while !unclosed && end < doc.tokens.len() && doc.tokens[end].start == doc.tokens[end - 1].end && is_mark(end) {
        end += 1;
    }
    let words = (inner_start..inner_end).filter(|&i| is_word(doc.form(i))).count();
    if words > 0 {
        out.push(Quotation { outer: start..end.max(inner_end), inner: inner_start..inner_end, words, open: unclosed });
    }
}

fn is_word(form: &str) -> bool {
    form.chars().any(char::is_alphanumeric) && !form.starts_with(['\'', '’'])
}

fn marks(text: &str, offset: usize) -> Vec<Mark> {
    let mut out = Vec::new();
    let mut skip = 0;
    let (mut before, mut chars) = (None::<char>, text.char_indices().peekable());
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|&(_, n)| n);
        let doubled = matches!(c, '\'' | '`' | '’' | '‘') && next == Some(c);
        let previous = before.replace(c);
        if at < skip {
            continue;
        }
        let length = if doubled { 2 * c.len_utf8() } else { c.len_utf8() };
        let after = text[at + length..].chars().next();
        let side = match c {
            // An opening mark behind a word closes, by a slip of the pen.
            '“' if previous.is_some_and(|p| !p.is_whitespace() && !"([—–-\"'‘".contains(p)) && after.is_none_or(char::is_whitespace) => {
                Side::Closes
            }
            // And a closing mark that begins a paragraph, or stands before a word, opens.
            '”' if previous.is_none() || previous.is_some_and(char::is_whitespace) && after.is_some_and(char::is_alphanumeric) => Side::Opens,
            '“' | '„' | '«' | '〝' => Side::Opens,
            '”' | '»' | '‟' => Side::Closes,
            '`' | '‘' if doubled => Side::Opens,
            '’' if doubled => Side::Closes,
            '"' | '＂' => by_neighbours(previous, after),
            '\'' if doubled => by_neighbours(previous, after),
            '‘' if after.is_some_and(char::is_alphanumeric) => Side::Opens,
            '’' | '\'' if !after.is_some_and(char::is_alphanumeric) && previous.is_some_and(|p| !p.is_whitespace()) => Side::Closes,
            '\'' if after.is_some_and(char::is_alphabetic) && previous.is_none_or(|p| p.is_whitespace() || "([—–-:".contains(p)) => Side::Opens,
            _ => continue,
        };
        let family = if matches!(c, '\'' | '‘' | '’') && !doubled { Family::Single } else { Family::Double };
        skip = at + length;
        out.push(Mark { span: ByteSpan::new(offset + at, offset + at + length), side, family });
    }
    out
}

/// Marks of one form for both sides tell it by what stands beside them.
fn by_neighbours(before: Option<char>, after: Option<char>) -> Side {
    let left = before.is_none_or(|c| c.is_whitespace() || "([{—–-'‘`/".contains(c));
    let right = after.is_none_or(|c| c.is_whitespace() || ")]}—–-'’,.;:?!/…".contains(c));
    match (left, right) {
        (true, false) => Side::Opens,
        (false, true) => Side::Closes,
        _ => Side::Either,
    }
}
