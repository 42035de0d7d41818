//! The graph that records are assembled into: actors joined by claims that carry their evidence. Its file form is in `graph_file`.

use std::borrow::Cow;

use indexmap::IndexMap;
use petgraph::graph::{DiGraph, EdgeIndex, NodeIndex};
use petgraph::visit::EdgeRef;
use serde::{Deserialize, Serialize};

use crate::types::record::{RecordArticle, RecordStatement, TextSpan};
use crate::types::{EntityKind, Form, Modality, Role, Tenure, TimeRange};

/// The type of the edges that statements give: from a speaker to each actor spoken about.
pub const SAYS_ABOUT: &str = "says-about";

/// A person, state, organisation or group, joined across articles.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Actor {
    /// `state:PRK`, `person:kim-jong-un`, `org:stimson-center`, `group:prk/officials`.
    pub id: String,
    /// What it is.
    pub kind: EntityKind,
    /// Its fullest name.
    pub name: String,
    /// Every other form that names it, in order of first mention.
    pub aliases: Vec<String>,
    /// ISO 3166-1 alpha-3 of the state that it belongs to.
    pub country: Option<String>,
    /// PLOVER actor sector (GOV, MIL, ...).
    pub sector: Option<String>,
    /// Its posts, in order of first mention.
    pub roles: Vec<Role>,
    /// How often the articles mention it.
    pub mentions: usize,
    /// Ids of the articles that mention it, in reading order.
    pub articles: Vec<String>,
    /// How each article names it, and by which rule that was found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub named: Vec<Named>,
    /// Other ids that mean the same actor, each with the reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub joined: Vec<Joined>,
    /// Other actors of the same name that are not this one, each with the reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub apart: Vec<Apart>,
}

impl Actor {
    /// An actor of whom only the id is known.
    pub(crate) fn of_id(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            kind: EntityKind::Group,
            name: String::new(),
            aliases: Vec::new(),
            country: None,
            sector: None,
            roles: Vec::new(),
            mentions: 0,
            articles: Vec::new(),
            named: Vec::new(),
            joined: Vec::new(),
            apart: Vec::new(),
        }
    }
}

/// How one article names an actor: all equal mentions together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Named {
    /// Article id.
    pub article: String,
    /// The actor's id in that article's record.
    pub id: String,
    /// The words.
    pub text: String,
    /// How it is worded.
    pub form: Form,
    /// The rule that tied the words to the actor.
    #[serde(default)]
    pub rule: String,
    /// How many such mentions.
    pub count: usize,
}

/// An id in some record that means this actor, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Joined {
    /// The id in the records.
    pub id: String,
    /// The name there.
    #[serde(default)]
    pub name: String,
    /// The reason, in words.
    pub reason: String,
}

/// Another actor of the same name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Apart {
    /// Its id in the graph.
    pub id: String,
    /// The name.
    pub name: String,
    /// Why the two are not one, in words.
    pub reason: String,
}

/// What kind of tie an edge is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Category {
    /// Something done to, with or towards another.
    Event,
    /// A post or a membership.
    Affiliation,
    /// Words about another.
    Statement,
}

/// How many articles and sources support an edge.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Corroboration {
    /// Articles that claim it.
    pub articles: usize,
    /// Independent sources: articles of one publisher count once, and so do articles that print the same sentence.
    pub publishers: usize,
}

/// One of the two ends of an edge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum End {
    /// Who does it.
    Source,
    /// Whom it is done to.
    Target,
}

impl End {
    /// The end across.
    pub fn other(self) -> Self {
        match self {
            Self::Source => Self::Target,
            Self::Target => Self::Source,
        }
    }
}

/// Words of a sentence that mean an end of the edge that it shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EndMention {
    /// Which end.
    pub of: End,
    /// The words and their place in the article.
    #[serde(flatten)]
    pub span: TextSpan,
}

