//! `query cues`: how a speaker's words are reported: said, claimed, admitted. By publisher this shows who trusts whom.

use indexmap::IndexMap;
use serde_json::json;

use super::{Answer, Asked, Item, Parameter, Query};
use crate::error::Result;

pub const QUERY: Query = Query {
    name: "cues",
    about: "How an actor's words are reported (said, claimed, admitted), by each publisher",
    examples: &["newsgraph query cues", "newsgraph query cues --by Putin", "newsgraph query cues --cue claimed --format csv"],
    parameters: &[
        Parameter::option("by", "ACTOR", "Only the words of this actor"),
        Parameter::option("cue", "WORD", "Only statements with this word of saying"),
    ],
    database: false,
    run,
};

fn run(asked: &Asked<'_>) -> Result<Answer> {
    let graph = asked.graph;
    let (by, cue) = (asked.actors("by"), asked.one("cue").map(str::to_lowercase));
    let columns = ["speaker", "publisher", "cue", "statements", "for instance"];
    let mut answer = Answer::new(&columns, &["speaker", "speaker_name", "publisher", "cue", "statements", "ids"]);
    let mut found: IndexMap<(String, String, String), Vec<&crate::types::GraphStatement>> = IndexMap::new();
    for statement in &graph.statements {
        let (Some(speaker), Some(word)) = (&statement.said.speaker, &statement.said.cue) else { continue };
        let word = word.text.to_lowercase();
        if by.as_ref().is_some_and(|by| !by.has(speaker)) || cue.as_ref().is_some_and(|cue| *cue != word) {
            continue;
        }
        let publisher = graph.article(&statement.article).and_then(|article| article.publisher.clone()).unwrap_or_else(|| "?".into());
        found.entry((speaker.clone(), publisher, word)).or_default().push(statement);
    }
    found.sort_by(|a, x, b, y| y.len().cmp(&x.len()).then_with(|| a.cmp(b)));
    answer.items = found
        .into_iter()
        .map(|((speaker, publisher, cue), statements)| {
            let ids: Vec<&str> = statements.iter().map(|statement| statement.said.id.as_str()).collect();
            let first = statements.first().and_then(|statement| statement.said.content.first()).map(|span| span.text.as_str()).unwrap_or_default();
            let (name, n) = (graph.name_of(&speaker).to_owned(), ids.len().to_string());
            Item {
                cells: vec![
                    name.as_str().into(),
                    publisher.as_str().into(),
                    cue.as_str().into(),
                    n.as_str().into(),
                    first.split_whitespace().collect::<Vec<_>>().join(" ").into(),
                ],
                json: json!({ "speaker": speaker, "speaker_name": name, "publisher": publisher, "cue": cue, "statements": ids.len(), "ids": ids }),
                csv: vec![vec![speaker, name, publisher, cue, n, ids.join("; ")]],
            }
        })
        .collect();
    answer.notes.extend(by.iter().filter_map(|lookup| lookup.unknown(graph)));
    Ok(answer)
}
