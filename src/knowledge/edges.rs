//! The edge types (`data/schema/edges/*.toml`): what both ends mean, PLOVER class, triggers, frames.

use crate::error::Result;

/// All edge types.
pub struct EdgeTypes;

impl EdgeTypes {
    /// Parses the embedded files.
    pub fn load() -> Result<Self> {
        Ok(Self)
    }

    /// The PLOVER class of an edge type; `planned` for what is not actual (DESIGN.md, "Edge types").
    pub fn plover(&self, _kind: &str, _planned: bool) -> Option<&str> {
        None
    }
}
