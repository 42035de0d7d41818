//! `query said`: who said what about whom.

use serde_json::json;

use super::answer::{Columns, heads};
use super::edges::names;
use super::evidence::ends;
use super::{Answer, Asked, Cell, Item, Parameter, Query};
use crate::error::Result;
use crate::types::{Graph, GraphStatement};

pub const QUERY: Query = Query {
    name: "said",
    about: "Who said what about whom",
    examples: &[
        "newsgraph query said --by \"Kamala Harris\" --about Russia",
        "newsgraph query said --contains mistake",
        "newsgraph query said --about DPRK --mode direct --format csv",
    ],
    parameters: &[
        Parameter::option("by", "ACTOR", "Only what this actor said"),
        Parameter::option("about", "ACTOR", "Only what was said about this actor"),
        Parameter::option("to", "ACTOR", "Only what was said to this actor"),
        Parameter::option("contains", "TEXT", "Only statements that contain this text, in upper or lower case"),
        Parameter::choice(
            "mode",
            "MODE",
            &["direct", "indirect", "mixed"],
            "Only quoted words, only reported words, or reports with quoted words inside",
        ),
    ],
    database: false,
    run,
};

/// A statement that was asked for.
struct Found<'a> {
    graph: &'a Graph,
    statement: &'a GraphStatement,
    /// The text that was searched for.
    contains: Option<&'a str>,
}

/// The columns of the table.
const COLUMNS: Columns<fn(&Found<'_>) -> Cell, 5> = [
    ("speaker", |found| if found.speaker().is_empty() { "(unknown)" } else { found.speaker() }.into()),
    ("cue", |found| found.cue().into()),
    ("words", |found| {
        let text = content(found.statement);
        Cell { mark: found.contains.and_then(|wanted| find(&text, wanted)), text }
    }),
    ("about", |found| names(found.graph, &found.statement.said.about, ", ").into()),
    ("article", |found| found.statement.article.as_str().into()),
];

/// The columns of the CSV file.
const CSV: Columns<fn(&Found<'_>) -> String, 11> = [
    ("id", |found| found.statement.said.id.clone()),
    ("article", |found| found.statement.article.clone()),
    ("speaker", |found| found.statement.said.speaker.clone().unwrap_or_default()),
    ("speaker_name", |found| found.speaker().to_owned()),
    ("cue", |found| found.cue().to_owned()),
    ("mode", |found| found.statement.said.mode.name().to_owned()),
    ("addressee", |found| found.statement.said.addressee.clone().unwrap_or_default()),
    ("about", |found| found.statement.said.about.join("; ")),
    ("start", |found| ends(&found.statement.said.content)[0].clone()),
    ("end", |found| ends(&found.statement.said.content)[1].clone()),
    ("content", |found| content(found.statement)),
];

impl Found<'_> {
    fn speaker(&self) -> &str {
        self.statement.said.speaker.as_deref().map_or("", |id| self.graph.name_of(id))
    }

    fn cue(&self) -> &str {
        self.statement.said.cue.as_ref().map_or("", |cue| &cue.text)
    }
}

fn run(asked: &Asked<'_>) -> Result<Answer> {
    let graph = asked.graph;
    let [by, about, to] = ["by", "about", "to"].map(|name| asked.actors(name));
    let (contains, modes) = (asked.one("contains").filter(|text| !text.is_empty()), asked.all("mode"));
    let fits = |statement: &&GraphStatement| {
        let said = &statement.said;
        let is = |wanted: &Option<super::Lookup>, id: Option<&String>| wanted.as_ref().is_none_or(|w| id.is_some_and(|id| w.has(id)));
        is(&by, said.speaker.as_ref())
            && is(&to, said.addressee.as_ref())
            && about.as_ref().is_none_or(|w| said.about.iter().any(|id| w.has(id)))
            && (modes.is_empty() || modes.contains(&said.mode.name()))
            && contains.is_none_or(|text| find(&content(statement), text).is_some())
    };
    let mut answer = Answer::new(&heads(&COLUMNS), &heads(&CSV));
    answer.items = graph.statements.iter().filter(fits).map(|statement| item(Found { graph, statement, contains })).collect();
    for lookup in [&by, &about, &to].into_iter().flatten() {
        answer.notes.extend(lookup.unknown(graph));
    }
    Ok(answer)
}

/// The words of a statement on one line.
pub fn content(statement: &GraphStatement) -> String {
    let parts = statement.said.content.iter().map(|span| span.text.split_whitespace().collect::<Vec<_>>().join(" "));
    parts.collect::<Vec<_>>().join(" … ")
}

/// The bytes where a text contains another one, in upper or lower case.
fn find(text: &str, wanted: &str) -> Option<std::ops::Range<usize>> {
    let lower = |c: char| c.to_lowercase();
    let wanted: Vec<char> = wanted.split_whitespace().collect::<Vec<_>>().join(" ").chars().flat_map(lower).collect();
    text.char_indices().find_map(|(start, _)| {
        let mut rest = wanted.iter();
        let mut next = rest.next();
        for (at, c) in text[start..].char_indices() {
            for c in c.to_lowercase() {
                match next {
                    None => return Some(start..start + at),
                    Some(&w) if w == c => next = rest.next(),
                    Some(_) => return None,
                }
            }
        }
        next.is_none().then_some(start..text.len())
    })
}

fn item(found: Found<'_>) -> Item {
    let said = &found.statement.said;
    let mut json = json!(found.statement);
    json["speaker_name"] = said.speaker.as_ref().map(|_| found.speaker()).into();
    json["about_names"] = said.about.iter().map(|id| found.graph.name_of(id)).collect();
    Item { cells: COLUMNS.map(|(_, cell)| cell(&found)).into(), csv: vec![CSV.map(|(_, cell)| cell(&found)).into()], json }
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn a_text_is_found_whatever_its_case_and_the_place_is_that_of_the_text() {
        let text = "It was a HUGE Mistake, Straße.";
        assert_eq!(&text[find(text, "huge mistake").unwrap()], "HUGE Mistake");
        assert_eq!(&text[find(text, "straße.").unwrap()], "Straße.");
        assert_eq!(find(text, "small"), None);
    }
}
