//! newsgraph reads news articles and draws the graph of who did what to whom, and who said what about whom.
//!
//! Everything happens on this machine: the language model and all word lists are in the library.
//!
//! ```
//! use newsgraph::{Article, Extractor, Graph};
//!
//! # fn main() -> newsgraph::Result<()> {
//! let extractor = Extractor::new()?;
//! let record = extractor.extract(&Article::new("radars", "Norway supplied Estonia with radars."))?;
//! assert_eq!(record.events[0].kind, "arms-transfer");
//!
//! let graph = Graph::assemble([record], extractor.knowledge());
//! let link = graph.links().next().expect("an edge");
//! assert_eq!((link.source.name.as_str(), link.target.name.as_str()), ("Norway", "Estonia"));
//! assert_eq!(link.edge.evidence[0].sentence.text, "Norway supplied Estonia with radars.");
//! # Ok(())
//! # }
//! ```
//!
//! | step | with |
//! |---|---|
//! | read articles from files, folders or memory | [`read`], [`Article`] |
//! | find actors, events and statements in each | [`Extractor`] gives a [`Record`] (its parts: [`record`]) |
//! | join the records | [`Graph::assemble`], [`Assembly`] (the graph's parts: [`graph`]) |
//! | take a part of the graph | [`View`], [`Figure`] |
//! | ask | [`query`] |
//! | write files | [`export`] |
//! | add words, edge types and actors | [`Lexicon`], [`Knowledge`], [`Identities`] |
//!
//! # Features
//!
//! | feature | brings |
//! |---|---|
//! | `cli` (default) | the program `newsgraph`; library users turn it off with `default-features = false` |
//! | `html` (default) | articles from web pages |
//! | `documents` | articles from PDF files |
//! | `arrow` | the tables as Arrow record batches |
//! | `parquet` | the tables as Parquet files, articles from Parquet files |
//! | `png` | pictures as PNG |
//! | `sqlite` | the graph as an SQLite database, questions in SQL |
//! | `full` | `documents`, `html`, `parquet`, `png` and `sqlite` |
//!
//! Data flows one way, and the folders of `src/` are its verbs in order:
//!
//! ```text
//! bytes -read-> Article -clean-> CleanText -annotate-> Document -resolve-> Entities -extract-> Events + Statements = Record
//! Records -assemble-> Graph -export-> files            Graph -query-> answers
//! ```

#![forbid(unsafe_code)]
#![cfg_attr(not(feature = "internals"), warn(missing_docs))]
#![cfg_attr(not(feature = "cli"), allow(dead_code, unused_imports, reason = "what only the program prints of the stages: rules, trees, near misses"))]

mod annotate;
mod assemble;
mod clean;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
pub mod error;
pub mod export;
mod extract;
mod knowledge;
mod pipeline;
pub mod query;
pub mod read;
mod resolve;
#[cfg(all(feature = "cli", feature = "sqlite"))]
mod store;
mod types;

pub use assemble::Identities;
pub use error::{Error, Result};
pub use knowledge::Knowledge;
pub use knowledge::edges::EdgeType;
pub use knowledge::lexicon::Lexicon;
pub use pipeline::{Assembly, Extractor, Figure, View};
pub use types::{Article, Graph, Metadata, Plover, Record};

/// The parts of a [`Record`]: what was found in one article. `docs/src/files.md` describes its JSON form.
pub mod record {
    pub use crate::types::record::{RECORD_SCHEMA, RecordArticle, RecordEvent, RecordMention, RecordStatement, SentenceSpan, TextSpan};
    pub use crate::types::{Entity, EntityKind, Form, Modality, Role, Sketch, StatementMode, Tenure, TimeRange};
}

/// The parts of a [`Graph`]: actors, edges, evidence. `docs/src/files.md` describes its JSON form.
pub mod graph {
    pub use crate::types::graph::SAYS_ABOUT;
    pub use crate::types::graph_file::GRAPH_SCHEMA;
    pub use crate::types::{Actor, Apart, Category, Corroboration, Edge, End, EndMention, Evidence, GraphStatement, Joined, Link, Named, Stance};
}

/// What one article contributes to a graph, for engines that join articles by themselves (`newsgraph.spark` in the
/// Python package).
pub mod claims {
    pub use crate::assemble::{Claim, renamed};
    pub use crate::pipeline::claims as of;
}

/// The stages, for the tests, benchmarks and training programs of this repository. This is no stable API: it changes
/// with every version, in whatever way the stages do.
#[cfg(feature = "internals")]
#[doc(hidden)]
#[allow(missing_docs, reason = "a way in, not an interface")]
pub mod internals {
    pub mod annotate {
        pub use crate::annotate::*;
    }
    pub mod assemble {
        pub use crate::assemble::*;
    }
    pub mod clean {
        pub use crate::clean::*;
    }
    pub mod extract {
        pub use crate::extract::*;
    }
    pub mod knowledge {
        pub use crate::knowledge::*;
    }
    pub mod resolve {
        pub use crate::resolve::*;
    }
    pub mod types {
        pub use crate::types::*;
    }
}

/// The examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
