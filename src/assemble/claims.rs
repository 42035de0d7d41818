//! Claims that agree in type, source, target, modality, negation and tenure become one edge with several pieces of evidence.

use std::collections::{HashMap, HashSet};

use indexmap::{IndexMap, IndexSet};
use petgraph::unionfind::UnionFind;

use super::contested::Stances;
use super::identity::Identity;
use crate::types::graph::SAYS_ABOUT;
use crate::types::record::{RecordArticle, RecordEvent, RecordMention, RecordStatement, TextSpan};
use crate::types::{Category, Corroboration, Edge, End, EndMention, Evidence, Graph, Modality, Record, Tenure};

/// Edges by their ends and keys, in order of first appearance.
#[derive(Default)]
pub struct EdgeSet {
    edges: IndexMap<(String, String, String), Gathered>,
}

impl EdgeSet {
    /// Adds an edge, or its evidence to the edge that says the same. Ties of an actor to itself are left out.
    pub fn add(&mut self, source: &str, target: &str, mut edge: Edge) {
        if source == target {
            return;
        }
        let key = edge.key.clone();
        let place = |from: &str, to: &str| (from.to_owned(), to.to_owned(), key.clone());
        let turned = place(target, source);
        let at = if edge.symmetric && self.edges.contains_key(&turned) {
            turn(&mut edge);
            turned
        } else {
            place(source, target)
        };
        match self.edges.entry(at) {
            indexmap::map::Entry::Vacant(entry) => {
                entry.insert(Gathered::of(edge));
            }
            indexmap::map::Entry::Occupied(mut entry) => entry.get_mut().merge(edge),
        }
    }

    /// The edges, in order of first appearance.
    pub fn edges(&self) -> impl Iterator<Item = &Edge> {
        self.edges.values().map(|gathered| &gathered.edge)
    }

    /// Source and target of each of the edges.
    pub fn ends(&self) -> impl Iterator<Item = (&str, &str)> {
        self.edges.keys().map(|(source, target, _)| (source.as_str(), target.as_str()))
    }

    /// The edge at a position.
    pub fn at(&self, position: usize) -> &Edge {
        &self.edges[position].edge
    }

    /// The edge at a position.
    pub fn at_mut(&mut self, position: usize) -> &mut Edge {
        &mut self.edges[position].edge
    }

    /// Hands all edges to the graph, with their corroboration.
    pub fn move_into(self, graph: &mut Graph) {
        let sources = Sources::of(&graph.articles);
        for ((source, target, _), gathered) in self.edges {
            graph.add_edge(&source, &target, gathered.finish(&sources));
        }
    }
}

/// Takes source for target and target for source, which of a symmetric edge are equals.
pub fn turn(edge: &mut Edge) {
    let pieces = edge.evidence.iter_mut().chain(&mut edge.against);
    pieces.flat_map(|piece| &mut piece.mentions).for_each(|mention| mention.of = mention.of.other());
}

/// An edge with the ids of the claims that its evidence is from.
pub struct Gathered {
    edge: Edge,
    claims: IndexSet<String>,
}

impl Gathered {
    /// The first claim of an edge.
    pub fn of(edge: Edge) -> Self {
        let claims = edge.evidence.iter().map(|piece| piece.claim.clone()).collect();
        Self { edge, claims }
    }

    /// Adds what another claim of the same edge says.
    pub fn merge(&mut self, other: Edge) {
        let Self { edge, claims } = self;
        edge.evidence.extend(other.evidence.into_iter().filter(|piece| claims.insert(piece.claim.clone())));
        edge.confidence = edge.confidence.max(other.confidence);
        edge.time = edge.time.take().or(other.time);
        edge.plover = edge.plover.take().or(other.plover);
        extend_new(&mut edge.attributed_to, other.attributed_to);
        extend_new(&mut edge.objects, other.objects);
        edge.contested |= other.contested;
        let new = other.against.into_iter().filter(|piece| edge.against.iter().all(|known| known.claim != piece.claim)).collect::<Vec<_>>();
        edge.against.extend(new);
        extend_new(&mut edge.statements, other.statements);
    }

