//! Word lists of the frames: word classes (`data/lexicon/word_classes.toml`), sets of words, one spelling for British and American English.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::error::{Error, Result};
use crate::knowledge::files::data_file;

/// A lemma in lower case with American endings, so that "organise" and "organize", "defence" and "defense" are one word.
pub fn normal(word: &str) -> String {
    let mut word = word.to_lowercase();
    for (british, american) in [("isation", "ization"), ("ise", "ize"), ("yse", "yze"), ("our", "or"), ("ence", "ense"), ("programme", "program")] {
        if let Some(stem) = word.strip_suffix(british) {
            word = format!("{stem}{american}");
            break;
        }
    }
    word
}

/// The error of a TOML file, with file and line.
pub fn toml_error(path: &str, text: &str, error: &toml::de::Error) -> Error {
    let line = error.span().map_or(1, |span| line_of(text, span.start));
    Error::data(format!("{path}:{line}"), error.message())
}

/// The line, counted from 1, of a byte offset.
pub fn line_of(text: &str, byte: usize) -> usize {
    text.as_bytes()[..byte.min(text.len())].iter().filter(|&&b| b == b'\n').count() + 1
}

/// A set of words; those of two words ("military aid") are looked up as pair of modifier and head.
#[derive(Debug, Clone, Default)]
pub struct WordSet(HashSet<String>);

impl WordSet {
    /// Whether the word, or the pair of the word with the one before it, is in the set.
    pub fn contains(&self, word: &str) -> bool {
        match word.split_once(' ') {
            None => self.0.contains(&normal(word)),
            Some(_) => self.0.contains(&word.split(' ').map(normal).collect::<Vec<_>>().join(" ")),
        }
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Adds a word.
    pub fn insert(&mut self, word: &str) {
        self.0.insert(word.split(' ').map(normal).collect::<Vec<_>>().join(" "));
    }

    /// Takes out the words for which this holds.
    pub fn remove(&mut self, unwanted: &dyn Fn(&str) -> bool) {
        self.0.retain(|word| !unwanted(word));
    }

    /// Adds the words of another set.
    pub fn extend(&mut self, other: &WordSet) {
        self.0.extend(other.0.iter().cloned());
    }

    /// The words, sorted.
    pub fn sorted(&self) -> Vec<&str> {
        let mut words: Vec<&str> = self.0.iter().map(String::as_str).collect();
        words.sort_unstable();
        words
    }
}

/// The classes of `data/lexicon/word_classes.toml`.
#[derive(Debug, Default)]
pub struct WordClasses {
    sets: HashMap<String, WordSet>,
    /// The classes of a word, sorted.
    of: HashMap<String, Vec<String>>,
}

const PATH: &str = "data/lexicon/word_classes.toml";

impl WordClasses {
    /// Parses the embedded file and adds users' words. A class may hold another one (`@other`) that the alphabet puts anywhere; circles are errors.
    pub fn load_with<'a>(own: impl Iterator<Item = (&'a str, &'a BTreeMap<String, Vec<String>>)>) -> Result<Self> {
        let text = data_file(PATH, include_str!("../../../data/lexicon/word_classes.toml"))?;
        let mut raw: BTreeMap<String, Vec<String>> = toml::from_str(text).map_err(|e| toml_error(PATH, text, &e))?;
        for (path, classes) in own {
            for (name, list) in classes {
                let unknown = list.iter().filter_map(|word| word.strip_prefix('@')).find(|other| !raw.contains_key(*other));
                if let Some(unknown) = unknown {
                    return Err(Error::data(path, format!("[words] {name}: no word class is called @{unknown}")));
                }
                raw.entry(name.clone()).or_default().extend(list.iter().cloned());
            }
        }
        let mut classes = HashMap::new();
        for name in raw.keys() {
            let mut set = WordSet::default();
            expand(name, &raw, &mut set, 0)?;
            classes.insert(name.clone(), set);
        }
        let mut of: HashMap<String, Vec<String>> = HashMap::new();
        for name in raw.keys() {
            for word in classes[name].sorted() {
                of.entry(word.to_owned()).or_default().push(name.clone());
            }
        }
        Ok(Self { sets: classes, of })
    }

    /// The names of the classes that hold the word, sorted.
    pub fn of(&self, word: &str) -> &[String] {
        self.of.get(&normal(word)).map_or(&[], Vec::as_slice)
    }

    /// The class of this name; empty if there is none.
    pub fn class(&self, name: &str) -> &WordSet {
        static EMPTY: std::sync::LazyLock<WordSet> = std::sync::LazyLock::new(WordSet::default);
        self.sets.get(name).unwrap_or(&EMPTY)
    }

    /// The set that a list of words and `@classes` means.
    pub fn set(&self, list: &[String], place: &str) -> Result<WordSet> {
        let mut set = WordSet::default();
        for item in list {
            match item.strip_prefix('@') {
                Some(name) => set.extend(self.sets.get(name).ok_or_else(|| Error::data(place, format!("no word class is called @{name}")))?),
                None => set.insert(item),
            }
        }
        Ok(set)
    }
}

fn expand(name: &str, raw: &BTreeMap<String, Vec<String>>, set: &mut WordSet, depth: usize) -> Result<()> {
    let list = raw.get(name).ok_or_else(|| Error::data(PATH, format!("no word class is called @{name}")))?;
    if depth > 8 {
        return Err(Error::data(PATH, format!("@{name} contains itself")));
    }
    for item in list {
        match item.strip_prefix('@') {
            Some(other) => expand(other, raw, set, depth + 1)?,
            None => set.insert(item),
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn british_and_american_spellings_are_one_word() {
        for (british, american) in [("organise", "organize"), ("mobilisation", "mobilization"), ("defence", "defense"), ("programme", "program")] {
            assert_eq!(normal(british), normal(american));
        }
        assert_ne!(normal("attack"), normal("attach"));
    }

    #[test]
    fn an_unknown_class_is_an_error_that_names_its_place() {
        let error = WordClasses::default().set(&["@nothing".into()], "edges/x.toml: frame 2").unwrap_err().to_string();
        assert!(error.contains("frame 2") && error.contains("@nothing"), "{error}");
    }
}
