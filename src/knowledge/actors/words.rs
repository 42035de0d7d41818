//! Short lists of words that tell whom a phrase means (`data/lexicon/actor_words.toml`).

use std::collections::HashSet;

use serde::Deserialize;

use crate::error::{Error, Result};
use crate::knowledge::files::data_file;

const PATH: &str = "data/lexicon/actor_words.toml";

/// A set of words in lower case.
#[derive(Default, Deserialize)]
#[serde(transparent)]
pub struct Words(HashSet<String>);

impl Words {
    /// Whether a word (lower case) is in the list.
    pub fn contains(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}

/// The lists; the file says what each is for.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActorWords {
    /// Titles of those at the head of a state or government.
    pub leaders: Words,
    /// Chambers by their short names.
    pub chambers: Words,
    /// Offices that are no post in a state.
    pub no_posts: Words,
    /// Posts in the service of a person, which are no posts of the state by themselves.
    pub personal_posts: Words,
    /// Nouns for people that bodies and states bear too.
    pub borne_by_bodies: Words,
    /// Posts in a town or part of a state.
    pub local_offices: Words,
    /// Offices of a town or region where such a one is named with them.
    pub seated_offices: Words,
    /// Posts that belong to the sender, not to the place ("ambassador to").
    pub sent: Words,
    /// Words of travel and distance.
    pub motion: Words,
    /// Verbs whose object, if it is a town, is the place.
    pub town_verbs: Words,
    /// Parts and sides of towns.
    pub town_parts: Words,
    /// Prepositions after which a capital is a party.
    pub party_prepositions: Words,
    /// Small words inside names.
    pub particles: Words,
    /// Nouns for two.
    pub pairs: Words,
    /// What stands with a hyphen after an office of somebody who does not hold it yet.
    pub elected: Words,
    /// Words for numbers and amounts.
    pub quantities: Words,
    /// Words that say that somebody new is meant.
    pub newcomers: Words,
    /// Last parts of a personal name that tell father from son.
    pub generations: Words,
    /// Letters behind a person's name.
    pub postnominals: Words,
    /// Verbs and nouns after which "in" names a company ("a stake in").
    pub stakes: Words,
    /// Prefixes before a hyphen that say for or against whom somebody is.
    pub sides: Words,
    /// Participles that say who stands behind a group.
    pub sponsored: Words,
    /// Verbs that judge or reward their object for what is its own ("thanked Kim for his help").
    pub judging: Words,
    /// Last words of titles of posts that exclude others of the kind in other bodies.
    pub full_time_posts: Words,
    /// Words of a title that say that the post is held.
    pub held_posts: Words,
    /// Words of a title that say that the post is no longer held.
    pub former_posts: Words,
    /// Words of a title that say that the post is held for the time being.
    pub acting_posts: Words,
    /// Words of a title that say that the post is still to be taken up.
    pub incoming_posts: Words,
    /// Verbs that end a post.
    pub leaving_posts: Words,
}

impl ActorWords {
    pub(super) fn load() -> Result<Self> {
        let text = data_file(PATH, include_str!("../../../data/lexicon/actor_words.toml"))?;
        toml::from_str(text).map_err(|error| Error::data(PATH, error.message()))
    }
}