/// One place of one article that shows an edge.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Evidence {
    /// Article id.
    pub article: String,
    /// Id of the event or statement in its record.
    pub claim: String,
    /// The sentence that shows it; of a statement, the words said.
    pub sentence: TextSpan,
    /// The words that name the action; of a statement the cue, null for a quotation that goes on without one.
    pub trigger: Option<TextSpan>,
    /// The places of the sentence that mean one of the edge's ends, pronouns included, in text order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<EndMention>,
    /// Ids of those who claim it; empty where the article itself asserts it.
    #[serde(default)]
    pub attributed_to: Vec<String>,
    /// Whether it is only reported in somebody's words, known or unknown.
    #[serde(default, skip_serializing_if = "is_false")]
    pub claimed: bool,
    /// When, as this article says.
    #[serde(default)]
    pub time: Option<TimeRange>,
    /// 0 to 1.
    pub confidence: f64,
    /// The rule that fired.
    #[serde(default)]
    pub rule: String,
}

/// A typed claim about two actors, with everything that shows it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Edge {
    /// Unique between two actors: type, modality, negation and tenure.
    pub key: String,
    /// Edge type ("arms-transfer").
    #[serde(rename = "type")]
    pub kind: String,
    /// PLOVER class; null for affiliations and statements.
    pub plover: Option<String>,
    /// Event, affiliation or statement.
    pub category: Category,
    /// Fact, plan or possibility.
    pub modality: Modality,
    /// Said not to be so.
    pub negated: bool,
    /// Of a post or membership: whether it is held. One that is former is another edge than one that is held.
    #[serde(default, skip_serializing_if = "Tenure::is_held")]
    pub tenure: Tenure,
    /// Whether source and target are equals in it ("meeting"); if not, the source does it to the target.
    #[serde(default)]
    pub symmetric: bool,
    /// All who are said to claim it.
    pub attributed_to: Vec<String>,
    /// Whether every piece of evidence is somebody's claim and no article asserts it itself.
    #[serde(default)]
    pub claimed_only: bool,
    /// Whether somebody denies it, or, of a negated edge, asserts it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub contested: bool,
    /// The first time that the evidence gives.
    pub time: Option<TimeRange>,
    /// What is handed over.
    pub objects: Vec<String>,
    /// The best of its evidence, 0 to 1.
    pub confidence: f64,
    /// How many stand behind it.
    #[serde(default)]
    pub corroboration: Corroboration,
    /// Ids of the statements, for an edge of category statement.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<String>,
    /// All its evidence, in reading order.
    pub evidence: Vec<Evidence>,
    /// What the other side says, where the edge is contested.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub against: Vec<Evidence>,
}

fn is_false(value: &bool) -> bool {
    !value
}

/// What an edge type implies about the events told beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Stance {
    /// It says that something claimed is not so.
    Denial,
    /// It says what somebody wants or fears, not what is so.
    Wish,
}

/// A statement with its article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct GraphStatement {
    /// Article id.
    pub article: String,
    /// As in the record, with the joined actors' ids.
    #[serde(flatten)]
    pub said: RecordStatement,
}

/// Actors as nodes, claims as edges; several edges may join two actors.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Graph {
    /// The heading of a picture.
    pub title: String,
    /// How it was selected from a larger graph, in words; not part of the file.
    pub scope: Vec<String>,
    /// "actors", or "state" when officials, organs and groups are rolled up into their states.
    pub level: String,
    /// The articles behind it, in reading order.
    pub articles: Vec<RecordArticle>,
    /// All statements, those about nobody included.
    pub statements: Vec<GraphStatement>,
    net: DiGraph<Actor, Edge>,
    by_id: IndexMap<String, NodeIndex>,
}

/// An edge with its two ends.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Link<'a> {
    /// Who does it.
    pub source: &'a Actor,
    /// Whom it is done to, or the counterpart.
    pub target: &'a Actor,
    /// What it is.
    pub edge: &'a Edge,
}

impl Graph {
    /// A graph without actors and edges.
    pub fn empty(title: &str, level: &str, articles: Vec<RecordArticle>) -> Self {
        Self { title: title.to_owned(), level: level.to_owned(), articles, ..Self::default() }
    }

