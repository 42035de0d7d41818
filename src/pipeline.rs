//! The only place that knows the order of the stages. [`Extractor::extract`] is a pure function of the article.

mod ask;
mod explain;
mod parallel;
mod parts;

pub use crate::types::WORKER;
pub use ask::{Figure, NOTHING_TO_DRAW, View, ask, ask_database};
pub use explain::Explanation;

use std::ops::ControlFlow;

use crate::annotate::{Annotator, annotate_blocks};
use crate::error::Result;
use crate::extract::record::{Findings, build};
use crate::extract::{events, statements};
use crate::knowledge::Knowledge;
use crate::types::{Article, CleanText, Document, Graph, Record};
use crate::{assemble, clean, resolve};

/// A clean text of more bytes than this is worked on in parts, so that memory stays bounded however long an article is.
const PART_BYTES: usize = 400_000;

/// Model and knowledge, loaded once, shared by all threads.
pub struct Extractor {
    annotator: Annotator,
    knowledge: Knowledge,
}

impl Extractor {
    /// Loads what is embedded in the program.
    pub fn new() -> Result<Self> {
        Self::with(Knowledge::load()?)
    }

    /// The embedded language model with other knowledge than the embedded one, such as one with another edge type.
    pub fn with(knowledge: Knowledge) -> Result<Self> {
        Ok(Self { annotator: Annotator::load()?, knowledge })
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
        let clean = clean::clean(article, &self.knowledge)?;
        if clean.text.len() <= PART_BYTES {
            return Ok(self.extract_clean(article, &clean));
        }
        let parts = clean.parts(PART_BYTES);
        drop(clean);
        Ok(parts::merge(parts.iter().map(|part| self.extract_clean(article, part)))
            .unwrap_or_else(|| self.extract_clean(article, &CleanText::default())))
    }

    fn extract_clean(&self, article: &Article, clean: &CleanText) -> Record {
        let knowledge = &self.knowledge;
        let doc = annotate_blocks(&self.annotator, clean);
        let mut entities = resolve::resolve(&doc, &clean.metadata, knowledge);
        let statements = statements::extract(&doc, &entities, knowledge);
        let events = events::extract(&doc, &mut entities, &statements, clean.metadata.published.as_deref(), knowledge);
        build(&Findings { article, clean, doc: &doc, entities: &entities, events: &events, statements: &statements }, knowledge)
    }

    /// The annotated text of an article, as `newsgraph annotate` prints it.
    ///
    /// # Errors
    /// As [`Extractor::extract`].
    pub fn annotate(&self, article: &Article) -> Result<Document> {
        Ok(annotate_blocks(&self.annotator, &clean::clean(article, &self.knowledge)?))
    }

    /// The records of many articles on several threads, handed to `sink` in the order of the articles; what could not be read or extracted comes as
    /// an error in its place. A bounded number of articles is under way at any time. `sink` ends the run with [`ControlFlow::Break`].
    pub fn extract_all(
        &self,
        articles: impl Iterator<Item = Result<Article>> + Send,
        threads: usize,
        sink: impl FnMut(Result<Record>) -> ControlFlow<()>,
    ) {
        parallel::map_in_order(articles, threads, |article| parallel::guarded(&article?, |article| self.extract(article)), sink);
    }

    /// The same for articles that something is to be kept of beside the record: each comes back with its record and with what came with it.
    pub fn extract_all_with<T: Send>(
        &self,
        articles: impl Iterator<Item = Result<(Article, T)>> + Send,
        threads: usize,
        sink: impl FnMut(Result<(Record, Article, T)>) -> ControlFlow<()>,
    ) {
        let work = |item: Result<(Article, T)>| {
            let (article, beside) = item?;
            Ok((parallel::guarded(&article, |article| self.extract(article))?, article, beside))
        };
        parallel::map_in_order(articles, threads, work, sink);
    }
}

/// Whether the two ends of an edge type are equals in it.
fn is_symmetric(knowledge: &Knowledge, kind: &str) -> bool {
    knowledge.edges.get(kind).is_some_and(|edge| edge.symmetric)
}

/// The graph of these records, with remarks on the user's identities.
pub fn assemble(records: Vec<Record>, title: &str, identities: &assemble::Identities, knowledge: &Knowledge) -> (Graph, Vec<String>) {
    let symmetric = &|kind: &str| is_symmetric(knowledge, kind);
    let stance = &|kind: &str| knowledge.edges.get(kind).and_then(|edge| edge.stance);
    assemble::assemble(records, &assemble::Settings { title, symmetric, stance, actors: &knowledge.actors, identities })
}

/// The graph without what has less than this confidence.
pub fn at_least(graph: &Graph, least: f64) -> Graph {
    assemble::at_least(graph, least)
}

/// Removes from a record what has less than this confidence.
pub fn trim(record: &mut Record, least: f64) {
    assemble::trim(record, least);
}

/// The graph with officials, organs and groups rolled up into their states.
pub fn roll_up(graph: &Graph, knowledge: &Knowledge) -> Graph {
    assemble::roll_up(graph, &|code| state_name(knowledge, code))
}

fn state_name(knowledge: &Knowledge, code: &str) -> Option<String> {
    Some(knowledge.actors.states.get(knowledge.actors.state(code)?)?.name.clone())
}
