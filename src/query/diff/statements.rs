//! Which statements are the same: those of the same words, else those whose words overlap most.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use indexmap::{IndexMap, IndexSet};
use serde_json::{Value, json};

use super::{Change, Match, Shown, confidence, field};
use crate::query::answer::marked;
use crate::types::{Graph, GraphStatement};

/// Where a statement stands: in which article of the new graph, at which words.
type Place = (String, String);

/// What became of the statements.
pub fn compare(old: &Graph, new: &Graph, same: &Match) -> Vec<Change> {
    let mut by_place: HashMap<(Place, Option<&str>), usize> = HashMap::new();
    let mut in_article: HashMap<&str, Vec<usize>> = HashMap::new();
    for (i, statement) in new.statements.iter().enumerate() {
        in_article.entry(&statement.article).or_default().push(i);
        for place in [by_offset(&statement.article, statement), by_words(&statement.article, statement)] {
            by_place.entry((place, statement.said.speaker.as_deref())).or_insert(i);
        }
    }
    let mut pairs: IndexMap<usize, usize> = IndexMap::new();
    let mut rest: IndexSet<usize> = (0..new.statements.len()).collect();
    let mut near: Vec<(Reverse<usize>, bool, usize, usize)> = Vec::new();
    for (i, statement) in old.statements.iter().enumerate() {
        let Some((article, same_text)) = same.articles.get(&statement.article) else { continue };
        let by = statement.said.speaker.as_deref().map(|id| same.actor(id));
        let places = same_text.then(|| by_offset(article, statement)).into_iter().chain([by_words(article, statement)]);
        let exact = places.filter_map(|place| by_place.get(&(place, by))).find(|j| rest.contains(*j)).copied();
        if let Some(j) = exact {
            rest.shift_remove(&j);
            pairs.insert(i, j);
            continue;
        }
        for &j in in_article.get(article.as_str()).into_iter().flatten() {
            let other = &new.statements[j];
            let shared = if *same_text { overlap(statement, other) } else { usize::from(by_words(article, statement) == by_words(article, other)) };
            if shared > 0 {
                near.push((Reverse(shared), by != other.said.speaker.as_deref(), i, j));
            }
        }
    }
    // The most overlap first, and of several that overlap as much one of the same speaker.
    near.sort();
    for (_, _, i, j) in near {
        if !pairs.contains_key(&i) && rest.shift_remove(&j) {
            pairs.insert(i, j);
        }
    }
    let mut changes: Vec<Change> = pairs.iter().filter_map(|(&i, &j)| changed((old, &old.statements[i]), (new, &new.statements[j]), same)).collect();
    let gone = (0..old.statements.len()).filter(|i| !pairs.contains_key(i));
    changes.extend(gone.map(|i| whole("removed", old, &old.statements[i])));
    changes.extend(rest.into_iter().map(|j| whole("added", new, &new.statements[j])));
    changes
}

fn by_offset(article: &str, statement: &GraphStatement) -> Place {
    let spans: Vec<String> = statement.said.content.iter().map(|span| format!("{}-{}", span.start, span.end)).collect();
    (article.to_owned(), spans.join(","))
}

fn by_words(article: &str, statement: &GraphStatement) -> Place {
    (article.to_owned(), content(statement).split_whitespace().collect::<Vec<_>>().join(" "))
}

fn content(statement: &GraphStatement) -> String {
    statement.said.content.iter().map(|span| span.text.as_str()).collect::<Vec<_>>().join(" ... ")
}

/// How many characters two statements share, if that is at least half of the shorter one.
fn overlap(before: &GraphStatement, now: &GraphStatement) -> usize {
    let (a, b) = (&before.said.content, &now.said.content);
    let shared: usize = a.iter().flat_map(|x| b.iter().map(move |y| x.end.min(y.end).saturating_sub(x.start.max(y.start)))).sum();
    let [a, b] = [a, b].map(|spans| spans.iter().map(|span| span.end - span.start).sum::<usize>());
    if 2 * shared >= a.min(b) { shared } else { 0 }
}

fn speaker<'a>(graph: &'a Graph, statement: &'a GraphStatement) -> &'a str {
    statement.said.speaker.as_deref().map_or("", |id| graph.name_of(id))
}

fn label(graph: &Graph, statement: &GraphStatement) -> String {
    let (speaker, cue) = (speaker(graph, statement), statement.said.cue.as_ref().map_or("", |cue| &cue.text));
    let speaker = if speaker.is_empty() { "(unknown)" } else { speaker };
    if cue.is_empty() { speaker.to_owned() } else { format!("{speaker}: {cue}") }
}

fn shown(statement: &GraphStatement) -> Option<Shown> {
    let (first, last) = (statement.said.content.first()?, statement.said.content.last()?);
    let text = content(statement);
    Some(Shown { article: statement.article.clone(), start: first.start, end: last.end, words: marked(&text, 0, 0, 0), text })
}

fn whole(change: &'static str, graph: &Graph, statement: &GraphStatement) -> Change {
    let (id, all) = (Some(statement.said.id.clone()), json!(statement));
    let (ids, json) = if change == "removed" { ([id, None], [all, Value::Null]) } else { ([None, id], [Value::Null, all]) };
    Change { change, thing: "statement", ids, label: label(graph, statement), fields: Vec::new(), shown: shown(statement), json }
}

fn changed((old, was): (&Graph, &GraphStatement), (new, is): (&Graph, &GraphStatement), same: &Match) -> Option<Change> {
    let (before, now) = (&was.said, &is.said);
    let mut fields = Vec::new();
    let one = |before: Option<&str>, now: Option<&str>| before.map(|id| same.actor(id)) == now;
    if !one(before.speaker.as_deref(), now.speaker.as_deref()) {
        field(&mut fields, "speaker", speaker(old, was), speaker(new, is));
    }
    if !one(before.addressee.as_deref(), now.addressee.as_deref()) {
        let name = |graph: &Graph, id: &Option<String>| id.as_deref().map_or_else(String::new, |id| graph.name_of(id).to_owned());
        field(&mut fields, "addressee", name(old, &before.addressee), name(new, &now.addressee));
    }
    if before.about.iter().map(|id| same.actor(id)).collect::<BTreeSet<_>>() != now.about.iter().map(String::as_str).collect() {
        let names = |graph: &Graph, ids: &[String]| ids.iter().map(|id| graph.name_of(id)).collect::<Vec<_>>().join(", ");
        field(&mut fields, "about", names(old, &before.about), names(new, &now.about));
    }
    let cue = |statement: &GraphStatement| statement.said.cue.as_ref().map_or_else(String::new, |cue| cue.text.clone());
    field(&mut fields, "cue", cue(was), cue(is));
    field(&mut fields, "mode", before.mode.name(), now.mode.name());
    field(&mut fields, "words", content(was), content(is));
    confidence(&mut fields, before.confidence, now.confidence);
    let ids = [was, is].map(|statement| Some(statement.said.id.clone()));
    let (label, shown) = (label(new, is), shown(is));
    (!fields.is_empty()).then(|| Change { change: "changed", thing: "statement", ids, label, fields, shown, json: [json!(was), json!(is)] })
}
