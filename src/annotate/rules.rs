//! What rules add to the tags and trees of the model: parts of speech and dictionary forms.

use smol_str::{SmolStr, StrExt};

use crate::annotate::attribute_ruler::AttributeRuler;
use crate::annotate::lemmatizer::Lemmatizer;
use crate::error::Result;
use crate::types::Token;

/// Attribute ruler and lemmatizer.
#[derive(Debug)]
pub struct Rules {
    ruler: AttributeRuler,
    lemmatizer: Lemmatizer,
}

impl Rules {
    /// Reads the embedded rules.
    pub fn load() -> Result<Self> {
        Ok(Self { ruler: AttributeRuler::load()?, lemmatizer: Lemmatizer::load()? })
    }

    /// Completes tokens that have `start`, `end`, `tag`, `dep` and `head`: sets `lower`, `pos` and `lemma`, and gives white space its tag and relation.
    pub fn complete(&self, text: &str, tokens: &mut [Token]) {
        for token in &mut *tokens {
            token.lower = lower(&text[token.start..token.end]);
        }
        let bases = self.ruler.apply(text, tokens);
        for (token, base) in tokens.iter_mut().zip(bases) {
            if token.lemma.is_empty() {
                token.lemma = self.lemmatizer.lemma(&text[token.start..token.end], &token.lower, token.pos, base);
            }
        }
    }
}

/// A form in lower case.
pub fn lower(form: &str) -> SmolStr {
    if form.is_ascii() { form.to_ascii_lowercase_smolstr() } else { SmolStr::new(form.to_lowercase()) }
}
