//! JSON Lines: one article a line, streamed, so that an archive of any size fits in memory. A bad line is an error that names its number; the others are read.

use std::io::BufRead;

use serde::Deserialize;

use super::{Articles, Source};
use crate::error::{Error, Result};
use crate::types::{Article, Metadata};

/// One line. Unknown keys are ignored.
#[derive(Deserialize)]
struct Row {
    id: Option<Text>,
    text: Option<String>,
    html: Option<String>,
    title: Option<String>,
    published: Option<String>,
    publisher: Option<String>,
    #[serde(default, alias = "author")]
    authors: Option<Authors>,
    #[serde(alias = "path")]
    url: Option<String>,
}

/// An id that may be written as a number.
#[derive(Deserialize)]
#[serde(untagged)]
enum Text {
    Word(String),
    Number(i64),
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Authors {
    One(String),
    Many(Vec<String>),
}

/// The articles of a JSON Lines file.
pub fn read(source: Source) -> Articles {
    Box::new(Lines { source, number: 0, found: false, done: false })
}

struct Lines {
    source: Source,
    number: usize,
    found: bool,
    done: bool,
}

impl Iterator for Lines {
    type Item = Result<Article>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            let mut line = Vec::new();
            match self.source.bytes.read_until(b'\n', &mut line) {
                Err(error) => {
                    self.done = true;
                    return Some(Err(Error::io(&self.source.path, error)));
                }
                Ok(0) => {
                    self.done = true;
                    let nothing = || Err(Error::input(&self.source.path, "no line with an article: nothing to read"));
                    return (!self.found).then(nothing);
                }
                Ok(_) => {}
            }
            self.number += 1;
            let line = line.strip_prefix(b"\xEF\xBB\xBF").filter(|_| self.number == 1).unwrap_or(&line).trim_ascii();
            if !line.is_empty() {
                self.found = true;
                return Some(self.article(line));
            }
        }
        None
    }
}

impl Lines {
    fn article(&self, line: &[u8]) -> Result<Article> {
        let place = format!("{}:{}", self.source.path, self.number);
        let bad = |message: String| Error::input(&place, message);
        let line =
            std::str::from_utf8(line).map_err(|e| bad(format!("broken UTF-8 at byte {} of the line: JSON must be UTF-8", e.valid_up_to() + 1)))?;
        let row: Row = serde_json::from_str(line).map_err(|e| bad(format!("not a JSON object of an article: {}", without_line(&e))))?;
        let (text, html) = match (row.text, row.html) {
            (Some(text), _) => (text, false),
            (None, Some(html)) => (html, true),
            (None, None) => return Err(bad("the article has no \"text\"".into())),
        };
        if text.trim().is_empty() {
            return Err(bad("the article's text is empty".into()));
        }
        let known = |value: Option<String>| value.map(|v| v.trim().to_owned()).filter(|v| !v.is_empty());
        let authors = match row.authors {
            Some(Authors::One(name)) => vec![name],
            Some(Authors::Many(names)) => names,
            None => Vec::new(),
        };
        Ok(Article {
            id: match row.id {
                Some(Text::Word(id)) if !id.trim().is_empty() => id,
                Some(Text::Number(id)) => id.to_string(),
                _ => format!("{}:{}", self.source.stem(), self.number),
            },
            path: known(row.url).unwrap_or_else(|| self.source.path.clone()),
            text,
            html,
            metadata: Metadata {
                title: known(row.title),
                published: known(row.published),
                publisher: known(row.publisher),
                authors: authors.into_iter().filter_map(|name| known(Some(name))).collect(),
            },
        })
    }
}

/// The message of a JSON error with the column only: the line number is always 1 and would mislead.
fn without_line(error: &serde_json::Error) -> String {
    let message = error.to_string();
    match message.rsplit_once(" at line ") {
        Some((what, _)) => format!("{what}, at column {}", error.column()),
        None => message,
    }
}