    /// Adds an actor, or gives the place of the one that has its id.
    pub fn add_actor(&mut self, actor: Actor) -> NodeIndex {
        if let Some(&at) = self.by_id.get(&actor.id) {
            return at;
        }
        let id = actor.id.clone();
        let at = self.net.add_node(actor);
        self.by_id.insert(id, at);
        at
    }

    /// Adds an edge between two actors; `None` if one of them is not in the graph.
    pub fn add_edge(&mut self, source: &str, target: &str, edge: Edge) -> Option<EdgeIndex> {
        let (source, target) = (*self.by_id.get(source)?, *self.by_id.get(target)?);
        Some(self.net.add_edge(source, target, edge))
    }

    /// The network itself, for the algorithms of petgraph.
    pub fn net(&self) -> &DiGraph<Actor, Edge> {
        &self.net
    }

    /// Where an actor stands in the network.
    pub fn index_of(&self, id: &str) -> Option<NodeIndex> {
        self.by_id.get(id).copied()
    }

    /// The actor of an id.
    pub fn actor(&self, id: &str) -> Option<&Actor> {
        self.index_of(id).map(|at| &self.net[at])
    }

    /// The actor's name, or its id if it is not in the graph.
    pub fn name_of<'a>(&'a self, id: &'a str) -> &'a str {
        self.actor(id).map_or(id, |actor| &actor.name)
    }

    /// All actors, in the order of the file.
    pub fn actors(&self) -> impl Iterator<Item = &Actor> {
        self.net.node_weights()
    }

    /// All edges with their ends, in the order of the file.
    pub fn links(&self) -> impl Iterator<Item = Link<'_>> {
        self.net.edge_references().map(|edge| Link { source: &self.net[edge.source()], target: &self.net[edge.target()], edge: edge.weight() })
    }

    /// The article of an id.
    pub fn article(&self, id: &str) -> Option<&RecordArticle> {
        self.articles.iter().find(|article| article.id == id)
    }
}

impl Link<'_> {
    /// What ties the two, in a word or two: the edge's type; of a post that is not held, which it is ("former president of").
    pub fn label(&self) -> Cow<'_, str> {
        let Some(tenure) = self.edge.tenure.word() else { return Cow::Borrowed(&self.edge.kind) };
        let plain = |role: &Role| {
            let mut letters = role.title.chars();
            let title: String = letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default();
            let end = [" of ", " at ", " for ", " in ", ","].iter().filter_map(|end| title.find(end)).min().unwrap_or(title.len());
            title[..end].to_owned()
        };
        let shown = |title: &str| self.edge.evidence.iter().filter_map(|piece| piece.trigger.as_ref()).any(|t| contains(&t.text, title));
        let of_target = |tenure: Tenure| {
            let roles = self.source.roles.iter().filter(move |role| role.tenure == tenure && role.of.as_ref() == Some(&self.target.id));
            roles.map(plain).collect::<Vec<_>>()
        };
        let same = of_target(self.edge.tenure);
        // Where another article tells the post as held, its title there lacks the word.
        let held = || of_target(Tenure::Held).into_iter().find(|title| shown(title)).map(|title| format!("{tenure} {title}"));
        let title = same.iter().find(|title| shown(title)).or(same.first()).cloned().or_else(held);
        title.map_or_else(|| format!("{tenure} {}", self.edge.kind), |title| format!("{title} of")).into()
    }
}

/// Whether a text holds some words, whatever the case.
fn contains(text: &str, words: &str) -> bool {
    text.to_lowercase().contains(&words.to_lowercase())
}

impl Edge {
    /// The key of an edge: its type, and what distinguishes it from the plain fact.
    pub fn key_of(kind: &str, modality: Modality, negated: bool, tenure: Tenure) -> String {
        let modality = match modality {
            Modality::Actual => "",
            Modality::Planned => "/planned",
            Modality::Possible => "/possible",
        };
        let tenure = tenure.word().map(|word| format!("/{word}")).unwrap_or_default();
        format!("{kind}{modality}{}{tenure}", if negated { "/not" } else { "" })
    }
}
