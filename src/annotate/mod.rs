//! Text to an annotated document: tokens, sentences, tags, lemmas, dependency trees, names. Everything as spaCy's `en_core_web_sm` 3.8 has it
//! (`data/model/CARD.md`): tokenizer by rules, then the neural model, then parts of speech and lemmas by rules.

pub mod attribute_ruler;
pub mod hashing;
pub mod lemmatizer;
pub mod model;
pub mod rules;
mod tables;
pub mod tokenizer;
pub mod tokens;

use std::ops::Range;

use crate::error::Result;
use crate::types::{ByteSpan, CleanText, Document, Name, Token};
use model::{Analysis, Input, Model};
use rules::Rules;
use tokenizer::Tokenizer;
use tokens::RawToken;

/// The longest text that is read as one document, in bytes: memory grows with it. (spaCy refuses more than a million characters.)
const LONGEST: usize = 1 << 16;
/// Texts go through the model together up to this many bytes.
const BATCH: usize = 1 << 14;

/// The language model, ready to annotate, shared by all threads.
pub struct Annotator {
    tokenizer: Tokenizer,
    model: Model,
    rules: Rules,
}

impl Annotator {
    /// Loads the model that is embedded in the program.
    pub fn load() -> Result<Self> {
        Ok(Self { tokenizer: Tokenizer::load()?, model: Model::load()?, rules: Rules::load()? })
    }

    /// Annotates a text as one document; one of more than 64 KiB piece by piece, cut at a line's, sentence's or word's end.
    pub fn annotate(&self, text: &str) -> Document {
        let mut parts = Parts::default();
        self.annotate_spans(text, &pieces(text, ByteSpan::new(0, text.len())), &mut parts);
        Document::new(text.to_owned(), parts.tokens, parts.sentences, parts.names, Vec::new())
    }

    /// Annotates spans of a text, each by itself.
    fn annotate_spans(&self, text: &str, mut spans: &[ByteSpan], parts: &mut Parts) {
        while !spans.is_empty() {
            let mut bytes = 0;
            let fits = |span: &&ByteSpan| {
                bytes += span.end - span.start;
                bytes <= BATCH
            };
            let (batch, rest) = spans.split_at(spans.iter().take_while(fits).count().max(1));
            spans = rest;
            let tokens: Vec<Vec<RawToken>> = batch.iter().map(|span| self.tokenizer.tokenize(span.of(text))).collect();
            let inputs: Vec<Input> = batch.iter().zip(&tokens).map(|(span, tokens)| Input { text: span.of(text), tokens }).collect();
            for ((input, analysis), span) in inputs.iter().zip(self.model.analyse(&inputs)).zip(batch) {
                parts.push(input, analysis, span.start, &self.rules);
            }
        }
    }
}

/// Annotates a clean text block by block, so that no sentence crosses a block's bounds.
pub fn annotate_blocks(annotator: &Annotator, clean: &CleanText) -> Document {
    let (mut spans, mut ends) = (Vec::new(), Vec::new());
    for block in &clean.blocks {
        spans.extend(pieces(&clean.text, block.span));
        ends.push(block.span.end);
    }
    let mut parts = Parts::default();
    annotator.annotate_spans(&clean.text, &spans, &mut parts);
    let bound = |end: usize| parts.tokens.partition_point(|token| token.start < end);
    let blocks = clean.blocks.iter().map(|block| (bound(block.span.start)..bound(block.span.end), block.kind)).collect();
    Document::new(clean.text.clone(), parts.tokens, parts.sentences, parts.names, blocks)
}

/// A document in the making.
#[derive(Default)]
struct Parts {
    tokens: Vec<Token>,
    sentences: Vec<Range<usize>>,
    names: Vec<Name>,
}

impl Parts {
    /// Adds an analysed text that begins at byte `start` of the document.
    fn push(&mut self, input: &Input, analysis: Analysis, start: usize, rules: &Rules) {
        let offset = self.tokens.len();
        let Analysis { tags, heads, deps, starts, names } = analysis;
        let token =
            |(i, raw): (usize, &RawToken)| Token { start: raw.start, end: raw.end, tag: tags[i], dep: deps[i], head: heads[i], ..Token::default() };
        let mut tokens: Vec<Token> = input.tokens.iter().enumerate().map(token).collect();
        rules.complete(input.text, &mut tokens);
        for (mut token, starts_sentence) in tokens.into_iter().zip(starts) {
            let at = self.tokens.len();
            if starts_sentence || at == offset {
                self.sentences.push(at..at);
            }
            if let Some(sentence) = self.sentences.last_mut() {
                sentence.end = at + 1;
            }
            token.start += start;
            token.end += start;
            token.head += offset;
            self.tokens.push(token);
        }
        self.names.extend(names.into_iter().map(|name| Name { tokens: name.tokens.start + offset..name.tokens.end + offset, ..name }));
    }
}

/// Cuts a span of a text into pieces of at most [`LONGEST`] bytes: behind a line break, else behind the white space after a sentence's end,
/// else behind white space, else anywhere between two characters.
fn pieces(text: &str, span: ByteSpan) -> Vec<ByteSpan> {
    let (mut out, mut rest) = (Vec::new(), span);
    while rest.end - rest.start > LONGEST {
        let floor = |at: usize| (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        let (from, to) = (floor(rest.start + LONGEST / 2), floor(rest.start + LONGEST));
        let window = &text[from..to];
        let sentence_end = |(at, c): &(usize, char)| c.is_whitespace() && window[..*at].ends_with(['.', '!', '?', '"', '”']);
        let line = window.rfind('\n').map(|at| at + 1);
        let behind = |(at, c): (usize, char)| at + c.len_utf8();
        let cut = line.or_else(|| window.char_indices().rev().find(sentence_end).map(behind));
        let cut = cut.or_else(|| window.char_indices().rev().find(|(_, c)| c.is_whitespace()).map(behind));
        let end = cut.map_or(to, |at| from + at);
        out.push(ByteSpan::new(rest.start, end));
        rest.start = end;
    }
    out.push(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_at_the_best_place_in_reach() {
        let check = |text: String, expected: &str| {
            let cuts = pieces(&text, ByteSpan::new(0, text.len()));
            assert!(cuts.iter().all(|cut| cut.end - cut.start <= LONGEST));
            assert_eq!(cuts.iter().map(|cut| cut.of(&text)).collect::<String>(), text);
            assert!(cuts[0].of(&text).ends_with(expected), "{:?}", &text[cuts[0].end - 9..cuts[0].end]);
        };
        check("They met. A new\nline. ".repeat(10_000), "new\n");
        check("They met again. And again ".repeat(10_000), "again. ");
        check("word after word ".repeat(10_000), " ");
        check("ü".repeat(50_000), "ü");
    }
}
