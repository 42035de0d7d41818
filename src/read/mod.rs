//! Bytes to articles: files, folders and standard input; encodings detected.
//!
//! ```
//! use newsgraph::read;
//!
//! # fn main() -> newsgraph::Result<()> {
//! let articles: newsgraph::Result<Vec<_>> = read::articles(&["data/articles"], &read::Options::default())?.collect();
//! assert_eq!(articles?.len(), 8);
//! # Ok(())
//! # }
//! ```
//!
//! A new input format is one file here and one row in [`READERS`]: the command line, `newsgraph list inputs`, docs/src/inputs.md
//! and the tests read the table.

mod encoding;
mod feed;
mod html;
mod ids;
mod json;
mod json_lines;
mod names;
mod office;
mod own;
mod packed;
mod parquet;
mod passed_by;
mod paths;
mod pdf;
mod press;
mod rows;
mod run;
mod sniff;
mod source;
mod table;
mod text;
mod warc;
mod xml;
mod zip;

use std::io::{BufRead, BufReader};
use std::path::Path;

use encoding::decode;
pub use own::{graph, is_database, records};
pub use passed_by::PassedBy;
pub use run::Run;
pub use source::Source;

use crate::error::{Error, Result};
use crate::types::Article;
use run::{Context, open_source};

/// Articles one by one; what cannot be read is an error item, after which the others follow.
pub type Articles = Box<dyn Iterator<Item = Result<Article>> + Send>;

/// How a format is recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Sign {
    /// By the name of its files; some texts of it look so.
    Name,
    /// By its first bytes, whatever the name.
    Bytes,
    /// By its first bytes, and it is only packed around another format.
    Packing,
}

/// One input format.
#[non_exhaustive]
pub struct Reader {
    /// What the command line calls it.
    pub name: &'static str,
    /// The file extensions that mean this format, lower case, without the dot.
    pub extensions: &'static [&'static str],
    /// For `newsgraph list inputs`.
    pub description: &'static str,
    /// How it is recognised.
    pub sign: Sign,
    /// The feature that this newsgraph was built without and that reading needs.
    pub lacks: Option<&'static str>,
    /// Reads a source. The ids that it gives need not be unique yet.
    read: fn(Source, &Context) -> Articles,
    /// Whether the first bytes of a source look like this format.
    looks_like: fn(&[u8]) -> bool,
}

/// All input formats. Where several have a file's ending, or the name tells nothing, the first that it looks like is
/// taken; plain text, the last, takes everything.
pub const READERS: &[Reader] = &[
    Reader {
        name: "feed",
        extensions: &["rss", "atom", "xml"],
        description: "RSS and Atom, one article per item; the content of the item is the text, its description where there is none.",
        sign: Sign::Name,
        lacks: None,
        read: feed::read,
        looks_like: feed::looks_like,
    },
    Reader {
        name: "html",
        extensions: &["html", "htm", "xhtml"],
        description: "A web page. Main text, title, date, site and authors are found; spans count code points of the page's source.",
        sign: Sign::Name,
        lacks: None,
        read: html::read,
        looks_like: sniff::is_html,
    },
    Reader {
        name: "jsonl",
        extensions: &["jsonl", "ndjson", "json"],
        description: "JSON Lines, one article per line. Keys are found by name or mapped; only a text is required.",
        sign: Sign::Name,
        lacks: None,
        read: json_lines::read,
        looks_like: sniff::is_json_lines,
    },
    Reader {
        name: "json",
        extensions: &["json"],
        description: "A JSON array of articles, an object that holds one (as NewsAPI, GDELT, Event Registry answer), or one article. Keys as above.",
        sign: Sign::Name,
        lacks: None,
        read: json::read,
        looks_like: sniff::is_json,
    },
    Reader {
        name: "csv",
        extensions: &["csv", "tsv", "tab"],
        description: "A table with a line of column names, one article per row; cells separated by commas, tabs, semicolons or bars. Columns as above.",
        sign: Sign::Name,
        lacks: None,
        read: table::read,
        looks_like: table::looks_like,
    },
    Reader {
        name: "parquet",
        extensions: &["parquet"],
        description: "A Parquet file, one article per row. Columns as above.",
        sign: Sign::Bytes,
        lacks: parquet::LACKS,
        read: parquet::read,
        looks_like: parquet::looks_like,
    },
    Reader {
        name: "press",
        extensions: &["txt"],
        description: "An export of Nexis Uni, LexisNexis or Factiva as text: many articles, each with its head.",
        sign: Sign::Name,
        lacks: None,
        read: press::read,
        looks_like: press::looks_like,
    },
    Reader {
        name: "docx",
        extensions: &["docx"],
        description: "A Word document, one article per file, or an export of a press database.",
        sign: Sign::Bytes,
        lacks: None,
        read: office::read,
        looks_like: office::looks_like,
    },
    Reader {
        name: "pdf",
        extensions: &["pdf"],
        description: "A PDF file with text in it, one article per file, or an export of a press database.",
        sign: Sign::Bytes,
        lacks: pdf::LACKS,
        read: pdf::read,
        looks_like: pdf::looks_like,
    },
    Reader {
        name: "warc",
        extensions: &["warc"],
        description: "A web archive, record by record: its pages and texts.",
        sign: Sign::Bytes,
        lacks: None,
        read: warc::read,
        looks_like: warc::looks_like,
    },
    Reader {
        name: "zip",
        extensions: &["zip", "wacz"],
        description: "A ZIP archive of files of all these formats, read without unpacking it to disk; of a web archive (WACZ), its pages.",
        sign: Sign::Packing,
        lacks: None,
        read: zip::read,
        looks_like: zip::looks_like,
    },
    Reader {
        name: "gzip",
        extensions: &["gz"],
        description: "A file of any of these formats, packed with gzip; the ending before .gz decides the format.",
        sign: Sign::Packing,
        lacks: None,
        read: packed::read_gzip,
        looks_like: |head| head.starts_with(packed::GZIP),
    },
    Reader {
        name: "zstd",
        extensions: &["zst"],
        description: "The same, packed with zstd.",
        sign: Sign::Packing,
        lacks: None,
        read: packed::read_zstd,
        looks_like: |head| head.starts_with(packed::ZSTD),
    },
    Reader {
        name: "text",
        extensions: &["txt", "text", "md"],
        description: "Plain text or the copied text of a page, one article per file.",
        sign: Sign::Name,
        lacks: None,
        read: text::read,
        looks_like: |_| true,
    },
];

