//! Prints what the choices of the actors' stage are learned from: `actor_candidates ARTICLES.jsonl` writes one JSON object an article, with all its
//! actors and how they are mentioned, and for each noun and pronoun the candidates with their features. Read by `training/coreference.py`
//! and `training/listing.py`.

use newsgraph::Extractor;
use newsgraph::internals::extract::listed::features;
use newsgraph::read::{self, Options};
use serde_json::json;

fn main() -> anyhow::Result<()> {
    let path = std::env::args().nth(1).ok_or_else(|| anyhow::anyhow!("usage: actor_candidates ARTICLES.jsonl"))?;
    let extractor = Extractor::new()?;
    for article in read::articles(&[path], &Options::default())? {
        let article = article?;
        let found = match extractor.explain(&article) {
            Ok(found) => found,
            Err(error) => {
                eprintln!("{error}");
                continue;
            }
        };
        let span = |tokens: std::ops::Range<usize>| {
            let at = found.clean.to_source(found.doc.span(tokens));
            json!([at.start, at.end])
        };
        let mentions: Vec<_> =
            found.entities.mentions.iter().map(|m| json!([m.entity, span(m.tokens.clone()), span(m.head..m.head + 1), m.form, m.rule])).collect();
        let listing: Vec<_> = (0..found.entities.list.len()).map(|index| features(&found.doc, &found.entities, index)).collect();
        let decisions = found.decisions.iter().map(|decision| {
            let candidates = decision.candidates.iter().map(|candidate| {
                let features: serde_json::Map<_, _> =
                    candidate.features.iter().map(|&(feature, value)| (feature.name().to_owned(), json!(value))).collect();
                json!({ "actors": candidate.actors, "features": features })
            });
            json!({ "class": decision.class.name(), "span": span(decision.tokens.clone()), "candidates": candidates.collect::<Vec<_>>() })
        });
        let decisions: Vec<_> = decisions.collect();
        println!(
            "{}",
            json!({ "id": article.id, "entities": found.entities.list, "mentions": mentions, "listing": listing, "decisions": decisions })
        );
    }
    Ok(())
}
