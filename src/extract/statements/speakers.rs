//! Who speaks: the noun phrase beside a cue, by the tree where it is sound, else by what stands next to the verb.

use std::ops::Range;

use super::cues::{Cue, CueKind};
use super::draft::Speaker;
use super::outline::{Outline, Sentence, is_verb};
use crate::knowledge::speech::{Frames, SpeechKind};
use crate::types::{Dep, NameLabel, Pos, Tag};

/// How far up the tree a subject is looked for.
const CLIMB: usize = 8;

/// The speaker of a cue in its sentence.
pub fn find(outline: &Outline<'_>, sentence: &Sentence, cue: &Cue) -> Option<Speaker> {
    let search = Search { outline, sentence, cue };
    match cue.kind {
        CueKind::Verb(..) if cue.passive => search.agent(),
        CueKind::Verb(..) => search.of_verb().map(|s| search.with_name_before(s)),
        CueKind::InTheirWords => search.of_noun(cue.word),
        CueKind::According => search.according(),
        CueKind::Noun => search.of_noun(cue.word),
        CueKind::Mark => None,
    }
}

/// The search for the speaker of one cue.
pub(super) struct Search<'a> {
    pub(super) outline: &'a Outline<'a>,
    pub(super) sentence: &'a Sentence,
    pub(super) cue: &'a Cue,
}

