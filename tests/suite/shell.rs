//! What a shell and a newcomer get from the command line: completions, manual pages, and the nearest right word for a wrong one.

use std::process::Command;

use newsgraph::export::EXPORTERS;
use newsgraph::query::QUERIES;

use crate::support::{folder_with_graph, run};

/// What bash offers for the last of these words, by the script that newsgraph prints.
fn offered(words: &[&str]) -> Option<Vec<String>> {
    let folder = tempfile::tempdir().unwrap();
    let (status, script, _) = run(folder.path(), &["completions", "bash"]);
    assert_eq!(status, 0);
    std::fs::write(folder.path().join("newsgraph.bash"), script).unwrap();
    let quoted: Vec<String> = words.iter().map(|word| format!("'{word}'")).collect();
    let last = words.len() - 1;
    let test = format!(
        "set -e; bash -n newsgraph.bash; . ./newsgraph.bash; COMP_WORDS=({}); COMP_CWORD={last}; _newsgraph newsgraph {} {}; printf '%s\\n' \"${{COMPREPLY[@]}}\"",
        quoted.join(" "),
        quoted[last],
        quoted[last - 1],
    );
    // A machine without bash has nothing to complete in.
    let out = Command::new("bash").args(["--norc", "-c", &test]).current_dir(folder.path()).output().ok()?;
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    Some(String::from_utf8_lossy(&out.stdout).lines().map(str::to_owned).collect())
}

#[test]
fn bash_completes_commands_questions_options_and_values() {
    let Some(commands) = offered(&["newsgraph", "ex"]) else { return };
    assert_eq!(commands, ["extract", "export", "explain"]);
    let questions = offered(&["newsgraph", "query", ""]).unwrap();
    assert!(QUERIES.iter().all(|query| questions.iter().any(|word| word == query.name)), "{questions:?}");
    assert_eq!(offered(&["newsgraph", "query", "edges", "--mod"]).unwrap(), ["--modality"]);
    assert_eq!(offered(&["newsgraph", "query", "edges", "--modality", "pl"]).unwrap(), ["planned"]);
    assert_eq!(offered(&["newsgraph", "draw", "--layout", "na"]).unwrap(), ["native"]);
}

#[test]
fn every_shell_has_its_script() {
    let folder = tempfile::tempdir().unwrap();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let (status, script, errors) = run(folder.path(), &["completions", shell]);
        assert_eq!((status, errors.as_str()), (0, ""), "{shell}");
        assert!(script.contains("contested") && script.contains("min-confidence"), "{shell}");
    }
}

#[test]
fn every_command_has_a_manual_page_with_its_examples() {
    let folder = tempfile::tempdir().unwrap();
    let (status, _, errors) = run(folder.path(), &["man", "-o", "man"]);
    assert_eq!((status, errors.as_str()), (0, ""));
    let page = |name: &str| std::fs::read_to_string(folder.path().join("man").join(format!("{name}.1"))).unwrap_or_else(|e| panic!("{name}: {e}"));
    for command in ["build", "extract", "assemble", "query", "draw", "export", "list", "annotate", "explain", "completions", "man"] {
        let text = page(&format!("newsgraph-{command}"));
        assert!(
            text.contains(".TH newsgraph-") && text.contains(".SH EXAMPLES\n.nf\n") && text.contains(&format!("newsgraph {command}")),
            "{command}\n{text}"
        );
    }
    for query in QUERIES {
        let text = page(&format!("newsgraph-query-{}", query.name)).replace("\\-", "-").replace("\\*(Aq", "'");
        assert!(text.contains(query.about) && query.parameters.iter().all(|parameter| text.contains(parameter.name)), "{}\n{text}", query.name);
    }
    assert!(page("newsgraph").contains("newsgraph\\-query(1)"));
    let (status, printed, _) = run(folder.path(), &["man", "query", "path"]);
    assert_eq!((status, printed), (0, page("newsgraph-query-path")));
    let (status, _, errors) = run(folder.path(), &["man", "query", "pahts"]);
    assert!(status == 2 && errors.contains("path"), "{errors}");
}

#[test]
fn wrong_words_are_answered_with_the_nearest_right_ones() {
    let folder = folder_with_graph();
    let graph = "out/graph.json";
    let asked: [(&[&str], &str); 16] = [
        (&["qeury"], "'query'"),
        (&["query", "edgs"], "'edges'"),
        (&["query", "edges", "--form", "x"], "'--from'"),
        (&["query", "edges", "--type", "warnin"], "warning"),
        (&["query", "edges", "--modality", "planed"], "'planned'"),
        (&["query", "edges", "--since", "2024-02-30"], "2024-02-29"),
        (&["query", "said", "--by", "Jane Rowe"], "Jane Roe"),
        (&["query", "path", "Jane Roe", "Senegall"], "Senegal"),
        (&["query", "count", "--by", "clas"], "'class'"),
        (&["query", "top", "--by", "degre"], "'degree'"),
        (&["export", graph, "gefx"], "'gexf'"),
        (&["draw", graph, "-o", "x.pgn"], ".png"),
        (&["draw", graph, "--type", "warnin"], "warning"),
        (&["draw", graph, "--focus", "Jane Rowe"], "Jane Roe"),
        (&["draw", graph, "--until", "June 2024"], "2024-06"),
        (&["list", "exprots"], "'exports'"),
    ];
    for (args, right) in asked {
        let (status, out, errors) = run(folder.path(), args);
        assert!(status != 0 && out.is_empty() && errors.contains(right), "{args:?}: {errors}");
    }
    let (_, _, errors) = run(folder.path(), &["draw", graph, "-o", "x.word"]);
    assert!(EXPORTERS.iter().filter(|e| e.standard).all(|exporter| errors.contains(exporter.name)), "{errors}");
}
