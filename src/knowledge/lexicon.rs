//! A user's own lexicon: edge types, wordings, actors and words in one TOML file, beside what newsgraph knows (`data/README.md`, "A lexicon of
//! your own").

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::Origin;
use super::edges::RawEdge;
use super::edges::frame::RawFrame;
use super::edges::words::toml_error;
use crate::error::{Error, Result};
use crate::types::EntityKind;

/// One file. Its text and path live as long as the program, as those of the embedded files do.
///
/// ```
/// use newsgraph::{Article, Extractor, Knowledge, Lexicon};
///
/// # fn main() -> newsgraph::Result<()> {
/// let lexicon = Lexicon::parse("own.toml", "[[actor]]\nname = \"Oceania Watch\"\nkind = \"organisation\"\ncountry = \"NZL\"")?;
/// let extractor = Extractor::with(Knowledge::load_with(vec![lexicon])?)?;
/// let record = extractor.extract(&Article::new("a1", "Oceania Watch warned Chile."))?;
/// assert_eq!(record.entities[0].country.as_deref(), Some("NZL"));
/// # Ok(())
/// # }
/// ```
pub struct Lexicon {
    /// As the user named it.
    pub(crate) path: &'static str,
    /// Where its lines end: a lexicon may have thousands of actors, each of which knows its line.
    line_ends: Vec<usize>,
    /// Whole edge types.
    pub(crate) edges: Vec<toml::Spanned<RawEdge>>,
    /// More wordings of existing edge types.
    pub(crate) frames: Vec<toml::Spanned<RawFrame>>,
    /// Trigger words to switch off.
    pub(crate) ignored: Vec<toml::Spanned<Ignored>>,
    /// Persons, organisations and groups; names of states.
    pub(crate) actors: Vec<toml::Spanned<OwnActor>>,
    /// More words for the classes that frames name with `@`, and classes of one's own.
    pub(crate) words: BTreeMap<String, Vec<String>>,
}

/// Trigger words that are switched off, except in the user's own frames.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ignored {
    /// The edge type; all types if it is left out.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// As the frames write them.
    pub words: Vec<String>,
}

/// An actor that the user knows.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnActor {
    /// Its name in graphs.
    pub name: String,
    /// person, organisation, group, or state (more names for a known state).
    pub kind: EntityKind,
    /// Alpha-3 code of its state.
    pub country: Option<String>,
    /// PLOVER actor sector.
    pub sector: Option<String>,
    /// Other names.
    #[serde(default)]
    pub aliases: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    #[serde(default, rename = "edge")]
    edges: Vec<toml::Spanned<RawEdge>>,
    #[serde(default, rename = "frame")]
    frames: Vec<toml::Spanned<RawFrame>>,
    #[serde(default, rename = "ignore")]
    ignored: Vec<toml::Spanned<Ignored>>,
    #[serde(default, rename = "actor")]
    actors: Vec<toml::Spanned<OwnActor>>,
    #[serde(default)]
    words: BTreeMap<String, Vec<String>>,
}

impl Lexicon {
    /// Reads a file.
    ///
    /// # Errors
    /// The file cannot be read, or is no lexicon: the message names file and line.
    pub fn open(path: &Path) -> Result<Self> {
        let name = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|error| Error::data(&name, format!("the lexicon cannot be read: {error}")))?;
        Self::parse(&name, &text)
    }

    /// Parses the text of a file.
    ///
    /// # Errors
    /// As [`Lexicon::open`].
    pub fn parse(path: &str, text: &str) -> Result<Self> {
        let raw: Raw = toml::from_str(text).map_err(|error| toml_error(path, text, &error))?;
        let Raw { edges, frames, ignored, actors, words } = raw;
        // A lexicon is loaded once and used to the end, like the embedded ones.
        let path: &'static str = path.to_owned().leak();
        let line_ends = text.match_indices('\n').map(|(at, _)| at).collect();
        Ok(Self { path, line_ends, edges, frames, ignored, actors, words })
    }

    /// The place of something in the file.
    pub(crate) fn origin<T>(&self, item: &toml::Spanned<T>) -> Origin {
        Origin { file: self.path, line: 1 + self.line_ends.partition_point(|&end| end < item.span().start) }
    }
}
