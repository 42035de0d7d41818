//! Whose words a place in the text is among: asked for every word that may be an event, so that a look through all statements each time would take
//! the square of an article's length.

use crate::types::{ByteSpan, Statement};

/// The statements of an article, found by place.
pub struct Said<'a> {
    statements: &'a [Statement],
    /// The pieces of all contents by their starts: the piece, the furthest end of all pieces so far, its statement.
    pieces: Vec<(ByteSpan, usize, usize)>,
}

impl<'a> Said<'a> {
    /// Of these statements.
    pub fn new(statements: &'a [Statement]) -> Self {
        let all = statements.iter().enumerate().flat_map(|(index, statement)| statement.content.iter().map(move |&piece| (piece, 0, index)));
        let mut pieces: Vec<_> = all.collect();
        pieces.sort_by_key(|(piece, ..)| piece.start);
        let mut furthest = 0;
        for (piece, end, _) in &mut pieces {
            furthest = furthest.max(piece.end);
            *end = furthest;
        }
        Self { statements, pieces }
    }

    /// The statements whose words a span is among, in the order of the statements.
    pub fn at(&self, span: ByteSpan) -> impl Iterator<Item = &'a Statement> + use<'a> {
        let begun = self.pieces.partition_point(|(piece, ..)| piece.start <= span.start);
        let reaching = self.pieces[..begun].iter().rev().take_while(|(_, furthest, _)| *furthest >= span.end);
        let mut found: Vec<usize> = reaching.filter(|(piece, ..)| piece.contains(span)).map(|&(.., index)| index).collect();
        found.sort_unstable();
        found.dedup();
        let statements = self.statements;
        found.into_iter().map(move |index| &statements[index])
    }
}
