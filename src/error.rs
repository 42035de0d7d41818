//! Everything that can go wrong, in words for the person who has to put it right: what, where, what to do.

use std::path::PathBuf;

/// The library's result.
pub type Result<T> = std::result::Result<T, Error>;

/// An error of the library. The library never prints and never exits: the command line decides what an error means for the run.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder could not be read or written.
    #[error("{path}: {source}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// An input is not something to read an article from.
    #[error("{place}: {message}")]
    Input {
        /// File, or file:line.
        place: String,
        /// What is wrong and what to do.
        message: String,
    },
    /// A data file of newsgraph (lexicon, edge type, model) is wrong.
    #[error("{place}: {message}")]
    Data {
        /// File, or file:line.
        place: String,
        /// What is wrong and what to do.
        message: String,
    },
    /// A question that cannot be asked like this.
    #[error("{0}")]
    Query(String),
    /// A format that cannot be written.
    #[error("{0}")]
    Export(String),
}

impl Error {
    /// An [`Error::Query`] for what this newsgraph was built without.
    pub fn missing(what: &str, feature: &str) -> Self {
        Self::Query(format!("{what} need a newsgraph built with them: `cargo install --path . --features {feature}` in a clone of its repository"))
    }

    /// An [`Error::Io`] for `path`.
    pub fn io(path: impl Into<PathBuf>, source: std::io::Error) -> Self {
        Self::Io { path: path.into(), source }
    }

    /// An [`Error::Input`] at `place`.
    pub fn input(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Input { place: place.into(), message: message.into() }
    }

    /// An [`Error::Data`] at `place`.
    pub fn data(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Data { place: place.into(), message: message.into() }
    }
}
