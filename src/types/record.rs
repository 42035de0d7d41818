//! The record: what was found in one article, one JSON object a line. Its users rely on `docs/src/files.md`.

use serde::{Deserialize, Serialize};

use crate::types::{Entity, Form, Modality, Sketch, StatementMode, Tenure, TimeRange};

/// The value of [`Record::schema`].
pub const RECORD_SCHEMA: &str = "newsgraph.record/1";

/// A stretch of the input with its text: `input[start..end]` in code points.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TextSpan {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The text there.
    pub text: String,
}

impl TextSpan {
    /// Where these words stand in a sentence, in code points of its text. The source of a web page has tags and entities that the sentence's text has
    /// not, so that they may stand earlier than the offsets say.
    pub fn place_in(&self, sentence: &Self) -> Option<(usize, usize)> {
        let offset = self.start.checked_sub(sentence.start)?;
        let found = sentence.text.match_indices(&self.text).map(|(byte, _)| sentence.text[..byte].chars().count());
        let start = found.clone().take_while(|&at| at <= offset).last().or_else(|| found.min())?;
        Some((start, start + self.text.chars().count()))
    }
}

/// A sentence's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentenceSpan {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

/// The article that a record is of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RecordArticle {
    /// The input's id.
    pub id: String,
    /// Headline.
    pub title: Option<String>,
    /// The paper, agency or site.
    pub publisher: Option<String>,
    /// Bylines.
    pub authors: Vec<String>,
    /// ISO date.
    pub published: Option<String>,
    /// ISO 639-1.
    pub language: String,
    /// Length of the input in code points.
    pub chars: usize,
    /// The file that it was read from.
    #[serde(default)]
    pub path: String,
    /// SHA-256 of the input's text in UTF-8, hexadecimal.
    #[serde(default)]
    pub sha256: String,
    /// What the assembly needs to find other articles with the same text; empty in a graph.
    #[serde(default, skip_serializing_if = "Sketch::is_empty")]
    pub sketch: Sketch,
    /// In a graph: the first article with about the same text, such as an agency's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub near_duplicate_of: Option<String>,
}

/// One mention of an entity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RecordMention {
    /// Entity id.
    pub entity: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The text there.
    pub text: String,
    /// How it is worded.
    pub form: Form,
    /// The rule that tied it to the entity.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub rule: String,
}

/// One typed edge as one place of the article claims it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RecordEvent {
    /// `ARTICLE#e1`.
    pub id: String,
    /// Edge type.
    #[serde(rename = "type")]
    pub kind: String,
    /// PLOVER class; null for affiliations.
    pub plover: Option<String>,
    /// Entity id.
    pub source: String,
    /// Entity id.
    pub target: String,
    /// Fact, plan or possibility.
    pub modality: Modality,
    /// Said not to be so.
    pub negated: bool,
    /// Of a post or membership: whether it is held.
    #[serde(default, skip_serializing_if = "Tenure::is_held")]
    pub tenure: Tenure,
    /// Entity ids of those who claim it; empty where the article asserts it.
    pub attributed_to: Vec<String>,
    /// The words that name the action.
    pub trigger: TextSpan,
    /// The sentence that shows it.
    pub sentence: TextSpan,
    /// When.
    pub time: Option<TimeRange>,
    /// What is handed over.
    pub objects: Vec<String>,
    /// How likely type and both ends are right, 0 to 1, in hundredths.
    pub confidence: f64,
    /// The rule that fired: file and line of its frame.
    #[serde(default)]
    pub rule: String,
    /// What the confidence is due to: how likely the word names such an event (`word:0.83`) and each end takes part in it (`source:0.91`).
    #[serde(default)]
    pub grounds: String,
}

/// One statement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RecordStatement {
    /// `ARTICLE#s1`.
    pub id: String,
    /// Entity id.
    pub speaker: Option<String>,
    /// The mention beside the cue.
    pub speaker_span: Option<TextSpan>,
    /// The word or words of saying.
    pub cue: Option<TextSpan>,
    /// Quoted, reported, or both.
    pub mode: StatementMode,
    /// Entity id of the hearer.
    pub addressee: Option<String>,
    /// The words said.
    pub content: Vec<TextSpan>,
    /// Entity ids of those spoken about.
    pub about: Vec<String>,
    /// How likely speaker and content are right, 0 to 1, in hundredths; 1 in records made before it was given.
    #[serde(default = "certain")]
    pub confidence: f64,
    /// What it was read from, as rows of `data/calibration/statements.tsv`: `word:say marks:all order:content-cue speaker:name source:beside`.
    #[serde(default)]
    pub rule: String,
}

/// What extraction of one article yields.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Record {
    /// [`RECORD_SCHEMA`].
    pub schema: String,
    /// The article.
    pub article: RecordArticle,
    /// Its sentences, in order.
    pub sentences: Vec<SentenceSpan>,
    /// Mentions, in text order.
    pub mentions: Vec<RecordMention>,
    /// Entities, in order of first mention.
    pub entities: Vec<Entity>,
    /// Events, in text order of their triggers.
    pub events: Vec<RecordEvent>,
    /// Statements, in text order.
    pub statements: Vec<RecordStatement>,
}

fn certain() -> f64 {
    1.0
}

#[cfg(test)]
mod tests {
    use super::TextSpan;

    #[test]
    fn words_are_found_in_their_sentence_although_the_source_had_tags_before_them() {
        let span = |start, text: &str| TextSpan { start, end: start + text.len(), text: text.into() };
        let sentence = span(100, "They met and met again.");
        assert_eq!(span(113, "met").place_in(&sentence), Some((13, 16)));
        assert_eq!(span(105, "met").place_in(&sentence), Some((5, 8)));
        assert_eq!(span(111, "met").place_in(&sentence), Some((5, 8)));
        assert_eq!(span(111, "left").place_in(&sentence), None);
    }
}
