//! What changed between two graphs: articles, actors, edges, statements. Things are the same if their ids are, or else if their evidence is: an actor
//! whose id is another but whom the articles name by the same words, an edge at the same words with one other end.

mod actors;
mod articles;
mod edges;
mod statements;

use indexmap::IndexMap;
use serde_json::{Value, json};

use super::answer::{Answer, Cell, Item};
use crate::types::Graph;

/// A confidence that moved by less is the same.
const MOVED: f64 = 0.1;

/// What can be compared.
pub const THINGS: [&str; 4] = ["articles", "actors", "edges", "statements"];

/// One thing that is not as it was.
struct Change {
    /// added, removed, changed, renamed, merged, split
    change: &'static str,
    /// What of [`THINGS`] it is, in the singular.
    thing: &'static str,
    /// Its id in the old graph and in the new one.
    ids: [Option<String>; 2],
    /// How people call it.
    label: String,
    /// What is not as it was: name, before, now.
    fields: Vec<(&'static str, String, String)>,
    /// Words that show it.
    shown: Option<Shown>,
    /// All of it, before and now.
    json: [Value; 2],
}

/// Words of an article.
struct Shown {
    article: String,
    start: usize,
    end: usize,
    text: String,
    words: Cell,
}

/// What of the old graph is what of the new one.
struct Match {
    /// Ids of articles, old to new, and whether the text is the same.
    articles: IndexMap<String, (String, bool)>,
    /// Ids of actors, old to new; several may have become one.
    actors: IndexMap<String, String>,
}

impl Match {
    /// The new id of an old actor, which is its old id if it is gone.
    fn actor<'a>(&'a self, id: &'a str) -> &'a str {
        self.actors.get(id).map_or(id, String::as_str)
    }
}

/// What changed from one graph to another, of these [`THINGS`]; all of them if none is named. Edges of speech are compared as statements.
pub fn diff(old: &Graph, new: &Graph, things: &[String]) -> Answer {
    let (articles, article_changes) = articles::compare(old, new);
    let (actors, actor_changes) = actors::compare(old, new, &articles);
    let same = Match { articles, actors };
    let all = [article_changes, actor_changes, edges::compare(old, new, &same), statements::compare(old, new, &same)];
    let mut answer = Answer::new(
        &["change", "what", "which", "before → now", "words"],
        &["change", "what", "old_id", "new_id", "which", "field", "before", "now", "article", "start", "end", "words"],
    );
    for (thing, mut changes) in THINGS.into_iter().zip(all).filter(|(thing, _)| things.is_empty() || things.iter().any(|wanted| wanted == thing)) {
        changes.sort_by_key(|change| ["added", "removed"].iter().position(|first| *first == change.change).unwrap_or(2));
        answer.notes.extend(summary(thing, &changes));
        answer.items.extend(changes.iter().map(item));
    }
    answer
}

/// "edges: 3 added, 1 changed"; nothing if all is as it was.
fn summary(thing: &str, changes: &[Change]) -> Option<String> {
    let mut counts: IndexMap<&str, usize> = IndexMap::new();
    changes.iter().for_each(|change| *counts.entry(change.change).or_default() += 1);
    let counts: Vec<String> = counts.iter().map(|(change, n)| format!("{n} {change}")).collect();
    (!counts.is_empty()).then(|| format!("{thing}: {}", counts.join(", ")))
}

fn item(change: &Change) -> Item {
    let fields: Vec<String> = change.fields.iter().map(|(name, before, now)| format!("{name}: {} → {}", told(before), told(now))).collect();
    let mut words = change.shown.as_ref().map(|shown| shown.words.clone()).unwrap_or_default();
    if let Some(shown) = &change.shown {
        words.text.push_str(&format!(" [{}]", shown.article));
    }
    let place = change.shown.as_ref().map(|s| [s.article.clone(), s.start.to_string(), s.end.to_string(), s.text.clone()]).unwrap_or_default();
    let [old_id, new_id] = change.ids.clone().map(Option::unwrap_or_default);
    let head = [change.change, change.thing, &old_id, &new_id, &change.label].map(str::to_owned);
    let row = |field: [String; 3]| head.iter().cloned().chain(field).chain(place.clone()).collect::<Vec<_>>();
    let mut csv: Vec<Vec<String>> = change.fields.iter().map(|(name, before, now)| row([(*name).to_owned(), before.clone(), now.clone()])).collect();
    if csv.is_empty() {
        csv.push(row(Default::default()));
    }
    let changed: Vec<Value> = change.fields.iter().map(|(name, before, now)| json!({ "field": name, "before": before, "now": now })).collect();
    let [before, now] = &change.json;
    Item {
        cells: vec![change.change.into(), change.thing.into(), change.label.as_str().into(), fields.join("; ").into(), words],
        json: json!({
            "change": change.change, "what": change.thing, "old_id": change.ids[0], "new_id": change.ids[1], "which": change.label,
            "fields": changed, "before": before, "now": now
        }),
        csv,
    }
}

fn told(value: &str) -> &str {
    if value.is_empty() { "none" } else { value }
}

/// Adds a field if it is not as it was.
fn field(fields: &mut Vec<(&'static str, String, String)>, name: &'static str, before: impl ToString, now: impl ToString) {
    let (before, now) = (before.to_string(), now.to_string());
    if before != now {
        fields.push((name, before, now));
    }
}

/// Adds the confidence if it moved.
fn confidence(fields: &mut Vec<(&'static str, String, String)>, before: f64, now: f64) {
    // Confidences are hundredths.
    if (before - now).abs() > MOVED + 1e-9 {
        field(fields, "confidence", format!("{before:.2}"), format!("{now:.2}"));
    }
}
