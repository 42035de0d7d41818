//! Bytes to articles: files, folders and standard input; plain text, HTML and JSON Lines; encodings detected.
//!
//! A new input format is one file here and one row in [`READERS`]: the command line, `newsgraph list inputs`, the README's table and the tests read the table.

mod encoding;
mod html;
mod ids;
mod json_lines;
mod own;
mod paths;
mod sniff;
mod text;

use std::collections::VecDeque;
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

pub use encoding::decode;
pub use own::{graph, is_database, records};

use crate::error::{Error, Result};
use crate::types::Article;
use ids::Ids;

/// Articles one by one; what cannot be read is an error item, after which the others follow.
pub type Articles = Box<dyn Iterator<Item = Result<Article>> + Send>;

/// A source to read from, with its first bytes still inside.
pub struct Source {
    /// The file as the user named it; `-` for standard input.
    pub path: String,
    /// Its bytes.
    pub bytes: Box<dyn BufRead + Send>,
}

impl Source {
    /// All bytes that are left.
    fn rest(&mut self) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.bytes.read_to_end(&mut bytes).map_err(|e| Error::io(&self.path, e))?;
        Ok(bytes)
    }

    /// The file's name without folder and extension: the id of an article that has no other.
    fn stem(&self) -> String {
        match Path::new(&self.path).file_stem() {
            Some(stem) if self.path != STDIN => stem.to_string_lossy().into_owned(),
            _ => "stdin".into(),
        }
    }
}

/// One input format.
pub struct Reader {
    /// What the command line calls it.
    pub name: &'static str,
    /// The file extensions that mean this format, lower case, without the dot.
    pub extensions: &'static [&'static str],
    /// For `newsgraph list inputs`.
    pub description: &'static str,
    /// Reads a source. The ids that it gives need not be unique yet.
    pub read: fn(Source) -> Articles,
    /// Whether the first bytes of a source without a telling name look like this format.
    pub looks_like: fn(&[u8]) -> bool,
}

/// All input formats. The first that a source without a telling name looks like is taken; plain text, the last, takes everything.
pub const READERS: &[Reader] = &[
    Reader {
        name: "html",
        extensions: &["html", "htm", "xhtml"],
        description: "A web page. Main text, title, date, site and authors are found; spans count code points of the page's source.",
        read: html::read,
        looks_like: sniff::is_html,
    },
    Reader {
        name: "jsonl",
        extensions: &["jsonl", "ndjson"],
        description: "JSON Lines, one article a line: {\"id\", \"text\" (or \"html\"), \"title\", \"published\", \"publisher\", \"authors\"}; only the text is required.",
        read: json_lines::read,
        looks_like: sniff::is_json_lines,
    },
    Reader {
        name: "text",
        extensions: &["txt", "text", "md"],
        description: "Plain text or the copied text of a page, one article a file.",
        read: text::read,
        looks_like: |_| true,
    },
];

/// The path that stands for standard input.
pub const STDIN: &str = "-";

/// How to read.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Name of the [`Reader`] for every input; `None` decides by extension, then by content.
    pub format: Option<String>,
}

/// Reads everything that the paths name, lazily: files in the order given, folders recursively and sorted, `-` for standard input.
///
/// # Errors
/// Only for an unknown format. Everything else that goes wrong is an item of the iterator.
pub fn read_all(paths: &[PathBuf], options: &Options) -> Result<impl Iterator<Item = Result<Article>> + Send + use<>> {
    let format = match &options.format {
        None => None,
        Some(name) => Some(by_name(name)?),
    };
    Ok(Run { pending: paths::list(paths), current: None, ids: Ids::default(), format })
}

/// Reads one source that need not be a file, as a format of [`READERS`].
///
/// # Errors
/// As [`read_all`].
pub fn read_source(source: Source, format: &str) -> Result<impl Iterator<Item = Result<Article>> + Send + use<>> {
    Ok(Run { pending: VecDeque::new(), current: Some((by_name(format)?.read)(source)), ids: Ids::default(), format: None })
}

fn by_name(name: &str) -> Result<&'static Reader> {
    READERS.iter().find(|r| r.name == name).ok_or_else(|| {
        let names: Vec<_> = READERS.iter().map(|r| r.name).collect();
        Error::input(name, format!("no such input format; there are: {}", names.join(", ")))
    })
}

/// The reader whose extension the path has.
pub fn by_extension(path: &Path) -> Option<&'static Reader> {
    let extension = path.extension()?.to_str()?.to_lowercase();
    READERS.iter().find(|r| r.extensions.contains(&extension.as_str()))
}

struct Run {
    pending: VecDeque<Result<PathBuf>>,
    current: Option<Articles>,
    ids: Ids,
    format: Option<&'static Reader>,
}

impl Iterator for Run {
    type Item = Result<Article>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.current.as_mut().and_then(Iterator::next) {
                Some(Ok(mut article)) => {
                    article.id = self.ids.claim(&article.id, &article.path);
                    return Some(Ok(article));
                }
                Some(Err(error)) => return Some(Err(error)),
                None => {}
            }
            self.current = match self.pending.pop_front()?.and_then(|path| open(&path, self.format)) {
                Ok(articles) => Some(articles),
                Err(error) => return Some(Err(error)),
            };
        }
    }
}

/// How many bytes at the start of a source decide what it is.
const HEAD: usize = 8192;

fn open(path: &Path, format: Option<&'static Reader>) -> Result<Articles> {
    let name = path.to_string_lossy().into_owned();
    let (mut input, known): (Box<dyn Read + Send>, _) = if name == STDIN {
        (Box::new(std::io::stdin()), None)
    } else {
        (Box::new(File::open(path).map_err(|e| Error::io(path, e))?), by_extension(path))
    };
    let mut head = Vec::new();
    input.by_ref().take(HEAD as u64).read_to_end(&mut head).map_err(|e| Error::io(path, e))?;
    if head.is_empty() {
        return Err(Error::input(name, "empty: nothing to read"));
    }
    if let Some(what) = sniff::binary(&head) {
        return Err(Error::input(name, format!("{what}, not text: give plain text, HTML or JSON Lines")));
    }
    let reader = format.or(known).or_else(|| READERS.iter().find(|r| (r.looks_like)(&head)));
    let source = Source { path: name, bytes: Box::new(BufReader::new(std::io::Cursor::new(head).chain(input))) };
    match reader {
        Some(reader) => Ok((reader.read)(source)),
        None => Err(Error::input(source.path, "not a format that newsgraph reads (see `newsgraph list inputs`)")),
    }
}

/// An article read at once from a whole source.
fn once(article: Result<Article>) -> Articles {
    Box::new(std::iter::once(article))
}
