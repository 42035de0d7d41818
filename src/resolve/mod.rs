//! Names, nominals and pronouns of one article to its actors.
//!
//! Sieves, the surest first: names of the lexicon and of the model ([`names`], [`heads`], [`settle`], [`mend`], [`agree`]) become states and organisations ([`bodies`]) and persons
//! ([`persons`]); titles and appositions give roles and countries ([`roles`]); then nouns for people ([`nominals`]) and
//! pronouns ([`pronouns`]) are tied to the actors found so far, or become unnamed actors; posts of a pronoun's referent come last ([`owed`]).

mod agree;
mod anaphora;
mod appositions;
mod bodies;
mod cast;
mod groups;
mod heads;
mod ids;
mod mend;
mod names;
mod nominals;
mod owed;
mod persons;
mod pronouns;
mod quotes;
mod refer;
mod roles;
mod settle;
mod trail;

use crate::knowledge::Knowledge;
use crate::types::{Document, Entities, Metadata};

/// The actors of a document and where they are mentioned.
pub fn resolve(doc: &Document, metadata: &Metadata, knowledge: &Knowledge) -> Entities {
    let mut spans = names::find(doc, &knowledge.actors);
    heads::extend(doc, &knowledge.actors, &mut spans);
    settle::settle(doc, &knowledge.actors, &mut spans);
    mend::mend(doc, &knowledge.actors, &mut spans);
    agree::agree(doc, &knowledge.actors, &mut spans);
    let year = metadata.published.as_deref().and_then(|date| date.get(..4)).and_then(|year| year.parse().ok());
    let mut cast = cast::Cast::new(doc, &knowledge.actors);
    bodies::add(&mut cast, &spans);
    persons::add(&mut cast, &spans, year);
    roles::add(&mut cast);
    anaphora::add(&mut cast);
    owed::add(&mut cast);
    cast.finish()
}
