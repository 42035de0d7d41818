//! What a picture shows of a graph: its most connected actors, one tie a pair and direction, and events of three and more as nodes of their own.
//! Few and large letters: a picture is read on a page, not on a wall. The words around it are in [`words`].

mod parties;
pub mod words;

use std::collections::HashSet;

pub use words::{shorten, wrap};

use indexmap::IndexMap;

use self::parties::Gathering;
use super::style::{Family, Line};
use crate::types::{Actor, Category, Edge, EntityKind, Graph, Link, Modality};

/// How much a picture may hold, and what it has to do without.
#[derive(Debug, Clone)]
pub struct Limits {
    /// The most actors.
    pub actors: usize,
    /// The most ties.
    pub ties: usize,
    /// Ties (by [`Tie::id`]) that found no place of their own.
    pub without: HashSet<String>,
}

impl Default for Limits {
    fn default() -> Self {
        Self { actors: 18, ties: 24, without: HashSet::new() }
    }
}

/// Kinds of facts that the label of a tie names; the others are counted.
const MOST_NAMED: usize = 2;

/// The part of a graph that is drawn.
pub struct Picture {
    /// Heading.
    pub title: String,
    /// What is shown and what is left out.
    pub subtitle: String,
    /// Which articles of whom and of when are behind it, and who drew it.
    pub source: String,
    /// The actors, most connected first, and behind them the events of three and more.
    pub shapes: Vec<Shape>,
    /// The ties between them, strongest first.
    pub ties: Vec<Tie>,
}

/// Font sizes of names: the more an actor is tied to, the larger.
pub const NAME_SIZES: [f64; 4] = [13.5, 15.0, 18.0, 21.0];
/// From which share of the most connected actor's weight on an actor has the next size.
const RANKS: [f64; 3] = [0.15, 0.35, 0.65];

/// What a shape of a picture stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An actor of this kind.
    Actor(EntityKind),
    /// An event of three actors and more, of this family.
    Gathering(Family),
}

/// An actor in a picture, or an event that several take part in.
pub struct Shape {
    /// The actor's id, or one that no actor has.
    pub id: String,
    /// Decides on the form.
    pub kind: Kind,
    /// Its name in lines of legible length.
    pub lines: Vec<String>,
    /// How important it is, a place in [`NAME_SIZES`].
    pub rank: usize,
    /// What a reader sees who points at it.
    pub tooltip: String,
}

/// All edges from one actor to another as one line, or that an actor takes part in an event.
pub struct Tie {
    /// The same for all lines of one event.
    pub id: String,
    /// Index of the shape that it starts from.
    pub from: usize,
    /// Index of the shape that it leads to.
    pub to: usize,
    /// Whether it has no direction (all its edges are between equals).
    pub mutual: bool,
    /// Sum of what its edges weigh.
    pub weight: f64,
    /// The family of its first label.
    pub family: Family,
    /// The surest of its edges.
    pub line: Line,
    /// "meeting ×3", each in the colour of its own family; "and 3 more" has no family.
    pub labels: Vec<Label>,
    /// A sentence of evidence.
    pub tooltip: String,
}

/// A line of a tie's label.
#[derive(Debug, Clone, PartialEq)]
pub struct Label {
    /// The words.
    pub text: String,
    /// Gives the colour; `None` for what only counts the rest.
    pub family: Option<Family>,
}

/// An edge with as many pieces of evidence as are not shown by an event of three and more.
#[derive(Clone, Copy)]
struct Told<'a> {
    link: Link<'a>,
    told: usize,
}

/// The edges of a pair in one direction.
#[derive(Default)]
struct Bundle<'a> {
    edges: Vec<Told<'a>>,
    weight: f64,
}

/// What a picture could show, strongest first: a pair's edges or an event of several.
struct Candidate<'a> {
    id: String,
    weight: f64,
    /// The actors without whom it cannot be shown.
    ends: Vec<&'a str>,
    what: What<'a>,
}

enum What<'a> {
    Pair(Bundle<'a>),
    Gathering(Gathering<'a>),
}

/// All that pictures of a graph could show.
pub struct Drawable<'a> {
    graph: &'a Graph,
    candidates: Vec<Candidate<'a>>,
    /// What the candidates of each actor weigh together, the strongest actor first.
    strength: IndexMap<&'a str, f64>,
}

