//! The page's data: the graph in the form that its scripts draw (`assets/model.js` names the same fields).

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde::Serialize;

use crate::error::Result;
use crate::export::place::network;
use crate::export::style::Family;
use crate::knowledge::actors::state_names;
use crate::types::{Actor, End, Evidence, Graph, GraphStatement, Link, Role};

/// The page's data.
#[derive(Serialize)]
pub struct Page<'a> {
    /// Heading.
    pub title: String,
    level: &'a str,
    articles: Vec<Article<'a>>,
    actors: Vec<Dot<'a>>,
    edges: Vec<Line<'a>>,
    statements: Vec<Said<'a>>,
    families: [&'static str; 6],
    countries: BTreeMap<&'static str, &'static str>,
    /// What of the graph is not on the page, in words; empty if everything is.
    #[serde(rename = "leftOut")]
    left_out: &'a str,
    /// The last line of a picture that a reader saves.
    credit: &'static str,
}

#[derive(Serialize)]
struct Article<'a> {
    id: &'a str,
    title: &'a str,
    publisher: &'a str,
    published: &'a str,
    /// The article whose text it prints.
    #[serde(rename = "copyOf", skip_serializing_if = "Option::is_none")]
    copy_of: Option<usize>,
}

#[derive(Serialize)]
struct Dot<'a> {
    id: &'a str,
    kind: crate::types::EntityKind,
    name: &'a str,
    aliases: &'a [String],
    country: &'a str,
    /// The state that it is rolled up into; empty if it stands for itself.
    state: String,
    roles: Vec<String>,
    mentions: usize,
    x: f64,
    y: f64,
}

#[derive(Serialize)]
struct Line<'a> {
    source: &'a str,
    target: &'a str,
    /// What sets it apart from the other edges of the same two actors.
    key: &'a str,
    #[serde(rename = "type")]
    kind: &'a str,
    /// Of a post that is not held, which it is: "former president of".
    #[serde(skip_serializing_if = "Option::is_none")]
    post: Option<String>,
    family: usize,
    modality: crate::types::Modality,
    negated: bool,
    symmetric: bool,
    contested: bool,
    objects: &'a [String],
    time: &'a str,
    evidence: Vec<Piece<'a>>,
}

#[derive(Serialize)]
struct Piece<'a> {
    article: usize,
    /// When it was reported; empty if the article tells no date.
    date: &'a str,
    confidence: f64,
    by: &'a [String],
    /// In somebody's words only.
    claim: bool,
    parts: Vec<Part>,
}

/// A stretch of a sentence, plain or with what it is: the trigger, the source or the target.
#[derive(Serialize, PartialEq, Debug)]
#[serde(untagged)]
enum Part {
    Plain(String),
    Marked(&'static str, String),
}

#[derive(Serialize)]
struct Said<'a> {
    article: usize,
    speaker: &'a str,
    cue: &'a str,
    mode: crate::types::StatementMode,
    text: String,
    about: &'a [String],
}

impl<'a> Page<'a> {
    /// The page of a graph of which `left_out` tells what is missing.
    pub fn of(graph: &'a Graph, left_out: &'a str) -> Result<Self> {
        let article: IndexMap<&str, usize> = graph.articles.iter().enumerate().map(|(i, article)| (article.id.as_str(), i)).collect();
        let mut countries = state_names()?;
        countries.retain(|code, _| graph.actors().any(|actor| actor.country.as_deref() == Some(code)));
        Ok(Self {
            title: if graph.title.is_empty() { "Who did what to whom, who said what about whom".into() } else { graph.title.clone() },
            level: &graph.level,
            articles: graph
                .articles
                .iter()
                .map(|a| Article {
                    id: &a.id,
                    title: text(&a.title),
                    publisher: text(&a.publisher),
                    published: text(&a.published),
                    copy_of: a.near_duplicate_of.as_deref().and_then(|id| article.get(id).copied()),
                })
                .collect(),
            actors: actors(graph),
            edges: graph.links().map(|link| Line::of(link, graph, &article)).collect(),
            statements: graph.statements.iter().map(|statement| Said::of(statement, &article)).collect(),
            families: Family::ALL.map(Family::legend),
            countries,
            left_out,
            credit: concat!("Drawn by newsgraph ", env!("CARGO_PKG_VERSION"), "."),
        })
    }
}

