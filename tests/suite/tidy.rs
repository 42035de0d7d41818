//! The house rules, as tests.

use std::path::{Path, PathBuf};

fn rust_files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

fn sources() -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["src", "tests", "benches", "python/src"] {
        rust_files(&root.join(folder), &mut files);
    }
    files.sort();
    files.into_iter().map(|path| (path.strip_prefix(root).unwrap().to_owned(), std::fs::read_to_string(&path).unwrap())).collect()
}

#[test]
fn every_file_says_what_it_is() {
    for (path, text) in sources() {
        assert!(text.starts_with("//!"), "{} does not open with a module comment (//!)", path.display());
    }
}

#[test]
fn no_stage_imports_another_stage() {
    const STAGES: [&str; 8] = ["read", "clean", "annotate", "resolve", "extract", "assemble", "export", "query"];
    for (path, text) in sources() {
        let mut parts = path.iter().map(|p| p.to_str().unwrap());
        let (Some("src"), Some(stage)) = (parts.next(), parts.next()) else { continue };
        if !STAGES.contains(&stage) && !["types", "knowledge"].contains(&stage) {
            continue;
        }
        for other in STAGES.iter().filter(|&&other| other != stage) {
            assert!(!text.contains(&format!("crate::{other}")), "{} imports the stage `{other}`", path.display());
        }
    }
}
