//! What each stage makes of an article, to see why a record is as it is: the same calls as for a record, with nothing thrown away.

use crate::annotate::annotate_blocks;
use crate::clean::{self, Dropped};
use crate::error::Result;
use crate::extract::events::tried::{self, Tried};
use crate::extract::{events, statements};
use crate::resolve;
use crate::types::{Article, CleanText, Document, Entities, Event, Statement};

use super::Extractor;

/// What each stage made of one article.
pub struct Explanation {
    /// The article's own text.
    pub clean: CleanText,
    /// What was left out of it, in order.
    pub dropped: Vec<Dropped>,
    /// The language model's analysis.
    pub doc: Document,
    /// Its actors.
    pub entities: Entities,
    /// Who said what.
    pub statements: Vec<Statement>,
    /// Who did what.
    pub events: Vec<Event>,
    /// Words that open frames of which none gave an edge.
    pub tried: Vec<Tried>,
}

impl Extractor {
    /// What each stage makes of an article. Unlike [`Extractor::extract`] it takes an article of any length at once.
    ///
    /// # Errors
    /// As [`Extractor::extract`].
    pub fn explain(&self, article: &Article) -> Result<Explanation> {
        let knowledge = self.knowledge();
        let (clean, dropped) = clean::explain(article, knowledge)?;
        let doc = annotate_blocks(self.annotator(), &clean);
        let mut entities = resolve::resolve(&doc, &clean.metadata, knowledge);
        let statements = statements::extract(&doc, &entities, knowledge);
        let tried = tried::tried(&doc, &entities, &statements, knowledge);
        let events = events::extract(&doc, &mut entities, &statements, clean.metadata.published.as_deref(), knowledge);
        Ok(Explanation { clean, dropped, doc, entities, statements, events, tried })
    }
}
