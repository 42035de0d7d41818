//! What newsgraph knows beside the language model: the files of `data/lexicon` and `data/schema`, compiled in and parsed once.

pub mod actors;
pub mod calendar;
pub mod calibration;
pub mod coreference;
pub mod edges;
pub mod fields;
pub mod files;
pub mod furniture;
pub mod lexicon;
pub mod listing;
pub mod modality;
pub mod origin;
pub mod reader;
pub mod speech;
pub mod table;

use crate::error::Result;
pub use origin::Origin;

/// All knowledge, loaded once and handed to the stages by reference: states, persons, titles, words, edge types.
///
/// ```
/// # fn main() -> newsgraph::Result<()> {
/// let knowledge = newsgraph::Knowledge::load()?;
/// let treaty = knowledge.edge_types().iter().find(|edge| edge.name == "treaty").expect("it is one of them");
/// assert_eq!(treaty.plover, Some(newsgraph::Plover::Agree));
/// # Ok(())
/// # }
/// ```
pub struct Knowledge {
    /// States, organisations, titles, given names.
    #[doc(hidden)]
    pub actors: actors::Actors,
    /// Months, weekdays, numbers, units of time.
    #[doc(hidden)]
    pub calendar: calendar::Calendar,
    /// Which candidate a noun or pronoun means.
    pub(crate) coreference: coreference::Coreference,
    /// Weights for the confidence of statements.
    pub(crate) sureness: calibration::Calibration,
    /// The edge types with their triggers and frames.
    #[doc(hidden)]
    pub edges: edges::EdgeTypes,
    /// Which unnamed actors an article is about.
    pub(crate) listing: listing::Listing,
    /// Words of page furniture.
    pub(crate) furniture: furniture::Furniture,
    /// Words that make an event planned, possible or denied.
    pub(crate) modality: modality::ModalityWords,
    /// What was learned of events from read articles.
    pub(crate) reader: reader::Reader,
    /// Verbs and nouns of saying.
    pub(crate) speech: speech::Speech,
}

impl Knowledge {
    /// Parses the embedded data files.
    ///
    /// # Errors
    /// [`crate::Error::Data`] if an embedded file is broken, which the tests exclude.
    pub fn load() -> Result<Self> {
        Self::load_with(Vec::new())
    }

    /// The same with users' own lexicons, which win over the embedded files.
    ///
    /// # Errors
    /// [`crate::Error::Data`] for a lexicon that contradicts the embedded files or another lexicon.
    pub fn load_with(mut lexicons: Vec<lexicon::Lexicon>) -> Result<Self> {
        Ok(Self {
            actors: actors::Actors::load_with(&lexicons)?,
            calendar: calendar::Calendar::load()?,
            coreference: coreference::Coreference::load()?,
            sureness: calibration::Calibration::statements()?,
            edges: edges::EdgeTypes::parse_with(edges::EDGE_FILES, &mut lexicons)?,
            listing: listing::Listing::load()?,
            furniture: furniture::Furniture::load()?,
            modality: modality::ModalityWords::load()?,
            reader: reader::Reader::load()?,
            speech: speech::Speech::load()?,
        })
    }

    /// The edge types, by name.
    pub fn edge_types(&self) -> &[edges::EdgeType] {
        &self.edges.types
    }
}
