//! Who speaks: the noun phrase beside a cue, by the tree where it is sound, else by what stands next to the verb.

use std::ops::Range;

use super::cues::{Cue, CueKind};
use super::draft::Speaker;
use super::outline::{Outline, Sentence, is_verb};
use crate::knowledge::speech::Frames;
use crate::types::{Dep, NameLabel, Pos, Tag};

/// How far up the tree a subject is looked for.
const CLIMB: usize = 8;

/// The speaker of a cue in its sentence.
pub fn find(outline: &Outline<'_>, sentence: &Sentence, cue: &Cue) -> Option<Speaker> {
    let search = Search { outline, sentence, cue };
    match cue.kind {
        CueKind::Verb(..) if cue.passive => search.agent(),
        CueKind::Verb(..) => {
            let subject = search.subject();
            let far = subject.as_ref().is_none_or(|s| s.head < cue.word && !search.touches(s));
            let inverted = if far { search.inverted(subject.is_some()) } else { None };
            inverted.or(subject).or_else(|| search.shared()).or_else(|| search.before())
        }
        CueKind::According => search.according(),
        CueKind::Noun => search.of_noun(cue.word),
        CueKind::Mark => None,
    }
}

struct Search<'a> {
    outline: &'a Outline<'a>,
    sentence: &'a Sentence,
    cue: &'a Cue,
}