    /// The edge, with its corroboration.
    pub fn finish(self, sources: &Sources) -> Edge {
        let mut edge = self.edge;
        edge.claimed_only = edge.evidence.iter().all(|piece| piece.claimed || !piece.attributed_to.is_empty());
        edge.corroboration = sources.corroboration(&edge.evidence);
        edge
    }
}

fn extend_new(list: &mut Vec<String>, more: Vec<String>) {
    for item in more {
        if !list.contains(&item) {
            list.push(item);
        }
    }
}

/// Adds all that a record claims.
pub fn collect(record: &Record, identity: &Identity, told: &Stances<'_>, symmetric: &dyn Fn(&str) -> bool, edges: &mut EdgeSet) {
    for (source, target, edge) in claimed(record, identity, told, symmetric) {
        edges.add(identity.of_id(source), identity.of_id(target), edge);
    }
}

/// All that a record claims, each with the ids of its ends in the record: an edge with one piece of evidence. Events come first, then statements.
pub fn claimed<'a>(
    record: &'a Record,
    identity: &'a Identity,
    told: &'a Stances<'_>,
    symmetric: &'a dyn Fn(&str) -> bool,
) -> impl Iterator<Item = (&'a str, &'a str, Edge)> {
    let event =
        |event: &'a RecordEvent| (event.source.as_str(), event.target.as_str(), event_edge(event, record, identity, told, symmetric(&event.kind)));
    let said = move |statement: &'a RecordStatement| {
        let about = move |about: &'a String| {
            let speaker = statement.speaker.as_deref()?;
            Some((speaker, about.as_str(), statement_edge(statement, about, record, identity)?))
        };
        statement.about.iter().filter_map(about)
    };
    record.events.iter().map(event).chain(record.statements.iter().flat_map(said))
}

fn event_edge(event: &RecordEvent, record: &Record, identity: &Identity, told: &Stances<'_>, symmetric: bool) -> Edge {
    let said = if event.attributed_to.is_empty() { told.own_words(event) } else { None };
    let claimed = !event.attributed_to.is_empty() || said.is_some() && event.plover.is_some();
    let claimants = said.filter(|_| claimed).unwrap_or_else(|| event.attributed_to.clone());
    let attributed_to: Vec<String> = claimants.iter().map(|id| identity.of_id(id)).collect::<IndexSet<_>>().into_iter().map(str::to_owned).collect();
    Edge {
        key: Edge::key_of(&event.kind, event.modality, event.negated, event.tenure),
        kind: event.kind.clone(),
        plover: event.plover.clone(),
        // The two types without a PLOVER class are the affiliations.
        category: if event.plover.is_some() { Category::Event } else { Category::Affiliation },
        modality: event.modality,
        negated: event.negated,
        tenure: event.tenure,
        symmetric,
        claimed_only: claimed,
        contested: false,
        against: Vec::new(),
        time: event.time.clone(),
        objects: event.objects.clone(),
        confidence: event.confidence,
        corroboration: Corroboration::default(),
        statements: Vec::new(),
        evidence: vec![Evidence {
            article: record.article.id.clone(),
            claim: event.id.clone(),
            sentence: event.sentence.clone(),
            trigger: Some(event.trigger.clone()),
            mentions: end_mentions(record, &event.sentence, &event.source, &event.target),
            attributed_to: attributed_to.clone(),
            claimed,
            time: event.time.clone(),
            confidence: event.confidence,
            rule: event.rule.clone(),
        }],
        attributed_to,
    }
}

