//! Quotations without a cue of their own: the same speaker goes on in the next sentence or paragraph, or was announced before.

use super::content::LONG;
use super::draft::Draft;
use super::outline::Outline;
use crate::types::{BlockKind, Tag};

/// A cue without a source of its own (", adding that") has that of the cue before it in its sentence.
pub fn inherit_speakers(drafts: &mut [Draft]) {
    for i in 1..drafts.len() {
        let (before, rest) = drafts.split_at_mut(i);
        let draft = &mut rest[0];
        let bare = draft.speaker.is_none() && draft.cue.as_ref().is_some_and(|c| !c.passive && c.verb_kind().is_some());
        if bare {
            draft.speaker = before[i - 1].speaker.clone();
        }
    }
}

/// Adds a statement for every quotation that goes on with what was quoted before, and puts all in text order.
pub fn go_on(outline: &Outline<'_>, drafts: &mut Vec<Draft>) {
    let doc = outline.doc;
    let mut claimed = vec![false; outline.quotes.len()];
    for draft in drafts.iter().filter(|d| outline.sentences[d.sentence].within.is_none()) {
        for piece in &draft.pieces {
            mark(outline, piece.clone(), &mut claimed);
        }
    }
    let mut by_sentence: Vec<Vec<usize>> = vec![Vec::new(); outline.sentences.len()];
    for (d, draft) in drafts.iter().enumerate() {
        by_sentence[draft.sentence].push(d);
    }
    // The draft whose quotation may go on, with the block that it stands in.
    let mut last: Option<(usize, usize)> = None;
    for (s, sentence) in outline.sentences.iter().enumerate().filter(|(_, s)| s.within.is_none()) {
        let first = sentence.tokens.start;
        let leading = outline.quote_at(first).filter(|&q| !claimed[q]);
        let whole = leading.filter(|&q| {
            let quote = &outline.quotes[q];
            let rest = quote.outer.end..sentence.tokens.end;
            rest.len() <= 1 || rest.clone().all(|i| !doc.tokens[i].lower.chars().any(char::is_alphanumeric))
        });
        if let (Some(q), Some((d, block))) = (whole, last) {
            let quote = &outline.quotes[q];
            let same = block == sentence.block;
            let next = sentence.block == block + 1 && doc.blocks[sentence.block].1 == BlockKind::Paragraph;
            if same || next && quote.words >= LONG {
                claimed[q] = true;
                if same {
                    // In the same paragraph it is the same statement, which its cue only broke in two.
                    drafts[d].pieces.push(quote.inner.clone());
                } else {
                    let speaker = drafts[d].speaker.clone();
                    drafts.push(Draft { sentence: s, speaker, cue: None, addressee: None, pieces: vec![quote.inner.clone()] });
                    last = Some((drafts.len() - 1, sentence.block));
                }
                continue;
            }
        }
        let quoting = by_sentence[s].iter().rev().find(|&&d| {
            let draft = &drafts[d];
            draft.pieces.iter().any(|p| outline.quote_at(p.start).is_some() && outline.quote_at(p.end - 1).is_some()) || announces(outline, draft)
        });
        if let Some(&d) = quoting {
            last = Some((d, sentence.block));
        } else if by_sentence[s].is_empty() || sentence.block != last.map_or(usize::MAX, |l| l.1) {
            last = None;
        }
    }
    drafts.sort_by_key(|d| (d.pieces.first().map_or(0, |p| p.start), d.cue.as_ref().map_or(0, |c| c.word)));
}

/// `He said:` at the end of its paragraph.
fn announces(outline: &Outline<'_>, draft: &Draft) -> bool {
    let end = outline.sentences[draft.sentence].tokens.end;
    outline.doc.tokens[end - 1].tag == Tag::Colon
}

fn mark(outline: &Outline<'_>, piece: std::ops::Range<usize>, claimed: &mut [bool]) {
    for i in piece {
        if let Some(q) = outline.quote_at(i) {
            claimed[q] = true;
        }
    }
}
