//! What comes in: articles that the store has are passed by, the others get the id that they will have in it.

use std::collections::HashSet;

use super::{ContentHash, Found, Store, content_hash, key, packing};
use crate::error::{Error, Result};
use crate::types::{Article, Record};

/// The articles of a run that a store does not have, or has with other content; an iterator over them.
pub struct Intake<I> {
    articles: I,
    store: Store,
    knowledge: Vec<u8>,
    hashes: HashSet<ContentHash>,
    ids: HashSet<String>,
    /// Articles that were passed by.
    pub known: usize,
    /// The rows of the store that articles of this run have or had.
    pub seen: HashSet<i64>,
    /// How many inputs could not be read, of whose articles nothing is known.
    pub unread: usize,
}

impl<I: Iterator<Item = Result<Article>>> Intake<I> {
    /// Of these articles, read with these additions to newsgraph's knowledge, for a store that this opens once more to look at.
    pub fn new(articles: I, store: Store, knowledge: Vec<u8>) -> Self {
        let (hashes, ids, seen) = Default::default();
        Self { articles, store, knowledge, hashes, ids, known: 0, seen, unread: 0 }
    }

    /// The article with its hash, if it has to be extracted.
    fn wanted(&mut self, mut article: Article) -> Result<Option<(Article, Fresh)>> {
        let hash = content_hash(&article, &self.knowledge);
        let found = self.store.find(&article, &hash)?;
        if let Found::Known(number) | Found::Changed(number, _) = &found {
            self.seen.insert(*number);
        }
        if matches!(found, Found::Known(_)) || !self.hashes.insert(hash) {
            self.known += 1;
            return Ok(None);
        }
        let fresh = Fresh { key: key(&article), hash };
        article.id = match found {
            Found::Changed(_, id) => id,
            _ => self.free(&article.id)?,
        };
        Ok(Some((article, fresh)))
    }

    /// This id, or the first with a number that nothing in the store and nothing before in this run has.
    fn free(&mut self, wanted: &str) -> Result<String> {
        let (mut id, mut number) = (wanted.to_owned(), 2);
        while self.ids.contains(&id) || self.store.has_id(&id)? {
            id = format!("{wanted}-{number}");
            number += 1;
        }
        self.ids.insert(id.clone());
        Ok(id)
    }
}

impl<I: Iterator<Item = Result<Article>>> Iterator for Intake<I> {
    type Item = Result<(Article, Fresh)>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.articles.next()?.and_then(|article| self.wanted(article)) {
                Ok(None) => {}
                Ok(Some(wanted)) => return Some(Ok(wanted)),
                Err(error) => {
                    self.unread += 1;
                    return Some(Err(error));
                }
            }
        }
    }
}

/// What is known of an article before it is extracted.
pub struct Fresh {
    key: String,
    hash: ContentHash,
}

/// An article as a row of the store.
pub struct Entry {
    /// Its id in the store.
    pub(super) id: String,
    pub(super) key: String,
    pub(super) hash: ContentHash,
    pub(super) html: bool,
    pub(super) text: Vec<u8>,
    pub(super) record: Vec<u8>,
}

impl Entry {
    /// The row of an article with its record.
    ///
    /// # Errors
    /// [`Error::Input`] if the record cannot be written as JSON.
    pub fn of(article: &Article, record: &Record, fresh: Fresh) -> Result<Self> {
        let json = serde_json::to_vec(record).map_err(|e| Error::input(&article.path, e.to_string()))?;
        let Fresh { key, hash } = fresh;
        let (text, record) = (packing::pack(article.text.as_bytes()), packing::pack(&json));
        Ok(Self { id: article.id.clone(), key, hash, html: article.html, text, record })
    }
}
