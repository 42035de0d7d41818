//! The names of a text and what each names.
//!
//! [`lexicon`], [`spans`] and [`heads`] find how far the names reach. [`evidence`] collects over the whole article what speaks for a person, a body,
//! a place in each form of name; [`kinds`] weighs it once for each form (`data/learned/name_kinds.tsv`), so that a name is the same thing
//! wherever it stands.

mod evidence;
mod heads;
mod kinds;
mod lexicon;
mod spans;
mod words;

use std::ops::Range;

use crate::knowledge::actors::{Actors, Known};
use crate::types::Document;
#[cfg(feature = "internals")]
pub use evidence::Form;
pub use words::side;

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Something of the lexicon.
    Known(Known),
    /// A human being.
    Person,
    /// An organisation that the lexicon does not know.
    Organisation,
    /// A place that the lexicon does not know.
    Place,
    /// A people, faith or party that the lexicon does not know.
    People,
    /// A named happening: a war, election, summit.
    Event,
    /// A treaty or deal.
    Agreement,
    /// A law, work or product: a name, but no actor.
    Other,
}

/// A name in the text.
#[derive(Debug, Clone)]
pub struct NameSpan {
    /// Its tokens, without article, titles and possessive.
    pub tokens: Range<usize>,
    /// What it names.
    pub what: What,
}

/// The names of a document, ascending and disjoint.
pub fn find(doc: &Document, know: &Actors) -> Vec<NameSpan> {
    let words = words::Words { doc, know };
    kinds::decide(words, spans::find(words))
}

/// The forms of names whose kind is weighed, each with its evidence; the weights are learned from these.
#[cfg(feature = "internals")]
pub fn forms(doc: &Document, know: &Actors) -> Vec<Form> {
    let words = words::Words { doc, know };
    kinds::weigh(words, &spans::find(words))
}
