//! Titles, and nouns for people and collectives (`data/lexicon/titles.tsv`).

use std::collections::HashMap;

use super::table::Row;
use crate::error::Result;
use crate::knowledge::Origin;

/// Grammatical gender of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    /// he
    Male,
    /// she
    Female,
}

impl Gender {
    /// `m` or `f`.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "m" => Some(Self::Male),
            "f" => Some(Self::Female),
            _ => None,
        }
    }
}

/// The kinds of nouns for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TitleKind {
    /// A post; stands before names too.
    Office,
    /// What a person is or does.
    Occupation,
    /// Only before a name; alone the word means something else.
    Rank,
    /// Only before a name: Mr, Dr, Gen.
    Honorific,
    /// A relative.
    Kin,
    /// One noun for many people.
    Collective,
    /// A group in the plural; no person in the singular.
    Plural,
    /// An organ or organisation.
    Body,
    /// Stands for the state.
    State,
    /// A number of those that a phrase with "of" names: thousands of protesters, a group of officials.
    Quantity,
    /// Weapons and craft that stand for who uses them.
    Thing,
}

impl TitleKind {
    fn parse(text: &str) -> Option<Self> {
        Some(match text {
            "office" => Self::Office,
            "occupation" => Self::Occupation,
            "rank" => Self::Rank,
            "honorific" => Self::Honorific,
            "kin" => Self::Kin,
            "collective" => Self::Collective,
            "plural" => Self::Plural,
            "body" => Self::Body,
            "state" => Self::State,
            "quantity" => Self::Quantity,
            "thing" => Self::Thing,
            _ => return None,
        })
    }

    /// Whether the singular is one human being.
    pub fn is_person(self) -> bool {
        matches!(self, Self::Office | Self::Occupation | Self::Kin)
    }
}

/// A noun for people.
#[derive(Debug, Clone)]
pub struct Title {
    /// In the singular.
    pub singular: String,
    /// In the plural; empty if it has none.
    pub plural: String,
    /// PLOVER actor sector, if the noun implies one.
    pub sector: Option<String>,
    /// Gender of the person, if the noun implies one.
    pub gender: Option<Gender>,
    /// Its kind.
    pub kind: TitleKind,
    /// Where it is written.
    pub origin: Origin,
}

/// All titles, by their singular and plural forms in lower case.
#[derive(Default)]
pub struct Titles {
    list: Vec<Title>,
    by_form: HashMap<String, (usize, bool)>,
}

impl Titles {
    pub(super) fn load(rows: impl Iterator<Item = Result<Row<'static>>>) -> Result<Self> {
        let mut titles = Self::default();
        for row in rows {
            let row = row?;
            let kind = TitleKind::parse(row.columns[4]).ok_or_else(|| row.error(format!("no kind of title is called “{}”", row.columns[4])))?;
            let index = titles.list.len();
            titles.by_form.insert(row.columns[0].to_lowercase(), (index, false));
            if let Some(plural) = row.optional(1) {
                titles.by_form.entry(plural.to_lowercase()).or_insert((index, true));
            }
            titles.list.push(Title {
                singular: row.columns[0].to_owned(),
                plural: row.columns[1].to_owned(),
                sector: row.optional(2),
                gender: Gender::parse(row.columns[3]),
                kind,
                origin: row.origin,
            });
        }
        Ok(titles)
    }

    /// The title of a form (lower case, without full stops), and whether the form is its plural.
    pub fn get(&self, form: &str) -> Option<(&Title, bool)> {
        self.by_form.get(form).map(|&(index, plural)| (&self.list[index], plural))
    }
}

/// Nouns that denote people or bodies of people, by their singular (`data/lexicon/people_nouns.tsv`, from WordNet). What [`Titles`] lists
/// behaves in a way of its own; these are all the others.
#[derive(Default)]
pub struct PeopleNouns {
    by_lemma: HashMap<&'static str, Title>,
}

impl PeopleNouns {
    pub(super) fn load(rows: impl Iterator<Item = Result<Row<'static>>>) -> Result<Self> {
        let mut nouns = Self::default();
        for row in rows {
            let row = row?;
            let kind = match row.columns[1] {
                "person" => TitleKind::Occupation,
                "group" => TitleKind::Collective,
                "organisation" => TitleKind::Body,
                "state" => TitleKind::Plural,
                other => return Err(row.error(format!("a noun denotes a person, group, organisation or state, no “{other}”"))),
            };
            let singular = row.columns[0].to_owned();
            let title = Title { singular, plural: String::new(), sector: None, gender: None, kind, origin: row.origin };
            nouns.by_lemma.insert(row.columns[0], title);
        }
        Ok(nouns)
    }

    /// The noun with this singular, in lower case.
    pub fn get(&self, lemma: &str) -> Option<&Title> {
        self.by_lemma.get(lemma)
    }
}
