//! Whose a thing is: the owner of the rejected offer, the maker of the sanctions, the side that wages the war, the actors named before a noun.

use std::collections::BTreeSet;

use crate::extract::events::actors::{DEPTH, End, Finder, Role, push_all};
use crate::extract::events::arguments::{after, antecedent, first_conjunct, participles};
use crate::extract::events::frames::in_set;
use crate::knowledge::actors::Known;
use crate::types::{Dep, EntityKind, Tag};

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
        // What the newspaper or the lawyers of a town do, its state does not; its police is another matter.
        let local = people && !self.knowledge.edges.words.class("forces").contains(&doc.tokens[token].lemma);
        let of_town = |c: usize| self.entities.headed_by(c).any(|m| self.entities.list[m.entity].kind == EntityKind::Place);
        if local && doc.children_by(token, &[Dep::Compound, Dep::Nmod, Dep::Amod]).any(of_town) {
            return vec![];
        }
        let found = self.modifiers(token);
        if !found.is_empty() {
            return found;
        }
        // "mistakes made by Kyiv", "a newspaper based in Beirut", "threats coming from Kyiv"
        for participle in participles(doc, token) {
            let class = |name: &str| self.knowledge.edges.words.class(name).contains(&doc.tokens[participle].lower);
            let preposition = if class("dwelling") {
                "in"
            } else if class("issuing") {
                "from"
            } else {
                "by"
            };
            let found: Vec<End> = after(doc, participle, preposition).into_iter().flat_map(|t| self.phrase(t, Role::Target, depth + 1)).collect();
            if !found.is_empty() {
                return found;
            }
        }
        let plain: &[&str] = &["of", "by", "from", "against", "on", "for", "in", "to", "over", "at"];
        let shared = ["talks", "ties", "agreements", "meetings"]
            .iter()
            .any(|class| self.knowledge.edges.words.class(class).contains(&doc.tokens[token].lemma));
        let common: &[&str] = if shared && !people { &["between", "with"] } else { &[] };
        let of_people: &[&str] = &["of", "from", "in", "at", "throughout", "across", "within"];
        for preposition in (if people { of_people } else { plain }).iter().chain(common) {
            let found: Vec<End> = after(doc, token, preposition).into_iter().flat_map(|t| self.phrase(t, Role::Target, depth + 1)).collect();
            if !found.is_empty() {
                return found;
            }
        }
        // "X's pledge, one that Y rejected", "the resolutions of X – resolutions that Y backed"
        if doc.tokens[token].dep == Dep::Appos { self.owner_at(doc.tokens[token].head, depth + 1, people) } else { vec![] }
    }

    /// Whose side one takes with a thing: its owner's, and of a war or attack only the side that wages it, never the victim's.
    pub fn side(&self, token: usize) -> Vec<End> {
        let (doc, attacks) = (self.doc, self.knowledge.edges.words.class("attacks"));
        let mut out = Vec::new();
        for member in std::iter::once(token).chain(doc.conjuncts(token)) {
            // "a ban on Y's oil", "regime change in Y", "the overthrow of Y"
            let ban = in_set(doc, self.knowledge.edges.words.class("adversities"), member)
                || self.knowledge.edges.words.class("sanctions").contains(&doc.tokens[member].lemma)
                || doc.tokens[member].lemma == "ban";
            let hostile = ban || attacks.contains(&doc.tokens[member].lemma) || !after(doc, member, "against").is_empty();
            let found =
                if hostile && self.named(member).is_empty() { self.maker(member) } else { self.single(antecedent(doc, member), Role::Target, 0) };
            push_all(&mut out, found);
        }
        out
    }

    /// Who makes or imposes a thing: "X's sanctions", "Western sanctions", "X-led sanctions", "sanctions imposed by X"; not those whom it meets.
    pub fn maker(&self, token: usize) -> Vec<End> {
        let doc = self.doc;
        // "our export controls and sanctions", "the X sanctions and tariffs": what stands before the first counts for all.
        for member in [token, first_conjunct(doc, token)] {
            let owner = doc.child(member, Dep::Poss).map(|t| self.phrase(t, Role::Target, 1)).unwrap_or_default();
            if !owner.is_empty() {
                return owner;
            }
            let before: Vec<usize> = doc.children_by(member, &[Dep::Amod, Dep::Nmod, Dep::Compound]).filter(|&c| c < member).collect();
            let adjectives: Vec<End> = before.iter().flat_map(|&c| [self.named(c), self.leader(c)].concat()).collect();
            if !adjectives.is_empty() {
                return adjectives;
            }
        }
        let participles = doc.children_by(token, &[Dep::Acl]).chain(std::iter::once(token));
        participles.flat_map(|t| after(doc, t, "by")).flat_map(|t| self.phrase(t, Role::Target, 1)).collect()
    }

    /// "X" of "X-led", whether the model parts the word or not.
    fn leader(&self, adjective: usize) -> Vec<End> {
        let doc = self.doc;
        let parted: Vec<End> =
            doc.children_by(adjective, &[Dep::Npadvmod, Dep::Compound, Dep::Amod, Dep::Nmod]).flat_map(|t| self.named(t)).collect();
        let Some((name, participle)) = doc.form(adjective).rsplit_once(['-', '‑']) else { return parted };
        if !self.knowledge.edges.words.class("done_by").contains(participle) {
            return parted;
        }
        match self.knowledge.actors.phrases.get(name).map(|phrase| phrase.known) {
            Some(Known::State(state) | Known::Demonym(state)) => vec![self.state(&self.knowledge.actors.states[state].code, adjective)],
            _ => parted,
        }
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
