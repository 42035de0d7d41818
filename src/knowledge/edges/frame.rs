//! Frames: which words name an action, and where in the sentence its two ends stand. `data/schema/README.md` describes the language.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::words::{WordClasses, WordSet};
use crate::error::{Error, Result};
use crate::types::{EntityKind, Modality, Plover};

/// What kind of word opens a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TriggerKind {
    /// A verb, with its particle where it has one ("team up").
    Verb,
    /// A noun.
    Noun,
    /// An adjective or participle ("angry", "backed").
    Adjective,
}

/// A place in the sentence, seen from the trigger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slot {
    /// Who does it: of a verb its subject (`by` in the passive; the controller of an infinitive; the antecedent of "who"); of an adjective, what it is said of.
    Subject,
    /// To whom it is done: the direct object, or the subject of the passive.
    Object,
    /// The object without its owner: the actor itself must be the object.
    Direct,
    /// The recipient without preposition, or after "to" where it is one.
    Dative,
    /// "Putin's", "its".
    Possessor,
    /// An actor before the noun: "the US withdrawal", "Israeli raids", "the Iran-Iraq war".
    Modifier,
    /// The owner of the object: "rejected Russia's offer", "expelled two Russian diplomats", "calls by Y", "the right of Y".
    Owner,
    /// The subject of the verb that carries the noun: "X held talks", "X is in talks", "X's plan for talks".
    Holder,
    /// Whom the noun describes: "X, an ally of Y", "X is a critic of Y".
    Bearer,
    /// Before the hyphen: "X-backed".
    Prefix,
    /// The noun that the adjective stands with: "X-backed Y".
    Modified,
    /// The actor nearest to the top of the complement, its subject left out: "threatened to cut ties with Y".
    Complement,
    /// The subject of the complement: "urged Y to stop", "demanded that Y stop".
    ComplementSubject,
    /// The same, if it is to act itself: not "demanded that Y be freed".
    ComplementAgent,
    /// The subject of the nearest clause above that has an actor for one: "X announced a summit, hosted with Y".
    Governor,
    /// What the object is said to be: "called Y a liar", "holds Y responsible", "described Y as a threat". For conditions.
    Predicate,
    /// The preposition that the trigger stands under, for conditions ("despite X's warning").
    Preposition,
    /// After this preposition.
    Prep(String),
}

/// The slots that are no prepositions, by their names in the files.
const NAMED_SLOTS: [(&str, Slot); 17] = [
    ("subject", Slot::Subject),
    ("object", Slot::Object),
    ("direct", Slot::Direct),
    ("dative", Slot::Dative),
    ("possessor", Slot::Possessor),
    ("modifier", Slot::Modifier),
    ("owner", Slot::Owner),
    ("holder", Slot::Holder),
    ("bearer", Slot::Bearer),
    ("prefix", Slot::Prefix),
    ("modified", Slot::Modified),
    ("complement", Slot::Complement),
    ("complement.subject", Slot::ComplementSubject),
    ("complement.agent", Slot::ComplementAgent),
    ("governor", Slot::Governor),
    ("predicate", Slot::Predicate),
    ("preposition", Slot::Preposition),
];

impl Slot {
    fn parse(text: &str, words: &WordClasses) -> Option<Self> {
        let named = NAMED_SLOTS.iter().find(|(name, _)| *name == text).map(|(_, slot)| slot.clone());
        named.or_else(|| words.class("prepositions").contains(text).then(|| Self::Prep(text.to_owned())))
    }

    /// Its name in the files: "object", "with".
    pub fn name(&self) -> &str {
        match self {
            Self::Prep(word) => word,
            other => NAMED_SLOTS.iter().find(|(_, slot)| slot == other).map_or("", |(name, _)| name),
        }
    }
}

/// A condition on the head words at a slot.
#[derive(Debug, Clone)]
pub struct Condition {
    /// Which slot.
    pub slot: Slot,
    /// One of these words must stand there, if anything does; empty: anything.
    pub any_of: WordSet,
    /// Whether the slot must be filled at all (`"*"` or words), or must not (`"-"` alone).
    pub filled: Option<bool>,
}

/// One way of wording an edge.
#[derive(Debug, Clone)]
pub struct Frame {
    /// Index of its edge type.
    pub edge: usize,
    /// Whether it stands in a user's lexicon.
    pub own: bool,
    /// Where it is written: `data/schema/edges/meeting.toml:41`.
    pub place: String,
    /// Kind of the trigger word.
    pub kind: TriggerKind,
    /// Trigger words: lemmas, "team up" for a verb with a particle.
    pub words: WordSet,
    /// For a noun: the verbs of which it must be the object (light-verb constructions). Empty: it may stand anywhere.
    pub verbs: WordSet,
    /// Where the source stands: the first filled slot counts.
    pub source: Vec<Slot>,
    /// Where the target stands: the first filled slot counts.
    pub target: Vec<Slot>,
    /// What must hold.
    pub when: Vec<Condition>,
    /// The complement must be an infinitive ("told Y to stop", not "told Y that").
    pub infinitive: bool,
    /// Kinds that the source must be of; empty: any actor.
    pub source_kinds: Vec<EntityKind>,
    /// Kinds that the target must be of; empty: any actor.
    pub target_kinds: Vec<EntityKind>,
    /// Sets the modality instead of what the context says ("offer", "promise").
    pub modality: Option<Modality>,
    /// The frame itself denies the event.
    pub negated: bool,
    /// The slot that holds what is handed over.
    pub objects: Option<Slot>,
    /// PLOVER class instead of the type's.
    pub plover: Option<Plover>,
    /// How often such a frame is right, 0 to 1.
    pub confidence: f64,
}

