//! Time expressions to days.

use crate::types::{Document, TimeRange};

/// The time expression that belongs to the event whose trigger's head is `trigger`, resolved against the publication date.
pub fn time_of(_doc: &Document, _trigger: usize, _published: Option<&str>) -> Option<TimeRange> {
    None
}
