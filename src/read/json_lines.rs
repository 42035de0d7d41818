//! JSON Lines: one article a line, streamed, so that an archive of any size fits in memory. A bad line is an error that
//! names its number; the others are read.

use std::io::{BufRead, Read};

use serde_json::Value;

use super::rows::{self, Origin};
use super::source::{ARTICLE_BYTES, too_long};
use super::{Articles, Context, Source, utf8};
use crate::error::{Error, Result};
use crate::types::Article;

/// The articles of a JSON Lines file.
pub fn read(source: Source, context: &Context) -> Articles {
    let origin = Origin { own_numbers: true, ..Origin::of(&source) };
    Box::new(Lines { source: utf8(source), context: context.clone(), origin, number: 0, found: false, done: false })
}

struct Lines {
    source: Source,
    context: Context,
    origin: Origin,
    number: usize,
    found: bool,
    done: bool,
}

impl Iterator for Lines {
    type Item = Result<Article>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            let mut line = Vec::new();
            match self.source.bytes.by_ref().take(ARTICLE_BYTES).read_until(b'\n', &mut line) {
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
            if line.len() as u64 == ARTICLE_BYTES && !line.ends_with(b"\n") {
                self.found = true;
                return Some(self.too_long());
            }
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
    fn place(&self) -> String {
        format!("{}:{}", self.source.path, self.number)
    }

    /// Passes by the rest of a line that is no article.
    fn too_long(&mut self) -> Result<Article> {
        match self.source.bytes.skip_until(b'\n') {
            Ok(_) => Err(Error::input(self.place(), too_long())),
            Err(error) => {
                self.done = true;
                Err(Error::io(&self.source.path, error))
            }
        }
    }

    fn article(&self, line: &[u8]) -> Result<Article> {
        let place = self.place();
        let bad = |message: String| Error::input(&place, message);
        let line =
            std::str::from_utf8(line).map_err(|e| bad(format!("broken UTF-8 at byte {} of the line: JSON must be UTF-8", e.valid_up_to() + 1)))?;
        match serde_json::from_str(line) {
            Ok(Value::Object(row)) => rows::article(&row, &self.context.settings.names, &self.origin, self.number, &place),
            Ok(_) => Err(bad("not a JSON object of an article".into())),
            Err(error) => Err(bad(format!("not a JSON object of an article: {}", without_line(&error)))),
        }
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
