//! The actors of one article and where they are mentioned.

use std::ops::Range;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

/// Position of an entity in [`Entities::list`].
pub type EntityIndex = usize;

/// What an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum EntityKind {
    /// A human being, named or not ("a State Department official").
    Person,
    /// A country as an actor.
    State,
    /// A body with a name: government's organs, parties, companies, media, armed groups, alliances.
    Organisation,
    /// An unnamed collective that acts or speaks ("US officials").
    Group,
    /// A place that only locates; not an actor.
    Place,
    /// A treaty or deal; not an actor.
    Agreement,
    /// A named happening (election, summit); not an actor.
    Event,
}

impl EntityKind {
    /// Whether it can be an end of an edge, speak or be spoken about.
    pub fn is_actor(self) -> bool {
        matches!(self, Self::Person | Self::State | Self::Organisation | Self::Group)
    }
}

/// Whether a post is held.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Tenure {
    /// Held, as far as the text says. Who is outgoing holds it still.
    #[default]
    Held,
    /// Held for the time being ("acting president").
    Acting,
    /// Still to be taken up ("president-elect").
    Incoming,
    /// No longer held ("former president", "served as president until 2010").
    Former,
}

impl Tenure {
    /// Whether nothing has to be said of it.
    pub fn is_held(&self) -> bool {
        *self == Self::Held
    }

    /// As files and people write it: "former"; nothing of a post that is held.
    pub fn word(self) -> Option<&'static str> {
        match self {
            Self::Held => None,
            Self::Acting => Some("acting"),
            Self::Incoming => Some("incoming"),
            Self::Former => Some("former"),
        }
    }
}

/// A title or post.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Role {
    /// As the text words it; with "former", "acting" or "incoming" before it where the text says so in other words.
    pub title: String,
    /// Id of the state or organisation that it is a post of.
    pub of: Option<String>,
    /// Whether it is held.
    #[serde(default, skip_serializing_if = "Tenure::is_held")]
    pub tenure: Tenure,
}

/// An actor (or place, agreement, event) of one article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Entity {
    /// `state:PRK`, `person:kim-jong-un`, `org:stimson-center`, `group:prk/officials` (docs/src/files.md).
    pub id: String,
    /// What it is.
    pub kind: EntityKind,
    /// Its fullest name in the article; a state's usual English name.
    pub name: String,
    /// Every other form that names it.
    pub aliases: Vec<String>,
    /// ISO 3166-1 alpha-3 of the state that it belongs to; SUN, PSE, TWN, XKX too.
    pub country: Option<String>,
    /// PLOVER actor sector: GOV, MIL, LEG, JUD, COP, OPP, REB, MED, BUS, CVL, IGO, NGO, ...
    pub sector: Option<String>,
    /// Its posts, in order of mention.
    pub roles: Vec<Role>,
}

/// How a mention is worded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Form {
    /// By a name ("Putin", "N.Korea", "Russian"; in a record only "Russia", since the adjective names nobody).
    Name,
    /// By a common noun ("the ambassador"); in a record also by an adjective ("Russian").
    Nominal,
    /// By a pronoun.
    Pronoun,
}

/// One mention of an entity. "Both countries" is two mentions of the same tokens.
#[derive(Debug, Clone, PartialEq)]
pub struct Mention {
    /// The entity.
    pub entity: EntityIndex,
    /// Its tokens, determiners left out.
    pub tokens: Range<usize>,
    /// The syntactic head among them.
    pub head: usize,
    /// How it is worded.
    pub form: Form,
    /// The rule that tied the mention to the entity, for `explain`.
    pub rule: &'static str,
    /// The probability that it means the entity; 1 where no choice was made.
    pub confidence: f32,
}

/// Entities and mentions of one article. Mentions are in text order.
#[derive(Debug, Clone, Default)]
pub struct Entities {
    /// In order of first mention.
    pub list: Vec<Entity>,
    /// In text order.
    pub mentions: Vec<Mention>,
    by_token: IndexMap<usize, Vec<usize>>,
}

impl Entities {
    /// Entities with their mentions; mentions are sorted here.
    pub fn new(list: Vec<Entity>, mut mentions: Vec<Mention>) -> Self {
        mentions.sort_by_key(|m| (m.tokens.start, m.tokens.end, m.entity));
        mentions.dedup();
        let mut by_token: IndexMap<usize, Vec<usize>> = IndexMap::new();
        for (i, mention) in mentions.iter().enumerate() {
            for token in mention.tokens.clone() {
                by_token.entry(token).or_default().push(i);
            }
        }
        Self { list, mentions, by_token }
    }

    /// The mentions that cover a token, shortest first.
    pub fn covering(&self, token: usize) -> Vec<&Mention> {
        let mut found: Vec<&Mention> = self.by_token.get(&token).into_iter().flatten().map(|&i| &self.mentions[i]).collect();
        found.sort_by_key(|m| m.tokens.len());
        found
    }

    /// The mentions whose syntactic head is this token.
    pub fn headed_by(&self, token: usize) -> impl Iterator<Item = &Mention> {
        self.by_token.get(&token).into_iter().flatten().map(|&i| &self.mentions[i]).filter(move |m| m.head == token)
    }

    /// The entity of an id.
    pub fn index_of(&self, id: &str) -> Option<EntityIndex> {
        self.list.iter().position(|e| e.id == id)
    }

    /// The state entity that this entity is or belongs to, if the article mentions that state.
    pub fn state_of(&self, entity: EntityIndex) -> Option<EntityIndex> {
        let country = self.list[entity].country.as_deref()?;
        self.list.iter().position(|e| e.kind == EntityKind::State && e.country.as_deref() == Some(country))
    }

    /// The mentions inside a range of tokens, in text order.
    pub fn within(&self, tokens: Range<usize>) -> impl Iterator<Item = &Mention> {
        let first = self.mentions.partition_point(|m| m.tokens.start < tokens.start);
        self.mentions[first..].iter().take_while(move |m| m.tokens.start < tokens.end).filter(move |m| m.tokens.end <= tokens.end)
    }
}
