//! The neural part of the language model: weights and computations of spaCy's `en_core_web_sm` 3.8.0.
//!
//! Two encoders turn tokens into vectors: one for tagger and parser, one for names. Tagger, parser and name finder read them. The numbers
//! agree with spaCy's up to rounding; `scripts/compare_spacy.py` counts the annotations that differ.

mod classes;
mod embed;
mod encoder;
mod features;
mod hash;
mod kernels;
mod ner;
mod parser;
mod scorer;
mod state;
mod tagger;
mod tree;
mod weights;

use pulp::Arch;

use crate::annotate::tokens::RawToken;
use crate::error::Result;
use crate::types::{Dep, Name, Tag};

/// Width of a token's vector.
const WIDTH: usize = 96;

/// A document to be analysed.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// Its text.
    pub text: &'a str,
    /// Its tokens.
    pub tokens: &'a [RawToken],
}

/// The model's analysis of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Analysis {
    /// Fine part of speech of each token.
    pub tags: Vec<Tag>,
    /// Head of each token; a root is its own.
    pub heads: Vec<usize>,
    /// Relation of each token to its head.
    pub deps: Vec<Dep>,
    /// Whether a sentence starts at each token.
    pub starts: Vec<bool>,
    /// Names, ascending and disjoint.
    pub names: Vec<Name>,
}

/// The model.
pub struct Model {
    features: features::Features,
    syntax: (embed::Embedding, encoder::Encoder),
    naming: (embed::Embedding, encoder::Encoder),
    tagger: tagger::Tagger,
    parser: parser::Parser,
    names: ner::NameFinder,
}

impl Model {
    /// Reads the model that is embedded in the program.
    pub fn load() -> Result<Self> {
        Self::load_for(Arch::new())
    }

    /// The model with kernels for this instruction set; [`Arch::new`] is the best that the processor has.
    fn load_for(arch: Arch) -> Result<Self> {
        let weights = weights::Weights::open()?;
        let encoder = |prefix: &str, features: usize| -> Result<_> {
            Ok((embed::Embedding::load(arch, &weights, prefix, features)?, encoder::Encoder::load(arch, &weights, prefix)?))
        };
        Ok(Self {
            features: features::Features::load()?,
            syntax: encoder("tok2vec", 6)?,
            naming: encoder("ner", 4)?,
            tagger: tagger::Tagger::load(arch, &weights)?,
            parser: parser::Parser::load(arch, &weights)?,
            names: ner::NameFinder::load(arch, &weights)?,
        })
    }

    /// Analyses documents. They share the work on words that they have in common; none influences another's analysis.
    pub fn analyse(&self, documents: &[Input]) -> Vec<Analysis> {
        let words = Words::new(&self.features, documents);
        let syntax = encode(&self.syntax, &words, documents);
        let naming = encode(&self.naming, &words, documents);
        let mut before = 0;
        let analyse = |(index, document): (usize, &Input)| {
            let (first, count) = (encoder::Batch::first_row(index, before), document.tokens.len());
            before += count;
            let is_space = |token: usize| features::is_space(&document.text[document.tokens[token].start..document.tokens[token].end]);
            let rows = syntax.rows_from(first);
            let tags = self.tagger.tag(rows, count);
            let tree = self.parser.parse(rows, count, &is_space);
            let names = self.names.find(naming.rows_from(first), &tree.starts, &is_space);
            Analysis { tags, heads: tree.heads, deps: tree.deps, starts: tree.starts, names }
        };
        documents.iter().enumerate().map(analyse).collect()
    }
}

/// The distinct words of a batch.
struct Words {
    rows: Vec<embed::Rows>,
    /// Index in `rows` and context of each token of all documents.
    tokens: Vec<(u32, u8)>,
}

