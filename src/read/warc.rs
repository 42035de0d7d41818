//! Web archives: WARC, as crawlers write them, record by record. Pages and texts are articles; the rest is counted.

use std::io::{self, BufRead, Cursor, Read};
use std::sync::Arc;

use super::packed::{Account, gunzip};
use super::source::{ARTICLE_BYTES, Limited, too_long};
use super::{Articles, Context, Source, decode};
use crate::error::{Error, Result};
use crate::types::Article;

/// So many bytes may stand before a record's or a page's body.
const HEAD: usize = 1 << 20;

/// The articles of a WARC file.
pub fn read(source: Source, context: &Context) -> Articles {
    let (path, stem) = (source.path.clone(), source.stem());
    Box::new(Records { bytes: source.limited(), context: context.clone(), path, stem, number: 0, read: 0, done: false })
}

/// Whether this is the head of a WARC file.
pub fn looks_like(head: &[u8]) -> bool {
    head.starts_with(b"WARC/")
}

struct Records {
    bytes: Limited,
    context: Context,
    path: String,
    stem: String,
    /// Records so far.
    number: usize,
    /// Of them, pages and texts.
    read: usize,
    done: bool,
}

impl Iterator for Records {
    type Item = Result<Article>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            match self.record() {
                Ok(None) => {}
                Ok(Some(article)) => {
                    self.read += 1;
                    return Some(Ok(article));
                }
                Err(error) => {
                    self.read += 1;
                    return Some(Err(error));
                }
            }
        }
        if self.read == 0 {
            self.read = 1;
            return Some(Err(Error::input(&self.path, "no page and no text in this web archive")));
        }
        None
    }
}

impl Records {
    /// The next record, if it holds an article.
    fn record(&mut self) -> Result<Option<Article>> {
        self.bytes.next_article();
        let path = self.path.clone();
        let place = format!("{path}:{}", self.number + 1);
        let headers = match headers(&mut self.bytes) {
            Ok(Some(headers)) => headers,
            Ok(None) => {
                self.done = true;
                return Ok(None);
            }
            Err(error) => {
                self.done = true;
                return Err(Error::input(place, format!("broken WARC record ({error}); the rest of the file is not read")));
            }
        };
        self.number += 1;
        let length = headers.get("content-length").and_then(|length| length.parse::<u64>().ok());
        let Some(length) = length.filter(|_| headers.first.starts_with("WARC/")) else {
            self.done = true;
            return Err(Error::input(place, "not a WARC record with a length; the rest of the file is not read"));
        };
        let wanted = matches!(headers.get("warc-type"), Some("response" | "resource" | "conversion"));
        if wanted && length <= ARTICLE_BYTES {
            let mut body = Vec::new();
            self.bytes.by_ref().take(length).read_to_end(&mut body).map_err(|e| self.broken(&e))?;
            if (body.len() as u64) < length {
                self.done = true;
                return Err(Error::input(place, "the web archive ends in the middle of this record"));
            }
            self.article(&headers, body, &place)
        } else {
            let mut left = length;
            while left > 0 {
                self.bytes.next_article();
                let passed = io::copy(&mut self.bytes.by_ref().take(left.min(ARTICLE_BYTES / 2)), &mut io::sink()).map_err(|e| self.broken(&e))?;
                if passed == 0 {
                    self.done = true;
                    return Err(Error::input(place, "the web archive ends in the middle of this record"));
                }
                left -= passed;
            }
            if wanted { Err(Error::input(&place, too_long())) } else { Ok(None) }
        }
    }

    fn broken(&mut self, error: &io::Error) -> Error {
        self.done = true;
        Error::input(format!("{}:{}", self.path, self.number), error.to_string())
    }

