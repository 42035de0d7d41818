//! How sure a statement is: what can be seen of it (the word of saying, the order, the marks, how the speaker was found), weighed by
//! `data/calibration/statements.tsv`.

use std::ops::Range;

use super::cues::{Cue, CueKind};
use super::draft::{Draft, Speaker};
use super::outline::Outline;
use crate::knowledge::speech::{Frames, SpeechKind};
use crate::types::{StatementMode, Tag};

/// Contents longer than this often hold the reporter's words too.
const LONG: usize = 40;

/// What can be seen of a statement, as names of the calibration table, one of each group (`group:value`).
pub fn grounds(outline: &Outline<'_>, draft: &Draft, pieces: &[Range<usize>], mode: StatementMode, resolved: bool) -> Vec<&'static str> {
    let words: usize = pieces.iter().map(ExactSizeIterator::len).sum();
    let mut out = vec![cue(outline, draft.cue.as_ref())];
    out.push(match mode {
        StatementMode::Direct => "marks:all",
        StatementMode::Mixed => "marks:some",
        StatementMode::Indirect => "marks:none",
    });
    out.push(order(outline, draft, pieces));
    out.push(draft.speaker.as_ref().map_or("speaker:none", |s| speaker(outline, s)));
    if let (Some(s), Some(c)) = (&draft.speaker, &draft.cue) {
        out.push(distance(outline, s, c));
    }
    if draft.cue.as_ref().is_some_and(|c| weak(outline, c)) {
        out.push("cue:unreal");
    }
    if outline.sentences[draft.sentence].within.is_some() {
        out.push("place:quoted");
    }
    if words > LONG {
        out.push("length:long");
    } else if words < 4 {
        out.push("length:short");
    }
    if draft.speaker.is_some() && !resolved {
        out.push("actor:none");
    }
    out
}

fn cue(outline: &Outline<'_>, cue: Option<&Cue>) -> &'static str {
    let Some(cue) = cue else { return "word:none" };
    match cue.kind {
        CueKind::According => "word:according",
        CueKind::InTheirWords | CueKind::Noun => "word:noun",
        CueKind::Mark => "word:mark",
        CueKind::Verb(kind, frames) => match (kind, outline.doc.tokens[cue.word].lemma.as_str()) {
            (SpeechKind::Say, "say" | "tell") => "word:say",
            (SpeechKind::Say, _) if frames.has(Frames::CLAUSE) => "word:clause-verb",
            (SpeechKind::Say, _) => "word:quote-verb",
            (SpeechKind::Act, _) => "word:act-verb",
            _ => "word:belief-verb",
        },
    }
}

fn order(outline: &Outline<'_>, draft: &Draft, pieces: &[Range<usize>]) -> &'static str {
    let (Some(cue), Some(first)) = (&draft.cue, pieces.first()) else { return "order:continued" };
    if first.start < cue.word {
        return if pieces.len() > 1 { "order:broken" } else { "order:content-cue" };
    }
    if outline.quote_at(first.start).is_some_and(|q| outline.quotes[q].inner.start >= first.start) {
        return "order:cue-quotation";
    }
    match outline.doc.tokens[first.start].tag {
        Tag::In | Tag::Wdt if outline.doc.tokens[first.start].lower == "that" => "order:cue-that",
        Tag::To => "order:cue-to",
        _ if cue.takes(Frames::CLAUSE) => "order:cue-clause",
        _ => "order:cue-object",
    }
}

fn speaker(outline: &Outline<'_>, speaker: &Speaker) -> &'static str {
    let head = &outline.doc.tokens[speaker.head];
    match head.tag {
        Tag::Wdt | Tag::Wp => "speaker:relative",
        Tag::Nnp | Tag::Nnps => "speaker:name",
        Tag::Prp | Tag::PrpS if matches!(head.lower.as_str(), "he" | "she") => "speaker:he-she",
        Tag::Prp | Tag::PrpS | Tag::Dt => "speaker:pronoun",
        _ => "speaker:noun",
    }
}

fn distance(outline: &Outline<'_>, speaker: &Speaker, cue: &Cue) -> &'static str {
    let between = if speaker.tokens.start > cue.word { cue.tokens.end..speaker.tokens.start } else { speaker.tokens.end..cue.group };
    let clause = |i: usize| super::outline::is_verb(outline.doc.tokens[i].tag);
    match between.len() {
        0 => "source:beside",
        _ if between.clone().any(clause) => "source:shared",
        1..=3 => "source:near",
        _ => "source:apart",
    }
}

/// A cue that is infinitive, modal or negated.
fn weak(outline: &Outline<'_>, cue: &Cue) -> bool {
    let token = |i: usize| &outline.doc.tokens[i];
    (cue.group..cue.word).any(|i| matches!(token(i).tag, Tag::Md | Tag::To) || matches!(token(i).lower.as_str(), "not" | "n't" | "never"))
}
