//! What lies beside the articles and is not read, counted by kind.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

/// Counts of files that were not read, shared by all who pass files by.
#[derive(Debug, Clone, Default)]
pub struct PassedBy(Arc<Mutex<BTreeMap<String, usize>>>);

impl PassedBy {
    /// One more file.
    pub fn add(&self, path: &Path) {
        match path.extension() {
            Some(ending) => self.add_kind(&format!(".{}", ending.to_string_lossy().to_lowercase())),
            None => self.add_kind("without an ending"),
        }
    }

    /// One more of a kind.
    pub fn add_kind(&self, kind: &str) {
        let kind = kind.chars().filter(|c| !c.is_control()).take(40).collect();
        *self.0.lock().unwrap_or_else(PoisonError::into_inner).entry(kind).or_default() += 1;
    }

    /// "3 .png, 1 .xls", the most frequent first; `None` if all was read.
    pub fn summary(&self) -> Option<String> {
        let counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut counts: Vec<(&String, &usize)> = counts.iter().collect();
        counts.sort_by(|a, b| b.1.cmp(a.1).then_with(|| a.0.cmp(b.0)));
        let more = counts.len().saturating_sub(8);
        let named: Vec<String> = counts.iter().take(8).map(|(kind, count)| format!("{count} {kind}")).collect();
        let more = if more > 0 { format!(" and {more} more kinds") } else { String::new() };
        (!named.is_empty()).then(|| named.join(", ") + &more)
    }
}
