//! Text to an annotated document: tokens, sentences, tags, lemmas, dependency trees, names.
//!
//! TEMPORARY while the model is being ported: asks a local development server that runs the reference implementation.

pub mod attribute_ruler;
pub mod hashing;
pub mod lemmatizer;
pub mod rules;
mod tables;
pub mod tokenizer;
pub mod tokens;

use std::io::{Read, Write};
use std::net::TcpStream;

use smol_str::SmolStr;

use crate::error::{Error, Result};
use crate::types::{ByteSpan, CleanText, Document, Name, Token};

/// The language model, ready to annotate.
pub struct Annotator;

impl Annotator {
    /// Loads the model that is embedded in the program.
    pub fn load() -> Result<Self> {
        Ok(Self)
    }

    /// Annotates a text as one document.
    pub fn annotate(&self, text: &str) -> Document {
        self.request(text).expect("development server")
    }

    fn request(&self, text: &str) -> Result<Document> {
        let bad = |e: std::io::Error| Error::io("development server", e);
        let mut stream = TcpStream::connect("127.0.0.1:9977").map_err(bad)?;
        stream.write_all(text.as_bytes()).map_err(bad)?;
        stream.shutdown(std::net::Shutdown::Write).map_err(bad)?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).map_err(bad)?;
        let value: serde_json::Value = serde_json::from_str(&answer).expect("json");
        let number = |v: &serde_json::Value| v.as_u64().expect("number") as usize;
        let (mut tokens, mut sentences, mut names) = (Vec::new(), Vec::<std::ops::Range<usize>>::new(), Vec::new());
        for (i, t) in value["tokens"].as_array().expect("tokens").iter().enumerate() {
            let (start, end) = (number(&t[0]), number(&t[1]));
            let s = |k: usize| t[k].as_str().expect("string");
            if t[7].as_bool() == Some(true) || i == 0 {
                sentences.push(i..i);
            }
            sentences.last_mut().expect("a sentence").end = i + 1;
            tokens.push(Token {
                start,
                end,
                lower: SmolStr::new(text[start..end].to_lowercase()),
                lemma: SmolStr::new(s(2)),
                tag: s(3).parse().expect("tag"),
                pos: s(4).parse().expect("pos"),
                dep: s(5).parse().expect("dep"),
                head: number(&t[6]),
            });
        }
        for n in value["names"].as_array().expect("names") {
            names.push(Name { tokens: number(&n[0])..number(&n[1]), label: n[2].as_str().expect("label").parse().expect("label") });
        }
        Ok(Document::new(text.to_owned(), tokens, sentences, names, Vec::new()))
    }
}

/// Annotates a clean text block by block, so that no sentence crosses a block's bounds.
pub fn annotate_blocks(annotator: &Annotator, clean: &CleanText) -> Document {
    let (mut tokens, mut sentences, mut names, mut blocks) = (Vec::<Token>::new(), Vec::new(), Vec::new(), Vec::new());
    for block in &clean.blocks {
        let part = annotator.annotate(block.span.of(&clean.text));
        let (offset, at): (usize, ByteSpan) = (tokens.len(), block.span);
        tokens.extend(part.tokens.into_iter().map(|t| Token { start: t.start + at.start, end: t.end + at.start, head: t.head + offset, ..t }));
        sentences.extend(part.sentences.into_iter().map(|r| r.start + offset..r.end + offset));
        names.extend(part.names.into_iter().map(|n| Name { tokens: n.tokens.start + offset..n.tokens.end + offset, ..n }));
        blocks.push((offset..tokens.len(), block.kind));
    }
    Document::new(clean.text.clone(), tokens, sentences, names, blocks)
}
