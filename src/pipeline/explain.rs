//! What each stage makes of an article, to see why a record is as it is: the same calls as for a record, with nothing thrown away.

use crate::annotate::annotate_blocks;
use crate::clean::{self, Dropped};
use crate::error::Result;
use crate::extract::events::actors::{End, Finder};
use crate::extract::events::reading::Reading;
use crate::extract::events::said::Said;
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
        let readings = events::readings(&doc, &entities, &statements, knowledge);
        let events = events::extract(&doc, &mut entities, &statements, clean.metadata.published.as_deref(), knowledge);
        Ok(Explanation { clean, dropped, doc, entities, decisions, statements, events, readings })
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
        let finder = Finder { doc: &doc, entities: &entities, said: Said::new(&statements), knowledge };
        let findings = events::rules::findings(&finder, None);
        let span = |tokens: std::ops::Range<usize>| {
            let at = clean.to_source(doc.span(tokens));
            [at.start, at.end]
        };
        let mut numbers = |features: &events::features::Features| -> Vec<usize> {
            features.names.iter().flatten().map(|name| names.insert_full(name.clone()).0).collect()
        };
        let id = |end: &End| match end {
            End::Entity(entity) => entities.list[*entity].id.clone(),
            End::StateOf(code, _) => format!("state:{code}"),
        };
        let candidates: Vec<serde_json::Value> = events::candidates::all(&finder, &findings, true)
            .map(|c| {
                let (parties, proposals) = events::candidates::parties(&finder, &c, true);
                let parties: Vec<serde_json::Value> = parties
                    .iter()
                    .map(|p| {
                        let at = p.word.map(|word| {
                            let cover = entities.headed_by(word).map(|m| m.tokens.clone()).max_by_key(|t| t.len()).unwrap_or(word..word + 1);
                            span(cover)
                        });
                        serde_json::json!({"id": id(&p.end), "country": p.country, "at": at, "kind": p.kind, "form": p.form, "features": numbers(&p.features)})
                    })
                    .collect();
                let proposals: Vec<serde_json::Value> = proposals
                    .iter()
                    .map(|p| serde_json::json!([p.finding.event.kind, p.source, p.target, p.finding.event.confidence]))
                    .collect();
                let sentence = doc.sentence_of(c.word);
                serde_json::json!({"at": span(c.word..c.word + 1), "sentence": span(doc.sentences[sentence].clone()), "lemma": doc.tokens[c.word].lemma.as_str(), "pos": doc.tokens[c.word].pos.as_str(),
                    "features": numbers(&c.features), "parties": parties, "proposals": proposals})
            })
            .filter(|c| c["parties"].as_array().is_some_and(|parties| parties.len() >= 2))
            .collect();
        let actors: Vec<serde_json::Value> = entities
            .list
            .iter()
            .map(|e| serde_json::json!({"id": e.id, "kind": e.kind, "name": e.name, "aliases": e.aliases, "country": e.country}))
            .collect();
        Ok(serde_json::json!({"article": article.id, "entities": actors, "candidates": candidates}))
    }
}