impl Words {
    fn new(features: &features::Features, documents: &[Input]) -> Self {
        let (mut known, mut rows, mut tokens) = (hash::HashedMap::default(), Vec::new(), Vec::new());
        for document in documents {
            for (i, token) in document.tokens.iter().enumerate() {
                let form = &document.text[token.start..token.end];
                let word = *known.entry(features::lexical_key(form, &token.norm)).or_insert_with(|| {
                    rows.push(embed::rows(&features.lexical(form, &token.norm)));
                    rows.len() as u32 - 1
                });
                tokens.push((word, features::context(document.text, document.tokens, i) as u8));
            }
        }
        Self { rows, tokens }
    }
}

fn encode((embedding, encoder): &(embed::Embedding, encoder::Encoder), words: &Words, documents: &[Input]) -> encoder::Batch {
    let shares = embedding.words(&words.rows);
    let mut batch = encoder::Batch::new(documents.iter().map(|document| document.tokens.len()));
    let mut tokens = words.tokens.iter();
    let mut before = 0;
    for (index, document) in documents.iter().enumerate() {
        let first = encoder::Batch::first_row(index, before);
        before += document.tokens.len();
        for (row, &(word, context)) in (first..first + document.tokens.len()).zip(&mut tokens) {
            let share = &shares.get()[word as usize * embedding.stride()..][..embedding.stride()];
            embedding.token(share, usize::from(context), batch.row_mut(row));
        }
    }
    encoder.apply(&mut batch);
    batch
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::tokenizer::Tokenizer;

    /// Vectors of two instruction sets differ by so much at most, where values are of the order of 1: rounding of sums that are not fused.
    const BOUND: f32 = 1e-4;

    /// The texts of the golden files with their tokens.
    fn texts() -> Vec<(String, Vec<RawToken>)> {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/annotate/texts.txt");
        let (tokenizer, text) = (Tokenizer::load().unwrap(), std::fs::read_to_string(path).unwrap());
        text.lines().filter(|line| !line.is_empty()).map(|line| (line.to_owned(), tokenizer.tokenize(line))).collect()
    }

    fn inputs(texts: &[(String, Vec<RawToken>)]) -> Vec<Input<'_>> {
        texts.iter().map(|(text, tokens)| Input { text, tokens }).collect()
    }

    /// The vectors of all tokens from one encoder.
    fn vectors(encoder: &(embed::Embedding, encoder::Encoder), words: &Words, documents: &[Input]) -> Vec<f32> {
        let (batch, mut before, mut out) = (encode(encoder, words, documents), 0, Vec::new());
        for (index, document) in documents.iter().enumerate() {
            let first = encoder::Batch::first_row(index, before);
            before += document.tokens.len();
            out.extend_from_slice(&batch.rows_from(first)[..document.tokens.len() * WIDTH]);
        }
        out
    }

    #[test]
    fn every_instruction_set_gives_the_same_labels_and_nearly_the_same_vectors() {
        let texts = texts();
        let documents = inputs(&texts);
        assert!(documents.len() > 100);
        let best = Model::load().unwrap();
        let (words, labels) = (Words::new(&best.features, &documents), best.analyse(&documents));
        let expected = [&best.syntax, &best.naming].map(|encoder| vectors(encoder, &words, &documents));
        for (arch, fused) in kernels::available() {
            let model = Model::load_for(arch).unwrap();
            for (encoder, expected) in [&model.syntax, &model.naming].into_iter().zip(&expected) {
                let found = vectors(encoder, &words, &documents);
                let most = found.iter().zip(expected).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
                // A processor whose best set has fused multiply-adds gives the same bits with each that has them.
                let bound = if fused && kernels::available().iter().filter(|(_, fused)| *fused).count() > 1 { 0.0 } else { BOUND };
                assert!(most <= bound, "{arch:?}: {most}");
            }
            assert!(model.analyse(&documents) == labels, "{arch:?}: other labels");
        }
    }

    #[test]
    fn what_is_analysed_beside_a_text_does_not_change_its_labels() {
        let texts = texts();
        let documents = inputs(&texts);
        let model = Model::load().unwrap();
        let together = model.analyse(&documents);
        for size in [1, 2, 7, 50] {
            let apart: Vec<Analysis> = documents.chunks(size).flat_map(|batch| model.analyse(batch)).collect();
            assert!(apart == together, "in batches of {size}");
        }
    }
}
