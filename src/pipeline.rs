//! The only place that knows the order of the stages. [`Extractor::extract`] is a pure function of the article.

mod ask;
mod explain;
mod parallel;
mod parts;

pub use ask::{Figure, View};
pub use explain::Explanation;

use std::io;
use std::ops::ControlFlow;
use std::path::Path;

use crate::annotate::{Annotator, annotate_blocks};
use crate::error::Result;
use crate::extract::record::{Findings, build};
use crate::extract::{events, statements};
use crate::knowledge::Knowledge;
use crate::types::rows::Rows;
use crate::types::{Archive, Article, CleanText, Document, Graph, Record};
use crate::{assemble, clean, resolve};

/// A clean text of more bytes than this is worked on in parts, so that memory stays bounded however long an article is.
const PART_BYTES: usize = 400_000;

/// Finds actors, events and statements in articles: the language model with what newsgraph knows. Loading it takes a
/// moment; make one and share it between threads.
///
/// ```
/// use newsgraph::{Article, Extractor};
///
/// # fn main() -> newsgraph::Result<()> {
/// let extractor = Extractor::new()?;
/// let text = "“The talks were useful,” Anna Berg said.";
/// let record = extractor.extract(&Article::new("talks", text))?;
/// assert_eq!(record.statements[0].content[0].text, "The talks were useful");
/// # Ok(())
/// # }
/// ```
pub struct Extractor {
    annotator: Annotator,
    knowledge: Knowledge,
}

impl Extractor {
    /// The embedded language model and the embedded knowledge.
    ///
    /// # Errors
    /// [`crate::Error::Data`] if an embedded file is broken, which the tests exclude.
    pub fn new() -> Result<Self> {
        Self::with(Knowledge::load()?)
    }

    /// The embedded language model with other knowledge than the embedded one: with a user's [`crate::Lexicon`], for
    /// instance.
    ///
    /// # Errors
    /// As [`Extractor::new`].
    pub fn with(knowledge: Knowledge) -> Result<Self> {
        Ok(Self { annotator: Annotator::load()?, knowledge })
    }

    /// What newsgraph knows.
    pub fn knowledge(&self) -> &Knowledge {
        &self.knowledge
    }

    /// The language model. No stable API.
    #[doc(hidden)]
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

    /// The annotated text of an article, as `newsgraph annotate` prints it. No stable API.
    ///
    /// # Errors
    /// As [`Extractor::extract`].
    #[doc(hidden)]
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
    #[cfg(all(feature = "cli", feature = "sqlite"))]
    pub(crate) fn extract_all_with<T: Send>(
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

/// How records are joined to a graph.
///
/// ```
/// use newsgraph::{Article, Assembly, Extractor, Identities};
///
/// # fn main() -> newsgraph::Result<()> {
/// let extractor = Extractor::new()?;
/// let article = Article::new("a1", "Anna Berg met Bo Lind in Oslo.");
/// let mut assembly = Assembly::default();
/// assembly.title = "A meeting".into();
/// assembly.identities = Identities::parse("own", "Anna Berg: country = Norway", extractor.knowledge())?;
/// let (graph, remarks) = assembly.graph([extractor.extract(&article)?], extractor.knowledge());
/// let berg = graph.actors().find(|actor| actor.name == "Anna Berg").expect("she is named");
/// assert_eq!(berg.country.as_deref(), Some("NOR"));
/// assert!(remarks.is_empty());
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Assembly {
    /// What a picture of the graph is headed with.
    pub title: String,
    /// What the user says of who is who.
    pub identities: assemble::Identities,
}

impl Assembly {
    /// The graph of these records, in their order, and remarks on identities that had no effect.
    pub fn graph(&self, records: impl IntoIterator<Item = Record>, knowledge: &Knowledge) -> (Graph, Vec<String>) {
        self.with_settings(knowledge, |settings| assemble::assemble(records.into_iter().collect(), settings))
    }

    /// The same of more records than memory holds: a graph on the disk of a folder, without what is less sure than `least`.
    #[cfg(feature = "cli")]
    pub(crate) fn archive(
        &self,
        records: &Rows<Record>,
        least: Option<f64>,
        knowledge: &Knowledge,
        folder: &Path,
    ) -> io::Result<(Archive, Vec<String>)> {
        self.with_settings(knowledge, |settings| assemble::assemble_on_disk(records, least, settings, folder))
    }

    fn with_settings<T>(&self, knowledge: &Knowledge, work: impl FnOnce(&assemble::Settings<'_>) -> T) -> T {
        let symmetric = &|kind: &str| is_symmetric(knowledge, kind);
        let stance = &|kind: &str| knowledge.edges.get(kind).and_then(|edge| edge.stance);
        work(&assemble::Settings { title: &self.title, symmetric, stance, actors: &knowledge.actors, identities: &self.identities })
    }
}

/// What one record contributes to a graph, for engines that join articles by themselves.
pub fn claims(record: &Record, knowledge: &Knowledge) -> Vec<assemble::Claim> {
    let stance = &|kind: &str| knowledge.edges.get(kind).and_then(|edge| edge.stance);
    assemble::claims(record, &|kind| is_symmetric(knowledge, kind), stance)
}

impl Graph {
    /// The graph of these records: the same actor across articles, the same claim with all its evidence. [`Assembly`]
    /// takes a title and identities as well.
    pub fn assemble(records: impl IntoIterator<Item = Record>, knowledge: &Knowledge) -> Self {
        Assembly::default().graph(records, knowledge).0
    }
}

impl Record {
    /// Removes events and statements of less than this confidence (0 to 1), and entities that nothing else names.
    pub fn keep_at_least(&mut self, confidence: f64) {
        assemble::trim(self, confidence);
    }
}

fn state_name(knowledge: &Knowledge, code: &str) -> Option<String> {
    Some(knowledge.actors.states.get(knowledge.actors.state(code)?)?.name.clone())
}
