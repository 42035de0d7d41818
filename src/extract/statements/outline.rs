//! The outline of a document for the search of speech: sentences in which a quotation counts as one piece, since the parser splits quotations
//! into sentences and hangs their words on the wrong heads; and the extent of every subtree.

use std::ops::Range;

use super::quotations::{self, Quotation};
use crate::knowledge::Knowledge;
use crate::knowledge::speech::{Frames, SpeechVerb};
use crate::types::{Document, Pos, Tag};

/// The longest sentence, in words that are not quoted (`annotate` cuts those of the text, but quotations join them).
const LONGEST: usize = 300;

/// A sentence of the article's own text (quotations in it are opaque), or of the text inside a quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The quotation that it stands in.
    pub within: Option<usize>,
    /// Index of its block.
    pub block: usize,
}

/// See the module.
pub struct Outline<'a> {
    /// The document.
    pub doc: &'a Document,
    /// Its quotations.
    pub quotes: Vec<Quotation>,
    /// Sentences in text order; those inside a quotation follow the sentence that holds it.
    pub sentences: Vec<Sentence>,
    quote_of: Vec<Option<u32>>,
    edges: Vec<(u32, u32)>,
    knowledge: &'a Knowledge,
}

impl<'a> Outline<'a> {
    /// The outline of a document.
    pub fn new(doc: &'a Document, knowledge: &'a Knowledge) -> Self {
        let quotes = quotations::find(doc);
        let mut quote_of = vec![None; doc.tokens.len()];
        for (q, quote) in quotes.iter().enumerate() {
            quote_of[quote.outer.clone()].fill(Some(q as u32));
        }
        let mut outline = Self { doc, quotes, sentences: Vec::new(), quote_of, edges: edges(doc), knowledge };
        for (block, (range, _)) in doc.blocks.iter().enumerate() {
            outline.split(block, range.clone());
        }
        outline
    }

    fn split(&mut self, block: usize, range: Range<usize>) {
        let (mut start, mut words) = (range.start, 0);
        for i in range.clone() {
            words += usize::from(self.quote_at(i).is_none());
            if i + 1 == range.end || words > LONGEST || self.ends_sentence(i) {
                let tokens = self.trimmed(start..i + 1);
                (start, words) = (i + 1, 0);
                if tokens.is_empty() {
                    continue;
                }
                let mut held: Vec<usize> = Vec::new();
                for t in tokens.clone() {
                    if let Some(q) = self.quote_at(t).filter(|q| held.last() != Some(q)) {
                        held.push(q);
                    }
                }
                self.sentences.push(Sentence { tokens, within: None, block });
                for q in held {
                    self.split_quotation(block, q);
                }
            }
        }
    }

    fn split_quotation(&mut self, block: usize, q: usize) {
        let inner = self.quotes[q].inner.clone();
        let mut start = inner.start;
        for i in inner.clone() {
            if i + 1 == inner.end || self.doc.sentences[self.doc.sentence_of(i)].end == i + 1 {
                let tokens = self.trimmed(start..i + 1);
                start = i + 1;
                if tokens.len() > 2 {
                    self.sentences.push(Sentence { tokens, within: Some(q), block });
                }
            }
        }
    }

    fn trimmed(&self, mut tokens: Range<usize>) -> Range<usize> {
        let space = |i: usize| self.doc.tokens[i].pos == Pos::Space;
        while !tokens.is_empty() && space(tokens.start) {
            tokens.start += 1;
        }
        while !tokens.is_empty() && space(tokens.end - 1) {
            tokens.end -= 1;
        }
        tokens
    }

    /// Whether a sentence of the article's own text ends with token `i` (the next one is in the same block).
    fn ends_sentence(&self, i: usize) -> bool {
        let tokens = &self.doc.tokens;
        let form = self.doc.form(i);
        if form.contains('\n') {
            return true;
        }
        match (self.quote_at(i), self.quote_at(i + 1)) {
            (Some(a), Some(b)) if a == b => false,
            (Some(q), _) => self.quotation_ends_sentence(q),
            (None, Some(q)) if form.len() > 1 && form.ends_with('.') => self.opens_sentence(q),
            (None, _) if form == "." && tokens[i].tag != Tag::Period && self.doc.sentence(i).end != i + 1 => false,
            (None, _) if matches!(form, "." | "?" | "!" | "…" | "...") => {
                let next = (i + 1..tokens.len()).find(|&k| tokens[k].pos != Pos::Space);
                let upper = next.is_none_or(|k| !self.doc.form(k).starts_with(char::is_lowercase));
                upper || form == "." && self.doc.sentence(i).end == i + 1
            }
            (None, _) if matches!(form, ")" | "]") => self.doc.sentence(i).end == i + 1 && i > 0 && matches!(self.doc.form(i - 1), "." | "?" | "!"),
            (None, _) => form == ";" && self.doc.sentence(i).end == i + 1,
        }
    }

    /// Whether a quotation is a sentence of its own: behind an abbreviation, where the full stop does not tell.
    fn opens_sentence(&self, q: usize) -> bool {
        let quote = &self.quotes[q];
        let closed = self.doc.phrase(quote.inner.clone()).ends_with(['.', '?', '!', ',', ';', '…']);
        quote.words > 3 && closed && self.doc.form(quote.inner.start).starts_with(char::is_uppercase)
    }

