//! The words of saying in a sentence, with what the grammar around them is: verbs of the table, "according to", nouns of saying.

use std::ops::Range;

use super::outline::{Outline, Sentence};
use super::speakers::in_noun_phrase;
use crate::knowledge::Knowledge;
use crate::knowledge::speech::{Frames, SpeechKind, SpeechVerb};
use crate::types::{Dep, Pos, Tag};

/// What kind of word says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CueKind {
    /// A verb of the table.
    Verb(SpeechKind, Frames),
    /// "According to".
    According,
    /// "In her view".
    InTheirWords,
    /// A noun of saying: "the claim that".
    Noun,
    /// A colon or dash.
    Mark,
}

/// A word of saying in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    /// The verb, "according", the noun or the mark.
    pub word: usize,
    /// The whole entry: "pointed out".
    pub tokens: Range<usize>,
    /// First token of the verb group: "has" of "has repeatedly said".
    pub group: usize,
    /// What kind of word.
    pub kind: CueKind,
    /// "Was told".
    pub passive: bool,
}

impl Cue {
    /// Whether it is a verb with this frame.
    pub fn takes(&self, frame: Frames) -> bool {
        matches!(self.kind, CueKind::Verb(_, frames) if frames.has(frame))
    }

    /// The verb's kind.
    pub fn verb_kind(&self) -> Option<SpeechKind> {
        match self.kind {
            CueKind::Verb(kind, _) => Some(kind),
            _ => None,
        }
    }
}

/// The cues of a sentence, in text order.
pub fn find(outline: &Outline<'_>, sentence: &Sentence, knowledge: &Knowledge) -> Vec<Cue> {
    let doc = outline.doc;
    let mut out: Vec<Cue> = Vec::new();
    for i in sentence.tokens.clone() {
        if outline.quote_at(i) != sentence.within || out.last().is_some_and(|c| c.tokens.contains(&i)) {
            continue;
        }
        let token = &doc.tokens[i];
        if token.lower == "according" && doc.tokens.get(i + 1).is_some_and(|t| t.lower == "to") {
            out.push(Cue { word: i, tokens: i..i + 2, group: i, kind: CueKind::According, passive: false });
        } else if let Some(verb) = outline.verb_at(i) {
            // A participle before its noun ("the alleged plot") is an adjective.
            if token.dep == Dep::Amod || matches!(token.tag, Tag::Vbn | Tag::Vbg) && matches!(token.dep, Dep::Compound | Dep::Prep) {
                continue;
            }
            let kind = CueKind::Verb(verb.kind, verb.frames);
            let end = (i + verb.words).min(sentence.tokens.end);
            out.push(Cue { word: i, tokens: i..end, group: group_start(outline, sentence, i), kind, passive: is_passive(outline, i) });
        } else if in_their_words(outline, sentence, i, knowledge) {
            out.push(Cue { word: i, tokens: i..i + 1, group: i, kind: CueKind::InTheirWords, passive: false });
        } else if token.pos == Pos::Noun && !knowledge.speech.noun(&token.lemma).is_empty() {
            let openers = knowledge.speech.noun(&token.lemma);
            let opens = |t: &crate::types::Token| openers.contains(&t.lower.as_str()) && !matches!(t.dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Dobj);
            if doc.tokens.get(i + 1).is_some_and(opens) && i + 1 < sentence.tokens.end {
                out.push(Cue { word: i, tokens: i..i + 1, group: i, kind: CueKind::Noun, passive: false });
            }
        }
    }
    out
}

/// "In X's view ,": a noun of opinion with its owner, behind "in".
fn in_their_words(outline: &Outline<'_>, sentence: &Sentence, i: usize, knowledge: &Knowledge) -> bool {
    let doc = outline.doc;
    let owner = doc.child(i, Dep::Poss).map(|p| outline.subtree(p).start);
    let opens = owner.is_some_and(|o| o > sentence.tokens.start && doc.tokens[o - 1].lower == "in");
    opens && knowledge.speech.noun(&doc.tokens[i].lemma).contains(&"in") && doc.tokens.get(i + 1).is_some_and(|t| t.tag == Tag::Comma)
}

fn group_start(outline: &Outline<'_>, sentence: &Sentence, verb: usize) -> usize {
    let mut start = verb;
    while start > sentence.tokens.start {
        let before = &outline.doc.tokens[start - 1];
        let auxiliary = matches!(before.dep, Dep::Aux | Dep::Auxpass | Dep::Neg) || matches!(before.tag, Tag::Rb | Tag::Md | Tag::To);
        if !auxiliary || outline.quote_at(start - 1) != sentence.within {
            break;
        }
        start -= 1;
    }
    start
}

fn is_passive(outline: &Outline<'_>, verb: usize) -> bool {
    let doc = outline.doc;
    let auxiliaries = || doc.children_by(verb, &[Dep::Aux, Dep::Auxpass]);
    if doc.child(verb, Dep::Auxpass).is_some() {
        return true;
    }
    let token = &doc.tokens[verb];
    // "Is said to be"; "when asked if", "asked whether, he replied".
    let next = doc.tokens.get(verb + 1).map_or("", |t| t.lower.as_str());
    let spoken_to = |v: SpeechVerb| {
        let opens = verb == doc.sentence(verb).start || matches!(doc.tokens[verb - 1].lower.as_str(), "when" | "if");
        next == "to" && !v.frames.has(Frames::TO) && !v.frames.has(Frames::URGE) || opens && v.frames.has(Frames::HEARER)
    };
    if matches!(token.tag, Tag::Vbn | Tag::Vbd) && doc.child(verb, Dep::Nsubj).is_none() && outline.verb_at(verb).is_some_and(spoken_to) {
        return true;
    }
    let bare = auxiliaries().next().is_none() && doc.child(verb, Dep::Nsubj).is_none();
    // "The decision read in part": who can say neither a clause nor somebody something is never told.
    let takes_object = outline.verb_at(verb).is_none_or(|v| v.frames != Frames::QUOTE);
    token.tag == Tag::Vbn && bare && takes_object && matches!(token.dep, Dep::Acl | Dep::Advcl) && !follows_quotation(outline, verb)
}

/// Whether only a noun phrase stands between a quotation and the verb: `"Why?" the 43-year-old asked` is no passive.
fn follows_quotation(outline: &Outline<'_>, verb: usize) -> bool {
    let here = outline.quote_at(verb);
    let phrase = |tag: Tag| in_noun_phrase(tag) || matches!(tag, Tag::Comma | Tag::In);
    (verb.saturating_sub(25)..verb)
        .rev()
        .take_while(|&i| outline.quote_at(i) != here || phrase(outline.doc.tokens[i].tag))
        .any(|i| outline.quote_at(i) != here && outline.quote_at(i).is_some())
}
