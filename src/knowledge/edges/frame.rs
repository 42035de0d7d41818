//! Frames: which words name an action, and where in the sentence its two ends stand. `data/schema/README.md` describes the language.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::words::{WordClasses, WordSet};
use crate::error::{Error, Result};
use crate::types::{EntityKind, Modality};

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
    /// After this preposition.
    Prep(String),
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
    /// The subject of the complement: "urged Y to stop", "demanded that Y stop".
    ComplementSubject,
    /// The same, if it is to act itself: not "demanded that Y be freed".
    ComplementAgent,
    /// The actor nearest to the top of the complement, its subject left out: "threatened to cut ties with Y".
    Complement,
    /// The actor nearest to the trigger among all that stands below it.
    Any,
    /// The first actor of the complement of purpose or of the clause beside: "rioted, calling for Y's removal".
    Purpose,
    /// Whom the clause of purpose is to help: "to aid Y's war effort".
    Beneficiary,
    /// Who is backed when the object is: the object's owner ("supports Y's plan"), but of a war only the side that wages it.
    Side,
    /// Who made or imposed the subject: "Western sanctions hurt Y".
    SubjectMaker,
    /// Who made or imposed the object: "evaded X's sanctions".
    ObjectMaker,
    /// The subject of a condition: "threatened to leave unless Y stops".
    Condition,
    /// The object of the verb that carries the noun, or the subject of its passive: "Y was subjected to an attack".
    CarrierObject,
    /// Where the subject is: "the troops in Y will withdraw".
    SubjectPlace,
    /// The owner of the noun that the adjective stands with: "Y's state-run agency".
    ModifiedOwner,
    /// The subject of the nearest clause above that has one: "X announced a summit, hosted with Y".
    Governor,
    /// The target of the last edge of this type in the text before whose source is the subject here: "X brought his minister" after "X came to Y".
    Earlier,
    /// Who has just said of the source what it denies: "Y says that X lied. X denied the allegation."
    Claimant,
    /// The only other actor of the clause, else of the sentence, if there is exactly one: where the wording names nobody.
    Other,
    /// The state of whoever says it: "a war with Y was unlikely, X's minister said".
    SpeakerState,
    /// What the source holds office in: "Y's minister X resigned".
    Office,
    /// What the owner of the noun holds office in: "Y's minister's predecessor X".
    OwnersOffice,
    /// What the object is said to be: "called Y a liar", "holds Y responsible", "described Y as a threat". For conditions.
    Predicate,
    /// The adjectives of the trigger, for conditions ("!icy").
    Quality,
    /// The preposition that the trigger stands under, for conditions ("despite X's warning").
    Preposition,
    /// The trigger itself, for conditions ("!press conference").
    Trigger,
    /// Who speaks the words that the trigger stands in: "Y's plan is a disgrace, X said".
    Speaker,
    /// Whom a word of judgement is about: "Y's failure", "Y is a liar", "Y's reckless policy", "it is wrong of Y to".
    Judged,
    /// Who is told not to: "it would be a mistake for Y to".
    Deterred,
    /// The subject, if it is the speaker himself or whom he speaks for. For conditions: "we will strike" is a threat, "they will strike" is none.
    Own,
}

