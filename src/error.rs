//! Everything that can go wrong, in words for the person who has to put it right: what, where, what to do.
//!
//! Where a message says what to do, the command or option stands in backticks as the command line takes it: `newsgraph query actors`, `--layout native`.
//! Each interface turns these into what its users type with [`with_commands`].

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

/// A message whose commands are said in another way: `say` gets what stands between two backticks and gives what is to stand there, or nothing to
/// leave it as it is.
pub fn with_commands(message: &str, say: impl Fn(&str) -> Option<String>) -> String {
    let parts: Vec<&str> = message.split('`').collect();
    // An odd number of backticks encloses nothing after the last.
    let enclosed = |i: usize| i % 2 == 1 && i + 1 < parts.len();
    let said =
        parts.iter().enumerate().map(|(i, part)| if enclosed(i) { say(part).unwrap_or_else(|| (*part).to_owned()) } else { (*part).to_owned() });
    said.collect::<Vec<_>>().join("`")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_between_backticks_is_said_in_another_way() {
        let loud = |text: &str| with_commands(text, |command| command.starts_with("newsgraph").then(|| command.to_uppercase()));
        assert_eq!(loud("see `newsgraph list edges` or `--type`"), "see `NEWSGRAPH LIST EDGES` or `--type`");
        assert_eq!(loud("newsgraph ` newsgraph"), "newsgraph ` newsgraph");
        assert_eq!(loud(""), "");
    }
}
