//! `newsgraph diff`: what changed between two graphs, whatever the ids.

use std::fs;

use newsgraph::Record;
use newsgraph::record::Modality;
use serde_json::Value;

use crate::support::{json_lines, run, stories};

/// The changes from the graph of the stories to that of the stories as `change` leaves them, and the exit status.
fn diff_with(change: impl Fn(&mut Vec<Record>), arguments: &[&str]) -> (i32, String) {
    let folder = tempfile::tempdir().unwrap();
    let mut changed = stories();
    change(&mut changed);
    for (name, records) in [("old", stories()), ("new", changed)] {
        fs::write(folder.path().join(name), json_lines(&records)).unwrap();
        assert_eq!(run(folder.path(), &["-q", "assemble", name, "--layout", "native", "-o", &format!("{name}-out")]).0, 0);
    }
    let (status, out, errors) = run(folder.path(), &[&["diff", "old-out/graph.json", "new-out/graph.json"], arguments].concat());
    assert_eq!(errors, "");
    (status, out)
}

/// "change what which field: before → now", a line a change.
fn changes(change: impl Fn(&mut Vec<Record>)) -> Vec<String> {
    let (status, out) = diff_with(change, &["--format", "json"]);
    let found: Vec<Value> = serde_json::from_str(&out).unwrap();
    assert_eq!(status, i32::from(!found.is_empty()));
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let fields = |item: &Value| -> String {
        item["fields"].as_array().unwrap().iter().map(|f| format!(" {}: {} → {}", text(&f["field"]), text(&f["before"]), text(&f["now"]))).collect()
    };
    found.iter().map(|item| format!("{} {} {}{}", text(&item["change"]), text(&item["what"]), text(&item["which"]), fields(item))).collect()
}

#[test]
fn equal_graphs_have_no_changes_and_status_zero() {
    assert_eq!(changes(|_| {}), Vec::<String>::new());
    assert_eq!(diff_with(|_| {}, &[]), (0, String::new()));
}

#[test]
fn what_came_and_what_went_is_told() {
    let all = changes(|records| {
        records.remove(2);
    });
    assert_eq!(
        all,
        [
            "removed article Story three",
            "removed actor the Foreign Office",
            "removed actor Ana Vidal",
            "removed edge the Foreign Office → Senegal: warning",
            "removed statement Ana Vidal: said",
        ]
    );
}

#[test]
fn an_edge_that_is_worded_otherwise_is_a_change_of_it() {
    let modality = changes(|records| records[2].events[0].modality = Modality::Possible);
    assert_eq!(modality, ["changed edge the Foreign Office → Senegal: warning/possible modality: actual → possible"]);
    let negated = changes(|records| records[2].events[0].negated = true);
    assert_eq!(negated, ["changed edge the Foreign Office → Senegal: warning/not negated: false → true"]);
    let kind = changes(|records| records[2].events[0].kind = "threat".into());
    assert_eq!(kind, ["changed edge the Foreign Office → Senegal: threat type: warning → threat"]);
    let turned = changes(|records| {
        let event = &mut records[2].events[0];
        std::mem::swap(&mut event.source, &mut event.target);
    });
    assert_eq!(
        turned,
        ["changed edge Senegal → the Foreign Office: warning source: the Foreign Office → Senegal target: Senegal → the Foreign Office"]
    );
    let end = changes(|records| records[2].events[0].target = "person:ana-vidal".into());
    assert_eq!(end, ["changed edge the Foreign Office → Ana Vidal: warning target: Senegal → Ana Vidal"]);
}

#[test]
fn a_confidence_counts_as_changed_if_it_moved_by_more_than_a_tenth() {
    assert_eq!(changes(|records| records[2].events[0].confidence = 0.7), Vec::<String>::new());
    assert_eq!(
        changes(|records| records[2].events[0].confidence = 0.69),
        ["changed edge the Foreign Office → Senegal: warning confidence: 0.80 → 0.69"]
    );
}

#[test]
fn evidence_is_counted() {
    let less = changes(|records| {
        records[1].events.remove(0);
    });
    assert_eq!(less, ["changed edge Jane Roe – Omar Diallo: meeting evidence: 2 → 1"]);
}

#[test]
fn an_actor_of_another_id_and_name_is_renamed_and_its_edges_and_words_stay() {
    let renamed = changes(|records| {
        let rename = |id: &mut String| {
            if id == "person:ana-vidal" {
                *id = "person:ana-v".into();
            }
        };
        let record = &mut records[2];
        record.entities.iter_mut().for_each(|entity| rename(&mut entity.id));
        record.mentions.iter_mut().for_each(|mention| rename(&mut mention.entity));
        record.statements.iter_mut().filter_map(|statement| statement.speaker.as_mut()).for_each(rename);
        record.entities.iter_mut().filter(|entity| entity.id == "person:ana-v").for_each(|entity| entity.name = "Ana V. Vidal".into());
    });
    assert_eq!(renamed, ["renamed actor Ana Vidal id: person:ana-vidal → person:ana-v name: Ana Vidal → Ana V. Vidal"]);
}

