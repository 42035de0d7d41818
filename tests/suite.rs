//! All integration tests in one binary, so that the crate is linked once.

#[path = "suite/tidy.rs"]
mod tidy;

#[path = "suite/annotator.rs"]
mod annotator;
#[path = "suite/model.rs"]
mod model;
#[path = "suite/read.rs"]
mod read;

#[path = "suite/edges.rs"]
mod edges;

#[path = "suite/assemble.rs"]
mod assemble;
#[path = "suite/cli.rs"]
mod cli;
#[path = "suite/formats.rs"]
mod formats;
#[path = "suite/queries.rs"]
mod queries;
#[path = "suite/support.rs"]
mod support;
