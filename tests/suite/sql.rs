//! The database and questions in SQL, in builds with the feature `sqlite`; without it, how to come by one that has it.

use crate::support::{folder_with_graph, run};

#[cfg(not(feature = "sqlite"))]
#[test]
fn without_sqlite_the_message_says_how_to_get_it() {
    let folder = folder_with_graph();
    let (status, out, errors) = run(folder.path(), &["query", "sql", "SELECT 1"]);
    assert_eq!((status, out.as_str()), (2, ""));
    assert!(errors.contains("--features sqlite"), "{errors}");
}

#[cfg(feature = "sqlite")]
mod built {
    use std::fs;

    use newsgraph::record::Modality::Actual;
    use rusqlite::Connection;
    use serde_json::{Value, json};

    use super::{folder_with_graph, run};
    use crate::support::{Story, json_lines};

    fn ask(folder: &tempfile::TempDir, sql: &str) -> (i32, Vec<Value>, String) {
        let (status, out, errors) = run(folder.path(), &["query", "sql", sql, "--format", "json"]);
        (status, serde_json::from_str(&out).unwrap_or_default(), errors)
    }

    #[test]
    fn who_said_what_about_whom_is_one_select() {
        let folder = folder_with_graph();
        let (status, rows, errors) = ask(&folder, "SELECT speaker, cue, content, about FROM said WHERE speaker = 'Jane Roe' AND about = 'Senegal'");
        assert_eq!((status, errors.as_str()), (0, ""));
        assert_eq!(rows, [json!({ "speaker": "Jane Roe", "cue": "added", "content": "Senegal is a friend,", "about": "Senegal" })]);
        let (_, rows, _) = ask(&folder, "SELECT speaker, about FROM said WHERE about IS NULL");
        assert_eq!(rows, [json!({ "speaker": "Ana Vidal", "about": null })], "a statement about nobody is a row too");
    }

    #[test]
    fn the_views_count_as_the_questions_do() {
        let folder = folder_with_graph();
        let (_, counted, _) = run(folder.path(), &["query", "count", "--by", "class,month", "--format", "csv"]);
        let sql = "SELECT class, month, sum(reports) AS reports, sum(edges) AS edges FROM dyad_months GROUP BY 1, 2 ORDER BY 1, 2";
        let keys_and_counts = |csv: &str| csv.lines().map(|line| line.split(',').take(4).collect::<Vec<_>>().join(",")).collect::<Vec<_>>();
        let (_, selected, _) = run(folder.path(), &["query", "sql", sql, "--format", "csv"]);
        assert_eq!(keys_and_counts(&selected), keys_and_counts(&counted));
        assert_eq!(counted.lines().count(), 4, "a head and three rows: {counted}");
    }

    #[test]
    fn words_are_found_whatever_their_case() {
        let folder = folder_with_graph();
        let (_, rows, errors) = ask(&folder, "SELECT speaker FROM said WHERE statement IN (SELECT rowid FROM statements_fts('MISTAKE'))");
        assert_eq!((rows, errors.as_str()), (vec![json!({ "speaker": "Ana Vidal" })], ""));
        let (_, rows, _) = ask(&folder, "SELECT text FROM sentences WHERE id IN (SELECT rowid FROM sentences_fts('\"met diallo\"'))");
        assert_eq!(rows, [json!({ "text": "Roe met Diallo again." })]);
    }

