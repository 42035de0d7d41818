//! `query between A B`: everything that joins two actors, words included.

use super::{Answer, Asked, Parameter, Query, edges};
use crate::error::Result;
use crate::types::Link;

pub const QUERY: Query = Query {
    name: "between",
    about: "Everything between two actors, in both directions, what they say about each other included",
    examples: &["newsgraph query between Russia \"North Korea\"", "newsgraph query between Putin Kim --format csv"],
    parameters: &[Parameter::place("A", true, "One actor"), Parameter::place("B", true, "The other actor")],
    database: false,
    run,
};

fn run(asked: &Asked<'_>) -> Result<Answer> {
    let mut answer = Answer::new(&edges::COLUMNS, &edges::CSV);
    let (Some(a), Some(b)) = (asked.actors("A"), asked.actors("B")) else { return Ok(answer) };
    let fits = |link: &Link<'_>| {
        let (source, target) = (&link.source.id, &link.target.id);
        (a.has(source) && b.has(target)) || (b.has(source) && a.has(target))
    };
    let mut found: Vec<Link<'_>> = asked.graph.links().filter(fits).collect();
    edges::sort(&mut found);
    answer.items = found.into_iter().map(|link| edges::item(asked.graph, link)).collect();
    answer.notes.extend([&a, &b].into_iter().filter_map(|lookup| lookup.unknown(asked.graph)));
    Ok(answer)
}
