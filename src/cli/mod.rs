//! The command line. Everything that prints or decides on an exit status is here.

use std::io::Write;
use std::process::ExitCode;

use crate::pipeline::Extractor;

/// Runs the command line and gives its exit status.
pub fn main() -> ExitCode {
    // First light: `newsgraph extract FILE.jsonl`.
    let path = std::env::args().nth(2).expect("a file");
    let extractor = Extractor::new().expect("model and lexicons");
    let mut out = std::io::stdout().lock();
    for article in crate::read::read_all(&[path.into()], &crate::read::Options::default()).expect("format") {
        match article.and_then(|article| extractor.extract(&article)) {
            Ok(record) => writeln!(out, "{}", serde_json::to_string(&record).expect("record")).expect("output"),
            Err(error) => eprintln!("newsgraph: {error}"),
        }
    }
    ExitCode::SUCCESS
}
