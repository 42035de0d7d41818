//! What speaks for which kind of name (`data/learned/name_kinds.tsv`): a softmax over named evidence.

use std::collections::HashMap;

use crate::error::{Error, Result};
use crate::knowledge::files::data_file;
use crate::knowledge::table::rows;

const TABLE: (&str, &str) = ("data/learned/name_kinds.tsv", include_str!("../../../data/learned/name_kinds.tsv"));

/// The kinds that evidence decides between, in the order of the table's columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameKind {
    /// A human being.
    Person,
    /// A company, party, ministry.
    Organisation,
    /// A town, region, building.
    Place,
    /// A people, faith or camp.
    People,
    /// No actor: a work, a word with a capital.
    Other,
}

const KINDS: [NameKind; 5] = [NameKind::Person, NameKind::Organisation, NameKind::Place, NameKind::People, NameKind::Other];

/// The weights of each piece of evidence for each kind.
#[derive(Default)]
pub struct NameKinds {
    weights: HashMap<&'static str, [f64; KINDS.len()]>,
}

impl NameKinds {
    pub(super) fn load() -> Result<Self> {
        let (file, text) = TABLE;
        let mut weights = HashMap::new();
        for (line, [name, columns @ ..]) in rows::<6>(file, data_file(file, text)?)? {
            let mut row = [0.0; KINDS.len()];
            for (weight, column) in row.iter_mut().zip(columns) {
                *weight = column.parse().map_err(|_| Error::data(format!("{file}:{line}"), format!("“{column}” is not a number")))?;
            }
            weights.insert(name, row);
        }
        Ok(Self { weights })
    }

    /// The kind that most speaks for, by evidence with how much of it there is; evidence that the table does not name counts nothing.
    pub fn best<'e>(&self, evidence: impl Iterator<Item = (&'e str, f64)>) -> NameKind {
        let mut scores = self.weights.get("base").copied().unwrap_or_default();
        for (name, value) in evidence {
            if let Some(row) = self.weights.get(name) {
                scores.iter_mut().zip(row).for_each(|(score, weight)| *score += value * weight);
            }
        }
        let best = (1..KINDS.len()).fold(0, |best, kind| if scores[kind] > scores[best] { kind } else { best });
        KINDS[best]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_beside_a_name_can_outweigh_the_model() {
        let kinds = NameKinds::load().unwrap();
        let best = |evidence: &[&'static str]| kinds.best(evidence.iter().map(|name| (*name, 1.0)));
        assert_eq!(best(&["model organisation", "one word", "last name of somebody", "acts"]), NameKind::Person);
        assert_eq!(best(&["model person", "two words", "head organisation", "after the", "which"]), NameKind::Organisation);
        assert_eq!(best(&["model town", "one word", "after in"]), NameKind::Place);
    }
}
