//! Questions on the command line: names as people type them, formats, exit status.

use newsgraph::query::QUERIES;

use crate::support::{folder_with_graph, newsgraph, run};

#[test]
fn actors_are_found_by_whatever_people_call_them() {
    let folder = folder_with_graph();
    for typed in ["Jane Roe", "jane-roe", "ROE", "ms roe", "person:jane-roe", "Róe"] {
        let (status, out, errors) = run(folder.path(), &["query", "actors", typed, "--format", "csv"]);
        assert_eq!((status, errors.as_str()), (0, ""), "{typed}");
        assert!(out.lines().nth(1).unwrap().starts_with("person:jane-roe,"), "{typed}: {out}");
    }
    for typed in ["SEN", "senegal", "the Senegal", "Dakar", "state:sen"] {
        let (status, out, _) = run(folder.path(), &["query", "actors", typed, "--format", "csv"]);
        assert_eq!(status, 0, "{typed}");
        assert!(out.lines().nth(1).unwrap().starts_with("state:SEN,"), "{typed}: {out}");
    }
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
    for columns in ["60", "100"] {
        let out = newsgraph(folder.path()).args(["query", "edges"]).env("COLUMNS", columns).output().unwrap();
        let out = String::from_utf8(out.stdout).unwrap();
        let widest = out.lines().map(|line| line.chars().count()).max().unwrap();
        assert!(widest <= columns.parse().unwrap(), "{widest} of {columns}\n{out}");
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
