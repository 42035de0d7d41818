//! Evidence as W3C Web Annotations (Recommendation of 23 February 2017): each sentence that shows an edge, and each statement, by its place in the article's
//! text and by its words, so that annotation tools show them in the article.

use serde_json::{Value as Json, json};

use super::Options;
use crate::error::{Error, Result};
use crate::types::record::TextSpan;
use crate::types::{Category, Graph};

/// One page of annotations. Positions are code points, as the recommendation counts them.
pub fn write(graph: &Graph, _options: &Options) -> Result<String> {
    let mut items = Vec::new();
    for link in graph.links().filter(|link| link.edge.category != Category::Statement) {
        for piece in &link.edge.evidence {
            let text = format!("{} → {}: {}", link.source.name, link.target.name, link.edge.key);
            let span = piece.trigger.as_ref().unwrap_or(&piece.sentence);
            items.push(annotation(&piece.claim, "classifying", &link.edge.kind, &text, &piece.article, span));
        }
    }
    for statement in &graph.statements {
        let speaker = statement.said.speaker.as_deref().map_or("somebody", |id| graph.name_of(id));
        let about: Vec<&str> = statement.said.about.iter().map(|id| graph.name_of(id)).collect();
        let text = if about.is_empty() { speaker.to_owned() } else { format!("{speaker} about {}", about.join(", ")) };
        for (i, span) in statement.said.content.iter().enumerate() {
            items.push(annotation(&format!("{}.{i}", statement.said.id), "identifying", "statement", &text, &statement.article, span));
        }
    }
    // One claim is evidence of several edges: ids have to differ.
    for (i, item) in items.iter_mut().enumerate() {
        item["id"] = format!("urn:newsgraph:annotation:{}", i + 1).into();
    }
    let page = json!({ "@context": "http://www.w3.org/ns/anno.jsonld", "id": "urn:newsgraph:annotations", "type": "AnnotationPage", "items": items });
    serde_json::to_string_pretty(&page).map(|text| text + "\n").map_err(|e| Error::io("annotations.jsonld", std::io::Error::other(e)))
}

fn annotation(claim: &str, motivation: &str, tag: &str, text: &str, article: &str, span: &TextSpan) -> Json {
    json!({
        "id": "",
        "type": "Annotation",
        "motivation": motivation,
        "canonical": format!("urn:newsgraph:claim:{}", encoded(claim)),
        "body": [
            { "type": "TextualBody", "purpose": "tagging", "value": tag },
            { "type": "TextualBody", "purpose": "describing", "value": text, "format": "text/plain" },
        ],
        "target": {
            "source": format!("urn:newsgraph:article:{}", encoded(article)),
            "selector": [
                { "type": "TextPositionSelector", "start": span.start, "end": span.end },
                { "type": "TextQuoteSelector", "exact": span.text },
            ],
        },
    })
}

/// An id as part of an IRI.
fn encoded(id: &str) -> String {
    let mut out = String::new();
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}
