//! JSON: an array of articles, an object that holds one (`{"articles": [...]}`, as services answer), or an article.
//!
//! The array is read element by element and never as a whole. Which keys lead to it is told by the field `articles` of
//! `data/read/fields.tsv`.

use std::io::BufRead;

use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::{Deserializer, Map, Value};

use super::rows::{self, Origin};
use super::source::Limited;
use super::{Articles, Context, Source, utf8};
use crate::error::{Error, Result};
use crate::knowledge::fields::{Field, normal};
use crate::types::Article;

/// The articles of a JSON file.
pub fn read(source: Source, context: &Context) -> Articles {
    let origin = Origin::of(&source);
    Box::new(Json {
        bytes: utf8(source).limited(),
        context: context.clone(),
        origin,
        open: Vec::new(),
        rest: Map::new(),
        number: 0,
        held: false,
        done: false,
    })
}

/// An array or object that is being read.
enum Open {
    /// Of articles.
    Array { first: bool },
    /// On the way to the array; `path` are the keys that led to it, as they are compared.
    Object { path: String, first: bool },
}

struct Json {
    bytes: Limited,
    context: Context,
    origin: Origin,
    open: Vec<Open>,
    /// What else the outermost object holds: the article, if no array of articles is in it.
    rest: Map<String, Value>,
    number: usize,
    /// An array of articles was found in the outermost object.
    held: bool,
    done: bool,
}

/// What was read, or that the value went on.
type Step = Result<Option<Article>>;

impl Iterator for Json {
    type Item = Result<Article>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            self.bytes.next_article();
            match self.step() {
                Ok(None) => {}
                Ok(Some(article)) => return Some(Ok(article)),
                Err(error) => return Some(Err(error)),
            }
        }
        None
    }
}

impl Json {
    fn step(&mut self) -> Step {
        match self.open.last() {
            None => self.outermost(),
            Some(&Open::Array { first }) => self.element(first),
            Some(Open::Object { path, first }) => {
                let (path, first) = (path.clone(), *first);
                self.key(&path, first)
            }
        }
    }

    /// Between two outermost values.
    fn outermost(&mut self) -> Step {
        match self.peek()? {
            Some(b'[') => self.enter(Open::Array { first: true }),
            Some(b'{') => {
                (self.rest, self.held) = (Map::new(), false);
                self.enter(Open::Object { path: String::new(), first: true })
            }
            Some(_) => Err(self.broken("neither an array of articles nor an object")),
            None => {
                self.done = true;
                let nothing = || Err(Error::input(&self.origin.path, "no articles in this file: the array is empty"));
                if self.number == 0 { nothing() } else { Ok(None) }
            }
        }
    }

    fn enter(&mut self, open: Open) -> Step {
        self.bytes.consume(1);
        self.open.push(open);
        Ok(None)
    }

    /// An element of the array of articles, or its end.
    fn element(&mut self, first: bool) -> Step {
        if self.ends(b']', first)? {
            self.open.pop();
            return Ok(None);
        }
        if let Some(Open::Array { first }) = self.open.last_mut() {
            *first = false;
        }
        let value: Value = self.value()?;
        self.number += 1;
        // Search engines wrap each hit.
        let row = value.as_object().and_then(|hit| hit.get("_source")).unwrap_or(&value).as_object();
        row.map_or_else(|| Err(Error::input(self.place(), "not a JSON object of an article")), |row| self.article(row)).map(Some)
    }

