//! Norms: one form for the spellings and signs that the model takes as equal ("realise", "realize"; "€", "$").

use smol_str::SmolStr;

use crate::annotate::hashing::{ByHash, hash_string};
use crate::annotate::rules::lower;
use crate::annotate::tables::Table;
use crate::error::Result;

/// The model's table of norms, by the form's hash: the wheel does not hold the forms.
#[derive(Debug)]
pub struct Norms(ByHash<&'static str>);

impl Norms {
    const TABLE: Table = Table { path: "data/model/norms.tsv", text: include_str!("../../../data/model/norms.tsv") };

    /// Reads the embedded table.
    pub fn load() -> Result<Self> {
        let parse = |row: Result<(usize, &'static str, &'static str)>| {
            let (line, hash, norm) = row?;
            let hash = u64::from_str_radix(hash, 16).map_err(|e| Self::TABLE.error(line, format!("“{hash}” is not a hash: {e}")))?;
            Ok((hash, norm))
        };
        Ok(Self(ByHash::new(Self::TABLE.pairs().map(parse).collect::<Result<_>>()?)))
    }

    /// The norm of a form.
    pub fn norm(&self, form: &str) -> SmolStr {
        match self.0.get(hash_string(form)) {
            Some(norm) => SmolStr::new_static(norm),
            None => lower(form),
        }
    }
}