/// The edge from the speaker to one actor spoken about; its evidence is the part of the words that mentions that actor.
fn statement_edge(statement: &RecordStatement, about: &str, record: &Record, identity: &Identity) -> Option<Edge> {
    let first = record.mentions.partition_point(|m| m.start < statement.content.first().map_or(0, |span| span.start));
    let last = statement.content.last().map_or(0, |span| span.end);
    let mention = record.mentions[first..].iter().take_while(|m| m.start < last).find(|m| m.entity == about);
    let named = mention.and_then(|m| statement.content.iter().find(|span| span.start <= m.start && m.end <= span.end));
    let sentence = named.or(statement.content.first())?.clone();
    let source = statement.speaker.as_deref()?;
    let mentions = end_mentions(record, &sentence, source, about);
    let speaker = identity.of_id(source).to_owned();
    Some(Edge {
        key: SAYS_ABOUT.into(),
        kind: SAYS_ABOUT.into(),
        plover: None,
        category: Category::Statement,
        modality: Modality::Actual,
        negated: false,
        tenure: Tenure::Held,
        symmetric: false,
        attributed_to: Vec::new(),
        claimed_only: false,
        contested: false,
        against: Vec::new(),
        time: None,
        objects: Vec::new(),
        confidence: statement.confidence,
        corroboration: Corroboration::default(),
        statements: vec![statement.id.clone()],
        evidence: vec![Evidence {
            article: record.article.id.clone(),
            claim: statement.id.clone(),
            sentence,
            trigger: statement.cue.clone(),
            mentions,
            attributed_to: vec![speaker],
            claimed: false,
            time: None,
            confidence: statement.confidence,
            rule: statement.rule.clone(),
        }],
    })
}

/// The mentions of an edge's ends, given by their ids in the record, in a sentence.
pub fn end_mentions(record: &Record, sentence: &TextSpan, source: &str, target: &str) -> Vec<EndMention> {
    let first = record.mentions.partition_point(|mention| mention.start < sentence.start);
    let inside = record.mentions[first..].iter().take_while(|mention| mention.start < sentence.end).filter(|mention| mention.end <= sentence.end);
    let end = |id: &str| [(source, End::Source), (target, End::Target)].into_iter().find(|(end, _)| *end == id).map(|(_, of)| of);
    let span = |mention: &RecordMention| TextSpan { start: mention.start, end: mention.end, text: mention.text.clone() };
    inside.filter_map(|mention| Some(EndMention { of: end(&mention.entity)?, span: span(mention) })).collect()
}

/// What articles depend on: the publisher of each, and of a copy the original.
#[derive(Default)]
pub struct Sources {
    publishers: IndexSet<String>,
    /// By id: numbers of the publisher and of the original, which is the article itself if it is none.
    articles: IndexMap<Box<str>, (Option<u32>, u32)>,
}

/// What makes two articles one source.
#[derive(PartialEq, Eq, Hash)]
enum Sign {
    Publisher(u32),
    Wording(String),
}

impl Sources {
    /// Those of some articles.
    pub fn of(articles: &[RecordArticle]) -> Self {
        let mut sources = Self::default();
        articles.iter().for_each(|article| sources.add(article));
        sources
    }

    /// Adds the next article; copies come after their originals.
    pub fn add(&mut self, article: &RecordArticle) {
        let publisher = article.publisher.as_ref().map(|name| self.publishers.insert_full(name.trim().to_lowercase()).0 as u32);
        let original = article.near_duplicate_of.as_deref().and_then(|id| self.articles.get_index_of(id));
        let (number, _) = self.articles.insert_full(article.id.as_str().into(), (publisher, 0));
        self.articles[number].1 = original.unwrap_or(number) as u32;
    }

    /// Articles, copies of one text counted once, and sources that are independent of each other: neither of one publisher nor with the same sentence.
    fn corroboration(&self, evidence: &[Evidence]) -> Corroboration {
        let of = |piece: &Evidence| self.articles.get(&*piece.article).copied();
        let originals: IndexSet<u32> = evidence.iter().filter_map(of).map(|(_, original)| original).collect();
        let mut dependent = UnionFind::new(originals.len());
        let mut first_with: HashMap<Sign, usize> = HashMap::new();
        for piece in evidence {
            let Some((publisher, original)) = of(piece) else { continue };
            let Some(article) = originals.get_index_of(&original) else { continue };
            for sign in publisher.map(Sign::Publisher).into_iter().chain([Sign::Wording(wording(&piece.sentence.text))]) {
                dependent.union(article, *first_with.entry(sign).or_insert(article));
            }
        }
        let independent: HashSet<usize> = dependent.into_labeling().into_iter().collect();
        Corroboration { articles: originals.len(), publishers: independent.len() }
    }
}

/// The letters and digits of a sentence, by which two articles that print it are told to depend on each other.
pub fn wording(sentence: &str) -> String {
    sentence.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
