//! The repository keeps its word: what the documents name exists, what the data holds is documented, sorted and tested.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files below a folder, relative to the repository and with `/` on every system, without build results and what tools keep
/// for themselves.
fn files_below(folder: &str) -> Vec<PathBuf> {
    fn walk(folder: &Path, out: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                if !["target", "out", ".git", ".venv", "__pycache__", "node_modules"].contains(&name.as_str()) {
                    walk(&path, out);
                }
            } else if name != ".git" {
                out.push(path.strip_prefix(root()).unwrap().to_str().unwrap().replace('\\', "/").into());
            }
        }
    }
    let mut out = Vec::new();
    walk(&root().join(folder), &mut out);
    out.sort();
    out
}

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// The documents for users and contributors: the README, the pages of the manual and what stands beside the README.
fn documents() -> Vec<String> {
    let beside = ["README.md", "ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "data/README.md"];
    let manual = files_below("docs/src").into_iter().filter(|path| path.extension().is_some_and(|e| e == "md"));
    beside.into_iter().map(str::to_owned).chain(manual.map(|path| path.to_str().unwrap().to_owned())).collect()
}

/// What stands between backticks, outside of fenced blocks.
fn code_words(markdown: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (i, part) in markdown.split("```").enumerate() {
        if i % 2 == 0 {
            words.extend(part.split('`').skip(1).step_by(2).map(str::to_owned));
        }
    }
    words
}

/// The lines of fenced blocks that are not marked as another language than the shell's.
fn shell_lines(markdown: &str) -> Vec<String> {
    let blocks = markdown.split("```").skip(1).step_by(2);
    let shell = blocks.filter_map(|block| block.split_once('\n')).filter(|(language, _)| ["", "sh", "console"].contains(&language.trim()));
    shell.flat_map(|(_, body)| body.lines()).map(|line| line.trim_start_matches("$ ").to_owned()).collect()
}

fn fits(pattern: &str, path: &str) -> bool {
    match pattern.split_once('*') {
        Some((head, tail)) => path.strip_prefix(head).and_then(|rest| rest.strip_suffix(tail)).is_some_and(|middle| !middle.contains('/')),
        None => pattern == path,
    }
}

#[test]
fn every_data_file_is_named_in_the_readme_of_the_data_and_every_named_file_exists() {
    let readme = read("data/README.md");
    let rows = readme.lines().filter(|line| line.starts_with("| `")).map(|line| line.split('|').nth(1).unwrap());
    let named: Vec<String> = rows.flat_map(code_words).collect();
    let files: Vec<String> = files_below("data").iter().map(|p| p.strip_prefix("data").unwrap().to_str().unwrap().to_owned()).collect();
    for file in files.iter().filter(|f| *f != "README.md") {
        assert!(
            named.iter().any(|pattern| fits(pattern, file)),
            "data/README.md does not say what {file} is, whence it comes and under which licence"
        );
    }
    for pattern in &named {
        assert!(files.iter().any(|file| fits(pattern, file)), "data/README.md names {pattern}, which does not exist");
    }
}

#[test]
fn every_lexicon_says_what_it_is_and_is_sorted_without_repetition() {
    for path in files_below("data/lexicon") {
        let text = read(&path);
        let head: String = text.lines().take_while(|line| line.starts_with('#')).collect::<Vec<_>>().join("\n");
        assert!(
            ["licence", "cc by"].iter().any(|word| head.to_lowercase().contains(word)),
            "{}: the comment at its head does not name a licence",
            path.display()
        );
        if path.extension().is_none_or(|e| e != "tsv") {
            continue;
        }
        // Tables of several kinds of rows ("kind, word ...") keep each kind together; in the others the first column is the key.
        let by_kind = head.to_lowercase().contains(": kind, ");
        let rows: Vec<Vec<&str>> = text.lines().filter(|l| !l.starts_with('#') && !l.is_empty()).map(|l| l.split('\t').collect()).collect();
        if by_kind {
            let (mut seen, mut kinds) = (BTreeSet::new(), Vec::new());
            for row in &rows {
                assert!(seen.insert(&row[..2]), "{}: `{}` stands twice", path.display(), row[..2].join(" "));
                if kinds.last() != Some(&row[0]) {
                    assert!(!kinds.contains(&row[0]), "{}: rows of the kind `{}` stand in two places", path.display(), row[0]);
                    kinds.push(row[0]);
                }
            }
        } else {
            for pair in rows.windows(2) {
                assert!(pair[0] < pair[1], "{}: `{}` must not stand before `{}` (sorted by bytes)", path.display(), pair[0][0], pair[1][0]);
            }
        }
    }
}

#[test]
fn every_edge_type_has_two_texts_that_hold_it_and_one_that_does_not() {
    let files = files_below("data/schema/edges");
    assert_eq!(files.len(), 27, "the ontology has 27 edge types");
    for path in files {
        let edge: toml::Table = read(&path).parse().unwrap();
        let tests = edge.get("test").and_then(|t| t.as_array()).cloned().unwrap_or_default();
        let (with, without): (Vec<_>, Vec<_>) = tests.iter().partition(|t| t["edges"].as_array().is_some_and(|edges| !edges.is_empty()));
        assert!(with.len() >= 2 && !without.is_empty(), "{}: {} texts with the edge, {} without", path.display(), with.len(), without.len());
    }
}

#[test]
fn nothing_points_at_somebodys_machine() {
    // In pieces, so that this file does not find itself.
    let forbidden =
        [("/ro", "ot/"), ("/ho", "me/"), ("/Us", "ers/"), ("/wo", "rk/"), ("127.", "0.0."), ("local", "host:")].map(|(a, b)| format!("{a}{b}"));
    for path in files_below("") {
        let Ok(text) = std::fs::read_to_string(root().join(&path)) else { continue };
        for word in &forbidden {
            let found = text.lines().position(|line| line.contains(word));
            assert!(found.is_none(), "{}:{} names a machine: {word}", path.display(), found.unwrap_or_default() + 1);
        }
    }
    for line in read("Cargo.lock").lines().filter(|line| line.starts_with("source = ")) {
        assert_eq!(line, "source = \"registry+https://github.com/rust-lang/crates.io-index\"");
    }
}

#[test]
fn the_architecture_fits_on_two_pages_and_names_only_what_exists() {
    let text = read("ARCHITECTURE.md");
    assert!(text.lines().count() <= 120, "ARCHITECTURE.md has more than 120 lines");
    let files = files_below("");
    for document in documents() {
        for word in code_words(&read(&document)) {
            let is_path = word.contains('/') && !word.contains([' ', '<', '>', '(', ':']) && !word.contains("NAME") && !word.starts_with('.');
            let exists = root().join(&word).exists() || root().join("data").join(&word).exists();
            if is_path && !word.starts_with("out/") && !word.starts_with("newsgraph.") && !word.starts_with("org/") && !exists {
                assert!(
                    files.iter().any(|f| fits(&word, f.to_str().unwrap()) || fits(&format!("data/{word}"), f.to_str().unwrap())),
                    "{document} names {word}, which does not exist"
                );
            }
        }
    }
}

#[test]
fn every_command_in_the_documents_is_one_that_the_program_knows() {
    let mut checked = BTreeSet::new();
    for line in documents().iter().flat_map(|document| shell_lines(&read(document))) {
        let Some(arguments) = line.strip_prefix("newsgraph ").or_else(|| line.strip_prefix("cargo run --release -- ")) else { continue };
        let arguments = arguments.split(" #").next().unwrap().split(['|', '>']).next().unwrap();
        let help = |words: &[&str]| {
            let output = Command::new(env!("CARGO_BIN_EXE_newsgraph")).args(words).arg("--help").output().unwrap();
            output.status.success().then(|| String::from_utf8(output.stdout).unwrap())
        };
        let words: Vec<&str> = arguments.split_whitespace().filter(|w| !w.starts_with('"')).collect();
        if words[0].starts_with('-') {
            continue;
        }
        let general = help(&words[..1]).unwrap_or_else(|| panic!("`{line}`: no such command"));
        let special = if words[0] == "query" { help(&words[..2]).unwrap_or_else(|| panic!("`{line}`: no such query")) } else { String::new() };
        for flag in words.iter().filter(|w| w.starts_with("--")) {
            let flag = flag.split('=').next().unwrap();
            assert!(general.contains(flag) || special.contains(flag), "`{line}`: --help does not know {flag}");
        }
        checked.insert(words[0].to_owned());
    }
    for command in ["build", "draw", "query", "export", "explain"] {
        assert!(checked.contains(command), "no document shows `newsgraph {command}`");
    }
}

#[test]
fn the_manual_lists_every_edge_type() {
    let page = read("docs/src/edge-types.md");
    for path in files_below("data/schema/edges") {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        assert!(page.contains(&format!("| {name} ")), "docs/src/edge-types.md has no row for the edge type {name}");
    }
}

/// Where the links of a document lead that are not addresses on the web: relative to the document, without the part after `#`.
fn local_links(markdown: &str) -> Vec<&str> {
    let links = markdown.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
    links.filter(|link| !link.is_empty() && !link.contains("://") && !link.contains(' ')).collect()
}

#[test]
fn every_link_leads_somewhere_and_the_manual_has_every_page() {
    for document in documents() {
        let folder = Path::new(&document).parent().unwrap();
        for link in local_links(&read(&document)) {
            assert!(root().join(folder).join(link).exists(), "{document} links to {link}, which does not exist");
        }
    }
    let summary = read("docs/src/SUMMARY.md");
    for page in documents().iter().filter_map(|document| document.strip_prefix("docs/src/")).filter(|page| *page != "SUMMARY.md") {
        assert!(local_links(&summary).contains(&page), "docs/src/SUMMARY.md does not list {page}");
    }
    assert!(read("README.md").lines().count() <= 200, "README.md has more than 200 lines: the manual in docs/src has room");
}
