//! Cuts a text into tokens exactly as spaCy's English tokenizer does, with the model's own rules and exceptions.
//!
//! White space separates chunks; prefixes and suffixes are split off a chunk again and again; what remains is an exception, an address, or is cut
//! at its infixes; last, exceptions that were cut are put together again.

mod affixes;
mod classes;
mod norms;
mod specials;
mod url;

use crate::annotate::tokens::RawToken;
use crate::error::Result;

use affixes::Affixes;
use classes::Class;
use norms::Norms;
use specials::Specials;

/// The tokenizer, shared by all threads.
#[derive(Debug)]
pub struct Tokenizer {
    affixes: Affixes,
    norms: Norms,
    specials: Specials,
}

impl Tokenizer {
    /// Reads the embedded rules.
    pub fn load() -> Result<Self> {
        let norms = Norms::load()?;
        let specials = Specials::load(&norms)?;
        let mut tokenizer = Self { affixes: Affixes::load()?, norms, specials };
        let is_cut = |word: &&String| {
            let affixes = &tokenizer.affixes;
            affixes.prefix(word) > 0 || affixes.suffix(word) > 0 || !affixes.infixes(word).is_empty()
        };
        let forms = |word: &String| {
            let mut tokens = Vec::new();
            tokenizer.split(word, 0, word.len(), false, &mut tokens);
            tokens.iter().map(|t| word[t.start..t.end].into()).collect()
        };
        let cut = tokenizer.specials.words().iter().filter(is_cut).map(forms).collect();
        tokenizer.specials.set_cut(cut);
        Ok(tokenizer)
    }

    /// The tokens of a text, white space included (see [`RawToken`]).
    pub fn tokenize(&self, text: &str) -> Vec<RawToken> {
        let mut tokens = Vec::with_capacity(text.len() / 5);
        let is_space = |c: char| if c.is_ascii_graphic() { false } else { self.affixes.classes().is(c, Class::SPACE) };
        let mut in_space = text.chars().next().is_some_and(is_space);
        let mut start = 0;
        for (at, c) in text.char_indices() {
            if is_space(c) != in_space {
                if start < at {
                    self.chunk(text, start, at, &mut tokens);
                }
                // One blank behind a word belongs to no token.
                start = if c == ' ' { at + 1 } else { at };
                in_space = !in_space;
            }
        }
        if start < text.len() {
            self.chunk(text, start, text.len(), &mut tokens);
        }
        self.specials.rejoin(text, tokens)
    }

    /// A stretch of characters that are all white space or none.
    fn chunk(&self, text: &str, start: usize, end: usize, tokens: &mut Vec<RawToken>) {
        let word = &text[start..end];
        if let Some(pieces) = self.specials.get(word) {
            Specials::push(pieces, start, tokens);
        } else if word.bytes().all(|b| b.is_ascii_alphabetic()) {
            // No rule cuts a plain word.
            self.push(text, start, end, tokens);
        } else {
            self.split(text, start, end, true, tokens);
        }
    }

    fn push(&self, text: &str, start: usize, end: usize, tokens: &mut Vec<RawToken>) {
        tokens.push(RawToken { start, end, norm: self.norms.norm(&text[start..end]) });
    }

    /// Splits affixes off a chunk, then cuts what remains.
    fn split(&self, text: &str, mut start: usize, mut end: usize, with_specials: bool, tokens: &mut Vec<RawToken>) {
        let special = |start: usize, end: usize| with_specials && start < end && self.specials.get(&text[start..end]).is_some();
        let mut suffixes = Vec::new();
        while start < end && !special(start, end) {
            let word = &text[start..end];
            let prefix = self.affixes.prefix(word);
            if prefix > 0 && special(start + prefix, end) {
                self.push(text, start, start + prefix, tokens);
                start += prefix;
                break;
            }
            let suffix = self.affixes.suffix(&word[prefix..]);
            if suffix > 0 && special(start, end - suffix) {
                suffixes.push((end - suffix, end));
                end -= suffix;
                break;
            }
            if prefix == 0 && suffix == 0 {
                break;
            }
            if prefix > 0 {
                self.push(text, start, start + prefix, tokens);
                start += prefix;
            }
            if suffix > 0 {
                suffixes.push((end - suffix, end));
                end -= suffix;
            }
        }
        if start < end {
            self.middle(text, start, end, with_specials, tokens);
        }
        for (start, end) in suffixes.into_iter().rev() {
            self.push(text, start, end, tokens);
        }
    }

    /// What remains of a chunk without its affixes.
    fn middle(&self, text: &str, start: usize, end: usize, with_specials: bool, tokens: &mut Vec<RawToken>) {
        let word = &text[start..end];
        if let Some(pieces) = self.specials.get(word).filter(|_| with_specials) {
            return Specials::push(pieces, start, tokens);
        }
        let mut at = 0;
        if !url::is_url(word, self.affixes.classes()) {
            // An infix at the very start stays with what follows.
            for (first, last) in self.affixes.infixes(word).into_iter().filter(|&(first, _)| first > 0) {
                if at < first {
                    self.push(text, start + at, start + first, tokens);
                }
                self.push(text, start + first, start + last, tokens);
                at = last;
            }
        }
        if at < word.len() {
            self.push(text, start + at, end, tokens);
        }
    }
}
