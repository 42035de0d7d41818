//! A question to a graph file: `cargo run --example ask -- GRAPH.json QUESTION [NAME=VALUE]...`, such as
//! `cargo run --example ask -- out/graph.json said by="Kamala Harris" about=Russia`.

use std::path::Path;

use newsgraph::query::{QUERIES, Query};
use newsgraph::{Knowledge, Result, read};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [graph, question, given @ ..] = &arguments[..] else {
        println!("usage: ask GRAPH.json QUESTION [NAME=VALUE]...\n\nQuestions:");
        QUERIES.iter().for_each(|query| println!("  {:12}{}", query.name, query.about));
        return Ok(());
    };
    let given = given.iter().filter_map(|pair| pair.split_once('='));
    let answer = Query::named(question)?.ask(&read::graph(Path::new(graph))?, &Knowledge::load()?, given)?;
    println!("{}", answer.columns.join(" | "));
    for item in &answer.items {
        println!("{}", item.cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(" | "));
    }
    answer.notes.iter().for_each(|note| eprintln!("{note}"));
    Ok(())
}
