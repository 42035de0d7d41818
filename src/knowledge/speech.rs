//! Words of saying with their grammar: verbs (`speech_verbs.tsv`) and nouns (`speech_nouns.tsv`).

use indexmap::IndexMap;

use crate::error::{Error, Result};
use crate::knowledge::Origin;
use crate::knowledge::files::data_file;
use crate::knowledge::table;

const VERBS: (&str, &str) = ("data/lexicon/speech_verbs.tsv", include_str!("../../data/lexicon/speech_verbs.tsv"));
const NOUNS: (&str, &str) = ("data/lexicon/speech_nouns.tsv", include_str!("../../data/lexicon/speech_nouns.tsv"));

/// What kind of verb it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SpeechKind {
    /// Reports words ("say").
    Say,
    /// An act that is done in words ("accuse").
    Act,
    /// Thought, not said ("believe").
    Belief,
    /// Findings ("the poll shows").
    Show,
    /// Wanting and deciding ("refuse").
    Intent,
    /// Takes a noun of saying as its object ("issue a statement").
    Utter,
}

/// The constructions that a verb of saying enters. A set, read from the third column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Frames(u8);

impl Frames {
    /// Stands beside a quotation.
    pub const QUOTE: Self = Self(1);
    /// Takes a clause, with or without "that".
    pub const CLAUSE: Self = Self(2);
    /// Takes a question: whether, why, how.
    pub const ASK: Self = Self(4);
    /// Takes "to do", done by the speaker.
    pub const TO: Self = Self(8);
    /// Its object is the hearer.
    pub const HEARER: Self = Self(16);
    /// Takes a person and "to do".
    pub const URGE: Self = Self(32);
    /// What was said is its object.
    pub const OBJECT: Self = Self(64);
    /// It counts only if its object gets a name: "called her a liar", not "called her".
    pub const NAME: Self = Self(128);

    /// Whether all frames of `other` are in the set.
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "quote" => Self::QUOTE,
            "clause" => Self::CLAUSE,
            "ask" => Self::ASK,
            "to" => Self::TO,
            "hearer" => Self::HEARER,
            "urge" => Self::URGE,
            "object" => Self::OBJECT,
            "name" => Self::NAME,
            _ => return None,
        })
    }
}

/// A verb of saying.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SpeechVerb {
    /// Its kind.
    pub kind: SpeechKind,
    /// Its constructions.
    pub frames: Frames,
    /// How many words its entry has ("call for": 2).
    pub words: usize,
    /// Where it is written.
    pub origin: Origin,
}

/// Words of saying.
pub struct Speech {
    verbs: IndexMap<&'static str, SpeechVerb>,
    nouns: IndexMap<&'static str, (Vec<&'static str>, Origin)>,
    longest: usize,
}

impl Speech {
    /// Parses the embedded files.
    pub fn load() -> Result<Self> {
        let mut verbs = IndexMap::new();
        for (origin, [lemma, kind, frames]) in rows(VERBS)? {
            let kind = match kind {
                "say" => SpeechKind::Say,
                "act" => SpeechKind::Act,
                "belief" => SpeechKind::Belief,
                "show" => SpeechKind::Show,
                "intent" => SpeechKind::Intent,
                "utter" => SpeechKind::Utter,
                other => return Err(Error::data(origin.to_string(), format!("no kind of speech verb is called “{other}”"))),
            };
            let mut set = Frames::default();
            for name in frames.split(' ') {
                set.0 |= Frames::parse(name).ok_or_else(|| Error::data(origin.to_string(), format!("no frame is called “{name}”")))?.0;
            }
            verbs.insert(lemma, SpeechVerb { kind, frames: set, words: lemma.split(' ').count(), origin });
        }
        let nouns = rows(NOUNS)?.into_iter().map(|(origin, [lemma, openers])| (lemma, (openers.split(' ').collect(), origin))).collect();
        let longest = verbs.values().map(|v| v.words).max().unwrap_or(1);
        Ok(Self { verbs, nouns, longest })
    }

    /// The longest entry that begins with this lemma and goes on with these lower-case words.
    pub fn verb<'a>(&self, lemma: &str, next: impl Iterator<Item = &'a str>) -> Option<SpeechVerb> {
        let mut found = self.verbs.get(lemma).copied();
        let mut phrase = lemma.to_owned();
        for word in next.take(self.longest - 1) {
            phrase.push(' ');
            phrase.push_str(word);
            found = self.verbs.get(phrase.as_str()).copied().or(found);
        }
        found
    }

    /// The words that open what a noun of saying reports ("that", "to", prepositions); empty for other nouns.
    pub fn noun(&self, lemma: &str) -> &[&'static str] {
        self.nouns.get(lemma).map_or(&[], |(openers, _)| openers)
    }

    /// Where a noun of saying is written.
    pub fn noun_origin(&self, lemma: &str) -> Option<Origin> {
        self.nouns.get(lemma).map(|(_, origin)| *origin)
    }

    /// All verbs of the table, sorted.
    #[cfg(feature = "internals")]
    pub fn verbs(&self) -> impl Iterator<Item = (&'static str, SpeechVerb)> + '_ {
        self.verbs.iter().map(|(&lemma, &verb)| (lemma, verb))
    }
}

type Rows<const N: usize> = Vec<(Origin, [&'static str; N])>;

/// The rows of a table with their places, the first column sorted and unique.
fn rows<const N: usize>((file, text): (&'static str, &'static str)) -> Result<Rows<N>> {
    let mut out: Rows<N> = Vec::new();
    for (line, row) in table::rows::<N>(file, data_file(file, text)?)? {
        let place = Origin { file, line };
        if out.last().is_some_and(|(_, last)| last[0] >= row[0]) {
            return Err(Error::data(place.to_string(), format!("“{}” is out of order or twice in the table", row[0])));
        }
        out.push((place, row));
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_entry_wins() {
        let speech = Speech::load().unwrap();
        let verb = |lemma: &str, next: &[&str]| speech.verb(lemma, next.iter().copied()).unwrap();
        assert_eq!(verb("call", &["for", "peace"]).words, 2);
        assert_eq!(verb("call", &["him", "a"]).words, 1);
        assert!(verb("tell", &[]).frames.has(Frames::HEARER));
        assert!(speech.verb("walk", std::iter::empty()).is_none());
        assert_eq!(speech.noun("call"), ["for", "on"]);
    }
}
