//! Drafts to statements: content spans without marks and loose punctuation, mode, speaker, addressee and whom it is about.

use std::ops::Range;

use super::about::about;
use super::confidence;
use super::draft::Draft;
use super::outline::Outline;
use super::who::{self, Who};
use crate::knowledge::Knowledge;
use crate::types::{ByteSpan, Entities, EntityIndex, Pos, Statement, StatementMode};

/// The statements of drafts, in the same order; joint speakers give one each.
pub fn statements(outline: &Outline<'_>, entities: &Entities, knowledge: &Knowledge, drafts: Vec<Draft>) -> Vec<Statement> {
    let doc = outline.doc;
    let mut out: Vec<Statement> = Vec::new();
    let mut who = Who::new(outline, entities, &drafts);
    for draft in drafts {
        let pieces: Vec<Range<usize>> = draft.pieces.iter().map(|p| trim(outline, p.clone())).filter(|p| !p.is_empty()).collect();
        let said = |p: &Range<usize>| p.clone().any(|i| doc.form(i).chars().any(char::is_alphanumeric));
        if !pieces.iter().any(said) {
            continue;
        }
        let content: Vec<ByteSpan> = pieces.iter().map(|p| doc.span(p.clone())).collect();
        let mode = mode(outline, &pieces);
        let cue = draft.cue.as_ref().map(|c| c.tokens.clone());
        let addressee = draft.addressee.as_ref().and_then(|a| who::of_phrase(outline, entities, a.clone()));
        let speakers = who.next(&draft);
        let grounds = confidence::grounds(outline, &draft, &pieces, mode, !speakers.is_empty());
        let tokens = draft.speaker.map(|s| s.tokens);
        // A statement is no surer than the link from its speaker's words to the speaker.
        let link = |speaker: Option<EntityIndex>| {
            let beside = tokens.iter().flat_map(|range| entities.within(range.clone())).filter(|mention| Some(mention.entity) == speaker);
            beside.map(|mention| f64::from(mention.confidence)).reduce(f64::max).unwrap_or(1.0)
        };
        let mut make = |speaker: Option<EntityIndex>| {
            out.push(Statement {
                speaker,
                speaker_tokens: tokens.clone(),
                cue: cue.clone(),
                mode,
                addressee,
                content: content.clone(),
                about: about(outline, entities, &pieces, speaker),
                confidence: (knowledge.sureness.confidence(&grounds) * link(speaker) * 100.0).round() / 100.0,
                grounds: grounds.clone(),
            });
        };
        if speakers.is_empty() {
            make(None);
        }
        for speaker in speakers {
            make(Some(speaker));
        }
    }
    out
}

fn mode(outline: &Outline<'_>, pieces: &[Range<usize>]) -> StatementMode {
    let quoted = |i: usize| outline.quote_at(i).is_some();
    let words = |p: &Range<usize>| p.clone().filter(|&i| !matches!(outline.doc.tokens[i].pos, Pos::Punct | Pos::Space)).collect::<Vec<_>>();
    let all: Vec<usize> = pieces.iter().flat_map(words).collect();
    match (all.iter().any(|&i| quoted(i)), all.iter().all(|&i| quoted(i))) {
        (true, true) => StatementMode::Direct,
        (true, false) => StatementMode::Mixed,
        _ => StatementMode::Indirect,
    }
}

/// Without commas, colons and white space at the ends; a quotation's own full stop stays.
fn trim(outline: &Outline<'_>, mut piece: Range<usize>) -> Range<usize> {
    let doc = outline.doc;
    // All of one quotation: its closing mark is none of the words.
    if let Some(quote) = outline.quote_at(piece.start).map(|q| &outline.quotes[q]).filter(|q| piece == (q.inner.start..q.outer.end)) {
        piece.end = quote.inner.end;
    }
    let loose = |i: usize| {
        let form = doc.form(i);
        doc.tokens[i].pos == Pos::Space || matches!(form, "," | ":" | ";" | "–" | "—" | "-") || form == "." && outline.quote_at(i).is_none()
    };
    while !piece.is_empty() && loose(piece.start) {
        piece.start += 1;
    }
    while !piece.is_empty() && loose(piece.end - 1) {
        piece.end -= 1;
    }
    piece
}
