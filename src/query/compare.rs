//! `query compare --about X --by publisher|speaker`: what is said about an actor, side by side.

use indexmap::IndexMap;
use serde_json::json;

use super::answer::text;
use super::evidence::ends;
use super::said::content;
use super::{Answer, Asked, Item, Parameter, Query};
use crate::error::Result;
use crate::types::GraphStatement;

/// Words shown of each side in the table; JSON and CSV have all.
const SHOWN: usize = 4;

pub const QUERY: Query = Query {
    name: "compare",
    about: "What is said about an actor, side by side: by speaker or by publisher",
    examples: &["newsgraph query compare --about Putin --by speaker", "newsgraph query compare --about \"North Korea\" --by publisher --format json"],
    parameters: &[
        Parameter::option("about", "ACTOR", "The actor that is spoken about"),
        Parameter::choice("by", "SIDE", &["publisher", "speaker"], "Compare publishers or speakers (default: speaker)"),
    ],
    database: false,
    run,
};

fn run(asked: &Asked<'_>) -> Result<Answer> {
    let graph = asked.graph;
    let about = asked.actors("about");
    let by_publisher = asked.all("by").contains(&"publisher");
    let side = if by_publisher { "publisher" } else { "speaker" };
    let mut answer = Answer::new(&[side, "statements", "cues", "words"], &[side, "id", "article", "start", "end", "speaker_name", "cue", "content"]);
    let mut sides: IndexMap<String, Vec<&GraphStatement>> = IndexMap::new();
    for statement in &graph.statements {
        if about.as_ref().is_some_and(|about| !statement.said.about.iter().any(|id| about.has(id))) {
            continue;
        }
        let key = if by_publisher {
            graph.article(&statement.article).and_then(|article| article.publisher.clone())
        } else {
            statement.said.speaker.as_deref().map(|id| graph.name_of(id).to_owned())
        };
        sides.entry(key.unwrap_or_else(|| "?".into())).or_default().push(statement);
    }
    sides.sort_by(|a, x, b, y| y.len().cmp(&x.len()).then_with(|| a.cmp(b)));
    answer.items = sides.into_iter().map(|(side, statements)| item(asked, side, &statements)).collect();
    answer.notes.extend(about.iter().filter_map(|lookup| lookup.unknown(graph)));
    Ok(answer)
}

fn item(asked: &Asked<'_>, side: String, statements: &[&GraphStatement]) -> Item {
    let cue = |statement: &GraphStatement| statement.said.cue.as_ref().map(|cue| cue.text.to_lowercase()).unwrap_or_default();
    let mut counts: IndexMap<String, usize> = IndexMap::new();
    for word in statements.iter().map(|statement| cue(statement)).filter(|word| !word.is_empty()) {
        *counts.entry(word).or_default() += 1;
    }
    let cues = json!(counts);
    let mut shown: Vec<String> = statements.iter().take(SHOWN).map(|statement| format!("– {} [{}]", content(statement), statement.article)).collect();
    if statements.len() > SHOWN {
        shown.push(format!("and {} more", statements.len() - SHOWN));
    }
    let csv = statements.iter().map(|statement| {
        let speaker = statement.said.speaker.as_deref().map(|id| asked.graph.name_of(id).to_owned()).unwrap_or_default();
        let [start, end] = ends(&statement.said.content);
        let place = vec![statement.article.clone(), start, end];
        [vec![side.clone(), statement.said.id.clone()], place, vec![speaker, cue(statement), content(statement)]].concat()
    });
    Item {
        csv: csv.collect(),
        json: json!({ "side": side, "statements": statements, "cues": cues }),
        cells: vec![side.as_str().into(), statements.len().to_string().into(), text(&cues).into(), shown.join("\n").into()],
    }
}
