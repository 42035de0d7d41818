//! A statement in the making, all in tokens.

use std::ops::Range;

use super::cues::Cue;

/// The mention of a speaker beside the cue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Speaker {
    /// Its noun phrase.
    pub tokens: Range<usize>,
    /// The token that names it.
    pub head: usize,
    /// The token that names whom it means: for "who", the noun before.
    pub referent: usize,
}

/// See the module.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Index of the outline's sentence that it was found in.
    pub sentence: usize,
    /// Where the speaker is named; the tokens of one noun phrase, coordinated speakers included.
    pub speaker: Option<Speaker>,
    /// The words of saying.
    pub cue: Option<Cue>,
    /// The hearer's noun phrase.
    pub addressee: Option<Range<usize>>,
    /// What was said, ascending.
    pub pieces: Vec<Range<usize>>,
}
