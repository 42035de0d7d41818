//! The edge types (`data/schema/edges/*.toml`): what both ends mean, PLOVER class, triggers, frames, test cases.
//!
//! The frame language is described in `data/schema/README.md`; [`frame`] parses it, [`words`] holds the word classes that it names with `@`.

pub mod frame;
pub mod words;

use std::collections::HashMap;

use serde::Deserialize;

use super::files::data_file;
use super::lexicon::Lexicon;
use crate::error::{Error, Result};
use crate::types::{Plover, Stance};
use frame::{Frame, RawFrame, TriggerKind};
use words::{WordClasses, normal};

include!(concat!(env!("OUT_DIR"), "/edge_files.rs"));

/// One edge type, as its file describes it.
#[derive(Debug)]
#[non_exhaustive]
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
    /// What stands between source and target in a sentence: "accuses".
    pub active: Option<String>,
    /// What stands between target and source: "is accused by"; of a symmetric type as `active`.
    pub passive: Option<String>,
    /// Both ends do the same: the edge has no direction.
    pub symmetric: bool,
    /// Types of which an edge at the same word between the same two makes one of this type needless ("sent tanks to Y" mobilizes nobody).
    pub gives_way: Vec<String>,
    /// Whether it denies or wishes the events reported beside it.
    pub stance: Option<Stance>,
    /// Its PLOVER class; none for an affiliation.
    pub plover: Option<Plover>,
    /// The class of what is only planned or promised, where PLOVER has another one for it.
    pub planned: Option<Plover>,
    /// Where the definition comes from.
    pub provenance: String,
    /// Cases that a test runs.
    #[doc(hidden)]
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

/// An edge type as a file has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawEdge {
    /// Only in a user's lexicon; in the repository the file's name.
    name: Option<String>,
    title: String,
    description: String,
    source: String,
    target: String,
    active: Option<String>,
    passive: Option<String>,
    #[serde(default)]
    symmetric: bool,
    #[serde(default)]
    gives_way: Vec<String>,
    stance: Option<Stance>,
    plover: Option<Plover>,
    planned: Option<Plover>,
    #[serde(default)]
    provenance: String,
    #[serde(default, rename = "frame")]
    frames: Vec<toml::Spanned<RawFrame>>,
    #[serde(default, rename = "test")]
    tests: Vec<EdgeTest>,
}

impl RawEdge {
    fn compile(self, name: &'static str, place: &str) -> EdgeType {
        EdgeType {
            name,
            plover: self.plover,
            planned: self.planned,
            title: self.title,
            description: self.description,
            source: self.source,
            target: self.target,
            passive: self.passive.or_else(|| self.active.clone().filter(|_| self.symmetric)),
            active: self.active,
            symmetric: self.symmetric,
            gives_way: self.gives_way,
            stance: self.stance,
            provenance: if self.provenance.is_empty() { place.to_owned() } else { self.provenance },
            tests: self.tests,
        }
    }
}

/// An edge type with the places of it and of its frames.
struct Written {
    name: &'static str,
    place: String,
    frames: Vec<String>,
    raw: RawEdge,
    own: bool,
}

