//! Which actors speak: from the noun phrase beside the cue to the article's entities, with what the flow of speech tells of pronouns.

use std::ops::Range;

use super::cues::CueKind;
use super::draft::{Draft, Speaker};
use super::outline::Outline;
use crate::types::{Dep, Entities, EntityIndex, EntityKind, Form, Pos};

/// How many paragraphs back a speaker may go on as "he".
const BLOCKS: usize = 2;

/// Follows who speaks through the statements of an article, in text order.
pub struct Who<'a> {
    outline: &'a Outline<'a>,
    entities: &'a Entities,
    /// Whether a token is inside reported or quoted words.
    said: Vec<bool>,
    previous: Vec<EntityIndex>,
    spoke_at: usize,
    block: usize,
}

impl<'a> Who<'a> {
    /// Before the first of these statements.
    pub fn new(outline: &'a Outline<'a>, entities: &'a Entities, drafts: &[Draft]) -> Self {
        let mut said = vec![false; outline.doc.tokens.len()];
        for piece in drafts.iter().filter(|d| outline.sentences[d.sentence].within.is_none()).flat_map(|d| &d.pieces) {
            said[piece.clone()].fill(true);
        }
        for quote in outline.quotes.iter().filter(|q| q.words > 2) {
            said[quote.inner.clone()].fill(true);
        }
        Self { outline, entities, said, previous: Vec::new(), spoke_at: 0, block: 0 }
    }

    /// The speakers of the next statement: several where they are joined, none where the article has no entity for the phrase.
    pub fn next(&mut self, draft: &Draft) -> Vec<EntityIndex> {
        let Some(speaker) = &draft.speaker else { return Vec::new() };
        let sentence = &self.outline.sentences[draft.sentence];
        let mut found = self.named(speaker);
        if draft.cue.is_none() && !self.previous.is_empty() {
            found.clone_from(&self.previous);
        } else if sentence.within.is_none()
            && sentence.block <= self.block + BLOCKS
            && let Some(same) = self.goes_on(speaker, &found)
        {
            found = same;
        }
        let nested = self.said.get(speaker.head).copied().unwrap_or(false);
        let in_passing = draft.cue.as_ref().is_some_and(|c| c.kind == CueKind::Noun);
        if sentence.within.is_none() && !nested && !in_passing && !found.is_empty() {
            self.previous.clone_from(&found);
            self.spoke_at = speaker.head;
            self.block = sentence.block;
        }
        found
    }

    fn named(&self, speaker: &Speaker) -> Vec<EntityIndex> {
        let doc = self.outline.doc;
        let mut out: Vec<EntityIndex> = Vec::new();
        let mut first = speaker.referent;
        while doc.tokens[first].dep == Dep::Conj && speaker.tokens.contains(&doc.tokens[first].head) {
            first = doc.tokens[first].head;
        }
        for head in std::iter::once(first).chain(doc.conjuncts(first)) {
            if head == first || speaker.tokens.contains(&head) {
                for who in self.of_head(head) {
                    if !out.contains(&who) {
                        out.push(who);
                    }
                }
            }
        }
        out
    }

    fn of_head(&self, head: usize) -> Vec<EntityIndex> {
        let doc = self.outline.doc;
        let found = actors(self.entities, head);
        let by_name = |i: usize| self.entities.headed_by(i).find(|m| m.form == Form::Name && self.entities.list[m.entity].kind == EntityKind::Person);
        if !self.entities.headed_by(head).any(|m| m.form == Form::Name) {
            // "The head of the office, Jane Roe": the apposition names whom the noun means.
            if let Some(name) = doc.children_by(head, &[Dep::Appos]).find(|&a| by_name(a).is_some()) {
                let all = std::iter::once(name).chain(doc.conjuncts(name)).filter_map(by_name).map(|m| m.entity);
                return all.collect();
            }
        }
        let capital = doc.form(head).starts_with(char::is_uppercase);
        if found.is_empty() && doc.tokens[head].pos == Pos::Noun && !capital {
            return self.of_paper(head);
        }
        if found.is_empty() && capital {
            let form = doc.form(head);
            let last_word = |name: &String| name.split_whitespace().next_back() == Some(form);
            let person = |e: &&crate::types::Entity| e.kind == EntityKind::Person && (last_word(&e.name) || e.aliases.iter().any(last_word));
            let mut known = self.entities.list.iter().enumerate().filter(|(_, e)| person(e)).map(|(i, _)| i);
            if let (Some(one), None) = (known.next(), known.next()) {
                return vec![one];
            }
        }
        found
    }