impl Search<'_> {
    fn visible(&self, token: usize) -> bool {
        self.sentence.tokens.contains(&token) && self.outline.quote_at(token) == self.sentence.within
    }

    fn subject_of(&self, verb: usize) -> Option<Speaker> {
        let doc = self.outline.doc;
        let found = doc.children_by(verb, &[Dep::Nsubj, Dep::Nsubjpass]).filter(|&s| self.visible(s));
        // The subject nearest to the verb: a parse that goes wrong adds far ones.
        let head = found.min_by_key(|&s| s.abs_diff(verb))?;
        let mut speaker = self.phrase(head);
        if matches!(doc.tokens[head].tag, Tag::Wp | Tag::Wdt) || doc.tokens[head].lower == "that" {
            speaker.tokens = head..head + 1;
            let clause = std::iter::once(verb).chain(doc.ancestors(verb).take(CLIMB)).find(|&a| doc.tokens[a].dep == Dep::Relcl);
            speaker.referent = clause.map_or(head, |c| doc.tokens[c].head);
        }
        Some(speaker)
    }

    fn subject(&self) -> Option<Speaker> {
        self.subject_of(self.cue.word)
    }

    /// "By X" of a passive.
    fn agent(&self) -> Option<Speaker> {
        let doc = self.outline.doc;
        let by = doc.child(self.cue.word, Dep::Agent)?;
        let head = doc.child(by, Dep::Pobj).filter(|&h| self.visible(h))?;
        Some(self.phrase(head))
    }

    /// The subject of the verb that this one is joined to, or hangs on as a participle or infinitive.
    fn shared(&self) -> Option<Speaker> {
        let doc = self.outline.doc;
        let mut at = self.cue.word;
        for _ in 0..CLIMB {
            let token = &doc.tokens[at];
            let head = token.head;
            if head == at || !self.visible(head) {
                return None;
            }
            match token.dep {
                Dep::Acl if doc.tokens[head].pos == Pos::Verb => {}
                Dep::Acl => return self.of_noun(head).or_else(|| Some(self.phrase(head))),
                Dep::Conj | Dep::Xcomp | Dep::Advcl | Dep::Pcomp | Dep::Prep | Dep::Dep => {}
                _ => return None,
            }
            at = head;
            if is_verb(doc.tokens[at].tag) || doc.tokens[at].pos == Pos::Aux {
                if let Some(found) = self.subject_of(at) {
                    return Some(found);
                }
            }
        }
        None
    }

    /// The possessor of a noun of saying ("his claim that"), else who makes it ("issued a statement saying").
    fn of_noun(&self, noun: usize) -> Option<Speaker> {
        let doc = self.outline.doc;
        if let Some(owner) = doc.child(noun, Dep::Poss).filter(|&p| self.visible(p)) {
            return Some(self.phrase(owner));
        }
        let by = doc.children_by(noun, &[Dep::Prep]).find(|&p| matches!(doc.tokens[p].lower.as_str(), "by" | "from"));
        if let Some(head) = by.and_then(|p| doc.child(p, Dep::Pobj)).filter(|&h| self.visible(h)) {
            return Some(self.phrase(head));
        }
        let token = &doc.tokens[noun];
        let verb = match token.dep {
            Dep::Dobj => token.head,
            Dep::Pobj => doc.tokens[token.head].head,
            _ => return None,
        };
        let verb = std::iter::once(verb).chain(doc.ancestors(verb).take(2)).find(|&v| doc.children_by(v, &[Dep::Nsubj]).any(|s| self.visible(s)))?;
        self.subject_of(verb)
    }

    /// Whether only adverbs stand between the noun phrase and the verb group.
    fn touches(&self, speaker: &Speaker) -> bool {
        (speaker.tokens.end..self.cue.group).all(|i| matches!(self.outline.doc.tokens[i].tag, Tag::Rb | Tag::Wdt | Tag::Wp))
    }

    /// "Said Smith": after a quotation or comma the name follows its cue. Where the parser sees a subject elsewhere, only a name that
    /// punctuation closes is believed.
    fn inverted(&self, strict: bool) -> Option<Speaker> {
        let doc = self.outline.doc;
        let (group, next) = (self.cue.group, self.cue.tokens.end);
        // "Told Reuters" names a hearer.
        if self.cue.takes(Frames::HEARER) && self.cue.takes(Frames::CLAUSE) {
            return None;
        }
        let before = group.checked_sub(1).filter(|&b| b >= self.sentence.tokens.start);
        // "Said Smith: ..." may open its sentence.
        let announces = before.is_none() && doc.form(self.sentence.tokens.end - 1) == ":";
        let after_content = announces || before.is_some_and(|b| self.outline.quote_at(b) != self.sentence.within || doc.tokens[b].tag == Tag::Comma);
        if !after_content || !is_finite(doc.tokens[self.cue.word].tag) || !self.visible(next) || !opens_noun_phrase(doc.tokens[next].tag) {
            return None;
        }
        if strict {
            let run = self.run_end(next);
            let closed = run + 1 >= self.sentence.tokens.end || matches!(doc.tokens[run + 1].tag, Tag::Comma | Tag::Period);
            let dated = doc.name_at(next).is_some_and(|n| matches!(n.label, NameLabel::Date | NameLabel::Time));
            if !closed || dated || !matches!(doc.tokens[run].tag, Tag::Nnp | Tag::Nnps | Tag::Nn | Tag::Nns) || doc.tokens[next].tag == Tag::Jj {
                return None;
            }
        }
        let child = doc.children(self.cue.word).find(|&c| self.outline.subtree(c).start == next);
        let head = child.filter(|&c| is_nominal(doc.tokens[c].tag)).unwrap_or_else(|| self.run_end(next));
        Some(self.phrase(head))
    }

    /// The noun phrase that ends just before the verb group.
    fn before(&self) -> Option<Speaker> {
        let doc = self.outline.doc;
        if !is_finite(doc.tokens[self.cue.word].tag) && self.cue.group == self.cue.word {
            return None;
        }
        let mut end = self.cue.group;
        let start = self.sentence.tokens.start;
        if end == start && end < self.cue.word {
            end += 1; // the group opens with what is no adverb but a name
        }
        if end > start && doc.tokens[end - 1].tag == Tag::Comma {
            // Over appositions and relative clauses to the comma behind the name.
            let comma = |&i: &usize| i > start && doc.tokens[i].tag == Tag::Comma && self.visible(i) && is_nominal(doc.tokens[i - 1].tag);
            end = (start..end - 1).rev().take(30).find(comma)?;
        }
        // A name that opens the sentence may be taken for an adverb or verb.
        let capital = |h: usize| doc.form(h).starts_with(char::is_uppercase) && matches!(doc.tokens[h].tag, Tag::Rb | Tag::Uh | Tag::Vb | Tag::Fw);
        let named = |h: usize| in_noun_phrase(doc.tokens[h].tag) && !matches!(doc.tokens[h].pos, Pos::Punct | Pos::Part) || capital(h);
        let head = end.checked_sub(1).filter(|&h| h >= start && self.visible(h) && named(h))?;
        let mut first = head;
        while first > start && self.visible(first - 1) && in_noun_phrase(doc.tokens[first - 1].tag) {
            first -= 1;
        }
        // "The 43-year-old": an adjective may head a phrase that an article opens.
        let opened = is_nominal(doc.tokens[head].tag) || capital(head) || doc.tokens[first].tag == Tag::Dt && first < head;
        opened.then_some(Speaker { tokens: first..head + 1, head, referent: head })
    }

    /// "According to X"; "a report by X" is X's.
    fn according(&self) -> Option<Speaker> {
        let doc = self.outline.doc;
        let to = self.cue.word + 1;
        let head = doc.child(to, Dep::Pobj).or_else(|| doc.child(self.cue.word, Dep::Pobj)).filter(|&h| h > to && self.visible(h));
        let head = head.unwrap_or_else(|| self.run_end(to + 1));
        if !self.visible(head) {
            return None;
        }
        let mut speaker = self.phrase(head);
        speaker.tokens.start = speaker.tokens.start.max(to + 1);
        Some(speaker)
    }

    /// The last token of the run of noun-phrase tokens from `start` on.
    fn run_end(&self, start: usize) -> usize {
        let doc = self.outline.doc;
        let mut end = start;
        while end + 1 < self.sentence.tokens.end && self.visible(end + 1) && in_noun_phrase(doc.tokens[end + 1].tag) {
            end += 1;
        }
        end
    }

    /// The noun phrase of a head, appositions included, relative clauses not; on the head's side of the cue.
    fn phrase(&self, head: usize) -> Speaker {
        let doc = self.outline.doc;
        let mut tokens = self.outline.subtree(head);
        if head < self.cue.word {
            tokens.end = tokens.end.min(self.cue.group.max(head + 1));
        } else {
            tokens.start = tokens.start.max(self.cue.tokens.end).min(head);
        }
        tokens.start = tokens.start.max(self.sentence.tokens.start);
        tokens.end = tokens.end.min(self.sentence.tokens.end);
        if let Some(hidden) = (tokens.start..head).rev().find(|&i| !self.visible(i)) {
            tokens.start = hidden + 1;
        }
        if let Some(hidden) = (head + 1..tokens.end).find(|&i| !self.visible(i)) {
            tokens.end = hidden;
        }
        let clause = doc.children_by(head, &[Dep::Relcl, Dep::Acl, Dep::Ccomp, Dep::Advcl, Dep::Parataxis]).find(|&c| c > head);
        if let Some(clause) = clause {
            tokens.end = tokens.end.min(self.outline.subtree(clause).start.max(head + 1));
        }
        Speaker { tokens: self.trim(tokens, head), head, referent: head }
    }

    fn trim(&self, mut tokens: Range<usize>, head: usize) -> Range<usize> {
        let doc = self.outline.doc;
        let loose = |i: usize| matches!(doc.tokens[i].pos, Pos::Punct | Pos::Space | Pos::Cconj | Pos::Sconj) && doc.form(i) != ")";
        while tokens.end > head + 1 && loose(tokens.end - 1) {
            tokens.end -= 1;
        }
        while tokens.start < head && (loose(tokens.start) || matches!(doc.tokens[tokens.start].tag, Tag::In)) {
            tokens.start += 1;
        }
        tokens
    }
}

/// Whether the tag is a finite verb's; a past participle may be a past tense that was mistagged.
pub fn is_finite(tag: Tag) -> bool {
    matches!(tag, Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Vbn | Tag::Vb)
}

/// Whether the tag is that of a noun or pronoun.
pub fn is_nominal(tag: Tag) -> bool {
    matches!(tag, Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps | Tag::Prp | Tag::Wp | Tag::Wdt | Tag::Dt | Tag::Cd)
}

/// Whether a token with this tag can stand in a noun phrase.
pub fn in_noun_phrase(tag: Tag) -> bool {
    is_nominal(tag) || matches!(tag, Tag::Jj | Tag::Jjr | Tag::Jjs | Tag::PrpS | Tag::Pos | Tag::Hyph | Tag::LeftBracket | Tag::RightBracket)
}

/// Whether a noun phrase can open with this tag.
pub fn opens_noun_phrase(tag: Tag) -> bool {
    matches!(tag, Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps | Tag::Prp | Tag::PrpS | Tag::Dt | Tag::Cd | Tag::Jj | Tag::Pdt)
}
