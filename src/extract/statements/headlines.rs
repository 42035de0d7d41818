//! Speech that only a colon or a dash announces: headlines ("Poll: ...", "... - expert") and transcripts ("PENCE: ...").

use super::cues::{Cue, CueKind};
use super::draft::{Draft, Speaker};
use super::outline::{Outline, is_verb};
use crate::types::{Pos, Tag};

/// The longest source before a colon.
const SOURCE: usize = 6;

/// The statement that a sentence makes by a colon or dash alone.
pub fn find(outline: &Outline<'_>, index: usize, cues: &[Cue], out: &mut Vec<Draft>) {
    let sentence = &outline.sentences[index];
    let doc = outline.doc;
    let (start, end) = (sentence.tokens.start, sentence.tokens.end);
    let block_start = doc.blocks[sentence.block].0.start;
    if sentence.within.is_some() || start != block_start || cues.first().is_some_and(|c| c.word < start + SOURCE) {
        return;
    }
    let Some(colon) = (start + 1..end.min(start + SOURCE + 1)).find(|&i| doc.form(i) == ":") else { return };
    let source = start..colon;
    let named = source.clone().all(|i| {
        let t = &doc.tokens[i];
        outline.quote_at(i).is_none()
            && !is_verb(t.tag)
            && matches!(t.pos, Pos::Propn | Pos::Noun | Pos::Adj | Pos::Punct | Pos::Part | Pos::Num | Pos::Det)
    });
    let capital = doc.form(start).starts_with(char::is_uppercase);
    if !named || !capital || colon + 2 >= end {
        return;
    }
    let head = source.clone().rev().find(|&i| matches!(doc.tokens[i].tag, Tag::Nnp | Tag::Nnps | Tag::Nn | Tag::Nns)).unwrap_or(source.start);
    let cue = Cue { word: colon, tokens: colon..colon + 1, group: colon, kind: CueKind::Mark, passive: false };
    out.push(Draft {
        sentence: index,
        speaker: Some(Speaker { tokens: source, head, referent: head }),
        cue: Some(cue),
        addressee: None,
        pieces: std::iter::once(colon + 1..end).collect(),
    });
}