    /// A key of an object with its value, or the object's end.
    fn key(&mut self, path: &str, first: bool) -> Step {
        if self.ends(b'}', first)? {
            self.open.pop();
            if self.open.is_empty() && !self.held {
                self.number += 1;
                let row = std::mem::take(&mut self.rest);
                return self.article(&row).map(Some);
            }
            return Ok(None);
        }
        if let Some(Open::Object { first, .. }) = self.open.last_mut() {
            *first = false;
        }
        let key: String = self.value()?;
        if self.peek()? != Some(b':') {
            return Err(self.broken("a colon is missing after a key"));
        }
        self.bytes.consume(1);
        let inner = if path.is_empty() { normal(&key) } else { format!("{path}.{}", normal(&key)) };
        let names = &self.context.settings.names;
        let (is, leads) = (
            names.of(Field::Articles).any(|name| name == inner),
            names.of(Field::Articles).any(|name| name.strip_prefix(&inner).is_some_and(|rest| rest.starts_with('.'))),
        );
        match self.peek()? {
            Some(b'[') if is && !self.held => {
                self.held = true;
                self.enter(Open::Array { first: true })
            }
            Some(b'{') if leads && !self.held => self.enter(Open::Object { path: inner, first: true }),
            _ if self.held || !path.is_empty() => self.value::<IgnoredAny>().map(|_| None),
            _ => {
                let value = self.value()?;
                self.rest.insert(key, value);
                Ok(None)
            }
        }
    }

    /// Whether the array or object ends here; else the comma before its next part is passed.
    fn ends(&mut self, end: u8, first: bool) -> Result<bool> {
        match self.peek()? {
            Some(byte) if byte == end => {
                self.bytes.consume(1);
                Ok(true)
            }
            Some(b',') if !first => {
                self.bytes.consume(1);
                Ok(false)
            }
            Some(_) if first => Ok(false),
            Some(_) => Err(self.broken("a comma is missing")),
            None => Err(self.broken("it ends in the middle")),
        }
    }

    /// The next byte that is no white space.
    fn peek(&mut self) -> Result<Option<u8>> {
        loop {
            let bytes = match self.bytes.fill_buf() {
                Ok(bytes) => bytes,
                Err(error) => return Err(self.broken(&error.to_string())),
            };
            let blank = bytes.iter().take_while(|b| b.is_ascii_whitespace()).count();
            let (found, all) = (bytes.get(blank).copied(), bytes.len());
            self.bytes.consume(blank);
            if found.is_some() || all == 0 {
                return Ok(found);
            }
        }
    }

    fn value<T: DeserializeOwned>(&mut self) -> Result<T> {
        let value = match self.peek()? {
            Some(b'{' | b'[' | b'"') => Deserializer::from_reader(&mut self.bytes).into_iter().next(),
            _ => Some(serde_json::from_slice(&self.word()?)),
        };
        let message = match value {
            Some(Ok(value)) => return Ok(value),
            Some(Err(error)) => error.to_string(),
            None => "it ends in the middle".to_owned(),
        };
        // The place that it names counts from the value's beginning.
        Err(self.broken(message.split(" at line ").next().unwrap_or_default()))
    }

    /// A number or a word, up to what ends it: the parser would take the byte behind it, too.
    fn word(&mut self) -> Result<Vec<u8>> {
        let mut word = Vec::new();
        loop {
            let bytes = match self.bytes.fill_buf() {
                Ok(bytes) => bytes,
                Err(error) => return Err(self.broken(&error.to_string())),
            };
            let ends = |b: &u8| b.is_ascii_whitespace() || matches!(b, b',' | b':' | b']' | b'}');
            let length = bytes.iter().position(ends).unwrap_or(bytes.len());
            word.extend_from_slice(&bytes[..length]);
            let ended = length < bytes.len() || bytes.is_empty();
            self.bytes.consume(length);
            if ended {
                return Ok(word);
            }
        }
    }

    fn article(&self, row: &Map<String, Value>) -> Result<Article> {
        rows::article(row, &self.context.settings.names, &self.origin, self.number, &self.place())
    }

    fn place(&self) -> String {
        format!("{}:{}", self.origin.path, self.number)
    }

    /// Broken JSON: what follows cannot be told apart.
    fn broken(&mut self, what: &str) -> Error {
        self.done = true;
        let read = if self.number == 0 { String::new() } else { format!("; only {} before it read", self.number) };
        Error::input(&self.origin.path, format!("broken JSON in article {} ({what}){read}", self.number + 1))
    }
}
