//! A source of bytes, and the limits that keep hostile ones from filling the memory.

use std::io::{self, BufRead, Read};
use std::path::Path;

use super::STDIN;
use crate::error::{Error, Result};

/// One article, with all that its format wraps around it, has at most this many bytes.
pub const ARTICLE_BYTES: u64 = 64 << 20;

/// A source to read from, with its first bytes still inside.
pub struct Source {
    /// The file as the user named it; `-` for standard input. A member of an archive stands behind it and a slash.
    pub path: String,
    /// Its bytes.
    pub bytes: Box<dyn BufRead + Send>,
}

impl Source {
    /// All bytes that are left: one article.
    pub(super) fn rest(&mut self) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        let read = self.bytes.by_ref().take(ARTICLE_BYTES + 1).read_to_end(&mut bytes);
        read.map_err(|e| Error::io(&self.path, e))?;
        if bytes.len() as u64 > ARTICLE_BYTES {
            return Err(Error::input(&self.path, too_long()));
        }
        Ok(bytes)
    }

    /// The file's name without folder and extension: the id of an article that has no other.
    pub(super) fn stem(&self) -> String {
        match unpacked(Path::new(&self.path)).file_stem() {
            Some(stem) if self.path != STDIN => stem.to_string_lossy().into_owned(),
            _ => "stdin".into(),
        }
    }

    /// The same bytes behind a limit for each article.
    pub(super) fn limited(self) -> Limited {
        Limited { bytes: self.bytes, left: ARTICLE_BYTES }
    }
}

/// A path without the ending of a compression: `news.csv` for `news.csv.gz`.
pub fn unpacked(path: &Path) -> &Path {
    let packed = path.extension().is_some_and(|e| ["gz", "zst"].iter().any(|known| e.eq_ignore_ascii_case(known)));
    // `with_extension` would copy; the stem of a path with a folder is only its name, so the bytes are cut.
    if packed { path.to_str().and_then(|p| p.rsplit_once('.')).map_or(path, |(stem, _)| Path::new(stem)) } else { path }
}

pub fn too_long() -> String {
    format!("more than {} MB for one article: split it, or give the format that it is in", ARTICLE_BYTES >> 20)
}

/// Bytes of a file of many articles, that end in an error where one article is longer than [`ARTICLE_BYTES`].
pub struct Limited {
    bytes: Box<dyn BufRead + Send>,
    left: u64,
}

impl Limited {
    /// The next article begins.
    pub fn next_article(&mut self) {
        self.left = ARTICLE_BYTES;
    }

    fn check(&self) -> io::Result<()> {
        if self.left == 0 { Err(io::Error::new(io::ErrorKind::InvalidData, too_long())) } else { Ok(()) }
    }
}

impl Read for Limited {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.check()?;
        let read = self.bytes.read(buffer)?;
        self.left = self.left.saturating_sub(read as u64);
        Ok(read)
    }
}

impl BufRead for Limited {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.check()?;
        self.bytes.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.left = self.left.saturating_sub(amount as u64);
        self.bytes.consume(amount);
    }
}
