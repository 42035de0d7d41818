//! What newsgraph knows beside the language model: the files of `data/lexicon` and `data/schema`, compiled in and parsed once.

pub mod actors;
pub mod calendar;
pub mod calibration;
pub mod edges;
pub mod fields;
pub mod files;
pub mod furniture;
pub mod lexicon;
pub mod modality;
pub mod origin;
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
    /// How sure an event is.
    pub edge_sureness: calibration::Calibration,
    /// How sure a statement is.
    pub sureness: calibration::Calibration,
    /// The edge types with their triggers and frames.
    pub edges: edges::EdgeTypes,
    /// Words that belong to pages, not to articles.
    pub furniture: furniture::Furniture,
    /// Words that make an event planned, possible or denied.
    pub modality: modality::ModalityWords,
    /// Words of saying.
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
            edge_sureness: calibration::Calibration::edges()?,
            sureness: calibration::Calibration::statements()?,
            edges: edges::EdgeTypes::parse_with(edges::EDGE_FILES, &mut lexicons)?,
            furniture: furniture::Furniture::load()?,
            modality: modality::ModalityWords::load()?,
            speech: speech::Speech::load()?,
        })
    }
}
