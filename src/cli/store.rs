//! `newsgraph add`, `remove` and `verify`: the store of an archive.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use super::Status;
use super::args::{InputArgs, LexiconArgs};

/// `newsgraph add`
#[derive(Args)]
#[command(after_help = "Examples:\n  newsgraph add archive.store data/articles\n  newsgraph add archive.store monday.jsonl.gz\n  \
    newsgraph add archive.store data/articles --sync       articles that are no longer there go\n\n\
    A store is asked and exported like a graph file:\n  newsgraph query edges --graph archive.store --type sanction\n  newsgraph export archive.store csv\n  \
    newsgraph assemble archive.store -o out/archive\n\n\
    A run that was ended, even by a power cut, is gone on with by the same command.")]
pub struct AddArgs {
    /// The store's file; it is made if it is missing
    #[arg(value_name = "STORE")]
    pub store: PathBuf,
    #[command(flatten)]
    pub input: InputArgs,
    /// Remove from the store all articles that are not among these
    #[arg(long)]
    pub sync: bool,
    #[command(flatten)]
    pub lexicon: LexiconArgs,
}

/// `newsgraph remove`
#[derive(Args)]
#[command(after_help = "Example:\n  newsgraph remove archive.store 2024-06-19-pyongyang-treaty")]
pub struct RemoveArgs {
    /// The store's file
    #[arg(value_name = "STORE")]
    pub store: PathBuf,
    /// The articles' ids, as records and answers give them
    #[arg(value_name = "ID", required = true)]
    pub ids: Vec<String>,
}

/// `newsgraph verify`
#[derive(Args)]
#[command(after_help = "Example:\n  newsgraph verify archive.store\n\nExit status: 0 all is right, 2 something is wrong; messages say what.")]
pub struct VerifyArgs {
    /// The store's file
    #[arg(value_name = "STORE")]
    pub store: PathBuf,
}

#[cfg(feature = "sqlite")]
pub use with_sqlite::{add, each_record, graph, is_store, remove, verify};
#[cfg(not(feature = "sqlite"))]
pub use without_sqlite::{add, each_record, graph, is_store, remove, verify};

#[cfg(feature = "sqlite")]
mod with_sqlite {
    use std::ops::ControlFlow;
    use std::path::Path;
    use std::time::{Duration, Instant};

    use anyhow::Context;

    use super::super::complain;
    use super::super::extract::Running;
    use super::super::progress::Progress;
    use super::{AddArgs, RemoveArgs, Result, Status, VerifyArgs};
    use crate::knowledge::Knowledge;
    use crate::pipeline::Extractor;
    use crate::read;
    pub use crate::store::is_store;
    use crate::store::{Entry, Intake, Store, Written};
    use crate::types::{Graph, Record};

    /// A transaction is written after so many articles or so much time, whichever comes first: what a killed run has to do again.
    const BATCH: usize = 16;
    const INTERVAL: Duration = Duration::from_secs(2);

