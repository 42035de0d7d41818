//! Which edges are the same: those of one type between the same actors, else those at the same words of an article that share type or ends.

use std::collections::{HashMap, HashSet};

use indexmap::IndexMap;
use serde_json::{Value, json};

use super::{Change, Match, Shown, confidence, field};
use crate::query::answer::marked;
use crate::types::{Actor, Category, Edge, Evidence, Graph, Link};

/// What an edge is, in the new graph's ids.
type Key<'a> = (&'a str, &'a str, &'a str);

/// One edge, or several that have become one as their actors have.
struct Tie<'a> {
    links: Vec<Link<'a>>,
    /// Where its evidence stands.
    places: Vec<Place>,
}

/// Where a piece of evidence stands: in which article of the new graph, at which words.
type Place = (String, String);

/// What became of the edges; those of statements are told with the statements.
pub fn compare(old: &Graph, new: &Graph, same: &Match) -> Vec<Change> {
    let mut before = ties(old, |id| same.actor(id), |piece| place_of_old(piece, same));
    let mut now = ties(new, |id| id, |piece| [by_offset(&piece.article, piece), by_words(&piece.article, piece)].into());
    let mut changes = Vec::new();
    let keys: Vec<Key<'_>> = before.keys().filter(|key| now.contains_key(*key)).copied().collect();
    for key in keys {
        if let (Some(was), Some(is)) = (before.shift_remove(&key), now.shift_remove(&key)) {
            changes.extend(changed(&was, &is, same));
        }
    }
    for (was, is) in pairs(&before, &now) {
        if let (Some(was), Some(is)) = (before.shift_remove(&was), now.shift_remove(&is)) {
            changes.extend(changed(&was, &is, same));
        }
    }
    changes.extend(before.values().map(|tie| whole("removed", tie)));
    changes.extend(now.values().map(|tie| whole("added", tie)));
    changes
}

/// The edges by source, key and target; of what has no direction, the ends in the order of their ids.
fn ties<'a>(graph: &'a Graph, id: impl Fn(&'a str) -> &'a str, places: impl Fn(&Evidence) -> Vec<Place>) -> IndexMap<Key<'a>, Tie<'a>> {
    let mut ties: IndexMap<Key<'a>, Tie<'a>> = IndexMap::new();
    for link in graph.links().filter(|link| link.edge.category != Category::Statement) {
        let (source, target) = (id(&link.source.id), id(&link.target.id));
        let (first, last) = if link.edge.symmetric && target < source { (target, source) } else { (source, target) };
        let tie = ties.entry((first, &link.edge.key, last)).or_insert_with(|| Tie { links: Vec::new(), places: Vec::new() });
        tie.places.extend(link.edge.evidence.iter().flat_map(&places));
        tie.links.push(link);
    }
    ties
}

/// By the place of the trigger where the text is the same, else by the words.
fn place_of_old(piece: &Evidence, same: &Match) -> Vec<Place> {
    match same.articles.get(&piece.article) {
        Some((article, true)) => [by_offset(article, piece), by_words(article, piece)].into(),
        Some((article, false)) => vec![by_words(article, piece)],
        None => Vec::new(),
    }
}

fn by_offset(article: &str, piece: &Evidence) -> Place {
    let at = piece.trigger.as_ref().unwrap_or(&piece.sentence);
    (article.to_owned(), format!("{}-{}", at.start, at.end))
}

fn by_words(article: &str, piece: &Evidence) -> Place {
    let trigger = piece.trigger.as_ref().map_or("", |trigger| &trigger.text);
    (article.to_owned(), format!("{trigger}|{}", piece.sentence.text.split_whitespace().collect::<Vec<_>>().join(" ")))
}

/// The edges that are most likely the same, each once: of the same type between the same actors, or at the same words with one end or the type changed.
fn pairs<'a>(before: &IndexMap<Key<'a>, Tie<'a>>, now: &IndexMap<Key<'a>, Tie<'a>>) -> Vec<(Key<'a>, Key<'a>)> {
    let mut by_place: HashMap<&Place, Vec<Key<'a>>> = HashMap::new();
    let mut by_ends: HashMap<Key<'a>, Vec<Key<'a>>> = HashMap::new();
    for (key, tie) in now {
        tie.places.iter().for_each(|place| by_place.entry(place).or_default().push(*key));
        by_ends.entry((key.0, kind(tie), key.2)).or_default().push(*key);
    }
    let mut scored: Vec<(usize, usize, Key<'a>, Key<'a>)> = Vec::new();
    for (order, (key, tie)) in before.iter().enumerate() {
        let mut score: IndexMap<Key<'a>, usize> = IndexMap::new();
        tie.places.iter().flat_map(|place| by_place.get(place)).flatten().for_each(|other| *score.entry(*other).or_default() += 1);
        by_ends.get(&(key.0, kind(tie), key.2)).into_iter().flatten().for_each(|other| *score.entry(*other).or_default() += 1);
        for (other, n) in score {
            let Some(candidate) = now.get(&other) else { continue };
            let ends = usize::from(key.0 == other.0) + usize::from(key.2 == other.2);
            let turned = key.0 == other.2 && key.2 == other.0;
            if ends == 2 || turned || (ends == 1 && kind(tie) == kind(candidate)) {
                scored.push((2 * n + ends, order, *key, other));
            }
        }
    }
    scored.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)).then(a.3.cmp(&b.3)));
    let (mut from, mut to) = (HashSet::new(), HashSet::new());
    let free = |(_, _, was, is): (usize, usize, Key<'a>, Key<'a>)| {
        let free = !from.contains(&was) && !to.contains(&is);
        (free && from.insert(was) && to.insert(is)).then_some((was, is))
    };
    scored.into_iter().filter_map(free).collect()
}

