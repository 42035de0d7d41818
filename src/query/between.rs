//! `query between A B`: everything that joins two actors, words included.

use super::{Answer, Asked, Parameter, Query, edges};
use crate::error::Result;

pub const QUERY: Query = Query {
    name: "between",
    about: "Everything between two actors, in both directions, what they say about each other included",
    examples: &["newsgraph query between Russia \"North Korea\"", "newsgraph query between Putin Kim --format csv"],
    parameters: &[Parameter::place("A", true, "One actor"), Parameter::place("B", true, "The other actor")],
    database: false,
    run,
};

fn run(asked: &Asked<'_>) -> Result<Answer> {
    let ends = [asked.actors("A"), asked.actors("B")];
    let fits = |link: &_| matches!(&ends, [Some(a), Some(b)] if edges::is_between(link, a, b));
    Ok(edges::answer(asked, fits, &ends))
}
