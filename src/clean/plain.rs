//! Plain text to lines. Paragraphs that are broken into lines of equal width (wrapped text) are joined again.

use super::line::Line;
use crate::types::CharSpan;

/// The widest text that is taken for wrapped.
const WIDEST: usize = 110;
/// The narrowest.
const NARROWEST: usize = 40;

/// A line of the file: its text without white space at the ends, the code point where it starts, and whether it is indented.
struct Row<'a> {
    text: &'a str,
    start: usize,
    chars: usize,
    indented: bool,
}

/// The lines of a text that have any text.
pub fn lines(text: &str) -> Vec<Line<'_>> {
    let rows = rows(text);
    let width = wrap_width(&rows);
    let indents = indents_paragraphs(&rows);
    let (mut out, mut at) = (Vec::<Line<'_>>::new(), 0);
    while at < rows.len() {
        let row = &rows[at];
        at += 1;
        if row.chars == 0 {
            continue;
        }
        let mut line = Line::verbatim(row.text, row.start);
        let mut last = row;
        while let (Some(width), Some(next)) = (width, rows.get(at)) {
            if next.chars == 0 || if indents { next.indented } else { !is_broken(last, next, width) } {
                break;
            }
            line.push_replacement(" ", CharSpan { start: last.start + last.chars, end: next.start });
            line.push(next.text, next.start);
            last = next;
            at += 1;
        }
        out.push(line);
    }
    out
}

fn rows(text: &str) -> Vec<Row<'_>> {
    let (mut rows, mut start) = (Vec::new(), 0);
    for line in text.split_inclusive('\n') {
        // Some pages separate lines with a bare carriage return.
        for part in line.split_inclusive('\r') {
            let body = part.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}');
            let lead = if body.is_empty() { 0 } else { part[..part.find(body).unwrap_or(0)].chars().count() };
            let chars = body.chars().count();
            if !(body.is_empty() && part == "\n" && line.len() > 1) {
                rows.push(Row { text: body, start: start + lead, chars, indented: lead > 1 });
            }
            start += part.chars().count();
        }
    }
    rows
}

/// The width at which the text was wrapped; `None` if it was not. A page that was copied has short lines, too, but few of them would have had no room for
/// the next line's first word.
fn wrap_width(rows: &[Row<'_>]) -> Option<usize> {
    let width = rows.iter().map(|r| r.chars).max().filter(|w| (NARROWEST..=WIDEST).contains(w))?;
    let pairs: Vec<_> = rows.windows(2).filter(|w| w[0].chars > 0 && w[1].chars > 0).collect();
    let broken = pairs.iter().filter(|w| is_broken(&w[0], &w[1], width)).count();
    (broken >= 3 && broken * 2 > pairs.len()).then_some(width)
}

/// Whether white space before a line opens a paragraph: some lines have it, and most have not.
fn indents_paragraphs(rows: &[Row<'_>]) -> bool {
    let indented = rows.iter().filter(|r| r.chars > 0 && r.indented).count();
    indented > 1 && indented * 2 < rows.iter().filter(|r| r.chars > 0).count()
}

/// Whether the line ended only because the next word had no room. A few characters of leeway, since wrapping programs differ.
fn is_broken(row: &Row<'_>, next: &Row<'_>, width: usize) -> bool {
    let word = next.text.split_whitespace().next().map_or(0, |w| w.chars().count());
    row.chars + 1 + word + 2 > width
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_paragraphs_are_joined_and_their_ends_kept() {
        let text = "The minister said on Monday that the two\ngovernments would sign the agreement in\nthe capital within a week, after months\nof talks.\n\nThe opposition rejects it.\nShort line\n";
        let lines: Vec<_> = lines(text).into_iter().map(|l| l.text.into_owned()).collect();
        assert_eq!(lines.len(), 3, "{lines:?}");
        assert!(lines[0].ends_with("agreement in the capital within a week, after months of talks."));
    }

    #[test]
    fn an_indent_opens_a_paragraph_of_wrapped_text() {
        let text = "HEADLINE\n\nThe minister said on Monday that the two\ngovernments would sign the agreement in\nthe capital within a week, if\n\
                    it was ready by then, after many months\nof talks.\n    The opposition rejects the agreement as\nit was worded by \
                    the ministry in March.\n    No date was given.\n";
        assert_eq!(lines(text).len(), 4);
    }

    #[test]
    fn lines_that_are_paragraphs_stay_apart() {
        let text = "Headline of a story\nFirst paragraph of this story, which is much longer than any line of a wrapped text would be, as it is a whole paragraph.\n\nNext\r\nLast";
        assert_eq!(lines(text).len(), 4);
    }

    #[test]
    fn places_count_code_points() {
        let text = "é\r\n  ü–x \n\u{a0}\n z";
        let chars: Vec<char> = text.chars().collect();
        for row in rows(text) {
            assert_eq!(chars[row.start..row.start + row.chars].iter().collect::<String>(), row.text);
        }
        assert_eq!(lines(text).len(), 3);
    }
}
