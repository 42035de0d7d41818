//! Quotations without a cue of their own: the same speaker goes on in the next sentence or paragraph, or was announced before.

use std::ops::Range;

use super::content::LONG;
use super::cues::Cue;
use super::draft::{Draft, Speaker};
use super::outline::Outline;
use super::speakers::is_finite;
use super::who::actors;
use crate::knowledge::speech::SpeechKind;
use crate::types::{BlockKind, Entities, Tag};

/// A cue without a source of its own (", adding that") has that of the cue before it in its sentence, else of the one after it; so has one
/// that "and" joins to where the words of the cue before it end ("said so and warned that").
pub fn inherit_speakers(outline: &Outline<'_>, entities: &Entities, drafts: &mut [Draft]) {
    let joined = |before: &Draft, draft: &Draft| {
        let (Some(cue), Some(end)) = (&draft.cue, before.pieces.last().map(|p| p.end)) else { return false };
        let word = |i: usize| outline.doc.tokens[i].lower.as_str();
        let joins = |i: usize| matches!(word(i), "and" | "but") || word(i) == "," && end + 1 < cue.group;
        let verb = cue.verb_kind().is_some();
        verb && before.cue.as_ref().is_some_and(|c| c.word < cue.word) && cue.group > end && cue.group - end <= 2 && (end..cue.group).all(joins)
    };
    // ", warning that" hangs on the clause before, whatever noun the parser found there.
    let lost = |draft: &Draft| {
        let participle = |c: &Cue| outline.doc.tokens[c.word].tag == Tag::Vbg && c.group > 0 && outline.doc.tokens[c.group - 1].tag == Tag::Comma;
        draft.cue.as_ref().is_some_and(participle) && draft.speaker.as_ref().is_none_or(|s| actors(entities, s.referent).is_empty())
    };
    let bare = |draft: &Draft| {
        (draft.speaker.is_none() || lost(draft))
            && draft.cue.as_ref().is_some_and(|c| !c.passive && matches!(c.verb_kind(), Some(SpeechKind::Say | SpeechKind::Act)))
    };
    for i in 0..drafts.len() {
        if let Some(speaker) = main_speaker(outline, drafts, i) {
            drafts[i].speaker = Some(speaker);
        }
        if let Some(before) = drafts[..i].iter().find(|d| d.speaker.is_some() && joined(d, &drafts[i])) {
            drafts[i].speaker = before.speaker.clone();
        }
        if bare(&drafts[i]) {
            let other = if i > 0 { i - 1 } else { 1 };
            let speaker = drafts.get(other).and_then(|d| d.speaker.clone());
            drafts[i].speaker = speaker.or_else(|| drafts[i].speaker.take());
        }
    }
}

/// The source of a bare participle behind the words of another cue (`said that ..., adding that ...`): that cue's, not a subject in its words.
fn main_speaker(outline: &Outline<'_>, drafts: &[Draft], i: usize) -> Option<Speaker> {
    let doc = outline.doc;
    let cue = drafts[i].cue.as_ref().filter(|c| c.verb_kind() == Some(SpeechKind::Say) && doc.tokens[c.word].tag == Tag::Vbg)?;
    let bare = cue.group == cue.word && cue.word > 0 && (doc.tokens[cue.word - 1].tag == Tag::Comma || outline.quote_at(cue.word - 1).is_some());
    let found = drafts[i].speaker.as_ref()?;
    let main = drafts[..i].iter().rev().find(|d| {
        let says = |c: &&Cue| c.verb_kind() == Some(SpeechKind::Say) && is_finite(doc.tokens[c.word].tag) && c.word < cue.word;
        d.cue.as_ref().filter(says).is_some() && d.speaker.is_some()
    })?;
    let inside = main.pieces.first().is_some_and(|p| p.start <= found.head && found.head < cue.word);
    (bare && inside).then(|| main.speaker.clone()).flatten()
}

/// Adds a statement for every quotation that goes on with what was quoted before, and puts all in text order.
pub fn go_on(outline: &Outline<'_>, drafts: &mut Vec<Draft>) {
    let mut claimed = vec![false; outline.quotes.len()];
    let mut by_sentence: Vec<Vec<usize>> = vec![Vec::new(); outline.sentences.len()];
    for (d, draft) in drafts.iter().enumerate().filter(|(_, d)| outline.sentences[d.sentence].within.is_none()) {
        by_sentence[draft.sentence].push(d);
        for q in draft.pieces.iter().flat_map(|p| p.clone()).filter_map(|i| outline.quote_at(i)) {
            claimed[q] = true;
        }
    }
    // The draft whose speaker may go on, with the block that it stands in.
    let mut last: Option<(usize, usize)> = None;
    for (s, sentence) in outline.sentences.iter().enumerate().filter(|(_, s)| s.within.is_none()) {
        let lone = whole_quotation(outline, sentence.tokens.clone()).filter(|&q| !claimed[q]);
        if let (Some(q), Some((d, block))) = (lone, last) {
            let quote = &outline.quotes[q];
            let same = block == sentence.block;
            let next = sentence.block == block + 1 && outline.doc.blocks[sentence.block].1 == BlockKind::Paragraph;
            let announced = drafts[d].pieces.is_empty();
            let whole = outline.doc.phrase(quote.inner.clone()).trim_end().ends_with(['.', '?', '!']);
            if same || next && (quote.words >= LONG || whole || announced) {
                claimed[q] = true;
                if announced || same && is_quoted(outline, &drafts[d]) {
                    // In the same paragraph it is the same statement, which its cue only broke in two.
                    drafts[d].pieces.push(quote.inner.clone());
                    last = Some((d, sentence.block));
                } else {
                    let speaker = drafts[d].speaker.clone();
                    drafts.push(Draft { sentence: s, speaker, cue: None, addressee: None, pieces: vec![quote.inner.clone()] });
                    last = Some((drafts.len() - 1, sentence.block));
                }
                continue;
            }
        }
        let speaks = |d: &usize| drafts[*d].speaker.is_some();
        let here = || by_sentence[s].iter().copied().filter(speaks);
        let quoting = here().rfind(|&d| drafts[d].pieces.is_empty() || is_quoted(outline, &drafts[d]));
        if let Some(d) = quoting.or_else(|| here().next_back()) {
            last = Some((d, sentence.block));
        }
    }
    drafts.sort_by_key(|d| (d.pieces.first().map_or(0, |p| p.start), d.cue.as_ref().map_or(0, |c| c.word)));
}

/// The quotation that a sentence consists of.
fn whole_quotation(outline: &Outline<'_>, sentence: Range<usize>) -> Option<usize> {
    let q = outline.quote_at(sentence.start)?;
    let wordless = |i: usize| !outline.doc.tokens[i].lower.chars().any(char::is_alphanumeric);
    (outline.quotes[q].outer.end..sentence.end).all(wordless).then_some(q)
}

fn is_quoted(outline: &Outline<'_>, draft: &Draft) -> bool {
    draft.pieces.last().is_some_and(|p| p.clone().next_back().is_some_and(|i| outline.quote_at(i).is_some()))
}
