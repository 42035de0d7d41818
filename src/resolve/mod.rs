//! Names, nominals and pronouns of one article to its actors.
//!
//! The surest first: [`names`] finds and types the names; they become states and organisations ([`bodies`]) and persons ([`persons`]);
//! titles and appositions give roles and countries ([`roles`], [`appositions`]). Then one walk through the text ([`anaphora`]) reads each noun
//! phrase for people, bodies and states ([`phrases`]) and each pronoun, weighs whom it may mean ([`candidates`]), and ties it to the best one
//! or makes it an actor of its own ([`unnamed`]). Posts of a pronoun's referent come last ([`posts_of_pronouns`]).

mod anaphora;
mod appositions;
mod bodies;
mod candidates;
mod cast;
mod ids;
pub mod names;
mod persons;
mod phrases;
mod posts_of_pronouns;
mod quotes;
mod roles;
mod trail;
mod unnamed;

use crate::knowledge::Knowledge;
use crate::types::{Document, Entities, Metadata};

pub use anaphora::Decision;

/// The actors of a document and where they are mentioned.
pub fn resolve(doc: &Document, metadata: &Metadata, knowledge: &Knowledge) -> Entities {
    cast(doc, metadata, knowledge, false).finish().0
}

/// The same with the choices that were made among candidates, whose actors are positions in the list of entities.
pub fn explain(doc: &Document, metadata: &Metadata, knowledge: &Knowledge) -> (Entities, Vec<Decision>) {
    cast(doc, metadata, knowledge, true).finish()
}

fn cast<'a>(doc: &'a Document, metadata: &Metadata, knowledge: &'a Knowledge, explain: bool) -> cast::Cast<'a> {
    let spans = names::find(doc, &knowledge.actors);
    let year = metadata.published.as_deref().and_then(|date| date.get(..4)).and_then(|year| year.parse().ok());
    let mut cast = cast::Cast::new(doc, &knowledge.actors);
    cast.decisions = explain.then(Vec::new);
    bodies::add(&mut cast, &spans);
    persons::add(&mut cast, &spans, year);
    roles::add(&mut cast);
    anaphora::add(&mut cast, knowledge);
    posts_of_pronouns::add(&mut cast);
    cast
}
