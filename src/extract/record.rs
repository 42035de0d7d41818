//! Claims to the record: token ranges become spans of the input.

use std::ops::Range;

use super::listed;
use sha2::{Digest, Sha256};

use crate::knowledge::Knowledge;
use crate::types::record::{RECORD_SCHEMA, RecordArticle, RecordEvent, RecordMention, RecordStatement, SentenceSpan, TextSpan};
use crate::types::{Article, ByteSpan, CleanText, Document, Entities, EntityIndex, Event, Modality, Plover, Record, Sketch, Statement};

/// Everything that the stages before found in one article.
pub struct Findings<'a> {
    /// As it was read.
    pub article: &'a Article,
    /// As it was cleaned.
    pub clean: &'a CleanText,
    /// As it was annotated.
    pub doc: &'a Document,
    /// Its actors.
    pub entities: &'a Entities,
    /// Its events.
    pub events: &'a [Event],
    /// Its statements.
    pub statements: &'a [Statement],
}

/// The record of an article.
pub fn build(findings: &Findings<'_>, knowledge: &Knowledge) -> Record {
    let Findings { article, clean, doc, entities, events, statements } = *findings;
    let input = Input::new(&article.text);
    let span = |bytes: ByteSpan| {
        let at = clean.to_source(bytes);
        // The source of a page has tags and entities inside a span; what a reader sees there is the clean text.
        if article.html { TextSpan { start: at.start, end: at.end, text: bytes.of(&clean.text).to_owned() } } else { input.text_span(at) }
    };
    let tokens = |range: Range<usize>| span(doc.span(range));
    let id = |entity: EntityIndex| entities.list[entity].id.clone();
    let ids = |list: &[EntityIndex]| list.iter().map(|&e| id(e)).collect::<Vec<_>>();
    let metadata = &clean.metadata;
    let listed = listed::choose(doc, entities, events, statements, &knowledge.listing);
    Record {
        schema: RECORD_SCHEMA.into(),
        article: RecordArticle {
            id: article.id.clone(),
            title: metadata.title.clone(),
            publisher: metadata.publisher.clone(),
            authors: metadata.authors.clone(),
            published: metadata.published.clone(),
            language: "en".into(),
            chars: input.chars(),
            path: article.path.clone(),
            sha256: hex(&Sha256::digest(article.text.as_bytes())),
            sketch: Sketch::of(&clean.text),
            near_duplicate_of: None,
        },
        sentences: doc
            .sentences
            .iter()
            .map(|range| clean.to_source(doc.span(range.clone())))
            .map(|at| SentenceSpan { start: at.start, end: at.end })
            .collect(),
        mentions: listed
            .mentions
            .iter()
            .map(|mention| {
                let TextSpan { start, end, text } = tokens(mention.tokens.clone());
                RecordMention { entity: id(mention.entity), start, end, text, form: mention.form, rule: mention.rule.to_owned() }
            })
            .collect(),
        entities: entities.list.iter().zip(&listed.entities).filter(|(_, kept)| **kept).map(|(entity, _)| entity.clone()).collect(),
        events: events
            .iter()
            .enumerate()
            .map(|(i, event)| RecordEvent {
                id: format!("{}#e{}", article.id, i + 1),
                kind: event.kind.into(),
                plover: plover(event, knowledge).map(|class| class.name().to_owned()),
                source: id(event.source),
                target: id(event.target),
                modality: event.modality,
                negated: event.negated,
                tenure: event.tenure,
                attributed_to: ids(&event.attributed_to),
                trigger: tokens(event.trigger.clone()),
                sentence: tokens(doc.sentences[event.sentence].clone()),
                time: event.time.clone(),
                objects: event.objects.iter().map(|range| doc.phrase(range.clone()).to_owned()).collect(),
                confidence: event.confidence,
                rule: event.rule.clone(),
                grounds: event.signs.join(" "),
            })
            .collect(),
        statements: statements
            .iter()
            .enumerate()
            .map(|(i, statement)| RecordStatement {
                id: format!("{}#s{}", article.id, i + 1),
                speaker: statement.speaker.map(id),
                speaker_span: statement.speaker_tokens.clone().map(tokens),
                cue: statement.cue.clone().map(tokens),
                mode: statement.mode,
                addressee: statement.addressee.map(id),
                content: statement.content.iter().map(|&bytes| span(bytes)).collect(),
                about: statement.about.iter().copied().filter(|&entity| listed.entities[entity]).map(id).collect(),
                confidence: statement.confidence,
                rule: statement.grounds.join(" "),
            })
            .collect(),
    }
}

/// PLOVER's class of an event; what is only planned may have another one, a withdrawal too.
fn plover(event: &Event, knowledge: &Knowledge) -> Option<Plover> {
    let planned = event.modality != Modality::Actual;
    match event.plover {
        // A withdrawal that is only promised is no retreat yet.
        Some(Plover::Retreat) if planned => Some(Plover::Concede),
        Some(class) => Some(class),
        None => knowledge.edges.plover(event.kind, planned),
    }
}

/// The input with the byte offset of every 64th code point, so that code point spans are cut out without walking the text each time.
struct Input<'a> {
    text: &'a str,
    marks: Vec<usize>,
    chars: usize,
}

const STRIDE: usize = 64;

impl<'a> Input<'a> {
    fn new(text: &'a str) -> Self {
        let (mut marks, mut chars) = (Vec::with_capacity(text.len() / STRIDE + 1), 0);
        for (byte, _) in text.char_indices() {
            if chars % STRIDE == 0 {
                marks.push(byte);
            }
            chars += 1;
        }
        Self { text, marks, chars }
    }

    fn chars(&self) -> usize {
        self.chars
    }

    fn byte(&self, char: usize) -> usize {
        let Some(&mark) = self.marks.get(char / STRIDE) else { return self.text.len() };
        self.text[mark..].char_indices().nth(char % STRIDE).map_or(self.text.len(), |(byte, _)| mark + byte)
    }

    fn text_span(&self, at: crate::types::CharSpan) -> TextSpan {
        TextSpan { start: at.start, end: at.end, text: self.text[self.byte(at.start)..self.byte(at.end)].to_owned() }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
