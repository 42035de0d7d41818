//! `newsgraph draw`: a graph file, or the part of it that a figure is to show, as a picture or in another format.

use std::path::PathBuf;

use anyhow::{Result, anyhow};
use clap::{Args, ValueEnum};

use super::args::{LayoutArgs, Level, SureArgs};
use super::ask::about_graph;
use super::{Status, build, complain};
use crate::export::{exporter_for, save};
use crate::knowledge::Knowledge;
use crate::pipeline::{Figure, View};
use crate::types::Category;

/// `newsgraph draw`
#[derive(Args)]
#[command(after_help = "Examples:\n  newsgraph draw out/graph.json -o figure.svg --title \"Arms and allies\"\n  \
    newsgraph draw out/graph.json --focus Ukraine --depth 2 --without statements\n  \
    newsgraph draw out/graph.json --type sanction,arms-transfer --since 2024 --level state --dark\n  \
    newsgraph draw out/graph.json -o slide.png --min-articles 2        (needs the feature png)")]
pub struct DrawArgs {
    /// The graph file
    #[arg(value_name = "GRAPH")]
    graph: PathBuf,
    /// The file to write; its ending decides the format (`newsgraph list exports`)
    #[arg(short, long, value_name = "FILE", default_value = "figure.svg")]
    output: PathBuf,
    /// Heading of the picture
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Actors as they are, or officials, organs and groups rolled up into their states
    #[arg(long, value_enum, default_value_t = Level::Actors)]
    level: Level,
    /// Only this actor and its ties; may be given more than once
    #[arg(long, value_name = "NAME")]
    focus: Vec<String>,
    /// How many steps away from these actors
    #[arg(long, value_name = "N", default_value_t = 1, requires = "focus", value_parser = clap::value_parser!(u8).range(1..))]
    depth: u8,
    /// Only edges of this type (`newsgraph list edges`)
    #[arg(long = "type", value_name = "TYPE", value_delimiter = ',')]
    types: Vec<String>,
    /// Only what happened on or after this day, month or year
    #[arg(long, value_name = "DATE")]
    since: Option<String>,
    /// Only what happened on or before this day, month or year
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
    /// Only edges that at least this many articles report; articles that print the same text count once
    #[arg(long, value_name = "N", default_value_t = 1)]
    min_articles: usize,
    /// Leave these out
    #[arg(long, value_enum, value_name = "KIND", value_delimiter = ',')]
    without: Vec<Without>,
    /// Light on dark (SVG, PNG)
    #[arg(long)]
    dark: bool,
    #[command(flatten)]
    sure: SureArgs,
    #[command(flatten)]
    layout: LayoutArgs,
}

/// What a figure can leave out.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Without {
    /// Who says something about whom
    Statements,
    /// Posts and memberships
    Affiliations,
    /// What actors do to each other, threats and accusations included
    Events,
}

/// Draws.
pub fn draw(args: &DrawArgs, quiet: bool) -> Result<Status> {
    let exporter = exporter_for(&args.output)?;
    let part = figure(args).of(build::open(&args.graph)?, &Knowledge::load()?);
    let graph = part.map_err(|error| anyhow!(about_graph(&error.to_string(), &args.graph)))?;
    if graph.links().next().is_none() {
        complain(&Figure::NOTHING);
        return Ok(Status::Nothing);
    }
    let options = crate::export::Options { dark: args.dark, ..args.layout.options() };
    save(&graph, &args.output, &options)?;
    build::tell_left_out(exporter, &graph, &args.output);
    if !quiet {
        println!("{}: {}", super::screen::harmless(&args.output.display().to_string()), exporter.about);
    }
    Ok(Status::Done)
}

fn figure(args: &DrawArgs) -> Figure {
    let without = |what: &Without| match what {
        Without::Statements => Category::Statement,
        Without::Affiliations => Category::Affiliation,
        Without::Events => Category::Event,
    };
    Figure {
        view: View { min_confidence: args.sure.min_confidence, state_level: args.level == Level::State },
        title: args.title.clone(),
        focus: args.focus.clone(),
        depth: args.depth.into(),
        types: args.types.clone(),
        without: args.without.iter().map(without).collect(),
        since: args.since.clone(),
        until: args.until.clone(),
        min_articles: args.min_articles,
    }
}
