//! Doubt from end to end: what is only claimed is never drawn as a fact, what is claimed and denied is shown with both sides.

use std::fs;
use std::path::Path;

use newsgraph::types::{Category, Graph, Record};

use crate::support::run;

/// A folder with the graph of these texts.
fn built(texts: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("in")).unwrap();
    texts.iter().for_each(|(name, text)| fs::write(folder.path().join("in").join(name), text).unwrap());
    let (status, _, errors) = run(folder.path(), &["-q", "build", "in", "--layout", "native"]);
    assert_eq!((status, errors.as_str()), (0, ""));
    folder
}

#[test]
fn both_sides_of_a_dispute_are_found_in_articles_and_shown_with_their_words() {
    let folder = built(&[
        ("a.txt", "Brazil said on Monday that Chile had supplied weapons to Peru.\n"),
        ("b.txt", "Chile denied on Tuesday that it had supplied weapons to Peru.\n"),
    ]);
    let (status, out, errors) = run(folder.path(), &["query", "contested", "--format", "csv"]);
    assert_eq!((status, errors.as_str()), (0, ""));
    let side = |side: &str| out.lines().find(|line| line.contains(&format!(",{side},"))).unwrap_or_else(|| panic!("{out}")).to_owned();
    assert!(side("claims").starts_with("state:CHL,Chile,arms-transfer,state:PER,Peru,actual,claims,Brazil,a,"), "{out}");
    assert!(side("denies").contains("denies,Chile,b,") && side("denies").contains("Chile denied on Tuesday"), "{out}");
    let (_, table, _) = run(folder.path(), &["query", "contested", "--by", "Chile"]);
    assert!(table.contains("Chile → Peru: arms-transfer") && table.contains("Brazil"), "{table}");
    let (_, edges, _) = run(folder.path(), &["query", "edges", "--type", "arms-transfer"]);
    assert!(edges.contains("contested"), "{edges}");
    let svg = fs::read_to_string(folder.path().join("out/graph.svg")).unwrap();
    assert!(svg.contains("“arms-transfer” (contested)"), "the picture does not mark it");
    let (status, _, errors) = run(folder.path(), &["query", "contested", "--with", "Brazil"]);
    assert_eq!(status, 1, "{errors}");
}

#[test]
fn a_claim_beside_a_fact_of_the_same_two_actors_keeps_its_quotation_marks() {
    let folder = built(&[("a.txt", "Chile praised Peru on Monday. Brazil said Chile had attacked Peru.\n")]);
    let svg = fs::read_to_string(folder.path().join("out/graph.svg")).unwrap();
    assert!(svg.contains(">support<") && svg.contains(">“attack”<"), "{svg}");
}

#[test]
fn an_edge_that_stands_only_in_somebodys_words_is_never_told_as_a_fact() {
    let folder = tempfile::tempdir().unwrap();
    let articles = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/articles");
    let (status, _, _) = run(folder.path(), &["-q", "build", articles.to_str().unwrap(), "--layout", "native"]);
    assert_eq!(status, 0);
    let records: Vec<Record> =
        fs::read_to_string(folder.path().join("out/records.jsonl")).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let graph = Graph::from_json(&fs::read_to_string(folder.path().join("out/graph.json")).unwrap()).unwrap();
    let mut checked = 0;
    for link in graph.links().filter(|link| link.edge.category == Category::Event && !link.edge.claimed_only) {
        // Some article says it in its own voice, or one of the two says of himself what saying it does.
        let told = link.edge.evidence.iter().any(|piece| {
            let record = records.iter().find(|record| record.article.id == piece.article).unwrap();
            let event = record.events.iter().find(|event| event.id == piece.claim).unwrap();
            let country = |id: &str| record.entities.iter().find(|e| e.id == id).and_then(|e| e.country.clone());
            let own = |speaker: &String| *speaker == event.source || country(speaker).is_some() && country(speaker) == country(&event.source);
            let inside = record
                .statements
                .iter()
                .filter(|statement| statement.content.iter().any(|span| span.start <= event.trigger.start && event.trigger.end <= span.end));
            let others: Vec<_> = inside.filter(|statement| !statement.speaker.as_ref().is_some_and(own)).collect();
            checked += usize::from(others.is_empty());
            event.attributed_to.is_empty() && others.is_empty()
        });
        assert!(told, "{} {} {}: {:?}", link.source.id, link.edge.key, link.target.id, link.edge.evidence);
    }
    assert!(checked > 30, "only {checked} edges");
}
