//! `query said`: who said what about whom.

use serde_json::json;

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
        Parameter::option("contains", "TEXT", "Only statements with this text, in whatever case"),
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
    let mut answer = Answer::new(
        &["speaker", "cue", "words", "about", "article"],
        &["id", "article", "speaker", "speaker_name", "cue", "mode", "addressee", "about", "start", "end", "content"],
    );
    answer.items = graph.statements.iter().filter(fits).map(|statement| item(graph, statement, contains)).collect();
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

/// Where a text stands in another, whatever the case of both; byte offsets of the latter.
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

fn item(graph: &Graph, statement: &GraphStatement, contains: Option<&str>) -> Item {
    let said = &statement.said;
    let text = content(statement);
    let mark = contains.and_then(|wanted| find(&text, wanted));
    let speaker = said.speaker.as_deref().map(|id| graph.name_of(id)).unwrap_or_default();
    let cue = said.cue.as_ref().map(|cue| cue.text.clone()).unwrap_or_default();
    let about = |ids: &[String]| ids.iter().map(|id| graph.name_of(id).to_owned()).collect::<Vec<_>>();
    let names = about(&said.about);
    let mut json = json!(statement);
    json["speaker_name"] = said.speaker.as_ref().map(|_| speaker).into();
    json["about_names"] = names.clone().into();
    let [start, end] = ends(&said.content);
    let csv = [
        said.id.as_str(),
        &statement.article,
        said.speaker.as_deref().unwrap_or_default(),
        speaker,
        &cue,
        said.mode.name(),
        said.addressee.as_deref().unwrap_or_default(),
        &said.about.join("; "),
        &start,
        &end,
        &text,
    ]
    .map(str::to_owned);
    let shown = if speaker.is_empty() { "(unknown)" } else { speaker };
    let cells = [shown.into(), cue.as_str().into(), Cell { text, mark }, names.join(", ").into(), statement.article.as_str().into()];
    Item { cells: cells.into(), json, csv: vec![csv.into()] }
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
