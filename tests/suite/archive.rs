//! More articles than a graph in memory is made for: what is written of them, and how it is asked.

use std::fmt::Write;

use crate::support::{json_lines, run, stories};

/// Records of so many articles, which tell the same four stories of ever other persons.
fn records(count: usize) -> String {
    let stories = json_lines(&stories());
    let lines: Vec<&str> = stories.lines().collect();
    let mut records = String::new();
    for i in 0..count {
        let line = lines[i % lines.len()];
        let id = line.split("\"id\":\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        let line = line.replacen(&format!("\"id\":\"{id}\""), &format!("\"id\":\"{id}-{i}\""), 1);
        let line = line.replace(&format!("\"{id}#"), &format!("\"{id}-{i}#"));
        writeln!(
            records,
            "{}",
            line.replace("person:ana-vidal", &format!("person:ana-vidal-{}", i / 8)).replace("Ana Vidal", &format!("Ana Vidal {}", i / 8))
        )
        .unwrap();
    }
    records
}

#[test]
fn page_and_picture_of_an_archive_hold_the_most_important_part() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("records.jsonl"), records(5_100)).unwrap();
    let (status, summary, errors) = run(folder.path(), &["assemble", "records.jsonl"]);
    assert_eq!((status, errors.as_str()), (0, ""));
    assert!(summary.contains("5100 articles") && summary.contains("--also json writes graph.json"), "{summary}");
    let file = |name: &str| folder.path().join("out").join(name);
    assert!(file("graph.html").exists() && file("graph.svg").exists() && !file("graph.json").exists());
    let page = std::fs::read_to_string(file("graph.html")).unwrap();
    assert!(page.contains("This page shows a part of the graph: the "), "the page says what it holds");
    assert!(std::fs::read_to_string(file("graph.svg")).unwrap().contains("most important edges, of "));
    assert_eq!(std::fs::read_dir(folder.path().join("out")).unwrap().count(), 3, "dot, html and svg, and nothing that the work left behind");
}

#[test]
#[cfg(feature = "sqlite")]
fn the_database_of_an_archive_written_row_by_row_is_that_of_the_graph_in_memory() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("records.jsonl"), records(5_100)).unwrap();
    let (status, _, errors) = run(folder.path(), &["assemble", "records.jsonl", "--also", "json,sqlite", "--quiet"]);
    assert_eq!((status, errors.as_str()), (0, ""));
    let (status, _, errors) = run(folder.path(), &["export", "out/graph.json", "sqlite", "-o", "memory"]);
    assert_eq!((status, errors.as_str()), (0, ""));
    for table in
        ["articles", "actors", "actor_aliases", "actor_roles", "edges", "evidence", "evidence_mentions", "sentences", "statements", "statement_about"]
    {
        let rows = |database: &str| {
            let question = format!("SELECT * FROM {table} ORDER BY 1, 2, 3");
            run(folder.path(), &["query", "sql", &question, "--graph", database, "--format", "json"])
        };
        let (status, streamed, errors) = rows("out/graph.sqlite");
        assert_eq!((status, errors.as_str()), (0, ""), "{table}");
        assert_eq!(streamed, rows("memory/graph.sqlite").1, "{table}");
    }
}
