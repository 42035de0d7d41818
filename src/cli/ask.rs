//! `newsgraph query`: the questions of [`QUERIES`] as subcommands.

use std::path::{Path, PathBuf};

use anyhow::{Result, anyhow, bail};
use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command};
use indexmap::IndexMap;

use super::{Status, answer, build, complain};
use crate::error::with_commands;
use crate::knowledge::Knowledge;
use crate::pipeline::View;
use crate::query::{COUNTED, Parameter, QUERIES, Query};

/// The graph that is asked if none is named.
const GRAPH: &str = "out/graph.json";

/// A question as it was typed.
pub struct QueryArgs {
    query: &'static Query,
    given: IndexMap<String, Vec<String>>,
    graph: PathBuf,
    format: String,
    state_level: bool,
    least: Option<f64>,
    limit: usize,
}

impl clap::FromArgMatches for QueryArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let missing = || clap::Error::new(clap::error::ErrorKind::MissingSubcommand);
        let (name, matches) = matches.subcommand().ok_or_else(missing)?;
        let query = QUERIES.iter().find(|query| query.name == name).ok_or_else(missing)?;
        let one = |id: &str| matches.get_one::<String>(id).cloned().unwrap_or_default();
        let values = |p: &Parameter| Some((p.name.to_owned(), matches.get_many::<String>(p.name)?.cloned().collect()));
        Ok(Self {
            query,
            given: query.parameters.iter().filter_map(values).collect(),
            graph: one("graph").into(),
            format: one("format"),
            state_level: one("level") == "state",
            least: matches.get_one::<f64>("min-confidence").copied(),
            limit: matches.get_one::<usize>("limit").copied().unwrap_or(0),
        })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl clap::Args for QueryArgs {
    fn augment_args(command: Command) -> Command {
        let examples = format!(
            "Examples:\n  newsgraph query edges --type arms-transfer --from \"North Korea\"\n  newsgraph query said --by \"Kamala Harris\" --about Russia\n  \
            newsgraph query path \"White House\" China\n  newsgraph query count --by class,month --format csv\n\n\
            All with examples: newsgraph list queries. The graph asked is {GRAPH} unless --graph names another.\n\n{COUNTED}"
        );
        command.after_help(examples).subcommand_required(true).arg_required_else_help(true).subcommands(QUERIES.iter().map(subcommand))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

fn subcommand(query: &'static Query) -> Command {
    let examples = format!("Examples:\n  {}\n\nExit status: 0 found, 1 nothing found, 2 error.", query.examples.join("\n  "));
    let common = [
        Arg::new("graph")
            .long("graph")
            .value_name("FILE")
            .default_value(GRAPH)
            .help("The graph file or store to ask; `sql` also takes a graph.sqlite"),
        Arg::new("format").long("format").value_name("FORMAT").default_value("table").value_parser(answer::FORMATS).help("How to print the answer"),
        Arg::new("level")
            .long("level")
            .value_name("LEVEL")
            .default_value("actors")
            .value_parser(["actors", "state"])
            .help("Ask about actors as they are, or with officials, organs and groups counted as their states"),
        Arg::new("min-confidence")
            .long("min-confidence")
            .value_name("P")
            .value_parser(super::args::probability)
            .help("Leave out edges and statements with less confidence than this, 0 to 1"),
        Arg::new("limit").long("limit").value_name("N").value_parser(clap::value_parser!(usize)).help("Print at most this many findings"),
    ];
    Command::new(query.name).about(query.about).after_help(examples).args(query.parameters.iter().map(argument)).args(common)
}

fn argument(parameter: &'static Parameter) -> Arg {
    let mut arg = Arg::new(parameter.name).value_name(parameter.value).help(parameter.help).required(parameter.required);
    if !parameter.choices.is_empty() {
        arg = arg.value_parser(PossibleValuesParser::new(parameter.choices)).value_delimiter(',');
    }
    if parameter.positional { arg } else { arg.long(parameter.name).action(ArgAction::Append) }
}

/// A question to a graph as it has to be typed.
pub fn on_graph(command: &str, graph: &Path) -> String {
    let path = graph.display().to_string();
    match path.as_str() {
        GRAPH => command.to_owned(),
        plain if plain.chars().all(|c| c.is_alphanumeric() || "/\\._-:~+".contains(c)) => format!("{command} --graph {plain}"),
        _ => format!("{command} --graph \"{path}\""),
    }
}

/// A message about a graph: the questions that it advises are put to the same graph.
pub fn about_graph(message: &str, graph: &Path) -> String {
    with_commands(message, |command| command.starts_with("newsgraph query").then(|| on_graph(command, graph)))
}

/// Puts the question and prints the answer.
pub fn query(args: &QueryArgs) -> Result<Status> {
    let knowledge = Knowledge::load()?;
    let view = View { min_confidence: args.least, state_level: args.state_level };
    let in_words = |error: crate::Error| anyhow!(about_graph(&error.to_string(), &args.graph));
    let given = args.given.iter().flat_map(|(name, values)| values.iter().map(move |value| (name, value)));
    let mut answer = if args.query.database && crate::read::is_database(&args.graph) && !super::store::is_store(&args.graph) {
        if args.least.is_some() || args.state_level {
            bail!("--min-confidence and --level are for graph files: {} is a database, whose SELECT can do the same", args.graph.display());
        }
        args.query.ask_database(&args.graph, &knowledge, given).map_err(in_words)?
    } else {
        let graph = view.of(build::open(&args.graph)?, &knowledge);
        args.query.ask(&graph, &knowledge, given).map_err(in_words)?
    };
    let found = answer.items.len();
    if args.limit > 0 && found > args.limit {
        answer.items.truncate(args.limit);
        answer.notes.push(format!("{} of {found} findings; without --limit all are printed.", args.limit));
    }
    answer::print(&answer, &args.format)?;
    if found == 0 && answer.notes.is_empty() {
        answer.notes.push("Nothing found.".into());
    }
    answer.notes.iter().for_each(|note| complain(&about_graph(note, &args.graph)));
    Ok(if found > 0 { Status::Done } else { Status::Nothing })
}
