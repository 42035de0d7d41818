//! The confidence of a claim, from the features it was found by: weights fitted on articles whose claims people marked.

use indexmap::IndexMap;

use super::files::data_file;
use super::table::rows;
use crate::error::{Error, Result};

const STATEMENTS: (&str, &str) = ("data/calibration/statements.tsv", include_str!("../../data/calibration/statements.tsv"));

/// A logistic model over named grounds.
pub struct Calibration {
    base: f64,
    weights: IndexMap<&'static str, f64>,
}

impl Calibration {
    /// Parses the embedded table of statements.
    pub fn statements() -> Result<Self> {
        Self::parse(STATEMENTS)
    }

    fn parse((file, text): (&str, &'static str)) -> Result<Self> {
        let (mut base, mut weights) = (None, IndexMap::new());
        for (line, [ground, weight, ..]) in rows::<4>(file, data_file(file, text)?)? {
            let place = || format!("{file}:{line}");
            let weight: f64 = weight.parse().map_err(|_| Error::data(place(), format!("“{weight}” is not a number")))?;
            if ground == "base" {
                base = Some(weight);
            } else if weights.insert(ground, weight).is_some() {
                return Err(Error::data(place(), format!("“{ground}” is twice in the table")));
            }
        }
        Ok(Self { base: base.ok_or_else(|| Error::data(file, "no row “base”"))?, weights })
    }

    /// How likely a claim with these grounds is right, in hundredths between 0.01 and 0.99. Grounds that are not in the table have no weight.
    pub fn confidence(&self, grounds: &[&str]) -> f64 {
        let sum: f64 = grounds.iter().filter_map(|ground| self.weights.get(ground)).sum();
        let likely = 1.0 / (1.0 + (-(self.base + sum)).exp());
        (likely.clamp(0.01, 0.99) * 100.0).round() / 100.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_and_named_is_surer_than_what_is_thought_by_somebody_far_off() {
        let table = Calibration::statements().unwrap();
        let sure = table.confidence(&["word:say", "marks:all", "order:content-cue", "speaker:name", "source:beside"]);
        let unsure = table.confidence(&["word:belief-verb", "marks:none", "order:cue-object", "speaker:pronoun", "source:shared"]);
        assert!(sure > 0.8 && unsure < 0.6 && sure <= 0.99 && unsure >= 0.01, "{sure} {unsure}");
    }
}