    fn quotation_ends_sentence(&self, q: usize) -> bool {
        let quote = &self.quotes[q];
        // The mark of a quotation within does not end the sentence, but what stands before it may.
        let text = self.doc.phrase(quote.inner.clone()).trim_end_matches(['\'', '’', ' ', '"', '”']);
        let Some(mark) = text.chars().last() else { return false };
        let next = quote.outer.end;
        if quote.open || next >= self.doc.tokens.len() {
            return true;
        }
        let form = self.doc.form(next);
        if !matches!(mark, '.' | '?' | '!' | '…') || form.starts_with(char::is_lowercase) || form.starts_with([',', '.', ';', '-', '–', '—', ')'])
        {
            return false;
        }
        !self.cue_clause_follows(next, mark == '.')
    }

    /// Whether from token `at` on a clause of source and cue closes a sentence: `"Why?" Smith asked.`
    fn cue_clause_follows(&self, at: usize, strict: bool) -> bool {
        for i in at..(at + if strict { 9 } else { 25 }).min(self.doc.tokens.len()) {
            let token = &self.doc.tokens[i];
            if self.quote_at(i).is_some() || matches!(token.tag, Tag::Period | Tag::Colon) {
                return false;
            }
            if self.verb_at(i).is_some_and(|v| v.frames.has(Frames::QUOTE)) && token.tag != Tag::Vbg {
                let Some(next) = self.doc.tokens.get(i + 1) else { return true };
                let closes = match next.tag {
                    Tag::Period => true,
                    Tag::Comma => !strict,
                    _ if !strict => self.reports_nothing(i + 1),
                    Tag::Nnp => i == at,
                    _ => false,
                };
                if closes {
                    return true;
                }
            }
        }
        false
    }

    /// Whether from token `at` to the end of its sentence stand only hearers and circumstances, clauses of time among them ("when asked if").
    fn reports_nothing(&self, at: usize) -> bool {
        let rest = at..self.doc.sentence(at).end;
        let word = |i: usize| self.doc.tokens[i].lower.as_str();
        !rest.clone().any(|i| self.quote_at(i).is_some() || word(i) == ":")
            && !rest.clone().take_while(|&i| !matches!(word(i), "when" | "as" | "after")).any(|i| matches!(word(i), "that" | "whether" | "if"))
            && !rest.clone().take(2).any(|i| matches!(self.doc.tokens[i].tag, Tag::Md | Tag::Vbd | Tag::Vbz | Tag::Vbp))
    }

    /// The quotation that covers a token, its marks included.
    pub fn quote_at(&self, token: usize) -> Option<usize> {
        self.quote_of.get(token).copied().flatten().map(|q| q as usize)
    }

    /// From the leftmost to the rightmost token below (and with) this one.
    pub fn subtree(&self, token: usize) -> Range<usize> {
        let (left, right) = self.edges[token];
        left as usize..right as usize + 1
    }

    /// The verb of saying at a token, if it is tagged as a verb or must be one.
    pub fn verb_at(&self, i: usize) -> Option<SpeechVerb> {
        let token = &self.doc.tokens[i];
        if !is_verb(token.tag) && !self.is_mistagged(i) {
            return None;
        }
        self.knowledge.speech.verb(&token.lemma, self.doc.tokens[i + 1..].iter().map(|t| t.lower.as_str()))
    }
}

impl Outline<'_> {
    /// A verb that was tagged as a noun: "Keller estimates that ...", `"...," the letter read.`
    fn is_mistagged(&self, i: usize) -> bool {
        let tokens = &self.doc.tokens;
        let noun_phrase = |t: Tag| matches!(t, Tag::Nnp | Tag::Nnps | Tag::Prp | Tag::Nn | Tag::Jj | Tag::Dt | Tag::PrpS | Tag::Pos);
        if !matches!(tokens[i].tag, Tag::Nn | Tag::Nns | Tag::Jj) || i == 0 || i + 1 >= tokens.len() || tokens[i].head + 1 == i {
            return false;
        }
        let first = (i.saturating_sub(6)..i).rev().take_while(|&k| self.quote_at(k).is_none() && noun_phrase(tokens[k].tag)).last().unwrap_or(i);
        let here = self.quote_at(i);
        if first == i || here.is_some() {
            return false;
        }
        let says = tokens[i].tag == Tag::Nns && tokens[i + 1].lower == "that" && (first..i).all(|k| matches!(tokens[k].tag, Tag::Nnp | Tag::Nnps));
        let opens = first == 0 || matches!(tokens[first - 1].tag, Tag::Comma | Tag::Period | Tag::Space) || self.doc.sentence(i).start == first;
        let closes = tokens[i + 1].tag == Tag::Period && first > 0 && self.quote_at(first - 1).is_some_and(|q| self.quotes[q].words > 3);
        says && opens || closes && self.doc.form(i) == "read"
    }
}

/// Whether the tag is a verb's.
pub fn is_verb(tag: Tag) -> bool {
    matches!(tag, Tag::Vb | Tag::Vbd | Tag::Vbg | Tag::Vbn | Tag::Vbp | Tag::Vbz)
}

/// First and last token of every token's subtree, in one walk: a token passes its extent to its head after all its dependents have.
fn edges(doc: &Document) -> Vec<(u32, u32)> {
    let n = doc.tokens.len();
    let mut edges: Vec<(u32, u32)> = (0..n as u32).map(|i| (i, i)).collect();
    let mut order = Vec::with_capacity(n);
    let mut stack: Vec<usize> = (0..n).filter(|&i| doc.tokens[i].head == i).collect();
    while let Some(i) = stack.pop() {
        order.push(i);
        stack.extend(doc.children(i));
    }
    for &i in order.iter().rev() {
        let head = doc.tokens[i].head;
        edges[head] = (edges[head].0.min(edges[i].0), edges[head].1.max(edges[i].1));
    }
    edges
}