/// The slots that are no prepositions, by their names in the files.
const NAMED_SLOTS: [(&str, Slot); 39] = [
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
    ("complement.agent", Slot::ComplementAgent),
    ("complement.subject", Slot::ComplementSubject),
    ("complement", Slot::Complement),
    ("any", Slot::Any),
    ("purpose", Slot::Purpose),
    ("beneficiary", Slot::Beneficiary),
    ("side", Slot::Side),
    ("subject.maker", Slot::SubjectMaker),
    ("object.maker", Slot::ObjectMaker),
    ("condition", Slot::Condition),
    ("carrier.object", Slot::CarrierObject),
    ("subject.place", Slot::SubjectPlace),
    ("modified.owner", Slot::ModifiedOwner),
    ("governor", Slot::Governor),
    ("earlier", Slot::Earlier),
    ("claimant", Slot::Claimant),
    ("other", Slot::Other),
    ("speaker.state", Slot::SpeakerState),
    ("office", Slot::Office),
    ("possessor.office", Slot::OwnersOffice),
    ("predicate", Slot::Predicate),
    ("quality", Slot::Quality),
    ("trigger", Slot::Trigger),
    ("preposition", Slot::Preposition),
    ("speaker", Slot::Speaker),
    ("judged", Slot::Judged),
    ("deterred", Slot::Deterred),
    ("own", Slot::Own),
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
    /// None of these may.
    pub none_of: WordSet,
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
    /// Words of necessity of which one must stand in the complement ("said that Y must").
    pub complement_modal: WordSet,
    /// Auxiliaries of which the clause must have one ("will").
    pub modal: WordSet,
    /// The complement must be an infinitive ("told Y to stop", not "told Y that").
    pub infinitive: bool,
    /// The complement, if there is one, must say what is to be, not what is ("insisted that Y stop", not "that Y stops").
    pub bidding: bool,
    /// Kinds that the source must be of; empty: any actor.
    pub source_kinds: Vec<EntityKind>,
    /// Kinds that the target must be of; empty: any actor.
    pub target_kinds: Vec<EntityKind>,
    /// Both ends must be named themselves: a town does not stand for its state ("the mayor of Y").
    pub by_name: bool,
    /// Sets the modality instead of what the context says ("offer", "promise").
    pub modality: Option<Modality>,
    /// The frame itself denies the event.
    pub negated: bool,
    /// Modality and negation of the words around count; a frame of refusal ("would not accept") switches it off.
    pub ignore_negation: bool,
    /// The negation must be there ("will not accept").
    pub needs_negation: bool,
    /// It stands whatever the words around say of it: who wants to lift sanctions has imposed them.
    pub standing: bool,
    /// Several parties without a counterpart do it to each other ("fighting between X and Y").
    pub mutual: bool,
    /// The slot that holds what is handed over.
    pub objects: Option<Slot>,
    /// PLOVER class instead of the type's.
    pub plover: Option<&'static str>,
    /// How often such a frame is right, 0 to 1.
    pub confidence: f64,
}

impl Frame {
    /// Whether the event is a judgement in somebody's words: then it is actual as soon as it is spoken.
    pub fn is_judgement(&self) -> bool {
        self.source == [Slot::Speaker]
    }

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
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawFrame {
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    adjectives: Vec<String>,
    source: Option<OneOrMany>,
    target: Option<OneOrMany>,
    #[serde(default)]
    when: BTreeMap<String, OneOrMany>,
    #[serde(default)]
    complement_modal: Vec<String>,
    #[serde(default)]
    modal: Vec<String>,
    #[serde(default)]
    infinitive: bool,
    #[serde(default)]
    bidding: bool,
    #[serde(default)]
    source_kinds: Vec<EntityKind>,
    #[serde(default)]
    target_kinds: Vec<EntityKind>,
    #[serde(default)]
    by_name: bool,
    modality: Option<Modality>,
    #[serde(default)]
    negated: bool,
    #[serde(default)]
    ignore_negation: bool,
    #[serde(default)]
    needs_negation: bool,
    #[serde(default)]
    standing: bool,
    #[serde(default)]
    mutual: bool,
    objects: Option<String>,
    /// PLOVER class instead of the type's.
    pub plover: Option<String>,
    confidence: Option<f64>,
    /// The edge type, for a frame that stands in a user's lexicon.
    #[serde(rename = "type")]
    pub of: Option<String>,
}

impl RawFrame {
    /// Checks it and looks up its word classes.
    pub fn compile(self, edge: usize, own: bool, plover: Option<&'static str>, words: &WordClasses, place: &str) -> Result<Frame> {
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
            complement_modal: words.set(&self.complement_modal, place)?,
            modal: words.set(&self.modal, place)?,
            infinitive: self.infinitive,
            bidding: self.bidding,
            source_kinds: self.source_kinds,
            target_kinds: self.target_kinds,
            by_name: self.by_name,
            modality: self.modality,
            negated: self.negated,
            ignore_negation: self.ignore_negation || self.needs_negation,
            needs_negation: self.needs_negation,
            standing: self.standing,
            mutual: self.mutual,
            objects: self.objects.map(|text| slot(&text)).transpose()?,
            plover,
            confidence: self.confidence.unwrap_or(0.8),
        })
    }
}

fn condition(slot: Slot, list: Vec<String>, words: &WordClasses, place: &str) -> Result<Condition> {
    let (no, yes): (Vec<String>, Vec<String>) = list.into_iter().partition(|w| w.starts_with('!'));
    let none_of: Vec<String> = no.iter().map(|w| w[1..].to_owned()).collect();
    // "-" beside words: they or nothing.
    let empty = yes.iter().any(|w| w == "-");
    let filled = if empty { (yes.len() == 1 && none_of.is_empty()).then_some(false) } else { (!yes.is_empty()).then_some(true) };
    let any_of: Vec<String> = yes.into_iter().filter(|w| w != "*" && w != "-").collect();
    Ok(Condition { slot, any_of: words.set(&any_of, place)?, none_of: words.set(&none_of, place)?, filled })
}
