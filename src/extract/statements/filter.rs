//! Which drafts are statements of somebody: not the reporter's own wants and doubts, not the asides of a speaker inside a quotation.

use super::cues::{Cue, CueKind};
use super::draft::{Draft, Speaker};
use super::outline::Outline;
use super::speakers::is_finite;
use crate::knowledge::speech::{Frames, SpeechKind};
use crate::types::{BlockKind, Dep, Entities, Pos, Tag};

/// The drafts of one sentence that are statements: direct quotations, and reports whose speaker is an actor.
pub fn statements(outline: &Outline<'_>, entities: &Entities, drafts: Vec<Draft>) -> Vec<Draft> {
    let mut filter = Filter { outline, entities, drafts: &drafts, kept: vec![None; drafts.len()] };
    let kept: Vec<bool> = (0..drafts.len()).map(|at| filter.keeps(at)).collect();
    drafts.into_iter().zip(kept).filter_map(|(draft, kept)| kept.then_some(draft)).collect()
}

/// Decides on the drafts of a sentence. Whether one is a statement can depend on whether others are, so each decision is made once.
struct Filter<'a> {
    outline: &'a Outline<'a>,
    entities: &'a Entities,
    drafts: &'a [Draft],
    kept: Vec<Option<bool>>,
}

impl Filter<'_> {
    fn keeps(&mut self, at: usize) -> bool {
        if let Some(kept) = self.kept[at] {
            return kept;
        }
        // Two that retell each other would ask in a circle.
        self.kept[at] = Some(false);
        let (outline, drafts) = (self.outline, self.drafts);
        let draft = &drafts[at];
        // Inside of quoted words, and where nobody is named, there is no outer report.
        let reports = draft.speaker.is_some() && outline.sentences[draft.sentence].within.is_none();
        let kept = is_statement(outline, self.entities, draft, drafts)
            && !(reports && (0..drafts.len()).any(|other| is_retold(outline, draft, &drafts[other]) && self.keeps(other)));
        self.kept[at] = Some(kept);
        kept
    }
}

/// Whether a draft is a statement if nobody else's report is all of it. `others` are the drafts of the same sentence.
fn is_statement(outline: &Outline<'_>, entities: &Entities, draft: &Draft, others: &[Draft]) -> bool {
    let doc = outline.doc;
    let Some(cue) = &draft.cue else { return true };
    if draft.pieces.is_empty() {
        return draft.speaker.is_some();
    }
    let within = outline.sentences[draft.sentence].within.is_some();
    let quoted = draft.pieces.iter().any(|p| outline.quote_at(p.start).is_some());
    let Some(speaker) = &draft.speaker else { return quoted && !within && cue.verb_kind() == Some(SpeechKind::Say) && !is_purpose(outline, cue) };
    let head = &doc.tokens[speaker.head];
    let kind = match cue.kind {
        CueKind::Verb(kind, _) => kind,
        _ => SpeechKind::Say,
    };
    // "That said", "all told".
    if head.tag == Tag::Dt && speaker.referent == speaker.head && matches!(head.lower.as_str(), "that" | "this" | "all") {
        return false;
    }
    if within {
        // What a speaker says of others' words is theirs; his "I think", "you know", "they say" is not.
        return matches!(head.tag, Tag::Nnp | Tag::Nnps)
            && kind == SpeechKind::Say
            && cue.takes(Frames::CLAUSE)
            && !cue.takes(Frames::TO)
            && doc.tokens[cue.word].tag != Tag::Vb;
    }
    let holds = |o: &Draft| o.cue.as_ref().is_some_and(|c| c.word != cue.word) && o.pieces.iter().any(|p| p.contains(&cue.word));
    let nested = others.iter().any(|o| o.speaker.is_some() && holds(o) && !is_retold(outline, o, draft));
    // "Berg, Keller agree on a bridge": the object of a headline's verb is what was done.
    // So is that of a clause that only describes: "Berg, who condemned the plan, will speak".
    if is_object(outline, draft) && (is_headline(outline, draft) || speaker.referent != speaker.head) {
        return false;
    }
    // "May request arms", "has not called it a coup": nothing was said.
    if is_object(outline, draft) && is_unreal(outline, cue) || nested && is_ahead(outline, cue) {
        return false;
    }
    let reports = match kind {
        SpeechKind::Say => {
            !nested
                || (cue.kind != CueKind::Noun || matches!(head.tag, Tag::Nnp | Tag::Nnps))
                    && !is_object(outline, draft)
                    && !is_infinitive(outline, draft)
                    && can_speak(outline, entities, speaker)
        }
        SpeechKind::Act => (!nested || matches!(head.tag, Tag::Nnp | Tag::Nnps)) && !matches!(head.lower.as_str(), "i" | "you"),
        SpeechKind::Belief => {
            let thing = matches!(head.tag, Tag::Nn) && !can_speak(outline, entities, speaker);
            !nested && !thing && !matches!(head.lower.as_str(), "i" | "you" | "it")
        }
        SpeechKind::Show => {
            !nested
                && doc.children_by(cue.word, &[Dep::Ccomp]).any(|c| {
                    c > cue.word
                        && doc.child(c, Dep::Nsubj).is_some_and(|s| !doc.tokens[s].lower.ends_with("self"))
                        && (is_finite(doc.tokens[c].tag) || doc.child(c, Dep::Aux).is_some())
                })
        }
        SpeechKind::Intent | SpeechKind::Utter => false,
    };
    let thing = matches!(head.lower.as_str(), "it" | "that" | "which" | "this" | "these" | "those");
    let speaks = match kind {
        // "Banners welcoming the guest" say nothing.
        SpeechKind::Act => {
            let modifies = doc.tokens[cue.word].dep == Dep::Acl && head.pos == Pos::Noun;
            !thing && !modifies || can_speak(outline, entities, speaker)
        }
        _ => !is_object(outline, draft) || can_speak(outline, entities, speaker),
    };
    reports && speaks && !is_purpose(outline, cue)
}

