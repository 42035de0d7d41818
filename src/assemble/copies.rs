//! Articles that print the same text, such as an agency's: each but the first is marked as a copy, so that a text printed often is one source.

use std::collections::HashMap;

use crate::types::record::RecordArticle;
use crate::types::{Record, Sketch};

/// So much of the shorter text has to stand in the other.
const LEAST_OVERLAP: f64 = 0.6;

/// A run of words that stands in more articles than this belongs to the pages, not to the text.
const MOST_SHARING: usize = 50;

/// So many runs in common make two articles worth comparing.
const LEAST_COMMON: usize = 6;

/// Which articles print the same text.
#[derive(Default)]
pub struct Copies {
    /// What is worth comparing; none: everything.
    repeated: Option<Repeated>,
    /// Articles by a run of words that they have in common.
    by_hash: HashMap<u32, Vec<u32>>,
    /// Of each article, if it has enough in common with any.
    sketches: Vec<Sketch>,
    /// Of each article the first with its text.
    first: Vec<usize>,
}

impl Copies {
    /// Of articles whose runs of words were counted before.
    pub fn among(repeated: Repeated) -> Self {
        Self { repeated: Some(repeated), ..Self::default() }
    }

    /// Adds the next record.
    pub fn add(&mut self, record: &Record) {
        let (i, sketch) = (self.first.len(), &record.article.sketch);
        let is_repeated = |hash: u32| self.repeated.as_ref().is_none_or(|repeated| repeated.has(hash));
        let hashes: Vec<u32> = sketch.hashes().iter().copied().filter(|&hash| is_repeated(hash)).collect();
        let mut common: HashMap<usize, usize> = HashMap::new();
        for hash in &hashes {
            let sharing = self.by_hash.entry(*hash).or_default();
            if sharing.len() <= MOST_SHARING {
                sharing.iter().for_each(|&other| *common.entry(other as usize).or_default() += 1);
                sharing.push(i as u32);
            }
        }
        let copied = |other: usize| self.sketches[other].overlap(sketch).is_some_and(|overlap| overlap >= LEAST_OVERLAP);
        // Sorted by position: which of several originals counts must not depend on the map's order.
        let original = common.into_iter().filter(|&(other, count)| count >= LEAST_COMMON && copied(other)).map(|(other, _)| self.first[other]).min();
        self.first.push(original.unwrap_or(i));
        self.sketches.push(if hashes.len() >= LEAST_COMMON { sketch.clone() } else { Sketch::default() });
    }

    /// Of each article the position of the first with its text, which may be itself.
    pub fn finish(self) -> Vec<usize> {
        self.first
    }
}

/// An article as a graph has it: without sketch; a copy with the id of the original.
pub fn marked(article: &RecordArticle, original: Option<&str>) -> RecordArticle {
    RecordArticle { sketch: Sketch::default(), near_duplicate_of: original.map(str::to_owned), ..article.clone() }
}

/// The runs of words that stand in more than one article, and by chance some others: two bits for each of 2^27 groups of hashes. Most runs stand in one
/// article only, and need not be kept to find copies.
pub struct Repeated {
    once: Vec<u64>,
    again: Vec<u64>,
}

impl Default for Repeated {
    fn default() -> Self {
        Self { once: vec![0; Self::WORDS], again: vec![0; Self::WORDS] }
    }
}

impl Repeated {
    const WORDS: usize = 1 << 21;

    /// Counts the runs of the next record.
    pub fn add(&mut self, record: &Record) {
        for (word, bit) in record.article.sketch.hashes().iter().map(|&hash| Self::place(hash)) {
            self.again[word] |= self.once[word] & bit;
            self.once[word] |= bit;
        }
    }

    fn has(&self, hash: u32) -> bool {
        let (word, bit) = Self::place(hash);
        self.again[word] & bit != 0
    }

    /// Sketches have small hashes only: multiplying spreads them (Knuth, The Art of Computer Programming, 6.4).
    fn place(hash: u32) -> (usize, u64) {
        let group = hash.wrapping_mul(2_654_435_769) >> 5;
        ((group >> 6) as usize, 1 << (group & 63))
    }
}
