//! The edge types (`data/schema/edges/*.toml`): what both ends mean, PLOVER class, triggers, frames, test cases.
//!
//! The frame language is described in `data/schema/README.md`; [`frame`] parses it, [`words`] holds the word classes that it names with `@`.

pub mod frame;
pub mod words;

use std::collections::HashMap;

use serde::Deserialize;

use crate::error::{Error, Result};
use frame::{Frame, RawFrame, TriggerKind};
use words::{WordClasses, normal};

include!(concat!(env!("OUT_DIR"), "/edge_files.rs"));

/// One edge type, as its file describes it.
#[derive(Debug)]
pub struct EdgeType {
    /// `arms-transfer`: the file's name.
    pub name: &'static str,
    /// For people.
    pub title: String,
    /// What it is, in one sentence.
    pub description: String,
    /// What the source is in it ("supplier").
    pub source: String,
    /// What the target is in it ("recipient").
    pub target: String,
    /// Both ends do the same: the edge has no direction.
    pub symmetric: bool,
    /// Its PLOVER class; none for an affiliation.
    pub plover: Option<&'static str>,
    /// The class of what is only planned or promised, where PLOVER has another one for it.
    pub planned: Option<&'static str>,
    /// Where the definition comes from.
    pub provenance: String,
    /// Cases that a test runs.
    pub tests: Vec<EdgeTest>,
}

/// A text and all the edges of this type that it holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EdgeTest {
    /// One or more sentences.
    pub text: toml::Spanned<String>,
    /// `A -> B`, then optionally `| planned`, `| possible`, `| not`, `| by C`.
    pub edges: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEdge {
    title: String,
    description: String,
    source: String,
    target: String,
    #[serde(default)]
    symmetric: bool,
    plover: Option<String>,
    planned: Option<String>,
    provenance: String,
    #[serde(default, rename = "frame")]
    frames: Vec<toml::Spanned<RawFrame>>,
    #[serde(default, rename = "test")]
    tests: Vec<EdgeTest>,
}

/// PLOVER's classes (codebook 2016 and manual 0.8).
const CLASSES: [&str; 16] = [
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "COOPERATE",
    "AID",
    "CONCEDE",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
];

/// All edge types, with their frames by trigger.
pub struct EdgeTypes {
    /// By name.
    pub types: Vec<EdgeType>,
    /// All frames, in the order of their types and files: of two frames of one type that fit, the earlier one counts.
    pub frames: Vec<Frame>,
    /// Word classes, `@name` in frames.
    pub words: WordClasses,
    by_trigger: HashMap<(TriggerKind, String), Vec<usize>>,
}

impl EdgeTypes {
    /// Parses the embedded files.
    pub fn load() -> Result<Self> {
        Self::parse(EDGE_FILES)
    }

    /// Parses edge types given as name and text of their files, sorted by name.
    pub fn parse(files: &[(&'static str, &'static str)]) -> Result<Self> {
        let words = WordClasses::load()?;
        let (mut types, mut frames, mut by_trigger) = (Vec::new(), Vec::new(), HashMap::<_, Vec<usize>>::new());
        for &(name, text) in files {
            let path = format!("data/schema/edges/{name}.toml");
            let text = words::data_file(&path, text);
            let raw: RawEdge = toml::from_str(&text).map_err(|e| words::toml_error(&path, &text, &e))?;
            let class = |class: &Option<String>| match class {
                None => Ok(None),
                Some(c) => CLASSES.iter().find(|k| *k == c).map(|k| Some(*k)).ok_or_else(|| Error::data(&path, format!("{c} is no PLOVER class"))),
            };
            for frame in raw.frames {
                let place = format!("{path}:{}", words::line_of(&text, frame.span().start));
                let frame = frame.into_inner();
                let class = class(&frame.plover)?;
                let frame = frame.compile(types.len(), class, &words, &place)?;
                for (kind, word) in frame.triggers() {
                    by_trigger.entry((kind, word)).or_default().push(frames.len());
                }
                frames.push(frame);
            }
            types.push(EdgeType {
                name,
                plover: class(&raw.plover)?,
                planned: class(&raw.planned)?,
                title: raw.title,
                description: raw.description,
                source: raw.source,
                target: raw.target,
                symmetric: raw.symmetric,
                provenance: raw.provenance,
                tests: raw.tests,
            });
        }
        Ok(Self { types, frames, words, by_trigger })
    }

    /// The edge type of this name.
    pub fn get(&self, kind: &str) -> Option<&EdgeType> {
        self.types.binary_search_by(|t| t.name.cmp(kind)).ok().map(|i| &self.types[i])
    }

    /// The PLOVER class of an edge type; `planned` for what is not actual (DESIGN.md, "Edge types").
    pub fn plover(&self, kind: &str, planned: bool) -> Option<&'static str> {
        let edge = self.get(kind)?;
        edge.planned.filter(|_| planned).or(edge.plover)
    }

    /// The frames that a word of this kind may open, by index in [`EdgeTypes::frames`].
    pub fn frames_of(&self, kind: TriggerKind, lemma: &str) -> &[usize] {
        self.by_trigger.get(&(kind, normal(lemma))).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_frame_knows_the_line_where_it_is_written() {
        let edges = EdgeTypes::load().unwrap();
        for frame in &edges.frames {
            let (path, line) = frame.place.rsplit_once(':').unwrap();
            let name = path.trim_start_matches("data/schema/edges/").trim_end_matches(".toml");
            let text = EDGE_FILES.iter().find(|(file, _)| *file == name).unwrap().1;
            let line = text.lines().nth(line.parse::<usize>().unwrap() - 1).unwrap();
            assert!(line.starts_with("[[frame]]"), "{}: {line}", frame.place);
        }
    }
}
