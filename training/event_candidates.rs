//! Prints what the events of articles are chosen from, for `training/`: `event_candidates FILE...` writes a JSON object a line for each article, and
//! last an array with the names of the features that they number.

use std::io::{BufWriter, Write};

use newsgraph::Extractor;
use newsgraph::read::{self, Options};

fn main() -> anyhow::Result<()> {
    let inputs: Vec<std::path::PathBuf> = std::env::args().skip(1).map(Into::into).collect();
    let extractor = Extractor::new()?;
    let mut names = indexmap::IndexSet::new();
    let mut out = BufWriter::new(std::io::stdout().lock());
    for article in read::articles(&inputs, &Options::default())? {
        match article.and_then(|article| extractor.candidates(&article, &mut names)) {
            Ok(found) => writeln!(out, "{found}")?,
            Err(error) => eprintln!("{error}"),
        }
    }
    writeln!(out, "{}", serde_json::to_string(&names.iter().collect::<Vec<_>>())?)?;
    Ok(out.flush()?)
}
