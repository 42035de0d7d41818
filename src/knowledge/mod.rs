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

/// All knowledge, loaded once and handed to the stages by reference.
pub struct Knowledge {
    /// States, organisations, titles, given names.
    pub actors: actors::Actors,
    /// Months, weekdays, numbers, units of time.
    pub calendar: calendar::Calendar,
    /// Which candidate a noun or pronoun means.
    pub coreference: coreference::Coreference,
    /// Weights for the confidence of statements.
    pub sureness: calibration::Calibration,
    /// The edge types with their triggers and frames.
    pub edges: edges::EdgeTypes,
    /// Which unnamed actors an article is about.
    pub listing: listing::Listing,
    /// Words of page furniture.
    pub furniture: furniture::Furniture,
    /// Words that make an event planned, possible or denied.
    pub modality: modality::ModalityWords,
    /// What was learned of events from read articles.
    pub reader: reader::Reader,
    /// Verbs and nouns of saying.
    pub speech: speech::Speech,
}

impl Knowledge {
    /// Parses the embedded data files.
    pub fn load() -> Result<Self> {
        Self::load_with(Vec::new())
    }

    /// The same with users' own lexicons, which win over the embedded files.
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
}
