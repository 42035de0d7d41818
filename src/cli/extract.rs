//! `newsgraph extract`, and the run over articles that `build` shares with it.

use std::io::{BufWriter, Write};
use std::ops::ControlFlow;

use anyhow::Result;

use super::args::{ExtractArgs, InputArgs};
use super::complaints::Complaints;
use super::progress::Progress;
use super::{Status, complain};
use crate::pipeline::Extractor;
use crate::read;
use crate::types::Record;

/// What became of the articles.
#[derive(Debug, Default, Clone, Copy)]
pub struct Tally {
    /// Articles with a record.
    pub done: usize,
    /// Inputs and articles that gave none.
    pub failed: usize,
}

/// Prints records.
pub fn extract(args: &ExtractArgs, quiet: bool) -> Result<Status> {
    let extractor = Extractor::with(args.lexicon.knowledge()?)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let tally = run(&args.input, &extractor, Progress::new(quiet, true), |record| {
        let mut record = std::borrow::Cow::Borrowed(record);
        if let Some(least) = args.sure.min_confidence {
            record.to_mut().keep_at_least(least);
        }
        serde_json::to_writer(&mut out, record.as_ref()).map_err(std::io::Error::from)?;
        out.write_all(b"\n")
    })?;
    out.flush()?;
    Ok(if tally.failed > 0 { Status::Failed } else { Status::Done })
}

/// Extracts all articles and hands on their records in the order of the input. What fails is reported, and the run goes on; an error of `sink` ends it.
pub fn run(input: &InputArgs, extractor: &Extractor, mut progress: Progress, mut sink: impl FnMut(&Record) -> std::io::Result<()>) -> Result<Tally> {
    let quiet = progress.is_quiet();
    let articles = read::articles(&input.source.inputs, &input.source.options())?;
    let passed_by = articles.passed_by();
    let threads = input.threads.map(usize::from).or_else(|| std::thread::available_parallelism().ok().map(usize::from)).unwrap_or(1);
    let (mut tally, mut complaints, mut ended) = (Tally::default(), Complaints::default(), Ok(()));
    extractor.extract_all(articles, threads, |result| {
        match result {
            Ok(record) => {
                tally.done += 1;
                progress.step(&record.article.id);
                ended = sink(&record);
            }
            Err(error) => {
                tally.failed += 1;
                progress.aside(|| complaints.add(&error));
            }
        }
        if ended.is_err() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    ended?;
    progress.aside(|| complaints.rest());
    if let Some(kinds) = passed_by.summary().filter(|_| !quiet) {
        progress.aside(|| complain(&format!("{kinds} not read (`newsgraph list inputs` shows what is read)")));
    }
    Ok(tally)
}
