//! Direct and reported speech: who said what about whom.

use crate::knowledge::Knowledge;
use crate::types::{Document, Entities, Statement};

/// The statements of a document, in text order.
pub fn extract(_doc: &Document, _entities: &Entities, _knowledge: &Knowledge) -> Vec<Statement> {
    Vec::new()
}