/// Whether a draft stands in a headline: a block that is marked as one, or a sentence without a full stop that fills its block.
fn is_headline(outline: &Outline<'_>, draft: &Draft) -> bool {
    let sentence = &outline.sentences[draft.sentence];
    let (block, kind) = &outline.doc.blocks[sentence.block];
    let whole = block.len() <= sentence.tokens.len() + 1 && outline.doc.tokens[sentence.tokens.end - 1].pos != Pos::Punct;
    whole || matches!(kind, BlockKind::Headline | BlockKind::Heading)
}

/// "To say so": an infinitive that does not say that anything was said.
fn is_purpose(outline: &Outline<'_>, cue: &Cue) -> bool {
    let doc = outline.doc;
    let token = &doc.tokens[cue.word];
    let infinitive = token.tag == Tag::Vb && cue.word > 0 && doc.tokens[cue.word - 1].tag == Tag::To;
    let goes_on = doc.tokens[token.head].lemma == "go";
    infinitive && !goes_on && matches!(token.dep, Dep::Advcl | Dep::Acl | Dep::Relcl | Dep::Pcomp | Dep::Csubj)
}

/// Whether the cue is possible only, or denied.
fn is_unreal(outline: &Outline<'_>, cue: &Cue) -> bool {
    let word = |i: usize| outline.doc.tokens[i].lower.as_str();
    (cue.group..cue.word).any(|i| matches!(word(i), "may" | "might" | "could" | "can" | "not" | "n't" | "n’t" | "never"))
}

/// Whether the cue is still to come: "said that she would urge", "will ask".
fn is_ahead(outline: &Outline<'_>, cue: &Cue) -> bool {
    (cue.group..cue.word).any(|i| outline.doc.tokens[i].tag == Tag::Md)
}

/// Words that the outer report of a report may have beside the inner one: a day, a connective.
const BESIDE: usize = 2;

/// Whether what a draft reports is somebody else's report and nothing more: then it is that source's statement.
fn is_retold(outline: &Outline<'_>, outer: &Draft, inner: &Draft) -> bool {
    let (Some(outer_cue), Some(cue), Some(speaker)) = (&outer.cue, &inner.cue, &inner.speaker) else { return false };
    let reports = match cue.kind {
        CueKind::According => true,
        CueKind::Verb(SpeechKind::Say, _) => is_finite(outline.doc.tokens[cue.word].tag) && outline.doc.tokens[cue.word].tag != Tag::Vb,
        _ => false,
    };
    if !reports || cue.passive || is_ahead(outline, cue) {
        return false;
    }
    let holds = |d: &Draft, i: usize| d.pieces.iter().any(|p| p.contains(&i));
    if !holds(outer, cue.word) || holds(inner, outer_cue.word) || outline.doc.tokens[speaker.head].pos == Pos::Pron {
        return false;
    }
    let told = |i: usize| {
        speaker.tokens.contains(&i) || (cue.group..cue.tokens.end).contains(&i) || inner.addressee.as_ref().is_some_and(|a| a.contains(&i))
    };
    let word = |i: usize| !matches!(outline.doc.tokens[i].pos, Pos::Punct | Pos::Space);
    let mut beside = 0;
    for piece in &outer.pieces {
        let mut at = piece.start;
        while at < piece.end {
            let inside = inner.pieces.iter().find(|p| p.contains(&at));
            beside += usize::from(inside.is_none() && word(at) && !told(at));
            if beside > BESIDE {
                return false;
            }
            at = inside.map_or(at + 1, |p| p.end);
        }
    }
    true
}

/// Whether what was said is worded as an infinitive ("agreed to go").
fn is_infinitive(outline: &Outline<'_>, draft: &Draft) -> bool {
    draft.pieces.first().is_some_and(|p| outline.doc.tokens[p.start].tag == Tag::To)
}

/// Whether what was said is worded as a noun phrase ("denied the charge").
fn is_object(outline: &Outline<'_>, draft: &Draft) -> bool {
    let doc = outline.doc;
    let Some(cue) = draft.cue.as_ref().filter(|c| c.takes(Frames::OBJECT)) else { return false };
    let Some(piece) = draft.pieces.first().filter(|p| p.start >= cue.word && outline.quote_at(p.start).is_none()) else { return false };
    let clause = doc.children_by(cue.word, &[Dep::Ccomp, Dep::Xcomp]).any(|c| piece.contains(&c));
    !clause && doc.tokens[piece.start].lower != "that"
}

/// Whether a noun phrase names somebody who can speak: an actor, or a name or personal pronoun that was not resolved.
fn can_speak(outline: &Outline<'_>, entities: &Entities, speaker: &Speaker) -> bool {
    let head = &outline.doc.tokens[speaker.referent];
    let named = matches!(head.tag, Tag::Nnp | Tag::Nnps | Tag::Wp) || matches!(head.lower.as_str(), "he" | "she" | "they" | "who");
    named || entities.covering(speaker.referent).iter().any(|m| entities.list[m.entity].kind.is_actor())
}