    /// Adds articles to a store.
    pub fn add(args: &AddArgs, quiet: bool) -> Result<Status> {
        let mut store = Store::create(&args.store)?;
        let last = store.last()?;
        let extractor = Extractor::with(args.lexicon.knowledge()?)?;
        let mut lexicons = Vec::new();
        for path in &args.lexicon.lexicon {
            lexicons.extend(std::fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?);
        }
        let articles = read::articles(&args.input.source.inputs, &args.input.source.options())?;
        let passed_by = articles.passed_by();
        let mut intake = Intake::new(articles, Store::open(&args.store)?, lexicons);
        let mut progress = Progress::new(quiet, false);
        let (mut run, mut batch, mut written) = (Running::new(&mut progress), Batch::new(&mut store), Ok(()));
        extractor.extract_all_with(&mut intake, args.input.threads(), |result| {
            if let Some((record, article, fresh)) = run.step(result, |(record, ..)| &record.article.id) {
                written = Entry::of(&article, &record, fresh).and_then(|entry| batch.add(entry));
            }
            if written.is_err() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        written?;
        let Written { added, replaced, known } = batch.end()?;
        let tally = run.end(&passed_by);
        let mut removed = 0;
        if args.sync && intake.unread > 0 {
            complain(&format!("nothing was removed: what {} unreadable inputs (see above) hold is not known", intake.unread));
        } else if args.sync {
            removed = store.keep_only(&intake.seen, last)?;
        }
        if !quiet {
            let all = store.count()?;
            let known = known + intake.known;
            let failed = if tally.failed > 0 { format!(", {} left out (see above)", tally.failed) } else { String::new() };
            anstream::println!(
                "{}: {added} added, {replaced} replaced, {removed} removed, {known} known already{failed}; {all} articles",
                args.store.display()
            );
        }
        Ok(if tally.failed > 0 { Status::Failed } else { Status::Done })
    }

    /// Articles that wait for the next transaction.
    struct Batch<'a> {
        store: &'a mut Store,
        entries: Vec<Entry>,
        since: Instant,
        written: Written,
    }

    impl<'a> Batch<'a> {
        fn new(store: &'a mut Store) -> Self {
            Self { store, entries: Vec::new(), since: Instant::now(), written: Written::default() }
        }

        fn add(&mut self, entry: Entry) -> crate::Result<()> {
            self.entries.push(entry);
            if self.entries.len() >= BATCH || self.since.elapsed() >= INTERVAL { self.write() } else { Ok(()) }
        }

        fn write(&mut self) -> crate::Result<()> {
            let Written { added, replaced, known } = self.store.write(&self.entries)?;
            self.written.added += added;
            self.written.replaced += replaced;
            self.written.known += known;
            self.entries.clear();
            self.since = Instant::now();
            Ok(())
        }

        fn end(mut self) -> crate::Result<Written> {
            self.write()?;
            Ok(self.written)
        }
    }

    /// Removes articles from a store.
    pub fn remove(args: &RemoveArgs, quiet: bool) -> Result<Status> {
        let mut store = Store::open(&args.store)?;
        for id in &args.ids {
            if !store.has_id(id)? {
                complain(&format!("{} has no article “{id}”", args.store.display()));
            }
        }
        let removed = store.remove(&args.ids)?;
        if !quiet {
            anstream::println!("{}: {removed} removed; {} articles", args.store.display(), store.count()?);
        }
        Ok(if removed > 0 { Status::Done } else { Status::Nothing })
    }

    /// Checks a store.
    pub fn verify(args: &VerifyArgs, quiet: bool) -> Result<Status> {
        let mut report = Store::open(&args.store)?.verify()?;
        if report.wrong.is_empty() {
            let graph = graph(&args.store)?;
            graph.links().for_each(|link| report.edge(&link.source.id, &link.target.id, link.edge));
        }
        report.wrong.iter().for_each(|wrong| complain(wrong));
        if !quiet {
            anstream::println!(
                "{}: {} articles, {} spans, {} edges with {} pieces of evidence; {}",
                args.store.display(),
                report.articles,
                report.spans,
                report.edges,
                report.evidence,
                if report.wrong.is_empty() { "all is right".to_owned() } else { format!("{} things are wrong", report.wrong.len()) }
            );
        }
        Ok(if report.wrong.is_empty() { Status::Done } else { Status::Failed })
    }

    /// The graph of all articles of a store.
    pub fn graph(path: &Path) -> Result<Graph> {
        let mut records = Vec::new();
        each_record(path, &mut |record| {
            records.push(record);
            Ok(())
        })?;
        Ok(Graph::assemble(records, &Knowledge::load()?))
    }

    /// Hands on the records of all articles of a store, in the order in which they were added.
    pub fn each_record(path: &Path, sink: &mut dyn FnMut(Record) -> crate::Result<()>) -> Result<()> {
        Ok(Store::open(path)?.each_record(sink)?)
    }
}

#[cfg(not(feature = "sqlite"))]
mod without_sqlite {
    use std::path::Path;

    use super::{AddArgs, RemoveArgs, Result, Status, VerifyArgs};
    use crate::Error;
    use crate::types::{Graph, Record};

    fn missing<T>() -> Result<T> {
        Err(Error::missing("stores", "sqlite").into())
    }

    /// Nothing is one here: a database is met with the message that it would be met with anyway.
    pub fn is_store(_path: &Path) -> bool {
        false
    }

    pub fn graph(_path: &Path) -> Result<Graph> {
        missing()
    }

    pub fn each_record(_path: &Path, _sink: &mut dyn FnMut(Record) -> crate::Result<()>) -> Result<()> {
        missing()
    }

    pub fn add(_args: &AddArgs, _quiet: bool) -> Result<Status> {
        missing()
    }

    pub fn remove(_args: &RemoveArgs, _quiet: bool) -> Result<Status> {
        missing()
    }

    pub fn verify(_args: &VerifyArgs, _quiet: bool) -> Result<Status> {
        missing()
    }
}
