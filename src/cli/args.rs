//! The commands and their options, as clap reads them and as `--help` tells them.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

pub use super::ask::QueryArgs;
pub use super::diff::DiffArgs;
pub use super::draw::DrawArgs;
pub use super::shell::{CompletionsArgs, ManArgs};
pub use super::store::{AddArgs, RemoveArgs, VerifyArgs};

/// The graph of who did what to whom, and who said what about whom, from news articles.
///
/// newsgraph reads English news articles (text, web pages, tables, feeds, archives and more), finds persons, states, organisations
/// and groups, what they do to each other (27 types of edges) and what they say about each other, and keeps the words that show each
/// finding. It works offline.
#[derive(Parser)]
#[command(
    version,
    max_term_width = 110,
    after_help = "Exit status: 0 done or found, 1 nothing found (of diff: something changed), 2 something failed (the rest was done).\n\n\
    First steps:\n  newsgraph build data/articles                          read articles; then open out/graph.html in a browser\n  \
    newsgraph draw out/graph.json --focus \"North Korea\"     a picture of one actor and its ties\n  \
    newsgraph query edges --type arms-transfer             who did what to whom, with the sentence\n  \
    newsgraph query said --by \"Kamala Harris\"              who said what about whom\n  \
    newsgraph list queries                                 all questions, with examples\n\n\
    A wrong or a missing edge?\n  newsgraph explain article.txt                          which rule of which file and line found what\n  \
    newsgraph build articles --lexicon my.toml             with edge types, wordings and actors of your own"
)]
pub struct Cli {
    /// Print errors only: no summary, no remarks, no progress.
    #[arg(short, long, global = true, display_order = 900)]
    pub quiet: bool,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Subcommand)]
pub enum Command {
    /// Read articles and make their graph: records, graph file, picture, summary
    Build(BuildArgs),
    /// Print the record of each article: actors, mentions, events, statements (JSON Lines, in the order of the input)
    Extract(ExtractArgs),
    /// Make one graph from records that `newsgraph extract` has printed, here or on other machines
    Assemble(AssembleArgs),
    /// Keep articles and their records in a store: what is there already is skipped, what has changed is replaced
    Add(AddArgs),
    /// Remove articles from a store
    Remove(RemoveArgs),
    /// Check a store: every span against its article, every edge against its evidence
    Verify(VerifyArgs),
    /// Ask a graph: who did what, who said what, how two are connected, what is contested, counts and rankings
    Query(QueryArgs),
    /// Draw a graph or a part of it; the output file's ending decides the format
    Draw(DrawArgs),
    /// Show what changed between two graph files: articles, actors, edges, statements
    Diff(DiffArgs),
    /// Write a graph in other formats: tables, GraphML, GEXF, Cytoscape, Neo4j, briefs and more
    Export(ExportArgs),
    /// List the edge types, input formats, export formats or questions
    List(ListArgs),
    /// Print the language model's analysis of texts as CoNLL-U
    Annotate(AnnotateArgs),
    /// Show what each stage made of an article, and which rule of which file and line fired
    Explain(ExplainArgs),
    /// Print the script that completes commands and options in a shell
    Completions(CompletionsArgs),
    /// Print a manual page, or write those of all commands
    Man(ManArgs),
}

/// Lexicons of the user, beside the embedded ones.
#[derive(Args)]
pub struct LexiconArgs {
    /// Edge types, wordings and actors of your own (data/README.md describes the file); may be given more than once
    #[arg(long, value_name = "FILE")]
    pub lexicon: Vec<PathBuf>,
}

impl LexiconArgs {
    /// The embedded knowledge with the users' files.
    pub fn knowledge(&self) -> crate::Result<crate::knowledge::Knowledge> {
        let own = self.lexicon.iter().map(|path| crate::knowledge::lexicon::Lexicon::open(path)).collect::<crate::Result<Vec<_>>>()?;
        crate::knowledge::Knowledge::load_with(own)
    }
}

