//! Who did what to whom, and who said what about whom, in articles: `cargo run --example extract -- FILE...`, without
//! files in the sample articles.

use newsgraph::{Extractor, Record, Result, read};

fn main() -> Result<()> {
    let mut paths: Vec<String> = std::env::args().skip(1).collect();
    if paths.is_empty() {
        paths.push("data/articles".into());
    }
    let extractor = Extractor::new()?;
    for article in read::articles(&paths, &read::Options::default())? {
        // An article that cannot be read is an error of its own; the others follow.
        match article.and_then(|article| extractor.extract(&article)) {
            Ok(record) => print(&record),
            Err(error) => eprintln!("{error}"),
        }
    }
    Ok(())
}

fn print(record: &Record) {
    println!("{}", record.article.title.as_deref().unwrap_or(&record.article.id));
    let name = |id: &str| record.entities.iter().find(|entity| entity.id == id).map_or("?", |entity| &entity.name);
    for event in &record.events {
        println!("  {} -> {}: {} ({:?})", name(&event.source), name(&event.target), event.kind, event.modality);
    }
    for statement in &record.statements {
        let words: Vec<&str> = statement.content.iter().map(|span| span.text.as_str()).collect();
        println!("  {}: {}", statement.speaker.as_deref().map_or("?", name), words.join(" ... "));
    }
}
