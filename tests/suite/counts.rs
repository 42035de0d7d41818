//! Questions that count, rank and order: event counts, timelines, neighbours, centrality, how words are reported.

use crate::support::{folder_with_graph, run};

fn csv(args: &[&str]) -> Vec<String> {
    let folder = folder_with_graph();
    let (status, out, errors) = run(folder.path(), &[&["query"], args, &["--format", "csv"]].concat());
    assert_eq!((status, errors.as_str()), (0, ""), "{args:?}");
    out.lines().skip(1).map(str::to_owned).collect()
}

#[test]
fn events_are_counted_by_type_pair_and_month() {
    let counts = |args: &[&str], heads: usize| -> Vec<String> {
        let rows = csv(&[&["count"], args].concat());
        // The first cells: keys, reports, edges. Behind them stand the claims that were counted.
        rows.iter().map(|row| row.split(',').take(heads + 2).collect::<Vec<_>>().join(",")).collect()
    };
    assert_eq!(counts(&["--by", "type"], 1), ["arms-transfer,2,1", "meeting,2,1", "treaty,1,1", "warning,1,1"]);
    assert_eq!(counts(&["--by", "month"], 1), ["2024-03,5,3", "2024-04,1,1"]);
    let dyads = counts(&["--by", "country-dyad,class"], 2);
    assert!(dyads.contains(&"GBR → SEN,AGREE,2,1".to_owned()), "{dyads:?}");
    assert_eq!(counts(&["--type", "holds-office", "--by", "source"], 1), ["Jane Roe,1,1"]);
}

#[test]
fn a_timeline_runs_from_the_first_day_to_the_last() {
    let rows = csv(&["timeline", "Senegal"]);
    assert_eq!(rows.len(), 5, "{rows:#?}");
    assert!(rows.first().unwrap().contains("arms-transfer") || rows.first().unwrap().contains("says-about"), "{rows:#?}");
    assert!(rows.last().unwrap().contains("warning"), "{rows:#?}");
    assert_eq!(csv(&["timeline", "Senegal", "Britain", "--until", "2024-03-04"]).len(), 1);
    assert_eq!(csv(&["timeline", "Senegal", "--since", "2024-04"]).len(), 1);
}

#[test]
fn neighbours_and_what_lies_between_two_actors_agree() {
    let neighbours = csv(&["neighbours", "Senegal"]);
    assert!(neighbours[0].starts_with("state:GBR,United Kingdom,treaty,arms-transfer ×2,3"), "{neighbours:#?}");
    let between = csv(&["between", "Senegal", "Britain"]);
    assert_eq!(between.len(), 3, "{between:#?}");
}

#[test]
fn actors_are_ranked_by_several_measures() {
    let first = |by: &str| csv(&["top", "--by", by]).first().cloned().unwrap_or_default();
    assert!(first("degree").starts_with("1,state:SEN,Senegal,state,degree,2") || first("degree").contains("degree,2"), "{}", first("degree"));
    assert!(first("quoted").contains(",quoted,1"));
    assert!(first("mentions").contains(",mentions,"));
    assert!(csv(&["top", "--by", "pagerank", "--kind", "person"]).iter().all(|row| row.contains(",person,")));
    let folder = folder_with_graph();
    assert_eq!(run(folder.path(), &["query", "top", "--by", "accused"]).0, 1, "nobody is accused");
    assert_eq!(run(folder.path(), &["query", "top", "--by", "height"]).0, 2);
}

#[test]
fn cues_and_sides_tell_how_words_are_reported() {
    let cues = csv(&["cues"]);
    assert!(cues.iter().any(|row| row.starts_with("person:jane-roe,Jane Roe,The Harbour Post,added,1")), "{cues:#?}");
    let sides = csv(&["compare", "--about", "Senegal", "--by", "publisher"]);
    assert_eq!(sides.len(), 1);
    assert!(sides[0].starts_with("The Harbour Post,") && sides[0].contains("Senegal is a friend"), "{sides:#?}");
}

#[test]
fn every_row_of_every_question_leads_to_an_article_and_its_words() {
    let folder = folder_with_graph();
    let asked: [&[&str]; 12] = [
        &["actors"],
        &["between", "Senegal", "Britain"],
        &["compare", "--about", "Senegal"],
        &["count", "--by", "type"],
        &["cues"],
        &["edges"],
        &["neighbours", "Senegal"],
        &["path", "Senegal", "Britain"],
        &["said"],
        &["timeline", "Senegal"],
        &["top", "--by", "degree"],
        &["top", "--by", "quoted"],
    ];
    let graph: serde_json::Value = serde_json::from_slice(&std::fs::read(folder.path().join("out/graph.json")).unwrap()).unwrap();
    let ids: Vec<&str> = graph["graph"]["articles"].as_array().unwrap().iter().map(|article| article["id"].as_str().unwrap()).collect();
    let names_article = |text: &str| ids.iter().any(|id| text.contains(id));
    for args in asked {
        let ask = |format: &str| run(folder.path(), &[&["query"], args, &["--format", format]].concat()).1;
        let rows: Vec<serde_json::Value> = serde_json::from_str(&ask("json")).unwrap();
        assert!(!rows.is_empty(), "{args:?}");
        for row in &rows {
            let text = row.to_string();
            assert!(text.contains("\"article") && names_article(&text) && text.contains("\"text\":"), "{args:?}: {text}");
        }
        let csv = ask("csv");
        assert!(csv.lines().skip(1).all(names_article), "{args:?}\n{csv}");
        let table = ask("table");
        assert!(names_article(&table), "{args:?}\n{table}");
    }
}
