//! What is split off at a word's ends and where it is cut inside: spaCy's English prefix, suffix and infix patterns, written as code.
//!
//! The characters and strings are data; the few rules that look around are here. `scripts/convert_rules.py` makes sure that they are the model's.

use super::classes::{Class, Classes};
use crate::annotate::tables::Table;
use crate::error::Result;

/// Finds prefixes, suffixes and infixes.
#[derive(Debug)]
pub struct Affixes {
    classes: Classes,
    prefixes: Vec<&'static str>,
    suffixes: Vec<&'static str>,
    // Units and currencies, by their last byte.
    after_digit: Vec<Vec<&'static str>>,
}

impl Affixes {
    const TABLE: Table = Table { path: "data/model/affixes.tsv", text: include_str!("../../../data/model/affixes.tsv") };

    /// Reads the embedded tables.
    pub fn load() -> Result<Self> {
        let mut affixes = Self { classes: Classes::load()?, prefixes: Vec::new(), suffixes: Vec::new(), after_digit: vec![Vec::new(); 256] };
        for row in Self::TABLE.pairs() {
            let (line, kind, text) = row?;
            match (kind, text.as_bytes().last()) {
                ("prefix", Some(_)) => affixes.prefixes.push(text),
                ("suffix", Some(_)) => affixes.suffixes.push(text),
                ("suffix-after-digit", Some(&last)) => affixes.after_digit[usize::from(last)].push(text),
                _ => return Err(Self::TABLE.error(line, format!("“{kind}” is not a kind of affix, or the affix is empty"))),
            }
        }
        Ok(affixes)
    }

    /// The classes of characters.
    pub fn classes(&self) -> &Classes {
        &self.classes
    }

    /// Length in bytes of what is split off at the start; 0 if nothing.
    pub fn prefix(&self, word: &str) -> usize {
        let mut chars = word.chars();
        let Some(first) = chars.next() else { return 0 };
        if self.classes.is(first, Class::PREFIX) {
            return first.len_utf8();
        }
        match first {
            '+' if !chars.next().is_some_and(|c| c.is_ascii_digit()) => 1,
            '.' => Some(leading_dots(word)).filter(|&n| n > 1).unwrap_or(0),
            _ => self.prefixes.iter().find(|p| word.starts_with(**p)).map_or(0, |p| p.len()),
        }
    }

    /// Length in bytes of what is split off at the end; 0 if nothing. Where several rules apply, the longest wins.
    pub fn suffix(&self, word: &str) -> usize {
        let mut chars = word.chars().rev();
        let Some(last) = chars.next() else { return 0 };
        let single = if self.classes.is(last, Class::SUFFIX) { last.len_utf8() } else { 0 };
        let string = |s: &&str| if word.ends_with(*s) { s.len() } else { 0 };
        let unit = |s: &&str| if word.strip_suffix(*s).is_some_and(ends_in_digit) { s.len() } else { 0 };
        let last_byte = word.as_bytes()[word.len() - 1];
        let longest = self.suffixes.iter().map(string).chain(self.after_digit[usize::from(last_byte)].iter().map(unit)).max().unwrap_or(0);
        let rule = match last {
            '.' => self.final_period(word),
            '+' => usize::from(ends_in_digit(&word[..word.len() - 1])),
            _ => 0,
        };
        single.max(longest).max(rule)
    }

    fn final_period(&self, word: &str) -> usize {
        let dots = word.bytes().rev().take_while(|&b| b == b'.').count();
        if dots > 1 {
            return dots;
        }
        let mut before = word[..word.len() - 1].chars().rev();
        let (Some(b), a) = (before.next(), before.next()) else { return 0 };
        let temperature = matches!(b, 'F' | 'f' | 'C' | 'c' | 'K' | 'k') && a == Some('°');
        let acronym = self.classes.is(b, Class::UPPER) && a.is_some_and(|a| self.classes.is(a, Class::UPPER));
        usize::from(self.classes.is(b, Class::BEFORE_PERIOD) || temperature || acronym)
    }

    /// The places inside a word where it is cut, as byte ranges, ascending and disjoint.
    pub fn infixes(&self, word: &str) -> Vec<(usize, usize)> {
        let (mut found, mut skip, mut before) = (Vec::new(), 0, None);
        for (at, c) in word.char_indices() {
            if at >= skip {
                let length = self.infix(before, c, &word[at..]);
                if length > 0 {
                    skip = at + length;
                    found.push((at, skip));
                }
            }
            before = Some(c);
        }
        found
    }

    /// Length of the infix at the start of `rest`, whose first character is `c`.
    fn infix(&self, before: Option<char>, c: char, rest: &str) -> usize {
        if c.is_ascii_alphanumeric() {
            return 0;
        }
        if c == '…' || self.classes.is(c, Class::ICON) {
            return c.len_utf8();
        }
        let dots = leading_dots(rest);
        if dots > 1 {
            return dots;
        }
        let Some(before) = before else { return 0 };
        let is = |c: Option<char>, class| c.is_some_and(|c| self.classes.is(c, class));
        let after = |length: usize| rest[length..].chars().next();
        let alpha = self.classes.is(before, Class::ALPHA);
        let alphanumeric = alpha || before.is_ascii_digit();
        let letter_follows = |length: usize| is(after(length), Class::ALPHA);
        match c {
            '+' | '-' | '*' | '^' if before.is_ascii_digit() && after(1).is_some_and(|c| c.is_ascii_digit() || c == '-') => 1,
            '.' if self.classes.is(before, Class::LOWER.or(Class::QUOTE)) && is(after(1), Class::UPPER.or(Class::QUOTE)) => 1,
            ',' if alpha && letter_follows(1) => 1,
            '~' | '–' if alphanumeric && letter_follows(c.len_utf8()) => c.len_utf8(),
            // One, two or three hyphens, one or two dashes.
            '-' | '—' if alphanumeric => {
                let length = rest.chars().take_while(|&next| next == c).count();
                let bytes = length * c.len_utf8();
                if length <= if c == '-' { 3 } else { 2 } && letter_follows(bytes) { bytes } else { 0 }
            }
            ':' | '<' | '>' | '=' | '/' if alphanumeric && letter_follows(1) => 1,
            _ => 0,
        }
    }
}

fn leading_dots(word: &str) -> usize {
    word.bytes().take_while(|&b| b == b'.').count()
}

fn ends_in_digit(word: &str) -> bool {
    word.as_bytes().last().is_some_and(u8::is_ascii_digit)
}
