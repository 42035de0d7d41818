//! The only place that knows the order of the stages. [`Extractor::extract`] is a pure function of the article.

use crate::annotate::{Annotator, annotate_blocks};
use crate::error::Result;
use crate::extract::record::{Findings, build};
use crate::extract::{events, statements};
use crate::knowledge::Knowledge;
use crate::types::{Article, Record};
use crate::{clean, resolve};

/// Model and knowledge, loaded once, shared by all threads.
pub struct Extractor {
    annotator: Annotator,
    knowledge: Knowledge,
}

impl Extractor {
    /// Loads what is embedded in the program.
    pub fn new() -> Result<Self> {
        Ok(Self { annotator: Annotator::load()?, knowledge: Knowledge::load()? })
    }

    /// What newsgraph knows.
    pub fn knowledge(&self) -> &Knowledge {
        &self.knowledge
    }

    /// The language model.
    pub fn annotator(&self) -> &Annotator {
        &self.annotator
    }

    /// The record of one article: same article, same bytes, on any thread.
    ///
    /// # Errors
    /// [`crate::Error::Input`] for an article without text of its own or in another language.
    pub fn extract(&self, article: &Article) -> Result<Record> {
        let knowledge = &self.knowledge;
        let clean = clean::clean(article, knowledge)?;
        let doc = annotate_blocks(&self.annotator, &clean);
        let entities = resolve::resolve(&doc, &clean.metadata, knowledge);
        let statements = statements::extract(&doc, &entities, knowledge);
        let events = events::extract(&doc, &entities, &statements, clean.metadata.published.as_deref(), knowledge);
        Ok(build(&Findings { article, clean: &clean, doc: &doc, entities: &entities, events: &events, statements: &statements }, knowledge))
    }
}
