//! To add an export or a question takes one file and one row: every file of one is in its table once, and nothing outside its stage names it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use newsgraph::export::EXPORTERS;
use newsgraph::query::QUERIES;

fn rust_files(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push((path.clone(), std::fs::read_to_string(&path).unwrap()));
        }
    }
    files
}

fn source(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(path)
}

/// The modules of a stage whose files hold this text: `tables::csv` for tables/csv.rs, `svg` for svg/mod.rs.
fn modules(stage: &str, holds: &str) -> Vec<String> {
    let folder = source(stage);
    let module = |path: &Path| {
        let path = path.strip_prefix(&folder).unwrap().with_extension("");
        path.iter().map(|part| part.to_str().unwrap()).filter(|part| *part != "mod").collect::<Vec<_>>().join("::")
    };
    let mut found: Vec<String> = rust_files(&folder).iter().filter(|(_, text)| text.contains(holds)).map(|(path, _)| module(path)).collect();
    found.sort();
    found
}

/// The modules whose `item` the rows of a stage's table name, in the order of the names of modules.
fn rows(stage: &str, table: &str, item: &str) -> Vec<String> {
    let text = std::fs::read_to_string(source(stage).join("mod.rs")).unwrap();
    let (_, text) = text.split_once(&format!("pub const {table}")).unwrap();
    let (text, _) = text.split_once("];").unwrap();
    let paths = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != ':');
    let mut rows: Vec<String> = paths.filter_map(|path| path.strip_suffix(item)?.strip_suffix("::")).map(str::to_owned).collect();
    rows.sort();
    rows
}

/// Where outside of a stage one of its modules is named.
fn named_elsewhere(stage: &str, modules: &[String]) -> Vec<String> {
    let inside = source(stage);
    let outside = rust_files(&source("")).into_iter().filter(|(path, _)| !path.starts_with(&inside));
    let names = |(path, text): (PathBuf, String)| {
        let named = modules.iter().filter(|module| {
            let path = format!("{stage}::{module}");
            text.match_indices(&path).any(|(at, _)| !text[at + path.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_'))
        });
        named.map(|module| format!("{} names {module}", path.display())).collect::<Vec<_>>()
    };
    outside.flat_map(names).collect()
}

#[test]
fn an_export_is_one_file_and_one_row() {
    let (files, rows) = (modules("export", "pub fn write(graph: &Graph, "), rows("export", "EXPORTERS", "write"));
    assert_eq!(files, rows, "the files that write a graph, and the rows of EXPORTERS");
    assert_eq!(rows.len(), EXPORTERS.len());
    assert_eq!(EXPORTERS.iter().map(|exporter| exporter.file).collect::<BTreeSet<_>>().len(), rows.len(), "two exports write the same file");
    assert_eq!(named_elsewhere("export", &files), Vec::<String>::new());
}

#[test]
fn a_question_is_one_file_and_one_row() {
    let (files, rows) = (modules("query", "pub const QUERY: Query"), rows("query", "QUERIES", "QUERY"));
    assert_eq!(files, rows, "the files that answer a question, and the rows of QUERIES");
    assert_eq!(files, QUERIES.iter().map(|query| query.name).collect::<Vec<_>>(), "a question is called as its file");
    assert_eq!(named_elsewhere("query", &files), Vec::<String>::new());
}
