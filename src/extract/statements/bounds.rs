//! Where reported words end: the reporter's own words that follow them in the sentence are left out.

use std::ops::Range;

use super::content::Search;
use super::cues::CueKind;
use crate::knowledge::speech::{Frames, SpeechKind};
use crate::types::{Dep, Pos, Tag};

/// The longest clause whose end is looked for word by word.
const WINDOW: usize = 300;

impl Search<'_> {
    /// The end of the sentence without its full stop.
    pub(super) fn last(&self) -> usize {
        let mut end = self.end();
        while end > self.sentence.tokens.start && self.quote(end - 1).is_none() && matches!(self.tag(end - 1), Tag::Period | Tag::Colon | Tag::Comma)
        {
            end -= 1;
        }
        end
    }

    /// From `start` to where the reported words end.
    pub(super) fn until_end(&self, start: usize) -> Range<usize> {
        let mut end = self.last().max(start);
        let word = self.cue.word;
        // A cue in a subordinate clause reports no more than its clause holds.
        let subordinate = matches!(self.outline.doc.tokens[word].dep, Dep::Advcl | Dep::Relcl | Dep::Acl | Dep::Pcomp | Dep::Csubj)
            || self.cue.kind == CueKind::Noun;
        let clause_end = self.outline.subtree(word).end;
        if subordinate && clause_end > start + 1 {
            end = end.min(clause_end);
        }
        if let Some(cut) =
            (start + 2..end.min(start + WINDOW)).find(|&i| (self.quote(i).is_none() || self.lower(i - 1) == ":") && self.ends_before(i, start))
        {
            end = cut;
        }
        while end > start && self.quote(end - 1).is_none() && matches!(self.tag(end - 1), Tag::Comma | Tag::Cc | Tag::Colon) {
            end -= 1;
        }
        // A quotation that the clause enters belongs to it whole.
        if let Some(q) = end.checked_sub(1).filter(|&i| i >= start).and_then(|i| self.quote(i)) {
            end = end.max(self.outline.quotes[q].outer.end);
        }
        start..end
    }

    /// Whether with token `i` the reporter speaks again (as counted on marked articles): a relative clause behind a
    /// comma; what is joined to the cue and not to the clause; a participle or time clause that hangs on the cue.
    fn ends_before(&self, i: usize, start: usize) -> bool {
        let lower = self.lower(i);
        let dash = matches!(self.lower(i - 1), "-" | "–" | "—" | "--") && self.outline.doc.tokens[i].start > self.outline.doc.tokens[i - 1].end;
        let comma = matches!(self.tag(i - 1), Tag::Comma) || dash || self.quote(i - 1).is_some_and(|q| self.quoted_comma(q));
        let cue_here = self.cues[self.at + 1..].iter().find(|c| c.group == i);
        let says_more = cue_here.is_some_and(|c| {
            let reports = c.verb_kind() == Some(SpeechKind::Say) && c.takes(Frames::CLAUSE);
            self.tag(c.word) == Tag::Vbg && reports || c.kind == CueKind::According
        });
        let joins = matches!(lower, "and" | "but");
        if self.quotes_on(i) {
            return false;
        }
        // What a colon adds to a clause is the reporter's, or has a cue of its own.
        if self.lower(i - 1) == ":" && self.has_verb(start..i) && self.cues[self.at + 1..].iter().any(|c| c.word >= i && c.takes(Frames::QUOTE)) {
            return true;
        }
        if self.lower(i - 1) == ";" || (comma && self.has_verb(start..i)) && self.adds(i, dash) {
            return true;
        }
        if (comma || lower == "while") && self.has_verb(start..i) && self.reports_next(if joins || lower == "while" { i + 1 } else { i }) {
            return true;
        }
        if joins && self.goes_on(i) || lower == "while" && comma && !self.closes_sentence(i) {
            return false;
        }
        if comma && (says_more || lower == "while" || matches!(lower, "which" | "who" | "whom") && self.relative_closes(i)) {
            return true;
        }
        let participle = self.tag(i) == Tag::Vbg && comma;
        let timed = matches!(lower, "after" | "before" | "when" | "while") || lower == "as" && self.tag(i) == Tag::In && self.opens_clause(i);
        (joins || participle || timed) && (self.hangs_outside(i, start) || joins && self.next_report(i))
    }

    /// Whether words are quoted from `i` on that no other cue has: they are of this report.
    fn quotes_on(&self, i: usize) -> bool {
        let quoted = (i..self.last()).find(|&k| self.quote(k).is_some_and(|q| !self.is_title(q)));
        quoted.is_some() && !self.cues[self.at + 1..].iter().any(|c| c.word >= i)
    }

    pub(super) fn has_verb(&self, mut span: Range<usize>) -> bool {
        span.any(|k| self.quote(k).is_some() || matches!(self.tag(k), Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Vbg | Tag::Md | Tag::Vb))
    }

    /// Whether what begins at `i` behind a comma or dash is the reporter's comment: a concession ("although"), an apposition that closes the
    /// sentence, or what a single dash adds.
    fn adds(&self, i: usize, dash: bool) -> bool {
        let lower = self.lower(i);
        let concedes = matches!(lower, "though" | "although") || lower == "even" && i + 1 < self.end() && self.lower(i + 1) == "though";
        let doc = self.outline.doc;
        let spaced = |k: usize| matches!(self.lower(k), "-" | "–" | "—" | "--") && doc.tokens[k].start > doc.tokens[k - 1].end;
        concedes || matches!(lower, "a" | "an" | "the") && self.appended(i) || dash && !(i..self.end()).any(spaced)
    }

    /// Whether what "and" or "but" at `i` joins is more of what was said: "that" again, a modal, or a verb that says nothing behind "but".
    fn goes_on(&self, i: usize) -> bool {
        let next = i + 1;
        if next >= self.end() {
            return false;
        }
        let cue = self.cues.iter().any(|c| c.group == next);
        let acts = matches!(self.tag(next), Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Vbn | Tag::Vb) && !cue;
        self.lower(next) == "that" && self.tag(next) == Tag::In || self.tag(next) == Tag::Md || self.lower(i) == "but" && acts
    }

    /// Whether the conjunction at `i` has a clause of its own.
    fn opens_clause(&self, i: usize) -> bool {
        let doc = self.outline.doc;
        let verb = doc.tokens[i].head;
        doc.tokens[i].dep == Dep::Mark && doc.tokens[verb].dep == Dep::Advcl && doc.tokens[verb].head == self.cue.word
    }

    /// Whether no comma follows in the sentence.
    fn closes_sentence(&self, i: usize) -> bool {
        !(i + 1..self.last()).any(|k| self.tag(k) == Tag::Comma)
    }

    /// Whether a noun phrase that nothing joins runs from `i` to the end.
    fn appended(&self, i: usize) -> bool {
        let doc = self.outline.doc;
        let head = doc.ancestors(i).take(4).find(|&a| doc.tokens[a].dep == Dep::Appos);
        head.is_some_and(|h| self.outline.subtree(h).start == i && self.outline.subtree(h).end + 1 >= self.last())
    }

    /// Whether the relative clause that begins at `i` runs to the end of the sentence, so that nothing of the content follows it.
    fn relative_closes(&self, i: usize) -> bool {
        let doc = self.outline.doc;
        let clause = doc.ancestors(i).take(8).find(|&a| doc.tokens[a].dep == Dep::Relcl);
        clause.is_none_or(|c| self.outline.subtree(c).end + 1 >= self.last())
    }

    /// "Said it was so and warned that": a cue in the same tense right behind "and" has the same speaker, not the subject of what was said.
    fn next_report(&self, i: usize) -> bool {
        let tense = self.tag(self.cue.word);
        self.cues[self.at + 1..].iter().any(|c| {
            let kind = matches!(c.verb_kind(), Some(SpeechKind::Say | SpeechKind::Act));
            let joined = tense != Tag::Vbg || self.outline.doc.tokens[c.word].head == self.cue.word;
            c.group == i + 1 && kind && self.tag(c.word) == tense && joined
        })
    }

    /// Whether a report by somebody else begins at `i`: a source, its finite cue and what it says ("..., Berg called it a shame").
    fn reports_next(&self, i: usize) -> bool {
        let doc = self.outline.doc;
        self.cues[self.at + 1..].iter().any(|c| {
            let subject = doc.child(c.word, Dep::Nsubj).filter(|&s| self.outline.subtree(s).start == i && s < c.group);
            let says =
                doc.children_by(c.word, &[Dep::Ccomp, Dep::Dobj, Dep::Xcomp, Dep::Oprd]).any(|k| k > c.word) || self.quote(c.tokens.end).is_some();
            subject.is_some_and(|s| doc.tokens[s].pos != Pos::Pron) && says && matches!(c.verb_kind(), Some(SpeechKind::Say | SpeechKind::Act))
        })
    }

    fn quoted_comma(&self, q: usize) -> bool {
        let inner = self.outline.quotes[q].inner.clone();
        self.tag(inner.end - 1) == Tag::Comma
    }

    /// Whether the phrase that begins at `i` depends on the cue or on something outside of the clause that began at `start`.
    fn hangs_outside(&self, i: usize, start: usize) -> bool {
        let doc = self.outline.doc;
        let mut at = i;
        for _ in 0..30 {
            let head = doc.tokens[at].head;
            if head == at || head == self.cue.word || head < start {
                return true;
            }
            if head < i {
                return false;
            }
            at = head;
        }
        false
    }
}
