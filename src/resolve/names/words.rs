//! What single words of a text are to names: capitals, titles, particles, nouns that say what a name is.

use std::ops::Range;

use crate::knowledge::actors::heads::{Head, HeadKind};
use crate::knowledge::actors::{Actors, Title, TitleKind};
use crate::types::{BlockKind, Document, Pos, Tag};

/// A text and what is known of its words.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    pub doc: &'a Document,
    pub know: &'a Actors,
}

impl<'a> Words<'a> {
    pub fn lower(&self, token: usize) -> &'a str {
        &self.doc.tokens[token].lower
    }

    pub fn capital(&self, token: usize) -> bool {
        self.doc.form(token).starts_with(char::is_uppercase)
    }

    /// A word with a capital that the model takes for a part of a name.
    pub fn proper(&self, token: usize) -> bool {
        self.doc.tokens[token].pos == Pos::Propn && self.capital(token)
    }

    pub fn particle(&self, token: usize) -> bool {
        self.know.words.particles.contains(self.lower(token))
    }

    /// The title that a range of tokens is, and whether it is in the plural.
    pub fn title(&self, tokens: Range<usize>) -> Option<(&'a Title, bool)> {
        // "10 p.m." is no PM.
        let small = |title: &Title| tokens.len() == 1 && !self.capital(tokens.start) && !title.singular.contains(char::is_lowercase);
        self.know.titles.get(&self.doc.phrase(tokens.clone()).to_lowercase().replace('.', "")).filter(|(title, _)| !small(title))
    }

    /// A noun for one human being: "minister", "Mr".
    pub fn person_title(&self, token: usize) -> bool {
        self.title(token..token + 1).is_some_and(|(title, plural)| !plural && title.kind.is_person())
    }

    /// A title that ends at a token and stands before names, and how many words it has.
    pub fn title_before_name(&self, end: usize, least: usize) -> Option<TitleKind> {
        let kinds = |kind| matches!(kind, TitleKind::Office | TitleKind::Rank | TitleKind::Honorific | TitleKind::Occupation);
        (least.max(end.saturating_sub(3))..end)
            .find_map(|start| self.title(start..end).filter(|(title, plural)| kinds(title.kind) && !plural).map(|(title, _)| title.kind))
    }

    pub fn head(&self, token: usize) -> Option<&'a Head> {
        self.know.heads.get(self.lower(token))
    }

    /// A noun for a body: "party", "ministry", "army".
    pub fn body(&self, token: usize) -> bool {
        self.head(token).is_some_and(|head| head.kind == HeadKind::Organisation)
            || self.title(token..token + 1).is_some_and(|(title, _)| matches!(title.kind, TitleKind::Body | TitleKind::Collective))
    }

    /// A noun that says what something is, and names nobody by itself.
    pub fn common(&self, token: usize) -> bool {
        self.head(token).is_some() || self.title(token..token + 1).is_some()
    }

    pub fn given(&self, token: usize) -> bool {
        self.know.gender(self.doc.form(token)).is_some()
    }

    /// Letters only, all of them capitals.
    pub fn acronym(&self, token: usize) -> bool {
        let form = self.doc.form(token);
        form.len() > 1 && form.chars().all(|c| c.is_uppercase() || c == '.' || c == '&')
    }

    pub fn possessive(&self, token: usize) -> bool {
        self.doc.tokens.get(token).is_some_and(|token| token.tag == Tag::Pos)
    }

    pub fn headline(&self, token: usize) -> bool {
        self.doc.blocks.get(self.doc.block_of(token)).is_some_and(|(_, kind)| *kind == BlockKind::Headline)
    }

    /// Whether capitals tell nothing in this sentence: it is all in capitals, or a headline with a capital on every word that bears sense.
    pub fn capitals_throughout(&self, token: usize) -> bool {
        let sentence = self.doc.sentence(token);
        let words = || sentence.clone().filter(|&t| self.doc.form(t).contains(char::is_alphabetic));
        let large = words().filter(|&t| !self.doc.form(t).contains(char::is_lowercase)).count();
        if sentence.len() > 3 && 2 * large > words().count() {
            return true;
        }
        let bears_sense = |&t: &usize| matches!(self.doc.tokens[t].pos, Pos::Verb | Pos::Noun | Pos::Adj);
        self.headline(token) && words().filter(bears_sense).all(|t| self.capital(t))
    }

    pub fn year(&self, token: usize) -> bool {
        let year = |form: &str| form.len() == 4 && form.parse::<u16>().is_ok_and(|year| (1000..2100).contains(&year));
        token < self.doc.tokens.len() && year(self.doc.form(token))
    }
}

/// "pro-", "anti-".
pub fn side(doc: &Document, know: &Actors, token: usize) -> bool {
    know.words.sides.contains(&doc.tokens[token].lower) && doc.tokens.get(token + 1).is_some_and(|next| next.tag == Tag::Hyph)
}
