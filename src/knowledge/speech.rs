//! Words of saying.

use crate::error::Result;

/// Words of saying.
pub struct Speech;

impl Speech {
    /// Parses the embedded files.
    pub fn load() -> Result<Self> {
        Ok(Self)
    }
}
