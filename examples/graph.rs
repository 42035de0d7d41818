//! Articles to a graph, on all processors, and the graph to files: `cargo run --example graph` reads the sample
//! articles and writes `out/example/graph.json` and a picture of what happened around one actor.

use std::ops::ControlFlow;
use std::path::Path;

use newsgraph::{Assembly, Error, Extractor, Figure, Result, export, read};

fn main() -> Result<()> {
    let extractor = Extractor::new()?;
    let articles = read::articles(&["data/articles"], &read::Options::default())?;
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut records = Vec::new();
    extractor.extract_all(articles, threads, |result| {
        match result {
            Ok(record) => records.push(record),
            Err(error) => eprintln!("{error}"),
        }
        ControlFlow::Continue(())
    });

    let mut assembly = Assembly::default();
    assembly.title = "Russia and North Korea".into();
    let (graph, _) = assembly.graph(records, extractor.knowledge());
    println!("{} actors, {} edges, {} statements", graph.actors().count(), graph.links().count(), graph.statements.len());

    let folder = Path::new("out/example");
    std::fs::create_dir_all(folder).map_err(|error| Error::io(folder, error))?;
    export::save(&graph, &folder.join("graph.json"), &export::Options::default())?;
    let mut figure = Figure::default();
    figure.focus = vec!["North Korea".into()];
    figure.types = vec!["arms-transfer".into(), "sanction".into()];
    export::save(&figure.of(graph, extractor.knowledge())?, &folder.join("arms.svg"), &export::Options::default())
}
