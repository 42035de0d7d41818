//! Drafts to statements: content spans without marks and loose punctuation, mode, speaker, addressee and whom it is about.

use std::ops::Range;

use super::draft::Draft;
use super::outline::Outline;
use crate::types::{ByteSpan, Entities, EntityIndex, Pos, Statement, StatementMode};

/// The statements of drafts, in the same order; joint speakers give one each.
pub fn statements(outline: &Outline<'_>, entities: &Entities, drafts: Vec<Draft>) -> Vec<Statement> {
    let doc = outline.doc;
    let mut out: Vec<Statement> = Vec::new();
    for draft in drafts {
        let pieces: Vec<Range<usize>> = draft.pieces.iter().map(|p| trim(outline, p.clone())).filter(|p| !p.is_empty()).collect();
        let said = |p: &Range<usize>| p.clone().any(|i| doc.form(i).chars().any(char::is_alphanumeric));
        if !pieces.iter().any(said) {
            continue;
        }
        let content: Vec<ByteSpan> = pieces.iter().map(|p| doc.span(p.clone())).collect();
        let mode = mode(outline, &pieces);
        let cue = draft.cue.as_ref().map(|c| c.tokens.clone());
        let addressee = draft.addressee.as_ref().and_then(|a| entity(entities, doc.head_of(a.clone())));
        let make = |speaker: Option<EntityIndex>, tokens: Option<Range<usize>>| Statement {
            speaker,
            speaker_tokens: tokens,
            cue: cue.clone(),
            mode,
            addressee,
            content: content.clone(),
            about: about(entities, &pieces, speaker),
        };
        let Some(speaker) = draft.speaker else {
            out.push(make(None, None));
            continue;
        };
        let mut speakers: Vec<(Option<EntityIndex>, Range<usize>)> = Vec::new();
        for head in std::iter::once(speaker.referent).chain(doc.conjuncts(speaker.referent)) {
            if head != speaker.referent && !speaker.tokens.contains(&head) {
                continue;
            }
            for who in all(entities, head) {
                if !speakers.iter().any(|(w, _)| *w == Some(who)) {
                    speakers.push((Some(who), speaker.tokens.clone()));
                }
            }
        }
        if speakers.is_empty() {
            speakers.push((None, speaker.tokens));
        }
        out.extend(speakers.into_iter().map(|(who, tokens)| make(who, Some(tokens))));
    }
    out
}

/// The actors that a token names: more than one for "both countries".
fn all(entities: &Entities, head: usize) -> Vec<EntityIndex> {
    let actor = |e: EntityIndex| entities.list[e].kind.is_actor();
    let headed: Vec<EntityIndex> = entities.headed_by(head).map(|m| m.entity).filter(|&e| actor(e)).collect();
    if !headed.is_empty() {
        return headed;
    }
    entities.covering(head).into_iter().map(|m| m.entity).find(|&e| actor(e)).into_iter().collect()
}

fn entity(entities: &Entities, head: usize) -> Option<EntityIndex> {
    all(entities, head).first().copied()
}

fn about(entities: &Entities, pieces: &[Range<usize>], speaker: Option<EntityIndex>) -> Vec<EntityIndex> {
    let mut out = Vec::new();
    for mention in pieces.iter().flat_map(|p| entities.within(p.clone())) {
        if entities.list[mention.entity].kind.is_actor() && Some(mention.entity) != speaker && !out.contains(&mention.entity) {
            out.push(mention.entity);
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