fn text(value: &Option<String>) -> &str {
    value.as_deref().unwrap_or_default()
}

/// Where each actor that has ties stands; the most connected come first.
pub fn places(graph: &Graph) -> IndexMap<&str, (f64, f64)> {
    let mut degree: IndexMap<&str, usize> = IndexMap::new();
    for link in graph.links() {
        for end in [link.source, link.target] {
            *degree.entry(&end.id).or_default() += link.edge.evidence.len();
        }
    }
    degree.sort_by(|a, n, b, m| m.cmp(n).then_with(|| a.cmp(b)));
    let at = |id: &str| degree.get_index_of(id).unwrap_or_default();
    let ties: Vec<(usize, usize)> = graph.links().map(|link| (at(&link.source.id), at(&link.target.id))).collect();
    // Hubs are drawn larger, and their names have to be read first.
    let most = degree.first().map_or(1, |(_, n)| *n) as f64;
    let rooms: Vec<f64> = degree.values().map(|n| network::ROOM * (1.0 + 1.8 * (*n as f64 / most).sqrt())).collect();
    let places = network::places(&rooms, &ties);
    // Screens are wider than high.
    degree.keys().zip(places).map(|(id, place)| (*id, ((place.x * 1.35).round(), place.y.round()))).collect()
}

/// The actors with their places, the most connected first.
fn actors<'a>(graph: &'a Graph) -> Vec<Dot<'a>> {
    let (up, places) = (graph.acting_for_states(), places(graph));
    let mut sorted: Vec<&Actor> = graph.actors().collect();
    sorted.sort_by_key(|actor| places.get_index_of(actor.id.as_str()).unwrap_or(usize::MAX));
    let dot = |actor: &'a Actor| {
        let (x, y) = places.get(actor.id.as_str()).copied().unwrap_or_default();
        Dot {
            id: &actor.id,
            kind: actor.kind,
            name: &actor.name,
            aliases: &actor.aliases,
            country: text(&actor.country),
            state: up.get(&actor.id).cloned().unwrap_or_default(),
            roles: actor.roles.iter().map(|role| worded(role, graph)).collect(),
            mentions: actor.mentions,
            x,
            y,
        }
    };
    sorted.into_iter().map(dot).collect()
}

fn worded(role: &Role, graph: &Graph) -> String {
    role.of.as_ref().map_or_else(|| role.title.clone(), |of| format!("{}, {}", role.title, graph.name_of(of)))
}

impl<'a> Line<'a> {
    fn of(link: Link<'a>, graph: &'a Graph, article: &IndexMap<&str, usize>) -> Self {
        let Link { source, target, edge } = link;
        Self {
            source: &source.id,
            target: &target.id,
            key: &edge.key,
            kind: &edge.kind,
            post: (!edge.tenure.is_held()).then(|| link.label().into_owned()),
            family: Family::ALL.iter().position(|family| *family == Family::of(edge)).unwrap_or_default(),
            modality: edge.modality,
            negated: edge.negated,
            symmetric: edge.symmetric,
            contested: edge.contested,
            objects: &edge.objects,
            time: edge.time.as_ref().map_or("", |time| &time.text),
            evidence: edge.evidence.iter().map(|piece| Piece::of(piece, graph, article)).collect(),
        }
    }
}