impl Search<'_> {
    pub(super) fn visible(&self, token: usize) -> bool {
        self.sentence.tokens.contains(&token) && self.outline.quote_at(token) == self.sentence.within
    }

    fn of_verb(&self) -> Option<Speaker> {
        let token = &self.outline.doc.tokens[self.cue.word];
        let subject = self.subject();
        if subject.is_none()
            && let Some(inverted) = self.inverted()
        {
            return Some(inverted);
        }
        // What stands behind a cue that follows no content is the subject of the clause that it reports.
        let subject = subject.filter(|s| s.head < self.cue.word || self.may_follow(s.head) || !is_finite(token.tag));
        let beside = if is_finite(token.tag) || !is_verb(token.tag) { self.beside() } else { None };
        match (subject, beside) {
            (Some(subject), _) => Some(subject),
            (None, Some(beside)) if token.dep != Dep::Xcomp => Some(beside),
            (None, _) if is_finite(token.tag) && self.outline.doc.child(self.cue.word, Dep::Mark).is_some() => {
                self.behind_comma().or_else(|| self.shared())
            }
            (None, _) => self.shared().or_else(|| self.behind_comma()),
        }
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
        Some(self.last_name(speaker))
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
                // "Quoted her as saying".
                Dep::Prep if token.lower == "as" && at != self.cue.word => {
                    if let Some(quoted) = doc.child(head, Dep::Dobj).filter(|&o| self.visible(o)) {
                        return Some(self.phrase(quoted));
                    }
                }
                Dep::Acl => return self.of_noun(head).or_else(|| Some(self.phrase(head))),
                Dep::Conj | Dep::Xcomp | Dep::Advcl | Dep::Pcomp | Dep::Prep | Dep::Dep => {}
                _ => return None,
            }
            at = head;
            let verbal = is_verb(doc.tokens[at].tag) || doc.tokens[at].pos == Pos::Aux;
            if let Some(found) = verbal.then(|| self.subject_of(at)).flatten() {
                return Some(found);
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
        // "A US statement".
        let adjective = |&c: &usize| doc.form(c).starts_with(char::is_uppercase) && self.visible(c) && c + 1 >= noun;
        if let Some(body) = doc.children_by(noun, &[Dep::Compound, Dep::Amod, Dep::Nmod]).rev().find(adjective) {
            return Some(Speaker { tokens: body..body + 1, head: body, referent: body });
        }
        let token = &doc.tokens[noun];
        let verb = match token.dep {
            Dep::Dobj => token.head,
            Dep::Pobj => doc.tokens[token.head].head,
            _ => return None,
        };
        // A noun of saying that nobody owns is somebody's only if they bring it out: "issued a statement that".
        let brings_out = |kind: SpeechKind| kind == SpeechKind::Utter || kind == SpeechKind::Say && self.cue.kind != CueKind::Noun;
        if !self.outline.verb_at(verb).is_some_and(|v| brings_out(v.kind)) {
            return None;
        }
        let verb = std::iter::once(verb).chain(doc.ancestors(verb).take(2)).find(|&v| doc.children_by(v, &[Dep::Nsubj]).any(|s| self.visible(s)))?;
        self.subject_of(verb)
    }

    /// Whether content may stand before the cue: a quotation, comma or dash does; or the cue opens a sentence that announces ("Said Smith:").
    fn follows_content(&self) -> bool {
        let doc = self.outline.doc;
        let before = self.cue.group.checked_sub(1).filter(|&b| b >= self.sentence.tokens.start);
        let set_off = |i: usize| matches!(doc.form(i), ":" | ",") && self.outline.quote_at(i + 1).is_some();
        let next = self.cue.tokens.end..self.sentence.tokens.end.min(self.cue.tokens.end + 12);
        let announces = before.is_none() && (doc.form(self.sentence.tokens.end - 1) == ":" || next.into_iter().any(set_off));
        let closed = |b: usize| {
            self.outline.quote_at(b) != self.sentence.within || doc.tokens[b].tag == Tag::Comma || matches!(doc.form(b), "–" | "—" | "-" | "--")
        };
        announces || before.is_some_and(closed)
    }

    /// Whether the subject may stand behind the cue: not a pronoun, and not with a verb of its own ("..., a lawyer, said the court was wrong").
    fn may_follow(&self, head: usize) -> bool {
        let doc = self.outline.doc;
        let token = &doc.tokens[head];
        let end = self.outline.subtree(head).end.max(head + 1);
        let next = &doc.tokens[end.min(doc.tokens.len() - 1)];
        let acts = matches!(next.tag, Tag::Md | Tag::Vbd | Tag::Vbz | Tag::Vbp) && self.behind_comma().is_some();
        self.follows_content() && !matches!(token.tag, Tag::Prp | Tag::PrpS) && !acts
    }

    /// "Said Smith": after a quotation or comma the name follows its cue.
    fn inverted(&self) -> Option<Speaker> {
        let doc = self.outline.doc;
        let next = self.cue.tokens.end;
        // "Told Reuters" names a hearer.
        if self.cue.takes(Frames::HEARER) && self.cue.takes(Frames::CLAUSE) {
            return None;
        }
        if !self.follows_content() || !is_finite(doc.tokens[self.cue.word].tag) || !self.visible(next) || !opens_noun_phrase(doc.tokens[next].tag) {
            return None;
        }
        let name = matches!(doc.tokens[self.run_end(next)].tag, Tag::Nnp | Tag::Nnps);
        if self.cue.takes(Frames::OBJECT) && !name && self.behind_comma().is_some() {
            return None;
        }
        let dated = doc.name_at(next).is_some_and(|n| matches!(n.label, NameLabel::Date | NameLabel::Time));
        if dated || doc.tokens[next].tag == Tag::Prp || !self.may_follow(self.run_end(next)) {
            return None;
        }
        let child = doc.children(self.cue.word).find(|&c| self.outline.subtree(c).start == next);
        let head = child.filter(|&c| is_nominal(doc.tokens[c].tag)).unwrap_or_else(|| self.run_end(next));
        Some(self.phrase(head))
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
        // "Footage taken by X", "a paper filed by X".
        let made = doc.children_by(head, &[Dep::Acl]).flat_map(|c| doc.children_by(c, &[Dep::Agent])).find_map(|by| doc.child(by, Dep::Pobj));
        let from = doc.children_by(head, &[Dep::Prep]).find(|&p| matches!(doc.tokens[p].lower.as_str(), "by" | "from"));
        let from = from.and_then(|p| doc.child(p, Dep::Pobj)).filter(|_| doc.tokens[head].pos == Pos::Noun);
        let mut speaker = self.phrase(made.or(from).filter(|&m| self.visible(m)).unwrap_or(head));
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
    pub(super) fn phrase(&self, head: usize) -> Speaker {
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

    /// Of two names that only a comma joins before the cue ("after the exit of A, B said"), the second speaks.
    pub(super) fn last_name(&self, speaker: Speaker) -> Speaker {
        let doc = self.outline.doc;
        let person = |i: usize| doc.name_at(i).filter(|n| matches!(n.label, NameLabel::Person | NameLabel::Org));
        let (Some(first), Some(last)) = (person(speaker.head), person(speaker.tokens.end - 1)) else { return speaker };
        if last.tokens.start > first.tokens.end && doc.tokens[last.tokens.start - 1].tag == Tag::Comma && speaker.head < self.cue.word {
            let head = last.tokens.end - 1;
            return Speaker { tokens: last.tokens.clone(), head, referent: head };
        }
        speaker
    }

    /// `..., General Jane Roe, the base's spokeswoman, said`: what commas close off on both sides describes the name before it.
    fn with_name_before(&self, mut speaker: Speaker) -> Speaker {
        let doc = self.outline.doc;
        let comma = |i: usize| doc.tokens[i].tag == Tag::Comma;
        let (start, end) = (speaker.tokens.start, speaker.tokens.end);
        let described = doc.tokens[speaker.head].pos == Pos::Noun && start > self.sentence.tokens.start + 1 && comma(start - 1);
        if !described || end != self.cue.group.saturating_sub(1) || !comma(end) || !self.visible(start - 2) {
            return speaker;
        }
        let Some(name) = doc.name_at(start - 2).filter(|n| n.label == NameLabel::Person) else { return speaker };
        // The titles before the name are part of it.
        let titled = |i: usize| doc.tokens[i].pos == Pos::Propn && doc.form(i).starts_with(char::is_uppercase) && self.visible(i);
        let mut first = name.tokens.start;
        while first > self.sentence.tokens.start && titled(first - 1) {
            first -= 1;
        }
        if first == self.sentence.tokens.start || comma(first - 1) {
            speaker.tokens.start = first;
        }
        speaker
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
    matches!(tag, Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps | Tag::Prp | Tag::PrpS | Tag::Dt | Tag::Cd | Tag::Jj | Tag::Jjr | Tag::Jjs | Tag::Pdt)
}
