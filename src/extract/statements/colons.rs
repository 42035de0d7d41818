//! Speech that only a colon announces: headlines ("Poll: ..."), transcripts ("PENCE: ...") and quotations behind a verb that is not one of
//! saying ("he leaned in: '...'").

use std::ops::Range;

use super::cues::{Cue, CueKind};
use super::draft::{Draft, Speaker};
use super::outline::{Outline, is_verb};
use super::speakers::is_nominal;
use crate::knowledge::Knowledge;
use crate::knowledge::speech::SpeechKind;
use crate::types::{Dep, Entities, EntityKind, Mention, Pos, Tag};

/// The longest source before a colon.
const SOURCE: usize = 10;

/// The statement of a sentence that opens with a name and a colon.
pub fn label(outline: &Outline<'_>, entities: &Entities, knowledge: &Knowledge, index: usize, cues: &[Cue]) -> Option<Draft> {
    let sentence = &outline.sentences[index];
    let doc = outline.doc;
    let (mut start, end) = (sentence.tokens.start, sentence.tokens.end);
    let block_start = doc.blocks[sentence.block].0.start;
    if sentence.within.is_some() || start != block_start {
        return None;
    }
    // A transcript that is quoted opens every paragraph with a mark.
    let quote = outline.quote_at(start).filter(|&q| outline.quotes[q].open);
    if let Some(q) = quote {
        start = outline.quotes[q].inner.start;
    }
    let bracketed = in_brackets(outline, start..end);
    let (source, colon) = match bracketed.clone() {
        Some(found) => found,
        None => (start + 1..end.min(start + SOURCE + 1)).find(|&i| doc.form(i) == ":").map(|colon| (start..colon, colon))?,
    };
    start = source.start;
    let named = source.clone().all(|i| {
        let t = &doc.tokens[i];
        outline.quote_at(i) == quote
            && !is_verb(t.tag)
            && matches!(t.pos, Pos::Propn | Pos::Noun | Pos::Adj | Pos::Punct | Pos::Part | Pos::Num | Pos::Det)
    });
    // Labels of one letter ("Q:") name nobody.
    let speaks = doc.form(start).starts_with(char::is_uppercase) && doc.phrase(source.clone()).chars().count() > 1;
    if !named || !speaks || colon + 2 >= end || cues.first().is_some_and(|c| c.word < colon && c.verb_kind().is_some()) {
        return None;
    }
    let head = source.clone().rev().find(|&i| matches!(doc.tokens[i].tag, Tag::Nnp | Tag::Nnps | Tag::Nn | Tag::Nns)).unwrap_or(source.start);
    let last_word = |name: &str| name.split_whitespace().next_back() == Some(doc.form(head));
    // "Sweden: ship sinks" names a place.
    let state = |m: &&Mention| entities.list[m.entity].kind == EntityKind::State && m.tokens == source;
    if doc.blocks[sentence.block].0.end <= end + 1 && doc.tokens[end - 1].pos != Pos::Punct && entities.covering(head).iter().any(state) {
        return None;
    }
    let actor = entities.covering(head).iter().any(|m| entities.list[m.entity].kind.is_actor())
        || entities.list.iter().any(|e| e.kind.is_actor() && last_word(&e.name));
    let capitals = doc.phrase(source.clone()).chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let reports = knowledge.speech.noun(&doc.tokens[head].lemma.to_lowercase()).contains(&":");
    if bracketed.is_none() && !actor && !capitals && !reports {
        return None;
    }
    // What follows in the paragraph is said too.
    let block = doc.blocks[sentence.block].0.clone();
    let line_end = (end..block.end).find(|&i| doc.form(i).contains('\n')).unwrap_or(block.end);
    Some(marked(index, Speaker { tokens: source, head, referent: head }, colon, std::iter::once(colon + 1..line_end).collect()))
}

/// The name in the double brackets that open a paragraph of an interview, and the last of what stands before the words: "((Keller)) : Yes."
fn in_brackets(outline: &Outline<'_>, sentence: Range<usize>) -> Option<(Range<usize>, usize)> {
    let doc = outline.doc;
    let form = |i: usize| if i < sentence.end { doc.form(i) } else { "" };
    let open = if form(sentence.start) == "((" { 1 } else { 2 * usize::from(form(sentence.start) == "(" && form(sentence.start + 1) == "(") };
    let start = sentence.start + open;
    let close = (start + 1..sentence.end.min(start + SOURCE)).find(|&i| form(i).starts_with(')')).filter(|_| open > 0)?;
    let mut last = if form(close) == ")" && form(close + 1) == ")" { close + 1 } else { close };
    if form(last + 1) == ":" {
        last += 1;
    }
    Some((start..close, last))
}

/// The statement of a quotation that closes its sentence behind a colon, or fills the next paragraph behind one, where no cue has it.
pub fn announcement(outline: &Outline<'_>, index: usize, found: &[Draft]) -> Option<Draft> {
    // "Issued a statement: ..." says by its noun what no verb has.
    let says = |d: &&Draft| d.cue.as_ref().is_none_or(|c| !matches!(c.verb_kind(), Some(SpeechKind::Utter | SpeechKind::Intent)));
    let found: Vec<&Draft> = found.iter().filter(says).collect();
    let sentence = &outline.sentences[index];
    let doc = outline.doc;
    let (start, end) = (sentence.tokens.start, sentence.tokens.end);
    if sentence.within.is_some() || end - start < 3 {
        return None;
    }
    let colon = (start + 1..end).rev().find(|&i| doc.form(i) == ":" && outline.quote_at(i).is_none())?;
    let pieces = if colon + 1 == end {
        if !found.is_empty() {
            return None;
        }
        Vec::new()
    } else {
        let quote = &outline.quotes[outline.quote_at(colon + 1)?];
        let taken = found.iter().flat_map(|d| &d.pieces).any(|p| p.start < quote.inner.end && quote.inner.start < p.end);
        if taken || quote.outer.end + 1 < end {
            return None;
        }
        vec![quote.inner.clone()]
    };
    let verb = (start..colon).rev().find(|&i| outline.quote_at(i).is_none() && is_verb(doc.tokens[i].tag))?;
    let head =
        std::iter::once(verb).chain(doc.ancestors(verb).take(6)).find_map(|v| doc.child(v, Dep::Nsubj).filter(|s| (start..colon).contains(s)))?;
    if !is_nominal(doc.tokens[head].tag) {
        return None;
    }
    let mut tokens = outline.subtree(head);
    tokens.start = tokens.start.max(start);
    tokens.end = tokens.end.min(verb.max(head + 1));
    if let Some(clause) = doc.children_by(head, &[Dep::Relcl, Dep::Acl]).find(|&c| c > head) {
        tokens.end = tokens.end.min(outline.subtree(clause).start).max(head + 1);
    }
    Some(marked(index, Speaker { tokens, head, referent: head }, colon, pieces))
}

/// A statement that a mark announces.
pub fn marked(sentence: usize, speaker: Speaker, colon: usize, pieces: Vec<Range<usize>>) -> Draft {
    let cue = Cue { word: colon, tokens: colon..colon + 1, group: colon, kind: CueKind::Mark, passive: false };
    Draft { sentence, speaker: Some(speaker), cue: Some(cue), addressee: None, pieces }
}
