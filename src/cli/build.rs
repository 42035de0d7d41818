//! `newsgraph build`, `assemble` and `export`: articles, records or a graph to files.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::args::{AssembleArgs, BuildArgs, ExportArgs, GraphArgs, Level};
use super::complaints::Complaints;
use super::extract::{Tally, run};
use super::output::Folder;
use super::progress::Progress;
use super::{Status, complain, store, summary};
use crate::Error;
use crate::assemble::Identities;
use crate::export::{EXPORTERS, Exporter, Options};
use crate::knowledge::Knowledge;
use crate::pipeline::{Assembly, Extractor, View};
use crate::types::rows::RowsWriter;
use crate::types::{Archive, Graph, Record};

/// With more records than this the graph is assembled on disk: it would take a gigabyte and more, and no page and no program would show all of it.
const MOST_IN_MEMORY: usize = 5_000;

/// The format of the whole graph.
const JSON: &str = "json";

/// The format of the page.
const PAGE: &str = "html";

/// Where the records of a build stand in its folder.
const RECORDS: &str = "records.jsonl";

/// Where the graph stands in its folder.
const GRAPH: &str = "graph.json";

/// The user's word on who is who stands beside the graph, so that it holds in every later run into the same folder.
const IDENTITIES: &str = "identities.txt";

/// Articles to a graph.
pub fn build(args: &BuildArgs, quiet: bool) -> Result<Status> {
    let folder = Folder::open(&args.graph.output)?;
    let extractor = Extractor::with(args.lexicon.knowledge()?)?;
    let identities = identities(&args.graph, &folder, extractor.knowledge())?;
    let mut records = Records::new(&folder);
    let mut file = folder.begin(RECORDS)?;
    let tally = run(&args.input, &extractor, Progress::new(quiet, false), |record| {
        serde_json::to_writer(&mut file, record).map_err(std::io::Error::from)?;
        records.push(record)?;
        file.write_all(b"\n")
    })?;
    if tally.done == 0 {
        bail!("no article could be read, so no graph was written");
    }
    file.finish()?;
    let finish = Finish { args: &args.graph, folder: &folder, knowledge: extractor.knowledge(), tally, quiet };
    finish.run(records, identities)
}

/// Records to a graph.
pub fn assemble(args: &AssembleArgs, quiet: bool) -> Result<Status> {
    let folder = Folder::open(&args.graph.output)?;
    let knowledge = args.lexicon.knowledge()?;
    let identities = identities(&args.graph, &folder, &knowledge)?;
    let (mut records, mut tally, mut complaints) = (Records::new(&folder), Tally::default(), Complaints::default());
    for path in &args.records {
        if store::is_store(path) {
            store::each_record(path, &mut |record| {
                tally.done += 1;
                records.push(&record).map_err(|e| Error::io(folder.path(), e))
            })?;
            continue;
        }
        for record in crate::read::records(path) {
            match record {
                Ok(record) => {
                    tally.done += 1;
                    records.push(&record)?;
                }
                Err(error) => {
                    tally.failed += 1;
                    complaints.add(&error);
                }
            }
        }
    }
    complaints.rest();
    if tally.done == 0 {
        bail!("no record could be read, so no graph was written");
    }
    Finish { args: &args.graph, folder: &folder, knowledge: &knowledge, tally, quiet }.run(records, identities)
}

/// The records of a run, as far as the assembly needs them: in memory, or on disk where there are too many.
struct Records {
    few: Vec<Record>,
    many: Option<RowsWriter<Record>>,
    folder: PathBuf,
}

impl Records {
    fn new(folder: &Folder) -> Self {
        Self { few: Vec::new(), many: None, folder: folder.path().to_owned() }
    }

    fn push(&mut self, record: &Record) -> std::io::Result<()> {
        let record = Record { sentences: Vec::new(), ..record.clone() };
        if self.few.len() < MOST_IN_MEMORY && self.many.is_none() {
            self.few.push(record);
            return Ok(());
        }
        let many = match &mut self.many {
            Some(many) => many,
            None => self.many.insert(RowsWriter::in_folder(&self.folder)?),
        };
        std::mem::take(&mut self.few).iter().try_for_each(|record| many.push(record))?;
        many.push(&record)
    }
}

/// A graph file to other formats.
pub fn export(args: &ExportArgs) -> Result<Status> {
    let graph = open(&args.graph)?;
    let folder = Folder::open(&args.output)?;
    for exporter in EXPORTERS.iter().filter(|exporter| args.formats.iter().any(|name| name == exporter.name)) {
        write(exporter, &graph, &Options::default(), &folder)?;
    }
    Ok(Status::Done)
}

fn write(exporter: &Exporter, graph: &Graph, options: &Options, folder: &Folder) -> Result<()> {
    exporter.save(graph, options, folder.path())?;
    tell_left_out(exporter, graph, &folder.file(exporter.file));
    Ok(())
}

/// Says what a file has no room for.
pub fn tell_left_out(exporter: &Exporter, graph: &Graph, path: &Path) {
    if let Some(left_out) = exporter.left_out(graph) {
        complain(&format!("{}: {left_out}", path.display()));
    }
}

