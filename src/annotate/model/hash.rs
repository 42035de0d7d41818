//! What ties strings to embedding rows: spaCy's string ids, and thinc's hashes of an id (MurmurHash3).

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use crate::annotate::hashing::{ByHash, hash_string};
use crate::annotate::tables::Table;
use crate::error::Result;

/// The four 32-bit keys of an id under a seed; each modulo the number of rows is one row of the embedding.
pub fn row_keys(id: u64, seed: u32) -> [u32; 4] {
    fn mix(mut h: u64) -> u64 {
        h = (h ^ (h >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        h = (h ^ (h >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
        h ^ (h >> 33)
    }
    let seed = u64::from(seed) ^ 8;
    let mut h1 = id.wrapping_mul(0x87c3_7b91_1142_53d5).rotate_left(31).wrapping_mul(0x4cf5_ad43_2745_937f) ^ seed;
    h1 = h1.wrapping_add(seed);
    let mut h2 = mix(seed.wrapping_add(h1));
    h1 = mix(h1).wrapping_add(h2);
    h2 = h2.wrapping_add(h1);
    [h1 as u32, (h1 >> 32) as u32, h2 as u32, (h2 >> 32) as u32]
}

/// Hashes keys that are hashes already.
#[derive(Default)]
pub struct Hashed(u64);

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.write_u64(u64::from(byte)));
    }
    fn write_u64(&mut self, value: u64) {
        self.0 = self.0.rotate_left(29) ^ value;
    }
}

/// A map whose keys are hashes already.
pub type HashedMap<K, V> = HashMap<K, V, BuildHasherDefault<Hashed>>;

/// Strings to spaCy's ids: a fixed number for some, the hash for all others.
pub struct StringIds(ByHash<u64>);

impl StringIds {
    const TABLE: Table = Table { path: "data/model/symbols.tsv", text: include_str!("../../../data/model/symbols.tsv") };

    /// Reads the strings that have a fixed number.
    pub fn load() -> Result<Self> {
        let mut symbols = Vec::new();
        for row in Self::TABLE.pairs() {
            let (line, string, id) = row?;
            let id = id.parse().map_err(|_| Self::TABLE.error(line, format!("“{id}” is not a number")))?;
            symbols.push((hash_string(string), id));
        }
        Ok(Self(ByHash::new(symbols)))
    }

    /// The id of a string.
    pub fn of(&self, text: &str) -> u64 {
        let hash = hash_string(text);
        self.0.get(hash).copied().unwrap_or(hash)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_and_rows_hash_as_in_spacy() {
        let ids = StringIds::load().unwrap();
        // spaCy 3.8: nlp.vocab.strings[...], numpy_ops.hash([...], 8)
        assert_eq!(ids.of("the"), 7_425_985_699_627_899_538);
        assert_eq!(ids.of("Xxx"), 18_200_729_499_220_207_786);
        assert_eq!(ids.of("acl"), 451);
        assert_eq!(ids.of("X"), 101);
        assert_eq!(row_keys(ids.of("the"), 8), [2_332_737_498, 1_315_472_909, 1_351_622_599, 1_973_209_364]);
    }
}
