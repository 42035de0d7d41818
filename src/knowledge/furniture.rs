//! Words and shapes of page furniture.

use crate::error::Result;

/// Words and shapes of page furniture.
pub struct Furniture;

impl Furniture {
    /// Parses the embedded files.
    pub fn load() -> Result<Self> {
        Ok(Self)
    }
}
