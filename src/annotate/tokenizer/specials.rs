//! Words with a tokenization of their own ("can't", "a.m.", ":-)"), found as whole words and, later, over pieces that the affix rules cut.

use smol_str::SmolStr;

use crate::annotate::hashing::{ByHash, hash_string};
use crate::annotate::tables::Table;
use crate::annotate::tokens::RawToken;
use crate::error::Result;

use super::norms::Norms;

/// One piece of a special word.
#[derive(Debug, Clone)]
pub struct Piece {
    length: usize,
    norm: SmolStr,
}

/// The special words.
#[derive(Debug)]
pub struct Specials {
    words: Vec<String>,
    pieces: ByHash<Vec<Piece>>,
    longest: usize,
    /// What the affix rules make of the special words that they cut, by the first piece.
    cut: ByHash<Vec<Vec<Box<str>>>>,
}

impl Specials {
    const TABLE: Table = Table { path: "data/model/exceptions.tsv", text: include_str!("../../../data/model/exceptions.tsv") };

    /// Reads the embedded table.
    pub fn load(norms: &Norms) -> Result<Self> {
        let (mut words, mut rows) = (Vec::new(), Vec::new());
        for (line, text) in Self::TABLE.lines() {
            let fields: Vec<&str> = text.split('\t').collect();
            let (pairs, rest) = fields.as_chunks::<2>();
            if !rest.is_empty() || pairs.iter().any(|[form, _]| form.is_empty()) {
                return Err(Self::TABLE.error(line, "expected pairs of form and norm"));
            }
            let norm = |form: &str, norm: &'static str| if norm.is_empty() { norms.norm(form) } else { SmolStr::new_static(norm) };
            let pieces = pairs.iter().map(|&[form, given]| Piece { length: form.len(), norm: norm(form, given) }).collect();
            let word: String = pairs.iter().map(|[form, _]| *form).collect();
            rows.push((hash_string(&word), pieces));
            words.push(word);
        }
        let longest = words.iter().map(String::len).max().unwrap_or(0);
        Ok(Self { words, pieces: ByHash::new(rows), longest, cut: ByHash::new(Vec::new()) })
    }

    /// The words themselves.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// Sets what the affix rules alone make of those words that they cut.
    pub fn set_cut(&mut self, cut: Vec<Vec<Box<str>>>) {
        let mut by_first: Vec<(u64, Vec<Vec<Box<str>>>)> = Vec::new();
        for forms in cut {
            let Some(first) = forms.first().map(|f| hash_string(f)) else { continue };
            match by_first.iter_mut().find(|(hash, _)| *hash == first) {
                Some((_, known)) => known.push(forms),
                None => by_first.push((first, vec![forms])),
            }
        }
        self.cut = ByHash::new(by_first);
    }

    /// The pieces of a word, if it is special.
    pub fn get(&self, word: &str) -> Option<&[Piece]> {
        if word.len() > self.longest { None } else { self.pieces.get(hash_string(word)).map(Vec::as_slice) }
    }

    /// Appends the pieces as tokens that begin at byte `at`.
    pub fn push(pieces: &[Piece], mut at: usize, out: &mut Vec<RawToken>) {
        for piece in pieces {
            out.push(RawToken { start: at, end: at + piece.length, norm: piece.norm.clone() });
            at += piece.length;
        }
    }

    /// Puts special words together again where the affix rules have cut them ("a.m" and "." at a sentence's end).
    pub fn rejoin(&self, text: &str, tokens: Vec<RawToken>) -> Vec<RawToken> {
        let form = |i: usize| &text[tokens[i].start..tokens[i].end];
        let mut matches = Vec::new();
        for start in 0..tokens.len() {
            for forms in self.cut.get(hash_string(form(start))).into_iter().flatten() {
                let end = start + forms.len();
                if end <= tokens.len() && forms.iter().enumerate().all(|(i, f)| **f == *form(start + i)) {
                    matches.push((start, end));
                }
            }
        }
        if matches.is_empty() {
            return tokens;
        }
        // Longer ones first, then earlier ones. One that is only blocked, or not special because of a blank inside, still blocks others: so does spaCy.
        matches.sort_by_key(|&(start, end)| (std::cmp::Reverse(end - start), start));
        let mut seen = vec![false; tokens.len()];
        let mut chosen = Vec::new();
        for &(start, end) in &matches {
            if !seen[start] && !seen[end - 1] {
                chosen.push((start, end));
            }
            seen[start..end].fill(true);
        }
        chosen.sort_unstable();
        let (mut out, mut copied) = (Vec::with_capacity(tokens.len()), 0);
        for (start, end) in chosen {
            let first = tokens[start].start;
            if let Some(pieces) = self.get(&text[first..tokens[end - 1].end]) {
                out.extend_from_slice(&tokens[copied..start]);
                Self::push(pieces, first, &mut out);
                copied = end;
            }
        }
        out.extend_from_slice(&tokens[copied..]);
        out
    }
}