#[test]
fn an_actor_that_became_part_of_another_is_merged_and_one_that_was_part_of_another_split() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("records"), json_lines(&stories())).unwrap();
    fs::write(folder.path().join("who"), "Jane Roe = Ana Vidal\n").unwrap();
    let assemble = |more: &[&str]| assert_eq!(run(folder.path(), &[&["-q", "assemble", "records", "--layout", "native", "-o"], more].concat()).0, 0);
    assemble(&["apart"]);
    assemble(&["joined", "--identities", "who"]);
    let rows = |old: &str, new: &str| {
        let [old, new] = [old, new].map(|name| format!("{name}/graph.json"));
        let (_, out, _) = run(folder.path(), &["diff", &old, &new, "--only", "actors,statements", "--format", "csv"]);
        out.lines().skip(1).map(|line| line.split(',').take(8).collect::<Vec<_>>().join(",")).collect::<Vec<_>>()
    };
    assert_eq!(rows("apart", "joined"), ["merged,actor,person:ana-vidal,person:jane-roe,Ana Vidal,name,Ana Vidal,Jane Roe"]);
    assert_eq!(
        rows("joined", "apart"),
        [
            "split,actor,person:jane-roe,person:ana-vidal,Ana Vidal,name,Jane Roe,Ana Vidal",
            "changed,statement,three#s1,three#s1,Ana Vidal: said,speaker,Jane Roe,Ana Vidal"
        ]
    );
}

#[test]
fn an_article_of_another_id_is_the_same_if_its_text_is() {
    let same_text = |records: &mut Vec<Record>| {
        let record = &mut records[0];
        record.article.id = "first".into();
        record.events.iter_mut().for_each(|event| event.id = event.id.replace("one#", "first#"));
        record.statements.iter_mut().for_each(|statement| statement.id = statement.id.replace("one#", "first#"));
    };
    let folder = tempfile::tempdir().unwrap();
    for (name, renamed) in [("old", false), ("new", true)] {
        let mut records = stories();
        for (i, record) in records.iter_mut().enumerate() {
            record.article.sha256 = format!("{i:064}");
        }
        if renamed {
            same_text(&mut records);
        }
        fs::write(folder.path().join(name), json_lines(&records)).unwrap();
        assert_eq!(run(folder.path(), &["-q", "assemble", name, "--layout", "native", "-o", &format!("{name}-out")]).0, 0);
    }
    let (status, out, _) = run(folder.path(), &["diff", "old-out/graph.json", "new-out/graph.json", "--format", "csv"]);
    let rows: Vec<&str> = out.lines().skip(1).collect();
    assert_eq!((status, rows), (1, vec!["renamed,article,one,first,Story one,id,one,first,,,,"]));
}

#[test]
fn statements_are_the_same_by_their_words() {
    let other = changes(|records| {
        let said = &mut records[0].statements[0];
        said.speaker = Some("person:omar-diallo".into());
        said.about.push("state:GBR".into());
        said.id = "one#s9".into();
    });
    assert_eq!(
        other,
        ["changed statement Omar Diallo: added speaker: Jane Roe → Omar Diallo about: Senegal → Senegal, United Kingdom"],
        "edges of statements are told once, as statements"
    );
    let shorter = changes(|records| {
        let span = &mut records[0].statements[0].content[0];
        span.end -= 1;
        span.text.pop();
    });
    assert_eq!(shorter, ["changed statement Jane Roe: added words: Senegal is a friend, → Senegal is a friend"]);
}

#[test]
fn the_table_ends_with_a_count_and_only_what_is_asked_for_is_compared() {
    let (status, out) = diff_with(|records| drop(records.remove(2)), &["--only", "edges,statements"]);
    assert_eq!(status, 1);
    assert!(out.contains("the Foreign Office") && out.contains("warned") && !out.contains("Story three"), "{out}");
    assert!(out.ends_with("edges: 1 removed\nstatements: 1 removed\n"), "{out}");
    let (status, out) = diff_with(|records| records[2].article.title = Some("Other".into()), &["--only", "edges"]);
    assert_eq!((status, out.as_str()), (0, ""));
}

#[test]
fn a_file_that_cannot_be_compared_is_status_two() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.json"), "{}").unwrap();
    let (status, _, errors) = run(folder.path(), &["diff", "a.json", "missing.json"]);
    assert_eq!(status, 2);
    assert!(errors.contains("a.json"), "{errors}");
}
