//! The files of a graph: whole, the same each time, legible by others.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use newsgraph::export::{EXPORTERS, Exporter, Options};
use newsgraph::{Graph, Knowledge};

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
    let files: BTreeSet<&str> = EXPORTERS.iter().map(|exporter| exporter.file).collect();
    assert_eq!(files.len(), EXPORTERS.len(), "two exports write the same file");
}

/// What is in the files of a format, by their names.
fn exported(exporter: &Exporter, graph: &Graph) -> newsgraph::Result<BTreeMap<String, Vec<u8>>> {
    let folder = tempfile::tempdir().unwrap();
    let paths = exporter.save(graph, &Options::default(), folder.path())?;
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    Ok(paths.iter().map(|path| (name(path), fs::read(path).unwrap())).collect())
}

#[test]
fn an_empty_graph_gives_a_file_of_its_format_or_an_error() {
    let knowledge = Knowledge::load().unwrap();
    let actors_only = Story::new("a", "", "2024-01-01", "Jane Roe.").actor("person:jane-roe", "Jane Roe", &[]).record();
    for (graph, actors) in [(Graph::assemble([], &knowledge), 0), (Graph::assemble([actors_only], &knowledge), 1)] {
        for exporter in EXPORTERS.iter().filter(|exporter| exporter.lacks.is_none()) {
            let written = exported(exporter, &graph);
            // A list of events without an event is no file; nor is one of entities without an actor.
            if exporter.name == "plover" || (exporter.name == "ftm" && actors == 0) {
                assert!(written.unwrap_err().to_string().contains("this graph has no"), "{}", exporter.name);
                continue;
            }
            for (name, bytes) in written.unwrap() {
                assert!(!bytes.is_empty(), "{name}");
                let json = |bytes: &[u8]| serde_json::from_slice::<serde_json::Value>(bytes).unwrap();
                match name.rsplit('.').next().unwrap() {
                    "json" => assert_eq!(json(&bytes)["nodes"].as_array().unwrap().len(), actors),
                    "cyjs" => assert_eq!(json(&bytes)["elements"]["nodes"].as_array().unwrap().len(), actors),
                    "jsonld" => assert_eq!(json(&bytes)["items"].as_array().unwrap().len(), 0),
                    "jsonl" => assert_eq!(String::from_utf8(bytes).unwrap().lines().filter(|line| json(line.as_bytes()).is_object()).count(), 2),
                    "csv" => assert!(csv::Reader::from_reader(&bytes[..]).headers().unwrap().len() > 3),
                    "graphml" | "gexf" | "svg" => assert_eq!(elements(&bytes, "node"), if name.ends_with("svg") { 0 } else { actors }, "{name}"),
                    "dot" => assert!(bytes.starts_with(b"digraph") && bytes.ends_with(b"}\n")),
                    "html" => assert!(bytes.ends_with(b"</html>\n")),
                    "md" => assert!(bytes.starts_with(b"# ")),
                    "png" => assert!(bytes.starts_with(b"\x89PNG")),
                    "parquet" => assert!(bytes.ends_with(b"PAR1")),
                    "sqlite" => assert!(bytes.starts_with(b"SQLite format 3")),
                    "sh" => {}
                    other => panic!("{name}: what is a good .{other}?"),
                }
            }
        }
    }
}

/// How many elements of a name a well-formed XML document has.
fn elements(xml: &[u8], wanted: &str) -> usize {
    let mut reader = quick_xml::Reader::from_reader(xml);
    let (mut found, mut depth) = (0, 0);
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Start(tag) => {
                depth += 1;
                found += usize::from(tag.name().as_ref() == wanted);
            }
            quick_xml::events::Event::End(_) => depth -= 1,
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "not all elements are closed");
    found
}

#[test]
fn a_file_that_cannot_be_written_to_its_end_stays_as_it_was() {
    struct Full;
    impl std::io::Write for Full {
        fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
            Err(std::io::Error::new(std::io::ErrorKind::StorageFull, "no space"))
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let graph = Graph::assemble(stories(), &Knowledge::load().unwrap());
    for exporter in EXPORTERS.iter().filter(|exporter| exporter.lacks.is_none() && !exporter.file.ends_with('/')) {
        let error = exporter.write(&graph, &Options::default(), &mut Full).unwrap_err();
        assert!(matches!(error, newsgraph::Error::Io { .. }) && error.to_string().contains("no space"), "{}: {error}", exporter.name);
    }
    // A graph without events is no PLOVER file, and the one of yesterday is not touched.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("events.plover.jsonl");
    fs::write(&path, "yesterday").unwrap();
    let plover = EXPORTERS.iter().find(|exporter| exporter.name == "plover").unwrap();
    plover.save(&Graph::assemble([], &Knowledge::load().unwrap()), &Options::default(), folder.path()).unwrap_err();
    assert_eq!(fs::read_to_string(&path).unwrap(), "yesterday");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no temporary file stays");
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