/// Reads a graph file, or makes the graph of a store.
pub fn open(path: &Path) -> Result<Graph> {
    if store::is_store(path) {
        return store::graph(path);
    }
    Ok(crate::read::graph(path)?)
}

/// The file that the command names, which is kept in the folder, else the one that is kept there.
fn identities(args: &GraphArgs, folder: &Folder, knowledge: &Knowledge) -> Result<Identities> {
    let kept = folder.file(IDENTITIES);
    let path = match &args.identities {
        Some(path) => path,
        None if kept.exists() => &kept,
        None => return Ok(Identities::default()),
    };
    let text = std::fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let identities = Identities::parse(&path.display().to_string(), &text, knowledge)?;
    if *path != kept {
        folder.write(IDENTITIES, text.as_bytes())?;
    }
    Ok(identities)
}

/// What `build` and `assemble` do with their records.
struct Finish<'a> {
    args: &'a GraphArgs,
    folder: &'a Folder,
    knowledge: &'a Knowledge,
    tally: Tally,
    quiet: bool,
}

impl Finish<'_> {
    fn run(&self, records: Records, identities: Identities) -> Result<Status> {
        let assembly = Assembly { title: self.args.title.clone().unwrap_or_default(), identities };
        let Some(many) = records.many else {
            let (graph, remarks) = assembly.graph(records.few, self.knowledge);
            self.tell(&remarks);
            return self.graph(graph, View { min_confidence: self.args.sure.min_confidence, state_level: self.args.level == Level::State });
        };
        let disk = || format!("the graph could not be assembled in {}", self.folder.path().display());
        let (archive, remarks) =
            assembly.archive(&many.finish()?, self.args.sure.min_confidence, self.knowledge, self.folder.path()).with_context(disk)?;
        self.tell(&remarks);
        if self.args.level == Level::State {
            // Who acts for a state is seen in the whole graph only.
            return self.graph(archive.whole()?, View { min_confidence: None, state_level: true });
        }
        self.archive(&archive)
    }

    fn tell(&self, remarks: &[String]) {
        if !self.quiet {
            remarks.iter().for_each(|remark| complain(remark));
        }
    }

    fn graph(&self, graph: Graph, view: View) -> Result<Status> {
        let graph = view.of(graph, self.knowledge);
        let mut written = Outcome::of(self);
        for exporter in EXPORTERS.iter().filter(|exporter| exporter.standard || self.is_asked(exporter)) {
            written.add(exporter, write(exporter, &graph, &self.args.layout.options(), self.folder));
        }
        written.end(|files| summary::print(&graph, &self.folder.file(GRAPH), self.tally, files))
    }

    /// What fits a screen of a graph that does not fit memory, and what else is asked for.
    fn archive(&self, archive: &Archive) -> Result<Status> {
        let options = self.args.layout.options();
        let mut written = Outcome::of(self);
        let page = archive.page()?;
        let picture = archive.picture()?;
        for exporter in EXPORTERS.iter().filter(|exporter| exporter.standard && exporter.name != JSON) {
            let part = if exporter.name == PAGE { &page } else { &picture };
            written.add(exporter, exporter.save(part, &options, self.folder.path()).map(drop).map_err(Into::into));
        }
        let mut whole = None;
        for exporter in EXPORTERS.iter().filter(|exporter| self.is_asked(exporter) && (!exporter.standard || exporter.name == JSON)) {
            if let Some(result) = exporter.save_archive(archive, self.folder.path()) {
                written.add(exporter, result.map_err(Into::into));
                continue;
            }
            // The other formats take the graph as a whole.
            let graph = match whole.take() {
                Some(graph) => graph,
                None => archive.whole()?,
            };
            written.add(exporter, write(exporter, &graph, &options, self.folder));
            whole = Some(graph);
        }
        if !self.args.also.iter().any(|name| name == JSON) && self.folder.file(GRAPH).exists() {
            complain(&format!("{} is of an earlier run: --also json writes that of this one", self.folder.file(GRAPH).display()));
        }
        written.end(|files| summary::of_archive(archive, &picture, self.tally, files))
    }

    fn is_asked(&self, exporter: &Exporter) -> bool {
        self.args.also.iter().any(|name| name == exporter.name)
    }
}

/// What was written.
struct Outcome<'a> {
    of: &'a Finish<'a>,
    files: Vec<(PathBuf, &'static str)>,
    failed: bool,
}

impl<'a> Outcome<'a> {
    fn of(of: &'a Finish<'a>) -> Self {
        Self { of, files: Vec::new(), failed: of.tally.failed > 0 }
    }

    fn add(&mut self, exporter: &'static Exporter, result: Result<()>) {
        match result {
            Ok(()) => self.files.push((self.of.folder.file(exporter.file), exporter.about)),
            Err(error) => {
                self.failed = true;
                complain(&format!("{error:#}"));
            }
        }
    }

    fn end(mut self, summary: impl FnOnce(&[(PathBuf, &'static str)]) -> Result<()>) -> Result<Status> {
        if self.of.folder.file(RECORDS).exists() {
            self.files.push((self.of.folder.file(RECORDS), "the record of each article, as `newsgraph extract` prints it"));
        }
        if !self.of.quiet {
            summary(&self.files)?;
        }
        Ok(if self.failed { Status::Failed } else { Status::Done })
    }
}
