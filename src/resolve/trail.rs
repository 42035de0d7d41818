//! The mentions that a reader has seen up to some token.

use std::collections::HashSet;

use smol_str::SmolStr;

use super::cast::Cast;
use crate::types::{Dep, Form};

/// One mention on the way.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    pub actor: usize,
    pub head: usize,
    pub sentence: usize,
    /// Subject of its clause.
    pub subject: bool,
    pub form: Form,
}

/// So many mentions a reader may have in mind.
const IN_MIND: usize = 1500;

/// Mentions in text order.
#[derive(Default)]
pub struct Trail {
    seen: Vec<Seen>,
    counts: Vec<u32>,
    first: Vec<usize>,
    nouns: HashSet<SmolStr>,
}

impl Trail {
    /// Adds a mention.
    pub fn push(&mut self, cast: &Cast<'_>, actor: usize, head: usize, form: Form) {
        let (sentence, token) = (cast.doc.sentence_of(head), &cast.doc.tokens[head]);
        if self.counts.len() <= actor {
            self.counts.resize(actor + 1, 0);
            self.first.resize(actor + 1, usize::MAX);
        }
        self.counts[actor] += 1;
        self.first[actor] = self.first[actor].min(sentence);
        if form == Form::Nominal {
            self.nouns.insert(token.lemma.clone());
        }
        let subject = matches!(token.dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Agent);
        self.seen.push(Seen { actor, head, sentence, subject, form });
    }

    /// Mentions of an actor so far.
    pub fn count(&self, actor: usize) -> u32 {
        self.counts.get(actor).copied().unwrap_or(0)
    }

    /// The sentence that first mentioned an actor.
    pub fn first(&self, actor: usize) -> usize {
        self.first.get(actor).copied().unwrap_or(usize::MAX)
    }

    /// Whether this noun (lemma) meant somebody before.
    pub fn has_noun(&self, lemma: &SmolStr) -> bool {
        self.nouns.contains(lemma)
    }

    /// The mentions that a token heads.
    pub fn headed(&self, head: usize) -> impl Iterator<Item = &Seen> {
        let first = self.seen.partition_point(|s| s.head < head);
        self.seen[first..].iter().take_while(move |s| s.head == head)
    }

    /// The last mentions, the very last one first: so many as a reader may have in mind, so that time stays linear in the text.
    pub fn backwards(&self) -> impl Iterator<Item = &Seen> {
        self.seen.iter().rev().take(IN_MIND)
    }
}
