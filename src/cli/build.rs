//! `newsgraph build`, `assemble` and `export`: articles, records or a graph to files.

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::args::{AssembleArgs, BuildArgs, ExportArgs, GraphArgs, Level};
use super::extract::{Tally, run};
use super::output::Folder;
use super::progress::Progress;
use super::{Status, complain, store, summary};
use crate::assemble::Identities;
use crate::export::{EXPORTERS, Exporter, Options};
use crate::knowledge::Knowledge;
use crate::pipeline::{Assembly, Extractor, View};
use crate::types::{Graph, Record};

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
    let mut records = Vec::new();
    let mut file = folder.begin(RECORDS)?;
    let tally = run(&args.input, &extractor, Progress::new(quiet, false), |record| {
        serde_json::to_writer(&mut file, record).map_err(std::io::Error::from)?;
        records.push(for_assembly(record));
        file.write_all(b"\n")
    })?;
    if records.is_empty() {
        bail!("no article could be read, so no graph was written");
    }
    file.finish()?;
    finish(records, &args.graph, identities, &folder, extractor.knowledge(), tally, quiet)
}

/// Records to a graph.
pub fn assemble(args: &AssembleArgs, quiet: bool) -> Result<Status> {
    let folder = Folder::open(&args.graph.output)?;
    let knowledge = args.lexicon.knowledge()?;
    let identities = identities(&args.graph, &folder, &knowledge)?;
    let (mut records, mut tally) = (Vec::new(), Tally::default());
    for path in &args.records {
        if store::is_store(path) {
            records.extend(store::records(path)?.iter().map(for_assembly));
            continue;
        }
        for record in crate::read::records(path) {
            match record {
                Ok(record) => records.push(for_assembly(&record)),
                Err(error) => {
                    tally.failed += 1;
                    complain(&error);
                }
            }
        }
    }
    tally.done = records.len();
    if records.is_empty() {
        bail!("no record could be read, so no graph was written");
    }
    finish(records, &args.graph, identities, &folder, &knowledge, tally, quiet)
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

/// The part of a record that the assembly needs.
fn for_assembly(record: &Record) -> Record {
    Record { sentences: Vec::new(), ..record.clone() }
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

fn finish(
    records: Vec<Record>,
    args: &GraphArgs,
    identities: Identities,
    folder: &Folder,
    knowledge: &Knowledge,
    tally: Tally,
    quiet: bool,
) -> Result<Status> {
    let assembly = Assembly { title: args.title.clone().unwrap_or_default(), identities };
    let (graph, remarks) = assembly.graph(records, knowledge);
    if !quiet {
        remarks.iter().for_each(|remark| complain(remark));
    }
    let view = View { min_confidence: args.sure.min_confidence, state_level: args.level == Level::State };
    let graph = view.of(graph, knowledge);
    let (options, mut failed) = (args.layout.options(), tally.failed > 0);
    let mut files = Vec::new();
    for exporter in EXPORTERS.iter().filter(|exporter| exporter.standard || args.also.iter().any(|name| name == exporter.name)) {
        match write(exporter, &graph, &options, folder) {
            Ok(()) => files.push((folder.file(exporter.file), exporter.about)),
            Err(error) => {
                failed = true;
                complain(&format!("{error:#}"));
            }
        }
    }
    if folder.file(RECORDS).exists() {
        files.push((folder.file(RECORDS), "the record of each article, as `newsgraph extract` prints it"));
    }
    if !quiet {
        summary::print(&graph, &folder.file(GRAPH), tally, &files)?;
    }
    Ok(if failed { Status::Failed } else { Status::Done })
}
