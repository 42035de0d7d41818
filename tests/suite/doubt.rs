//! Doubt from end to end: what is only claimed is never drawn as a fact, what is claimed and denied is shown with both sides.

use std::fs;
use std::path::Path;

use newsgraph::graph::Category;
use newsgraph::{Graph, Record};

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
fn a_denial_means_the_nearest_claim_and_not_all_that_the_other_side_has_said() {
    let folder = built(&[(
        "a.txt",
        "Brazil said on Monday that Chile would hold talks with Peru. Brazil said that Chile had supplied weapons to Peru. Chile denied it.\n",
    )]);
    let (_, out, _) = run(folder.path(), &["query", "contested", "--format", "csv"]);
    assert!(out.contains("arms-transfer") && !out.contains("talks,"), "{out}");
}

#[test]
fn both_sides_of_a_dispute_are_found_in_articles_and_shown_with_their_words() {
    let folder = built(&[
        ("a.txt", "Brazil said on Monday that Chile had supplied weapons to Peru.\n"),
        ("b.txt", "Chile denied on Tuesday that it had supplied weapons to Peru.\n"),
    ]);
    let (status, out, errors) = run(folder.path(), &["query", "contested", "--format", "csv"]);
    assert_eq!((status, errors.as_str()), (0, ""));
    let side = |side: &str| out.lines().find(|line| line.starts_with(&format!("{side},"))).unwrap_or_else(|| panic!("{out}")).to_owned();
    assert!(side("claims").starts_with("claims,Brazil,state:CHL,Chile,arms-transfer,state:PER,Peru,"), "{out}");
    assert!(
        side("denies").starts_with("denies,Chile,state:CHL,") && side("denies").contains(",b,") && side("denies").contains("Chile denied on Tuesday"),
        "{out}"
    );
    let (_, table, _) = run(folder.path(), &["query", "contested", "--by", "Chile"]);
    assert!(table.contains("Chile → Peru: arms-transfer") && table.contains("Brazil"), "{table}");
    let (_, edges, _) = run(folder.path(), &["query", "edges", "--type", "arms-transfer"]);
    assert!(edges.contains("contested"), "{edges}");
    let svg = fs::read_to_string(folder.path().join("out/graph.svg")).unwrap();
    assert!(svg.contains("“arms transfer” (contested)"), "the picture does not mark it");
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

#[test]
fn findings_less_sure_than_asked_for_are_left_out_everywhere() {
    let folder = tempfile::tempdir().unwrap();
    let articles = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/articles");
    let articles = articles.to_str().unwrap();
    let count = |args: &[&str]| {
        let (status, out, errors) = run(folder.path(), args);
        assert!(status <= 1 && !errors.contains("error"), "{errors}");
        out.lines().count()
    };
    run(folder.path(), &["-q", "build", articles, "--layout", "native"]);
    run(folder.path(), &["-q", "build", articles, "--layout", "native", "--min-confidence", "0.8", "-o", "sure"]);
    let (all, sure) = (&["query", "edges", "--format", "csv"], &["query", "edges", "--format", "csv", "--graph", "sure/graph.json"]);
    assert!(count(sure) < count(all));
    assert_eq!(count(sure), count(&[&all[..], &["--min-confidence", "0.8"]].concat()), "build and query leave out the same");
    assert_eq!(count(&[&all[..], &["--min-confidence", "1"]].concat()), 1, "only the heads of the columns");
    let (_, out, _) = run(folder.path(), &["extract", articles, "--min-confidence", "0.8"]);
    let records: Vec<Record> = out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(records.iter().flat_map(|r| &r.events).all(|event| event.confidence >= 0.8 && !event.grounds.is_empty()));
    assert!(records.iter().flat_map(|r| &r.statements).all(|statement| statement.confidence >= 0.8));
    assert!(records.iter().any(|r| !r.events.is_empty()) && records.iter().any(|r| !r.statements.is_empty()));
    let (status, _, errors) = run(folder.path(), &["query", "edges", "--min-confidence", "80"]);
    assert!(status == 2 && errors.contains("from 0 to 1"), "{errors}");
}