impl<'a> Drawable<'a> {
    /// What there is to draw of a graph.
    pub fn of(graph: &'a Graph) -> Self {
        let candidates = candidates(graph);
        let mut strength: IndexMap<&str, f64> = IndexMap::new();
        for candidate in &candidates {
            candidate.ends.iter().for_each(|end| *strength.entry(end).or_default() += candidate.weight);
        }
        strength.sort_by(|a, x, b, y| y.total_cmp(x).then_with(|| a.cmp(b)));
        Self { graph, candidates, strength }
    }

    /// The picture within limits.
    pub fn picture(&self, limits: &Limits) -> Picture {
        let Self { graph, candidates, strength } = self;
        let leading: HashSet<&str> = strength.keys().take(limits.actors).copied().collect();
        let drawn: Vec<&Candidate<'_>> = candidates
            .iter()
            .filter(|candidate| !limits.without.contains(&candidate.id) && candidate.drawn_ends(&leading).count() >= candidate.least_ends())
            .take(limits.ties)
            .collect();
        let mut at: IndexMap<&str, usize> = IndexMap::new();
        for id in strength.keys().filter(|id| drawn.iter().any(|one| one.drawn_ends(&leading).any(|end| end == **id))) {
            at.insert(id, at.len());
        }
        let most = strength.first().map_or(1.0, |(_, most)| *most);
        let rank = |id: &str| RANKS.iter().filter(|share| strength.get(id).is_some_and(|weight| *weight >= *share * most)).count();
        let mut shapes: Vec<Shape> = at.keys().filter_map(|id| graph.actor(id)).map(|actor| Shape::of(actor, rank(&actor.id))).collect();
        let mut ties = Vec::new();
        for candidate in &drawn {
            match &candidate.what {
                What::Pair(bundle) => ties.push(Tie::of(candidate, bundle, at[candidate.ends[0]], at[candidate.ends[1]])),
                What::Gathering(gathering) => {
                    let members: Vec<usize> = candidate.drawn_ends(&leading).map(|end| at[end]).collect();
                    ties.extend(members.iter().map(|&member| Tie::to_event(candidate, gathering, member, shapes.len())));
                    shapes.push(Shape::of_event(candidate, gathering, members.len()));
                }
            }
        }
        let counted = words::Counted { actors: (at.len(), strength.len()), ties: (drawn.len(), candidates.len()) };
        let edges: Vec<&Edge> = drawn.iter().flat_map(|candidate| candidate.edges()).collect();
        let names: Vec<&str> = at.keys().map(|id| graph.name_of(id)).collect();
        let title = if graph.title.is_empty() { words::title(&edges, &names) } else { graph.title.clone() };
        Picture { title, subtitle: words::subtitle(&graph.scope, &counted), source: words::source(graph, &edges), shapes, ties }
    }
}

impl Picture {
    /// The actors among the shapes.
    pub fn actors(&self) -> usize {
        self.shapes.iter().filter(|shape| matches!(shape.kind, Kind::Actor(_))).count()
    }
}

impl<'a> Candidate<'a> {
    fn drawn_ends<'b>(&'b self, leading: &'b HashSet<&str>) -> impl Iterator<Item = &'a str> + 'b {
        self.ends.iter().copied().filter(|end| leading.contains(end))
    }

    fn least_ends(&self) -> usize {
        match self.what {
            What::Pair(_) => 2,
            What::Gathering(_) => 3,
        }
    }

    fn edges(&self) -> Vec<&'a Edge> {
        match &self.what {
            What::Pair(bundle) => bundle.edges.iter().map(|told| told.link.edge).collect(),
            What::Gathering(gathering) => vec![gathering.edge],
        }
    }
}

