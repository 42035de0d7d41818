//! What one article contributes to a graph before anybody knows who is who in the others: the part of the assembly that needs no second article, for
//! engines that join articles by themselves (`python/newsgraph/spark.py`).

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use super::claims::{claimed, wording};
use super::contested::Stances;
use super::identity::Identity;
use super::local_ids::plain_id;
use crate::types::{Edge, Graph, Record, Stance};

/// A claim about two actors, by their ids in the record.
#[derive(Debug, Clone, Serialize)]
pub struct Claim {
    /// Who does it.
    pub source: String,
    /// Whom it is done to.
    pub target: String,
    /// The edge, with the one piece of evidence that this article has for it.
    #[serde(flatten)]
    pub edge: Edge,
    /// Ids of the claims of this article that it denies.
    pub denies: Vec<String>,
    /// Whether it is only what somebody demands, asks or warns of, and so contradicts nothing.
    pub wish: bool,
    /// The letters and digits of its sentence: articles that print the same ones are one source.
    pub wording: String,
}

/// The claims of a record, in the order in which [`super::assemble`] adds them.
pub fn claims(record: &Record, symmetric: &dyn Fn(&str) -> bool, stance: &dyn Fn(&str) -> Option<Stance>) -> Vec<Claim> {
    let (nobody_joined, told) = (Identity::default(), Stances::new(record, stance));
    let mut denies: HashMap<String, Vec<String>> =
        told.denials(&nobody_joined).into_iter().map(|denial| (denial.evidence.claim, denial.claims)).collect();
    let wishes: HashSet<String> = told.wishes().into_iter().collect();
    let claim = |(source, target, edge): (&str, &str, Edge)| {
        let piece = edge.evidence.first()?;
        Some(Claim {
            source: source.to_owned(),
            target: target.to_owned(),
            denies: denies.remove(&piece.claim).unwrap_or_default(),
            wish: wishes.contains(&piece.claim),
            wording: wording(&piece.sentence.text),
            edge,
        })
    };
    claimed(record, &nobody_joined, &told, symmetric).filter_map(claim).collect()
}

/// Ids of records that a graph has under another id: the article, the id there, the id in the graph.
pub fn renamed(graph: &Graph) -> impl Iterator<Item = (&str, String, &str)> {
    graph.actors().flat_map(|actor| {
        actor.named.iter().filter_map(|named| {
            let id = plain_id(&named.id).unwrap_or_else(|| named.id.clone());
            (id != actor.id).then_some((named.article.as_str(), id, actor.id.as_str()))
        })
    })
}