    /// Whose a report, statement or recording is: "their joint statement", "state media videos", "a paper by the bank".
    fn of_paper(&self, head: usize) -> Vec<EntityIndex> {
        let doc = self.outline.doc;
        let beside = doc.children_by(head, &[Dep::Poss, Dep::Compound, Dep::Nmod, Dep::Amod]).map(|c| actors(self.entities, c));
        let by = doc.children_by(head, &[Dep::Prep]).filter(|&p| matches!(doc.tokens[p].lower.as_str(), "by" | "from"));
        let made = doc.children_by(head, &[Dep::Acl]).flat_map(|c| doc.children_by(c, &[Dep::Agent]));
        let behind = by.chain(made).filter_map(|p| doc.child(p, Dep::Pobj)).map(|o| actors(self.entities, o));
        beside.chain(behind).find(|found| !found.is_empty()).unwrap_or_default()
    }

    /// The speakers before, if "he", "she" or "they" means them: who is quoted goes on speaking until somebody else is named outside of the
    /// quoted words (a name inside them is whom he speaks about).
    fn goes_on(&self, speaker: &Speaker, found: &[EntityIndex]) -> Option<Vec<EntityIndex>> {
        let doc = self.outline.doc;
        let word = doc.tokens[speaker.head].lower.as_str();
        let fits = match word {
            "he" | "she" => self.previous.len() == 1 && self.is_called(self.previous[0], word),
            "they" => self.previous.len() > 1,
            _ => false,
        };
        if !fits || found == self.previous || self.spoke_at >= speaker.head {
            return None;
        }
        let between = self.spoke_at + 1..speaker.head;
        let named_since = self.entities.within(between).any(|m| {
            let rival = found.is_empty() && self.entities.list[m.entity].kind == EntityKind::Person || found.contains(&m.entity);
            rival && m.form != Form::Pronoun && !self.said[m.head] && !self.previous.contains(&m.entity)
        });
        (!named_since).then(|| self.previous.clone())
    }

    /// Whether a person is nowhere called by the other pronoun.
    fn is_called(&self, entity: EntityIndex, pronoun: &str) -> bool {
        let other = if pronoun == "he" { ["she", "her", "hers"] } else { ["he", "him", "his"] };
        let called = |m: &crate::types::Mention| {
            m.entity == entity && m.form == Form::Pronoun && other.contains(&self.outline.doc.tokens[m.head].lower.as_str())
        };
        self.entities.list[entity].kind == EntityKind::Person && !self.entities.mentions.iter().any(called)
    }
}

/// The actors that a token names: more than one for "both countries".
pub fn actors(entities: &Entities, head: usize) -> Vec<EntityIndex> {
    let actor = |e: EntityIndex| entities.list[e].kind.is_actor();
    let headed: Vec<EntityIndex> = entities.headed_by(head).map(|m| m.entity).filter(|&e| actor(e)).collect();
    if !headed.is_empty() {
        return headed;
    }
    entities.covering(head).into_iter().map(|m| m.entity).find(|&e| actor(e)).into_iter().collect()
}

/// The actor that a noun phrase names.
pub fn of_phrase(outline: &Outline<'_>, entities: &Entities, tokens: Range<usize>) -> Option<EntityIndex> {
    actors(entities, outline.doc.head_of(tokens)).first().copied()
}
