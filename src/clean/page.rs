//! Web pages to lines.

use super::line::Line;
use crate::knowledge::Knowledge;
use crate::types::Metadata;

/// The lines of a page.
pub fn lines<'a>(html: &'a str, _knowledge: &Knowledge) -> (Vec<Line<'a>>, Metadata) {
    let _ = html;
    (Vec::new(), Metadata::default())
}