fn kind<'a>(tie: &Tie<'a>) -> &'a str {
    &tie.first().kind
}

impl<'a> Tie<'a> {
    /// The edge, or the first of several.
    fn first(&self) -> &'a Edge {
        self.links[0].edge
    }

    fn evidence(&self) -> impl Iterator<Item = &'a Evidence> {
        self.links.iter().flat_map(|link| &link.edge.evidence)
    }

    fn id(&self) -> String {
        let Link { source, target, edge } = self.links[0];
        format!("{} {} {}", source.id, edge.key, target.id)
    }

    fn label(&self) -> String {
        let Link { source, target, edge } = self.links[0];
        format!("{} {} {}: {}", source.name, if edge.symmetric { "–" } else { "→" }, target.name, edge.key)
    }

    fn json(&self) -> Value {
        let Link { source, target, edge } = self.links[0];
        let mut all = json!(edge);
        all["source"] = source.id.as_str().into();
        all["target"] = target.id.as_str().into();
        all
    }
}

fn whole(change: &'static str, tie: &Tie<'_>) -> Change {
    let (id, all) = (Some(tie.id()), tie.json());
    let (ids, json) = if change == "removed" { ([id, None], [all, Value::Null]) } else { ([None, id], [Value::Null, all]) };
    Change { change, thing: "edge", ids, label: tie.label(), fields: Vec::new(), shown: tie.evidence().next().map(shown), json }
}

fn changed(was: &Tie<'_>, is: &Tie<'_>, same: &Match) -> Option<Change> {
    let (before, now) = (was.first(), is.first());
    let mut fields = Vec::new();
    field(&mut fields, "type", &before.kind, &now.kind);
    let (mut a, b) = (was.links[0], is.links[0]);
    let is_one = |before: &Actor, now: &Actor| same.actor(&before.id) == now.id;
    if before.symmetric && (is_one(a.source, b.target) || is_one(a.target, b.source)) {
        (a.source, a.target) = (a.target, a.source);
    }
    // An actor of another name is told as an actor, not once more with each of its edges.
    let ends = [("source", a.source, b.source), ("target", a.target, b.target)];
    for (name, before, now) in ends.into_iter().filter(|(_, before, now)| !is_one(before, now)) {
        let by_name = before.name != now.name;
        let told = |actor: &Actor| if by_name { actor.name.clone() } else { actor.id.clone() };
        field(&mut fields, name, told(before), told(now));
    }
    field(&mut fields, "tenure", before.tenure.word().unwrap_or_default(), now.tenure.word().unwrap_or_default());
    field(&mut fields, "modality", before.modality.name(), now.modality.name());
    let any = |tie: &Tie<'_>, of: fn(&Edge) -> bool| tie.links.iter().any(|link| of(link.edge));
    let all = |tie: &Tie<'_>, of: fn(&Edge) -> bool| tie.links.iter().all(|link| of(link.edge));
    field(&mut fields, "negated", before.negated, now.negated);
    field(&mut fields, "contested", any(was, |edge| edge.contested), any(is, |edge| edge.contested));
    field(&mut fields, "claimed_only", all(was, |edge| edge.claimed_only), all(is, |edge| edge.claimed_only));
    let best = |tie: &Tie<'_>| tie.links.iter().map(|link| link.edge.confidence).fold(0.0, f64::max);
    confidence(&mut fields, best(was), best(is));
    field(&mut fields, "evidence", was.evidence().count(), is.evidence().count());
    if fields.is_empty() {
        return None;
    }
    // What is new shows the change best.
    let known: HashSet<&Place> = was.places.iter().collect();
    let is_new = |piece: &&Evidence| !known.contains(&by_offset(&piece.article, piece)) && !known.contains(&by_words(&piece.article, piece));
    let shown = is.evidence().find(is_new).or_else(|| is.evidence().next()).map(shown);
    let ids = [was, is].map(|tie| Some(tie.id()));
    Some(Change { change: "changed", thing: "edge", ids, label: is.label(), fields, shown, json: [was.json(), is.json()] })
}

fn shown(piece: &Evidence) -> Shown {
    let sentence = &piece.sentence;
    let (start, end) = piece.trigger.as_ref().map_or((0, 0), |trigger| (trigger.start, trigger.end));
    let words = marked(&sentence.text, sentence.start, start, end);
    Shown { article: piece.article.clone(), start: sentence.start, end: sentence.end, text: sentence.text.clone(), words }
}
