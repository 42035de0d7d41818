//! Which actors act for a state: the rule behind the level of states, in the graph as in its pictures.

use indexmap::IndexMap;

use crate::types::{Category, EntityKind, Graph, Tenure};

/// PLOVER sectors whose members act for their state.
const STATE_SECTORS: [&str; 6] = ["GOV", "MIL", "LEG", "JUD", "COP", "SPY"];

impl Graph {
    /// Ids of officials, organs and groups with the ids of the states that they act for.
    pub fn acting_for_states(&self) -> IndexMap<String, String> {
        let mut up: IndexMap<String, String> = IndexMap::new();
        let mut affiliations: IndexMap<&str, Vec<&str>> = IndexMap::new();
        for link in self.links().filter(|link| link.edge.category == Category::Affiliation && !link.edge.negated && holds(link.edge.tenure)) {
            affiliations.entry(&link.source.id).or_default().push(&link.target.id);
        }
        // Organs first: those who hold office in one act for the state as well.
        for pass in [false, true] {
            for actor in self.actors().filter(|actor| (actor.kind == EntityKind::Person) == pass && actor.kind != EntityKind::State) {
                let Some(country) = &actor.country else { continue };
                // Who has left office, or is still to take it, speaks for himself.
                if !actor.roles.is_empty() && !actor.roles.iter().any(|role| holds(role.tenure)) {
                    continue;
                }
                let state = format!("state:{country}");
                let acts_for_state = match actor.sector.as_deref() {
                    Some(sector) => STATE_SECTORS.contains(&sector),
                    None => {
                        let of_state = |of: &str| of == state || up.get(of) == Some(&state);
                        let roles = actor.roles.iter().filter(|role| holds(role.tenure)).filter_map(|role| role.of.as_deref());
                        roles.chain(affiliations.get(actor.id.as_str()).into_iter().flatten().copied()).any(of_state)
                    }
                };
                if acts_for_state {
                    up.insert(actor.id.clone(), state);
                }
            }
        }
        up
    }
}

fn holds(tenure: Tenure) -> bool {
    matches!(tenure, Tenure::Held | Tenure::Acting)
}
