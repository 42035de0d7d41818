//! `query timeline NAME [NAME]`: what an actor, or two actors between them, did and said, by day.

use serde_json::json;

use super::answer::heads;
use super::dated::Dates;
use super::{Answer, Asked, Item, Parameter, Query, day, edges};
use crate::error::Result;
use crate::types::{Evidence, Link};

pub const QUERY: Query = Query {
    name: "timeline",
    about: "What an actor, or two actors between them, did and said, day by day",
    examples: &["newsgraph query timeline Shoigu", "newsgraph query timeline Russia \"North Korea\" --since 2024"],
    parameters: &[
        Parameter::place("NAME", true, "The actor"),
        Parameter::place("OTHER", false, "Only what is between the two"),
        Parameter::option("since", "DATE", "Only what happened on this day or later"),
        Parameter::option("until", "DATE", "Only what happened on this day or before"),
    ],
    database: false,
    run,
};

/// First and last day, if there is one.
type Span = Option<(String, String)>;
/// A piece of evidence of an edge, with its days.
type Dated<'a> = (Span, Link<'a>, &'a Evidence);

fn run(asked: &Asked<'_>) -> Result<Answer> {
    let mut answer = Answer::new(&["when", "who", "what", "whom", "article", "evidence"], &heads(&edges::CSV));
    let (Some(name), other) = (asked.actors("NAME"), asked.actors("OTHER")) else { return Ok(answer) };
    let since = asked.one("since").map(|typed| day(typed, false)).transpose()?;
    let until = asked.one("until").map(|typed| day(typed, true)).transpose()?;
    let dates = Dates::of(asked.graph);
    let fits = |link: &Link<'_>| match &other {
        Some(other) => edges::is_between(link, &name, other),
        None => name.has(&link.source.id) || name.has(&link.target.id),
    };
    let pieces = asked.graph.links().filter(fits).flat_map(|link| link.edge.evidence.iter().map(move |piece| (link, piece)));
    let mut found: Vec<Dated<'_>> = pieces
        .filter(|(_, piece)| dates.is_within(piece, since.as_deref(), until.as_deref()))
        .map(|(link, piece)| (dates.span(piece), link, piece))
        .collect();
    // What cannot be dated comes last; within a day, the order of the articles.
    found.sort_by(|(a, ..), (b, ..)| a.is_none().cmp(&b.is_none()).then_with(|| a.cmp(b)));
    answer.items = found.into_iter().map(|(when, link, piece)| item(asked, when, link, piece)).collect();
    answer.notes.extend([Some(&name), other.as_ref()].into_iter().flatten().filter_map(|lookup| lookup.unknown(asked.graph)));
    Ok(answer)
}

fn item(asked: &Asked<'_>, when: Span, link: Link<'_>, piece: &Evidence) -> Item {
    let shown = match &when {
        None => String::from("?"),
        Some((from, to)) if from == to => from.clone(),
        Some((from, to)) => format!("{from} to {to}"),
    };
    let (from, to) = when.unzip();
    let mut json = edges::ends(link);
    json.extend(
        [("from", json!(from)), ("to", json!(to)), ("key", json!(link.edge.key)), ("evidence", json!(piece))].map(|(k, v)| (k.to_owned(), v)),
    );
    Item {
        cells: vec![
            shown.into(),
            link.source.name.as_str().into(),
            edges::worded(asked.graph, link).into(),
            link.target.name.as_str().into(),
            piece.article.as_str().into(),
            edges::evidence_cell(piece),
        ],
        json: json.into(),
        csv: vec![edges::csv_row(asked.graph, link, piece)],
    }
}
