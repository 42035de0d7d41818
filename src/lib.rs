//! newsgraph reads news articles and draws the graph of who did what to whom, and who said what about whom.
//!
//! Data flows one way, and the folders are its verbs in order:
//!
//! ```text
//! bytes -read-> Article -clean-> CleanText -annotate-> Document -resolve-> Entities -extract-> Events + Statements = Record
//! Records -assemble-> Graph -export-> files            Graph -query-> answers
//! ```
//!
//! The nouns live in [`types`], what the stages know in [`knowledge`]. A stage imports only these two; [`pipeline`] joins the stages.

pub mod annotate;
pub mod assemble;
pub mod clean;
#[cfg(feature = "cli")]
pub mod cli;
pub mod error;
pub mod export;
pub mod extract;
pub mod knowledge;
pub mod pipeline;
pub mod query;
pub mod read;
pub mod resolve;
#[cfg(feature = "sqlite")]
pub mod store;
pub mod types;

pub use error::{Error, Result};
