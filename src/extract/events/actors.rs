//! From a word to the actors it stands for: its own mention, its conjuncts, the state whose troops they are, the state of the place that was hit,
//! the speaker's state behind "we". Whose a thing is: `owners`.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::extract::events::arguments::{after, antecedent};
use crate::extract::events::said::Said;
use crate::knowledge::Knowledge;
use crate::types::{Dep, Document, Entities, EntityIndex, EntityKind, Form, Mention, Pos, Statement, Tag};

/// One end of an edge.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    /// An actor of the article.
    Entity(EntityIndex),
    /// The state of a place or speaker that the article does not otherwise name: ISO code, and the word that stands for it.
    StateOf(String, usize),
}

/// What an argument is wanted for: a source acts by itself, a target may be met in what it owns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// The one who acts.
    Source,
    /// The one acted upon.
    Target,
}

/// Looks actors up in one article.
pub struct Finder<'a> {
    /// The text.
    pub doc: &'a Document,
    /// Its actors.
    pub entities: &'a Entities,
    /// Who said what, for "we".
    pub said: Said<'a>,
    /// Word classes and states.
    pub knowledge: &'a Knowledge,
}

/// How deep owners of owners are looked up.
pub(super) const DEPTH: usize = 4;

impl Finder<'_> {
    /// The actors that the noun phrase headed by the token stands for, its conjuncts included.
    pub fn actors(&self, token: usize, role: Role) -> Vec<End> {
        self.phrase(antecedent(self.doc, token), role, 0)
    }

    /// Only the actors that the words name themselves.
    pub fn direct(&self, token: usize) -> Vec<End> {
        let mut out = Vec::new();
        for member in std::iter::once(token).chain(self.doc.conjuncts(token)) {
            let renamed = self.doc.children_by(member, &[Dep::Appos]).map(|t| self.named(t)).find(|f| !f.is_empty());
            let listed = self.examples(member, false);
            let own = if listed.is_empty() { self.named(member) } else { listed.into_iter().flat_map(|t| self.direct(t)).collect() };
            push_all(&mut out, if own.is_empty() { renamed.unwrap_or_default() } else { own });
        }
        out
    }

    pub(super) fn phrase(&self, token: usize, role: Role, depth: usize) -> Vec<End> {
        let mut out = Vec::new();
        for member in std::iter::once(token).chain(self.doc.conjuncts(token)) {
            if !matches!(self.doc.tokens[member].pos, Pos::Verb | Pos::Aux | Pos::Adp) || !self.named(member).is_empty() {
                push_all(&mut out, self.single(member, role, depth));
            }
        }
        out
    }

    pub(super) fn single(&self, token: usize, role: Role, depth: usize) -> Vec<End> {
        // A town or region that acts is not its state.
        let place = |m: &Mention| self.entities.list[m.entity].kind == EntityKind::Place;
        if role == Role::Source && self.doc.tokens[token].dep == Dep::Nsubj && self.entities.headed_by(token).any(place) {
            return vec![];
        }
        let mut named = self.named(token);
        if !named.is_empty() && depth <= DEPTH && self.entities.headed_by(token).all(|m| m.form == Form::Nominal) {
            // "states such as X and Y" means X and Y.
            let listed: Vec<End> = self.examples(token, false).into_iter().flat_map(|t| self.phrase(t, role, depth + 1)).collect();
            if !listed.is_empty() {
                return listed;
            }
        }
        // "the defence secretary, Anna Keller": the name tells better who it is.
        let names = |t: &usize| self.entities.headed_by(*t).any(|m| m.form == Form::Name && self.entities.list[m.entity].kind == EntityKind::Person);
        // but "supporters of his opponent, Anna Keller" are not she.
        let plural = |name: usize| matches!(self.doc.tokens[token].tag, Tag::Nns | Tag::Nnps) && self.doc.conjuncts(name).is_empty();
        let names = |t: &usize| names(t) && !plural(*t);
        if self.entities.headed_by(token).any(|m| m.form == Form::Nominal)
            && let Some(name) = self.doc.children_by(token, &[Dep::Appos]).find(names)
        {
            let mut all = self.named(name);
            self.doc.conjuncts(name).into_iter().for_each(|t| push_all(&mut all, self.named(t)));
            return all;
        }
        if !named.is_empty() || depth > DEPTH {
            // "French and Egyptian warships": both states, of which the mention may know the nearer one.
            let state = |end: &End| matches!(end, End::Entity(e) if self.entities.list[*e].kind == EntityKind::State);
            if self.doc.tokens[token].pos == Pos::Noun && named.iter().all(state) {
                push_all(&mut named, self.modifiers(token).into_iter().filter(state).collect());
            }
            return named;
        }
        let words = &self.knowledge.edges.words;
        let lemma = self.doc.tokens[token].lemma.as_str();
        // "a handful of states such as X and Y", "a delegation including X"
        let examples: Vec<End> = self.examples(token, true).into_iter().flat_map(|t| self.phrase(t, role, depth + 1)).collect();
        if !examples.is_empty() {
            return examples;
        }
        // "the X, an alliance that includes Y": the alliance is the X.
        let head = self.doc.tokens[token].head;
        if self.doc.tokens[token].dep == Dep::Appos && !self.named(head).is_empty() {
            return self.named(head);
        }
        // "dozens of Russians", "members of the Taliban"
        if words.class("quantities").contains(lemma) || self.doc.tokens[token].pos == Pos::Num {
            let counted: Vec<End> = after(self.doc, token, "of").into_iter().flat_map(|t| self.phrase(t, role, depth + 1)).collect();
            if !counted.is_empty() {
                return counted;
            }
        }
        // "the chancellor, Anna Keller"
        let renamed = self.doc.children_by(token, &[Dep::Appos]).find(|&t| !self.named(t).is_empty());
        if let Some(name) = renamed {
            let mut named = self.named(name);
            self.doc.conjuncts(name).into_iter().for_each(|t| push_all(&mut named, self.named(t)));
            return named;
        }
        let acts = words.class("people").contains(lemma) || words.class("organs").contains(lemma) || words.class("armament").contains(lemma);
        // "a statement by X urged", "X's letter accused": words act for who wrote them.
        if role == Role::Source && words.class("utterances").contains(lemma) {
            return self.owner_at(token, depth + 1, true);
        }
        if acts || role == Role::Target { self.owner_at(token, depth + 1, acts) } else { vec![] }
    }

    /// What the phrase lists after "such as" or "like"; after "including" too where the phrase itself is no actor.
    fn examples(&self, token: usize, including: bool) -> Vec<usize> {
        let doc = self.doc;
        let such = |p: usize| doc.tokens[p].lower == "as" && doc.children(p).any(|c| doc.tokens[c].lower == "such");
        let lists = |p: &usize| such(*p) || doc.tokens[*p].lower == "like" || including && doc.tokens[*p].lower == "including";
        doc.children_by(token, &[Dep::Prep]).filter(lists).filter_map(|p| doc.child(p, Dep::Pobj)).collect()
    }

    /// The actors that mentions headed by the token name; a place stands for its state.
    pub fn named(&self, token: usize) -> Vec<End> {
        // What is done to "it" is mostly done to a thing.
        let it = self.doc.tokens[token].lower == "it" && matches!(self.doc.tokens[token].dep, Dep::Dobj | Dep::Pobj);
        let mut longest: Vec<_> = self.entities.headed_by(token).filter(|_| !it).collect();
        let most = longest.iter().map(|m| m.tokens.len()).max();
        longest.retain(|m| Some(m.tokens.len()) == most);
        let mut out = Vec::new();
        for mention in longest {
            let forces = mention.form == Form::Nominal && self.knowledge.edges.words.class("state_forces").contains(&self.doc.tokens[token].lemma);
            let entity = &self.entities.list[mention.entity];
            match &entity.country {
                // "300 X troops", "X's army" are X; "his army" is whose he is.
                Some(code) if forces && matches!(entity.kind, EntityKind::Group | EntityKind::Organisation) => {
                    push_all(&mut out, vec![self.state(code, mention.head)]);
                }
                None if forces && self.doc.child(token, Dep::Poss).is_some() => {}
                _ => push_all(&mut out, self.end_of(mention.entity, mention.head)),
            }
        }
        if out.is_empty() && self.doc.tokens[token].pos == Pos::Propn {
            let cover = self.entities.covering(token).into_iter().find(|m| m.form == Form::Name);
            out.extend(cover.into_iter().flat_map(|m| self.end_of(m.entity, token)));
        }
        if out.is_empty() {
            out.extend(self.first_person(token));
        }
        out
    }

    fn end_of(&self, entity: EntityIndex, token: usize) -> Vec<End> {
        let found = &self.entities.list[entity];
        match found.kind {
            kind if kind.is_actor() => vec![End::Entity(entity)],
            EntityKind::Place => found.country.iter().map(|code| self.state(code, token)).collect(),
            _ => vec![],
        }
    }

    /// The state of an ISO code, whether the article names it or not.
    pub fn state(&self, code: &str, token: usize) -> End {
        let known = self.entities.list.iter().position(|e| e.kind == EntityKind::State && e.country.as_deref() == Some(code));
        known.map_or_else(|| End::StateOf(code.to_owned(), token), End::Entity)
    }

    /// "We" in an official's words is his state, in others' words their organisation; "I" is the speaker.
    fn first_person(&self, token: usize) -> Option<End> {
        // "US" is no "us".
        if !matches!(self.doc.tokens[token].tag, Tag::Prp | Tag::PrpS) {
            return None;
        }
        let plural = match self.doc.tokens[token].lower.as_str() {
            "we" | "us" | "our" | "ours" | "ourselves" => true,
            "i" | "me" | "my" | "mine" | "myself" => false,
            _ => return None,
        };
        let speaker = *self.speakers(token).first()?;
        let entity = &self.entities.list[speaker];
        let in_office = entity.kind != EntityKind::Person || entity.roles.iter().any(|r| r.of.is_some());
        match &entity.country {
            Some(code) if plural && in_office => Some(self.state(code, token)),
            _ => Some(End::Entity(speaker)),
        }
    }

    /// Those whose words the token stands in: the speakers of the narrowest statement around it.
    pub fn speakers(&self, token: usize) -> Vec<EntityIndex> {
        let at = self.doc.span(token..token + 1);
        let size = |s: &Statement| s.content.iter().map(|c| c.end - c.start).sum::<usize>();
        let covering: Vec<&Statement> = self.said.at(at).collect();
        let Some(narrowest) = covering.iter().map(|s| size(s)).min() else { return vec![] };
        let speakers: BTreeSet<EntityIndex> = covering.iter().filter(|s| size(s) == narrowest).filter_map(|s| s.speaker).collect();
        speakers.into_iter().collect()
    }

    /// Those who claim what `source` does in the words from `span`: the speakers, unless the act is the saying itself or the source is one of them.
    pub fn claimants(&self, span: &Range<usize>, trigger: usize, source: &End) -> Vec<EntityIndex> {
        let speakers = self.speakers(trigger);
        let at = self.doc.span(trigger..trigger + 1);
        let own_cue = |s: &Statement| s.cue.as_ref().is_some_and(|c| c.start < span.end && span.start < c.end);
        let itself = self.said.at(at).any(|s| s.speaker.is_some_and(|e| speakers.contains(&e)) && own_cue(s));
        if itself || speakers.iter().any(|&e| End::Entity(e) == *source) { vec![] } else { speakers }
    }

    /// The actors nearest to the top of a tree.
    pub fn nearest(&self, top: usize, taken: &[End]) -> Vec<End> {
        let doc = self.doc;
        let mut level = vec![top];
        for _ in 0..6 {
            let mut next = Vec::new();
            for token in level {
                for child in doc.children(token) {
                    if matches!(doc.tokens[child].dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Relcl | Dep::Advcl | Dep::Parataxis | Dep::Ccomp) {
                        continue;
                    }
                    let mut found = if doc.tokens[child].dep == Dep::Conj { vec![] } else { self.actors(child, Role::Source) };
                    found.retain(|end| !taken.contains(end));
                    if !found.is_empty() {
                        return found;
                    }
                    next.push(child);
                }
            }
            level = next;
        }
        vec![]
    }
}

/// Appends what is not there yet.
pub fn push_all(out: &mut Vec<End>, ends: Vec<End>) {
    for end in ends {
        if !out.contains(&end) {
            out.push(end);
        }
    }
}