    #[test]
    fn an_exported_database_is_asked_as_the_graph_is_and_says_what_it_is() {
        let folder = folder_with_graph();
        assert_eq!(run(folder.path(), &["export", "out/graph.json", "sqlite", "-o", "."]).0, 0);
        let sql = "SELECT id, name FROM actors ORDER BY id";
        let of_file = run(folder.path(), &["query", "sql", sql, "--graph", "graph.sqlite"]);
        assert_eq!(of_file.0, 0);
        assert_eq!(of_file, run(folder.path(), &["query", "sql", sql]));
        let (status, _, errors) = run(folder.path(), &["query", "said", "--graph", "graph.sqlite"]);
        assert_eq!(status, 2);
        assert!(errors.contains("query sql"), "{errors}");
        assert_eq!(run(folder.path(), &["query", "sql", sql, "--graph", "graph.sqlite", "--level", "state"]).0, 2);
        let db = Connection::open(folder.path().join("graph.sqlite")).unwrap();
        let number = |pragma: &str| db.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0)).unwrap();
        assert_eq!((number("user_version"), number("application_id")), (1, 0x4e47_5246));
        let schema: String = db.query_row("SELECT sql FROM sqlite_schema WHERE name = 'edges'", [], |row| row.get(0)).unwrap();
        assert!(schema.contains("-- who does it"), "the database keeps what its columns mean: {schema}");
    }

    #[test]
    fn nothing_can_be_changed() {
        let folder = folder_with_graph();
        run(folder.path(), &["export", "out/graph.json", "sqlite", "-o", "."]);
        let before = fs::read(folder.path().join("graph.sqlite")).unwrap();
        for sql in [
            "DELETE FROM actors",
            "DROP TABLE edges",
            "ATTACH 'other.sqlite' AS other",
            "PRAGMA writable_schema = 1",
            "PRAGMA query_only = 0",
            "VACUUM INTO 'copy.sqlite'",
            "CREATE TEMP TABLE t (x)",
            "INSERT INTO statements_fts (statements_fts) VALUES ('delete-all')",
        ] {
            for graph in ["out/graph.json", "graph.sqlite"] {
                let (status, out, errors) = run(folder.path(), &["query", "sql", sql, "--graph", graph]);
                assert_eq!((status, out.as_str()), (2, ""), "{sql}");
                assert!(errors.contains("one SELECT"), "{sql}: {errors}");
            }
        }
        assert_eq!(fs::read(folder.path().join("graph.sqlite")).unwrap(), before);
        assert!(!folder.path().join("other.sqlite").exists() && !folder.path().join("copy.sqlite").exists());
    }

    #[test]
    fn mistakes_are_shown_where_they_are_with_the_nearest_names() {
        let folder = folder_with_graph();
        let wrong = |sql: &str| {
            let (status, _, errors) = ask(&folder, sql);
            assert_eq!(status, 2, "{sql}");
            errors
        };
        let errors = wrong("SELECT speeker FROM said");
        assert!(errors.contains("no such column: speeker\n  SELECT speeker FROM said\n         ^\nNearest: speaker"), "{errors}");
        let errors = wrong("SELECT *\nFROM statments");
        assert!(errors.contains("\n  FROM statments\n") && errors.contains("Nearest: statements"), "{errors}");
        let errors = wrong("SELECT FROM said");
        assert!(errors.contains("syntax error") && errors.contains("\n         ^"), "{errors}");
        assert!(wrong("SELECT 1; SELECT 2").contains("one SELECT at a time"));
    }

    #[test]
    fn names_that_find_nothing_get_the_ones_that_are_there() {
        let folder = folder_with_graph();
        let notes = |name: &str| {
            let (status, out, errors) = run(folder.path(), &["query", "sql", &format!("SELECT * FROM did WHERE source = '{name}'")]);
            assert_eq!((status, out.as_str()), (1, ""), "{name}");
            errors
        };
        assert!(notes("Senegl").contains("Nearest: Senegal"));
        assert!(notes("Britain").contains("that of “Britain” is United Kingdom"));
        assert!(notes("nothing like it").contains("Nothing found"));
    }

    #[test]
    fn without_a_select_the_tables_are_listed() {
        let folder = folder_with_graph();
        let (status, out, errors) = run(folder.path(), &["query", "sql", "--format", "csv"]);
        assert_eq!((status, errors.as_str()), (0, ""));
        assert!(out.lines().any(|line| line.starts_with("said,view,") && line.contains("speaker")), "{out}");
        assert!(out.lines().any(|line| line.starts_with("statements,table,")) && !out.contains("_fts_"), "{out}");
    }

    #[test]
    fn heads_that_come_twice_are_both_kept() {
        let folder = folder_with_graph();
        let (_, rows, _) = ask(&folder, "SELECT 1 AS id, 2.5 AS id, NULL AS id, x'00ff' AS bytes");
        assert_eq!(rows, [json!({ "id": 1, "id_2": 2.5, "id_3": null, "bytes": "00ff" })]);
    }

    /// Records made elsewhere may name actors that no record describes, and two files of them may have articles of one id.
    #[test]
    fn every_reference_leads_somewhere_and_ids_may_come_twice() {
        let folder = tempfile::tempdir().unwrap();
        let text = "Senegal met Mali, Ana said.";
        let story = |title: &str| {
            let mut record = Story::new("same", "", "2024-01-01", text)
                .actor("state:SEN@SEN", "Senegal", &[])
                .actor("state:MLI@MLI", "Mali", &[])
                .event(("meeting", "CONSULT", Actual), "state:SEN", "state:MLI", text, "met", &["person:nobody"])
                .said("person:ana", "said", "Senegal met Mali", &["org:nobody", "state:SEN"])
                .record();
            record.article.title = Some(title.into());
            record
        };
        fs::write(folder.path().join("r.jsonl"), json_lines(&[story("first"), story("second")])).unwrap();
        assert_eq!(run(folder.path(), &["-q", "assemble", "r.jsonl", "--layout", "native", "--also", "sqlite"]).0, 0);
        let db = Connection::open(folder.path().join("out/graph.sqlite")).unwrap();
        let one = |sql: &str| db.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap();
        assert_eq!(one("PRAGMA integrity_check"), "ok");
        assert!(db.prepare("PRAGMA foreign_key_check").unwrap().query([]).unwrap().next().unwrap().is_none(), "a reference leads nowhere");
        assert_eq!(
            one("SELECT group_concat(id, ' ') FROM (SELECT id FROM actors WHERE kind = 'unknown' ORDER BY id)"),
            "org:nobody person:ana person:nobody"
        );
        assert_eq!(one("SELECT group_concat(title) FROM articles"), "first");
        assert_eq!(one("SELECT count(*) || '' FROM statements"), "2");
    }
}
