//! All integration tests in one binary, so that the crate is linked once.

#[path = "suite/actors.rs"]
mod actors;
#[path = "suite/annotator.rs"]
mod annotator;
#[path = "suite/archive.rs"]
mod archive;
#[path = "suite/assemble.rs"]
mod assemble;
#[path = "suite/clean.rs"]
mod clean;
#[path = "suite/cli.rs"]
mod cli;
#[path = "suite/counts.rs"]
mod counts;
#[path = "suite/diff.rs"]
mod diff;
#[path = "suite/doubt.rs"]
mod doubt;
#[path = "suite/draw.rs"]
mod draw;
#[path = "suite/edges.rs"]
mod edges;
#[path = "suite/evaluation.rs"]
mod evaluation;
#[path = "suite/explain.rs"]
mod explain;
#[path = "suite/formats.rs"]
mod formats;
#[path = "suite/fuzzed.rs"]
mod fuzzed;
#[path = "suite/hostile.rs"]
mod hostile;
#[path = "suite/house.rs"]
mod house;
#[path = "suite/inputs.rs"]
mod inputs;
#[path = "suite/lexicon.rs"]
mod lexicon;
#[path = "suite/listed.rs"]
mod listed;
#[path = "suite/model.rs"]
mod model;
#[path = "suite/namesakes.rs"]
mod namesakes;
#[path = "suite/naming.rs"]
mod naming;
#[path = "suite/posts.rs"]
mod posts;
#[path = "suite/queries.rs"]
mod queries;
#[path = "suite/read.rs"]
mod read;
#[path = "suite/resolve.rs"]
mod resolve;
#[path = "suite/shell.rs"]
mod shell;
#[path = "suite/sql.rs"]
mod sql;
#[path = "suite/statements.rs"]
mod statements;
#[cfg(feature = "sqlite")]
#[path = "suite/store.rs"]
mod store;
#[path = "suite/support.rs"]
mod support;
#[path = "suite/tidy.rs"]
mod tidy;
#[path = "suite/time.rs"]
mod time;
