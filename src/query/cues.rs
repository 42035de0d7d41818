//! `query cues`: how a speaker's words are reported: said, claimed, admitted. By publisher this shows who trusts whom.

use indexmap::IndexMap;
use serde_json::json;

use super::evidence::{self, Piece};
use super::{Answer, Asked, Parameter, Query};
use crate::error::Result;

pub const QUERY: Query = Query {
    name: "cues",
    about: "How an actor's words are reported (said, claimed, admitted), by each publisher",
    examples: &["newsgraph query cues", "newsgraph query cues --by Putin", "newsgraph query cues --cue claimed --format csv"],
    parameters: &[
        Parameter::option("by", "ACTOR", "Only the words of this actor"),
        Parameter::option("cue", "WORD", "Only statements reported with this word (said, claimed ...)"),
    ],
    database: false,
    run,
};

fn run(asked: &Asked<'_>) -> Result<Answer> {
    let graph = asked.graph;
    let (by, cue) = (asked.actors("by"), asked.one("cue").map(str::to_lowercase));
    let shown = ["speaker", "publisher", "cue", "statements"];
    let mut answer = evidence::answer(&["speaker", "speaker_name", "publisher", "cue", "statements"], &shown);
    let mut found: IndexMap<(String, String, String), Vec<Piece<'_>>> = IndexMap::new();
    for statement in &graph.statements {
        let (Some(speaker), Some(word)) = (&statement.said.speaker, &statement.said.cue) else { continue };
        let word = word.text.to_lowercase();
        if by.as_ref().is_some_and(|by| !by.has(speaker)) || cue.as_ref().is_some_and(|cue| *cue != word) {
            continue;
        }
        let publisher = graph.article(&statement.article).and_then(|article| article.publisher.clone()).unwrap_or_else(|| "?".into());
        found.entry((speaker.clone(), publisher, word)).or_default().push(Piece::Said(statement));
    }
    found.sort_by(|a, x, b, y| y.len().cmp(&x.len()).then_with(|| a.cmp(b)));
    let item = |((speaker, publisher, cue), statements): ((String, String, String), Vec<Piece<'_>>)| {
        let fields = vec![
            ("speaker", json!(speaker)),
            ("speaker_name", json!(graph.name_of(&speaker))),
            ("publisher", json!(publisher)),
            ("cue", json!(cue)),
            ("statements", statements.len().into()),
        ];
        evidence::item(fields, &["speaker_name", "publisher", "cue", "statements"], &statements)
    };
    answer.items = found.into_iter().map(item).collect();
    answer.notes.extend(by.iter().filter_map(|lookup| lookup.unknown(graph)));
    Ok(answer)
}
