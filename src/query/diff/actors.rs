//! Which actors are the same: those of one id, those that were joined or set apart, else those whom the articles name by the same words.

use std::collections::{HashMap, HashSet};

use indexmap::{IndexMap, IndexSet};
use serde_json::{Value, json};

use super::articles::Articles;
use super::{Change, Field, field};
use crate::query::names::words;
use crate::types::{Actor, Form, Graph};

/// Which actors are the same, old id to new, and what became of the others.
pub fn compare(old: &Graph, new: &Graph, articles: &Articles) -> (IndexMap<String, String>, Vec<Change>) {
    let mut same: IndexMap<String, String> =
        old.actors().filter(|actor| new.actor(&actor.id).is_some()).map(|a| (a.id.clone(), a.id.clone())).collect();
    let mut changes = Vec::new();
    // The joins that a graph tells of: one actor of several, or several of one.
    let joins = |graph: &Graph| -> HashMap<String, String> {
        graph.actors().flat_map(|actor| actor.joined.iter().map(|joined| (joined.id.clone(), actor.id.clone()))).collect()
    };
    let (joined, split) = (joins(new), joins(old));
    let mut taken: IndexSet<String> = same.values().cloned().collect();
    let (mut rest, mut merged) = (Vec::new(), HashSet::new());
    for actor in old.actors().filter(|actor| new.actor(&actor.id).is_none()) {
        match joined.get(&actor.id).and_then(|id| new.actor(id)) {
            Some(into) if taken.contains(&into.id) => {
                changes.push(moved("merged", actor, into, vec![("name", actor.name.clone(), into.name.clone())]));
                same.insert(actor.id.clone(), into.id.clone());
                merged.insert(actor.id.as_str());
            }
            Some(now) => {
                taken.insert(now.id.clone());
                same.insert(actor.id.clone(), now.id.clone());
            }
            None => rest.push(actor),
        }
    }
    pair_by_names(&rest, new, articles, &mut same, &mut taken);
    for (before, now) in same.iter().filter_map(|(before, now)| Some((old.actor(before)?, new.actor(now)?))) {
        if !merged.contains(before.id.as_str()) {
            changes.extend(changed(before, now));
        }
    }
    changes.extend(old.actors().filter(|actor| !same.contains_key(&actor.id)).map(|actor| whole("removed", actor)));
    for actor in new.actors().filter(|actor| !taken.contains(&actor.id)) {
        match split.get(&actor.id).and_then(|id| old.actor(id)) {
            Some(from) => changes.push(moved("split", from, actor, vec![("name", from.name.clone(), actor.name.clone())])),
            None => changes.push(whole("added", actor)),
        }
    }
    (same, changes)
}

/// Pairs actors of other ids: those that share most of the words by which the articles name them, else those of the same kind and name.
fn pair_by_names(rest: &[&Actor], new: &Graph, articles: &Articles, same: &mut IndexMap<String, String>, taken: &mut IndexSet<String>) {
    let mut by_words: HashMap<(&str, &str), Vec<&Actor>> = HashMap::new();
    let mut by_name: HashMap<(&str, Vec<String>), Vec<&Actor>> = HashMap::new();
    for actor in new.actors().filter(|actor| !taken.contains(&actor.id)) {
        namings(actor).for_each(|naming| by_words.entry(naming).or_default().push(actor));
        by_name.entry((actor.kind.name(), words(&actor.name))).or_default().push(actor);
    }
    let mut scored: Vec<(usize, usize, &Actor, &Actor)> = Vec::new();
    for (order, before) in rest.iter().enumerate() {
        let mut shared: IndexMap<&str, (usize, &Actor)> = IndexMap::new();
        for (article, text) in namings(before) {
            let article = articles.get(article).map_or(article, |(id, _)| id);
            for now in by_words.get(&(article, text)).into_iter().flatten() {
                shared.entry(&now.id).or_insert((0, now)).0 += 1;
            }
        }
        let most = shared.into_values().filter(|(n, now)| 2 * n >= namings(before).count().min(namings(now).count()));
        scored.extend(most.map(|(n, now)| (n, order, *before, now)));
        let alike = by_name.get(&(before.kind.name(), words(&before.name))).into_iter().flatten();
        scored.extend(alike.map(|now| (0, order, *before, *now)));
    }
    scored.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)).then_with(|| a.3.id.cmp(&b.3.id)));
    for (_, _, before, now) in scored {
        if !same.contains_key(&before.id) && taken.insert(now.id.clone()) {
            same.insert(before.id.clone(), now.id.clone());
        }
    }
}

/// The articles and words that name an actor; pronouns could be anybody.
fn namings(actor: &Actor) -> impl Iterator<Item = (&str, &str)> {
    actor.named.iter().filter(|named| named.form != Form::Pronoun).map(|named| (named.article.as_str(), named.text.as_str()))
}

fn whole(change: &'static str, actor: &Actor) -> Change {
    let (id, all) = (Some(actor.id.clone()), json!(actor));
    let (ids, json) = if change == "removed" { ([id, None], [all, Value::Null]) } else { ([None, id], [Value::Null, all]) };
    Change { change, thing: "actor", ids, label: actor.name.clone(), fields: Vec::new(), shown: None, json }
}

fn moved(change: &'static str, before: &Actor, now: &Actor, fields: Vec<Field>) -> Change {
    let label = if change == "split" { now } else { before }.name.clone();
    let ids = [before, now].map(|actor| Some(actor.id.clone()));
    Change { change, thing: "actor", ids, label, fields, shown: None, json: [json!(before), json!(now)] }
}

fn changed(before: &Actor, now: &Actor) -> Option<Change> {
    let mut fields = Vec::new();
    field(&mut fields, "id", &before.id, &now.id);
    field(&mut fields, "name", &before.name, &now.name);
    let change = if fields.is_empty() { "changed" } else { "renamed" };
    field(&mut fields, "kind", before.kind.name(), now.kind.name());
    field(&mut fields, "country", before.country.as_deref().unwrap_or_default(), now.country.as_deref().unwrap_or_default());
    field(&mut fields, "sector", before.sector.as_deref().unwrap_or_default(), now.sector.as_deref().unwrap_or_default());
    (!fields.is_empty()).then(|| moved(change, before, now, fields))
}
