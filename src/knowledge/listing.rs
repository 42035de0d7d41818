//! Which unnamed actors an article is about, though no event or statement was found of them: a
//! logistic model over how they are mentioned (`data/learned/listing.tsv`, made by `training/listing.py`).

use std::collections::HashMap;

use crate::error::{Error, Result};
use crate::knowledge::files::data_file;
use crate::knowledge::table::rows;

const PATH: &str = "data/learned/listing.tsv";

/// The weights of the features.
pub struct Listing {
    weights: HashMap<&'static str, f32>,
    least: f32,
}

impl Listing {
    /// Parses the embedded table: feature, weight. The row "least" is the probability from which an actor is listed.
    pub fn load() -> Result<Self> {
        let text = data_file(PATH, include_str!("../../data/learned/listing.tsv"))?;
        let mut weights = HashMap::new();
        for (line, [feature, weight]) in rows::<2>(PATH, text)? {
            let weight = weight.parse().map_err(|_| Error::data(format!("{PATH}:{line}"), "a weight is a number"))?;
            weights.insert(feature, weight);
        }
        let least = weights.remove("least").unwrap_or(0.5);
        Ok(Self { weights, least })
    }

    /// Whether an actor with these features takes part in what the article tells; without features it does not.
    pub fn takes_part(&self, features: &[String]) -> bool {
        if features.is_empty() {
            return false;
        }
        let score: f32 = features.iter().filter_map(|feature| self.weights.get(feature.as_str())).sum();
        1.0 / (1.0 + (-score).exp()) >= self.least
    }
}
