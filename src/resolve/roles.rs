//! roles
use super::cast::Cast;
pub fn add(_cast: &mut Cast<'_>) {}
