//! The command line. Everything that prints or decides on an exit status is here.
//!
//! Exit status: 0 done or found, 1 nothing found (of `diff`: something changed), 2 something failed (the rest was done).

mod annotate;
mod answer;
mod args;
mod ask;
mod build;
mod complaints;
mod diff;
mod draw;
mod explain;
mod extract;
mod list;
mod output;
mod progress;
mod screen;
mod shell;
mod store;
mod summary;

use std::process::ExitCode;

use clap::Parser;

use args::{Cli, Command};

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    /// Done; something was found.
    Done,
    /// Nothing was found.
    Nothing,
    /// Two graphs differ.
    Differs,
    /// Something failed; messages have said what.
    Failed,
}

/// Runs the command line and gives its exit status.
pub fn main() -> ExitCode {
    quiet_workers();
    let cli = Cli::parse();
    let status = match &cli.command {
        Command::Build(args) => build::build(args, cli.quiet),
        Command::Extract(args) => extract::extract(args, cli.quiet),
        Command::Assemble(args) => build::assemble(args, cli.quiet),
        Command::Add(args) => store::add(args, cli.quiet),
        Command::Remove(args) => store::remove(args, cli.quiet),
        Command::Verify(args) => store::verify(args, cli.quiet),
        Command::Query(args) => ask::query(args),
        Command::Diff(args) => diff::diff(args),
        Command::Draw(args) => draw::draw(args, cli.quiet),
        Command::Export(args) => build::export(args),
        Command::List(args) => list::list(args),
        Command::Annotate(args) => annotate::annotate(args),
        Command::Explain(args) => explain::explain(args),
        Command::Completions(args) => shell::completions(args),
        Command::Man(args) => shell::man(args),
    };
    match status {
        Ok(Status::Done) => ExitCode::SUCCESS,
        Ok(Status::Nothing | Status::Differs) => ExitCode::from(1),
        Ok(Status::Failed) => ExitCode::from(2),
        // The reader of a pipe has enough: nothing to complain of.
        Err(error) if output::is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error);
            ExitCode::from(2)
        }
    }
}

/// A message about something that went wrong.
fn complain(error: &dyn std::fmt::Display) {
    let style = anstyle::Style::new().bold().fg_color(Some(anstyle::AnsiColor::Red.into()));
    anstream::eprintln!("{style}newsgraph:{style:#} {}", screen::harmless(&error.to_string()));
}

/// A panic inside the work on an article is reported as that article's error; the default report would come on top of it.
fn quiet_workers() {
    let default = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if std::thread::current().name() != Some(crate::types::WORKER) {
            default(info);
        }
    }));
}