/// Where articles come from.
#[derive(Args)]
pub struct SourceArgs {
    /// Files or folders of articles (text, HTML, CSV, JSON, feeds, archives and more: `newsgraph list inputs`); - for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// Read every input as this format, whatever its name (`newsgraph list inputs`)
    #[arg(long, value_name = "FORMAT", value_parser = clap::builder::PossibleValuesParser::new(crate::read::READERS.iter().map(|reader| reader.name)))]
    pub format: Option<String>,
    /// Which column or key holds what, such as text=content or title=meta.headline; the fields are text, html, title, published,
    /// publisher, authors, url, id; may be given more than once
    #[arg(long, value_name = "FIELD=KEY")]
    pub map: Vec<String>,
    /// The day (YYYY-MM-DD) of articles without a date, in the text or in the file's name
    #[arg(long, value_name = "DAY")]
    pub published: Option<String>,
}

impl SourceArgs {
    /// The options of the readers.
    pub fn options(&self) -> crate::read::Options {
        crate::read::Options { format: self.format.clone(), map: self.map.clone(), published: self.published.clone() }
    }
}

/// Articles to work on.
#[derive(Args)]
pub struct InputArgs {
    #[command(flatten)]
    pub source: SourceArgs,
    /// Threads to work with; the output is the same with any number [default: one for each processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    pub threads: Option<u16>,
}

impl InputArgs {
    /// How many threads to work with.
    pub fn threads(&self) -> usize {
        self.threads.map(usize::from).or_else(|| std::thread::available_parallelism().ok().map(usize::from)).unwrap_or(1)
    }
}

/// The least confidence of what is shown.
#[derive(Args)]
pub struct SureArgs {
    /// Leave out edges and statements with less confidence than this, 0 to 1 (of those with 0.8, eight in ten are right)
    #[arg(long, value_name = "P", value_parser = probability)]
    pub min_confidence: Option<f64>,
}

/// A number from 0 to 1.
pub fn probability(text: &str) -> Result<f64, String> {
    let number = text.parse::<f64>().ok().filter(|number| (0.0..=1.0).contains(number));
    number.ok_or_else(|| "a number from 0 to 1, such as 0.7".to_owned())
}

/// What graph to make, and where to.
#[derive(Args)]
pub struct GraphArgs {
    /// Folder to write to; it is made if it is missing
    #[arg(short, long, value_name = "FOLDER", default_value = "out")]
    pub output: PathBuf,
    /// Actors as they are, or officials, organs and groups rolled up into their states
    #[arg(long, value_enum, default_value_t = Level::Actors)]
    pub level: Level,
    /// Says who is who, in lines “NAME = NAME”, “NAME != NAME”, “NAME: country = ...”; it wins over all rules, and is kept in the folder for
    /// later runs
    #[arg(long, value_name = "FILE")]
    pub identities: Option<PathBuf>,
    /// Heading of the picture
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// Write these formats as well, separated by commas (`newsgraph list exports`)
    #[arg(long, value_name = "FORMATS", value_delimiter = ',', value_parser = formats())]
    pub also: Vec<String>,
    #[command(flatten)]
    pub sure: SureArgs,
    #[command(flatten)]
    pub layout: LayoutArgs,
}

fn formats() -> clap::builder::PossibleValuesParser {
    clap::builder::PossibleValuesParser::new(crate::export::EXPORTERS.iter().map(|exporter| exporter.name))
}

/// The program that draws the picture.
#[derive(Args)]
pub struct LayoutArgs {
    /// What draws the picture: newsgraph itself or Graphviz' program `dot`
    #[arg(long, value_enum, default_value_t = LayoutChoice::Native)]
    pub layout: LayoutChoice,
}

/// The level of actors.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Level {
    /// Persons, organisations, groups and states
    Actors,
    /// Officials, organs and groups count as their states
    State,
}

/// Who draws a picture.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LayoutChoice {
    /// newsgraph: the same picture on every machine
    Native,
    /// The program `dot` of Graphviz; its picture depends on its version
    Dot,
}

impl LayoutArgs {
    /// The options of the exporters.
    pub fn options(&self) -> crate::export::Options {
        let layout = match self.layout {
            LayoutChoice::Dot => crate::export::Layout::Dot,
            LayoutChoice::Native => crate::export::Layout::Native,
        };
        crate::export::Options { layout, dark: false }
    }
}

/// `newsgraph build`
#[derive(Args)]
#[command(
    after_help = "Examples:\n  newsgraph build data/articles\n  newsgraph build story.html archive.jsonl -o out/story --title \"The story\"\n  \
    newsgraph build data/articles --level state -o out/states\n  \
    newsgraph build data/articles --identities who.txt --lexicon my.toml --also csv,gexf"
)]
pub struct BuildArgs {
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub lexicon: LexiconArgs,
    #[command(flatten)]
    pub graph: GraphArgs,
}

