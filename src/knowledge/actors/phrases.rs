//! Known names as phrases of a text: the longest one that starts at a token.

use std::collections::HashMap;

use crate::knowledge::Origin;
use crate::types::Document;

/// What a known phrase names. Indices are positions in the tables of [`super::Actors`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    /// A state by its name or an alias.
    State(usize),
    /// Its adjective, or the singular noun for one of its people.
    Demonym(usize),
    /// Its people.
    National(usize),
    /// Its seat of government.
    Capital(usize),
    /// A town or region of it.
    Place(usize),
    /// An organisation.
    Organisation(usize),
    /// A town that stands for an organisation.
    Seat(usize),
    /// A collective that is no state.
    Bloc(usize),
    /// The adjective of such a collective.
    BlocAdjective(usize),
    /// A person of a user's lexicon.
    Person,
}

/// A known phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phrase {
    /// What it names.
    pub known: Known,
    /// It counts only where the language model agrees.
    pub guarded: bool,
    /// Where it is written.
    pub origin: Origin,
}

/// All known phrases.
#[derive(Default)]
pub struct Phrases {
    by_text: HashMap<String, Phrase>,
    /// Length in bytes of the longest phrase that begins with a word.
    by_first: HashMap<String, usize>,
}

/// Longest phrase, in tokens.
const LONGEST: usize = 14;

/// A phrase as it is compared: without full stops, with straight apostrophes and single spaces.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '.' => {}
            '\u{2019}' | '\u{2018}' | '`' => out.push('\''),
            '\u{2010}' | '\u{2011}' => out.push('-'),
            c if c.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    out
}

fn first_word(text: &str) -> String {
    // Full stops are left out as in `fold`: "U.S." begins with "us".
    let word: String = text.chars().filter(|&c| c != '.').take_while(|c| c.is_alphanumeric()).collect();
    word.to_lowercase()
}

impl Phrases {
    /// Adds a phrase; the first meaning of a text stays. A trailing `?` marks a guarded one.
    pub fn add(&mut self, text: &str, known: Known, origin: Origin) {
        let (text, guarded) = text.strip_suffix('?').map_or((text, false), |plain| (plain, true));
        let phrase = Phrase { known, guarded, origin };
        let folded = fold(text);
        if !folded.is_ascii() {
            self.insert(deunicode::deunicode(&folded), phrase);
        }
        if folded.len() > 4 && folded.chars().any(char::is_lowercase) && folded.starts_with(char::is_uppercase) {
            self.insert(folded.to_uppercase(), phrase);
        }
        self.insert(folded, phrase);
    }

    /// Adds a phrase, replacing what the text meant before.
    pub fn put(&mut self, text: &str, known: Known, origin: Origin) {
        let folded = fold(text);
        for text in [deunicode::deunicode(&folded), folded.to_uppercase(), folded] {
            self.by_text.remove(&text);
        }
        self.add(text, known, origin);
    }

    fn insert(&mut self, folded: String, phrase: Phrase) {
        let longest = self.by_first.entry(first_word(&folded)).or_default();
        *longest = (*longest).max(folded.len());
        self.by_text.entry(folded).or_insert(phrase);
    }

    /// What a text stands for.
    pub fn get(&self, text: &str) -> Option<Phrase> {
        let folded = fold(text);
        self.by_text
            .get(&folded)
            .copied()
            .or_else(|| if folded.is_ascii() { None } else { self.by_text.get(&deunicode::deunicode(&folded)).copied() })
    }

    /// The longest phrase that begins at `start` and ends before `end`: its last token's successor, and what it names.
    pub fn longest(&self, doc: &Document, start: usize, end: usize) -> Option<(usize, Phrase)> {
        let longest = *self.by_first.get(&first_word(doc.form(start)))?;
        let end = end.min(start + LONGEST);
        (start + 1..=end).rev().find_map(|stop| {
            let text = doc.phrase(start..stop);
            // Full stops and accents may make the text longer than the phrase.
            if text.len() > 2 * longest + 8 || !doc.form(stop - 1).chars().any(char::is_alphanumeric) {
                return None;
            }
            self.get(text).map(|phrase| (stop, phrase))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stops_apostrophes_and_accents_do_not_hide_a_name() {
        let mut phrases = Phrases::default();
        let at = Origin::default();
        phrases.add("U.S.", Known::State(1), at);
        phrases.add("N'Djamena", Known::Capital(2), at);
        phrases.add("Türkiye", Known::State(3), at);
        phrases.add("Sofia?", Known::Capital(4), at);
        assert_eq!(phrases.get("US").unwrap().known, Known::State(1));
        assert_eq!(phrases.get("N’Djamena").unwrap().known, Known::Capital(2));
        assert_eq!(phrases.get("Turkiye").unwrap().known, Known::State(3));
        assert!(phrases.get("Sofia").unwrap().guarded);
        assert!(phrases.get("us").is_none());
    }
}
