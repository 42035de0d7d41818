//! Whose a thing is: the owner of the rejected offer, the actors named before a noun.

use std::collections::BTreeSet;

use crate::extract::events::actors::{DEPTH, End, Finder, Role, push_all};
use crate::extract::events::arguments::after;
use crate::types::{Dep, Tag};

impl Finder<'_> {
    /// Whose the thing is: "Russia's offer", "two Russian diplomats", "calls by Y", "the right of Y".
    pub fn owner(&self, token: usize) -> Vec<End> {
        self.owner_at(token, 0, false)
    }

    pub(super) fn owner_at(&self, token: usize, depth: usize, people: bool) -> Vec<End> {
        if depth > DEPTH {
            return vec![];
        }
        let doc = self.doc;
        if let Some(owner) = doc.child(token, Dep::Poss) {
            let found = self.phrase(owner, Role::Target, depth + 1);
            if !found.is_empty() {
                return found;
            }
        }
        let found = self.modifiers(token);
        if !found.is_empty() {
            return found;
        }
        // "mistakes made by Kyiv"
        let participles = doc.children_by(token, &[Dep::Acl]).flat_map(|participle| after(doc, participle, "by"));
        let found: Vec<End> = participles.flat_map(|t| self.phrase(t, Role::Target, depth + 1)).collect();
        if !found.is_empty() {
            return found;
        }
        let plain: &[&str] = &["of", "by", "from", "against", "on", "for", "in", "to", "over", "at"];
        let shared = ["talks", "ties", "agreements", "meetings"]
            .iter()
            .any(|class| self.knowledge.edges.words.class(class).contains(&doc.tokens[token].lemma));
        let common: &[&str] = if shared && !people { &["between", "with"] } else { &[] };
        let of_people: &[&str] = &["of", "by", "from", "in", "at", "throughout", "across", "within"];
        for preposition in (if people { of_people } else { plain }).iter().chain(common) {
            let found: Vec<End> = after(doc, token, preposition).into_iter().flat_map(|t| self.phrase(t, Role::Target, depth + 1)).collect();
            if !found.is_empty() {
                return found;
            }
        }
        vec![]
    }

    /// The actors named before a noun, possessors left out: "Israeli raids", "the Iran-Iraq war".
    pub fn modifiers(&self, noun: usize) -> Vec<End> {
        const INSIDE: [Dep; 9] = [Dep::Compound, Dep::Amod, Dep::Nmod, Dep::Npadvmod, Dep::Quantmod, Dep::Conj, Dep::Dep, Dep::Punct, Dep::Nummod];
        let doc = self.doc;
        let mut at: Vec<usize> = doc.children(noun).filter(|&c| c < noun && INSIDE.contains(&doc.tokens[c].dep)).collect();
        let mut heads = BTreeSet::new();
        let done_by = self.knowledge.edges.words.class("done_by");
        while let Some(next) = at.pop() {
            // "the X-backed offensive" is not X's, "the X-led offensive" is.
            let hyphen = next >= 2 && matches!(doc.form(next - 1), "-" | "‑" | "–") && matches!(doc.tokens[next].tag, Tag::Vbn | Tag::Vbd);
            if hyphen && !done_by.contains(&doc.tokens[next].lower) {
                continue;
            }
            if heads.insert(next) {
                at.extend(doc.children(next).filter(|&c| c < noun && INSIDE.contains(&doc.tokens[c].dep)));
            }
        }
        let mut out = Vec::new();
        for head in heads {
            push_all(&mut out, self.named(head));
        }
        out
    }
}