/// `newsgraph extract`
#[derive(Args)]
#[command(
    after_help = "Examples:\n  newsgraph extract data/articles > records.jsonl\n  newsgraph extract archive/ -o records.jsonl.zst\n  cat article.txt | newsgraph extract -"
)]
pub struct ExtractArgs {
    #[command(flatten)]
    pub input: InputArgs,
    #[command(flatten)]
    pub lexicon: LexiconArgs,
    #[command(flatten)]
    pub sure: SureArgs,
    /// Write to this file instead of standard output, compressed if its name ends in .gz or .zst
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// `newsgraph assemble`
#[derive(Args)]
#[command(after_help = "Examples:\n  newsgraph assemble monday.jsonl tuesday.jsonl -o out/week\n  \
    newsgraph extract more/ | newsgraph assemble out/records.jsonl - -o out/all")]
pub struct AssembleArgs {
    /// Files of records, or stores; - for standard input
    #[arg(required = true, value_name = "RECORDS")]
    pub records: Vec<PathBuf>,
    #[command(flatten)]
    pub lexicon: LexiconArgs,
    #[command(flatten)]
    pub graph: GraphArgs,
}

/// `newsgraph export`
#[derive(Args)]
#[command(after_help = "Examples:\n  newsgraph export out/graph.json gexf\n  newsgraph export out/graph.json csv neo4j brief -o out/tables")]
pub struct ExportArgs {
    /// The graph file
    #[arg(value_name = "GRAPH")]
    pub graph: PathBuf,
    /// The formats (`newsgraph list exports`)
    #[arg(value_name = "FORMAT", required = true, value_parser = formats(), hide_possible_values = true)]
    pub formats: Vec<String>,
    /// Folder to write to; it is made if it is missing
    #[arg(short, long, value_name = "FOLDER", default_value = "out")]
    pub output: PathBuf,
}

/// `newsgraph list`
#[derive(Args)]
#[command(after_help = "Examples:\n  newsgraph list edges        the types of edges, what both ends mean, and their PLOVER class\n  \
    newsgraph list queries      what can be asked, with examples")]
pub struct ListArgs {
    /// What to list
    #[arg(value_enum)]
    pub what: Listed,
    #[command(flatten)]
    pub lexicon: LexiconArgs,
}

/// What can be listed.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Listed {
    /// The types of edges with their meaning and PLOVER class
    Edges,
    /// The input formats
    Inputs,
    /// The export formats
    Exports,
    /// The questions
    Queries,
}

/// `newsgraph explain`
#[derive(Args)]
#[command(
    after_help = "Examples:\n  newsgraph explain data/articles/2024-06-19-pyongyang-treaty.txt | less -R\n  newsgraph explain story.html --stage clean\n  \
    echo \"Putin met Kim.\" | newsgraph explain - --stage extract\n\n\
    Each finding comes with the line of the lexicon or frame that led to it. Edges that were nearly found are listed \
    too, with how likely they seemed."
)]
pub struct ExplainArgs {
    #[command(flatten)]
    pub source: SourceArgs,
    /// Only this stage [default: all of them, the trees left out]
    #[arg(long, value_enum)]
    pub stage: Option<Stage>,
    #[command(flatten)]
    pub lexicon: LexiconArgs,
}

/// A stage of the work on an article.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Stage {
    /// Which lines are article, which are left out, and why
    Clean,
    /// Sentences, tags, dependency trees and names, as the language model sees them
    Annotate,
    /// The actors, their mentions, and the rule that joined each mention
    Resolve,
    /// Each sentence with its events and statements, the rules that fired, and those that nearly fired
    Extract,
}

/// `newsgraph annotate`
#[derive(Args)]
#[command(after_help = "Examples:\n  echo \"Putin met Kim.\" | newsgraph annotate -\n  newsgraph annotate data/articles > trees.conllu")]
pub struct AnnotateArgs {
    /// Annotate each text as it is, page furniture and all, as one document
    #[arg(long)]
    pub raw: bool,
    #[command(flatten)]
    pub source: SourceArgs,
}
