//! What changed between two graphs: articles, actors, edges, statements. Things are the same if their ids are, or else if their evidence is: an actor
//! whose id is another but whom the articles name by the same words, an edge at the same words with one other end.

mod actors;
mod articles;
mod edges;
mod statements;

use indexmap::IndexMap;
use serde_json::{Value, json};

use super::answer::{Answer, Cell, Columns, Item, heads};
use crate::types::Graph;

/// A confidence that moved by less is the same.
const MOVED: f64 = 0.1;

/// What can be compared.
pub const THINGS: [&str; 4] = ["articles", "actors", "edges", "statements"];

/// What is not as it was: name, before, now.
type Field = (&'static str, String, String);

/// One thing that is not as it was.
struct Change {
    /// added, removed, changed, renamed, merged, split
    change: &'static str,
    /// What of [`THINGS`] it is, in the singular.
    thing: &'static str,
    /// Its id in the old graph and in the new one.
    ids: [Option<String>; 2],
    /// Its name, for people.
    label: String,
    /// What is not as it was about it.
    fields: Vec<Field>,
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
    let mut answer = Answer::new(&heads(&COLUMNS), &heads(&CSV));
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

/// The columns of the table.
const COLUMNS: Columns<fn(&Change) -> Cell, 5> = [
    ("change", |change| change.change.into()),
    ("what", |change| change.thing.into()),
    ("which", |change| change.label.as_str().into()),
    ("before → now", |change| {
        let fields = change.fields.iter().map(|(name, before, now)| format!("{name}: {} → {}", told(before), told(now)));
        fields.collect::<Vec<_>>().join("; ").into()
    }),
    ("words", |change| {
        let Some(shown) = &change.shown else { return Cell::default() };
        let mut words = shown.words.clone();
        words.text.push_str(&format!(" [{}]", shown.article));
        words
    }),
];

/// The columns of the CSV file, a row a changed field.
const CSV: Columns<fn(&Change, &Field) -> String, 12> = [
    ("change", |change, _| change.change.into()),
    ("what", |change, _| change.thing.into()),
    ("old_id", |change, _| change.ids[0].clone().unwrap_or_default()),
    ("new_id", |change, _| change.ids[1].clone().unwrap_or_default()),
    ("which", |change, _| change.label.clone()),
    ("field", |_, (name, ..)| (*name).into()),
    ("before", |_, (_, before, _)| before.clone()),
    ("now", |_, (.., now)| now.clone()),
    ("article", |change, _| change.shown.as_ref().map(|shown| shown.article.clone()).unwrap_or_default()),
    ("start", |change, _| change.shown.as_ref().map(|shown| shown.start.to_string()).unwrap_or_default()),
    ("end", |change, _| change.shown.as_ref().map(|shown| shown.end.to_string()).unwrap_or_default()),
    ("words", |change, _| change.shown.as_ref().map(|shown| shown.text.clone()).unwrap_or_default()),
];

fn item(change: &Change) -> Item {
    let changed: Vec<Value> = change.fields.iter().map(|(name, before, now)| json!({ "field": name, "before": before, "now": now })).collect();
    let [before, now] = &change.json;
    // What is new or gone as a whole has one row, without a field.
    let whole = [Field::default()];
    let fields = if change.fields.is_empty() { &whole[..] } else { &change.fields };
    Item {
        cells: COLUMNS.map(|(_, cell)| cell(change)).into(),
        json: json!({
            "change": change.change, "what": change.thing, "old_id": change.ids[0], "new_id": change.ids[1], "which": change.label,
            "fields": changed, "before": before, "now": now
        }),
        csv: fields.iter().map(|field| CSV.map(|(_, cell)| cell(change, field)).into()).collect(),
    }
}

fn told(value: &str) -> &str {
    if value.is_empty() { "none" } else { value }
}

/// Adds a field if it is not as it was.
fn field(fields: &mut Vec<Field>, name: &'static str, before: impl ToString, now: impl ToString) {
    let (before, now) = (before.to_string(), now.to_string());
    if before != now {
        fields.push((name, before, now));
    }
}

/// Adds the confidence if it moved.
fn confidence(fields: &mut Vec<Field>, before: f64, now: f64) {
    // Confidences are hundredths.
    if (before - now).abs() > MOVED + 1e-9 {
        field(fields, "confidence", format!("{before:.2}"), format!("{now:.2}"));
    }
}