impl Frame {
    /// The keys under which the frame is found: first words of its triggers.
    pub fn triggers(&self) -> Vec<(TriggerKind, String)> {
        let mut keys: Vec<String> = self.words.sorted().into_iter().map(|w| w.split(' ').next_back().unwrap_or(w).to_owned()).collect();
        if self.kind == TriggerKind::Verb {
            keys = self.words.sorted().into_iter().map(|w| w.split(' ').next().unwrap_or(w).to_owned()).collect();
        }
        keys.sort();
        keys.dedup();
        keys.into_iter().map(|k| (self.kind, k)).collect()
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    fn list(self) -> Vec<String> {
        match self {
            Self::One(word) => vec![word],
            Self::Many(words) => words,
        }
    }
}

/// A frame as the file has it.
#[derive(Deserialize, Default)]
#[serde(default, deny_unknown_fields)]
pub struct RawFrame {
    verbs: Vec<String>,
    nouns: Vec<String>,
    adjectives: Vec<String>,
    source: Option<OneOrMany>,
    target: Option<OneOrMany>,
    when: BTreeMap<String, OneOrMany>,
    infinitive: bool,
    source_kinds: Vec<EntityKind>,
    target_kinds: Vec<EntityKind>,
    modality: Option<Modality>,
    negated: bool,
    objects: Option<String>,
    /// PLOVER class instead of the type's.
    plover: Option<Plover>,
    confidence: Option<f64>,
    /// The edge type, for a frame that stands in a user's lexicon.
    #[serde(rename = "type")]
    pub of: Option<String>,
}

impl RawFrame {
    /// Checks it and looks up its word classes.
    pub fn compile(self, edge: usize, own: bool, words: &WordClasses, place: &str) -> Result<Frame> {
        let slot = |text: &str| Slot::parse(text, words).ok_or_else(|| Error::data(place, format!("“{text}” is not a slot")));
        let slots = |list: Vec<String>| list.iter().map(|text| slot(text)).collect::<Result<Vec<_>>>();
        let (verbs, nouns, adjectives) = (words.set(&self.verbs, place)?, words.set(&self.nouns, place)?, words.set(&self.adjectives, place)?);
        let mut when = Vec::new();
        for (at, list) in self.when {
            when.push(condition(slot(&at)?, list.list(), words, place)?);
        }
        let (kind, trigger, carriers) = match (verbs.is_empty(), nouns.is_empty(), adjectives.is_empty()) {
            (_, false, true) => (TriggerKind::Noun, nouns, verbs),
            (false, true, true) => (TriggerKind::Verb, verbs, WordSet::default()),
            (true, true, false) => (TriggerKind::Adjective, adjectives, WordSet::default()),
            _ => return Err(Error::data(place, "a frame has verbs, or nouns, or adjectives, or verbs with nouns as their objects")),
        };
        let default_source = match kind {
            TriggerKind::Noun if !carriers.is_empty() => vec![Slot::Subject],
            TriggerKind::Noun => vec![Slot::Possessor, Slot::Prep("by".into()), Slot::Holder, Slot::Modifier],
            _ => vec![Slot::Subject],
        };
        Ok(Frame {
            edge,
            own,
            place: place.to_owned(),
            kind,
            words: trigger,
            verbs: carriers,
            source: self.source.map(|list| slots(list.list())).transpose()?.unwrap_or(default_source),
            target: self.target.map(|list| slots(list.list())).transpose()?.unwrap_or_else(|| vec![Slot::Object]),
            when,
            infinitive: self.infinitive,
            source_kinds: self.source_kinds,
            target_kinds: self.target_kinds,
            modality: self.modality,
            negated: self.negated,
            objects: self.objects.map(|text| slot(&text)).transpose()?,
            plover: self.plover,
            confidence: self.confidence.unwrap_or(0.8),
        })
    }
}

fn condition(slot: Slot, list: Vec<String>, words: &WordClasses, place: &str) -> Result<Condition> {
    // "-" beside words: they or nothing.
    let empty = list.iter().any(|w| w == "-");
    let filled = if empty { (list.len() == 1).then_some(false) } else { Some(true) };
    let any_of: Vec<String> = list.into_iter().filter(|w| w != "*" && w != "-").collect();
    Ok(Condition { slot, any_of: words.set(&any_of, place)?, filled })
}
