//! What was said: which quotation or clause belongs to a cue, and where it ends.

use std::ops::Range;

use super::cues::{Cue, CueKind};
use super::draft::{Draft, Speaker};
use super::outline::{Outline, Sentence};
use super::speakers::{self, in_noun_phrase, is_finite, opens_noun_phrase};
use crate::knowledge::speech::{Frames, SpeechKind};
use crate::types::{Dep, NameLabel, Pos, Tag};

/// From how many words on a quotation is speech by its length alone.
pub const LONG: usize = 6;
/// How far behind the cue its second quotation may begin: `"...," said Smith, a long apposition, "..."`.
const BREAK: usize = 40;
/// The widest gap between a cue and the quotation that it introduces.
pub const GAP: usize = 25;

/// The statement of cue number `at` of a sentence, if it reports something.
pub fn draft(outline: &Outline<'_>, index: usize, cues: &[Cue], at: usize) -> Option<Draft> {
    let sentence = &outline.sentences[index];
    let speaker = speakers::find(outline, sentence, &cues[at]);
    let search = Search { outline, sentence, cues, at, cue: &cues[at], speaker: speaker.as_ref() };
    let (addressee, mut pieces) = search.content()?;
    if let Some(antecedent) = search.antecedent(&pieces) {
        pieces.insert(0, antecedent);
    }
    Some(Draft { sentence: index, speaker, cue: Some(cues[at].clone()), addressee, pieces })
}

/// The search for the content of one cue.
pub(super) struct Search<'a> {
    pub(super) outline: &'a Outline<'a>,
    pub(super) sentence: &'a Sentence,
    pub(super) cues: &'a [Cue],
    pub(super) at: usize,
    pub(super) cue: &'a Cue,
    pub(super) speaker: Option<&'a Speaker>,
}

type Found = (Option<Range<usize>>, Vec<Range<usize>>);