    fn article(&self, record: &Headers, body: Vec<u8>, place: &str) -> Result<Option<Article>> {
        let mut kind = record.get("content-type").unwrap_or_default().to_lowercase();
        let mut body = Cursor::new(body);
        if kind.starts_with("application/http") {
            let page = headers(&mut body).map_err(|e| Error::input(place, format!("broken header of a response ({e})")))?;
            let Some(page) = page.filter(|page| page.first.split(' ').nth(1) == Some("200")) else { return Ok(None) };
            kind = page.get("content-type").unwrap_or_default().to_lowercase();
            body = Cursor::new(page.body(body, &self.context.account).map_err(|e| Error::input(place, e.to_string()))?);
        }
        let html = kind.contains("html");
        let address = record.get("warc-target-uri").unwrap_or_default().trim_matches(['<', '>']).to_owned();
        if !html && !kind.starts_with("text/plain") || address.ends_with("/robots.txt") {
            let kind = kind.split(';').next().unwrap_or_default().trim();
            self.context.settings.passed_by.add_kind(if kind.is_empty() { "without a type" } else { kind });
            return Ok(None);
        }
        let start = body.position() as usize;
        let text = decode(&body.get_ref()[start..], html).map_err(|e| e.at(place))?;
        if text.trim().is_empty() {
            return Err(Error::input(place, "an empty page"));
        }
        let path = if address.is_empty() { self.path.clone() } else { address };
        Ok(Some(Article { id: format!("{}:{}", self.stem, self.number), path, text, html, ..Article::default() }))
    }
}

/// The head of a record or of a page: a line that says what it is, and lines of names and values.
struct Headers {
    first: String,
    fields: Vec<(String, String)>,
}

impl Headers {
    /// The value of a name in lower case.
    fn get(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The body of a page as its author wrote it.
    fn body(&self, mut body: Cursor<Vec<u8>>, account: &Arc<Account>) -> io::Result<Vec<u8>> {
        let mut bytes = if self.get("transfer-encoding").is_some_and(|how| how.to_lowercase().contains("chunked")) {
            unchunked(&mut body)?
        } else {
            let start = body.position() as usize;
            body.into_inner().split_off(start)
        };
        let coding = self.get("content-encoding").unwrap_or_default().to_lowercase();
        if coding.contains("gzip") && bytes.starts_with(b"\x1F\x8B") {
            let mut plain = Vec::new();
            gunzip(Box::new(Cursor::new(bytes)), account).take(ARTICLE_BYTES).read_to_end(&mut plain)?;
            bytes = plain;
        } else if ["br", "zstd"].contains(&coding.as_str()) && std::str::from_utf8(&bytes[..bytes.len().min(64)]).is_err() {
            return Err(io::Error::other(format!("a page packed with {coding}, which is not read in web archives")));
        }
        Ok(bytes)
    }
}

/// Reads a head; `None` at the end of the file.
fn headers(bytes: &mut impl BufRead) -> io::Result<Option<Headers>> {
    let (mut first, mut fields, mut read) = (String::new(), Vec::new(), 0);
    loop {
        let mut line = Vec::new();
        let length = bytes.by_ref().take(HEAD as u64).read_until(b'\n', &mut line)?;
        read += length;
        if read > HEAD {
            return Err(io::Error::other("its header has no end"));
        }
        let line = String::from_utf8_lossy(&line);
        let line = line.trim();
        match (length, line.is_empty(), first.is_empty()) {
            (0, _, true) => return Ok(None),
            (0, _, false) | (_, true, false) => return Ok(Some(Headers { first, fields })),
            // Records end in empty lines.
            (_, true, true) => {}
            (_, false, true) => first = line.to_owned(),
            (_, false, false) => {
                let (name, value) = line.split_once(':').unwrap_or((line, ""));
                fields.push((name.trim().to_lowercase(), value.trim().to_owned()));
            }
        }
    }
}

/// A body that was sent in pieces.
fn unchunked(body: &mut Cursor<Vec<u8>>) -> io::Result<Vec<u8>> {
    let (start, mut out) = (body.position(), Vec::new());
    loop {
        let mut line = Vec::new();
        body.by_ref().take(64).read_until(b'\n', &mut line)?;
        let size = String::from_utf8_lossy(&line);
        let size = size.trim().split(';').next().unwrap_or_default();
        match u64::from_str_radix(size, 16) {
            Ok(0) => return Ok(out),
            Ok(size) => {
                body.by_ref().take(size).read_to_end(&mut out)?;
                body.read_until(b'\n', &mut Vec::new())?;
            }
            // Crawlers keep the header and store the body in one piece.
            Err(_) if out.is_empty() => {
                body.set_position(start);
                body.read_to_end(&mut out)?;
                return Ok(out);
            }
            Err(_) => return Ok(out),
        }
    }
}
