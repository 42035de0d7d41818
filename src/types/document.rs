//! An annotated text: tokens, sentences, dependency trees and names, with the questions that rules ask of them.

use std::ops::Range;

use smol_str::SmolStr;

use crate::types::{BlockKind, ByteSpan, Dep, NameLabel, Pos, Tag};

/// One token of a [`Document`].
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Token {
    /// First byte in the document's text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// The form in lower case.
    pub lower: SmolStr,
    /// Dictionary form.
    pub lemma: SmolStr,
    /// Fine part of speech.
    pub tag: Tag,
    /// Coarse part of speech.
    pub pos: Pos,
    /// Relation to the head.
    pub dep: Dep,
    /// The head's index in the document; a root is its own head.
    pub head: usize,
}

/// A name that the model found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What it names.
    pub label: NameLabel,
}

/// An annotated text.
#[derive(Debug, Clone, Default)]
pub struct Document {
    /// The text that all byte offsets count in.
    pub text: String,
    /// Its tokens, white-space tokens included.
    pub tokens: Vec<Token>,
    /// Token ranges, ascending, covering all tokens.
    pub sentences: Vec<Range<usize>>,
    /// Names, ascending and disjoint.
    pub names: Vec<Name>,
    /// Token ranges of the article's blocks with their kinds, ascending.
    pub blocks: Vec<(Range<usize>, BlockKind)>,
    // The dependents of all tokens, one token's after the other's, and where each token's begin.
    children: Vec<u32>,
    first_child: Vec<u32>,
    sentence_of: Vec<u32>,
    name_of: Vec<Option<u32>>,
}

impl Document {
    /// A document of these parts; the look-up tables are made here, so the fields must not be changed afterwards.
    pub fn new(text: String, tokens: Vec<Token>, sentences: Vec<Range<usize>>, names: Vec<Name>, blocks: Vec<(Range<usize>, BlockKind)>) -> Self {
        let dependents = || tokens.iter().enumerate().filter(|&(i, token)| token.head != i);
        let mut first_child = vec![0; tokens.len() + 1];
        dependents().for_each(|(_, token)| first_child[token.head + 1] += 1);
        (0..tokens.len()).for_each(|i| first_child[i + 1] += first_child[i]);
        let (mut children, mut next) = (vec![0; first_child[tokens.len()] as usize], first_child.clone());
        for (i, token) in dependents() {
            children[next[token.head] as usize] = i as u32;
            next[token.head] += 1;
        }
        let mut sentence_of = vec![0; tokens.len()];
        for (s, range) in sentences.iter().enumerate() {
            sentence_of[range.clone()].fill(s as u32);
        }
        let mut name_of = vec![None; tokens.len()];
        for (n, name) in names.iter().enumerate() {
            name_of[name.tokens.clone()].fill(Some(n as u32));
        }
        Self { text, tokens, sentences, names, blocks, children, first_child, sentence_of, name_of }
    }

    /// The token's form.
    pub fn form(&self, token: usize) -> &str {
        &self.text[self.tokens[token].start..self.tokens[token].end]
    }

    /// Where a range of tokens stands in the text. Empty ranges give an empty span at their start.
    pub fn span(&self, tokens: Range<usize>) -> ByteSpan {
        match (self.tokens.get(tokens.start), tokens.end.checked_sub(1).and_then(|i| self.tokens.get(i))) {
            (Some(first), Some(last)) if !tokens.is_empty() => ByteSpan::new(first.start, last.end),
            (Some(first), _) => ByteSpan::new(first.start, first.start),
            _ => ByteSpan::new(self.text.len(), self.text.len()),
        }
    }

    /// The text of a range of tokens.
    pub fn phrase(&self, tokens: Range<usize>) -> &str {
        self.span(tokens).of(&self.text)
    }

    /// The tokens that lie wholly inside a span of the text.
    pub fn tokens_in(&self, span: ByteSpan) -> Range<usize> {
        let start = self.tokens.partition_point(|t| t.start < span.start);
        let end = self.tokens.partition_point(|t| t.end <= span.end);
        start..end.max(start)
    }

    /// The dependents of a token, in text order.
    pub fn children(&self, token: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.children[self.first_child[token] as usize..self.first_child[token + 1] as usize].iter().map(|&i| i as usize)
    }

    /// The dependents with one of these relations, in text order.
    pub fn children_by<'a>(&'a self, token: usize, deps: &'a [Dep]) -> impl DoubleEndedIterator<Item = usize> + 'a {
        self.children(token).filter(move |&i| deps.contains(&self.tokens[i].dep))
    }

    /// The first dependent with this relation.
    pub fn child(&self, token: usize, dep: Dep) -> Option<usize> {
        self.children(token).find(|&i| self.tokens[i].dep == dep)
    }

    /// Head, head's head and so on up to the root.
    pub fn ancestors(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        let parent = |i: usize| Some(self.tokens[i].head).filter(|&h| h != i);
        std::iter::successors(parent(token), move |&i| parent(i))
    }

    /// From the leftmost to the rightmost token below (and with) this one.
    pub fn subtree(&self, token: usize) -> Range<usize> {
        let (mut range, mut stack) = (token..token + 1, vec![token]);
        while let Some(next) = stack.pop() {
            range.start = range.start.min(next);
            range.end = range.end.max(next + 1);
            stack.extend(self.children(next));
        }
        range
    }

    /// Whether `token` is `ancestor` or stands below it.
    pub fn is_below(&self, token: usize, ancestor: usize) -> bool {
        token == ancestor || self.ancestors(token).any(|a| a == ancestor)
    }

    /// The other members of the coordination that this token opens ("A, B and C": B and C for A).
    pub fn conjuncts(&self, token: usize) -> Vec<usize> {
        let (mut out, mut at) = (Vec::new(), token);
        while let Some(next) = self.child(at, Dep::Conj) {
            out.push(next);
            at = next;
        }
        out
    }

    /// Index of the token's sentence in [`Document::sentences`].
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentence_of[token] as usize
    }

    /// The tokens of the token's sentence.
    pub fn sentence(&self, token: usize) -> Range<usize> {
        self.sentences[self.sentence_of(token)].clone()
    }

    /// The name that covers the token.
    pub fn name_at(&self, token: usize) -> Option<&Name> {
        self.name_of[token].map(|n| &self.names[n as usize])
    }

    /// Index in [`Document::blocks`] of the block that holds the token.
    pub fn block_of(&self, token: usize) -> usize {
        self.blocks.partition_point(|(range, _)| range.end <= token)
    }

    /// The syntactic head of a range of tokens: the one whose head lies outside of it.
    pub fn head_of(&self, tokens: Range<usize>) -> usize {
        let outside = |&i: &usize| self.tokens[i].head == i || !tokens.contains(&self.tokens[i].head);
        tokens.clone().rev().filter(|&i| self.tokens[i].pos != Pos::Punct).find(outside).unwrap_or(tokens.start)
    }
}
