//! Nouns that head a name and say what it names (`data/lexicon/name_heads.tsv`).

use std::collections::HashMap;

use super::table::Row;
use crate::error::Result;

/// What a name with such a head names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeadKind {
    /// A party, ministry, institute, company.
    Organisation,
    /// A war, election, summit.
    Event,
    /// A treaty or deal.
    Agreement,
    /// A river, sea, province.
    Place,
    /// A law, prize or product: no actor.
    Thing,
}

impl HeadKind {
    /// As the tables write it.
    pub(super) fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "organisation" => Self::Organisation,
            "event" => Self::Event,
            "agreement" => Self::Agreement,
            "place" => Self::Place,
            "thing" => Self::Thing,
            _ => return None,
        })
    }
}

/// One such noun.
#[derive(Debug, Clone)]
pub struct Head {
    /// What kind of thing the name stands for.
    pub kind: HeadKind,
    /// Prepositions that continue the name.
    pub goes_on: Vec<&'static str>,
    /// After a year it makes a name in lower case too ("2018 general election").
    pub lower: bool,
    /// The name follows it ("Operation Amber").
    pub before: bool,
}

/// All such nouns, in lower case.
#[derive(Default)]
pub struct Heads {
    by_word: HashMap<&'static str, Head>,
}

impl Heads {
    pub(super) fn load(rows: impl Iterator<Item = Result<Row<'static>>>) -> Result<Self> {
        let mut heads = Self::default();
        for row in rows {
            let row = row?;
            let kind = HeadKind::parse(row.columns[1]).ok_or_else(|| row.error(format!("a name names no “{}”", row.columns[1])))?;
            let goes_on = row.columns[2].split(';').filter(|word| !word.is_empty()).collect();
            heads.by_word.insert(row.columns[0], Head { kind, goes_on, lower: row.columns[3] == "lower", before: row.columns[3] == "before" });
        }
        Ok(heads)
    }

    /// The head noun of this form (lower case).
    pub fn get(&self, lower: &str) -> Option<&Head> {
        self.by_word.get(lower)
    }
}
