//! `newsgraph diff`: what changed between two graph files.

use std::io::Write;
use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use super::args::{Level, SureArgs};
use super::{Status, answer, build};
use crate::knowledge::Knowledge;
use crate::pipeline::View;
use crate::query::{THINGS, diff as compare};

/// `newsgraph diff`
#[derive(Args)]
#[command(after_help = "Examples:\n  newsgraph diff monday/graph.json tuesday/graph.json\n  \
    newsgraph diff before.json after.json --only edges --format csv > edges.csv\n\n\
    Things are the same if they have the same id or the same evidence: an actor with another id\n\
    is the same if the articles name it with the same words, an edge with another end, type or\n\
    modality if the same words show it. A confidence has changed if it moved by more than 0.1.\n\n\
    Exit status, as diff(1) has it: 0 nothing changed, 1 something changed, 2 error.")]
pub struct DiffArgs {
    /// The graph file as it was
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The graph file as it is
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// Compare only these, separated by commas
    #[arg(long, value_name = "THINGS", value_delimiter = ',', value_parser = clap::builder::PossibleValuesParser::new(THINGS))]
    only: Vec<String>,
    /// How to print the changes
    #[arg(long, value_name = "FORMAT", default_value = "table", value_parser = clap::builder::PossibleValuesParser::new(answer::FORMATS))]
    format: String,
    /// Actors as they are, or officials, organs and groups rolled up into their states
    #[arg(long, value_enum, default_value_t = Level::Actors)]
    level: Level,
    #[command(flatten)]
    sure: SureArgs,
}

/// Prints what changed, below a table a line for each kind of thing.
pub fn diff(args: &DiffArgs) -> Result<Status> {
    let knowledge = Knowledge::load()?;
    let view = View { min_confidence: args.sure.min_confidence, state_level: args.level == Level::State };
    let [old, new] = [view.of(build::open(&args.old)?, &knowledge), view.of(build::open(&args.new)?, &knowledge)];
    let changes = compare(&old, &new, &args.only);
    answer::print(&changes, &args.format)?;
    if args.format == "table" {
        let mut out = super::screen::stdout();
        changes.notes.iter().try_for_each(|note| writeln!(out, "{note}"))?;
    }
    Ok(if changes.items.is_empty() { Status::Done } else { Status::Differs })
}
