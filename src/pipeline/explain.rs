//! What each stage makes of an article, to see why a record is as it is: the same calls as for a record, with nothing thrown away.

use crate::annotate::annotate_blocks;
use crate::clean::{self, Dropped};
use crate::error::Result;
use crate::extract::events::reading::Reading;
use crate::extract::events::tried::{self, Tried};
use crate::extract::{events, statements};
use crate::resolve;
use crate::types::{Article, CleanText, Document, Entities, Event, Statement};

use super::Extractor;

/// What each stage made of one article. No stable API.
pub struct Explanation {
    /// The article's own text.
    pub clean: CleanText,
    /// What was left out of it, in order.
    pub dropped: Vec<Dropped>,
    /// The language model's analysis.
    pub doc: Document,
    /// Its actors.
    pub entities: Entities,
    /// Whom each noun and pronoun may have meant.
    pub decisions: Vec<resolve::Decision>,
    /// Who said what.
    pub statements: Vec<Statement>,
    /// Who did what.
    pub events: Vec<Event>,
    /// What the learned reader thought of, word by word.
    pub readings: Vec<Reading>,
    /// Words that open frames of which none gave an edge.
    pub tried: Vec<Tried>,
}

impl Extractor {
    /// What each stage makes of an article. Unlike [`Extractor::extract`] it takes an article of any length at once.
    ///
    /// # Errors
    /// As [`Extractor::extract`].
    #[doc(hidden)]
    pub fn explain(&self, article: &Article) -> Result<Explanation> {
        let knowledge = self.knowledge();
        let (clean, dropped) = clean::explain(article, knowledge)?;
        let doc = annotate_blocks(self.annotator(), &clean);
        let (mut entities, decisions) = resolve::explain(&doc, &clean.metadata, knowledge);
        let statements = statements::extract(&doc, &entities, knowledge);
        let tried = tried::tried(&doc, &entities, &statements, knowledge);
        let readings = events::readings(&doc, &entities, &statements, knowledge);
        let events = events::extract(&doc, &mut entities, &statements, clean.metadata.published.as_deref(), knowledge);
        Ok(Explanation { clean, dropped, doc, entities, decisions, statements, events, readings, tried })
    }

    /// What the events of an article are chosen from, as a JSON object, for training: words and parties with the names of their features, numbered
    /// in `names` across articles.
    ///
    /// # Errors
    /// As [`Extractor::extract`].
    #[doc(hidden)]
    pub fn candidates(&self, article: &Article, names: &mut indexmap::IndexSet<String>) -> Result<serde_json::Value> {
        let knowledge = self.knowledge();
        let clean = clean::clean(article, knowledge)?;
        let doc = annotate_blocks(self.annotator(), &clean);
        let entities = resolve::resolve(&doc, &clean.metadata, knowledge);
        let statements = statements::extract(&doc, &entities, knowledge);
        let found = events::learned::candidates(&doc, &entities, &statements, knowledge);
        let span = |tokens: std::ops::Range<usize>| {
            let at = clean.to_source(doc.span(tokens));
            [at.start, at.end]
        };
        let mut numbers = |features: &events::features::Features| -> Vec<usize> {
            features.names.iter().flatten().map(|name| names.insert_full(name.clone()).0).collect()
        };
        let id = |end: &events::actors::End| match end {
            events::actors::End::Entity(entity) => entities.list[*entity].id.clone(),
            events::actors::End::StateOf(code, _) => format!("state:{code}"),
        };
        let country = |end: &events::actors::End| match end {
            events::actors::End::Entity(entity) => entities.list[*entity].country.clone(),
            events::actors::End::StateOf(code, _) => Some(code.clone()),
        };
        let candidates: Vec<serde_json::Value> = found
            .iter()
            .map(|c| {
                let parties: Vec<serde_json::Value> = c
                    .parties
                    .iter()
                    .map(|p| {
                        let at = p.word.map(|word| {
                            let cover = entities.headed_by(word).map(|m| m.tokens.clone()).max_by_key(|t| t.len()).unwrap_or(word..word + 1);
                            span(cover)
                        });
                        serde_json::json!({"id": id(&p.end), "country": country(&p.end), "at": at, "kind": p.kind, "form": p.form, "features": numbers(&p.features)})
                    })
                    .collect();
                let proposals: Vec<serde_json::Value> = c.proposals.iter().map(|p| serde_json::json!([p.kind, p.source, p.target, p.sure])).collect();
                let sentence = doc.sentence_of(c.word);
                serde_json::json!({"at": span(c.word..c.word + 1), "sentence": span(doc.sentences[sentence].clone()), "lemma": doc.tokens[c.word].lemma.as_str(), "pos": doc.tokens[c.word].pos.as_str(),
                    "features": numbers(&c.features), "parties": parties, "proposals": proposals})
            })
            .collect();
        let actors: Vec<serde_json::Value> = entities
            .list
            .iter()
            .map(|e| serde_json::json!({"id": e.id, "kind": e.kind, "name": e.name, "aliases": e.aliases, "country": e.country}))
            .collect();
        Ok(serde_json::json!({"article": article.id, "entities": actors, "candidates": candidates}))
    }
}
