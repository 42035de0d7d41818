//! Words that make an event planned, possible or denied (`data/lexicon/modality.toml`).

use std::collections::HashMap;

use serde::Deserialize;

use crate::error::Result;
use crate::knowledge::Origin;
use crate::knowledge::edges::words::{WordClasses, WordSet, line_of, normal, toml_error};
use crate::knowledge::files::data_file;
use crate::types::{Modality, Says};

const PATH: &str = "data/lexicon/modality.toml";

/// The effect of a word on the events in its scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Effect {
    /// Planned or possible, if it says so.
    pub modality: Option<Modality>,
    /// It negates.
    pub negates: bool,
    /// What it governs is a claim of its subject ("accused Y of", "denied that").
    pub attributes: bool,
}

/// The lists of one effect, by kind of word.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct RawEffect {
    #[serde(default)]
    auxiliaries: Vec<toml::Spanned<String>>,
    #[serde(default)]
    verbs: Vec<toml::Spanned<String>>,
    #[serde(default)]
    nouns: Vec<toml::Spanned<String>>,
    #[serde(default)]
    adjectives: Vec<toml::Spanned<String>>,
    #[serde(default)]
    adverbs: Vec<toml::Spanned<String>>,
    #[serde(default)]
    conjunctions: Vec<toml::Spanned<String>>,
    #[serde(default)]
    noun_verbs: Vec<toml::Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    planned: RawEffect,
    possible: RawEffect,
    negated: RawEffect,
    attributed: RawEffect,
    happening: Vec<String>,
    convictions: Vec<String>,
    presupposing: Vec<String>,
    temporal: Vec<String>,
}

/// The kinds of words that carry modality.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carrier {
    /// "will", "may".
    Auxiliary,
    /// "plan", "refuse".
    Verb,
    /// "plan", "prospect".
    Noun,
    /// "likely", "proposed".
    Adjective,
    /// "reportedly", "never".
    Adverb,
    /// "if", "unless".
    Conjunction,
    /// A verb whose object or passive subject is the event's noun: "plan talks", "the visit was cancelled".
    NounVerb,
}

/// The words of modality.
pub struct ModalityWords {
    sets: Vec<(Carrier, WordSet, Effect)>,
    lines: HashMap<String, Vec<(Effect, usize)>>,
    happening: WordSet,
    convictions: WordSet,
    presupposing: WordSet,
    temporal: WordSet,
}

impl ModalityWords {
    /// Parses the embedded file.
    pub fn load() -> Result<Self> {
        let text = data_file(PATH, include_str!("../../data/lexicon/modality.toml"))?;
        let mut lines: HashMap<String, Vec<(Effect, usize)>> = HashMap::new();
        let raw: Raw = toml::from_str(text).map_err(|e| toml_error(PATH, text, &e))?;
        let none = WordClasses::default();
        let mut sets = Vec::new();
        let effects = [
            (raw.planned, Effect { modality: Some(Modality::Planned), ..Effect::default() }),
            (raw.possible, Effect { modality: Some(Modality::Possible), ..Effect::default() }),
            (raw.negated, Effect { negates: true, ..Effect::default() }),
            (raw.attributed, Effect { attributes: true, ..Effect::default() }),
        ];
        for (raw, effect) in effects {
            for (carrier, list) in [
                (Carrier::Auxiliary, raw.auxiliaries),
                (Carrier::Verb, raw.verbs),
                (Carrier::Noun, raw.nouns),
                (Carrier::Adjective, raw.adjectives),
                (Carrier::Adverb, raw.adverbs),
                (Carrier::Conjunction, raw.conjunctions),
                (Carrier::NounVerb, raw.noun_verbs),
            ] {
                for word in &list {
                    lines.entry(normal(word.as_ref())).or_default().push((effect, line_of(text, word.span().start)));
                }
                let list: Vec<String> = list.into_iter().map(toml::Spanned::into_inner).collect();
                sets.push((carrier, none.set(&list, PATH)?, effect));
            }
        }
        let set = |list: &[String]| none.set(list, PATH);
        Ok(Self {
            sets,
            lines,
            happening: set(&raw.happening)?,
            convictions: set(&raw.convictions)?,
            presupposing: set(&raw.presupposing)?,
            temporal: set(&raw.temporal)?,
        })
    }

    /// Whether the verb says that its subject takes place ("talks begin").
    pub fn happens(&self, lemma: &str) -> bool {
        self.happening.contains(lemma)
    }

    /// Whether the word expresses certainty.
    pub fn is_conviction(&self, lemma: &str) -> bool {
        self.convictions.contains(lemma)
    }

    /// Whether what stands under the preposition has happened, whatever is planned above it ("after expelling").
    pub fn presupposes(&self, preposition: &str) -> bool {
        self.presupposing.contains(preposition)
    }

    /// Whether the conjunction puts its clause at the time of the clause above ("when the two meet").
    pub fn is_temporal(&self, conjunction: &str) -> bool {
        self.temporal.contains(conjunction)
    }

    /// The line of the data file that says so; none where it follows from grammar.
    pub fn origin(&self, word: &str, says: Says) -> Option<Origin> {
        let fits = |effect: &Effect| match says {
            Says::Modality(modality) => effect.modality == Some(modality),
            Says::Not => effect.negates,
            Says::Claim => effect.attributes,
        };
        let (_, line) = self.lines.get(&normal(word))?.iter().find(|(effect, _)| fits(effect))?;
        Some(Origin { file: PATH, line: *line })
    }

    /// All effects of a word.
    pub fn effect(&self, carrier: Carrier, lemma: &str) -> Effect {
        let mut sum = Effect::default();
        for (_, _, effect) in self.sets.iter().filter(|(kind, set, _)| *kind == carrier && set.contains(lemma)) {
            sum.modality = sum.modality.max(effect.modality);
            sum.negates |= effect.negates;
            sum.attributes |= effect.attributes;
        }
        sum
    }
}
