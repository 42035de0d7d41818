//! The files of a graph: whole, the same each time, legible by others.

use std::collections::BTreeMap;
use std::fs;

use newsgraph::export::EXPORTERS;

use crate::support::{Story, folder_with_graph, json_lines, run, stories};

#[test]
fn every_format_is_written_and_the_same_each_time() {
    let (one, two) = (folder_with_graph(), folder_with_graph());
    for exporter in EXPORTERS.iter().filter(|exporter| exporter.standard) {
        let read = |folder: &tempfile::TempDir| fs::read(folder.path().join("out").join(exporter.file)).unwrap();
        assert!(!read(&one).is_empty(), "{} is empty", exporter.file);
        assert_eq!(read(&one), read(&two), "{}", exporter.file);
    }
    let names: Vec<_> = fs::read_dir(one.path().join("out")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), EXPORTERS.iter().filter(|exporter| exporter.standard).count(), "no temporary file stays: {names:?}");
}

#[test]
fn every_other_format_is_written_the_same_each_time_or_says_how_to_get_it() {
    fn files(folder: &std::path::Path) -> BTreeMap<String, Vec<u8>> {
        let mut all = BTreeMap::new();
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                all.extend(files(&path).into_iter().map(|(below, bytes)| (format!("{name}/{below}"), bytes)));
            } else {
                all.insert(name, fs::read(&path).unwrap());
            }
        }
        all
    }
    let folder = folder_with_graph();
    for exporter in EXPORTERS.iter().filter(|exporter| !exporter.standard) {
        let export = |to: &str| run(folder.path(), &["export", "out/graph.json", exporter.name, "-o", to]);
        let (one, two) = (format!("{}-1", exporter.name), format!("{}-2", exporter.name));
        let (status, _, errors) = export(&one);
        if let Some(feature) = exporter.lacks {
            assert_eq!(status, 2, "{}", exporter.name);
            assert!(errors.contains(&format!("--features {feature}")), "{errors}");
            continue;
        }
        assert_eq!((status, errors.as_str()), (0, ""), "{}", exporter.name);
        assert_eq!(export(&two).0, 0);
        let (one, two) = (files(&folder.path().join(one)), files(&folder.path().join(two)));
        assert!(one.iter().all(|(name, bytes)| name.starts_with(exporter.file) && !bytes.is_empty()) && !one.is_empty(), "{:?}", one.keys());
        assert_eq!(one, two, "{}", exporter.name);
    }
}

#[test]
fn exporters_are_sorted_and_their_files_end_in_their_names() {
    assert!(EXPORTERS.windows(2).all(|pair| pair[0].name < pair[1].name));
    assert!(EXPORTERS.iter().all(|exporter| !exporter.standard || exporter.file.ends_with(&format!(".{}", exporter.name))));
}

#[test]
fn the_picture_shows_actors_ties_title_and_legend_as_text() {
    let folder = folder_with_graph();
    let (status, _, errors) = run(folder.path(), &["draw", "out/graph.json", "-o", "p.svg", "--title", "Boats & <friends>", "--layout", "native"]);
    assert_eq!((status, errors.as_str()), (0, ""));
    let svg = fs::read_to_string(folder.path().join("p.svg")).unwrap();
    for text in [
        ">Jane Roe<",
        ">Senegal<",
        ">“planned arms transfer” ×2<",
        ">meeting ×2<",
        ">Boats &amp; &lt;friends&gt;<",
        ">“claimed” by somebody only<",
        ">organisation<",
    ] {
        assert!(svg.contains(text), "{text} is missing");
    }
    assert!(svg.contains("stroke-dasharray"), "a tie that is only claimed is dotted");
    assert!(svg.trim_end().ends_with("</svg>"));
}

#[test]
fn hostile_names_leave_all_formats_well_formed() {
    let folder = tempfile::tempdir().unwrap();
    let name = "</text><script>\"A\\\" & B\u{1}\u{fffe}\n-> {x}";
    let text = format!("{name} met Senegal");
    let record = Story::new("x", "", "2024-01-01", &text)
        .actor("person:x", name, &[])
        .actor("state:SEN@SEN", "Senegal", &[])
        .event(("meeting", "CONSULT", newsgraph::record::Modality::Actual), "person:x", "state:SEN", &text, "met", &[])
        .record();
    fs::write(folder.path().join("r.jsonl"), json_lines(&[record])).unwrap();
    assert_eq!(run(folder.path(), &["-q", "assemble", "r.jsonl", "--layout", "native", "--title", name]).0, 0);
    let svg = fs::read_to_string(folder.path().join("out/graph.svg")).unwrap();
    assert!(!svg.contains("<script") && !svg.contains(['\u{1}', '\u{fffe}']), "{svg}");
    graphviz_rust::parse(&fs::read_to_string(folder.path().join("out/graph.dot")).unwrap()).unwrap();
}

#[test]
fn a_graph_without_edges_still_gives_all_files() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("r.jsonl"), json_lines(&[Story::new("x", "", "2024-01-01", "Nothing.").record()])).unwrap();
    let (status, out, errors) = run(folder.path(), &["assemble", "r.jsonl", "--layout", "native"]);
    assert_eq!((status, errors.as_str()), (0, ""), "{out}");
    graphviz_rust::parse(&fs::read_to_string(folder.path().join("out/graph.dot")).unwrap()).unwrap();
}

#[test]
fn a_large_graph_is_drawn_in_part_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let states: Vec<String> = (0..120).map(|i| format!("State number {i}")).collect();
    let text = format!("{} met.", states.join(", "));
    let mut story = Story::new("x", "", "2024-01-01", &text);
    for (i, name) in states.iter().enumerate() {
        story = story.actor(&format!("state:S{i}"), name, &[]);
    }
    for i in 1..states.len() {
        let (a, b) = (format!("state:S{}", i / 3), format!("state:S{i}"));
        story = story.event(("visit", "CONSULT", newsgraph::record::Modality::Actual), &a, &b, &text, "met", &[]);
    }
    fs::write(folder.path().join("r.jsonl"), json_lines(&[story.record()])).unwrap();
    assert_eq!(run(folder.path(), &["-q", "assemble", "r.jsonl", "--layout", "native"]).0, 0);
    let svg = fs::read_to_string(folder.path().join("out/graph.svg")).unwrap();
    assert!(svg.contains("The strongest") && svg.contains("of 120 actors"));
    let json: serde_json::Value = serde_json::from_str(&fs::read_to_string(folder.path().join("out/graph.json")).unwrap()).unwrap();
    assert_eq!(json["nodes"].as_array().unwrap().len(), 120);
}

#[test]
fn records_and_graph_agree_on_what_was_said() {
    let folder = folder_with_graph();
    let json: serde_json::Value = serde_json::from_str(&fs::read_to_string(folder.path().join("out/graph.json")).unwrap()).unwrap();
    let records = stories();
    let said: usize = records.iter().map(|record| record.statements.len()).sum();
    assert_eq!(json["graph"]["statements"].as_array().unwrap().len(), said);
    assert_eq!(json["graph"]["articles"].as_array().unwrap().len(), records.len());
}
