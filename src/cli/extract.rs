//! `newsgraph extract`, and the run over articles that `build` shares with it.

use std::io::{BufWriter, Write};
use std::ops::ControlFlow;

use anyhow::Result;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};

use super::args::{ExtractArgs, InputArgs};
use super::complaints::Complaints;
use super::progress::Progress;
use super::{Status, complain};
use crate::export::WholeFile;
use crate::pipeline::Extractor;
use crate::read::{self, PassedBy};
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
    let Some(path) = &args.output else {
        let mut out = BufWriter::new(std::io::stdout().lock());
        let status = write(args, &extractor, Progress::new(quiet, true), &mut out)?;
        out.flush()?;
        return Ok(status);
    };
    let mut file = WholeFile::begin(path)?;
    let progress = Progress::new(quiet, false);
    let ending = path.extension().map(|ending| ending.to_ascii_lowercase());
    let status = match ending.as_ref().and_then(|ending| ending.to_str()) {
        Some("gz") => {
            let mut packed = flate2::write::GzEncoder::new(&mut file, flate2::Compression::default());
            let status = write(args, &extractor, progress, &mut packed)?;
            packed.finish()?;
            status
        }
        Some("zst") => {
            let mut packed = BufWriter::with_capacity(FRAME, Frames(&mut file));
            let status = write(args, &extractor, progress, &mut packed)?;
            packed.flush()?;
            status
        }
        _ => write(args, &extractor, progress, &mut file)?,
    };
    file.finish()?;
    Ok(status)
}

/// So many bytes of records are packed together with zstd.
const FRAME: usize = 8 << 20;

/// Packs with zstd, each piece that is written as a frame of its own: what several frames hold follows one upon the other (RFC 8878, 3).
struct Frames<W>(W);

impl<W: Write> Write for Frames<W> {
    fn write(&mut self, piece: &[u8]) -> std::io::Result<usize> {
        self.0.write_all(&compress_to_vec(piece, CompressionLevel::Fastest))?;
        Ok(piece.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.0.flush()
    }
}

fn write(args: &ExtractArgs, extractor: &Extractor, progress: Progress, out: &mut impl Write) -> Result<Status> {
    let tally = run(&args.input, extractor, progress, |record| {
        let mut record = std::borrow::Cow::Borrowed(record);
        if let Some(least) = args.sure.min_confidence {
            record.to_mut().keep_at_least(least);
        }
        serde_json::to_writer(&mut *out, record.as_ref()).map_err(std::io::Error::from)?;
        out.write_all(b"\n")
    })?;
    Ok(if tally.failed > 0 { Status::Failed } else { Status::Done })
}

/// Extracts all articles and hands on their records in the order of the input. What fails is reported, and the run goes on; an error of `sink` ends it.
pub fn run(input: &InputArgs, extractor: &Extractor, mut progress: Progress, mut sink: impl FnMut(&Record) -> std::io::Result<()>) -> Result<Tally> {
    let articles = read::articles(&input.source.inputs, &input.source.options())?;
    let passed_by = articles.passed_by();
    progress.watch(&input.source.inputs, &articles);
    let (mut run, mut ended) = (Running::new(&mut progress), Ok(()));
    extractor.extract_all(articles, input.threads(), |result| {
        if let Some(record) = run.step(result, |record| &record.article.id) {
            ended = sink(&record);
        }
        if ended.is_err() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    ended?;
    Ok(run.end(&passed_by))
}

/// What is told of a run while it goes on and when it ends.
pub struct Running<'a> {
    progress: &'a mut Progress,
    tally: Tally,
    complaints: Complaints,
}

impl<'a> Running<'a> {
    /// Nothing is done yet.
    pub fn new(progress: &'a mut Progress) -> Self {
        Self { progress, tally: Tally::default(), complaints: Complaints::default() }
    }

    /// One more article is done, or has failed; gives what was done.
    pub fn step<T>(&mut self, result: crate::Result<T>, id: impl Fn(&T) -> &str) -> Option<T> {
        match result {
            Ok(done) => {
                self.tally.done += 1;
                self.progress.step(id(&done));
                Some(done)
            }
            Err(error) => {
                self.tally.failed += 1;
                self.progress.aside(|| self.complaints.add(&error));
                None
            }
        }
    }

    /// The counts, after all errors and all that was not read have been told.
    pub fn end(self, passed_by: &PassedBy) -> Tally {
        self.progress.aside(|| self.complaints.rest());
        if let Some(kinds) = passed_by.summary().filter(|_| !self.progress.is_quiet()) {
            self.progress.aside(|| complain(&format!("{kinds} not read (`newsgraph list inputs` shows what is read)")));
        }
        self.tally
    }
}
