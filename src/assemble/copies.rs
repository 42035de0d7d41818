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

/// The articles of all records, and which print the same text.
#[derive(Default)]
pub struct Copies {
    articles: Vec<RecordArticle>,
    /// Articles by a run of words that they have in common.
    by_hash: HashMap<u32, Vec<u32>>,
    /// Of each article the first with its text.
    first: Vec<usize>,
}

impl Copies {
    /// Adds the next record.
    pub fn add(&mut self, record: &Record) {
        let (i, sketch) = (self.articles.len(), &record.article.sketch);
        let mut common: HashMap<usize, usize> = HashMap::new();
        for hash in sketch.hashes() {
            let sharing = self.by_hash.entry(*hash).or_default();
            if sharing.len() <= MOST_SHARING {
                sharing.iter().for_each(|&other| *common.entry(other as usize).or_default() += 1);
                sharing.push(i as u32);
            }
        }
        let copied = |other: usize| self.articles[other].sketch.overlap(sketch).is_some_and(|overlap| overlap >= LEAST_OVERLAP);
        // Sorted by position: which of several originals counts must not depend on the map's order.
        let original = common.into_iter().filter(|&(other, count)| count >= LEAST_COMMON && copied(other)).map(|(other, _)| self.first[other]).min();
        self.first.push(original.unwrap_or(i));
        self.articles.push(record.article.clone());
    }

    /// The articles; copies point to the first article with their text, and no sketch is kept.
    pub fn finish(self) -> Vec<RecordArticle> {
        let Self { mut articles, first, .. } = self;
        for i in 0..articles.len() {
            let near_duplicate_of = (first[i] != i).then(|| articles[first[i]].id.clone());
            (articles[i].sketch, articles[i].near_duplicate_of) = (Default::default(), near_duplicate_of);
        }
        articles
    }
}
