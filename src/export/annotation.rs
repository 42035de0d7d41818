//! Evidence as W3C Web Annotations (Recommendation of 23 February 2017): each sentence that shows an edge, and each statement, by its place in the article's
//! text and by its words, so that annotation tools show them in the article.

use serde::Serialize;
use serde_json::{Value as Json, json};

use super::Options;
use super::output::{Array, Out, Written};
use crate::types::record::TextSpan;
use crate::types::{Category, Graph};

#[derive(Serialize)]
struct Page<I> {
    #[serde(rename = "@context")]
    context: &'static str,
    id: &'static str,
    items: I,
    #[serde(rename = "type")]
    kind: &'static str,
}

/// One page of annotations. Positions are code points, as the recommendation counts them.
pub fn write(graph: &Graph, _options: &Options, mut out: Out<'_>) -> Written {
    let items = Array(|| {
        // One claim is evidence of several edges: ids have to differ.
        edges(graph).chain(statements(graph)).enumerate().map(|(i, mut item)| {
            item["id"] = format!("urn:newsgraph:annotation:{}", i + 1).into();
            item
        })
    });
    let context = "http://www.w3.org/ns/anno.jsonld";
    serde_json::to_writer_pretty(&mut out, &Page { context, id: "urn:newsgraph:annotations", items, kind: "AnnotationPage" })?;
    Ok(out.write_all(b"\n")?)
}

fn edges(graph: &Graph) -> impl Iterator<Item = Json> {
    graph.links().filter(|link| link.edge.category != Category::Statement).flat_map(|link| {
        link.edge.evidence.iter().map(move |piece| {
            let text = format!("{} → {}: {}", link.source.name, link.target.name, link.edge.key);
            let span = piece.trigger.as_ref().unwrap_or(&piece.sentence);
            annotation(&piece.claim, "classifying", &link.edge.kind, &text, &piece.article, span)
        })
    })
}

fn statements(graph: &Graph) -> impl Iterator<Item = Json> {
    graph.statements.iter().flat_map(|statement| {
        let speaker = statement.said.speaker.as_deref().map_or("somebody", |id| graph.name_of(id));
        let about: Vec<&str> = statement.said.about.iter().map(|id| graph.name_of(id)).collect();
        let text = if about.is_empty() { speaker.to_owned() } else { format!("{speaker} about {}", about.join(", ")) };
        statement
            .said
            .content
            .iter()
            .enumerate()
            .map(move |(i, span)| annotation(&format!("{}.{i}", statement.said.id), "identifying", "statement", &text, &statement.article, span))
    })
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