/// The path that stands for standard input.
pub const STDIN: &str = "-";

/// How to read.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Options {
    /// Name of the [`Reader`] for every input; `None` decides by extension, then by content.
    pub format: Option<String>,
    /// Which keys or columns hold what, such as `text=content`; the others are found by their names.
    pub map: Vec<String>,
    /// The day, `YYYY-MM-DD`, of articles that do not say when they were published.
    pub published: Option<String>,
}

/// Reads everything that the paths name, lazily: files in the order given, folders recursively and sorted, `-` for standard input.
///
/// # Errors
/// For an unknown format, a wrong map, a wrong day. Everything else that goes wrong is an item of the iterator.
pub fn articles<P: AsRef<Path>>(paths: &[P], options: &Options) -> Result<Run> {
    Run::of_files(paths, options)
}

/// Reads the articles of one source that need not be a file.
///
/// # Errors
/// As [`articles`], and for bytes that are not of the format that the options name.
pub fn articles_in(source: Source, options: &Options) -> Result<Run> {
    Run::of_source(source, options)
}

/// How many bytes the files of these paths have, as far as that can be told: not of standard input. Folders are walked through for it.
pub fn bytes<P: AsRef<Path>>(paths: &[P]) -> Option<u64> {
    paths::Files::new(paths, PassedBy::default()).bytes()
}

fn by_name(name: &str) -> Result<&'static Reader> {
    READERS.iter().find(|r| r.name == name).ok_or_else(|| {
        let names: Vec<_> = READERS.iter().map(|r| r.name).collect();
        Error::input(name, format!("no such input format; there are: {}", names.join(", ")))
    })
}

/// The readers whose extension the path has.
pub fn with_extension(path: &Path) -> impl Iterator<Item = &'static Reader> {
    let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    READERS.iter().filter(move |r| extension.as_deref().is_some_and(|e| r.extensions.contains(&e)))
}

/// Whether a file of this name is read when it lies in a folder or an archive.
pub(crate) fn is_readable(path: &Path) -> bool {
    with_extension(path).any(|reader| reader.lacks.is_none()) && is_packed_readable(path)
}

/// Of `photos.tar.gz`, the name inside is recognised by what stands before the last ending.
fn is_packed_readable(path: &Path) -> bool {
    let inner = source::unpacked(path);
    inner == path || inner.extension().is_none() || with_extension(inner).any(|reader| reader.lacks.is_none())
}

/// The same source in UTF-8, if it is marked as UTF-16.
fn utf8(mut source: Source) -> Source {
    let marked = source.bytes.fill_buf().is_ok_and(|head| head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF"));
    if marked {
        source.bytes = Box::new(BufReader::new(encoding_rs_io::DecodeReaderBytes::new(source.bytes)));
    }
    source
}

/// An article of a file, with the day in the file's name to go by if it does not say when it was published.
fn dated(article: Article, source: &Source) -> Article {
    Article { day_otherwise: names::day(&source.path), ..article }
}

/// An article read at once from a whole source.
fn once(article: Result<Article>) -> Articles {
    Box::new(std::iter::once(article))
}