/// The name of a user's edge type.
fn own_name(name: Option<&str>, place: &str) -> Result<&'static str> {
    let name = name.ok_or_else(|| Error::data(place, "an edge type of your own has a name: name = \"...\""))?;
    if name.is_empty() || !name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
        return Err(Error::data(place, format!("“{name}”: the name of an edge type is of small letters, digits and hyphens")));
    }
    Ok(name.to_owned().leak())
}

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
        Self::parse_with(files, &mut [])
    }

    /// The same with users' own lexicons, whose frames are tried first.
    pub fn parse_with(files: &[(&'static str, &'static str)], lexicons: &mut [Lexicon]) -> Result<Self> {
        let words = WordClasses::load_with(lexicons.iter().map(|lexicon| (lexicon.path, &lexicon.words)))?;
        let mut raws: Vec<Written> = Vec::new();
        for &(name, text) in files {
            let path = format!("data/schema/edges/{name}.toml");
            let text = data_file(&path, text)?;
            let raw: RawEdge = toml::from_str(text).map_err(|e| words::toml_error(&path, text, &e))?;
            if raw.name.is_some() || raw.provenance.is_empty() {
                return Err(Error::data(path, "an edge type here is called as its file, and says where its definition comes from"));
            }
            let frames = raw.frames.iter().map(|frame| format!("{path}:{}", words::line_of(text, frame.span().start))).collect();
            raws.push(Written { name, place: path, frames, raw, own: false });
        }
        for lexicon in lexicons.iter_mut() {
            for edge in std::mem::take(&mut lexicon.edges) {
                let place = lexicon.origin(&edge).to_string();
                let raw = edge.into_inner();
                let name = own_name(raw.name.as_deref(), &place)?;
                if raws.iter().any(|other| other.name == name) {
                    return Err(Error::data(place, format!("there is an edge type “{name}” already: give it more wordings with [[frame]]")));
                }
                let frames = raw.frames.iter().map(|frame| lexicon.origin(frame).to_string()).collect();
                raws.push(Written { name, place, frames, raw, own: true });
            }
        }
        raws.sort_by_key(|written| written.name);
        let names: Vec<&'static str> = raws.iter().map(|written| written.name).collect();
        let index = |name: Option<&str>, place: &str| {
            let name = name.ok_or_else(|| Error::data(place, "type = \"...\" is missing"))?;
            names.binary_search(&name).map_err(|_| Error::data(place, format!("no edge type is called “{name}”")))
        };
        let mut all = Self { types: Vec::new(), frames: Vec::new(), words, by_trigger: HashMap::new() };
        for lexicon in lexicons.iter_mut() {
            for frame in std::mem::take(&mut lexicon.frames) {
                let place = lexicon.origin(&frame).to_string();
                let edge = index(frame.as_ref().of.as_deref(), &place)?;
                all.add_frame(frame.into_inner(), edge, true, &place, &|_| false)?;
            }
        }
        let mut ignored: Vec<(Option<usize>, Vec<String>)> = Vec::new();
        for (lexicon, item) in lexicons.iter().flat_map(|lexicon| lexicon.ignored.iter().map(move |item| (lexicon, item))) {
            let kind = item.as_ref().kind.as_deref();
            let edge = kind.map(|kind| index(Some(kind), &lexicon.origin(item).to_string())).transpose()?;
            ignored.push((edge, item.as_ref().words.iter().map(|word| word.split(' ').map(normal).collect::<Vec<_>>().join(" ")).collect()));
        }
        for (edge, Written { name, place, frames, mut raw, own }) in raws.into_iter().enumerate() {
            let misleads =
                |word: &str| !own && ignored.iter().any(|(kind, words)| kind.is_none_or(|kind| kind == edge) && words.iter().any(|w| w == word));
            for (frame, place) in std::mem::take(&mut raw.frames).into_iter().zip(&frames) {
                let frame = frame.into_inner();
                if frame.of.is_some() {
                    return Err(Error::data(place, "a frame inside an edge type is of that type: leave out type = \"...\""));
                }
                all.add_frame(frame, edge, own, place, &misleads)?;
            }
            all.types.push(raw.compile(name, &place));
        }
        Ok(all)
    }

    fn add_frame(&mut self, raw: RawFrame, edge: usize, own: bool, place: &str, misleads: &dyn Fn(&str) -> bool) -> Result<()> {
        let mut frame = raw.compile(edge, own, &self.words, place)?;
        frame.words.remove(misleads);
        for (kind, word) in frame.triggers() {
            self.by_trigger.entry((kind, word)).or_default().push(self.frames.len());
        }
        self.frames.push(frame);
        Ok(())
    }

    /// The edge type of this name.
    pub fn get(&self, kind: &str) -> Option<&EdgeType> {
        self.types.binary_search_by(|t| t.name.cmp(kind)).ok().map(|i| &self.types[i])
    }

    /// The PLOVER class of an edge type; `planned` for what is not actual, which PLOVER partly files elsewhere.
    pub fn plover(&self, kind: &str, planned: bool) -> Option<Plover> {
        let edge = self.get(kind)?;
        edge.planned.filter(|_| planned).or(edge.plover)
    }

    /// All words that open a frame, each with the name of its edge type.
    pub fn triggers(&self) -> impl Iterator<Item = (String, &'static str)> {
        self.frames.iter().flat_map(move |frame| frame.triggers().into_iter().map(move |(_, word)| (word, self.types[frame.edge].name)))
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
    fn each_type_can_be_read_in_both_directions() {
        for edge in EdgeTypes::load().unwrap().types {
            assert!(edge.active.is_some() && edge.passive.is_some(), "{}", edge.name);
        }
    }

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
