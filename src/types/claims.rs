//! What an article claims: events between actors, and statements of speakers, still in tokens of the document.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::types::{ByteSpan, EntityIndex, Plover, Tenure};

/// Whether the text says that something is so, is intended, or is possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Modality {
    /// It happened, happens, holds.
    Actual,
    /// Intended, expected, promised, requested, under negotiation.
    Planned,
    /// May, might, could, would, if, speculated.
    Possible,
}

/// A time expression with the days that it means.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct TimeRange {
    /// As the text words it.
    pub text: String,
    /// First day, ISO date; null if it cannot be told.
    pub from: Option<String>,
    /// Last day, ISO date; null if it cannot be told.
    pub to: Option<String>,
}

/// One typed edge as one place of the article claims it.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Edge type by its name in `data/schema/edges` ("arms-transfer").
    pub kind: &'static str,
    /// PLOVER class where the wording has another one than the type ("withdrew its troops": a concession of class RETREAT).
    pub plover: Option<Plover>,
    /// Who does it.
    pub source: EntityIndex,
    /// Whom it is done to, or the counterpart.
    pub target: EntityIndex,
    /// Fact, plan or possibility.
    pub modality: Modality,
    /// The text says that it did not or will not happen, or denies it.
    pub negated: bool,
    /// Of a post or membership: whether it is held.
    pub tenure: Tenure,
    /// Who claims it, if not the article itself.
    pub attributed_to: Vec<EntityIndex>,
    /// The tokens that name the action.
    pub trigger: Range<usize>,
    /// Index of its sentence.
    pub sentence: usize,
    /// When.
    pub time: Option<TimeRange>,
    /// What is handed over ("artillery shells"), as token ranges.
    pub objects: Vec<Range<usize>>,
    /// How likely type and both ends are right, 0 to 1, in hundredths.
    pub confidence: f64,
    /// The rule that fired, as a place in a file: `data/schema/edges/arms-transfer.toml:31`.
    pub rule: String,
    /// The words of the sentence that the rule used.
    pub grounds: Grounds,
    /// How likely the learned reader takes it to be: `word:0.83`, `source:0.91`, `target:0.77`; empty for a frame of a user's lexicon.
    pub signs: Vec<String>,
}

/// The words that an event was read from: for `explain` and for its confidence.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Grounds {
    /// The frame, as a position in the knowledge's list of frames; none where resolving found a post or membership.
    pub frame: Option<usize>,
    /// Where the source stood.
    pub source: Option<Place>,
    /// Where the target stood; none where it is one of several sources that do it to each other.
    pub target: Option<Place>,
    /// The words around that make it planned, possible, denied or somebody's claim.
    pub signals: Vec<Signal>,
}

/// One end of an event in its sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The slot of the frame, by its name in the frame language.
    pub slot: String,
    /// Whether the slot was the first of the frame's list.
    pub first: bool,
    /// The head words that stood there.
    pub words: Vec<usize>,
}

/// A word that gives an event its modality, negation or claimant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signal {
    /// The token.
    pub word: usize,
    /// What it says of the event.
    pub says: Says,
}

/// What a word around an event says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// It is planned or possible.
    Modality(Modality),
    /// It is not so.
    Not,
    /// Somebody claims it.
    Claim,
}

/// How a statement renders the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StatementMode {
    /// Quoted.
    Direct,
    /// Reported.
    Indirect,
    /// Reported, with quoted words inside.
    Mixed,
}

/// One statement: who said what about whom.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// Who speaks; `None` if the text does not say.
    pub speaker: Option<EntityIndex>,
    /// The mention of the speaker beside the cue.
    pub speaker_tokens: Option<Range<usize>>,
    /// The word or words of saying.
    pub cue: Option<Range<usize>>,
    /// Quoted, reported, or both.
    pub mode: StatementMode,
    /// To whom it is said.
    pub addressee: Option<EntityIndex>,
    /// The words said, one span or several, ascending.
    pub content: Vec<ByteSpan>,
    /// Actors that the content mentions, the speaker left out.
    pub about: Vec<EntityIndex>,
    /// How likely speaker and content are right, 0 to 1, in hundredths.
    pub confidence: f64,
    /// What it was read from, as rows of `data/calibration/statements.tsv`.
    pub grounds: Vec<&'static str>,
}
