//! Content where the tree does not show it: behind circumstances that swallowed the clause, or in front of the relative clause of its cue.

use std::ops::Range;

use super::content::{GAP, LONG, Search};
use super::outline::is_verb;
use super::speakers::opens_noun_phrase;
use crate::types::{Dep, NameLabel, Pos, Tag};

impl Search<'_> {
    /// "Quoted" of "the agency quoted her as saying", where the cue is "saying".
    pub(super) fn quoting_verb(&self) -> Option<usize> {
        let as_word = self.cue.group.checked_sub(1).filter(|&i| i > self.sentence.tokens.start && self.lower(i) == "as")?;
        let verb = self.outline.doc.tokens[as_word].head;
        let participle = self.tag(self.cue.word) == Tag::Vbg && verb < as_word && is_verb(self.tag(verb));
        (participle && verb >= self.sentence.tokens.start && self.quote(verb).is_none()).then_some(verb)
    }

    /// Where the clause of that verb begins.
    pub(super) fn quoting_start(&self, verb: usize) -> usize {
        let doc = self.outline.doc;
        let subject = doc.children_by(verb, &[Dep::Nsubj, Dep::Nsubjpass]).map(|s| self.outline.subtree(s).start..=s).next();
        // A parser that took the words before for a part of the subject has a comma or a quotation in it.
        let open = |&i: &usize| self.quote(i).is_none() && self.tag(i) != Tag::Comma;
        subject.and_then(|s| s.rev().take_while(open).last()).map_or(verb, |s| s.max(self.sentence.tokens.start))
    }

    pub(super) fn opens_object(&self, at: usize) -> bool {
        let participle = matches!(self.tag(at), Tag::Vbn | Tag::Vbg) && self.outline.doc.tokens[at].dep == Dep::Amod;
        // "Joked about moving", "spoke of how they met": behind a preposition of the cue stands a clause, too.
        let clause = self.cue.tokens.len() > 1 && matches!(self.tag(at), Tag::Vbg | Tag::Wrb | Tag::Wp);
        opens_noun_phrase(self.tag(at)) || participle || clause
    }

    /// Whether the object of the cue is called something: `called her a liar`, `called the plan "dead"`.
    pub(super) fn names_its_object(&self, after: usize) -> bool {
        let doc = self.outline.doc;
        let names = [Dep::Oprd, Dep::Ccomp, Dep::Xcomp, Dep::Attr, Dep::Acomp];
        doc.children_by(self.cue.word, &names).any(|c| c >= after) || (after..self.end()).any(|i| self.quote(i).is_some())
    }

    /// An infinitive's verb, an opening mark before it allowed: `told them to "stay home"`.
    pub(super) fn bare_verb(&self, at: usize) -> bool {
        let at = self.quote(at).map_or(at, |q| at.max(self.outline.quotes[q].inner.start));
        at < self.end() && self.tag(at) == Tag::Vb
    }

    /// Whether with token `i` before it a second quotation goes on with the first: `"...," he said, but "..."`.
    pub(super) fn sets_off(&self, i: usize) -> bool {
        let joins = self.tag(i) == Tag::Cc && self.tag(i - 1) == Tag::Comma;
        matches!(self.tag(i), Tag::Comma | Tag::Colon | Tag::Period) || self.lower(i) == "that" || joins
    }

    /// Whether a phrase says nothing by itself: "in a speech", "last week".
    pub(super) fn is_part(&self, phrase: Range<usize>) -> bool {
        let begin = phrase.start;
        let clause = |i: usize| self.quote(i).is_some() || matches!(self.tag(i), Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md);
        let opens = matches!(self.tag(begin), Tag::In | Tag::Vbg | Tag::Vbn | Tag::To | Tag::Rb | Tag::Rbr);
        let time = self.outline.doc.name_at(begin).is_some_and(|n| matches!(n.label, NameLabel::Date | NameLabel::Time));
        !phrase.clone().any(clause) && (opens || time)
    }

    /// "The bridge, which the mayor said was closed": what "which" stands for is the subject or object of what was said.
    pub(super) fn antecedent(&self, pieces: &[Range<usize>]) -> Option<Range<usize>> {
        let doc = self.outline.doc;
        let speaker = self.speaker?;
        let first = pieces.first().filter(|p| p.start > self.cue.word)?.start;
        let open = matches!(self.tag(first), Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md | Tag::Vbg | Tag::To);
        let relative = speaker.tokens.start.checked_sub(1).filter(|&i| matches!(self.lower(i), "which" | "that"))?;
        let clause = std::iter::once(self.cue.word).chain(doc.ancestors(self.cue.word).take(4)).find(|&a| doc.tokens[a].dep == Dep::Relcl)?;
        let noun = doc.tokens[clause].head;
        let start = self.outline.subtree(noun).start;
        let visible = start >= self.sentence.tokens.start && (start..=noun).all(|i| self.quote(i).is_none());
        (open && noun < relative && visible).then_some(start..noun + 1)
    }

    /// "Said on the radio that": the clause stands behind circumstances that the parser took it for a part of.
    pub(super) fn that_clause_behind(&self, after: usize) -> Option<Range<usize>> {
        let title = |q: usize| self.outline.quotes[q].words <= LONG;
        let window = after..self.end().min(after + GAP);
        let open = |i: usize| self.quote(i).is_none_or(title) && !matches!(self.tag(i), Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md);
        let at = window.take_while(|&i| open(i)).find(|&i| self.lower(i) == "that" && matches!(self.tag(i), Tag::In | Tag::Wdt))?;
        let circumstance = matches!(self.tag(after), Tag::In | Tag::Rb | Tag::Nnp | Tag::Comma | Tag::Dt | Tag::Jj) || self.lower(after) == "to";
        let clause = opens_noun_phrase(self.tag(at + 1)) && (self.tag(at) == Tag::In || self.has_own_subject(at));
        (circumstance && at + 2 < self.end() && clause).then(|| self.until_end(at))
    }

    /// Whether the clause that "that" opens has a subject behind it: no relative clause about a subject.
    fn has_own_subject(&self, that: usize) -> bool {
        let doc = self.outline.doc;
        let verb = doc.tokens[that].head;
        verb > that && doc.children_by(verb, &[Dep::Nsubj, Dep::Nsubjpass]).any(|s| s > that)
    }

    /// Whether a quotation is the name of a work or programme within a circumstance: "said on the channel's "Morning News" that".
    pub(super) fn is_title(&self, q: usize) -> bool {
        let quote = &self.outline.quotes[q];
        let before = quote.outer.start - 1;
        let small = |i: usize| matches!(self.tag(i), Tag::In | Tag::Dt | Tag::Cc | Tag::To);
        before >= self.cue.tokens.end
            && matches!(self.tag(before), Tag::Pos | Tag::In | Tag::Dt | Tag::Nn | Tag::Nnp | Tag::PrpS)
            && quote.words <= LONG
            && quote
                .inner
                .clone()
                .all(|i| small(i) || self.outline.doc.tokens[i].pos == Pos::Punct || self.outline.doc.form(i).starts_with(char::is_uppercase))
    }

    /// Whether a prepositional phrase that is none of time follows: what the cue is about.
    pub(super) fn begins_phrase(&self, at: usize) -> bool {
        let is_time = |at: usize| self.outline.doc.name_at(at).is_some_and(|n| matches!(n.label, NameLabel::Date | NameLabel::Time));
        at + 1 < self.end() && self.tag(at) == Tag::In && !is_time(at + 1)
    }

    /// Whether a noun phrase with a finite verb behind it begins here.
    pub(super) fn begins_clause(&self, at: usize) -> bool {
        if !opens_noun_phrase(self.tag(at)) && self.quote(at).is_none() {
            return false;
        }
        (at..self.end().min(at + 12))
            .take_while(|&i| {
                !matches!(self.tag(i), Tag::Comma | Tag::Period | Tag::Wdt | Tag::Wp | Tag::Wrb | Tag::Cc)
                    && (self.tag(i) != Tag::In || self.lower(i) == "of")
            })
            .any(|i| matches!(self.tag(i), Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md))
    }
}
