//! Dictionary forms by rules: irregular forms, then endings whose result is a known word, as spaCy's English lemmatizer does it.

use smol_str::{SmolStr, format_smolstr};

use crate::annotate::attribute_ruler::Base;
use crate::annotate::hashing::{ByHash, hash_string};
use crate::annotate::tables::Table;
use crate::error::Result;
use crate::types::Pos;

/// The lemmatizer.
#[derive(Debug)]
pub struct Lemmatizer {
    words: Words,
    irregular: ByHash<(char, &'static str)>,
    rules: Vec<(char, &'static str, &'static str)>,
}

impl Lemmatizer {
    const IRREGULAR: Table = Table { path: "data/model/lemma_exceptions.tsv", text: include_str!("../../data/model/lemma_exceptions.tsv") };
    const RULES: Table = Table { path: "data/model/lemma_rules.tsv", text: include_str!("../../data/model/lemma_rules.tsv") };

    /// Reads the embedded tables.
    pub fn load() -> Result<Self> {
        let kind = |table: Table, line: usize, rest: &'static str| match rest.split_once('\t') {
            Some((kind, rest)) if kind.len() == 1 => Ok((kind.chars().next().unwrap_or_default(), rest)),
            _ => Err(table.error(line, "expected a part of speech of one letter, and a tab")),
        };
        let mut irregular = Vec::with_capacity(8192);
        for row in Self::IRREGULAR.pairs() {
            let (line, form, rest) = row?;
            irregular.push((hash_string(form), kind(Self::IRREGULAR, line, rest)?));
        }
        let mut rules = Vec::new();
        for (line, text) in Self::RULES.lines() {
            let (pos, rest) = kind(Self::RULES, line, text)?;
            let (old, new) = rest.split_once('\t').ok_or_else(|| Self::RULES.error(line, "a tab is missing"))?;
            rules.push((pos, old, new));
        }
        Ok(Self { words: Words::load(), irregular: ByHash::new(irregular), rules })
    }

    /// The lemma of a form (`lower`: the same in lower case) of this part of speech.
    pub fn lemma(&self, form: &str, lower: &SmolStr, pos: Pos, base: Base) -> SmolStr {
        let is_base = match base {
            Base::Always => true,
            Base::Noun => pos == Pos::Noun,
            Base::Verb => pos == Pos::Verb,
            Base::Never => false,
        };
        let kind = match pos {
            Pos::Noun => 'n',
            Pos::Verb => 'v',
            Pos::Adj => 'a',
            Pos::Adv => 'r',
            Pos::Punct => 'p',
            Pos::Propn if !is_base => return SmolStr::new(form),
            _ => return lower.clone(),
        };
        if is_base { lower.clone() } else { self.by_rules(form, lower, kind) }
    }

    fn by_rules(&self, form: &str, lower: &SmolStr, kind: char) -> SmolStr {
        // Candidates: known words (the last rule's first), then what is not made of letters.
        let (mut known, mut odd, mut unknown) = (Vec::new(), Vec::new(), None);
        for (_, old, new) in self.rules.iter().filter(|(k, ..)| *k == kind) {
            let Some(stem) = lower.strip_suffix(old) else { continue };
            let candidate = if new == old { lower.clone() } else { format_smolstr!("{stem}{new}") };
            match &*candidate {
                "" => {}
                word if self.words.holds(word, kind) => known.insert(0, candidate),
                word if !word.chars().all(char::is_alphabetic) => odd.push(candidate),
                _ => _ = unknown.get_or_insert(candidate),
            }
        }
        // Irregular forms go to the front, one before the other.
        let irregular = self.irregular.all(hash_string(lower)).find(|(k, _)| *k == kind).map(|(_, lemmas)| *lemmas);
        let is_new = |lemma: &&str| !known.iter().chain(&odd).any(|c| c == lemma);
        if let Some(lemma) = irregular.and_then(|lemmas| lemmas.split('\t').rfind(is_new)) {
            return SmolStr::new_static(lemma);
        }
        known.into_iter().chain(odd).next().or(unknown).unwrap_or_else(|| SmolStr::new(form))
    }
}

/// The known words: a sorted text, searched where it lies.
#[derive(Debug)]
struct Words {
    text: &'static str,
    // First byte of each line, and the text's end.
    starts: Vec<u32>,
}

impl Words {
    const TABLE: Table = Table { path: "data/model/lemma_words.tsv", text: include_str!("../../data/model/lemma_words.tsv") };

    fn load() -> Self {
        let text = Self::TABLE.body();
        let mut starts = Vec::with_capacity(1 << 17);
        starts.push(0);
        starts.extend(text.match_indices('\n').map(|(at, _)| at as u32 + 1));
        Self { text, starts }
    }

    fn line(&self, i: usize) -> (&'static str, &'static str) {
        self.text[self.starts[i] as usize..self.starts[i + 1] as usize].split_once('\t').unwrap_or_default()
    }

    fn holds(&self, word: &str, kind: char) -> bool {
        let (mut low, mut high) = (0, self.starts.len() - 1);
        while low < high {
            let middle = (low + high) / 2;
            let (known, kinds) = self.line(middle);
            match known.as_bytes().cmp(word.as_bytes()) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return kinds.contains(kind),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        false
    }
}
