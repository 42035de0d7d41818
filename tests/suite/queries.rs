//! Questions on the command line: names as people type them, formats, exit status.

use newsgraph::query::QUERIES;
use newsgraph::record::Modality;

use crate::support::{Story, folder_with_graph, json_lines, newsgraph, run};

#[test]
fn actors_are_found_by_whatever_people_call_them() {
    let folder = folder_with_graph();
    for typed in ["Jane Roe", "jane-roe", "ROE", "ms roe", "person:jane-roe", "Róe"] {
        let (status, out, errors) = run(folder.path(), &["query", "actors", typed, "--format", "csv"]);
        assert_eq!((status, errors.as_str()), (0, ""), "{typed}");
        assert!(out.lines().nth(1).unwrap().starts_with("person:jane-roe,"), "{typed}: {out}");
    }
    for typed in ["SEN", "senegal", "the Senegal", "Dakar", "state:sen", "SN", "Senegalese"] {
        let (status, out, _) = run(folder.path(), &["query", "actors", typed, "--format", "csv"]);
        assert_eq!(status, 0, "{typed}");
        assert!(out.lines().nth(1).unwrap().starts_with("state:SEN,"), "{typed}: {out}");
    }
}

#[test]
fn states_are_found_by_the_letters_that_people_type() {
    let story = "The UAE and NATO urged North Korea to talk.";
    let record = Story::new("nine", "The Harbour Post", "2024-03-01", story)
        .actor("state:ARE@ARE", "United Arab Emirates", &["UAE"])
        .actor("org:nato", "NATO", &[])
        .actor("state:PRK@PRK", "North Korea", &[])
        .event(("demand", "REQUEST", Modality::Actual), "state:ARE", "state:PRK", story, "urged", &[])
        .event(("demand", "REQUEST", Modality::Actual), "org:nato", "state:PRK", story, "urged", &[])
        .record();
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("records.jsonl"), json_lines(&[record])).unwrap();
    run(folder.path(), &["assemble", "records.jsonl", "--layout", "native"]);
    for (typed, found) in [
        ("NK", 2),
        ("nk", 2),
        ("DPRK", 2),
        ("n. korea", 2),
        ("PRK", 2),
        ("KP", 2),
        ("North Koreans", 2),
        ("UAE", 1),
        ("U.A.E.", 1),
        ("emirati", 1),
        ("North Atlantic Treaty Organization", 1),
        ("UK", 0),
    ] {
        let (_, out, errors) = run(folder.path(), &["query", "edges", "--with", typed, "--format", "csv"]);
        assert_eq!(out.lines().count() - 1, found, "{typed}: {errors}");
    }
    for typed in ["UK", "GB"] {
        let (_, _, errors) = run(folder.path(), &["query", "edges", "--from", typed]);
        assert!(errors.contains(&format!("United Kingdom (“{typed}”) is not in this graph")), "{errors}");
    }
}

#[test]
fn advice_is_about_the_graph_that_was_asked() {
    let folder = folder_with_graph();
    let to = |graph: &str| {
        std::fs::create_dir_all(folder.path().join(graph).parent().unwrap()).unwrap();
        std::fs::copy(folder.path().join("out/graph.json"), folder.path().join(graph)).unwrap();
        let (status, _, errors) = run(folder.path(), &["query", "edges", "--from", "zzz", "--graph", graph]);
        assert_eq!(status, 1);
        let (_, _, drawn) = run(folder.path(), &["draw", graph, "--focus", "zzz"]);
        assert_eq!(errors, drawn);
        errors
    };
    assert!(to("west/graph.json").contains("(`newsgraph query actors --graph west/graph.json` lists who is)"));
    assert!(to("far west/graph.json").contains("`newsgraph query actors --graph \"far west/graph.json\"`"));
    let (_, _, errors) = run(folder.path(), &["query", "edges", "--from", "zzz"]);
    assert!(errors.contains("(`newsgraph query actors` lists who is)"), "{errors}");
}

#[test]
fn an_unknown_name_ends_with_status_one_and_the_nearest_names() {
    let folder = folder_with_graph();
    let (status, out, errors) = run(folder.path(), &["query", "edges", "--from", "Sengal"]);
    assert_eq!((status, out.as_str()), (1, ""));
    assert!(errors.contains("Sengal") && errors.contains("Senegal"), "{errors}");
    let (status, _, errors) = run(folder.path(), &["query", "edges", "--type", "metting"]);
    assert_eq!(status, 1);
    assert!(errors.contains("meeting"), "{errors}");
}

