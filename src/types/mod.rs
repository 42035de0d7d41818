//! The data that the stages pass on. No stage logic lives here.

pub mod archive;
pub mod article;
pub mod claims;
pub mod conllu;
pub mod document;
pub mod entities;
pub mod graph;
pub mod graph_file;
pub mod importance;
pub mod labels;
mod names;
pub mod numbers;
pub mod plover;
pub mod record;
pub mod roll_up;
pub mod rows;
pub mod sketch;
pub mod span;

pub use archive::Archive;
pub use article::{Article, BlockKind, CleanText, Metadata};
pub use claims::{Event, Grounds, Modality, Place, Says, Signal, Statement, StatementMode, TimeRange};
pub use document::{Document, Name, Token};
pub use entities::{Entities, Entity, EntityIndex, EntityKind, Form, Mention, Role, Tenure};
pub use graph::{Actor, Apart, Category, Corroboration, Edge, End, EndMention, Evidence, Graph, GraphStatement, Joined, Link, Named, Stance};
pub use labels::{Dep, NameLabel, Pos, Tag};
pub use plover::Plover;
pub use record::Record;
pub use sketch::Sketch;
pub use span::{ByteSpan, CharSpan};

/// The name of the threads that read and work on articles: a panic there becomes the error of one article.
pub const WORKER: &str = "newsgraph-worker";
