//! What of a large graph is shown first.

use crate::types::{Category, Edge, Modality};

/// Bytes of edges and their sentences on a page: a browser opens one of 25 MB without trouble.
pub const PAGE_EDGES: usize = 14_000_000;
/// Bytes of statements on a page.
pub const PAGE_STATEMENTS: usize = 4_000_000;
/// Sentences of an edge on a page that cannot hold everything.
pub const PAGE_SENTENCES: usize = 5;

/// Bytes that an actor, an edge, a piece of evidence and a statement take on a page beside their texts.
pub const FRAME: usize = 220;

impl Edge {
    /// Deeds before words, facts before plans and claims, what many tell before what one tells.
    pub fn importance(&self) -> f64 {
        let base = match self.category {
            Category::Event => 2.0,
            Category::Affiliation => 0.6,
            Category::Statement => 0.5,
        };
        let plain = self.modality == Modality::Actual && !self.negated && !self.claimed_only;
        base * self.confidence * (self.evidence.len() as f64).sqrt() * if plain { 1.0 } else { 0.6 }
    }

    /// About how many bytes the edge takes on a page.
    pub fn page_size(&self) -> usize {
        FRAME + self.evidence.iter().map(|piece| FRAME + 24 * piece.mentions.len() + escaped(&piece.sentence.text)).sum::<usize>()
    }

    /// Keeps the surest of the evidence only, in its order.
    pub fn keep_surest(&mut self, most: usize) {
        let mut order: Vec<usize> = (0..self.evidence.len()).collect();
        order.sort_by(|&a, &b| self.evidence[b].confidence.total_cmp(&self.evidence[a].confidence));
        order.truncate(most);
        let mut at = 0..;
        self.evidence.retain(|_| at.next().is_some_and(|at| order.contains(&at)));
    }
}

/// Bytes of a text within JSON within HTML.
pub fn escaped(text: &str) -> usize {
    let longer = |byte: u8| match byte {
        b'<' | 0..0x20 => 6,
        b'"' | b'\\' => 2,
        _ => 1,
    };
    text.bytes().map(longer).sum()
}