#[test]
fn edges_are_filtered_by_type_class_ends_modality_and_time() {
    let folder = folder_with_graph();
    let kinds = |args: &[&str]| {
        let (_, out, _) = run(folder.path(), &[&["query", "edges", "--format", "json"], args].concat());
        let found: Vec<serde_json::Value> = serde_json::from_str(&out).unwrap();
        found.iter().map(|edge| edge["type"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(kinds(&["--from", "britain"]), ["arms-transfer", "treaty"]);
    assert_eq!(kinds(&["--from", "Britain", "--to", "Senegal", "--type", "arms transfer"]), ["arms-transfer"]);
    assert_eq!(kinds(&["--type", "agree", "--modality", "planned"]), ["arms-transfer"]);
    assert_eq!(kinds(&["--from", "diallo"]), ["meeting"], "a meeting has no direction");
    assert_eq!(kinds(&["--to", "Senegal", "--since", "2024-04"]), ["warning"]);
    assert_eq!(kinds(&["--with", "senegal", "--until", "2024-03"]), ["arms-transfer", "treaty"]);
    assert_eq!(kinds(&["--type", "says-about"]), ["says-about"]);
    assert_eq!(kinds(&["--type", "said about"]), ["says-about"]);
    assert_eq!(kinds(&["--type", "treaties,warned"]), ["warning", "treaty"]);
    let (_, out, _) = run(folder.path(), &["query", "edges", "--type", "says-about"]);
    assert!(out.contains(" said about ") && !out.contains("says-about"), "{out}");
    assert_eq!(kinds(&["--from", "Britain", "--level", "state", "--type", "meeting"]), ["meeting"]);
    let (status, _, errors) = run(folder.path(), &["query", "edges", "--since", "yesterday"]);
    assert_eq!(status, 2);
    assert!(errors.contains("2024-06-19"), "{errors}");
}

#[test]
fn statements_are_filtered_by_speaker_subject_and_words() {
    let folder = folder_with_graph();
    let ids = |args: &[&str]| {
        let (_, out, _) = run(folder.path(), &[&["query", "said", "--format", "csv"], args].concat());
        out.lines().skip(1).map(|line| line.split(',').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&["--by", "roe", "--about", "Senegal"]), ["one#s1"]);
    assert_eq!(ids(&["--contains", "A MISTAKE"]), ["three#s1"]);
    assert!(ids(&["--by", "roe", "--contains", "mistake"]).is_empty());
}

#[test]
fn a_path_leads_over_edges_that_join_its_steps() {
    let folder = folder_with_graph();
    let (status, out, _) = run(folder.path(), &["query", "path", "diallo", "Foreign Office", "--format", "json"]);
    assert_eq!(status, 0);
    let steps: Vec<serde_json::Value> = serde_json::from_str(&out).unwrap();
    let ends = |step: &serde_json::Value| [step["source"].as_str().unwrap().to_owned(), step["target"].as_str().unwrap().to_owned()];
    assert!(steps.len() >= 2 && steps.windows(2).all(|pair| ends(&pair[0]).iter().any(|end| ends(&pair[1]).contains(end))), "{steps:?}");
    assert!(ends(&steps[0]).contains(&"person:omar-diallo".into()) && ends(steps.last().unwrap()).contains(&"org:foreign-office".into()));
    let (_, out, _) = run(folder.path(), &["query", "path", "Senegal", "Foreign Office"]);
    assert!(out.contains("Senegal") && out.contains("is warned by [warning]"), "{out}");
    let (from, to) = (out.find("Senegal").unwrap(), out.find("the Foreign Office").unwrap());
    assert!(from < to, "read in the direction that it is walked\n{out}");
    let (_, out, _) = run(folder.path(), &["query", "path", "Foreign Office", "Senegal"]);
    assert!(out.contains("warns [warning]"), "{out}");
    let (status, _, errors) = run(folder.path(), &["query", "path", "diallo", "Ana Vidal"]);
    assert_eq!(status, 1);
    assert!(errors.contains("No edges"), "{errors}");
}

#[test]
fn the_trigger_is_highlighted_on_a_terminal_and_plain_in_a_pipe() {
    let folder = folder_with_graph();
    let args = ["query", "edges", "--type", "warning"];
    let (_, plain, _) = run(folder.path(), &args);
    assert!(plain.contains("The Foreign Office warned Senegal.") && !plain.contains('\u{1b}'), "{plain}");
    assert!(!plain.contains(['\u{2063}', '\u{2064}']));
    let colour = newsgraph(folder.path()).args(args).env("CLICOLOR_FORCE", "1").output().unwrap();
    let colour = String::from_utf8(colour.stdout).unwrap();
    let before = colour.split("warned").next().unwrap();
    assert!(before.ends_with('m') && colour.contains("warned\u{1b}[0m"), "{colour}");
    let none = newsgraph(folder.path()).args(args).env("NO_COLOR", "1").output().unwrap();
    assert!(!String::from_utf8(none.stdout).unwrap().contains('\u{1b}'));
}

#[test]
fn tables_keep_to_the_width_of_the_terminal() {
    let folder = folder_with_graph();
    for columns in ["60", "80", "100", "140", "200"] {
        for (question, words) in [
            ("actors", ["United", "Kingdom", "state:GBR", "organisation"]),
            ("edges", ["arms-transfer", "Senegal", "planned;", "three"]),
            ("said", ["Vidal", "said", "mistake,", "three"]),
        ] {
            let out = newsgraph(folder.path()).args(["query", question]).env("COLUMNS", columns).output().unwrap();
            let out = String::from_utf8(out.stdout).unwrap();
            let widest = out.lines().map(|line| line.chars().count()).max().unwrap();
            assert!(widest <= columns.parse().unwrap(), "{widest} of {columns}\n{out}");
            for word in words {
                assert!(out.split_whitespace().any(|told| told.trim_matches(['(', ')']) == word), "“{word}” is broken or left out\n{out}");
            }
        }
    }
}

#[test]
fn every_question_has_help_with_examples_that_run() {
    let folder = folder_with_graph();
    for query in QUERIES {
        let (status, help, _) = run(folder.path(), &["query", query.name, "--help"]);
        assert_eq!(status, 0);
        for example in query.examples {
            assert!(help.contains(example), "{help}");
            let words = shell_words(example);
            let (status, _, errors) = run(folder.path(), &words[1..].iter().map(String::as_str).collect::<Vec<_>>());
            match query.lacks() {
                Some(feature) => assert!(status == 2 && errors.contains(&format!("--features {feature}")), "{example}: {errors}"),
                None => assert!(status <= 1, "{example}: {errors}"),
            }
        }
    }
}

/// The words of a command line with double quotes.
fn shell_words(line: &str) -> Vec<String> {
    let parts = line.split('"').enumerate();
    parts.flat_map(|(i, part)| if i % 2 == 1 { vec![part.to_owned()] } else { part.split_whitespace().map(str::to_owned).collect() }).collect()
}
