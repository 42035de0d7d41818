//! The graph with officials, organs and groups rolled up into their states, as event data has it.

use indexmap::{IndexMap, IndexSet};

use super::claims::EdgeSet;
use crate::types::{Actor, EntityKind, Graph};

/// The graph of states and of the actors that belong to none. `state_name` gives the English name of an ISO 3166-1 alpha-3 code.
pub fn roll_up(graph: &Graph, state_name: &dyn Fn(&str) -> Option<String>) -> Graph {
    let up = graph.acting_for_states();
    let of = |id: &str| up.get(id).cloned().unwrap_or_else(|| id.to_owned());
    let mut rolled = Graph::empty(&graph.title, "state", graph.articles.clone());
    let mut actors: IndexMap<String, Actor> = IndexMap::new();
    for actor in graph.actors() {
        let id = of(&actor.id);
        match actors.get_mut(&id) {
            Some(state) => absorb(state, actor),
            None => {
                let mut first = actor.clone();
                if id != actor.id {
                    (first.kind, first.country) = (EntityKind::State, actor.country.clone());
                    first.name =
                        graph.actor(&id).map(|state| state.name.clone()).or_else(|| state_name(actor.country.as_deref()?)).unwrap_or(id.clone());
                    (first.id, first.sector, first.roles, first.joined) = (id.clone(), None, Vec::new(), Vec::new());
                    first.apart = Vec::new();
                    first.named = graph.actor(&id).map(|state| state.named.clone()).unwrap_or_default();
                    first.aliases = graph.actor(&id).map(|state| state.aliases.clone()).unwrap_or_default();
                }
                actors.insert(id, first);
            }
        }
    }
    for actor in actors.into_values() {
        rolled.add_actor(actor);
    }
    let mut edges = EdgeSet::default();
    for link in graph.links() {
        let (source, target) = (of(&link.source.id), of(&link.target.id));
        let mut edge = link.edge.clone();
        edge.attributed_to = unique(edge.attributed_to.iter().map(|id| of(id)));
        edge.evidence.iter_mut().chain(&mut edge.against).for_each(|piece| piece.attributed_to = unique(piece.attributed_to.iter().map(|id| of(id))));
        edges.add(&source, &target, edge);
    }
    edges.move_into(&mut rolled);
    rolled.statements = graph.statements.clone();
    for statement in &mut rolled.statements {
        let said = &mut statement.said;
        [&mut said.speaker, &mut said.addressee].into_iter().flatten().for_each(|id| *id = of(id));
        said.about = unique(said.about.iter().map(|id| of(id)));
        let speaker = said.speaker.clone();
        said.about.retain(|id| Some(id) != speaker.as_ref());
    }
    rolled
}

fn absorb(state: &mut Actor, member: &Actor) {
    state.mentions += member.mentions;
    state.articles = unique(state.articles.iter().chain(&member.articles).cloned());
    if member.id == state.id {
        state.aliases.clone_from(&member.aliases);
        state.joined.clone_from(&member.joined);
        state.named.clone_from(&member.named);
    }
}

fn unique(ids: impl Iterator<Item = String>) -> Vec<String> {
    ids.collect::<IndexSet<_>>().into_iter().collect()
}