/// All that could be drawn, strongest first. What is between equals joins a bundle that is there already, in either direction.
fn candidates(graph: &Graph) -> Vec<Candidate<'_>> {
    let (gatherings, shown) = parties::gatherings(graph);
    let mut bundles: IndexMap<(&str, &str), Bundle<'_>> = IndexMap::new();
    let (equal, directed): (Vec<Link<'_>>, Vec<Link<'_>>) = graph.links().filter(|link| is_drawn(link.edge)).partition(|link| link.edge.symmetric);
    for link in directed.into_iter().chain(equal) {
        let Link { source, target, edge } = link;
        let told = parties::left(edge, &shown);
        if told == 0 {
            continue;
        }
        let (there, back) = ((source.id.as_str(), target.id.as_str()), (target.id.as_str(), source.id.as_str()));
        let turned = edge.symmetric && !bundles.contains_key(&there) && bundles.contains_key(&back);
        let bundle = bundles.entry(if turned { back } else { there }).or_default();
        bundle.edges.push(Told { link, told });
        bundle.weight += weight(edge, told);
    }
    let pairs = bundles.into_iter().map(|((source, target), bundle)| Candidate {
        id: format!("{source}|{target}"),
        weight: bundle.weight,
        ends: vec![source, target],
        what: What::Pair(bundle),
    });
    let events = gatherings.into_iter().map(|gathering| Candidate {
        id: format!("{}|{}", gathering.edge.key, gathering.members.join("|")),
        weight: weight(gathering.edge, gathering.told),
        ends: gathering.members.clone(),
        what: What::Gathering(gathering),
    });
    let mut all: Vec<Candidate<'_>> = pairs.chain(events).collect();
    all.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| a.id.cmp(&b.id)));
    all
}

/// That something was not planned, or could not happen, is no news for a picture.
fn is_drawn(edge: &Edge) -> bool {
    !(edge.negated && edge.modality != Modality::Actual)
}

/// Deeds weigh more than posts and words; what articles report more than what somebody claims, plans or denies; independent sources more than repetition.
fn weight(edge: &Edge, told: usize) -> f64 {
    let base = match edge.category {
        Category::Event => 2.0,
        Category::Affiliation => 0.6,
        Category::Statement => 0.35,
    };
    let sources = (edge.corroboration.publishers.max(1) - 1).min(told.saturating_sub(1));
    base * sureness(edge) * edge.confidence * ((told as f64).sqrt() + sources as f64)
}

/// How much of a fact an edge is, 0 to 1.
fn sureness(edge: &Edge) -> f64 {
    let claimed = if edge.claimed_only && edge.category != Category::Statement { 0.6 } else { 1.0 };
    let modality = if edge.modality == Modality::Actual { 1.0 } else { 0.6 };
    claimed * modality * if edge.negated { 0.4 } else { 1.0 }
}

impl Shape {
    fn of(actor: &Actor, rank: usize) -> Self {
        let country = actor.country.as_ref().filter(|_| actor.kind != EntityKind::State).map(|code| format!(", {code}")).unwrap_or_default();
        let role = actor.roles.first().map(|role| format!(", {}", role.title)).unwrap_or_default();
        let counts = format!("{} in {}", words::counted(actor.mentions, "mention"), words::counted(actor.articles.len(), "article"));
        let tooltip = format!("{}{role}{country}: {counts}", actor.name);
        Self { id: actor.id.clone(), kind: Kind::Actor(actor.kind), lines: wrap(&actor.name, 20, 3), rank, tooltip }
    }

    /// An event; of those who take part in it, `drawn` are in the picture.
    fn of_event(candidate: &Candidate<'_>, gathering: &Gathering<'_>, drawn: usize) -> Self {
        let times = if gathering.told > 1 { format!(" ×{}", gathering.told) } else { String::new() };
        let all = gathering.members.len();
        let parties = if drawn < all { format!(" of {all} parties") } else { String::new() };
        let name = format!("{}{times}{parties}", wording(gathering.edge, &gathering.edge.kind));
        let kind = Kind::Gathering(Family::of(gathering.edge));
        Self { id: format!("event:{}", candidate.id), kind, lines: wrap(&name, 20, 3), rank: 0, tooltip: sentence(gathering.edge) }
    }

    /// Font size of its name.
    pub fn size(&self) -> f64 {
        NAME_SIZES[self.rank.min(NAME_SIZES.len() - 1)]
    }

    /// Height of a line of its name.
    pub fn line_height(&self) -> f64 {
        self.size() * 1.22
    }
}

