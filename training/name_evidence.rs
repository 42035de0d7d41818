//! Prints the evidence for the kind of each form of name in articles, a JSON object a line; `training/name_kinds.py` learns from it.
//!
//!     cargo run --example name_evidence -- INPUT.jsonl > EVIDENCE.jsonl

use std::error::Error;

use newsgraph::Extractor;
use newsgraph::internals::resolve::names;
use newsgraph::read::{self, Options};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args_os().nth(1).ok_or("usage: name_evidence INPUT.jsonl")?;
    let extractor = Extractor::new()?;
    for article in read::articles(&[path], &Options::default())? {
        let article = article?;
        let Ok(doc) = extractor.annotate(&article) else { continue };
        for form in names::forms(&doc, &extractor.knowledge().actors) {
            let line = serde_json::json!({
                "article": article.id, "form": form.text, "mentions": form.spans.len(), "evidence": form.evidence,
            });
            println!("{line}");
        }
    }
    Ok(())
}
