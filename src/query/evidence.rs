//! Answers that count or sum up. Every row leads back to the articles and sentences that it was drawn from.

use serde_json::{Value, json};

use super::answer::{marked, text};
use super::edges::evidence_cell;
use super::{Answer, Cell, Item};
use crate::types::record::TextSpan;
use crate::types::{Evidence, GraphStatement};

/// Heads of the CSV columns that [`csv`] fills: the ids of all claims, and the surest of them in full.
const CSV: [&str; 3] = ["claims", "article", "sentence"];

/// An answer of rows of these fields; the table shows those of them that are named in `shown`, then an example.
pub fn answer(fields: &[&'static str], shown: &[&'static str]) -> Answer {
    Answer::new(&[shown, &["for instance"]].concat(), &[fields, &CSV].concat())
}

/// One row: its fields, and what they sum up. `shown` are the cells before the example.
pub fn item(fields: Vec<(&'static str, Value)>, shown: &[&'static str], pieces: &[Piece<'_>]) -> Item {
    let of = |name: &str| fields.iter().find(|(field, _)| *field == name).map(|(_, value)| text(value)).unwrap_or_default();
    let cells = shown.iter().map(|name| of(name).into()).chain([cell(pieces)]).collect();
    let row = fields.iter().map(|(_, value)| text(value)).chain(csv(pieces)).collect();
    let fields = fields.into_iter().chain([("evidence", json(pieces))]).map(|(name, value)| (name.to_owned(), value));
    Item { cells, json: Value::Object(fields.collect()), csv: vec![row] }
}

/// Where words stand: the first code point and the one past the last, whatever stands between two parts of them.
pub fn ends(content: &[TextSpan]) -> [String; 2] {
    [content.first().map(|span| span.start), content.last().map(|span| span.end)].map(|place| place.map(|n| n.to_string()).unwrap_or_default())
}

/// One finding of one article.
#[derive(Clone, Copy)]
pub enum Piece<'a> {
    /// Of an edge.
    Edge(&'a Evidence),
    /// Words said.
    Said(&'a GraphStatement),
}

impl<'a> Piece<'a> {
    fn claim(self) -> &'a str {
        match self {
            Self::Edge(piece) => &piece.claim,
            Self::Said(statement) => &statement.said.id,
        }
    }

    fn article(self) -> &'a str {
        match self {
            Self::Edge(piece) => &piece.article,
            Self::Said(statement) => &statement.article,
        }
    }

    fn confidence(self) -> f64 {
        match self {
            Self::Edge(piece) => piece.confidence,
            Self::Said(statement) => statement.said.confidence,
        }
    }

    /// First and last code point, and the words: of an edge its sentence.
    fn span(self) -> (usize, usize, String) {
        match self {
            Self::Edge(piece) => (piece.sentence.start, piece.sentence.end, piece.sentence.text.clone()),
            Self::Said(statement) => {
                let content = &statement.said.content;
                let words: Vec<&str> = content.iter().map(|span| span.text.as_str()).collect();
                (content.first().map_or(0, |span| span.start), content.last().map_or(0, |span| span.end), words.join(" … "))
            }
        }
    }
}

/// The surest; of equally sure ones the first.
fn best<'a>(pieces: &[Piece<'a>]) -> Option<Piece<'a>> {
    pieces.iter().copied().reduce(|best, next| if next.confidence() > best.confidence() { next } else { best })
}

/// The surest with its article, and how many more there are.
pub fn cell(pieces: &[Piece<'_>]) -> Cell {
    let Some(piece) = best(pieces) else { return Cell::default() };
    let mut cell = match piece {
        Piece::Edge(piece) => evidence_cell(piece),
        Piece::Said(_) => marked(&piece.span().2, 0, 0, 0),
    };
    cell.text.push_str(&format!(" [{}]", piece.article()));
    if pieces.len() > 1 {
        cell.text.push_str(&format!(" [+{} more]", pieces.len() - 1));
    }
    cell
}

/// All of them.
fn json(pieces: &[Piece<'_>]) -> Value {
    let row = |piece: &Piece<'_>| {
        let (start, end, text) = piece.span();
        json!({ "claim": piece.claim(), "article": piece.article(), "start": start, "end": end, "text": text, "confidence": piece.confidence() })
    };
    pieces.iter().map(row).collect()
}

/// The cells under [`CSV`].
fn csv(pieces: &[Piece<'_>]) -> [String; 3] {
    let claims: Vec<&str> = pieces.iter().map(|piece| piece.claim()).collect();
    let best = best(pieces);
    let article = best.map(|piece| piece.article().to_owned()).unwrap_or_default();
    [claims.join("; "), article, best.map(|piece| piece.span().2).unwrap_or_default()]
}
