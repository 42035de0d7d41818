//! spaCy's hash of strings, and tables that are searched by it.

/// MurmurHash64A with seed 1, as spaCy hashes strings.
pub fn hash_string(text: &str) -> u64 {
    const M: u64 = 0xc6a4_a793_5bd1_e995;
    let bytes = text.as_bytes();
    let mut hash = 1 ^ (bytes.len() as u64).wrapping_mul(M);
    let (words, tail) = bytes.as_chunks::<8>();
    for word in words {
        let k = u64::from_le_bytes(*word).wrapping_mul(M);
        hash = (hash ^ (k ^ (k >> 47)).wrapping_mul(M)).wrapping_mul(M);
    }
    if !tail.is_empty() {
        let last = tail.iter().rev().fold(0, |sum, &byte| sum << 8 | u64::from(byte));
        hash = (hash ^ last).wrapping_mul(M);
    }
    hash = (hash ^ (hash >> 47)).wrapping_mul(M);
    hash ^ (hash >> 47)
}

/// A fixed map from hashes: quicker to fill and to search than a general one.
#[derive(Debug)]
pub struct ByHash<T> {
    rows: Vec<(u64, T)>,
    // Where the rows with a given top of the hash begin.
    pages: Vec<u32>,
}

impl<T> ByHash<T> {
    const BITS: u32 = 12;

    /// The map of these pairs.
    pub fn new(mut rows: Vec<(u64, T)>) -> Self {
        rows.sort_by_key(|(hash, _)| *hash);
        let mut pages = vec![0; (1 << Self::BITS) + 1];
        for (hash, _) in &rows {
            pages[Self::page(*hash) + 1] += 1;
        }
        for i in 1..pages.len() {
            pages[i] += pages[i - 1];
        }
        Self { rows, pages }
    }

    fn page(hash: u64) -> usize {
        (hash >> (64 - Self::BITS)) as usize
    }

    /// What is filed (first) under this hash.
    pub fn get(&self, hash: u64) -> Option<&T> {
        self.all(hash).next()
    }

    /// All that is filed under this hash, in the order of filing.
    pub fn all(&self, hash: u64) -> impl Iterator<Item = &T> {
        let page = Self::page(hash);
        let rows = &self.rows[self.pages[page] as usize..self.pages[page + 1] as usize];
        rows.iter().filter(move |(known, _)| *known == hash).map(|(_, value)| value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_hash_as_in_spacy() {
        // From spacy.strings.hash_string.
        for (text, hash) in HASHES {
            assert_eq!(hash_string(text), hash, "{text}");
        }
    }

    const HASHES: [(&str, u64); 4] = [
        ("a", 11_901_859_001_352_538_922),
        ("coffee", 3_197_928_453_018_144_401),
        ("peculiarly", 6_933_734_527_076_439_746),
        ("Ünïcödé — 東京", 12_134_001_996_533_126_341),
    ];
}
