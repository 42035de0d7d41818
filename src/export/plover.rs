//! Event data as PLOVER has it (Open Event Data Alliance, "PLOVER: Political Language Ontology for Verifiable Event Records"): one JSON object a line for
//! each piece of evidence of an event. The actors are coded by state (ISO 3166-1 alpha-3) and sector.

use serde_json::{Value as Json, json};

use super::Options;
use super::output::{Out, Written};
use crate::error::Error;
use crate::types::{Actor, Graph};

/// The events of a graph. Affiliations and statements are no events.
pub fn write(graph: &Graph, _options: &Options, out: Out<'_>) -> Written {
    if !graph.links().any(|link| link.edge.plover.is_some()) {
        return Err(Error::Export("PLOVER: this graph has no events to write".into()).into());
    }
    for link in graph.links() {
        let Some(class) = &link.edge.plover else { continue };
        for piece in &link.edge.evidence {
            let article = graph.article(&piece.article);
            let time = piece.time.as_ref().and_then(|time| time.from.clone());
            let event = json!({
                "id": piece.claim,
                "date": time.or_else(|| article?.published.clone()),
                "published": article.and_then(|article| article.published.clone()),
                "source": [actor(link.source)],
                "target": [actor(link.target)],
                "event": class,
                "mode": Json::Null,
                "context": [],
                "type": link.edge.kind,
                "modality": link.edge.modality.name(),
                "negated": link.edge.negated,
                "attributed_to": piece.attributed_to,
                "eventText": piece.trigger.as_ref().map(|trigger| &trigger.text),
                "sourceText": link.source.name,
                "targetText": link.target.name,
                "text": piece.sentence.text,
                "headline": article.and_then(|article| article.title.clone()),
                "publisher": article.and_then(|article| article.publisher.clone()),
                "article": piece.article,
                "language": "en",
                "confidence": piece.confidence,
                "coder": concat!("newsgraph ", env!("CARGO_PKG_VERSION")),
            });
            writeln!(out, "{event}")?;
        }
    }
    Ok(())
}

fn actor(actor: &Actor) -> Json {
    json!({ "code": actor.country, "sector": actor.sector, "name": actor.name, "id": actor.id })
}
