//! Which drafts are statements of somebody: not the reporter's own wants and doubts, not the asides of a speaker inside a quotation.

use super::cues::CueKind;
use super::draft::Draft;
use super::outline::Outline;
use crate::knowledge::speech::SpeechKind;
use crate::types::{Pos, Tag};

/// Whether a draft is a statement (GUIDELINES: direct quotations, and reports whose speaker is an actor).
pub fn is_statement(outline: &Outline<'_>, draft: &Draft) -> bool {
    let doc = outline.doc;
    let Some(cue) = &draft.cue else { return true };
    let quoted = draft.pieces.iter().any(|p| outline.quote_at(p.start).is_some());
    let Some(speaker) = &draft.speaker else { return quoted && cue.verb_kind() == Some(SpeechKind::Say) };
    let head = &doc.tokens[speaker.head];
    let first_or_second = matches!(head.lower.as_str(), "i" | "we" | "you" | "us" | "me" | "’s" | "'s");
    let kind = match cue.kind {
        CueKind::Verb(kind, _) => kind,
        _ => SpeechKind::Say,
    };
    if outline.sentences[draft.sentence].within.is_some() {
        let third = matches!(head.tag, Tag::Nnp | Tag::Nnps | Tag::Nn | Tag::Nns) || matches!(head.lower.as_str(), "he" | "she" | "they");
        return third && kind == SpeechKind::Say && doc.tokens[cue.word].tag != Tag::Vb && cue.kind != CueKind::Noun;
    }
    match kind {
        SpeechKind::Intent => false,
        SpeechKind::Belief => !first_or_second && head.pos != Pos::Space,
        _ => true,
    }
}