impl Tie {
    fn of(candidate: &Candidate<'_>, bundle: &Bundle<'_>, from: usize, to: usize) -> Self {
        let labels = labels(&bundle.edges);
        let edges: Vec<&Edge> = bundle.edges.iter().map(|told| told.link.edge).collect();
        let best = bundle.edges.iter().max_by(|a, b| weight(a.link.edge, a.told).total_cmp(&weight(b.link.edge, b.told)));
        Self {
            id: candidate.id.clone(),
            from,
            to,
            mutual: edges.iter().all(|edge| edge.symmetric),
            weight: bundle.weight,
            family: labels.first().and_then(|label| label.family).unwrap_or(Family::Statement),
            line: line(&edges),
            labels,
            tooltip: best.map(|told| sentence(told.link.edge)).unwrap_or_default(),
        }
    }

    /// That an actor takes part in an event, whose shape says what it is.
    fn to_event(candidate: &Candidate<'_>, gathering: &Gathering<'_>, member: usize, event: usize) -> Self {
        Self {
            id: candidate.id.clone(),
            from: member,
            to: event,
            mutual: true,
            weight: candidate.weight,
            family: Family::of(gathering.edge),
            line: Line::of(gathering.edge),
            labels: Vec::new(),
            tooltip: sentence(gathering.edge),
        }
    }

    /// How thick its line is, in points.
    pub fn width(&self) -> f64 {
        (1.1 + 0.4 * self.weight.sqrt()).min(3.4)
    }
}

/// The lines of a tie's label: what articles report first, then by weight.
fn labels(edges: &[Told<'_>]) -> Vec<Label> {
    struct Wording {
        told: usize,
        weight: f64,
        fact: bool,
        family: Family,
    }
    let mut wordings: IndexMap<String, Wording> = IndexMap::new();
    for &Told { link, told } in edges {
        let edge = link.edge;
        let fact = sureness(edge) == 1.0 && edge.category != Category::Statement;
        let one =
            wordings.entry(wording(edge, &shorten(&link.label(), 40))).or_insert(Wording { told: 0, weight: 0.0, fact, family: Family::of(edge) });
        one.told += told;
        one.weight += weight(edge, told);
    }
    wordings.sort_by(|a, x, b, y| y.fact.cmp(&x.fact).then_with(|| y.weight.total_cmp(&x.weight)).then_with(|| a.cmp(b)));
    // One more takes no more room than to say so.
    let named = if wordings.len() == MOST_NAMED + 1 { MOST_NAMED + 1 } else { MOST_NAMED };
    let more = wordings.len().saturating_sub(named);
    let named = wordings
        .into_iter()
        .take(named)
        .map(|(text, one)| Label { text: if one.told > 1 { format!("{text} ×{}", one.told) } else { text }, family: Some(one.family) });
    named.chain((more > 0).then(|| Label { text: format!("and {more} more"), family: None })).collect()
}

impl Label {
    /// The colour of the words.
    pub fn colour(&self) -> &'static str {
        self.family.map_or(super::style::MUTED, Family::colour)
    }
}

/// A sentence that shows an edge.
fn sentence(edge: &Edge) -> String {
    edge.evidence.first().map(|piece| shorten(&piece.sentence.text, 300)).unwrap_or_default()
}

/// The surest of the edges. What is said about somebody is sure, but says nothing of what was done to him.
fn line(edges: &[&Edge]) -> Line {
    let surest = |spoken: bool| edges.iter().filter(|edge| (edge.category == Category::Statement) == spoken).map(|edge| Line::of(edge)).min();
    surest(false).or_else(|| surest(true)).unwrap_or(Line::Solid)
}

/// The type, with what sets the edge apart from the plain fact: a claim stands in quotation marks.
/// The type or post, with what sets the edge apart from the plain fact: a claim stands in quotation marks.
fn wording(edge: &Edge, kind: &str) -> String {
    let kind = if edge.category == Category::Statement { "speaks about" } else { kind };
    let modality = match edge.modality {
        Modality::Actual => "",
        // An incoming post is planned by its own words.
        _ if !edge.tenure.is_held() => "",
        Modality::Planned => "planned ",
        Modality::Possible => "possible ",
    };
    let text = format!("{}{modality}{}", if edge.negated { "no " } else { "" }, kind.replace('-', " "));
    let text = if edge.claimed_only && edge.category != Category::Statement { format!("“{text}”") } else { text };
    if edge.contested { format!("{text} (contested)") } else { text }
}
