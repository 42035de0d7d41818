//! Articles that print the same text, such as an agency's: each but the first is marked as a copy, so that a text printed often is one source.

use std::collections::HashMap;

use crate::types::Record;
use crate::types::record::RecordArticle;

/// So much of the shorter text has to stand in the other.
const LEAST_OVERLAP: f64 = 0.6;

/// A run of words that stands in more articles than this belongs to the pages, not to the text.
const MOST_SHARING: usize = 50;

/// So many runs in common make two articles worth comparing.
const LEAST_COMMON: usize = 6;

/// The articles of these records; copies point to the first article with their text, and no sketch is kept.
pub fn marked(records: &[Record]) -> Vec<RecordArticle> {
    let mut by_hash: HashMap<u32, Vec<usize>> = HashMap::new();
    let mut first: Vec<usize> = (0..records.len()).collect();
    for (i, record) in records.iter().enumerate() {
        let sketch = &record.article.sketch;
        let mut common: HashMap<usize, usize> = HashMap::new();
        for hash in sketch.hashes() {
            let sharing = by_hash.entry(*hash).or_default();
            if sharing.len() <= MOST_SHARING {
                sharing.iter().for_each(|&other| *common.entry(other).or_default() += 1);
                sharing.push(i);
            }
        }
        let copied = |other: usize| records[other].article.sketch.overlap(sketch).is_some_and(|overlap| overlap >= LEAST_OVERLAP);
        // Sorted by position: which of several originals counts must not depend on the map's order.
        let original = common.into_iter().filter(|&(other, count)| count >= LEAST_COMMON && copied(other)).map(|(other, _)| first[other]).min();
        first[i] = original.unwrap_or(i);
    }
    let article = |(i, record): (usize, &Record)| {
        let near_duplicate_of = (first[i] != i).then(|| records[first[i]].article.id.clone());
        RecordArticle { sketch: Default::default(), near_duplicate_of, ..record.article.clone() }
    };
    records.iter().enumerate().map(article).collect()
}