impl<'a> Piece<'a> {
    fn of(piece: &'a Evidence, graph: &'a Graph, article: &IndexMap<&str, usize>) -> Self {
        let article = article.get(piece.article.as_str()).copied().unwrap_or_default();
        Self {
            article,
            date: graph.articles.get(article).map_or("", |article| text(&article.published)),
            confidence: (piece.confidence * 100.0).round() / 100.0,
            by: &piece.attributed_to,
            claim: piece.claimed,
            parts: parts(piece),
        }
    }
}

/// The sentence in parts: the trigger and the mentions of both actors are marked, a shorter mention within a longer one by itself.
fn parts(piece: &Evidence) -> Vec<Part> {
    let sentence: Vec<char> = piece.sentence.text.chars().collect();
    let named = piece.mentions.iter().map(|mention| (&mention.span, if mention.of == End::Source { "source" } else { "target" }));
    let mut marks: Vec<(usize, usize, &'static str)> =
        named.filter_map(|(span, class)| span.place_in(&piece.sentence).map(|(from, to)| (from, to, class))).collect();
    marks.sort_by_key(|(from, to, _)| std::cmp::Reverse(to - from));
    marks.extend(piece.trigger.iter().filter_map(|trigger| trigger.place_in(&piece.sentence)).map(|(from, to)| (from, to, "trigger")));
    let mut of: Vec<Option<usize>> = vec![None; sentence.len()];
    for (i, (from, to, _)) in marks.iter().enumerate() {
        of[*from..*to].fill(Some(i));
    }
    let mut parts = Vec::new();
    let mut done = 0;
    for run in of.chunk_by(|a, b| a == b) {
        let text: String = sentence[done..done + run.len()].iter().collect();
        done += run.len();
        parts.push(match run[0] {
            Some(i) => Part::Marked(marks[i].2, text),
            None => Part::Plain(text),
        });
    }
    parts
}

impl<'a> Said<'a> {
    fn of(statement: &'a GraphStatement, article: &IndexMap<&str, usize>) -> Self {
        let said = &statement.said;
        Self {
            article: article.get(statement.article.as_str()).copied().unwrap_or_default(),
            speaker: text(&said.speaker),
            cue: said.cue.as_ref().map_or("", |cue| &cue.text),
            mode: said.mode,
            text: said.content.iter().map(|span| span.text.as_str()).collect::<Vec<_>>().join(" … "),
            about: &said.about,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::EndMention;
    use crate::types::record::TextSpan;

    #[test]
    fn mentions_are_marked_by_their_places_and_not_by_their_letters() {
        let text = "Rome, said Rome's mayor, he wrote to the mayor of Oslo.";
        let span = |at: usize, words: &str| {
            let start = text.match_indices(words).nth(at).unwrap().0;
            TextSpan { start: 40 + start, end: 40 + start + words.len(), text: words.into() }
        };
        let mention = |of, at, words| EndMention { of, span: span(at, words) };
        let piece = Evidence {
            article: "a".into(),
            claim: "a#e1".into(),
            sentence: TextSpan { start: 40, end: 40 + text.len(), text: text.into() },
            trigger: Some(span(0, "wrote")),
            mentions: vec![
                mention(End::Source, 0, "Rome's mayor"),
                mention(End::Source, 0, "he w"),
                mention(End::Target, 0, "the mayor of Oslo"),
                mention(End::Source, 0, "Oslo"),
            ],
            attributed_to: vec![],
            claimed: false,
            time: None,
            confidence: 0.9,
            rule: String::new(),
        };
        let plain = |text: &str| Part::Plain(text.into());
        let marked = |class, text: &str| Part::Marked(class, text.into());
        assert_eq!(
            parts(&piece),
            [
                plain("Rome, said "),
                marked("source", "Rome's mayor"),
                plain(", "),
                marked("source", "he "),
                marked("trigger", "wrote"),
                plain(" to "),
                marked("target", "the mayor of "),
                marked("source", "Oslo"),
                plain("."),
            ]
        );
    }
}
