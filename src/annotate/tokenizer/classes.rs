//! The classes of characters that the tokenizer's rules speak of, as one set of flags per character.

use crate::annotate::tables::Table;
use crate::error::Result;

/// A set of classes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Class(u16);

impl Class {
    /// Split off at a word's start.
    pub const PREFIX: Self = Self(1);
    /// Split off at a word's end.
    pub const SUFFIX: Self = Self(2);
    /// Pictures and symbols: always a token of their own.
    pub const ICON: Self = Self(4);
    /// Lower-case letters, and letters of scripts without case.
    pub const LOWER: Self = Self(8);
    /// Upper-case letters, and letters of scripts without case.
    pub const UPPER: Self = Self(16);
    /// Letters.
    pub const ALPHA: Self = Self(32);
    /// Quotation marks and some brackets.
    pub const QUOTE: Self = Self(64);
    /// What a final period is split from.
    pub const BEFORE_PERIOD: Self = Self(128);
    /// White space as Python's `str.isspace` has it.
    pub const SPACE: Self = Self(256);

    const NAMES: [(&'static str, Self); 9] = [
        ("prefix", Self::PREFIX),
        ("suffix", Self::SUFFIX),
        ("icon", Self::ICON),
        ("lower", Self::LOWER),
        ("upper", Self::UPPER),
        ("alpha", Self::ALPHA),
        ("quote", Self::QUOTE),
        ("before-period", Self::BEFORE_PERIOD),
        ("space", Self::SPACE),
    ];

    /// The classes of either.
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Looks up the classes of characters.
#[derive(Debug)]
pub struct Classes {
    // By page of 256 characters; most pages are empty and share the first.
    pages: Vec<u16>,
    flags: Vec<[u16; 256]>,
}

impl Classes {
    const TABLE: Table = Table { path: "data/model/characters.tsv", text: include_str!("../../../data/model/characters.tsv") };

    /// Reads the embedded table.
    pub fn load() -> Result<Self> {
        let table = Self::TABLE;
        let mut classes = Self { pages: vec![0; 0x1100], flags: vec![[0; 256]] };
        for row in table.pairs() {
            let (line, name, ranges) = row?;
            let bad = |what: &str| table.error(line, format!("{what} is not a class or range of characters"));
            let &(_, class) = Class::NAMES.iter().find(|(known, _)| *known == name).ok_or_else(|| bad(name))?;
            for range in ranges.split(' ') {
                let (first, last) = range.split_once('-').unwrap_or((range, range));
                let point = |text| u32::from_str_radix(text, 16).ok().filter(|&p| p <= 0x10_FFFF).ok_or_else(|| bad(range));
                for p in point(first)?..=point(last)? {
                    classes.add(p, class);
                }
            }
        }
        Ok(classes)
    }

    fn add(&mut self, point: u32, class: Class) {
        let page = &mut self.pages[point as usize >> 8];
        if *page == 0 {
            *page = self.flags.len() as u16;
            self.flags.push([0; 256]);
        }
        self.flags[usize::from(*page)][point as usize & 255] |= class.0;
    }

    /// Whether the character is of one of these classes.
    pub fn is(&self, c: char, class: Class) -> bool {
        self.flags[usize::from(self.pages[c as usize >> 8])][c as usize & 255] & class.0 != 0
    }
}
