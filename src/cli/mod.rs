//! The command line. Everything that prints or decides on an exit status is here.

use std::io::{BufRead, Write};
use std::process::ExitCode;

use crate::pipeline::Extractor;
use crate::types::{Article, Metadata};

/// Runs the command line and gives its exit status.
pub fn main() -> ExitCode {
    // First light: `newsgraph extract FILE.jsonl`.
    let path = std::env::args().nth(2).expect("a file");
    let extractor = Extractor::new().expect("model and lexicons");
    let mut out = std::io::stdout().lock();
    for line in std::io::BufReader::new(std::fs::File::open(&path).expect("file")).lines() {
        let value: serde_json::Value = serde_json::from_str(&line.expect("line")).expect("json");
        let text = |key: &str| value[key].as_str().map(str::to_owned);
        let article = Article {
            id: text("id").unwrap_or_default(),
            path: path.clone(),
            text: text("text").unwrap_or_default(),
            html: false,
            metadata: Metadata { title: text("title"), published: text("published"), publisher: text("publisher"), authors: vec![] },
        };
        writeln!(out, "{}", serde_json::to_string(&extractor.extract(&article)).expect("record")).expect("output");
    }
    ExitCode::SUCCESS
}
