//! What the tokenizer yields and the rest of the model reads.

use smol_str::SmolStr;

/// A piece of a text, as spaCy cuts it.
///
/// Tokens stand in text order and do not overlap. Between two tokens is nothing or one blank; every other white space is a token of its own. So a
/// token is followed by a blank (spaCy's `SPACY`) if and only if the next token, or the text's end, is not where it ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawToken {
    /// First byte in the text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// The form as the model's features see it: lower case, one spelling, contractions written out (spaCy's `norm_`).
    pub norm: SmolStr,
}
