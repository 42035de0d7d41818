//! `newsgraph completions` and `newsgraph man`: made from the parser's own table, so that they never say less or more than it takes.

use std::io::Write;
use std::path::PathBuf;

use anyhow::{Result, bail};
use clap::{Args, Command, CommandFactory};

use super::Status;
use super::args::Cli;
use super::output::Folder;

/// `newsgraph completions`
#[derive(Args)]
#[command(after_help = "Examples:\n  newsgraph completions bash > ~/.local/share/bash-completion/completions/newsgraph\n  \
    newsgraph completions zsh > ~/.zfunc/_newsgraph\n  newsgraph completions fish > ~/.config/fish/completions/newsgraph.fish")]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    shell: clap_complete::Shell,
}

/// `newsgraph man`
#[derive(Args)]
#[command(after_help = "Examples:\n  newsgraph man | man -l -\n  newsgraph man query edges | man -l -\n  newsgraph man -o ~/.local/share/man/man1")]
pub struct ManArgs {
    /// The command whose page to print, such as “query edges” [default: newsgraph itself]
    #[arg(value_name = "COMMAND", conflicts_with = "output")]
    command: Vec<String>,
    /// Write the pages of all commands to this folder instead
    #[arg(short, long, value_name = "FOLDER")]
    output: Option<PathBuf>,
}

/// Prints the script that completes newsgraph's words in a shell.
pub fn completions(args: &CompletionsArgs) -> Result<Status> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), NAME, &mut script);
    std::io::stdout().write_all(&script)?;
    Ok(Status::Done)
}

/// Prints a manual page, or writes all of them.
pub fn man(args: &ManArgs) -> Result<Status> {
    let mut root = Cli::command().disable_help_subcommand(true);
    root.build();
    if let Some(folder) = &args.output {
        let folder = Folder::open(folder)?;
        write_all(&root, &folder)?;
        return Ok(Status::Done);
    }
    let mut command = &root;
    for name in &args.command {
        let Some(below) = command.find_subcommand(name) else {
            let known: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
            let near = crate::query::nearest(name, known.iter().map(|name| (*name, *name)));
            let hint = if near.is_empty() { format!("there are: {}", known.join(", ")) } else { format!("nearest: {}", near.join(", ")) };
            bail!("“{name}” is not a command of {}; {hint}", command.get_name());
        };
        command = below;
    }
    std::io::stdout().write_all(&page(command)?)?;
    Ok(Status::Done)
}

const NAME: &str = "newsgraph";

fn write_all(command: &Command, folder: &Folder) -> Result<()> {
    command.get_subcommands().filter(|below| !below.is_hide_set()).try_for_each(|below| write_all(below, folder))?;
    folder.write(&format!("{}.1", command.get_display_name().unwrap_or(NAME)), &page(command)?)
}

/// A manual page in roff. It bears the version and no day: the same newsgraph gives the same bytes.
fn page(command: &Command) -> Result<Vec<u8>> {
    let mut page = Vec::new();
    let source = concat!("newsgraph ", env!("CARGO_PKG_VERSION"));
    clap_mangen::Man::new(command.clone()).manual("newsgraph").source(source).render(&mut page)?;
    Ok(with_examples(&String::from_utf8_lossy(&page)).into_bytes())
}

/// What stands behind the options are examples: under a heading that says so, and with their lines as they are.
fn with_examples(page: &str) -> String {
    const EXTRA: &str = ".SH EXTRA\n";
    let Some((before, after)) = page.split_once(EXTRA) else { return page.to_owned() };
    let (examples, rest) = after.split_at(after.find("\n.SH ").map_or(after.len(), |at| at + 1));
    format!("{before}.SH EXAMPLES\n.nf\n{}\n.fi\n{rest}", examples.trim_end())
}