impl Search<'_> {
    fn content(&self) -> Option<Found> {
        match self.cue.kind {
            CueKind::InTheirWords => Some((None, vec![self.until_end(self.cue.word + 2)])).filter(|(_, p)| p[0].len() > 1),
            CueKind::According => self.according().map(|pieces| (None, pieces)),
            CueKind::Noun => Some((None, vec![self.until_end(self.cue.tokens.end)])),
            CueKind::Mark => None,
            CueKind::Verb(kind, frames) => self.verb(kind, frames),
        }
    }

    pub(super) fn tag(&self, i: usize) -> Tag {
        self.outline.doc.tokens[i].tag
    }

    pub(super) fn lower(&self, i: usize) -> &str {
        self.outline.doc.tokens[i].lower.as_str()
    }

    /// The quotation at a token that is opaque in this sentence.
    pub(super) fn quote(&self, token: usize) -> Option<usize> {
        self.outline.quote_at(token).filter(|&q| Some(q) != self.sentence.within)
    }

    pub(super) fn end(&self) -> usize {
        self.sentence.tokens.end
    }

    /// Where source and cue begin, if the source stands before the cue.
    fn clause_start(&self) -> usize {
        if let Some(verb) = self.quoting_verb() {
            return self.quoting_start(verb);
        }
        match self.speaker {
            Some(s) if s.tokens.start < self.cue.group && self.adjacent(s) => s.tokens.start,
            _ => self.cue.group,
        }
    }

    /// Whether nothing but adverbs, commas or an apposition stands between the source and the verb.
    fn adjacent(&self, speaker: &Speaker) -> bool {
        let gap = speaker.tokens.end..self.cue.group;
        gap.is_empty()
            || gap.clone().all(|i| matches!(self.tag(i), Tag::Rb | Tag::Comma | Tag::Rp))
            || gap.len() <= BREAK && matches!(self.tag(gap.start), Tag::Comma | Tag::Wp | Tag::Wdt | Tag::LeftBracket)
    }

    fn verb(&self, kind: SpeechKind, frames: Frames) -> Option<Found> {
        let start = self.clause_start();
        let (addressee, after) = self.after_cue(frames);
        let one = |piece: Range<usize>| vec![piece];
        let quoting = frames.has(Frames::QUOTE);
        let pieces = if !quoting { None } else { self.quotation_before(start, after).or_else(|| self.quotation_after(after).map(one)) };
        let act = quoting && kind == SpeechKind::Act && self.outline.doc.form(self.end() - 1) != ":";
        let pieces = pieces.or_else(|| {
            if act { self.quotation_behind(after).filter(|p| p.start > 1 && self.tag(p.start - 2) == Tag::Colon).map(one) } else { None }
        });
        let follows = start > self.sentence.tokens.start && (self.tag(start - 1) == Tag::Comma || self.quote(start - 1).is_some());
        let clause = |p: &Range<usize>| !(follows && self.is_source(p.start));
        let pieces = pieces.or_else(|| self.clause_after(kind, frames, after, addressee.as_ref()).filter(clause).map(one));
        let pieces = pieces.or_else(|| if quoting { self.quotation_behind(after).map(one) } else { None });
        let pieces = pieces.or_else(|| if frames.has(Frames::CLAUSE) { self.that_clause_behind(after).map(one) } else { None });
        let clausal = frames.has(Frames::CLAUSE) && kind != SpeechKind::Show;
        let pieces = pieces.or_else(|| if clausal { self.clause_before(start, after) } else { None });
        // The parser lost the clause: a noun phrase with a finite verb behind it will do.
        let lost = frames.has(Frames::CLAUSE) && after < self.end() && self.begins_clause(after);
        let pieces = pieces.or_else(|| lost.then(|| one(self.until_end(after))));
        let announces = quoting && self.outline.doc.form(self.end() - 1) == ":" && self.sentence.within.is_none();
        pieces.or_else(|| announces.then(Vec::new)).map(|pieces| (addressee, pieces))
    }

    /// `"...," he said` and `"...," said Smith, "..."`.
    fn quotation_before(&self, start: usize, after: usize) -> Option<Vec<Range<usize>>> {
        let first = self.sentence.tokens.start;
        let mut last = start.checked_sub(1).filter(|&i| i >= first)?;
        while self.quote(last).is_none() && matches!(self.tag(last), Tag::Comma | Tag::Hyph | Tag::Colon | Tag::Space) && last > first {
            last -= 1;
        }
        // A first name that was tagged as a verb: `"...," Will Smith said`.
        let named =
            |i: usize| i > first && self.outline.doc.form(i).starts_with(char::is_uppercase) && matches!(self.tag(i), Tag::Vb | Tag::Md | Tag::Rb);
        if named(last) && self.quote(last).is_none() {
            last -= 1;
        }
        let q = self.quote(last)?;
        let quote = &self.outline.quotes[q];
        let lead =
            self.outline.doc.tokens[first..quote.outer.start].iter().filter(|t| !matches!(t.pos, Pos::Punct | Pos::Cconj | Pos::Space)).count();
        let relative = self.speaker.is_some_and(|s| s.tokens.end <= self.cue.word && matches!(self.tag(s.head), Tag::Wdt | Tag::Wp));
        let no_subject_of_its_own = relative || self.tag(self.cue.word) == Tag::Vbg && start == self.cue.group && self.quoting_verb().is_none();
        if no_subject_of_its_own || lead > 0 && self.takes_clause(after) {
            return None;
        }
        let mut pieces = Vec::new();
        if lead == 0 || self.cues[..self.at].iter().any(|c| c.word < quote.outer.start && c.takes(Frames::QUOTE)) {
            pieces.push(quote.inner.clone());
        } else {
            pieces.push(first..quote.outer.end);
        }
        let next = (after..self.end().min(after + BREAK)).find(|&i| self.quote(i).is_some());
        if let Some(next) = next.filter(|&n| self.sets_off(n - 1)) {
            let other_cue = self.cues[self.at + 1..].iter().any(|c| c.word < next && c.takes(Frames::QUOTE));
            if let Some(r) = self.quote(next).filter(|_| !other_cue) {
                pieces.push(self.outline.quotes[r].inner.clone());
            }
        }
        Some(pieces)
    }

    fn takes_clause(&self, after: usize) -> bool {
        after < self.end() && (matches!(self.lower(after), "that" | "whether" | "if") || self.complement(after).is_some())
    }

    /// `He said: "..."`, `he said, "..."`, `he said "..."`.
    fn quotation_after(&self, after: usize) -> Option<Range<usize>> {
        let mut at = after;
        let mut set_off = false;
        while at < self.end() && matches!(self.tag(at), Tag::Comma | Tag::Colon | Tag::Hyph) && self.quote(at).is_none() {
            at += 1;
            set_off = true;
        }
        if at >= self.end() {
            return None;
        }
        let q = self.quote(at)?;
        let quote = &self.outline.quotes[q];
        let to_end = quote.outer.end + 1 >= self.end();
        Some(if set_off || to_end { quote.inner.clone() } else { quote.inner.start..self.until_end(quote.outer.start).end })
    }

    /// `He said as he left town, "..."`: the quotation stands behind a comma or colon, further off, and closes the sentence.
    fn quotation_behind(&self, after: usize) -> Option<Range<usize>> {
        let at = (after + 1..self.end().min(after + GAP)).find(|&i| self.quote(i).is_some())?;
        let quote = &self.outline.quotes[self.quote(at)?];
        let other_cue = self.cues[self.at + 1..].iter().any(|c| c.word < at && c.takes(Frames::QUOTE));
        let closes = quote.outer.end + 1 >= self.end();
        (matches!(self.tag(at - 1), Tag::Comma | Tag::Colon) && closes && !other_cue).then(|| quote.inner.clone())
    }

    /// The clausal complement to the right of the cue.
    fn complement(&self, after: usize) -> Option<usize> {
        let doc = self.outline.doc;
        doc.children_by(self.cue.word, &[Dep::Ccomp, Dep::Xcomp]).find(|&c| c >= after && self.sentence.tokens.contains(&c))
    }

    /// "(that) she would go", "to go", "him of lying".
    fn clause_after(&self, kind: SpeechKind, frames: Frames, after: usize, hearer: Option<&Range<usize>>) -> Option<Range<usize>> {
        if after >= self.end() {
            return None;
        }
        let doc = self.outline.doc;
        let lower = self.lower(after);
        let clausal = frames.has(Frames::CLAUSE) || frames.has(Frames::HEARER);
        let asking = frames.has(Frames::ASK) || frames.has(Frames::CLAUSE);
        let circumstance = matches!(lower, "where" | "when" | "which") && !frames.has(Frames::ASK);
        let question = matches!(lower, "whether" | "if" | "how" | "why" | "what" | "who" | "where" | "when" | "which") && !circumstance;
        let infinitive = lower == "to" && self.bare_verb(after + 1);
        let opened = clausal && lower == "that" && self.tag(after) == Tag::In
            || asking && question
            || infinitive && (frames.has(Frames::TO) || frames.has(Frames::URGE));
        if opened {
            // "Asked them to go": who is to do it is part of what was said; "told them to go" has a hearer.
            let asked = infinitive && frames.has(Frames::URGE) && !(frames.has(Frames::CLAUSE) && frames.has(Frames::ASK));
            let from = hearer.filter(|h| asked && h.start >= self.cue.tokens.end && self.tag(h.start - 1) != Tag::To).map_or(after, |h| h.start);
            return Some(self.until_end(from));
        }
        // "Said, in short, that it would".
        if clausal && self.tag(after) == Tag::Comma && self.quote(after).is_none() {
            // "Said in a statement, the bridge would close".
            if after > self.cue.tokens.end && kind == SpeechKind::Say && self.begins_clause(after + 1) {
                return Some(self.until_end(after + 1));
            }
            let close = (after + 1..self.end().min(after + GAP)).find(|&i| self.tag(i) == Tag::Comma)?;
            return (close + 1 < self.end() && self.lower(close + 1) == "that").then(|| self.until_end(close + 1));
        }
        if let Some(head) = self.complement(after).filter(|_| clausal) {
            let mut start = self.outline.subtree(head).start.max(after);
            // An object before the clause that is no hearer is the subject of the clause, cut off by the parser.
            let cut_off = |c: usize| (after..start).contains(&c) && matches!(doc.tokens[c].dep, Dep::Dobj | Dep::Nsubj | Dep::Oprd | Dep::Attr);
            if !frames.has(Frames::HEARER) && doc.children(self.cue.word).any(cut_off) {
                start = after;
            }
            let gap_is_adjunct = (after..start).all(|i| self.quote(i).is_none()) && start - after < 25;
            let infinitive = doc.tokens[head].dep == Dep::Xcomp && self.lower(start) == "to" && !frames.has(Frames::TO) && !frames.has(Frames::URGE);
            if gap_is_adjunct && !infinitive {
                return Some(self.until_end(start));
            }
        }
        let object = frames.has(Frames::OBJECT) || frames.has(Frames::URGE) && !frames.has(Frames::HEARER);
        let object = object && (!frames.has(Frames::NAME) || self.names_its_object(after));
        if object && kind != SpeechKind::Intent && !self.cue.passive && (self.opens_object(after) || self.quote(after).is_some()) {
            return Some(self.until_end(after));
        }
        None
    }

    /// "The plan is dead, he said." and "The plan, he said, is dead."
    fn clause_before(&self, start: usize, after: usize) -> Option<Vec<Range<usize>>> {
        let first = self.sentence.tokens.start;
        let finite = (is_finite(self.tag(self.cue.word)) || self.quoting_verb().is_some())
            && self.speaker.is_some_and(|s| !matches!(self.tag(s.head), Tag::Wdt | Tag::Wp));
        if !finite {
            return None;
        }
        let as_clause = start > first && self.lower(start - 1) == "as";
        let start = if as_clause { start - 1 } else { start };
        if as_clause && (start == first || start == first + 1 && self.tag(first) == Tag::Cc) {
            // "As he said, it is dead."
            let comma = (after..self.end().min(after + GAP)).find(|&i| self.tag(i) == Tag::Comma && self.quote(i).is_none())?;
            return (comma + 1 < self.end()).then(|| vec![self.until_end(comma + 1)]);
        }
        let comma = start.checked_sub(1).filter(|&i| i > first && matches!(self.tag(i), Tag::Comma | Tag::Colon))?;
        // "They left before Smith, the mayor, said": a clause that a word of time or reason opens is nobody's source clause.
        let subordinate =
            |&m: &usize| m < start && matches!(self.lower(m), "before" | "after" | "when" | "because" | "since" | "until" | "while" | "if");
        if self.outline.doc.children_by(self.cue.word, &[Dep::Mark, Dep::Advmod]).any(|m| subordinate(&m)) {
            return None;
        }
        // "When they met, the two said": a clause of circumstance is not what was said.
        if !as_clause
            && matches!(self.lower(first), "when" | "while" | "as" | "after" | "before" | "since" | "although" | "though")
            && !(first..comma).any(|i| i > first && self.tag(i) == Tag::Comma)
        {
            return None;
        }
        let begin = match self.cues[..self.at].last() {
            Some(before) if before.verb_kind() == Some(SpeechKind::Say) && before.takes(Frames::CLAUSE) => {
                let joint =
                    (before.tokens.end..comma).rev().find(|&i| self.lower(i) == ";" || self.tag(i) == Tag::Cc && self.tag(i - 1) == Tag::Comma);
                joint.map_or(first, |j| j + 1)
            }
            _ => first,
        };
        // "Berg, Keller agree on a bridge": a name before a comma was not said by the next.
        if begin < comma && !as_clause && !self.has_verb(begin..comma) && self.begins_phrase(self.cue.tokens.end) {
            return None;
        }
        let part = self.is_part(begin..comma);
        // "In May, she said, the ships came."
        let in_passing = part && after + 1 < self.end() && self.tag(after) == Tag::Comma && self.quote(after).is_none();
        if begin >= comma || !(begin..comma).any(|i| self.outline.doc.tokens[i].pos != Pos::Punct) || !as_clause && !in_passing && part {
            return None;
        }
        let mut pieces: Vec<Range<usize>> = std::iter::once(begin..comma).collect();
        if after < self.end() && self.tag(after) == Tag::Comma && after + 1 < self.end() {
            let next = after + 1;
            let goes_on = in_passing
                || as_clause
                || !matches!(self.tag(next), Tag::Vbg | Tag::Cc | Tag::Wp | Tag::Wdt | Tag::In | Tag::Wrb) && self.parenthetical();
            if goes_on && !self.is_source(next) {
                pieces.push(self.until_end(next));
            }
        }
        Some(pieces)
    }

    /// Whether from `at` on stand only the source and the cue of another report: "..., said the minister, the agency reported".
    fn is_source(&self, at: usize) -> bool {
        let named = |i: usize| self.quote(i).is_none() && (in_noun_phrase(self.tag(i)) || matches!(self.tag(i), Tag::In | Tag::Comma));
        let closes = |c: &Cue| c.group > at && c.tokens.end >= self.last() && c.takes(Frames::CLAUSE) && (at..c.group).all(named);
        self.cues[self.at + 1..].iter().any(closes)
    }

    /// Whether the tree hangs the cue inside the clause that it interrupts.
    fn parenthetical(&self) -> bool {
        let doc = self.outline.doc;
        let token = &doc.tokens[self.cue.word];
        token.head > self.cue.word || doc.children_by(self.cue.word, &[Dep::Ccomp]).any(|c| c > self.cue.word)
    }

    /// "According to X, ...", "..., according to X", "..., according to X, ...".
    fn according(&self) -> Option<Vec<Range<usize>>> {
        let first = self.sentence.tokens.start;
        let source_end = self.speaker?.tokens.end.max(self.cue.tokens.end);
        let before = first..self.cue.word;
        let said_before = before.clone().any(|i| self.outline.doc.tokens[i].pos != Pos::Punct && self.tag(i) != Tag::Cc);
        if !said_before {
            let mut comma = (source_end..self.end()).find(|&i| self.tag(i) == Tag::Comma || self.quote(i).is_some())?;
            if comma + 1 < self.end() && matches!(self.tag(comma + 1), Tag::Wdt | Tag::Wp) {
                // What looked like an apposition to the source was the subject of the clause.
                comma = (self.cue.tokens.end..source_end).rev().find(|&i| self.tag(i) == Tag::Comma).unwrap_or(comma);
            }
            let start = if self.quote(comma).is_some() { comma } else { comma + 1 };
            return Some(std::iter::once(start..self.last()).collect());
        }
        let mut pieces = vec![before];
        if source_end + 1 < self.end() && self.tag(source_end) == Tag::Comma && self.outline.doc.tokens[self.cue.word].head > self.cue.word {
            pieces.push(source_end + 1..self.last());
        }
        Some(pieces)
    }

    /// The hearer's noun phrase and the first token behind the cue, its hearer and its circumstances (a day, a place, an adverb).
    fn after_cue(&self, frames: Frames) -> (Option<Range<usize>>, usize) {
        let doc = self.outline.doc;
        let mut at = self.cue.tokens.end;
        let mut addressee = None;
        if let Some(s) = self.speaker.filter(|s| s.tokens.start == at) {
            at = s.tokens.end;
        }
        let complement = self.complement(at).map_or(self.end(), |c| self.outline.subtree(c).start);
        while at < self.end() {
            if let Some(q) = self.quote(at) {
                if !self.is_title(q) {
                    break;
                }
                at = self.outline.quotes[q].outer.end;
                continue;
            }
            let token = &doc.tokens[at];
            let child = doc.children(self.cue.word).find(|&c| c > self.cue.word && self.outline.subtree(c).start == at);
            let span = child
                .map(|c| self.outline.subtree(c))
                .filter(|s| s.end <= self.end() && s.clone().all(|i| self.quote(i).is_none_or(|q| self.is_title(q))));
            let time = doc.name_at(at).filter(|n| matches!(n.label, NameLabel::Date | NameLabel::Time));
            if let Some(name) = time.filter(|n| n.tokens.start == at && child.is_none_or(|c| doc.tokens[c].dep == Dep::Npadvmod)) {
                at = name.tokens.end;
            } else if matches!(token.tag, Tag::Rb | Tag::Rp) && token.head == self.cue.word {
                at += 1;
            } else if let (Some(c), Some(span)) = (child, span) {
                let dep = doc.tokens[c].dep;
                let hearer = addressee.is_none() && frames.has(Frames::HEARER) && matches!(dep, Dep::Dobj | Dep::Dative | Dep::Nsubj);
                // A circumstance that swallowed the clause: "told reporters on Friday that".
                let that = span.clone().find(|&i| i > at && doc.tokens[i].lower == "that" && doc.tokens[i].tag == Tag::In);
                let circumstance = matches!(dep, Dep::Prep | Dep::Npadvmod | Dep::Advmod) && !frames.has(Frames::OBJECT);
                if let Some(that) = that.filter(|_| circumstance && frames.has(Frames::CLAUSE)) {
                    at = that;
                    break;
                }
                if hearer && opens_noun_phrase(token.tag) {
                    let clause = doc.children_by(c, &[Dep::Relcl, Dep::Acl, Dep::Ccomp]).find(|&k| k > c);
                    let end = clause.map_or(span.end, |k| self.outline.subtree(k).start);
                    addressee = Some(at..end);
                    at = end;
                } else if matches!(dep, Dep::Dative | Dep::Prep) && token.lower == "to" {
                    addressee = addressee.or(Some(at + 1..span.end));
                    at = span.end;
                } else if circumstance && span.end <= complement.max(at) && span.end - at < 25 {
                    at = span.end;
                } else {
                    break;
                }
            } else if frames.has(Frames::HEARER) && addressee.is_none() && matches!(token.tag, Tag::Prp) && at == self.cue.tokens.end {
                addressee = Some(at..at + 1);
                at += 1;
            } else {
                break;
            }
        }
        (addressee, at)
    }
}
