//! Errors of a run, told in a few lines however many they are: the first examples of each kind, and at the end how many
//! more there were.

use indexmap::IndexMap;

use super::complain;
use crate::error::Error;

/// Examples shown of each kind.
const EXAMPLES: usize = 3;
/// Kinds shown; the rest are counted together.
const KINDS: usize = 12;

/// What went wrong in a run.
#[derive(Default)]
pub struct Complaints {
    kinds: IndexMap<String, Kind>,
}

#[derive(Default)]
struct Kind {
    count: usize,
    last: String,
}

impl Complaints {
    /// Tells an error, if it is among the first of its kind.
    pub fn add(&mut self, error: &Error) {
        let text = error.to_string();
        let (place, message) = match error {
            Error::Input { place, message } => (place.as_str(), message.as_str()),
            _ => ("", text.as_str()),
        };
        let mut kind = kind(message);
        if !self.kinds.contains_key(&kind) && self.kinds.len() >= KINDS {
            kind = "other reasons".into();
        }
        let of_kind = self.kinds.entry(kind).or_default();
        of_kind.count += 1;
        of_kind.last = place.to_owned();
        if of_kind.count <= EXAMPLES {
            complain(&text);
        }
    }

    /// Tells how many were not told.
    pub fn rest(&self) {
        for (name, kind) in self.kinds.iter().filter(|(_, kind)| kind.count > EXAMPLES) {
            let more = kind.count - EXAMPLES;
            let last = if kind.last.is_empty() { String::new() } else { format!("; the last: {}", kind.last) };
            complain(&format!("and {more} more left out for the same reason ({name}{last})"));
        }
    }
}

/// A message without what differs from article to article: up to its first number, quotation or detail.
fn kind(message: &str) -> String {
    let ends = |c: char| c.is_ascii_digit() || matches!(c, ':' | ';' | '(' | '“' | '`' | '"' | '\'');
    let kind = message.split(ends).next().unwrap_or_default().trim();
    if kind.is_empty() { message.split_whitespace().take(3).collect::<Vec<_>>().join(" ") } else { kind.to_owned() }
}
