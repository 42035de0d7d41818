//! Typed events and affiliations.

use crate::knowledge::Knowledge;
use crate::types::{Document, Entities, Event, Statement};

/// The events of a document. `published` is the article's ISO date, against which times are resolved.
pub fn extract(_doc: &Document, _entities: &Entities, _statements: &[Statement], _published: Option<&str>, _knowledge: &Knowledge) -> Vec<Event> {
    Vec::new()
}
