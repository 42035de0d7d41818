//! The mentions that a reader has seen up to some token, and which of them a later word most likely means.

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

/// Mentions in text order.
#[derive(Default)]
pub struct Trail {
    seen: Vec<Seen>,
    counts: Vec<u32>,
}

impl Trail {
    /// Adds a mention.
    pub fn push(&mut self, cast: &Cast<'_>, actor: usize, head: usize, form: Form) {
        if self.counts.len() <= actor {
            self.counts.resize(actor + 1, 0);
        }
        self.counts[actor] += 1;
        let dep = cast.doc.tokens[head].dep;
        let subject = matches!(dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Agent);
        self.seen.push(Seen { actor, head, sentence: cast.doc.sentence_of(head), subject, form });
    }

    /// Mentions of an actor so far.
    pub fn count(&self, actor: usize) -> u32 {
        self.counts.get(actor).copied().unwrap_or(0)
    }

    /// The mentions of this sentence and of `back` sentences before it, the last one first.
    pub fn recent(&self, sentence: usize, back: usize) -> impl Iterator<Item = &Seen> {
        self.seen.iter().rev().take_while(move |s| s.sentence + back >= sentence).take(200)
    }

    /// The mentions that a token heads.
    pub fn headed(&self, head: usize) -> impl Iterator<Item = &Seen> {
        let first = self.seen.partition_point(|s| s.head < head);
        self.seen[first..].iter().take_while(move |s| s.head == head)
    }

    /// The mentions that stand between two tokens.
    pub fn between(&self, range: &std::ops::Range<usize>) -> impl Iterator<Item = &Seen> {
        let (first, end) = (self.seen.partition_point(|s| s.head < range.start), self.seen.partition_point(|s| s.head < range.end));
        self.seen[first..end.max(first)].iter()
    }

    /// All mentions, the last one first.
    pub fn backwards(&self) -> impl Iterator<Item = &Seen> {
        self.seen.iter().rev()
    }

    /// The actor that fits best: near, a subject, mentioned often. `score` says how well a mention fits beside that; `None` if not at all.
    pub fn best(&self, sentence: usize, back: usize, score: impl Fn(&Seen) -> Option<f32>) -> Option<usize> {
        self.ranked(sentence, back, score).map(|(_, actor)| actor)
    }

    /// The same with how well it fits.
    pub fn ranked(&self, sentence: usize, back: usize, score: impl Fn(&Seen) -> Option<f32>) -> Option<(f32, usize)> {
        let mut best: Option<(f32, usize)> = None;
        for seen in self.recent(sentence, back) {
            let Some(fit) = score(seen) else { continue };
            let near = -2.0 * (sentence - seen.sentence.min(sentence)) as f32;
            let total = fit + near + if seen.subject { 1.5 } else { 0.0 } + 0.1 * self.count(seen.actor).min(10) as f32;
            if best.is_none_or(|(top, _)| total > top) {
                best = Some((total, seen.actor));
            }
        }
        best
    }
}
