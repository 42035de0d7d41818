//! States, organisations, titles, given names.

use crate::error::Result;

/// States, organisations, titles, given names.
pub struct Actors;

impl Actors {
    /// Parses the embedded files.
    pub fn load() -> Result<Self> {
        Ok(Self)
    }
}
