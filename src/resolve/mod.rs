//! Names, nominals and pronouns of one article to its actors.
//!
//! Sieves, the surest first: [`names`] finds and types the names; they become states and organisations ([`bodies`]) and persons
//! ([`persons`]); titles and appositions give roles and countries ([`roles`]); then nouns for people ([`nominals`]) and
//! pronouns ([`pronouns`]) are tied to the actors found so far, or become unnamed actors; posts of a pronoun's referent come last ([`owed`]).

mod anaphora;
mod appositions;
mod bodies;
mod cast;
mod groups;
mod ids;
pub mod names;
mod nominals;
mod owed;
mod persons;
mod pronouns;
mod quotes;
mod refer;
mod roles;
mod trail;

use crate::knowledge::Knowledge;
use crate::types::{Document, Entities, Metadata};

/// The actors of a document and where they are mentioned.
pub fn resolve(doc: &Document, metadata: &Metadata, knowledge: &Knowledge) -> Entities {
    let spans = names::find(doc, &knowledge.actors);
    let year = metadata.published.as_deref().and_then(|date| date.get(..4)).and_then(|year| year.parse().ok());
    let mut cast = cast::Cast::new(doc, &knowledge.actors);
    bodies::add(&mut cast, &spans);
    persons::add(&mut cast, &spans, year);
    roles::add(&mut cast);
    anaphora::add(&mut cast);
    owed::add(&mut cast);
    cast.finish()
}
